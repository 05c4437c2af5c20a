"""Writes the parts of sample reports: a document piece by piece, its sources, its passages and its checks."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from claims.model import (
    Citation,
    Cited,
    Claim,
    Document,
    DocumentFormat,
    Quote,
    Reference,
    Span,
)
from reports.model import (
    Attempt,
    Check,
    Evidence,
    Extent,
    LinkStatus,
    Origin,
    Outcome,
    Passage,
    SourceCheck,
    SourceCopy,
)

STARTED = "2026-03-02T02:00:00Z"
FINISHED = "2026-03-02T02:03:41Z"
DIGEST = hashlib.sha256(b"sample").hexdigest()


@dataclass
class DocumentBuilder:
    """Writes a document's text piece by piece and stores the place of each piece."""

    name: str
    title: str | None = None
    language: str | None = "en"
    format: DocumentFormat = DocumentFormat.WIKITEXT
    text: str = ""
    section: tuple[str, ...] = ()
    references: list[Reference] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def heading(self, text: str) -> None:
        """Start a section."""
        self.paragraph()
        self.section = (text,)
        self.text += text
        self.paragraph()

    def paragraph(self) -> None:
        """End the paragraph."""
        self.text = self.text.rstrip(" ")
        if self.text:
            self.text += "\n\n"

    def claim(self, text: str, *labels: str, quotes: tuple[str, ...] = (), inherited: bool = False) -> Claim:
        """Write a sentence and, after it, one mark for each label, all in one run."""
        start = len(self.text)
        self.text += text
        span = Span(start, len(self.text))
        found = tuple(
            Quote(text=quote, span=Span(start + text.index(quote), start + text.index(quote) + len(quote)))
            for quote in quotes
        )
        cited: tuple[Cited, ...] = ()
        if labels:
            key = f"citation-{len(self.citations) + 1}"
            mark = len(self.text)
            self.text += "".join(f"[{label}]" for label in labels)
            self.citations.append(
                Citation(
                    key=key,
                    labels=labels,
                    references=tuple(f"ref-{label}" for label in labels),
                    span=Span(mark, len(self.text)),
                )
            )
            cited = (Cited(key=key, scope=(span,), inherited=inherited),)
        self.text += " "
        claim = Claim(
            key=f"claim-{len(self.claims) + 1}",
            text=text,
            span=span,
            section=self.section,
            citations=cited,
            quotes=found,
        )
        self.claims.append(claim)
        return claim

    def reference(self, label: str, text: str, **fields: object) -> Reference:
        """Write an entry of the list of references."""
        start = len(self.text)
        self.text += text
        entry = Reference(
            key=f"ref-{label}",
            label=label,
            text=text,
            span=Span(start, len(self.text)),
            **fields,  # type: ignore[arg-type]  # the tests name real fields
        )
        self.text += "\n"
        self.references.append(entry)
        return entry

    def build(self) -> Document:
        """Return the document."""
        return Document(
            name=self.name,
            title=self.title,
            language=self.language,
            format=self.format,
            text=self.text,
            sha256=hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest(),
            references=tuple(self.references),
            citations=tuple(self.citations),
            claims=tuple(self.claims),
        )


def copy_of(label: str, url: str, origin: Origin = Origin.LIVE, extent: Extent = Extent.FULL) -> SourceCopy:
    """Return a copy of a source that was read, live or as a capture of 2011."""
    archived = origin is Origin.ARCHIVE
    return SourceCopy(
        id=f"copy-{label}-{origin.value}",
        url=url,
        final_url=f"https://web.archive.org/web/20110509120000/{url}" if archived else url,
        origin=origin,
        status=200,
        media_type="text/html",
        extent=extent,
        retrieved=STARTED,
        sha256=DIGEST,
        text_sha256=DIGEST,
        size=48_213,
        captured="2011-05-09T12:00:00Z" if archived else None,
        evidence=Evidence(
            file="nightly.warc.gz", offset=40_960, record_id="<urn:uuid:5f0e1c1e-7c38-4a54-9d4f-9a6d1f0d7b11>"
        ),
        title="Council minutes",
    )


def source(
    label: str,
    status: LinkStatus,
    reason: str,
    *,
    url: str | None = None,
    copies: tuple[SourceCopy, ...] = (),
    code: int | None = 200,
    failure: str | None = None,
    **fields: object,
) -> SourceCheck:
    """Return the check of a reference's source, with two attempts if it has an address."""
    attempts: tuple[Attempt, ...] = ()
    if url is not None:
        attempts = (
            Attempt(url=url, origin=Origin.LIVE, at=STARTED, status=code, failure=failure),
            Attempt(
                url=f"https://web.archive.org/web/20110509120000/{url}",
                origin=Origin.ARCHIVE,
                at="2026-03-02T02:00:04Z",
                status=200,
                note="capture nearest to the access date",
            ),
        )
    return SourceCheck(
        reference=f"ref-{label}",
        label=label,
        status=status,
        reason=reason,
        attempts=attempts,
        copies=copies,
        url=url,
        **fields,  # type: ignore[arg-type]  # the tests name real fields
    )


def passage(label: str, exact: str, prefix: str = "", suffix: str = "", origin: Origin = Origin.LIVE) -> Passage:
    """Return a passage of the copy that `copy_of` makes for the label."""
    return Passage(
        reference=f"ref-{label}",
        copy=f"copy-{label}-{origin.value}",
        exact=exact,
        start=len(prefix),
        end=len(prefix) + len(exact),
        prefix=prefix,
        suffix=suffix,
        score=0.91,
    )


def check(claim: Claim, outcome: Outcome, reason: str, *, probability: float | None = None, **fields: object) -> Check:
    """Return the check of a claim against its first citation."""
    cited = claim.citations[0]
    return Check(
        claim=claim.key,
        citation=cited.key,
        references=fields.pop("references", ()),  # type: ignore[arg-type]  # the tests name real fields
        outcome=outcome,
        reason=reason,
        judge="rules",
        probability=probability,
        inherited=cited.inherited,
        **fields,  # type: ignore[arg-type]  # the tests name real fields
    )

"""The document itself, cut into paragraphs, with its claims and citation marks in their places."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from claims.model import Document, Span
from reports.formats.html.evidence import ClaimView
from reports.formats.html.marking import missing_words
from reports.formats.html.sources import SourceView
from reports.formats.html.words import SEVERITIES, VERDICTS
from reports.model import Check, Finding, Severity

_LONGEST_HEADING = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRun:
    """Words with one role: plain, a citation mark (with the place it leads to), or words that no passage supports."""

    text: str
    mark: bool = False
    href: str | None = None
    missing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Runs inside one claim, or between claims (`claim` is None).

    `first` and `last` say whether the part begins and ends the claim: a claim that crosses a line has several parts.
    `flag` is the glyph and the label of the worst error or warning about the claim, None if there is none.
    """

    runs: tuple[TextRun, ...]
    claim: ClaimView | None = None
    glyph: str = ""
    label: str = ""
    flag: tuple[str, str] | None = None
    first: bool = False
    last: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One line of the document's text. `kind` is "p", "heading" or "entry" (of the list of references)."""

    kind: str
    parts: tuple[Part, ...]
    source: SourceView | None = None


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A half-open range of the text, and what it is part of."""

    start: int
    end: int
    claim: ClaimView | None = None


class Prose:
    """Cuts the text of `document` into the pieces that the page shows.

    `claims` and `sources` are the views by key, `checks` the checks by claim, `findings` those to mark.
    """

    def __init__(
        self,
        document: Document,
        claims: Mapping[str, ClaimView],
        sources: Mapping[str, SourceView],
        checks: Mapping[str, list[Check]],
        findings: Iterable[Finding],
    ) -> None:
        self._document = document
        self._flags = _flags(findings)
        self._claims = claims
        self._sources = sources
        self._stretches = _disjoint(document, claims)
        self._marks = sorted((citation.span, citation.key) for citation in document.citations)
        self._targets = _targets(claims, checks)
        self._missing = _merged(span for made in checks.values() for check in made for span in missing_words(check))
        titles = (document.title or "", *(title for claim in document.claims for title in claim.section))
        self._headings = {title.strip() for title in titles}
        self._entries = sorted(
            (reference.span, reference.key)
            for reference in document.references
            if reference.key in sources and not reference.is_link
        )
        # The end of the line right above the list of references: its heading, if it is not a claim.
        self._above_entries = len(document.text[: self._entries[0][0].start].rstrip()) if self._entries else -1

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield the lines that hold anything, in order."""
        at = 0
        stretch = entry = 0
        for line in self._document.text.split("\n"):
            start, end = at, at + len(line)
            at = end + 1
            if not line.strip():
                continue
            while stretch < len(self._stretches) and self._stretches[stretch].end <= start:
                stretch += 1
            while entry < len(self._entries) and self._entries[entry][0].end <= start:
                entry += 1
            source = None
            if entry < len(self._entries) and self._entries[entry][0].start < end:
                span, key = self._entries[entry]
                source = self._sources[key] if start <= span.start else None
                kind = "entry"
            else:
                claimed = stretch < len(self._stretches) and self._stretches[stretch].start < end
                heads = start + len(line.rstrip()) == self._above_entries and not claimed
                heading = len(line) <= _LONGEST_HEADING and (heads or line.strip() in self._headings)
                kind = "heading" if heading else "p"
            yield Paragraph(kind=kind, parts=tuple(self._parts(start, end, stretch)), source=source)

    def _parts(self, start: int, end: int, stretch: int) -> Iterator[Part]:
        at = start
        while stretch < len(self._stretches) and self._stretches[stretch].start < end:
            piece = self._stretches[stretch]
            if piece.start > at:
                yield Part(runs=tuple(self._runs(at, piece.start)))
            yield self._claim_part(piece, max(at, piece.start), min(piece.end, end))
            at = min(piece.end, end)
            stretch += 1
        if at < end:
            yield Part(runs=tuple(self._runs(at, end)))

    def _claim_part(self, piece: _Stretch, start: int, end: int) -> Part:
        claim = piece.claim
        glyph, label = VERDICTS[claim.verdict] if claim is not None and claim.verdict else ("", "")
        return Part(
            runs=tuple(self._runs(start, end)),
            claim=claim,
            glyph=glyph,
            label=label,
            flag=self._flags.get(claim.key) if claim is not None else None,
            first=start == piece.start,
            last=end == piece.end,
        )

    def _runs(self, start: int, end: int) -> Iterator[TextRun]:
        at = start
        first = max(bisect_left(self._marks, start, key=lambda mark: mark[0].start) - 1, 0)
        for index in range(first, len(self._marks)):
            span, key = self._marks[index]
            if span.start >= end:
                break
            if span.end <= at:
                continue
            if span.start > at:
                yield from self._words(at, span.start)
            yield TextRun(
                text=self._document.text[max(at, span.start) : min(span.end, end)],
                mark=True,
                href=self._targets.get(key),
            )
            at = min(span.end, end)
        if at < end:
            yield from self._words(at, end)

    def _words(self, start: int, end: int) -> Iterator[TextRun]:
        """Yield words without marks, with those that no passage supports apart."""
        at = start
        for index in range(bisect_right(self._missing, start, key=lambda span: span.end), len(self._missing)):
            span = self._missing[index]
            if span.start >= end:
                break
            low, high = max(span.start, at), min(span.end, end)
            if low > at:
                yield TextRun(text=self._document.text[at:low])
            yield TextRun(text=self._document.text[low:high], missing=True)
            at = high
        if at < end:
            yield TextRun(text=self._document.text[at:end])


def _flags(findings: Iterable[Finding]) -> dict[str, tuple[str, str]]:
    """Return, by claim, the sign of the worst thing to fix in it."""
    worst: dict[str, Severity] = {}
    for finding in findings:
        if finding.claim is not None and finding.severity is not Severity.NOTE:
            known = worst.setdefault(finding.claim, finding.severity)
            worst[finding.claim] = max(known, finding.severity)
    return {claim: SEVERITIES[severity][:2] for claim, severity in worst.items()}


def _disjoint(document: Document, claims: Mapping[str, ClaimView]) -> list[_Stretch]:
    """Return the claims' spans in order; of two that overlap the later begins where the earlier ends.

    Where two claims have one key, the first is the one that the evidence is about.
    """
    stretches: list[_Stretch] = []
    seen: set[str] = set()
    for claim in sorted(document.claims, key=lambda claim: claim.span):
        start = max(claim.span.start, stretches[-1].end if stretches else 0)
        end = min(claim.span.end, len(document.text))
        if start < end:
            stretches.append(_Stretch(start, end, claims.get(claim.key) if claim.key not in seen else None))
            seen.add(claim.key)
    return stretches


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order, those that touch or overlap as one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        elif span.start < span.end:
            merged.append(span)
    return merged


def _targets(claims: Mapping[str, ClaimView], checks: Mapping[str, list[Check]]) -> dict[str, str]:
    """Return where each citation's mark leads: to the claim at the mark, rather than one of an inherited scope."""
    targets: dict[str, tuple[bool, str]] = {}
    for key, made in checks.items():
        if key not in claims:
            continue
        for check in made:
            place = f"#claim-{claims[key].number}"
            known = targets.get(check.citation)
            if known is None or (known[0] and not check.inherited):
                targets[check.citation] = (check.inherited, place)
    return {citation: place for citation, (_inherited, place) in targets.items()}

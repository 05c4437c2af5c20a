"""What was understood of a document, for a reader at a terminal: references, claims with their marks, problems."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from claims.model import BlockKind, Claim, Document, Reference
from reports.formats.steering import printable
from reports.wording import counted

_WIDTH = 100


def outline(document: Document) -> str:
    """Return the outline of `document` as plain text that ends in a line break."""
    return printable("\n".join(line.rstrip() for line in _lines(document))) + "\n"


def _lines(document: Document) -> Iterator[str]:
    cited = sum(1 for claim in document.claims if claim.citations)
    marks = sum(len(citation.labels) for citation in document.citations)
    yield document.title or document.name
    language = f", {document.language}" if document.language else ""
    yield f"{document.name}: {document.format}{language}"
    entries = [reference for reference in document.references if not reference.is_link]
    links = [reference for reference in document.references if reference.is_link]
    linked = f"{counted(len(links), 'link')}, " if links else ""
    yield (
        f"{counted(len(entries), 'reference')}, {linked}{counted(marks, 'mark')} in "
        f"{counted(len(document.citations), 'citation')}, {counted(len(document.claims), 'claim')} ({cited} cited)"
    )
    yield ""
    yield "References"
    for reference in entries:
        yield from _reference(reference)
    if links:
        yield ""
        yield "Links of the text"
        for reference in links:
            yield from _reference(reference)
    yield ""
    yield "Claims"
    section: tuple[str, ...] = ()
    labels = {citation.key: "".join(f"[{label}]" for label in citation.labels) for citation in document.citations}
    for claim in document.claims:
        if claim.section != section:
            section = claim.section
            yield f"  # {' / '.join(section)}" if section else "  #"
        yield from _claim(document, claim, labels)
    if document.problems:
        yield ""
        yield "Problems"
        for problem in document.problems:
            yield from _wrapped(f"{problem.code}: {problem.message}", "  ", "    ")


def _reference(reference: Reference) -> Iterator[str]:
    yield from _wrapped(
        f"[{reference.label}] {reference.text or ('(a link without words)' if reference.is_link else '(empty)')}",
        "  ",
        "      ",
    )
    said = (
        ("title", reference.title),
        ("authors", "; ".join(reference.authors)),
        ("publisher", reference.publisher),
        ("published", reference.published),
        ("accessed", reference.accessed),
        ("archived", " ".join(filter(None, (reference.archived, reference.archive_url)))),
        ("status", " ".join(filter(None, (reference.url_status, reference.url_access)))),
        *reference.identifiers.items(),
        *(("url", url) for url in reference.urls),
    )
    for name, value in said:
        if value:
            yield from _wrapped(f"{name}: {value}", "      ", "        ")


def _claim(document: Document, claim: Claim, labels: dict[str, str]) -> Iterator[str]:
    own = "".join(labels[cited.key] for cited in claim.citations if not cited.inherited)
    inherited = "".join(labels[cited.key] for cited in claim.citations if cited.inherited)
    marks = f"{own} " if own else f"({inherited}) " if inherited else "- "
    kind = "" if claim.kind is BlockKind.PARAGRAPH else f"({claim.kind}) "
    yield from _wrapped(f"{marks}{kind}{' '.join(document.prose(claim.span).split())}", "  ", "      ")
    for quote in claim.quotes:
        yield from _wrapped(f"quotes “{' '.join(quote.text.split())}”", "      ", "        ")


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )

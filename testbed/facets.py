"""What must be the same for an article in every form."""

from __future__ import annotations

from claims.model import Document


def facets(document: Document) -> dict[str, list[tuple[object, ...]]]:
    """Return the parts of a document that are compared, by name: its claims, citations, entries and problems."""
    labels = {citation.key: citation.labels for citation in document.citations}
    return {
        "claims": [
            (
                claim.key,
                claim.text,
                claim.section,
                claim.kind,
                tuple(quote.text for quote in claim.quotes),
                tuple((labels[cited.key], cited.inherited) for cited in claim.citations),
            )
            for claim in document.claims
        ],
        "citations": [(citation.key, citation.labels, citation.references) for citation in document.citations],
        "references": [
            (e.key, e.label, e.title, e.authors, e.publisher, e.published, e.accessed, e.urls)
            for e in document.references
        ],
        "problems": [(problem.code,) for problem in document.problems],
    }

"""Problems of a document's structure: marks without entries, entries without content, identifiers that cannot exist."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from claims.bibliography.wording import PLACEHOLDER
from claims.identifiers import is_valid
from claims.linking.keys import plain_words
from claims.linking.resolving import MarkRun
from claims.model import Claim, Problem, Reference
from claims.urls import canonical_key

_NAMES = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "arxiv": "arXiv number", "isbn": "ISBN"}


def structure_problems(
    runs: Sequence[MarkRun],
    references: Sequence[Reference],
    cited: set[str],
    unused_allowed: frozenset[str],
    repeating: frozenset[str],
) -> Iterator[Problem]:
    """Yield the problems of marks and entries. The sets hold keys of references.

    `repeating` are those that point to another one, as "Ibid." does: they are not duplicates. Links of the text are
    no entries: a mark that points to none of them may still lack its entry.
    """
    entries = [reference for reference in references if not reference.is_link]
    dangling = [run for run in runs if run.dangling]
    if dangling and not entries:
        count = len(dangling)
        message = (
            f"The text has {count} citation{'s' * (count != 1)} but no list of references that they could point to."
        )
        yield Problem(code="references-missing", message=message, span=dangling[0].span)
    else:
        yield from _dangling(dangling)
    is_cited = bool(dangling) or any(entry.key in cited for entry in entries)
    listed = [entry for entry in entries if entry.key not in unused_allowed or not entry.label]
    if listed and not is_cited:
        yield _uncited_list(listed)
    for reference in references:
        if not reference.is_link or reference.key in cited:
            yield from _entry_problems(reference)
        if is_cited and not reference.is_link and reference.key not in cited and reference.key not in unused_allowed:
            message = f"No mark in the text cites reference {reference.label or '(unnumbered)'}."
            yield Problem(code="reference-unused", message=message, span=reference.span, reference=reference.key)
    yield from _duplicates([reference for reference in references if reference.key not in repeating])


def _uncited_list(listed: Sequence[Reference]) -> Problem:
    if len(listed) == 1:
        message = "The list of references has one entry, and no mark in the text cites it: no claim is checked by it."
    else:
        message = (
            f"The list of references has {len(listed):,} entries, and no mark in the text cites any of them: "
            "no claim is checked by them."
        )
    return Problem(code="citations-missing", message=message, span=listed[0].span)


def is_empty(reference: Reference) -> bool:
    """Return whether an entry has no content: no words, no address, no identifier."""
    return not (reference.urls or reference.archive_url or reference.identifiers or reference.title) and not re.search(
        r"[^\W\d_]", reference.text
    )


def uncited_problems(claims: Iterable[Claim]) -> Iterator[Problem]:
    """Yield the claims that no citation covers although they state figures, quotations or names."""
    for claim in claims:
        if not claim.citations and (claim.quotes or re.search(r"\d|(?<=[\w,;]\s)[A-ZÀ-ÞА-Я]\w", claim.text)):
            yield Problem(code="claim-uncited", message="No citation covers this sentence.", span=claim.span)


def _dangling(runs: Sequence[MarkRun]) -> Iterator[Problem]:
    for run in runs:
        message = f"The mark [{', '.join(run.dangling)}] points to no entry in the list of references."
        yield Problem(code="citation-dangling", message=message, span=run.span)


def _entry_problems(reference: Reference) -> Iterator[Problem]:
    name = f"Reference {reference.label}" if reference.label else "An unnumbered reference"
    if reference.is_link:
        name = f"The link {reference.pointer}"
    if is_empty(reference):
        message = f"{name} is empty: its text or its link was lost."
        yield Problem(code="reference-empty", message=message, span=reference.span, reference=reference.key)
        return
    addresses = " ".join(reference.urls)
    words = "" if reference.is_link else reference.text  # the words of a link are those of a claim
    if match := PLACEHOLDER.search(words) or PLACEHOLDER.search(addresses):
        message = f"{name} holds a placeholder: {match.group().strip()}"
        yield Problem(code="reference-placeholder", message=message, span=reference.span, reference=reference.key)
    for kind, value in reference.identifiers.items():
        if not is_valid(kind, value):
            message = f"{name}: {value} cannot be a valid {_NAMES.get(kind, kind)}."
            yield Problem(code="identifier-invalid", message=message, span=reference.span, reference=reference.key)


def _duplicates(references: Sequence[Reference]) -> Iterator[Problem]:
    first: dict[tuple[str, ...], Reference] = {}
    for reference in references:
        for identity in _identities(reference):
            other = first.setdefault(identity, reference)
            if other is not reference:
                message = f"References {other.label or '?'} and {reference.label or '?'} are one source."
                yield Problem(code="reference-duplicate", message=message, span=reference.span, reference=reference.key)
                break


def _identities(reference: Reference) -> Iterator[tuple[str, ...]]:
    """Return what two entries of one source have in common; a shortened footnote and its full entry do not count."""
    if is_empty(reference) or _is_short(reference):
        return
    pages = reference.pages or ""
    for url in reference.urls[:1]:
        key = canonical_key(url)
        if "/" in key:  # an address without a path names a site, not a source
            yield ("url", key, pages)
    for kind, value in reference.identifiers.items():
        if kind != "isbn":  # chapters of one book share it
            yield (kind, value, pages)
    if reference.title:
        yield ("text", plain_words(reference.text))


def _is_short(reference: Reference) -> bool:
    """Return whether an entry has its title from the full one that it points to: "Reeve 2021" does not say it."""
    return reference.title is not None and plain_words(reference.title) not in plain_words(reference.text)

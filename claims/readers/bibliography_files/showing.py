"""The words of a work, as a list of references shows them: "Lee, Ann (2004). "A mill". Rivers 12 (3). pp. 4–6."."""

from __future__ import annotations

import re

from claims.readers.bibliography_files.model import Work

_MANY = 20  # authors that are shown; the fields have all
_NAMES = (("doi", "doi:"), ("isbn", "ISBN "), ("pmid", "PMID "), ("pmcid", ""), ("arxiv", "arXiv:"))


def shown(work: Work) -> str:
    """Return the words of `work`; empty if it says nothing."""
    fields = work.fields
    date = work.date or fields.published or ""
    people = _people(work)
    pieces = [f"{people} ({date})" if people and date else people]
    is_whole = fields.kind in ("book", "thesis", "report")
    pieces.append((fields.title if is_whole else f'"{fields.title}"') if fields.title else "")
    volume = f"{work.volume} ({work.issue})" if work.volume and work.issue else work.volume or work.issue
    pieces.append(f"{fields.venue or ''} {volume}".strip())
    issuer = work.issuer if work.issuer != fields.venue else ""
    pieces.append(f"{work.place}: {issuer}" if work.place and issuer else issuer or work.place)
    pieces.append(date if date and not people else "")
    if fields.page_range:
        several = re.search(r"[–,]", fields.page_range)
        pieces.append(f"{'pp' if several else 'p'}. {fields.page_range}")
    pieces += [name + fields.identifiers[kind] for kind, name in _NAMES if kind in fields.identifiers]
    pieces += fields.urls
    if fields.archive_url:
        pieces.append(f"Archived: {fields.archive_url}")
    if fields.accessed:
        pieces.append(f"Retrieved {fields.accessed}")
    kept = [piece.strip().rstrip(".") for piece in pieces if piece.strip(" .")]
    return ". ".join(kept) + ("." if kept else "")


def _people(work: Work) -> str:
    names = work.fields.authors or work.editors
    people = "; ".join(names[:_MANY])
    if work.has_more_authors or len(names) > _MANY:
        people += " et al."
    return f"{people} (ed.)" if people and not work.fields.authors else people


__all__ = ["shown"]

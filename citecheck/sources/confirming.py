"""Whether a page is the work that a reference names: its title, or an author together with the date."""

from __future__ import annotations

from citecheck.model import Source, SourceText
from citecheck.recovery.contexts import letters
from citecheck.recovery.model import Confirmation
from citecheck.sources.mismatch import names_author, reference_mismatch, title_stems
from claims.model import Reference
from reports.model import Extent

_LOOKED_AT = 50_000  # characters of a page in which the title is searched
_ENOUGH = 2  # words of at least 4 letters; a title with fewer may be on any page
_LETTERS = 8  # letters of a title that is searched as a whole
_PRESENT = 0.75  # share of the title's words that a page about the work has near its beginning

_RANK = (Confirmation.UNREAD, Confirmation.UNCONFIRMED, Confirmation.CONFIRMED)


def confirm_source(source: Source, *, language: str | None = None) -> tuple[Confirmation, str]:
    """Return what the copies of `source` say about being the work, and the same in words.

    The best copy decides; one that is another work decides before all others. `language` is that of the document; None:
    unknown.
    """
    mismatch = next((one for one in source.check.problems if one.code == "reference-mismatch"), None)
    if mismatch is not None:
        return Confirmation.OTHER_WORK, mismatch.message
    best = (Confirmation.UNREAD, source.check.reason or source.check.status.value)
    for copy in source.check.copies:
        if copy.has_text:
            said = confirm(source.reference, source.text(copy.id), language=language)
            if said[0] is Confirmation.OTHER_WORK:
                return said
            best = max(best, said, key=lambda one: _RANK.index(one[0]))
    return best


def confirm(reference: Reference, page: SourceText, *, language: str | None = None) -> tuple[Confirmation, str]:
    """Return what `page` says about being the work that `reference` names, and the same in words.

    `language` is that of the document; None: unknown.
    """
    if page.extent is Extent.NONE or not page.text.strip():
        return Confirmation.UNREAD, page.reason or "it has no text"
    wrong = reference_mismatch(reference, page, language=language)
    if wrong:
        return Confirmation.OTHER_WORK, f"it {wrong}"
    title = title_stems(reference.title or "")
    there = title_stems(f"{page.title or ''}\n{page.text[:_LOOKED_AT]}")
    if (len(title) >= _ENOUGH and len(title & there) >= _PRESENT * len(title)) or _has_whole_title(reference, page):
        return Confirmation.CONFIRMED, "the page shows the title"
    if reference.authors and names_author(reference, page) and _same_day(reference, page):
        return Confirmation.CONFIRMED, "the page names the author and the date"
    if not title and not reference.authors:
        return Confirmation.UNCONFIRMED, "the entry has neither a title nor an author to compare with its page"
    return Confirmation.UNCONFIRMED, "the page shows neither the title nor the author and the date"


def _has_whole_title(reference: Reference, page: SourceText) -> bool:
    """Return whether the page's own title has the reference's title, letter by letter; this serves short titles."""
    wanted = letters(reference.title or "")
    return len(wanted) >= _LETTERS and wanted in letters(page.title or "")


def _same_day(reference: Reference, page: SourceText) -> bool:
    published = (reference.published or "")[:10]
    return len(published) >= len("2011-04") and (page.published or "").startswith(published)


__all__ = ["confirm", "confirm_source"]

"""Does an address open the work that the reference names? Judged with care: only what shares nothing is another work.

Headlines are changed, shortened and translated, sites put their names into titles, and a page may be a frame around
what is cited. So a mismatch is called only where the page tells its own title in the reference's language, hardly any
of the reference's title words stand anywhere on the page, and neither its authors nor its year speak for it.
"""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from citecheck.model import SourceText
from claims.language import detect
from claims.model import Reference
from reports.model import Extent

_WORD = re.compile(r"[^\W\d_]{4,}")
_MIN_WORDS = 4  # words of a title from which it says which work it names
_OWN_WORDS = 2  # words of a page's title, general ones apart, under which it names a site or a form, and no work
_ALIKE = 55  # of 100: titles that are as like as this may be one title, changed
_COVERED = 0.34  # share of the title's words on the page from which the page may well be about it
_MIN_TEXT = 80  # words of a page under which its text says too little to miss anything in it
_STEM = 5  # letters of a word that are compared: endings change
_GENERAL_WORDS = """
access browser cookies denied error expired failure home homepage internet login main official online page portal
redirect register required results search session signin site status welcome website
"""
_GENERAL = frozenset(word[:_STEM] for word in _GENERAL_WORDS.split())


def reference_mismatch(
    reference: Reference, page: SourceText, *, language: str | None = None, by_identifier: bool = False
) -> str:
    """Return in what way `page` is another work than `reference` names, in words; empty where it is not.

    `language` is the document's, in which titles are given unless they show another. `by_identifier`: the page was
    reached by a DOI or the like, whose pages name their works exactly; then a title that the page declares is
    believed without regard to how much of its text could be read.
    """
    title = reference.title or ""
    wanted = title_stems(title)
    names = [name for name in (page.title,) if name]
    if len(wanted) < _MIN_WORDS or not names or page.extent in (Extent.NONE, Extent.MEDIA, Extent.TEASER):
        return ""
    own = title_stems(names[0]) - title_stems(page.site or "") - _GENERAL
    if len(own) < _OWN_WORDS or any(_alike(title, name) for name in names):
        return ""
    whole = title_stems(page.text) | {stem for name in names for stem in title_stems(name)}
    if not by_identifier and len(page.text.split()) < _MIN_TEXT:
        return ""
    covered = len(wanted & whole) / len(wanted)
    if covered >= _COVERED or not one_language(title, reference, page, language):
        return ""
    if names_author(reference, page) or (not by_identifier and _same_year(reference, page)):
        return ""
    return f"opens “{names[0][:100]}”, and hardly a word of the title “{title[:100]}” stands on that page"


def _alike(title: str, name: str) -> bool:
    one, other = title.casefold(), name.casefold()
    return max(fuzz.token_set_ratio(one, other), fuzz.partial_ratio(one, other)) >= _ALIKE


def title_stems(text: str) -> set[str]:
    """Return the beginnings of the longer words of a title or a text, by which both are compared."""
    return {word[:_STEM].casefold() for word in _WORD.findall(text)}


def one_language(title: str, reference: Reference, page: SourceText, language: str | None) -> bool:
    """Return whether the title and the page are, as far as can be told, in one language: others cannot be compared."""
    there = detect(page.text) or page.language
    here = reference.language or detect(title) or language
    return bool(here and there) and str(here)[:2].lower() == str(there)[:2].lower()


def names_author(reference: Reference, page: SourceText) -> bool:
    """Return whether a page names an author of a reference, by surname."""
    text = page.text.casefold()
    surnames = [re.split(r"[ ,]", author.strip())[0 if "," in author else -1] for author in reference.authors]
    return any(len(name) >= 3 and re.search(rf"\b{re.escape(name.casefold())}\b", text) for name in surnames)


def _same_year(reference: Reference, page: SourceText) -> bool:
    published = (reference.published or "")[:10]
    return len(published) >= 7 and (page.published or "").startswith(published)


__all__ = ["names_author", "one_language", "reference_mismatch", "title_stems"]

"""Recognises addresses that open another work than the reference names.

Headlines are changed, shortened and translated; sites add their names to titles; the cited text may be in a frame. So a
mismatch is reported only if the page has a title in the language of the reference, has hardly any word of the
reference's title, and names neither its authors nor its date.
"""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from citecheck.model import SourceText
from claims.language import detect
from claims.model import Reference
from reports.model import Extent

_WORD = re.compile(r"[^\W\d_]{4,}")
_MIN_WORDS = 4  # words; a shorter title may belong to many works
_OWN_WORDS = 2  # words of a page's title without general ones; a shorter one names a site or a form
_ALIKE = 55  # of 100: titles of this similarity may be versions of one title
_COVERED = 0.34  # share of the title's words from which the page may be about the work
_MIN_TEXT = 80  # words; a shorter text cannot show that a title is missing
_STEM = 5  # letters of a word that are compared, because endings vary
_GENERAL_WORDS = """
access browser cookies denied error expired failure home homepage internet login main official online page portal
redirect register required results search session signin site status welcome website
"""
_GENERAL = frozenset(word[:_STEM] for word in _GENERAL_WORDS.split())


def reference_mismatch(
    reference: Reference, page: SourceText, *, language: str | None = None, by_identifier: bool = False
) -> str:
    """Return how `page` shows that it is another work than `reference` names, in words; empty if it does not.

    `language` is that of the document, which its titles usually have; None: unknown. `by_identifier`: the page was
    reached by a DOI or the like. Its title is then exact, and decides also if little of its text could be read.
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
    return f"opens “{names[0][:100]}”, a page with hardly a word of the title “{title[:100]}”"


def _alike(title: str, name: str) -> bool:
    one, other = title.casefold(), name.casefold()
    return max(fuzz.token_set_ratio(one, other), fuzz.partial_ratio(one, other)) >= _ALIKE


def title_stems(text: str) -> set[str]:
    """Return the first 5 letters of each word of at least 4 letters, by which titles and texts are compared."""
    return {word[:_STEM].casefold() for word in _WORD.findall(text)}


def one_language(title: str, reference: Reference, page: SourceText, language: str | None) -> bool:
    """Return whether the title and the page seem to be in one language; only then can they be compared."""
    there = detect(page.text) or page.language
    here = reference.language or detect(title) or language
    return bool(here and there) and str(here)[:2].lower() == str(there)[:2].lower()


def names_author(reference: Reference, page: SourceText) -> bool:
    """Return whether the page has the surname of an author of the reference."""
    text = page.text.casefold()
    surnames = [re.split(r"[ ,]", author.strip())[0 if "," in author else -1] for author in reference.authors]
    return any(len(name) >= 3 and re.search(rf"\b{re.escape(name.casefold())}\b", text) for name in surnames)


def _same_year(reference: Reference, page: SourceText) -> bool:
    published = (reference.published or "")[:10]
    return len(published) >= 7 and (page.published or "").startswith(published)


__all__ = ["names_author", "one_language", "reference_mismatch", "title_stems"]

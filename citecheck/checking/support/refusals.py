"""When we cannot know: what keeps a judge from refuting a claim, or from judging it at all, in words."""

from __future__ import annotations

import re

from citecheck.checking.passages import PreparedText, Query
from citecheck.checking.passages.terms import fold, word_set
from citecheck.model import ClaimContext
from claims.language import detect
from claims.model import BlockKind
from reports.model import Extent

_LEAST_WORDS = 80  # words below which a page is a stub: a teaser, a notice, a caption
_LEAST_TERMS = 3  # telling words below which a claim says too little to be searched for
_PRONOUNS = word_set(
    "he she it they this these that those his her its their him them both such there here former latter"
)
_OPINION = word_set(
    "arguably beautiful beautifully unfortunately sadly hopefully thankfully wonderful awful terrible amazing "
    "brilliant iconic stunning delightful disgraceful shameful magnificent superb lovely undoubtedly clearly obviously"
)
_FIRST_PERSON = word_set("i we my our me us")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_EXTENTS = {
    Extent.ABSTRACT: "only the abstract of the source could be read",
    Extent.TEASER: "only the beginning of the source could be read",
    Extent.CATALOGUE: "only a catalogue's entry of the source could be read",
    Extent.MEDIA: "the source is a recording or an image, which is not read",
    Extent.PAGE_OF_MANY: "only one of several pages of the source could be read",
    Extent.NONE: "the source could not be read",
}


def cannot_judge(claim: str, wanted: Query, context: ClaimContext) -> str | None:
    """Return why `claim` is nothing that a source's text could carry, or None."""
    if context.kind in (BlockKind.TABLE_CELL, BlockKind.FACTS):
        return (
            "the claim is a cell of a table or a line of an information box: without its row and heading it says little"
        )
    if claim.rstrip().endswith("?"):
        return "the claim is a question"
    if len(wanted.weights) < _LEAST_TERMS:
        return "the claim has too few telling words to be searched for"
    words = [fold(word) for word in _WORD.findall(claim)]
    has_fact = any(word.text[0].isdigit() for word in wanted.words) or any(
        word.text[0].isupper() for word in wanted.words if word.start > 0
    )
    if not has_fact and (_OPINION & set(words) or (words and words[0] in _FIRST_PERSON)):
        return "the claim is an opinion, not a statement that a source could bear out"
    return None


def language_of(claim: str, context: ClaimContext) -> str | None:
    """Return the language of a claim: its own words', or its document's; None where neither is known."""
    return detect(claim) or (context.language or "").split("-")[0].lower() or None


def other_language(language: str | None, text: PreparedText) -> str | None:
    """Return why `text` cannot be compared with a claim in `language`: it is written in another one."""
    if language is None or text.language is None or language == text.language:
        return None
    return f"the source is written in another language ({text.language}) than the claim ({language})"


def not_read_in_full(text: PreparedText) -> str | None:
    """Return why nothing that `text` says or leaves out can refute a claim, or None: not all of the source was read."""
    source = text.source
    return None if source.extent is Extent.FULL else source.reason or _EXTENTS[source.extent]


def too_little(text: PreparedText) -> str | None:
    """Return why what `text` leaves out proves nothing, or None: there is too little of it."""
    if text.words >= _LEAST_WORDS:
        return None
    return f"the source has too little text to be sure ({text.words} words)"


def unresolved(claim: str, context: ClaimContext) -> str | None:
    """Return why the claim's subject is not known: it begins with a pronoun that nothing before it explains."""
    first = _WORD.search(claim)
    if first is None or fold(first.group()) not in _PRONOUNS:
        return None
    if context.before or context.title or context.section:
        return None
    return f"the claim begins with “{first.group()}”, and nothing before it says what that stands for"


__all__ = ["cannot_judge", "language_of", "not_read_in_full", "other_language", "too_little", "unresolved"]

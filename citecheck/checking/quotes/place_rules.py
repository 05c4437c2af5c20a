"""The rules on a change in its place: a bracket within a word, and what stands between two words of a page.

Page furniture is a page's foot and head or a caption; between two parts of what somebody said stands who said it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from citecheck.checking.quotes.model import Change, Kind, Piece
from citecheck.checking.quotes.prepared import PreparedPage
from citecheck.checking.quotes.words import Stretch
from citecheck.rules import RuleTable

SENTENCE_END = re.compile(r"[.!?。！？][\"'”’»)\]]*\s|\n\n")
"""Where a sentence of running text ends, or a paragraph."""

_ASIDE = frozenset({"caption", "related", "navigation", "description", "comment", "metadata"})
# The three limits are judgement: a page's foot with the next head, a caption or two, a short label between paragraphs.
_INTERRUPTION = 1_500  # characters of blocks that may interrupt a sentence on a page
_TURN = 500  # characters of a page's foot and the next page's head
_LABEL = 60  # characters of a block that is no sentence: "Advertisement", "Story continues below"
_SAME_WORDS = 3  # words by which what is left out may be moved (judgement)
_SAYING = (
    "said says wrote writes told tells added adds asked replied noted explained argued warned continued recalled stated"
    " insisted answered declared sagte sagt schrieb erklärte meinte ergänzte dit ajoute dijo ajouté expliqué déclaré"
    " répondu dice afirmó añadió explicó respondió disse zei"
)
_SAID = re.compile(rf"\b(?:{'|'.join(_SAYING.split())})\b", re.IGNORECASE)
_SHORTENED = r"(?<!\w)(?:Dr|Mr|Mrs|Ms|Prof|St|Sen|Gov|Rep|Gen|Lt|Col|Capt|Jr|Sr|[A-Z])\."
_WITHIN = rf"(?:[^\"”“„«»‘.!?]|{_SHORTENED})"  # one sentence, without marks of another quotation
_CLOSED = r"\s?[\"”’»“']"
_OPENED = r"[.,:;]?\s{0,3}[\"“„«‘']\s?"
_SPEAKER = re.compile(
    # The speech goes on: a comma, a question mark or a dash closes its first part, or a comma follows the mark.
    rf"(?:[,?!…–—-]{_CLOSED}|{_CLOSED}\s?[,–—])(?P<within>{_WITHIN}{{1,110}}?){_OPENED}"
    # The speech may have ended: a verb of saying names its speaker.
    rf"|[,.?!…]?{_CLOSED}(?P<saying>{_WITHIN}{{1,140}}?){_OPENED}"
    # Dashes close and open the speech: "No se vende —dijo la dueña—, y nunca se venderá".
    rf"|[,.?!…]?\s?—\s?(?P<dashed>{_WITHIN}{{1,110}}?)(?:—[,.:;]?|[.:]\s—)\s?"
)
_JOINS = re.compile(r"\s*(?:and|but|while|whereas|or|und|aber|et|mais|y|pero)\b", re.IGNORECASE)


def is_attribution(page: PreparedPage, left: int, right: int) -> bool:
    """Return whether only the name of the speaker is between two parts of a quotation: "…," she said. "…".

    What is between is from `left` to `right`, which are positions in the folded text of `page`. False where nothing of
    the page is before `left` or from `right` on.
    """
    if left == 0 or right >= len(page.folded.squeezed):
        return False
    offsets = page.folded.offsets
    found = _SPEAKER.fullmatch(page.source.text[int(offsets[left - 1]) + 1 : int(offsets[right])][:200])
    if found is None or _JOINS.match(found["within"] or found["saying"] or found["dashed"]):
        return False
    if _speaks_another(found[0], page.source.text[int(offsets[right]) :][:_FURTHER]):
        return False
    sayings = len(_SAID.findall(found[0]))
    return sayings == 1 or (sayings == 0 and found["within"] is not None)


def _speaks_another(between: str, behind: str) -> bool:
    """Whether the speech behind is said by another: "…,” the mayor said. “…,” the vicar said."""
    second = _NEXT_SPEAKER.search(behind)
    if second is None:
        return False
    one, other = (_named(words) for words in (between, second["who"]))
    return bool(one and other and not one & other)


def _named(words: str) -> frozenset[str]:
    """Return the words of an attribution that name who speaks."""
    found = frozenset(re.findall(r"[^\W\d_]{2,}", words.casefold()))
    return frozenset() if found & _PRONOUNS else found - _NOT_NAMES


_PRONOUNS = frozenset(("he", "she", "they", "er", "sie", "il", "elle", "él", "ella"))
_NOT_NAMES = frozenset((*_SAYING.split(), "the", "der", "die", "le", "la", "el", "one", "another", "on", "to", "in"))
_FURTHER = 400  # characters of the second part of a speech in which its own speaker may follow
_NEXT_SPEAKER = re.compile(
    rf"^[^\"”»“„«]*[\"”»“]\s?(?P<who>[^.,;\"”“„«»]{{0,60}}?\b(?:{'|'.join(_SAYING.split())})\b"
    r"[^.,;\"”“„«»]{0,60})",
    re.IGNORECASE,
)


def is_interruption(page: PreparedPage, left: int, right: int) -> bool:
    """Return whether only page furniture is between two folded positions, `left` and `right`, of `page`.

    Page furniture is a header, a footer or a caption.
    """
    source = page.source
    if left == 0 or right >= len(page.folded.squeezed) or not source.places:
        return False
    first, last = int(page.folded.offsets[left - 1]) + 1, int(page.folded.offsets[right])
    before, after = source.place_at(first - 1), source.place_at(last)
    if before is None or after is None or last - first > _INTERRUPTION:
        return False
    if before.page is not None and after.page == before.page + 1:
        return last - first <= _TURN
    between = [place for place in source.places if place.start >= before.end and place.end <= after.start]
    if before is after or not between or before.end - first > 3 or last - after.start > 3:
        return False
    return all(
        place.kind in _ASIDE
        or (place.end - place.start <= _LABEL and not SENTENCE_END.search(source.text[place.start : place.end] + " "))
        for place in between
    )


@dataclass(frozen=True, slots=True)
class PlaceCase:
    """A change with the piece of the quotation that it is in, or with the page that it is on."""

    change: Change
    ours: Stretch
    theirs: Stretch
    piece: Piece | None = None
    page: PreparedPage | None = None


def _bracket_within(case: PlaceCase) -> Kind | None:
    """Each changed word agrees outside its bracket: "[t]he", "walk[ed]"."""
    if case.piece is None or not case.piece.stems or case.change.kind is Kind.EQUAL:
        return None
    words, found = case.ours.of(case.change.quote), case.theirs.of(case.change.source)
    if len(words) != len(found):
        return None
    for word, other in zip(words, found, strict=True):
        stem = case.piece.stems.get(word)
        if word != other and (stem is None or not (other.startswith(stem[0]) and other.endswith(stem[1]))):
            return None
    return Kind.EDITING


def _page_furniture(case: PlaceCase) -> Kind | None:
    """The quotation leaves out what interrupts the text of the page: a page's foot and head, a caption."""
    page = case.page
    if page is None or case.change.quote[0] != case.change.quote[1] or case.change.kind is Kind.TYPOGRAPHY:
        return None
    return Kind.TYPOGRAPHY if any(is_interruption(page, left, right) for left, right in _places(case)) else None


def _attribution(case: PlaceCase) -> Kind | None:
    """The quotation joins two parts of what somebody said, and leaves out who said it: "…," she said. "…"."""
    page = case.page
    if page is None or case.change.quote[0] != case.change.quote[1]:
        return None
    return Kind.EDITING if any(is_attribution(page, left, right) for left, right in _places(case)) else None


def _places(case: PlaceCase) -> Iterator[tuple[int, int]]:
    """Yield the folded spans that a change may leave out: the words beside it may be those at its other end.

    "The wells are dry, the herds are gone" leaves out "the farmer said", or "farmer said the".
    """
    words, edges, (start, end) = case.theirs.words, case.theirs.edges, case.change.source
    yield edges[start], edges[end]
    for at in range(1, min(_SAME_WORDS, start) + 1):
        if words[start - at] != words[end - at]:
            break
        yield edges[start - at], edges[end - at]
    for at in range(min(_SAME_WORDS, len(words) - end)):
        if words[start + at] != words[end + at]:
            break
        yield edges[start + at + 1], edges[end + at + 1]


PLACE_RULES: RuleTable[PlaceCase, Kind] = RuleTable(
    "what a change is in its place",
    (
        ("edit.bracket.within-word", _bracket_within),
        ("edit.typography.page-furniture", _page_furniture),
        ("edit.editing.attribution", _attribution),
    ),
)


def in_place(
    changes: list[Change],
    ours: Stretch,
    theirs: Stretch,
    *,
    piece: Piece | None = None,
    page: PreparedPage | None = None,
) -> list[Change]:
    """Rename those of `changes` that do not change the meaning in their place.

    A bracket within a word announces them (`piece`), or they only interrupt the page (`page`). `ours` and `theirs` are
    the words of the quotation and of the source.
    """
    result = []
    for change in changes:
        case = PlaceCase(change, ours, theirs, piece, page)
        for rule, applies in PLACE_RULES.rows:
            kind = applies(case)
            if kind is not None:
                change = replace(change, kind=kind, rule=rule, likeness=1.0)
                break
        result.append(change)
    return result


__all__ = ["PLACE_RULES", "SENTENCE_END", "in_place", "is_attribution", "is_interruption"]

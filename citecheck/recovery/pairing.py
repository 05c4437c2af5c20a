"""Which entries of the original page are ours: an assignment over all pairs, with evidence and doubts for each.

Labels decide nothing, because lists are renumbered when an entry comes or goes. Pairs are proposed by the words of
titles, by the sentences that cite the entries, and, for entries without words, by their neighbours in the list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from citecheck.recovery.assignment import assign
from citecheck.recovery.contexts import Occasion, occasions
from citecheck.recovery.likeness import Likeness, compare, own_words, words_of
from citecheck.recovery.model import PageMatch
from claims.model import Document, Reference
from claims.urls import canonical_key

_SAME_PLACE = 3.0
_NEAR_PLACE = 1.0  # the same sentence, another place in the run of marks
_SAME_RUN_CHANGED = 1.5  # the same sentence, with another number of marks
_BETWEEN = 0.7  # between the same neighbours: with it alone, an entry without words stays in doubt
_BOTH_EMPTY = 1.5  # neither entry has words
_FILLED_SINCE = -1.0  # ours has no words, theirs has
_SAME_LABEL = 0.2
_PLAUSIBLE = 1.0  # the page is the one that was copied
_LEAST = 1.5  # pairs below this weight are not considered
_SURE = 3.5
_MARGIN = 1.0
_WEAK = frozenset({"title", "access", "publisher", "neighbours"})  # what entries with like titles often share
_TELLING = frozenset({"date", "author", "title"})  # what two entries of one work never differ in
_PROPOSED = 12  # entries that are compared with one of ours
_COMMON = 60  # a word in more titles than these proposes nothing, unless the title has no rarer one


@dataclass(frozen=True, slots=True)
class _Side:
    """The entries of one document, with the places that cite them."""

    entries: tuple[Reference, ...]
    occasions: dict[str, list[Occasion]]
    words: tuple[frozenset[str], ...]
    """The words of each title; empty for an entry without words."""

    def marks(self, place: int) -> frozenset[str]:
        """Return what proposes pairs: the words of a title, and the date of publication, for like titles."""
        published = self.entries[place].published
        words = self.words[place]
        return words | {f"of {published}"} if words and published else words

    @classmethod
    def of(cls, document: Document) -> _Side:
        entries = tuple(entry for entry in document.references if not entry.is_link)
        return cls(entries, occasions(document), tuple(frozenset(words_of(own_words(one))) for one in entries))


def pair(document: Document, page: Document, *, plausible: bool) -> list[PageMatch]:
    """Return the entries of `page` that the entries of `document` are, in the order of the document.

    `plausible`: the page has the text of the document, so that less is asked of each pair. Every entry of both is part
    of the assignment, also those that have an address.
    """
    ours, theirs = _Side.of(document), _Side.of(page)
    likes: dict[tuple[int, int], Likeness] = {}
    for left, right in dict.fromkeys(_proposed(ours, theirs)):
        likes[left, right] = _compared(ours, theirs, left, right)
    _add_neighbours(ours, theirs, likes)
    if plausible:
        for like in likes.values():
            like.weight += _PLAUSIBLE
    weights = {key: like.weight for key, like in likes.items() if like.weight >= _LEAST}
    pairs = assign(weights, lambda right: _address_of(theirs.entries[right]) or right)
    return [
        PageMatch(
            reference=ours.entries[one.left],
            entry=theirs.entries[one.right],
            evidence=(*likes[one.left, one.right].reasons, *likes[one.left, one.right].against),
            doubts=tuple(
                _doubts(likes[one.left, one.right], one.margin, ours.entries[one.left], theirs.entries[one.right])
            ),
        )
        for one in pairs
    ]


def _address_of(entry: Reference) -> str:
    url = entry.urls[0] if entry.urls else entry.archive_url
    return canonical_key(url) if url else ""


def _doubts(like: Likeness, margin: float | None, ours: Reference, theirs: Reference) -> Iterator[str]:
    """Yield what speaks against a pair."""
    clash = like.conflicting & _TELLING or (like.conflicting and not like.agreeing & {"date", "place"})
    if like.weight < _SURE or clash:
        yield "too little agrees" + (f"; {'; '.join(like.against)}" if like.against else "")
    elif not like.agreeing - _WEAK and (
        like.titles_differ or (like.agreeing == {"title"} and _tells_more(ours, theirs))
    ):
        yield "only the title agrees, and another entry may have it"
    if margin is None:
        yield "too many entries of the page are alike"
    elif margin < _MARGIN:
        yield "another entry fits as well"


def _tells_more(*entries: Reference) -> bool:
    """Return whether an entry has more than its title, so that more than the title could agree."""
    return any(entry.authors or entry.published or entry.accessed for entry in entries)


def _proposed(ours: _Side, theirs: _Side) -> Iterator[tuple[int, int]]:
    """Yield the pairs to compare: at most 12 for each of our titles, and those that the same words cite."""
    index: dict[str, list[int]] = {}
    for right in range(len(theirs.entries)):
        for word in theirs.marks(right):
            index.setdefault(word, []).append(right)
    for left in range(len(ours.entries)):
        words = ours.marks(left)
        known = sorted((word for word in words if word in index), key=lambda word: (len(index[word]), word))
        rare = [word for word in known if len(index[word]) <= _COMMON] or known[:1]
        shared: Counter[int] = Counter()
        for word in rare:
            for right in index[word][: 2 * _COMMON]:
                shared[right] += 1
        yield from ((left, right) for right, _ in shared.most_common(_PROPOSED))
    cited: dict[str, list[int]] = {}
    for right, entry in enumerate(theirs.entries):
        for occasion in theirs.occasions.get(entry.key, ()):
            cited.setdefault(occasion.letters, []).append(right)
    for left, entry in enumerate(ours.entries):
        for occasion in ours.occasions.get(entry.key, ()):
            yield from ((left, right) for right in cited.get(occasion.letters, ())[:_PROPOSED])


def _compared(ours: _Side, theirs: _Side, left: int, right: int) -> Likeness:
    """Return how alike two entries are, by their words and by where they are cited."""
    one, other = ours.entries[left], theirs.entries[right]
    like = compare(one, other)
    if not ours.words[left]:
        if theirs.words[right]:
            like.add("title", _FILLED_SINCE, "the entry of the page has words")
        else:
            like.add("title", _BOTH_EMPTY, "neither entry has words")
    weight, words = _cited_alike(ours.occasions.get(one.key, ()), theirs.occasions.get(other.key, ()))
    if weight:
        like.add("place", weight, words)
    if one.label and one.label == other.label:
        like.weight += _SAME_LABEL
    return like


def _cited_alike(ours: Sequence[Occasion], theirs: Sequence[Occasion]) -> tuple[float, str]:
    """Return the weight of the best sentence that cites both, and what it shows."""
    there = {occasion.letters: occasion for occasion in theirs}
    best = (0.0, "")
    for occasion in ours:
        other = there.get(occasion.letters)
        if other is None:
            continue
        if other.marks != occasion.marks:
            found = (_SAME_RUN_CHANGED, "the same sentence cites it, with other marks")
        elif other.place == occasion.place:
            found = (_SAME_PLACE, "the same place of the same sentence cites it")
        else:
            found = (_NEAR_PLACE, "the same sentence cites it")
        best = max(best, found)
    return best


def _add_neighbours(ours: _Side, theirs: _Side, likes: dict[tuple[int, int], Likeness]) -> None:
    """Add weight to pairs without words that stand between the same neighbours, as many here as there."""
    fixed = _fixed(likes)
    empty = [left for left, words in enumerate(ours.words) if not words]
    for first, last in _stretches(empty):
        begin = fixed.get(first - 1) if first else -1
        end = fixed.get(last + 1) if last + 1 < len(ours.entries) else len(theirs.entries)
        if begin is None or end is None or end - begin != last - first + 2:
            continue
        for left in range(first, last + 1):
            right = begin + 1 + left - first
            if theirs.words[right]:
                continue
            like = likes.get((left, right)) or _compared(ours, theirs, left, right)
            like.add("neighbours", _BETWEEN, "it stands between the same neighbours")
            likes[left, right] = like


def _fixed(likes: dict[tuple[int, int], Likeness]) -> dict[int, int]:
    """Return the pairs that are each other's best, by their left side."""
    by_left: dict[int, tuple[float, int]] = {}
    by_right: dict[int, tuple[float, int]] = {}
    for (left, right), like in likes.items():
        by_left[left] = max(by_left.get(left, (0.0, -1)), (like.weight, right))
        by_right[right] = max(by_right.get(right, (0.0, -1)), (like.weight, left))
    return {left: right for left, (_, right) in by_left.items() if right >= 0 and by_right[right][1] == left}


def _stretches(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of each row of consecutive numbers."""
    start = previous = None
    for place in places:
        if previous is None or place != previous + 1:
            if start is not None and previous is not None:
                yield start, previous
            start = place
        previous = place
    if start is not None and previous is not None:
        yield start, previous


__all__ = ["pair"]

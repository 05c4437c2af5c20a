"""How alike two entries are that may name one work: by title, date, authors, publisher and access date.

A pair of entries gets a sum of weights and the reasons for them in words. Two titles that differ in more than spelling,
a subtitle or a site's name weigh so much against the pair that it stays in doubt, whatever else agrees. The weights are
judgement: a title of some length decides alone, and everything else only chooses between entries with like titles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from rapidfuzz import fuzz

from claims.model import Reference
from claims.urls import find_urls

_SAME_TITLE = 4.0
_SHORT_TITLE = 2.5  # a title with fewer than 4 words or 20 letters
_OTHER_TITLE = -6.0  # more than everything else together can make up for
_LONGER_TITLE = 3.0  # one title begins the other
_LONGER_SHORT_TITLE = 0.5  # a word or two begin many titles
_IN_TEXT = 3.0  # the title stands in the text of the other entry, whose title is not known
_NEAR_TITLE = 1.9  # the title stands beside or within another title: a chapter, a review, another year's report
_IN_ADDRESS = 2.0  # the words of the title stand in the address
_EMPTIED = -1.0  # a copy shows no title that its page did not have
_SAME_DAY, _SAME_MONTH, _SAME_YEAR, _OTHER_DATE = 1.5, 0.8, 0.5, -2.5
_SAME_AUTHOR, _OTHER_AUTHOR = 1.5, -2.0
_SAME_PUBLISHER, _OTHER_PUBLISHER = 0.7, -0.7
_SAME_ACCESS = 0.7

_LOOKED_AT = 2_000  # characters of an entry: a longer one is no reference, and would cost time for each pair
_AUTHORS = 50  # authors of an entry that are compared
_WORD = re.compile(r"\w+", re.UNICODE)
_LONG = 4  # words of a title that is not short
_LONG_LETTERS = 20
_SPELLING = 75  # of 100; two spellings of one word are at least as alike
_FEW = 2  # words that may be spelt otherwise
_SMALL_WORDS = "a an and at by for from in of on or the to with de der die das la le les el los y und et"
_SMALL = frozenset(_SMALL_WORDS.split())
_NUMBERED = re.compile(r"\[\d{0,4}\]\.?")


@dataclass(slots=True)
class Likeness:
    """The sum of weights of two entries, the reasons for them, and what speaks against them.

    `agreeing` and `conflicting` name what agrees and what does not: "title", "date", "author", "publisher", "access",
    "place" (the sentence that cites the entry).
    """

    weight: float = 0.0
    reasons: list[str] = field(default_factory=list)
    against: list[str] = field(default_factory=list)
    agreeing: set[str] = field(default_factory=set)
    conflicting: set[str] = field(default_factory=set)
    titles_differ: bool = False  # the titles are alike, and not the same

    def add(self, what: str, weight: float, words: str) -> None:
        """Add the reason `words` about `what` with its `weight`; a weight below 0 speaks against the pair."""
        self.weight += weight
        (self.reasons if weight > 0 else self.against).append(words)
        (self.agreeing if weight > 0 else self.conflicting).add(what)


def words_of(text: str) -> list[str]:
    """Return the words of `text` (of its first 2,000 characters), without regard to case."""
    return _WORD.findall(text[:_LOOKED_AT].replace("’", "'").replace("'", "").casefold())


def own_words(reference: Reference) -> str:
    """Return the title of `reference`, or else its text without addresses; empty if only its number is left."""
    if reference.title and not _is_number(reference.title, reference.label):
        return reference.title
    text = reference.text
    for found in reversed(find_urls(text)):
        text = text[: found.span.start] + text[found.span.end :]
    text = " ".join(text.split())
    return "" if _is_number(text, reference.label) else text


def _is_number(text: str, label: str) -> bool:
    """Return whether only a number in brackets is left, as of a bare link, or the entry's own number."""
    return _NUMBERED.fullmatch(text) is not None or text.strip(" .[]") in ("", label)


def compare(ours: Reference, theirs: Reference) -> Likeness:
    """Return how alike `ours` and `theirs` are."""
    like = Likeness()
    _compare_titles(ours, theirs, like)
    _compare_dates(ours, theirs, like)
    _compare_authors(ours, theirs, like)
    _compare_publishers(ours, theirs, like)
    if ours.accessed and ours.accessed == theirs.accessed:
        like.add("access", _SAME_ACCESS, f"the same access date ({ours.accessed})")
    return like


def _compare_titles(ours: Reference, theirs: Reference, like: Likeness) -> None:
    own, other = own_words(ours), own_words(theirs)
    if not own or not other:
        if own and theirs.urls and _is_in_address(own, theirs.urls[0]):
            like.add("title", _IN_ADDRESS, "the words of the title stand in the address")
        elif own:
            like.add("title", _EMPTIED, "the entry of the page has no words")
        return
    one, two = words_of(own), words_of(other)
    if not one or not two:
        return
    long = min(len(one), len(two)) >= _LONG or min(len("".join(one)), len("".join(two))) >= _LONG_LETTERS
    if one == two or "".join(one) == "".join(two):
        like.add("title", _SAME_TITLE if long else _SHORT_TITLE, "the same title")
        return
    shorter, text = (two, theirs.text) if len(one) > len(two) else (one, ours.text)
    longer = one if shorter is two else two
    if _begins(one, two, numbers=True) and _is_inside(longer, text):
        like.add("title", _SAME_TITLE - 0.5, "the same title, with the name of its site")
        return
    like.titles_differ = True
    if _is_spelling(one, two):
        like.add("title", _SAME_TITLE - 0.5 if long else _SHORT_TITLE - 0.5, "the same title but for its spelling")
    elif _begins(one, two, numbers=long):
        like.add("title", _LONGER_TITLE if long else _LONGER_SHORT_TITLE, "one title begins the other")
    elif _is_inside(one, theirs.text) or _is_inside(two, ours.text):
        known = bool(ours.title and theirs.title)
        like.add("title", _NEAR_TITLE if known else _IN_TEXT, "the title stands in the other entry")
    else:
        like.add("title", _OTHER_TITLE, f"another title (“{' '.join(other.split())[:80]}”)")


def _is_spelling(one: list[str], two: list[str]) -> bool:
    """Return whether two titles differ only in the spelling of one or two words, or in small words."""
    left = [word for word in one if word not in _SMALL]
    right = [word for word in two if word not in _SMALL]
    if len(left) != len(right):
        return False
    changed = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
    if len(changed) > _FEW or 2 * len(changed) >= len(left) + 1:
        return False
    return all(min(len(a), len(b)) > 3 and a.isalpha() and b.isalpha() and _is_typo(a, b) for a, b in changed)


def _is_typo(one: str, two: str) -> bool:
    return one[0] == two[0] and fuzz.ratio(one, two) >= _SPELLING


def _begins(one: list[str], two: list[str], *, numbers: bool) -> bool:
    """Return whether one title is the beginning of the other: a subtitle or the name of a site follows.

    With `numbers`, a number must not follow: it makes another report or another part of the title.
    """
    short, long = sorted((one, two), key=len)
    rest = long[len(short) :]
    return long[: len(short)] == short and not (numbers and any(word.isdigit() for word in rest))


def _is_inside(title: list[str], text: str) -> bool:
    """Return whether a title of some length stands in a text, word by word."""
    if len(title) < _LONG and len("".join(title)) < _LONG_LETTERS:
        return False
    return f" {' '.join(title)} " in f" {' '.join(words_of(text))} "


def _is_in_address(title: str, url: str) -> bool:
    wanted = {word for word in words_of(title) if len(word) >= 4}
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    there = set(words_of(unquote(f"{parts.path} {parts.query}").replace("_", " ")))
    return len(wanted) >= 3 and len(wanted & there) >= 0.75 * len(wanted)


def _compare_dates(ours: Reference, theirs: Reference, like: Likeness) -> None:
    one, two = ours.published or "", theirs.published or ""
    if not one or not two:
        return
    common = min(len(one), len(two))
    if one[:common] != two[:common]:
        like.add("date", _OTHER_DATE, f"another date ({theirs.published})")
    elif common >= len("2011-04-14"):
        like.add("date", _SAME_DAY, f"the same date ({one})")
    else:
        like.add("date", _SAME_MONTH if common >= len("2011-04") else _SAME_YEAR, f"the same date ({one[:common]})")


def _compare_authors(ours: Reference, theirs: Reference, like: Likeness) -> None:
    one, two = surnames(ours), surnames(theirs)
    if not one or not two:
        return
    if one & two:
        like.add("author", _SAME_AUTHOR, f"the same author ({', '.join(sorted(one & two))})")
    elif not any(name in words_of(ours.text) for name in two) and not any(
        name in words_of(theirs.text) for name in one
    ):
        like.add("author", _OTHER_AUTHOR, f"another author ({', '.join(theirs.authors[:2])})")


def _compare_publishers(ours: Reference, theirs: Reference, like: Likeness) -> None:
    one, two = words_of(ours.publisher or ""), words_of(theirs.publisher or "")
    if not one or not two:
        return
    if (set(one) & set(two)) - _SMALL:
        like.add("publisher", _SAME_PUBLISHER, f"the same publisher ({theirs.publisher})")
    elif not _is_part(one, theirs.text) and not _is_part(two, ours.text):
        like.add("publisher", _OTHER_PUBLISHER, f"another publisher ({theirs.publisher})")


def _is_part(words: list[str], text: str) -> bool:
    return set(words) <= set(words_of(text))


def surnames(reference: Reference) -> set[str]:
    """Return the surnames of the authors of `reference`, without regard to case."""
    found = set()
    for author in reference.authors[:_AUTHORS]:
        parts = words_of(author.partition(",")[0] if "," in author else author)
        if parts:
            found.add(parts[-1])
    return found


__all__ = ["Likeness", "compare", "own_words", "surnames", "words_of"]

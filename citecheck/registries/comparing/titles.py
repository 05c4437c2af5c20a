"""Whether a reference has the title of a record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from citecheck.registries.comparing.model import Agreement, Pair
from citecheck.registries.comparing.words import spelling, words
from citecheck.registries.fields import unlabelled
from citecheck.rules import RuleTable
from claims.language import detect
from claims.patterns import lazy_regex

ALIKE = 0.75
"""Likeness of the words of two titles from which they are forms of one title. Titles of two works in one field that
share a pattern ("X for Y via Z") reach about 0.6."""
_MIN_PART = 3  # words; a shorter part of a title is the name of many works
_MIN_READ = 4  # words; a shorter title that was read from running text is often a journal or a name
_ARTICLES = frozenset({"a", "an", "the", "on", "der", "die", "das", "le", "la", "les", "el", "los"})
_ABOUT = lazy_regex(
    r"\W*(?:(?:publisher|author)(?:'s)?\s)?(?:correction|corrigendum|erratum|addendum|reply|response|comments?|commentary"
    r"|retraction(?:\snote)?|expression\sof\sconcern|(?:book\s)?review|rejoinder|discussion)\b(?=\s(?:to|on|of)\b|\s?:)",
    re.IGNORECASE,
)
"""Titles of works about another work, whose title they hold."""
_BOUNDARY = lazy_regex(r"\s*(?::|\s[-–—]+\s|[.?!;]\s|\(|\[|—)\s*")


def title_words(title: str) -> list[str]:
    """Return the words of `title` as they are compared, without an article at its beginning."""
    found = [spelling(word) for word in words(unlabelled(title))]
    return found[1:] if len(found) > 2 and found[0] in _ARTICLES - {"on"} else found


def title_key(title: str) -> str:
    """Return the form of `title` by which two titles are equal: their words, however they are divided."""
    return "".join(title_words(title))


def likeness(one: str, other: str) -> float:
    """Return how alike the words of the titles `one` and `other` are, 0 to 1."""
    first, second = title_words(one), title_words(other)
    if not first or not second:
        return 0.0
    shared = fuzz.ratio(first, second) / 100
    letters = fuzz.ratio("".join(first), "".join(second)) / 100
    return (shared + letters) / 2


def is_stated(title: str, text: str) -> bool:
    """Return whether `text`, a whole entry, holds `title`, perhaps in another spelling."""
    wanted, there = title_key(title), title_key(text)
    if len(wanted) < 12:
        return f" {' '.join(title_words(title))} " in f" {' '.join(title_words(text))} "
    return wanted in there


def parts(title: str) -> list[str]:
    """Return the pieces of `title` that may stand for the whole: up to a boundary, and behind the first."""
    pieces = [piece for piece in _BOUNDARY.split(title) if piece.strip()]
    if len(pieces) < 2 or _ABOUT.match(title):
        return []
    rest = _BOUNDARY.split(title, maxsplit=1)[-1]
    before = title[: title.rfind(pieces[-1])]
    return list(dict.fromkeys((pieces[0], rest, before)))


def _cannot_compare(pair: Pair) -> Agreement | None:
    cited = pair.cited.title or ("" if pair.cited.structured else pair.cited.text)
    known = pair.record.titles and title_key(cited)
    return None if known else Agreement.UNKNOWN


def _is_equal(pair: Pair) -> Agreement | None:
    key = title_key(pair.cited.title or "")
    return Agreement.SAME if key and any(key == title_key(title) for title in pair.record.titles) else None


def _stands_in_the_entry(pair: Pair) -> Agreement | None:
    """An entry of running text may be cut wrongly into its fields; what counts is whether the title stands there."""
    if pair.cited.structured:
        return None
    long = (title for title in pair.record.titles if len(title_words(title)) >= _MIN_PART)
    return Agreement.SAME if any(is_stated(title, pair.cited.text) for title in long) else None


def _is_the_container(pair: Pair) -> Agreement | None:
    """The identifier of a chapter or a paper may be that of the book or the proceedings that it is in."""
    return Agreement.UNKNOWN if pair.is_container else None


def _lacks_a_subtitle(pair: Pair) -> Agreement | None:
    cited = pair.cited.title or ""
    if any(_is_part(cited, title) or _is_part(title, cited) for title in pair.record.titles):
        return Agreement.SAME
    return None


def _is_part(short: str, long: str) -> bool:
    """Return whether `short` is the main title or the subtitle of `long`, or both up to a further subtitle."""
    key = title_key(short)
    if len(title_words(short)) < _MIN_PART and not (len(key) >= 8 and key == title_key((parts(long) or [""])[0])):
        return False
    return any(key == title_key(part) for part in parts(long))


def _is_translated(pair: Pair) -> Agreement | None:
    """A title in another alphabet or language is perhaps a translation, which cannot be compared."""
    cited = pair.cited.title or pair.cited.text
    if any(_script(cited) == _script(title) and _one_language(cited, title) for title in pair.record.titles):
        return None
    return Agreement.UNKNOWN


def _one_language(one: str, other: str) -> bool:
    here, there = detect(one), detect(other)
    return here is None or there is None or here == there


def _script(text: str) -> str:
    letters = re.findall(r"[^\W\d_]", text)
    latin = sum(char < "\u0250" for char in letters)
    return "latin" if latin * 2 >= len(letters) else "other"


def _has_changed_words(pair: Pair) -> Agreement | None:
    cited = pair.cited.title or ""
    best = max(max(likeness(cited, title), _of_main_titles(cited, title)) for title in pair.record.titles)
    return Agreement.DIFFERS if best >= ALIKE else None


def _of_main_titles(one: str, other: str) -> float:
    """Return the likeness of the main titles, where one of the two has no subtitle."""
    here, there = parts(one), parts(other)
    if bool(here) == bool(there):
        return 0.0
    main = here[0] if here else there[0]
    whole = other if here else one
    return likeness(main, whole) if len(title_words(main)) >= _MIN_PART else 0.0


def _cannot_be_read(pair: Pair) -> Agreement | None:
    """The title of an entry of running text may be read wrongly, so only one with hardly a word in common counts."""
    if pair.cited.structured:
        return None
    there = set(title_words(pair.cited.text))
    wanted = [[word for word in title_words(title) if len(word) > 3] for title in pair.record.titles]
    share = max((sum(word in there for word in one) / len(one) for one in wanted if one), default=1.0)
    short = len(title_words(pair.cited.title or "")) < _MIN_READ
    return Agreement.UNKNOWN if share >= 0.5 or short else None


TITLE_RULES: RuleTable[Pair, Agreement] = RuleTable(
    "the title",
    (
        ("reference.title.not-said", _cannot_compare),
        ("reference.title.equal", _is_equal),
        ("reference.title.in-entry", _stands_in_the_entry),
        ("reference.title.subtitle", _lacks_a_subtitle),
        ("reference.title.container", _is_the_container),
        ("reference.title.other-language", _is_translated),
        ("reference.title.words-changed", _has_changed_words),
        ("reference.title.entry-unclear", _cannot_be_read),
        ("reference.title.another", lambda pair: Agreement.ANOTHER),
    ),
)
"""Whether the title of a reference is that of a record."""


def word_diff(cited: str, recorded: str) -> str:
    """Return the words that differ in the titles `cited` and `recorded`, for people: "with → from".

    Empty if only their spelling or order differs.
    """
    one, other = cited.split(), recorded.split()
    plain_one, plain_other = [" ".join(words(word)) for word in one], [" ".join(words(word)) for word in other]
    changes: Sequence[tuple[str, int, int, int, int]] = SequenceMatcher(
        None, plain_one, plain_other, autojunk=False
    ).get_opcodes()
    shown = [
        f"{' '.join(one[a:b]) or '(nothing)'} → {' '.join(other[c:d]) or '(nothing)'}"
        for what, a, b, c, d in changes
        if what != "equal"
    ]
    return "; ".join(shown[:4])


__all__ = ["ALIKE", "TITLE_RULES", "is_stated", "likeness", "parts", "title_key", "title_words", "word_diff"]

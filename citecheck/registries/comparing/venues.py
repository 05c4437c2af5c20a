"""Whether a reference names the journal, the proceedings or the series of a record."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from citecheck.registries.comparing.model import Agreement, Pair
from citecheck.registries.comparing.words import folded, without_markup
from citecheck.registries.model import WorkKind
from citecheck.rules import RuleTable
from claims.patterns import lazy_regex

_SMALL_WORDS = (
    "the of and in on for a an to at de la le les des du der die das und et y e del della di il los las el fur"
)
_SMALL = frozenset(_SMALL_WORDS.split())
_GENERAL_WORDS = """
proceedings proc conference conf international intl int annual meeting symposium symp workshop ieee acm ifip usenix
    journal volume vol part series st nd rd th edition papers long short main track findings human language technologies
    cvf siam springer vs aaai press online virtual event
"""
_GENERAL = frozenset(_GENERAL_WORDS.split())
_ORDINAL = lazy_regex(
    r"\b(?:\d+(?:st|nd|rd|th)|(?:19|20)\d\d|'\d\d|\d+|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)?-?(?:first|"
    r"second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth"
    r"|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|fortieth|fiftieth))\b",
    re.IGNORECASE,
)
_ACRONYM = lazy_regex(r"[A-Z][A-Za-z]{0,11}[A-Z][A-Za-z]{0,3}|[A-Z]{2,10}")
_IN_BRACKETS = lazy_regex(r"\s*\([^()]{1,60}\)\s*$")  # "Science (New York, N.Y.)"
_PUBLISHERS = frozenset(
    {"press", "publisher", "publishers", "publishing", "publications", "verlag", "editions", "books"}
)
_TOKENS = lazy_regex(r"[^\W_]+")


@cache
def _table() -> Mapping[str, list[object]]:
    text = files("citecheck.registries.comparing").joinpath("venues.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _series() -> Mapping[str, int]:
    """Return the number of the series that each known name belongs to, by the name's key."""
    return {_key(str(name)): place for place, names in enumerate(_table()["series"]) for name in _names(names)}


@cache
def _preprint_keys() -> frozenset[str]:
    return frozenset(_key(str(name)) for name in _table()["preprints"])


@cache
def _host_keys() -> frozenset[str]:
    return frozenset(_key(str(name)) for name in _table()["hosts"])


def _is_host(venue: str) -> bool:
    """Return whether `venue` names a publisher, or a series that holds many conferences."""
    key = _key(venue)
    return bool(_PUBLISHERS & set(_words(venue))) or any(
        key == host or (len(host) > 12 and host in key) for host in _host_keys()
    )


def _names(names: object) -> Iterable[object]:
    return names if isinstance(names, list) else ()


@lru_cache(maxsize=4096)
def _words(venue: str) -> tuple[str, ...]:
    """Return the words of a venue, folded, without years and ordinals."""
    return tuple(
        _TOKENS.findall(folded(_ORDINAL.sub(" ", venue.replace("-", " ").replace(".", " ").replace("&", " "))))
    )


def _key(venue: str) -> str:
    """Return the form by which two venues are equal: their words, without small ones and "proceedings of the"."""
    words = [word for word in _words(venue) if word not in _SMALL]
    while len(words) > 1 and words[0] in ("proceedings", "proc", "ieee", "acm", "cvf"):
        words = words[1:]
    return "".join(words)


def is_preprint_server(venue: str) -> bool:
    """Return whether `venue` names a server of preprints, not a journal or proceedings."""
    words = [word for word in _words(venue) if word not in ("preprint", "preprints", "abs", "cs", "org")]
    return any("".join(words[:size]) in _preprint_keys() for size in (1, 2, 3)) or _key(venue) in _preprint_keys()


def _significant(venue: str) -> tuple[str, ...]:
    bare = _IN_BRACKETS.sub("", venue) or venue
    return tuple(word for word in _words(bare) if word not in _SMALL and word not in _GENERAL)


def _series_of(venue: str) -> set[int]:
    """Return the series that `venue` names: by its whole name, or by a known short name among its words."""
    known = _series()
    whole = known.get(_key(venue))
    if whole is not None:
        return {whole}
    short = {known[word] for word in map(str.casefold, _ACRONYM.findall(without_markup(venue))) if word in known}
    for name, place in known.items():
        if len(name) > 14 and name in _key(venue):
            short.add(place)
    return short


def _not_said(pair: Pair) -> Agreement | None:
    said = pair.cited.structured and pair.cited.venue and _recorded(pair)
    return None if said else Agreement.UNKNOWN


def _recorded(pair: Pair) -> Sequence[str]:
    return tuple(venue for record in (pair.record, *pair.others) for venue in record.venues)


def _is_preprint(pair: Pair) -> Agreement | None:
    """A work that was published may be cited by its preprint, and one that was not yet may name its venue."""
    if is_preprint_server(pair.cited.venue or ""):
        return Agreement.SAME
    published = [record for record in (pair.record, *pair.others) if record.kind is not WorkKind.PREPRINT]
    return None if any(record.venues for record in published) else Agreement.UNKNOWN


def _is_equal(pair: Pair) -> Agreement | None:
    key = _key(pair.cited.venue or "")
    return Agreement.SAME if key and any(key == _key(venue) for venue in _recorded(pair)) else None


def _is_one_series(pair: Pair) -> Agreement | None:
    cited = _series_of(pair.cited.venue or "")
    return Agreement.SAME if cited and any(cited & _series_of(venue) for venue in _recorded(pair)) else None


def _is_contained(pair: Pair) -> Agreement | None:
    cited = _significant(pair.cited.venue or "")
    for venue in _recorded(pair):
        other = _significant(venue)
        short, long = sorted((set(cited), set(other)), key=len)
        if short and short <= long and (len(short) > 1 or short == long):
            return Agreement.SAME  # one word is not enough: "Cell" is not "Molecular Cell"
    return None


def _is_abbreviated(pair: Pair) -> Agreement | None:
    cited = pair.cited.venue or ""
    if any(_abbreviates(cited, venue) or _abbreviates(venue, cited) for venue in _recorded(pair)):
        return Agreement.SAME
    return None


def _abbreviates(short: str, long: str) -> bool:
    """Return whether `short` has the words of `long` cut (ISO 4: "Phys Rev Lett"), or is made of its initials."""
    whole = [word for word in _words(long) if word not in _SMALL]
    pieces = [word for word in _words(short) if word not in _SMALL]
    while len(pieces) > 3 and len(pieces[-1]) == len(pieces[-2]) == 1:
        pieces = pieces[:-3] if len(pieces[-3]) == 1 else pieces[:-2]  # "U.S.A.", which the full name often lacks
    if len(pieces) == 1:
        letters = pieces[0]
        for words in (
            whole,
            [word for word in whole if word not in _GENERAL - {"journal", "conference", "international"}],
        ):
            if len(letters) >= 2 and letters == "".join(word[0] for word in words):
                return True
        if _is_short(short) and letters in whole:
            return True  # "CVPR" in "CVPR 2022, Lake Town"
        return letters in _parenthesised(long)
    if not pieces or len(pieces) > len(whole):
        return False
    places = iter(whole)
    return all(any(_cuts(piece, word) for word in places) for piece in pieces)


def _parenthesised(venue: str) -> set[str]:
    return {folded(word) for inside in re.findall(r"\(([^()]{1,60})\)", venue) for word in inside.split()}


def _cuts(piece: str, word: str) -> bool:
    """Return whether `piece` abbreviates `word`: its beginning, or its first letter and others in their order."""
    if word.startswith(piece):
        return True
    letters = iter(word)
    return len(piece) > 1 and piece[0] == word[0] and all(letter in letters for letter in piece)


def _is_another_series(pair: Pair) -> Agreement | None:
    """Two names are apart if both are known, or if no word of one is in the known names of the other."""
    cited = pair.cited.venue or ""
    published = [record for record in (pair.record, *pair.others) if record.kind is not WorkKind.PREPRINT]
    recorded = [venue for record in published for venue in record.venues]
    if not recorded:
        return None
    return Agreement.ANOTHER if all(_are_apart(cited, venue) for venue in recorded) else None


def _are_apart(one: str, other: str) -> bool:
    if _is_host(one) or _is_host(other):
        return False
    here, there = _series_of(one), _series_of(other)
    if here and there:
        return not here & there
    first, second = set(_significant(one)), set(_significant(other))
    if here or there:
        unknown = second if here else first
        full = {word for name in _full_names(here or there) for word in _significant(name)}
        return len(unknown) > 0 and any(not _shares(word, full) for word in unknown)
    if _is_short(one) or _is_short(other):
        return _is_short(one) and _is_short(other)  # initials of a name that is not known
    return bool(first and second) and not any(_shares(word, second) for word in first)


def _full_names(series: Iterable[int]) -> Iterable[str]:
    return [str(name) for place in series for name in _names(_table()["series"][place])]


def _is_short(venue: str) -> bool:
    words = _TOKENS.findall(_ORDINAL.sub(" ", without_markup(venue)))
    return len(words) == 1 and _ACRONYM.fullmatch(words[0]) is not None


def _shares(word: str, words: Iterable[str]) -> bool:
    return any(_cuts(word, other) or _cuts(other, word) for other in words)


VENUE_RULES: RuleTable[Pair, Agreement] = RuleTable(
    "the venue",
    (
        ("reference.venue.not-said", _not_said),
        ("reference.venue.preprint", _is_preprint),
        ("reference.venue.equal", _is_equal),
        ("reference.venue.series", _is_one_series),
        ("reference.venue.contained", _is_contained),
        ("reference.venue.abbreviated", _is_abbreviated),
        ("reference.venue.another", _is_another_series),
        ("reference.venue.unclear", lambda pair: Agreement.UNKNOWN),
    ),
)
"""Whether the venue of a reference is that of a record."""

__all__ = ["VENUE_RULES", "is_preprint_server"]

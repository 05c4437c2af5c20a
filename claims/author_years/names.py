"""The names that a citation by author and year gives: "Lee and Roe", "van der Berg et al.", "United Nations"."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from claims.patterns import lazy_regex

_PARTICLES = (
    "van von der den de het ten ter te la le las los del della di da do dos das du des zu zum zur af av el al bin ibn"
    " ben st saint mac"
)
PARTICLES = frozenset(_PARTICLES.split())
"""Small words that begin a family name."""
_LOOSE = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_APOSTROPHES = lazy_regex(r"['’‘ʼ`´.]")
_NO_WORD = lazy_regex(r"[^\w]+")
_AND = r"(?:and|und|et|y|e|och|og|en|i|и|u\.)"
_MORE = lazy_regex(
    r",?\s*(?:\bet\.?\s?al(?:ii)?\b\.?|\bu\.\s?a\.|(?:\b(?:and|und|y|e|et|och|og)|&)\s(?:others|colleagues|co-?workers|associates|andere"
    r"|Kolleg(?:en|innen)|Mitarbeiter|otros|cols?\.|outros|altri|coll\.|collègues|collaborateurs|m\.\sfl\.)|\bи\sдр\.)(?=\W*$)",
)
_POSSESSIVE = lazy_regex(r"(?:['’]s?|(?<=s)['’])$")
_JOINT = lazy_regex(rf",?\s{_AND}\s|\s?,?\s?[&/]\s?|\s?,\s?(?:{_AND}\s)?")  # single blanks: the words are tidied
_INITIALS = lazy_regex(r"(?:[A-ZÀ-ÞА-Я]\.?[\s-]?){1,4}")
_LEADING_INITIALS = lazy_regex(r"(?P<initials>(?:[^\W\d_]\.[\s-]?){1,4})\s?(?=[^\W\d_]{2})")
_SURNAME_WORD = lazy_regex(r"[^\W\d_][\w’'‘.-]*")
_SMALL = PARTICLES | {"of", "for", "the", "and", "on", "in", "und", "für", "et", "pour", "y", "e", "i"}
_MOST_WORDS = 14  # of the names before a year; judgement: seven authors with their joints
_MOST_IN_NAME = 8
_PLAIN = (
    "Professor|Prof|Dr|Mr|Mrs|Ms|Sir|Dame|Lord|Both|Later|Recently|Similarly|Again|Also|Thus|Following|According|Although"
    "|In|As|By|See|The|This|That|But|And|For|While|When|Like|With|From|Since|However|Here|There|Vgl|Cf|Siehe|Wie|Nach"
    "|Laut|Bei|Selon|Según"
)
_LONGEST_WORD = 60  # characters that are looked at before a name
_WORD = lazy_regex(r"(?<![\w’'.-])[^\W\d_]\S*")
_CUT = lazy_regex(rf"(?<!\w)(?!(?:{_PLAIN})\b)[^\W\d_a-zß-ÿа-я][\w’'-]*\.?(?:,?\s+(?P<and>{_AND}|&)\s+|,\s+)$")
"""A name and a joint, at the end of what stands before other names: these go on the list that it began."""
_LEAD = lazy_regex(rf"(?<!\w)(?!(?:{_PLAIN})\b)(?P<word>[^\W\d_a-zß-ÿа-я][\w’'-]*\.?)\s+$")
_SENTENCE_END = lazy_regex(r"(?:^|[.!?:]\s|\n|[“\"])$")


class NamedAuthors(NamedTuple):
    """Who a citation names: family names or an organisation, folded, in order.

    `whole` is all of it as one name, for an organisation such as "Ministry of Health and Welfare". `has_more` says
    "et al.", `initial` is the first initial of the first author ("" for none), and `shown` what is written. `led_by` is
    the word with a capital right before them, folded, which may be a part of the name; "" for none. `is_first` says
    that this word begins its sentence, and may have its capital from that.
    """

    authors: tuple[str, ...]
    whole: str
    has_more: bool
    initial: str
    shown: str
    led_by: str = ""
    is_first: bool = False


@lru_cache(maxsize=8192)
def folded(name: str) -> str:
    """Return a name as names are compared: without case, accents, apostrophes and hyphens."""
    bare = _APOSTROPHES.sub("", name.casefold()).translate(_LOOSE)
    if not bare.isascii():
        decomposed = unicodedata.normalize("NFKD", bare)
        bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NO_WORD.sub(" ", bare).strip()


def spellings(name: str) -> set[str]:
    """Return the forms in which a name is cited: with "ue" for "ü", and without the particles before it."""
    found = {folded(name), folded(name.casefold().translate(_UMLAUTS))}
    found |= {without_particles(one) for one in found}
    return {one for one in found if one}


def without_particles(name: str) -> str:
    """Return a folded name without the particles at its begin: "berg" of "van der berg"."""
    words = name.split()
    while len(words) > 1 and words[0] in PARTICLES:
        del words[0]
    return " ".join(words)


def names_before(text: str) -> Iterator[tuple[int, NamedAuthors]]:
    """Yield the names that `text` may end with, the longest first, each with its offset.

    Of "as Lee and Roe" these are "as Lee and Roe" and "Lee and Roe". "Roe" alone is none, since it goes on a list.
    """
    for match in list(_WORD.finditer(text))[-_MOST_WORDS:]:
        start = match.start()
        cut = _CUT.search(text, max(0, start - _LONGEST_WORD), start)
        if cut is not None and (cut["and"] or _JOINT.search(text, start)):
            continue
        if (names := read_names(text[start:])) is not None:
            lead = _LEAD.search(text, max(0, start - _LONGEST_WORD), start)
            if lead is not None:
                is_first = _SENTENCE_END.search(text, max(0, lead.start() - 3), lead.start()) is not None
                names = names._replace(led_by=folded(lead["word"]), is_first=is_first)
            yield start, names


@lru_cache(maxsize=8192)
def read_names(text: str) -> NamedAuthors | None:
    """Read a text that is nothing but the names of a citation; None where it is something else."""
    shown = words = _POSSESSIVE.sub("", " ".join(text.split()).rstrip(" ,;:"))
    more = _MORE.search(words)
    if more is not None:
        words = words[: more.start()]
    words = _POSSESSIVE.sub("", words.strip(" ,"))
    if not words or not (words[0].isalpha()):
        return None
    parts = [part for part in _JOINT.split(words) if part]
    lead = _LEADING_INITIALS.match(parts[0]) if parts else None
    surnames = [_surname(part) for part in parts if not (part is not parts[0] and _INITIALS.fullmatch(part))]
    whole = folded(words)
    authors = tuple(name for name in surnames if name) if all(surnames) else ()
    if not authors and not whole:
        return None
    initial = folded(lead["initials"])[:1] if lead is not None else ""
    return NamedAuthors(authors, whole, more is not None, initial, shown)


def _surname(part: str) -> str:
    """Return the folded family name, or organisation, of one author; empty where this is none."""
    lead = _LEADING_INITIALS.match(part)
    words = part[lead.end() :].split() if lead else part.split()
    if not words or len(words) > _MOST_IN_NAME:
        return ""
    capital = False
    for word in words:
        if not _SURNAME_WORD.fullmatch(word):
            return ""
        if word[0].isupper() or (len(word) > 2 and "-" in word and word.rpartition("-")[2][:1].isupper()):
            capital = True
        elif word.casefold() not in _SMALL:
            return ""
    last = words[-1]
    return folded(" ".join(words)) if capital and (last[0].isupper() or "-" in last) else ""


__all__ = ["PARTICLES", "NamedAuthors", "folded", "names_before", "read_names", "spellings", "without_particles"]

"""The role of a fact in its sentence: whether it is a value of its own, and to which predicate it belongs.

Many figures are no values: a limit of a statistic ("<7.0%"), a place in a ranking, the year of a reference ("Lee et
al., 2009"), the day on which a page was read. A date behind "after" or "by" is a limit. Labels and notes are no facts
at all, or facts of their own kind (`labels`).
Predicates are English, and found without a grammar: the nearest word that has the form of a past tense or participle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from citecheck.checking.facts.known_names import is_of_a_people
from citecheck.checking.facts.model import Date, Fact, Name, Number
from citecheck.checking.passages.terms import (
    is_negation,
    normalize_token,
    related,
    stem,
    stop_words,
    tokens,
    word_set,
)

_LOOK = 60  # characters before and behind a fact that are looked at
_SIGN = re.compile(r"[=<>≤≥±~#№]\s*$")
_OPEN = re.compile(r"[\[(][\s,;–-]*(?:\d+[\s,;–-]+)*$")
_SHUT = re.compile(r"^[\s,;–\-\d]*[\])]")
_DASHED = re.compile(r"(?:^|\s)[–-]$")
_AUTHORS = re.compile(r"\bet\s+al\.?,?\s*\(?$|\b[A-ZÀ-Þ][\w’'-]+\s+(?:and|&)\s+[A-ZÀ-Þ][\w’'-]+\s*,?\s*\($")
_AUTHOR = re.compile(r"\([^()]*[A-ZÀ-Þ][\w’'-]+,?\s$")
_CITED_NAME = re.compile(r"\s+et\s+al\b|\s+and\s+colleagues\b|,?\s?\(?(?:19|20)\d\d[a-z]?[);,]")
_OFFICE = re.compile(r"\s+(?:of|for|to)\s+the\s+[A-ZÀ-Þ]")  # "Speaker of the House": a part of a longer name
_DEGREE = re.compile(r"(?:Bachelor|Master|Doctor)(?:['’]?s)?\s+of\b")
_NO_NAME = re.compile(r"(?:Sr|Jr|Co|Inc|Ltd|Corp|Dept|Assoc|Bros|Mt|St|Ave)\.?|\S+-[a-zß-öø-ÿ]{4,}")
"""A part of a longer name, or an adjective made of a name: "Aire-expressing"."""
_ITEM = re.compile(r"\s*[:.)]\s")  # "10: The harbour opens", an item of a list
_PREFIX = re.compile(r"\b(?:Mac|Mc|De|Di|Du|La|Le|Van|Von|[DO]['’])(?=[A-ZÀ-Þ][a-zß-öø-ÿ])")
_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
_PART = re.compile(r"[-'’&.]")
_PAGE_DAY = re.compile(
    r"\b(?:retrieved|archived|accessed|posted|updated|modified|reviewed|copyright|viewed)\b[^.;!?]{0,30}$|©[^.;!?]{0,20}$",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"\b(?P<word>after|before|by|until|till|prior to|as of|since at least|following|later than|earlier than)\s+"
    r"(?:the\s+)?$",
    re.IGNORECASE,
)
_RANKED = re.compile(r"\btop[\s-]$", re.IGNORECASE)
_LAST_WORD = re.compile(r"([^\W\d_][\w’'-]*)[\s-]$")


def is_value(text: str, fact: Fact) -> bool:
    """Return whether `fact`, read from `text`, is a value that a claim states or a source gives."""
    if isinstance(fact, Name):
        behind = text[fact.end : fact.end + _LOOK]
        is_part = _CITED_NAME.match(behind) or _OFFICE.match(behind) or _DEGREE.match(fact.text)
        return is_part is None and _NO_NAME.fullmatch(fact.text) is None
    before, behind = text[max(0, fact.start - _LOOK) : fact.start], text[fact.end : fact.end + _LOOK]
    if _DASHED.search(before):
        return False
    if isinstance(fact, Date):
        return not (_AUTHORS.search(before) or _is_reference_year(before, behind) or _PAGE_DAY.search(before))
    is_note = _OPEN.search(before) is not None and _SHUT.search(behind) is not None
    is_item = not before.strip() and fact.text.isdecimal() and _ITEM.match(behind) is not None
    return not (is_note or is_item or _RANKED.search(before) or _SIGN.search(before))


def _is_reference_year(before: str, behind: str) -> bool:
    return _AUTHOR.search(before) is not None and behind[:1] in ("", ")", ";", ",", "a", "b", "c")


def is_proper(name: Name) -> bool:
    """Return whether every word of `name` is written as a proper name is: one capital, and small letters behind it.

    "IFN-α", "MaAsLin" and "NHPs" are codes and short forms, which texts write in many ways.
    """
    plain = _POSSESSIVE.sub("", _PREFIX.sub("", name.text))
    capitalised = (word for word in plain.split() if word[0].isupper())
    return not name.acronym and all(_is_proper_part(part) for word in capitalised for part in _PART.split(word))


def _is_proper_part(part: str) -> bool:
    small = part[1:].rstrip(".")
    return small.isalpha() and small.islower() if small else not part.islower()


def label_of(text: str, fact: Fact) -> str:
    """Return the stem of the word that a number or a year belongs to as its name: "Apollo" in "Apollo 11".

    So is "type" in "type 2". `fact` stands in `text`, and the word right before it counts. Empty where `fact` is no
    part of a name, for a date with a month, and for a `Name`.
    """
    if isinstance(fact, Name) or (isinstance(fact, Date) and fact.month is not None):
        return ""
    found = _LAST_WORD.search(text[max(0, fact.start - _LOOK) : fact.start])
    if found is None:
        return ""
    word = found[1]
    plain = normalize_token(word)
    named = word[0].isupper() and plain not in stop_words(None)
    if isinstance(fact, Number) and not fact.text[:1].isdigit():
        named = False
    return stem(word) if named else ""


def limit_of(text: str, fact: Fact) -> str:
    """Return the words that make a date a limit ("after 1921"), in lower case.

    `fact` stands in `text`, and what is right before it counts. Empty for a date that is no limit, and for other facts.
    """
    found = _LIMIT.search(text[max(0, fact.start - _LOOK) : fact.start]) if isinstance(fact, Date) else None
    return found["word"].lower() if found is not None else ""


def span_of(fact: Date, others: Sequence[Fact]) -> tuple[int, int] | None:
    """Return the first and the last year of the span of which `fact`, one of the facts `others` of a text, is an end.

    None if it is not the end of a span.
    """
    for one in others:
        if isinstance(one, Date) and one.since is not None and one.year is not None and fact.year is not None:
            is_first = fact.year == one.since and fact.start <= one.start and fact.month is None
            if one is fact or is_first:
                return one.since, one.year
    return None


# Things and their places

_PLACED = re.compile(r",?\s+(?:in|at|near)\s+|,\s+")
_CALLED = re.compile(r"\s+(?:[a-z][\w’'-]*\s+){1,2}")
_APART = re.compile(r"[,;:]|\b(?:and|but|where|which|who|while|before|after)\b")


def thing_of(text: str, fact: Fact, others: Sequence[Fact]) -> Name | None:
    """Return the name among `others` of the thing that `fact` places, or that it says the people of; None if none.

    "Royal College" is that of London in "the Royal College in London", and "Imprex" that of Italian in "the Italian
    company Imprex". All are facts of `text`.
    """
    if not isinstance(fact, Name) or len(fact.words) > 1:
        return None
    pattern, of_people = (_CALLED, True) if is_of_a_people(fact.words[0]) else (_PLACED, False)
    for one in others:
        stretch = (fact.end, one.start) if of_people else (one.end, fact.start)
        if isinstance(one, Name) and pattern.fullmatch(text, *stretch):
            return one
    return None


def is_of(thing: Name, text: str, fact: Fact, others: Sequence[Fact]) -> bool:
    """Return whether `fact`, one of the facts `others` of `text`, may say where `thing` is, or of which people."""
    own = thing_of(text, fact, others)
    if own is not None:
        return bool(set(own.words) & set(thing.words))
    last = thing.words[-1]
    places = [found.span() for found in _TOKEN.finditer(text) if normalize_token(found[0]) == last]
    for start, end in places:
        between = text[end : fact.start] if end <= fact.start else text[fact.end : start]
        if not _APART.search(between.strip(" ,")):
            return True
    return False


# Predicates

_TOKEN = re.compile(r"[^\W\d_]+")
_CLAUSE = re.compile(r"[.;:!?()]|\b(?:which|who|that|whose|where|while|whereas|and|but|when|before|after|as)\b")
_IRREGULAR = word_set(
    "born built bought sold won lost beat led met made held kept gave given got went gone came come took taken wrote "
    "written ran run began begun became become brought caught chose chosen cut drew drawn drove driven ate fell fallen "
    "fought found flew flown grew grown hit hung hurt knew known laid left lent let paid put read rode ridden rose "
    "risen said sang sung sank sunk sat saw seen sent set shook shot shut slept sold spent spoke spoken stood stole "
    "stolen struck swam swept taught told thought threw thrown understood wore worn wound split spread burst "
    "rebuilt withdrew"
)
_NOT_VERBS = word_set(
    "hundred indeed need seed feed speed bed red shed weed creed reed breed deed used called named based located "
    "united aged so-called limited"
)
_ALIKE = """
founded establish create institute form; open inaugurate; bear birth; die death dead kill perish; win victory beat
defeat lose; build rebuilt construct erect; buy purchase acquire sell sale; lend borrow; release publish issue;
marry wed marriage; appoint name hire nominate select choose pick; begin start launch; end finish close conclude;
move relocate transfer; leave depart resign quit; receive earn get award give grant honour honor; graduate degree
earn; join sign enter; kill shoot murder; arrest detain; lose defeat; serve work; play appear perform; write author
pen; record tape; rise increase grow gain; fall drop decrease decline; employ hire; hold host stage; destroy
demolish burn raze; injure wound hurt; raise collect; raise increase boost lift; pay distribute award;
sentence jail imprison; announce reveal declare; approve pass
adopt; move settle emigrate; air broadcast premiere show; reach total amount; cost price; elect vote; occur happen
take place hold; design draw; lead head chair captain
"""


@cache
def _groups() -> dict[str, frozenset[int]]:
    table: dict[str, frozenset[int]] = {}
    for number, line in enumerate(_ALIKE.split(";")):
        for word in line.split():
            table[stem(word)] = table.get(stem(word), frozenset()) | {number}
    return table


def predicates_of(text: str, fact: Fact) -> frozenset[str]:
    """Return the stems of the nearest predicates before and behind `fact` in its clause of `text`; empty: none."""
    before = list(_verbs(_CLAUSE.split(text[: fact.start])[-1]))
    behind = list(_verbs(_CLAUSE.split(text[fact.end :])[0]))
    return frozenset((*before[-1:], *(behind[:1] if not before else ())))


def _verbs(clause: str) -> Iterator[str]:
    for found in _TOKEN.finditer(clause):
        word = found[0]
        has_form = word in _IRREGULAR or (word[-2:] == "ed" and len(word) > 3)
        if has_form and word[0].islower() and word not in _NOT_VERBS:
            yield stem(word)


_QUOTED = re.compile(r"[“\"][^“”\"]{1,120}[”\"]|(?<!\w)['‘][^'‘’]{1,60}['’](?!\w)")
_PARTED = re.compile(r"[.;:!?()]|,\s|\b(?:which|who|whose|where|while|whereas|but|although|though|because)\b|[–—]")


def is_negated(text: str, fact: Fact) -> bool:
    """Return whether the clause of `text` in which `fact` stands has a negation.

    What stands in quotation marks, such as a title, negates nothing.
    """
    plain = _QUOTED.sub(
        lambda found: " " * len(found[0]) if not found.start() <= fact.start < found.end() else found[0], text
    )
    before, behind = _PARTED.split(plain[: fact.start])[-1], _PARTED.split(plain[fact.end :])[0]
    return any(is_negation(normalize_token(word)) for side in (before, behind) for word, _, _ in tokens(side))


def is_said_of_both(mine: frozenset[str], sentence: str) -> bool:
    """Return whether `sentence` has one of the predicates `mine`, or a word that says the same.

    `mine` are stems, as `predicates_of` returns them; without any, the answer is False.
    """
    groups = _groups()
    words = {stem(word) for word in (found[0].lower() for found in _TOKEN.finditer(sentence))}
    known = frozenset().union(*(groups.get(word, frozenset()) for word in words))
    return any(
        one in words or known & groups.get(one, frozenset()) or any(related(one, word) for word in words)
        for one in mine
    )


__all__ = [
    "is_negated",
    "is_of",
    "is_proper",
    "is_said_of_both",
    "is_value",
    "label_of",
    "limit_of",
    "predicates_of",
    "span_of",
    "thing_of",
]

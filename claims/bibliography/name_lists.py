"""Where the list of authors ends with which a reference begins: one function for each style of names."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from claims.bibliography.name_words import (
    DIVIDES,
    SUFFIXES,
    begins_name,
    begins_sentence,
    can_be_in_name,
    can_go_on,
    goes_on,
    has_initial,
    initials_follow,
    is_acronym,
    is_capital_surname,
    is_et_al,
    is_number,
    is_short_surname,
    is_suffix,
    item_length,
    without_role,
)
from claims.bibliography.names import OPENERS, PARTICLES, ROLES, Token, is_connector, is_initial, is_name, tokens
from claims.patterns import lazy_regex

# "ALLEN (J.P.), ", "Ferry (Ann) et Moen (Ida), ", "Stendhal (Henri Beyle). "
_CAPITAL = r"[A-ZÀ-ÞА-Я]"
_FORENAMES = rf"{_CAPITAL}[^\W\d_]*\.?(?:[\s-]?{_CAPITAL}[^\W\d_]*\.?){{0,3}}"
_BRACKETED = lazy_regex(
    rf"(?:{_CAPITAL}[\w'’-]*(?:,?\s{_CAPITAL}[\w'’-]*){{0,2}}\s\((?>{_FORENAMES})\)(?:[,;]?\s(?:et|and|und|y|e|&)\s|[,;]\s(?!$)|)){{1,20}}"
    r"(?<=[),])(?P<stop>[.,:;]?)\s"
)
_NEVER_NAMES = frozenset(
    ["the", "how", "what", "why", "this", "introduction", "when", "where", "using", "about", "towards", "toward"]
)
_GROUP = lazy_regex(
    r"\s*+(?:and\s|&\s|on behalf of\s|for\s){0,3}(?:the\s)?(?=\S)[^.;,\d]{3,110}\s"
    r"(?:[Gg]roup|[Ii]nvestigators|[Cc]ollaborat(?:ors|ion)|[Cc]onsortium|[Nn]etwork|[Cc]ommittee|[Tt]eam|[Ss]tudy)\."
)


_ROLE = lazy_regex(rf"\s[(\[](?:{ROLES.pattern})[)\]]?(?P<stop>[.,:;]*)", re.IGNORECASE)


# "Lee A, Moen IB. Salt. J Salt. 1998;12:1-9": bare initials, and the volume behind year and semicolon
_VANCOUVER = lazy_regex(
    r"(?:[^\W\d_][\w'’-]*(?:\s[^\W\d_][\w'’-]+){0,3}\s[A-Z]{1,3}(?:\s(?:Jr|Sr|2nd|3rd))?(?:,\s?|(?=\.))){1,60}"
    r"(?:et al)?\."
    r"(?=\s.{0,400}?\d{4}(?:\s[A-Z][a-z]{2}(?:\s\d+)?)?;\s?\d)",
    re.DOTALL,
)


class _Style(Enum):
    """How a list writes its names."""

    FULL = "Frank Jordans, Lara Jakes"
    INITIALS_FIRST = "F. Jordans, L. Jakes"
    SURNAME_FIRST = "Jordans, F., Jakes, L."
    FIRST_INVERTED = "Jordans, Frank, and Lara Jakes"


class _Names(NamedTuple):
    """The words that may belong to a list: all words of the text, and the place of the first that cannot."""

    words: list[Token]
    limit: int


class _End(NamedTuple):
    """Where a list ends: an offset in the text, and whether punctuation ends it there."""

    offset: int
    closed: bool


def authors_end(text: str) -> int:
    """Return the offset in `text` at which the list of names ends that it begins with, 0 if it begins with no name.

    The style of the first name decides what a full stop after initials means: in "Chirkov, V. Introduction to" it ends
    the list, in "O. Ambacher, B. Foutz" it never does.
    """
    text = _ROLE.sub(without_role, text)
    found = tokens(text)
    if not found or not can_be_in_name(found[0].word) or found[0].word.casefold() in _NEVER_NAMES:
        return 0
    if bracketed := _BRACKETED.match(text):
        return bracketed.end("stop")
    if vancouver := _VANCOUVER.match(text):
        return vancouver.end()
    if "." in found[0].stop and is_acronym(found[0].word):
        return found[0].end  # "WHO. World report"
    style = _style(found)
    names = _Names(found, _limit(found, style))
    end = _ENDS[style](names)
    if not end.closed and names.limit + 1 < len(found) and is_et_al(found[names.limit], found[names.limit + 1]):
        return found[names.limit + 1].end
    if end.offset and ";" in text[end.offset - 1 : end.offset] and (group := _GROUP.match(text, end.offset)):
        return group.end()
    return end.offset


def _full_names(names: _Names) -> _End:
    """End a list of full names: at a full stop behind a word, or before the item of one word that begins a title."""
    return _full_names_from(names, 0, 0)


def _full_names_from(names: _Names, start: int, end: int, *, short: bool = False) -> _End:
    """End a list of full names that begins at `start`; with `short`, its items may have one word."""
    first_end = end
    for place in range(start, names.limit):
        token = names.words[place]
        if not token.stop:
            continue
        if is_initial(token.word):
            if DIVIDES.search(token.stop) or is_number(names.words, place + 1):
                end = token.end
            continue
        length = item_length(names.words, place)
        if end and not short and (length == 1 or length > 5) and not is_suffix(token.word):
            forenames = token.stop == "." and end == first_end  # "Del Rey, Lester."
            return _End(token.end if forenames else end, closed=True)
        if ":" in token.stop:
            forename = length == 1 and place > 0 and bool(DIVIDES.search(names.words[place - 1].stop))  # "; Moen, Ida:"
            return _End(token.end if not end or (forename if short else length > 1) else end, closed=True)
        if token.stop == "." and (len(token.word) > 2 or token.word in PARTICLES):
            return _End(token.end, closed=True)
        end = token.end
        first_end = first_end or end
    return _End(end, closed=False)


def _initials_first(names: _Names) -> _End:
    """End a list whose names have their initials first: before the first item without initials."""
    end = 0
    for place in range(names.limit):
        token = names.words[place]
        if not token.stop or (is_initial(token.word) and not re.search("[,;:]", token.stop)):
            continue
        if end and not is_initial(token.word) and not has_initial(names.words, place):
            if token.stop == "." or not initials_follow(names.words, place, names.limit):
                return _End(end, closed=True)
            continue
        if ":" in token.stop or (token.stop == "." and len(token.word) > 2):
            return _End(token.end, closed=True)
        end = token.end
    return _End(end, closed=False)


def _surname_first(names: _Names) -> _End:
    """End a list whose initials follow the surnames: at the first initials that no further name follows."""
    end = 0
    second = names.words[min(1, len(names.words) - 1)].word
    bare = not names.words[0].stop and second not in SUFFIXES  # "Roe D, Lind P": then each item has initials
    for place in range(names.limit):
        token = names.words[place]
        if not token.stop:
            continue
        if ":" in token.stop:
            return _End(token.end if not end or is_initial(token.word) else end, closed=True)
        if is_initial(token.word) and not DIVIDES.search(token.stop):
            if not begins_name(names.words, place) and place + 1 < len(names.words):
                if not goes_on(names.words, place, first=not end or names.words[0].end == end):
                    return _End(token.end, closed=True)
                end = token.end
            continue
        if not is_initial(token.word):
            length = item_length(names.words, place)
            behind = place + 1 == len(names.words) or is_suffix(names.words[place + 1].word)
            before = names.words[place - length].word
            named = is_initial(before) and before not in SUFFIXES
            # "Roe, D., Frozen Lakes.", "Roe, D., Frost, Ice, and the Art of Skating"
            titled = bare or (named and ((length > 1 and "." in token.stop) or ("," in token.stop and not behind)))
            if end and titled and not has_initial(names.words, place):
                return _End(end, closed=True)
            if token.stop == "." and (len(token.word) > 2 or token.word in PARTICLES):
                return _End(token.end, closed=True)
        end = token.end
    return _End(end, closed=False)


def _first_inverted(names: _Names) -> _End:
    """End a list of full names of which the first begins with its surname: "Lee, Ann, and Ida Moen".

    A person ends with the comma, the full stop, the colon or the "and" behind the forenames.
    """
    place = 1
    while place < names.limit:
        token = names.words[place]
        following = names.words[place + 1] if place + 1 < len(names.words) else None
        if ":" in token.stop:
            return _End(token.end, closed=True)
        if DIVIDES.search(token.stop) or (
            following and is_connector(following.word) and not is_initial(following.word)
        ):
            return _full_names_from(names, place + 1, token.end, short=True)
        if "." in token.stop and not (
            is_initial(token.word) and following and is_initial(following.word) and following.stop
        ):
            if not is_capital_surname(names.words, place + 1):
                return _End(token.end, closed=True)
            place += 1
        place += 1
    return _full_names_from(names, 0, 0)


_ENDS: dict[_Style, Callable[[_Names], _End]] = {
    _Style.FULL: _full_names,
    _Style.INITIALS_FIRST: _initials_first,
    _Style.SURNAME_FIRST: _surname_first,
    _Style.FIRST_INVERTED: _first_inverted,
}


def _style(found: list[Token]) -> _Style:
    """Return the style of the first name."""
    if is_initial(found[0].word) and not is_short_surname(found):
        particle = not found[0].stop and is_capital_surname(found, 1)  # "AL RUBAEE, M."
        return _Style.SURNAME_FIRST if particle else _Style.INITIALS_FIRST
    if len(found) < 2:
        return _Style.SURNAME_FIRST
    if "," in found[0].stop:
        inverted = not is_initial(found[1].word) and is_name(found[1].word)
        return _Style.FIRST_INVERTED if inverted else _Style.SURNAME_FIRST
    if not is_initial(found[1].word):
        return _Style.FULL
    third = found[2].word if len(found) > 2 else "the"
    behind = re.search("[,;:]", found[1].stop) or ("." in found[1].stop and third.casefold() in OPENERS)
    surname_first = (
        behind
        or begins_sentence(found, 2)
        or re.fullmatch("[A-ZÀ-Þ]{2,3}", found[1].word)
        or re.match("[А-Я]", found[0].word)
    )
    return _Style.SURNAME_FIRST if surname_first else _Style.FULL


def _limit(found: list[Token], style: _Style) -> int:
    """Return the place of the first word that cannot belong to the list."""
    named = False  # a name ended
    for place, token in enumerate(found):
        following = found[place + 1] if place + 1 < len(found) else None
        if following is not None and is_et_al(token, following):
            return place
        if not can_go_on(token) or (named and _opens_title(token, following, style)):
            return place
        named = named or (bool(token.stop) and (not is_initial(token.word) or bool(DIVIDES.search(token.stop))))
        if ":" in token.stop:
            return place + 1
    return len(found)


def _opens_title(token: Token, following: Token | None, style: _Style) -> bool:
    if token.word in ("A", "La", "Le", "El", "L") and not token.stop:
        inverted = style in (_Style.SURNAME_FIRST, _Style.FIRST_INVERTED)
        surname = following is not None and "," in following.stop and token.word != "A"
        return (inverted and not surname) or following is None or following.word[0].islower()
    return token.word.casefold() in OPENERS

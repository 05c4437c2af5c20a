"""Lists of authors in references: where the list ends, and which names it has."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from typing import NamedTuple


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_PARTICLES = _words(
    """de del della delle di da das do dos du des der den dem van von vom zu zum zur ter ten te la le los las el al bin
    ibn ben af av st st. saint dalla dello san santa"""
)
_ROLES = re.compile(
    r"[(\[]?\b(?:eds?|editors?|hrsg|hg|trans|translators?|dir|coord|orgs?|éds?|comps?|edited by)\b\.?[)\]]?",
    re.IGNORECASE,
)
_AND = _words("and & und et y e i и og och en")
_ET_AL = re.compile(r"(?:,\s*)?(?:and|&)?\s*\b(?:et\s+(?:al\b\.?|coll\b\.?)|and\s+others|u\.\s?a\.)", re.IGNORECASE)
_INITIALS = r"(?:[A-ZÀ-ÞА-Я]\.?[\s-]?){1,4}"
_TOKEN = re.compile(r"\s*(?P<word>(?:[^\W\d_]{1,2}\.-(?=[^\W\d_]))?[^\s,;:.]+)(?P<stop>[,;:.]*)")
_SPLIT_AND = re.compile(r"\s*[,;]?\s+(?:and|&|und|et(?!\s+al)|y|e|и|og|och|en)\s+(?=[^\W\d_])|\s*&\s*", re.IGNORECASE)
_SURNAME_INITIALS = re.compile(rf"[^,;]{{2,40}},\s*{_INITIALS}(?:,?\s*(?:Jr|Sr|II|III)\.?)?(?=\s*(?:,|;|$))")

_OPENERS = _words(
    """the on in of for how what why some towards toward an une les der die das ein eine when where who is are from to
    introduction this new using about l'"""
)
"""Words that begin a title with a capital letter and are never part of a name."""


class Token(NamedTuple):
    """A word with its place and the punctuation behind it."""

    start: int
    end: int
    word: str
    stop: str


def tokens(text: str, limit: int = 160) -> list[Token]:
    """Return the first `limit` words of `text`: no list of authors is longer."""
    found = []
    for match in _TOKEN.finditer(text):
        found.append(Token(match.start("word"), match.end(), match["word"], match["stop"]))
        if len(found) == limit:
            break
    return found


def is_initial(word: str) -> bool:
    """Return whether a word is initials: "J", "J.-P", "JPM", "Ya"."""
    return bool(re.fullmatch(r"(?:[A-ZÀ-ÞА-ЯΑ-Ω][.-]{0,2}){1,3}|Yu|Ya|Ch|Th|Ph|Jr|Sr|II|III", word.strip("()[]")))


def is_name(word: str) -> bool:
    """Return whether a word can be part of a name."""
    bare = word.strip("()[]'’\"")
    if not bare or re.search(r"\d", bare):
        return False
    return bare[0].isupper() or bare.casefold() in _PARTICLES or bare in _AND or bare[:2] in ("d'", "d’", "l'")


def is_connector(word: str) -> bool:
    """Return whether a word joins two names."""
    return word in _AND


class _Style(Enum):
    """How a list writes its names."""

    FULL = "Frank Jordans, Lara Jakes"
    INITIALS_FIRST = "F. Jordans, L. Jakes"
    SURNAME_FIRST = "Jordans, F., Jakes, L."


class _Stop(Enum):
    """What the punctuation behind a word of a list of names means."""

    INSIDE = "the name, or the list, goes on"
    NAME = "a name ends"
    DOUBTFUL_NAME = "a name ends that has no initials among names that have some: it may belong to the title"
    LIST = "the list ends"


def authors_end(text: str) -> int:
    """Return the offset in `text` at which the list of names ends that it begins with, 0 where it begins with no name.

    The style of the first name decides what a full stop after initials means: in "Chirkov, V. Introduction to" it ends
    the list, in "O. Ambacher, B. Foutz" it never does.
    """
    found = tokens(text)
    if not found or not _can_be_in_name(found[0].word):
        return 0
    style = _style(found)
    end = sure_end = 0  # the end of the last name, and of the last before the first doubtful one
    for place, token in enumerate(found):
        following = _after(found, place)
        if following is not None and _is_et_al(token, following):
            return following.end
        if not _can_go_on(token) or (end and _opens_title(token, following, style)):
            break
        if ":" in token.stop:
            return token.end if not end or _colon_follows_name(found, place, style) else end
        stop = _STOPS[style](found, place)
        if stop is _Stop.LIST:
            return sure_end if sure_end and not _has_initial(found, place) else token.end
        if stop is _Stop.DOUBTFUL_NAME:
            sure_end = sure_end or end
        if stop is not _Stop.INSIDE:
            end = token.end
    return sure_end or end


def _stop_of_full_names(found: list[Token], place: int) -> _Stop:
    token = found[place]
    if not token.stop:
        return _Stop.INSIDE
    if is_initial(token.word):
        return _Stop.NAME if re.search("[,;]", token.stop) else _Stop.INSIDE
    return _Stop.LIST if token.stop == "." and len(token.word) > 2 else _Stop.NAME


def _stop_of_initials_first(found: list[Token], place: int) -> _Stop:
    stop = _stop_of_full_names(found, place)
    doubtful = stop is _Stop.NAME and not is_initial(found[place].word) and not _has_initial(found, place)
    return _Stop.DOUBTFUL_NAME if doubtful else stop


def _stop_of_surname_first(found: list[Token], place: int) -> _Stop:
    stop = _stop_of_full_names(found, place)
    following = _after(found, place)
    if stop is not _Stop.INSIDE or not found[place].stop or following is None or _begins_name(found, place):
        return stop
    middle_name = following.stop == "." and len(following.word) > 2 and is_name(following.word)
    goes_on = is_initial(following.word) or is_connector(following.word) or middle_name
    return _Stop.NAME if goes_on else _Stop.LIST


_STOPS: dict[_Style, Callable[[list[Token], int], _Stop]] = {
    _Style.FULL: _stop_of_full_names,
    _Style.INITIALS_FIRST: _stop_of_initials_first,
    _Style.SURNAME_FIRST: _stop_of_surname_first,
}


def _style(found: list[Token]) -> _Style:
    """Return the style of the first name."""
    if is_initial(found[0].word):
        return _Style.INITIALS_FIRST
    if "," in found[0].stop or len(found) < 2:
        return _Style.SURNAME_FIRST
    if not is_initial(found[1].word):
        return _Style.FULL
    third = found[2].word if len(found) > 2 else "the"
    behind = re.search("[,;:]", found[1].stop) or ("." in found[1].stop and third.casefold() in _OPENERS)
    return _Style.SURNAME_FIRST if behind else _Style.INITIALS_FIRST


def _after(found: list[Token], place: int) -> Token | None:
    return found[place + 1] if place + 1 < len(found) else None


def _can_be_in_name(word: str) -> bool:
    return is_name(word) or is_initial(word)


def _can_go_on(token: Token) -> bool:
    """Return whether a list of names can go on with a word: a name, initials, or a role in brackets."""
    in_brackets = token.word.startswith(("(", "["))
    return _can_be_in_name(token.word) and (not in_brackets or bool(_ROLES.match(token.word)))


def _is_et_al(token: Token, following: Token) -> bool:
    return bool(re.match(r"(?:et|and)$", token.word) and re.match(r"(?:al|others|coll)\b", following.word))


def _colon_follows_name(found: list[Token], place: int, style: _Style) -> bool:
    """Return whether the word before a colon is the end of a name, and not of a title with a subtitle."""
    return is_initial(found[place].word) or (style is not _Style.SURNAME_FIRST and _item_length(found, place) > 1)


def _begins_name(found: list[Token], place: int) -> bool:
    """Return whether initials come before their surname, in a list that has them behind it elsewhere."""
    while place and is_initial(found[place - 1].word) and not re.search("[,;]", found[place - 1].stop):
        place -= 1
    if not place or is_connector(found[place - 1].word):
        return True
    previous = found[place - 1]
    if not re.search("[,;]", previous.stop):
        return False
    return is_initial(previous.word) or (
        place > 1 and is_initial(found[place - 2].word) and "," not in found[place - 2].stop
    )


def _item_length(found: list[Token], place: int) -> int:
    """Return the number of words of the item that ends at `place`."""
    start = place
    while start and not re.search("[,;]", found[start - 1].stop) and not is_connector(found[start - 1].word):
        start -= 1
    return place - start + 1


def _has_initial(found: list[Token], place: int) -> bool:
    """Return whether the item that ends at `place` has initials, or follows an "and"."""
    while place >= 0:
        if is_initial(found[place].word) or is_connector(found[place].word):
            return True
        place -= 1
        if place < 0 or "," in found[place].stop or ";" in found[place].stop:
            return False
    return False


def _opens_title(token: Token, following: Token | None, style: _Style) -> bool:
    if token.word in ("A", "La", "Le", "El", "L") and not token.stop:
        return style is _Style.SURNAME_FIRST or following is None or following.word[0].islower()
    return token.word.casefold() in _OPENERS


def split_authors(text: str) -> tuple[str, ...]:
    """Return the names of a list, each once: of "Frank Jordans and Lara Jakes", "Smith, J., & Doe, A." and so on."""
    text = _ROLES.sub(" ", text)
    text = _ET_AL.sub("", text)
    text = re.sub(r"\s+", " ", text).strip(" ,;:-–—")
    text = _last_stop(re.sub(r"(?:(?<=[^\W\d_]{3})|(?<=\)))\.$", "", text))
    if not re.search(r"[^\W\d_]{2}", text) or len(text) > 1500:
        return ()
    names: list[str] = []
    for part in _SPLIT_AND.split(text):
        names += _one_list(part.strip(" ,"))
    return tuple(dict.fromkeys(name for name in names if re.search(r"[^\W\d_]", name)))


def _last_stop(text: str) -> str:
    """Return the list with the full stop behind its last initial only where the other initials have one."""
    last = re.search(r"(?<!\w)[A-ZÀ-ÞА-Я]{1,3}(?P<stop>\.?)$", text)
    if last is None:
        return text
    dotted = re.search(r"(?<!\w)[A-ZÀ-ÞА-Я]\.", text[: last.start()])
    bare = re.search(r"(?<!\w)[A-ZÀ-ÞА-Я]{1,3}(?=[,;\s]|$)", text[: last.start()])
    if last["stop"]:
        return text[:-1] if bare and not dotted else text
    return f"{text}." if dotted and not bare else text


def _one_list(part: str) -> list[str]:
    """Return the names of a list without "and": split at semicolons, or at the commas that do not divide a name."""
    if ";" in part:
        return [name.strip(" ,") for name in part.split(";")]
    inverted = _SURNAME_INITIALS.findall(part)
    if inverted and sum(map(len, inverted)) > 0.8 * len(part.replace(", ", "")):
        return [name.strip(" ,") for name in inverted]
    pieces = [piece.strip() for piece in part.split(",")]
    if len(pieces) == 2 and len(pieces[0].split()) <= 2 and len(pieces[1].split()) <= 2 and " " not in pieces[0]:
        return [", ".join(pieces)]  # Surname, Firstname
    if len(pieces) > 2 and " " not in pieces[0] and all(" " in piece for piece in pieces[2:]):
        return [", ".join(pieces[:2]), *pieces[2:]]  # Surname, First, Other Name
    return pieces

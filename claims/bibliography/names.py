"""The names of a list of authors, and the words that names are made of."""

from __future__ import annotations

import re
from typing import NamedTuple

from claims.patterns import lazy_regex


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


PARTICLES = _words(
    """de del della delle di da das do dos du des der den dem van von vom zu zum zur ter ten te la le los las el al bin
    ibn ben af av st st. saint dalla dello san santa"""
)
ROLES = lazy_regex(
    r"[(\[]?\b(?:eds?|editors?|hrsg|hg|trans|translators?|dir|coord|orgs?|éds?|comps?|edited by)\b\.?[)\]]?",
    re.IGNORECASE,
)
_AND = _words("and & und et y e i и og och en a és ve ja")
_ET_AL = lazy_regex(r"(?:,\s*)?(?:and|&)?\s*\b(?:et\s+(?:al\b\.?|coll\b\.?)|and\s+others|u\.\s?a\.)", re.IGNORECASE)
_INITIALS = r"(?:[A-ZÀ-ÞА-Я]\.?[\s-]?){1,4}"
_TOKEN = lazy_regex(r"\s*(?P<word>(?:[^\W\d_]{1,2}\.-(?=[^\W\d_]))?[^\s,;:.]+)(?P<stop>[,;:.]*)")
_SPLIT_AND = lazy_regex(
    r"(?<!\s)(?:\s*+[,;])?\s++(?:and|&|und|et(?!\s+al)|(?-i:y|e|и|og|och|en|és|ve|ja|a))\s++(?=[^\W\d_])"
    r"|(?<!\s)\s*+&\s*+|&\s*+",
    re.IGNORECASE,
)
_SURNAME_INITIALS = lazy_regex(
    rf"[^,;]{{2,40}}(?<!\s[A-Z])(?<!\s[A-Z]{{2}}),\s*{_INITIALS}(?:,?\s*(?:Jr|Sr|II|III)\.?)?(?=\s*(?:,|;|$))"
)

OPENERS = _words(
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
    for match in _TOKEN.finditer(text.rstrip()):  # a long blank end would be tried from each of its places
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
    return bare[0].isupper() or bare.casefold() in PARTICLES or bare in _AND or bare[:2] in ("d'", "d’", "l'")


def is_connector(word: str) -> bool:
    """Return whether a word joins two names."""
    return word in _AND


def split_authors(text: str) -> tuple[str, ...]:
    """Return the names of a list, each once: of "Frank Jordans and Lara Jakes", "Smith, J., & Doe, A." and so on."""
    text = ROLES.sub(" ", text)
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

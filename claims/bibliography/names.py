"""Names of authors as references list them: where the list ends, and who is in it."""

from __future__ import annotations

import re
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


# Capital words that begin titles and are no names.
_OPENERS = _words(
    """the on in of for how what why some towards toward an une les der die das ein eine when where who is are from to
    introduction this new using about l'"""
)


class Token(NamedTuple):
    """A word with its place and the punctuation behind it."""

    start: int
    end: int
    word: str
    stop: str


def tokens(text: str, limit: int = 160) -> list[Token]:
    """Return the first words of `text`; `limit` bounds how long a list of authors can be."""
    found = []
    for match in _TOKEN.finditer(text):
        found.append(Token(match.start("word"), match.end(), match["word"], match["stop"]))
        if len(found) == limit:
            break
    return found


def is_initial(word: str) -> bool:
    """Tell whether a word is initials: "J", "J.-P", "JPM", "Ya"."""
    return bool(re.fullmatch(r"(?:[A-ZÀ-ÞА-ЯΑ-Ω][.-]{0,2}){1,3}|Yu|Ya|Ch|Th|Ph|Jr|Sr|II|III", word.strip("()[]")))


def is_name(word: str) -> bool:
    """Tell whether a word can be part of a name."""
    bare = word.strip("()[]'’\"")
    if not bare or re.search(r"\d", bare):
        return False
    return bare[0].isupper() or bare.casefold() in _PARTICLES or bare in _AND or bare[:2] in ("d'", "d’", "l'")


def is_connector(word: str) -> bool:
    """Tell whether a word joins two names."""
    return word in _AND


def authors_end(text: str) -> int:
    """Return where the list of names that `text` begins with ends, or 0 where it begins with none.

    The style of the first name decides what a full stop after initials means: in "Chirkov, V. Introduction to" it ends
    the list, in "O. Ambacher, B. Foutz" it never does.
    """
    found = tokens(text)
    if not found or not (is_name(found[0].word) or is_initial(found[0].word)):
        return 0
    style = _style(found)
    best = early = 0
    for place, token in enumerate(found):
        following = found[place + 1] if place + 1 < len(found) else None
        if re.match(r"(?:et|and)$", token.word) and following and re.match(r"(?:al|others|coll)\b", following.word):
            return following.end
        if token.word.startswith(("(", "[")) and not _ROLES.match(token.word):
            break
        if not (is_name(token.word) or is_initial(token.word)) or (best and _opens_title(token, following, style)):
            break
        if not token.stop:
            continue
        if ":" in token.stop:
            named = is_initial(token.word) or not best or (style != "surname first" and _item_length(found, place) > 1)
            return token.end if named else best
        if token.stop == "." and not is_initial(token.word) and len(token.word) > 2:
            return early if early and not _has_initial(found, place) else token.end
        if not is_initial(token.word):
            if style == "initials first" and best and not early and not _has_initial(found, place):
                early = best
            best = token.end
        elif "," in token.stop or ";" in token.stop:
            best = token.end
        elif style == "surname first" and following is not None and not _begins_name(found, place):
            middle = following.stop == "." and len(following.word) > 2 and is_name(following.word)
            if not is_initial(following.word) and not is_connector(following.word) and not middle:
                return token.end
            best = token.end
    return early or best


def _style(found: list[Token]) -> str:
    if is_initial(found[0].word):
        return "initials first"
    if "," in found[0].stop or len(found) < 2:
        return "surname first"
    if not is_initial(found[1].word):
        return "full"
    third = found[2].word if len(found) > 2 else "the"
    behind = re.search("[,;:]", found[1].stop) or ("." in found[1].stop and third.casefold() in _OPENERS)
    return "surname first" if behind else "initials first"


def _begins_name(found: list[Token], place: int) -> bool:
    """Tell whether initials stand before their surname, in a list that has them behind it elsewhere."""
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
    """How many words the item of a list has that ends at `place`."""
    start = place
    while start and not re.search("[,;]", found[start - 1].stop) and not is_connector(found[start - 1].word):
        start -= 1
    return place - start + 1


def _has_initial(found: list[Token], place: int) -> bool:
    """Tell whether the item of a list that ends at `place` has initials, or follows an "and"."""
    while place >= 0:
        if is_initial(found[place].word) or is_connector(found[place].word):
            return True
        place -= 1
        if place < 0 or "," in found[place].stop or ";" in found[place].stop:
            return False
    return False


def _opens_title(token: Token, following: Token | None, style: str) -> bool:
    if token.word in ("A", "La", "Le", "El", "L") and not token.stop:
        return style == "surname first" or following is None or following.word[0].islower()
    return token.word.casefold() in _OPENERS


def split_authors(text: str) -> tuple[str, ...]:
    """Split a list of names: "Frank Jordans and Lara Jakes", "Smith, J., & Doe, A.", "Krezel, A.; Bal, W."."""
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
    """The full stop behind the last initial is the name's if the other initials have one, else the list's."""
    last = re.search(r"(?<!\w)[A-ZÀ-ÞА-Я]{1,3}(?P<stop>\.?)$", text)
    if last is None:
        return text
    dotted = re.search(r"(?<!\w)[A-ZÀ-ÞА-Я]\.", text[: last.start()])
    bare = re.search(r"(?<!\w)[A-ZÀ-ÞА-Я]{1,3}(?=[,;\s]|$)", text[: last.start()])
    if last["stop"]:
        return text[:-1] if bare and not dotted else text
    return f"{text}." if dotted and not bare else text


def _one_list(part: str) -> list[str]:
    """The names of a list without "and": between semicolons, or between the commas that do not divide one name."""
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

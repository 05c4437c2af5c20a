"""The role of a word within a list of names, from the words around it."""

from __future__ import annotations

import re

from claims.bibliography.names import PARTICLES, ROLES, Token, is_connector, is_initial, is_name
from claims.patterns import lazy_regex

DIVIDES = lazy_regex("[,;]")
SUFFIXES = ("Jr", "Sr", "II", "III")


def is_short_surname(found: list[Token]) -> bool:
    """Return whether a first word in capital letters is a surname: "LEE, Anna", "LEE A, MOEN I"."""
    first = found[0]
    follows = "," in first.stop or (
        not first.stop and len(found) > 1 and len(found[1].word) < 3 and is_initial(found[1].word)
    )
    return first.word.isalpha() and len(first.word) > 1 and first.word.isupper() and follows


def begins_sentence(found: list[Token], place: int) -> bool:
    """Return whether the words from `place` read as a title: "Salt mines of the North"."""
    if place + 1 >= len(found) or found[place].stop:
        return False
    word = found[place + 1].word
    return (
        word[0].islower() and word.casefold() not in PARTICLES and not is_connector(word) and word not in ("et", "al")
    )


def goes_on(found: list[Token], place: int, *, first: bool) -> bool:
    """Return whether another name follows the initials at `place`; those of the `first` may have a middle name."""
    following = found[place + 1]
    middle_name = first and following.stop == "." and len(following.word) > 2 and is_name(following.word)
    return is_initial(following.word) or is_connector(following.word) or middle_name


def without_role(match: re.Match[str]) -> str:
    """Return blanks of the length of a role in brackets, with the punctuation behind it before them."""
    return match["stop"] + " " * (len(match.group()) - len(match["stop"]))


def can_be_in_name(word: str) -> bool:
    """Return whether a word is a name or initials."""
    return is_name(word) or is_initial(word)


def can_go_on(token: Token) -> bool:
    """Return whether a list of names can go on with a word: a name, initials, or a role in brackets."""
    in_brackets = token.word.startswith(("(", "["))
    return can_be_in_name(token.word) and (not in_brackets or bool(ROLES.match(token.word)))


def is_et_al(token: Token, following: Token) -> bool:
    """Return whether two words say that there are more authors: "et al", "and others"."""
    return bool(re.match(r"(?:et|and)$", token.word) and re.match(r"(?:al|others|coll)\b", following.word))


def initials_follow(found: list[Token], place: int, limit: int) -> bool:
    """Return whether initials are between `place` and the next full stop behind a word, before `limit`."""
    for token in found[place + 1 : limit]:
        if is_initial(token.word):
            return True
        if token.stop == ".":
            return False
    return False


def is_number(found: list[Token], place: int) -> bool:
    """Return whether the word at `place` begins with a digit."""
    return place < len(found) and found[place].word[:1].isdigit()


def is_acronym(word: str) -> bool:
    """Return whether a word is the short name of a body: "WHO"."""
    return word.isalpha() and word.isupper() and len(word) > 2 and word not in SUFFIXES


def is_suffix(word: str) -> bool:
    """Return whether a word of an item is initials, a suffix ("Jr") or a role ("ed")."""
    return is_initial(word) or bool(ROLES.match(word))


def is_capital_surname(found: list[Token], place: int) -> bool:
    """Return whether a surname in capital letters is at `place`, followed by a comma."""
    return (
        place < len(found) and "," in found[place].stop and len(found[place].word) > 2 and found[place].word.isupper()
    )


def begins_name(found: list[Token], place: int) -> bool:
    """Return whether initials come before their surname, in a list that has them behind it elsewhere."""
    while place and is_initial(found[place - 1].word) and not DIVIDES.search(found[place - 1].stop):
        if not found[place - 1].stop and len(found[place - 1].word) > 2:
            return False  # a short surname: "ROE C."
        place -= 1
    if not place or is_connector(found[place - 1].word):
        return True
    previous = found[place - 1]
    if not DIVIDES.search(previous.stop):
        return False
    before = found[place - 2] if place > 1 else None
    particle = before is not None and before.word.casefold() in PARTICLES and not before.stop  # "AL RUBAEE, M."
    return is_initial(previous.word) or (
        before is not None and not particle and is_initial(before.word) and not DIVIDES.search(before.stop)
    )


def item_length(found: list[Token], place: int) -> int:
    """Return the number of words of the item that ends at `place`."""
    start = place
    while start and not DIVIDES.search(found[start - 1].stop) and not is_connector(found[start - 1].word):
        start -= 1
    return place - start + 1


def has_initial(found: list[Token], place: int) -> bool:
    """Return whether the item that ends at `place` has initials, or an "and" joins it to an item that has some."""
    joined = False
    while place >= 0:
        if is_initial(found[place].word):
            return True
        joined = joined or is_connector(found[place].word)
        place -= 1
        if place < 0 or DIVIDES.search(found[place].stop):
            return joined and place >= 0 and is_connector(found[place + 1].word)
    return False

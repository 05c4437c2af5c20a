"""Mistakes in the values of settings, in words: a wrong type, a value out of range, an address that cannot be used."""

from __future__ import annotations

import typing
from urllib.parse import urlsplit

from citecheck.http.redaction import clean_url
from citecheck.settings.model import Settings
from claims.patterns import lazy_regex
from claims.urls import is_web_address

HELP = "`citecheck init FILE` writes a file with all settings, their types and ranges"
"""What to do next after a mistake in a setting."""

_TYPES = {
    "int": "a whole number",
    "float": "a number",
    "str": "text",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
    "null": "nothing",
}
_BOUNDS = {">=": "at least", ">": "more than", "<=": "at most", "<": "less than"}
_WRONG_TYPE = lazy_regex(r"Expected `(\w+)`, got `(\w+)`")
_OUT_OF_RANGE = lazy_regex(r"Expected `(\w+)` ([<>]=?) (\S+)")
_UNKNOWN_WORD = lazy_regex(r"Invalid enum value (.+)")


def in_words(message: str, name: str) -> str:
    """Return what is wrong with the setting `name` (dotted), in words, after the `message` of msgspec.

    A message of another form is returned as it is.
    """
    if match := _WRONG_TYPE.fullmatch(message):
        wanted, given = (_TYPES.get(type, type) for type in match.groups())
        return f"must be {wanted}, not {given}"
    if match := _OUT_OF_RANGE.fullmatch(message):
        return f"must be {_TYPES.get(match[1], match[1])}, {_BOUNDS[match[2]]} {float(match[3]):,.15g}"
    if match := _UNKNOWN_WORD.fullmatch(message):
        return f"must be one of {', '.join(_choices(name))}, not {match[1]}"
    return message


def _choices(name: str) -> tuple[str, ...]:
    """Return the words that the setting `name` may be."""
    struct: type = Settings
    *sections, key = name.split(".")
    for section in sections:
        struct = typing.get_type_hints(struct)[section]
    return typing.get_args(typing.get_type_hints(struct)[key])


def wrong_address(settings: Settings) -> str:
    """Return what is wrong with the addresses of `settings`, with the name of the setting; empty: nothing."""
    archives = settings.archives
    given = [("web.canary", settings.web.canary), ("archives.wayback", archives.wayback)]
    given += [("archives.timegates", part) for gate in archives.timegates for part in gate.split() or [gate]]
    given += [("recover.wikis", wiki) for wiki in settings.recover.wikis]
    for name, address in given:
        empty = not address and name not in ("archives.timegates", "recover.wikis")
        if not empty and not _has_host(address):
            return f"`{name}`: {address!r} is not an http or https address; write it as https://HOST/"
    for gate in archives.timegates:
        if len(gate.split()) > 2:
            return f'`archives.timegates`: {gate!r} has more than two addresses; write "TIMEGATE" or "TIMEGATE TIMEMAP"'
    return ""


def wrong_opinion(settings: Settings) -> str:
    """Return what is wrong with the second opinion in `settings`, with the name of the setting; empty: nothing."""
    opinion, where = settings.checking.second_opinion, "checking.second_opinion"
    if opinion.url and not _has_host(opinion.url):
        return f"`{where}.url`: {opinion.url[:80]!r} is not an http or https address; write it as https://HOST/v1"
    if opinion.url and clean_url(opinion.url) != opinion.url:
        return f"`{where}.url`: holds a key or a password; name the variable that holds it in `{where}.key_env`"
    if opinion.url and opinion.nli:
        return f"`{where}`: `url` and `nli` exclude each other; name one model"
    if bool(opinion.url) != bool(opinion.model):
        missing = "model" if opinion.url else "url"
        return f"`{where}.{missing}`: is missing; a language model needs an address and a name"
    low, high = opinion.ask_between
    if low > high:
        return f"`{where}.ask_between`: {low:g} is more than {high:g}; write the lower probability first"
    if opinion.max_cost and not (opinion.input_price or opinion.output_price):
        return f"`{where}.max_cost`: needs `input_price` and `output_price`, the prices of a million tokens"
    return ""


def wrong_header(settings: Settings) -> str:
    """Return what is wrong with the words that `settings` send to every server; empty: nothing."""
    for name, value in (("web.user_agent", settings.web.user_agent), ("web.contact", settings.web.contact)):
        if value != value.strip() or not value.isprintable() or max(value, default="") > "\xff":
            return f"`{name}`: {value!r} cannot be sent in a header; write it on one line, in Latin letters"
    return ""


def _has_host(address: str) -> bool:
    try:
        return is_web_address(address) and bool(urlsplit(address).hostname)
    except ValueError:
        return False


__all__ = ["HELP", "in_words", "wrong_address", "wrong_header", "wrong_opinion"]

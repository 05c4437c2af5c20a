"""The calls of functions in Typst, "#name(arguments)[content]": where each ends, its arguments, its contents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from claims.readers.markup.brackets import closing

_NAME = re.compile(r"#(?P<name>[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*){0,5})")
_NAMED = re.compile(r"\s*(?P<name>[a-z][\w-]*)\s*:\s*")
_STRING = re.compile(r'"((?:[^"\\]|\\.){0,4000})"')


class TypstArgument(NamedTuple):
    """An argument: its name ("" for none), and where its value begins and ends."""

    name: str
    start: int
    end: int


class TypstCall(NamedTuple):
    """A call: the name of its function, its arguments, the contents in "[…]" behind them, and where it ends."""

    name: str
    arguments: list[TypstArgument]
    contents: list[tuple[int, int]]
    end: int


def read_call(source: str, start: int, end: int) -> TypstCall | None:
    """Return the call that begins with "#" at `start`; None: there is none."""
    match = _NAME.match(source, start, end)
    if match is None:
        return None
    place = match.end()
    arguments: list[TypstArgument] = []
    if source[place : place + 1] == "(":
        closed = closing(source, place, end)
        if closed < 0:
            return TypstCall(match["name"], [], [], place)
        arguments = list(split_arguments(source, place + 1, closed))
        place = closed + 1
    contents = []
    while place < end and source[place] == "[":
        closed = closing(source, place, end)
        if closed < 0:
            break
        contents.append((place + 1, closed))
        place = closed + 1
    return TypstCall(match["name"], arguments, contents, place)


def split_arguments(source: str, start: int, end: int) -> Iterator[TypstArgument]:
    """Yield the arguments between two brackets; commas within strings and other brackets part nothing."""
    first = place = start
    while place < end:
        sign = source[place]
        if sign == '"' and (string := _STRING.match(source, place, end)) is not None:
            place = string.end()
        elif sign in "([{" and (closed := closing(source, place, end)) > 0:
            place = closed + 1
        elif sign == ",":
            yield from _argument(source, first, place)
            place += 1
            first = place
        else:
            place += 1
    yield from _argument(source, first, end)


def _argument(source: str, start: int, end: int) -> Iterator[TypstArgument]:
    named = _NAMED.match(source, start, end)
    name = named["name"] if named is not None else ""
    start = named.end() if named is not None else start
    words = source[start:end]
    stripped = words.strip()
    if stripped:
        at = start + words.index(stripped[0])
        yield TypstArgument(name, at, at + len(stripped))


def string_in(source: str, argument: TypstArgument) -> str | None:
    """Return the text of an argument that is a string; None: it is something else."""
    match = _STRING.fullmatch(source, argument.start, argument.end)
    return match[1].replace('\\"', '"') if match is not None else None


def end_of_statement(source: str, start: int, end: int) -> int:
    """Return where a statement such as "#set page(…)" ends: at the end of its line, outside of brackets."""
    place = start
    while place < end and source[place] != "\n":
        if source[place] in "([{":
            closed = closing(source, place, end)
            place = closed + 1 if closed > 0 else place + 1
        elif source[place] == '"' and (string := _STRING.match(source, place, end)) is not None:
            place = string.end()
        else:
            place += 1
    return place


__all__ = ["TypstArgument", "TypstCall", "end_of_statement", "read_call", "split_arguments", "string_in"]

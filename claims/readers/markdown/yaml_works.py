"""The works under `references:` in the front matter of a Markdown document: CSL items, written in YAML.

Only what people write there is read: maps, lists, quoted and plain scalars, values in brackets, and texts of several
lines. Anchors, tags and the like are no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from claims.readers.bibliography_files.csl_json import work_of
from claims.readers.bibliography_files.model import Bibliography, Work

_HEAD = re.compile(r"^references[ \t]*:[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r"(?:---|\.\.\.)[ \t]*$")
_PAIR = re.compile(r"(?P<name>[A-Za-z][\w-]*|\"[\w -]+\"|'[\w -]+')[ \t]*:(?:[ \t]+|$)(?P<value>.*)")
_COMMENT = re.compile(r"(?:^|\s)#.*$")
_FLOW = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[\[\]{},:]|[^\[\]{},:\"'\s][^\[\]{},:]*")
_DEEPEST = 12
Line = tuple[int, str, int]
"""The column at which a line begins, its text, and its offset."""


def read_yaml_works(source: str, front: str) -> Bibliography | None:
    """Return the works under `references:` in `front`, the front matter of `source`; None: there are none."""
    base = source.find(front) if front else -1
    head = _HEAD.search(front) if base >= 0 else None
    if head is None:
        return None
    lines: list[Line] = []
    place = base + head.end() + 1
    for text in front[head.end() + 1 :].split("\n"):
        bare = text.lstrip(" ")
        if bare and (text[0] not in " -" or _FENCE.match(text)):
            break
        if bare.strip() and not bare.startswith("#"):
            lines.append((len(text) - len(bare), bare.rstrip(), place))
        place += len(text) + 1
    works: list[Work] = []
    for first, last in _items(lines):
        item, _ = _map(lines, first, last, 0)
        if isinstance(item, Mapping) and item:
            work = work_of(_csl(item), len(works) + 1)
            end = lines[last - 1]
            work.start, work.end = lines[first][2], end[2] + end[0] + len(end[1])
            work.fields.markup = source[work.start : work.end]
            works.append(work)
    return Bibliography(source, works) if works else None


def _items(lines: list[Line]) -> list[tuple[int, int]]:
    """Return the first and the last line of each item of the list."""
    if not lines or not lines[0][1].startswith("-"):
        return []
    starts = [number for number, line in enumerate(lines) if line[0] == lines[0][0] and line[1].startswith("-")]
    return list(zip(starts, [*starts[1:], len(lines)], strict=True))


def _map(lines: list[Line], place: int, end: int, depth: int) -> tuple[Any, int]:
    """Return the value whose first line is `place`, and the line behind it. "- " before it has the width of "
    "its text."""
    indent, text, _ = _undashed(lines[place])
    found: dict[str, Any] = {}
    while place < end and depth < _DEEPEST:
        own, text, _ = _undashed(lines[place]) if not found else lines[place]
        pair = _PAIR.match(text) if own == indent else None
        if pair is None:
            break
        name, value = pair["name"].strip("\"'"), _COMMENT.sub("", pair["value"]).strip()
        place += 1
        below = place
        while below < end and (
            lines[below][0] > indent or (lines[below][0] == indent and lines[below][1].startswith("- "))
        ):
            below += 1
        found[name] = _value(lines, value, place, below, depth)
        place = below
    return found, place


def _undashed(line: Line) -> Line:
    """Return a line without the "- " that begins an item."""
    bare = line[1][1:].lstrip(" ") if line[1].startswith("-") else line[1]
    width = len(line[1]) - len(bare)
    return line[0] + width, bare, line[2] + width


def _value(lines: list[Line], value: str, place: int, below: int, depth: int) -> Any:
    more = [line[1] for line in lines[place:below]]
    if value in ("|", ">", "|-", ">-"):
        return " ".join(more)
    if value[:1] in ("[", "{"):
        tokens = _FLOW.findall(" ".join([value, *more])[:20_000])
        return _flow(tokens, [0], 0)
    if value:
        return _scalar(" ".join([value, *more]))
    if not more:
        return ""
    if more[0].startswith("-"):
        found = []
        for first, last in _items(lines[place:below]):
            item = _undashed(lines[place + first])[1]
            found.append(
                _map(lines, place + first, place + last, depth + 1)[0] if _PAIR.match(item) else _flow_or_scalar(item)
            )
        return found
    return _map(lines, place, below, depth + 1)[0]


def _flow_or_scalar(text: str) -> Any:
    return _flow(_FLOW.findall(text[:20_000]), [0], 0) if text[:1] in ("[", "{") else _scalar(text)


def _flow(tokens: list[str], at: list[int], depth: int) -> Any:
    """Return the value that begins at the token `at[0]`, and go on behind it."""
    if at[0] >= len(tokens) or depth > _DEEPEST:
        return ""
    token = tokens[at[0]]
    at[0] += 1
    if token == "[":
        values = []
        while at[0] < len(tokens) and tokens[at[0]] != "]":
            if tokens[at[0]] in ",:}":
                at[0] += 1
            else:
                values.append(_flow(tokens, at, depth + 1))
        at[0] += 1
        return values
    if token == "{":
        found: dict[str, Any] = {}
        while at[0] < len(tokens) and tokens[at[0]] != "}":
            name = tokens[at[0]]
            at[0] += 1
            if name not in ",:]" and at[0] < len(tokens) and tokens[at[0]] == ":":
                at[0] += 1
                found[_scalar(name)] = _flow(tokens, at, depth + 1)
        at[0] += 1
        return found
    return _scalar(token)


def _scalar(text: str) -> str:
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        return text[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    if len(text) > 1 and text[0] == text[-1] == "'":
        return text[1:-1].replace("''", "'")
    return text


def _csl(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return an item with the dates and names of YAML as CSL-JSON has them."""
    made = dict(item)
    for name in ("issued", "accessed", "original-date"):
        value = made.get(name)
        first = value[0] if isinstance(value, list) and value else value
        if isinstance(first, Mapping) and "year" in first:
            parts = [first[part] for part in ("year", "month", "day") if first.get(part)]
            made[name] = {"date-parts": [parts]}
    for name in ("author", "editor"):
        if isinstance(made.get(name), Mapping):
            made[name] = [made[name]]
    return made


__all__ = ["read_yaml_works"]

"""A BibTeX file in its blocks: entries with their fields as they are written, abbreviations resolved.

`bibtexparser` cuts the file. What it gives up, an entry that is not closed or in which a comma is missing, is read here
as far as it goes, and the entry says so.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ImplicitComment,
    ParsingFailedBlock,
    String,
)
from bibtexparser.splitter import Splitter

logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what is broken is told by `RawEntry.faults`

_HEAD = re.compile(r"@\s*(?P<kind>\w+)\s*[{(]\s*(?P<key>[^\s,={}()\"]*)\s*(?P<comma>,?)")
_EQUALS = re.compile(r"\s*=")
_JOINED = re.compile(r"\s*#\s*")
_DELIMITERS = ("{", '"')
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TOLD = frozenset(("title", "author", "year", "date", "journal", "journaltitle", "booktitle", "doi", "url", "isbn"))
"""Fields of which a second one is told. A second list of keywords harms nobody."""
_FIELD = re.compile(r"(?<![\w-])(?P<name>[A-Za-z][\w+:.-]{0,60})\s*=\s*(?=[\"{\w])")
_LINE_FIELD = re.compile(r"(?:(?<=[,{(\n])|(?<=\}))[ \t]*(?P<name>[A-Za-z][\w+:.-]{0,60})\s*=\s*")
_NAME = re.compile(r"[A-Za-z][\w+:.-]{0,60}")
_BARE = re.compile(r"[^\s\"#%'(),={}]+")
_LONGEST_COMMENT = 200  # characters of a line before an entry
_MOST_VALUE = 200_000  # characters of one value
_SPELLED_OUT = 1_000_000  # characters that abbreviations of a small file may stand for, all uses together
_A_CHARACTER = 10  # more of them for each character of the file: an abbreviation of 10 stands for a journal of 100


@dataclass(slots=True)
class RawEntry:
    """An entry: its type and the names of its fields in lower case, the values as LaTeX without their delimiters."""

    kind: str
    key: str
    fields: dict[str, str]
    start: int
    end: int
    faults: list[str] = field(default_factory=list)


class Abbreviations:
    """The abbreviations of a file (`@string`), and the months. They may stand for so many characters and no more."""

    def __init__(self, size: int) -> None:
        """`size` is that of the file in characters."""
        self._words = {month: month.capitalize() for month in _MONTHS}
        self._left = _SPELLED_OUT + _A_CHARACTER * size
        self.is_full = False

    def define(self, name: str, words: str) -> None:
        """Let `name` stand for `words`."""
        self._words[name.strip().lower()] = words

    def find(self, name: str) -> str:
        """Return what `name` stands for; the name itself if it is none, or if there is no room for more."""
        words = self._words.get(name.lower(), name)
        if len(words) > self._left:
            self.is_full = True
            return name
        self._left -= len(words)
        return words


def read_blocks(source: str) -> Iterator[RawEntry]:
    """Yield the entries of `source` in order, with the abbreviations that stand before them."""
    strings = Abbreviations(len(source))
    blocks = list(_placed(source))
    for number, (block, start) in enumerate(blocks):
        if isinstance(block, String):
            strings.define(block.key, _value(block.value, strings)[0][:_MOST_VALUE])
        elif isinstance(block, Entry):
            entry = RawEntry(block.entry_type.lower(), block.key.strip(), {}, start, start + len(block.raw or ""))
            strings.is_full = False
            for one in block.fields:
                _add(entry, one.key, one.value, strings)
            if strings.is_full:
                entry.faults.append("its abbreviations stand for more than is read")
            yield entry
        elif isinstance(block, ParsingFailedBlock):
            end = blocks[number + 1][1] if number + 1 < len(blocks) else len(source)
            if broken := _broken(source[start:end], start, strings):
                yield broken


def _placed(source: str) -> Iterator[tuple[Block, int]]:
    """Yield the blocks of `source` with the offsets at which they begin, without what stands between them."""
    place = 0
    for block in Splitter(source).split().blocks:
        if isinstance(block, ImplicitComment) or not block.raw:
            continue
        start = source.index(block.raw, place)
        place = start + len(block.raw)
        sound: Block | None = block
        while isinstance(sound, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
            sound = sound.ignore_error_block
        if isinstance(sound, ParsingFailedBlock):
            place = start + 1  # what was given up may hold the beginning of the next block
        if sound is not None and not _is_commented(source, start):
            yield sound, start


def _is_commented(source: str, start: int) -> bool:
    """Return whether a "%" begins the line of the block at `start`, by which people take an entry out."""
    before = source[max(0, start - _LONGEST_COMMENT) : start]
    return before[before.rfind("\n") + 1 :].lstrip().startswith("%")


def _add(entry: RawEntry, name: str, raw: str, strings: Abbreviations) -> None:
    """Add a field, and those that follow its value without a comma."""
    while True:
        name = name.strip().lower()
        value, rest = _value(raw, strings)
        following = _FIELD.match(rest)
        if _NAME.fullmatch(name):  # else a field that is commented out
            if following is None and rest.strip("{}(), \t\n") and raw.lstrip()[:1] in _DELIMITERS:
                value = raw.strip()[1:].rstrip('"}')
                entry.faults.append(f"the value of its field {name} does not end where its delimiters do")
            _set(entry, name, value)
            if following is not None:
                entry.faults.append(f"a comma is missing before its field {following['name']}")
        if following is None:
            return
        name, raw = following["name"], rest[following.end() :]


def _set(entry: RawEntry, name: str, value: str) -> None:
    if name not in entry.fields:
        entry.fields[name] = value
    elif entry.fields[name] != value and name in _TOLD:
        entry.faults.append(f"it has the field {name} twice, of which the first counts")


def _value(raw: str, strings: Abbreviations) -> tuple[str, str]:
    """Return a value, pieces joined by "#", and what follows it."""
    pieces: list[str] = []
    place = 0
    raw = raw[:_MOST_VALUE].strip()
    while place < len(raw):
        sign = raw[place]
        if sign in _DELIMITERS:
            end = _closing(raw, place)
            pieces.append(raw[place + 1 : end] if end < len(raw) else raw[place + 1 :].rstrip(", \t\n"))
            place = end + 1
        elif bare := _BARE.match(raw, place):
            pieces.append(strings.find(bare[0]))
            place = bare.end()
        else:
            break
        joined = _JOINED.match(raw, place)
        if joined is None:
            break
        place = joined.end()
    return "".join(pieces), raw[place:].lstrip()


def _closing(text: str, start: int) -> int:
    """Return the offset of the delimiter that closes the one at `start`; the end of the text if none does."""
    depth = 0
    quoted = text[start] == '"'
    place = start + 1
    while place < len(text):
        sign = text[place]
        if sign == "\\":
            place += 1
        elif sign == "{":
            depth += 1
        elif sign == "}":
            if depth == 0 and not quoted:
                return place
            depth = max(0, depth - 1)
        elif sign == '"' and quoted and depth == 0:
            return place
        place += 1
    return len(text)


def _broken(raw: str, start: int, strings: Abbreviations) -> RawEntry | None:
    """Read an entry that is not closed, or that has no key: each line that begins with "name =" is a field."""
    head = _HEAD.match(raw)
    if head is None or head["kind"].lower() in ("string", "comment", "preamble"):
        return None
    entry = RawEntry(head["kind"].lower(), head["key"], {}, start, start + len(raw.rstrip()))
    body = head.end()
    if _EQUALS.match(raw, body):  # the first field stands where the key should
        entry.key, body = "", head.start("key")
    if not entry.key:
        entry.faults.append("it has no key")
    elif head["comma"]:
        entry.faults.append("it is not closed, or its delimiters do not match")
    else:
        entry.faults.append("the comma behind its key is missing")
    lines = "\n" + raw[body:]
    fields = list(_LINE_FIELD.finditer(lines))
    for mark, following in zip_longest(fields, fields[1:]):
        _add(entry, mark["name"], lines[mark.end() : following.start() if following else len(lines)], strings)
    return entry


__all__ = ["RawEntry", "read_blocks"]

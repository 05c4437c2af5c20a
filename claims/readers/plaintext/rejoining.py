"""Rejoin what printing parted: words broken at the end of a line, paragraphs broken by a page, quoted lines of mail.

The reader sees "boiler" where a line ends with "boi-", goes on behind the head of the next page, and reads past the
">" before each line. What it takes out is no part of a claim; the places of all other characters are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claims.patterns import lazy_regex
from claims.readers.plaintext.entries import entry_of
from claims.readers.plaintext.lines import Line, split_lines
from claims.readers.plaintext.pages import PrintedPages
from claims.readers.plaintext.wrapping import is_ended
from claims.source_map import TextEdit

_SOFT = lazy_regex("\u00ad+(?:\\n[ \\t]*(?P<rest>[^\\W\\d_]\\S*)[ \\t]?)?")
_HARD = lazy_regex(r"(?<![^\W_])(?P<first>[^\W\d_]{2,30})-\n[ \t]*(?P<rest>[^\W\d_A-ZÀ-Þ][^\W\d_]\S*)[ \t]?")
_KEPT_WORDS = """
all anti cross double ex far first five four full half hard high ill in ice left long low mid multi near non off on one
open part post pre quasi re right second self semi short single six so sub super third three two twenty thirty forty
fifty sixty seventy eighty ninety ultra vice well wide year
"""
_KEPT = frozenset(_KEPT_WORDS.split())  # first parts of words that are written with a hyphen
_HYPHENATED = lazy_regex(r"(?<!\w)[^\W\d_]{2,30}-[^\W\d_]{2,30}")
_QUOTED = lazy_regex(r"(?P<marks>>(?:[ \t]?>){0,9})(?P<space>[ \t]?)")
_LISTED = lazy_regex(r"[\[(]?\d{1,3}[\]).]:?\s+\S|[^\W\d_ ]{4,20}(?: [^\W\d_ ]{2,20}){0,3}:?$")  # an entry, a heading
_FURNISHED = lazy_regex(r"\f|\[page \w{1,5}\]", re.IGNORECASE)


def rejoining_edits(text: str) -> list[TextEdit]:
    """Return the edits that rejoin `text`; its page breaks are form feeds."""
    edits = [*_soft_hyphens(text)] if "\u00ad" in text else []
    if "-\n" in text:
        edits += _hard_hyphens(text)
    if _FURNISHED.search(text):
        edits += _broken_by_pages(text)
    if "\n>" in text:
        edits += _quoting(text)
    return edits


def _soft_hyphens(text: str) -> Iterator[TextEdit]:
    for match in _SOFT.finditer(text):
        yield from _rejoined(match, "")


def _hard_hyphens(text: str) -> Iterator[TextEdit]:
    """Yield edits for hyphens at the ends of lines, which stay where the word is written with one."""
    written = {match.group().casefold() for match in _HYPHENATED.finditer(text)}
    for match in _HARD.finditer(text):
        first = match["first"]
        rest = re.match(r"[^\W\d_]+", match["rest"])
        whole = f"{first}-{rest.group() if rest else ''}".casefold()
        yield from _rejoined(match, "-" if first.casefold() in _KEPT or whole in written else "", match.end("first"))


def _rejoined(match: re.Match[str], hyphen: str, start: int | None = None) -> Iterator[TextEdit]:
    """Yield the edits that put the rest of a word on the line of its beginning."""
    start = match.start() if start is None else start
    if match["rest"] is None:
        yield TextEdit(start, match.end(), hyphen)
        return
    yield TextEdit(start, match.start("rest"), hyphen)
    yield TextEdit(match.end("rest"), match.end(), "\n")


def _broken_by_pages(text: str) -> Iterator[TextEdit]:
    """Yield edits that take out what is printed between two parts of a paragraph."""
    plain = text.replace("\f", "\n")
    lines = split_lines(plain)
    feeds = [match.start() for match in re.finditer("\f", text)]
    pages = PrintedPages(lines, feeds)
    done = seen = -1
    for end in pages.ends:
        if end <= seen:
            continue  # between the same two lines as the end before
        above, below = end - 1, end
        while above >= 0 and (not lines[above].text or above in pages.printed):
            above -= 1
        while below < len(lines) and (not lines[below].text or below in pages.printed):
            below += 1
        seen = below
        if above <= done or below >= len(lines) or above < 0:
            continue
        done = above
        if _runs_over(lines[above], lines[below]) and below > above + 1:
            start = lines[below].start - lines[below].indent
            yield TextEdit(lines[above].end, start, "\n")


def _runs_over(above: Line, below: Line) -> bool:
    """Return whether a paragraph goes on behind a break of pages."""
    if is_ended(above.text) or below.bullet or entry_of(below) is not None or entry_of(above) is not None:
        return False
    return below.text[:1].islower() and len(above.text.split()) > 2


def _quoting(text: str) -> Iterator[TextEdit]:
    """Yield edits that take the signs of quoted mail from every line but the first of a paragraph."""
    before = ""  # the signs of the line above; "" where it is empty or not quoted
    above = ""  # the line above where it is not quoted
    for line in split_lines(text):
        match = _QUOTED.match(line.text)
        marks = "".join(match["marks"].split()) if match else ""
        above, unquoted = line.text if match is None else "", above
        if match is None or line.text.startswith(">>>"):
            before = ""
        elif match.end() == len(line.text):
            yield TextEdit(line.start, line.end, "")
            before = ""
        elif marks == before:
            yield TextEdit(line.start, line.start + match.end(), "")
        else:
            if before or unquoted.endswith(":"):
                yield TextEdit(line.start - line.indent, line.start - line.indent, "\n")
            if _LISTED.match(line.text, match.end()):
                yield TextEdit(line.start, line.start + match.end(), "")
            before = marks


def page_breaks(text: str, edits: Sequence[TextEdit]) -> list[int]:
    """Return the offsets of the form feeds of `text` after `edits`."""
    feeds: list[int] = []
    moved = 0
    waiting = sorted(edits, reverse=True)
    done = 0
    for match in re.finditer("\f", text):
        while waiting and waiting[-1].start <= match.start():
            edit = waiting.pop()
            if edit.start >= done:
                moved += len(edit.new) - (edit.end - edit.start)
                done = edit.end
        if match.start() >= done:
            feeds.append(match.start() + moved)
    return feeds


__all__ = ["page_breaks", "rejoining_edits"]

"""The addresses of a file as it writes them: where each stands, what it means, and how another is written there."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from citecheck.fixing.hidden import hidden_stretches
from claims.model import DocumentFormat, Span
from claims.patterns import lazy_regex
from claims.urls import find_urls, strip_tracking

_WIKI = lazy_regex(r"(?i:https?|ftp)://[^\s\[\]<>\"{}|\x00-\x1f]+")
_MARKED_DOWN = lazy_regex(r"(?i:https?|ftp)://(?:\\[!-/:-@\[-`{-~]|[^\s<>\"`|\\])+")
_PRINTED = lazy_regex(r"(?i:https?|ftp)://(?:\\[_%#&~{}$]|[^\s{}\"\\<>])+")
_IN_RST = lazy_regex(r"(?i:https?|ftp)://(?:\\.|[^\s<>`\"\\])+")
_SHOWN = lazy_regex(r"(?i:https?|ftp)://[^\s<>\"]+")
_ANY_TAG = lazy_regex(r"<(?P<name>[A-Za-z][\w-]*)(?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*')*+>|</[^<>]*>")
_HREF = lazy_regex(r"\shref\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'>]+))", re.IGNORECASE)
_ESCAPE = lazy_regex(r"\\([!-/:-@\[-`{-~])")
_OPEN = {")": "(", "]": "["}


class Spot(NamedTuple):
    """An address as a file writes it at `start` to `end`. `is_target`: a link leads there, and shows other words."""

    start: int
    end: int
    is_target: bool


class AddressIndex:
    """The addresses of a file, found by what they mean."""

    def __init__(self, text: str, format: DocumentFormat) -> None:
        """`text` is that of the file, in `format`. Comments, code and the like have none."""
        self._text, self._format = text, format
        self.hidden = hidden_stretches(text, format)
        self._hidden_starts = [span.start for span in self.hidden]
        self._spots: dict[str, list[Spot]] = defaultdict(list)
        self._starts: list[int] = []
        for spot, url in self._found():
            self._spots[url].append(spot)
            if not self._starts or self._starts[-1] != spot.start:
                self._starts.append(spot.start)

    def of(self, url: str, within: Span | None = None) -> list[Spot]:
        """Return the places of `url` in their order; with `within`, those in that range."""
        spots = self._spots.get(url, [])
        if within is None:
            return spots
        first = bisect_left(spots, within.start, key=lambda spot: spot.start)
        found = []
        for spot in spots[first:]:
            if spot.end > within.end:
                break
            found.append(spot)
        return found

    def count(self, within: Span) -> int:
        """Return how many addresses stand in the range `within`."""
        return bisect_left(self._starts, within.end) - bisect_left(self._starts, within.start)

    def next_after(self, offset: int) -> int | None:
        """Return where the next address begins from `offset` on; None: there is none."""
        place = bisect_left(self._starts, offset)
        return self._starts[place] if place < len(self._starts) else None

    def is_hidden(self, offset: int) -> bool:
        """Return whether the place `offset` is in a comment, in code or the like."""
        place = bisect_left(self._hidden_starts, offset + 1) - 1
        return place >= 0 and self.hidden[place].end > offset

    def written(self, url: str, spot: Spot) -> str:
        """Return `url` as it is to be written in place of the address at `spot`."""
        return written(url, self._format, like=self._text[spot.start : spot.end], is_target=spot.is_target)

    def _found(self) -> Iterator[tuple[Spot, str]]:
        """Yield each address with what it means: as it is written, and without the punctuation that follows it."""
        means = _MEANING.get(self._format, str)
        for raw in _FINDERS.get(self._format, _printed)(self._text):
            if self.is_hidden(raw.start):
                continue
            token = self._text[raw.start : raw.end]
            forms = {means(token): raw.end}
            short = next(iter(find_urls(token)), None)
            if short is not None and short.span.start == 0 and not raw.is_target:
                forms.setdefault(means(token[: short.span.end]), raw.start + short.span.end)
            for url, end in list(forms.items()):
                forms.setdefault(strip_tracking(url), end)
            for url, end in forms.items():
                yield Spot(raw.start, end, raw.is_target), url


def written(url: str, format: DocumentFormat, *, like: str = "", is_target: bool = False) -> str:
    """Return `url` as a document in `format` writes it, escaped `like` the address that stands there now.

    `is_target`: it is the target of a link that shows other words.
    """
    if format is DocumentFormat.HTML:
        return html.escape(url, quote=True)
    if format is DocumentFormat.WIKITEXT:
        return _percent(url, "|{}[]<>\"'") if "''" in url else _percent(url, '|{}[]<>"')
    if format is DocumentFormat.MARKDOWN:
        return _percent(url, "()<>|`\\ ") if is_target or "(" in url else _percent(url, "<>|`\\")
    if format in (DocumentFormat.LATEX, DocumentFormat.BIBTEX):
        escaped = {found[1] for found in re.finditer(r"\\([_%#&~$])", like)}
        if format is DocumentFormat.LATEX:
            escaped |= {"%", "#"}  # within the argument of another command they would end the line
        return "".join(f"\\{sign}" if sign in escaped else sign for sign in _percent(url, "{}\\^"))
    if format is DocumentFormat.RST:
        end = "\\_" if url.endswith("_") else ""
        return f"{url[:-1]}{end}" if end else _percent(url, "<>`")
    return url


def _percent(url: str, signs: str) -> str:
    return "".join(f"%{ord(sign):02X}" if sign in signs else sign for sign in url)


def _wiki(text: str) -> Iterator[Spot]:
    for match in _WIKI.finditer(text):
        end = match.end()
        if (quotes := text.find("''", match.start(), end)) >= 0:
            end = quotes
        is_target = text[match.start() - 1 : match.start()] == "[" and text[end : end + 1] not in ("", "]")
        yield Spot(match.start(), end, is_target)


def _marked_down(text: str) -> Iterator[Spot]:
    at = 0
    while (match := _MARKED_DOWN.search(text, at)) is not None:
        before = text[max(match.start() - 3, 0) : match.start()]
        end = at = _balanced_end(text, match.start(), match.end())
        is_target = before.endswith(("](", "](<", "='", '="')) or bool(
            _DEFINES.search(text, *_line(text, match.start()))
        )
        yield Spot(match.start(), end, is_target)


_DEFINES = lazy_regex(r"\[[^\]\n]+\]:\s*<?$")


def _line(text: str, at: int) -> tuple[int, int]:
    """Return the beginning of the line of a place, but at most 200 characters before it, and the place itself."""
    return max(text.rfind("\n", 0, at) + 1, at - 200), at


def _balanced_end(text: str, start: int, end: int) -> int:
    """Return where an address ends: before a bracket that it did not open."""
    opened = {"(": 0, "[": 0}
    at = start
    while at < end:
        sign = text[at]
        if sign == "\\":
            at += 2
            continue
        if sign in opened:
            opened[sign] += 1
        elif sign in _OPEN:
            if not opened[_OPEN[sign]]:
                return at
            opened[_OPEN[sign]] -= 1
        at += 1
    return end


def _hypertext(text: str) -> Iterator[Spot]:
    at = 0
    for tag in _ANY_TAG.finditer(text):
        for shown in _SHOWN.finditer(text, at, tag.start()):
            yield Spot(shown.start(), shown.end(), is_target=False)
        at = tag.end()
        if (tag["name"] or "").lower() != "a":
            continue
        href = _HREF.search(text, tag.start(), tag.end())
        if href is not None:
            group = href.lastgroup or "bare"
            start, end = href.span(group)
            space = len(text[start:end]) - len(text[start:end].lstrip())
            yield Spot(start + space, start + len(text[start:end].rstrip()), is_target=True)
    for shown in _SHOWN.finditer(text, at):
        yield Spot(shown.start(), shown.end(), is_target=False)


def _printed(text: str) -> Iterator[Spot]:
    for match in _PRINTED.finditer(text):
        yield Spot(match.start(), match.end(), text[max(match.start() - 6, 0) : match.start()] == "\\href{")


def _in_rst(text: str) -> Iterator[Spot]:
    for match in _IN_RST.finditer(text):
        is_target = text[match.start() - 1 : match.start()] == "<" or bool(
            _RST_TARGET.search(text, *_line(text, match.start()))
        )
        yield Spot(match.start(), match.end(), is_target)


_RST_TARGET = lazy_regex(r"\.\. _[^\n]*:\s*$|__\s+$")


def _unescaped(token: str) -> str:
    return _ESCAPE.sub(r"\1", token)


_FINDERS: Mapping[DocumentFormat, Callable[[str], Iterator[Spot]]] = {
    DocumentFormat.WIKITEXT: _wiki,
    DocumentFormat.MARKDOWN: _marked_down,
    DocumentFormat.HTML: _hypertext,
    DocumentFormat.RST: _in_rst,
    DocumentFormat.LATEX: _printed,
    DocumentFormat.BIBTEX: _printed,
}
_MEANING: Mapping[DocumentFormat, Callable[[str], str]] = {
    DocumentFormat.WIKITEXT: html.unescape,
    DocumentFormat.MARKDOWN: lambda token: html.unescape(_unescaped(token)),
    DocumentFormat.HTML: html.unescape,
    DocumentFormat.RST: _unescaped,
    DocumentFormat.LATEX: _unescaped,
    DocumentFormat.BIBTEX: _unescaped,
}

__all__ = ["AddressIndex", "Spot", "written"]

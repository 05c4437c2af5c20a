"""Join the pages of a book to one page: its names become unique, and its links lead to places in it."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape
from urllib.parse import unquote

from claims.model import Origins, SourceRange, Span
from claims.source_map import EditedText, LineIndex, TextEdit

_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_BODY_END = re.compile(r"</body\s*>", re.IGNORECASE)
_HEAD_END = re.compile(r"</head\s*>|<html\b[^>]*>|<!doctype[^>]*>|<\?xml[^>]*>", re.IGNORECASE)
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<name>[A-Za-z][\w:.-]{0,40})(?P<attributes>(?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+')*+)>",
    re.DOTALL,
)
_NAMING = re.compile(
    r"(?<![\w:.-])(?P<what>id|name|href|xml:id)\s*=\s*(?P<quote>[\"'])(?P<value>[^\"']*)(?P=quote)", re.IGNORECASE
)
_VOID = frozenset(
    {*("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")}
)
_OUTSIDE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


class JoinedPages:
    """The pages of a book as one page of HTML, `text`, with the way back to each of them."""

    def __init__(self, pages: Mapping[str, str], *, title: str, language: str | None) -> None:
        self._names = list(pages)
        self._sources = list(pages.values())
        self._bases: list[int] = []
        edits: list[TextEdit] = []
        at = 0
        spans: list[tuple[int, int]] = []
        for source in self._sources:
            self._bases.append(at)
            spans.append(_inside(source))
            at += len(source) + 1
        names = _Names(pages, spans)
        opened = f'<!doctype html><html lang="{language or ""}"><head><title>{escape(title)}</title></head><body>'
        for number, (source, base, (start, end)) in enumerate(zip(self._sources, self._bases, spans, strict=True)):
            before = opened if number == 0 else ""
            edits.append(TextEdit(base, base + start, f'{before}<section id="{names.of_page(number)}">'))
            edits += (
                TextEdit(base + edit.start, base + edit.end, edit.new)
                for edit in _edits(source, start, end, number, names)
            )
            last = number == len(spans) - 1
            edits.append(
                TextEdit(base + end, base + len(source) + (not last), f"</section>{'</body></html>' if last else ''}")
            )
        self._edited = EditedText(
            "\n".join(self._sources), [edit for edit in edits if edit.end > edit.start or edit.new]
        )
        self._lines: dict[int, LineIndex] = {}
        self._starts: list[int] | None = None

    @property
    def text(self) -> str:
        """The pages as one."""
        return self._edited.text

    def back(self, place: SourceRange) -> SourceRange:
        """Return the file, the lines and the columns in it, of a place in the joined page."""
        if self._starts is None:
            self._starts = [0, *(match.end() for match in re.finditer("\n", self.text))]
        start = self._starts[place.line - 1] + place.column - 1
        end = self._starts[place.end_line - 1] + place.end_column - 1
        first, last = self._edited.source_range(start, max(end, start + 1))
        number = max(bisect_right(self._bases, first) - 1, 0)
        base, source = self._bases[number], self._sources[number]
        lines = self._lines.setdefault(number, LineIndex(source))
        last = min(max(last, first), base + len(source))
        return SourceRange(*lines.place(first - base), *lines.place(last - base), file=self._names[number])


class BookOrigins:
    """Origins of a book that was read as one joined page, whose own are `inner`."""

    def __init__(self, inner: Origins, joined: JoinedPages) -> None:
        self._inner = inner
        self._joined = joined

    def locate(self, span: Span) -> SourceRange | None:
        """Return the place of `span` in a file of the book; None if it has no place there."""
        place = self._inner.locate(span)
        return None if place is None else self._joined.back(place)


class _Names:
    """The ids of all pages: those that several pages have get the number of their page."""

    def __init__(self, pages: Mapping[str, str], spans: list[tuple[int, int]]) -> None:
        self._paths = list(pages)
        self._numbers = {path: number for number, path in enumerate(self._paths)}
        counts: Counter[str] = Counter()
        for source, (start, end) in zip(pages.values(), spans, strict=True):
            counts.update({name for what, name, *_ in _attributes(source, start, end) if what != "href"})
        self._several = {name for name, count in counts.items() if count > 1}

    def of_page(self, number: int) -> str:
        """Return the id of a page."""
        return f"page-of-book-{number + 1}"

    def own(self, name: str, number: int) -> str:
        """Return what an id of the page `number` becomes."""
        return f"{name}-{number + 1}" if name in self._several else name

    def link(self, href: str, number: int) -> str | None:
        """Return what a link of the page `number` becomes; None: it stays."""
        if _OUTSIDE.match(href):
            return None
        path, _, fragment = href.partition("#")
        target = number
        if path:
            folder = posixpath.dirname(self._paths[number])
            found = self._numbers.get(posixpath.normpath(posixpath.join(folder, unquote(path))))
            if found is None:
                return None
            target = found
        return f"#{self.own(unquote(fragment), target)}" if fragment else f"#{self.of_page(target)}"


def _inside(source: str) -> tuple[int, int]:
    """Return where the body of a page begins and ends."""
    opened = _BODY.search(source)
    if opened is None:
        heads = [match.end() for match in _HEAD_END.finditer(source)]
        return (max(heads), len(source)) if heads else (0, len(source))
    ends = [match.start() for match in _BODY_END.finditer(source, opened.end())]
    return opened.end(), ends[-1] if ends else len(source)


def _attributes(source: str, start: int, end: int) -> Iterator[tuple[str, str, int, int]]:
    """Yield the ids and links of a page: what each is, its value, and where the value stands."""
    for tag in _TAG.finditer(source, start, end):
        if tag["name"]:
            for match in _NAMING.finditer(source, tag.start("attributes"), tag.end("attributes")):
                yield match["what"].lower(), match["value"], match.start("value"), match.end("value")


def _edits(source: str, start: int, end: int, number: int, names: _Names) -> Iterator[TextEdit]:
    for what, value, first, last in _attributes(source, start, end):
        new = names.link(value, number) if what == "href" else names.own(value, number)
        if new is not None and new != value and first < last:
            yield TextEdit(first, last, escape(new, quote=True))
    for tag in _TAG.finditer(source, start, end):  # in HTML, "<a/>" would not end
        if tag["name"] and tag["attributes"].endswith("/") and tag["name"].lower() not in _VOID:
            yield TextEdit(tag.end() - 2, tag.end(), f"></{tag['name']}>")


__all__ = ["BookOrigins", "JoinedPages"]

"""Write a planned tree to a composition: the visible text block by block, then the entries."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from claims.htmltext import SKIP, HtmlText, Skip, html_text
from claims.model import BlockKind
from claims.readers.composing import Composer, Composition
from claims.readers.fields import Fields
from claims.readers.html.entries import fields_of
from claims.readers.html.grid import Grid
from claims.readers.html.kinds import Kinds
from claims.readers.html.locating import Traced
from claims.readers.html.naming import number_of
from claims.readers.html.plan import EntryPlan, Plan, classes_of, is_navigation
from claims.readers.html.raised import raised_number
from claims.urls import canonical_key

_QUOTING = frozenset({"blockquote", "q"})
_WEB = re.compile(r"\s*https?://\S+\s*$", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[,;–—‐‑‒―−〜～-]?\s*|\s(?:to|through|bis|à)\s")
_HEAD_NUMBER = re.compile(r"\s*(?:[\[(]?(?P<label>[^\s\[\]().:]{1,12})[\])]?[.):]?\s|\[\s?\]\s?|[.:)\]]\s|\^\s)")

_NOT_THE_TEXT = frozenset({BlockKind.NAVIGATION, BlockKind.HATNOTE})


@dataclass(slots=True)
class _Watch:
    """Takes part in the walk: leaves out what the plan leaves out, and notes where marks and notes are."""

    plan: Plan
    within: etree._Element | None = None  # an entry, whose own head is not dropped
    found: list[tuple[int, int, etree._Element]] = field(default_factory=list)
    links: list[tuple[int, int, str, str]] = field(default_factory=list)  # where they begin and end, address, title
    quoted: list[tuple[int, int, str]] = field(default_factory=list)  # quotations that say where they are from
    outside: list[etree._Element] = field(default_factory=list)  # open elements with the navigation of a site
    raised: list[tuple[int, int, etree._Element]] = field(default_factory=list)  # numbers in raised letters

    def enter(self, element: etree._Element) -> Skip | str | None:
        answer = self._answer(element)
        if answer is None and is_navigation(element):
            self.outside.append(element)
        return answer

    def _answer(self, element: etree._Element) -> Skip | str | None:
        if element in self.plan.marks:
            mark = self.plan.marks[element]
            return f"[{', '.join(mark.labels)}]" if mark.labels[0] else SKIP
        if element in self.plan.pages:
            return f":{self.plan.pages[element]}"
        if element in self.plan.editorial:
            return self.plan.editorial[element]
        if element in self.plan.shown:
            return self.plan.shown[element]
        if element in self.plan.skipped and element is not self.within:
            return SKIP
        return self._raised(element)

    def _leads_away(self, link: etree._Element) -> bool:
        """Return whether a link leads to another page that is no other article of the same wiki."""
        return bool(link.get("href")) and (not self.plan.of_wiki or "external" in classes_of(link))

    def _raised(self, element: etree._Element) -> str | None:
        words = raised_number(element)
        return None if words is None or any(one in self.plan.marks for one in element.iter()) else words

    def leave(self, element: etree._Element, start: int, end: int) -> None:
        if self.outside and self.outside[-1] is element:
            self.outside.pop()
        if element.tag == "a" and self._leads_away(element) and not self.outside and element not in self.plan.marks:
            self.links.append((start, end, element.get("href") or "", element.get("title") or ""))
        if element.tag in _QUOTING and _WEB.match(element.get("cite") or "") and not self.outside:
            self.quoted.append((start, end, (element.get("cite") or "").strip()))
        if start < end and (element in self.plan.marks or element in self.plan.pages or element in self.plan.editorial):
            self.found.append((start, end, element))
        elif start < end and self._raised(element) is not None:
            self.raised.append((start, end, element))


@dataclass(slots=True)
class Walks:
    """The visible texts of a page, one after the other, and the element of each stretch of text."""

    texts: list[str] = field(default_factory=list)
    length: int = 0
    traced: list[Traced] = field(default_factory=list)

    def walk(self, root: etree._Element, watch: _Watch) -> tuple[HtmlText, int]:
        """Return the visible text of `root`, and the offset at which it begins among all."""
        offset = self.length
        seen = html_text(
            root,
            visitor=watch,
            trace=lambda element, tail, start, end: self.traced.append(
                Traced(start + offset, end + offset, element, tail)
            ),
        )
        wholes = [*watch.found, *watch.raised]
        self.traced.extend(Traced(start + offset, end + offset, element, None) for start, end, element in wholes)
        self.texts.append(seen.text)
        self.length += len(seen.text)
        return seen, offset


@dataclass(slots=True)
class Rendering:
    """Writes a planned page.

    `title` is the document's own, which is no heading of a section; `base` its address; `works` finds the full
    references that shortened footnotes point to.
    """

    plan: Plan
    kinds: Kinds
    title: str | None
    base: str | None
    language: str | None
    works: dict[str, etree._Element]
    composer: Composer = field(default_factory=Composer)
    walks: Walks = field(default_factory=Walks)
    grid: Grid = field(default_factory=Grid)

    def render(self, content: etree._Element) -> tuple[Composition, Walks]:
        """Write the article in `content` and the entries of its lists; pieces count in the visible texts."""
        watch = _Watch(self.plan)
        seen, offset = self.walks.walk(content, watch)
        self._write_blocks(seen, watch, offset)
        for entry in self.plan.entries:
            if not entry.error:
                self._write_entry(entry)
        return self.composer.compose(), self.walks

    def _write_blocks(self, seen: HtmlText, watch: _Watch, offset: int) -> None:
        starts = [start for start, _, _ in watch.found]
        links = sorted(
            [*watch.links, *_named_sources(seen.text, watch)], key=lambda link: (link[1], link[0]), reverse=True
        )
        for block in seen.blocks:
            kind, level = self.kinds.of(block)
            if kind is BlockKind.HEADING:
                self.composer.heading(level)
            else:
                number = self.kinds.number_of(block) if kind is BlockKind.LIST_ITEM else None
                self.composer.begin(kind, number=number)
                self.composer.tables.place(self.grid.cell_of(block.element) if kind is BlockKind.TABLE_CELL else None)
            found = watch.found[bisect_left(starts, block.start) : bisect_left(starts, block.end)]
            self._write_span(seen.text, block.start, block.end, found, offset)
            while links and links[-1][1] <= block.end:
                start, end, url, title = links.pop()
                if kind not in _NOT_THE_TEXT:
                    places = [self.composer.place_of(offset + place) for place in (start, end)]
                    self.composer.link(url, start=places[0], end=places[1], title=title)
            if kind is BlockKind.HEADING:
                is_title = level == 1 and seen.text[block.start : block.end] == self.title
                self.composer.end_heading(in_path=not is_title)

    def _write_entry(self, entry: EntryPlan) -> None:
        draft = self.composer.begin_entry(Fields().reference(entry.key, entry.label))
        for part in entry.parts:
            watch = _Watch(self.plan, within=part)
            seen, offset = self.walks.walk(part, watch)
            for index, block in enumerate(seen.blocks):
                if index or part is not entry.parts[0]:
                    self.composer.line_break()
                start = block.start
                if entry.label and not index and part is entry.parts[0]:
                    start += _number_width(seen.text[start : block.end], entry.label)
                    if len(seen.blocks) > 1 and number_of(seen.text[start : block.end]) == entry.label:
                        continue  # the number has a block of its own
                found = [one for one in watch.found if start <= one[0] < block.end]
                self._write_span(seen.text, start, block.end, found, offset)
            self.composer.write(" ")
        if entry.url is not None:
            self.composer.write(entry.url)
        text = self.composer.written().strip()
        fields = fields_of(
            entry.parts, text, skipped=self.plan.skipped, base=self.base, language=self.language, works=self.works
        )
        if entry.url is not None:
            fields.add_url(entry.url)
        draft.entry = fields.reference(entry.key, entry.label)
        self.composer.end_entry()

    def _write_span(
        self, text: str, start: int, end: int, found: list[tuple[int, int, etree._Element]], offset: int
    ) -> None:
        """Write a stretch of visible text with its marks and notes; `offset` is the offset of its first character."""
        plan, composer = self.plan, self.composer
        for mark_start, mark_end, element in _without_brackets(text, start, end, found):
            self._write_lines(text[start:mark_start], offset + start)
            at, until = offset + mark_start, offset + mark_end
            if element is None:
                pass  # a bracket around links that are marks themselves
            elif element in plan.marks:
                mark = plan.marks[element]
                composer.mark(mark.labels, mark.targets, None, at, until)
            elif element in plan.pages:
                composer.add_pages(plan.pages[element], at, until)
            else:
                composer.note(plan.editorial[element], at, until)
            start = mark_end
        self._write_lines(text[start:end], offset + start)

    def _write_lines(self, text: str, at: int) -> None:
        for index, line in enumerate(text.split("\n")):
            if index:
                self.composer.line_break()
            self.composer.write(line, at)
            at += len(line) + 1


def _without_brackets(
    text: str, start: int, end: int, found: list[tuple[int, int, etree._Element]]
) -> list[tuple[int, int, etree._Element | None]]:
    """Return the marks and notes of a stretch, with None for the brackets around a run of marks: "[[1], [2]]"."""
    kept: list[tuple[int, int, etree._Element | None]] = []
    opened: int | None = None
    for place, (mark_start, mark_end, element) in enumerate(found):
        if opened is None and mark_start > start and text[mark_start - 1] == "[":
            opened = len(kept)
        kept.append((mark_start, mark_end, element))
        following = found[place + 1][0] if place + 1 < len(found) else end
        if opened is not None and text[mark_end : mark_end + 1] == "]":
            first = kept[opened][0]
            kept.insert(opened, (first - 1, first, None))
            kept.append((mark_end, mark_end + 1, None))
            opened = None
        elif opened is not None and _BETWEEN.fullmatch(text[mark_end:following]) is None:
            opened = None
    return kept


def _named_sources(text: str, watch: _Watch) -> Iterator[tuple[int, int, str, str]]:
    """Yield the addresses of cite="…" of quotations as links, each of the last character of its quotation.

    A quotation within which a link leads to the same address has its link already.
    """
    linked = {canonical_key(url) for _, _, url, _ in watch.links}
    for start, end, url in watch.quoted:
        last = start + len(text[start:end].rstrip())
        if last > start and canonical_key(url) not in linked:
            yield last - 1, last, url, ""


def _number_width(text: str, label: str) -> int:
    """Return the number of characters of an entry's leading number."""
    if text.startswith(f"[{label}] "):
        return len(label) + 3
    number = _HEAD_NUMBER.match(text)
    return number.end() if number is not None and number["label"] in (None, label) else 0

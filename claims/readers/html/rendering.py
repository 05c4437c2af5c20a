"""A planned tree to a composition: the walk over what is visible, block by block, and the entries after it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from lxml import etree

from claims.htmltext import SKIP, HtmlText, Skip, html_text
from claims.model import BlockKind
from claims.readers.composing import Composer, Composition
from claims.readers.fields import Fields
from claims.readers.html.entries import fields_of
from claims.readers.html.kinds import Kinds
from claims.readers.html.locating import Traced
from claims.readers.html.plan import Plan


@dataclass(slots=True)
class _Watch:
    """Follows the walk: drops what is planned to be dropped, and learns where marks and notes stand."""

    plan: Plan
    within: etree._Element | None = None  # an entry, whose own head is not dropped
    found: list[tuple[int, int, etree._Element]] = field(default_factory=list)
    links: list[tuple[int, str]] = field(default_factory=list)

    def enter(self, element: etree._Element) -> Skip | str | None:
        if element in self.plan.marks:
            mark = self.plan.marks[element]
            return f"[{mark.label}]" if mark.label else SKIP
        if element in self.plan.pages:
            return f":{self.plan.pages[element]}"
        if element in self.plan.editorial:
            return self.plan.editorial[element]
        return SKIP if element in self.plan.skipped and element is not self.within else None

    def leave(self, element: etree._Element, start: int, end: int) -> None:
        if element.tag == "a" and start < end:
            self.links.append((end, element.get("href") or ""))
        if start < end and (element in self.plan.marks or element in self.plan.pages or element in self.plan.editorial):
            self.found.append((start, end, element))


@dataclass(slots=True)
class Walks:
    """The visible texts of a page, one after the other, and whose text each stretch of them is."""

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
        self.traced.extend(Traced(start + offset, end + offset, element, None) for start, end, element in watch.found)
        self.texts.append(seen.text)
        self.length += len(seen.text)
        return seen, offset


def render(
    content: etree._Element,
    plan: Plan,
    *,
    base: str | None,
    language: str | None,
    works: dict[str, etree._Element],
) -> tuple[Composition, Walks]:
    """Write the article in `content` and the entries of its lists; pieces count in the visible texts."""
    composer = Composer()
    kinds = Kinds(content)
    walks = Walks()
    watch = _Watch(plan)
    seen, offset = walks.walk(content, watch)
    _write_blocks(composer, kinds, plan, seen, watch, offset)
    for entry in plan.entries:
        if entry.error:
            continue
        draft = composer.begin_entry(Fields().reference(entry.key, entry.label))
        for part in entry.parts:
            inner = _Watch(plan, within=part)
            shown, offset = walks.walk(part, inner)
            _write_entry(composer, plan, shown, inner, offset, entry.label if part is entry.parts[0] else "")
        if entry.url is not None:
            composer.write(entry.url)
        text = composer.written().strip()
        fields = fields_of(entry.parts, text, base=base, language=language, works=works)
        if entry.url is not None:
            fields.add_url(entry.url)
        draft.entry = fields.reference(entry.key, entry.label)
        composer.end_entry()
    return composer.compose(), walks


def _write_blocks(composer: Composer, kinds: Kinds, plan: Plan, seen: HtmlText, watch: _Watch, offset: int) -> None:
    starts = [start for start, _, _ in watch.found]
    for block in seen.blocks:
        kind, level = kinds.of(block.element)
        if kind is BlockKind.HEADING:
            composer.heading(level)
        else:
            composer.begin(kind)
        first = bisect_left(starts, block.start)
        last = bisect_left(starts, block.end)
        _write_span(composer, plan, seen.text, block.start, block.end, watch.found[first:last], offset)
        if kind is BlockKind.HEADING:
            composer.end_heading()


def _write_entry(
    composer: Composer, plan: Plan, shown: HtmlText, watch: _Watch, offset: int, label: str
) -> None:
    """Write a part of an entry; the first one may begin with the number of the note, which is not its text."""
    for index, block in enumerate(shown.blocks):
        if index or composer.written():
            composer.line_break()
        start = block.start
        if label and not index:
            number = re.match(rf"\s*(?:[\[(]?{re.escape(label)}[\])]?[.):]?\s|[.:)\]]\s|\^\s)", shown.text[start : block.end])
            start += number.end() if number else 0
        inside = [found for found in watch.found if start <= found[0] < block.end]
        _write_span(composer, plan, shown.text, start, block.end, inside, offset)
    composer.write(" ")


def _write_span(
    composer: Composer,
    plan: Plan,
    text: str,
    start: int,
    end: int,
    found: list[tuple[int, int, etree._Element]],
    offset: int,
) -> None:
    """Write a stretch of the visible text with the marks and notes in it; `offset` is where that text counts from."""
    for mark_start, mark_end, element in found:
        _write_lines(composer, text[start:mark_start], offset + start)
        at, until = offset + mark_start, offset + mark_end
        if element in plan.marks:
            mark = plan.marks[element]
            composer.mark([mark.label], [mark.target] if mark.target else [], mark.pages, at, until)
        elif element in plan.pages:
            composer.add_pages(plan.pages[element], at, until)
        else:
            composer.note(plan.editorial[element], at, until)
        start = mark_end
    _write_lines(composer, text[start:end], offset + start)


def _write_lines(composer: Composer, text: str, at: int) -> None:
    for index, line in enumerate(text.split("\n")):
        if index:
            composer.line_break()
        composer.write(line, at)
        at += len(line) + 1

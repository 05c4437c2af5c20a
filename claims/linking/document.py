"""Make a document of a layout: link its marks, sentences and entries."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from claims.layout import Block, Layout
from claims.linking.completing import complete
from claims.linking.keys import KeyMaker, plain_words, reference_parts
from claims.linking.living import is_living
from claims.linking.problems import structure_problems, uncited_problems
from claims.linking.resolving import Labels, MarkRun, make_runs
from claims.linking.rows import Row, find_prose, find_rows
from claims.linking.units import Unit, cut_units
from claims.markers import with_pages
from claims.model import BlockKind, Citation, Cited, Claim, Document, Quote, Reference, Span
from claims.quotations import find_quotes
from claims.urls import without_credentials

_CLAIMING = frozenset(
    {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.CAPTION, BlockKind.TABLE_CELL, BlockKind.QUOTE}
)

_CLOSING_UP = frozenset(" \n\t.,;:!?)]}")
_BEFORE = 60  # characters before a mark that its key is made of
_FULL_STOPS = frozenset(".!?…。！？।؟")
_CLOSING = "”»“\"’'」』)）]"  # what may stand behind the full stop of a sentence


def link(layout: Layout) -> Document:
    """Link the claims of a document to its references, and list the problems of its structure."""
    entries, repeating = complete(layout.entries)
    references, lasting = _with_keys(entries, repeating)
    ignored = {span.start: span.end for span in layout.uncited}
    marks = [with_pages(layout.text, mark) for mark in layout.marks]
    runs = make_runs(layout.text, marks, Labels(layout.entries), ignored)
    citations = _citations(layout, runs, lasting)
    claims = tuple(_claims(layout, runs, citations))
    cited = {key for citation in citations for key in citation.references}
    allowed = frozenset(lasting[key] for key in layout.unused_allowed if key in lasting)
    repeated = frozenset(lasting[key] for key in repeating)
    read = (replace(one, reference=lasting.get(one.reference)) if one.reference else one for one in layout.problems)
    problems = [*read, *structure_problems(runs, references, cited, allowed, repeated)]
    if references:
        problems += uncited_problems(claims)
    return Document(
        name=layout.name,
        format=layout.format,
        text=layout.text,
        sha256=layout.sha256,
        url=layout.url,
        language=layout.language,
        title=layout.title,
        references=references,
        citations=citations,
        claims=claims,
        problems=tuple(problems),
        living=is_living(layout),
        origins=layout.origins,
    )


def _with_keys(entries: Sequence[Reference], repeating: frozenset[str]) -> tuple[tuple[Reference, ...], dict[str, str]]:
    """Give the entries their lasting keys, and say which key of the layout became which.

    One that repeats another adds its own words, so that the other keeps its key whichever comes first.
    Their addresses lose the user names and passwords that somebody left in them: those go into no report.
    """
    keys = KeyMaker("r")
    own_words = {entry.key: [plain_words(entry.text)] for entry in entries if entry.key in repeating}
    references = tuple(
        replace(
            entry,
            key=keys.make([*own_words.get(entry.key, ()), *reference_parts(entry)]),
            urls=tuple(dict.fromkeys(map(without_credentials, entry.urls))),
            archive_url=without_credentials(entry.archive_url) if entry.archive_url else None,
        )
        for entry in entries
    )
    return references, {entry.key: reference.key for entry, reference in zip(entries, references, strict=True)}


def _citations(layout: Layout, runs: Sequence[MarkRun], lasting: dict[str, str]) -> tuple[Citation, ...]:
    keys = KeyMaker("m")
    citations = []
    for run in runs:
        references = tuple([lasting[entry] for entry in run.entries])
        before = plain_words(layout.text[max(0, run.span.start - _BEFORE) : run.span.start])
        citations.append(
            Citation(
                key=keys.make([*(references or run.labels), before]),
                labels=tuple(run.labels),
                references=references,
                span=run.span,
                pages=run.pages,
            )
        )
    return tuple(citations)


def _claims(layout: Layout, runs: Sequence[MarkRun], citations: Sequence[Citation]) -> Iterator[Claim]:
    keys = KeyMaker("c")
    starts = [run.span.start for run in runs]
    named = {run.span.start: run.named_from for run in runs if run.named_from is not None}
    removable = sorted([run.span for run in runs] + list(layout.uncited))
    rows = find_rows(layout, [run.span for run in runs])
    in_rows = frozenset(start for row in rows.values() for start in (*row.blocks, *row.heads))
    prose = find_prose(layout)
    heads = {min(row.blocks): row for row in rows.values()}
    for block in layout.blocks:
        if row := heads.get(block.span.start):
            words = " ".join(_words(layout.text, part, removable) for part in row.covered[0].scope)
            yield _row_claim(layout, block, row, citations, keys.make([plain_words(words)]))
        if block.kind not in _CLAIMING or block.span.start in in_rows:
            continue
        if block.kind is BlockKind.TABLE_CELL and block.span.start in prose:
            block = replace(block, kind=BlockKind.PARAGRAPH)
        low, high = bisect_left(starts, block.span.start), bisect_left(starts, block.span.end)
        marks = [run.span for run in runs[low:high]]
        first, last = bisect_left(removable, block.span), bisect_left(removable, (block.span.end, 0))
        before = ""
        for unit in cut_units(layout, block, marks, removable[first:last], named):
            words = _words(layout.text, unit.span, removable)
            yield _claim(layout, block, unit, citations[low:high], keys.make([plain_words(words)]), before)
            before = words


def _row_claim(layout: Layout, block: Block, row: Row, citations: Sequence[Citation], key: str) -> Claim:
    claim = _claim(layout, block, Unit(row.span, list(row.covered)), citations, key, "")
    return replace(claim, kind=BlockKind.TABLE_ROW)


def _claim(layout: Layout, block: Block, unit: Unit, citations: Sequence[Citation], key: str, before: str) -> Claim:
    text = layout.text
    quotes = [unit.span] if block.kind is BlockKind.QUOTE else find_quotes(text, unit.span)
    return Claim(
        key=key,
        text=text[unit.span.start : unit.span.end],
        span=unit.span,
        section=block.section,
        citations=tuple(
            Cited(key=citations[covering.mark].key, scope=covering.scope, inherited=covering.inherited)
            for covering in unit.covered
        ),
        quotes=tuple(
            Quote(text=text[quote.start : quote.end], span=quote, unread=tuple(_holes(layout, quote.start, quote.end)))
            for quote in quotes
        ),
        kind=block.kind,
        before=before,
        unread=_unread(layout, unit.span),
    )


def _unread(layout: Layout, span: Span) -> tuple[str, ...]:
    """Return what stood in a sentence and could not be read; what stands behind its full stop is not part of it."""
    if not layout.holes:
        return ()
    last = layout.text[max(span.start, span.end - 4) : span.end].rstrip(_CLOSING)[-1:]
    end = span.end - 1 if last in _FULL_STOPS else span.end
    return tuple(_holes(layout, span.start, end))


def _holes(layout: Layout, start: int, end: int) -> Iterator[str]:
    """Yield the names of what could not be read from `start` to `end`, both included."""
    for number in range(bisect_left(layout.holes, (start, "")), len(layout.holes)):
        place, name = layout.holes[number]
        if place > end:
            return
        yield name


def _words(text: str, span: Span, marks: Sequence[Span]) -> str:
    """Return the text of `span` without its marks. `marks` are all marks of the document, in order."""
    if not marks:
        return text[span.start : span.end]
    pieces = []
    place = span.start
    for number in range(bisect_left(marks, span), len(marks)):
        mark = marks[number]
        if mark.start >= span.end:
            break
        words = text[place : max(place, mark.start)]
        if text[mark.end : min(mark.end + 1, span.end)] in _CLOSING_UP:
            words = words.rstrip()  # "burned [1]." is "burned."
        pieces.append(words)
        place = max(place, mark.end)
    pieces.append(text[place : span.end] if place < span.end else "")
    return "".join(pieces)

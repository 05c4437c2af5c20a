"""Make references and marks of the links of a composed text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from claims.layout import Block, Mark
from claims.model import BlockKind, Reference, ReferenceRole, Span
from claims.patterns import lazy_regex
from claims.readers.composition import Composition, LinkPlace
from claims.readers.fields import Fields
from claims.readers.links.addresses import address_of, bare_links, is_picture
from claims.readers.links.attributions import is_source_line, names_source
from claims.readers.links.blocks import STATING, is_list_of_links, only_links
from claims.readers.links.inserting import Insertions, with_texts
from claims.readers.links.labels import naming_spans
from claims.readers.source_columns import in_source_column, source_columns, states_figure
from claims.source_map import OriginPiece
from claims.urls import canonical_key

_BETWEEN = lazy_regex(r"\s*(?:[,;/|·&+]|and|und|et|y)?\s*")
_WORD = lazy_regex(r"[^\W\d_]{2,}")
_TITLE = 3  # words from which on the name of a source counts as its title
_LONGEST_GAP = 8  # characters between links that name sources together


@dataclass(slots=True)
class _Link:
    """One link of the text: its words, its address, what its mark covers, and whether its mark is yet to be written."""

    span: Span
    url: str
    title: str
    key: str
    source: tuple[int, int] | None = None
    cites: bool = False
    names: Span | None = None


@dataclass(slots=True)
class _Source:
    """One address, with the links that lead to it."""

    key: str
    label: str
    links: list[_Link] = field(default_factory=list)
    entry: Reference | None = None


def with_links(made: Composition, *, url: str | None = None) -> Composition:
    """Return `made` with its links as references, and with marks for those in a sentence.

    Where the words of a link only name its source they are the mark, otherwise a mark is written behind them. The
    links in entries and code, links that are marks already, and addresses in no web stay as they are. `url` is the
    address of the document, to which its relative links are relative.
    """
    links = list(_links(made, url))
    if not links:
        return made
    blocks = _judge(made, links)
    sources = _sources(made, links)
    written = [link for link in links if link.cites and link.names is None]
    labels = {link.key: sources[link.key].label for link in links}
    insertions = Insertions([(link.span.end, f"[{labels[link.key]}]") for link in written])
    pictures = [
        OriginPiece(link.span.start, link.span.start, *link.source)
        for link in links
        if link.source is not None and link.span.start == link.span.end
    ]
    if pictures:
        made = replace(made, pieces=tuple(sorted((*made.pieces, *pictures))))
    moved = with_texts(replace(made, blocks=tuple(blocks)), insertions)
    marks = [_mark(sources[link.key], insertions.written(place)) for place, link in enumerate(written)]
    marks += [
        _mark(sources[link.key], insertions.span(link.names)) for link in links if link.cites and link.names is not None
    ]
    entries = [
        _reference(moved.text, source, insertions.span(source.links[0].span))
        for source in sources.values()
        if source.entry is None
    ]
    return replace(
        moved,
        marks=tuple(sorted((*moved.marks, *marks), key=lambda mark: mark.span)),
        entries=(*moved.entries, *entries),
    )


def _links(made: Composition, base: str | None) -> Iterator[_Link]:
    """Yield the links that are to be checked, in order; of those that overlap the first counts."""
    taken = [entry.span for entry in made.entries]
    taken += [block.span for block in made.blocks if block.kind is BlockKind.CODE]
    taken += [*made.code, *(mark.span for mark in made.marks)]
    places = [_tight(made.text, anchor) for anchor in made.anchors]
    anchored = _Spans([Span(place.start, place.end) for place in places])
    places += [bare for bare in bare_links(made.text) if not anchored.touch(Span(bare.start, bare.end))]
    closed = _Spans(taken)
    end = 0
    for place in sorted(places, key=lambda place: (place.start, place.end)):
        address = address_of(place.url, base)
        span = Span(place.start, place.end)
        if address is None or span.start < end or closed.touch(span):
            continue
        if not span.end > span.start and is_picture(address):
            continue  # a picture that leads to its own file
        end = span.end
        yield _Link(span, address, place.title, canonical_key(address), place.source)


def _judge(made: Composition, links: Sequence[_Link]) -> list[Block]:
    """Say of each link whether it cites and what names its source; return the blocks, those that only link as such."""
    blocks = list(made.blocks)
    starts = [block.span.start for block in blocks]
    held: dict[int, list[_Link]] = {}
    others = sorted(Span(anchor.start, anchor.end) for anchor in made.anchors)
    for link in links:
        place = bisect_right(starts, link.span.start) - 1
        if place >= 0 and link.span.start < link.span.end <= blocks[place].span.end:
            held.setdefault(place, []).append(link)
    columns = source_columns(made.text, blocks)
    lines = _source_lines(made, held)
    merged: set[int] = set()
    for place, found in held.items():
        block = blocks[place]
        quote = blocks[place - 1] if place else block
        if place in lines or (place and names_source(made.text, quote, block, [link.span for link in found])):
            blocks[place - 1] = replace(quote, span=Span(quote.span.start, block.span.end))
            merged.add(place)
            ends = [*(link.span.start for link in found[1:]), block.span.end]
            for link, start, end in zip(found, [quote.span.end, *ends], ends, strict=False):
                link.cites, link.names = True, Span(start, end)
            continue
        if in_source_column(block, columns):
            for link in found:
                link.cites, link.names = True, link.span
            continue
        if block.kind not in STATING:
            continue
        low, high = bisect_left(others, (block.span.start, 0)), bisect_left(others, (block.span.end, 0))
        linked = {*(link.span for link in found), *(_trimmed(made.text, *other) for other in others[low:high])}
        labels = sorted(linked)
        if only_links(made.text, block, labels) and not states_figure(made.text, block, labels):
            blocks[place] = replace(block, kind=BlockKind.NAVIGATION)
            continue
        if is_list_of_links(made.text, block):
            continue
        for run in _runs(made.text, found):
            names = naming_spans(made.text, block.span, [link.span for link in run], [link.url for link in run])
            if names is None and len(run) > 1:
                alone = [naming_spans(made.text, block.span, [link.span], [link.url]) for link in run]
                names_of = [one[0] if one else None for one in alone]
            else:
                names_of = list(names) if names is not None else [None] * len(run)
            for link, name in zip(run, names_of, strict=True):
                link.cites, link.names = True, name
                words = made.text[link.span.start : link.span.end].strip(' "“”—–-')
                if name is not None and len(_WORD.findall(words)) >= _TITLE and not link.title:
                    link.title = words
    return [block for place, block in enumerate(blocks) if place not in merged]


def _source_lines(made: Composition, held: dict[int, list[_Link]]) -> set[int]:
    """Return the places of blocks that only name the source of the paragraph above, where each has its own."""
    lines = {
        place
        for place, found in held.items()
        if place and is_source_line(made.text, made.blocks[place], [link.span for link in found])
    }
    lines = {place for place in lines if made.blocks[place - 1].kind in STATING and place - 1 not in lines}
    paragraphs = sum(1 for block in made.blocks if block.kind in STATING)
    return lines if len(lines) > 1 or paragraphs == 2 else set()


def _runs(text: str, links: Sequence[_Link]) -> Iterator[list[_Link]]:
    """Yield the links that follow each other with nothing but a comma or the like between."""
    run: list[_Link] = []
    for link in links:
        gap = link.span.start - run[-1].span.end if run else 0
        if run and (gap > _LONGEST_GAP or not _BETWEEN.fullmatch(text, run[-1].span.end, link.span.start)):
            yield run
            run = []
        run.append(link)
    if run:
        yield run


def _sources(made: Composition, links: Sequence[_Link]) -> dict[str, _Source]:
    """Return a source for each address, by its key: an entry that has it, or a new one; those that are cited first."""
    entries: dict[str, Reference] = {}
    for entry in made.entries:
        if len(entry.urls) == 1:  # a note with several links is no entry of one of them
            entries.setdefault(canonical_key(entry.urls[0]), entry)
    prefix = "link-" if made.entries or made.marks else ""
    sources: dict[str, _Source] = {}
    count = 0
    for link in sorted(links, key=lambda link: not link.cites):
        if link.key not in sources:
            known = entries.get(link.key)
            if known is None:
                count += 1
            label = known.label if known is not None and known.label else f"{prefix}{count}"
            key = known.key if known is not None else f"text-link-{count}"
            sources[link.key] = _Source(key, label, entry=known)
        sources[link.key].links.append(link)
    return sources


def _mark(source: _Source, span: Span) -> Mark:
    return Mark(span=span, labels=(source.label,), targets=(source.key,))


def _reference(text: str, source: _Source, span: Span) -> Reference:
    first = source.links[0]
    fields = Fields(title=next((link.title for link in source.links if link.title), None))
    fields.add_url(first.url)
    reference = fields.reference(source.key, source.label)
    if (
        span.end - span.start == 1
        and not text[span.start - 1 : span.start].isspace()
        and not text[span.start].isdigit()
    ):
        span = Span(span.end, span.end)  # the last character of a quotation that names its source is no name
    return replace(reference, role=ReferenceRole.LINK, text=text[span.start : span.end], span=span)


def _tight(text: str, place: LinkPlace) -> LinkPlace:
    start, end = _trimmed(text, place.start, place.end)
    return place._replace(start=start, end=end)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


class _Spans:
    """Spans that are looked up by place; those that overlap count as one."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans):
            if self._ends and span.start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def touch(self, span: Span) -> bool:
        """Return whether a character of `span` (or the place of an empty one) is within one of the spans."""
        place = bisect_right(self._starts, max(span.start, span.end - 1)) - 1
        return place >= 0 and self._ends[place] > span.start

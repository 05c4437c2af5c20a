"""A list of references that stands in a Markdown document as a block of HTML."""

from __future__ import annotations

from claims.htmltext import html_text, parse_html
from claims.model import BlockKind
from claims.readers.composing import Composer
from claims.readers.html.numbers import ItemNumbers


def write_list(composer: Composer, markup: str, at: int | None) -> None:
    """Write the blocks of `markup` to `composer`: items with the numbers that a browser shows, and paragraphs.

    `at` is the offset of `markup` in the source, None where it is unknown.
    """
    until = None if at is None else at + len(markup)
    numbers = ItemNumbers()
    seen = html_text(parse_html(markup))
    for block in seen.blocks:
        item = next((one for one in (block.element, *block.element.iterancestors()) if one.tag == "li"), None)
        number = numbers.of(item) if item is not None else ""
        composer.begin(BlockKind.PARAGRAPH if item is None else BlockKind.LIST_ITEM, number=number or None)
        for line in seen.text[block.start : block.end].split("\n"):
            composer.line_break()
            composer.write(line, at, until)
        for link in block.element.iter("a"):
            composer.link(link.get("href") or "")
    composer.begin(BlockKind.PARAGRAPH)

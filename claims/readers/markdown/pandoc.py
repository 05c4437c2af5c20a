"""What pandoc writes beside CommonMark: raised numbers, spans and divisions with attributes."""

from __future__ import annotations

import re
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

_LINKED = r"\\?\[\d{1,3}\\?\](?:\((?:#|https?://)[^()\s]{0,500}\))?(?:\{[^{}\n]{0,200}\})?"
_RAISED = re.compile(
    rf"\^(?P<inside>\s?\(?(?:\d{{1,3}}|{_LINKED})(?:\s?[,;–—-]\s?(?:\d{{1,3}}|{_LINKED})|{_LINKED}){{0,20}}\)?\s?)\^"
)
_SPAN = re.compile(r"\[(?P<inside>(?:[^\[\]]|\[[^\[\]]{0,300}\]){0,2000})\]\{[.#][^{}\n]{0,200}\}")
_ATTRIBUTES = re.compile(r"\s{0,9}\{:?\s?(?:[#.-][^{}]{0,200}|[\w-]+=[^{}]{0,200})?\}$")
_DIVISION = re.compile(r":{3,}+\s*+(?:\{[^{}\n]{0,300}\}|[\w.-]{1,60}+)?\s*+:*+\s*+")


def pandoc_plugin(parser: MarkdownIt) -> None:
    """Add the rules to `parser`, which has those of footnotes: "^1^" is raised, "[1. ]{.csl-left-margin}" is "1. "."""
    parser.inline.ruler.before("footnote_inline", "raised", _raised)
    parser.inline.ruler.before("link", "span", _span)
    parser.core.ruler.before("inline", "heading_attributes", _heading_attributes)
    parser.block.ruler.before(
        "fence", "division", _division, {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]}
    )


def _raised(state: StateInline, silent: bool) -> bool:
    """Read numbers between carets as raised, "^1^" and "^[1](#ref)^": the second is no note that says "1"."""
    match = _RAISED.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push("sup_open", "sup", 1)
        _tokenize(state, match.span("inside"))
        state.push("sup_close", "sup", -1)
    state.pos = match.end()
    return True


def _span(state: StateInline, silent: bool) -> bool:
    """Read a span with attributes as its words."""
    match = _SPAN.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        _tokenize(state, match.span("inside"))
    state.pos = match.end()
    return True


def _heading_attributes(state: StateCore) -> None:
    """Leave the attributes out of a heading: "## Works {#works .unnumbered}"."""
    for heading, inside in pairwise(state.tokens):
        if heading.type == "heading_open" and inside.content.endswith("}"):
            inside.content = _ATTRIBUTES.sub("", inside.content)


def _tokenize(state: StateInline, span: tuple[int, int]) -> None:
    maximum = state.posMax
    state.pos, state.posMax = span
    state.md.inline.tokenize(state)
    state.posMax = maximum


def _division(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Leave out the line that begins or ends a division, ":::"."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if not _DIVISION.fullmatch(line):
        return False
    if not silent:
        state.line = start + 1
    return True

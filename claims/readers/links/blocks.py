"""Tell blocks that only link (lists of links, menus, badges, "Docs: …") from blocks that state something."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from claims.layout import Block
from claims.linking.clauses import has_verb
from claims.model import BlockKind, Span
from claims.patterns import lazy_regex
from claims.readers.plaintext.headings import is_ambiguous, is_further, is_references
from claims.readers.remarks import is_remark

STATING = frozenset(
    {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.CAPTION, BlockKind.TABLE_CELL, BlockKind.QUOTE}
)
"""The kinds of blocks whose sentences are claims."""

_WORD = lazy_regex(r"[^\W\d_]{2,}|[^\W\d_](?=\W*$)|[\u3040-\u9fff]")
_JOINING = lazy_regex(r"\b(?:and|or|und|oder|et|ou|y|o|e)\b", re.IGNORECASE)
_ASIDE = lazy_regex(r"\([^()]{0,40}\)|\[[^\[\]]{0,40}\]")
_HEAD = lazy_regex(r"\W*(?:[^\W\d_][\w’'-]*+\s?[&/]?\s?){1,4}[:：][\W\d]*")  # "Read more:", "Docs & guides:"
_LEAD = lazy_regex(
    r"\W*(?:(?:(?:written|posted|made|edited|photo|text|story) )?by|von|par|por|see(?: also)?|sources?|via|read more"
    r"|more|visit|siehe(?: auch)?|voir(?: aussi)?|véase|vedi|zie)\W*",
    re.IGNORECASE,
)
_LINE_HEAD = lazy_regex(r"[^\d.!?]*[:：]\s*|\W*(?:[^\W\d_]+\W*){0,2}")  # "Links", "Ann Lee", "Read more on it:"
_LONGEST = 80  # characters of such a head
_HEADS = 6  # words of a line that heads links, at most; judgement
_SENTENCE = lazy_regex(r"[.!?…。！？][\"”’»)\]]*\s*$")


def only_links(text: str, block: Block, labels: Sequence[Span]) -> bool:
    """Return whether a block has no statement: neither its links nor its other words make one.

    `labels` are the words of its links, in order.
    """
    if "\n" in text[block.span.start : block.span.end].strip():
        return _lines_only_link(text, block, labels)
    beside = _beside(text, block.span, labels)
    rest = " ".join(beside)
    if _WORD.search(_JOINING.sub(" ", rest)) and not _is_head(beside):
        aside = _ASIDE.sub(" ", rest)
        if _WORD.search(_JOINING.sub(" ", aside)) or has_verb(rest):
            return False
    return bool(labels) and not any(
        _is_sentence(text[label.start : label.end], after) for label, after in zip(labels, beside[1:], strict=True)
    )


def _is_sentence(words: str, after: str) -> bool:
    """Return whether the words of a link are a sentence: at least four, and a full stop in or behind them."""
    ends = _SENTENCE.search(words) or _SENTENCE.match(after.strip()[:3] or "x")
    return ends is not None and (len(words.split()) >= 4 or re.search(r"[\u3040-\u9fff]{6}", words) is not None)


def _lines_only_link(text: str, block: Block, labels: Sequence[Span]) -> bool:
    """Return whether each line of a block only links, or is a short head of lines that do."""
    start = block.span.start
    left = list(reversed(labels))
    for line in text[block.span.start : block.span.end].split("\n"):
        span = Span(start, start + len(line))
        start = span.end + 1
        inside: list[Span] = []
        while left and left[-1].start < span.end:
            inside.append(Span(left[-1].start, min(left.pop().end, span.end)))
        if inside and not only_links(text, replace(block, span=span), inside):
            return False
        if not inside and not (len(line) < _LONGEST and len(line.split()) <= _HEADS and _LINE_HEAD.fullmatch(line)):
            return False
    return True


def is_list_of_links(text: str, block: Block) -> bool:
    """Return whether a block stands below a heading like "See also" or "Sources", whose links need no claim."""
    heading = block.section[-1] if block.section else ""
    if not is_further(heading) and not is_references(heading):
        return False
    words = text[block.span.start : block.span.end]
    return not (block.kind is BlockKind.PARAGRAPH and is_ambiguous(heading) and is_remark(words))


def _beside(text: str, block: Span, labels: Sequence[Span]) -> list[str]:
    """Return the words before, between and behind the links of a block."""
    starts = [block.start, *(label.end for label in labels)]
    ends = [*(label.start for label in labels), block.end]
    return [text[start : max(start, end)] for start, end in zip(starts, ends, strict=True)]


def _is_head(beside: Sequence[str]) -> bool:
    """Return whether all words beside the links are a head: "Docs:", "See also"."""
    if len(beside[0]) > _LONGEST:
        return False
    head = _HEAD.fullmatch(beside[0]) or _LEAD.fullmatch(beside[0])
    return head is not None and not _WORD.search(_JOINING.sub(" ", " ".join(beside[1:])))

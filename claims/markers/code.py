"""Indices of code that stands in prose: items[1] is no citation."""

from __future__ import annotations

import re

_INDEXED = re.compile(r"([A-Za-z_]\w{0,40})\[(?:0|-1|[ijk]|n|\d*:\d*|'[^'\]\n]{1,20}'|\"[^\"\]\n]{1,20}\")\]")
_WORD_BEFORE = re.compile(r"[\w.$]{1,40}$")
_CODE_WORD = re.compile(r"^(?:[a-z]\w*_\w*|\$[a-z_]\w*)$")  # snake_case, $shell: not iPhone, $500 or booking.com
_CODE_NAME = re.compile(
    r"(?:.*\.)?(?:items|arr|args|argv|kwargs|lst|vec|buf|xs|ys|nums|foo|baz|tmp|ptr|elem|params|obj|dict|tuple|str)"
)
_CODE_AFTER = re.compile(r"\s?(?:[-+*/|&]?=(?!=)|==|->|::|\+\+|--|\(|\.[a-z_]\w*(?:\(|\[|\s*=|\.\w))")


def indexed_words(text: str) -> frozenset[str]:
    """Return the words that `text` uses with an index that no citation has ([0], [i], [-1] …)."""
    return frozenset(match.group(1) for match in _INDEXED.finditer(text))


def is_index(text: str, start: int, end: int, indexed: frozenset[str]) -> bool:
    """Tell whether the bracket at `start` to `end` is an index: by the word it is attached to and by what follows."""
    match = _WORD_BEFORE.search(text[max(0, start - 40) : start])
    if match is None:
        return False
    word = match.group()
    if word in indexed or _CODE_NAME.fullmatch(word) or _CODE_WORD.match(word):
        return True
    return _CODE_AFTER.match(text, end) is not None

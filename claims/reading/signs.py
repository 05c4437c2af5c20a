"""Signs in a text of the markup languages that are known by their content, where no name and no media type tells it."""

from __future__ import annotations

import re

from claims.patterns import lazy_regex

_SIGNS = {
    "rst": lazy_regex(
        r"^\.\.[ \t]+(?:[A-Za-z][\w:.+-]{0,60}::(?:\s|$)|_[^:\n]{1,200}:(?:\s|$)|\[[\w#*][\w.:+-]{0,60}\][ \t]\S)"
        r"|(?<=\])_(?!\w)|`[^`<>\n]{0,200}\s<[^<>\n]{1,500}>`__?|(?<!\w):[a-z][\w:.+-]{0,30}:`[^`\n]{1,200}`"
        r"|^[^\s\n][^\n]{0,200}\n([=~^\"'])\1{3,}[ \t]*$",
        re.MULTILINE,
    ),
}
_FEWEST = 3  # signs of a language that a text has at least; judgement, as for Markdown and wikitext


LANGUAGES = frozenset(_SIGNS)
"""The languages that are known by their signs (see `DocumentFormat`)."""


def markup_of(sample: str, others: int) -> str | None:
    """Return the language of whose signs the beginning of a text has most; None: it has few.

    `others` is the number of signs of Markdown that it has: a language must have as many of its own.
    """
    counts = {kind: len(signs.findall(sample)) for kind, signs in _SIGNS.items()}
    kind = max(counts, key=lambda one: counts[one])
    return kind if counts[kind] >= max(_FEWEST, others) else None


__all__ = ["LANGUAGES", "markup_of"]

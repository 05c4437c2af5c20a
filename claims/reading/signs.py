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
    "asciidoc": lazy_regex(
        r"^={1,6}[ \t](?:[^\n=][^\n]{0,200})?[^\n=\s]$|<<[\w.:-]{1,80}(?:,[^<>\n]{1,200})?>>"
        r"|\[\[\[[^\[\]\n]{1,100}\]\]\]"
        r"|footnote:[\w-]{0,60}\[|^:[\w-]{1,40}:(?:\s|$)"
        r"|https?://[^\s\[\]]{3,500}\[[^\[\]\n]{1,200}\]"
        r"|^\[(?:bibliography|quote|source|NOTE|TIP|WARNING)[^\[\]\n]{0,100}\]$|^\|===$"
        r"|^include::\S{1,200}\[",
        re.MULTILINE,
    ),
    "org": lazy_regex(
        r"^#\+(?i:title|author|bibliography|begin_\w+|caption|options|date|startup|cite_export|print_bibliography)\b"
        r"|\[cite(?:/[\w/-]{1,30})?:[^\[\]\n]{0,200}@|\[fn:[\w-]{0,60}[\]:]|\[\[https?:[^\[\]\n]{1,500}\](?:\[[^\[\]\n]{1,200}\])?\]"
        r"|^[ \t]*:PROPERTIES:$",
        re.MULTILINE,
    ),
    "typst": lazy_regex(
        r"^#(?:set|show|let|import|bibliography|include)\b|#(?:cite|footnote|link|quote|figure|bibliography)[\[(]"
        r"|(?<![\w.])@[\w:.-]{1,60}\[[^\[\]\n]{1,60}\]",
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

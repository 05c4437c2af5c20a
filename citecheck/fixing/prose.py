"""Repairs in entries without fields: Markdown, HTML, reStructuredText and LaTeX. A sentence is added at the end."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping

from citecheck.fixing.addresses import written
from citecheck.fixing.places import SourceFile
from citecheck.fixing.wishes import Wish
from claims.identifiers import addresses
from claims.model import DocumentFormat, Span
from claims.patterns import lazy_regex
from claims.source_map import TextEdit

_CLOSERS: Mapping[DocumentFormat, re.Pattern[str]] = {
    DocumentFormat.MARKDOWN: lazy_regex(
        r"(?:\]\((?:<[^<>\n]*>|[^()\s]*)(?:\s+\"[^\"\n]*\")?\)|\]\[[^\[\]\n]*\]|[*_~>)\]”’]|\"|[.,;:!?])+"
    ),
    DocumentFormat.HTML: lazy_regex(
        r"(?:[.,;:!?)\]”’]|\s*</(?:a|i|em|b|strong|cite|q|small|u|code)\s*>)+", re.IGNORECASE
    ),
    DocumentFormat.RST: lazy_regex(r"(?: ?<[^<>\n]*>`_{1,2}|`_{1,2}|_{1,2}(?!\w)|[*`]+|[.,;:!?)\]”’])+"),
    DocumentFormat.LATEX: lazy_regex(r"[.,;:!?)\]]+|''"),
}
_ENDED = ".!?…>)。"
_UNSEEN: Mapping[DocumentFormat, re.Pattern[str]] = {
    DocumentFormat.HTML: lazy_regex(r"(?:</[^<>]*>|\s)+$"),
    DocumentFormat.MARKDOWN: lazy_regex(r"\]\((?:<[^<>\n]*>|[^()\s]*)(?:\s+\"[^\"\n]*\")?\)[*_]*$"),
}
"""What stands at the end of an entry and is not seen."""
_PLAIN_END = lazy_regex(r"[}\s*_`'\"”’~]+$")


def archived_copy(wish: Wish, file: SourceFile, region: Span) -> list[TextEdit]:
    """Return the edit that adds a sentence about the archived copy of `wish` to the entry at `region` of `file`."""
    on = f" on {_words(file.format, wish.day)}" if wish.day else ""
    return [_sentence(file, region, _ARCHIVED[file.format](written(wish.value, file.format, is_target=True), on))]


def doi(wish: Wish, file: SourceFile, region: Span) -> list[TextEdit]:
    """Return the edit that adds the DOI of `wish` to the entry at `region` of `file`."""
    address = written(addresses("doi", wish.value), file.format, is_target=True)
    return [_sentence(file, region, _LINKS[file.format](address, f"doi:{wish.value}"))]


def new_address(wish: Wish, file: SourceFile, region: Span) -> list[TextEdit]:
    """Return the edit that adds the address of `wish` to the entry at `region` of `file`."""
    address = written(wish.value, file.format, is_target=True)
    return [_sentence(file, region, _LINKS[file.format](address, wish.value))]


def _sentence(file: SourceFile, region: Span, words: str) -> TextEdit:
    """Return the edit that adds `words` behind the entry, as a sentence of its own."""
    end = end_of_entry(file, region)
    text = file.text[region.start : end]
    bare = _UNSEEN[file.format].sub("", text) if file.format in _UNSEEN else text
    last = _PLAIN_END.sub("", bare)[-1:]
    is_address = "://" in (bare.split() or [""])[-1]
    stop = "" if last in _ENDED or bare[-1:] in _ENDED or is_address or not last else "."
    return TextEdit(end, end, f"{stop} {words}")


def end_of_entry(file: SourceFile, region: Span) -> int:
    """Return where the entry at `region` of `file` ends: behind the link, emphasis or the group of its last words."""
    end = region.start + len(file.text[region.start : region.end].rstrip())
    match = _CLOSERS[file.format].match(file.text, end)
    if file.format is not DocumentFormat.LATEX:
        return match.end() if match is not None else end
    depth = _open_groups(file.text, region.start, end)
    while depth > 0 and file.text[end : end + 1] == "}":
        end, depth = end + 1, depth - 1
    match = _CLOSERS[file.format].match(file.text, end)
    return match.end() if match is not None else end


def _open_groups(text: str, start: int, end: int) -> int:
    depth = 0
    at = start
    while at < end:
        if text[at] == "\\":
            at += 2
            continue
        depth += (text[at] == "{") - (text[at] == "}")
        at += 1
    return depth


def _words(format: DocumentFormat, text: str) -> str:
    """Return words as a document in `format` writes them."""
    if format is DocumentFormat.HTML:
        return html.escape(text, quote=False)
    if format is DocumentFormat.LATEX:
        return re.sub(r"([#$%&_{}])", r"\\\1", text)
    return re.sub(r"([\\`*_\[\]<>])", r"\\\1", text)


_ARCHIVED: Mapping[DocumentFormat, Callable[[str, str], str]] = {
    DocumentFormat.MARKDOWN: lambda url, on: f"[Archived](<{url}>) from the original{on}.",
    DocumentFormat.HTML: lambda url, on: f'<a href="{url}">Archived</a> from the original{on}.',
    DocumentFormat.RST: lambda url, on: f"`Archived <{url}>`__ from the original{on}.",
    DocumentFormat.LATEX: lambda url, on: f"Archived from the original{on}: \\url{{{url}}}.",
}
_LINKS: Mapping[DocumentFormat, Callable[[str, str], str]] = {
    DocumentFormat.MARKDOWN: lambda url, words: f"[{_words(DocumentFormat.MARKDOWN, words)}](<{url}>)",
    DocumentFormat.HTML: lambda url, words: f'<a href="{url}">{_words(DocumentFormat.HTML, words)}</a>',
    DocumentFormat.RST: lambda url, words: f"`{_words(DocumentFormat.RST, words)} <{url}>`__",
    DocumentFormat.LATEX: lambda url, words: f"\\url{{{url}}}",
}

__all__ = ["archived_copy", "doi", "end_of_entry", "new_address"]

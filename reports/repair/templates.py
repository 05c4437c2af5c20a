"""The citation templates of a wiki's text as places: where they stand, and the edit that sets one parameter."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from claims.source_map import TextEdit

_CITES = re.compile(
    r"\{\{\s*(?:cit|web\b|literatur|article|ouvrage|lien web|internetquelle|ref-|vcite|harvc?\b|книга|статья|webbref"
    r"|kilde |cytuj|verkkoviite|引用|웹 인용|یادکرد|استشهاد|chú thích)",
    re.IGNORECASE,
)
_UNREAD = re.compile(
    r"<!--(?:(?!-->).)*+(?:-->|$)|<nowiki\s*>(?:(?!</nowiki).)*+(?:</nowiki\s*>|$)", re.DOTALL | re.IGNORECASE
)
_FILLER = "\ufdd0"  # a noncharacter: no text has it
_NAME = re.compile(r"[\s_-]")
_UNCLOSED = 4  # templates without an end after which no more are searched: each is read to the end of the text
_PARAMETER = re.compile(
    r"\|(\s*+)([^=|{}\[\]]*[^=|{}\[\]\s])(\s*+=[ \t]*+)((?:[^\n]*\S)?)(\s*)$",
)


@dataclass(frozen=True, slots=True)
class CiteTemplate:
    """The place of a citation template, from its first brace to behind its last, and those of its own bars.

    Bars of templates and links inside it are not its own.
    """

    start: int
    end: int
    bars: tuple[int, ...]


def without_unread(markup: str) -> str:
    """Return `markup` with its comments and what stands in `<nowiki>` replaced by as many other characters."""
    if "<" not in markup:
        return markup
    return _UNREAD.sub(lambda found: _FILLER * len(found.group()), markup)


def find_cite_templates(markup: str) -> list[CiteTemplate]:
    """Return the citation templates of `markup` in order; those inside another are not among them."""
    plain = without_unread(markup)
    found: list[CiteTemplate] = []
    at = unclosed = 0
    while unclosed < _UNCLOSED and (begin := _CITES.search(plain, at)) is not None:
        template = _template_at(plain, begin.start())
        if template is None:
            at, unclosed = begin.end(), unclosed + 1
            continue
        found.append(template)
        at = template.end
    return found


def parameter_edit(
    markup: str, template: CiteTemplate, name: str, value: str, *, synonyms: Collection[str] = ()
) -> TextEdit:
    """Return the edit of `markup` that sets the parameter `name` of `template` to `value`: in its place, or at the end.

    `synonyms` are other names under which it may stand. A new parameter is spaced like the last one.
    """
    called = {_plain_name(name), *map(_plain_name, synonyms)}
    ends = [*template.bars[1:], template.end - 2]
    for start, end in zip(template.bars, ends, strict=True):
        match = _PARAMETER.match(markup[start:end])
        if match and _plain_name(match[2]) in called:
            at = match.start(4)
            if not match[4] and not match[3][0].isspace():
                at = match.start(3) + 1  # "|name= |": the blank is before the next bar
            return TextEdit(start + at, start + (match.end(4) if match[4] else at), value)
    before, after, equals = _spacing(markup, template)
    kept = len(markup[: template.end - 2].rstrip())
    return TextEdit(kept, kept, f"{before}|{after}{name}{equals}{value}")


def parameters_of(markup: str, template: CiteTemplate) -> dict[str, str]:
    """Return the named parameters of `template` in `markup`: plain names (lower case, no blanks) and their values."""
    ends = [*template.bars[1:], template.end - 2]
    matches = (_PARAMETER.match(markup[start:end]) for start, end in zip(template.bars, ends, strict=True))
    return {_plain_name(match[2]): match[4] for match in matches if match}


def _plain_name(name: str) -> str:
    return _NAME.sub("", name).lower()


def _template_at(plain: str, start: int) -> CiteTemplate | None:
    """Return the template that begins at `start`; None: it never ends."""
    bars: list[int] = []
    depth = links = 0
    at = start
    while at < len(plain):
        pair = plain[at : at + 2]
        if pair == "{{":
            depth += 1
        elif pair == "}}":
            depth -= 1
            if depth == 0:
                return CiteTemplate(start, at + 2, tuple(bars))
        elif pair == "[[":
            links += 1
        elif pair == "]]":
            links -= 1
        else:
            if plain[at] == "|" and depth == 1 and links <= 0:
                bars.append(at)
            at += 1
            continue
        at += 2
    return None


def _spacing(markup: str, template: CiteTemplate) -> tuple[str, str, str]:
    """Return the white space before a bar, after it and around the sign, as in the template's last parameter."""
    if not template.bars:
        return " ", "", "="
    bar = template.bars[-1]
    head = markup[template.start : bar]
    rest = re.match(r"\|(\s*+)(?:[^=|]*[^=|\s])?(\s*+=[ \t]*+)", markup[bar : template.end])
    return (
        head[len(head.rstrip()) :],
        rest.group(1) if rest else "",
        rest.group(2) if rest else "=",
    )


__all__ = ["CiteTemplate", "find_cite_templates", "parameter_edit", "parameters_of", "without_unread"]

"""The words of a block of AsciiDoc: text, code, links, footnotes, references to entries, works cited by keys."""

from __future__ import annotations

import re
from collections.abc import Mapping

from claims.readers.citation_groups import Cite, read_group
from claims.readers.markup.brackets import closing
from claims.readers.markup.inline import NestedInline
from claims.readers.markup.model import (
    EntryMark,
    Inline,
    LineEnd,
    Linked,
    MarkupBlock,
    Note,
    NoteMark,
    Words,
    WorkMark,
)

ENTRY = re.compile(r"\[\[\[(?P<key>[^\[\],\n]{1,100})(?:,\s*(?P<label>[^\[\]\n]{1,100}))?\]\]\]")
"""The anchor of an entry of a bibliography."""
_MARKUP = re.compile(
    r"(?P<escape>\\(?=[*_`#^~\[<{+]|https?:|footnote|link:|cite))"
    r"|(?P<entry>\[\[\[[^\[\]\n]{1,200}\]\]\])|(?P<anchor>\[\[[^\[\]\n]{1,200}\]\]|anchor:[\w.:-]{1,100}\[[^\[\]\n]{0,200}\])"
    r"|(?P<cross><<#?(?P<to>[^<>,\n]{1,200})(?:,(?P<said>[^<>]{0,500}))?>>)"
    r"|(?P<note>footnote(?P<old>ref)?:(?P<name>[\w.-]{0,100})(?=\[))"
    r"|(?P<cite>cite(?P<narrative>np)?:(?=\[))|(?P<quiet>(?:fullcite|bibitem|indexterm2?|image|icon|kbd|btn|menu|stem"
    r"|latexmath|asciimath|pass):[^\s\[\]]{0,300}(?=\[))"
    r"|(?P<link>(?:link:(?P<path>[^\s\[\]]{1,2000})|xref:[^\s\[\]]{1,300}|mailto:[^\s\[\]]{1,300}"
    r"|(?P<url>(?:https?|ftp)://[^\s\[\]<>]{1,2000}))(?=\[))"
    r"|(?P<bare><?(?:https?|ftp)://[^\s\[\]<>\"`]{1,2000}>?)"
    r"|(?P<code>(?<![\w`])(?P<tick>`{1,2}|\+{1,3})(?![\s`+])(?:(?!(?P=tick)).){1,1000}?(?<=[^\s`+])(?P=tick)(?!\w))"
    r"|(?P<curved>\"`|`\"|'`|`')"
    r"|(?P<raised>\^(?P<power>[^\s^]{1,60})\^)|(?P<lowered>~(?P<low>[^\s~]{1,60})~)"
    r"|(?P<attribute>\{(?P<variable>[\w-]{1,60})\})|(?P<role>\[\.?[\w.#%-]{1,60}\](?=[#*_`]))"
    r"|(?P<opening>(?<![\w*_#}])(?P<set>[*_#])(?=[^\s*_#])(?=[^\n]{0,500}?[^\s](?P=set)(?!\w))"
    r"|(?P<free>\*\*|__|\#\#)(?=[^\s*_#])(?=[^\n]{0,500}?(?P=free)))"
    r"|(?P<closing>(?<=[^\s*_#])(?:[*_#](?!\w)|\*\*|__|\#\#))"
    r"|(?P<ended>[ \t]\+(?=\n|$))",
    re.DOTALL,
)
_WEB = re.compile(r"(?:https?|ftp)://|//", re.IGNORECASE)
_WINDOW = re.compile(r"\^$|,\s*[\w-]+=.*$", re.DOTALL)
_CITED = re.compile(r"(?P<key>[^\s,()\[\]]+)\s*(?:\((?P<place>[^()]*)\))?")
_SIGNS = {
    **{
        "nbsp": "\u00a0",
        "amp": "&",
        "lt": "<",
        "gt": ">",
        "apos": "'",
        "quot": '"',
        "empty": "",
        "sp": " ",
        "blank": "",
    },
    **{"startsb": "[", "endsb": "]", "vbar": "|", "caret": "^", "asterisk": "*", "tilde": "~", "plus": "+", "deg": "°"},
    **{"backslash": "\\", "backtick": "`", "two-colons": "::", "zwsp": "", "wj": "", "ldquo": "“", "rdquo": "”"},
    **{"lsquo": "‘", "rsquo": "’"},
}
_CURVED = {'"`': "“", '`"': "”", "'`": "‘", "`'": "’"}


class AsciidocInline(NestedInline):
    """Reads stretches of `source`. `labels` are the keys of the entries of its bibliography with what marks show."""

    markup = _MARKUP

    def __init__(self, source: str, labels: Mapping[str, str], attributes: Mapping[str, str]) -> None:
        super().__init__(source)
        self._labels = labels
        self._attributes = attributes

    def _one(self, match: re.Match[str], end: int, waiting: list[str]) -> tuple[list[Inline] | None, int]:
        kind = str(match.lastgroup)
        place = match.span()
        if kind == "escape":
            return [Words(self._source[place[1] : place[1] + 1], place[1])], place[1] + 1
        if kind in ("note", "cite", "quiet", "link"):
            return self._macro(match, kind, end)
        if kind == "cross":
            return self._cross(match), place[1]
        if kind == "bare":
            shown = match[0].strip("<>")
            return [Words(shown, place[0] + (match[0][0] == "<"))], place[1]
        if kind == "code":
            width = len(match["tick"])
            is_code = match["tick"][0] == "`"
            return [Words(match[0][width:-width], place[0] + width, code=is_code)], place[1]
        if kind == "curved":
            return [Words(_CURVED[match[0]], *place)], place[1]
        if kind in ("raised", "lowered"):
            group = "power" if kind == "raised" else "low"
            return [Words(match[group], match.start(group), raised=kind == "raised")], place[1]
        if kind == "attribute":
            value = self._attributes.get(match["variable"].lower(), _SIGNS.get(match["variable"].lower()))
            return ([Words(value, *place)] if value is not None else None), place[1]
        if kind == "opening":
            waiting.append(match[0])
            return [], place[1]
        if kind == "closing":
            return self._closed(match, waiting)
        return ([LineEnd()] if kind == "ended" else []), place[1]

    def _macro(self, match: re.Match[str], kind: str, end: int) -> tuple[list[Inline] | None, int]:
        """Read a macro: its name, its target, and what stands in brackets."""
        opened = match.end()
        closed = closing(self._source, opened, end)
        if closed < 0 or self._depth > 5:
            return None, match.end()
        place = (match.start(), closed + 1)
        if kind == "note":
            return self._note(match, opened + 1, closed, place), closed + 1
        if kind == "cite":
            return self._cite(match, self._source[opened + 1 : closed], place), closed + 1
        if kind == "quiet":
            words = self._source[opened + 1 : closed]
            is_code = match[0].startswith(("kbd", "stem", "latexmath", "asciimath", "pass"))
            return ([Words(words, opened + 1, code=True)] if is_code else []), closed + 1
        return self._link(match, opened + 1, closed, place), closed + 1

    def _note(self, match: re.Match[str], start: int, end: int, place: tuple[int, int]) -> list[Inline]:
        name = match["name"]
        if match["old"]:
            name, comma, _ = self._source[start:end].partition(",")
            start = start + len(name) + len(comma)
            name = name.strip()
        key = name or f"inline {place[0]}"
        if self._source[start:end].strip():
            self.notes.setdefault(key, Note(key, [MarkupBlock(self.read(start, end))], place=place))
        return [NoteMark(key, place)]

    def _cite(self, match: re.Match[str], inside: str, place: tuple[int, int]) -> list[Inline] | None:
        cites = []
        for one in _CITED.finditer(inside):
            (read,) = read_group(f"@{{{one['key']}}}, p. {one['place'] or ''}") if one["place"] else [Cite(one["key"])]
            cites.append(read)
        self.keys += [cite.key for cite in cites]
        return [WorkMark(cites, bool(match["narrative"]), place=place)] if cites else None

    def _link(self, match: re.Match[str], start: int, end: int, place: tuple[int, int]) -> list[Inline]:
        words = self._source[start:end]
        shown = _WINDOW.sub("", words).strip("\"'") if not words.startswith('"') else words.split('"')[1]
        at = self._source.find(shown, start) if shown else start
        inside = self.read(at, at + len(shown)) if shown else []
        url = match["url"] or match["path"] or ""
        if not _WEB.match(url):
            return inside
        return [Linked(url, inside or [Words(url, match.start("url" if match["url"] else "path"))], place)]

    def _cross(self, match: re.Match[str]) -> list[Inline]:
        key = match["to"].strip()
        if key in self._labels:
            pages = read_group(f"@{{x}}, {match['said'] or ''}")[0].pages if match["said"] else None
            return [EntryMark((self._labels[key],), (f"item-{key}",), pages, match.span())]
        return self.read(*match.span("said")) if match["said"] else []


__all__ = ["ENTRY", "AsciidocInline"]

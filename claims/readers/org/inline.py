"""The words of a block of Org: text, code, links, notes, citations by key."""

from __future__ import annotations

import re

from claims.readers.citation_groups import Cite, read_group
from claims.readers.markup.brackets import closing
from claims.readers.markup.inline import NestedInline
from claims.readers.markup.model import Inline, LineEnd, Linked, MarkupBlock, Note, NoteMark, Words, WorkMark

_BEFORE = r"(?<![^\s\-–—(\[{'\"“‘/*_+])"
_BEHIND = r"(?![^\s\-–—.,;:!?')\]}\"\[”’/*_+\\])"
_MARKUP = re.compile(
    r"(?P<cite>\[cite(?:/(?P<style>[\w/-]{1,40}))?:)"
    r"|(?P<note>\[fn:(?P<name>[\w-]{0,80})(?P<inline>:)?)"
    r"|(?P<link>\[\[(?P<to>(?:[^\[\]\\]|\\.){1,2000})\](?:\[(?P<words>(?:[^\[\]]|\[[^\[\]]{0,300}\]){1,2000})\])?\])"
    r"|(?P<latex>\\(?P<command>[A-Za-z]*cite[a-z]*)\*?(?:\[(?P<before>[^\[\]]{0,200})\])?\{(?P<keys>[^{}]{1,1000})\})"
    r"|(?P<ref>(?<![\w/])(?P<kind>cite[a-z]{0,12}):(?P<listed>&?[\w][\w:.+-]*\w(?:[,;]\s?&?[\w][\w:.+-]*\w){0,50}))"
    rf"|(?P<code>{_BEFORE}(?P<sign>[=~])(?=\S)(?:(?!(?P=sign)).){{1,1000}}?(?<=\S)(?P=sign){_BEHIND})"
    rf"|(?P<opening>{_BEFORE}[*/_+](?=[^\s*/_+]))|(?P<closing>(?<=[^\s*/_+])[*/_+]{_BEHIND})"
    r"|(?P<raised>(?<=\S)\^\{(?P<power>[^{}\n]{1,60})\})"
    r"|(?P<snippet>@@[\w-]{1,30}:.{0,1000}?@@|<<<?[^<>\n]{1,200}>>>?|src_\w+(?:\[[^\]\n]{0,200}\])?\{[^{}\n]{0,500}\})"
    r"|(?P<ended>\\\\[ \t]*(?:\n|$))|(?P<address>https?://[^\s<>\[\]]{1,2000}|<(?:https?|ftp)://[^<>\s]{1,2000}>)",
    re.DOTALL,
)
_WEB = re.compile(r"(?:https?|ftp)://|//", re.IGNORECASE)
_DOI = re.compile(r"doi:(10\..+)", re.IGNORECASE)
_IN_TEXT = ("t", "text", "a", "author")


class OrgInline(NestedInline):
    """Reads stretches of `source`. `listed` collects the keys that it lists without citing them."""

    markup = _MARKUP

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.listed: list[str] = []

    def _one(self, match: re.Match[str], end: int, waiting: list[str]) -> tuple[list[Inline] | None, int]:
        kind = match.lastgroup
        place = match.span()
        if kind in ("cite", "note"):
            closed = closing(self._source, match.start(), end)
            if closed < 0 or self._depth > 5:
                return None, match.end()
            place = (match.start(), closed + 1)
            read = self._cite(match, closed, place) if kind == "cite" else self._note(match, closed, place)
            return read, closed + 1
        if kind == "link":
            return self._link(match), match.end()
        if kind == "latex":
            keys = [key.strip() for key in match["keys"].split(",") if key.strip()]
            cites = read_group(f"@{{{keys[0]}}}, {match['before'] or ''}") if len(keys) == 1 else []
            return self._works(cites or [Cite(key) for key in keys], match["command"].endswith("t"), place), match.end()
        if kind == "ref":
            keys = [key.strip(" &") for key in re.split(r"[,;]", match["listed"])]
            return self._works([Cite(key) for key in keys], match["kind"] == "citet", place), match.end()
        if kind == "code":
            return [Words(match[0][1:-1], match.start() + 1, code=True)], match.end()
        if kind == "opening":
            sign = match[0]
            if self._source.find(sign, match.end(), min(end, match.end() + 1_000)) < 0:
                return None, match.end()
            waiting.append(sign)
            return [], match.end()
        if kind == "closing":
            return self._closed(match, waiting)
        if kind == "raised":
            return [Words(match["power"], match.start("power"), raised=True)], match.end()
        if kind == "address":
            shown = match[0].strip("<>")
            return [Words(shown, match.start() + (match[0][0] == "<"))], match.end()
        return ([LineEnd()] if kind == "ended" else []), match.end()

    def _cite(self, match: re.Match[str], closed: int, place: tuple[int, int]) -> list[Inline] | None:
        cites = read_group(self._source[match.end() : closed])
        style = (match["style"] or "").partition("/")[0]
        if style in ("n", "nocite"):
            self.listed += ["*" if cite.key == "*" else cite.key for cite in cites]
            return []
        return self._works(cites, style in _IN_TEXT, place) if cites else None

    def _works(self, cites: list[Cite], in_text: bool, place: tuple[int, int]) -> list[Inline]:
        self.keys += [cite.key for cite in cites]
        return [WorkMark(cites, in_text, place=place)]

    def _note(self, match: re.Match[str], closed: int, place: tuple[int, int]) -> list[Inline] | None:
        name = match["name"]
        if match["inline"]:
            key = name or f"inline {match.start()}"
            blocks = [MarkupBlock(self.read(match.end(), closed))]
            self.notes.setdefault(key, Note(key, blocks, place=place))
            return [NoteMark(key, place)]
        return [NoteMark(name, place)] if name and closed == match.end() else None

    def _link(self, match: re.Match[str]) -> list[Inline]:
        to, place = match["to"].replace("\\", ""), match.span()
        doi = _DOI.match(to)
        url = f"https://doi.org/{doi[1]}" if doi is not None else to
        if to.startswith(("cite:", "citep:", "citet:")):
            keys = [key.strip(" &") for key in re.split(r"[,;]", to.partition(":")[2])]
            return self._works([Cite(key) for key in keys if key], to.startswith("citet"), place)
        inside = self.read(*match.span("words")) if match["words"] else []
        if _WEB.match(url) or doi is not None:
            return [Linked(url, inside or [Words(to, match.start("to"))], place)]
        return inside


__all__ = ["OrgInline"]

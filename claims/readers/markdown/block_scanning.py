"""The block parser of markdown-it, with one change of cost and one of result.

It tries only the rules that can begin with the first sign of a line, and it looks through the lines of a paragraph
once. The library tries every rule at every line, several times where lists are in one another, and looks through each
paragraph twice: for the line below a heading, and for its end.

The result differs where a document begins with a list whose first item has dashes ("- |---|"): the library takes the
item for front matter, and loses it.
"""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.parser_block import ParserBlock, RuleFuncBlockType
from markdown_it.rules_block import StateBlock, lheading, paragraph, table

_BEGINS = {
    "front_matter": "-",
    "division": ":",
    "fence": "~`",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*-+0123456789",
    "footnote_def": "[",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
}
"""The signs with which each rule can begin. Every other rule is tried at each line."""

_CHAINS = ("", "paragraph", "reference", "blockquote", "list", "footnote_def")
_INDENTED = 4  # columns from which a line is code


class _Chain:
    """The rules of a chain as one rule, which applies the first that fits."""

    def __init__(self, rules: Sequence[tuple[str, RuleFuncBlockType]]) -> None:
        """`rules` are the names and the functions, in their order."""
        self._all = [rule for _, rule in rules]
        some = [(name, _table if name == "table" else rule) for name, rule in rules if name != "code"]
        if [name for name, _ in some[-2:]] == ["lheading", "paragraph"]:
            some[-2:] = [("paragraph", self._paragraph)]
        self._other = [rule for name, rule in some if name not in _BEGINS]
        signs = set("".join(_BEGINS.values()))
        self._at = {sign: [rule for name, rule in some if sign in _BEGINS.get(name, sign)] for sign in signs}

    def __call__(self, state: StateBlock, line: int, end: int, silent: bool) -> bool:
        """Apply the first rule that fits at `line`, and say whether one did."""
        rules = self._all
        if state.sCount[line] - state.blkIndent < _INDENTED:
            place = state.bMarks[line] + state.tShift[line]
            rules = self._at.get(state.src[place : place + 1], self._other)
        for rule in rules:  # noqa: SIM110  # `any` takes twice as long here
            if rule(state, line, end, silent):
                return True
        return False

    @staticmethod
    def _paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        """Read a paragraph, or a heading that is underlined. The type of the block around stays as the library has it.

        The library ends the two at different lines where a part of the document is read as if it were all.
        """
        if end != state.lineMax:
            return lheading(state, start, end, silent) or paragraph(state, start, end, silent)
        around, state.parentType = state.parentType, "paragraph"
        line, marker = _end_of_paragraph(state, start, end)
        content = mdTrim(state.getLines(start, line, state.blkIndent, False))
        tag = {"=": "h1", "-": "h2"}.get(marker, "p")
        name = "heading" if marker else "paragraph"
        state.line = line + 1 if marker else line
        token = state.push(f"{name}_open", tag, 1)
        token.markup = marker
        token.map = [start, state.line]
        token = state.push("inline", "", 0)
        token.content = content
        token.map = [start, line]
        token.children = []
        state.push(f"{name}_close", tag, -1).markup = marker
        if marker:
            state.parentType = around
        return True


def _end_of_paragraph(state: StateBlock, start: int, end: int) -> tuple[int, str]:
    """Return the line behind the paragraph that begins at `start`, and the sign of its underline; empty: none."""
    (terminates,) = state.md.block.ruler.getRules("paragraph")
    line = start + 1
    while line < end and not state.isEmpty(line):
        indent = state.sCount[line]
        if indent - state.blkIndent < _INDENTED:
            if indent >= state.blkIndent and (marker := _underline(state, line)):
                return line, marker
            if indent >= 0 and terminates(state, line, end, True):
                break
        line += 1
    return line, ""


def _underline(state: StateBlock, line: int) -> str:
    """Return the sign that a line repeats, "-" or "="; empty if it has anything else."""
    place, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    marker = state.src[place : place + 1]
    if marker not in ("-", "=") or place >= end:
        return ""
    return marker if state.skipSpaces(state.skipCharsStr(place, marker)) >= end else ""


def _table(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Read a table, which has a rule of "-", ":" and "|" in its second line."""
    if line + 2 > end:
        return False
    place = state.bMarks[line + 1] + state.tShift[line + 1]
    return state.src[place : place + 1] in ("|", "-", ":") and table(state, line, end, silent)


class _Chains:
    """The ruler of a parser whose rules do not change any more: each chain has one rule."""

    def __init__(self, parser: MarkdownIt) -> None:
        ruler = parser.block.ruler
        self._active = ruler.get_active_rules()
        names = {rule: name for name, rule in zip(self._active, ruler.getRules(""), strict=True)}
        self._rules = {chain: [_Chain([(names[rule], rule) for rule in ruler.getRules(chain)])] for chain in _CHAINS}

    def getRules(self, chainName: str = "") -> list[RuleFuncBlockType]:  # the library's names
        """See `Ruler.getRules`."""
        return list[RuleFuncBlockType](self._rules[chainName])

    def get_active_rules(self) -> list[str]:
        """See `Ruler.get_active_rules`."""
        return self._active


class LinearBlock(ParserBlock):
    """Tries at each line the rules that can begin with its first sign, in their order."""

    def __init__(self, parser: MarkdownIt) -> None:
        """Take the rules of `parser`, which must have all its plug-ins, and take the place of its block parser."""
        super().__init__()
        self.ruler = _Chains(parser)  # type: ignore[assignment]  # what is asked of a ruler while it parses
        parser.block = self


__all__ = ["LinearBlock"]

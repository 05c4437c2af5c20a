"""The inline parser of markdown-it, with two changes of cost and none of result.

It tries only the rules that can begin with the sign at hand, and it looks for the end of a bracket once. Without these
a megabyte of brackets takes 15 s: the library tries every rule at every sign, and twenty times at each bracket.
"""

from __future__ import annotations

import re
from types import SimpleNamespace

from markdown_it import MarkdownIt, helpers
from markdown_it.parser_inline import ParserInline, RuleFuncInlineType
from markdown_it.rules_inline import StateInline, text
from markdown_it.token import Token
from markdown_it.utils import EnvType

from claims.readers.markdown.destinations import Destinations

_BEGINS = {
    "text": "",
    "linkify": "",
    "newline": "\n",
    "escape": "\\",
    "backticks": "`",
    "strikethrough": "~",
    "emphasis": "*_",
    "footnote_ref": "[",
    "span": "[",
    "link": "[",
    "image": "!",
    "raised": "^",
    "footnote_inline": "^",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
    "citation": "[",
    "citation_in_text": "@",
    "citation_role": "{",
}
"""The signs with which each rule can begin. Where none can, text goes on to the next of these signs, or to "]"."""

_NEEDS = {"[": "]", "!": "]", "^": "]^", "<": ">", "&": ";"}
"""Signs of which one must follow somewhere, or no rule that begins with the sign can apply."""

_NOT_TEXT = re.compile(r"[\n\\`~*_\[\]!^<&]")
_NOT_TEXT_BESIDE_CITATIONS = re.compile(r"[\n\\`~*_\[\]!^<&@{]")
_RAISED_NUMBERS = re.compile(r"\[\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,20}\]\^")
_TEXT: list[RuleFuncInlineType] = [text]
_NONE = -1


class BracketState(StateInline):
    """The state of one text, and where its brackets end.

    `ends` maps the place of a bracket, the end of the part that is read and whether links may not hold links to the
    place of the closing bracket; -1: there is none.
    """

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, outTokens: list[Token]) -> None:
        super().__init__(src, md, env, outTokens)
        self.ends: dict[tuple[int, int, bool], int] = {}
        self._last: dict[str, int] = {}

    def can_apply(self, sign: str) -> bool:
        """Return whether what a rule that begins with `sign` needs follows the place somewhere."""
        needed = _NEEDS.get(sign)
        if needed is None:
            return True
        last = self._last.get(sign)
        if last is None:
            last = self._last[sign] = max(self.src.rfind(one) for one in needed)
        return last > self.pos


class LinearInline(ParserInline):
    """Tries at each sign the rules that can begin with it, in their order."""

    def __init__(self, parser: MarkdownIt) -> None:
        """Take the rules of `parser`, which must have all its plug-ins, and take the place of its inline parser."""
        super().__init__()
        given = parser.inline
        self.ruler, self.ruler2, self.terminator_re = given.ruler, given.ruler2, _NOT_TEXT
        rules = list(zip(self.ruler.get_active_rules(), self.ruler.getRules(""), strict=True))
        active = [name for name, _ in rules]
        if "citation" in active:
            self.terminator_re = _NOT_TEXT_BESIDE_CITATIONS
        signs = set("".join(_BEGINS[name] for name in active))
        self._at = {sign: [rule for name, rule in rules if sign in _BEGINS[name]] for sign in signs}
        self._at["]"] = []
        self._at["^"] = [
            _closed(rule) if name == "footnote_inline" else rule for name, rule in rules if "^" in _BEGINS[name]
        ]
        parser.inline = self
        parser.helpers = SimpleNamespace(  # type: ignore[assignment]  # a module, of which only these are used
            parseLinkLabel=end_of_label,
            parseLinkDestination=Destinations().find,
            parseLinkTitle=helpers.parseLinkTitle,
        )

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """See `ParserInline.parse`. A text without any sign is one token, as it is in most cells of a table."""
        if src and not self.terminator_re.search(src):
            tokens.append(Token("text", "", 0, content=src))
            return tokens
        state = BracketState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens

    def skipToken(self, state: StateInline) -> None:
        """See `ParserInline.skipToken`."""
        pos = state.pos
        known = state.cache.get(pos)
        if known is not None:
            state.pos = known
            return
        if state.level >= state.md.options["maxNesting"]:
            state.pos = state.posMax
        state.level += 1
        applied = state.pos == pos and self._apply(state, silent=True)
        state.level -= 1
        if not applied:
            state.pos += 1
        state.cache[pos] = state.pos

    def tokenize(self, state: StateInline) -> None:
        """See `ParserInline.tokenize`."""
        end, most = state.posMax, state.md.options["maxNesting"]
        while state.pos < end:
            if state.level < most and self._apply(state, silent=False):
                continue
            state.append_pending(state.src[state.pos])
            state.pos += 1
        if state.pending:
            state.pushPending()

    def _apply(self, state: StateInline, *, silent: bool) -> bool:
        """Apply the first rule that fits at the place of `state`, and say whether one did."""
        for rule in self._rules(state):  # noqa: SIM110  # `any` takes twice as long here
            if rule(state, silent):
                return True
        return False

    def _rules(self, state: StateInline) -> list[RuleFuncInlineType]:
        sign = state.src[state.pos]
        rules = self._at.get(sign, _TEXT)
        return [] if rules is not _TEXT and isinstance(state, BracketState) and not state.can_apply(sign) else rules


def end_of_label(state: StateInline, start: int, disableNested: bool = False) -> int:
    """Return the place of the bracket that closes the one at `start`; -1: there is none.

    With `disableNested`, brackets that hold a link have none. It answers as `parseLinkLabel` of the library does, and
    keeps the answers for all brackets on the way.
    """
    ends = state.ends if isinstance(state, BracketState) else {}
    most, came_from = state.posMax, state.pos
    known = ends.get((start, most, disableNested))
    if known is not None:
        return known
    opened = [start]
    state.pos = start + 1
    while opened and state.pos < most:
        place = state.pos
        sign = state.src[place]
        if sign == "]":
            ends[opened.pop(), most, disableNested] = place
            if not opened:
                break
        state.md.inline.skipToken(state)
        if sign == "[":
            if state.pos != place + 1:
                if disableNested:
                    break
                continue
            inside = ends.get((place, most, disableNested))
            if inside == _NONE:
                break
            if inside is None:
                opened.append(place)
            else:
                state.pos = inside + 1
    for place in opened:
        ends[place, most, disableNested] = _NONE
    state.pos = came_from
    return ends[start, most, disableNested]


def _closed(footnote_inline: RuleFuncInlineType) -> RuleFuncInlineType:
    """Return the rule of notes that are written in the text, "^[…]", which first asks `end_of_label`.

    The rule itself looks for the end with the function of the library.
    """

    def rule(state: StateInline, silent: bool) -> bool:
        at = state.pos + 1
        if _RAISED_NUMBERS.match(state.src, at):
            return False  # "^[1,2]^" is raised
        return state.src[at : at + 1] == "[" and end_of_label(state, at) != _NONE and footnote_inline(state, silent)

    return rule


__all__ = ["BracketState", "LinearInline", "end_of_label"]

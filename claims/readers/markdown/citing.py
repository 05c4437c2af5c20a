"""The citations of pandoc in Markdown: rules for the parser, which makes a token of each."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from claims.readers.citation_groups import KEY, Cite, read_group
from claims.readers.citation_roles import ROLE, read_role
from claims.readers.markdown.scanning import end_of_label

GROUP = "citation"
"""The type of the tokens. `meta["cites"]` has the citations, `content` what is written; `meta["in_text"]` says that the
citation is a part of the sentence, "@lee says", `meta["linked"]` that it stands in the words of a link."""
_ROLE = re.compile(rf"\{{(?P<role>{ROLE})\}}`(?P<inside>[^`\n]{{1,2000}})`", re.IGNORECASE)
_ATTRIBUTES = re.compile(r"\{[.#][^{}\n]{0,200}\}")
_LONGEST = 5_000  # characters of a group; a review of a field may cite fifty works at once
_MOST_INSIDE = 20  # brackets within those of a group, as for its places: "[@lee [p. 3]]"
_CROSS = re.compile(
    r"(?:fig|tbl|tab|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|nte|tip|wrn|imp|cau|apx|table|figure|suppfig)"
    r"[-:]",
    re.IGNORECASE,
)
"""How the keys of figures, tables, sections and equations begin in Quarto, bookdown and pandoc-crossref."""


def citing_plugin(parser: MarkdownIt) -> None:
    """Add the rules to `parser`: groups in brackets, keys in the text, and the roles of MyST."""
    parser.inline.ruler.before("span", "citation", _group)
    parser.inline.ruler.push("citation_in_text", _in_text)
    parser.inline.ruler.push("citation_role", _role)


def is_cross_reference(key: str) -> bool:
    """Return whether a key is of a form that figures, tables, sections and the like have."""
    return _CROSS.match(key) is not None


def _group(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if state.src.find("@", start, state.posMax) < 0:
        return False
    end = end_of_label(state, start)
    if end < 0 or end - start > _LONGEST or state.src[end + 1 : end + 2] == "(":
        return False
    if state.src.count("[", start + 1, end) > _MOST_INSIDE:
        return False
    cites = read_group(state.src[start + 1 : end])
    if not cites:
        return False
    if not silent:
        _push(state, cites, start, end + 1)
    attributes = _ATTRIBUTES.match(state.src, end + 1, state.posMax)
    state.pos = attributes.end() if attributes is not None else end + 1
    return True


def _in_text(state: StateInline, silent: bool) -> bool:
    match = KEY.match(state.src, state.pos, state.posMax)
    if match is None or match["bare"] is not None:
        return False
    key, end = match["braced"] or match["key"], match.end()
    cites = [Cite(key)]
    behind = end + 1 if state.src[end : end + 1] == " " else end
    if state.src[behind : behind + 1] == "[" and not is_cross_reference(key):
        closed = end_of_label(state, behind)
        if closed > 0 and state.src[closed + 1 : closed + 2] not in ("(", "["):
            more = _behind(key, state.src[behind + 1 : closed])
            if more:
                cites, end = more, closed + 1
    if not silent:
        _push(state, cites, state.pos, end, in_text=True)
    state.pos = end
    return True


def _behind(key: str, inside: str) -> list[Cite]:
    """Read what stands in brackets behind a key of the text: "[p. 30]", "[-@roe p. 3; see also @ng]"."""
    first, *others = read_group(f"@{{{key}}}, {inside}") or [Cite(key)]
    if "@" in inside:
        return [Cite(key), *read_group(inside)]
    return [first, *others] if inside.strip() and not inside.startswith(("^", "!")) else []


def _role(state: StateInline, silent: bool) -> bool:
    """Read a role of MyST: {cite}`lee,roe`, {cite:t}`lee`, {cite:p}`{see}lee{p. 3}`."""
    match = _ROLE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    cites, in_text, _ = read_role(match["role"], match["inside"])
    if not cites:
        return False
    if not silent:
        _push(state, cites, match.start(), match.end(), in_text=in_text)
    state.pos = match.end()
    return True


def _push(state: StateInline, cites: list[Cite], start: int, end: int, *, in_text: bool = False) -> None:
    token = state.push(GROUP, "", 0)
    token.content = state.src[start:end]
    before = state.src[max(0, start - 2) : start]
    token.meta = {"cites": cites, "in_text": in_text, "before": before, "linked": state.linkLevel > 0}


__all__ = ["GROUP", "citing_plugin", "is_cross_reference"]

"""Replace brackets that never close, before wikitext is parsed.

The parser tries every opening bracket to the end of the page, and again the next one inside it: a
page of unclosed brackets would take time quadratic in its length. Here they are found in one pass, with a stack, and
replaced by as many placeholder characters; so are those that nest deeper than any page does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Noncharacters that represent a literal "{", "[" and "<".
BRACE = "\ufdd2"
BRACKET = "\ufdd3"
LESS = "\ufdd4"

_DEEPEST = 24
_TOKEN = re.compile(
    r"\{\{+|\}\}+|\[\[|\]\]|^[ :]*\{\||^[ ]*\|\}(?!\})|\[(?=https?:|ftps?:|mailto:|//)|\]|\n",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(slots=True)
class _Opening:
    kind: str  # "{{" a template, "[[" a link, "[" an external link, "{|" a table
    offset: int
    count: int  # characters not yet closed


class _Stack:
    def __init__(self) -> None:
        self._openings: list[_Opening] = []
        self._open = {"{{": 0, "[[": 0, "[": 0, "{|": 0}
        self.dead: list[_Opening] = []

    def push(self, kind: str, offset: int, count: int) -> None:
        if len(self._openings) >= _DEEPEST:
            self.dead.append(_Opening(kind, offset, count))
            return
        self._open[kind] += 1
        self._openings.append(_Opening(kind, offset, count))

    def top(self) -> str:
        return self._openings[-1].kind if self._openings else ""

    def pop(self) -> _Opening:
        opening = self._openings.pop()
        self._open[opening.kind] -= 1
        return opening

    def give_up(self) -> None:
        self.dead.append(self.pop())

    def reach(self, kind: str, *, across: str = "") -> _Opening | None:
        """Discard what is above the last opening of `kind` on the stack, and return that opening; None without one.

        Where an opening of the kind `across` is above it, nothing is discarded and None is returned.
        """
        if not self._open[kind]:
            return None
        while self.top() != kind:
            if self.top() == across:
                return None
            self.give_up()
        return self._openings[-1]

    def close(self, kind: str, *, across: str = "") -> None:
        if self.reach(kind, across=across) is not None:
            self.pop()

    def close_braces(self, count: int) -> None:
        while count >= 2 and (opening := self.reach("{{")) is not None:
            taken = 3 if count >= 3 and opening.count >= 3 else 2
            opening.count -= taken
            count -= taken
            if opening.count < 2:
                self.pop()

    def give_up_all(self) -> None:
        while self._openings:
            self.give_up()


def balanced(text: str) -> str:
    """Return `text` with the brackets that never close replaced, character for character."""
    stack = _Stack()
    for token in _TOKEN.finditer(text):
        found = token[0]
        if found == "\n":
            while stack.top() == "[":
                stack.give_up()
        elif found.startswith("{{"):
            stack.push("{{", token.start(), len(found))
        elif found.startswith("}}"):
            stack.close_braces(len(found))
        elif found in ("[[", "["):
            stack.push(found, token.start(), len(found))
        elif found == "]" or (found == "]]" and stack.top() == "["):
            if stack.top() == "[":
                stack.pop()
        elif found == "]]":
            stack.close("[[", across="{{")
        elif found.endswith("{|"):
            stack.push("{|", token.end() - 2, 2)
        else:
            stack.close("{|")
    stack.give_up_all()
    if not stack.dead:
        return text
    parts: list[str] = []
    position = 0
    for opening in sorted(stack.dead, key=lambda opening: opening.offset):
        parts.append(text[position : opening.offset])
        width = 1 if opening.kind == "{|" else opening.count
        parts.append((BRACE if opening.kind in ("{{", "{|") else BRACKET) * width)
        position = opening.offset + width
    parts.append(text[position:])
    return "".join(parts)

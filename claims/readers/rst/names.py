"""What the names of a reStructuredText document mean: targets of links, and substitutions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_TARGET = re.compile(
    r"^[ \t]*\.\.[ \t]+_(?P<name>`[^`\n]{1,300}`|(?:\\.|[^:\\\n]|:(?=\S)){1,300}):"
    r"(?P<to>[ \t]+\S[^\n]*|[ \t]*(?:\n[ \t]+[^\s.:][^\n]*)?)",
    re.MULTILINE,
)
_ANONYMOUS = re.compile(r"^[ \t]*(?:\.\.[ \t]+__:|__)[ \t]+(?P<to>\S[^\n]*)$", re.MULTILINE)
_REPLACED = re.compile(
    r"^[ \t]*\.\.[ \t]+\|(?P<name>[^|\n]{1,200})\|[ \t]+(?P<kind>replace|unicode|date|image)::[ \t]*(?P<text>[^\n]*)",
    re.MULTILINE,
)
_ESCAPE = re.compile(r"\\(.)")
_CODE = re.compile(r"\b(?:0x|U\+|\\u|x)([0-9A-Fa-f]{2,6})\b")
_DEEPEST = 20  # names that mean other names, one after the other


@dataclass(slots=True)
class Names:
    """The addresses of targets by their names, those without a name in their order, and the texts of substitutions."""

    targets: dict[str, str] = field(default_factory=dict)
    anonymous: list[str] = field(default_factory=list)
    replaced: dict[str, str] = field(default_factory=dict)

    def address(self, name: str) -> str | None:
        """Return the address that a name means, "" for a place in the document; None: there is no such name."""
        key = normal(name)
        for _ in range(_DEEPEST):
            found = self.targets.get(key)
            if found is None or not found.endswith("_") or "/" in found:
                return found
            key = normal(found.rstrip("_").strip("`"))
        return None


def normal(name: str) -> str:
    """Return a name as docutils compares it: without case, its white space collapsed."""
    return " ".join(_ESCAPE.sub(r"\1", name).split()).lower()


def names_of(source: str) -> Names:
    """Return the names that `source` defines."""
    names = Names()
    for match in _TARGET.finditer(source):
        name = normal(match["name"].strip("`"))
        if name != "_":
            names.targets.setdefault(name, _ESCAPE.sub(r"\1", "".join((match["to"] or "").split())))
    for match in _ANONYMOUS.finditer(source):
        names.anonymous.append(_ESCAPE.sub(r"\1", "".join(match["to"].split())))
    for match in _REPLACED.finditer(source):
        text = match["text"]
        if match["kind"] == "unicode":
            text = _CODE.sub(_sign, text.partition("..")[0]).strip()
        names.replaced.setdefault(normal(match["name"]), text if match["kind"] in ("replace", "unicode") else "")
    return names


def _sign(code: re.Match[str]) -> str:
    number = int(code[1], 16)
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else ""


__all__ = ["Names", "names_of", "normal"]

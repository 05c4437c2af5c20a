"""One use of a template: its name and arguments, with their offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mwparserfromhell.nodes import Template, Text
from mwparserfromhell.wikicode import Wikicode

from claims.readers.wikitext.masking import raw
from claims.readers.wikitext.numbering import clean_name
from claims.readers.wikitext.page import WikiPage

_NAMESPACE = re.compile(
    r"^(?:template|vorlage|modèle|plantilla|modelo|predefinição|sjabloon|szablon|шаблон|قالب|틀|תבנית|الگو|şablon|mall"
    r"|テンプレート)\s*:\s*",
    re.IGNORECASE,
)

# Functions of the parser that show their argument, which follows a colon.
_FUNCTION = re.compile(r"\s*(formatnum|lc|uc|lcfirst|ucfirst|nowrap|nobr)\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a template, with the offset of its value in the source."""

    name: str
    value: Wikicode
    at: int


@dataclass(frozen=True, slots=True)
class Call:
    """One use of a template. `name` is in lower case, with spaces for underscores."""

    name: str
    title: str  # the name as it is written
    arguments: tuple[Argument, ...]
    at: int
    until: int

    def get(self, *argument_names: str) -> Argument | None:
        """Return the last argument of the first of these names that is given."""
        for name in argument_names:
            for argument in reversed(self.arguments):
                if argument.name == name:
                    return argument
        return None

    def positional(self) -> Iterator[Argument]:
        """Yield the numbered arguments in order."""
        named = {argument.name: argument for argument in self.arguments}
        for number in range(1, len(named) + 1):
            if str(number) not in named:
                return
            yield named[str(number)]


def read_call(node: Template, at: int, until: int) -> Call:
    """Return a template's name and arguments, with the offsets of their values."""
    name = str(node.name)
    clean = _NAMESPACE.sub("", " ".join(raw(name).replace("_", " ").split()))
    arguments: list[Argument] = []
    offset = at + 2 + len(name)
    first = clean.partition(":")
    if clean.lower().startswith("#tag:"):
        clean = clean.lower()
    elif clean.startswith("#") or (first[0].isupper() and first[1] and len(first[0]) > 3):
        clean = first[0]
    function = _FUNCTION.match(raw(name))
    if function is not None:
        clean = function[1].lower()
        colon = name.index(":") + 1
        arguments.append(Argument("1", _after_colon(node.name), at + 2 + colon))
    unnamed = len(arguments)
    for parameter in node.params:
        offset += 1
        if parameter.showkey:
            key = " ".join(raw(str(parameter.name)).split())
            offset += len(str(parameter.name)) + 1
        else:
            unnamed += 1
            key = str(unnamed)
        arguments.append(Argument(key, parameter.value, offset))
        offset += len(str(parameter.value))
    return Call(clean.lower(), clean, tuple(arguments), at, until)


def _after_colon(name: Wikicode) -> Wikicode:
    """Return what follows the colon in the name of a function of the parser."""
    first, *others = name.nodes
    return Wikicode([Text(str(first).partition(":")[2]), *others])


def shown(page: WikiPage, call: Call, *argument_names: str) -> str:
    """Return the plain text of the first of these arguments that has any; "" where none has."""
    for name in argument_names:
        argument = call.get(name)
        if argument is not None and (text := page.words(argument.value, argument.at).text):
            return text
    return ""


def stated(call: Call, *argument_names: str) -> str:
    """Return one of these arguments as a name: as it is written, trimmed, without quotation marks."""
    argument = call.get(*argument_names)
    return clean_name(raw(str(argument.value)).strip().strip("\"'")) if argument is not None else ""

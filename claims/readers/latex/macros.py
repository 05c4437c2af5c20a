"""The macros that a document defines: \\newcommand, \\def, \\NewDocumentCommand; and their expansion."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claims.readers.latex.scanning import Expansion, Stream, TexToken, tokens_of, words_of

DEFINING = frozenset(
    {
        *("newcommand", "newcommand*", "renewcommand", "renewcommand*", "providecommand", "providecommand*"),
        *("DeclareRobustCommand", "DeclareRobustCommand*", "def", "gdef", "edef", "xdef", "let", "DeclareMathOperator"),
        *("NewDocumentCommand", "RenewDocumentCommand", "ProvideDocumentCommand", "DeclareDocumentCommand"),
        *("newenvironment", "renewenvironment", "newenvironment*", "renewenvironment*", "DeclareMathOperator*"),
        *("newtheorem", "newtheorem*", "DeclarePairedDelimiter", "newcolumntype", "DeclareCiteCommand"),
    }
)
"""Commands that define others."""
_KINDS = re.compile(r"([mosdtvODRr])(?:\{([^{}]*)\})?")
_LONGEST = 5_000  # tokens of a macro's body
_MOST_ARGUMENTS = 9


@dataclass(frozen=True, slots=True)
class Macro:
    """A macro: how many arguments it takes, the default of the first if that is optional, and its body."""

    arguments: int
    default: Sequence[TexToken] | None
    body: Sequence[TexToken]


class Macros:
    """The macros of a document. Definitions within groups count from where they stand to the end."""

    def __init__(self) -> None:
        self._known: dict[str, Macro] = {}

    def find(self, name: str) -> Macro | None:
        """Return the macro `name`; None if the document does not define it."""
        return self._known.get(name)

    def define(self, command: str, stream: Stream) -> None:
        """Read the definition that `command` begins."""
        if command in ("def", "gdef", "edef", "xdef"):
            self._define_plainly(stream)
        elif command == "let":
            self._copy(stream)
        elif command.endswith("DocumentCommand"):
            name, given, body = _name(stream), words_of(stream.argument()), stream.argument()
            kinds = _KINDS.findall(given)
            default = tokens_of(kinds[0][1]) if kinds and kinds[0][0] in ("o", "O") else None
            self._add(name, Macro(len(kinds), default, body))
        elif command.startswith(("newcommand", "renewcommand", "providecommand", "DeclareRobustCommand")):
            name = _name(stream)
            number, standard = stream.optional(), None
            if number is not None:
                standard = stream.optional()
            count = words_of(number or ()).strip()
            arguments = int(count) if count.isdecimal() and len(count) == 1 else 0
            self._add(name, Macro(arguments, standard, stream.argument()))
        else:
            self._skip(command, stream)

    def expand(self, macro: Macro, call: TexToken, stream: Stream) -> None:
        """Let `stream` read the body of `macro`, whose arguments it has next. `call` is the token that calls it."""
        given: list[Sequence[TexToken]] = []
        if macro.default is not None and macro.arguments:
            first = stream.optional()
            given.append(macro.default if first is None else first)
        while len(given) < macro.arguments:
            given.append(stream.argument())
        tokens: list[TexToken] = []
        for token in macro.body:
            if token.kind == "parameter" and token.text[-1:].isdecimal():
                place = int(token.text[-1]) - 1
                argument = given[place] if 0 <= place < len(given) else ()
                stream.budget.spend(len(argument))
                tokens += argument
            else:
                tokens.append(token._replace(at=call.at, until=call.until))
        stream.enter(Expansion(tokens))

    def _define_plainly(self, stream: Stream) -> None:
        name = _name(stream)
        arguments = 0
        while (token := stream.next()) is not None and token.text != "{":
            if token.kind == "parameter":
                arguments += 1
            elif token.kind in ("par", "command"):
                stream.put_back(token)
                return
        stream.put_back(token)
        self._add(name, Macro(min(arguments, _MOST_ARGUMENTS), None, stream.argument()))

    def _copy(self, stream: Stream) -> None:
        name = _name(stream)
        token = stream.skip_spaces()
        if token is not None and token.text == "=":
            token = stream.skip_spaces()
        if token is not None and token.kind == "command" and name:
            known = self._known.get(token.text)
            self._add(name, known or Macro(0, None, (token,)))

    @staticmethod
    def _skip(command: str, stream: Stream) -> None:
        """Leave out a definition that is not used: of an environment, an operator, a theorem."""
        stream.argument()
        while stream.optional() is not None:
            pass
        stream.argument()
        while stream.optional() is not None:
            pass
        if "environment" in command or command == "DeclarePairedDelimiter":
            stream.argument()
        if command == "DeclareCiteCommand":
            for _ in range(3):
                stream.argument()

    def _add(self, name: str, macro: Macro) -> None:
        calls_itself = any(token.kind == "command" and token.text == name for token in macro.body)
        if name and not calls_itself and len(macro.body) <= _LONGEST:
            self._known[name] = macro


def _name(stream: Stream) -> str:
    """Return the name of the command that is being defined, with or without braces."""
    return next((token.text for token in stream.argument() if token.kind == "command"), "")


__all__ = ["DEFINING", "Macro", "Macros"]

"""The tokens of LaTeX: commands, groups, words, spaces, with their places; and the stream in which macros expand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claims.patterns import lazy_regex

_TOKEN = lazy_regex(
    r"(?P<comment>%[^\n]*(?:\n[ \t]*)?)"
    r"|\\(?P<address>(?:url|nolinkurl|href|path|detokenize|doi)[ \t]*\{(?:[^{}\\]|\\.|\{[^{}]{0,500}\}){0,3000}\})"
    r"|\\(?:(?P<command>[A-Za-z@]+\*?)[ \t]*(?:\n(?![ \t]*\n)[ \t]*)?|(?P<sign>.))"
    r"|(?P<par>\n[ \t]*(?:(?:%[^\n]*)?\n[ \t]*)*\n[ \t\n]*)"
    r"|(?P<space>[ \t\n]+)"
    r"|(?P<math>\$\$?)"
    r"|(?P<mark>[{}\[\]~&])"
    r"|(?P<parameter>#+\d?)"
    r"|(?P<text>[^\\%\n\t ${}\[\]~&#]+)",
    16,  # re.DOTALL
)
# What a document may cost to read, in tokens: a small one that expands much, and more for each character that it has.
# One without macros costs half a token a character, and a book of a thousand pages has two million characters.
_ALLOWED = 300_000
_A_CHARACTER = 2
_ENTERED = 10  # tokens that a file or a macro costs beside its own
_LETTERS = 4  # of a word, that cost one token more
DEEPEST = 200  # macros and files within one another


class TooMuch(Exception):  # a signal within the reader, no error of a caller
    """A document expands to more than is read."""


class TokenBudget:
    """What is left of the tokens that a document may cost, macros expanded; all of its streams share it."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = _ALLOWED

    def allow(self, characters: int) -> None:
        """Allow more for a file with so many `characters`, once for each file."""
        self.left += _A_CHARACTER * characters

    def spend(self, tokens: int) -> None:
        """Take `tokens`. Raises `TooMuch` if there are fewer."""
        self.left -= tokens
        if self.left < 0:
            raise TooMuch


class TexToken(NamedTuple):
    """A token: its kind (the names of the groups above), its text, and the range in the project that it came from.

    The text of a command has no backslash; a star belongs to its name. An address is a command with its first argument,
    in which "%" begins no comment: "url{https://a.test/%20}".
    """

    kind: str
    text: str
    at: int
    until: int


class Frame:
    """A file that is being read: its text, and where it begins in the offsets of the project."""

    __slots__ = ("absent", "base", "name", "place", "text")

    def __init__(self, text: str, base: int, name: str) -> None:
        self.text, self.base, self.name = text, base, name
        self.place = 0
        self.absent: set[str] = set()  # what does not follow any more, so that nobody looks for it again

    def next(self) -> TexToken | None:
        """Return the next token that is no comment; None at the end."""
        while match := _TOKEN.match(self.text, self.place):
            self.place = match.end()
            kind = match.lastgroup or ""
            if kind != "comment":
                start = match.start(kind) if kind == "text" else match.start()
                text = match[kind]
                end = match.start() + 1 + len(text) if kind in ("command", "sign") else match.end()
                return TexToken(kind, text, self.base + start, self.base + end)
        return None


class Expansion:
    """The tokens of a macro's body that are being read."""

    __slots__ = ("place", "tokens")

    def __init__(self, tokens: Sequence[TexToken]) -> None:
        self.tokens = tokens
        self.place = 0

    def next(self) -> TexToken | None:
        """Return the next token; None at the end."""
        if self.place >= len(self.tokens):
            return None
        self.place += 1
        return self.tokens[self.place - 1]


class Stream:
    """The tokens of a document in order, through its files and macros. Raises `TooMuch` above the limits.

    `budget` is that of the document.
    """

    def __init__(self, budget: TokenBudget) -> None:
        self.budget = budget
        self._frames: list[Frame | Expansion] = []
        self._back: list[TexToken] = []

    @property
    def open_files(self) -> Iterator[str]:
        """The names of the files that are being read."""
        return (frame.name for frame in self._frames if isinstance(frame, Frame))

    def enter(self, frame: Frame | Expansion) -> None:
        """Read `frame` next, and then go on."""
        if self._back:
            self._frames.append(Expansion(self._back[::-1]))
            self._back = []
        self._frames.append(frame)
        self.budget.spend(_ENTERED)
        if len(self._frames) > DEEPEST:
            raise TooMuch

    def next(self) -> TexToken | None:
        """Return the next token; None at the end of the document."""
        if self._back:
            return self._back.pop()
        while self._frames:
            token = self._frames[-1].next()
            if token is not None:
                self.budget.spend(1 + len(token.text) // _LETTERS)
                return token
            self._frames.pop()
        return None

    def put_back(self, token: TexToken | None) -> None:
        """Let `token` be the next one again."""
        if token is not None:
            self._back.append(token)

    def skip_spaces(self) -> TexToken | None:
        """Return the next token that is no space."""
        token = self.next()
        while token is not None and token.kind == "space":
            token = self.next()
        return token

    def argument(self) -> list[TexToken]:
        """Return the tokens of the next argument, without its braces: a group, or one token."""
        token = self.skip_spaces()
        if token is None or token.kind == "par":
            self.put_back(token)
            return []
        if token.text == "{" and token.kind == "mark":
            return self._until("}", "{")
        if token.text == "}" and token.kind == "mark":
            self.put_back(token)
            return []
        if token.kind == "text" and len(token.text) > 1:  # of a word, the first letter is the argument
            exact = token.until - token.at == len(token.text)
            middle = token.at + 1 if exact else token.until
            self.put_back(TexToken("text", token.text[1:], middle if exact else token.at, token.until))
            return [TexToken("text", token.text[0], token.at, middle)]
        return [token]

    def optional(self) -> list[TexToken] | None:
        """Return the tokens between the brackets that come next; None if none do."""
        token = space = self.next()
        while token is not None and token.kind == "space":
            space, token = token, self.next()
        if token is None or token.kind != "mark" or token.text != "[":
            self.put_back(token)
            if space is not token:
                self.put_back(space)
            return None
        return self._until("]", "[")

    def raw_until(self, end: str) -> tuple[str, int] | None:
        """Return the characters up to `end` in the file that is being read, and their offset, and go on behind it.

        None: nothing of a file is being read, or `end` does not follow. What was put back is lost.
        """
        frame = self._frames[-1] if self._frames and not self._back else None
        if not isinstance(frame, Frame):
            return None
        found = -1 if end in frame.absent else frame.text.find(end, frame.place)
        if found < 0:
            frame.absent.add(end)
            return None
        start, frame.place = frame.place, found + len(end)
        return frame.text[start:found], frame.base + start

    def _until(self, closing: str, opening: str) -> list[TexToken]:
        """Return the tokens up to the mark that closes the group; a group in braces within is whole."""
        found: list[TexToken] = []
        depth = braces = 0
        while (token := self.next()) is not None:
            if token.kind == "mark":
                if token.text == closing and depth == 0 and braces == 0:
                    return found
                if closing == "]" and token.text in "{}":
                    braces += 1 if token.text == "{" else -1
                    if braces < 0:  # the group around it ends: the bracket was never closed
                        self.put_back(token)
                        return found
                elif token.text in (opening, closing):
                    depth += 1 if token.text == opening else -1
            found.append(token)
        return found


def words_of(tokens: Sequence[TexToken]) -> str:
    """Return tokens as they are written, for the names of files and keys."""
    pieces = []
    for token in tokens:
        if token.kind == "command":
            pieces.append(f"\\{token.text} ")
        elif token.kind in ("sign", "address"):
            pieces.append(f"\\{token.text}")
        else:
            pieces.append(" " if token.kind in ("space", "par") else token.text)
    return "".join(pieces)


def tokens_of(text: str, base: int = 0) -> list[TexToken]:
    """Return all tokens of `text`, whose first character has the offset `base`."""
    frame = Frame(text, base, "")
    found = []
    while (token := frame.next()) is not None:
        found.append(token)
    return found


__all__ = ["Expansion", "Frame", "Stream", "TexToken", "TokenBudget", "TooMuch", "tokens_of", "words_of"]

"""XML to a tree in which every word has its place in the source.

The parser is expat, because lxml tells no columns. It reads no DTD, no file and no address, and it expands no entity
that a document declares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.entities import html5
from xml.parsers import expat

from claims.decoding import decode, normal_newlines
from claims.errors import ReadingError

DEEPEST = 120  # elements within one another: those of real documents are below 60
_HALF = re.compile("[\ud800-\udfff]")
_DECLARED = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")


@dataclass(slots=True)
class Text:
    """A stretch of text. It stands at `at` as it is if `until` is None, otherwise it was made from all between."""

    text: str
    at: int
    until: int | None = None


@dataclass(slots=True, eq=False)
class Node:
    """An element: its name and attributes without namespaces, what is in it, and its place."""

    name: str
    attributes: dict[str, str]
    start: int
    end: int = 0
    parent: Node | None = None
    children: list[Node | Text] = field(default_factory=list)

    def get(self, name: str) -> str:
        """Return the value of an attribute; empty if there is none."""
        return self.attributes.get(name, "").strip()

    def elements(self) -> list[Node]:
        """Return the elements directly in this one."""
        return [child for child in self.children if isinstance(child, Node)]

    def walk(self) -> Iterator[Node]:
        """Yield this element and all within it, in their order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.elements()))

    def all(self, *names: str) -> Iterator[Node]:
        """Yield the elements within this one that have one of the names."""
        return (node for node in self.walk() if node.name in names and node is not self)

    def first(self, *path: str) -> Node | None:
        """Return the first element that is reached by going down these names; None: there is none."""
        node: Node | None = self
        for name in path:
            node = next((child for child in node.elements() if child.name == name), None) if node is not None else None
        return node

    def words(self, *without: str) -> str:
        """Return the text within this element, its white space collapsed, without elements of the names `without`."""
        parts: list[str] = []
        waiting: list[Node | Text] = [self]
        while waiting:
            one = waiting.pop()
            if isinstance(one, Text):
                parts.append(one.text)
            elif one.name not in without or one is self:
                waiting.extend(reversed(one.children))
        return " ".join("".join(parts).split())


@dataclass(frozen=True, slots=True)
class Tree:
    """The root element, and the decoded source in which the places are."""

    root: Node
    source: str


def parse_xml(body: bytes, *, name: str, encoding: str | None = None) -> Tree:
    """Return the tree of `body`, which messages call `name`; `encoding` is what its transport declared.

    Raises `ReadingError` for XML that is not well-formed, `UndecodableDocument` for bytes that are not its encoding.
    """
    declared = _DECLARED.match(body)
    encoding = encoding or (declared[1].decode("ascii") if declared is not None else None)
    return parse_text(normal_newlines(decode(body, name=name, encoding=encoding)), name=name)


def parse_text(source: str, *, name: str) -> Tree:
    """Return the tree of a decoded `source`; see `parse_xml`."""
    if _HALF.search(source):
        raise ReadingError(f"{name}: it has signs that no XML may have; save it again.")
    built = _Builder(source, name)
    try:
        root = built.parse()
    except expat.ExpatError as error:
        message = (
            f"{name}: this is not well-formed XML (line {error.lineno}: {expat.ErrorString(error.code)}); mend it."
        )
        raise ReadingError(message) from None
    return Tree(root, source)


class _Builder:
    def __init__(self, source: str, name: str) -> None:
        self._source = source
        self._name = name
        self._bytes = source.encode()
        self._ascii = len(self._bytes) == len(source)
        self._known = (0, 0)  # a place in bytes, and the same in characters
        self._open: list[Node] = []
        self._root: Node | None = None
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = False
        parser.UseForeignDTD(True)  # names of signs that a DTD would declare are skipped, not refused
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.SkippedEntityHandler = self._skipped
        parser.EntityDeclHandler = self._declared
        parser.DefaultHandler = self._default  # with it, declared entities are told and not expanded
        self._parser = parser

    def parse(self) -> Node:
        self._parser.Parse(self._source, True)
        if self._root is None:
            raise ReadingError(f"{self._name}: there is no element in this XML; get it again.")
        return self._root

    def _place(self) -> int:
        """Return the offset in characters of what is being read."""
        at: int = self._parser.CurrentByteIndex
        if self._ascii:
            return at
        before, offset = self._known
        if at >= before:
            offset += len(self._bytes[before:at].decode("utf-8", "ignore"))
        else:
            offset = len(self._bytes[:at].decode("utf-8", "ignore"))
        self._known = (at, offset)
        return offset

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= DEEPEST:
            raise ReadingError(f"{self._name}: its elements stand in one another more than {DEEPEST} deep.")
        own = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        node = Node(name.rpartition(" ")[2], own, self._place())
        if self._open:
            node.parent = self._open[-1]
            self._open[-1].children.append(node)
        else:
            self._root = node
        self._open.append(node)

    def _end(self, name: str) -> None:
        node = self._open.pop()
        closed = self._source.find(">", self._place())
        node.end = closed + 1 if closed >= 0 else len(self._source)

    def _text(self, text: str) -> None:
        if not self._open:
            return
        at = self._place()
        children = self._open[-1].children
        if self._source.startswith(text, at):
            children.append(Text(text, at))
        else:
            closed = self._source.find(";", at, at + 20)
            children.append(Text(text, at, closed + 1 if closed >= 0 else at + 1))

    def _skipped(self, name: str, is_parameter: bool) -> None:
        if not is_parameter and self._open:
            at = self._place()
            self._open[-1].children.append(Text(html5.get(f"{name};", f"&{name};"), at, at + len(name) + 2))

    def _default(self, data: str) -> None:
        if data.startswith("&") and data.endswith(";"):
            self._skipped(data[1:-1], False)

    def _declared(
        self,
        name: str,
        is_parameter: bool,
        value: str | None,
        base: str | None,
        system: str | None,
        public: str | None,
        notation: str | None,
    ) -> None:
        if value is not None and ("&" in value or "%" in value or len(value) > 200):
            raise ReadingError(f"{self._name}: it declares entities that hold others, or long ones; write them out.")


__all__ = ["DEEPEST", "Node", "Text", "Tree", "parse_text", "parse_xml"]

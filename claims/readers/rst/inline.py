"""The words of a block of reStructuredText: text, code, links, marks of notes, citations, roles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from claims.readers.citation_roles import ROLE, read_role
from claims.readers.markup.inline import Replaced, with_words
from claims.readers.markup.model import EntryMark, Inline, Linked, NoteMark, Words, WorkMark
from claims.readers.rst.names import Names, normal

_MARKUP = re.compile(
    r"(?P<escape>\\(?:\s|.))"
    r"|(?P<literal>(?<![\w`])``(?=\S)(?:[^`]|`(?!`)){1,3000}?(?<=\S)``(?!\w))"
    r"|(?P<address>(?:https?|ftp)://[^\s<>`\"]{1,2000})"
    r"|(?P<role>(?<!\w):(?P<before>[A-Za-z][\w:.+-]{0,60}):`(?P<said>(?:\\.|[^`\\]){1,3000})`)"
    r"|(?P<quoted>(?<![\w`])`(?P<inside>(?:\\.|[^`\\]){1,3000})`(?::(?P<after>[A-Za-z][\w:.+-]{0,60}):|(?P<linked>__?(?!\w)))?)"
    r"|(?P<mark>\[(?P<label>\d{1,6}|\#[\w.:+-]{0,100}|\*|[^\W_][\w.:+-]{0,100})\]_(?!\w))"
    r"|(?P<replaced>(?<![\w|])\|(?P<name>[^\s|](?:[^|\n]{0,100}[^\s|])?)\|_{0,2}(?!\w))"
    r"|(?P<simple>(?<![\w.:+-])[^\W_](?:[\w.:+-]{0,100}[^\W_])?__?(?![\w]))"
    r"|(?P<opening>(?<![\w*])\*{1,2}(?=[^\s*])(?=[^*]{1,1000}\*))|(?P<closing>(?<=[^\s*])\*{1,2}(?![\w*]))"
    r"|(?P<target>(?<!\w)_(?=`[^`\s]))"
)
_EMBEDDED = re.compile(r"(?P<words>.*?)\s*<(?P<url>[^<>]{1,2000})>\s*$", re.DOTALL)
_WEB = re.compile(r"(?:[a-z][a-z0-9+.-]{1,20}:|//|www\.)", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_CITING = re.compile(ROLE, re.IGNORECASE)
_CODE = frozenset(
    {
        *("code", "math", "samp", "kbd", "file", "literal", "eq", "regexp", "makevar", "envvar", "option", "command"),
        *("program", "mimetype", "newsgroup", "download", "raw", "index", "numref", "token", "keyword"),
    }
)
_DOMAINS = re.compile(r"(?:py|c|cpp|js|rst|std|sphinx|meth|func|class|mod|attr|exc|data|const|obj):?", re.IGNORECASE)
_LINKS: dict[str, str] = {
    "doi": "https://doi.org/{}",
    "arxiv": "https://arxiv.org/abs/{}",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/{}",
    "rfc": "https://www.rfc-editor.org/rfc/rfc{}",
    "pep": "https://peps.python.org/pep-{:0>4}",
}
_SHOWN = {"doi": "doi:{}", "arxiv": "arXiv:{}", "pmid": "PMID {}", "rfc": "RFC {}", "pep": "PEP {}"}


class RstInline:
    """Reads stretches of `source`. `keys` collects the keys that roles cite."""

    def __init__(self, source: str, names: Names) -> None:
        self._source = source
        self._names = names
        self._unnamed = 0  # references without a name so far
        self._counts = {"#": 0, "*": 0}
        self._is_set_off = False  # behind "*" or "**" without its end
        self.keys: list[str] = []

    def read(self, start: int, end: int) -> list[Inline]:
        """Return the words between two offsets."""
        self._is_set_off = False
        return _joined(with_words(self._source, start, end, self._read(start, end)))

    def _read(self, start: int, end: int) -> Iterator[Replaced]:
        for match in _MARKUP.finditer(self._source, start, end):
            read = _READ[str(match.lastgroup)](self, match)
            if read is not None:
                yield Replaced(*match.span(), read)

    def _escape(self, match: re.Match[str]) -> list[Inline] | None:
        sign = match[0][1]
        return [] if sign.isspace() else [Words(sign, match.start() + 1)]

    def _literal(self, match: re.Match[str]) -> list[Inline] | None:
        return [Words(match[0][2:-2], match.start() + 2, code=True)]

    def _address(self, match: re.Match[str]) -> list[Inline] | None:
        return [Words(match[0], match.start())]  # the links of a text are found in all formats alike

    def _opening(self, match: re.Match[str]) -> list[Inline] | None:
        self._is_set_off = True
        return []

    def _closing(self, match: re.Match[str]) -> list[Inline] | None:
        was_open, self._is_set_off = self._is_set_off, False
        return [] if was_open else None

    def _role(self, match: re.Match[str]) -> list[Inline] | None:
        return self._by_role(match["before"], match["said"], match.start("said"), match)

    def _quoted(self, match: re.Match[str]) -> list[Inline] | None:
        if match["after"]:
            return self._by_role(match["after"], match["inside"], match.start("inside"), match)
        inside, at = match["inside"], match.start("inside")
        if match["linked"] is None:
            return [Words(_ESCAPED.sub(r"\1", inside), at, match.end() - 1)]
        embedded = _EMBEDDED.match(inside)
        if embedded is not None:
            url, words = "".join(embedded["url"].split()), embedded["words"]
            if url.endswith("_") and not _WEB.match(url):
                url = self._names.address(url[:-1]) or ""
            if words:
                self._names.targets.setdefault(normal(words), url)
            return _link(url, words or url, at, self._range(match))
        if match["linked"] == "__":
            url = self._names.anonymous[self._unnamed] if self._unnamed < len(self._names.anonymous) else ""
            self._unnamed += 1
        else:
            url = self._names.address(inside) or ""
        return _link(url, inside, at, self._range(match))

    def _simple(self, match: re.Match[str]) -> list[Inline] | None:
        name = match[0].rstrip("_")
        if match[0].endswith("__"):
            if self._unnamed >= len(self._names.anonymous):
                return None
            url: str | None = self._names.anonymous[self._unnamed]
            self._unnamed += 1
        else:
            url = self._names.address(name)
        return None if url is None else _link(url, name, match.start(), self._range(match))

    def _mark(self, match: re.Match[str]) -> list[Inline] | None:
        label = match["label"]
        if label in self._counts:
            self._counts[label] += 1
            return [NoteMark(f"{label}{self._counts[label]}", self._range(match))]
        if label[0] == "#" or label.isdecimal():
            return [NoteMark(f"#{normal(label[1:])}" if label[0] == "#" else label, self._range(match))]
        return [EntryMark((label,), (f"item-{normal(label)}",), None, self._range(match))]

    def _replaced(self, match: re.Match[str]) -> list[Inline] | None:
        text = self._names.replaced.get(normal(match["name"]))
        if text is None:
            return None
        url = self._names.address(match["name"]) if match[0].endswith("_") else None
        words = Words(_ESCAPED.sub(r"\1", text).replace("*", ""), *self._range(match))
        return [Linked(url, [words], self._range(match))] if url else [words]

    def _target(self, match: re.Match[str]) -> list[Inline] | None:
        return []

    def _by_role(self, role: str, said: str, at: int, match: re.Match[str]) -> list[Inline] | None:
        lower = role.lower()
        place = self._range(match)
        if _CITING.fullmatch(lower):
            cites, in_text, shown = read_role(lower, said)
            self.keys += [cite.key for cite in cites]
            return [WorkMark(cites, in_text, shown, place)] if cites else None
        embedded = _EMBEDDED.match(said)
        words = embedded["words"] if embedded is not None and embedded["words"] else said
        if lower in _LINKS:
            number = (embedded["url"] if embedded is not None else said).partition("#")[0].strip()
            shown = words if embedded is not None and embedded["words"] else _SHOWN[lower].format(words.strip())
            return [Linked(_LINKS[lower].format(number), [Words(shown, *place)], place)]
        if lower in ("sup", "superscript"):
            return [Words(said, at, raised=True)]
        if lower in _CODE or (":" in lower and _DOMAINS.match(lower)):
            return [Words(words.lstrip("~!"), *place, code=True)]
        if lower == "abbr":
            words = said.partition("(")[0].rstrip()
        return [Words(_ESCAPED.sub(r"\1", words), at, at + len(words))]

    def _range(self, match: re.Match[str]) -> tuple[int, int]:
        return match.start(), match.end()


def _link(url: str, words: str, at: int, place: tuple[int, int]) -> list[Inline]:
    shown = _ESCAPED.sub(r"\1", words)
    inside = Words(shown, at) if shown == words else Words(shown, *place)
    return [Linked(url, [inside], place)] if url and _WEB.match(url) else [inside]


def _joined(found: list[Inline]) -> list[Inline]:
    """Return the words without the space that the syntax asks for between two marks: "[1]_ [2]_" is "[1][2]"."""
    kept: list[Inline] = []
    for place, one in enumerate(found):
        if isinstance(one, Words) and not one.text.strip() and not one.code and kept and place + 1 < len(found):
            around = (kept[-1], found[place + 1])
            if all(isinstance(mark, NoteMark | EntryMark) for mark in around):
                continue
        kept.append(one)
    return kept


_READ: dict[str, Callable[[RstInline, re.Match[str]], list[Inline] | None]] = {
    "escape": RstInline._escape,
    "literal": RstInline._literal,
    "address": RstInline._address,
    "role": RstInline._role,
    "quoted": RstInline._quoted,
    "mark": RstInline._mark,
    "replaced": RstInline._replaced,
    "simple": RstInline._simple,
    "opening": RstInline._opening,
    "closing": RstInline._closing,
    "target": RstInline._target,
}

__all__ = ["RstInline"]

"""The stretches of a file that are no text of the document: comments, code, and what is shown as it is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from claims.model import DocumentFormat, Span
from claims.patterns import lazy_regex
from claims.readers.markdown.block_scanning import LinearBlock

_WIKI = lazy_regex(
    r"<!--|<(?P<name>nowiki|pre|syntaxhighlight|source|math|chem|score|timeline|templatedata)\b[^<>]*>", re.IGNORECASE
)
_HTML = lazy_regex(r"<!--|<(?P<name>script|style|template|textarea|noscript|pre|code|samp|kbd)\b[^<>]*>", re.IGNORECASE)
_LATEX = lazy_regex(
    r"\\(?:url|href|path|nolinkurl)\s*\{(?:\\.|[^{}\\])*\}"  # a percent sign in an address begins no comment
    r"|(?P<verb>\\(?:verb\*?|lstinline|mintinline\{\w+\})(?P<sign>[^\w\s*])[^\n]*?(?P=sign))"
    r"|\\begin\{(?P<name>verbatim\*?|Verbatim|lstlisting|minted|comment|filecontents\*?)\}"
    r"|\\.|(?P<comment>%[^\n]*)",
    re.DOTALL,
)
_LINE = lazy_regex(r"[^\n]*\n?")
_RST_SHOWN = lazy_regex(r"``[^`\n]+``")
_RST_COMMENT = lazy_regex(r"\s*\.\.(?:\s+(?!\[|_|\||[\w:+.-]+::)|\s*$)")
_RST_CODE = lazy_regex(r"\s*\.\.\s+(?:code|code-block|sourcecode|parsed-literal|highlight|raw|math|doctest)::")
_TICKS = lazy_regex(r"`+")


def hidden_stretches(text: str, format: DocumentFormat) -> list[Span]:
    """Return the stretches of a file's `text` in `format` in which no address is one of the document, in order."""
    find = _FINDERS.get(format)
    return list(find(text)) if find is not None else []


def _of_wikitext(text: str) -> Iterator[Span]:
    return _tagged(text, _WIKI)


def _of_html(text: str) -> Iterator[Span]:
    return _tagged(text, _HTML)


def _tagged(text: str, opening: re.Pattern[str]) -> Iterator[Span]:
    """Yield comments and elements from their opening to their end; what never ends is none, except a comment."""
    at = 0
    never_closed: set[str] = set()
    lower = text.lower()
    if len(lower) != len(text):
        lower = text  # a sign that has two in lower case: tags are then found as they are written
    while (match := opening.search(text, at)) is not None:
        at = match.end()
        if match["name"] is None:
            end = text.find("-->", at)
            at = len(text) if end < 0 else end + 3
            yield Span(match.start(), at)
            continue
        name = match["name"].lower()
        if name in never_closed or match.group().endswith("/>"):
            continue
        end = lower.find(f"</{name}", at)
        if end < 0:
            never_closed.add(name)
            continue
        at = end
        yield Span(match.start(), end)


def _of_latex(text: str) -> Iterator[Span]:
    at = 0
    while (match := _LATEX.search(text, at)) is not None:
        at = match.end()
        if match["comment"] is not None or match["verb"] is not None:
            yield Span(match.start(), at)
        elif match["name"] is not None:
            end = text.find(f"\\end{{{match['name']}}}", at)
            at = len(text) if end < 0 else end
            yield Span(match.start(), at)


def _of_rst(text: str) -> Iterator[Span]:
    """Yield comments, literal blocks and directives with code by their indentation, and literals in a line."""
    block: int | None = None  # the indentation of the line that began a hidden block
    started = 0
    waiting: int | None = None  # that of a paragraph that ends with "::", below which a literal block may begin
    for match in _LINE.finditer(text):
        line = match.group()
        if not line.strip():
            continue
        indent = len(line) - len(line.lstrip())
        if block is not None and indent > block:
            continue
        if block is not None:
            yield Span(started, match.start())
            block = None
        if waiting is not None and indent > waiting:
            block, started, waiting = waiting, match.start(), None
            continue
        waiting = None
        if _RST_COMMENT.match(line) or _RST_CODE.match(line):
            block, started = indent, match.start()
            continue
        if line.rstrip().endswith("::") and not line.lstrip().startswith(".. "):
            waiting = indent
        for shown in _RST_SHOWN.finditer(line):
            yield Span(match.start() + shown.start(), match.start() + shown.end())
    if block is not None:
        yield Span(started, len(text))


def _of_markdown(text: str) -> Iterator[Span]:
    parser = MarkdownIt("commonmark").enable(["table"]).use(footnote_plugin).use(front_matter_plugin)
    parser.core.ruler.disable(["inline", "footnote_tail"])
    LinearBlock(parser)
    starts = [0, *(match.end() for match in re.finditer(r"\n|\r", text)), len(text)]
    found = [
        Span(starts[token.map[0]], starts[min(token.map[1], len(starts) - 1)])
        for token in parser.parse(text)
        if token.type in ("fence", "code_block", "front_matter") and token.map
    ]
    at = 0
    for block in [*found, Span(len(text), len(text))]:
        yield from _in_ticks(text, at, block.start)
        yield block
        at = block.end


def _in_ticks(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the code and the comments within the lines from `start` to `end`: equal runs of backticks around them."""
    runs = [(match.start(), match.end()) for match in _TICKS.finditer(text, start, end)]
    last: dict[int, list[int]] = {}
    for place in range(len(runs) - 1, -1, -1):
        last.setdefault(runs[place][1] - runs[place][0], []).append(place)
    done = start
    place = 0
    while place < len(runs):
        begin, after = runs[place]
        same = last[after - begin]
        while same and same[-1] <= place:
            same.pop()
        closing = same[-1] if same else None
        if closing is None or "\n\n" in text[after : runs[closing][0]] or text[begin - 1 : begin] == "\\":
            place += 1
            continue
        yield from _comments(text, done, begin)
        yield Span(begin, runs[closing][1])
        done = runs[closing][1]
        place = closing + 1
    yield from _comments(text, done, end)


def _comments(text: str, start: int, end: int) -> Iterator[Span]:
    while (begin := text.find("<!--", start, end)) >= 0:
        close = text.find("-->", begin, end)
        start = end if close < 0 else close + 3
        yield Span(begin, start)


_FINDERS: Mapping[DocumentFormat, Callable[[str], Iterator[Span]]] = {
    DocumentFormat.WIKITEXT: _of_wikitext,
    DocumentFormat.HTML: _of_html,
    DocumentFormat.LATEX: _of_latex,
    DocumentFormat.RST: _of_rst,
    DocumentFormat.MARKDOWN: _of_markdown,
}

__all__ = ["hidden_stretches"]

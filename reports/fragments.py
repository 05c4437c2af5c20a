"""Links that open a page at a passage: text fragments (`#:~:text=`), made so that they match once on the page.

Source: the Text Fragments specification of the WICG, section 3. A browser looks for `start,end` or for `exact`, with
`prefix-,` and `,-suffix` if the words occur more than once; it compares whole words, without regard to case.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from reports.model import Passage

_LONG = 90  # characters from which on a passage is named by its first and its last words
_EDGE = 5  # words at each end of a long passage, to begin with
_CONTEXT = 3  # words of context on a side, to begin with
_MOST = 12  # words of context or of an edge at most
_UNSHOWN = frozenset({"description", "metadata"})  # places of words that a page has, but does not show
_SIGNS = re.compile(r"[^\w\s]")
_NOTE = re.compile(r"\s?\[[^\]\s]{1,12}\]")  # a note's mark, which may be written otherwise on the page


def passage_directive(passage: Passage) -> str:
    """Return the directive for `passage` by its own words and context: the part after `#:~:`; empty: no directive.

    A report does not hold the page, so words of context are always named. They distinguish the passage from others with
    the same words.
    """
    if passage.place in _UNSHOWN:
        return ""
    text = passage.prefix + passage.exact + passage.suffix
    start = len(passage.prefix)
    return _directive(text, start, start + len(passage.exact), _CONTEXT)


def text_fragment(text: str, start: int, end: int) -> str:
    """Return the directive for `text[start:end]`: the part after `#:~:` in a link; empty: the passage has no words.

    `text` is the whole visible text of the page. Words are added at the edges, then context before and after, until
    the directive matches at one place only, or no more would help.
    """
    directive = _directive(text, start, end, 0)
    for size in range(_CONTEXT, _MOST + 1, 3):
        if not directive or _matches(text, directive) <= 1:
            break
        directive = _directive(text, start, end, size)
    return directive


def _directive(text: str, start: int, end: int, context: int) -> str:
    first, last = _trimmed(text, start, end)
    if first >= last:
        return ""
    short = last - first < _LONG and not re.search(r"[\n\[\]]", text[first:last])
    terms = [text[first:last]] if short else _edges(text, first, last)
    prefix = _words_before(text, first, context) if context else ""
    suffix = _words_behind(text, last, context) if context else ""
    parts = [f"{_encoded(prefix)}-"] if prefix else []
    parts += [_encoded(term) for term in terms]
    parts += [f"-{_encoded(suffix)}"] if suffix else []
    return "text=" + ",".join(parts)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave white space and signs at the ends out: a fragment must begin and end with a word."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def _edges(text: str, first: int, last: int) -> list[str]:
    """Return the first and the last words of a long passage, short of a line's end and of notes' marks."""
    half = max(1, len(text[first:last].split()) // 2)
    size = min(_EDGE, half)
    head = text[first : _after_words(text, first, last, size)]
    tail = text[_before_words(text, first, last, size) : last]
    head, tail = _NOTE.split(head)[0].rstrip(), _NOTE.split(tail)[-1].lstrip()
    return [part for part in (head, tail) if part]


def _after_words(text: str, first: int, last: int, size: int) -> int:
    """Return where `size` words from `first` end, or their line."""
    at = first
    for _ in range(size):
        while at < last and text[at].isspace():
            if text[at] == "\n":
                return _trimmed(text, first, at)[1]
            at += 1
        while at < last and not text[at].isspace():
            at += 1
    return _trimmed(text, first, at)[1]


def _before_words(text: str, first: int, last: int, size: int) -> int:
    """Return where the last `size` words before `last` begin, or their line."""
    at = last
    for _ in range(size):
        while at > first and text[at - 1].isspace():
            if text[at - 1] == "\n":
                return _trimmed(text, at, last)[0]
            at -= 1
        while at > first and not text[at - 1].isspace():
            at -= 1
    return _trimmed(text, at, last)[0]


def _words_before(text: str, first: int, size: int) -> str:
    """Return up to `size` words of the same line before a passage, with the signs between: nothing may be left out."""
    line = max(text.rfind("\n", 0, first) + 1, first - 40 * size)
    end = _trimmed(text, line, first)[1]
    return text[_before_words(text, line, end, size) : first].rstrip() if end > line else ""


def _words_behind(text: str, last: int, size: int) -> str:
    line = text.find("\n", last)
    line = min(len(text) if line < 0 else line, last + 40 * size)
    start = _trimmed(text, last, line)[0]
    return text[last : _after_words(text, start, line, size)].lstrip() if start < line else ""


def _matches(text: str, directive: str) -> int:
    """Count the places of a page at which a directive begins to match, two at most."""
    parts = [unquote(part) for part in directive.removeprefix("text=").split(",")]
    prefix = parts.pop(0)[:-1] + " " if parts[0].endswith("-") else ""
    suffix = " " + parts.pop()[1:] if parts[-1].startswith("-") else ""
    page = _comparable(text)
    needle = _comparable(prefix + parts[0] + (suffix if len(parts) == 1 else ""))
    first = page.find(needle)
    return 0 if first < 0 else 1 if page.find(needle, first + 1) < 0 else 2


def _comparable(text: str) -> str:
    return " ".join(_SIGNS.sub(" ", text).split()).casefold()


def _encoded(words: str) -> str:
    """Percent-encode; the comma and the hyphen have a special meaning in a directive."""
    return quote(" ".join(words.split()), safe="", errors="replace").replace("-", "%2D")

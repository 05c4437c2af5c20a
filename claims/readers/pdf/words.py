"""The words of lines as they go into the text: hyphens at line ends joined, raised figures in raised letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from claims.patterns import lazy_regex
from claims.readers.pdf.feet import raised_spans
from claims.readers.pdf.model import TextLine
from claims.readers.raising import in_raised_letters

SOFT = "\u00ad"
_WORD = lazy_regex(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST = lazy_regex(r"(?P<word>[\w/:.-]*[^\W_])[-‐\u00ad]$")
_FIRST = lazy_regex(r"[^\W_]+")
_ADDRESS = lazy_regex(r"(?:https?://|www\.|\bdoi\.org/|\bdoi:\s?|\b10\.\d{4,9}/)\S*$|\bhttps?:$")
_OPEN = lazy_regex(r"[/_=?&#%~-]$|\bhttps?:$")  # an address goes on behind these
_PATH = lazy_regex(r"[^\s/=&?#_]*[/=&?#_%]|[\w-]{1,20}\.(?:html?|pdf|aspx?|php)\b|[a-z\d-]*\d[\w.-]*")
"""The rest of an address: a part with a sign that words lack, the name of a file, a number."""


class Written(NamedTuple):
    """A piece of text, and where it stands in the text of all lines."""

    text: str
    at: int
    until: int


class Vocabulary:
    """The words of a document, which tell whether a hyphen at the end of a line belongs to a word."""

    def __init__(self, lines: Iterable[TextLine]) -> None:
        self._words: set[str] = set()
        for line in lines:
            self._words.update(word.casefold() for word in _WORD.findall(line.text))

    def keeps_hyphen(self, first: str, rest: str) -> bool:
        """Return whether `first` and `rest`, the parts of a word at a line end, are written with a hyphen."""
        if not rest[:1].islower() or not first[-1:].isalpha():
            return True
        one, other = first.rpartition("-")[2].casefold(), rest.casefold()
        if f"{one}{other}" in self._words:
            return False
        return f"{one}-{other}" in self._words


def written(lines: Sequence[TextLine], vocabulary: Vocabulary, *, skip: int = 0) -> Iterator[Written]:
    """Yield the words of `lines` as one text, without the first `skip` characters."""
    for number, line in enumerate(lines):
        start = skip if number == 0 else 0
        text = _with_raised(line)
        following = lines[number + 1].text if number + 1 < len(lines) else ""
        end, joint = _end(text, following, vocabulary)
        for begin, until in _kept(text, start, end):
            yield Written(text[begin:until], line.at + begin, line.at + until)
        if joint:
            yield Written(joint, line.at + end, line.at + len(text))


def _with_raised(line: TextLine) -> str:
    if not line.raised:
        return line.text
    text = line.text
    for start, end in raised_spans(line):
        text = text[:start] + in_raised_letters(text[start:end]) + text[end:]
    return text


def _end(text: str, following: str, vocabulary: Vocabulary) -> tuple[int, str]:
    """Return where the words of a line end, and what stands between them and the next line."""
    if not following:
        return len(text.rstrip(SOFT)), ""
    hyphen = _LAST.search(text)
    rest = _FIRST.match(following)
    if _ADDRESS.search(text) and (_OPEN.search(text) or text.endswith(SOFT) or _PATH.match(following)):
        return (len(text) - 1, "-") if text.endswith(SOFT) else (len(text), "")
    if hyphen is None or rest is None:
        return len(text), " "
    if vocabulary.keeps_hyphen(hyphen["word"], rest[0]):
        return len(text) - 1, "-"
    return len(text) - 1, ""


def _kept(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a line without the soft hyphens within it."""
    place = start
    while place < end:
        soft = text.find(SOFT, place, end)
        until = end if soft < 0 else soft
        if until > place:
            yield place, until
        place = until + 1 if soft >= 0 else end


__all__ = ["SOFT", "Vocabulary", "Written", "written"]

"""Find the marks of a text and expand their labels, given the labels of the list of references."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from claims.layout import Mark
from claims.markers.labels import LabelsFound, expand_labels, expand_listed, normal_label
from claims.markers.parenthesised import find_parenthesised
from claims.markers.raised import Candidate, find_raised
from claims.model import Span
from claims.patterns import lazy_regex
from claims.quotations import find_quotes

_PAGES = r"(?::[\u2009\u200a\u202f\u00a0]?(?:(?:pp?|S|с|str|s)\.\s?)?(?P<pages>\d{1,5}[a-z]?(?:[,–-]\s?\d{1,5}){0,8}))?"
_PAGES_AFTER = lazy_regex(_PAGES)
_BRACKETED = lazy_regex(rf"\[(?P<inside>[^\[\]\n]{{1,60}})\]{_PAGES}(?!\()")
_WIDE = lazy_regex(
    r"(?<=[^\n])[［【〔⟦⟨](?P<inside>[^\[\]［］【】〔〕⟦⟧⟨⟩\n]{1,40})[］】〕⟧⟩]"
    r"|(?<=[^\n\d])<(?P<angle>\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,20})>(?!\s?\d)"
    r"|(?<=[\w.,;:!?)\s])(?<!\n)\{(?P<braced>\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,20})\}(?![\w{])"
)
# Names of groups of notes that count as marks even without a list of references.
_NOTE = lazy_regex(
    r"(?:note|notes|nota|nb|n\.?b\.?|fn|footnote|anm\.?|anmerkung|noot|прим\.?|uwaga|注|註)\s?\d{1,3}", re.IGNORECASE
)
_NAMED = lazy_regex(r"(?P<names>[^\W\d_][^\[\]\n,]{1,50})(?:,\s(?P<pages>(?:pp?|S)\.\s?\d{1,4}(?:[–-]\d{1,4})?))?")
_RANGE = lazy_regex(r"[-–—‐‑‒―−]|\s(?:to|through|bis|à)\s")
_FULL_STOPS = frozenset(".。！？!?”")
_HIGHEST_UNLISTED = 999  # [1986] is a year unless the list has such an entry


def find_marks(text: str, *, labels: Collection[str] | None = None, parentheses: bool = False) -> list[Mark]:
    """Return the marks of `text` in order, ranges like [3]–[5] joined.

    `labels` are those of the list of references, None if the document has none (numbers and [^n] are marks then,
    single letters are not). Raised numbers and those in wide brackets are marks if the list has them.
    `parentheses` says that the list proves "(1)" to be a mark.
    """
    known = None if labels is None else {normal_label(label) for label in labels}
    marks = _bracketed(text, known)
    if known:
        others = [*(_parted(one, known) for one in find_raised(text)), *_wide(text)]
        others += find_parenthesised(text) if parentheses else ()
        marks += [
            Mark(span=one.span, labels=one.labels, pages=one.pages) for one in others if _are_known(one.labels, known)
        ]
    else:
        others = [one for one in _wide(text) if _is_unlisted(text, one)]
        others += _counting(text, find_raised(text)) if not marks and not others else ()
        marks += [Mark(span=one.span, labels=one.labels, pages=one.pages) for one in others]
    return _joined(text, _apart(marks))


def _parted(one: Candidate, known: set[str]) -> Candidate:
    """Return a raised number that the list lacks as its figures, where it has all of these: "²³" cites 2 and 3."""
    if len(one.labels) > 1 or not one.labels[0].isdecimal() or one.labels[0] in known:
        return one
    figures = tuple(one.labels[0])
    rises = len(figures) > 1 and len(set(figures)) == len(figures) and list(figures) == sorted(figures)
    return one._replace(labels=figures) if rises and _are_known(figures, known) else one


def _counting(text: str, raised: Iterable[Candidate]) -> list[Candidate]:
    """Return raised numbers that are marks although their list is missing: they count from 1, two at full stops."""
    found = list(raised)
    if not all(label.isdecimal() for one in found for label in one.labels):
        return []
    numbers = [int(label) for label in dict.fromkeys(label for one in found for label in one.labels)]
    at_ends = sum(
        text[one.span.start - 1] in _FULL_STOPS or text[one.span.end : one.span.end + 1] in (".", "。") for one in found
    )
    return found if at_ends > 1 and numbers == list(range(1, len(numbers) + 1)) else []


def _is_unlisted(text: str, one: Candidate) -> bool:
    """Return whether a number in wide brackets is a mark without a list: it stands behind a word or a full stop."""
    before, after = text[one.span.start - 1], text[one.span.end : one.span.end + 1]
    return (
        not after.isalnum()
        and text[one.span.start] in "［【"
        and (before.isalnum() or before in '.。！？!?”’"」』）)')
        and all(label.isdecimal() and 0 < int(label) <= _HIGHEST_UNLISTED for label in one.labels)
    )


def _bracketed(text: str, known: set[str] | None) -> list[Mark]:
    indexed = indexed_words(text)
    quoted: list[Span] | None = None
    marks: list[Mark] = []
    judged: dict[str, LabelsFound | None] = {}
    for match in _BRACKETED.finditer(text):
        inside = match["inside"]
        if inside not in judged:
            judged[inside] = _labels_of(inside, known)
        found = judged[inside]
        if found is None:
            continue
        start, end = match.span()
        before = text[start - 1 : start]
        if (before.isalnum() or before in _IN_NAMES) and is_index(
            text, start, start + len(inside) + 2, indexed, unlisted=not known
        ):
            continue
        if before.isspace() and _stands_alone(text, end) and not _are_known(found.labels, known or ()):
            quoted = find_quotes(text) if quoted is None else quoted
            if _inside(quoted, start):
                continue  # "we saw [12] ships": an editor's word
        marks.append(Mark(span=Span(start, end), labels=found.labels, pages=match["pages"] or found.pages))
    return marks


def _labels_of(inside: str, known: set[str] | None) -> LabelsFound | None:
    """Return the labels of a bracket, those of "refs. 2 and 3" if the list has them; None where it is no mark."""
    found = expand_labels(inside)
    if known and (found is None or not _are_known(found.labels, known)):
        listed = expand_listed(inside)
        if listed is not None and _are_known(listed.labels, known):
            return listed
        if (named := _named(inside)) is not None and _are_known(named.labels, known):
            return named
    return found if found is not None and _believable(found, inside, known) else None


def _named(inside: str) -> LabelsFound | None:
    """Return the names in a bracket, "Able" or "Able; Baker, p. 3", which a list may have as labels."""
    match = _NAMED.fullmatch(inside.strip())
    if match is None:
        return None
    return LabelsFound(tuple(re.split(r"\s?;\s?", match["names"])), match["pages"])


def _wide(text: str) -> Iterator[Candidate]:
    """Yield the numbers in wide brackets: ［1］, 【1】, 〔1〕."""
    for match in _WIDE.finditer(text):
        found = expand_listed(match["inside"] or match["angle"] or match["braced"])
        if found is not None and text[match.start() - 1 : match.start()] != "\n":
            yield Candidate(Span(*match.span()), found.labels)


def _apart(marks: list[Mark]) -> list[Mark]:
    """Return the marks in order; of those that overlap the one that begins first, or is longer, counts."""
    apart: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end)):
        if not apart or mark.span.start >= apart[-1].span.end:
            apart.append(mark)
    return apart


def _are_known(labels: Sequence[str], known: Collection[str]) -> bool:
    return all(normal_label(label) in known for label in labels)


def with_pages(text: str, mark: Mark) -> Mark:
    """Return `mark` with the page that follows it closely, ":23" or ":p. 7", where its reader left that in the text."""
    if mark.pages is not None or not text.startswith(":", mark.span.end):
        return mark
    match = _PAGES_AFTER.match(text, mark.span.end)
    if match is None or not match["pages"]:
        return mark
    return replace(mark, span=Span(mark.span.start, match.end()), pages=match["pages"])


def _stands_alone(text: str, end: int) -> bool:
    """Return whether a space and a word stand behind a bracket that ends at `end`, as behind a word of the sentence."""
    return text[end : end + 1].isspace() and text[end + 1 : end + 2].isalpha()


def _inside(quoted: list[Span], place: int) -> bool:
    nearest = bisect_right(quoted, (place, place)) - 1
    return nearest >= 0 and quoted[nearest].start <= place < quoted[nearest].end


def _believable(found: LabelsFound, inside: str, known: set[str] | None) -> bool:
    if known is not None and _are_known(found.labels, known):
        return True
    if inside.strip().startswith("^"):
        return True
    if all(label.isdecimal() for label in found.labels):
        return all(1 <= int(label) <= _HIGHEST_UNLISTED for label in found.labels)
    return _NOTE.fullmatch(inside.strip()) is not None


def _joined(text: str, marks: list[Mark]) -> list[Mark]:
    """Join [3]–[5] to one mark, with the labels between them."""
    joined: list[Mark] = []
    for mark in marks:
        if joined and _RANGE.fullmatch(text, joined[-1].span.end, mark.span.start):
            first, last = joined[-1].labels[-1], mark.labels[0]
            between = expand_labels(f"{first}-{last}") if first.isdecimal() and last.isdecimal() else None
            if between:
                before = joined.pop()
                span = Span(before.span.start, mark.span.end)
                labels = (*before.labels[:-1], *between.labels, *mark.labels[1:])
                mark = Mark(span=span, labels=labels, pages=mark.pages or before.pages)
        joined.append(mark)
    return joined


_INDEXED = lazy_regex(r"([A-Za-z_]\w{0,40})\[(?:0|-1|[ijk]|n|\d*:\d*|'[^'\]\n]{1,20}'|\"[^\"\]\n]{1,20}\")\]")
_IN_NAMES = frozenset("_.$\n")  # what a word of code may end with, besides letters and digits
_LONGEST_WORD = 40
_CODE_WORD = lazy_regex(r"^(?:[a-z]\w*_\w*|\$[a-z_]\w*)$")  # snake_case, $shell: not iPhone, $500 or booking.com
_CODE_NAMES = frozenset(
    {
        "items",
        "arr",
        "args",
        "argv",
        "kwargs",
        "lst",
        "vec",
        "buf",
        "xs",
        "ys",
        "nums",
        "foo",
        "baz",
        "tmp",
        "ptr",
        "elem",
        "params",
        "obj",
        "dict",
        "tuple",
        "str",
    }
)
_CODE_AFTER = lazy_regex(r"[ \t]?(?:[-+*/|&]?=(?!=)|==|->|::|\+\+|--(?!-)|\(|\.[a-z_]\w*(?:\(|\[|\s*=|\.\w))")


def indexed_words(text: str) -> frozenset[str]:
    """Return the words that `text` uses with an index that no citation has ([0], [i], [-1] …)."""
    if "[" not in text:
        return frozenset()
    return frozenset(match.group(1) for match in _INDEXED.finditer(text))


def is_index(text: str, start: int, end: int, indexed: frozenset[str], *, unlisted: bool = False) -> bool:
    """Return whether the bracket at `start` to `end` is an index: by the word it is attached to and by what follows.

    Where no list answers (`unlisted`), one behind a single small letter is an index too.
    """
    word = _word_before(text, start)
    if not word:
        return False
    if unlisted and len(word) == 1 and word.islower() and word.isascii() and text[start - 2 : start - 1].isspace():
        return True  # "a[1] holds b[2]"
    if word in indexed or word.rpartition(".")[2] in _CODE_NAMES or _CODE_WORD.match(word):
        return True
    return _CODE_AFTER.match(text, end) is not None


def _word_before(text: str, end: int) -> str:
    """Return the word that ends at `end`, or before one line break there; at most 40 characters of both."""
    low = max(0, end - _LONGEST_WORD)
    if text[end - 1 : end] == "\n":
        end -= 1
    start = end
    while start > low and ((char := text[start - 1]).isalnum() or char in "_.$"):
        start -= 1
    return text[start:end]

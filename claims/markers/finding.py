"""Find the marks of a text and expand their labels, given the labels of the list of references."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection
from dataclasses import replace

from claims.layout import Mark
from claims.markers.labels import LabelsFound, expand_labels, normal_label
from claims.model import Span
from claims.quotations import find_quotes

_PAGES = r"(?::[\u2009\u200a\u202f\u00a0]?(?:(?:pp?|S|с|str|s)\.\s?)?(?P<pages>\d{1,5}[a-z]?(?:[,–-]\s?\d{1,5}){0,8}))?"
_PAGES_AFTER = re.compile(_PAGES)
_BRACKETED = re.compile(rf"\[(?P<inside>[^\[\]\n]{{1,60}})\]{_PAGES}(?!\()")
_PARENTHESISED = re.compile(r"\((?P<inside>\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,20})\)")
_SUPERSCRIPT = re.compile(r"[⁰¹²³⁴-⁹]+(?:(?:[ \u2009\u200a]?[,˒’‚⁾]\s?|[⁻⁻–-])[⁰¹²³⁴-⁹]+)*")
_SUPERSCRIPT_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻˒", "0123456789-,")
_UNITS = re.compile(r"(?:^|[\s\d(/·])(?:[kcdmµμn]?m|in|ft|mi|yd|s|ha|x|y|r|a|b|c|n|e)$", re.IGNORECASE)
# Names of groups of notes that count as marks even without a list of references.
_NOTE = re.compile(
    r"(?:note|notes|nota|nb|n\.?b\.?|fn|footnote|anm\.?|anmerkung|noot|прим\.?|uwaga|注|註)\s?\d{1,3}", re.IGNORECASE
)
_DASHES = frozenset("-–—‐‑")
_HIGHEST_UNLISTED = 999  # [1986] is a year unless the list has such an entry


def find_marks(
    text: str, *, labels: Collection[str] | None = None, parentheses: bool = False, superscripts: bool = True
) -> list[Mark]:
    """Return the marks of `text` in order, ranges like [3]–[5] joined.

    `labels` are those of the list of references, None where the document has none (numbers and [^n] are marks then,
    single letters are not). `parentheses` says that the list proves "(1)" to be a mark.
    """
    known = None if labels is None else {normal_label(label) for label in labels}
    indexed = indexed_words(text)
    quoted: list[Span] | None = None
    marks: list[Mark] = []
    for match in _BRACKETED.finditer(text):
        found = expand_labels(match["inside"])
        if found is None or not _believable(found, match["inside"], known):
            continue
        if is_index(text, match.start(), match.start("inside") + len(match["inside"]) + 1, indexed):
            continue
        if _stands_alone(text, match) and not all(normal_label(label) in (known or ()) for label in found.labels):
            quoted = find_quotes(text) if quoted is None else quoted
            if _inside(quoted, match.start()):
                continue  # "we saw [12] ships": an editor's word
        marks.append(Mark(span=Span(*match.span()), labels=found.labels, pages=match["pages"] or found.pages))
    if parentheses:
        marks += [mark for match in _PARENTHESISED.finditer(text) if (mark := _listed(match, match["inside"], known))]
    if superscripts and known:
        bracketed = sorted(mark.span for mark in marks)
        marks += [mark for mark in _superscripts(text, known) if not _inside(bracketed, mark.span.start)]
    marks.sort(key=lambda mark: mark.span)
    return _joined(text, marks)


def with_pages(text: str, mark: Mark) -> Mark:
    """Return `mark` with the page that follows it closely, ":23" or ":p. 7", where its reader left that in the text."""
    match = _PAGES_AFTER.match(text, mark.span.end) if mark.pages is None else None
    if match is None or not match["pages"]:
        return mark
    return replace(mark, span=Span(mark.span.start, match.end()), pages=match["pages"])


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Return whether a bracket has spaces around it, and a word behind it, as a word of the sentence would."""
    before = text[match.start() - 1 : match.start()]
    return (
        before.isspace()
        and text[match.end() : match.end() + 1].isspace()
        and text[match.end() + 1 : match.end() + 2].isalpha()
    )


def _inside(quoted: list[Span], place: int) -> bool:
    nearest = bisect_right(quoted, (place, place)) - 1
    return nearest >= 0 and quoted[nearest].start <= place < quoted[nearest].end


def _believable(found: LabelsFound, inside: str, known: set[str] | None) -> bool:
    if known is not None and all(normal_label(label) in known for label in found.labels):
        return True
    if inside.strip().startswith("^"):
        return True
    if all(label.isdecimal() for label in found.labels):
        return all(1 <= int(label) <= _HIGHEST_UNLISTED for label in found.labels)
    return _NOTE.fullmatch(inside.strip()) is not None


def _listed(match: re.Match[str], inside: str, known: set[str] | None) -> Mark | None:
    found = expand_labels(inside)
    if found is None or not known or not all(normal_label(label) in known for label in found.labels):
        return None
    return Mark(span=Span(*match.span()), labels=found.labels)


def _superscripts(text: str, known: set[str]) -> list[Mark]:
    marks = []
    for match in _SUPERSCRIPT.finditer(text):
        before = text[max(0, match.start() - 8) : match.start()]
        if not before or before[-1].isdigit() or before[-1].isspace() or _UNITS.search(before):
            continue
        mark = _listed(match, match.group().translate(_SUPERSCRIPT_DIGITS), known)
        if mark:
            marks.append(mark)
    return marks


def _joined(text: str, marks: list[Mark]) -> list[Mark]:
    """Join [3]–[5] to one mark, with the labels between them."""
    joined: list[Mark] = []
    for mark in marks:
        if joined and text[joined[-1].span.end : mark.span.start] in _DASHES:
            first, last = joined[-1].labels[-1], mark.labels[0]
            between = expand_labels(f"{first}-{last}") if first.isdecimal() and last.isdecimal() else None
            if between:
                before = joined.pop()
                span = Span(before.span.start, mark.span.end)
                labels = (*before.labels[:-1], *between.labels, *mark.labels[1:])
                mark = Mark(span=span, labels=labels, pages=mark.pages or before.pages)
        joined.append(mark)
    return joined


_INDEXED = re.compile(r"([A-Za-z_]\w{0,40})\[(?:0|-1|[ijk]|n|\d*:\d*|'[^'\]\n]{1,20}'|\"[^\"\]\n]{1,20}\")\]")
_WORD_BEFORE = re.compile(r"[\w.$]{1,40}$")
_CODE_WORD = re.compile(r"^(?:[a-z]\w*_\w*|\$[a-z_]\w*)$")  # snake_case, $shell: not iPhone, $500 or booking.com
_CODE_NAME = re.compile(
    r"(?:.*\.)?(?:items|arr|args|argv|kwargs|lst|vec|buf|xs|ys|nums|foo|baz|tmp|ptr|elem|params|obj|dict|tuple|str)"
)
_CODE_AFTER = re.compile(r"\s?(?:[-+*/|&]?=(?!=)|==|->|::|\+\+|--|\(|\.[a-z_]\w*(?:\(|\[|\s*=|\.\w))")


def indexed_words(text: str) -> frozenset[str]:
    """Return the words that `text` uses with an index that no citation has ([0], [i], [-1] …)."""
    return frozenset(match.group(1) for match in _INDEXED.finditer(text))


def is_index(text: str, start: int, end: int, indexed: frozenset[str]) -> bool:
    """Return whether the bracket at `start` to `end` is an index: by the word it is attached to and by what follows."""
    match = _WORD_BEFORE.search(text[max(0, start - 40) : start])
    if match is None:
        return False
    word = match.group()
    if word in indexed or _CODE_NAME.fullmatch(word) or _CODE_WORD.match(word):
        return True
    return _CODE_AFTER.match(text, end) is not None

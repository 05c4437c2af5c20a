"""Lists of sources that an export shows in another form than one entry a line, rewritten to that form.

<details><summary>Sources (2)</summary>   Sources: [1] https://… [2] https://…   a number, a name and an address on
lines of their own   【1】 https://…
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from claims.patterns import lazy_regex
from claims.readers.plaintext.headings import is_references
from claims.source_map import TextEdit

_DETAILS = lazy_regex(
    r"<details\b[^<>]{0,80}>\s{0,20}<summary\b[^<>]{0,80}>(?P<words>(?:(?!</summary>)[^\n]){1,80})</summary>",
    re.IGNORECASE,
)
_CLOSED = lazy_regex(r"</details>", re.IGNORECASE)
_TAG = lazy_regex(r"<[^<>]{1,40}>")
_ONE_LINE = lazy_regex(
    r"^(?P<head>[ \t*_#]{0,6}(?P<words>[^\W\d_][\w &]{3,24}):[*_]{0,2})[ \t]+(?P<entries>\[1\][ \t][^\n]{4,4000})$",
    re.MULTILINE,
)
_ENTRIES = lazy_regex(r"^[ \t]{0,3}\[1\][ \t][^\n]{4,4000}$", re.MULTILINE)
_NUMBER_LINKS = lazy_regex(r"\[\d{1,3}\]\(")
_NUMBERED = lazy_regex(r"(?:[ \t]?[,;·|•–—])?[ \t]+(?=\[\d{1,3}\][ \t])")
_STACKED = lazy_regex(
    r"^[ \t]*(?P<number>\d{1,3})[.)]?[ \t]*\n(?P<words>(?:(?!\d{1,3}[.)]?[ \t]*$)[^\n]{1,300}\n){0,4}?)"
    r"[ \t]*(?P<url>https?://\S+)[ \t]*$",
    re.MULTILINE,
)
_OTHER_LABEL = r"[ \t]{0,3}(?:#(?:\d{1,3})[.:)]?|[①-⑳]|\d{1,3}[ \t]?[-–—:])[ \t]+\S[^\n]*"
_RELABELLED = lazy_regex(
    rf"^(?P<head>[^\n]{{3,60}})\n(?:[ \t]*\n)?(?P<entries>{_OTHER_LABEL}(?:\n(?:[ \t]*\n)?{_OTHER_LABEL})*)$",
    re.MULTILINE,
)
_OTHER = lazy_regex(
    r"^[ \t]{0,3}(?:#?(?P<number>\d{1,3})[.:)]?(?:[ \t]?[-–—:])?|(?P<circled>[①-⑳]))[ \t]+(?=\S)", re.MULTILINE
)
_SHORT_LABEL = r"[ \t]{0,3}\[[A-Z]{1,3}-?\d{1,3}\]:?[ \t]+\S[^\n]*"
_LABELLED = lazy_regex(rf"^(?P<head>[^\n]{{3,60}})\n(?P<entries>{_SHORT_LABEL}(?:\n{_SHORT_LABEL})*)$", re.MULTILINE)
_ADDRESS_BELOW = lazy_regex(
    r"^[ \t]{0,3}(?:\d{1,3}[.)]|\[\d{1,3}\]:?)[ \t]+(?!https?://)[^\n]{1,400}(?P<gap>\n[ \t]*)(?=https?://\S+[ \t]*$)",
    re.MULTILINE,
)
_SPEAKER = lazy_regex(
    r"^[ \t#*]{0,6}(?:You|User|Assistant|ChatGPT|Claude|Gemini|Copilot|Perplexity|Grok|DeepSeek|Le Chat)"
    r"(?: said| wrote)?:[ \t*]{0,4}$",
    re.MULTILINE,
)
_CREDIT = lazy_regex(  # the line of the program that made the export
    r"^[ \t*_>]{0,6}(?:Answer from|Powered by|Exported (?:from|by|with|on)|Generated (?:by|with|using)"
    r"|Created (?:with|by)|Shared (?:from|via)|Copied from|Saved from|Printed from)\b[^\n]{0,40}"
    r"(?:ChatGPT|Claude|Gemini|Copilot|Perplexity|Grok|DeepSeek|Kimi|Le Chat|Exporter)\b[^\n]{0,100}$",
    re.MULTILINE | re.IGNORECASE,
)
KEYCAP = "\u20e3"
"""What draws a key around the digit before it: "1️⃣"."""
_KEYCAP = lazy_regex(r"(?P<line>^[ \t]{0,3})?(?P<number>\d)\ufe0f?\u20e3(?(line)[ \t]*(?=\S))", re.MULTILINE)
_LENTICULAR = lazy_regex(
    r"^[ \t]{0,3}(?:[-*•][ \t]+)?【(?P<number>\d{1,3})(?:†[^】\n]{0,200})?】[ \t]*(?=\S)", re.MULTILINE
)


def panel_edits(source: str) -> list[TextEdit]:
    """Return the edits that put each entry of such a list on a line of its own, below its heading."""
    edits = [
        *_folded(source),
        *_in_one_line(source),
        *_on_one_line(source),
        *_stacked(source),
        *_labelled(source),
        *_relabelled(source),
    ]
    if KEYCAP in source:
        edits += _keycaps(source)
    if "【" in source:
        edits += [TextEdit(*match.span(), f"\n[^{match['number']}]: ") for match in _LENTICULAR.finditer(source)]
    return edits


def line_edits(source: str) -> list[TextEdit]:
    """Return edits that only an export needs: addresses join entries above, names of speakers and programs go."""
    edits = [TextEdit(*match.span("gap"), " ") for match in _ADDRESS_BELOW.finditer(source)]
    return edits + [
        TextEdit(*match.span(), "") for pattern in (_SPEAKER, _CREDIT) for match in pattern.finditer(source)
    ]


def is_conversation(source: str) -> bool:
    """Return whether a text names two speakers or more on lines of their own: "You said:", "ChatGPT said:"."""
    return len({match.group().strip(" #*\t") for match in islice(_SPEAKER.finditer(source), 9)}) > 1


def _labelled(source: str) -> Iterator[TextEdit]:
    """Yield edits that make entries of the lines of "Sources:" which begin with labels like [S1]."""
    for match in _LABELLED.finditer(source):
        if not match["head"].startswith("#") and is_references(match["head"]):
            yield TextEdit(*match.span("head"), "\n## Sources\n")
            for line in re.finditer("\n", match["entries"]):
                yield TextEdit(match.start("entries") + line.start(), match.start("entries") + line.end(), "\n\n")


def _relabelled(source: str) -> Iterator[TextEdit]:
    """Yield edits that label the entries "#1 Salt", "① Salt" and "1 - Salt" below a heading as "1. Salt"."""
    for match in _RELABELLED.finditer(source):
        if not is_references(match["head"]):
            continue
        labels = list(_OTHER.finditer(source, match.start("entries"), match.end("entries")))
        numbers = [int(one["number"] or ord(one["circled"]) - ord("①") + 1) for one in labels]
        if numbers == list(range(1, len(numbers) + 1)):
            yield from (TextEdit(*one.span(), f"{n}. ") for n, one in zip(numbers, labels, strict=True))


def _folded(source: str) -> Iterator[TextEdit]:
    """Yield edits that open the part of a page which shows its sources at a click."""
    closings = [closed.span() for closed in _CLOSED.finditer(source)]
    for match in _DETAILS.finditer(source):
        heading = _TAG.sub("", match["words"]).strip()
        place = bisect_left(closings, (match.end(), 0))
        closed = closings[place : place + 1]
        if is_references(heading):
            yield TextEdit(*match.span(), f"\n\n## {heading}\n\n")
            if closed:
                yield TextEdit(*closed[0], "\n")


def _in_one_line(source: str) -> Iterator[TextEdit]:
    for match in _ONE_LINE.finditer(source):
        gaps = list(_NUMBERED.finditer(source, match.start("entries"), match.end()))
        if gaps and not _NUMBER_LINKS.search(match["entries"]) and is_references(match["words"]):
            yield TextEdit(match.end("head"), match.start("entries"), "\n")
            yield from (TextEdit(*gap.span(), "\n") for gap in gaps)


def _on_one_line(source: str) -> Iterator[TextEdit]:
    """Yield edits that part the entries on one line below a heading: "[1] Salt · [2] Ledger"."""
    for match in _ENTRIES.finditer(source):
        above = source[max(0, match.start() - 80) : match.start()].rstrip().rpartition("\n")[2]
        gaps = list(_NUMBERED.finditer(source, match.start() + 3, match.end()))
        numbers = [int(source[gap.end() + 1 : gap.end() + 5].partition("]")[0]) for gap in gaps]
        if gaps and numbers == list(range(2, len(gaps) + 2)) and is_references(above):
            yield from (TextEdit(*gap.span(), "\n") for gap in gaps)


def _stacked(source: str) -> Iterator[TextEdit]:
    """Yield edits for entries whose number, name and address have lines of their own, from 1, below a heading."""
    below = -1
    expected = 1
    for match in _STACKED.finditer(source):
        number = int(match["number"])
        if number == 1:
            before = source[max(0, match.start() - 80) : match.start()].rstrip().rpartition("\n")[2]
            below, expected = (match.start(), 1) if is_references(before) else (-1, 1)
        if below < 0 or number != expected:
            continue
        expected += 1
        words = " ".join(match["words"].split())
        yield TextEdit(*match.span(), f"{number}. {words + '. ' if words else ''}{match['url']}")


def _keycaps(source: str) -> Iterator[TextEdit]:
    """Yield edits that write digits on keys as plain ones: "1️⃣ Salt" as "1. Salt", and behind a word as "[1]"."""
    listed = {match["number"] for match in _KEYCAP.finditer(source) if match["line"] is not None}
    for match in _KEYCAP.finditer(source) if listed else ():
        if match["line"] is not None:
            yield TextEdit(match.start("number"), match.end(), f"{match['number']}. ")
        elif match["number"] in listed:
            yield TextEdit(*match.span(), f"[{match['number']}]")


__all__ = ["KEYCAP", "is_conversation", "line_edits", "panel_edits"]

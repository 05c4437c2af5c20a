"""Marks that name what they are: [cite: 1, 2], [citation:3], [web:1], [ref_1], [doc2], <cite index="1-2">…</cite>.

The kinds of one answer may count on their own ([web:1] beside [post:1]). Their labels then keep the kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.markers import expand_labels
from claims.patterns import lazy_regex
from claims.source_map import TextEdit

_NUMBERS = r"\d{1,4}(?:\s?[,;–-]\s?\d{1,4}){0,20}"
_CITE = lazy_regex(
    rf"[ \u00a0]?\[(?:cite|citations?|sources?|refs?): ?(?P<numbers>{_NUMBERS})\]"
    r"(?:\((?:citation|cite):[^()\s]{1,20}\)|(?!\())"
)
_JOINED = lazy_regex(r"(?<!\w)[ \u00a0]?\[(?P<label>(?:ref_|doc)(?P<number>\d{1,3}))\](?![(:\w])")
_DEFINED = lazy_regex(r"^[ ]{0,3}\[(?P<label>(?:ref_|doc)\d{1,3})\]:", re.MULTILINE)
_KINDS = "web|post|news|page|image|memory|oaicite"
_KIND = lazy_regex(rf"[ \u00a0]?\[(?P<kind>{_KINDS}):(?P<number>\d{{1,4}})(?:†[^\]\n]{{0,200}})?\](?![(:])")
_ELEMENT = lazy_regex(r"<cite index=[\"'](?P<index>\d{1,3}[\d,: -]{0,80})[\"']>(?P<words>[^<>]{0,4000})</cite>")
_UNNAMED = lazy_regex(r"[ \u00a0]?【source】")
_TAG = lazy_regex(r"\[cite_(?:start|end)\][ \u00a0]?")
_RENDERED = lazy_regex(
    r"[ \u00a0]?<grok:render\b[^<>]{0,300}>\s*<argument name=[\"']citation_id[\"']>(?P<number>\d{1,4})</argument>"
    r"\s*</grok:render>"
)

MARKERS = lazy_regex(
    r"【source】|\[(?:cite|citations?|sources?): ?\d{1,4}[\],;–-]"
    r"|\[cite_start\]|<grok:render\b|<cite index=[\"']\d"
    rf"|\[(?:(?<=[.!?\w”\"]\[)|(?<=[.!?\w”\"] \[))(?:(?:{_KINDS}):\d{{1,4}}[\]†]|ref_\d{{1,3}}\](?![(:\[]))"
    r"|\[(?:(?<=[.!?\w]\[)|(?<=[.!?\w] \[))doc\d{1,2}\](?:[.,]|$| [A-Z]|\[doc\d)"
)


def tag_edits(source: str) -> Iterator[TextEdit]:
    """Yield the edits that make footnotes of such marks, and nothing of tags that only begin or end."""
    for match in _CITE.finditer(source):
        found = expand_labels(match["numbers"])
        numbers = found.labels if found is not None else re.findall(r"\d+", match["numbers"])
        begins_line = source[match.start() - 1 : match.start()] in ("", "\n") and len(numbers) == 1
        yield TextEdit(*match.span(), f"\n[{numbers[0]}]" if begins_line else _notes(numbers))
    for match in _UNNAMED.finditer(source):
        yield TextEdit(*match.span(), _notes(["source"]))
    for match in _TAG.finditer(source):
        yield TextEdit(*match.span(), "")
    for match in _RENDERED.finditer(source):
        yield TextEdit(*match.span(), _notes([match["number"]]))
    defined = {match["label"] for match in _DEFINED.finditer(source)}
    for match in _JOINED.finditer(source):
        if source[match.start() - 1 : match.start()] in ("", "\n") and match["label"] not in defined:
            yield TextEdit(*match.span(), f"\n[{match['number']}]")  # an entry of the list of sources
        elif match["label"] not in defined:
            yield TextEdit(*match.span(), _notes([match["number"]]))
    kinds = list(_KIND.finditer(source))
    several = len({match["kind"] for match in kinds}) > 1
    for match in kinds:
        yield TextEdit(*match.span(), _notes([f"{match['kind']}:{match['number']}" if several else match["number"]]))
    for match in _ELEMENT.finditer(source):
        numbers = list(dict.fromkeys(re.findall(r"(?:^|,)\s*(\d{1,3})", match["index"])))
        yield TextEdit(match.start(), match.start("words"), "")
        yield TextEdit(match.end("words"), match.end(), _notes(numbers))


def _notes(labels: list[str] | tuple[str, ...]) -> str:
    return "".join(f"[^{label}]" for label in labels)


__all__ = ["MARKERS", "tag_edits"]

"""Marks that name their source: [Source: Salt Board], [salt.example], [salt.example; ledger.example].

A list of sources below answers them by the name or the host. Without a list they are marks whose list is missing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from claims.patterns import lazy_regex
from claims.readers.chatbot.chips import find_chips, hosts_alone
from claims.readers.plaintext.headings import is_references
from claims.source_map import TextEdit
from claims.urls import find_urls, parts_of

_ENDED = r"(?<=[.!?…\"”’)\]\w%])"
_HOST = r"(?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,12}"
_MARK = lazy_regex(
    rf"{_ENDED}[ \u00a0]?\n?"
    rf"(?:\[(?:sources?|quellen?|fuentes?|fontes?|fonti|via): ?(?P<name>[^\[\]\n]{{2,120}})\](?![(:\[])"
    rf"|\[(?P<hosts>{_HOST}(?:[,;] ?{_HOST}){{0,8}})\](?![(:\[]))",
    re.IGNORECASE,
)
_ITEM = lazy_regex(r"^[ \t]{0,3}(?:[-*•]|\d{1,3}[.)]|\[\d{1,3}\])[ \t]+(?P<words>\S[^\n]{0,2000})$", re.MULTILINE)
_STACKED = lazy_regex(  # an entry on lines of its own, the last of which is its address
    r"(?P<words>(?:^[ \t]*(?!https?://)[^\s\[][^\n]{0,300}\n){1,4}^[ \t]*https?://\S{3,2000})[ \t]*$", re.MULTILINE
)
_MOST = 200  # names, and entries that they are looked for in: each is compared with each; judgement
_LINE = lazy_regex(r"^[^\n]*$", re.MULTILINE)
_CODE_HOSTS = frozenset(
    {
        "py",
        "js",
        "ts",
        "rs",
        "go",
        "md",
        "txt",
        "json",
        "html",
        "css",
        "cpp",
        "java",
        "rb",
        "sh",
        "toml",
        "yaml",
        "yml",
        "cfg",
        "ini",
        "csv",
        "xml",
        "pdf",
        "sql",
        "vue",
    }
)


class _Listed(NamedTuple):
    """An entry of the list of sources."""

    label: str
    start: int
    end: int
    words: str
    name: str  # its first line


def named_edits(source: str) -> list[TextEdit]:
    """Return the edits that make footnotes of such marks, and of the entries that answer them."""
    marks = [(*match.span(), _names(match)) for match in _MARK.finditer(source) if _is_mark(match)]
    chips = list(find_chips(source))
    taken = {start for start, _, _ in chips}
    if chips:
        chips += [(start, end, [name]) for start, end, name in hosts_alone(source) if start not in taken]
    if not marks and not chips:
        return []
    heading, entries = _sources(source)
    if chips and heading is not None:
        chips += _alone(source, heading[0], {entry.name for entry in entries}, taken)
    several = [*(mark[2] for mark in marks), *(chip[2] for chip in chips)]
    wanted = list(dict.fromkeys(name for names in several for name in names))[:_MOST]
    answers = {name: label for name in wanted if (label := _answer(name, entries[:_MOST]))}
    marks += [chip for chip in chips if all(name in answers for name in chip[2])]
    if heading is not None:
        marks = [mark for mark in marks if mark[0] < heading[0]]
    edits: list[TextEdit] = []
    used: set[str] = set()
    for start, end, names in marks:
        labels = [answers.get(name) or _as_label(name) for name in names]
        used.update(labels)
        edits.append(TextEdit(start, end, "".join(f"[^{label}]" for label in labels)))
    if heading is not None and any(entry.label in used for entry in entries):
        edits.append(TextEdit(*heading, "\n"))
        edits += [TextEdit(entry.start, entry.end, f"\n[^{entry.label}]: {entry.words}\n") for entry in entries]
    return edits


def _alone(source: str, end: int, names: set[str], taken: set[int]) -> list[tuple[int, int, list[str]]]:
    """Return the lines above `end` that show nothing but the first line of an entry: chips without a counter."""
    found = []
    for line in _LINE.finditer(source, 0, end):
        start = max(0, line.start() - 1)  # with the line break that parts it from its sentence
        if (name := line.group().strip()) in names and not taken & {start, line.start()}:
            found.append((start, line.end(), [name]))
    return found


def _names(match: re.Match[str]) -> list[str]:
    """Return the names of the sources in a bracket."""
    return re.split(r"[;,] ?" if match["hosts"] else r"; ?", match["hosts"] or match["name"])


def _is_mark(match: re.Match[str]) -> bool:
    """Return whether a bracket names a source, rather than a file, a number or a sentence."""
    if match["hosts"]:
        return match["hosts"].rpartition(".")[2].casefold() not in _CODE_HOSTS
    return not re.match(r"\d|turn\d|https?:", match["name"])


def _sources(source: str) -> tuple[tuple[int, int] | None, list[_Listed]]:
    """Return the last heading of a list of sources, and the items below it."""
    heading = None
    for line in _LINE.finditer(source):
        if len(line.group()) < 60 and line.group().strip() and is_references(line.group()):
            heading = line.span()
    if heading is None:
        return None, []
    items = list(_ITEM.finditer(source, heading[1])) or list(_STACKED.finditer(source, heading[1]))
    return heading, [
        _Listed(
            f"source-{number}", *match.span(), " ".join(match["words"].split()), match["words"].split("\n")[0].strip()
        )
        for number, match in enumerate(items, start=1)
    ]


def _answer(name: str, entries: list[_Listed]) -> str | None:
    """Return the label of the one entry that has a name as its beginning or its host, else among its words."""
    wanted = " ".join(name.casefold().split())
    for fits in (_begins, _has_host, _contains):
        found = [entry.label for entry in entries if fits(wanted, entry.words)]
        if len(found) == 1:
            return found[0]
    return None


def _begins(wanted: str, words: str) -> bool:
    plain = words.casefold().lstrip('[*_"“ ')
    return plain.startswith(wanted) and not plain[len(wanted) : len(wanted) + 1].isalnum()


def _has_host(wanted: str, words: str) -> bool:
    hosts = {(parts_of(found.url).hostname or "").removeprefix("www.") for found in find_urls(words)}
    return wanted.removeprefix("www.") in hosts


def _contains(wanted: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", words.casefold()) is not None


def _as_label(name: str) -> str:
    return "-".join(re.findall(r"[\w.]+", name))[:60]


__all__ = ["named_edits"]

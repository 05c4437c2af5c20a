"""The rows of the quality gate's corpus that ask how documents are read, one kind of mark, list, link or form each.

A row of documents.jsonl has the `text` of a document with its `name`, and its `encoding` where that is another one than
UTF-8. `claims` are the claims that a careful editor reads, in order, without marks, each with the addresses (or the
words, where there is none) of what it cites; null stands for a citation whose list is missing. A row with `page`
instead is a source: its text `shows` these words. All rows stay in the file, those that are read wrongly among them:
the floor of a kind is the count of those that are right.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from citecheck import Document, page_text, read
from testbed.corpus import rows


def document_figures() -> dict[str, tuple[int, int]]:
    """Return, for each kind of document, how many rows are read as they should be, and how many there are."""
    tally: defaultdict[str, list[bool]] = defaultdict(list)
    for row in _document_rows():
        tally[f"documents: {row['kind']}"].append(_is_read(row))
    return {name: (sum(right), len(right)) for name, right in sorted(tally.items())}


def _document_rows() -> list[dict[str, Any]]:
    return [dict(row) for row in rows("documents.jsonl")]


def _is_read(row: dict[str, Any]) -> bool:
    if "page" in row:
        text = page_text(row["page"].encode(), content_type="text/html; charset=utf-8").text
        return row["shows"] in " ".join(text.split())
    document = read(row["text"].encode(row.get("encoding", "utf-8")), name=row["name"])
    return claims_of(document) == [(words, cited) for words, cited in row["claims"]]


def claims_of(document: Document) -> list[tuple[str, list[str] | None]]:
    """Return the claims of a document without their marks, and what each cites; None: its entry is missing."""
    named = {entry.key: list(entry.urls) or [entry.text] for entry in document.references}
    entries = {citation.key: citation.references for citation in document.citations}
    found: list[tuple[str, list[str] | None]] = []
    for claim in document.claims:
        names = [name for one in claim.citations for key in entries[one.key] for name in named[key]]
        words = " ".join(document.prose(claim.span).split())
        found.append((words, list(dict.fromkeys(names)) if names or not claim.citations else None))
    return found

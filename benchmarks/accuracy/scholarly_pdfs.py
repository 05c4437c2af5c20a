"""PDFs as documents: are the entries of their lists counted right, and are the marks and references found?

Data: scholarly/pdf (papers with facts that were written down by hand; never in this project). Called by
`benchmarks.accuracy.scholarly`. A mark counts as found where a citation on its page shows the same names or numbers and
leads to an entry; a reference where the entry with its number, or any entry, has its title and its year. A mark that
leads to no entry counts as invented. The PDFs whose name hashes to an odd number were not looked at while the reader
was tuned (`held out`).
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from pathlib import Path
from typing import Any

from citecheck import Document, read
from claims.errors import ReadingError
from claims.markers import expand_labels


def measure(folder: Path) -> dict[str, dict[str, tuple[int, int, list[str]]]]:
    """Return for the PDFs in `folder`, tuned and held out, how many of how many are right, and what is wrong."""
    found: dict[str, dict[str, tuple[int, int, list[str]]]] = {"tuned": {}, "held out": {}}
    for path in sorted(folder.glob("*.pdf")):
        facts = json.loads(path.with_name(f"{path.stem}.facts.json").read_text(encoding="utf-8"))
        odd = hashlib.sha256(path.name.encode()).digest()[0] % 2
        counts = found["held out" if odd else "tuned"]
        for name, right, all_, wrong in _measured(path, facts):
            before = counts.get(name, (0, 0, []))
            told = [f"{path.stem}: {one}" for one in wrong]
            counts[name] = (before[0] + right, before[1] + all_, [*before[2], *told])
    return found


def _measured(path: Path, facts: dict[str, Any]) -> list[tuple[str, int, int, list[str]]]:
    try:
        document = read(path)
    except ReadingError as error:
        refused = not facts["text_layer"] and "no text" in str(error)
        return [("scans refused", int(refused), 1, [] if refused else [str(error)])]
    entries = [entry for entry in document.references if not entry.is_link and not entry.label.startswith("note ")]
    counted = len(entries) == facts["reference_entries"]
    marks = [mark for mark in facts["marks"] if not _has_mark(document, mark)]
    references = [one for one in facts["references"] if not _has_reference(document, one)]
    sentences = [one for one in facts["sentences"] if not _has_sentence(document, one)]
    invented = [problem.message for problem in document.problems if problem.code == "citation-dangling"]
    return [
        ("lists with as many entries", int(counted), 1, [] if counted else [f"{len(entries)} entries"]),
        ("marks found", len(facts["marks"]) - len(marks), len(facts["marks"]), [str(mark) for mark in marks]),
        (
            "references found",
            len(facts["references"]) - len(references),
            len(facts["references"]),
            [str(one) for one in references],
        ),
        (
            "sentences cited",
            len(facts["sentences"]) - len(sentences),
            len(facts["sentences"]),
            [str(one) for one in sentences],
        ),
        ("marks without an entry (invented)", len(invented), len(document.citations), invented),
    ]


def _has_mark(document: Document, mark: dict[str, Any]) -> bool:
    wanted = _compact(mark["label"])
    labels = expand_labels(mark["label"].strip("[]"))
    for citation in document.citations:
        place = document.origin(citation.span)
        if place is None or place.page != mark["page"] or not citation.references:
            continue
        shown = {label.removeprefix("note ") for label in citation.labels}
        words = document.text[max(0, citation.span.start - 60) : citation.span.end]
        if (labels is not None and set(labels.labels) <= shown) or (labels is None and wanted in _compact(words)):
            return True
    return False


def _has_reference(document: Document, wanted: dict[str, Any]) -> bool:
    title = _compact(re.sub(r"\(.*\)$", "", wanted["title"]))
    for entry in document.references:
        same = not wanted["label"].isdecimal() or entry.label.removeprefix("note ") == wanted["label"]
        if same and title in _compact(entry.text) and str(wanted["year"]) in entry.text:
            return True
    return False


def _has_sentence(document: Document, wanted: dict[str, Any]) -> bool:
    first = _compact(re.sub(r"\[[\d,–\s-]*\]", "", wanted["first_words"]))
    return any(claim.citations and _compact(document.prose(claim.span)).startswith(first) for claim in document.claims)


def _compact(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text).casefold() if char.isalnum())


def main(folder: Path, *, show: bool) -> None:
    """Print the figures of the PDFs in `folder`; with `show`, what is wrong too."""
    for split, counts in measure(folder).items():
        print(f"PDFs, {split}")
        for name, (right, all_, wrong) in counts.items():
            print(f"  {name:34} {right}/{all_}")
            for one in wrong if show else ():
                print(f"    {one}")

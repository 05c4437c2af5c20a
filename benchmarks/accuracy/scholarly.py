"""Papers that cite by key: which keys resolve and which dangle, and what the entries of their bibliographies say.

Data: scholarly/ (papers in Markdown with a .bib, projects of LaTeX, files of bibliographies, PDFs; never in this
project). The PDFs are in `benchmarks.accuracy.scholarly_pdfs`.
What is expected comes from the files by simple patterns, not by the reader: the keys written outside of code, the keys
of the bibliography, and the fields title, year and doi of its entries as they are written, compared by their letters
and digits. A key whose "@" was forgotten is told as one that dangles, and counts as invented here.
`--show` prints what differs. Nothing was tuned on the fields; the readers were written with these papers at hand.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.accuracy import scholarly_pdfs
from benchmarks.material.corpus import data_root
from citecheck import Document, read

_KEY = re.compile(r"(?<![\w\\@`])@\{?([\w][\w:.#$%&+?<>~/-]*\w|\w)")
_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]*`|^ {4}.*?$|<!--.*?-->", re.DOTALL | re.MULTILINE)
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_ENTRY = re.compile(r"^\s*@(\w+)\s*\{\s*([^\s,]+)\s*,(.*?)(?=^\s*@\w+\s*\{|\Z)", re.DOTALL | re.MULTILINE)
_COMMENT = re.compile(r"(?<!\\)%.*")
_SHOWN = re.compile(
    r"\\code\{(?:[^{}]|\{[^{}]*\})*\}|\\begin\{(verbatim|ltxexample|comment)\}.*?\\end\{\1\}", re.DOTALL
)
_CITE = re.compile(
    r"\\(?!cite(?:reset|text))[A-Za-z]*cite[A-Za-z]*\*?\s*(?:\[[^\[\]]*\]\s*)*\{([^{}\\#]+)\}", re.IGNORECASE
)
_ITEM = re.compile(r"\\bibitem\s*(?:\[(?:[^\[\]{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\])?\s*\{([^{}]+)\}")
_FIELD = r"^\s*{}\s*=\s*[{{\"]*(.*?)[}}\"]*\s*,?\s*$"


@dataclass
class Counts:
    """How many of how many, with the names of what differs."""

    right: int = 0
    all: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, ok: bool, name: str) -> None:
        """Count one."""
        self.all += 1
        self.right += ok
        if not ok:
            self.wrong.append(name)

    def __str__(self) -> str:
        return f"{self.right}/{self.all}" + (f" ({self.right / self.all:.1%})" if self.all else "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    root = data_root() / "scholarly"
    resolve, dangle, invented, entries = Counts(), Counts(), Counts(), Counts()
    for paper in sorted((root / "pandoc").glob("*/paper.md")):
        _pandoc(paper, resolve, dangle, invented)
    latex_resolve, latex_dangle, latex_invented, covered = Counts(), Counts(), Counts(), Counts()
    for paper in sorted((root / "latex").glob("*/*.tex")):
        if "\\documentclass" in paper.read_text(encoding="utf-8", errors="replace"):
            _latex(paper, latex_resolve, latex_dangle, latex_invented, covered)
    for file in sorted(root.rglob("*.bib")):
        _entries(file, entries)
    print(f"pandoc: keys with an entry that resolve {resolve}, others that dangle {dangle}")
    print(f"pandoc: marks that no key was written for {len(invented.wrong)}")
    print(f"LaTeX: keys with an entry that resolve {latex_resolve}, others that dangle {latex_dangle}")
    print(f"LaTeX: marks that no key was written for {len(latex_invented.wrong)}; marks that a claim has {covered}")
    print(f".bib: title, year and doi as written {entries}")
    if arguments.show:
        for name, counts in (
            ("resolve", resolve),
            ("dangle", dangle),
            ("invented", invented),
            ("entries", entries),
            ("LaTeX resolve", latex_resolve),
            ("LaTeX dangle", latex_dangle),
            ("LaTeX invented", latex_invented),
            ("LaTeX without a claim", covered),
        ):
            for one in counts.wrong:
                print(f"  {name}: {one}")
    scholarly_pdfs.main(root / "pdf", show=arguments.show)


def _pandoc(paper: Path, resolve: Counts, dangle: Counts, invented: Counts) -> None:
    source = _CODE.sub(" ", _FRONT.sub("", paper.read_text(encoding="utf-8")))
    bibliography = paper.with_suffix(".bib")
    known = {key for _, key, _ in _ENTRY.findall(bibliography.read_text(encoding="utf-8"))}
    written = Counter(key for key in _KEY.findall(source) if not re.match(r"(?:fig|tbl|sec|eq)[:-]", key))
    document = read(paper, bibliography=[bibliography])
    name = paper.parent.name
    _compare(document, written, known, name, resolve, dangle, invented)


def _latex(paper: Path, resolve: Counts, dangle: Counts, invented: Counts, covered: Counts) -> None:
    """Compare the keys of the commands that cite, in all files of a project, with what is read of it."""
    texts = [file.read_text(encoding="utf-8", errors="replace") for file in sorted(paper.parent.rglob("*.tex"))]
    if paper.parent.name == "ieee-lorem":  # two documents in one folder
        texts = [paper.read_text(encoding="utf-8")]
    source = "\n".join(_SHOWN.sub("", _COMMENT.sub("", text)) for text in texts)
    written = Counter(key.strip() for keys in _CITE.findall(source) for key in keys.split(",") if key.strip() != "*")
    files = sorted(paper.parent.glob("*.bib"))
    if paper.parent.name == "ieee-lorem":
        files = [paper.with_suffix(".bib")]
    items = set(_ITEM.findall(source))
    known = items or {key for file in files for _, key, _ in _ENTRY.findall(_text(file))}
    lower = {key.casefold(): key for key in known}
    document = read(paper, bibliography=[] if items else files)
    spelt = Counter({lower.get(key.casefold(), key): number for key, number in written.items()})
    _compare(document, spelt, known, paper.parent.name, resolve, dangle, invented)
    have = {cited.key for claim in document.claims for cited in claim.citations}
    for citation in document.citations:
        before = document.text[max(0, citation.span.start - 60) : citation.span.end]
        covered.add(citation.key in have, f"{paper.parent.name}: {before!r}")


def _compare(
    document: Document,
    written: Counter[str],
    known: set[str],
    name: str,
    resolve: Counts,
    dangle: Counts,
    invented: Counts,
) -> None:
    labels = {entry.key: entry.label for entry in document.references}
    resolved = Counter(labels[key] for citation in document.citations for key in citation.references)
    entries = {label.casefold() for label in labels.values()}
    marks = {label for citation in document.citations for label in citation.labels}
    dangling = {label for label in marks if label.casefold() not in entries}
    for key in written:
        if key in known:
            resolve.add(resolved[key] > 0, f"{name}: {key}")
        else:
            dangle.add(key in dangling, f"{name}: {key}")
    for label in sorted({*dangling, *(label for label in resolved if label in known)} - set(written)):
        invented.wrong.append(f"{name}: {label}")


def _text(file: Path) -> str:
    body = file.read_bytes()
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("cp1252")


def _entries(file: Path, entries: Counts) -> None:
    text = _text(file)
    found = {entry.label: entry for entry in read(file).references}
    for kind, key, fields in _ENTRY.findall(text):
        if kind.lower() in ("string", "comment", "preamble", "xdata", "set"):
            continue
        entry = found.get(key)
        entries.add(entry is not None, f"{file.name}: {key} is missing")
        if entry is None:
            continue
        for name, value in (
            ("title", entry.title),
            ("year", entry.published),
            ("doi", entry.identifiers.get("doi")),
        ):
            for written in _written(fields, name):
                ok = value is not None and _plain(written) in _plain(value)
                entries.add(ok, f"{file.name}: {key}: {name}: {written!r}, read {value!r}")


def _written(fields: str, name: str) -> Iterator[str]:
    """Yield the first value of a field that stands on one line and has no command."""
    match = re.search(_FIELD.format(name), fields, re.IGNORECASE | re.MULTILINE)
    if match and not re.search(r"\\[A-Za-z]{3}|#|\$", match[1]) and match[1].count("{") == match[1].count("}"):
        yield re.split(r"[}\"]\s*,\s*\w+\s*=", match[1])[0].removeprefix("doi:")


def _plain(text: str) -> str:
    text = re.sub(
        r"https?://(?:dx\.)?doi\.org/|\\.|[{}]", lambda found: found[0][-1] if found[0][-1].isalpha() else "", text
    )
    return "".join(sign for sign in unicodedata.normalize("NFKD", text).casefold() if sign.isalnum() and sign.isascii())


if __name__ == "__main__":
    main()

"""The quality gate: our own corpus and its floors (floors.json); a count below its floor fails the build.

The corpus is the bundled example (an article in four forms, its sources, its recording) and the rows in benchmarks/own,
all written for this project (see testbed/corpus.py; documents, by their kinds: testbed/corpus_documents.py). A floor
is a count: so many rows must be right. `--update` stores today's counts as floors; it refuses to lower one without
`--allow-regression`. The hash of the corpus is stored too, so no row can be removed unnoticed. `--rules` prints how
many rows exercise each rule. A rule without a row always fails the gate.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import defaultdict

from citecheck import EvidenceSettings, Report, Settings, audit, read
from testbed.corpus import HELD_OUT, OWN, ROOT, Answer, Row, answer, figures_of, is_as_expected, is_right, rows
from testbed.corpus_documents import document_figures
from testbed.corpus_rules import print_rules, rule_counts, unknown_rules
from testbed.facets import facets

DEMO = ROOT / "citecheck" / "demo"
FLOORS = ROOT / "benchmarks" / "floors.json"
EXPECTED = OWN / "demo.json"
Answered = list[tuple[Row, Answer]]
"""Rows with the answers of the product."""


def main() -> None:
    """Print each figure with its count and its floor. Exit with 1 if one is below its floor, or a rule has no row."""
    answered = [(row, answer(row)) for name in ("quotes.jsonl", "claims.jsonl") for row in rows(name)]
    uncovered = _uncovered(answered)
    if "--rules" in sys.argv[1:]:
        sys.exit(1 if uncovered else 0)
    figures = {**_forms(), **document_figures(), **_rows(answered), **_demo()}
    corpus = corpus_hash()
    if "--update" in sys.argv[1:]:
        _update(figures, corpus)
        return
    pinned = json.loads(FLOORS.read_text(encoding="utf-8"))
    failed = uncovered or _known_wrong(answered)
    if pinned["corpus"] != corpus:
        failed = True
        print("the corpus changed: look at the figures below and pin it with `python -m benchmarks.gate --update`")
    for name, (good, total) in figures.items():
        floor = pinned["floors"].get(name, 0)
        under = good < floor
        failed = failed or under
        print(f"{name:<44} {good:>4} of {total:<4} {good / total:7.1%}   floor {floor:>4}{'   UNDER' if under else ''}")
    if failed:
        sys.exit(1)


def _uncovered(answered: Answered) -> bool:
    """Print the rules that have no row, or all counts with `--rules`. Return whether any is missing or unknown."""
    counts = rule_counts(answered)
    unknown = unknown_rules(row for row, _ in answered)
    if "--rules" in sys.argv[1:]:
        print_rules(counts)
    bare = [id for id, (expected, _) in counts.items() if not expected]
    for id in bare:
        print(f"rules: no row exercises {id}")
    for id in unknown:
        print(f"rules: a row expects {id}, which is not in the rule book")
    print(f"rules that a row exercises: {len(counts) - len(bare)} of {len(counts)}")
    return bool(bare or unknown)


def _rows(answered: Answered) -> dict[str, tuple[int, int]]:
    """Count the right rows of each figure, those of the held-out part separately, and print the others."""
    tally: defaultdict[str, list[bool]] = defaultdict(list)
    for row, said in answered:
        for name, right in figures_of(row, said):
            tally[name].append(right)
        if not is_as_expected(row, said):
            text = row.get("quote") or row["claim"]
            wanted = " by ".join(row[key] for key in ("expect", "rule") if key in row)
            print(f"{wanted} came out {said.outcome} by {', '.join(sorted(said.rules))}: {text}")
    return {name: (sum(right), len(right)) for name, right in sorted(tally.items())}


def _known_wrong(answered: Answered) -> bool:
    """Count the rows that are known to be called wrong. Return whether one is right now, or wrong in another way.

    The shares are over all rows, with these among them: how many of all questions get the right answer.
    """
    asked = [(row, answer(row)) for row in rows("known_wrong.jsonl")]
    for kind in ("quote", "claim"):
        wrong = sum(not is_as_expected(row, said) for row, said in asked if kind in row)
        print(f"known to be called wrong, and left out of the figures below: {wrong} {kind}s")
        for name, split in (("all but the held-out rows", None), (HELD_OUT, HELD_OUT)):
            part = [
                is_as_expected(row, said)
                for row, said in (*answered, *asked)
                if kind in row and row.get("split") == split
            ]
            print(
                f"  with them, {name}: {sum(part)} of {len(part)} {kind}s are as expected ({sum(part) / len(part):.1%})"
            )
    changed = [(row, said) for row, said in asked if row["said"] != said.outcome]
    for row, said in changed:
        text = row.get("quote") or row["claim"]
        what = "is right now: move it" if is_right(row, said) else f"said {row['said']}, says {said.outcome} now"
        print(f"known_wrong.jsonl: {what}: {text}")
    return bool(changed)


def corpus_hash() -> str:
    """Return the SHA-256 of the corpus, with its file names, without the recording, which is made from it."""
    digest = hashlib.sha256()
    for path in sorted([*DEMO.rglob("*"), *OWN.iterdir()]):
        if path.is_file() and path.suffix not in (".gz", ".cdxj"):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _update(figures: dict[str, tuple[int, int]], corpus: str) -> None:
    floors = {name: good for name, (good, _) in figures.items()}
    if FLOORS.exists() and "--allow-regression" not in sys.argv[1:]:
        before = json.loads(FLOORS.read_text(encoding="utf-8"))["floors"]
        lower = [name for name, floor in before.items() if floors.get(name, 0) < floor]
        if lower:
            sys.exit(f"would lower the floor of {', '.join(lower)}: give --allow-regression and say why in the commit")
    FLOORS.write_text(json.dumps({"corpus": corpus, "floors": floors}, indent=2) + "\n", encoding="utf-8")
    print(f"pinned {len(floors)} floors")


def _forms() -> dict[str, tuple[int, int]]:
    """Compare what is read from the other three forms of the article with the HTML form."""
    html = read(DEMO / "article.html")
    good = total = 0
    for suffix in ("wiki", "md", "txt"):
        other = read(DEMO / f"article.{suffix}")
        for left, right in zip(facets(html).values(), facets(other).values(), strict=True):
            total += max(len(left), len(right))
            good += sum(1 for one, two in zip(left, right, strict=False) if one == two)
            for one, two in zip(left, right, strict=False):
                if one != two:
                    print(f"forms: {suffix}: {two}\n       html: {one}")
    return {"forms: claims, citations, entries": (good, total)}


def _demo() -> dict[str, tuple[int, int]]:
    """Audit the example from its recording: every expected finding, status and outcome, and no other error."""
    settings = Settings(evidence=EvidenceSettings(replay=str(DEMO / "sources.warc.gz")))
    report = audit(DEMO / "article.html", settings=settings)
    expected = json.loads(EXPECTED.read_text(encoding="utf-8"))
    said = _said(report)
    wanted = {(kind, *entry) for kind, entries in expected.items() for entry in entries}
    for entry in sorted(wanted - said):
        print(f"demo: missing {entry}")
    extra = {entry for entry in said - wanted if entry[0] == "findings"}
    for entry in sorted(extra):
        print(f"demo: not expected {entry}")
    return {"demo: as expected": (len(wanted & said), len(wanted)), "demo: no other finding": (int(not extra), 1)}


def _said(report: Report) -> set[tuple[str, ...]]:
    labels = {entry.key: entry.label for entry in report.document.references}
    found = {("findings", finding.code, labels.get(finding.reference or "", "")) for finding in report.findings}
    return found | {("statuses", source.label, source.status.value) for source in report.sources}


if __name__ == "__main__":
    main()

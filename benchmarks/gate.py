"""The quality gate: our own corpus, floors pinned in floors.json; falling under one fails the build.

The corpus is the bundled example (an article in four forms, its sources, its recording) and the cases in
benchmarks/own, all written for this project. `--update` pins today's figures as floors; it refuses to lower one without
`--allow-regression`. The corpus's own hash is pinned too, so that a case cannot quietly leave it.
"""

from __future__ import annotations

import hashlib
import json
import math
import sys
from functools import cache
from pathlib import Path

from citecheck import (
    EvidenceSettings,
    Extent,
    Outcome,
    QuoteCheck,
    Report,
    Settings,
    SourceText,
    audit,
    check_claim,
    match_quote,
    page_text,
    read,
)
from reports.summary import is_confirmed
from testbed.facets import facets

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "citecheck" / "demo"
OWN = ROOT / "benchmarks" / "own"
FLOORS = ROOT / "benchmarks" / "floors.json"
EXPECTED = OWN / "demo.json"


def main() -> None:
    """Print each figure with its count and its floor; exit with 1 where one is under it."""
    figures = {**_forms(), **_quotes(), **_claims(), **_demo()}
    corpus = corpus_hash()
    if "--update" in sys.argv[1:]:
        _update(figures, corpus)
        return
    pinned = json.loads(FLOORS.read_text(encoding="utf-8"))
    failed = False
    if pinned["corpus"] != corpus:
        failed = True
        print("the corpus changed: look at the figures below and pin it with `python -m benchmarks.gate --update`")
    for name, (good, total) in figures.items():
        floor = pinned["floors"].get(name, 0.0)
        under = good / total < floor - 1e-9
        failed = failed or under
        print(
            f"{name:<34} {good:>4} of {total:<4} {good / total:7.1%}   floor {floor:.1%}{'   UNDER' if under else ''}"
        )
    if failed:
        sys.exit(1)


def corpus_hash() -> str:
    """Return the SHA-256 of what was written for the corpus, names included; the recording is made from it."""
    digest = hashlib.sha256()
    for path in sorted([*DEMO.rglob("*"), *OWN.iterdir()]):
        if path.is_file() and path.suffix not in (".gz", ".cdxj"):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _update(figures: dict[str, tuple[int, int]], corpus: str) -> None:
    floors = {name: math.floor(good / total * 10_000) / 10_000 for name, (good, total) in figures.items()}
    if FLOORS.exists() and "--allow-regression" not in sys.argv[1:]:
        before = json.loads(FLOORS.read_text(encoding="utf-8"))["floors"]
        lower = [name for name, floor in before.items() if floors.get(name, 0.0) < floor]
        if lower:
            sys.exit(f"would lower the floor of {', '.join(lower)}: give --allow-regression and say why in the commit")
    FLOORS.write_text(json.dumps({"corpus": corpus, "floors": floors}, indent=2) + "\n", encoding="utf-8")
    print(f"pinned {len(floors)} floors")


def _rows(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (OWN / name).read_text(encoding="utf-8").splitlines() if line.strip()]


def _text(row: dict[str, str]) -> SourceText:
    """Return the text that a case is about: a page of the demo (`page`), or a text of our own (`source`)."""
    if "page" in row:
        return _page(row["page"])
    return SourceText(text=_sources()[row["source"]], extent=Extent.FULL)


@cache
def _sources() -> dict[str, str]:
    texts: dict[str, str] = json.loads((OWN / "sources.json").read_text(encoding="utf-8"))
    return texts


@cache
def _page(name: str) -> SourceText:
    return page_text((DEMO / "web" / name).read_bytes(), content_type="text/html; charset=utf-8")


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


def _quotes() -> dict[str, tuple[int, int]]:
    tally = {"accepted": [0, 0], "refused": [0, 0], "named": [0, 0], "called right": [0, 0]}
    for row in _rows("quotes.jsonl"):
        found = match_quote(row["quote"], _text(row))
        kind, right = _judged(row["expect"], found)
        tally[kind][0] += right
        tally[kind][1] += 1
        if row["expect"].endswith("-changed"):
            tally["named"][0] += found.outcome.value == row["expect"]
            tally["named"][1] += 1
        if not right or (row["expect"].endswith("-changed") and found.outcome.value != row["expect"]):
            print(f"quotes: {row['expect']} came out {found.outcome.value}: {row['quote']}")
    wrong = [row for row in _rows("known_wrong.jsonl") if not _is_as_expected(row)]
    print(f"quotations that are known to be called wrong, and are left out of the figures: {len(wrong)}")
    return {f"quotations {kind}": (good, total) for kind, (good, total) in tally.items()}


def _is_as_expected(row: dict[str, str]) -> bool:
    outcome = match_quote(row["quote"], _text(row)).outcome
    return outcome.is_faithful if row["expect"] == "faithful" else outcome.value == row["expect"]


def _judged(expect: str, found: QuoteCheck) -> tuple[str, bool]:
    if expect == "faithful":
        return "accepted", found.outcome.is_faithful
    if expect in ("altered", "not-found", "partial", "other-language"):
        return "called right", found.outcome.value == expect
    if expect == "faithful-or-altered":
        return "accepted", found.outcome.is_faithful or found.outcome.value == "altered"
    return "refused", not found.outcome.is_faithful


def _claims() -> dict[str, tuple[int, int]]:
    """Count supported claims that are not called wrong, and wrong ones that are not confirmed."""
    quiet, caught, total_good, total_bad = 0, 0, 0, 0
    for row in _rows("claims.jsonl"):
        check = check_claim(row["claim"], _text(row))
        outcome = check.outcome
        if row["expect"] == "supported":
            total_good += 1
            right = outcome not in (Outcome.UNSUPPORTED, Outcome.CONTRADICTED)
            quiet += right
        else:
            total_bad += 1
            right = not is_confirmed(check)
            caught += right
        if not right:
            print(f"claims: {row['expect']} came out {outcome.value}: {row['claim']}")
    return {"claims: good ones left alone": (quiet, total_good), "claims: bad ones not confirmed": (caught, total_bad)}


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

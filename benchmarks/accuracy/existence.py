"""Do references exist, and are they what they say? HALLMARK's development entries against a registry on loopback.

`CITECHECK_DATA=… python -m benchmarks.accuracy.existence`. The registry holds the true records of
`hallmark_valid_records` and the valid entries of the development set itself; it speaks the dialects of the real
services over HTTP. An entry counts as flagged if its verdict is `differs`, `identifier-of-another-work` or `not-found`.
The rules were tuned on one half of the entries (by a hash of their keys); both halves are printed, and the other one
counts.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from benchmarks.material.corpus import data_root
from citecheck.clock import SystemClock
from citecheck.http.transport import adapter_for
from citecheck.observers import NullObserver
from citecheck.registries.building import build_registries
from citecheck.registries.checker import ReferenceChecker
from citecheck.registries.cited import cited_work
from citecheck.registries.comparing.model import ReferencedWork
from citecheck.registries.fields import arxiv_of_doi
from citecheck.settings.model import Settings, WebSettings
from claims.identifiers import find_identifiers
from claims.model import Reference, Span
from reports.records import Existence, ReferenceCheck
from testbed.loopback import ALLOWED, Loopback, Reply
from testbed.registries import Person, RegistryDouble, Work

FLAGGED = frozenset({Existence.DIFFERS, Existence.OTHER_WORK, Existence.NOT_FOUND})
_KINDS = {"inproceedings": "paper-conference", "article": "article-journal", "book": "book"}
_TYPES = {"inproceedings": "proceedings-article", "article": "journal-article", "book": "book"}


def rows_of(name: str) -> list[dict[str, Any]]:
    """Return the rows of a file of the data set."""
    path = data_root() / "existence" / name
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def is_tuned(row: Mapping[str, Any]) -> bool:
    """Return whether an entry belongs to the half on which the rules were tuned."""
    return int(hashlib.sha256(str(row["bibtex_key"]).encode()).hexdigest(), 16) % 2 == 0


def work_of(row: Mapping[str, Any]) -> Work:
    """Return the true record of an entry that is valid."""
    fields = row["fields"]
    doi = fields.get("doi", "").lower()
    number = arxiv_of_doi(doi)
    return Work(
        arxiv=number or "",
        agency="DataCite" if number else "Crossref",
        indexes=("arxiv", "datacite", "openalex") if number else ("crossref", "openalex"),
        title=fields["title"],
        people=tuple(_person(name) for name in fields.get("author", "").split(" and ") if name.strip()),
        year=int(fields.get("year", "2020")),
        kind=_TYPES.get(row.get("bibtex_type", ""), "journal-article"),
        venue=fields.get("booktitle") or fields.get("journal") or "",
        doi=doi,
    )


def _person(name: str) -> Person:
    given, _, family = name.strip().rstrip(" 0123456789").rpartition(" ")  # DBLP numbers people of one name
    return Person(family=family, given=given)


def cited_of(row: Mapping[str, Any]) -> ReferencedWork:
    """Return what an entry cites."""
    fields = row["fields"]
    text = " ".join(str(value) for value in fields.values())
    urls = (fields["url"],) if fields.get("url") else ()
    reference = Reference(
        key=row["bibtex_key"],
        label=row["bibtex_key"],
        text=text,
        span=Span(0, len(text)),
        title=fields.get("title"),
        authors=tuple(name.strip() for name in fields.get("author", "").split(" and ") if name.strip()),
        published=fields.get("year"),
        urls=urls,
        venue=fields.get("booktitle") or fields.get("journal"),
        kind=_KINDS.get(row.get("bibtex_type", "")),
        identifiers=find_identifiers(" ".join((f"doi:{fields['doi']}" if fields.get("doi") else "", *urls))),
    )
    return cited_work(reference, structured=True)


def checks_of(
    works: Iterable[Work], cited: list[ReferencedWork], *, silent: Sequence[str] = ()
) -> tuple[ReferenceCheck, ...]:
    """Check `cited` against a registry on loopback that holds `works`. The services `silent` answer 503."""
    with Loopback() as web:
        double = RegistryDouble(web, works)
        double.fail(*silent, reply=Reply(status=503))
        web_settings = WebSettings(allow_addresses=ALLOWED, retries=0, canary="", threads=4)
        settings = Settings(web=web_settings, registries=double.settings())
        clock = SystemClock()
        registries = build_registries(settings, adapter_for(web_settings), clock=clock)
        assert registries is not None
        return ReferenceChecker(registries, settings, clock=clock, observer=NullObserver()).check_works(cited)


def _figures(rows: list[dict[str, Any]], checks: Mapping[str, ReferenceCheck]) -> None:
    wrong = [row for row in rows if row["label"] != "VALID"]
    right = [row for row in rows if row["label"] == "VALID"]
    hits = sum(checks[row["bibtex_key"]].verdict in FLAGGED for row in wrong)
    false = [row for row in right if checks[row["bibtex_key"]].verdict in FLAGGED]
    precision = hits / (hits + len(false)) if hits + len(false) else 0.0
    recall = hits / len(wrong)
    print(f"  {len(rows)} entries: precision {precision:.3f}, recall {recall:.3f}, F1 {_f1(precision, recall):.3f}")
    print(f"  false positives: {len(false)} of {len(right)} valid entries ({100 * len(false) / len(right):.1f} %)")
    by_kind: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        by_kind[row.get("hallucination_type") or "valid"][checks[row["bibtex_key"]].verdict.value] += 1
    for kind, verdicts in sorted(by_kind.items()):
        said = ", ".join(f"{verdict} {number}" for verdict, number in verdicts.most_common())
        print(f"    {kind:<24} {said}")


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


_UNCOVERED = ("webpage", "article-newspaper", "thesis", "report", "legislation", "post-weblog")
_PLACES = ("harbour", "river", "station", "market", "bridge", "school", "theatre", "quarry", "orchard", "mill")
_THEMES = ("opening hours", "annual accounts", "planning rules", "flood warnings", "timetable", "history", "repairs")


def _uncovered(number: int) -> ReferencedWork:
    """Return a true entry of a kind that no index holds completely; its works are in no registry."""
    title = f"The {_PLACES[number % 10]} and its {_THEMES[number % 7]} in district {number}"
    text = f"Town council. {title}. 2019."
    kind = _UNCOVERED[number % len(_UNCOVERED)]
    reference = Reference(
        key=f"u{number}", label=f"u{number}", text=text, span=Span(0, len(text)), title=title, kind=kind
    )
    return cited_work(reference, structured=True)


def _false_alarms(records: list[dict[str, Any]]) -> None:
    """Print how many of 500 valid entries are flagged, of which 150 are of kinds that no index holds."""
    valid = [cited_of(row) for row in records[:350]] + [_uncovered(number) for number in range(150)]
    works = [work_of(row) for row in records]
    for name, silent in (
        ("all services answer", ()),
        ("OpenAlex is down", ("openalex",)),
        ("Crossref is down", ("crossref",)),
    ):
        checks = checks_of(works, valid, silent=silent)
        flagged = [check for check in checks if check.verdict in FLAGGED]
        missing = sum(check.verdict is Existence.NOT_FOUND for check in checks)
        print(f"  {name}: {len(flagged)} of {len(valid)} valid entries flagged, {missing} not found")


def main() -> None:
    """Print the figures of both halves; with `--misses`, the entries of the tuned half that are judged wrongly."""
    rows = rows_of("hallmark_dev_public.jsonl")
    records = rows_of("hallmark_valid_records.jsonl")
    true = [work_of(row) for row in records] + [work_of(row) for row in rows if row["label"] == "VALID"]
    found = checks_of({(work.title, work.doi): work for work in true}.values(), [cited_of(row) for row in rows])
    checks = {row["bibtex_key"]: check for row, check in zip(rows, found, strict=True)}
    for name, half in (("tuned on", True), ("held out", False)):
        print(name)
        _figures([row for row in rows if is_tuned(row) is half], checks)
    print("valid entries, 30 % of kinds that no index holds")
    _false_alarms(records)
    if "--misses" in sys.argv[1:]:
        for row in rows:
            check = checks[row["bibtex_key"]]
            if is_tuned(row) and (check.verdict in FLAGGED) is (row["label"] == "VALID"):
                print(row.get("hallucination_type") or "valid", check.verdict.value, check.reason, row["fields"])


if __name__ == "__main__":
    main()

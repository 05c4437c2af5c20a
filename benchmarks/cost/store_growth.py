"""A store of 365 nights with 2,000 findings each: its size, and the time to open it, to compare and to look back.

20 documents have 100 findings each. Every night one finding in a hundred is fixed, and as many are new. Nothing is
tuned on them. The figures are medians of five.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from citecheck.clock import timestamp
from citecheck.store import DocumentChange, NightOutcome, SeenFinding, Store
from reports.comparison import compare_findings
from reports.model import Finding, Severity


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nights", type=int, default=365)
    parser.add_argument("--findings", type=int, default=2000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "store.sqlite"
        sizes = _fill(path, asked.nights, asked.findings)
        print(f"{asked.nights} nights x {asked.findings} findings, 1 in 100 changing each night")
        for night, size in sizes:
            print(f"  after night {night:>4}: {size / 1e6:7.2f} MB")
        _timed("open", lambda: Store(path).close())
        with Store(path) as store:
            _timed("check", store.check)
            _timed("list nights", store.nights.all)
            last = store.nights.find("last")
            middle = store.nights.find(str(asked.nights // 2))
            key = store.history.present(middle)[0].key
            _timed("history of a finding", lambda: store.history.find(key))
            _timed("findings of a night", lambda: store.history.present(middle))
            _timed("compare two nights", lambda: _compare(store, middle.number, last.number))
            _timed("compare first and last", lambda: _compare(store, 1, last.number))
            _timed("prune", lambda: store.nights.prune(before="2020-01-01T00:00:00Z", keep_reports=7))


def _fill(path: Path, nights: int, findings: int) -> list[tuple[int, int]]:
    """Write the nights as a run would. Return the sizes of the file on the way."""
    documents = 20
    each = findings // documents
    sizes = []
    with Store(path) as store:
        begin = datetime(2025, 1, 1, 2, tzinfo=UTC)
        for number in range(nights):
            at = timestamp(begin + timedelta(days=number))
            night, _ = store.nights.begin(
                run=f"run{number}", plan=str(number), at=at, version="1", settings_sha256="s", resume_from="2020"
            )
            with store.database.writing() as connection:
                for document in range(documents):
                    name = f"docs/{document}.md"
                    known = {one.key: one for one in store.history.known(connection, name, gone_after=at)}
                    first = number * each // 100
                    keys = [f"{document:04x}{place:012x}" for place in range(first, first + each)]
                    seen = tuple(
                        SeenFinding(finding=_finding(key), claim="c" * 120, former=known.get(key)) for key in keys
                    )
                    fixed = tuple(one for key, one in known.items() if key not in set(keys))
                    store.history.record(connection, night, DocumentChange(document=name, seen=seen, fixed=fixed), at)
                store.nights.end(connection, night, NightOutcome.COMPLETE, at)
            if number + 1 in (1, 30, nights // 2, nights):
                with store.database.reading() as connection:
                    connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                sizes.append((number + 1, path.stat().st_size))
    return sizes


def _finding(key: str) -> Finding:
    return Finding(
        key=key, code="claim-contradicted", severity=Severity.ERROR, message=f"{key}: " + "m" * 150, claim=key[::-1]
    )


def _compare(store: Store, old: int, new: int) -> None:
    before = store.history.present(store.nights.find(str(old)))
    after = store.history.present(store.nights.find(str(new)))
    compare_findings([_finding(one.key) for one in before], [_finding(one.key) for one in after])


def _timed(what: str, work: Callable[[], object]) -> None:
    taken = []
    for _ in range(5):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    print(f"  {what:<24}{statistics.median(taken) * 1000:9.1f} ms")


if __name__ == "__main__":
    main()

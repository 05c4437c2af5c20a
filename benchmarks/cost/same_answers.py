"""Every answer of the program on the same questions, as JSON Lines: two versions that answer alike write equal files.

`python -m benchmarks.cost.same_answers FILE [--against BEFORE] [--data]`. The questions are the quality gate's corpus:
each quotation and claim with its rule, passages, facts and probability, each document as it is read, and the audit of
the example, without its times. `--data` adds the claims of WiCE's dev half, the quotations on real web pages and the
text of each page of the extraction data, which `CITECHECK_DATA` names. `--against` compares with an earlier file,
prints the answers that differ, and exits with 1 if there are any. A change that only makes the program faster passes.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

import citecheck
from benchmarks.material.claims_corpus import wice
from benchmarks.material.corpus import data_root, rows
from citecheck.checking.quotes import QuoteMatcher
from citecheck.checking.support import LexicalJudge
from citecheck.model import JudgedSource, SourceText
from citecheck.settings import EvidenceSettings, Settings
from reports.codec import encode_document
from reports.model import Extent
from testbed.corpus import PAGES, answer, text_of
from testbed.corpus import rows as own_rows

_FILES = ("quotes.jsonl", "claims.jsonl", "known_wrong.jsonl")
_DEMO = PAGES.parent
_SHOWN = 20  # differences that are printed
Answers = Iterator[tuple[str, Any]]
"""The name of each question with its answer."""


def own() -> Answers:
    """Yield the answers to the rows of the quality gate's corpus, and the audit of the example."""
    for name in _FILES:
        for number, row in enumerate(own_rows(name), 1):
            said = answer(row)
            yield f"{name}:{number}", [said.outcome, said.confirms, sorted(said.rules)]
            if not row.keys() & {"page", "text", "source"}:
                continue
            if "quote" in row:
                yield f"{name}:{number}:check", citecheck.match_quote(row["quote"], text_of(row))
            elif "claim" in row:
                yield f"{name}:{number}:check", citecheck.check_claim(row["claim"], text_of(row))
    for number, row in enumerate(own_rows("documents.jsonl"), 1):
        yield f"documents.jsonl:{number}", _read(dict(row))
    settings = Settings(evidence=EvidenceSettings(replay=str(_DEMO / "sources.warc.gz")))
    for suffix in ("html", "wiki", "md", "txt"):
        report = citecheck.audit(_DEMO / f"article.{suffix}", settings=settings)
        yield f"audit:{suffix}:checks", report.checks
        yield f"audit:{suffix}:findings", report.findings


def of_data() -> Answers:
    """Yield the answers on the data sets: claims, quotations and the texts of pages."""
    judge = LexicalJudge()
    for case in wice():
        source = JudgedSource(reference="r", copy="c", text=case.source)
        yield f"wice:{case.key}", judge.judge(case.claim, [source], context=case.context)
    texts = json.loads((data_root() / "quotes" / "web_quotes_sources_dev.json").read_text(encoding="utf-8"))
    matcher = QuoteMatcher()
    for row in rows("quotes", "web_quotes_dev.jsonl"):
        page = SourceText(text=texts[row["extractor"]][row["page"]], extent=Extent.FULL)
        yield f"web_quotes:{row['id']}", matcher.match(row["quote"], page)
    for path in sorted((data_root() / "extraction" / "html").iterdir()):
        yield f"page:{path.name}", citecheck.page_text(path.read_bytes(), content_type="text/html")


def _read(row: dict[str, Any]) -> Any:
    """Return the document or the page of a row as it is read."""
    if "page" in row:
        return citecheck.page_text(row["page"].encode(), content_type="text/html; charset=utf-8")
    document = citecheck.read(row["text"].encode(row.get("encoding", "utf-8")), name=row["name"])
    return json.loads(encode_document(document))


def _line(name: str, answered: Any) -> str:
    plain = msgspec.to_builtins(answered, str_keys=True, enc_hook=str)
    return json.dumps([name, plain], ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def compare(before: list[str], now: list[str]) -> int:
    """Print the answers that differ, the first of them in full. Return how many there are."""
    old, new = ({json.loads(line)[0]: line for line in lines} for lines in (before, now))
    names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    for name in names[:_SHOWN]:
        print(f"{name}\n  before: {old.get(name, '–')[:600]}\n  now:    {new.get(name, '–')[:600]}")
    return len(names)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--against", type=Path)
    parser.add_argument("--data", action="store_true")
    given = parser.parse_args()
    lines = [_line(name, answered) for name, answered in own()]
    if given.data:
        lines += [_line(name, answered) for name, answered in of_data()]
    given.file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} answers")
    if given.against:
        differing = compare(given.against.read_text(encoding="utf-8").splitlines(), lines)
        print(f"{differing} of {len(lines)} differ")
        sys.exit(1 if differing else 0)


if __name__ == "__main__":
    main()

"""The rows of the gate's corpus: what each asks, what the product answers, and whether that is right.

A row is a line of JSON. Its text is a `page` of the demo, a `source` of sources.json, or its own `text`; `pages` and
`blocks` divide it as in the rule book. A row with `quote` asks about a quotation, one with `claim` about a claim, one
with `fact` about one fact of its claim. `expect` is what a careful editor says, written down before the product was
run; `rule`, if present, is the rule that must decide. `split` is "held-out" for rows that nobody may tune on. A row of
known_wrong.jsonl has the answer of the product in `said`. Other keys are those of the cases of the rule book: `rest`,
`archived`, `judge` and so on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from citecheck import Extent, Outcome, QuoteCheck, SourceText, check_claim, match_quote, page_text
from reports.summary import is_confirmed
from testbed.claim_rules import CHECKER_KEYS, claim, fact
from testbed.quote_rules import quoted

ROOT = Path(__file__).resolve().parents[1]
OWN = ROOT / "benchmarks" / "own"
PAGES = ROOT / "citecheck" / "demo" / "web"
Row = dict[str, str]
HELD_OUT = "held-out"
_CHANGED = ("negation-changed", "number-changed", "name-changed")
_SITUATIONS = CHECKER_KEYS | {
    "headline",
    "rest",
    "second",
    "another copy",
    "kind",
    "extent",
    "title",
    "before",
    "language",
}
_SITUATIONS |= {"headline", "row", "table", "opinion"}


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of the product: the outcome, whether it confirms, and the rules that decided."""

    outcome: str
    confirms: bool
    rules: frozenset[str]


def rows(name: str) -> list[Row]:
    """Return the rows of a file of the corpus."""
    return [json.loads(line) for line in (OWN / name).read_text(encoding="utf-8").splitlines() if line.strip()]


def answer(row: Row) -> Answer:
    """Return the product's answer to a row."""
    if "quote" in row:
        return _quotation(row)
    return _fact(row) if "fact" in row else _claim(row)


def is_right(row: Row, said: Answer) -> bool:
    """Return whether the answer is what the row expects.

    For a kind of change, any unfaithful outcome is right here; `is_named` looks at the kind.
    """
    expect = row["expect"]
    if "quote" in row:
        if expect in ("unfaithful", *_CHANGED):
            return not said.confirms
        return said.confirms if expect == "faithful" else said.outcome in _allowed(expect)
    if "fact" in row:
        return said.outcome in _allowed(expect)
    if expect == "supported":
        return said.outcome not in (Outcome.UNSUPPORTED, Outcome.CONTRADICTED)
    return not said.confirms if expect == "not-supported" else said.outcome == expect


def is_named(row: Row, said: Answer) -> bool:
    """Return whether a change of meaning has the outcome of its own kind."""
    return said.outcome == row["expect"]


def is_as_expected(row: Row, said: Answer) -> bool:
    """Return whether an answer is right in every way that the gate counts: outcome, kind of change and rule."""
    named = row["expect"] not in _CHANGED or is_named(row, said)
    return is_right(row, said) and named and row.get("rule") in (None, *said.rules)


def figures_of(row: Row, said: Answer) -> Iterator[tuple[str, bool]]:
    """Yield the names of the figures that count a row, and whether it is right in each."""
    split = f"{HELD_OUT}: " if row.get("split") == HELD_OUT else ""
    yield f"{split}{_figure(row)}", is_right(row, said)
    if row["expect"] in _CHANGED:
        yield f"{split}quotations named", is_named(row, said)
    if "rule" in row:
        yield f"{split}rules named", row["rule"] in said.rules


def _figure(row: Row) -> str:
    expect = row["expect"]
    if "quote" in row:
        if expect in ("unfaithful", *_CHANGED):
            return "quotations refused"
        return "quotations accepted" if expect.startswith("faithful") else "quotations called right"
    if "fact" in row:
        return "facts called right"
    names = {"supported": "claims: good ones left alone", "not-supported": "claims: bad ones not confirmed"}
    return names.get(expect, "claims: called right")


def _allowed(expect: str) -> tuple[str, ...]:
    if expect == "faithful-or-altered":
        return ("verbatim", "typographic", "editorial", "altered")
    return ("conflict", "likely-conflict", "possible-conflict") if expect == "conflict" else (expect,)


def _quotation(row: Row) -> Answer:
    given = {"quotation": row["quote"]} | {key: row[key] for key in ("pages", "blocks") if key in row}
    check = quoted(given) if len(given) > 1 else match_quote(row["quote"], text_of(row))
    return Answer(check.outcome.value, check.outcome.is_faithful, _rules_of(check))


def _rules_of(check: QuoteCheck) -> frozenset[str]:
    return frozenset(rule for rule in (check.rule, *(edit.rule for edit in check.edits)) if rule)


def _fact(row: Row) -> Answer:
    outcome, rule = fact({**row, "source": text_of(row).text})
    return Answer(outcome, outcome == "agrees", frozenset([rule] if rule else []))


def _claim(row: Row) -> Answer:
    if _SITUATIONS & set(row) or "“" in row["claim"]:
        outcome, rule = claim({**row, "source": text_of(row).text})
        name, _, band = outcome.partition(", ")
        confirms = name == "supported" and band.startswith("confident")
        return Answer(name, confirms, frozenset([rule] if rule else []))
    check = check_claim(row["claim"], text_of(row))
    found = [check.rule, *(compared.rule for compared in check.facts)]
    quotes = frozenset().union(*map(_rules_of, check.quotes))
    return Answer(check.outcome.value, is_confirmed(check), quotes | {rule for rule in found if rule})


def text_of(row: Row) -> SourceText:
    """Return the text that a row asks about: its own, or that of its page or source."""
    if "page" in row:
        return _page(row["page"])
    text = row["text"] if "text" in row else _sources()[row["source"]]
    return SourceText(text=text, extent=Extent.FULL)


@cache
def _sources() -> Row:
    texts: Row = json.loads((OWN / "sources.json").read_text(encoding="utf-8"))
    return texts


@cache
def _page(name: str) -> SourceText:
    return page_text((PAGES / name).read_bytes(), content_type="text/html; charset=utf-8")


__all__ = [
    "HELD_OUT",
    "OWN",
    "ROOT",
    "Answer",
    "Row",
    "answer",
    "figures_of",
    "is_as_expected",
    "is_named",
    "is_right",
    "rows",
    "text_of",
]

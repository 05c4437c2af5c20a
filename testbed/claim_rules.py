"""Run the cases of the rule book about facts and claims, with the functions that an audit uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from citecheck.checking import check_rules
from citecheck.checking.circular import Circularity
from citecheck.checking.claimcheck import ClaimChecker
from citecheck.checking.facts import comparison, conflicts, date_comparison, lookup, name_lookup, page_conflicts
from citecheck.checking.facts.model import Certainty
from citecheck.checking.passages import prepare, query
from citecheck.checking.quotes import QuoteMatcher
from citecheck.checking.support import LexicalJudge, abstention, decision, doubts
from citecheck.checking.support.judge import match_claim, read_claim
from citecheck.judges import opinion_rules
from citecheck.model import ClaimContext, ClaimRow, JudgedSource, Place, Source, SourceText
from citecheck.rules import RuleTable
from claims.layout import Cell
from claims.model import BlockKind
from claims.reading import read
from reports.model import Check, Extent, LinkStatus, Origin, QuoteCheck, SourceCheck, SourceCopy
from reports.summary import CLAIM_FAILED
from testbed.opinion_rules import second_opinion
from testbed.rest_of_page import REST, page, whole

FACT_TABLES: tuple[RuleTable[Any, Any], ...] = (
    comparison.SCORE_RULES,
    comparison.NUMBER_RULES,
    comparison.YEAR_RULES,
    date_comparison.WEEKDAY_RULES,
    date_comparison.YEAR_SPAN_RULES,
    date_comparison.UNDATED_RULES,
    date_comparison.DAY_RULES,
    name_lookup.NAME_RULES,
    conflicts.ELSEWHERE_RULES,
    conflicts.CONFLICT_RULES,
    page_conflicts.PAGE_RULES,
    lookup.UNMET_RULES,
)
SUPPORT_TABLES: tuple[RuleTable[Any, Any], ...] = (
    check_rules.FAILURE_RULES,
    check_rules.COPY_RULES,
    check_rules.UNREAD_RULES,
    abstention.CLAIM_RULES,
    abstention.SOURCE_RULES,
    decision.MATCH_RULES,
    doubts.DOUBT_RULES,
    check_rules.QUOTATION_RULES,
    check_rules.HOLE_RULES,
    check_rules.SOURCES_RULES,
    check_rules.DRIFT_RULES,
    opinion_rules.UNASKED_RULES,
    opinion_rules.VOID_RULES,
    opinion_rules.OPINION_RULES,
)
CHECKER_KEYS = {"archived", "unread", "judge", "matcher", "address", "sentences", "template", "sources", "time"}


def fact(given: Mapping[str, str]) -> tuple[str, str | None]:
    """Return what the source says of the claimed fact, and the rule that decided.

    `fact` names the fact if the claim has several.
    """
    text = SourceText(text=page(given), extent=Extent.FULL, published=given.get("published"))
    found = match_claim(read_claim(query(given["claim"]), ClaimContext()), prepare(text)).facts
    (one,) = [compared for compared in found if compared.fact.text == given.get("fact", compared.fact.text)]
    conflicts = {
        Certainty.SURE: "conflict",
        Certainty.LIKELY: "likely-conflict",
        Certainty.POSSIBLE: "possible-conflict",
    }
    words = {"differs": conflicts.get(one.certainty or Certainty.POSSIBLE, ""), "unrelated": "missing"}
    outcome = words.get(one.relation.value, one.relation.value)
    return (outcome, one.rule) if one.rule is not None else ("nothing answers", None)


def claim(given: Mapping[str, str]) -> tuple[str, str | None]:
    """Return the outcome and band of a claim, and the rule that decided; "nothing answers" if no rule did."""
    if "opinion" in given:
        return second_opinion(given)
    try:
        check = _checked(given) if CHECKER_KEYS & set(given) or "“" in given["claim"] else _judged(given)
    except (ArithmeticError, AssertionError, TimeoutError, ValueError):  # the rule of a failure was left out
        return "nothing answers", None
    if check.rule == CLAIM_FAILED and "sources" not in given:  # the last rule of a table was left out
        return "nothing answers", None
    drifted = ", drifted" if check.drifted else ""
    return f"{check.outcome.value}, {check.band.value}{drifted}", check.rule


def _judged(given: Mapping[str, str]) -> Check:
    """Judge a claim by its source, and by another copy (`copy`) and another reference (`second`) if they are given."""
    context = ClaimContext(
        title=given.get("title"),
        before=given.get("before", ""),
        language=given.get("language"),
        kind=BlockKind(given.get("kind", BlockKind.PARAGRAPH)),
        row=_row(given["row"]) if "row" in given else None,
    )
    texts = [("a", "live", page(given))]
    texts += [(key[0], key, given[key]) for key in ("another copy", "second") if key in given]
    extent = Extent(given.get("extent", Extent.FULL))
    sources = [
        JudgedSource(reference=reference, copy=copy, text=_with_table(SourceText(text=text, extent=extent), given))
        for reference, copy, text in texts
    ]
    return LexicalJudge().judge(given["claim"], sources, context=context)


def _row(words: str) -> ClaimRow:
    """Return the row of "first cell | heading | cell | heading | cell"."""
    label, *cells = words.split(" | ")
    return ClaimRow(label, tuple(zip(cells[::2], cells[1::2], strict=True)))


def _with_table(source: SourceText, given: Mapping[str, str]) -> SourceText:
    """Return `source` with the headline or the table of a case: " / " separates rows, " | " separates cells."""
    text = source.text
    if "headline" in given:
        start = len(text) + 1
        text = f"{text}\n{given['headline']}"
        whole = (Place(start=0, end=start - 1), Place(start=start, end=len(text), kind="heading"))
        return replace(source, text=text, places=whole)
    if "table" not in given:
        return source
    places = [Place(start=0, end=len(text))]
    for row, cells in enumerate(given["table"].split(" / ")):
        for column, words in enumerate(cells.split(" | ")):
            start = len(text) + 2
            text = f"{text}\n\n{words}"
            cell = Cell(table=0, row=row, column=column, header=row == 0)
            places.append(Place(start=start, end=len(text), kind="table", cell=cell))
    return replace(source, text=text, places=tuple(places))


class _Faulty:
    name = "faulty"
    version: str | None = None

    def judge(self, claim: str, sources: object, *, context: ClaimContext) -> Check:
        raise ArithmeticError("no answer came")

    def match(self, quote: str, text: SourceText) -> QuoteCheck:
        raise ArithmeticError("no answer came")


class Sources:
    """A gathering of one reference: its live page, and an archived copy if the case has one."""

    def __init__(self, key: str, given: Mapping[str, str]) -> None:
        self._key = key
        self._texts = {"live": page(given)}
        if "archived" in given:
            self._texts["archived"] = whole(given["archived"], given)
        self._address = given.get("address", "http://county.test/walk")
        self._complete = "unread" not in given
        self._extent = Extent(given.get("extent", Extent.FULL))
        self._is_over = given.get("time") == "over"
        self._fails = given.get("sources") == "fail"

    def source(self, key: str) -> Source:
        if self._fails:
            raise ArithmeticError("an error that nobody expected")
        return self._made(["live"])

    def widen_soon(self, keys: Sequence[str]) -> None: ...

    def widened(self, key: str) -> Source:
        return self._made(list(self._texts))

    def out_of_time(self) -> bool:
        return self._is_over

    def notices(self) -> tuple[str, ...]:
        return ()

    def _made(self, copies: list[str]) -> Source:
        document = read(b"[1]\n\nReferences\n\n1. X.\n", name="x.txt")
        return Source(
            reference=document.references[0],
            check=SourceCheck(
                reference=self._key,
                label="1",
                status=LinkStatus.ALIVE,
                reason="one of its copies could not be read",
                copies=tuple(self._copy(copy) for copy in copies if self._texts[copy].strip()),
            ),
            text=lambda copy: SourceText(text=self._texts[copy], extent=Extent.FULL),
            complete=self._complete,
        )

    def _copy(self, copy: str) -> SourceCopy:
        return SourceCopy(
            id=copy,
            url=self._address,
            final_url=self._address,
            origin=Origin.LIVE if copy == "live" else Origin.ARCHIVE,
            status=200,
            media_type="text/html",
            extent=self._extent,
            retrieved="2026-03-01T00:00:00Z",
            sha256="",
            text_sha256="",
            size=0,
        )


def _checked(given: Mapping[str, str]) -> Check:
    """Check a claim of a document with every copy of its source."""
    body = f'{given["claim"].rstrip(".")}.[1]\n\nReferences\n\n  1. "The source". County Press. 2001.\n'
    document = read(body.encode(), name="walk.txt", url=given.get("document"))
    (one,) = document.claims
    one = replace(one, unread=(given["template"],) if "template" in given else ())
    checker = ClaimChecker(
        document,
        Sources(document.references[0].key, given),
        matcher=_Faulty() if given.get("matcher") == "fails" else QuoteMatcher(),
        judge=_Faulty() if given.get("judge") == "fails" else LexicalJudge(),
        circularity=Circularity(document),
    )
    return checker.check(one, one.citations[0], document.citations[0])


__all__ = ["FACT_TABLES", "REST", "SUPPORT_TABLES", "claim", "fact", "page"]

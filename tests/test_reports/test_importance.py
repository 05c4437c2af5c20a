"""What sorts findings for people, in every format: severity first, then one answer after another."""

import csv
import io
import json
import random
from dataclasses import replace

from sample_reports import everything

from reports.codec import decode, encode
from reports.formats.annotations import AnnotationsFormat
from reports.formats.csv import CsvFormat
from reports.formats.html import HtmlFormat
from reports.formats.markdown import MarkdownFormat
from reports.formats.sarif import SarifFormat
from reports.formats.text import TextFormat
from reports.importance import importance, rank, weight_words
from reports.model import ClaimPart, Failing, Finding, Report, Severity, Weight
from reports.summary import sorted_findings

MAIN, SIDE = ClaimPart.MAIN, ClaimPart.SIDE


def finding(name: str, severity: Severity = Severity.ERROR, confirmed: bool = True, **weight: object) -> Finding:
    return Finding(
        key=name,
        code="claim-contradicted",
        severity=severity,
        message=f"the mill of {name}1",
        claim="none",
        confirmed=confirmed,
        weight=Weight(**weight) if weight else None,
    )


ORDER = (
    finding("a", living=True, part=SIDE, in_lead=False, failing=Failing.ABSENT),
    finding("b", part=MAIN, in_lead=True, failing=Failing.REVERSED),
    finding("c", part=MAIN, in_lead=True, failing=Failing.OTHER_VALUE),
    finding("d", part=MAIN, in_lead=True, failing=Failing.ABSENT),
    finding("e", part=MAIN, failing=Failing.REVERSED),
    finding("f", part=MAIN, in_lead=False, failing=Failing.REVERSED),
    finding("g"),
    finding("h", part=SIDE, in_lead=True, failing=Failing.REVERSED),
    finding("i", living=False, part=MAIN, in_lead=True, failing=Failing.REVERSED),
    finding("j", confirmed=False, living=True, part=MAIN, in_lead=True, failing=Failing.REVERSED),
    finding("k", Severity.WARNING, living=True, part=MAIN, in_lead=True, failing=Failing.REVERSED),
)
"""Findings of other importance, the most important first."""


def report() -> Report:
    mixed = tuple(random.Random(3).sample(ORDER, len(ORDER)))
    return replace(everything(), findings=mixed, suppressed=())


def test_one_answer_after_another_decides_and_unknown_stands_between() -> None:
    assert sorted_findings(report()) == ORDER


def test_the_rank_falls_with_the_order_and_differs_for_each() -> None:
    ranks = [rank(one) for one in ORDER]
    assert ranks == sorted(set(ranks), reverse=True)
    assert all(0 <= value <= 100 for value in ranks)


def test_no_finding_of_lower_severity_comes_first_whatever_it_weighs() -> None:
    least = finding("x", living=False, part=SIDE, in_lead=False, failing=Failing.ABSENT)
    most = finding("y", Severity.WARNING, living=True, part=MAIN, in_lead=True, failing=Failing.REVERSED)
    assert importance(least) < importance(most)
    assert rank(least) > rank(most)


def test_what_is_not_known_is_said() -> None:
    assert weight_words(ORDER[1].weight) == (
        "reversed in the source",
        "main statement",
        "in the lead",
        "living person: not known",
    )
    assert weight_words(Weight(failing=Failing.ABSENT, living=False)) == (
        "not in the source",
        "main statement or side detail: not known",
        "no lead",
        "not about a living person",
    )
    assert weight_words(None) == ()


def test_every_format_has_the_order_and_the_words() -> None:
    made = report()
    words = "reversed in the source · main statement · in the lead · living person: not known"
    formats = (TextFormat(), MarkdownFormat(), HtmlFormat())
    for text in (one.render([made]) for one in formats):
        assert words in text.replace("\\", "")
        assert text.index("the mill of a1") < text.index("the mill of b1") < text.index("the mill of c1")
    assert AnnotationsFormat().render([made]).index("the mill of a1") < AnnotationsFormat().render([made]).index(
        "the mill of b1"
    )


def test_csv_has_one_column_for_each_answer() -> None:
    rows = list(csv.DictReader(io.StringIO(CsvFormat().render([report()]))))
    assert [row["key"] for row in rows] == [one.key for one in ORDER]
    columns = ("failing", "part", "in_lead", "living_person")
    assert [rows[0][name] for name in columns] == ["absent", "side", "no", "yes"]
    assert [rows[4][name] for name in columns] == ["reversed", "main", "not known", "not known"]
    assert [rows[6][name] for name in columns] == ["", "", "", ""]


def test_sarif_has_the_rank_and_the_answers_apart() -> None:
    results = json.loads(SarifFormat().render([report()]))["runs"][0]["results"]
    assert [result["rank"] for result in results] == [rank(one) for one in ORDER]
    assert results[0]["properties"]["livingPerson"] is True
    assert (results[0]["properties"]["part"], results[0]["properties"]["inLead"]) == ("side", False)
    assert "livingPerson" not in results[1]["properties"]


def test_json_keeps_the_weight_and_a_report_without_it_is_still_read() -> None:
    made = report()
    assert {one.key: one.weight for one in decode(encode(made)).findings} == {one.key: one.weight for one in ORDER}
    plain = json.loads(encode(made))
    assert plain["schema"] == 1
    for one in plain["findings"]:
        del one["weight"]
    assert all(one.weight is None for one in decode(json.dumps(plain).encode()).findings)

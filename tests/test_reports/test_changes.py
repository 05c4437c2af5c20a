"""What is new, worse and fixed is named: in the terminal, in Markdown and in SARIF."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
import sample_reports

from reports.comparison import Comparison, compare
from reports.model import Finding, Report, Severity, Suppressed
from reports.placing import placed
from reports.rendering import render


def finding(key: str, severity: Severity = Severity.ERROR, **more: object) -> Finding:
    words = {"code": "link-dead", "message": f"message of {key}", "reference": "ref-4", **more}
    return Finding(key=key, severity=severity, **words)  # type: ignore[arg-type]  # the tests name real fields


def report(*findings: Finding) -> Report:
    return placed(replace(sample_reports.everything(), findings=findings, suppressed=(), notices=()))


def test_a_finding_that_became_more_severe_is_worse_and_counts_as_new() -> None:
    old = report(finding("a", Severity.NOTE), finding("b"), finding("c", Severity.WARNING))
    new = report(finding("a"), finding("b"), finding("c", Severity.NOTE), finding("d"))
    compared = compare(old, new)
    assert [one.key for one in compared.new] == ["a", "d"]
    assert [one.key for one in compared.worse] == ["a"]
    assert [one.key for one in compared.still] == ["b", "c"]


OLD = report(finding("gone"), finding("worse", Severity.NOTE), finding("kept"))
NEW = report(finding("fresh"), finding("worse"), finding("kept"))
ADDRESS = NEW.source("ref-4").url or "no address"


def test_a_terminal_names_each_change_with_its_page_and_its_address() -> None:
    text = render(NEW, "text", comparison=compare(OLD, NEW))
    tail = text[text.index("Since last time") :]
    assert "2 new (1 of them worse than before), 1 still there, 1 fixed" in tail
    for word, key in (("new", "fresh"), ("worse", "worse"), ("fixed", "gone")):
        assert re.search(rf"  {word} +error +link-dead +{re.escape(NEW.document.name)}\n +message of {key}\n", tail)
    assert "message of kept" not in tail
    assert tail.count(ADDRESS) == 3


def test_markdown_names_each_change_with_its_page_and_its_address() -> None:
    lines = render(NEW, "markdown", comparison=compare(OLD, NEW)).splitlines()
    for words, key in (("**new**", "fresh"), ("**worse**", "worse"), ("✅ fixed", "gone")):
        (line,) = (number for number, line in enumerate(lines) if f"message of {key}" in line)
        assert words in lines[line]
        assert NEW.document.name in lines[line]
        assert ADDRESS in "".join(lines[line : line + 2])


def test_where_the_names_stop_the_rest_is_counted() -> None:
    many = report(*(finding(f"k{number:02}") for number in range(25)))
    text = render(many, "text", comparison=compare(report(), many))
    tail = text[text.index("Since last time") :]
    assert tail.count("message of") == 10
    assert "… and 15 more new" in tail
    text = render(report(), "markdown", comparison=compare(many, report()))
    assert text.count("✅ fixed") == 10
    assert "… and 15 more fixed" in text


def test_documents_of_one_title_are_told_apart_in_markdown() -> None:
    twins = [replace(NEW, document=replace(NEW.document, name=name, title="The harbour")) for name in ("a.md", "b.md")]
    text = render(twins, "markdown")
    assert "### The harbour `a.md`" in text
    assert "### The harbour `b.md`" in text


def test_the_worst_changes_are_named_first() -> None:
    notes = [finding(f"n{number:02}", Severity.NOTE) for number in range(12)]
    new = report(*notes, finding("the error"))
    text = render(new, "text", comparison=compare(report(), new))
    assert "message of the error" in text[text.index("Since last time") :]


def test_a_note_is_in_sarif_when_it_is_new_and_only_then() -> None:
    new = report(finding("a", Severity.NOTE, code="link-unstable"), finding("b"))

    def keys(comparison: Comparison | None) -> set[str]:
        (run,) = json.loads(render(new, "sarif", comparison=comparison))["runs"]
        return {result["partialFingerprints"]["citecheckFinding/v1"] for result in run["results"]}

    assert keys(None) == {"b"}
    assert keys(compare(new, new)) == {"b"}
    assert keys(compare(report(finding("b")), new)) == {"a", "b"}


def test_two_hundred_clean_pages_are_a_short_summary() -> None:
    clean = [replace(report(), document=replace(report().document, name=f"p{number}.md")) for number in range(200)]
    text = render(clean, "markdown", comparison=Comparison())
    assert text.count("\n") <= 60
    assert "200 of 200 documents: nothing to fix" in text
    one_bad = [*clean[:199], report(finding("bad"))]
    text = render(one_bad, "markdown", comparison=Comparison(still=one_bad[-1].findings))
    assert text.count("\n") <= 60
    assert "199 of 200 documents: nothing to fix" in text
    assert "message of bad" in text


def test_pages_of_which_nothing_was_read_are_named_among_the_clean_ones() -> None:
    unread = replace(report(), sources=())
    unread = replace(unread, document=replace(unread.document, name="unread.md", references=()), checks=())
    text = render([report(), report(), unread], "markdown")
    assert "No source was read in 1 document: `unread.md`" in text


@pytest.mark.parametrize("format", ["text", "markdown", "sarif", "junit", "annotations", "csv", "json"])
def test_an_alert_names_the_address_of_its_source(format: str) -> None:
    assert ADDRESS in render(report(finding("dead")), format).replace("\\/", "/")


def test_an_address_that_the_message_has_is_not_repeated() -> None:
    named = report(finding("dead", message=f"{ADDRESS} answers 404"))
    for format in ("markdown", "sarif", "annotations"):
        assert render(named, format).count(ADDRESS.removeprefix("https:")) == 1, format


def test_ignored_findings_are_named_with_place_address_and_reason() -> None:
    hidden = tuple(
        Suppressed(finding=one, reason=f"reason of {one.key}", until="2026-03-09")
        for one in report(*(finding(f"hidden{number}") for number in range(12))).findings
    )
    page = replace(NEW, suppressed=hidden)
    text = render(page, "text")
    assert "Ignored: 12 findings." in text
    assert text.count("reason of hidden") == 10
    assert "… and 2 more ignored" in text
    assert "(until 2026-03-09)" in text
    assert text[text.index("Ignored:") :].count(ADDRESS) == 10
    several = render([page, replace(page, suppressed=())], "text")
    assert several.count("reason of hidden") == 10
    markdown = render(page, "markdown")
    assert markdown.count("- ignored: ") == 10
    assert "more ignored" in markdown
    assert "ignored" not in render(NEW, "text").lower()


@pytest.mark.parametrize(
    ("message", "is_whole"),
    [
        ("Forces enter camp was not read because 10.0.0.1 is not a public address (--allow-address permits it)", True),
        ("The entry of the herald has neither an address nor an identifier; write one with `--source 3=…`", True),
        (
            "The report of the harbour office - a long one - was read only in part, and so nothing follows from it",
            False,
        ),
    ],
)
def test_a_line_of_the_terminal_that_says_what_to_do_next_is_never_cut(message: str, is_whole: bool) -> None:
    page = report(finding("a", Severity.NOTE, code="claim-unverifiable", message=message))
    words = " ".join(render(page, "text").split())
    assert (message in words) is is_whole
    assert all(len(line) <= 100 for line in render(page, "text").splitlines())

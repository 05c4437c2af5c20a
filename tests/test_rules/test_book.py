"""The rule book as a whole: it agrees with the tables, and everything in it can be explained."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

import citecheck
from citecheck.cli.explain import explain as command
from citecheck.rules import RuleTable
from citecheck.rules.book import tables
from reports.codes import HELP_PAGES, codes
from reports.model import LinkStatus, Outcome, QuoteOutcome
from reports.rules import Area, Rule, rule, rules

ROOT = Path(__file__).resolve().parents[2]
every_rule = pytest.mark.parametrize("entry", rules().values(), ids=lambda entry: entry.id)


def test_the_book_and_the_tables_have_the_same_rules() -> None:
    assert {id for table in tables() for id in table.ids} == set(rules())


def test_every_table_of_the_code_is_among_the_tables() -> None:
    """A table that `tables` does not know would be left out of every test of the book."""
    defined = [
        match[1]
        for path in (ROOT / "citecheck").rglob("*.py")
        for match in re.finditer(r"^([A-Z_]+)\b[^=\n]*= RuleTable\(", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]

    assert len(defined) == len(tables())


@every_rule
def test_an_id_is_an_area_and_words_with_hyphens(entry: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(\.[a-z0-9]+(-[a-z0-9]+)*){1,3}", entry.id)
    assert entry.area in Area


@every_rule
def test_a_rule_says_what_it_is_in_one_sentence_and_shows_two_different_cases(entry: Rule) -> None:
    assert entry.sentence.endswith(".")
    assert entry.sentence.count(". ") <= 1
    assert entry.decided.endswith((".", "…"))
    assert entry.example.given != entry.near_miss.given


@every_rule
def test_explaining_a_rule_shows_its_example(entry: Rule) -> None:
    text = str(citecheck.explain(entry.id))

    assert entry.sentence in text
    assert f"outcome: {entry.example.outcome}" in text


@pytest.mark.parametrize("name", [*codes(), *LinkStatus, *Outcome, *QuoteOutcome])
def test_every_code_status_and_outcome_is_explained(name: str) -> None:
    explained = citecheck.explain(name)

    assert explained.name == name
    assert len(explained.meaning) > 10


def test_the_beginning_of_ids_lists_the_rules() -> None:
    assert citecheck.explain("link.soft404").related == tuple(id for id in rules() if id.startswith("link.soft404."))


def test_an_unknown_name_is_an_error_that_names_the_nearest() -> None:
    with pytest.raises(citecheck.UnknownName, match=r"did you mean quote\.verbatim"):
        citecheck.explain("quote.verbatm")


def test_the_command_prints_text_json_and_the_list_of_names() -> None:
    text = CliRunner().invoke(command, ["quote.verbatim"]).output
    data = json.loads(CliRunner().invoke(command, ["quote.verbatim", "--format", "json"]).output)
    listed = CliRunner().invoke(command, []).output.split()

    assert rule("quote.verbatim").sentence in text
    assert data["meaning"] == rule("quote.verbatim").sentence
    assert set(rules()) | set(codes()) <= set(listed)


def test_help_pages_are_the_projects_own() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert HELP_PAGES.startswith(project["urls"]["Homepage"])


def test_the_first_rule_that_answers_decides_and_a_rule_can_be_left_out() -> None:
    table: RuleTable[int, str] = RuleTable(
        "sizes", (("a.small", lambda n: "small" if n < 5 else None), ("a.any", lambda n: "any"))
    )

    assert [table.decide(n).rule for n in (1, 9)] == ["a.small", "a.any"]
    with table.without("a.small"):
        assert table.decide(1).rule == "a.any"
        with table.without("a.any"):
            assert table.decide(1) is None
    assert table.decide(1).verdict == "small"
    with pytest.raises(KeyError), table.without("a.none"):
        pass
    with pytest.raises(ValueError, match="twice"):
        RuleTable("twice", (("a.b", lambda n: None), ("a.b", lambda n: None)))

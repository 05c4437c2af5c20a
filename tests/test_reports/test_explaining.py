"""`explain` finds every name that a report uses, and says what it means."""

import json

import pytest
from click.testing import CliRunner

import citecheck
from citecheck.cli.main import cli
from reports.errors import UnknownName
from reports.model import Extent, LinkStatus, Outcome, QuoteOutcome
from reports.rules import rules
from reports.rules.codes import CODES
from reports.rules.explaining import explain


@pytest.mark.parametrize("name", [*rules(), *CODES, *LinkStatus, *Outcome, *QuoteOutcome, *Extent])
def test_every_name_is_explained(name: str) -> None:
    explanation = explain(name)

    assert explanation.name == name
    assert explanation.meaning
    assert str(explanation).startswith(name)


def test_a_rule_is_explained_with_its_cases() -> None:
    rule = rules()["fact.number.same-value"]

    text = str(citecheck.explain("fact.number.same-value"))

    for part in (rule.sentence, rule.decided, rule.threshold, *rule.example.given.values(), rule.near_miss.outcome):
        assert part in text


def test_a_code_is_explained_with_severity_remedy_and_how_to_silence_it() -> None:
    text = str(explain("quote-altered"))

    assert "Warning. Words of the quotation differ from the source." in text
    assert CODES["quote-altered"].mend in text
    assert 'disable = ["quote-altered"]' in text


def test_a_code_that_is_off_says_how_to_enable_it() -> None:
    assert 'enable = ["claim-uncited"]' in str(explain("claim-uncited"))


def test_a_word_with_two_meanings_is_explained_with_both() -> None:
    meaning = explain("partial").meaning

    assert "outcome of a check" in meaning
    assert "outcome of a quotation" in meaning


def test_a_prefix_lists_the_rules_that_begin_with_it() -> None:
    members = explain("fact.number").members

    assert members == tuple(rule for rule in rules().values() if rule.id.startswith("fact.number."))
    assert len(members) > 1


def test_no_name_lists_all_rules() -> None:
    assert {rule.id for rule in explain().members} == set(rules())


def test_an_unknown_name_raises_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="did you mean link-dead") as raised:
        explain("link-ded")

    assert raised.value.near[0] == "link-dead"


def test_the_command_writes_json() -> None:
    result = CliRunner().invoke(cli, ["explain", "link-dead", "--format", "json"])

    written = json.loads(result.output)
    assert (written["kind"], written["mend"]) == ("code", CODES["link-dead"].mend)


def test_the_command_prints_the_text() -> None:
    result = CliRunner().invoke(cli, ["explain", "fact.number.same-score"])

    assert result.output == f"{explain('fact.number.same-score')}\n"

"""The rule book as a whole: it agrees with the tables, and everything in it can be explained."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

import citecheck
from citecheck.cli.explain import explain as command
from citecheck.rules import RuleTable
from citecheck.rules.book import tables
from reports.codes import HELP_PAGES, codes
from reports.model import Extent, LinkStatus, Outcome, QuoteOutcome
from reports.rules import Area, Rule, rule, rules
from reports.rules.explaining import rules_behind
from reports.wording import OUTCOME_SENTENCES, QUOTE_SENTENCES

ROOT = Path(__file__).resolve().parents[2]
_PRIVATE_WORDS = re.compile(
    r"\b(organs?|sockets?|crew|workshop|teller|telling|told|carried|carries|squeezed|widened|nobody's|that is none|"
    r"(is|are) none)\b",
    re.IGNORECASE,
)
"""Words of the house's own that the field does not use."""

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


@pytest.mark.parametrize("name", [*codes(), *LinkStatus, *Outcome, *QuoteOutcome, *Extent])
def test_every_code_status_and_outcome_is_explained(name: str) -> None:
    explained = citecheck.explain(name)

    assert explained.name == name
    assert len(explained.meaning) > 10


def test_each_code_names_the_rules_that_lead_to_it():
    for code in codes().values():
        assert code.example.endswith("."), code.name
        for beginning in code.rules:
            assert any(id == beginning or id.startswith(f"{beginning}.") for id in rules()), (code.name, beginning)
        assert citecheck.explain(code.name).related == rules_behind(code)
    assert "quote-meaning-changed" in citecheck.explain("quote.number-changed").related


def test_a_code_says_how_to_switch_it_off_or_on():
    assert 'disable = ["quote-altered"]' in citecheck.explain("quote-altered").silence
    assert 'enable = ["claim-uncited"]' in citecheck.explain("claim-uncited").silence


def test_a_word_with_two_meanings_is_explained_with_both():
    meaning = citecheck.explain("partial").meaning

    assert OUTCOME_SENTENCES[Outcome.PARTIAL] in meaning
    assert QUOTE_SENTENCES[QuoteOutcome.PARTIAL] in meaning


def test_a_status_lists_the_rules_that_give_it():
    related = citecheck.explain("gone").related

    assert {"link.gone.404", "link.gone.410"} <= set(related)
    assert all(rules()[id].example.outcome == "gone" for id in related)


@every_rule
def test_the_words_of_a_rule_are_plain(entry: Rule) -> None:
    text = " ".join((entry.sentence, entry.decided, entry.threshold, entry.mend))

    assert _PRIVATE_WORDS.findall(text) == []


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
    assert set(rules()) | set(codes()) <= {word.removesuffix(":") for word in listed}


def test_an_unknown_name_ends_the_command_with_status_2():
    result = subprocess.run(
        [sys.executable, "-m", "citecheck", "explain", "link-ded"], capture_output=True, text=True, check=False
    )

    assert result.returncode == 2
    assert "did you mean link-dead" in result.stderr


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

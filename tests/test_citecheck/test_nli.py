"""An NLI model in a process of its own: what is asked, what comes back, and what happens when it fails.

The process is a small program that speaks as `nli_worker` does. `make nli` runs the worker itself, with models of
random weights, in an environment that has torch.
"""

import json
import sys
import textwrap
from pathlib import Path

import pytest
from second_opinions import OTHERWISE, REST, SAID, UNSURE

from citecheck.checking.support import LexicalJudge
from citecheck.errors import SettingsError
from citecheck.judges.calibration import of_family
from citecheck.judges.nli import NliModel
from citecheck.judges.second import SecondOpinionJudge
from citecheck.model import ClaimContext, JudgedSource, SourceText
from citecheck.settings.opinion import OpinionSettings
from reports.model import Check, Extent, Outcome


def program(tmp_path: Path, score: str, *, begins: str = '{"labels": ["entailment", "neutral"]}') -> list[str]:
    """A program that answers each pair with the expression `score`, in which `premise` and `claim` are known."""
    code = f"""
        import json, sys, time
        print({begins!r}, flush=True)
        for line in sys.stdin:
            pairs = json.loads(line)["pairs"]
            print(json.dumps({{"scores": [{score} for premise, claim in pairs]}}), flush=True)
        """
    path = tmp_path / "worker.py"
    path.write_text(textwrap.dedent(code), encoding="utf-8")
    return [sys.executable, str(path)]


def judged(command: list[str], claim: str = UNSURE, source: str = SAID, **settings) -> Check:
    opinion = OpinionSettings(nli="models/tiny", **settings)
    adviser = NliModel(opinion, command=command)
    text = SourceText(text=f"{source}\n{REST}", extent=Extent.FULL)
    judge = SecondOpinionJudge(LexicalJudge(), adviser, opinion, of_family("tiny"))
    try:
        return judge.judge(claim, [JudgedSource(reference="a", copy="b", text=text)], context=ClaimContext())
    finally:
        adviser.close()


def test_a_passage_that_entails_the_claim_supports_it(tmp_path: Path):
    check = judged(program(tmp_path, '{"entailment": 0.9, "neutral": 0.1}'))

    assert check.opinion.outcome is Outcome.SUPPORTED
    assert check.opinion.judge == "NLI model tiny"
    assert SAID in check.opinion.passages[0].exact


def test_a_passage_that_does_not_entail_the_claim_decides_against_it(tmp_path: Path):
    check = judged(program(tmp_path, '{"entailment": 0.2, "neutral": 0.8}'))

    assert (check.outcome, check.opinion.decided) == (Outcome.UNSUPPORTED, True)


@pytest.mark.parametrize(
    ("score", "settings", "outcome"),
    [
        ('{"LABEL_0": 0.1, "LABEL_1": 0.9}', {}, Outcome.SUPPORTED),
        ('{"contradiction": 0.9, "entailment": 0.05}', {}, Outcome.UNSUPPORTED),
        ('{"SUPPORTED": 0.7}', {}, Outcome.SUPPORTED),
        ('{"good": 0.8, "bad": 0.2}', {"nli_label": "good"}, Outcome.SUPPORTED),
        ('{"good": 0.8, "entailment": 0.2}', {"nli_label": "entailment"}, Outcome.UNSUPPORTED),
    ],
)
def test_the_label_of_support_is_known_by_its_name_or_named(tmp_path, score: str, settings, outcome: Outcome):
    assert judged(program(tmp_path, score), **settings).opinion.outcome is outcome


@pytest.mark.parametrize(
    ("score", "begins", "reason"),
    [
        ('{"good": 0.8}', '{"labels": ["good"]}', "nli_label"),
        ("[]", '{"labels": []}', ""),
        ('{"entailment": "much"}', '{"labels": []}', ""),
        ("time.sleep(30)", '{"labels": []}', "took longer"),
        ("sys.exit(3)", '{"labels": []}', "did not answer"),
        ("1", '{"error": "the model could not be loaded (OSError: no such folder)"}', "no such folder"),
        ("1", '{"error": "ModuleNotFoundError: No module named \'torch\'"}', "citecheck-audit[nli]"),
        ("1", "not json", "before the model was loaded"),
    ],
)
def test_a_process_that_fails_leaves_the_verdict_and_says_why(tmp_path, score: str, begins: str, reason: str):
    alone = LexicalJudge()
    text = SourceText(text=f"{SAID}\n{REST}", extent=Extent.FULL)
    first = alone.judge(UNSURE, [JudgedSource(reference="a", copy="b", text=text)], context=ClaimContext())

    check = judged(program(tmp_path, score, begins=begins), timeout=1.0)

    assert (check.outcome, check.band, check.rule) == (first.outcome, first.band, first.rule)
    assert check.opinion.void
    assert reason in check.opinion.reason


def test_each_passage_is_a_premise_and_the_claim_the_hypothesis(tmp_path: Path):
    noted = tmp_path / "pairs.json"
    score = f'(open({str(noted)!r}, "a").write(json.dumps([premise, claim]) + chr(10)), {{"entailment": 0.1}})[1]'

    judged(program(tmp_path, score), source=f"{SAID} {OTHERWISE} The owner had a fire engine.")

    pairs = [json.loads(line) for line in noted.read_text(encoding="utf-8").splitlines()]
    assert {claim for _, claim in pairs} == {UNSURE}
    assert any(SAID in premise for premise, _ in pairs)


def test_a_python_that_is_not_there_is_a_mistake_of_the_settings():
    with pytest.raises(SettingsError, match="nli_python"):
        judged(["/no/such/python", "worker.py"])

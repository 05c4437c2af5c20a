"""`citecheck judge-bench` and `citecheck calibrate`: figures on labelled claims, and how sure a model may be."""

import json
import random
from pathlib import Path

import numpy as np
import pytest
from command import run
from second_opinions import REST, SAID, UNSURE, audited, check_of

from citecheck.errors import SettingsError
from citecheck.judges.bench import auroc, balanced_accuracy, macro_f1, read_claims
from citecheck.judges.calibration import FEWEST, Calibration, Labelled, fit, of_family, read_calibration
from reports.model import Band, Outcome
from testbed.chat_server import chatting, claim_in, opinion, saying

OTHER = "The mill was closed by its owner after a flood and a long quarrel."


def lines(path: Path, count: int) -> Path:
    """A file of claims: every other one is supported. They differ in a word that says nothing."""
    rows = []
    for number in range(count):
        claim = (UNSURE if number % 2 else OTHER).replace("mill", f"mill {chr(97 + number % 26)}{number}")
        rows.append({"claim": claim, "source": f"{SAID} {REST}", "label": "supported" if number % 2 else "partial"})
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def knowing(asked: str):
    return opinion("supported" if "fire" in claim_in(asked) else "partial", SAID)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def flags(url: str) -> list[str]:
    return ["--second-opinion-url", url, "--second-opinion-model", "scripted-1"]


def test_the_judge_the_model_and_both_are_measured(folder: Path):
    claims = lines(folder / "claims.jsonl", 20)
    with chatting(saying(knowing)) as chat:
        result = run("judge-bench", claims, *flags(chat.url), "--json")

        assert len(chat.asked) == 20
    first, model, both = json.loads(result.out)
    assert first["judge"] == "lexical-1"
    assert (model["claims"], model["calls"], model["balanced_accuracy"]["value"]) == (20, 20, 1.0)
    assert both["calls"] <= 20
    for score in (first, model, both):
        for name in ("balanced_accuracy", "macro_f1", "auroc"):
            figure = score[name]
            assert 0 <= figure["low"] <= figure["value"] <= figure["high"] <= 1


def test_without_a_model_the_judge_of_the_settings_is_measured(folder: Path):
    result = run("judge-bench", lines(folder / "claims.jsonl", 6))

    assert result.status == 0
    assert result.out.startswith("lexical-1: n=6, balanced accuracy ")
    assert len(result.out.splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "holds no claims"),
        ('{"claim": "a"}\n', "line 1"),
        ('{"claim": "a", "source": "b", "label": "perhaps"}\n', "perhaps"),
        ("not json\n", "line 1"),
        ('{"claim": "a b c", "source": "d", "label": true}\n', "both supported claims and others"),
    ],
)
def test_a_file_that_cannot_be_used_is_a_mistake(folder: Path, text: str, what: str):
    (folder / "claims.jsonl").write_text(text, encoding="utf-8")

    result = run("judge-bench", "claims.jsonl")

    assert result.status == 2
    assert what in result.err


def test_labels_may_be_outcomes_or_true_and_false(folder: Path):
    labels = ["supported", "partially_supported", "not_supported", "contradicted", True, False, 1, 0]
    rows = [json.dumps({"claim": "a", "source": "b", "label": label}) for label in labels]
    (folder / "claims.jsonl").write_text("\n".join(rows), encoding="utf-8")

    read = read_claims(folder / "claims.jsonl")

    assert [one.is_supported for one in read] == [True, False, False, False, True, False, True, False]


@pytest.mark.parametrize("body", [b'{"claim": "\xb4"}', b'{"claim": ' + b"[" * 100_000])
def test_a_file_of_claims_that_cannot_be_read_is_a_mistake_with_its_line(folder: Path, body: bytes):
    (folder / "claims.jsonl").write_bytes(b"\n" + body)

    with pytest.raises(SettingsError, match="line 2"):
        read_claims(folder / "claims.jsonl")


def test_the_figures_are_those_of_the_books():
    said = np.array([True, True, False, False, False])
    labels = np.array([True, False, True, False, False])

    assert balanced_accuracy(said, labels) == pytest.approx((1 / 2 + 2 / 3) / 2)
    assert macro_f1(said, labels) == pytest.approx((1 / 2 + 4 / 6) / 2)
    assert auroc(np.array([0.9, 0.5, 0.5, 0.1]), np.array([True, True, False, False])) == pytest.approx(0.875)


def drawn(count: int, accuracy: float, seed: int = 3) -> list[Labelled]:
    """Claims with a calibrated first judge, and a model that is right with this chance."""
    dice = random.Random(seed)
    claims = []
    for _ in range(count):
        chance = dice.uniform(0.1, 0.7)
        label = dice.random() < chance
        claims.append(Labelled(chance, label if dice.random() < accuracy else not label, label))
    return claims


@pytest.mark.parametrize("accuracy", [0.7, 0.9])
def test_a_calibration_learns_how_far_a_model_can_be_trusted(accuracy: float):
    made = fit("m", drawn(4000, accuracy))

    odds = accuracy / (1 - accuracy)
    assert np.exp(made.supports) == pytest.approx(odds, rel=0.25)
    assert np.exp(made.denies) == pytest.approx(1 / odds, rel=0.25)
    assert made.slope == pytest.approx(1, abs=0.15)
    fresh = drawn(4000, accuracy, seed=4)
    told = [(made.joined(one.probability, supports=one.supports), one.label) for one in fresh]
    sure = [label for chance, label in told if chance >= 0.6]
    assert np.mean(sure) == pytest.approx(np.mean([chance for chance, _ in told if chance >= 0.6]), abs=0.05)


def test_a_model_that_knows_nothing_moves_nothing():
    made = fit("m", drawn(4000, 0.5))

    assert abs(made.supports) < 0.2 and abs(made.denies) < 0.2


@pytest.mark.parametrize("claims", [drawn(FEWEST - 1, 0.9), [Labelled(0.5, True, True)] * 80])
def test_a_calibration_needs_claims_of_both_labels(claims: list[Labelled]):
    with pytest.raises(SettingsError):
        fit("m", claims)


def test_a_family_is_cautious_and_never_measured():
    known, other = of_family("gemini-3.7-flash"), of_family("a-model-nobody-knows")

    assert known.supports > other.supports > 0 > other.denies > known.denies
    assert not known.is_measured and not other.is_measured


def test_a_calibration_of_ones_own_makes_a_second_opinion_confident(folder: Path):
    claims = lines(folder / "claims.jsonl", 60)
    with chatting(saying(knowing)) as chat:
        result = run("calibrate", claims, "-o", "calibration.json", *flags(chat.url))

        assert result.status == 0, result.err
        assert "60 claims" in result.out
    sure = Calibration(judge="scripted-1", supports=5.0, denies=-5.0, claims=60)
    (folder / "sure.json").write_text(json.dumps({"judge": "scripted-1", "supports": 5, "denies": -5, "claims": 60}))
    assert read_calibration(folder / "sure.json", "scripted-1") == sure
    source = "No orchard in the county was planted before this one."
    with chatting(saying(lambda _: opinion("supported", source))) as chat:
        claim = "The orchard is the oldest in the county."
        check = check_of(audited(chat, claim, source, calibration="sure.json"))

    assert (check.outcome, check.band) == (Outcome.SUPPORTED, Band.CONFIDENT)


@pytest.mark.parametrize(
    "body",
    [b"{}", b"[]", b'{"judge": "other", "supports": 1, "denies": -1}', b"x", b'{"judge": "\xb4"}', b"[" * 100_000],
)
def test_a_calibration_that_cannot_be_used_is_a_mistake(folder: Path, body: bytes):
    (folder / "wrong.json").write_bytes(body)

    with pytest.raises(SettingsError, match="calibration"):
        read_calibration(folder / "wrong.json", "scripted-1")


def test_calibrate_needs_a_model(folder: Path):
    assert run("calibrate", lines(folder / "claims.jsonl", 60), "-o", "x.json").status == 2

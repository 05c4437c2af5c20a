"""`citecheck judge-bench`: measure judges on labelled claims."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import click
import msgspec

from citecheck.cli.exit_codes import OK
from citecheck.cli.options import choose_settings, observer_for, opinion_options, settings_options
from citecheck.cli.telling import show, show_json, tell
from citecheck.clock import SystemClock
from citecheck.judges.bench import (
    CountingAdviser,
    Figure,
    Judged,
    JudgeScore,
    judge_all,
    only_between,
    read_claims,
    score_checks,
    score_replies,
)
from citecheck.judges.building import adviser_for, calibration_for, model_of
from citecheck.judges.first import first_judge
from citecheck.judges.second import SecondOpinionJudge
from citecheck.settings import Settings


@click.command("judge-bench")
@click.argument("file", metavar="FILE.jsonl", type=click.Path(dir_okay=False))
@click.option("--only-unsure", is_flag=True, help="Ask the model only where an audit would, not about every claim.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON (default: text).")
@opinion_options
@settings_options
def judge_bench(
    file: str,
    only_unsure: bool,
    as_json: bool,
    second_opinion_url: str | None,
    second_opinion_model: str | None,
    config: str | None,
    offline: bool,
    allow_address: tuple[str, ...],
    max_time: float | None,
) -> None:
    """Measure the judge of the settings, the model of the second opinion, and both, on the labelled claims of FILE.

    FILE has one JSON object a line with `claim`, `source` (its text) and `label` (an outcome, or true or false). The
    figures tell supported claims from all others, with 95 % bootstrap intervals.

    Exit status: 0 done; 2 a mistake in the call, or a file that cannot be used.
    """
    settings = choose_settings(
        config=config,
        offline=offline,
        allow_address=allow_address,
        max_time=max_time,
        second_opinion_url=second_opinion_url,
        second_opinion_model=second_opinion_model,
    ).settings
    scores = measure(settings, file, only_unsure=only_unsure)
    if as_json:
        show_json(msgspec.json.encode(scores))
    else:
        for score in scores:
            show(_line(score))
    sys.exit(OK)


def measure(settings: Settings, file: str, *, only_unsure: bool) -> list[JudgeScore]:
    """Return the scores of the judges of `settings` on the claims of `file`.

    With `only_unsure` the model is asked in its band alone.
    """
    judged, adviser = said_of(settings, file, only_unsure=only_unsure)
    labels = [one.label for one in judged]
    scores = [score_checks(judged[0].first.judge, [one.first for one in judged], labels)]
    if adviser is None:
        return scores
    spent = {"calls": adviser.calls, "seconds": round(adviser.seconds, 2), "cost": adviser.cost}
    if not only_unsure:
        scores.append(score_replies(f"{adviser.name}, alone", judged, **spent))
    low, high = settings.checking.second_opinion.ask_between
    together = only_between(judged, low, high)
    asked = [check.opinion for check in together if check.opinion is not None and check.opinion.asked]
    share = len(asked) / max(1, adviser.calls)
    scores.append(
        score_checks(
            f"both, the model between {low:g} and {high:g}",
            together,
            labels,
            calls=len(asked),
            seconds=round(adviser.seconds * share, 2),
            cost=adviser.cost * share,
            void=sum(opinion.void for opinion in asked),
        )
    )
    return scores


def said_of(settings: Settings, file: str, *, only_unsure: bool) -> tuple[list[Judged], CountingAdviser | None]:
    """Return what is said of the claims of `file`, and the model that was asked; None: `settings` name none.

    With `only_unsure` the model is asked where an audit would, or else about every claim.
    """
    claims = read_claims(Path(file))
    first = first_judge(settings)
    opinion = settings.checking.second_opinion
    if not opinion.is_on:
        return list(judge_all(claims, first)), None
    if not only_unsure:
        opinion = msgspec.structs.replace(opinion, ask_between=(0.0, 1.0), confirm_errors=True)
    observer = observer_for(quiet=False)
    with ExitStack() as closing:
        counting = CountingAdviser(adviser_for(settings, closing=closing, clock=SystemClock(), observer=observer))
        both = SecondOpinionJudge(first, counting, opinion, calibration_for(settings))
        tell(f"{len(claims):,} claims are judged; the model is {model_of(settings)}, at {counting.address}")
        observer.begin("claims", len(claims))
        judged: list[Judged] = []
        for one in judge_all(claims, first, both, counting):
            judged.append(one)
            observer.advance("claims")
        observer.end("claims")
    return judged, counting


def _line(score: JudgeScore) -> str:
    figures: Sequence[tuple[str, Figure]] = (
        ("balanced accuracy", score.balanced_accuracy),
        ("macro-F1", score.macro_f1),
        ("AUROC", score.auroc),
    )
    told = ", ".join(
        f"{name} {100 * one.value:.1f} ({100 * one.low:.1f}–{100 * one.high:.1f})" for name, one in figures
    )
    spent = f"; {score.calls:,} calls, {score.seconds:.1f} s" if score.calls else ""
    cost = f", cost {score.cost:.4g}" if score.cost else ""
    void = f", {score.void:,} answers did not count" if score.void else ""
    return f"{score.judge}: n={score.claims:,}, {told}{spent}{cost}{void}"

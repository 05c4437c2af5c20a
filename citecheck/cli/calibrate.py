"""`citecheck calibrate`: learn from labelled claims how sure a second opinion may be."""

from __future__ import annotations

import math
import sys
from pathlib import Path

import click

from citecheck.cli.exit_codes import OK
from citecheck.cli.judge_bench import said_of
from citecheck.cli.options import choose_settings, opinion_options, settings_options
from citecheck.cli.telling import show
from citecheck.errors import SettingsError
from citecheck.judges.bench import labelled
from citecheck.judges.building import model_of
from citecheck.judges.calibration import fit, write_calibration
from reports.wording import counted


@click.command()
@click.argument("file", metavar="FILE.jsonl", type=click.Path(dir_okay=False))
@click.option(
    "-o", "--output", required=True, metavar="FILE.json", type=click.Path(dir_okay=False), help="Write it here."
)
@opinion_options
@settings_options
def calibrate(
    file: str,
    output: str,
    second_opinion_url: str | None,
    second_opinion_model: str | None,
    config: str | None,
    offline: bool,
    allow_address: tuple[str, ...],
    max_time: float | None,
) -> None:
    """Ask the model of the second opinion about the labelled claims of FILE, and write how sure it may be.

    FILE is as for `citecheck judge-bench`, with at least 50 claims on which the model gives an opinion. Name the file
    that is written in the setting checking.second_opinion.calibration.

    Exit status: 0 done; 2 a mistake in the call, a file that cannot be used, or too few claims.
    """
    settings = choose_settings(
        config=config,
        offline=offline,
        allow_address=allow_address,
        max_time=max_time,
        second_opinion_url=second_opinion_url,
        second_opinion_model=second_opinion_model,
    ).settings
    if not settings.checking.second_opinion.is_on:
        raise SettingsError("no second opinion is set: name its server by --second-opinion-url, or in the settings")
    judged, _ = said_of(settings, file, only_unsure=False)
    made = fit(model_of(settings), labelled(judged))
    write_calibration(Path(output), made)
    show(
        f"{made.judge}: odds times {math.exp(made.supports):.2f} where it supports a claim, times "
        f"{math.exp(made.denies):.2f} where it does not, slope {made.slope:.2f}; from "
        f"{counted(made.claims, 'claim')}"
    )
    show(f"wrote {output}")
    sys.exit(OK)

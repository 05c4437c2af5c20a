"""Build the second opinion that the settings ask for: whom to ask, how it is reached, and how sure it is."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from requests.adapters import BaseAdapter

from citecheck.evidence.recording import RecordingAdapter
from citecheck.evidence.warc import Recording
from citecheck.http.one_host import OneHostGuard
from citecheck.http.transport import adapter_for
from citecheck.interfaces import Clock, Judge, Observer
from citecheck.judges.calibration import Calibration, of_family, read_calibration
from citecheck.judges.dry import DryRun
from citecheck.judges.interfaces import Adviser
from citecheck.judges.llm import ChatModel, endpoint, key_of
from citecheck.judges.memory import Entries, OpinionMemory
from citecheck.judges.nli import NliModel
from citecheck.judges.second import SecondOpinionJudge
from citecheck.judges.unasked import Unasked
from citecheck.settings.model import Settings


def model_of(settings: Settings) -> str:
    """Return the name of the model that `settings` name: of a language model, or of an NLI model."""
    opinion = settings.checking.second_opinion
    return opinion.model or opinion.nli


def second_judge(
    first: Judge,
    settings: Settings,
    *,
    closing: ExitStack,
    clock: Clock,
    observer: Observer,
    adapter: BaseAdapter | None = None,
    replayed: BaseAdapter | None = None,
    recording: Recording | None = None,
    entries: Entries | None = None,
    seconds_left: Callable[[], float | None] = lambda: None,
    dry_run: bool = False,
) -> Judge:
    """Return `first` with the second opinion of `settings`, or `first` itself if none is set.

    `entries` holds opinions of earlier runs; None: those of this run alone are remembered. `closing`, `clock`,
    `observer`, `adapter`, `replayed`, `recording`, `seconds_left` and `dry_run` are as for `adviser_for`.

    Raises `SettingsError` for a key or a calibration that cannot be read.
    """
    opinion = settings.checking.second_opinion
    if not opinion.is_on:
        return first
    adviser = adviser_for(
        settings,
        closing=closing,
        clock=clock,
        observer=observer,
        adapter=adapter,
        replayed=replayed,
        recording=recording,
        seconds_left=seconds_left,
        dry_run=dry_run,
    )
    return SecondOpinionJudge(first, adviser, opinion, calibration_for(settings), memory=OpinionMemory(entries))


def calibration_for(settings: Settings) -> Calibration:
    """Return the calibration that `settings` name, or the cautious one of the model's family.

    Raises `SettingsError` for a file that cannot be read, or is of another model.
    """
    opinion, named = settings.checking.second_opinion, model_of(settings)
    return read_calibration(Path(opinion.calibration), named) if opinion.calibration else of_family(named)


def adviser_for(
    settings: Settings,
    *,
    closing: ExitStack,
    clock: Clock,
    observer: Observer,
    adapter: BaseAdapter | None = None,
    replayed: BaseAdapter | None = None,
    recording: Recording | None = None,
    seconds_left: Callable[[], float | None] = lambda: None,
    dry_run: bool = False,
) -> Adviser:
    """Return who is asked for a second opinion by `settings`, which name somebody.

    `closing` ends it, `clock` gives the time, `observer` is notified of each call. `adapter` replaces the transport;
    None: a guarded one, for the configured host alone. `replayed` is the transport of a replay; None: this is none.
    `recording` takes the exchanges; None: they are not recorded. `seconds_left` says how many seconds the run still
    has; None: it has no limit. With `dry_run` nothing is sent.

    Raises `SettingsError` for a key that cannot be read.
    """
    opinion = settings.checking.second_opinion
    adviser: Adviser
    if dry_run:
        adviser = DryRun(opinion)
    elif opinion.nli:
        adviser = NliModel(opinion)
    elif replayed is not None:
        adviser = ChatModel(opinion, settings.web, replayed, clock=clock, paced=False)
    elif settings.offline:
        adviser = Unasked(opinion, "`offline` is set, so nothing is sent")
    else:
        key = key_of(opinion, os.environ)
        transport = adapter or adapter_for(settings.web, guard=OneHostGuard(endpoint(opinion.url)))
        closing.callback(transport.close)
        if recording is not None:
            transport = RecordingAdapter(transport, recording, settings.web.max_bytes)
        adviser = ChatModel(
            opinion, settings.web, transport, clock=clock, key=key, observer=observer, seconds_left=seconds_left
        )
    closing.callback(adviser.close)
    return adviser


__all__ = ["adviser_for", "calibration_for", "model_of", "second_judge"]

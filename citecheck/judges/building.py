"""Build the second opinion that the settings ask for: whom to ask, how it is reached, and how sure it is."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path

from requests.adapters import BaseAdapter

from citecheck.evidence.recording import RecordingAdapter
from citecheck.evidence.warc import Recording
from citecheck.http.transport import adapter_for
from citecheck.interfaces import Clock, Judge, Observer
from citecheck.judges.calibration import of_family, read_calibration
from citecheck.judges.dry import DryRun
from citecheck.judges.interfaces import Adviser
from citecheck.judges.llm import ChatModel, OneHostGuard, endpoint, key_of
from citecheck.judges.memory import Entries, OpinionMemory
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
    environment: Mapping[str, str] | None = None,
    seconds_left: Callable[[], float | None] = lambda: None,
    dry_run: bool = False,
) -> Judge:
    """Return `first` with the second opinion of `settings`, or `first` itself if none is set.

    `closing` ends it. `adapter` replaces the transport; None: a guarded one, for the configured host alone. `replayed`
    is the transport of a replay; None: this is none. `recording` takes the exchanges, `entries` the opinions of earlier
    runs; None: neither. `environment` holds the key; None: that of the process. With `dry_run` nothing is sent.

    Raises `SettingsError` for a key or a calibration that cannot be read.
    """
    opinion = settings.checking.second_opinion
    if not opinion.is_on:
        return first
    adviser: Adviser
    if dry_run:
        adviser = DryRun(opinion)
    elif opinion.nli:
        from citecheck.judges.nli import NliModel

        adviser = NliModel(opinion)
    elif replayed is not None:
        adviser = ChatModel(opinion, settings.web, replayed, clock=clock, paced=False)
    elif settings.offline:
        adviser = Unasked(opinion, "`offline` is set, so nothing is sent")
    else:
        key = key_of(opinion, os.environ if environment is None else environment)
        transport = adapter or adapter_for(settings.web, guard=OneHostGuard(endpoint(opinion.url)))
        closing.callback(transport.close)
        if recording is not None:
            transport = RecordingAdapter(transport, recording, settings.web.max_bytes)
        adviser = ChatModel(
            opinion, settings.web, transport, clock=clock, key=key, observer=observer, seconds_left=seconds_left
        )
    closing.callback(adviser.close)
    named = model_of(settings)
    calibration = read_calibration(Path(opinion.calibration), named) if opinion.calibration else of_family(named)
    return SecondOpinionJudge(first, adviser, opinion, calibration, memory=OpinionMemory(entries))


__all__ = ["model_of", "second_judge"]

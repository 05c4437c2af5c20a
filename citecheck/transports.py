"""The HTTP transport of a session: the network, recorded if the settings say so, or a recording alone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial

from requests.adapters import BaseAdapter

from citecheck.browser.adapter import browser_for
from citecheck.errors import SettingsError
from citecheck.evidence.files import Files, LocalFiles, ReplayedFiles
from citecheck.evidence.recording import RecordingAdapter, recorded_by_browser
from citecheck.evidence.replay import ReplayAdapter
from citecheck.evidence.warc import Recording
from citecheck.http.transport import adapter_for
from citecheck.interfaces import Clock
from citecheck.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Transport:
    """How a session reaches servers and files.

    `replayed`: both come from a recording alone. `recording` is the one that is being made, None if there is none.
    """

    adapter: BaseAdapter
    files: Files
    replayed: bool = False
    recording: Recording | None = None


def transport_of(
    settings: Settings,
    adapter: BaseAdapter | None,
    *,
    clock: Clock,
    closing: ExitStack,
    was_interrupted: Callable[[], bool],
    resume: bool = False,
) -> Transport:
    """Return the transport that `settings` want; what must be closed is given to `closing`.

    `adapter` replaces the network; None: the built-in transport. `clock` gives the times of the recording, and
    `was_interrupted` says at its end whether the run was broken off. With `resume` the recording of a killed run is
    gone on with. Raises `SettingsError` or `EvidenceError` if that cannot work.
    """
    evidence = settings.evidence
    if evidence.record and evidence.replay:
        raise SettingsError("evidence.record and evidence.replay exclude each other: a replay fetches nothing")
    if evidence.replay:
        replay = ReplayAdapter(evidence.replay)
        closing.callback(replay.close)
        return Transport(adapter=replay, files=ReplayedFiles(replay), replayed=True)
    inner = adapter or adapter_for(settings.web)
    if not evidence.record:
        return Transport(adapter=browser_for(inner, settings.web), files=LocalFiles(clock))
    recording = Recording(evidence.record, clock=clock, resume=resume)
    closing.callback(lambda: recording.close(interrupted=was_interrupted()))
    inner = browser_for(inner, settings.web, on_answer=partial(recorded_by_browser, recording))
    return Transport(
        adapter=RecordingAdapter(inner, recording, settings.web.max_bytes),
        files=LocalFiles(clock, recording),
        recording=recording,
    )


__all__ = ["Transport", "transport_of"]

"""An NLI model of the user's, in a process of its own: does a passage of the source entail the claim?

The model is a folder or a name that transformers can load. It classifies sequences (entailment, MiniCheck, FactCG), or
it labels the words of the claim (LettuceDetect). Its Python needs the extra `nli`; ours does not.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from citecheck.errors import SettingsError
from citecheck.judges import nli_worker
from citecheck.judges.model import NoOpinion, Opinion, Question, Reply, SentPassage, Silence
from citecheck.settings.opinion import OpinionSettings
from reports.model import Outcome

_LOADING = 600.0  # seconds that a model may take to load; a name may be downloaded first
_SURE = 0.5  # probability of the label of support from which a passage entails the claim
_PASSAGES = 3  # passages that are named where only all passages together entail the claim
_SUPPORT = ("entailment", "entails", "supported", "supports", "consistent", "factual", "faithful", "label_1")
"""Names of the label that means support, in lower case; of models with two labels without names it is the second."""
_INSTALL = "install the extra: pip install 'citecheck-audit[nli]'"


class NliModel:
    """Asks an NLI model; see `citecheck.judges.interfaces.Adviser`. Not safe to share between threads."""

    def __init__(self, settings: OpinionSettings, *, command: Sequence[str] = ()) -> None:
        """`settings` name the model and its Python. `command` replaces the process of the model; empty: the own one."""
        self.name = f"NLI model {Path(settings.nli).name}"
        self.address = settings.nli
        self.version = f"nli-{hashlib.sha256((settings.nli + settings.nli_label).encode()).hexdigest()[:12]}"
        self._label = settings.nli_label.lower()
        self._timeout = settings.timeout
        python = settings.nli_python or sys.executable
        self._command = list(command) or [python, str(Path(nli_worker.__file__)), settings.nli]
        self._process: subprocess.Popen[str] | None = None
        self._given_up = ""

    def ask(self, question: Question) -> Reply:
        """See `Adviser.ask`. Each passage is asked about by itself, and all of them together."""
        premises = [stretch.text for stretch in question.stretches]
        if len(premises) > 1:
            premises.append("\n".join(premises))
        said = self._exchange({"pairs": [[premise, question.claim] for premise in premises]}, self._timeout)
        scores = said.get("scores")
        if not isinstance(scores, list) or len(scores) != len(premises):
            reason = str(said.get("error") or "the process of the model did not answer")
            return NoOpinion(kind=Silence.NO_ANSWER, reason=reason)
        try:
            chances = [self._support(score) for score in scores]
        except (KeyError, TypeError, ValueError) as error:
            return NoOpinion(kind=Silence.UNREADABLE, reason=str(error).strip("'\""), lasting=True)
        return _opinion(question.stretches, chances)

    def close(self) -> None:
        """See `Adviser.close`."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(OSError):
            process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError, ValueError):
                    stream.close()

    def _support(self, score: object) -> float:
        """Return the probability of the label that means support. Raises `KeyError` if there is none."""
        if not isinstance(score, Mapping):
            raise TypeError("the process of the model gave no probabilities")
        by_name = {str(label).lower(): float(chance) for label, chance in score.items()}
        for wanted in (self._label,) if self._label else _SUPPORT:
            if wanted in by_name:
                return by_name[wanted]
        labels = ", ".join(by_name)
        raise KeyError(f"none of the model's labels ({labels}) is known to mean support; name it in nli_label")

    def _exchange(self, message: dict[str, Any], seconds: float) -> dict[str, Any]:
        if self._given_up:
            return {"error": self._given_up}
        if self._process is None or self._process.poll() is not None:
            begun = self._begin()
            if "labels" not in begun:
                self.close()
                self._given_up = str(begun.get("error") or "the process of the model ended before the model was loaded")
                return {"error": self._given_up}
        return self._said(json.dumps(message) + "\n", seconds)

    def _begin(self) -> dict[str, Any]:
        self.close()
        try:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
                start_new_session=True,  # Ctrl-C is for the process that started it
            )
        except OSError as error:
            raise SettingsError(
                f"`checking.second_opinion.nli_python`: {self._command[0]} cannot be run ({error.strerror}); {_INSTALL}"
            ) from error
        said = self._said("", _LOADING)
        if "No module named" in str(said.get("error")):
            return {"error": f"{said['error']}; {_INSTALL}"}
        return said

    def _said(self, line: str, seconds: float) -> dict[str, Any]:
        """Send `line` and return what comes back. After `seconds` the process is ended, and the answer says so."""
        process = self._process
        assert process is not None and process.stdin is not None and process.stdout is not None
        timer = threading.Timer(seconds, process.kill)
        timer.daemon = True
        timer.start()
        try:
            if line:
                process.stdin.write(line)
                process.stdin.flush()
            said = json.loads(process.stdout.readline() or "{}")
        except (OSError, ValueError):
            said = {}
        finally:
            late = not timer.is_alive()
            timer.cancel()
        if late and not said:
            return {"error": f"the model took longer than {seconds:g} s"}
        return said if isinstance(said, dict) else {}


def _opinion(stretches: Sequence[SentPassage], chances: Sequence[float]) -> Opinion:
    """Return the opinion by the chance of each passage, and of all together where there are several."""
    alone = chances[: len(stretches)]
    ranked = sorted(range(len(stretches)), key=lambda number: -alone[number])
    best = ranked[0]
    if alone[best] >= _SURE:
        return Opinion(outcome=Outcome.SUPPORTED, passages=(stretches[best].text,))
    if chances[-1] >= _SURE:
        return Opinion(outcome=Outcome.SUPPORTED, passages=tuple(stretches[one].text for one in ranked[:_PASSAGES]))
    return Opinion(outcome=Outcome.UNSUPPORTED, passages=(stretches[best].text,))


__all__ = ["NliModel"]

"""Measure judges on labelled claims: the first judge alone, the model alone, and both together."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from citecheck.errors import SettingsError
from citecheck.interfaces import Judge
from citecheck.judges.calibration import Labelled
from citecheck.judges.interfaces import Adviser
from citecheck.judges.model import NoOpinion, Opinion, Question, Reply
from citecheck.model import ClaimContext, JudgedSource, SourceText
from reports.model import Check, Extent, Outcome

_SAMPLES = 1000
_SUPPORTED = frozenset({"supported", "s", "true", "yes", "1"})
_OTHER = frozenset(
    {"partial", "partially_supported", "p", "contradicted", "refuted", "r", "unsupported", "not_supported", "n"}
) | {"false", "no", "0"}


class LabelledClaim(msgspec.Struct, frozen=True):
    """One line of a file of labelled claims: the claim, the text of its source, and what people say of it.

    `label` is an outcome, or true or false: whether the source says all of the claim. `title` is that of the document,
    `before` the sentence before the claim; empty: unknown.
    """

    claim: str
    source: str
    label: str | bool | int
    title: str = ""
    before: str = ""

    @property
    def is_supported(self) -> bool:
        """Whether people say that the source supports the claim."""
        return str(self.label).strip().lower() in _SUPPORTED


_CLAIMS = msgspec.json.Decoder(LabelledClaim)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure with the ends of its 95 % bootstrap interval (percentile method, 1,000 samples, a fixed seed)."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeScore:
    """How well one judge tells supported claims from the others: three figures of 0..1.

    `calls` counts the questions to a model, `seconds` is the time that they took, `cost` what they cost by the prices
    of the settings, `void` the answers that did not count.
    """

    judge: str
    claims: int
    balanced_accuracy: Figure
    macro_f1: Figure
    auroc: Figure
    calls: int = 0
    seconds: float = 0.0
    cost: float = 0.0
    void: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What was said of one labelled claim: by the first judge, by both together, and by the model (None: not asked)."""

    label: bool
    first: Check
    both: Check
    reply: Reply | None


def read_claims(path: Path) -> list[LabelledClaim]:
    """Return the claims of the file `path`, which has one JSON object a line.

    Raises `SettingsError` for a file that cannot be read, a line that is no such object, or a label that is not known.
    """
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror})") from error
    found: list[LabelledClaim] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            one = _CLAIMS.decode(line)
        except (ValueError, RecursionError) as error:
            raise SettingsError(f'{path}, line {number}: {error}; write {{"claim", "source", "label"}}') from error
        if str(one.label).strip().lower() not in _SUPPORTED | _OTHER:
            raise SettingsError(f"{path}, line {number}: the label {one.label!r} is not known; write an outcome")
        found.append(one)
    if not found:
        raise SettingsError(f"{path}: holds no claims")
    return found


class CountingAdviser:
    """An adviser that counts its questions and their time, and holds the last reply; `adviser` answers them."""

    def __init__(self, adviser: Adviser) -> None:
        self.name, self.address, self.version = adviser.name, adviser.address, adviser.version
        self.last: Reply | None = None
        self.calls = 0
        self.seconds = 0.0
        self._adviser = adviser

    @property
    def cost(self) -> float:
        """What the calls cost by the prices of the settings; 0 if they are not known."""
        budget = getattr(self._adviser, "budget", None)
        return float(budget.spent.cost) if budget is not None else 0.0

    def ask(self, question: Question) -> Reply:
        """See `citecheck.judges.interfaces.Adviser.ask`."""
        began = time.monotonic()
        self.last = self._adviser.ask(question)
        self.seconds += time.monotonic() - began
        self.calls += 1
        return self.last

    def close(self) -> None:
        """See `citecheck.judges.interfaces.Adviser.close`."""
        self._adviser.close()


def judge_all(
    claims: Sequence[LabelledClaim], first: Judge, both: Judge | None = None, adviser: CountingAdviser | None = None
) -> Iterator[Judged]:
    """Yield what is said of each of `claims`: by `first`, by the judge of `both`, and by the `adviser` that it asks.

    With `both` or `adviser` None, `first` is measured alone.
    """
    for one in claims:
        source = SourceText(text=one.source, extent=Extent.FULL, media_type="text/plain")
        judged = [JudgedSource(reference="source", copy="source", text=source)]
        context = ClaimContext(title=one.title or None, before=one.before)
        alone = first.judge(one.claim, judged, context=context)
        if adviser is not None:
            adviser.last = None
        together = both.judge(one.claim, judged, context=context) if both is not None else alone
        reply = adviser.last if adviser is not None else None
        yield Judged(label=one.is_supported, first=alone, both=together, reply=reply)


def only_between(judged: Sequence[Judged], low: float, high: float) -> list[Check]:
    """Return the checks of `judged` as if the second judge had been asked between `low` and `high` (0..1) alone."""
    return [
        one.both if one.first.probability is not None and low <= one.first.probability <= high else one.first
        for one in judged
    ]


def labelled(judged: Sequence[Judged]) -> list[Labelled]:
    """Return those of `judged` about which a model said something, as a calibration takes them."""
    return [
        Labelled(one.first.probability, one.reply.outcome is Outcome.SUPPORTED, one.label)
        for one in judged
        if isinstance(one.reply, Opinion) and one.first.probability is not None
    ]


def score_checks(name: str, checks: Sequence[Check], labels: Sequence[bool], **spent: Any) -> JudgeScore:
    """Return the score of the judge `name`, which made `checks` of claims with these `labels`.

    `spent` are the last fields of the score: calls, seconds, cost, void.
    """
    said = np.array([check.outcome is Outcome.SUPPORTED for check in checks])
    chances = np.array([_chance(check) for check in checks])
    return _score(name, said, chances, np.array(labels), **spent)


def score_replies(name: str, judged: Sequence[Judged], **spent: Any) -> JudgeScore:
    """Return the score of the model `name` alone, on those of `judged` that it was asked about.

    No opinion counts as no support. `spent` is as for `score_checks`.
    """
    asked = [one for one in judged if one.reply is not None]
    said = np.array([_supports(one.reply) for one in asked])
    chances = np.array([0.5 if isinstance(one.reply, NoOpinion) else float(_supports(one.reply)) for one in asked])
    return _score(name, said, chances, np.array([one.label for one in asked]), **spent)


def _supports(reply: Reply | None) -> bool:
    return isinstance(reply, Opinion) and reply.outcome is Outcome.SUPPORTED


def _chance(check: Check) -> float:
    if check.probability is not None:
        return check.probability
    return 0.5 if check.outcome is Outcome.UNVERIFIABLE else float(check.outcome is Outcome.SUPPORTED)


def _score(
    name: str, said: NDArray[np.bool_], chances: NDArray[np.float64], labels: NDArray[np.bool_], **spent: Any
) -> JudgeScore:
    count = len(labels)
    if not count or labels.all() or not labels.any():
        raise SettingsError(f"{name}: {count} claims were judged, and both supported claims and others are needed")
    return JudgeScore(
        judge=name,
        claims=count,
        balanced_accuracy=_figure(count, lambda rows: balanced_accuracy(said[rows], labels[rows])),
        macro_f1=_figure(count, lambda rows: macro_f1(said[rows], labels[rows])),
        auroc=_figure(count, lambda rows: auroc(chances[rows], labels[rows])),
        **spent,
    )


def _figure(count: int, figure: Callable[[NDArray[np.int64]], float]) -> Figure:
    rng = np.random.default_rng(7)
    drawn = [figure(rng.integers(0, count, count)) for _ in range(_SAMPLES)]
    low, high = np.nanpercentile(drawn, [2.5, 97.5])
    return Figure(value=figure(np.arange(count)), low=float(low), high=float(high))


def balanced_accuracy(said: NDArray[np.bool_], labels: NDArray[np.bool_]) -> float:
    """Return the mean of the shares of supported and of other claims that are right; not a number for one kind.

    `said` and `labels` say for each claim whether the judge and people call it supported.
    """
    good, bad = labels.sum(), (~labels).sum()
    if not good or not bad:
        return float("nan")
    return float((said & labels).sum() / good + (~said & ~labels).sum() / bad) / 2


def macro_f1(said: NDArray[np.bool_], labels: NDArray[np.bool_]) -> float:
    """Return the mean of the F1 of supported claims and of the others, for what is `said` and the `labels`."""
    return (_f1(said, labels) + _f1(~said, ~labels)) / 2


def _f1(said: NDArray[np.bool_], labels: NDArray[np.bool_]) -> float:
    total = said.sum() + labels.sum()
    return float(2 * (said & labels).sum() / total) if total else 0.0


def auroc(chances: NDArray[np.float64], labels: NDArray[np.bool_]) -> float:
    """Return the area under the ROC curve of `chances` for `labels`; ties count half; not a number for one kind."""
    good, bad = chances[labels], chances[~labels]
    if not len(good) or not len(bad):
        return float("nan")
    ordered = np.sort(bad)
    below = np.searchsorted(ordered, good, side="left")
    upto = np.searchsorted(ordered, good, side="right")
    return float((below + (upto - below) / 2).sum() / (len(good) * len(bad)))


__all__ = [
    "CountingAdviser",
    "Figure",
    "JudgeScore",
    "Judged",
    "LabelledClaim",
    "auroc",
    "balanced_accuracy",
    "judge_all",
    "labelled",
    "macro_f1",
    "only_between",
    "read_claims",
    "score_checks",
    "score_replies",
]

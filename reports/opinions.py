"""The passages that a verdict rests on, and what a second judge said: the data types of a second opinion."""

from __future__ import annotations

from dataclasses import dataclass

from reports.vocabulary import Band, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words of a source, on the original offsets of the text of `copy`; `prefix` and `suffix` are context around."""

    reference: str
    copy: str
    exact: str
    start: int
    end: int
    prefix: str = ""
    suffix: str = ""
    score: float = 0.0
    page: int | None = None
    place: str = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What one judge says of a claim: `outcome` with its `band`, the `reason` in words, and the id of its `rule`.

    `probability` is that of full support, None if nothing was judged. `rule` is None if the judge names none.
    """

    judge: str
    outcome: Outcome
    band: Band
    reason: str
    probability: float | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondOpinion:
    """What a second judge said of a claim, and what became of it.

    `first` is the verdict of the first judge. `judge` is the second one; `asked` is False where no answer of it could
    have counted, so that it was not asked. `outcome` is what it answered, None if there is
    no answer that can be read; `passages` are the words of the source that it names, `missing` the words of the claim
    that it found nowhere, `other_value` what the source has instead, "" if nothing. `decided` says that the check has
    its outcome; `disputed` that it disagrees with an error, which is then a warning; `void` that the answer does not
    count. Where the first two are False the first verdict stands. `reason` says why, in words, and `rule` is the id of
    the rule that decided so. `lasting` is False where another run may get an answer: the server failed, or a limit was
    reached.
    """

    first: Judgement
    judge: str
    reason: str
    rule: str | None
    asked: bool = True
    outcome: Outcome | None = None
    decided: bool = False
    disputed: bool = False
    void: bool = False
    lasting: bool = True
    passages: tuple[Passage, ...] = ()
    missing: tuple[str, ...] = ()
    other_value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelUse:
    """How a model took part in an audit: who it was, and how many of the checks it was asked about.

    `judge` names the model, `address` the server or the folder that it was reached at. `asked` counts the checks with
    a second opinion, `decided` those whose outcome it is, `disputed` the errors that it turned into warnings, `void`
    the checks for which its answer did not count.
    """

    judge: str
    address: str
    asked: int = 0
    decided: int = 0
    disputed: int = 0
    void: int = 0


__all__ = ["Judgement", "ModelUse", "Passage", "SecondOpinion"]

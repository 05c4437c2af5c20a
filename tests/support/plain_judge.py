"""A judge of a user, given by its dotted name: a claim is supported if the text has all its words and figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citecheck.model import ClaimContext, JudgedSource
from reports.model import Band, Check, Outcome


class PlainJudge:
    """See `citecheck.interfaces.Judge`."""

    name = "plain"
    version = "1"

    def judge(self, claim: str, sources: Sequence[JudgedSource], *, context: ClaimContext) -> Check:
        references = tuple(source.reference for source in sources)
        text = " ".join(source.text.text for source in sources).casefold()
        if not text.strip():
            return self._check(references, Outcome.UNVERIFIABLE, "there is no text", None)
        figures = re.findall(r"\d+", claim)
        if any(figure not in text for figure in figures):
            return self._check(references, Outcome.CONTRADICTED, "a figure is not there", 0.02)
        words = re.findall(r"[a-z]{4,}", claim.casefold())
        if sum(word in text for word in words) >= 0.8 * len(words):
            return self._check(references, Outcome.SUPPORTED, "its words are there", 0.98)
        return self._check(references, Outcome.UNSUPPORTED, "its words are not there", 0.02)

    def _check(self, references: tuple[str, ...], outcome: Outcome, reason: str, probability: float | None) -> Check:
        return Check(
            claim="",
            citation="",
            references=references,
            outcome=outcome,
            reason=reason,
            judge=self.name,
            probability=probability,
            band=Band.CONFIDENT,
        )

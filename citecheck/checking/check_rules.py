"""The rules that may change a judge's verdict: by the quotations, by how much was read, by what an archive still has.

`claimcheck` tries each table in turn. The first rule of a table that applies decides. A rule returns the check as it is
from then on. `reports.rules` explains every rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from citecheck.checking.circular import Circularity
from citecheck.checking.quotes.parsing import looks_like_title
from citecheck.model import Source, SourceText
from citecheck.rules import RuleTable
from reports.model import Band, Check, Extent, Outcome, QuoteCheck, QuoteOutcome, SourceCopy

_SAYS_SOMETHING = 3  # words from which a quotation is more than a word in quotation marks (judgement)

# Copies that prove nothing


@dataclass(frozen=True, slots=True, eq=False)
class CopyCase:
    """A copy of a source, its text, and what recognises mirrors of the document."""

    copy: SourceCopy
    text: SourceText
    circularity: Circularity


def _circular(case: CopyCase) -> str | None:
    return case.circularity.reason(case.text, case.copy.url, case.copy.final_url) or None


COPY_RULES: RuleTable[CopyCase, str] = RuleTable(
    "copies that prove nothing, with the reason", [("support.source.circular", _circular)]
)


# Nothing read


@dataclass(frozen=True, slots=True, eq=False)
class UnreadCase:
    """The sources of a citation, none of which can be used, and the reason why each copy (by its id) proves nothing."""

    sources: Sequence[Source]
    circular: dict[str, str]


def _proves_nothing(case: UnreadCase) -> str | None:
    copies = [copy.id for source in case.sources for copy in source.check.copies]
    return _why_unread(case) if any(case.circular.get(copy) for copy in copies) else None


def _why_unread(case: UnreadCase) -> str:
    if not case.sources:
        return "the citation has no entry in the list of references"
    reasons = []
    for source in case.sources:
        mirrors = [case.circular[copy.id] for copy in source.check.copies if case.circular.get(copy.id)]
        why = mirrors[0] if mirrors else source.check.reason or source.check.status.value
        reasons.append(f"[{source.check.label}]: {why}")
    return "no source could be read: " + "; ".join(reasons)


UNREAD_RULES: RuleTable[UnreadCase, str] = RuleTable(
    "why nothing can be judged, as the reason",
    [("support.source.circular", _proves_nothing), ("support.source.nothing-read", _why_unread)],
)


# Quotations


def _meaning_changed(check: Check) -> Check | None:
    """A claim is not fully supported if its quotation differs in meaning from the source."""
    changed = [quote for quote in check.quotes if quote.outcome.changes_meaning]
    if not changed or check.outcome not in (Outcome.SUPPORTED, Outcome.PARTIAL):
        return None
    reason = changed[0].reason or check.reason
    return replace(check, outcome=Outcome.PARTIAL, band=Band.UNCERTAIN, reason=reason)


def _quotation_in_doubt(check: Check) -> Check | None:
    """A claim is not confirmed if its quotation is missing in the source, or is cut off before a condition."""
    if check.outcome is not Outcome.SUPPORTED or check.band is not Band.CONFIDENT:
        return None
    doubtful = next((quote for quote in check.quotes if _is_in_doubt(quote)), None)
    if doubtful is None:
        return None
    what = (
        "is cut off before its condition" if doubtful.outcome is QuoteOutcome.CONDITION_CUT else "is not in the source"
    )
    return replace(check, band=Band.UNCERTAIN, reason=f"{check.reason}; its quotation {what}")


def _is_in_doubt(quote: QuoteCheck) -> bool:
    if quote.outcome is QuoteOutcome.CONDITION_CUT:
        return True
    absent = quote.outcome is QuoteOutcome.NOT_FOUND and len(quote.text.split()) >= _SAYS_SOMETHING
    return absent and not looks_like_title(quote.text)


def _quotation_confirms(check: Check) -> Check | None:
    if not _has_long_quotation(check) or check.outcome is not Outcome.SUPPORTED or check.band is Band.CONFIDENT:
        return None
    return replace(check, band=Band.CONFIDENT)


def _words_around_missing(check: Check) -> Check | None:
    if not _has_long_quotation(check) or check.outcome is not Outcome.UNSUPPORTED:
        return None
    reason = f"the quotation is in the source; the words around it were not found: {check.reason}"
    return replace(check, outcome=Outcome.PARTIAL, band=Band.UNCERTAIN, reason=reason)


def _has_long_quotation(check: Check) -> bool:
    """Whether a faithful quotation is long enough to come from the source: many texts have the same short phrases."""
    return any(quote.outcome.is_faithful and not quote.short for quote in check.quotes)


QUOTATION_RULES: RuleTable[Check, Check] = RuleTable(
    "what quotations say about their claim",
    [
        ("support.quotation.meaning-changed", _meaning_changed),
        ("support.quotation.in-doubt", _quotation_in_doubt),
        ("support.quotation.confirms", _quotation_confirms),
        ("support.quotation.words-around-missing", _words_around_missing),
    ],
)


# What could not be read in the sentence


@dataclass(frozen=True, slots=True, eq=False)
class HoleCase:
    """A check, and the names of the templates of a wiki in its sentence that could not be read."""

    check: Check
    unread: Sequence[str]


def _stood_in_the_sentence(case: HoleCase) -> Check | None:
    """The words or the figure that a source lacks may be those that could not be read."""
    check = case.check
    if not case.unread or check.outcome in (Outcome.SUPPORTED, Outcome.UNVERIFIABLE):
        return None
    outcome = check.outcome if check.outcome is Outcome.CONTRADICTED else Outcome.UNVERIFIABLE
    return replace(check, outcome=outcome, band=Band.UNCERTAIN)


def with_holes_said(check: Check, unread: Sequence[str], *, whole: bool = True) -> Check:
    """Return `check` with a reason that names the templates in the sentence that could not be read.

    `unread` are the names of the templates that could not be read; a name that is there twice is said once.
    Empty: `check` as it is. `whole` says that every quotation of it was compared with the source.
    """
    if not unread:
        return check
    names = ", ".join(dict.fromkeys(unread))
    said = f"this sentence contains a template that could not be read ({names})"
    said += "" if whole else ", so a quotation in it was not compared"
    return replace(check, reason=f"{said}: {check.reason}" if check.reason else said)


HOLE_RULES: RuleTable[HoleCase, Check] = RuleTable(
    "sentences that could not be read in full", [("support.claim.not-read-in-full", _stood_in_the_sentence)]
)


# Sources that were read in part


@dataclass(frozen=True, slots=True, eq=False)
class SourcesCase:
    """A check and the sources that it rests on, with every copy that could be read."""

    check: Check
    sources: Sequence[Source]


def _not_read_in_full(case: SourcesCase) -> Check | None:
    """What was read in part refutes nothing."""
    partly = next((source for source in case.sources if not read_in_full(source)), None)
    if partly is None or case.check.outcome not in (Outcome.UNSUPPORTED, Outcome.PARTIAL):
        return None
    reason = _why_not_full(partly)
    return replace(case.check, outcome=Outcome.UNVERIFIABLE, band=Band.UNCERTAIN, reason=reason)


def read_in_full(source: Source) -> bool:
    """Return whether every copy of `source` was tried and one of them could be read in full."""
    return source.complete and any(copy.extent is Extent.FULL for copy in source.check.copies)


def _why_not_full(source: Source) -> str:
    extents = [copy.extent for copy in source.check.copies if copy.extent is not Extent.NONE]
    what = f"only its {extents[0].value} was read" if extents and extents[0] is not Extent.FULL else ""
    what = what or source.check.reason or source.check.status.value
    return f"[{source.check.label}] was not read in full ({what}), so the claim cannot be refuted"


SOURCES_RULES: RuleTable[SourcesCase, Check] = RuleTable(
    "sources that were read in part", [("support.source.not-read-in-full", _not_read_in_full)]
)


# Drift


@dataclass(frozen=True, slots=True, eq=False)
class DriftCase:
    """The check against the live page, which was read in full, and the one against all copies."""

    live: Check
    all_copies: Check


def _claim_drifted(case: DriftCase) -> Check | None:
    supported = case.all_copies.outcome is Outcome.SUPPORTED and case.all_copies.band is Band.CONFIDENT
    lacked = case.live.outcome is Outcome.UNSUPPORTED and case.live.band is Band.CONFIDENT
    return replace(case.all_copies, drifted=True) if supported and lacked else None


def _quotation_drifted(case: DriftCase) -> Check | None:
    before = {quote.span: quote.outcome for quote in case.live.quotes}
    drifted = any(_came_back(quote, before.get(quote.span)) for quote in case.all_copies.quotes)
    return replace(case.all_copies, drifted=True) if drifted else None


def _came_back(quote: QuoteCheck, before: QuoteOutcome | None) -> bool:
    return quote.outcome.is_faithful and not quote.short and before is QuoteOutcome.NOT_FOUND


DRIFT_RULES: RuleTable[DriftCase, Check] = RuleTable(
    "what an archived copy has and the live page no longer has",
    [("support.drift.claim", _claim_drifted), ("support.drift.quotation", _quotation_drifted)],
)


# Failures of a plug-in


class PluginFailure(Exception):
    """A judge or a matcher (`part`) called `name` raised `error`. It never leaves `claimcheck`.

    The part "check" is the check itself: an error of this program that nobody expected. The part "time" is the time of
    the run, which was over.
    """

    def __init__(self, part: str, name: str, error: Exception) -> None:
        super().__init__(str(error))
        self.part = part
        self.name = name
        self.error = error


def _judge_failed(failure: PluginFailure) -> str | None:
    return _why_failed(failure) if failure.part == "judge" else None


def _matcher_failed(failure: PluginFailure) -> str | None:
    return _why_failed(failure) if failure.part == "matcher" else None


def _check_failed(failure: PluginFailure) -> str | None:
    return f"citecheck failed at this claim ({type(failure.error).__name__})" if failure.part == "check" else None


def _out_of_time(failure: PluginFailure) -> str | None:
    if failure.part != "time":
        return None
    return "the time limit of the run was reached before this claim was checked"


def _why_failed(failure: PluginFailure) -> str:
    message = " ".join(str(failure.error).split())
    kind = type(failure.error).__name__
    return f"the {failure.part} {failure.name} failed: {kind}" + (f": {message}" if message else "")


FAILURE_RULES: RuleTable[PluginFailure, str] = RuleTable(
    "failures of a plug-in or of the check itself, as the reason",
    [
        ("support.judge.failed", _judge_failed),
        ("support.matcher.failed", _matcher_failed),
        ("support.claim.failed", _check_failed),
        ("support.claim.out-of-time", _out_of_time),
    ],
)

__all__ = [
    "COPY_RULES",
    "DRIFT_RULES",
    "FAILURE_RULES",
    "HOLE_RULES",
    "QUOTATION_RULES",
    "SOURCES_RULES",
    "UNREAD_RULES",
    "CopyCase",
    "DriftCase",
    "HoleCase",
    "PluginFailure",
    "SourcesCase",
    "UnreadCase",
    "read_in_full",
    "with_holes_said",
]

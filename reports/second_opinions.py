"""The words for a second opinion: one sentence for a report, and the two sides of one check. Every format uses them."""

from __future__ import annotations

from collections.abc import Iterator

from reports.model import Check, ModelUse, Report
from reports.wording import counted


def model_sentence(use: ModelUse) -> str:
    """Say how a model took part, by `use`: who it was, about how many checks it was asked, what became of that."""
    where = f" ({use.address})" if use.address and use.address not in use.judge else ""
    if not use.asked:
        return f"a second opinion was set up ({use.judge}{where}), and no check needed it"
    what = [f"it decided {use.decided:,}"]
    if use.disputed:
        what.append(f"it disputed {counted(use.disputed, 'error')}, which became warnings")
    if use.void:
        what.append(f"{use.void:,} of its answers did not count")
    return f"a model took part: {use.judge}{where} was asked about {counted(use.asked, 'check')}; {', '.join(what)}"


def remarks(report: Report) -> tuple[str, ...]:
    """Return what stands at the top of `report`: that a model took part, and the notices of the run."""
    model = (model_sentence(report.model),) if report.model is not None else ()
    return (*model, *report.notices)


def both_sides(check: Check) -> Iterator[tuple[str, str]]:
    """Yield a heading and words for each judge of `check`, and for what became of the two; nothing if there is one."""
    told = check.opinion
    if told is None:
        return
    first = told.first
    sure = f", {first.band}" + (f", probability {first.probability:.2f}" if first.probability is not None else "")
    yield f"first opinion ({first.judge})", f"{first.outcome}{sure}: {first.reason}"
    said = str(told.outcome) if told.outcome is not None else "none" if told.asked else "not asked"
    if told.other_value:
        said += f"; the source has “{told.other_value}”"
    if told.missing:
        said += "; missing: " + ", ".join(f"“{words}”" for words in told.missing)
    yield f"second opinion ({told.judge})", said
    if told.decided:
        decided = "the second opinion decided"
    elif told.disputed:
        decided = "the first opinion stands, as a warning"
    else:
        decided = "the first opinion stands"
    yield "decided", f"{decided}: {told.reason}"


__all__ = ["both_sides", "model_sentence", "remarks"]

"""Whether a reference has a year of a record."""

from __future__ import annotations

from citecheck.registries.comparing.model import Agreement, Pair
from citecheck.registries.comparing.venues import is_preprint_server
from citecheck.registries.model import WorkKind
from citecheck.rules import RuleTable

_NEAR = 1
"""Years by which print, online publication and conference of one work are apart."""
_ON_THE_WAY = 4
"""Years that pass at most, with few exceptions, from a preprint to its publication (judgement)."""


def _years(pair: Pair) -> frozenset[int]:
    return frozenset(year for record in (pair.record, *pair.others) for year in record.years)


def _not_said(pair: Pair) -> Agreement | None:
    said = pair.cited.year is not None and _years(pair) and (pair.cited.structured or _states_no_year(pair))
    return None if said else Agreement.UNKNOWN


def _states_no_year(pair: Pair) -> bool:
    """Whether no year of the records stands in the entry: its date may be read wrongly, such as one of access."""
    return not any(str(year) in pair.cited.text for year in _years(pair))


def _is_near(pair: Pair) -> Agreement | None:
    cited = pair.cited.year
    if cited is None or cited > pair.this_year + 1:
        return None
    return Agreement.SAME if any(abs(year - cited) <= _NEAR for year in _years(pair)) else None


def _is_of_another_edition(pair: Pair) -> Agreement | None:
    """Books have editions, and software releases, in years that a record need not know."""
    return Agreement.UNKNOWN if pair.record.kind in (WorkKind.BOOK, WorkKind.SOFTWARE) else None


def _is_of_the_preprint(pair: Pair) -> Agreement | None:
    """The year lies between a preprint and its publication, of which only one is recorded."""
    cited = pair.cited.year
    if cited is None:
        return None
    later = any(0 <= cited - year <= _ON_THE_WAY for year in _years(pair))
    earlier = any(0 <= year - cited <= _ON_THE_WAY for year in _years(pair))
    if pair.record.kind is WorkKind.PREPRINT and later and not is_preprint_server(pair.cited.venue or "arXiv"):
        return Agreement.SAME
    cites_preprint = pair.cited.kind is WorkKind.PREPRINT or is_preprint_server(pair.cited.venue or "")
    return Agreement.SAME if cites_preprint and earlier else None


YEAR_RULES: RuleTable[Pair, Agreement] = RuleTable(
    "the year",
    (
        ("reference.year.not-said", _not_said),
        ("reference.year.near", _is_near),
        ("reference.year.edition", _is_of_another_edition),
        ("reference.year.preprint", _is_of_the_preprint),
        ("reference.year.another", lambda pair: Agreement.DIFFERS),
    ),
)
"""Whether the year of a reference is that of a record."""

__all__ = ["YEAR_RULES"]

"""Whether a record is the cited work, and in which fields the two differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from citecheck.registries.comparing.authors import AUTHOR_RULES
from citecheck.registries.comparing.model import Agreement, Pair, ReferencedWork
from citecheck.registries.comparing.titles import TITLE_RULES, title_key, title_words, word_diff
from citecheck.registries.comparing.venues import VENUE_RULES
from citecheck.registries.comparing.words import without_markup
from citecheck.registries.comparing.years import YEAR_RULES
from citecheck.registries.model import Record, WorkKind
from citecheck.rules import RuleTable
from reports.records import FieldDifference

_TELLING = 4  # words; works of other people share titles that are shorter ("Deep learning")
_SHOWN = 6  # names of a list that are shown
_TABLES: tuple[tuple[str, RuleTable[Pair, Agreement]], ...] = (
    ("title", TITLE_RULES),
    ("authors", AUTHOR_RULES),
    ("year", YEAR_RULES),
    ("venue", VENUE_RULES),
)
_SERIOUS = frozenset({"title", "authors"})
_COST = {Agreement.SAME: 0, Agreement.UNKNOWN: 1, Agreement.DIFFERS: 3, Agreement.ANOTHER: 9}


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A record beside a reference: how each field agrees, and by which rule."""

    record: Record
    agreements: tuple[tuple[str, Agreement, str], ...]
    differences: tuple[FieldDifference, ...]

    def of(self, field: str) -> Agreement:
        """Return how `field` ("title", "authors", "year", "venue") agrees."""
        return next(agreement for name, agreement, _ in self.agreements if name == field)

    @property
    def cost(self) -> int:
        """How much the two disagree; 0: not at all."""
        return sum(_COST[agreement] for _, agreement, _ in self.agreements)


def match(cited: ReferencedWork, record: Record, *, others: Sequence[Record] = (), this_year: int) -> Match:
    """Compare `cited` with `record`, field by field.

    `others` are further records of the same work. `this_year` is the present year.
    """
    pair = Pair(cited=cited, record=record, others=tuple(others), this_year=this_year)
    agreements = []
    differences = []
    for field, table in _TABLES:
        decided = table.decide(pair)
        assert decided is not None, "the last rule of each table always answers"
        agreements.append((field, decided.verdict, decided.rule))
        if decided.verdict in (Agreement.DIFFERS, Agreement.ANOTHER):
            differences.append(_difference(field, pair, decided.verdict, decided.rule))
    return Match(record=record, agreements=tuple(agreements), differences=tuple(differences))


def is_the_work(found: Match, cited: ReferencedWork) -> bool:
    """Return whether the record of `found`, from a search by title, is the work `cited`.

    Its title is the same, and its authors are not others, unless the title tells works apart by itself; or its title is
    alike, and its authors agree.
    """
    title, authors = found.of("title"), found.of("authors")
    if title is Agreement.SAME:
        return authors is not Agreement.ANOTHER or _is_telling(found, cited)
    return title is Agreement.DIFFERS and authors in (Agreement.SAME, Agreement.DIFFERS)


def _is_telling(found: Match, cited: ReferencedWork) -> bool:
    """Return whether a title that has other authors in the record can only be that of one work.

    A review has the title of its book and another author, and surveys of other years have one title.
    """
    long = len(title_words(cited.title or "")) > _TELLING
    exact = title_key(cited.title or "") in {title_key(title) for title in found.record.titles}
    one_kind = (cited.kind is WorkKind.BOOK) is (found.record.kind is WorkKind.BOOK)
    return long and exact and one_kind and found.of("year") is not Agreement.DIFFERS


def records_of_one_work(best: Match, records: Sequence[Record]) -> tuple[Record, ...]:
    """Return those of `records` that have the title of `best` and one of its authors: other forms of the work."""
    record = best.record
    twin = ReferencedWork(
        key="", label="", text="", title=record.title, authors=record.authors, more_authors=True, structured=True
    )
    return tuple(one for one in records if one is not record and _is_twin(twin, one))


def _is_twin(twin: ReferencedWork, record: Record) -> bool:
    found = match(twin, record, this_year=9999)
    return found.of("title") is Agreement.SAME and found.of("authors") in (Agreement.SAME, Agreement.DIFFERS)


def _difference(field: str, pair: Pair, agreement: Agreement, rule: str) -> FieldDifference:
    serious = agreement is Agreement.ANOTHER and field in _SERIOUS
    cited, recorded = _values(field, pair)
    return FieldDifference(field=field, cited=cited, recorded=recorded, serious=serious, rule=rule)


def _values(field: str, pair: Pair) -> tuple[str, str]:
    cited, record = pair.cited, pair.record
    if field == "title":
        return without_markup(cited.title or ""), record.title or ""
    if field == "authors":
        return _names(cited.authors), _names(record.authors)
    if field == "year":
        years = dict.fromkeys(year for one in (record, *pair.others) for year in one.years)
        return str(cited.year), ", ".join(map(str, years))
    venues = dict.fromkeys(venue for one in (record, *pair.others) for venue in one.venues[:1])
    return cited.venue or "", "; ".join(venues)


def _names(names: Sequence[str]) -> str:
    shown = "; ".join(names[:_SHOWN])
    return f"{shown} … ({len(names)} names)" if len(names) > _SHOWN else shown


def in_words(difference: FieldDifference) -> str:
    """Return `difference` as a part of a sentence."""
    if difference.field == "title" and not difference.serious:
        changed = word_diff(difference.cited, difference.recorded)
        if changed:
            return f"title: {changed}"
    cited = difference.cited or "(nothing)"
    return f"{difference.field}: “{cited}”, in the record “{difference.recorded or '(nothing)'}”"


__all__ = ["Match", "in_words", "is_the_work", "match", "records_of_one_work"]

"""The verdict about a reference: it exists, differs, is another work's, is not found, or nobody can tell.

An ordered table decides. The words of its rules are in `reports/rules/references.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from citecheck.registries.asking import Identified, Searched
from citecheck.registries.comparing.model import Agreement, ReferencedWork
from citecheck.registries.matching import Match
from citecheck.registries.model import Answered, Lookup
from citecheck.rules import RuleTable
from reports.records import Existence, FieldDifference

NOT_SEARCHED = Searched()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is known about one reference.

    `identified` are its identifiers; `by_identifier` the comparisons with their records, in the same order, without
    those that have none. `searched` is what the indexes said about its title. `best` is the record that is taken for
    the work, None: there is none.
    """

    cited: ReferencedWork
    identified: tuple[Identified, ...] = ()
    by_identifier: tuple[tuple[Identified, Match], ...] = ()
    searched: Searched = NOT_SEARCHED
    best: Match | None = None

    @property
    def lookups(self) -> tuple[Lookup, ...]:
        """All answers, in the order in which they were asked."""
        return (*(lookup for one in self.identified for lookup in one.lookups), *self.searched.lookups)

    @property
    def unregistered(self) -> tuple[Identified, ...]:
        """The identifiers that no work has, as the register of all of them says."""
        return tuple(one for one in self.identified if one.outcome is Answered.NONE)


def strangers(case: Case) -> tuple[tuple[Identified, Match], ...]:
    """Return the identifiers of `case` whose record is that of another work: it has another title and other authors."""
    return tuple((one, found) for one, found in case.by_identifier if is_stranger(one, found, case.cited))


def is_stranger(identified: Identified, found: Match, cited: ReferencedWork) -> bool:
    """Return whether `found`, the record that `identified` names, is another work than `cited`.

    An ISBN may be that of the book in which a chapter stands; its title is then the cited venue, or in the entry.
    """
    if found.of("title") is not Agreement.ANOTHER or found.of("authors") is not Agreement.ANOTHER:
        return False
    return identified.kind != "isbn" or found.of("year") is Agreement.DIFFERS


def _is_of_another_work(case: Case) -> Existence | None:
    return Existence.OTHER_WORK if strangers(case) else None


def _has_unregistered_identifier(case: Case) -> Existence | None:
    """The work exists, and the identifier beside it does not."""
    return Existence.DIFFERS if case.best is not None and case.unregistered else None


def _has_differences(case: Case) -> Existence | None:
    return Existence.DIFFERS if case.best is not None and case.best.differences else None


def _is_verified(case: Case) -> Existence | None:
    if case.best is None:
        return None
    by_names = case.best.of("title") is Agreement.UNKNOWN and case.best.of("authors") is Agreement.SAME
    return Existence.VERIFIED if case.best.of("title") is Agreement.SAME or by_names else None


def _cannot_be_compared(case: Case) -> Existence | None:
    return Existence.CANNOT_TELL if case.best is not None else None


def _every_index_says_no(case: Case) -> Existence | None:
    """Every registry that could know the work answered, and none has it; its identifiers are registered nowhere."""
    if not all(_has_no_record(one) for one in case.identified):
        return None
    if case.searched.required:
        return Existence.NOT_FOUND if case.searched.required <= answered(case.searched.lookups) else None
    only_identifier = not (case.cited.title or "").strip()
    return Existence.NOT_FOUND if only_identifier and case.unregistered else None


def _has_no_record(one: Identified) -> bool:
    """Return whether no work has an identifier, as the registries that were asked for it say."""
    silent = not one.lookups or any(lookup.outcome is not Answered.NONE for lookup in one.lookups)
    return one.outcome is Answered.NONE or not silent


def answered(lookups: Iterable[Lookup]) -> frozenset[str]:
    """Return the names of the registries in `lookups` that answered, whether they had a record or not."""
    return frozenset(lookup.registry for lookup in lookups if lookup.outcome is not Answered.UNKNOWN)


def _is_registered_elsewhere(case: Case) -> Existence | None:
    """The identifier is registered, and no registry that is asked has its record."""
    bare = any(one.outcome is Answered.RECORD and one.record is None for one in case.identified)
    return Existence.CANNOT_TELL if bare else None


def _some_did_not_answer(case: Case) -> Existence | None:
    silent = any(lookup.outcome is Answered.UNKNOWN for lookup in case.lookups)
    missing = case.searched.required and not case.searched.required <= answered(case.searched.lookups)
    return Existence.CANNOT_TELL if silent or missing else None


def _no_index(case: Case) -> Existence | None:
    return Existence.CANNOT_TELL if case.searched.unasked and (case.cited.title or case.identified) else None


EXISTENCE_RULES: RuleTable[Case, Existence] = RuleTable(
    "whether the reference exists",
    (
        ("reference.other-work", _is_of_another_work),
        ("reference.unregistered", _has_unregistered_identifier),
        ("reference.differs", _has_differences),
        ("reference.verified", _is_verified),
        ("reference.not-comparable", _cannot_be_compared),
        ("reference.not-found", _every_index_says_no),
        ("reference.registered-elsewhere", _is_registered_elsewhere),
        ("reference.no-answer", _some_did_not_answer),
        ("reference.no-index", _no_index),
        ("reference.too-little", lambda case: Existence.CANNOT_TELL),
    ),
)
"""What registries say about a reference."""


def unregistered_difference(case: Case) -> FieldDifference | None:
    """Return the difference of an identifier in `case` that no work has from the record's; None: there is none."""
    if not case.unregistered or case.best is None:
        return None
    one = case.unregistered[0]
    recorded = case.best.record.identifiers.get(one.kind, "")
    return FieldDifference(
        field=one.kind,
        cited=f"{one.value} (not registered)",
        recorded=recorded,
        serious=True,
        rule="reference.unregistered",
    )


__all__ = ["EXISTENCE_RULES", "Case", "answered", "is_stranger", "strangers", "unregistered_difference"]

"""An ordered table of rules: the first rule that applies decides, and its id is returned with the result."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

Case = TypeVar("Case", contravariant=True)
Verdict = TypeVar("Verdict", covariant=True)


@dataclass(frozen=True, slots=True)
class Decided(Generic[Verdict]):
    """What a table decided, and the id of the rule that decided it."""

    rule: str
    verdict: Verdict


class RuleTable(Generic[Case, Verdict]):
    """Rules in the order in which they are tried.

    A row is the id of a rule and a function that takes the case and returns a verdict, or None if the rule does not
    apply. A row reads as one line of the table, so the function should be short and named after what it looks for.
    """

    def __init__(self, name: str, rows: Sequence[tuple[str, Callable[[Case], Verdict | None]]]) -> None:
        """`name` says what the table decides, `rows` are its rules in order.

        Raises `ValueError` if an id occurs twice.
        """
        self.name = name
        self._rows = tuple(rows)
        self._out: frozenset[str] = frozenset()
        self.rows = self._rows
        """The rules in force, in order, for a reader that goes through them itself (where every call would count)."""
        if len(set(self.ids)) != len(self._rows):
            raise ValueError(f"{name}: a rule is there twice")

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the rules, in order."""
        return tuple(id for id, _ in self._rows)

    def decide(self, case: Case) -> Decided[Verdict] | None:
        """Return the verdict of the first rule that applies to `case`, with the rule's id; None: no rule applies."""
        for id, applies in self.rows:
            verdict = applies(case)
            if verdict is not None:
                return Decided(id, verdict)
        return None

    @contextmanager
    def without(self, *ids: str) -> Iterator[None]:
        """Leave out the rules `ids` while the context lasts, in all threads: for tests that show what a rule does.

        Raises `KeyError` for an id that is not in the table.
        """
        for id in ids:
            if id not in self.ids:
                raise KeyError(id)
        before = self._out
        self._leave_out(before | frozenset(ids))
        try:
            yield
        finally:
            self._leave_out(before)

    def _leave_out(self, ids: frozenset[str]) -> None:
        self._out = ids
        self.rows = tuple(row for row in self._rows if row[0] not in ids)


__all__ = ["Decided", "RuleTable"]

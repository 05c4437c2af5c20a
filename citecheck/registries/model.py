"""The interface of all registries: what is asked, and the three outcomes of a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from reports.model import Attempt, Evidence, LinkStatus
from reports.records import Answered, RegistryAnswer, WorkKind
from reports.records import WorkRecord as Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """The answer of one registry to one question.

    `registry` is its name, `asked` the question in words. `outcome` is `record` if `records` holds at least one,
    `none` if the registry answered that it has none, `unknown` if it gave no usable answer. `reason` says the last two
    in words, and `status` is the link status of a failure (None: none failed). `at` is when the registry answered
    (RFC 3339). `attempts` are the exchanges (empty: the answer comes from the cache or a file), `evidence` is that of
    the last one in the recording; None: nothing was recorded.

    The records of a search by title are in the registry's order; whether one is the work is for the caller to decide.
    """

    registry: str
    asked: str
    outcome: Answered
    at: str
    records: tuple[Record, ...] = ()
    reason: str = ""
    status: LinkStatus | None = None
    attempts: tuple[Attempt, ...] = ()
    evidence: Evidence | None = None

    @property
    def brief(self) -> RegistryAnswer:
        """The answer without its records and exchanges, as a report keeps it."""
        return RegistryAnswer(
            registry=self.registry,
            asked=self.asked,
            outcome=self.outcome,
            at=self.at,
            reason=self.reason,
            status=self.status,
        )


class Registry(Protocol):
    """One service that knows works. Its methods are called from several threads.

    `name` is shown in reports. `identifiers` are the kinds of identifiers that it can look up ("doi", "pmid", "pmcid",
    "arxiv", "isbn", "swhid"), `kinds` the kinds of works whose absence from it means something: it aims at all works
    of these kinds. What the world does raises nothing: a failure is the outcome `unknown`, with its reason.
    """

    name: str
    identifiers: frozenset[str]
    kinds: frozenset[WorkKind]

    def by_identifier(self, kind: str, value: str) -> Lookup:
        """Look up the work that the identifier `value` (in normal form) of the kind `kind` names.

        An identifier of a kind that is not in `identifiers` has the outcome `unknown`, without a request.
        """
        ...

    def by_title(self, title: str, authors: Sequence[str] = (), year: int | None = None) -> Lookup:
        """Search works by `title`; `authors` and `year` narrow the search (empty, None: they are not known).

        A registry that has no search has the outcome `unknown`, without a request.
        """
        ...

    def by_address(self, url: str) -> Lookup:
        """Look up the work whose page has the address `url`.

        An address that says nothing to the registry has the outcome `unknown`, without a request.
        """
        ...


__all__ = ["Answered", "Lookup", "Record", "Registry", "WorkKind"]

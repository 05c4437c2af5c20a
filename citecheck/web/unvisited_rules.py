"""The rules for addresses that are not visited. Their sentences are in `reports/rules/links.toml`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from citecheck.rules import RuleTable
from citecheck.web.link_verdict import LinkVerdict
from reports.model import LinkStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class UnvisitedCase:
    """A reference whose address is not visited, with the reasons for that.

    `file_error` is why a local file could not be read; empty: it could, or there is no file. `failure` is the kind of
    an exception of this program that nobody expected; empty: there was none.
    """

    is_empty: bool = False
    has_address: bool = True
    is_offline: bool = False
    is_usurped: bool = False
    out_of_time: bool = False
    cancelled: bool = False
    file_error: str = ""
    has_file: bool = False
    failure: str = ""


def _unvisited(
    holds: Callable[[UnvisitedCase], bool], status: LinkStatus, reason: str
) -> Callable[[UnvisitedCase], LinkVerdict | None]:
    """Return a rule for one reason not to visit an address; `reason` empty: that of the case."""

    def rule(case: UnvisitedCase) -> LinkVerdict | None:
        return LinkVerdict(status, reason or case.file_error or _failed(case)) if holds(case) else None

    return rule


def _failed(case: UnvisitedCase) -> str:
    return f"citecheck failed at this source ({case.failure})"


UNVISITED_RULES: RuleTable[UnvisitedCase, LinkVerdict] = RuleTable(
    "why an address is not visited",
    (
        (
            "link.not-checked.failed",
            _unvisited(lambda case: bool(case.failure), LinkStatus.NOT_CHECKED, ""),
        ),
        (
            "link.not-checked.file",
            _unvisited(lambda case: bool(case.file_error), LinkStatus.NOT_CHECKED, ""),
        ),
        (
            "link.alive.given-file",
            _unvisited(lambda case: case.has_file, LinkStatus.ALIVE, "read from the file that was given for it"),
        ),
        (
            "link.no-locator.empty",
            _unvisited(lambda case: case.is_empty, LinkStatus.NO_LOCATOR, "the entry is empty"),
        ),
        (
            "link.no-locator",
            _unvisited(
                lambda case: not case.has_address,
                LinkStatus.NO_LOCATOR,
                "the entry has no address and no identifier",
            ),
        ),
        (
            "link.not-checked.offline",
            _unvisited(lambda case: case.is_offline, LinkStatus.NOT_CHECKED, "nothing is fetched: the run is offline"),
        ),
        (
            "link.usurped",
            _unvisited(
                lambda case: case.is_usurped,
                LinkStatus.USURPED,
                "the entry says that the address has passed to somebody else",
            ),
        ),
        (
            "link.not-checked.out-of-time",
            _unvisited(
                lambda case: case.out_of_time,
                LinkStatus.NOT_CHECKED,
                "the time limit of the run was reached before it was read",
            ),
        ),
        (
            "link.not-checked.cancelled",
            _unvisited(
                lambda case: case.cancelled,
                LinkStatus.NOT_CHECKED,
                "the run was cancelled before this source was read",
            ),
        ),
    ),
)


__all__ = ["UNVISITED_RULES", "UnvisitedCase"]

"""The status of a link: tables of rules are tried in order, and the first rule that applies decides.

`ANSWER_RULES` decide by the exchange alone. `DESPITE_RULES` recognise a page that is there with a wrong status.
`OBSTACLE_RULES` recognise what is between a program and the page, such as a challenge, a login or a consent page; they
come before the signs of a missing page (`ABSENCE_RULES`), so that a wall never counts as a dead link. `READABLE_RULES`
are for all other pages.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from citecheck.http.addresses import WebAddress
from citecheck.http.tasks import Task
from citecheck.model import Fetched
from citecheck.pages import Page
from citecheck.rules import RuleTable
from citecheck.web.absence_rules import ABSENCE_RULES, DESPITE_RULES, AbsenceCase
from citecheck.web.answer_rules import ANSWER_RULES, AnswerCase
from citecheck.web.link_verdict import LinkVerdict
from citecheck.web.notfound import HostAnswer
from citecheck.web.page_rules import OBSTACLE_RULES, READABLE_RULES
from citecheck.web.unvisited_rules import UNVISITED_RULES, UnvisitedCase
from reports.model import LinkStatus

_Case = TypeVar("_Case")

_OF_THE_PAGE = frozenset({"link.gone.404", "link.gone.410", "link.server-error"})
"""Rules that decide by a status that describes the page. A server may send it with a page that readers see."""

AskHost = Callable[[WebAddress, bool], Task[HostAnswer]]
"""Probes the host of an address with one that cannot exist: beside it (True), or at the root of the host (False)."""


def of_answer(fetched: Fetched) -> LinkVerdict | None:
    """Return the verdict by the exchange `fetched` alone; None: the page is needed too."""
    return _decided(ANSWER_RULES, AnswerCase(fetched))


def unvisited(case: UnvisitedCase) -> LinkVerdict:
    """Return the verdict for an address that is not visited (`case`)."""
    return _decided(UNVISITED_RULES, case) or LinkVerdict(LinkStatus.NOT_CHECKED, "not tried")


def verdict_on(page: Page, ask: AskHost | None = None) -> Task[LinkVerdict]:
    """Return the task that gives the verdict for `page`.

    `ask` probes the host if the page may be a soft 404. None: the host cannot be probed (the page is a capture), and
    only the page itself counts.
    """
    found = _decided(ANSWER_RULES, AnswerCase(page.fetched, page))
    if found is not None and found.rule in _OF_THE_PAGE and ask is not None:
        case = AbsenceCase(page)
        if case.may_be_there:
            case.host = yield from ask(case.final, True)
            return _decided(DESPITE_RULES, case) or found
    found = found or _decided(OBSTACLE_RULES, page)
    if found is None:
        case = AbsenceCase(page)
        if case.is_doubtful:
            if not case.placeholder:
                case.host = yield from (ask or _silent)(case.asked, case.wants_sibling)
            found = _decided(ABSENCE_RULES, case)
    return found or _decided(READABLE_RULES, page) or LinkVerdict(LinkStatus.NOT_CHECKED, "no rule applies")


def _decided(table: RuleTable[_Case, LinkVerdict], case: _Case) -> LinkVerdict | None:
    decided = table.decide(case)
    return replace(decided.verdict, rule=decided.rule) if decided is not None else None


def _silent(address: WebAddress, sibling: bool) -> Task[HostAnswer]:
    """Return the answer of a host that cannot be probed."""
    yield from ()
    return HostAnswer(None)


__all__ = ["AskHost", "LinkVerdict", "UnvisitedCase", "of_answer", "unvisited", "verdict_on"]

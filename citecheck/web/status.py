"""What became of a link: the rules are asked in order, and the first that answers decides.

First `ANSWER_RULES`: what the exchange alone shows. Then whatever stands between a program and the page
(`OBSTACLE_RULES`), because a wall must never count as death: a challenge, a login, a page of consent. Then the signs
of a page that is not there (`ABSENCE_RULES`). `READABLE_RULES` names what is left.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from citecheck.http.addresses import WebAddress
from citecheck.http.tasks import Task
from citecheck.model import Fetched, SourceText
from citecheck.rules import RuleTable
from citecheck.web.absence_rules import ABSENCE_RULES, AbsenceCase
from citecheck.web.answer_rules import ANSWER_RULES, AnswerCase
from citecheck.web.link_verdict import LinkVerdict
from citecheck.web.notfound import HostAnswer
from citecheck.web.page_rules import OBSTACLE_RULES, READABLE_RULES
from citecheck.web.unvisited_rules import UNVISITED_RULES, UnvisitedCase
from citecheck.web.view import PageView
from reports.model import LinkStatus

_Case = TypeVar("_Case")

AskHost = Callable[[WebAddress, bool], Task[HostAnswer]]
"""Asks the host of an address for a page that cannot exist: beside it (True), or at the host's root (False)."""


def of_answer(fetched: Fetched) -> LinkVerdict | None:
    """Return the verdict that the exchange alone gives; None where the page has to be looked at."""
    return _decided(ANSWER_RULES, AnswerCase(fetched))


def unvisited(case: UnvisitedCase) -> LinkVerdict:
    """Return the verdict on an address that is not visited."""
    return _decided(UNVISITED_RULES, case) or LinkVerdict(LinkStatus.NOT_CHECKED, "not tried")


def verdict_on(fetched: Fetched, text: SourceText, ask: AskHost | None = None) -> Task[LinkVerdict]:
    """Return the verdict on what was fetched; `ask` is used where the page leaves a doubt.

    Without `ask` (the host of a capture cannot be asked) only what the page itself says counts.
    """
    view = PageView(fetched, text)
    found = _decided(ANSWER_RULES, AnswerCase(fetched, view)) or _decided(OBSTACLE_RULES, view)
    if found is None:
        case = AbsenceCase(view)
        if case.is_doubtful:
            if not case.placeholder:
                case.host = yield from (ask or _silent)(case.asked, case.wants_sibling)
            found = _decided(ABSENCE_RULES, case)
    return found or _decided(READABLE_RULES, view) or LinkVerdict(LinkStatus.NOT_CHECKED, "no rule applies")


def _decided(table: RuleTable[_Case, LinkVerdict], case: _Case) -> LinkVerdict | None:
    decided = table.decide(case)
    return replace(decided.verdict, rule=decided.rule) if decided is not None else None


def _silent(address: WebAddress, sibling: bool) -> Task[HostAnswer]:
    """Answer for a host that cannot be asked."""
    yield from ()
    return HostAnswer(None)


__all__ = ["AskHost", "LinkVerdict", "UnvisitedCase", "of_answer", "unvisited", "verdict_on"]

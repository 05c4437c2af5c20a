"""What is said of each behaviour of a server, in an audit of a document that cites it."""

from __future__ import annotations

from collections import Counter

import pytest
from behaviours.deaths import MISQUOTED
from behaviours.model import QUOTED, Behaviour, Fate
from behaviours.servers import BehaviourServers
from behaviours.table import BEHAVIOURS

from reports.model import LinkStatus, Outcome, Report, Severity

pytestmark = pytest.mark.slow  # a thousand audits

_LOST = {"link-dead", "link-lost"}
_AUTHOR = ("quote-", "claim-", "reference-")


def loud(report: Report) -> list[str]:
    """Return what is held against the author: errors and warnings about quotations, claims and entries."""
    return [
        f"{finding.severity.value} {finding.code}: {finding.message}"
        for finding in report.findings
        if finding.severity in (Severity.ERROR, Severity.WARNING) and finding.code.startswith(_AUTHOR)
    ]


@pytest.mark.parametrize("behaviour", BEHAVIOURS, ids=lambda one: one.name)
def test_behaviour(behaviour: Behaviour, servers: BehaviourServers) -> None:
    report = servers.audit(behaviour)

    (source,) = report.sources
    assert source.status in behaviour.right, f"{source.status.value}: {source.reason}"
    codes = {finding.code for finding in report.findings}
    if behaviour.fate is Fate.DEAD:
        assert codes & _LOST
    elif behaviour.fate is not Fate.OPEN:
        assert not codes & _LOST
    assert not loud(report)
    quotes = [quote for check in report.checks for quote in check.quotes]
    if behaviour.may_accuse and source.status in (LinkStatus.ALIVE, LinkStatus.MOVED):
        assert [quote.outcome.is_faithful for quote in quotes] == [True]
        if behaviour.quoted == QUOTED:  # a claim in English is not judged by a page in another language
            assert {check.outcome for check in report.checks} == {Outcome.SUPPORTED}
        assert "no place named" not in source.reason
    else:
        assert not any(quote.outcome.is_faithful for quote in quotes)
        assert {check.outcome for check in report.checks} == {Outcome.UNVERIFIABLE}
    if not behaviour.may_accuse and source.copies:
        assert not loud(servers.audit(behaviour, titled=True))


def test_what_a_living_page_lacks_is_held_against_the_author(servers: BehaviourServers) -> None:
    report = servers.audit(MISQUOTED)

    assert [source.status for source in report.sources] == [LinkStatus.ALIVE]
    assert loud(report)


def test_the_table_is_whole() -> None:
    names = [behaviour.name for behaviour in BEHAVIOURS]
    assert len(names) == len(set(names)) >= 110
    kinds = Counter(behaviour.kind for behaviour in BEHAVIOURS)
    assert min(kinds.values()) >= 1
    # What is closed or fails is never dead by its own row, and what is gone is never anything else.
    for behaviour in BEHAVIOURS:
        dead = {status.is_dead for status in behaviour.right}
        assert dead == {behaviour.fate is Fate.DEAD} or behaviour.fate is Fate.OPEN

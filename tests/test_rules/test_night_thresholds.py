"""What the rules on nights need besides their examples: both sides of their conditions, and what is stored."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from night_rules import called
from sample_reports import everything

from citecheck.nightly.deadlinks import DeadLinkRule, LinkStanding, Standing, next_standings
from citecheck.nightly.matching import Subjects
from citecheck.nightly.states import Settled, settle
from citecheck.store.model import Known, LinkRecord
from reports.model import Attempt, Finding, LinkStatus, Origin, Severity, SourceCheck, State, Suppressed

BEGAN = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
ADDRESS = "https://harbour.example/log"


def source(
    status: LinkStatus, *answers: int | None, origin: Origin = Origin.LIVE, archived: int | None = None
) -> SourceCheck:
    attempts = [Attempt(url=ADDRESS, origin=origin, at="", status=answer) for answer in answers]
    if archived is not None:
        attempts.append(Attempt(url=ADDRESS, origin=Origin.ARCHIVE, at="", status=archived))
    return SourceCheck(reference="r", label="1", status=status, reason="", url=ADDRESS, attempts=tuple(attempts))


def night(record: LinkRecord | None, seen: SourceCheck, hours: float = 0) -> LinkStanding:
    return DeadLinkRule().next(record, seen, BEGAN + timedelta(hours=hours))


NOT_FOUND = source(LinkStatus.GONE, 404)
NO_HOST = source(LinkStatus.GONE, None)


@pytest.mark.parametrize(("hours", "failures"), [(11.5, 1), (12, 2), (12.5, 2)])
def test_failures_twelve_hours_apart_are_two_nights(hours: float, failures: int) -> None:
    first = night(None, NOT_FOUND)
    second = night(first.record, NOT_FOUND, hours)
    assert second.record is not None
    assert second.record.failures == failures


def test_nights_without_the_host_are_counted_in_a_row() -> None:
    record, found = None, []
    for number, seen in enumerate((NOT_FOUND, NO_HOST, NOT_FOUND, NO_HOST, NO_HOST)):
        standing = night(record, seen, 12 * number)
        record = standing.record
        found.append((record and record.unknown_host, standing.rule))
    assert [count for count, _ in found] == [0, 1, 0, 1, 2]
    assert [rule == "night.dead.unknown-host-twice" for _, rule in found] == [False, False, False, False, True]


@pytest.mark.parametrize("status", [LinkStatus.ALIVE, LinkStatus.MOVED, LinkStatus.PAYWALLED])
def test_an_address_that_works_has_no_failures(status: LinkStatus) -> None:
    working = night(night(None, NOT_FOUND).record, source(status, 200), 24)
    assert working.standing is Standing.WORKING
    assert working.record == LinkRecord(address=ADDRESS, status=status)


def test_an_address_that_never_failed_is_not_stored() -> None:
    assert night(None, source(LinkStatus.ALIVE, 200)).record is None
    assert night(None, source(LinkStatus.BLOCKED, 403)).record is None


def test_the_record_has_the_status_of_tonight() -> None:
    after = night(night(None, NOT_FOUND).record, source(LinkStatus.SERVER_ERROR, 500), 24)
    assert after.record is not None
    assert after.record.status is LinkStatus.SERVER_ERROR


def test_failures_after_a_recovery_begin_a_row_of_their_own() -> None:
    nights = "2026-03-01 404; 2026-03-02 200; 2026-03-03 404; 2026-03-04 404; 2026-03-05 404"
    assert called({"nights": nights})[0] == "failing"
    assert called({"nights": f"{nights}; 2026-03-06 404"})[0] == "dead"


def test_the_last_live_answer_says_410() -> None:
    assert night(None, source(LinkStatus.GONE, 410, 404)).standing is Standing.FAILING
    assert night(None, source(LinkStatus.GONE, 404, 410)).standing is Standing.DEAD
    assert night(None, source(LinkStatus.GONE, 404, archived=410)).standing is Standing.FAILING
    assert night(None, source(LinkStatus.TIMEOUT, 410)).standing is Standing.FAILING


def test_an_answer_of_an_archive_is_no_answer_of_the_host() -> None:
    gone = source(LinkStatus.GONE, None, archived=200)
    assert night(night(None, gone).record, gone, 24).rule == "night.dead.unknown-host-twice"


def test_a_host_that_exists_tonight_is_not_called_unknown() -> None:
    second = night(night(None, NO_HOST).record, NO_HOST, 24)
    assert second.rule == "night.dead.unknown-host-twice"
    assert night(second.record, NOT_FOUND, 26).rule == "night.dead.already"


def test_an_address_in_two_documents_counts_once_by_its_first_answer() -> None:
    report = everything()
    first, second = (replace(report, sources=(seen,)) for seen in (NOT_FOUND, source(LinkStatus.ALIVE, 200)))
    standings = next_standings((first, second), {}, DeadLinkRule(), BEGAN)
    assert {url: standing.standing for url, standing in standings.items()} == {ADDRESS: Standing.FAILING}


FORMER = Known(
    number=1,
    document="article",
    key="former",
    code="link-unstable",
    severity=Severity.NOTE,
    worst=Severity.NOTE,
    message="",
    since="2026-02-01T02:00:00Z",
    nights=1,
    reference_key="r",
)
TONIGHT = Finding(key="tonight", code="link-unstable", severity=Severity.NOTE, message="", reference="r")


def settled(
    finding: Finding | None, former: Known, *, matches: bool = True, suppressed: bool = False, history: bool = True
) -> Settled:
    shown = () if finding is None or suppressed else (finding,)
    entries = (Suppressed(finding=finding, reason="known"),) if finding is not None and suppressed else ()
    report = replace(everything(), findings=shown, suppressed=entries)
    formers = {finding.key: former} if finding is not None and matches else {}
    return settle(report, [former], formers, Subjects(report), history=history)


def test_a_finding_that_was_worse_once_is_not_new_when_it_is_as_bad_again() -> None:
    former = replace(FORMER, worst=Severity.ERROR)
    (finding,) = settled(replace(TONIGHT, severity=Severity.ERROR), former).report.findings
    assert (finding.state, finding.state_rule) == (State.STILL, "night.state.still")


def test_a_finding_with_a_past_has_a_state_even_where_nights_are_missing() -> None:
    (finding,) = settled(TONIGHT, FORMER, history=False).report.findings
    assert finding.state is State.STILL


def test_a_finding_names_its_former_key_only_where_its_code_is_the_same() -> None:
    (reworded,) = settled(TONIGHT, FORMER).report.findings
    (another,) = settled(replace(TONIGHT, code="link-dead"), FORMER).report.findings
    assert (reworded.former, another.former) == ("former", None)


def test_a_finding_that_gave_way_ends_and_is_not_reported_as_fixed() -> None:
    after = settled(replace(TONIGHT, code="link-dead"), FORMER, matches=False)
    assert after.change.fixed == (FORMER,)
    assert after.comparison.fixed == ()


def test_a_suppressed_finding_is_stored_and_takes_the_place_of_another() -> None:
    after = settled(replace(TONIGHT, code="link-dead"), FORMER, matches=False, suppressed=True)
    assert [seen.finding.code for seen in after.change.seen] == ["link-dead"]
    assert after.change.fixed == (FORMER,)
    assert after.comparison.fixed == ()

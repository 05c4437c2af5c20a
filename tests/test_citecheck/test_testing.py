"""The fakes that users test with: they answer as they are told, and neither wait nor connect."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

import citecheck
from citecheck.testing import FakeArchive, FakeClock, FakeFetcher, FakeJudge, fetched, source_text

LOG = "https://harbour.example/log"
EARLY, LATE = "2019-05-01T00:00:00Z", "2021-05-01T00:00:00Z"


def test_a_clock_of_the_tests_does_not_wait() -> None:
    clock = FakeClock()
    begun, started = clock.now(), clock.monotonic()

    clock.sleep(3600)
    clock.advance(days=1)

    assert (clock.now() - begun).total_seconds() == 3600 + 86400 == clock.monotonic() - started
    assert clock.slept == [3600]


def test_the_shortest_sleep_moves_the_clock() -> None:
    clock = FakeClock()
    started = clock.monotonic()

    clock.sleep(1e-9)

    assert clock.monotonic() > started, "who waits for the last nanosecond would wait for ever"


def test_a_clock_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        FakeClock(datetime(2026, 1, 1))  # a moment without a zone is what is tested


def test_the_fake_web_answers_as_it_is_told() -> None:
    answers: Mapping[str, Any] = {"a": "words", "b": 503, "c": fetched("c", b"%PDF-1.7")}
    web = FakeFetcher(answers)

    assert [web.fetch(url).status for url in ("a", "b", "c", "d")] == [200, 503, 200, 404]
    assert web.fetch("c").headers["content-type"] == "application/pdf"
    assert web.asked == ["a", "b", "c", "d", "c"]


def test_the_fake_archive_offers_the_capture_before_the_moment_first() -> None:
    archive = FakeArchive({LOG: {LATE: "late", EARLY: "early"}})

    def order(when: datetime | None) -> list[str]:
        return [memento.captured for memento in archive.nearest(LOG, when).mementos]

    assert order(datetime(2020, 1, 1, tzinfo=UTC)) == [EARLY, LATE]
    assert order(None) == [LATE, EARLY]
    (first, _) = archive.listed(LOG, None).mementos
    assert archive.named(first.url) == first
    assert archive.owns(first.url)
    assert archive.read(first).body == b"late"
    assert archive.nearest("https://harbour.example/", None).mementos == ()


def test_the_fake_judge_computes_its_outcome_from_the_claim() -> None:
    def outcome(claim: str, sources: object) -> citecheck.Outcome:
        return citecheck.Outcome.SUPPORTED if "gull" in claim else citecheck.Outcome.UNSUPPORTED

    judge = FakeJudge(outcome)
    context = citecheck.ClaimContext()

    assert [judge.judge(claim, (), context=context).outcome.value for claim in ("A gull.", "A mast.")] == [
        "supported",
        "unsupported",
    ]
    assert judge.asked == ["A gull.", "A mast."]


def test_a_source_text_was_read_in_full() -> None:
    found = citecheck.match_quote("a mast fell on the quay", source_text("In May a mast fell on the quay."))

    assert found.outcome is citecheck.QuoteOutcome.VERBATIM

"""Nights in a row, with the clock set by hand: every transition as the docs say, and nothing new twice."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from nights import World, findings, states

from citecheck.store import NightOutcome
from reports.model import Severity, State
from testbed.loopback import Reply, reset

OPENED = "The bridge was opened in 1912 by the mayor."
GONE = Reply(status=410)
RESET = Reply(fault=reset)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with World(tmp_path) as made:
        made.page("/bridge", OPENED, "It carries two railway tracks across the river.")
        yield made


def test_the_first_night_calls_nothing_new_and_says_why(world: World) -> None:
    world.article("a.md", "The bridge was opened in 1999 by the mayor.[^1]", "/bridge")
    first = world.night()
    assert states(first) == {"claim-contradicted": None}
    assert not first.history
    assert any("store was lost" in notice for notice in first.notices)
    second = world.night()
    assert states(second) == {"claim-contradicted": State.STILL}
    assert second.notices == ()


def test_a_finding_is_new_then_still_then_fixed(world: World) -> None:
    world.article("a.md", f"{OPENED}[^1]", "/bridge")
    world.night()
    world.article("a.md", "The bridge was opened in 1999 by the mayor.[^1]", "/bridge")
    new = world.night()
    assert states(new) == {"claim-contradicted": State.NEW}
    still = world.night()
    assert states(still) == {"claim-contradicted": State.STILL}
    assert findings(still)[0].since == "2026-03-03T02:00:00Z"
    world.article("a.md", f"{OPENED}[^1]", "/bridge")
    fixed = world.night()
    assert states(fixed) == {}
    assert [finding.code for finding in fixed.comparison.fixed] == ["claim-contradicted"]
    assert world.night().comparison.fixed == (), "a repair is told once"


def test_renumbering_moving_and_edits_elsewhere_change_nothing(world: World) -> None:
    world.page("/other", "The tower was cast in Leith in the same winter.")
    wrong = "The bridge was opened in 1999 by the mayor."
    world.article("a.md", f"{wrong}[^1] The tower was cast in Leith.[^2]", "/bridge", "/other")
    world.night()
    before = {finding.key for finding in findings(world.night())}
    world.article(
        "a.md", f"A new first sentence.\n\nThe tower was cast in Leith.[^1]\n\n{wrong}[^2]", "/other", "/bridge"
    )
    after = world.night()
    assert {finding.key for finding in findings(after)} == before
    assert states(after) == {"claim-contradicted": State.STILL}
    assert after.comparison.fixed == ()


def test_a_reworded_claim_is_known_again_and_says_so(world: World) -> None:
    world.article("a.md", "The old bridge was opened in 1999 by the mayor of the town.[^1]", "/bridge")
    world.night()
    (before,) = findings(world.night())
    world.article("a.md", "The bridge was opened in 1999 by the mayor of the town.[^1]", "/bridge")
    result = world.night()
    (after,) = findings(result)
    assert after.key != before.key
    assert (after.state, after.former, after.since) == (State.STILL, before.key, before.since)
    assert result.comparison.fixed == ()
    (again,) = findings(world.night())
    assert (again.state, again.former) == (State.STILL, None), "it is told once"


def test_another_sentence_with_the_same_fault_is_new(world: World) -> None:
    world.article("a.md", "The bridge was opened in 1999 by the mayor.[^1]", "/bridge")
    world.night()
    world.article("a.md", "Two hundred workers were hurt while the northern tower was raised in 1877.[^1]", "/bridge")
    result = world.night()
    assert states(result) == {"claim-contradicted": State.NEW}
    assert len(result.comparison.fixed) == 1


def test_an_edited_entry_does_not_make_its_findings_new(world: World) -> None:
    path = world.article("a.md", "The bridge was opened in 1999 by the mayor.[^1]", "/bridge")
    world.night()
    world.night()
    path.write_text(path.read_text().replace("Retrieved 2 May 2024.", "Harbour Gazette. Retrieved 3 June 2025."))
    result = world.night()
    assert states(result) == {"claim-contradicted": State.STILL}
    assert result.comparison.fixed == ()


def begin_with_a_night(world: World) -> None:
    """Have one night about another document: from then on there is a history."""
    world.article("before.md", f"{OPENED}[^1]", "/bridge", heading="Before")
    world.night()
    (world.folder / "docs" / "before.md").unlink()


def test_a_link_that_dies_as_a_similar_one_recovers_is_new(world: World) -> None:
    """Two entries of one list have most words in common. The one that recovers is still there, and so is no other."""
    world.page("/report-2019-harbour", OPENED)
    world.fails("/report-2018-harbour")
    world.article("one.md", f"{OPENED}[^1] {OPENED[:-1]} again.[^2]", "/report-2018-harbour", "/report-2019-harbour")
    world.night(dead_nights=1, dead_days=0)
    world.night(dead_nights=1, dead_days=0)
    world.page("/report-2018-harbour", OPENED)
    world.fails("/report-2019-harbour")
    result = world.night(dead_nights=1, dead_days=0)
    dead = [finding for finding in result.comparison.new if finding.code == "link-dead"]
    assert [(finding.url or "").rpartition("/")[2] for finding in dead] == ["report-2019-harbour"]
    fixed = [finding for finding in result.comparison.fixed if finding.code == "link-dead"]
    assert [(finding.url or "").rpartition("/")[2] for finding in fixed] == ["report-2018-harbour"]
    assert fixed[0].place.endswith("one.md:5")


def test_what_answers_as_dead_is_dead_at_once_where_no_night_was_before(world: World) -> None:
    world.fails("/down", Reply(status=503))
    world.article("a.md", f"{OPENED}[^1] Nothing remains.[^2] It was sold.[^3]", "/bridge", "/lost", "/down")
    first, second, third = world.night(), world.night(), world.night(days=4)
    told = [sorted((one.code, one.confirmed) for one in findings(night)) for night in (first, second, third)]
    assert told[0] == [("link-dead", False), ("link-unstable", True)]
    assert told[1] == [("link-dead", False), ("link-unstable", True)], "it stays dead until it works"
    assert told[2] == [("link-dead", True), ("link-dead", True)]
    world.page("/lost", "Something remains of it.")
    assert [one.code for one in findings(world.night()) if one.code.startswith("link")] == ["link-dead"]


def test_a_clock_that_was_ten_years_ahead_for_a_night_is_survived(world: World) -> None:
    begin_with_a_night(world)
    world.article("a.md", f"{OPENED}[^1] Nothing of it remains.[^2]", "/bridge", "/lost")
    world.night()
    world.night(days=3650)
    world.night(days=-3649)
    seen = [set(states(world.night(days=2))) for _ in range(2)]
    assert seen[-1] == {"link-dead"}


def test_a_failing_link_is_dead_after_three_nights_and_three_days(world: World) -> None:
    begin_with_a_night(world)
    world.article("a.md", f"{OPENED}[^1] Nothing of it remains.[^2]", "/bridge", "/lost")
    seen = [states(world.night()) for _ in range(4)]
    assert seen == [
        {"link-unstable": State.NEW},
        {"link-unstable": State.STILL},
        {"link-unstable": State.STILL},
        {"link-dead": State.NEW},
    ], "the third night is only two days after the first"
    result = world.night()
    assert states(result) == {"link-dead": State.STILL}
    (dead,) = findings(result)
    assert dead.severity is Severity.ERROR
    assert dead.confirmed
    assert "failing since 2026-03-03, on 5 nights" in dead.message


def test_three_runs_in_one_day_are_one_night(world: World) -> None:
    begin_with_a_night(world)
    world.article("a.md", f"{OPENED}[^1] Nothing of it remains.[^2]", "/bridge", "/lost")
    world.night()
    for _ in range(5):
        assert set(states(world.night(days=0.01))) == {"link-unstable"}
    world.night(days=3)
    assert set(states(world.night(days=0.01))) == {"link-unstable"}, "two nights, though three days apart"
    assert set(states(world.night(days=1))) == {"link-dead"}


def test_410_is_final_at_once_and_an_unknown_host_on_its_second_night(world: World) -> None:
    world.fails("/removed", GONE)
    world.article("a.md", f"{OPENED}[^1] The plan was dropped.[^2]", "/bridge", "/removed")
    assert set(states(world.night())) == {"link-dead"}
    world.article("b.md", f"{OPENED}[^1] The firm is no more.[^2]", "/bridge", "http://firm.gone/about")
    of_b = [[f.code for f in world.night().audited[1].report.findings] for _ in range(2)]
    assert of_b == [["link-unstable"], ["link-dead"]]


def test_a_link_that_recovers_starts_again(world: World) -> None:
    world.article("a.md", f"{OPENED}[^1] It carries two railway tracks.[^2]", "/bridge", "/second")
    world.fails("/second", RESET)
    world.night()
    world.night()
    world.page("/second", "It carries two railway tracks across the river.")
    recovered = world.night()
    assert states(recovered) == {}
    assert [finding.code for finding in recovered.comparison.fixed] == ["link-unstable"]
    world.fails("/second", RESET)
    back = world.night()
    assert states(back) == {"link-unstable": State.FLAPPING}
    assert states(world.night()) == {"link-unstable": State.FLAPPING}
    assert set(states(world.night())) == {"link-unstable"}, "three failing nights, but two days"


def test_a_bot_wall_neither_buries_nor_revives(world: World) -> None:
    begin_with_a_night(world)
    world.article("a.md", f"{OPENED}[^1] Nothing of it remains.[^2]", "/bridge", "/lost")
    world.night()
    world.night()
    world.fails("/lost", Reply(status=403))
    blocked = world.night()
    assert "link-blocked" in states(blocked)
    assert [finding.code for finding in blocked.comparison.waiting] == ["link-unstable"]
    assert blocked.comparison.fixed == ()
    world.fails("/lost")
    assert set(states(world.night())) == {"link-dead"}, "the nights before the wall count"


def test_a_source_that_cannot_be_read_fixes_nothing(world: World) -> None:
    world.article("a.md", "The bridge was opened in 1999 by the mayor.[^1]", "/bridge")
    world.night()
    world.night()
    world.fails("/bridge", Reply(status=503))
    away = world.night()
    assert "claim-contradicted" not in states(away)
    assert [finding.code for finding in away.comparison.waiting] == ["claim-contradicted"]
    assert away.comparison.fixed == ()
    world.page("/bridge", OPENED)
    back = world.night()
    assert states(back)["claim-contradicted"] is State.STILL


def test_a_night_without_a_network_changes_no_state(world: World) -> None:
    hosts = [f"site{number}.test" for number in range(4)]
    addresses = [world.page("/bridge", OPENED, host=host) for host in hosts]
    marks = " ".join(f"The bridge was opened in 1912 by mayor {number}.[^{number}]" for number in range(1, 5))
    world.article("a.md", marks, *addresses)
    world.night()
    before = world.night()
    for host in hosts:
        world.fails("/bridge", RESET, host=host)
    for _ in range(4):
        down = world.night()
        assert down.outcome is NightOutcome.OFFLINE
        assert any("no server could be reached" in notice for notice in down.notices)
    for host in hosts:
        world.page("/bridge", OPENED, host=host)
    after = world.night()
    assert states(after) == states(before)
    assert not after.comparison.new
    assert not after.comparison.fixed


def test_a_moved_document_keeps_its_history(world: World) -> None:
    path = world.article("a.md", "The bridge was opened in 1999 by the mayor.[^1]", "/bridge")
    world.night()
    world.night()
    path.rename(path.with_name("renamed.md"))
    assert states(world.night()) == {"claim-contradicted": State.STILL}
    assert states(world.night()) == {"claim-contradicted": State.STILL}


def test_a_clock_that_was_set_back_is_said_and_loses_nothing(world: World) -> None:
    begin_with_a_night(world)
    world.article("a.md", "The bridge was opened in 1999 by the mayor.[^1] Gone.[^2]", "/bridge", "/lost")
    world.night()
    world.night()
    back = world.night(days=-30)
    assert any("set back" in notice for notice in back.notices)
    assert states(back) == {"claim-contradicted": State.STILL, "link-unstable": State.STILL}
    again = world.night(days=32)
    assert states(again)["claim-contradicted"] is State.STILL
    assert "link-dead" in states(world.night())


@pytest.mark.slow
def test_thirty_nights(world: World) -> None:
    """Links that die, flap, recover and move; claims that are edited and moved; nothing is reported new twice."""
    for path in ("/dies", "/flaps", "/moves", "/recovers"):
        world.page(path, OPENED, "It carries two railway tracks across the river.")
    keys: dict[str, int] = {}
    told_fixed: dict[str, int] = {}
    codes: dict[int, dict[str, State | None]] = {}
    for number in range(1, 31):
        if number == 4:
            world.fails("/dies")
        if number in (6, 10, 14, 20):
            world.fails("/flaps", RESET)
        if number in (7, 11, 16, 21):
            world.page("/flaps", OPENED)
        if number == 12:
            world.fails("/recovers", Reply(status=500))
        if number == 14:
            world.page("/recovers", OPENED)
        if number == 18:
            world.fails("/moves", Reply(status=301, headers=(("Location", world.web.url("news.test", "/bridge")),)))
        year = 1999 if number >= 8 else 1912
        words = "The bridge was opened" if number < 22 else "The fine new bridge was opened"
        wrong = f"{words} in {year} by the mayor of the harbour town.[^1]"
        rest = [f"It carries two railway tracks, as {path} says.[^{n}]" for n, path in enumerate("abcd", start=2)]
        order = [wrong, *rest] if number < 25 else [*rest, wrong]
        addresses = ("/bridge", "/dies", "/flaps", "/moves", "/recovers")
        world.article("a.md", "\n\n".join(order), *addresses)
        result = world.night()
        codes[number] = states(result)
        for finding in result.comparison.new:
            assert finding.state is State.NEW
            keys[f"{finding.code} {finding.claim} {finding.reference}"] = (
                keys.get(f"{finding.code} {finding.claim} {finding.reference}", 0) + 1
            )
        for finding in result.comparison.fixed:
            told_fixed[finding.code] = told_fixed.get(finding.code, 0) + 1
    assert set(keys.values()) == {1}, "no finding is new twice"
    assert codes[7]["link-dead"] is State.NEW, "failing on nights 4, 5, 6 and 7: three days"
    assert all(codes[number]["link-dead"] is State.STILL for number in range(8, 31))
    assert codes[8]["claim-contradicted"] is State.NEW
    assert all(codes[number]["claim-contradicted"] is State.STILL for number in range(9, 31)), "reworded and moved"
    assert codes[10]["link-unstable"] is State.FLAPPING
    assert codes[18]["link-moved"] is State.NEW
    assert codes[30]["link-moved"] is State.STILL
    assert sum(1 for key in keys if key.startswith("link-dead")) == 1
    assert told_fixed["link-unstable"] == 5, "four recoveries of one link, one of another"


def test_a_night_number_is_never_given_twice(world: World) -> None:
    world.article("a.md", f"{OPENED}[^1]", "/bridge")
    numbers = [world.night().night.number for _ in range(3)]
    pruned = world.night(days=1000, keep_days=1.0)
    assert [*numbers, pruned.night.number] == [1, 2, 3, 4]
    assert world.night().night.number == 5


def test_silenced_findings_have_a_history_too(world: World) -> None:
    world.article("a.md", "The bridge was opened in 1999 by the mayor.[^1]", "/bridge")
    first = world.night()
    (finding,) = findings(first)
    ignore = Path(world.settings.nightly.ignore_file)
    ignore.write_text(f'[[ignore]]\nfinding = "{finding.key}"\nreason = "It was opened twice."\nuntil = 2026-03-10\n')
    silenced = world.night()
    assert findings(silenced) == []
    (entry,) = silenced.reports[0].suppressed
    assert replace(entry.finding, state=None, since=None, state_rule=finding.state_rule) == finding
    assert entry.reason == "It was opened twice."
    expired = world.night(days=20)
    assert states(expired) == {"claim-contradicted": State.STILL}, "it was there all the time"
    (told,) = [notice for notice in expired.notices if "expired on 2026-03-10" in notice]
    assert f"{finding.place} claim-contradicted ({finding.url})" in told, "what counts again is named"

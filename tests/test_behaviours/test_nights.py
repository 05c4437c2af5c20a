"""Four nights over all behaviours, two days apart: what lives or is walled is never called dead, what is gone is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
from behaviours.model import Behaviour, Fate
from behaviours.servers import BehaviourServers
from behaviours.table import BEHAVIOURS

from citecheck.nightly.runner import nightly
from citecheck.nightly.setup import NightRequest
from citecheck.settings import CheckingSettings, NightlySettings
from citecheck.testing import FakeClock
from reports.model import Finding

pytestmark = pytest.mark.slow  # four nights of several hundred addresses

_DAYS = (0, 2, 4, 6)
_DEAD = {"link-dead", "link-lost"}
# What a page says on an honest host and how its letters are written is the same every night; robots.txt is not asked.
_BY_NIGHT = [
    one
    for one in BEHAVIOURS
    if one.fate is not Fate.OPEN
    and not one.name.endswith("here alone")
    and one.kind not in ("charset", "fragment", "as written", "robots.txt", "retry-after")
]
_KEPT = [one for one in _BY_NIGHT if one.fate in (Fate.LIVES, Fate.WALLED)]
_GONE = [one for one in _BY_NIGHT if one.fate is Fate.DEAD]


@dataclass(frozen=True)
class Night:
    """What a night said of each behaviour, by name: its link's status, and its findings."""

    statuses: dict[str, str]
    findings: dict[str, list[Finding]]

    def says(self, behaviour: Behaviour) -> str:
        return f"{self.statuses[behaviour.name]}: {[one.message for one in self.findings[behaviour.name]]}"

    def codes(self, behaviour: Behaviour) -> set[str]:
        return {finding.code for finding in self.findings[behaviour.name]}


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Night]]:
    folder = tmp_path_factory.mktemp("nights")
    with BehaviourServers(_BY_NIGHT, folder) as servers:
        yield _nights(servers, folder)


def _nights(servers: BehaviourServers, folder: Path) -> list[Night]:
    (folder / "docs").mkdir()
    (folder / "docs" / "walk.txt").write_text(servers.document(_BY_NIGHT, quoting=False), encoding="utf-8")
    settings = msgspec.structs.replace(
        servers.settings,
        web=msgspec.structs.replace(servers.settings.web, retries=0, respect_robots=False, threads=16),
        checking=CheckingSettings(judge="citecheck.testing:FakeJudge", circular=False),
        nightly=NightlySettings(
            store=str(folder / "store.sqlite"),
            cache=str(folder / "cache.sqlite"),
            ignore_file=str(folder / "ignore.toml"),
            output="",
        ),
    )
    clock = FakeClock()
    found: list[Night] = []
    for day in _DAYS:
        clock.advance(seconds=max(0.0, day * 86_400 - (clock.monotonic() - 1000.0)))
        request = NightRequest(documents=(str(folder / "docs"),))
        (report,) = nightly(settings, request, clock=clock, adapter=servers.adapter).reports
        names = {entry.key: one.name for entry, one in zip(report.document.references, _BY_NIGHT, strict=True)}
        findings: dict[str, list[Finding]] = {one.name: [] for one in _BY_NIGHT}
        for finding in report.findings:
            name = names.get(finding.reference or "")
            if name is not None:
                findings[name].append(finding)
        found.append(Night({names[one.reference]: one.status.value for one in report.sources}, findings))
    return found


@pytest.mark.parametrize("behaviour", _KEPT, ids=lambda one: one.name)
def test_what_lives_or_is_walled_is_never_called_dead(behaviour: Behaviour, nights: list[Night]) -> None:
    assert len(nights) == len(_DAYS)
    assert all(night.statuses[behaviour.name] for night in nights)
    assert [night.says(behaviour) for night in nights if night.codes(behaviour) & _DEAD] == []


@pytest.mark.parametrize("behaviour", [one for one in _BY_NIGHT if one.kind == "conditional"], ids=lambda one: one.name)
def test_a_host_that_cannot_tell_what_has_changed_is_asked_again(behaviour: Behaviour, nights: list[Night]) -> None:
    assert [night.statuses[behaviour.name] for night in nights] == ["alive"] * len(_DAYS)


@pytest.mark.parametrize("behaviour", _GONE, ids=lambda one: one.name)
def test_what_is_gone_is_called_dead_by_the_third_night(behaviour: Behaviour, nights: list[Night]) -> None:
    for night in nights[2:]:
        assert night.codes(behaviour) & _DEAD, night.says(behaviour)


@pytest.mark.parametrize("behaviour", [one for one in _BY_NIGHT if one.fate is Fate.DOWN], ids=lambda one: one.name)
def test_a_site_that_fails_is_not_dead_on_the_second_night(behaviour: Behaviour, nights: list[Night]) -> None:
    assert [night.says(behaviour) for night in nights[:2] if night.codes(behaviour) & _DEAD] == []

"""How findings came and went over many nights: what is open on each, how long repairs take, and at which hosts."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

DEAD, UNSUPPORTED, BLOCKED = "dead", "unsupported", "blocked"
KINDS = (DEAD, UNSUPPORTED, BLOCKED)
_KIND_OF = {
    **dict.fromkeys(("link-dead", "link-lost"), DEAD),
    **dict.fromkeys(
        (
            *("claim-unsupported", "claim-contradicted", "claim-fact-differs", "claim-fact-missing"),
            *("quote-not-found", "quote-meaning-changed", "quote-misattributed"),
        ),
        UNSUPPORTED,
    ),
    "link-blocked": BLOCKED,
}
BUCKETS = (
    ("within a day", 1.0),
    ("2 to 3 days", 3.0),
    ("4 to 7 days", 7.0),
    ("8 to 30 days", 30.0),
    ("longer", float("inf")),
)
"""How long repairs took, up to this many days. Judgement: a day, a weekend, a week, a month."""
_POINTS = 60  # nights of the picture; of more, every second, third … is shown (judgement: more cannot be told apart)
_HOSTS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLife:
    """The life of one finding. `spells` are pairs of nights on which it was first and last seen, in order.

    `since` and `gone` are RFC 3339 times; `gone` is None while it is open. `host` is that of its address, or empty.
    """

    code: str
    host: str
    since: str
    gone: str | None
    spells: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendNight:
    """One night: its number, its time (RFC 3339), its documents, and the open findings of each of `KINDS`."""

    number: int
    at: str
    documents: int
    open: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Repairs:
    """How long findings of one kind were open: counts for `BUCKETS`, and the median in days (None: none was fixed)."""

    kind: str
    counts: tuple[int, ...]
    median_days: float | None

    @property
    def total(self) -> int:
        """How many were fixed."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class HostTrend:
    """One host: its open findings of each of `KINDS`, how many were fixed, and the median of their days."""

    host: str
    open: tuple[int, ...]
    fixed: int
    median_days: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trends:
    """What the nights of a store show together. `more_hosts` are not in `hosts`; `left_out` nights not in `nights`."""

    nights: tuple[TrendNight, ...]
    repairs: tuple[Repairs, ...]
    hosts: tuple[HostTrend, ...]
    more_hosts: int = 0
    left_out: int = 0


def trends_of(lives: Iterable[FindingLife], nights: Sequence[tuple[int, str, int]]) -> Trends:
    """Return the trends of findings with these `lives` over `nights`: number, time and documents of each, in order.

    The cost grows with the number of findings, spells and nights, and no faster.
    """
    position = {number: index for index, (number, _, _) in enumerate(nights)}
    numbers = [number for number, _, _ in nights]
    changes = [[0] * (len(nights) + 1) for _ in KINDS]
    days: dict[str, list[float]] = {kind: [] for kind in KINDS}
    open_at: dict[str, list[int]] = defaultdict(lambda: [0] * len(KINDS))
    fixed_at: dict[str, list[float]] = defaultdict(list)
    for life in lives:
        kind = _KIND_OF.get(life.code)
        if kind is None:
            continue
        row = KINDS.index(kind)
        for first, last in _open_spells(life, numbers):
            changes[row][_index(position, numbers, first)] += 1
            changes[row][_index(position, numbers, last + 1)] -= 1
        if life.gone is None:
            open_at[life.host][row] += 1
        else:
            took = _days(life.since, life.gone)
            days[kind].append(took)
            fixed_at[life.host].append(took)
    rows = [_sums(change) for change in changes]
    every = tuple(
        TrendNight(number=number, at=at, documents=documents, open=tuple(row[index] for row in rows))
        for index, (number, at, documents) in enumerate(nights)
    )
    chosen = _thinned(every)
    hosts = _hosts(open_at, fixed_at)
    return Trends(
        nights=chosen,
        repairs=tuple(_repairs(kind, days[kind]) for kind in KINDS),
        hosts=hosts[:_HOSTS],
        more_hosts=max(0, len(hosts) - _HOSTS),
        left_out=len(every) - len(chosen),
    )


def _open_spells(life: FindingLife, numbers: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Yield the nights on which a finding was open: from the first to the last of each spell, or until now."""
    for index, (first, last) in enumerate(life.spells):
        is_last = index == len(life.spells) - 1
        yield first, max(last, numbers[-1]) if is_last and life.gone is None and numbers else last


def _index(position: dict[int, int], numbers: Sequence[int], night: int) -> int:
    """Return the index of the first of `numbers` that is at least `night`."""
    return position[night] if night in position else bisect_left(numbers, night)


def _sums(changes: Sequence[int]) -> list[int]:
    sums, total = [], 0
    for change in changes:
        total += change
        sums.append(total)
    return sums


def _thinned(nights: tuple[TrendNight, ...]) -> tuple[TrendNight, ...]:
    """Return at most `_POINTS` of `nights`, evenly, the last one among them."""
    step = -(-len(nights) // _POINTS) or 1
    return nights[::-1][::step][::-1]


def _days(since: str, gone: str) -> float:
    return max(0.0, (datetime.fromisoformat(gone) - datetime.fromisoformat(since)).total_seconds() / 86_400)


def _repairs(kind: str, days: Sequence[float]) -> Repairs:
    counts = [0] * len(BUCKETS)
    for took in days:
        counts[next(index for index, (_, most) in enumerate(BUCKETS) if took <= most)] += 1
    return Repairs(kind=kind, counts=tuple(counts), median_days=median(days) if days else None)


def _hosts(open_at: dict[str, list[int]], fixed_at: dict[str, list[float]]) -> tuple[HostTrend, ...]:
    """Return all hosts, those with the most open findings first; findings without an address have no host."""
    found = [
        HostTrend(
            host=host,
            open=tuple(open_at[host]) if host in open_at else (0,) * len(KINDS),
            fixed=len(fixed_at.get(host, ())),
            median_days=median(fixed_at[host]) if fixed_at.get(host) else None,
        )
        for host in {*open_at, *fixed_at}
        if host
    ]
    return tuple(sorted(found, key=lambda one: (-sum(one.open), -one.fixed, one.host)))


__all__ = ["BUCKETS", "KINDS", "FindingLife", "HostTrend", "Repairs", "TrendNight", "Trends", "trends_of"]

"""The page of trends: what is open night by night, how long repairs take, and at which hosts."""

from __future__ import annotations

from reports.formats.html import render_template
from reports.formats.html.charts import bar_parts, line_chart
from reports.trends import BUCKETS, KINDS, Trends
from reports.wording import counted

FILE = "trends.html"
"""The name of the page beside the index of a night."""
NAMES = {"dead": "dead links", "unsupported": "unsupported", "blocked": "blocked"}
_STYLES = ("tokens.css", "page.css", "cards.css", "trends.css", "print.css")
_BAR = 26  # units of height of one bar with its name


def render_trends(trends: Trends, *, home: str | None = None) -> str:
    """Return the page of `trends`. `home` is the address of an index to link to; None: there is no link."""
    nights, hosts = trends.nights, trends.hosts
    rows = [(kind, NAMES[kind], [night.open[index] for night in nights]) for index, kind in enumerate(KINDS)]
    repairs = [
        (one, bar_parts([(name, number) for (name, _), number in zip(BUCKETS, one.counts, strict=True)], height=_BAR))
        for one in trends.repairs
    ]
    return render_template(
        "trends.html.j2",
        _STYLES,
        (),
        trends=trends,
        headline=headline(trends),
        chart=line_chart([night.at for night in nights], rows),
        rows=rows,
        summary=[_told(name, values) for _, name, values in rows if values],
        repairs=repairs,
        buckets=[name for name, _ in BUCKETS],
        host_bars=bar_parts([(host.host, sum(host.open)) for host in hosts if sum(host.open)], height=_BAR),
        names=NAMES,
        kinds=KINDS,
        bar=_BAR,
        home=home,
    )


def headline(trends: Trends) -> str:
    """Return what is open now in `trends`, in one line."""
    if not trends.nights:
        return "no night is known yet"
    last = trends.nights[-1].open
    return f"{counted(last[0], 'dead link')}, {last[1]:,} {NAMES['unsupported']}, {last[2]:,} {NAMES['blocked']}"


def _told(name: str, values: list[int]) -> str:
    return f"{name}: {values[0]:,} at first, {values[-1]:,} now, {max(values):,} at most"


__all__ = ["FILE", "render_trends"]

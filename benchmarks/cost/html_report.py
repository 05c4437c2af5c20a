"""The cost of the HTML report: its size, the time until it can be used, and the time that a filter takes.

`python -m benchmarks.cost.html_report [--claims 2000] [--sources 1000] [--runs 5]`. A generated report (the same for
the same seed) is written, opened in Chromium from disk and filtered. It prints the time to write the page, its size as
it is and packed with gzip, the median time to interactive (from the start of the navigation to the end of the page's
script) and the median time of each filter (from the change to the next painted frame). No outside data is needed.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page

from reports.formats.html import FORMAT
from testbed import chromium
from testbed.large_report import large

INTERACTIVE_AIM, FILTER_AIM = 2.0, 0.100  # seconds
PACKED_AIM, PACKED_AIM_A_CLAIM = 150_000, 2_000  # bytes
FILTERS = (
    ("outcome", "contradicted"),
    ("severity", "error"),
    ("q", "keystone lantern"),
    ("undecided", "1"),
    ("outcome", ""),
)
_PAINTED = """([name, value]) => new Promise((done) => {
  const control = document.forms[0].elements[name];
  const start = performance.now();
  if (control.type === "checkbox") control.checked = Boolean(value); else control.value = value;
  control.dispatchEvent(new Event("input", { bubbles: true }));
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
})"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--claims", type=int, default=2_000)
    options.add_argument("--sources", type=int, default=1_000)
    options.add_argument("--runs", type=int, default=5)
    given = options.parse_args()
    report = large(given.claims, given.sources)
    started = time.perf_counter()
    page = FORMAT.render([report]).encode("utf-8")
    written = time.perf_counter() - started
    packed, limit = len(gzip.compress(page)), PACKED_AIM + PACKED_AIM_A_CLAIM * given.claims
    print(f"report: {given.claims:,} claims, {given.sources:,} sources, {len(report.findings):,} findings")
    print(f"write the page: {written:.2f} s")
    print(f"size: {len(page) / 1e6:.2f} MB; packed {packed / 1e6:.2f} MB (aim at most {limit / 1e6:.2f} MB)")
    with tempfile.TemporaryDirectory() as folder, chromium.running() as browser:
        path = Path(folder) / "report.html"
        path.write_bytes(page)
        interactive, filters = measure(browser, path.as_uri(), given.runs)
    print(
        f"time to interactive: {statistics.median(interactive):.2f} s median of n={given.runs}"
        f" (from {min(interactive):.2f} to {max(interactive):.2f}; aim {INTERACTIVE_AIM} s)"
    )
    for (name, value), times in filters.items():
        print(
            f"filter {name}={value or 'any'}: {1000 * statistics.median(times):.0f} ms median of n={given.runs}"
            f" (aim {1000 * FILTER_AIM:.0f} ms)"
        )


def measure(browser: Browser, address: str, runs: int) -> tuple[list[float], dict[tuple[str, str], list[float]]]:
    """Open the page `runs` times. Return the times to interactive and those of each filter, in seconds."""
    interactive: list[float] = []
    filters: dict[tuple[str, str], list[float]] = {each: [] for each in FILTERS}
    for _ in range(runs):
        with chromium.opened(browser, address) as page:
            interactive.append(_ready(page))
            for name, value in FILTERS:
                filters[name, value].append(page.evaluate(_PAINTED, [name, value]) / 1000)
    return interactive, filters


def _ready(page: Page) -> float:
    return float(page.evaluate("performance.getEntriesByName('citecheck-ready')[0].startTime")) / 1000


if __name__ == "__main__":
    main()

"""Real article pages, served with status 200 on loopback: how many of them are called dead, blocked or empty.

`python -m benchmarks.accuracy.live_pages [--show]`. Every page of the extraction data is served under its own host
name. Short pages are harder, so they are cut from these pages and from those of the quotation data: a title and one to
eight sentences, judged without a probe of the host. The signs of dead pages were written from what such pages say. On
these articles they were tuned only to avoid false alarms.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from html import escape

from benchmarks.material.corpus import data_root
from benchmarks.material.loopback_sources import reader_for, references_to
from citecheck.extractors import extract
from citecheck.http.tasks import run_without_waiting
from citecheck.model import Fetched
from citecheck.pages import Page
from citecheck.web.status import verdict_on
from reports.model import LinkStatus, Origin
from testbed.loopback import Loopback, Reply

_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+")
_WRONG = frozenset(
    {
        LinkStatus.SOFT_404,
        LinkStatus.PARKED,
        LinkStatus.SCRIPT_ONLY,
        LinkStatus.BLOCKED,
        LinkStatus.REDIRECTED_HOME,
        LinkStatus.EMPTY,
    }
)


def statuses() -> dict[str, tuple[LinkStatus, str]]:
    """Return the status and its reason for each page, by file name."""
    files = sorted((data_root() / "extraction" / "html").glob("*.html.gz"))
    with Loopback() as web:
        urls = {}
        for number, file in enumerate(files):
            reply = Reply(body=gzip.decompress(file.read_bytes()), content_type="text/html")
            urls[file.name] = web.add(f"site{number}.test", f"/2019/11/{file.name.split('.')[0]}-story.html", reply)
        with reader_for(web) as reader, references_to(reader, urls) as gathering:
            checks = {name: gathering.source(name).check for name in urls}
    return {name: (check.status, check.reason) for name, check in checks.items()}


def cut_pages(each: int = 6) -> Iterator[tuple[str, Fetched]]:
    """Yield short pages made of a few sentences of real ones, each with its first words."""
    choose = random.Random(3)
    truth = json.loads((data_root() / "extraction" / "ground-truth.json").read_text(encoding="utf-8"))
    texts = [str(entry.get("articleBody") or "") for entry in truth.values()]
    quoted = json.loads((data_root() / "quotes" / "web_quotes_sources_dev.json").read_text(encoding="utf-8"))
    texts += [text for pages in quoted.values() for text in pages.values()]
    for text in texts:
        sentences = [one for one in _SENTENCES.split(text) if len(one) > 25]
        for _ in range(each if len(sentences) > 3 else 0):
            begin = choose.randrange(len(sentences) - 2)
            part = sentences[begin : begin + choose.choice((1, 2, 4, 8))]
            title = " ".join(part[0].split()[:8])
            said = "".join(f"<p>{escape(one)}</p>" for one in part)
            markup = f"<!doctype html><title>{escape(title)} | Daily</title><h1>{escape(title)}</h1>{said}"
            yield part[0], _fetched(markup.encode())


def _fetched(body: bytes) -> Fetched:
    url = "http://daily.test/2019/11/a-story-of-the-day.html"
    headers = {"content-type": "text/html; charset=utf-8"}
    return Fetched(
        url=url, final_url=url, origin=Origin.LIVE, retrieved="", attempts=(), status=200, headers=headers, body=body
    )


def _show_cut_pages() -> int:
    counts: Counter[str] = Counter()
    wrong = []
    for begins, fetched in cut_pages():
        verdict = run_without_waiting(verdict_on(Page(fetched, extract)))
        counts[verdict.status.value] += 1
        if verdict.status in _WRONG:
            wrong.append(f"  {verdict.status}: {verdict.reason} ({begins[:80]})")
    print(f"short pages cut from them: n={counts.total()}; " + ", ".join(f"{k} {v}" for k, v in counts.most_common()))
    print(f"called dead, blocked, script-only or empty: {len(wrong)} of {counts.total()}")
    print("\n".join(wrong))
    return len(wrong)


def main() -> None:
    found = statuses()
    counts = Counter(status.value for status, _ in found.values())
    wrong = {name: told for name, told in found.items() if told[0] in _WRONG}
    print(f"article pages served with 200: n={len(found)}; " + ", ".join(f"{k} {v}" for k, v in counts.most_common()))
    print(f"called dead, blocked, script-only or empty: {len(wrong)} of {len(found)} (wanted: 0)")
    for name, (status, reason) in found.items():
        if name in wrong or ("--show" in sys.argv and status is not LinkStatus.ALIVE):
            print(f"  {name[:12]}  {status}: {reason}")
    sys.exit(1 if _show_cut_pages() or wrong else 0)


if __name__ == "__main__":
    main()

"""Real article pages, served with status 200 on loopback: how many of them are called dead, blocked or empty.

    python -m benchmarks.live_pages [--show]

Every page of the extraction data is served under a host name of its own, once by hosts that answer 404 for what they
do not have, and once by hosts that answer every address with the same page and status 200. The signs of dead pages
were written from what such pages say; nothing was tuned on these articles but to leave them alone.
"""

from __future__ import annotations

import gzip
import sys
from collections import Counter

from benchmarks.corpus import data_root
from benchmarks.loopback_support import Loopback, Reply, reader_for, references_to
from reports.model import LinkStatus

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
    """Return the status and its reason of each page, by its file name."""
    files = sorted((data_root() / "extraction" / "html").glob("*.html.gz"))
    with Loopback() as web:
        urls = {}
        for number, file in enumerate(files):
            reply = Reply(body=gzip.decompress(file.read_bytes()), content_type="text/html")
            urls[file.name] = web.add(f"site{number}.test", f"/2019/11/{file.name.split('.')[0]}-story.html", reply)
        with reader_for(web) as reader, references_to(reader, urls) as gathering:
            checks = {name: gathering.source(name).check for name in urls}
    return {name: (check.status, check.reason) for name, check in checks.items()}


def main() -> None:
    found = statuses()
    counts = Counter(status.value for status, _ in found.values())
    wrong = {name: told for name, told in found.items() if told[0] in _WRONG}
    print(f"article pages served with 200: n={len(found)}; " + ", ".join(f"{k} {v}" for k, v in counts.most_common()))
    print(f"called dead, blocked, script-only or empty: {len(wrong)} of {len(found)} (wanted: 0)")
    for name, (status, reason) in found.items():
        if name in wrong or ("--show" in sys.argv and status is not LinkStatus.ALIVE):
            print(f"  {name[:12]}  {status}: {reason}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()

"""Whole pages of wikis: does every mark that a page shows resolve to its entry, and what is read of wikitext?

For saved HTML pages, XPath expressions that share nothing with the reader count the marks and entries: links to
"#cite_note…" outside of back-links, and list items with such an id. Wikitext pages have no rendering to compare with,
so what was read is printed. The readers were written with these pages in view.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

from lxml import html

from benchmarks.material.corpus import data_root
from claims.layout import Layout
from claims.linking import link
from claims.readers import html as html_reader
from claims.readers import wikitext as wikitext_reader


def main() -> None:
    root = data_root() / "pages"
    _html_pages(root / "html")
    _wikitext_pages(root / "wikitext")


def _html_pages(folder: Path) -> None:
    print(
        f"{'page':40} {'marks':>6} {'read':>6} {'lost':>5} {'invented':>8} {'dangling':>8} {'entries':>8} {'read':>6}"
    )
    lost_all = invented_all = shown_all = 0
    for path in sorted(folder.rglob("*.html")):
        if path.name in ("expected.html",):
            continue
        body = path.read_bytes()
        shown, entries = _shown(body)
        layout = html_reader.read(body, name=path.name)
        links = {entry.key for entry in layout.entries if entry.is_link}  # links of the text are not marks of a wiki
        read = Counter(label for mark in layout.marks if links.isdisjoint(mark.targets) for label in mark.labels)
        lost, invented = sum((shown - read).values()), sum((read - shown).values())
        dangling = sum(not mark.targets for mark in layout.marks)
        name = str(path.relative_to(folder))
        print(
            f"{name[:40]:40} {sum(shown.values()):6} {sum(read.values()):6} {lost:5} {invented:8} {dangling:8}"
            f" {entries:8} {len(layout.entries) - len(links):6}"
        )
        lost_all, invented_all, shown_all = lost_all + lost, invented_all + invented, shown_all + sum(shown.values())
    print(f"marks on all pages: {shown_all}, lost {lost_all}, invented {invented_all}\n")


def _shown(body: bytes) -> tuple[Counter[str], int]:
    root = html.fromstring(body)
    marks: Counter[str] = Counter()
    for anchor in root.xpath("//a[contains(@href,'#cite_note') or contains(@href,'#_note-')]"):
        label = " ".join("".join(anchor.itertext()).split()).strip("[]")
        if label:
            marks[label] += 1
    ids = {
        unquote(item.get("id"))
        for item in root.xpath("//li[starts-with(@id,'cite_note') or starts-with(@id,'_note-')]")
    }
    return marks, len(ids)


def _wikitext_pages(folder: Path) -> None:
    totals: Counter[str] = Counter()
    problems: Counter[str] = Counter()
    speeds: list[float] = []
    paths = sorted(folder.glob("*.txt"))
    print(
        f"{'page':44} {'marks':>6} {'entries':>7} {'claims':>6} {'cited':>6} {'titles':>6} {'dates':>6} {'urls':>5}"
        f" {'problems':>8}"
    )
    for path in paths:
        body = path.read_bytes()
        start = time.perf_counter()
        layout = wikitext_reader.read(body, name=path.name)
        speeds.append(len(body) / 1e6 / max(time.perf_counter() - start, 1e-6))
        document = link(layout)
        figures = _fields(layout)
        figures["claims"] = len(document.claims)
        figures["cited"] = sum(bool(claim.citations) for claim in document.claims)
        figures["problems"] = len(document.problems)
        problems.update(problem.code for problem in document.problems)
        totals.update(figures)
        totals["empty readings"] += not layout.blocks
        if len(sys.argv) > 1:
            print(
                f"{path.stem[:44]:44} {figures['marks']:6} {figures['entries']:7} {figures['claims']:6}"
                f" {figures['cited']:6}"
                f" {figures['titles']:6} {figures['dates']:6} {figures['urls']:5} {figures['problems']:8}"
            )
    print(f"wikitext pages read: {len(paths)}, median {statistics.median(speeds):.2f} MB a second")
    for name, count in totals.items():
        print(f"  {name:24} {count}")
    print("  problems by name:", ", ".join(f"{name} {count}" for name, count in problems.most_common()))


def _fields(layout: Layout) -> Counter[str]:
    entries = layout.entries
    return Counter(
        {
            "marks": len(layout.marks),
            "dangling marks": sum(not mark.targets for mark in layout.marks),
            "entries": len(entries),
            "empty entries": sum(not entry.text and not entry.urls for entry in entries),
            "titles": sum(entry.title is not None for entry in entries),
            "authors": sum(bool(entry.authors) for entry in entries),
            "publishers": sum(entry.publisher is not None for entry in entries),
            "dates": sum(entry.published is not None for entry in entries),
            "access dates": sum(entry.accessed is not None for entry in entries),
            "urls": sum(bool(entry.urls) for entry in entries),
            "identifiers": sum(bool(entry.identifiers) for entry in entries),
            "archive addresses": sum(entry.archive_url is not None for entry in entries),
            "dead or usurped": sum(entry.url_status is not None for entry in entries),
        }
    )


if __name__ == "__main__":
    main()

"""How much of a page's text can be searched: gold sentences of article bodies, and blocks of each kind.

A sentence of 25 characters or more is found if the extracted text has it after folding. Blocks are the captions,
headings, list items, quotations and paragraphs of a page: 30 characters or more, outside of navigation, with few links.
lxml's own text_content reads them, not our code. Time is the CPU time of the thread, from bytes to the text with its
places and the page's metadata; the time of lxml's parsing alone is printed beside it. `--show` prints what is missing.
Only the time was tuned on these pages.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import time
from collections import Counter
from collections.abc import Iterator

from lxml import html

from benchmarks.material.corpus import data_root
from citecheck.extractors import page_text
from claims.folding import fold

_SENTENCE = re.compile(r"(?<=[.!?。])\s+|\n+")
_KINDS = {
    "caption": "//figcaption",
    "heading": "//h1|//h2|//h3|//h4",
    "list item": "//li[not(.//li)]",
    "quotation": "//blockquote",
    "paragraph": "//p",
}
_OUTSIDE = re.compile(r"^(?:nav|aside|footer|noscript|template|form)$")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--show", action="store_true")
    chosen = options.parse_args()
    folder = data_root() / "extraction"
    gold = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    found: Counter[str] = Counter()
    total: Counter[str] = Counter()
    ours: list[float] = []
    parsing: list[float] = []
    for name, truth in sorted(gold.items()):
        body = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        page_text(body)
        start = time.thread_time()
        extracted = page_text(body)
        ours.append(time.thread_time() - start)
        start = time.thread_time()
        tree = html.fromstring(body, parser=html.HTMLParser(encoding="utf-8"))
        parsing.append(time.thread_time() - start)
        text = fold(extracted.text).squeezed
        items = [("gold sentence", sentence) for sentence in _sentences(truth["articleBody"])] + list(_blocks(tree))
        for kind, words in items:
            total[kind] += 1
            here = fold(words).squeezed in text
            found[kind] += here
            if chosen.show and not here:
                print(f"{name[:8]} {kind}: {words[:160]!r}")
    for kind, count in total.items():
        print(f"{kind:14} found {found[kind] / count:.4f} (n = {count})")
    print(
        f"time: median {1000 * statistics.median(ours):.2f} ms a page, lxml parsing alone"
        f" {1000 * statistics.median(parsing):.2f} ms (n = {len(ours)})"
    )


def _sentences(body: str) -> Iterator[str]:
    for sentence in _SENTENCE.split(body):
        if len(sentence.strip()) >= 25:
            yield sentence.strip()


def _blocks(tree: html.HtmlElement) -> Iterator[tuple[str, str]]:
    for kind, path in _KINDS.items():
        for element in tree.xpath(path):
            words = " ".join(element.text_content().split())
            linked = sum(len(link.text_content()) for link in element.iter("a"))
            if len(words) < 30 or linked > 0.3 * len(words) or element.xpath(".//script|.//select"):
                continue
            if any(_OUTSIDE.match(str(parent.tag)) for parent in element.iterancestors()) or _is_hidden(element):
                continue
            yield kind, words


def _is_hidden(element: html.HtmlElement) -> bool:
    chain = [element, *element.iterancestors()]
    return any("none" in (part.get("style") or "") or part.get("hidden") is not None for part in chain)


if __name__ == "__main__":
    main()

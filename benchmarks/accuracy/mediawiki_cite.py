"""Notes of wikis: our reading of wikitext and of two renderings, against MediaWiki's own rendering.

The cases are the parser tests of MediaWiki's Cite extension. A few XPath expressions, which share nothing with our
readers, take the expected notes from its HTML. Compared are the marks in order, with their labels and the entry that
each links to, and the entries in order, with their words and the number of marks that link to them (their back-links).
The readers were written with these cases in view.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from typing import Any, NamedTuple
from urllib.parse import unquote

from lxml import html

from benchmarks.material.corpus import data_root
from claims.layout import Layout
from claims.readers import html as html_reader
from claims.readers import wikitext as wikitext_reader


class Shape(NamedTuple):
    """Marks (label, place of the entry, -1 for none), uses of each entry, and the words of the entries."""

    marks: list[tuple[str, int]]
    uses: list[int]
    words: list[str]


# Why a case cannot agree, by its name. All of these are printed.
REASONS = {
    r"lingon|custom link label": "the labels are a message of that wiki, which no page holds",
    r"CircularRef|refinref|top level ref nested in transclusion": "what the template holds is not in the page",
    r"Grouped references with automatic|Report bad attributes in reference": "the old parser prints errors instead"
    " of the list",
    r"T242437": "the old parser prints no list where two are nested; the notes are all there",
    r"Broken wikitext making a ref": "the note stands in a broken tag, so MediaWiki lists it and shows no mark",
    r"[Ii]ndicator": "the mark is shown beside the page's title",
    r"Template nested in extension": "Parsoid leaves the text of variants to attributes",
    r"Transclusion parameter": "the HTML shows another page than the wikitext",
    r"Follow following|follow": "Parsoid prints a mark where a note only goes on; the old parser does not",
    r"Errors after references list": "Parsoid lists notes that nothing uses; the old parser and we call them a problem",
    r"language variant": "Parsoid leaves the text of variants to attributes",
}


def main() -> None:
    """Print the shares; with an argument also the cases that differ."""
    path = data_root() / "references" / "mediawiki_cite_tests.json"
    cases = [case for case in json.loads(path.read_text(encoding="utf-8")) if _has_notes(case)]
    figures: Counter[str] = Counter()
    misses: list[str] = []
    reasons: defaultdict[str, list[str]] = defaultdict(list)
    both = 0
    for case in cases:
        renderings = {
            key: case[key] for key in ("html/php", "html/parsoid", "html", "html/parsoid+integrated") if case.get(key)
        }
        if not renderings:
            continue
        if case["test"].startswith("VE"):
            figures["left out: an editor's HTML, before or after an edit"] += 1
            continue
        figures["cases"] += 1
        ours = _ours(wikitext_reader.read(case["wikitext"].encode(), name="case"))
        agreeing = []
        for key, markup in renderings.items():
            kind = "parsoid" if "parsoid" in key else "php"
            rendered = _rendered(markup)
            read = _ours(html_reader.read(markup.encode(), name="case"))
            figures[f"{kind}: renderings"] += 1
            figures[f"{kind}: html reading as rendered"] += read[:2] == rendered[:2]
            figures[f"{kind}: wikitext reading as rendered"] += ours[:2] == rendered[:2]
            figures[f"{kind}: words of wikitext as rendered"] += ours == rendered
            if read[:2] != rendered[:2]:
                misses.append(_told(case, f"html reading ({kind})", read, rendered))
            if ours[:2] != rendered[:2]:
                misses.append(_told(case, f"wikitext reading ({kind})", ours, rendered))
            agreeing.append((read[:2] == rendered[:2], ours[:2] == rendered[:2]))
        html_agrees = all(html for html, _ in agreeing)
        figures["cases where all agree, or with one of two renderings that differ"] += html_agrees and any(
            wikitext for _, wikitext in agreeing
        )
        if not (html_agrees and any(wikitext for _, wikitext in agreeing)):
            why = next((why for name, why in REASONS.items() if re.search(name, case["test"])), "not explained")
            reasons[why].append(case["test"].strip()[:90])
        figures["cases where all agree"] += html_agrees and all(wikitext for _, wikitext in agreeing)
        if len(renderings) > 1:
            both += 1
    for name, count in figures.items():
        if name == "cases" or name.startswith("left out"):
            print(f"{name:66} {count:4}")
            continue
        total = figures["cases"] if name.startswith("cases") else figures[f"{name.partition(':')[0]}: renderings"]
        print(f"{name:66} {count:4} of {total:4}  {count / max(1, total):.3f}")
    print(f"cases with both renderings: {both}")
    for why, names in sorted(reasons.items(), key=lambda item: -len(item[1])):
        print(f"{len(names):3} {why}")
        print("".join(f"      {name}\n" for name in names), end="")
    if len(sys.argv) > 1:
        print("\n".join(misses))


def _has_notes(case: dict[str, Any]) -> bool:
    return re.search(r"<ref[\s>/]|#tag:ref", case["wikitext"], re.IGNORECASE) is not None


def _told(case: dict[str, Any], what: str, found: Shape, wanted: Shape) -> str:
    return f"\n{what}: {case['test'].strip()}\n{case['wikitext'].strip()}\n  found  {found}\n  wanted {wanted}"


def _words(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _ours(layout: Layout) -> Shape:
    places = {entry.key: place for place, entry in enumerate(layout.entries)}
    uses = Counter(target for mark in layout.marks for target in mark.targets)
    marks = [(label, places[mark.targets[0]] if mark.targets else -1) for mark in layout.marks for label in mark.labels]
    return Shape(sorted(marks), [uses[key] for key in places], [_words(entry.text) for entry in layout.entries])


def _rendered(markup: str) -> Shape:
    """Return the marks and entries of MediaWiki's own HTML, without entries that are only an error message."""
    root = html.fragment_fromstring(markup, create_parent="div")
    for error in root.xpath("//*[contains(@class,'mw-ext-cite-error') or contains(@class,'error')]"):
        error.drop_tree()
    texts: dict[str, str] = {}
    for item in root.xpath("//li[starts-with(@id,'cite_note')]"):
        for words in item.xpath(".//*[contains(@class,'reference-text')]")[:1]:
            if _words("".join(words.itertext())) or words.xpath(".//a"):
                texts[item.get("id")] = _words("".join(words.itertext()))
    places = {own: place for place, own in enumerate(texts)}
    marks: list[tuple[str, int]] = []
    uses: Counter[str] = Counter()
    for link in root.xpath("//a[contains(@href,'#cite_note')]"):
        label = " ".join("".join(link.itertext()).split()).strip("[]")
        label = re.sub(r"^lower-alpha (\d+)$", lambda found: chr(96 + int(found[1])), label)  # as style sheets show it
        target = unquote(link.get("href").partition("#")[2])
        if label:
            marks.append((label, places.get(target, -1)))
            uses[target] += 1
    return Shape(sorted(marks), [uses[own] for own in texts], list(texts.values()))


if __name__ == "__main__":
    main()

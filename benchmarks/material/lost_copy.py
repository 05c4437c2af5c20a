"""A text that was copied from a wiki, made into the wiki article again: with addresses of our own, and with changes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from claims.model import Document, Reference
from testbed.lost_article import ADDED, Entry, reworded

_ELLIPSIS = re.compile(r"\s*(?:\.\s?\.\s?\.|…)[\"“”]*\s*")


def seed_path(data: Path) -> Path:
    """Return the copied article beside the folder of the `data`."""
    return data.parent / "seeds" / "camp-ashraf-raid.txt"


def entries_of(document: Document, port: int) -> dict[str, Entry]:
    """Return an entry for each reference: its own words, and an address on a server at `port`."""
    return {f"r{entry.label}": _entry(entry, port) for entry in document.references if not entry.is_link}


def _entry(entry: Reference, port: int) -> Entry:
    url = f"http://source{entry.label}.test:{port}/articles/{entry.label}"
    if not entry.title:
        return Entry(url=url)
    number = int(entry.label)
    archive_url = f"https://web.archive.org/web/20110601000000/{url}" if number % 3 == 0 else ""
    return Entry(
        url=url,
        title=entry.title,
        author=" and ".join(entry.authors),
        publisher=entry.publisher or "",
        date=_shown(entry.published),
        accessed=_shown(entry.accessed),
        archive_url=archive_url,
        archive_only=bool(archive_url) and number % 2 == 0,
        dead=bool(archive_url) and number % 2 == 1,
    )


def _shown(iso: str | None) -> str:
    if iso is None or len(iso) < len("2011-04-14"):
        return iso or ""
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"


def paragraphs_of(document: Document) -> list[str]:
    """Return the paragraphs of the document with the names of entries in braces for its marks."""
    end = min(entry.span.start for entry in document.references)
    pieces, at = [], 0
    for citation in document.citations:
        if citation.span.start >= end:
            break
        marks = "".join(f"{{r{label}}}" for label in citation.labels)
        pieces += [document.text[at : citation.span.start], marks]
        at = citation.span.end
    return [part for part in "".join([*pieces, document.text[at:end]]).split("\n\n") if part.strip()]


def changed(
    paragraphs: Sequence[str],
    entries: Mapping[str, Entry],
    *,
    gone: str,
    first: bool,
    own_words: bool,
    alike: str,
) -> tuple[list[str], dict[str, Entry]]:
    """Return the article as it is on the wiki now.

    The entry `gone` was taken out. One was added, before all others if `first`. Another with the title of the entry
    `alike` and another date was added at the end. With `own_words` the sentences are others, with the same marks.
    """
    written = reworded(paragraphs) if own_words else list(paragraphs)
    written = [paragraph.replace(f"{{{gone}}}", "") for paragraph in written]
    left = {name: entry for name, entry in entries.items() if name != gone}
    left["added"] = ADDED
    written.insert(0 if first else len(written), "More was written about it in later years.{added}")
    left["alike"] = replace(entries[alike], url="http://alike.test/other", date="2 February 2019", archive_url="")
    written.append("The question came up again eight years later.{alike}")
    return written, left


def pages_of(document: Document, entries: Mapping[str, Entry]) -> dict[str, str]:
    """Return a page for each entry, by its address: its title, its date, and what the text quotes from it."""
    said: dict[str, list[str]] = {}
    citations = {citation.key: citation for citation in document.citations}
    for claim in document.claims:
        for cited in claim.citations:
            for label in citations[cited.key].labels:
                said.setdefault(f"r{label}", []).extend(quote.text for quote in claim.quotes)
    filler = "The reporters were told the same by two witnesses, and the figures were confirmed in the evening. "
    found = {}
    for name, entry in entries.items():
        quoted = "".join(f"<p>{_ELLIPSIS.sub('. More was said then. ', text)}</p>" for text in said.get(name, ()))
        title = entry.title or "A page of the archive"
        found[entry.url] = (
            f"<!doctype html><html lang=en><title>{title}</title><h1>{title}</h1><p>{entry.author}, {entry.date}</p>"
            f"{quoted}<p>{filler * 8}</p>"
        )
    return found

"""An article of our own as a wiki has it, and as somebody copied it: as text, without a single address.

The copy keeps the numbers, the titles, the authors and the dates of its references, as a browser's copy does. The wiki
article can then change: entries are added, taken away and renumbered.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

TITLE = "Brackwater pier fire"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One reference of the article. A bare entry is a link alone: the copy keeps nothing of it but its number."""

    url: str
    title: str = ""
    author: str = ""
    publisher: str = ""
    date: str = ""
    accessed: str = ""
    archive_url: str = ""
    archive_only: bool = False
    dead: bool = False


ENTRIES: Mapping[str, Entry] = {
    "bare1": Entry(url="http://harbourmaster.test/log/17"),
    "bare2": Entry(url="http://firebrigade.test/calls?id=4410"),
    "herald": Entry(
        url="http://herald.test/2012/08/pier",
        title="Nine injured as Brackwater pier burns",
        author="Moira Tennant",
        publisher="Brackwater Herald",
        date="19 August 2012",
        accessed="2 September 2012",
    ),
    "inquiry": Entry(
        url="http://inquiry.test/statement",
        title="Statement of the harbour commissioner on the pier fire",
        publisher="Harbour Commission",
        date="21 August 2012",
        accessed="2 September 2012",
    ),
    "senator": Entry(
        url="http://senator.test/press/88",
        title="Oduya calls for sprinklers on all wooden piers",
        publisher="Office of Senator Oduya",
        date="22 August 2012",
        accessed="3 September 2012",
        archive_url="https://web.archive.org/web/20120901000000/http://senator.test/press/88",
        dead=True,
    ),
    "report1": Entry(
        url="http://commission.test/annual/2011",
        title="Annual report of the pier company",
        publisher="Pier Company",
        date="2 March 2011",
        accessed="4 September 2012",
    ),
    "report2": Entry(
        url="http://commission.test/annual/2012",
        title="Annual report of the pier company",
        publisher="Pier Company",
        date="5 March 2012",
        accessed="4 September 2012",
    ),
    "cult": Entry(url="http://lanterns.test/cult", title="The Lantern Men"),
    "survey": Entry(
        url="http://engineers.test/survey",
        title="Timber decks and their fires: a survey",
        author="Lars Ekholm and Ines Prado",
        date="14 June 2009",
        accessed="5 September 2012",
        archive_url="https://web.archive.org/web/20120905000000/http://engineers.test/survey",
        archive_only=True,
    ),
    "union": Entry(
        url="http://union.test/news/31",
        title="Pier workers were told to wait - Dockers' Union",
        accessed="6 September 2012",
    ),
    "insurer": Entry(
        url="http://insurer.test/notice",
        title="Notice to holders of pier bonds",
        publisher="Northern Mutual",
        date="30 August 2012",
        accessed="6 September 2012",
    ),
}
"""The references of the article, by a name for each."""

ADDED = Entry(
    url="http://later.test/rebuilt",
    title="Brackwater opens its new pier of steel",
    publisher="Brackwater Herald",
    date="1 May 2016",
    accessed="7 May 2016",
)
"""A reference that came to the article after it was copied."""

COMMISSIONER = (
    "There is no good reason why nine people had to be carried off a burning pier, and every plank of it will be "
    "accounted for."
)
SENATOR = "A pier without water in its pipes is a bonfire with a ticket office."

PARAGRAPHS: Sequence[str] = (
    "The Brackwater pier fire{bare1}{bare2} broke out on the evening of 18 August 2012 at the landward end of the old "
    "pier in Brackwater.{herald} Nine people were injured and the theatre at its head was destroyed.{herald} The fire "
    "was the third on the pier since it had been opened.{report1}",
    "The pier was built of larch in 1889 and was owned by a company of local families.{report1} The company had sold "
    "bonds for a new deck in the spring of 2012.{report2}{insurer} A society of lamplighters met in the theatre every "
    "autumn.{cult} Engineers had warned three years earlier that decks of timber burn from below.{survey}",
    "Workers who smelled smoke at six were told to wait for the foreman.{union} The first engine came eleven minutes "
    "after the alarm and found no pressure in the mains of the pier.{herald}{union}",
    'The harbour commissioner, Greta Holm, said: "'
    + COMMISSIONER
    + '"{inquiry} Senator Oduya said in a statement: "'
    + SENATOR
    + '"{senator} The company went into administration in the autumn.{insurer}',
)
"""The paragraphs of the article; a name in braces is a mark."""

_MARK = re.compile(r"\{(\w+)\}")


def order(paragraphs: Sequence[str] = PARAGRAPHS) -> list[str]:
    """Return the names of the entries in the order in which `paragraphs` first cite them."""
    return list(dict.fromkeys(name for paragraph in paragraphs for name in _MARK.findall(paragraph)))


def copied(title: str = TITLE, entries: Mapping[str, Entry] = ENTRIES) -> str:
    """Return the article as text, as it was copied from the page of a wiki: with numbers, without addresses."""
    number = {name: place for place, name in enumerate(order(), start=1)}
    body = "\n\n".join(_MARK.sub(lambda mark: f"[{number[mark[1]]}]", paragraph) for paragraph in PARAGRAPHS)
    rows = (f"  {place}. {shown(entries[name]) or f'[{place}]'}" for name, place in number.items())
    return f"{title}\n\n{body}\n\nReferences\n\n" + "\n".join(rows) + "\n"


def shown(entry: Entry) -> str:
    """Return an entry as a reader sees it: no address, and nothing at all for a bare link."""
    when = f" ({entry.date})" if entry.author and entry.date else ""
    title = f'"{entry.title}"' if entry.publisher or entry.author else entry.title
    parts = [f"{entry.author}{when}" if entry.author else "", title, entry.publisher]
    parts += ["" if entry.author else entry.date, f"Retrieved {entry.accessed}" if entry.accessed else ""]
    return "".join(f"{part}. " for part in parts if part).strip()


def on_the_wiki(
    *,
    gone: Sequence[str] = (),
    added: Entry | None = None,
    paragraphs: Sequence[str] = PARAGRAPHS,
    entries: Mapping[str, Entry] = ENTRIES,
    first: bool = True,
) -> tuple[list[str], dict[str, Entry]]:
    """Return the paragraphs and the entries of the article as it is on the wiki now.

    The entries `gone` were taken out, with their marks. `added` is cited by a sentence of its own: before all others
    (which renumbers every entry) if `first`, else behind them.
    """
    kept = [_MARK.sub(lambda mark: "" if mark[1] in gone else mark[0], paragraph) for paragraph in paragraphs]
    left = {name: entry for name, entry in entries.items() if name not in gone}
    if added is not None:
        left["added"] = added
        kept.insert(0 if first else len(kept), "A pier of steel stands in its place today.{added}")
    return kept, left


def wikitext(paragraphs: Sequence[str], entries: Mapping[str, Entry]) -> str:
    """Return the article as wikitext, its references in citation templates or as links."""
    seen: set[str] = set()

    def reference(mark: re.Match[str]) -> str:
        name = mark[1]
        if name in seen:
            return f'<ref name="{name}" />'
        seen.add(name)
        return f'<ref name="{name}">{_source(entries[name])}</ref>'

    body = "\n\n".join(_MARK.sub(reference, paragraph) for paragraph in paragraphs)
    return f"{{{{short description|Fire in 2012}}}}\n{body}\n\n== References ==\n{{{{reflist}}}}\n"


def _source(entry: Entry) -> str:
    if not entry.title:
        return f"[{entry.url}]"
    if not entry.date:
        accessed = f". Retrieved {entry.accessed}." if entry.accessed else ""
        return f"[{entry.url} {entry.title}]{accessed}"
    fields = {
        "author": entry.author,
        "title": entry.title,
        "url": "" if entry.archive_only else entry.url,
        "publisher": entry.publisher,
        "date": entry.date,
        "access-date": entry.accessed,
        "archive-url": entry.archive_url,
        "archive-date": "1 September 2012" if entry.archive_url else "",
        "url-status": "dead" if entry.dead else "",
    }
    return "{{cite web |" + " |".join(f"{name}={value}" for name, value in fields.items() if value) + "}}"


def html(paragraphs: Sequence[str], entries: Mapping[str, Entry], title: str = TITLE) -> str:
    """Return the article as the body of a page that MediaWiki shows."""
    names = order(paragraphs)
    number = {name: place for place, name in enumerate(names, start=1)}

    def mark(found: re.Match[str]) -> str:
        place = number[found[1]]
        return f'<sup id="cite_ref-{place}" class="reference"><a href="#cite_note-{place}">[{place}]</a></sup>'

    body = "".join(f"<p>{_MARK.sub(mark, paragraph)}</p>\n" for paragraph in paragraphs)
    rows = "".join(
        f'<li id="cite_note-{number[name]}"><span class="mw-cite-backlink"><b><a href="#cite_ref-{number[name]}">^</a>'
        f'</b></span> <span class="reference-text">{_linked(entries[name], number[name])}</span></li>\n'
        for name in names
    )
    return (
        f'<div class="mw-content-ltr mw-parser-output" lang="en" dir="ltr">{body}<div class="mw-heading"><h2 '
        f'id="References">References</h2></div><div class="reflist"><ol class="references">{rows}</ol></div></div>'
    )


def whole_page(content: str, title: str = TITLE) -> str:
    """Return the body `content` of an article as a whole page of a wiki."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} - Wiki</title>'
        '<meta name="generator" content="MediaWiki 1.44.0"></head><body class="mediawiki">'
        f'<h1 id="firstHeading" class="firstHeading">{title}</h1><div id="mw-content-text" class="mw-body-content">'
        f"{content}</div></body></html>"
    )


def _linked(entry: Entry, place: int) -> str:
    address = entry.archive_url if entry.archive_only else entry.url
    if not entry.title:
        return f'<a rel="nofollow" class="external autonumber" href="{address}">[{place}]</a>'
    words = shown(entry)
    linked = words.replace(
        entry.title, f'<a rel="nofollow" class="external text" href="{address}">{entry.title}</a>', 1
    )
    if entry.archive_url and not entry.archive_only:
        linked += (
            f' <a rel="nofollow" class="external text" href="{entry.archive_url}">Archived</a> from the original on '
            "1 September 2012."
        )
    return f'<cite class="citation web">{linked}</cite>'


def reworded(paragraphs: Sequence[str] = PARAGRAPHS) -> list[str]:
    """Return paragraphs that say something else, with the same marks in the same order."""
    return [
        " ".join(
            f"Sentence number {row} of part {place} is about another matter entirely.{{{name}}}"
            for row, name in enumerate(_MARK.findall(paragraph), start=1)
        )
        for place, paragraph in enumerate(paragraphs, start=1)
    ]


def pages(entries: Mapping[str, Entry] = ENTRIES) -> dict[str, str]:
    """Return a page for each source, by its address: its title, its author, its date, and what it says."""
    said = {
        "inquiry": f"The commissioner, Greta Holm, said on Tuesday: “{COMMISSIONER}” An inquiry opens in the autumn.",
        "senator": f"Senator Oduya said: “{SENATOR}” The senator will bring in a bill on wooden piers this session.",
        "bare1": "The log of the harbour master for August: fire on the pier at 18.40, tugs sent to the head.",
    }
    filler = (
        "The old pier stood in the bay for more than a century, and the people of the town walked on it every summer. "
        "After the fire the deck was closed to all, and divers looked at each of the piles below the water line. "
    )
    found = {}
    for name, entry in entries.items():
        title = entry.title or f"Record {name} of the town"
        byline = f"<p>By {entry.author}, {entry.date}</p>" if entry.author else f"<p>{entry.date}</p>"
        found[entry.url] = (
            f"<!doctype html><html lang=en><title>{title}</title><h1>{title}</h1>{byline}<p>{said.get(name, '')}</p>"
            f"<p>{filler * 3}</p>"
        )
    return found


def on_port(port: int, entries: Mapping[str, Entry] = ENTRIES) -> dict[str, Entry]:
    """Return `entries` with the addresses of a server that answers for every host name on one `port`."""

    def moved(url: str) -> str:
        return url.replace(".test/", f".test:{port}/")

    return {
        name: replace(entry, url=moved(entry.url), archive_url=moved(entry.archive_url))
        for name, entry in entries.items()
    }

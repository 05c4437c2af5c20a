"""A small article written for the tests, with a source for every link status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from claims.model import (
    Claim,
    Document,
    UrlStatus,
)
from reports.model import (
    LinkStatus,
    Origin,
    SourceCheck,
)
from testbed.sample_parts import DocumentBuilder, copy_of, source


@dataclass(frozen=True)
class Article:
    """The sample article: its document, its sources, and the claims that the checks and findings speak of, by name."""

    document: Document
    sources: tuple[SourceCheck, ...]
    named: Mapping[str, Claim]


def article() -> Article:
    """Write the sample article; its sources have every link status."""
    named: dict[str, Claim] = {}
    doc = DocumentBuilder(name="articles/harbour-bridge.wiki", title="Harbour Bridge (Port Ellery)")
    named["first"] = doc.claim("The Harbour Bridge crosses the Ellery at its mouth.", "1")
    named["altered"] = doc.claim(
        "The council called the old crossing “a danger to every ship that enters the inner harbour”.",
        "1",
        quotes=("a danger to every ship that enters the inner harbour",),
    )
    named["number"] = doc.claim(
        "Its engineer promised that “the span will carry 34 trains a day without any delay to shipping”.",
        "2",
        quotes=("the span will carry 34 trains a day without any delay to shipping",),
    )
    doc.paragraph()
    doc.heading("Construction")
    named["contradicted"] = doc.claim(
        "Work began in April 1911 and 318 men were hurt before the bridge opened.", "2", "3"
    )
    named["partial"] = doc.claim(
        "The towers were cast in Leith and shipped north in two convoys during the winter.", "3"
    )
    named["missing"] = doc.claim("The keystone was laid by the widow of the first harbour master.", "3")
    doc.claim("It rained on the opening day.")
    named["lost"] = doc.claim("A plaque names the eleven workers who died.", "4")
    named["waiting"] = doc.claim(
        "The minister described the opening as “a proud day for the whole coast”.",
        "5",
        quotes=("a proud day for the whole coast",),
    )
    doc.paragraph()
    doc.heading("Reception")
    named["negation"] = doc.claim(
        "The Gazette wrote that the toll “was accepted by the fishermen of the north shore”.",
        "6",
        quotes=("was accepted by the fishermen of the north shore",),
    )
    named["name"] = doc.claim(
        "Critics said “the design is Mallory’s and owes nothing to Brandt”.",
        "6",
        quotes=("the design is Mallory’s and owes nothing to Brandt",),
    )
    named["absent"] = doc.claim(
        "A letter to the editor complained that “no bridge in the kingdom has cost so much and served so few”.",
        "6",
        quotes=("no bridge in the kingdom has cost so much and served so few",),
        inherited=True,
    )
    named["faithful"] = doc.claim(
        "Others praised “the lightness of the arch … above grey water”.",
        "6",
        quotes=("the lightness of the arch … above grey water",),
    )
    named["short"] = doc.claim("One called it “magnificent”.", "1", quotes=("magnificent",))
    named["foreign"] = doc.claim(
        "The Norwegian press wrote of “a northern wonder”.", "6", quotes=("a northern wonder",)
    )
    named["half"] = doc.claim(
        "It was “the longest span in the north and the ugliest in the world”.",
        "6",
        quotes=("the longest span in the north and the ugliest in the world",),
    )
    sources = _references(doc)
    return Article(document=doc.build(), sources=tuple(sources), named=named)


def _references(doc: DocumentBuilder) -> list[SourceCheck]:
    """Write the list of references, and return the check of each source."""
    doc.paragraph()
    doc.heading("References")
    entries = (
        (
            "1",
            "Ellery Council (4 March 1911). “Minutes of the harbour committee”. Retrieved 9 May 2011.",
            "https://council.example/minutes/1911-03-04",
        ),
        (
            "2",
            "Brandt, A. (14 April 2011). “A century of the Harbour Bridge”. The Gazette.",
            "https://gazette.example/2011/04/century?id=7&part=2",
        ),
        (
            "3",
            "“Bridge builders of the north”. Northern Engineering. Retrieved 2012-05-25.",
            "https://northern.example/builders",
        ),
        ("4", "“The plaque”. Port Ellery Heritage. Retrieved 2 June 2014.", "https://heritage.example/plaque"),
        ("5", "Ministry of Works (1912). “Opening of the Harbour Bridge”.", "https://ministry.example/opening"),
        ("6", "“Letters and notices”. The Gazette. 12 May 1912.", "https://gazette.example/1912/05/12"),
    )
    sources: list[SourceCheck] = []
    for label, text, url in entries:
        doc.reference(
            label,
            text,
            title=text.split("“")[1].split("”")[0],
            urls=(url,),
            accessed="2011-05-09" if label == "1" else None,
        )
    live = {label: copy_of(label, url) for label, _text, url in entries}
    sources.append(
        source("1", LinkStatus.ALIVE, "The page answers and has text.", url=entries[0][2], copies=(live["1"],))
    )
    sources.append(
        source(
            "2",
            LinkStatus.MOVED,
            "Permanent redirect to the same article.",
            url=entries[1][2],
            copies=(live["2"],),
            moved_to="https://gazette.example/archive/century",
        )
    )
    sources.append(
        source(
            "3",
            LinkStatus.ALIVE,
            "The page answers and has text.",
            url=entries[2][2],
            copies=(live["3"], copy_of("3", entries[2][2], Origin.ARCHIVE)),
        )
    )
    sources.append(
        source(
            "4",
            LinkStatus.GONE,
            "The server answers 404, and it answers an address that cannot exist in the same way.",
            url=entries[3][2],
            code=404,
            capture=f"https://web.archive.org/web/20140602081500/{entries[3][2]}",
            archived=True,
        )
    )
    sources.append(
        source(
            "5",
            LinkStatus.BLOCKED,
            "The server wants a browser (a bot wall answered with 403).",
            url=entries[4][2],
            code=403,
        )
    )
    sources.append(
        source("6", LinkStatus.ALIVE, "The page answers and has text.", url=entries[5][2], copies=(live["6"],))
    )
    seen = {LinkStatus.ALIVE, LinkStatus.MOVED, LinkStatus.GONE, LinkStatus.BLOCKED}
    for number_, status in enumerate((status for status in LinkStatus if status not in seen), start=7):
        label = str(number_)
        url = None if status is LinkStatus.NO_LOCATOR else f"https://{status.value}.example/page"
        doc.reference(
            label,
            f"“Page {label}”. Site of {status.value}.",
            title=f"Page {label}",
            urls=() if url is None else (url,),
            url_status=UrlStatus.USURPED if status is LinkStatus.USURPED else None,
        )
        sources.append(
            source(label, status, f"What was seen: {status.value}.", url=url, code=None, failure="no answer")
        )
    return sources

"""The article of the forms test in the forms that are archives: EPUB, ODT with notes, and ODT and DOCX with Zotero."""

from __future__ import annotations

import json
from html import escape

from packed_files import epub_file, note, odt_file, xhtml, zotero_mark
from word_files import paragraph, word_file

_LETTERS = "https://web.archive.org/web/20150301000000/http://mercury.test/1822/letters"
ENTRIES = (
    'Hallam, Judith (12 March 1988). "{A survey of tide mills|http://records.county.test/tide-mills}". County '
    "Records Office.",
    '"{A walk along the Ard|http://trust.ardvalley.test/walk}". Ard Valley Trust. 2 June 2019. Retrieved 14 July 2021.',
    "Roe, Anna; Pike, Samuel (1911). Mills of the Ard. Tern Press. ISBN 978-0-306-40615-7.",
    f'"{{Letters from the coast|{_LETTERS}}}". The Ard Mercury. 9 October 1822. Archived from '
    "{the original|http://mercury.test/1822/letters} on 1 March 2015.",
    'Okoro, Ben (May 2004). "Millers and their debts". Journal of Rural History. 12 (3): 45–67. '
    "doi:10.1000/jrh.2004.12.",
)
RECORDS = (
    {
        "type": "report",
        "title": "A survey of tide mills",
        "author": [{"family": "Hallam", "given": "Judith"}],
        "publisher": "County Records Office",
        "issued": {"date-parts": [[1988, 3, 12]]},
        "URL": "http://records.county.test/tide-mills",
    },
    {
        "type": "webpage",
        "title": "A walk along the Ard",
        "container-title": "Ard Valley Trust",
        "issued": {"date-parts": [["2019", 6, 2]]},
        "accessed": {"date-parts": [[2021, 7, 14]]},
        "URL": "http://trust.ardvalley.test/walk",
    },
    {
        "type": "book",
        "title": "Mills of the Ard",
        "author": [{"family": "Roe", "given": "Anna"}, {"family": "Pike", "given": "Samuel"}],
        "publisher": "Tern Press",
        "issued": {"date-parts": [[1911]]},
        "ISBN": "978-0-306-40615-7",
    },
    {
        "type": "article-newspaper",
        "title": "Letters from the coast",
        "container-title": "The Ard Mercury",
        "issued": {"date-parts": [[1822, 10, 9]]},
        "URL": _LETTERS,
    },
    {
        "type": "article-journal",
        "title": "Millers and their debts",
        "author": [{"family": "Okoro", "given": "Ben"}],
        "container-title": "Journal of Rural History",
        "volume": "12",
        "issue": "3",
        "page": "45-67",
        "issued": {"date-parts": [[2004, 5]]},
        "DOI": "10.1000/jrh.2004.12",
    },
)
TEXT = (
    ("p", "<b>Ebbing Mill</b> is a tide mill on the river Ard.{1,2} Its wheel, the last of its kind, turned until 1931."
     '[citation needed] It "never once stopped for want of water".{2:4}'),
    ("h1", "History"),
    ("h2", "Building"),
    ("p", "The mill was built in 1764 for the brewer Thomas Eld,{1} and enlarged in 1802.{3} A visitor wrote that "
     '"the noise is that of the sea, and the flour is the better for it".{4}'),
    ("h2", "Decline"),
    ("p", "Steam ended the trade.{4,1} Three owners followed:"),
    ("li", "John Sayer kept the mill from 1850 to 1871.{5}"),
    ("li", "The Ard Navigation Company used it as a store.{2}"),
    ("li", "In 1931 it was given to the county."),
    ("quote", "It is the only mill I know that keeps the hours of the moon.{4}"),
)  # fmt: skip


def csl_code(places: list[str], *, uri: str = "http://zotero.test/items/") -> str:
    """Return the record of a citation as Zotero writes it; a place is a number of RECORDS, "2:4" with a page."""
    items = []
    for place in places:
        number, _, page = place.partition(":")
        record = {"id": int(number), **RECORDS[int(number) - 1]}
        item = {"id": int(number), "uris": [f"{uri}{number}"], "itemData": record}
        items.append({**item, "locator": page, "label": "page"} if page else item)
    return json.dumps({"citationID": "x", "citationItems": items, "schema": "https://csl.test"}, ensure_ascii=False)


def _entry(words: str, link: str) -> str:
    pieces = words.split("{")
    made = escape(pieces[0], quote=False)
    for piece in pieces[1:]:
        inside, _, rest = piece.partition("}")
        shown, _, url = inside.partition("|")
        made += link.format(url=url, words=shown) + escape(rest, quote=False)
    return made


def _marked(words: str, mark) -> str:
    pieces = words.split("{")
    made = pieces[0]
    for piece in pieces[1:]:
        places, _, rest = piece.partition("}")
        made += mark(places.split(",")) + rest
    return made


def as_epub() -> bytes:
    """Return the article as a book of three files: two chapters, and the notes."""

    def mark(places: list[str]) -> str:
        return "".join(
            f'<sup><a epub:type="noteref" href="../notes.xhtml#n{place[0]}" id="r{place[0]}">{place[0]}</a></sup>'
            for place in places
        )

    tags = {"p": "p", "h1": "h2", "h2": "h3", "li": "li"}
    made = []
    for kind, words in TEXT:
        inside = _marked(words, mark)
        tag = tags.get(kind, "p")
        inside = f"<{tag}>{inside}</{tag}>"
        made.append(f"<blockquote>{inside}</blockquote>" if kind == "quote" else inside)
    first, second = made[:4], made[4:]
    second[2:5] = [f"<ul>{''.join(second[2:5])}</ul>"]
    link = '<a href="{url}">{words}</a>'
    back = '<a href="text/one.xhtml#r{n}">↩</a>'
    notes = "".join(
        f'<li id="n{n}" epub:type="endnote"><p>{_entry(words, link)} {back.format(n=n)}</p></li>'
        for n, words in enumerate(ENTRIES, 1)
    )
    return epub_file(
        {
            "nav.xhtml": xhtml('<nav epub:type="toc"><ol><li><a href="text/one.xhtml">One</a></li></ol></nav>'),
            "text/one.xhtml": xhtml("<h1>Ebbing Mill</h1>\n" + "\n".join(first)),
            "text/two.xhtml": xhtml('<a id="page7"/>\n' + "\n".join(second)),
            "notes.xhtml": xhtml(f'<section epub:type="endnotes"><h2>References</h2><ol>{notes}</ol></section>'),
        },
        title="Ebbing Mill",
    )


def as_odt(*, zotero: bool = False) -> bytes:
    """Return the article as an OpenDocument text with footnotes, or with citations of Zotero."""
    seen: list[str] = []

    def in_notes(places: list[str]) -> str:
        made = ""
        for number in (place[0] for place in places):
            if number in seen:
                name = f'text:ref-name="ftn{seen.index(number) + 1}"'
                made += f'<text:note-ref text:note-class="footnote" {name}>{number}</text:note-ref>'
                continue
            seen.append(number)
            words = _entry(ENTRIES[int(number) - 1], '<text:a xlink:href="{url}">{words}</text:a>')
            made += note(len(seen), words)
        return made

    def by_zotero(places: list[str]) -> str:
        return zotero_mark(csl_code(places), "[" + ", ".join(place[0] for place in places) + "]")

    made = ['<text:p text:style-name="Title">Ebbing Mill</text:p>']
    for kind, words in TEXT:
        words = words.replace("<b>", "<text:span>").replace("</b>", "</text:span>")
        inside = _marked(words, by_zotero if zotero else in_notes)
        made.append(
            {
                "p": f"<text:p>{inside}</text:p>",
                "h1": f'<text:h text:outline-level="1">{inside}</text:h>',
                "h2": f'<text:h text:outline-level="2">{inside}</text:h>',
                "li": f"<text:list><text:list-item><text:p>{inside}</text:p></text:list-item></text:list>",
                "quote": f'<text:p text:style-name="P1">{inside}</text:p>',
            }[kind]
        )
    if zotero:
        listed = "".join(f"<text:p>{n}. {_entry(words, '{words}')}</text:p>" for n, words in enumerate(ENTRIES, 1))
        made.append(f'<text:section text:name="ZOTERO_BIBL {{}} CSL_BIBLIOGRAPHY RND2">{listed}</text:section>')
    return odt_file(
        "".join(made),
        styles='<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>',
    )


def field(code: str, shown: str) -> str:
    """Return a field of Word: its code, and what it shows."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r><w:t xml:space="preserve">{shown}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def as_docx() -> bytes:
    """Return the article as a Word document with citations of Zotero."""

    def mark(places: list[str]) -> str:
        shown = "[" + ", ".join(place[0] for place in places) + "]"
        begin = '<w:r><w:t xml:space="preserve">'
        return f"</w:t></w:r>{field('ADDIN ZOTERO_ITEM CSL_CITATION ' + csl_code(places), shown)}{begin}"

    styles = {"h1": "berschrift1", "h2": "heading 2", "quote": "Zitat", "li": "list bullet", "p": ""}
    made = [paragraph("Ebbing Mill", style="Titel")]
    for kind, words in TEXT:
        inside = _marked(words.replace("<b>", "").replace("</b>", ""), mark)
        made.append(paragraph(inside, style=styles[kind]))
    listed = "".join(paragraph(f"[{n}] {_entry(words, '{words}')}") for n, words in enumerate(ENTRIES, 1))
    begin = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r></w:p>'
    )
    end = '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    return word_file("".join(made) + begin + listed + end)

"""The cost of reading markup: an article of our own as wikitext, as a page of MediaWiki and as a page with footnotes.

The article is doubled four times. It prints seconds of processor time (the best of three), the growth at each doubling
(2 is linear), the memory that a page of about 1 MB takes beyond what is already loaded, and the same for hostile files.
"""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable

from claims.model import Document
from claims.reading import read

_WORDS = "the harbour board said that salt prices rose again last year while dock hands asked for a better share of it"


def main() -> None:
    for form in ("wikitext", "mediawiki", "footnotes"):
        previous = 0.0
        for doubling in range(5):
            body = article(25 * 2**doubling, form).encode()
            spent = _best(lambda body=body, form=form: _read(body, form))
            growth = f"x{spent / previous:.2f}" if previous else ""
            print(f"{form:10} {len(body) / 1e6:6.2f} MB  {spent:7.3f} s  {growth}")
            previous = spent
    for form in ("wikitext", "mediawiki"):
        body = article(400, form).encode()
        tracemalloc.start()
        document = _read(body, form)
        peak = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
        print(f"{form}: {len(body) / 1e6:.2f} MB with {len(document.references)} references: {peak:.0f} MB at most")
    for name, (form, text) in hostile().items():
        started = time.process_time()
        document = _read(text.encode(), form)
        spent = time.process_time() - started
        print(f"{name:30} {len(text) / 1e6:5.2f} MB  {spent:6.2f} s  {len(document.citations)} citations")


def _read(body: bytes, form: str) -> Document:
    return read(body, format="wikitext" if form == "wikitext" else "html", name="article")


def _best(run: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        started = time.process_time()
        run()
        times.append(time.process_time() - started)
    return min(times)


def article(sections: int, form: str) -> str:
    """Return an article of `sections` sections, each with four references."""
    parts = [_PAGE_HEAD if form == "mediawiki" else ""]
    entries = []
    for number in range(1, sections + 1):
        parts.append(_heading(form, f"Section {number}"))
        sentences = []
        for place in range(4):
            note = 4 * (number - 1) + place + 1
            sentences.append(f"{_WORDS.capitalize()} {note}.{_mark(form, note)} It was {_WORDS}.")
            entries.append(_entry(form, note))
        parts.append(_paragraph(form, " ".join(sentences)))
    parts.append(_heading(form, "References"))
    parts.append(_list(form, entries))
    return "\n".join(parts)


_PAGE_HEAD = (
    '<html lang="en"><head><meta name="generator" content="MediaWiki 1.44"></head><div class="mw-parser-output">'
)


def _heading(form: str, words: str) -> str:
    return f"== {words} ==" if form == "wikitext" else f"<h2>{words}</h2>"


def _paragraph(form: str, words: str) -> str:
    return f"{words}\n" if form == "wikitext" else f"<p>{words}</p>"


def _mark(form: str, note: int) -> str:
    if form == "wikitext":
        return (
            f"<ref>{{{{cite web |last=Eld |first=Ann |title=Salt report {note} |website=Harbour Board"
            " |date=4 March 2001"
            f" |url=http://salt.test/{note} |access-date=8 May 2011}}}}</ref>"
        )
    if form == "mediawiki":
        link = f'<a href="#cite_note-{note}"><span>[</span>{note}<span>]</span></a>'
        return f'<sup id="cite_ref-{note}" class="reference">{link}</sup>'
    return f'<sup><a href="#fn{note}" id="fnref{note}">{note}</a></sup>'


def _entry(form: str, note: int) -> str:
    text = (
        f'Eld, Ann (4 March 2001). <a class="external text" href="http://salt.test/{note}">"Salt report {note}"</a>.'
        " <i>Harbour Board</i>. Retrieved 8 May 2011."
    )
    if form == "mediawiki":
        coins = (
            f"rft.genre=article&amp;rft.jtitle=Harbour+Board&amp;rft.atitle=Salt+report+{note}&amp;rft.date=2001-03-04"
        )
        return (
            f'<li id="cite_note-{note}"><span class="mw-cite-backlink"><a href="#cite_ref-{note}">^</a></span> '
            f'<span class="reference-text"><cite class="citation">{text}</cite><span class="Z3988"'
            f' title="{coins}"></span></span></li>'
        )
    return f'<li id="fn{note}"><p>{text} <a href="#fnref{note}">↩</a></p></li>'


def _list(form: str, entries: list[str]) -> str:
    if form == "wikitext":
        return "{{reflist}}"
    opening = '<ol class="references">' if form == "mediawiki" else '<section class="footnotes"><ol>'
    return opening + "\n".join(entries) + ("</ol></div>" if form == "mediawiki" else "</ol></section>")


def hostile() -> dict[str, tuple[str, str]]:
    """Return hostile files: tags that never close, tags that nest without end, and a million marks."""
    return {
        "templates that never close": ("wikitext", "{{a|" * 100_000),
        "templates, 10,000 deep": ("wikitext", "{{a|" * 10_000 + "}}" * 10_000),
        "links that never close": ("wikitext", "[[a|" * 100_000),
        "notes that never close": ("wikitext", "<ref>" * 100_000),
        "a note used 100,000 times": ("wikitext", "<ref name=a>x</ref>" + "<ref name=a />" * 100_000),
        "tables that never close": ("wikitext", "{|\n|" * 50_000),
        "elements, 10,000 deep": ("html", "<div>" * 10_000 + "deep"),
        "paragraphs that never close": ("html", "<p>" * 100_000 + "x"),
        "100,000 marks": ("html", '<a href="#n">1</a> ' * 100_000 + '<p id="n">x</p>'),
        "comments that never close": ("html", "<!--" * 100_000),
    }


if __name__ == "__main__":
    main()

"""Where repairs are made, and where not: each case is one document before and after."""

from __future__ import annotations

import pytest

from citecheck.fixing import plan_fixes
from claims.reading import read
from reports.model import LinkStatus
from testbed.repair_reports import Fate, Known, dead, moved, report_of

OLD, NEW = "https://salt.example/mill", "https://brine.example/mill"
COPY = f"https://web.archive.org/web/20140602081500/{OLD}"
MOVED = {OLD: moved(NEW)}
DEAD = {OLD: dead(COPY, carries=True)}


def fixed(tmp_path, name, text, fates, known=None, *, unsafe=True):
    """Return the text of a document after its repairs, and the reasons why others were left out."""
    path = tmp_path / name
    body = text.encode() if isinstance(text, str) else text
    path.write_bytes(body)
    plan = plan_fixes(report_of(read(path), fates, known), path)
    after = plan.files[0].after(unsafe=unsafe) if plan.files else body
    return (after.decode() if isinstance(text, str) else after), [left.reason for left in plan.left_out]


WIKI = "The mill closed in 1931.<ref>{}</ref>\n\n== References ==\n{{{{reflist}}}}\n"

WIKI_CASES = {
    "a template in the template": (
        MOVED,
        "{{cite web |url=" + OLD + " |title={{lang|de|Die Mühle}} |author={{nowrap|A. Lee}}}}",
        "{{cite web |url=" + NEW + " |title={{lang|de|Die Mühle}} |author={{nowrap|A. Lee}}}}",
    ),
    "a copy where the last value is a template": (
        DEAD,
        "{{cite web|title=The mill|url=" + OLD + "|quote={{lang|de|zu|x=y}}}}",
        "{{cite web|title=The mill|url="
        + OLD
        + "|quote={{lang|de|zu|x=y}}|archive-url="
        + COPY
        + "|archive-date=2014-06-02|url-status=dead}}",
    ),
    "the German template keeps its own names": (
        DEAD,
        "{{Internetquelle |url=" + OLD + " |titel=Die Mühle |abruf=2011-05-09}}",
        "{{Internetquelle |url="
        + OLD
        + " |titel=Die Mühle |abruf=2011-05-09 |archiv-url="
        + COPY
        + " |archiv-datum=2014-06-02}}",
    ),
    "the older parameter of the status": (
        DEAD,
        "{{cite web |url=" + OLD + " |title=The mill |deadurl=no}}",
        "{{cite web |url=" + OLD + " |title=The mill |deadurl=yes |archive-url=" + COPY + " |archive-date=2014-06-02}}",
    ),
    "the address is also within the archive's": (
        MOVED,
        "[" + OLD + " The mill], kept in [https://web.archive.org/web/2011/" + OLD + " 2011].",
        "[" + NEW + " The mill], kept in [https://web.archive.org/web/2011/" + OLD + " 2011].",
    ),
    "an address of which it is the beginning": (
        MOVED,
        "[" + OLD + " The mill] and [" + OLD + "stone Its stone].",
        "[" + NEW + " The mill] and [" + OLD + "stone Its stone].",
    ),
    "a comment in the note names it too": (
        MOVED,
        "[" + OLD + " The mill]<!-- was " + OLD + " -->, 1931.",
        "[" + NEW + " The mill]<!-- was " + OLD + " -->, 1931.",
    ),
    "nowiki in the note names it too": (
        MOVED,
        "[" + OLD + " The mill], <nowiki>" + OLD + "</nowiki>.",
        "[" + NEW + " The mill], <nowiki>" + OLD + "</nowiki>.",
    ),
    "two dead-link notes, one for each link": (
        DEAD,
        "[" + OLD + " The mill] {{dead link}}, [https://rye.example/a The rye] {{dead link}}.",
        "[" + OLD + " The mill] ([" + COPY + " archived] 2014-06-02), [https://rye.example/a The rye] {{dead link}}.",
    ),
    "a bar in the new address": (
        {OLD: moved("https://brine.example/a|b{c}")},
        "{{cite web |url=" + OLD + " |title=The mill}}",
        "{{cite web |url=https://brine.example/a%7Cb%7Bc%7D |title=The mill}}",
    ),
    "an entity in the address": (
        {OLD + "?a=1&b=2": moved(NEW + "?a=1&b=2")},
        "[" + OLD + "?a=1&amp;b=2 The mill].",
        "[" + NEW + "?a=1&b=2 The mill].",
    ),
    "percent signs and letters of other scripts": (
        {"https://salt.example/m%C3%BChle/Ж": moved("https://brine.example/m%C3%BChle")},
        "[https://salt.example/m%C3%BChle/Ж The mill].",
        "[https://brine.example/m%C3%BChle The mill].",
    ),
    "a host in punycode": (
        {"https://xn--mhle-0ra.example/": moved("https://xn--mhle-1ra.example/")},
        "{{cite web|url=https://xn--mhle-0ra.example/|title=The mill}}",
        "{{cite web|url=https://xn--mhle-1ra.example/|title=The mill}}",
    ),
}


@pytest.mark.parametrize(("fates", "before", "after"), WIKI_CASES.values(), ids=WIKI_CASES)
def test_a_note_of_a_wiki_is_repaired_at_its_place(fates, before, after, tmp_path):
    text, _ = fixed(tmp_path, "a.wikitext", WIKI.format(before), fates)

    assert text == WIKI.format(after)


def test_a_note_that_two_claims_use_is_repaired_once(tmp_path):
    before = 'One.<ref name="m">[' + OLD + ' The mill].</ref> It closed in 1931.<ref name="m" />\n'

    text, _ = fixed(tmp_path, "a.wikitext", before, MOVED)

    assert text == before.replace(OLD, NEW)


def test_line_ends_of_both_kinds_stay_and_new_lines_end_as_those_around(tmp_path):
    before = (
        "The mill closed in 1931.<ref>{{cite web\r\n | url = " + OLD + "\r\n | title = The mill\r\n}}</ref>\n\nMore.\n"
        "\r\n== References ==\r\n{{reflist}}"
    )

    text, _ = fixed(tmp_path, "a.wikitext", before.encode(), DEAD)

    assert (
        text
        == before.replace(
            "The mill\r\n}}",
            f"The mill\r\n | archive-url = {COPY}\r\n | archive-date = 2014-06-02\r\n | url-status = dead\r\n}}}}",
        ).encode()
    )


NOTE = "# Salt\n\nThe mill closed in 1931.[^a]\n\n[^a]: {}\n"
MARKDOWN_CASES = {
    "a link with a title": (
        MOVED,
        f'Lee, [The mill]({OLD} "A title (1)"), 1931.',
        f'Lee, [The mill]({NEW} "A title (1)"), 1931.',
    ),
    "brackets in the address": (
        {OLD + "_(1931)": moved(NEW + "_(1932)")},
        f"Lee, [The mill]({OLD}_(1931)), 1931.",
        f"Lee, [The mill]({NEW}_%281932%29), 1931.",
    ),
    "escapes in the address": (
        {OLD + "_x": moved(NEW + "_y")},
        f"Lee, [The mill]({OLD}\\_x), 1931.",
        f"Lee, [The mill]({NEW}_y), 1931.",
    ),
    "the address shown and linked": (
        MOVED,
        f"Lee, [{OLD}]({OLD}).",
        f"Lee, [{NEW}]({NEW}).",
    ),
    "a copy behind emphasis at the end": (
        DEAD,
        f"Lee, <{OLD}>, *The mill*",
        f"Lee, <{OLD}>, *The mill*. [Archived](<{COPY}>) from the original on 2014-06-02.",
    ),
    "a copy behind a link at the end": (
        DEAD,
        f"Lee, A. [The mill]({OLD})",
        f"Lee, A. [The mill]({OLD}). [Archived](<{COPY}>) from the original on 2014-06-02.",
    ),
    "a longer address beside it": (
        MOVED,
        f"Lee, {OLD}, and {OLD}/more.",
        f"Lee, {NEW}, and {OLD}/more.",
    ),
    "code in the note names it": (
        MOVED,
        f"Lee, {OLD}, as `curl {OLD}` shows.",
        f"Lee, {NEW}, as `curl {OLD}` shows.",
    ),
}


@pytest.mark.parametrize(("fates", "before", "after"), MARKDOWN_CASES.values(), ids=MARKDOWN_CASES)
def test_a_footnote_of_markdown_is_repaired_at_its_place(fates, before, after, tmp_path):
    text, _ = fixed(tmp_path, "a.md", NOTE.format(before), fates)

    assert text == NOTE.format(after)


TEX = (
    "\\documentclass{{article}}\n\\begin{{document}}\nThe mill closed in 1931.\\cite{{mill}}\n"
    "\\begin{{thebibliography}}{{9}}\n\\bibitem{{mill}} {}\n\\end{{thebibliography}}\n\\end{{document}}\n"
)
LATEX_CASES = {
    "escaped signs": (
        {OLD + "_a#b": moved(NEW + "_a#b%20c")},
        f"Lee, \\url{{{OLD}\\_a\\#b}}.",
        f"Lee, \\url{{{NEW}\\_a\\#b\\%20c}}.",
    ),
    "a comment behind the entry": (
        MOVED,
        f"Lee, \\url{{{OLD}}}, 1931. % was {OLD}",
        f"Lee, \\url{{{NEW}}}, 1931. % was {OLD}",
    ),
    "a copy behind a group": (
        DEAD,
        f"Lee, \\href{{{OLD}}}{{\\emph{{The mill}}}}",
        f"Lee, \\href{{{OLD}}}{{\\emph{{The mill}}}}. Archived from the original on 2014-06-02: \\url{{{COPY}}}.",
    ),
}


@pytest.mark.parametrize(("fates", "before", "after"), LATEX_CASES.values(), ids=LATEX_CASES)
def test_an_entry_of_latex_is_repaired_at_its_place(fates, before, after, tmp_path):
    text, _ = fixed(tmp_path, "a.tex", TEX.format(before), fates)

    assert text == TEX.format(after)


BIB_CASES = {
    "a comma behind the last field": (
        f"@misc{{mill,\n  title = {{The mill}},\n  url = {{{OLD}}},\n}}\n",
        f"@misc{{mill,\n  title = {{The mill}},\n  url = {{{OLD}}},\n"
        f"  note = {{Archived 2014-06-02: \\url{{{COPY}}}}},\n}}\n",
    ),
    "aligned signs": (
        f"@misc{{mill,\n  title        = {{The mill}},\n  url          = {{{OLD}}}\n}}\n",
        f"@misc{{mill,\n  title        = {{The mill}},\n  url          = {{{OLD}}},\n"
        f"  note         = {{Archived 2014-06-02: \\url{{{COPY}}}}}\n}}\n",
    ),
    "capitals and a comma before each field": (
        f"@MISC{{mill\n, TITLE={{The mill}}\n, URL={{{OLD}}}\n}}\n",
        f"@MISC{{mill\n, TITLE={{The mill}}\n, URL={{{OLD}}}\n, note={{Archived 2014-06-02: \\url{{{COPY}}}}}\n}}\n",
    ),
}


@pytest.mark.parametrize(("before", "after"), BIB_CASES.values(), ids=BIB_CASES)
def test_a_field_is_added_in_the_layout_of_the_entry(before, after, tmp_path):
    text, _ = fixed(tmp_path, "a.bib", before, DEAD)

    assert text == after


PAGE = (
    "<!doctype html><html><body><h1>Salt</h1>\n<p>The mill closed in 1931.<sup><a href='#n1'>[1]</a></sup></p>\n"
    "<h2>References</h2><ol><li id='n1'>{}</li></ol></body></html>\n"
)
HTML_CASES = {
    "no quotation marks": (MOVED, f"Lee, <a href={OLD}>The mill</a>.", f"Lee, <a href={NEW}>The mill</a>."),
    "another attribute holds it": (
        MOVED,
        f"Lee, <a data-old='{OLD}' href='{OLD}'>The mill</a>.",
        f"Lee, <a data-old='{OLD}' href='{NEW}'>The mill</a>.",
    ),
    "the address is shown": (
        MOVED,
        f'Lee, <a href="{OLD}">{OLD}</a>.',
        f'Lee, <a href="{NEW}">{NEW}</a>.',
    ),
    "a copy behind a link at the end": (
        DEAD,
        f'Lee, <a href="{OLD}"><i>The mill</i></a>',
        f'Lee, <a href="{OLD}"><i>The mill</i></a>. <a href="{COPY}">Archived</a> from the original on 2014-06-02.',
    ),
    "signs that HTML escapes": (
        {OLD + "?a=1&b=2": moved(NEW + "?a=1&b='x'")},
        f'Lee, <a href="{OLD}?a=1&amp;b=2">The mill</a>.',
        f'Lee, <a href="{NEW}?a=1&amp;b=&#x27;x&#x27;">The mill</a>.',
    ),
}


@pytest.mark.parametrize(("fates", "before", "after"), HTML_CASES.values(), ids=HTML_CASES)
def test_an_entry_of_a_page_is_repaired_at_its_place(fates, before, after, tmp_path):
    text, _ = fixed(tmp_path, "a.html", PAGE.format(before), fates)

    assert text == PAGE.format(after)


def test_what_is_not_safe_is_made_only_on_request(tmp_path):
    """A capture that was not read, a DOI, and a field are unsafe; a copy that carries the claim and a move are safe."""
    notes = [f"[{OLD} The mill].", "[https://rye.example/ The rye].", "[https://oat.example/ The oat]."]
    before = "".join(f"Sentence number {n} of them.<ref>{note}</ref>\n\n" for n, note in enumerate(notes))
    rye = "https://web.archive.org/web/20140602081500/https://rye.example/"
    fates = {**DEAD, "https://rye.example/": dead(rye), "https://oat.example/": moved("https://oats.example/")}

    safe, _ = fixed(tmp_path, "a.wikitext", before, fates, {"3": Known(doi="10.5555/1")}, unsafe=False)
    everything, _ = fixed(tmp_path, "a.wikitext", before, fates, {"3": Known(doi="10.5555/1")})

    assert COPY in safe
    assert "https://oats.example/" in safe
    assert rye not in safe
    assert "10.5555/1" not in safe
    assert rye in everything
    assert "10.5555/1" in everything


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig", "koi8-r"])
def test_the_encoding_and_the_mark_of_a_file_stay(encoding, tmp_path):
    words = (
        "Старая мельница закрылась в 1931 году после наводнения, как пишет газета"
        if encoding == "koi8-r"
        else ("Die alte Mühle über der Brücke schloß im Jahre 1931, die Bäcker fuhren zur nächsten Mühle")
    )
    before = f"{words}.[^1]\n\n[^1]: Müller, {OLD}, 1931.\n".replace("ü", "u" if encoding == "koi8-r" else "ü")

    after, left = fixed(tmp_path, "a.md", before.encode(encoding), MOVED)

    assert left == []
    assert after == before.replace(OLD, NEW).encode(encoding)


def test_a_working_link_of_the_text_gets_no_second_address(tmp_path):
    before = f"The [mill]({OLD}) closed in 1931.\n"
    alive = {OLD: Fate(status=LinkStatus.ALIVE, capture=COPY)}

    text, left = fixed(tmp_path, "a.md", before, alive)

    assert text == before
    assert left == ["the link works, and the text has no place for a second address"]

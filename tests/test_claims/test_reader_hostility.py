"""Whatever the markup: a layout whose parts stand where they say, in time that grows with the input."""

import re
import time
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markup_fragments import ENDLESS, well_formed
from markup_fragments import FRAGMENTS as MORE

from claims.errors import ReadingError
from claims.linking import link
from claims.markers import find_marks
from claims.reading import read

FRAGMENTS = {
    "wikitext": [
        *(
            "<ref>",
            "</ref>",
            "<ref name=a>",
            "<ref name=a />",
            "<references />",
            "{{reflist}}",
            "{{sfn|A|2000|p=1}}",
            "{{efn|",
        ),
        *(
            "{{cite web|title=T|url=http://a.test/|",
            "}}",
            "{{",
            "[[",
            "]]",
            "[[File:a.jpg|thumb|",
            "[http://a.test/ ",
            "]",
            "|",
        ),
        *(
            "\n",
            "\n\n",
            "* ",
            "== ",
            " ==\n",
            "{|\n",
            "|-\n",
            "|}\n",
            "'''",
            "<!--",
            "-->",
            "<nowiki>",
            "&nbsp;",
            "<br>",
            "{{r|a}}",
        ),
        *(
            "{{rp|3}}",
            "{{#tag:ref|",
            "<gallery>\n",
            "</gallery>",
            "{{cn}}",
            "<blockquote>",
            "</table>",
            "\ufdd0",
            "\u202e",
            "a",
            " ",
        ),
    ],
    "markdown": [
        *(
            "[^1]",
            "[^a]",
            "[^1]: ",
            "^[",
            "]",
            "[",
            "[1]",
            "[1]: http://a.test/\n",
            "](http://a.test/)",
            "`",
            "```\n",
            "\n",
            "\n\n",
        ),
        *(
            "# ",
            "* ",
            "1. ",
            "> ",
            "    ",
            "| a |\n|---|\n",
            "**",
            "_",
            "\\",
            "<b>",
            "&amp;",
            "---\n",
            "## References\n\n",
            "a",
            " ",
        ),
        *("- [x] ", "> [!NOTE]\n", "![", "<http://a.test/>", "~~", "\u202e", "\ufdd0", "é"),
    ],
    "html": [
        *(
            "<p>",
            "</p>",
            "<div>",
            "</div>",
            "<sup>1</sup>",
            '<a href="#n1">1</a>',
            '<li id="cite_note-1">',
            "</li>",
            "<ol>",
            "</ol>",
        ),
        *(
            '<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup>',
            '<p id="n1">',
            "<h2>References</h2>",
            "<hr>",
        ),
        *(
            '<span class="sidenote">',
            "</span>",
            '<label class="margin-toggle">',
            "<table>",
            "<tr>",
            "<td>",
            "<!--",
            "-->",
            "<script>",
        ),
        *(
            "</script>",
            "&amp;",
            "&#0;",
            "&#x1F600;",
            "<a name=x href='#",
            "<",
            ">",
            '"',
            "<br>",
            "<pre>",
            "\n",
            "a",
            " ",
            "1 ",
            "[1]",
        ),
        *(
            '<a href="http://a.test/"><sup>2</sup></a>',
            '<ol class="references">',
            '<div class="mw-parser-output">',
            "\u202e",
            "<aside>",
        ),
    ],
}


FRAGMENTS |= MORE


def _checked(kind: str, source: str) -> None:
    layout = import_module(f"claims.readers.{kind}").read(source.encode("utf-8", "surrogatepass"), name="hostile")

    end = 0
    for block in layout.blocks:
        assert end <= block.span.start < block.span.end <= len(layout.text)
        end = block.span.end
    for mark in layout.marks:
        links = {entry.key for entry in layout.entries if entry.urls}
        assert re.match(r"\[|\(|[⁰¹²³⁴-⁹]", layout.text[mark.span.start]) or not links.isdisjoint(mark.targets)
        assert mark.span.end <= len(layout.text)
    for entry in layout.entries:
        assert layout.text[entry.span.start : entry.span.end] == entry.text
    lines = re.split(r"\r\n|\n|\r", source)
    for part in (*layout.blocks, *layout.marks):
        place = layout.origins.locate(part.span)
        if place is not None:
            assert 1 <= place.line <= place.end_line <= len(lines)
            assert 1 <= place.column <= len(lines[place.line - 1]) + 1
    document = link(layout)
    assert all(document.text[claim.span.start : claim.span.end] == claim.text for claim in document.claims)


@pytest.mark.parametrize("kind", FRAGMENTS)
def test_any_markup_gives_a_layout_that_holds(kind):
    @settings(max_examples=120, deadline=None)
    @given(st.lists(st.sampled_from(FRAGMENTS[kind]), max_size=40))
    def run(pieces: list[str]) -> None:
        _checked(kind, well_formed(kind, pieces))

    run()


@pytest.mark.parametrize("kind", FRAGMENTS)
def test_any_bytes_give_a_layout_or_a_reading_error(kind):
    reader = import_module(f"claims.readers.{kind}").read

    @settings(max_examples=60, deadline=None)
    @given(st.binary(max_size=300))
    def run(body: bytes) -> None:
        try:
            layout = reader(body, name="hostile")
        except ReadingError:
            return
        assert isinstance(layout.text, str)

    run()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "source"),
    [
        ("wikitext", "{{a|" * 10_000),
        ("wikitext", "{{a|" * 5_000 + "}}" * 5_000),
        ("wikitext", "[[File:a.jpg|thumb|" * 6_000),
        ("wikitext", "<ref>" * 20_000),
        ("wikitext", "<b>" * 20_000),
        ("wikitext", "{|\n|" * 10_000),
        ("wikitext", "<ref name=a />" * 20_000 + "<ref name=a>x</ref>"),
        ("wikitext", "<!--" * 30_000),
        ("markdown", "[" * 20_000),
        ("markdown", "[^1]" * 10_000 + "\n\n[^1]: x"),
        ("markdown", "> " * 10_000),
        ("markdown", "*a " * 20_000),
        ("markdown", "".join(f"[^{n}]\n\n[^{n}]: x\n\n" for n in range(1_500))),
        ("html", "<div>" * 10_000 + "deep"),
        ("html", "<p>" * 30_000 + "x"),
        ("html", '<a href="#n">1</a>' * 10_000 + '<p id="n">x</p>'),
        ("html", '<a "' * 20_000),
        ("html", "<!--" * 30_000),
        ("html", '<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup>' * 5_000),
        (
            "html",
            "".join(f'<p id="fn{n}"><a href="#r{n}">1</a> x</p><a id="r{n}" href="#fn{n}">1</a>' for n in range(1_000)),
        ),
        *ENDLESS,
    ],
    ids=lambda value: value[:16] if isinstance(value, str) else None,
)
def test_markup_that_never_ends_is_read_soon(kind, source):
    reader = import_module(f"claims.readers.{kind}").read

    start = time.process_time()
    layout = reader(source.encode(), name="hostile")

    assert time.process_time() - start < 8  # seconds of processor time; the square of the length would take minutes
    assert len(layout.text) <= 4 * len(source)


def test_many_marks_behind_one_long_clause_cost_what_the_text_costs():
    source = (
        "The " + "word " * 30_000 + "[1]" + " and some of it[1]" * 8_000 + ".\n\nReferences\n\n1. Lee. Mills. 2011.\n"
    )

    start = time.process_time()
    document = read(source.encode(), name="hostile.txt")

    assert time.process_time() - start < 5  # the clause, looked at again for each mark, took minutes
    assert len(document.citations) == 8_001


def test_the_words_before_a_bracket_decide_whether_it_is_an_index():
    text = (
        "The loop reads items[3] and self.args[4] and total_sum[5].\n"
        "He rose[6] \u00e9t\u00e9[7] to fame\n[8] and a (3)[9].\n"
    )

    assert [mark.labels for mark in find_marks(text)] == [("6",), ("7",), ("8",), ("9",)]

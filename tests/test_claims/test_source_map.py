import re
from importlib import import_module
from pathlib import Path

import pytest

from claims.model import SourceRange, Span
from claims.source_map import LazyOrigins, LineIndex, MappedOrigins, OriginPiece

FORMS = Path(__file__).parents[1] / "support" / "forms"


def _slice(source, place):
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", source))]
    return source[starts[place.line - 1] + place.column - 1 : starts[place.end_line - 1] + place.end_column - 1]


@pytest.mark.parametrize(("suffix", "kind"), [("html", "html"), ("wiki", "wikitext"), ("md", "markdown")])
def test_every_word_of_the_prose_is_found_where_it_stands(suffix, kind):
    body = (FORMS / f"article.{suffix}").read_bytes()
    source = body.decode()
    layout = import_module(f"claims.readers.{kind}").read(body, name="article")
    prose = [block.span for block in layout.blocks if block.kind not in ("references", "facts")]

    words = [
        word
        for span in prose
        for word in re.finditer(r"[^\W\d_]+", layout.text[: span.end])
        if word.start() >= span.start
    ]
    assert len(words) > 100
    for word in words:
        place = layout.origins.locate(Span(*word.span()))
        if word[0] in ("citation", "needed"):
            continue  # the words of a template, or of the link that shows them
        assert place is not None
        assert _slice(source, place) == word[0]


@pytest.mark.parametrize(("suffix", "kind"), [("html", "html"), ("wiki", "wikitext"), ("md", "markdown")])
def test_every_mark_is_found_where_it_stands(suffix, kind):
    body = (FORMS / f"article.{suffix}").read_bytes()
    layout = import_module(f"claims.readers.{kind}").read(body, name="article")
    shapes = {
        "html": r"(?s)(?:\[|&#91;)</span>\d<span.*(?:\]|&#93;).*",
        "wiki": r"(?s)<ref.*",
        "md": r"\[\^[a-z]+\]",
    }

    for mark in layout.marks:
        place = layout.origins.locate(mark.span)
        assert place is not None
        assert re.fullmatch(shapes[suffix], _slice(body.decode(), place))


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_end_in_any_way(newline):
    index = LineIndex(f"ab{newline}cd{newline}{newline}e")
    start = 2 + len(newline)

    assert index.place(0) == (1, 1)
    assert index.place(start + 1) == (2, 2)
    assert index.place(start + 2 + 2 * len(newline)) == (4, 1)


def test_a_span_over_several_pieces_reaches_from_the_first_to_the_last():
    origins = MappedOrigins(
        "one {{x}} two\nthree", [OriginPiece(0, 4, 0, 4), OriginPiece(4, 7, 4, 9), OriginPiece(7, 11, 9, 13)]
    )

    assert origins.offsets(Span(1, 3)) == (1, 3)
    assert origins.offsets(Span(5, 6)) == (4, 9)  # what a template shows stands where the template stands
    assert origins.offsets(Span(2, 10)) == (2, 12)
    assert origins.offsets(Span(20, 22)) is None
    assert origins.locate(Span(8, 11)) == SourceRange(1, 11, 1, 14)


def test_lazy_origins_are_made_once_and_late():
    made = []

    def make():
        made.append(True)
        return MappedOrigins("text", [OriginPiece(0, 4, 0, 4)])

    origins = LazyOrigins(make)
    assert made == []
    assert origins.locate(Span(1, 2)) == origins.locate(Span(1, 2)) == SourceRange(1, 2, 1, 3)
    assert made == [True]

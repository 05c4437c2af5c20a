"""A source's own notes are no words of it: the shapes of `note_shapes.toml`, on pages, with quotations around them."""

from __future__ import annotations

import re
import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citecheck import match_quote, page_text
from citecheck.model import SourceText

SHAPES = tomllib.loads((Path(__file__).parents[1] / "support" / "note_shapes.toml").read_text(encoding="utf-8"))["page"]
AROUND = "The council met in the old hall and spoke of the tram, of the price of bread and of the new school. "
LISTED = "<ol><li id=fn1>The deed of the mill is in the archive.<li id=B2>Able A. Mills. Acme, 1990.</ol>"


def page(markup: str) -> SourceText:
    return page_text(
        f"<!doctype html><html lang=en><head><title>The mill</title></head><body><article><h1>The mill</h1>"
        f"<p>{AROUND}</p><p>The mill by the river stood {markup} and was later forgotten by everyone in town.</p>"
        f"<p>{AROUND * 2}</p>{LISTED}</article></body></html>".encode()
    )


def sentence(words: str) -> str:
    return f"The mill by the river stood {words} and was later forgotten by everyone in town"


@pytest.mark.parametrize(("markup", "words"), SHAPES["notes"].values(), ids=SHAPES["notes"].keys())
def test_a_quotation_across_a_note_is_faithful(markup: str, words: str) -> None:
    read = page(markup)
    assert sentence(words) in read.text
    assert match_quote(sentence(words), read).outcome.is_faithful


@pytest.mark.parametrize(("markup", "words"), SHAPES["words"].values(), ids=SHAPES["words"].keys())
def test_what_only_looks_like_a_note_stays(markup: str, words: str) -> None:
    read = page(markup)
    assert sentence(words) in read.text
    assert match_quote(sentence(words), read).outcome.is_faithful


@pytest.mark.parametrize(
    ("quoted", "changed"),
    [("in 2019 for", "in 20191 for"), ("in 2019 for", "in 2018 for"), ("of 45 towns", "of 453 towns")],
)
def test_another_figure_stays_another_figure(quoted: str, changed: str) -> None:
    read = page(quoted.replace(" for", "<sup><a href='#fn1'>1</a></sup> for").replace(" towns", "<sup>12</sup> towns"))
    assert not match_quote(sentence(changed), read).outcome.is_faithful


@pytest.mark.parametrize("shape", SHAPES["notes"])
def test_places_hold_their_blocks(shape: str) -> None:
    read = page(SHAPES["notes"][shape][0])
    blocks = [read.text[place.start : place.end] for place in read.places]
    assert blocks[:2] == ["The mill", AROUND.strip()]
    assert any(block.startswith("The mill by the river") and block.endswith("in town.") for block in blocks)
    assert "\n\n".join(blocks) == read.text


def test_the_marks_are_kept_beside_the_text() -> None:
    read = page('old<sup><a href="#fn1">1</a></sup>, dear [<a href="#B2">2</a>, <a href="#B2">3</a>] and wet²')
    assert read.marks == ("1", "2", "3", "²")


def test_the_label_of_a_note_is_parted_from_its_words() -> None:
    assert page_text(b"<html><p>A mill.<p><sup>1</sup>The deed is lost.").text == "A mill.\n\n1 The deed is lost."


def test_the_words_of_a_note_inside_a_sentence_follow_its_paragraph() -> None:
    note = '<span class="ltx_note_outer"><span class="ltx_note_content">The deed is lost.</span></span>'
    assert page_text(f"<html><p>The mill{note} is old.<p>End.".encode()).text == (
        "The mill is old.\n\nThe deed is lost.\n\nEnd."
    )


def test_the_text_of_data_has_no_notes_either() -> None:
    data = '{"@type": "Article", "articleBody": "The mill was sold in 2019<sup>1</sup> for 450 pounds."}'
    read = page_text(f"<html><script type='application/ld+json'>{data}</script><p>Teaser".encode())
    assert "sold in 2019 for 450" in read.text


def test_a_link_back_stays() -> None:
    read = page_text(
        b"<html><p>A mill.<p><a href='#fnref1'>[1]</a> The deed is lost. <a href='#fnref1'>\xe2\x86\xa9</a>"
    )
    assert "[1] The deed is lost." in read.text


def test_an_ambiguous_number_is_a_note_where_it_is_the_next_one() -> None:
    note = "<sup><a href='#fn1'>{}</a></sup>"
    assert "12 mills" in page(f"old{note.format(1)}, dear{note.format(2)} and 12<sup>3</sup> mills").text
    assert "12⁵ mills" in page(f"old{note.format(1)}, dear{note.format(2)} and 12<sup>5</sup> mills").text


WORDS = st.lists(
    st.sampled_from(["mill", "river", "county", "deed", "tram", "bread", "school", "council"]), min_size=3, max_size=12
)


HOSTILE = {
    "many marks": "<sup>1</sup>" * 2_000,
    "deep marks": "<sup>" * 700 + "1",
    "behind something deep": "<b>" * 1_200 + "mill" + "</b>" * 1_200 + "<sup>1</sup>",
    "a group without an end": "[" + "<a href='#B2'>2</a>," * 2_000,
}


@pytest.mark.parametrize("markup", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_markup_takes_no_time(markup: str) -> None:
    started = time.thread_time()
    page(markup)
    assert time.thread_time() - started < 1.5


INSIDE = st.text("0123456789*†,–-+−[]() ", max_size=5)
ELEMENTS = st.sampled_from(
    [
        "<sup>{}</sup>",
        "<a href='#fn1'>{}</a>",
        "[<a href='#B2'>{}</a>]",
        "(<a href='#B2'>{}</a>)",
        "<span class='footnote-ref'>{}</span>",
        "<sup><a href='/x'>{}</a></sup>",
        "<a href='#fn2'><sup>{}</sup></a>,",
        "<span style='vertical-align: super'>{}</span>",
        "{}",
    ]
)


@settings(max_examples=100, deadline=None)
@given(
    WORDS, st.lists(st.tuples(ELEMENTS, INSIDE), min_size=12, max_size=12), st.lists(st.sampled_from(["", " ", "."]))
)
def test_taking_notes_out_changes_no_other_word(
    words: list[str], marks: list[tuple[str, str]], ends: list[str]
) -> None:
    ends = [*ends, *[" "] * len(words)]
    pieces = [
        f"{word}{end}{mark.format(inside)} " for word, end, (mark, inside) in zip(words, ends, marks, strict=False)
    ]
    read = page_text(f"<html><p>{''.join(pieces)}</p><p>{' '.join(words)}</p>".encode())
    assert re.findall("[a-z]+", read.text) == [*words, *words]
    assert all(read.text[place.start : place.end].strip() for place in read.places)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from([" ", "<b>", "</b>", "<p>", "mill", "2019", "(2)", "[sic]", "m²", "7", ",", "."]), max_size=30
    )
)
def test_a_page_without_notes_reads_as_it_is_written(pieces: list[str]) -> None:
    read = page_text(f"<html><p>{' '.join(pieces)}".encode())
    assert read.text.split() == re.sub(r"<[^>]*>", " ", " ".join(pieces)).split()
    assert read.marks == ()

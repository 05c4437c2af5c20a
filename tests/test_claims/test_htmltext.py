from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from claims.htmltext import SKIP, Skip, decode_body, html_text, parse_html


def text_of(markup: str | bytes) -> str:
    return html_text(parse_html(markup)).text


SHOWN = {
    "inline tags part nothing": ("<p>Hel<b>lo</b>, <i>w</i>orld", "Hello, world"),
    "blocks are parted": ("<div>one<div>two</div>three</div>", "one\n\ntwo\n\nthree"),
    "a line break is one": ("<p>one<br>two", "one\ntwo"),
    "two make a paragraph": ("<p>one<br> <br>two", "one\n\ntwo"),
    "white space collapses": ("<p>  a \n\t b  </p>", "a b"),
    "a no-break space stays": ("<p>4&nbsp;km", "4\u00a0km"),
    "cells and items are blocks": ("<table><tr><td>a<td>b</table><ul><li>c<li>d</ul>", "a\n\nb\n\nc\n\nd"),
    "q has its marks": ("<p>he said <q>no</q>.", "he said “no”."),
    "scripts are no text": ("<p>a<script>x()</script><style>p{}</style>b", "ab"),
    "hidden is no text": ("<p>a<span hidden>b</span><span style='DISPLAY : none'>c</span>d", "ad"),
    "hidden until found is text": ("<p hidden=until-found>a", "a"),
    "body is never hidden": ("<body style='visibility:hidden'><p>a", "a"),
    "a closed dialog is no text": ("<p>a<dialog>b</dialog><dialog open>c</dialog>", "a\n\nc"),
    "a symbol for sighted readers is no text": ("<h2>Name<a aria-hidden=true>¶</a></h2>", "Name"),
    "words for sighted readers are text": ("<p><span aria-hidden=true>seen</span>", "seen"),
    "templates and noscript are no text": ("<p>a<template>b</template><noscript>c</noscript>", "a"),
    "comments are no text": ("<p>a<!-- b -->c", "ac"),
    "options are no text": ("<select><option>a</select><p>b", "b"),
    "reading aids are no text": ("<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "漢"),
    "lines of code stay lines": ("<pre>a\n  b</pre>", "a\nb"),
    "a styled span is a block": ("<p><span style='display:block'>a</span>b", "a\n\nb"),
    "NUL is nothing": ("<p>a\0b", "ab"),
    "an XML declaration is no obstacle": ("<?xml version='1.0' encoding='latin-1'?><p>é", "é"),
    "nothing gives nothing": ("", ""),
}


@pytest.mark.parametrize(("markup", "text"), SHOWN.values(), ids=SHOWN.keys())
def test_what_is_shown(markup: str, text: str) -> None:
    assert text_of(markup) == text


@pytest.mark.parametrize(
    ("markup", "place"),
    [
        ("<p>words", "body"),
        ("<h2>words</h2>", "heading"),
        ("<ul><li>words</ul>", "list"),
        ("<blockquote><p>words</p></blockquote>", "quote"),
        ("<figure><figcaption>words</figcaption></figure>", "caption"),
        ("<table><tr><td>words</table>", "table"),
        ("<nav><ul><li>words</ul></nav>", "navigation"),
        ("<div class='comments-area'><p>words</div>", "comment"),
        ("<div class='comment'><p>words</div>", "comment"),
        ("<aside><p>words</aside>", "related"),
        ("<div class='related-posts'><h3>words</h3></div>", "related"),
        ("<ol class=references><li>words</ol>", "references"),
        ("<div role=navigation>words</div>", "navigation"),
        ("<main class='has-sidebar'><p>words</main>", "body"),
    ],
)
def test_places(markup: str, place: str) -> None:
    assert [block.place for block in html_text(parse_html(markup)).blocks] == [place]


def test_blocks_cover_the_text_but_the_blank_lines() -> None:
    read = html_text(parse_html("<div>a<p>b<br>c</p> d</div><h1>e</h1>"))
    assert [read.text[block.start : block.end] for block in read.blocks] == ["a", "b\nc", "d", "e"]
    assert [block.tag for block in read.blocks] == ["div", "p", "div", "h1"]


class Watch:
    def __init__(self) -> None:
        self.heard: list[tuple[str, int, int]] = []

    def enter(self, element: etree._Element) -> Skip | str | None:
        if element.tag == "sup":
            return f"[{element.text}]"
        return SKIP if element.get("class") == "edit" else None

    def leave(self, element: etree._Element, start: int, end: int) -> None:
        self.heard.append((str(element.tag), start, end))


def test_a_visitor_replaces_drops_and_hears() -> None:
    watch = Watch()
    root = parse_html("<body><p>Said <b>so</b><sup>3</sup>. <a class=edit>edit</a> Then <i></i> <a>more</a></p></body>")
    read = html_text(root, visitor=watch)
    assert read.text == "Said so[3]. Then more"
    spans = {tag: read.text[start:end] for tag, start, end in watch.heard}
    assert spans == {
        "b": "so",
        "sup": "[3]",
        "i": "",
        "a": "more",
        "p": read.text,
        "body": read.text,
        "html": read.text,
    }


@pytest.mark.parametrize("tag", ["div", "b", "span"])
def test_very_deep_markup_keeps_all_text_and_takes_no_time(tag: str) -> None:
    start = time.thread_time()
    text = text_of("<p>first" + f"<{tag}>" * 10_000 + "deep" + f"</{tag}>" * 10_000 + "<p>last")
    assert "first" in text and "deep" in text and text.endswith("last")
    assert time.thread_time() - start < 3


def test_unclosed_comments_scripts_and_tags_end_somewhere() -> None:
    deep = "<div>" * 3000
    for tail in ("<!--" * 20_000, "<script>" * 2000, "<" * 20_000, "<a " * 20_000):
        assert "kept" in text_of("<p>kept" + deep + tail)


ENCODED = {
    "UTF-8": ("é–ж".encode(), None, "é–ж"),
    "with a mark": (b"\xef\xbb\xbf\xc3\xa9", "latin-1", "é"),
    "UTF-16 with a mark": ("<p>é".encode("utf-16"), None, "<p>é"),
    "UTF-16 without": ("<p>plain words".encode("utf-16-le"), None, "<p>plain words"),
    "declared by the transport": ("naïve".encode("cp1252"), "windows-1252", "naïve"),
    "latin-1 is read as windows-1252": (b"\x93a\x94", "iso-8859-1", "“a”"),
    "declared in a meta element": ('<meta charset="koi8-r">привет'.encode("koi8-r"), None, None),
    "declared wrongly, but UTF-8": ("<meta charset=iso-8859-1>señor".encode(), None, "<meta charset=iso-8859-1>señor"),
    "declared UTF-8, but not": ("señor, mañana".encode("cp1252"), "utf-8", "señor, mañana"),
    "cut within a character": ("aé".encode()[:-1], None, None),
    "Japanese": ("日本語".encode("shift_jis"), "Shift_JIS", "日本語"),
    "nothing declared, Cyrillic": (
        ("съешь ещё этих мягких французских булок, да выпей чаю " * 3).encode("cp1251"),
        None,
        "",
    ),
    "an unknown name": (b"abc \xe9t\xe9", "no-such-thing", "abc été"),
}


@pytest.mark.parametrize(("body", "declared", "text"), ENCODED.values(), ids=ENCODED.keys())
def test_encodings(body: bytes, declared: str | None, text: str | None) -> None:
    read = decode_body(body, declared=declared).characters
    assert "\ufffd" not in read
    if text is not None:
        assert read == (text or "съешь ещё этих мягких французских булок, да выпей чаю " * 3)
    else:
        assert "привет" in read or read == "a"


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="<>/=\"'abpdivq! -&;\n\0é", max_size=120))
def test_any_markup_has_a_text_whose_blocks_fit(markup: str) -> None:
    read = html_text(parse_html(markup))
    end = 0
    for block in read.blocks:
        assert end <= block.start < block.end <= len(read.text)
        assert read.text[end : block.start].strip() == ""
        end = block.end


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_have_a_text(body: bytes) -> None:
    assert isinstance(text_of(body), str)


@pytest.mark.parametrize("tag", ["article", "main", "nav", "section", "figure", "my-element"])
def test_a_page_that_leaves_out_head_and_body_keeps_its_text_in_order(tag: str) -> None:
    root = parse_html(f"<!doctype html><title>t</title><meta name=a><{tag}><p>one</p></{tag}>two<p>three</p>four")
    body = root.find("body")
    assert body is not None
    assert "".join(body.itertext()) == "onetwothreefour"
    assert [child.tag for child in root.iterfind("head/*")] == ["title", "meta"]


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body><p>one</p></body></html><p>two</p>",
        "<html><body><p>one</p></BODY ><p>two</p></html>",
        "<p>one</p></body></html>\n<!-- </body> --><script>'</body>'</script><div>two</div>",
    ],
)
def test_what_stands_behind_the_end_of_the_body_is_read(markup: str) -> None:
    assert text_of(markup) == "one\n\ntwo"

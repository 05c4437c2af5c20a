"""Text of others on its way into the page: what becomes of its characters, its words and its addresses."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.model import Citation, Claim, Document, DocumentFormat, Reference, Span
from reports.formats.html import FORMAT
from reports.formats.html.links import at_passage, safe_url
from reports.formats.html.marking import MarkedPiece, claim_pieces, diff_pieces, passage_pieces, stems
from reports.formats.html.page import page_of
from reports.formats.html.visible import isolated, kept, plain, shown
from reports.model import Check, Edit, EditOp, FactCheck, FactKind, Outcome, Passage, Report, Tool

INVISIBLE = (
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # embeddings, overrides, isolates
    "\u200b\u200e\u200f\u2060\ufeff\u00ad\U000e0041"  # without width
    "\x00\x1b\x85\ud800"  # no characters of text at all
)


@given(st.text(alphabet=st.one_of(st.sampled_from(INVISIBLE + "<>&\"'ab \n"), st.characters()), max_size=40))
@settings(max_examples=200, deadline=None)
def test_what_is_shown_has_nothing_invisible_and_reads_as_it_was(text: str) -> None:
    markup = str(shown(text))
    assert not re.search(f"[{re.escape(INVISIBLE)}]", markup)
    soup = BeautifulSoup(f"<p>{markup}</p>", "lxml")
    assert {tag.name for tag in soup.p.find_all(True)} <= {"span"}  # type: ignore[union-attr]  # it is written above
    assert not re.search(f"[{re.escape(INVISIBLE)}]", plain(text))
    kept(text).encode("utf-8")


@pytest.mark.parametrize("text", ["می‌گوید", "क्‍ष", "👩‍👩‍👧", "ordinary words", "tab\tand\nline"])
def test_joiners_that_writing_needs_are_left_alone(text: str) -> None:
    assert str(shown(text)) == text


@pytest.mark.parametrize(("text", "label"), [("pay\u200bpal", "ZWSP"), ("a\u200db", "ZWJ"), ("\u202egnp", "RLO")])
def test_a_disguise_is_named_for_eyes_and_for_attributes(text: str, label: str) -> None:
    assert f">{label}</span>" in str(shown(text))
    assert f"‹{label}›" in plain(text)


def test_isolated_text_stands_in_an_element_of_its_own() -> None:
    assert str(isolated("<b>")) == "<bdi>&lt;b&gt;</bdi>"
    assert str(isolated(None)) == "<bdi></bdi>"


@pytest.mark.parametrize("url", ["https://a.example/", "http://a.example:8080/x?y=1&z#f", "HTTPS://مثال.example/پل"])
def test_web_addresses_are_linked(url: str) -> None:
    assert safe_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "JaVaScRiPt://a.example/%0aalert(1)",
        "data:text/html,<script>",
        "ftp://a.example/",
        "//a.example/",
        "https://",
        "https://bank.example@evil.example/",
        "https://a.example/\u202egpj.exe",
        "https://a.example/a b",
        'https://a.example/"onclick="x',
        "https://[::1",
        "https://a.example/" + "x" * 5_000,
        "file:///etc/passwd",
        "vbscript:x",
        "",
        None,
    ],
)
def test_nothing_else_becomes_a_link(url: str | None) -> None:
    assert safe_url(url) is None


def passage(exact: str, page: int | None = None) -> Passage:
    return Passage(reference="r", copy="c", exact=exact, start=0, end=len(exact), page=page)


def test_a_link_leads_to_the_words_or_to_the_page_of_a_pdf() -> None:
    url = "https://a.example/p#top"
    assert at_passage(url, passage("a well-known, old bridge")) == (
        "https://a.example/p#top:~:text=a%20well%2Dknown%2C%20old%20bridge"
    )
    assert at_passage(f"{url}:~:text=other", passage("a bridge")) == "https://a.example/p#top:~:text=a%20bridge"
    assert at_passage(url, passage("…")) == url
    assert at_passage("https://a.example/p", passage("x", page=7)) == "https://a.example/p#page=7"
    assert at_passage("javascript:alert(1)", passage("x")) is None


@given(st.text(max_size=80))
@settings(max_examples=80, deadline=None)
def test_a_link_to_any_words_stays_a_safe_link(exact: str) -> None:
    link = at_passage("https://a.example/p", passage(exact))
    assert link is not None
    assert safe_url(link) == link or len(link) > 4_096


WORDS = st.text(alphabet="ab1 .,’-ée漢", max_size=40)


@given(
    WORDS,
    WORDS,
    st.text(alphabet="ab1 ", max_size=4),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=3),
)
@settings(max_examples=150, deadline=None)
def test_marking_changes_no_character(said: str, found: str, fact: str, gaps: list[tuple[int, int]]) -> None:
    document = Document(name="d", format=DocumentFormat.PLAINTEXT, text=f"xx{said}yy", sha256="")
    check = Check(
        claim="c",
        citation="m",
        references=(),
        outcome=Outcome.PARTIAL,
        reason="",
        judge="rules",
        passages=(passage(found),),
        facts=(FactCheck(kind=FactKind.NUMBER, claimed=fact, found=fact, agrees=False),),
        missing=tuple(Span(low, high) for low, high in gaps),
    )
    pieces = claim_pieces(document, Span(2, 2 + len(said)), check, [Span(low, high) for low, high in gaps])
    assert "".join(piece.text for piece in pieces) == said
    other = passage_pieces(found, stems([said]), check.facts)
    assert "".join(piece.text for piece in other) == found


EDITS = st.builds(
    Edit, op=st.sampled_from(EditOp), quote=WORDS, source=WORDS, kind=st.sampled_from([None, "number", "<x>"])
)


@given(st.lists(EDITS, max_size=6))
@settings(max_examples=150, deadline=None)
def test_both_sides_of_a_diff_keep_their_words_in_order(edits: list[Edit]) -> None:
    quoted, said = diff_pieces(edits)

    def words(text: str) -> str:
        return "".join(text.split())

    assert words("".join(piece.text for piece in quoted)) == words("".join(edit.quote for edit in edits))
    equal = [edit.source or edit.quote if edit.op is EditOp.EQUAL else edit.source for edit in edits]
    assert words("".join(piece.text for piece in said)) == words("".join(equal))
    assert all(piece.kind in ("", "number") for piece in (*quoted, *said))


def test_shared_words_match_and_a_contradicted_figure_differs() -> None:
    document = Document(name="d", format=DocumentFormat.PLAINTEXT, text="In 1911, 318 workers were injured.", sha256="")
    check = Check(
        claim="c",
        citation="m",
        references=(),
        outcome=Outcome.CONTRADICTED,
        reason="",
        judge="rules",
        passages=(passage("the 218 workers injured in 1911"),),
        facts=(FactCheck(kind=FactKind.NUMBER, claimed="318", found="218", agrees=False),),
    )
    pieces = claim_pieces(document, Span(0, len(document.text)), check)
    assert [(piece.text, piece.mark) for piece in pieces if piece.mark] == [
        ("1911", "match"),
        ("318", "differ"),
        ("workers", "match"),
        ("injured", "match"),
    ]
    assert MarkedPiece(text="218", mark="differ") in passage_pieces(
        "the 218 workers", stems([document.text]), check.facts
    )


SPANS = st.lists(st.builds(lambda a, b: Span(min(a, b), max(a, b)), st.integers(0, 60), st.integers(0, 60)), max_size=6)


@given(st.text(alphabet="ab.[1] \n\r\u2028é", max_size=60), SPANS, SPANS, SPANS, SPANS)
@settings(max_examples=80, deadline=None)
def test_the_document_keeps_every_character_wherever_its_claims_stand(
    text: str, claims: list[Span], marks: list[Span], gaps: list[Span], entries: list[Span]
) -> None:
    document = Document(
        name="d",
        format=DocumentFormat.PLAINTEXT,
        text=text,
        sha256="",
        claims=tuple(Claim(key=f"c{n % 4}", text="", span=span) for n, span in enumerate(claims)),
        citations=tuple(Citation(key=f"m{n}", labels=(), references=(), span=span) for n, span in enumerate(marks)),
        references=tuple(Reference(key=f"r{n}", label="1", text="", span=span) for n, span in enumerate(entries)),
    )
    report = Report(
        tool=Tool(version="", settings_sha256=""),
        document=document,
        started="",
        finished="",
        checks=tuple(
            Check(
                claim=f"c{n % 4}",
                citation="m0",
                references=(),
                outcome=Outcome.PARTIAL,
                reason="",
                judge="",
                missing=tuple(gaps),
            )
            for n, _span in enumerate(claims)
        ),
    )
    page = page_of(report)
    lines = ["".join(run.text for part in line.parts for run in part.runs) for line in page.paragraphs]
    assert lines == [line for line in text.split("\n") if line.strip()]
    places = [part.claim.number for line in page.paragraphs for part in line.parts if part.claim and part.first]
    assert len(places) == len(set(places))
    FORMAT.render([report])


def test_words_that_a_citation_does_not_cover_are_outside() -> None:
    document = Document(name="d", format=DocumentFormat.PLAINTEXT, text="It opened, it closed.", sha256="")
    check = Check(claim="c", citation="m", references=(), outcome=Outcome.SUPPORTED, reason="", judge="rules")
    pieces = claim_pieces(document, Span(0, 21), check, [Span(0, 9)])
    assert [(piece.text, piece.mark) for piece in pieces] == [("It opened", ""), (", it closed.", "outside")]

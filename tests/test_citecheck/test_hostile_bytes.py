"""Whatever bytes the world sends: an answer with its reason, or an error of ours, never another exception."""

import subprocess
import sys
from pathlib import Path

import pytest

from citecheck import Extent, SettingsError, SourceText, check_claim, load_settings, match_quote, page_text, read
from citecheck.http.connections import tls_context
from citecheck.http.digits import header_number
from citecheck.nightly.suppressions import load_suppressions
from claims.urls import joined

NO_ADDRESSES = ["http://[", "http://[your link]", "//[", "http://]", "http://a:99999/", "http://[::1", "http://%5B/"]
CONTROLS = [bytes([code]) for code in (*range(1, 32), 127, 0x9B)]
HUGE = [
    "9" * 330,
    "1" + ",000" * 110,
    "9" * 400 + ".5",
    "0." + "0" * 400 + "1",
    "\uff11" * 400,
    "9" * 400 + "th century",
]


@pytest.mark.parametrize("address", NO_ADDRESSES)
@pytest.mark.parametrize(
    "markup",
    [
        '<base href="{}"><a href="x">y</a><p>The lamp was lit.',
        '<link rel=canonical href="{}"><p>The lamp was lit.',
        '<link rel=next href="{}"><link rel=canonical href="http://a.test/"><p>The lamp was lit.',
        '<link rel=canonical href="{}"><div class=mw-parser-output><p>The lamp was lit.</div>'
        '<a href="/w/index.php?title=X&oldid=5">',
        '<p>The lamp was lit<sup><a href="#n1">1</a></sup>.<ol><li id=n1>Log. <a class=external href="{}">a</a></ol>',
    ],
)
def test_an_address_that_is_none_costs_the_page_nothing_else(markup: str, address: str) -> None:
    body = markup.replace("{}", address).encode()

    assert "The lamp was lit" in page_text(body, url="http://a.test/b").text
    assert "The lamp was lit" in page_text(body, url=address).text
    assert "The lamp was lit" in read(body, format="html").text


@pytest.mark.parametrize("sign", ["\f", "&#12;", "&#xC;", "&#x0000c;", "\x01", "&#1;", "\ufffe", "&#65535;"])
@pytest.mark.parametrize(
    "markup",
    [
        "<p><sup>1</sup>The lamp{} was lit.",
        "<p>The lamp<sup>b</sup>{}urned in 1904.",
        "<p>The lamp<sup>2</sup>{}urned in 1904.<p>It was 10<sup>3</sup>{} m high.",
        "<p>The lamp{}<sup><a href='#n'>1</a></sup>{} was lit.<ol><li id=n>{}A log.{}</ol>",
        "<p>It took 1<sup>{}1</sup>/<sub>2{}</sub>{} hours.<p>The lamp burned.",
        "<article>{}</article><head><title>a{}</title></head>The lamp{} burned.",
    ],
)
def test_a_character_that_xml_lacks_costs_a_page_nothing_else(sign: str, markup: str) -> None:
    body = markup.replace("{}", sign).encode()

    assert "The lamp" in page_text(body, url="http://a.test/b").text
    assert "The lamp" in read(body, format="html").text


def test_an_address_is_joined_or_empty() -> None:
    assert joined("http://a.test/b/c", "d") == "http://a.test/b/d"
    assert joined("", "http://a.test/") == "http://a.test/"
    assert joined("http://a.test/", "http://[") == ""
    assert joined("http://[", "b") == ""
    assert joined("", "http://[") == ""


@pytest.mark.parametrize("control", CONTROLS)
def test_a_control_character_is_not_seen_wherever_it_stands(control: bytes) -> None:
    for markup in (
        b"<head><m></head>%s<p>The lamp was lit.",
        b"<head>%s<x></head>The lamp was lit.",
        b"%s<p>The lamp was lit.",
    ):
        assert "The lamp was lit" in page_text(markup % control).text
        assert "The lamp was lit" in read(markup % control, format="html").text


def test_a_word_with_a_control_character_has_its_place_in_the_file() -> None:
    document = read(b"<p>One.</p>\n<p>The la\x02mp was lit.</p>", format="html")

    (claim,) = (claim for claim in document.claims if "lit" in claim.text)
    assert claim.text == "The lamp was lit."
    place = document.origin(claim.span)
    assert place is not None
    assert (place.line, place.column, place.end_line, place.end_column) == (2, 4, 2, 22)


@pytest.mark.parametrize("figure", HUGE)
@pytest.mark.parametrize("other", ["12", None])
def test_a_figure_of_hundreds_of_digits_is_judged(figure: str, other: str | None) -> None:
    words = "The town has {} inhabitants in the year 1990 and they paid {} pounds for the lamp."
    source = SourceText(text=f"They say: {words.format(other or figure, figure)}", extent=Extent.FULL)

    check_claim(words.format(figure, figure), source)
    assert match_quote(words.format(figure, figure), source).outcome


def test_a_figure_that_is_infinite_is_far_from_every_other() -> None:
    words = "The town has {} inhabitants in the year 1990."
    source = SourceText(text=words.format("9" * 330), extent=Extent.FULL)

    assert check_claim(words.format("12"), source).outcome
    assert check_claim(words.format("9" * 330), source).outcome


@pytest.mark.parametrize("words", ["", " ", "[]", "()", "[ ]"])
def test_a_link_without_words_marks_no_note(words: str) -> None:
    body = f"<p>The lamp was lit<sup><a href='#fn1'>{words}</a></sup> at nine.<p id=fn1>1 The log."

    assert "The lamp was lit" in page_text(body.encode()).text


@pytest.mark.parametrize("figure", HUGE)
@pytest.mark.parametrize("form", ["plaintext", "markdown", "html", "wikitext"])
def test_a_document_with_figures_of_hundreds_of_digits_is_read(form: str, figure: str) -> None:
    marked = f"It paid {figure} pounds [1] in {figure} [{figure}].<sup>{figure}</sup><ref>{figure}</ref>"
    entries = f"[1] Lee, {figure}. A lamp, {figure}({figure}): {figure}-{figure}, doi:10.{figure}/1\n[{figure}] Log.\n"
    cells = f"<ol start={figure}><li value={figure}>x<table><td colspan={figure} rowspan={figure}>x"

    assert read(f"{marked}\n\n## References\n\n{entries}\n{cells}".encode(), format=form).text


@pytest.mark.parametrize(
    "text",
    ["[web]\nthreads = " + "9" * 5000, "a = " + "[" * 5000, "[web]\nmax_time = 1e300", "[nightly]\nkeep_days = 1e300"],
    ids=["5,000 digits", "5,000 brackets", "max_time", "keep_days"],
)
def test_settings_that_are_out_of_all_range_are_an_error_of_the_settings(tmp_path: Path, text: str) -> None:
    path = tmp_path / "citecheck.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(SettingsError):
        load_settings(path)


def test_suppressions_that_are_out_of_all_range_are_an_error_of_the_settings(tmp_path: Path) -> None:
    path = tmp_path / "ignore.toml"
    path.write_text("a = " + "9" * 5000, encoding="utf-8")

    with pytest.raises(SettingsError):
        load_suppressions(path)


@pytest.mark.parametrize("content", [None, "", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n"])
def test_a_bundle_of_certificates_that_cannot_be_used_is_an_error_of_the_settings(tmp_path: Path, content) -> None:
    path = tmp_path / "bundle.pem"
    if content is not None:
        path.write_text(content, encoding="utf-8")

    with pytest.raises(SettingsError, match=r"web\.ca_bundle"):
        tls_context(str(path))


@pytest.mark.slow
def test_a_bad_bundle_of_certificates_is_status_2(tmp_path: Path) -> None:
    (tmp_path / "citecheck.toml").write_text('[web]\nca_bundle = "nothing.pem"\n', encoding="utf-8")

    code = "from citecheck.cli.main import main; main()"
    words = [sys.executable, "-c", code, "links", "--config", str(tmp_path / "citecheck.toml"), "http://a.test/"]
    ran = subprocess.run(words, capture_output=True, text=True)

    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr
    assert "nothing.pem is not a file of certificates" in ran.stderr


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("503", 503),
        ("007", 7),
        ("²", None),
        ("٣", None),
        ("", None),
        ("-1", None),
        ("1.5", None),
        (" 1", None),
    ],
)
def test_a_number_of_a_header_has_plain_digits(text: str, number: int | None) -> None:
    assert header_number(text) == number


def test_a_number_of_a_header_with_thousands_of_digits_is_large() -> None:
    assert header_number("9" * 5000) == 10**18 - 1
    assert header_number("0" * 5000 + "1") == 1


UNSEEN_REFERENCES = [
    "&#1;",
    "&#1",
    "&#x0b;",
    "&#X0B;",
    "&#14;",
    "&#0031;",
    "&#xFFFE;",
    "&#65535;",
    "&#&#1;1;",
    "&#\x011;",
]


@pytest.mark.parametrize("sign", UNSEEN_REFERENCES)
def test_a_control_character_that_is_written_as_a_reference_costs_nothing(sign: str) -> None:
    page = f"<title>Lamp{sign}</title><p>It was lit{sign} <sup>[1]</sup> and burned{sign}<sup><a href='#n'>1</a></sup>."

    text = page_text(page.encode(), content_type="text/html; charset=utf-8").text

    assert text.replace("\ufffd", "") == "It was lit and burned.\n\nLamp"


@pytest.mark.parametrize("sign", UNSEEN_REFERENCES[:8])
def test_a_document_with_such_references_is_read(sign: str) -> None:
    page = (
        f"<p>Lit.<a href='#n1' id=r1>1</a>{sign}</p>{sign}<hr>{sign}<div id=n1>{sign}1{sign} A. Lee, Lamp{sign} (</div>"
    )

    document = read(page.encode(), name="a.html")

    assert [document.origin(claim.span) is not None for claim in document.claims] == [True] * len(document.claims)


@pytest.mark.parametrize(("reference", "shown"), [("&#10;", " "), ("&#65;", "A"), ("&#x41;", "A"), ("&#1114;", "њ")])
def test_other_references_are_shown(reference: str, shown: str) -> None:
    assert page_text(f"<p>It was{reference}lit.".encode()).text == f"It was{shown}lit."

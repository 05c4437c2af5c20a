"""Signals of a page's mark-up are read from its own characters, whatever its encoding."""

import warnings

import pytest

from citecheck.pages import Body, Markup

RUSSIAN = "<html><head><meta charset=windows-1251><title>Страница не найдена</title></head><body id='раздел'>"


def test_a_windows_1251_page_has_its_title_and_its_named_places() -> None:
    page = Markup(Body(RUSSIAN.encode("cp1251"), "text/html"))

    assert page.title == "Страница не найдена"
    assert page.anchors == ["раздел"]


def test_a_utf_16_page_with_a_meta_refresh_is_followed() -> None:
    markup = '<html><head><meta http-equiv="refresh" content="0; url=/новая"></head><body></body></html>'

    assert Markup(Body(markup.encode("utf-16"), "text/html")).refresh == "/новая"
    assert Markup(Body(markup.encode("utf-16-le"), "text/html")).refresh == "/новая"


def test_a_gb18030_title_is_told_right() -> None:
    markup = "<meta charset=gb2312><title>港口的桅杆倒了</title><p>港口的桅杆在码头上倒了，书记员把它写进了账簿。</p>"

    assert Markup(Body(markup.encode("gb18030"), "text/html")).title == "港口的桅杆倒了"
    assert Markup(Body(markup.encode("gb18030"), "text/html; charset=gbk")).title == "港口的桅杆倒了"


def test_a_page_that_is_valid_utf_8_is_utf_8_whatever_its_header_declares() -> None:
    page = Markup(Body("<title>Café</title>".encode(), "text/html; charset=iso-8859-1"))

    assert page.title == "Café"


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_believed(mark: str) -> None:
    assert Markup(Body("<title>Ærø</title>".encode(mark), "text/html")).title == "Ærø"


def test_forms_and_frames_are_seen_in_any_spelling() -> None:
    assert Markup(Body(b"<INPUT TYPE = 'Password'>", "text/html")).has_password_field
    assert not Markup(Body(b"<p>type=password is an attribute</p>", "text/html")).has_password_field
    assert Markup(Body(b"<FRAMESET><FRAME SRC=a></FRAMESET>", "text/html")).has_frames
    assert not Markup(Body(b"<p>&lt;frame&gt;</p>", "text/html")).has_frames


def test_a_long_page_is_searched_for_the_same_signals() -> None:
    long = b"<title>Log in</title><input type=password><iframe src=a></iframe><p id=end>" + b"word " * 10_000

    page = Markup(Body(long, "text/html"))

    assert (page.title, page.has_password_field, page.has_frames, page.anchors) == ("Log in", True, True, ["end"])
    assert page.refresh is None


@pytest.mark.parametrize(
    "body", [b"<?xml version='1.0'?>\n<a>The lamp</a>", b"http://a.test/x", b"lamp.html", b" <?XML?> <p>x"]
)
def test_a_page_that_looks_like_something_else_warns_nobody(body: bytes) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert Markup(Body(body, "text/html")).has_frames is False

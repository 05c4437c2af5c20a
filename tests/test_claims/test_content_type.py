"""The header that says what a body is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.content_type import media_type_of


@pytest.mark.parametrize(
    ("header", "media_type", "charset"),
    [
        ("", "", None),
        ("  ", "", None),
        ("Text/HTML", "text/html", None),
        ("text/html; charset=UTF-8", "text/html", "UTF-8"),
        ('text/html;charset="koi8-r"', "text/html", "koi8-r"),
        ('text/html; boundary="a;charset=latin-1"; charset=utf-8', "text/html", "utf-8"),
        ("text/html; charset=", "text/html", None),
        ("text/html;\r\n charset=utf-8", "text/html", "utf-8"),
        ("nonsense", "text/plain", None),
    ],
)
def test_a_header_has_a_media_type_and_a_charset(header: str, media_type: str, charset: str | None) -> None:
    assert media_type_of(header) == (media_type, charset)


@given(st.text(st.characters(max_codepoint=255), max_size=60))
def test_any_header_is_read(header: str) -> None:
    media_type, charset = media_type_of(header)
    assert media_type == media_type.lower()
    assert charset is None or charset

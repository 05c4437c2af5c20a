"""The dates of HTTP headers, whatever a server writes into them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.http.http_dates import retry_after_seconds

AT = "2026-03-01T12:00:00Z"


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("9" * 400, 999_999_999.0),
        ("Sun, 01 Mar 2026 12:01:30 GMT", 90.0),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0.0),
        ("", None),
        (None, None),
        ("²", None),
        ("1²", None),
        ("٣", None),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
    ],
)
def test_what_a_server_wishes_is_read_or_left_out(header: str | None, seconds: float | None) -> None:
    assert retry_after_seconds(header, AT) == seconds


@given(st.text(st.characters(max_codepoint=255), max_size=30))
def test_no_header_raises(header: str) -> None:
    seconds = retry_after_seconds(header, AT)
    assert seconds is None or seconds >= 0

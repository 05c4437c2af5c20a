"""Dates of HTTP headers, and the Retry-After header, which holds a date or a number of seconds."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_DIGITS = 9  # of a number of seconds that are read: 30 years, longer than anybody waits


def parsed_http_date(value: str | None) -> datetime | None:
    """Return the moment that a header gives (RFC 9110, 5.6.7), in UTC; None where there is none, or it is no date.

    A date without a zone is taken as UTC.
    """
    try:
        moment = parsedate_to_datetime(value or "")
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def retry_after_seconds(value: str | None, at: str) -> float | None:
    """Return for how many seconds a server wishes to be left alone (RFC 9110, 10.2.3), counted from `at`.

    `value` is the header's, `at` the time of the answer (RFC 3339, with a zone). A date in the past gives 0. None where
    there is no header, or it can be read neither as a number of seconds nor as a date.
    """
    text = (value or "").strip()
    if text.isascii() and text.isdecimal():  # "²" is a digit for `isdigit`, and no number for `float`
        return float(text[:_DIGITS])
    until = parsed_http_date(text)
    return None if until is None else max(0.0, (until - datetime.fromisoformat(at)).total_seconds())


__all__ = ["parsed_http_date", "retry_after_seconds"]

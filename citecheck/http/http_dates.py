"""Dates of HTTP headers, and the Retry-After header, which holds a date or a number of seconds."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_DIGITS = 9  # of a number of seconds that are read; nine are 30 years


def parsed_http_date(value: str | None) -> datetime | None:
    """Return the moment in a header (RFC 9110, 5.6.7), in UTC; None if `value` is None or not a date.

    A date without a time zone is read as UTC.
    """
    try:
        moment = parsedate_to_datetime(value or "")
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def retry_after_seconds(value: str | None, at: str) -> float | None:
    """Return the seconds for which a server asks clients to wait (RFC 9110, 10.2.3), counted from `at`.

    `value` is the value of the Retry-After header, `at` the time of the answer (RFC 3339, with a zone). A date in the
    past gives 0. None: there is no header, or its value is neither a number of seconds nor a date.
    """
    text = (value or "").strip()
    if text.isascii() and text.isdecimal():  # `isdigit` accepts "²", which `float` rejects
        return float(text[:_DIGITS])
    until = parsed_http_date(text)
    return None if until is None else max(0.0, (until - datetime.fromisoformat(at)).total_seconds())


__all__ = ["parsed_http_date", "retry_after_seconds"]

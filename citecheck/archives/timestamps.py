"""Timestamps of web archives (14 digits or fewer), and dates of references."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, datetime
from email.utils import format_datetime

from citecheck.clock import timestamp

LATEST = "29991231235959"  # in the future: the nearest capture is the newest


def moment_of(stamp: str) -> datetime | None:
    """Return the moment of a timestamp; with fewer than 14 digits, the beginning of that year, month, day …

    None: it is not a timestamp of 4 to 14 digits.

    Indexes of the Internet Archive hold times with a month or day "00" that has pushed the rest to the right
    ("20000012170449" for 2000-12-17 04:49): the rest is moved back.
    """
    if not re.fullmatch(r"\d{4,14}", stamp):
        return None
    if len(stamp) == 14:
        for start in (4, 6):
            if stamp[start : start + 2] == "00":
                stamp = stamp[:start] + stamp[start + 2 :] + "00"
    padded = stamp + "00000101000000"[len(stamp) :]
    try:
        return datetime.strptime(padded, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def stamp_of(moment: datetime) -> str:
    """Return the timestamp (14 digits) of a moment with a time zone."""
    return moment.astimezone(UTC).strftime("%Y%m%d%H%M%S")


def captured(stamp: str) -> str:
    """Return a timestamp as RFC 3339; empty if it is not valid."""
    moment = moment_of(stamp)
    return timestamp(moment) if moment else ""


def end_of(date: str | None) -> datetime | None:
    """Return the last second of an ISO date: of the day, or of the month or year if the date is only that precise.

    A reader of "May 2011" saw a version of the page until the end of that month. None: there is no valid date.
    """
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", date or "")
    if not match:
        return None
    year, month = int(match[1]), int(match[2] or 12)
    try:
        day = int(match[3]) if match[3] else calendar.monthrange(year, month)[1]
        return datetime(year, month, day, 23, 59, 59, tzinfo=UTC)
    except (ValueError, calendar.IllegalMonthError):
        return None


def http_date(moment: datetime) -> str:
    """Write a moment for an Accept-Datetime header (RFC 9110, 5.6.7)."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)

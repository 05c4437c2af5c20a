"""Checks the capture that a reference names: is it of the same page and date, and not of an error page?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from rapidfuzz import fuzz

from citecheck.archives.timestamps import end_of, moment_of
from citecheck.http.addresses import registrable
from citecheck.model import Fetched, Memento, SourceText
from claims.model import Reference
from claims.urls import canonical_key, parts_of, split_archive
from reports.model import LinkStatus, SourceProblem

_TOLERANCE = timedelta(days=31)  # archives replay the nearest good capture, which may be some days off
_SAME_TITLE = 70  # of 100; titles are shortened, and contain the site's name


def archive_mismatch(
    reference: Reference,
    named: Memento,
    fetched: Fetched,
    text: SourceText | None = None,
    *,
    error: str = "",
) -> SourceProblem | None:
    """Return what is wrong with the capture that the reference names, after it has been read.

    `named` is `Chooser.named(reference)`, `fetched` the result of reading it, `text` its text (None: it has none).
    `error` describes an error page that was captured with status 200, a soft 404; empty: it is not one. The code of the
    problem is `archive-mismatch`: there is no such capture, or it shows an error page, another page, or a date that
    differs by more than 31 days. None: nothing is wrong, or the archive did not answer.
    """
    words = _error(named, fetched) or error or _other_page(reference, named, text) or _other_date(reference, fetched)
    return SourceProblem(code="archive-mismatch", message=f"the archived copy {words}") if words else None


def is_capture_of(memento: Memento, url: str) -> bool:
    """Return whether a capture is of the page at `url`, by the address that the archive gives for it.

    Letter case is ignored, as in the indexes of archives, which may list captures of other pages.
    """
    return not memento.original or canonical_key(memento.original).casefold() == canonical_key(url).casefold()


def _error(named: Memento, fetched: Fetched) -> str:
    if fetched.failure is LinkStatus.GONE:
        return "is not there: the archive has no such capture"
    if fetched.failure:
        return ""
    if fetched.status and fetched.status >= 400:
        return f"shows an error page: it was captured with status {fetched.status}"
    shown = fetched.memento or named
    if fetched.redirects and _is_home(shown.original) and not _is_home(named.original):
        return "shows the site's home page: the page redirected there when it was captured"
    return ""


def _other_page(reference: Reference, named: Memento, text: SourceText | None) -> str:
    """Return what is wrong if the capture has another address and nothing else shows the same work; else empty."""
    keys = {canonical_key(url) for url in reference.urls}
    if not keys or not named.original or canonical_key(named.original) in keys:
        return ""
    if reference.title and text and text.title:
        same = fuzz.token_set_ratio(reference.title.casefold(), text.title.casefold()) >= _SAME_TITLE
        return (
            ""
            if same or reference.title.casefold() in text.text.casefold()
            else f"is of another page: {named.original}"
        )
    hosts = {registrable(parts_of(url).hostname or "") for url in reference.urls}
    ends = {_last(url) for url in reference.urls}
    if registrable(parts_of(named.original).hostname or "") in hosts or _last(named.original) in ends:
        return ""  # the site may have moved, or this is another edition
    return f"is of another page: {named.original}"


def _other_date(reference: Reference, fetched: Fetched) -> str:
    shown = _moment(fetched.memento.captured) if fetched.memento else None
    if shown is None:
        return ""
    stamp = split_archive(reference.archive_url or "")
    said = moment_of(stamp.timestamp) if stamp and len(stamp.timestamp) >= 8 else None
    if said and abs(said - shown) > _TOLERANCE:
        return f"is of {shown.date()}, its address says {said.date()}"
    last = end_of(reference.archived)
    first = _begin_of(reference.archived) if last else None
    if first and last and not first - _TOLERANCE <= shown <= last + _TOLERANCE:
        return f"is of {shown.date()}, the reference says {reference.archived}"
    return ""


def _begin_of(date: str | None) -> datetime | None:
    return moment_of((date or "").replace("-", ""))


def _moment(captured: str) -> datetime | None:
    try:
        return datetime.fromisoformat(captured).astimezone(UTC)
    except ValueError:
        return None


def _is_home(url: str) -> bool:
    parts = parts_of(url)
    return parts.path.strip("/") == "" and not parts.query


def _last(url: str) -> str:
    """Return the last part of the path, which usually names the page."""
    return parts_of(url).path.rstrip("/").rpartition("/")[2].lower() or url

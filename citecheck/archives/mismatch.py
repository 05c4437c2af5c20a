"""Is the capture that a reference names the page it names, of that date, and no error page?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from rapidfuzz import fuzz

from citecheck.archives.addresses import parts_of
from citecheck.archives.timestamps import end_of, moment_of
from citecheck.http.addresses import registrable
from citecheck.model import Fetched, Memento, SourceText
from claims.model import Reference
from claims.urls import canonical_key, split_archive
from reports.model import LinkStatus, SourceProblem

_TOLERANCE = timedelta(days=31)  # archives show the nearest capture that plays; a few days are nobody's mistake
_SAME_TITLE = 70  # of 100; titles are shortened, and carry the site's name


def archive_mismatch(
    reference: Reference,
    named: Memento,
    fetched: Fetched,
    text: SourceText | None = None,
    *,
    error: str = "",
) -> SourceProblem | None:
    """Return what is wrong with the capture that the reference names, once it has been read.

    `named` is `Chooser.named(reference)`, `fetched` what reading it gave, `text` what was extracted of it, `error` the
    reader's own word for an error page that was captured with status 200 (a soft 404). The problem's code is
    `archive-mismatch`: no such capture, an archived error page, another page, or another date by more than a month.
    None where it is right, and where the archive did not answer: not knowing is no mismatch.
    """
    words = _error(named, fetched) or error or _other_page(reference, named, text) or _other_date(reference, fetched)
    return SourceProblem(code="archive-mismatch", message=f"the archived copy {words}") if words else None


def is_capture_of(memento: Memento, url: str) -> bool:
    """Return whether a capture is one of the page at `url`, by the address that the archive gives for it.

    Letter case makes no difference: archives' indexes ignore it. An index may list other pages' captures.
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
    """Say so where the capture is of another address, and nothing else says that it is the same work."""
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
        return ""  # a site that moved, or another edition: not sure enough
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
    """Return the last part of a path, which names the page more often than the rest."""
    return parts_of(url).path.rstrip("/").rpartition("/")[2].lower() or url

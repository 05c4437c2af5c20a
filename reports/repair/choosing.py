"""What a reference lacks, chosen from what an audit found: the capture and its day, an address, a DOI, a status."""

from __future__ import annotations

import re
from datetime import date

from claims.identifiers import addresses
from claims.model import Reference, UrlStatus
from reports.model import LinkStatus, Origin, SourceCheck
from reports.records import Existence, ReferenceCheck
from reports.repair.parts import is_web

_TIMESTAMP = re.compile(r"/(\d{4})(\d{2})(\d{2})\d{0,6}(?:[a-z]{2}_)?/")


def missing_doi(reference: Reference, looked_up: ReferenceCheck | None) -> str | None:
    """Return the DOI that `looked_up` gives for `reference` and that it lacks; None: there is none."""
    if looked_up is None or looked_up.verdict is not Existence.VERIFIED or looked_up.record is None:
        return None
    doi = looked_up.record.identifiers.get("doi")
    known = reference.identifiers.get("doi") or any(doi and doi in url.lower() for url in reference.urls)
    return None if known or not doi or not is_web(addresses("doi", doi)) else doi


def is_found(reference: Reference, source: SourceCheck) -> bool:
    """Return whether `source` has an address that was found for `reference` without one, and that a copy confirms."""
    if source.found is None or reference.urls or not is_web(source.url):
        return False
    doubted = any(problem.code in ("source-unconfirmed", "reference-mismatch") for problem in source.problems)
    return not doubted and any(copy.has_text for copy in source.copies)


def best_capture(source: SourceCheck) -> str | None:
    """Return the capture that the audit offers for `source`, or else the archived copy that it read; None: none."""
    candidates = [source.capture, *(copy.final_url for copy in source.copies if copy.origin is Origin.ARCHIVE)]
    return next((url for url in candidates if is_web(url)), None)


def day_of_capture(capture: str, source: SourceCheck) -> date | None:
    """Return the day of `capture`, from the copy of `source` that was read or from the timestamp in its address."""
    for copy in source.copies:
        if copy.final_url == capture and copy.captured:
            try:
                return date.fromisoformat(copy.captured[:10])
            except ValueError:
                break
    match = _TIMESTAMP.search(capture)
    if match is None:
        return None
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        return None


def told_status(status: LinkStatus) -> UrlStatus:
    """Return what a reference should say of its address after a visit with `status`."""
    if status is LinkStatus.USURPED:
        return UrlStatus.USURPED
    return UrlStatus.DEAD if status.is_failing else UrlStatus.LIVE


__all__ = ["best_capture", "day_of_capture", "is_found", "missing_doi", "told_status"]

"""Audit many documents, several at once; and the verbs for programs that are asynchronous."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from citecheck._log import log_failure, told
from citecheck.api import audit, check_link, with_arguments
from citecheck.assembly import DocumentSource, Session
from citecheck.errors import SettingsError
from claims.errors import CitecheckError, ReadingError

if TYPE_CHECKING:
    from citecheck.auditor import Auditor
    from citecheck.interfaces import Archive, Clock, Fetcher, Judge, Matcher, Observer
    from citecheck.settings import Settings
    from claims.model import Document
    from reports.model import Report, SourceCheck

_AT_ONCE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ManyResult:
    """What became of one of many documents: its `report`, or the `error` for which it has none.

    `source` is what was given for it. If the program itself failed at the audit, the report says so (finding
    `internal-error`).
    """

    source: DocumentSource
    report: Report | None = None
    error: CitecheckError | None = None


def audit_many(
    sources: Iterable[DocumentSource],
    *,
    at_once: int = _AT_ONCE,
    settings: Settings | None = None,
    judge: Judge | None = None,
    fetcher: Fetcher | None = None,
    matcher: Matcher | None = None,
    archives: Sequence[Archive] | None = None,
    observer: Observer | None = None,
    clock: Clock | None = None,
    allow_addresses: Iterable[str] = (),
    offline: bool | None = None,
) -> Generator[ManyResult, None, None]:
    """Audit `sources` (paths, addresses or bytes), and yield a result for each in their order, as soon as it is there.

    The documents share connections, rate limits and the recording. `at_once` (1 or more) are under way at a time;
    `sources` is read no further ahead than that. `settings`, `judge`, `fetcher`, `matcher`, `archives`, `observer`,
    `clock`, `allow_addresses` and `offline` are as for `build_auditor`. An observer with a method `for_document` can
    tell the phases of the documents apart.

    A document that cannot be read or audited is a result with its error, and costs no other. Raises the errors of
    `build_auditor`, and `SettingsError` for an `at_once` below 1, when the first result is asked for.
    """
    if isinstance(at_once, bool) or not isinstance(at_once, int) or at_once < 1:
        raise SettingsError(f"at_once is the number of documents under way at a time, 1 or more, not {at_once!r}")
    if isinstance(sources, str | bytes | os.PathLike):
        raise SettingsError(f"sources is a list of documents, not {type(sources).__name__}: put one document in a list")
    session = Session(
        with_arguments(settings, None, allow_addresses, offline),
        judge=judge,
        fetcher=fetcher,
        matcher=matcher,
        archives=archives,
        observer=observer,
        clock=clock,
    )
    with session, ThreadPoolExecutor(at_once, thread_name_prefix="document") as threads:
        auditor = session.auditor()

        def one(source: DocumentSource) -> ManyResult:
            try:
                return ManyResult(source=source, report=_report(auditor, _read(session, source)))
            except CitecheckError as error:
                return ManyResult(source=source, error=error)

        waiting: list[Future[ManyResult]] = []
        rest = iter(sources)
        try:
            waiting += [threads.submit(one, source) for source in islice(rest, at_once)]
            while waiting:
                result = waiting.pop(0).result()
                waiting += [threads.submit(one, source) for source in islice(rest, 1)]
                yield result
        finally:
            for future in waiting:
                future.cancel()


def _read(session: Session, source: DocumentSource) -> Document:
    """Read a document. Raises `ReadingError`, also if the program itself fails at it."""
    try:
        return session.read(source)
    except CitecheckError:
        raise
    except Exception as error:
        name = "a document given as bytes" if isinstance(source, bytes) else str(source)
        log_failure(name, error)
        raise ReadingError(f"{name}: internal error: {told(error)}") from error


def _report(auditor: Auditor, document: Document) -> Report:
    """Return the report of a document; if the program itself fails at it, the report says so."""
    try:
        return auditor.audit(document)
    except CitecheckError:
        raise
    except Exception as error:
        log_failure(document.name, error)
        return auditor.failed(document, error)


async def audit_async(source: DocumentSource, **arguments: Any) -> Report:
    """Audit one document in a thread, and return its report: `audit` for programs that use asyncio.

    `source` and `arguments` are those of `audit`, as are the errors. If the task is cancelled, the thread goes on until
    its audit is done; limit it by `web.max_time`.
    """
    return await asyncio.to_thread(audit, source, **arguments)


async def check_link_async(url: str, **arguments: Any) -> SourceCheck:
    """Visit the address `url` in a thread: `check_link` for programs that use asyncio.

    `arguments` are those of `check_link`, as are the errors.
    """
    return await asyncio.to_thread(check_link, url, **arguments)


async def audit_many_async(sources: Iterable[DocumentSource], **arguments: Any) -> AsyncIterator[ManyResult]:
    """Audit `sources` in threads, and yield a result for each in their order: `audit_many` for asyncio.

    `arguments` are those of `audit_many`, as are the errors.
    """
    results = audit_many(sources, **arguments)
    try:
        while (result := await asyncio.to_thread(_following, results)) is not None:
            yield result
    finally:
        await asyncio.to_thread(results.close)


def _following(results: Iterator[ManyResult]) -> ManyResult | None:
    return next(results, None)


__all__ = ["ManyResult", "audit_async", "audit_many", "audit_many_async", "check_link_async"]

"""The public functions that read and audit: each makes a session, uses it and closes it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import msgspec

from citecheck.assembly import DocumentSource, Session
from citecheck.errors import SettingsError
from citecheck.settings import Settings, validated
from claims.urls import is_web_address

if TYPE_CHECKING:
    from citecheck.auditor import Auditor
    from citecheck.fixing import FixPlan
    from citecheck.interfaces import Archive, Clock, Fetcher, Judge, Matcher, Observer
    from claims.model import Document
    from reports.model import Report, SourceCheck


def with_arguments(
    settings: Settings | None,
    sources: Mapping[str, str | os.PathLike[str]] | None,
    allow_addresses: Iterable[str],
    offline: bool | None,
) -> Settings:
    """Return `settings` (None: the defaults), changed by the plain arguments of a public function.

    `sources`, `allow_addresses` and `offline` are as for `audit` and `build_auditor`. Raises `SettingsError`.
    """
    chosen = Settings() if settings is None else validated(settings)
    if isinstance(allow_addresses, str):
        raise SettingsError(f"allow_addresses is a list of networks, for instance [{allow_addresses!r}]")
    changes: dict[str, Any] = {}
    if sources:
        changes["sources"] = {**chosen.sources, **_by_label(sources)}
    if allowed := tuple(allow_addresses):
        allowed = (*chosen.web.allow_addresses, *allowed)
        changes["web"] = msgspec.structs.replace(chosen.web, allow_addresses=allowed)
    if offline is not None:
        changes["offline"] = offline
    return msgspec.structs.replace(chosen, **changes)


def _by_label(sources: Mapping[str, str | os.PathLike[str]]) -> dict[str, str]:
    """Return the addresses and files of `sources` by label. Raises `SettingsError` for anything else."""
    if not isinstance(sources, Mapping):
        raise SettingsError('sources gives each label an address or a file, for instance {"11": "pillay.html"}')
    wrong = [(label, target) for label, target in sources.items() if not isinstance(target, str | os.PathLike)]
    for label, target in wrong:
        raise SettingsError(f"sources: give [{label}] an address or a file, not {type(target).__name__}")
    return {str(label): os.fspath(target) for label, target in sources.items()}


def _files(bibliography: Sequence[str | os.PathLike[str]]) -> list[str]:
    """Return the names of files. Raises `SettingsError` for a name that is not in a list."""
    if isinstance(bibliography, str | bytes | os.PathLike):
        raise SettingsError(f"bibliography is a list of files, for instance [{os.fspath(bibliography)!r}]")
    return [os.fspath(path) for path in bibliography]


def build_auditor(
    settings: Settings | None = None,
    *,
    judge: Judge | None = None,
    fetcher: Fetcher | None = None,
    matcher: Matcher | None = None,
    archives: Sequence[Archive] | None = None,
    observer: Observer | None = None,
    clock: Clock | None = None,
    allow_addresses: Iterable[str] = (),
    offline: bool | None = None,
) -> Auditor:
    """Return an auditor for many documents, which share connections, rate limits and the recording.

    Close it, or use it as a context manager. `settings` None: the defaults. `judge`, `fetcher`, `matcher`, `archives`,
    `observer` and `clock` replace the built-in parts (their protocols are in `citecheck.interfaces`); None: the
    built-in part. `archives` are asked in their order, `()` asks none. `allow_addresses` are private networks (CIDR,
    such as "10.0.0.0/8") that may be visited, in addition to those of the settings. `offline` True fetches nothing,
    False fetches, None: as the settings say.

    Raises `SettingsError` for settings that are wrong, `PluginError` for an object that does not fit, and
    `EvidenceError` for a recording that cannot be read or written.
    """
    return Session(
        with_arguments(settings, None, allow_addresses, offline),
        judge=judge,
        fetcher=fetcher,
        matcher=matcher,
        archives=archives,
        observer=observer,
        clock=clock,
    ).auditor()


def read(
    source: DocumentSource,
    *,
    name: str | None = None,
    format: str | None = None,
    encoding: str | None = None,
    bibliography: Sequence[str | os.PathLike[str]] = (),
) -> Document:
    """Read a document: its text, claims, citations, references and problems.

    `source` is a path, an http(s) address (the only case in which something is fetched) or the document itself as
    bytes. `name` is the document's name in messages; None: the path or the address. `format` is a value of
    `DocumentFormat`; None: it is chosen by suffix, media type and content. `encoding` is the character encoding of the
    document ("windows-1251"); None: it is recognised. `bibliography` are files of references (BibTeX, CSL-JSON, RIS,
    EndNote XML) that the document cites by key; none: those that it names itself, in its own folder. Raises
    `ReadingError`, also if the encoding is not certain, and `SettingsError` for a `bibliography` that is no list.
    """
    named = _files(bibliography)
    if isinstance(source, str) and is_web_address(source):
        with Session() as session:
            return session.read(source, name=name, format=format, encoding=encoding, bibliography=named)
    from citecheck.workers.documents import read_document

    limit = Settings().max_document_bytes
    return read_document(source, name=name, format=format, encoding=encoding, max_bytes=limit, bibliography=named)


def audit(
    source: DocumentSource,
    *,
    settings: Settings | None = None,
    sources: Mapping[str, str | os.PathLike[str]] | None = None,
    encoding: str | None = None,
    bibliography: Sequence[str | os.PathLike[str]] = (),
    judge: Judge | None = None,
    fetcher: Fetcher | None = None,
    matcher: Matcher | None = None,
    archives: Sequence[Archive] | None = None,
    observer: Observer | None = None,
    clock: Clock | None = None,
    allow_addresses: Iterable[str] = (),
    offline: bool | None = None,
) -> Report:
    """Audit the citations of one document and return the report.

    `source` is a path, an http(s) address or the document itself as bytes. `sources` gives references an address or a
    file that the document does not name, by label: ``{"11": "pillay.html"}``. `encoding` is the character encoding of
    the document ("windows-1251"); None: it is recognised. `bibliography` is as for `read`. `settings`, `judge`,
    `fetcher`, `matcher`, `archives`, `observer`, `clock`, `allow_addresses` and `offline` are as for `build_auditor`.

    Raises `ReadingError` for a document that cannot be read, and the errors of `build_auditor`. Failures on the web
    raise nothing; they are in the report. A label of `sources` that no reference has is told in its notices.
    """
    with Session(
        with_arguments(settings, sources, allow_addresses, offline),
        judge=judge,
        fetcher=fetcher,
        matcher=matcher,
        archives=archives,
        observer=observer,
        clock=clock,
    ) as session:
        named = _files(bibliography)
        report = session.auditor().audit(session.read(source, encoding=encoding, bibliography=named))
    known = {entry.label for entry in report.document.references}
    unknown = [label for label in map(str, sources or ()) if label not in known]
    told = tuple(f"a source was given for [{label}], which no reference has" for label in unknown)
    return replace(report, notices=(*report.notices, *told)) if told else report


def fix(
    source: str | os.PathLike[str],
    *,
    apply: bool = False,
    unsafe: bool = False,
    settings: Settings | None = None,
    sources: Mapping[str, str | os.PathLike[str]] | None = None,
    encoding: str | None = None,
    bibliography: Sequence[str | os.PathLike[str]] = (),
    fetcher: Fetcher | None = None,
    archives: Sequence[Archive] | None = None,
    observer: Observer | None = None,
    allow_addresses: Iterable[str] = (),
    offline: bool | None = None,
) -> FixPlan:
    """Audit the document `source`, a file, and return the repairs of its references; with `apply` write them too.

    Only safe repairs are written; with `unsafe` all of them. The plan holds both, and what was left out.
    `settings`, `sources`, `encoding`, `bibliography`, `fetcher`, `archives`, `observer`, `allow_addresses` and
    `offline` are as for `audit`. `plan_fixes` plans the repairs of a report that exists.

    Raises the errors of `audit`, and `FixError` for what is no file, or changed while it was audited.
    """
    from citecheck.fixing import plan_fixes
    from citecheck.fixing.applying import apply_fixes

    report = audit(
        os.fspath(source),
        settings=settings,
        sources=sources,
        encoding=encoding,
        bibliography=bibliography,
        fetcher=fetcher,
        archives=archives,
        observer=observer,
        allow_addresses=allow_addresses,
        offline=offline,
    )
    plan = plan_fixes(report, source, encoding=encoding)
    if apply:
        apply_fixes(plan, unsafe=unsafe)
    return plan


def check_link(
    url: str,
    *,
    settings: Settings | None = None,
    fetcher: Fetcher | None = None,
    archives: Sequence[Archive] | None = None,
    observer: Observer | None = None,
    clock: Clock | None = None,
    allow_addresses: Iterable[str] = (),
    offline: bool | None = None,
) -> SourceCheck:
    """Visit the address `url`. Return its status and reason, every attempt and every copy that was read.

    An address that cannot be visited at all (`mailto:`, a private host) has a status too. `settings`, `fetcher`,
    `archives`, `observer`, `clock`, `allow_addresses`, `offline` and the errors are as for `build_auditor`.
    """
    with Session(
        with_arguments(settings, None, allow_addresses, offline),
        fetcher=fetcher,
        archives=archives,
        observer=observer,
        clock=clock,
    ) as session:
        return session.check_link(url)


__all__ = ["audit", "build_auditor", "check_link", "fix", "read"]

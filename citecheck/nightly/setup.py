"""What a night needs before it can begin: the plan, the store, the cache, the auditor."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Literal, Protocol

import msgspec
from requests.adapters import BaseAdapter

from citecheck._version import __version__
from citecheck.assembly import Session
from citecheck.auditor import Auditor
from citecheck.clock import timestamp
from citecheck.errors import SettingsError
from citecheck.findings import STANDING_CODES, FindingMaker
from citecheck.interfaces import Clock, Observer
from citecheck.nightly.ahead import ReadAhead
from citecheck.nightly.baseline import load_baseline
from citecheck.nightly.changes import ChangedAudits, Changes
from citecheck.nightly.commit import NightCommit
from citecheck.nightly.documents import Shard, find_documents
from citecheck.nightly.notices import Notices
from citecheck.nightly.opening import check_history, open_cache, open_store, unsealed
from citecheck.nightly.reuse import Reuse
from citecheck.nightly.suppressions import Suppressions, load_suppressions
from citecheck.settings import Settings, fingerprint
from citecheck.store import Night, NightOutcome, Store
from citecheck.store.caching import Caching
from claims.model import Document
from reports.model import Report

_RESUMABLE = timedelta(hours=20)
"""How long after its start, or its last report, a killed run can be resumed. Judgement: older pages belong to another
night."""


class StandingAuditor:
    """Looks only for retractions, concerns and corrections of the works that a document cites, with `auditor`."""

    def __init__(self, auditor: Auditor) -> None:
        self._auditor = auditor

    def audit(self, document: Document) -> Report:
        """Return the report of `document`."""
        return self._auditor.references(document, standing_only=True)


class DocumentAuditor(Protocol):
    """What a night needs of an auditor."""

    def audit(self, document: Document) -> Report:
        """Return the report of `document`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class NightRequest:
    """What a night shall do, in addition to its settings.

    `documents` replace those of the settings; empty: they do not. `changed_since` is a git revision: only later changes
    are audited and compared with the nights of the store, and nothing is stored. `only` "retractions" asks registries
    whether cited works were retracted or corrected, and nothing else; None: everything is audited. `within` is the
    folder that every file must lie in; None: documents may lie anywhere. `notify` says whether notices of what is new
    are sent, or shown and kept for the next night, or not made. `named` are the settings that the user gave by a flag,
    by the environment or in a trusted file: a store or a cache among them is used, whoever made it.
    """

    documents: tuple[str, ...] = ()
    shard: Shard = field(default_factory=Shard)
    changed_since: str | None = None
    only: Literal["retractions"] | None = None
    within: Path | None = None
    notify: Literal["send", "show", "never"] = "send"
    named: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class NightPlan:
    """The documents of a night, and the arguments that named them (files, folders, patterns).

    `skipped` are links out of the folders, which are not followed, `unnamed` are files of the folders that are audited
    only if they are named. `only` is that of the request.
    """

    documents: tuple[str, ...]
    asked: tuple[str, ...]
    settings_sha256: str
    shard: str = "1/1"
    skipped: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()
    only: str | None = None

    @property
    def task(self) -> str:
        """The digest (hex) of the arguments: two runs with the same task would do the same work twice."""
        return hashlib.sha256(
            msgspec.json.encode((self.asked, self.shard, *([self.only] if self.only else [])))
        ).hexdigest()

    @property
    def digest(self) -> str:
        """The digest (hex) by which a killed run is recognised: of the task, the settings and the version."""
        return hashlib.sha256(msgspec.json.encode((self.task, self.settings_sha256, __version__))).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class NightSetup:
    """A night that can begin. `ahead`, `changes`, `caching`, `reuse` and `notices` are None if it does not use them.

    `renew` asks registries anew about the references of a report that is used again. `ahead` begins to read documents
    and their sources before their audits. `said` are messages about the store and the cache.
    """

    settings: Settings
    plan: NightPlan
    night: Night
    store: Store
    auditor: DocumentAuditor
    read: Callable[[str], Document]
    renew: Callable[[Report], Report]
    commit: NightCommit
    suppressions: Suppressions
    clock: Clock
    observer: Observer
    ahead: Callable[[Sequence[str]], ReadAhead] | None = None
    changes: Changes | None = None
    caching: Caching | None = None
    reuse: Reuse | None = None
    notices: Notices | None = None
    said: tuple[str, ...] = ()

    @property
    def read_only(self) -> bool:
        """Whether nothing is stored: in a pull request, which is compared with the nights of the main branch."""
        return self.changes is not None


@contextlib.contextmanager
def set_up(
    settings: Settings,
    request: NightRequest,
    *,
    run: str,
    observer: Observer,
    clock: Clock,
    adapter: BaseAdapter | None = None,
) -> Iterator[NightSetup]:
    """Open everything that a night needs, and close it when the context is left. See `citecheck.nightly.runner`.

    Raises `SettingsError`, `StoreError`, `UnreadableBaseline`, `PluginError` or `EvidenceError` if the night cannot
    begin.
    """
    chosen = settings.nightly
    maker = FindingMaker(enable=settings.report.enable, disable=settings.report.disable)
    changes = Changes(request.changed_since) if request.changed_since is not None else None
    suppressions = Suppressions(load_suppressions(Path(chosen.ignore_file)), today=clock.now().date())
    baseline = load_baseline(Path(chosen.baseline)) if chosen.baseline else None
    check_history(chosen)
    plan = _plan(settings, request, changes)
    with contextlib.ExitStack() as stack:
        read_only = changes is not None
        store = open_store(chosen, plan.task, stack, read_only=read_only, named="nightly.store" in request.named)
        night, resumed = _begin(store, plan, run, clock, observer, read_only=read_only)
        named = "nightly.cache" in request.named
        caching, said = open_cache(settings, night, clock, observer, stack, named=named)
        session = stack.enter_context(
            Session(
                _with_recording(settings, night, resumed),
                observer=observer,
                clock=clock,
                adapter=adapter,
                memory=caching,
                resume=resumed and not settings.evidence.record,
            )
        )
        notices: Notices | None = None
        if changes is None and request.notify != "never":
            notices = Notices(
                settings,
                store,
                clock=clock,
                observer=observer,
                closing=stack,
                adapter=adapter,
                dry_run=request.notify == "show",
            )
        whole = session.auditor()
        auditor: DocumentAuditor = StandingAuditor(whole) if request.only else whole
        if changes is not None:
            auditor = ChangedAudits(
                auditor.audit, changes, read=lambda body, name: session.read(body, name=name, path=name), maker=maker
            )
            # The runner decides what is new in a pull request (`citecheck.nightly.runner._only_changed`).
            chosen = msgspec.structs.replace(chosen, new_only=False)
        yield NightSetup(
            settings=settings,
            plan=plan,
            night=night,
            store=store,
            auditor=auditor,
            read=session.read,
            renew=whole.renewed,
            ahead=None
            if changes is not None or request.only or settings.offline or settings.evidence.replay
            else partial(ReadAhead, read=session.read, sources=session.sources),
            commit=NightCommit(
                store,
                chosen,
                maker=maker,
                suppressions=suppressions,
                baseline=baseline,
                read_only=read_only,
                only=STANDING_CODES if request.only else frozenset(),
            ),
            suppressions=suppressions,
            clock=clock,
            observer=observer,
            changes=changes,
            caching=caching,
            reuse=_reuse(settings, caching, clock, observer) if changes is None and not request.only else None,
            notices=notices,
            said=(*said, *unsealed(store)) if not read_only else said,
        )


def _plan(settings: Settings, request: NightRequest, changes: Changes | None) -> NightPlan:
    chosen = settings.nightly
    asked = request.documents or chosen.documents
    changed = changes.documents() if changes is not None and not asked else ()
    if not asked and changes is None:
        raise SettingsError("no documents: name some, or set `nightly.documents` in citecheck.toml")
    own = (Path(chosen.output),) if chosen.output else ()
    found = find_documents(asked or changed, exclude=chosen.exclude, apart_from=own, within=request.within)
    if not found.names and asked:
        raise SettingsError("nightly.exclude leaves out every document")
    documents = tuple(name for name in found.names if request.shard.has(name))
    return NightPlan(
        documents=changes.touched(documents) if changes is not None else documents,
        asked=asked,
        settings_sha256=fingerprint(settings),
        shard=str(request.shard),
        skipped=found.skipped,
        unnamed=found.unnamed,
        only=request.only,
    )


def _begin(
    store: Store, plan: NightPlan, run: str, clock: Clock, observer: Observer, *, read_only: bool
) -> tuple[Night, bool]:
    """Begin a night, or resume it. Return it, and whether it is resumed."""
    now = clock.now()
    if read_only:
        night = Night(number=0, run=run, started=timestamp(now), outcome=NightOutcome.RUNNING, version=__version__)
        return night, False
    night, resumed = store.nights.begin(
        run=run,
        plan=plan.digest,
        at=timestamp(now),
        version=__version__,
        settings_sha256=plan.settings_sha256,
        resume_from=timestamp(now - _RESUMABLE),
    )
    fields = {"night": night.number, "documents": len(plan.documents), "resumed": resumed, "began": night.started}
    observer.event("night-begins", fields)
    return night, resumed


def _with_recording(settings: Settings, night: Night, resumed: bool) -> Settings:
    """Return the settings with this night's recording. A night that is resumed goes on with the file that it began."""
    folder = settings.nightly.evidence
    if not folder or settings.evidence.record or settings.evidence.replay:
        return settings
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"nightly.evidence: the folder {folder} cannot be made ({error.strerror})") from error
    day = night.started[:10]
    for part in range(1, 1000):
        name = Path(folder) / f"{day}-{f'night-{night.number}' if night.number else night.run}-{part}.warc.gz"
        if not name.exists() and (resumed or not name.with_name(name.name + ".open").exists()):
            break
    evidence = msgspec.structs.replace(settings.evidence, record=str(name))
    return msgspec.structs.replace(settings, evidence=evidence)


def _reuse(settings: Settings, caching: Caching | None, clock: Clock, observer: Observer) -> Reuse | None:
    """Return what uses earlier reports again; None if the night is recorded or offline."""
    recorded = settings.nightly.evidence or settings.evidence.record
    if caching is None or recorded or settings.offline:
        return None
    return Reuse(settings, caching, clock=clock, observer=observer)


__all__ = ["DocumentAuditor", "NightPlan", "NightRequest", "NightSetup", "set_up"]

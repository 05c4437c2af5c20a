"""A night from settings to result: what is to be done, with what store, what memory and what auditor."""

from __future__ import annotations

import contextlib
import tempfile
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from requests.adapters import BaseAdapter

from citecheck._version import __version__
from citecheck.assembly import Session
from citecheck.clock import SystemClock, timestamp
from citecheck.errors import SettingsError, StoreError
from citecheck.findings import FindingMaker
from citecheck.interfaces import Clock, Observer
from citecheck.nightly.baseline import load_baseline
from citecheck.nightly.changes import ChangedAudits, Changes
from citecheck.nightly.commit import Settler
from citecheck.nightly.documents import Shard, find_documents
from citecheck.nightly.model import Audited, NightResult
from citecheck.nightly.reuse import Reuse
from citecheck.nightly.runner import Audits, NightPlan, NightRun
from citecheck.nightly.suppressions import Suppressions, load_suppressions
from citecheck.observers import NullObserver
from citecheck.settings import Settings, fingerprint
from citecheck.store import Night, NightOutcome, Store
from citecheck.store.cache import Cache
from citecheck.store.caching import Caching
from citecheck.store.locking import only_run
from reports.model import State

_RESUMABLE = timedelta(hours=20)  # what was read longer ago than that is of another night


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a run is asked for beside its settings.

    `documents` replace those of the settings; `changed_since` is a git revision: only what changed since then is
    audited, held against the nights of the store, and nothing is remembered.
    """

    documents: tuple[str, ...] = ()
    shard: Shard = field(default_factory=Shard)
    changed_since: str | None = None


def nightly(
    settings: Settings,
    wish: Wish | None = None,
    *,
    run: str | None = None,
    observer: Observer | None = None,
    clock: Clock | None = None,
    adapter: BaseAdapter | None = None,
    publish: Callable[[NightResult], None] | None = None,
) -> NightResult:
    """Audit the documents, compare with the nights before, remember, and return what the night came to.

    `adapter` replaces the transport, as in `citecheck.assembly.Session`. `publish` is called with the result before
    the night counts as done: write its reports there, and a run that is cut off in between loses nothing.
    Raises `CitecheckError` for what somebody must mend first: settings, a baseline or a store that cannot be used.
    What one document or one source does wrong is in the result.
    """
    clock = clock or SystemClock()
    job = _Job(settings, wish or Wish(), run or new_run(), observer or NullObserver(), clock, adapter, publish)
    return job.do()


def new_run() -> str:
    """Return an id for a run."""
    return uuid.uuid4().hex[:12]


class _Job:
    """One call of `nightly`."""

    def __init__(
        self,
        settings: Settings,
        wish: Wish,
        run: str,
        observer: Observer,
        clock: Clock,
        adapter: BaseAdapter | None,
        publish: Callable[[NightResult], None] | None,
    ) -> None:
        self._settings = settings
        self._wish = wish
        self._run = run
        self._observer = observer
        self._clock = clock
        self._adapter = adapter
        self._publish = publish
        self._maker = FindingMaker(enable=settings.report.enable, disable=settings.report.disable)
        self._changes = Changes(wish.changed_since) if wish.changed_since is not None else None
        self._remember = self._changes is None
        self._store = Path(settings.nightly.store)
        today = clock.now().date()
        self._suppressions = Suppressions(load_suppressions(Path(settings.nightly.ignore_file)), today=today)
        self._baseline = load_baseline(Path(settings.nightly.baseline)) if settings.nightly.baseline else None

    def do(self) -> NightResult:
        """Do the night's work."""
        settings = self._settings.nightly
        if settings.require_history and not self._store.exists():
            raise StoreError(
                f"{self._store}: there is no store, and `nightly.require_history` says that there must be one: it was "
                "lost (a cache that was evicted?). Put it back, or run once without that setting"
            )
        plan = NightPlan(
            documents=self._documents(),
            asked=self._wish.documents or settings.documents,
            settings_sha256=fingerprint(self._settings),
            shard=str(self._wish.shard),
        )
        with contextlib.ExitStack() as stack:
            if self._remember:
                stack.enter_context(only_run(self._store, plan.task))
            store = stack.enter_context(self._open(stack))
            night = self._begin(store, plan)
            cache = self._cache()
            if cache is not None:
                stack.callback(cache.close)
            result = self._audit(plan, night, store, cache)
            self._tidy(store, cache)
        return self._told(result)

    def _documents(self) -> tuple[str, ...]:
        settings = self._settings.nightly
        wanted = self._wish.documents or settings.documents
        if not wanted:
            raise SettingsError("no documents: name some, or set `nightly.documents` in citecheck.toml")
        own = (Path(settings.output),) if settings.output else ()
        found = find_documents(wanted, exclude=settings.exclude, apart_from=own)
        found = tuple(name for name in found if self._wish.shard.has(name))
        return self._changes.touched(found) if self._changes is not None else found

    def _open(self, stack: contextlib.ExitStack) -> Store:
        """Open the store. One that is only read is not made where there is none: an empty one stands for it."""
        path = self._store
        if not self._remember and not path.exists():
            path = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="citecheck-"))) / path.name
        store = Store(path, lock_timeout=self._settings.nightly.lock_timeout)
        store.database.check()
        return store

    def _begin(self, store: Store, plan: NightPlan) -> Night:
        now = self._clock.now()
        if not self._remember:
            return Night(
                number=0, run=self._run, started=timestamp(now), outcome=NightOutcome.RUNNING, version=__version__
            )
        night, resumed = store.nights.begin(
            run=self._run,
            plan=plan.digest,
            at=timestamp(now),
            version=__version__,
            settings_sha256=plan.settings_sha256,
            resume_from=timestamp(now - _RESUMABLE),
        )
        fields = {"night": night.number, "documents": len(plan.documents), "resumed": resumed, "began": night.started}
        self._observer.event("night-begins", fields)
        return night

    def _cache(self) -> Cache | None:
        settings = self._settings.nightly
        if not settings.cache:
            return None
        now = timestamp(self._clock.now())
        cache = Cache(Path(settings.cache), now=now, lock_timeout=settings.lock_timeout)
        if cache.was_damaged:
            self._observer.event("cache-damaged", {"cache": settings.cache, "note": "begun anew; nothing is lost"})
        return cache

    def _audit(self, plan: NightPlan, night: Night, store: Store, cache: Cache | None) -> NightResult:
        settings = self._settings
        memory = None
        if cache is not None:
            conditional = not settings.evidence.record and not settings.nightly.evidence
            memory = Caching(cache, clock=self._clock, night=night.run, conditional=conditional)
        chosen = settings.nightly
        if self._changes is not None:
            chosen = msgspec.structs.replace(chosen, new_only=False)  # `_only_changed` says what is new there
        settler = Settler(store, chosen, maker=self._maker, suppressions=self._suppressions, baseline=self._baseline)
        recorded = self._recorded(night)
        with Session(
            recorded, observer=self._observer, clock=self._clock, adapter=self._adapter, memory=memory
        ) as session:
            job = NightRun(
                plan,
                night,
                store=store,
                read=lambda name: session.read(name),
                auditor=self._auditor(session),
                settler=settler,
                clock=self._clock,
                observer=self._observer,
                max_time=settings.web.max_time,
                remember=self._remember,
                reuse=self._reuse(memory),
                publish=self._published,
            )
            return job.run(self._suppressions, reused=memory.counts if memory is not None else dict)

    def _recorded(self, night: Night) -> Settings:
        """Return the settings with this night's recording; a night that is gone on with gets a further file."""
        folder = self._settings.nightly.evidence
        if not folder or self._settings.evidence.record or self._settings.evidence.replay:
            return self._settings
        Path(folder).mkdir(parents=True, exist_ok=True)
        day = night.started[:10]
        for part in range(1, 1000):
            name = Path(folder) / f"{day}-{self._run if not night.number else f'night-{night.number}'}-{part}.warc.gz"
            if not name.exists() and not name.with_name(name.name + ".open").exists():
                break
        evidence = msgspec.structs.replace(self._settings.evidence, record=str(name))
        return msgspec.structs.replace(self._settings, evidence=evidence)

    def _auditor(self, session: Session) -> Audits:
        auditor = session.auditor()
        if self._changes is None:
            return auditor
        return ChangedAudits(
            auditor.audit,
            self._changes,
            read=lambda body, name: session.read(body, name=name),
            maker=self._maker,
        )

    def _reuse(self, memory: Caching | None) -> Reuse | None:
        """Return what knows earlier reports; in a pull request, and where a night is recorded, all is read anew."""
        recorded = self._settings.nightly.evidence or self._settings.evidence.record
        if memory is None or self._changes is not None or recorded or self._settings.offline:
            return None
        return Reuse(self._settings, memory, clock=self._clock, observer=self._observer)

    def _tidy(self, store: Store, cache: Cache | None) -> None:
        settings = self._settings.nightly
        if self._remember:
            before = timestamp(self._clock.now() - timedelta(days=settings.keep_days))
            store.nights.prune(before=before, keep_reports=settings.keep_reports)
        if cache is not None:
            cache.shrink(settings.cache_megabytes * 1_000_000)

    def _published(self, result: NightResult) -> None:
        if self._publish is not None:
            self._publish(self._of_changes(result))

    def _of_changes(self, result: NightResult) -> NightResult:
        """In a pull request take what it did not look at for neither fixed nor old."""
        if self._changes is None:
            return result
        return replace(result, audited=tuple(_only_changed(one) for one in result.audited))

    def _told(self, result: NightResult) -> NightResult:
        """Log the end."""
        result = self._of_changes(result)
        comparison = result.comparison
        self._observer.event(
            "night-ends",
            {
                "night": result.night.number,
                "outcome": str(result.outcome),
                "documents": len(result.audited),
                "resumed": result.resumed,
                "failed": len(result.troubles),
                "left": len(result.left),
                "new": len(comparison.new),
                "still": len(comparison.still),
                "fixed": len(comparison.fixed),
                "waiting": len(comparison.waiting),
                "seconds": round((self._clock.now() - datetime.fromisoformat(result.night.started)).total_seconds(), 3),
                "bytes": sum(c.size for report in result.reports for source in report.sources for c in source.copies),
                "reused": dict(result.reused),
            },
        )
        return result


def _only_changed(one: Audited) -> Audited:
    """Let everything count that main does not have, whether or not main's nights are known."""
    known = (State.STILL, State.FLAPPING)
    counting = tuple(finding for finding in one.counting if finding.state not in known)
    present = {claim.key for claim in one.report.document.claims}
    fixed = tuple(finding for finding in one.comparison.fixed if finding.claim and finding.claim not in present)
    return replace(one, counting=counting, comparison=replace(one.comparison, fixed=fixed))

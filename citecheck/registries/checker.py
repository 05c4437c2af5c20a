"""From references to what registries say about them: whether they exist, are what they say, and still stand."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from citecheck.interfaces import Clock, Observer
from citecheck.observers import for_document
from citecheck.registries.asking import Asker, Identified
from citecheck.registries.building import Registries
from citecheck.registries.cited import cited_works
from citecheck.registries.comparing.model import Agreement, ReferencedWork
from citecheck.registries.matching import Match, is_the_work, match, records_of_one_work
from citecheck.registries.model import Answered, Record, WorkKind
from citecheck.registries.reasons import reason_for
from citecheck.registries.standing import WorkStanding, ask_standing, union
from citecheck.registries.verdicts import (
    EXISTENCE_RULES,
    Case,
    is_stranger,
    strangers,
    unregistered_difference,
)
from citecheck.settings.model import Settings
from claims.model import Document
from reports.records import Existence, ReferenceCheck, RegistryAnswer

PHASE = "registries"


class ReferenceChecker:
    """Checks references against registries. Safe to use for one document after the other.

    `registries` are those to ask, `settings` the settings of the run. `clock` gives the time, `observer` is notified of
    progress in the phase "registries". `seconds_left` says how many seconds the run still has; None: it has no limit.
    """

    def __init__(
        self,
        registries: Registries,
        settings: Settings,
        *,
        clock: Clock,
        observer: Observer,
        seconds_left: Callable[[], float | None] = lambda: None,
    ) -> None:
        self._seconds_left = seconds_left
        self._registries = registries
        self._asker = Asker(registries.by_key, settings.registries.enabled)
        self._threads = settings.web.threads
        self._clock = clock
        self._observer = observer

    def check(self, document: Document) -> tuple[ReferenceCheck, ...]:
        """Return one check for each reference of `document` that names a work, in their order."""
        works = [work for work in cited_works(document) if work.identifiers or work.title or work.urls]
        return self._check(works, for_document(self._observer, document.name))

    def check_works(self, works: Sequence[ReferencedWork]) -> tuple[ReferenceCheck, ...]:
        """Return one check for each of `works`, in their order."""
        return self._check(works, self._observer)

    def _check(self, works: Sequence[ReferencedWork], observer: Observer) -> tuple[ReferenceCheck, ...]:
        observer.begin(PHASE, len(works))
        with self._in_time(), ThreadPoolExecutor(max_workers=self._threads) as pool:
            try:
                cases = []
                for case in pool.map(self._case, works):
                    cases.append(case)
                    observer.advance(PHASE, note=case.cited.label)
            except BaseException:
                self.stop()
                raise
            standing = ask_standing(filter(None, map(_standing_of, cases)), self._registries)
        observer.end(PHASE)
        return tuple(self._checked(case, standing) for case in cases)

    def check_standing(self, document: Document) -> tuple[ReferenceCheck, ...]:
        """Return one check for each reference of `document` with a DOI or PMID, of its standing alone.

        Nothing is asked about the existence of works, so the verdict of each is `cannot-tell`.
        """
        works = [work for work in cited_works(document) if {"doi", "pmid"} & set(work.identifiers)]
        with self._in_time():
            standing = ask_standing((work.identifiers for work in works), self._registries)
        return tuple(
            ReferenceCheck(
                reference=work.key,
                label=work.label,
                verdict=Existence.CANNOT_TELL,
                reason="only retractions, concerns and corrections were asked for",
                notices=union(standing.of(work.identifiers)),
                answers=_silent_answers(standing),
            )
            for work in works
        )

    @contextmanager
    def _in_time(self) -> Iterator[None]:
        """Cancel what waits once the time of the run is over."""
        seconds = self._seconds_left()
        timer = threading.Timer(seconds, self.stop) if seconds is not None else None
        if timer is not None:
            timer.daemon = True
            timer.start()
        try:
            yield
        finally:
            if timer is not None:
                timer.cancel()

    def stop(self) -> None:
        """Cancel all waiting; every request from now on fails."""
        self._registries.client.stop()

    def _case(self, cited: ReferencedWork) -> Case:
        """Ask about one work."""
        identified = tuple(self._asker.identify(cited))
        pairs = tuple((one, self._match(cited, one.record)) for one in identified if one.record is not None)
        case = Case(cited=cited, identified=identified, by_identifier=pairs)
        best = _best(found for one, found in pairs if not is_stranger(one, found, cited))
        if best is None or _needs_more(best):
            searched = self._asker.search(cited, is_work=lambda record: self._settles(cited, record))
            found = [self._match(cited, record) for lookup in searched.lookups for record in lookup.records]
            works = [one for one in found if is_the_work(one, cited)]
            best = _best([*([best] if best is not None else []), *works])
            case = Case(cited=cited, identified=identified, by_identifier=pairs, searched=searched)
        if best is not None:
            best = self._with_others(best, case)
        return Case(cited=cited, identified=identified, by_identifier=pairs, searched=case.searched, best=best)

    def _match(self, cited: ReferencedWork, record: Record, others: Iterable[Record] = ()) -> Match:
        return match(cited, record, others=tuple(others), this_year=self._clock.now().year)

    def _settles(self, cited: ReferencedWork, record: Record) -> bool:
        """Return whether a record that a search found leaves nothing to search for."""
        found = self._match(cited, record)
        return is_the_work(found, cited) and not found.differences

    def _with_others(self, best: Match, case: Case) -> Match:
        """Return the comparison that knows the other records of the work: its preprint, a second index."""
        records = [record for lookup in case.lookups for record in lookup.records]
        others = records_of_one_work(best, records)
        return self._match(case.cited, best.record, others) if others else best

    def _checked(self, case: Case, standing: WorkStanding) -> ReferenceCheck:
        decided = EXISTENCE_RULES.decide(case)
        assert decided is not None, "the last rule of the table always answers"
        shown = case.best or next((found for _, found in strangers(case)), None)
        differences = shown.differences if shown is not None else ()
        unregistered = unregistered_difference(case)
        if unregistered is not None:
            differences = (unregistered, *differences)
        record = shown.record if shown is not None else None
        identifiers = _standing_of(case) or {}
        own = case.best.record.notices if case.best is not None else ()
        preprint = record is not None and record.kind is WorkKind.PREPRINT and case.best is not None
        published = (record.published_as or standing.published_form(identifiers)) if preprint and record else None
        return ReferenceCheck(
            reference=case.cited.key,
            label=case.cited.label,
            verdict=decided.verdict,
            reason=reason_for(case, decided.rule),
            rule=decided.rule,
            record=record,
            differences=differences,
            notices=union(own, standing.of(identifiers)) if identifiers or own else (),
            published_as=published,
            answers=(*(lookup.brief for lookup in case.lookups), *(_silent_answers(standing) if identifiers else ())),
        )


def _silent_answers(standing: WorkStanding) -> tuple[RegistryAnswer, ...]:
    """Return the questions about standing that got no usable answer, one for each registry."""
    unknown = {lookup.registry: lookup.brief for lookup in standing.lookups if lookup.outcome is Answered.UNKNOWN}
    return tuple(unknown.values())


def _best(matches: Iterable[Match]) -> Match | None:
    """Return the match that disagrees least; the first of several."""
    return min(matches, key=lambda one: one.cost, default=None)


def _needs_more(best: Match) -> bool:
    """Return whether another record of the work may explain a difference: its preprint, or its published form."""
    return best.of("title") is not Agreement.SAME or bool(best.differences)


def _standing_of(case: Case) -> dict[str, str] | None:
    """Return the identifiers of the work whose standing counts; None: it is not known which work is cited."""
    if case.best is None or case.best.of("title") is Agreement.ANOTHER or case.best.of("authors") is Agreement.ANOTHER:
        return None
    return {
        kind: value
        for kind, value in (*case.best.record.identifiers.items(), *_certain(case.identified))
        if kind in ("doi", "pmid")
    }


def _certain(identified: Sequence[Identified]) -> list[tuple[str, str]]:
    return [(one.kind, one.value) for one in identified if len(identified) == 1 and one.record is not None]


__all__ = ["PHASE", "ReferenceChecker"]

"""Searches the lost addresses of a document, one route after another, and checks what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Protocol

from citecheck.http.guard import Guard, is_private_name
from citecheck.interfaces import Observer, Sources
from citecheck.observers import for_document
from citecheck.recovery.likeness import own_words
from citecheck.recovery.model import (
    Confirmation,
    FoundAddress,
    RecoveredReference,
    Recovery,
    Route,
    with_address,
)
from citecheck.recovery.original import Original, PageForm, Read, Search, named_original, wiki_original
from citecheck.recovery.pairing import pair
from citecheck.recovery.wikis import Wiki
from citecheck.sources.confirming import confirm_source
from citecheck.sources.locators import locate
from claims.model import Document, Reference, UrlStatus
from claims.urls import canonical_key, parts_of, split_archive, without_credentials
from reports.repair.parts import is_web

_PHASE = "addresses"
_TO_CONFIRM = "only the words of its address agree, and its page did not confirm it"
_TWO_REVISIONS = "the page had another address there at the time of the copy"
_DEAD = frozenset({UrlStatus.DEAD, UrlStatus.USURPED, UrlStatus.DEVIATED})


class Finder(Protocol):
    """A further route to an address, by the fields of one reference."""

    def find(self, reference: Reference, search: Search) -> tuple[FoundAddress | None, tuple[str, ...]]:
        """Return an address and the doubts about it, or None and why there is none.

        `reference` is one that lost its address. What was asked is told to `search`.
        """
        ...


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An address with the doubts about it; without an address the reasons why there is none."""

    found: FoundAddress | None
    words: tuple[str, ...] = ()

    @property
    def is_used(self) -> bool:
        return self.found is not None and not self.words and not self.found.needs_page


class Recoverer:
    """Searches lost addresses. `citecheck.assembly.Session.recoverer` makes one.

    `read` reads an original that the user names, `wikis` are asked for it otherwise. `finders` makes the further routes
    for a document, in their order. `sources` reads what was found. `given` are sources that the user gave, by label.
    `guard` knows which private networks may be visited. `offline`: only a file is read. `is_over` says whether the time
    of the run is over, after which no further route is tried. `observer` is notified of progress in the phase
    "addresses".
    """

    def __init__(
        self,
        *,
        read: Read,
        wikis: Sequence[Wiki],
        finders: Callable[[Document, Mapping[str, FoundAddress]], Sequence[Finder]],
        sources: Sources,
        given: Mapping[str, str],
        guard: Guard,
        offline: bool = False,
        is_over: Callable[[], bool] = lambda: False,
        observer: Observer,
    ) -> None:
        self._read = read
        self._wikis = wikis
        self._finders = finders
        self._sources = sources
        self._given = given
        self._guard = guard
        self._offline = offline
        self._is_over = is_over
        self._observer = observer

    def recover(self, document: Document, *, original: str | None = None, visit: bool = True) -> Recovery:
        """Search the addresses of the references of `document` that have none.

        `original` is the page that the document was copied from, an address or a file; None: wikis are asked for it.
        With `visit` the found addresses are read and checked to be the works; what is another work stays in doubt.

        Raises `ReadingError` for a file that cannot be read.
        """
        lost = [entry for entry in document.references if not entry.is_link and self._is_lost(entry)]
        search = Search()
        if not lost:
            return Recovery(document=document.name, answered=True)
        observer = for_document(self._observer, document.name)
        observer.begin(_PHASE, len(lost))
        try:
            found = self._by_original(document, lost, original, search)
            self._by_other_routes(document, lost, found, search, observer)
        finally:
            observer.end(_PHASE)
        results = [_result(entry, found[entry.key]) for entry in lost]
        if visit and not self._offline:
            results = list(self._confirmed(document, results))
        return Recovery(
            document=document.name,
            references=tuple(map(_settled, results)),
            places=tuple(search.places),
            attempts=tuple(search.attempts),
            answered=search.answered,
        )

    def _is_lost(self, entry: Reference) -> bool:
        location = locate(entry, self._given)
        return not location.urls and location.file is None

    def _by_original(
        self, document: Document, lost: Sequence[Reference], source: str | None, search: Search
    ) -> dict[str, list[_Candidate]]:
        """Return what the original page gives for each lost reference, by key."""
        found: dict[str, list[_Candidate]] = {entry.key: [] for entry in lost}
        original: Original | None = None
        if source is not None:
            original = named_original(document, source, self._read, search)
        elif self._offline:
            search.say("no wiki was asked, because `offline` is set", answered=False)
        else:
            original = wiki_original(document, self._wikis, self._read, search)
        if original is None:
            return found
        for form in original.now():
            self._match(document, form, found)
            if all(any(one.is_used for one in candidates) for candidates in found.values()):
                break
        if any(_needs_history(entry, found[entry.key]) for entry in lost):
            for form in original.then():
                self._match(document, form, found, again={entry.key for entry in lost if not own_words(entry)})
        for candidates in found.values():
            if not candidates:
                candidates.append(_Candidate(None, (f"{original.name} has no entry like it",)))
        return found

    def _match(
        self,
        document: Document,
        form: PageForm,
        found: dict[str, list[_Candidate]],
        *,
        again: AbstractSet[str] = frozenset(),
    ) -> None:
        """Add what one form of the page gives for the references without an address, and for those of `again`.

        An entry of which no word is left is in doubt if two revisions give two addresses for it.
        """
        for key, candidate in self._on_page(document, form):
            candidates = found.get(key)
            if candidates is None:
                continue
            used = next((one for one in candidates if one.is_used), None)
            if used is None:
                candidates.append(candidate)
            elif key in again and candidate.is_used and not _is_same_address(used, candidate):
                candidates[:] = [replace(one, words=(*one.words, _TWO_REVISIONS)) for one in (candidate, used)]

    def _on_page(self, document: Document, form: PageForm) -> Iterator[tuple[str, _Candidate]]:
        """Yield what one form of the page gives for each of our references that it matches."""
        for match in pair(document, form.page, plausible=form.presence.is_plausible):
            address = _address_of(match.entry)
            if address is None:
                why = f"{form.name}: entry [{match.entry.label}] has no address either"
                yield match.reference.key, _Candidate(None, (why,))
                continue
            url, archive_url = address
            label = f"entry [{match.entry.label}]{form.earlier}: " if match.entry.label else ""
            evidence = match.evidence or ("it has the same place in the list",)
            address_found = FoundAddress(
                url=url,
                route=Route.ORIGINAL,
                where=form.name,
                archive_url=archive_url,
                url_status_dead=match.entry.url_status in _DEAD,
                evidence=(f"{label}{evidence[0]}", *evidence[1:]),
            )
            yield match.reference.key, _Candidate(address_found, (*match.doubts, *self._private(url)))

    def _private(self, url: str) -> Iterator[str]:
        """Yield a doubt if an address leads into a private network that the settings do not permit."""
        host = (parts_of(url).hostname or "").lower()
        if is_private_name(host) and not self._guard.is_allowed_name(host):
            yield "a private address, which is never visited"

    def _by_other_routes(
        self,
        document: Document,
        lost: Sequence[Reference],
        found: dict[str, list[_Candidate]],
        search: Search,
        observer: Observer,
    ) -> None:
        """Add what the further routes give for the references that are still without an address."""
        if self._offline:
            return
        known = {
            entry.key: one.found for entry in lost for one in found[entry.key] if one.is_used and one.found is not None
        }
        finders = self._finders(document, known)
        for entry in lost:
            observer.advance(_PHASE, note=entry.label)
            if entry.key in known:
                continue
            if self._is_over():
                found[entry.key].append(_Candidate(None, ("the time that was allowed (web.max_time) was over",)))
                continue
            for finder in finders:
                address, words = finder.find(entry, search)
                doubts = (*words, *self._private(address.url)) if address is not None else words
                found[entry.key].append(_Candidate(address, doubts))
                if address is not None and not doubts:
                    break

    def _confirmed(self, document: Document, results: Sequence[RecoveredReference]) -> Iterator[RecoveredReference]:
        """Yield the results after a look at the page of each address that is used."""
        visited = {
            one.reference.key: with_address(one.reference, one.found)
            for one in results
            if one.found is not None and not one.doubts
        }
        with self._sources.gather(document, tuple(visited.values())) as gathering:
            for one in results:
                if one.reference.key not in visited:
                    yield one
                    continue
                source = gathering.source(one.reference.key)
                said, words, rule = confirm_source(source, language=document.language)
                doubts = (words,) if said is Confirmation.OTHER_WORK else ()
                yield replace(one, confirmation=said, confirmed_by=words, rule=rule, doubts=doubts)


def _address_of(entry: Reference) -> tuple[str, str | None] | None:
    """Return the address of an entry of the original, and its archived copy (None: none); None: it has no address."""
    urls = [without_credentials(url) for url in locate(entry, {}).urls if is_web(url) and parts_of(url).hostname]
    if not urls:
        return None
    archive_url = entry.archive_url if is_web(entry.archive_url) else None
    archived = split_archive(urls[0])
    if archived is not None and is_web(archived.original):
        return archived.original, archive_url or urls[0]
    return urls[0], archive_url


def _needs_history(entry: Reference, candidates: Sequence[_Candidate]) -> bool:
    """Return whether an earlier revision may tell more: no address is used, or only a sentence speaks for it."""
    return not own_words(entry) or not any(one.is_used for one in candidates)


def _is_same_address(one: _Candidate, other: _Candidate) -> bool:
    urls = [candidate.found.url for candidate in (one, other) if candidate.found is not None]
    return len(urls) == 2 and canonical_key(urls[0]) == canonical_key(urls[1])


def _result(entry: Reference, candidates: Sequence[_Candidate]) -> RecoveredReference:
    """Return what became of a reference: the first address without doubt, or to confirm, or else with a doubt."""
    missed = tuple(word for one in candidates if one.found is None for word in one.words)
    known = [one for one in candidates if one.found is not None]
    best = min(known, key=_doubtfulness, default=None)
    if best is None:
        return RecoveredReference(reference=entry, missed=missed)
    return RecoveredReference(reference=entry, found=best.found, doubts=best.words, missed=missed)


def _doubtfulness(candidate: _Candidate) -> tuple[int, bool]:
    """Return a key by which the surest address is the least; of two with one doubt it is the one a page can settle."""
    needs_page = candidate.found is not None and candidate.found.needs_page
    return len(candidate.words) + needs_page, bool(candidate.words) or not needs_page


def _settled(one: RecoveredReference) -> RecoveredReference:
    """Return `one` with a doubt if its address needs its page, and the page neither confirmed nor denied it."""
    decided = one.confirmation in (Confirmation.CONFIRMED, Confirmation.OTHER_WORK)
    if one.found is None or not one.found.needs_page or decided:
        return one
    return replace(one, doubts=(_TO_CONFIRM, *one.doubts))


__all__ = ["Finder", "Recoverer"]

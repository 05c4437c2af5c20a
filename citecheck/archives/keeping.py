"""Keeps what a document cites: pages that are alive and in no archive are saved, and the report names them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from requests.adapters import BaseAdapter

from citecheck.archives.choosing import Chooser
from citecheck.archives.saving import PageSaver, SavedPage, SaveOutcome, may_be_saved
from citecheck.findings import FindingMaker
from citecheck.interfaces import Clock
from citecheck.settings.model import Settings
from claims.model import Reference
from claims.urls import is_web_address
from reports.model import Finding, LinkStatus, Origin, Report, SourceCheck

CODE = "link-unarchived"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPage:
    """What became of a page that a document cites: the label of its reference, and its address.

    `saved` is what the archive did (None: it was not asked to save it), `reason` says in words why not.
    """

    label: str
    url: str
    saved: SavedPage | None = None
    reason: str = ""

    @property
    def is_left(self) -> bool:
        """Whether the page may still be in no archive."""
        return self.saved is None or self.saved.outcome is not SaveOutcome.SAVED


class Keeper:
    """Saves what reports name. `chooser` knows archives, `saver` saves, `maker` makes the findings on what is left."""

    def __init__(self, chooser: Chooser, saver: PageSaver, maker: FindingMaker) -> None:
        self._chooser, self._saver, self._maker = chooser, saver, maker

    def keep(
        self, report: Report, *, may_save: Callable[[str], bool] = lambda _: True
    ) -> tuple[Report, tuple[KeptPage, ...]]:
        """Save the pages of `report` that are alive and in no archive; return the report with them, and what became.

        `may_save` is asked before an address is saved; with False it is only reported. In the report, a source that
        was saved names its capture, and the finding `link-unarchived` is there for each that was not.
        """
        sources = {source.reference: source for source in report.sources}
        kept: list[KeptPage] = []
        changed: dict[str, SourceCheck] = {}
        left: dict[str, Finding] = {}
        for reference in report.document.references:
            source = sources.get(reference.key)
            if source is None or not _is_alive(reference, source) or source.url is None:
                continue
            absent = False if source.archived else self._is_absent(source.url, reference, source)
            if absent is False:
                continue
            page = self._kept(reference, source.url, absent, may_save)
            kept.append(page)
            if not page.is_left and page.saved is not None:
                attempts = (*source.attempts, *page.saved.attempts)
                changed[reference.key] = replace(source, capture=page.saved.capture, archived=True, attempts=attempts)
            elif absent:
                changed[reference.key] = replace(source, archived=False)
                left.update((one.key, one) for one in self._finding(reference, source, page))
        findings = [one for one in report.findings if one.code != CODE or one.reference not in changed]
        listed = tuple(changed.get(source.reference, source) for source in report.sources)
        return replace(report, sources=listed, findings=(*findings, *left.values())), tuple(kept)

    def _is_absent(self, url: str, reference: Reference, source: SourceCheck) -> bool | None:
        """Return whether no archive has a page; None: it is not known."""
        return True if source.archived is False else self._chooser.known_absent(url, reference)

    def _kept(self, reference: Reference, url: str, absent: bool | None, may_save: Callable[[str], bool]) -> KeptPage:
        label = reference.label
        if absent is None:
            why = self._chooser.reason(url, reference) or "no archive was asked"
            return KeptPage(label=label, url=url, reason=f"whether an archive has it is not known ({why})")
        if not may_be_saved(url):
            return KeptPage(label=label, url=url, reason="its address holds a password or a key")
        if not may_save(url):
            return KeptPage(label=label, url=url, reason="it is in no archive")
        saved = self._saver.save(url)
        return KeptPage(label=label, url=url, saved=saved, reason=saved.reason)

    def _finding(self, reference: Reference, source: SourceCheck, page: KeptPage) -> Iterator[Finding]:
        name = reference.title or page.url
        found = self._maker.make(
            CODE,
            f"{name} is alive and in no archive that was asked; {page.reason}",
            reference=reference.key,
            span=reference.span,
            rule=source.rule,
        )
        if found is not None:
            yield found


def build_keeper(settings: Settings, adapter: BaseAdapter, chooser: Chooser, *, clock: Clock, key: str) -> Keeper:
    """Return a keeper whose requests go through `adapter` and that asks `chooser` for captures.

    `clock` gives the time, `key` is that of an account ("ACCESS:SECRET"; "": none).
    """
    enable = tuple(dict.fromkeys((*settings.report.enable, CODE)))
    maker = FindingMaker(enable=enable, disable=settings.report.disable)
    return Keeper(chooser, PageSaver(settings, adapter, clock=clock, key=key), maker)


def _is_alive(reference: Reference, source: SourceCheck) -> bool:
    """Return whether a source works and names no archived copy."""
    copied = reference.archive_url or source.capture or any(one.origin is Origin.ARCHIVE for one in source.copies)
    works = source.status in (LinkStatus.ALIVE, LinkStatus.MOVED)
    return works and not copied and source.url is not None and is_web_address(source.url)


__all__ = ["CODE", "Keeper", "KeptPage", "build_keeper"]

"""What a search for lost addresses finds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from claims.model import Reference, UrlStatus
from reports.model import Attempt


class Route(StrEnum):
    """Where an address was found."""

    ORIGINAL = "original"
    """On the page that the document was copied from."""
    REGISTRY = "registry"
    """In the record of a registry."""
    ARCHIVE = "archive"
    """In an archive's index of the publisher's pages."""
    TABLE = "table"
    """In a table of sources that the user named."""


class Confirmation(StrEnum):
    """What the page at a found address says about being the work."""

    CONFIRMED = "confirmed"
    """It shows the title, or an author together with the date."""
    OTHER_WORK = "other-work"
    """It is another work."""
    UNCONFIRMED = "unconfirmed"
    """It was read, and shows too little of the reference."""
    UNREAD = "unread"
    """It could not be read, or was not visited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAddress:
    """An address for a reference that names none.

    `url` is the address of the source, `archive_url` that of an archived copy which was found with it (None: none was).
    `url_status_dead`: the place where it was found calls `url` dead. `route` says how it was found, `where` at which
    place (a page, a registry, an archive). `evidence` says in words what ties it to the reference. `needs_page`:
    only the words of `url` agree, so that it counts once its page confirms it.
    """

    url: str
    route: Route
    where: str
    archive_url: str | None = None
    url_status_dead: bool = False
    evidence: tuple[str, ...] = ()
    needs_page: bool = False

    @property
    def target(self) -> str:
        """The address to write into a table of sources: the archived copy if the source is called dead."""
        return self.archive_url if self.archive_url and self.url_status_dead else self.url

    @property
    def words(self) -> str:
        """Where it was found and why it fits, in one line."""
        return f"{self.where}: {'; '.join(self.evidence)}" if self.evidence else self.where


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMatch:
    """One of our references, and the entry of the original page that is taken for it.

    `evidence` and `doubts` are in words. A match with a doubt is shown and never used.
    """

    reference: Reference
    entry: Reference
    evidence: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveredReference:
    """What became of one reference that has no address.

    `found` is the address (None: none was found). `doubts` say why it is not used (empty: it is used). `confirmation`
    says what its page shows, `confirmed_by` the same in words, `rule` is the id of the rule that decided it (None: its
    page was not visited). `missed` says for each route without an address why.
    """

    reference: Reference
    found: FoundAddress | None = None
    doubts: tuple[str, ...] = ()
    confirmation: Confirmation = Confirmation.UNREAD
    confirmed_by: str = ""
    rule: str | None = None
    missed: tuple[str, ...] = ()

    @property
    def is_used(self) -> bool:
        """Whether an address was found about which there is no doubt."""
        return self.found is not None and not self.doubts


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """The search for the lost addresses of one document.

    `references` are those that have no address and no identifier, in the order of the list. `places` say in words what
    was asked and what came of it, `attempts` are the exchanges. `answered`: at least one place could be asked.
    """

    document: str
    references: tuple[RecoveredReference, ...] = ()
    places: tuple[str, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    answered: bool = False

    @property
    def addresses(self) -> dict[str, FoundAddress]:
        """The addresses that are used, by the key of their reference."""
        return {one.reference.key: one.found for one in self.references if one.found is not None and not one.doubts}


def with_address(reference: Reference, found: FoundAddress) -> Reference:
    """Return `reference` with the address `found` before its own, and with the archived copy found with it."""
    return replace(
        reference,
        urls=(found.url, *(url for url in reference.urls if url != found.url)),
        archive_url=reference.archive_url or found.archive_url,
        url_status=reference.url_status or (UrlStatus.DEAD if found.url_status_dead else None),
    )


__all__ = [
    "Confirmation",
    "FoundAddress",
    "PageMatch",
    "RecoveredReference",
    "Recovery",
    "Route",
    "with_address",
]

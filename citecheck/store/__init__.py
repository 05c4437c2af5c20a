"""What is kept from night to night: nights with their reports, findings, links; and what may be used again."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from citecheck.store.database import DamagedStore, Database
from citecheck.store.history import Change, History, Seen
from citecheck.store.model import Known, LinkRecord, Night, NightOutcome, Spell
from citecheck.store.nights import Nights
from citecheck.store.schema import MARK, MIGRATIONS, VERSION, create


class Store:
    """The store of one file: its `nights` with their reports, and its `history` of findings and links."""

    def __init__(self, path: Path, *, lock_timeout: float = 30.0) -> None:
        """Open the store, make it, or bring it to this version's schema. Raises `StoreError`."""
        self.path = path
        self.database = Database(
            path, mark=MARK, version=VERSION, create=create, migrations=MIGRATIONS, lock_timeout=lock_timeout
        )
        self.nights = Nights(self.database)
        self.history = History(self.database)

    @property
    def is_new(self) -> bool:
        """Whether there was no store at this place: it is the first night, or the store was lost."""
        return self.database.created

    def close(self) -> None:
        """Close the file."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


__all__ = [
    "Change",
    "DamagedStore",
    "Database",
    "History",
    "Known",
    "LinkRecord",
    "Night",
    "NightOutcome",
    "Nights",
    "Seen",
    "Spell",
    "Store",
]

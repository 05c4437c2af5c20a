"""What is stored from night to night: nights with their reports, findings and links; and the cache."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from citecheck.store.database import DamagedStore, Database
from citecheck.store.history import DocumentChange, History, SeenFinding
from citecheck.store.model import Known, LinkRecord, Night, NightOutcome, NoticeState, Spell, Waiting
from citecheck.store.nights import AuditRow, Nights
from citecheck.store.origin import ForeignStore
from citecheck.store.outbox import Outbox
from citecheck.store.schema import MARK, MIGRATIONS, VERSION, create, metadata


class Store:
    """One file: `nights` with their reports, the `history` of findings and links, and the `outbox` of notices."""

    def __init__(self, path: Path, *, lock_timeout: float = 30.0, named: bool = False) -> None:
        """Open the file at `path`; create it, or migrate it to this version's schema, where needed.

        `lock_timeout` is how many seconds to wait for another process that writes. `named` says that the user named the
        file: one that somebody else made, or that was moved, is used too. Raises `StoreError` if the file cannot be
        used, `ForeignStore` for one that somebody else made.
        """
        self.path = path
        self.database = Database(
            path,
            mark=MARK,
            version=VERSION,
            create=create,
            migrations=MIGRATIONS,
            lock_timeout=lock_timeout,
            named=named,
        )
        self.nights = Nights(self.database)
        self.history = History(self.database)
        self.outbox = Outbox(self.database)

    @property
    def is_new(self) -> bool:
        """Whether the file was created just now: it is the first night, or the store was lost."""
        return self.database.created

    def check(self) -> None:
        """Raise `StoreError` if the file is damaged."""
        self.database.check(metadata)

    def close(self) -> None:
        """Close the file."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


__all__ = [
    "AuditRow",
    "DamagedStore",
    "Database",
    "DocumentChange",
    "ForeignStore",
    "History",
    "Known",
    "LinkRecord",
    "Night",
    "NightOutcome",
    "Nights",
    "NoticeState",
    "Outbox",
    "SeenFinding",
    "Spell",
    "Store",
    "Waiting",
]

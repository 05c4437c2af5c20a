"""Notices that are to be sent: stored with the night that made them, deleted once a service has taken them."""

from __future__ import annotations

from sqlalchemy import Connection, Row, and_, delete, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from citecheck.store import schema
from citecheck.store.database import Database
from citecheck.store.model import NoticeState, Waiting


class Outbox:
    """The notices of one store that no service has taken yet. `database` holds them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, connection: Connection, *, notice: str, channel: str, made: str, body: bytes) -> None:
        """Store a notice for a `channel`, in the transaction of `connection`, which ends its night.

        `notice` is its id; one that is stored for the channel already stays as it is. `made` is the time (RFC 3339),
        `body` the notice as JSON.
        """
        row = {"notice": notice, "channel": channel, "made": made, "touched": made, "body": body}
        statement = upsert(schema.outbox).values(**row, state=NoticeState.PENDING, reason="")
        connection.execute(statement.on_conflict_do_nothing())

    def waiting(self) -> tuple[Waiting, ...]:
        """Return all notices of the outbox, the oldest first."""
        with self._database.reading() as connection:
            return tuple(_one(row) for row in connection.execute(select(schema.outbox).order_by(schema.outbox.c.id)))

    def claim(self, number: int, *, at: str, stale: str) -> bool:
        """Take the notice `number` for sending, at the time `at`. Return False if it is not to be sent now.

        Only one of two runs gets it. One that a run took before the time `stale` and never ended is taken over.
        """
        outbox = schema.outbox
        left = and_(outbox.c.state == NoticeState.SENDING, outbox.c.touched < stale)
        free = and_(outbox.c.id == number, or_(outbox.c.state == NoticeState.PENDING, left))
        with self._database.writing() as connection:
            changed = connection.execute(
                update(outbox).where(free).values(state=NoticeState.SENDING, touched=at, reason="")
            )
            return changed.rowcount == 1

    def is_stale(self, number: int, *, before: str) -> bool:
        """Return whether the notice `number` was taken for sending before the time `before`, and never settled."""
        outbox = schema.outbox
        left = and_(outbox.c.id == number, outbox.c.state == NoticeState.SENDING, outbox.c.touched < before)
        with self._database.reading() as connection:
            return connection.execute(select(outbox.c.id).where(left)).first() is not None

    def settle(self, number: int, state: NoticeState, *, at: str, reason: str) -> bool:
        """Store the `state` of the notice `number` at the time `at`, and its `reason`. Return whether it exists."""
        outbox = schema.outbox
        with self._database.writing() as connection:
            changed = connection.execute(
                update(outbox).where(outbox.c.id == number).values(state=state, touched=at, reason=reason)
            )
            return changed.rowcount == 1

    def remove(self, number: int) -> bool:
        """Delete the notice `number`: a service took it, or somebody dropped it. Return whether it existed."""
        with self._database.writing() as connection:
            return connection.execute(delete(schema.outbox).where(schema.outbox.c.id == number)).rowcount == 1


def _one(row: Row[tuple[object, ...]]) -> Waiting:
    return Waiting(
        number=row.id,
        notice=row.notice,
        channel=row.channel,
        made=row.made,
        state=NoticeState(row.state),
        reason=row.reason,
        body=row.body,
    )


__all__ = ["Outbox"]

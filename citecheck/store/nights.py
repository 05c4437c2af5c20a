"""The nights of a store: begin, resume after a kill, end and prune them; and their reports."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, delete, func, insert, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from citecheck.errors import StoreError
from citecheck.store import schema
from citecheck.store.database import Database
from citecheck.store.model import Night, NightOutcome
from reports.codec import decode, encode
from reports.errors import UnreadableReport
from reports.model import Report
from reports.summary import summarise

_COMPRESSION = 6
"""zlib's own default: half the time of level 9 for 2 % more bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """A report of the document called `document`, as it is stored: compressed JSON, with what is asked for of it."""

    document: str
    sha256: str
    finished: str
    headline: str
    report: bytes

    @classmethod
    def of(cls, report: Report) -> AuditRow:
        """Return the row of `report`."""
        return cls(
            document=report.document.name,
            sha256=report.document.sha256,
            finished=report.finished,
            headline=summarise(report).headline,
            report=zlib.compress(encode(report), _COMPRESSION),
        )


class Nights:
    """The nights of one store, which `database` holds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(
        self, *, run: str, plan: str, at: str, version: str, settings_sha256: str, resume_from: str
    ) -> tuple[Night, bool]:
        """Begin a night, or resume an unfinished one. Return it, and whether it is resumed.

        `run` is the id of the run, `plan` the digest of its task; a night with the same plan that never ended is
        resumed. `at` is the time, `version` that of citecheck, `settings_sha256` the fingerprint of the settings. Times
        are RFC 3339 UTC. Only a night that began, or stored a report, at `resume_from` or later is resumed; older ones
        are abandoned, and their reports stay. Call it while the lock of the task is held.
        """
        nights = schema.nights
        with self._database.writing() as connection:
            audits = schema.audits
            stored = select(audits.c.night).where(audits.c.night == nights.c.id, audits.c.finished >= resume_from)
            connection.execute(
                update(nights)
                .where(nights.c.outcome == NightOutcome.RUNNING, nights.c.started < resume_from, ~stored.exists())
                .values(outcome=NightOutcome.ABANDONED)
            )
            running = and_(nights.c.plan == plan, nights.c.outcome == NightOutcome.RUNNING)
            latest = connection.execute(select(func.max(nights.c.id)).where(running)).scalar()
            if latest is not None:
                connection.execute(
                    update(nights).where(running, nights.c.id != latest).values(outcome=NightOutcome.ABANDONED)
                )
                return self._night(connection, latest), True
            values = {"run": run, "plan": plan, "started": at, "version": version, "settings_sha256": settings_sha256}
            made = connection.execute(insert(nights).values(**values, outcome=NightOutcome.RUNNING))
            (number,) = made.inserted_primary_key or (0,)
            return self._night(connection, number), False

    def store(self, night: Night, report: Report) -> None:
        """Store `report`, of one document, in the open `night`. It replaces an earlier one of the same night."""
        row = AuditRow.of(report)
        with self._database.writing() as connection:
            self.put_row(connection, night, row)

    def put(self, connection: Connection, night: Night, report: Report) -> None:
        """Store `report` in `night` as `store` does, inside the open transaction of `connection`."""
        self.put_row(connection, night, AuditRow.of(report))

    def put_row(self, connection: Connection, night: Night, row: AuditRow) -> None:
        """Store the report of `row` in `night` as `store` does, inside the open transaction of `connection`."""
        audits = schema.audits
        values = {"sha256": row.sha256, "finished": row.finished, "headline": row.headline, "report": row.report}
        number = document_number(connection, row.document)
        connection.execute(
            upsert(audits)
            .values(night=night.number, document=number, **values)
            .on_conflict_do_update(index_elements=["night", "document"], set_=values)
        )

    def ended(self, connection: Connection) -> set[int]:
        """Return the numbers of the nights that have ended, in the transaction of `connection`."""
        nights = schema.nights
        return set(connection.execute(select(nights.c.id).where(nights.c.finished.is_not(None))).scalars())

    def documents_of(self, connection: Connection, numbers: Collection[int]) -> set[str]:
        """Return the names of the documents of the nights with `numbers`, in the transaction of `connection`."""
        audits, documents = schema.audits, schema.documents
        query = select(documents.c.name).join(audits).where(audits.c.night.in_(numbers)).distinct()
        return set(connection.execute(query).scalars())

    def audited(self, night: Night) -> Mapping[str, str]:
        """Return the audited documents of `night` by name, each with its digest (SHA-256, hex)."""
        audits, documents = schema.audits, schema.documents
        query = select(documents.c.name, audits.c.sha256).join(documents).where(audits.c.night == night.number)
        with self._database.reading() as connection:
            return {str(name): str(digest) for name, digest in connection.execute(query)}

    def report(self, night: Night, document: str) -> Report | None:
        """Return the report of `document` on `night`; None: it was not audited, or its report was deleted."""
        audits, documents = schema.audits, schema.documents
        query = (
            select(audits.c.report).join(documents).where(audits.c.night == night.number, documents.c.name == document)
        )
        with self._database.reading() as connection:
            packed = connection.execute(query).scalar()
        return None if packed is None else self._unpacked(packed)

    def report_before(self, connection: Connection, document: str, night: Night) -> Report | None:
        """Return the last stored report of `document` before `night`; None: there is none.

        `night` 0 is one that is not stored, after all others. `connection` is the open transaction.
        """
        audits, documents = schema.audits, schema.documents
        query = (
            select(audits.c.report)
            .join(documents)
            .where(documents.c.name == document, audits.c.report.is_not(None))
            .order_by(audits.c.night.desc())
            .limit(1)
        )
        if night.number:
            query = query.where(audits.c.night < night.number)
        packed = connection.execute(query).scalar()
        return None if packed is None else self._unpacked(packed)

    def reports(self, document: str) -> Iterator[Report]:
        """Yield the stored reports of `document`, the newest first."""
        audits, documents = schema.audits, schema.documents
        query = (
            select(audits.c.report)
            .join(documents)
            .where(documents.c.name == document, audits.c.report.is_not(None))
            .order_by(audits.c.night.desc())
        )
        with self._database.reading() as connection:
            packed = [row[0] for row in connection.execute(query)]
        yield from (self._unpacked(data) for data in packed)

    def end(self, connection: Connection, night: Night, outcome: NightOutcome, at: str) -> None:
        """Store the `outcome` of `night`, which ended at the time `at`, inside the open transaction of `connection`."""
        nights = schema.nights
        connection.execute(update(nights).where(nights.c.id == night.number).values(outcome=outcome, finished=at))

    def all(self) -> tuple[Night, ...]:
        """Return all nights, the oldest first."""
        with self._database.reading() as connection:
            return tuple(_night(row) for row in connection.execute(_nights().order_by(schema.nights.c.id)))

    def find(self, word: str) -> Night:
        """Return the night that `word` names: its number, the beginning of its date, or "last".

        If several nights have the date, the last is returned. Raises `StoreError` if no night matches.
        """
        nights = schema.nights
        query = _nights().order_by(nights.c.id.desc()).limit(1)
        if word.isdigit() and len(word) < 8:
            query = query.where(nights.c.id == int(word))
        elif word != "last":
            query = query.where(nights.c.started.startswith(word, autoescape=True))
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise StoreError(f"{self._database.path}: there is no night {word!r}; `citecheck show` lists them")
        return _night(row)

    def rename(self, connection: Connection, old: str, new: str) -> None:
        """Move the history of a document from its name `old` to its name `new`, in the transaction of `connection`."""
        audits, documents = schema.audits, schema.documents
        former, present = document_number(connection, old), document_number(connection, new)
        connection.execute(update(audits).where(audits.c.document == present).values(document=former))
        connection.execute(delete(documents).where(documents.c.id == present))
        connection.execute(update(documents).where(documents.c.id == former).values(name=new))

    def last_ended(self, before: Night | None = None) -> Night | None:
        """Return the last night that changed states (before the night `before`, if given); None: no such night."""
        nights, audits = schema.nights, schema.audits
        query = (
            _nights()
            .where(nights.c.outcome.in_((NightOutcome.COMPLETE, NightOutcome.PARTIAL)))
            .where(select(audits.c.night).where(audits.c.night == nights.c.id).exists())
            .order_by(nights.c.id.desc())
            .limit(1)
        )
        if before is not None:
            query = query.where(nights.c.id < before.number)
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        return None if row is None else _night(row)

    def last_audited(self) -> Mapping[str, int]:
        """Return the number of the last night of each document, by name."""
        audits, documents = schema.audits, schema.documents
        query = select(documents.c.name, func.max(audits.c.night)).join(documents).group_by(documents.c.name)
        with self._database.reading() as connection:
            return {str(name): int(number) for name, number in connection.execute(query)}

    def prune(self, *, before: str, keep_reports: int) -> None:
        """Delete nights that started before `before`, and all but the last `keep_reports` full reports of a document.

        The nights on which a finding was first and last seen stay, and so does the last night of each document.
        """
        nights, audits, spells = schema.nights, schema.audits, schema.spells
        with self._database.writing() as connection:
            newer = audits.alias()
            rank = (
                select(func.count())
                .select_from(newer)
                .where(
                    newer.c.document == audits.c.document, newer.c.night > audits.c.night, newer.c.report.is_not(None)
                )
                .scalar_subquery()
            )
            connection.execute(
                update(audits).where(audits.c.report.is_not(None), rank >= keep_reports).values(report=None)
            )
            old = select(nights.c.id).where(nights.c.started < before, nights.c.outcome != NightOutcome.RUNNING)
            last = select(func.max(audits.c.night)).group_by(audits.c.document)
            connection.execute(delete(audits).where(audits.c.night.in_(old), audits.c.night.not_in(last)))
            ends = spells.alias()
            # The first and the last of a finding's old spells stay.
            inner = and_(
                spells.c.last.in_(old),
                spells.c.first
                != select(func.min(ends.c.first)).where(ends.c.finding == spells.c.finding).scalar_subquery(),
                spells.c.first
                != select(func.max(ends.c.first)).where(ends.c.finding == spells.c.finding).scalar_subquery(),
            )
            connection.execute(delete(spells).where(inner))
            used = or_(
                nights.c.id.in_(select(spells.c.first)),
                nights.c.id.in_(select(spells.c.last)),
                nights.c.id.in_(select(audits.c.night)),
            )
            connection.execute(delete(nights).where(nights.c.id.in_(old), ~used))

    def _night(self, connection: Connection, number: int) -> Night:
        return _night(connection.execute(_nights().where(schema.nights.c.id == number)).one())

    def _unpacked(self, packed: bytes) -> Report:
        try:
            return decode(zlib.decompress(packed))
        except (zlib.error, UnreadableReport) as error:
            raise StoreError(f"{self._database.path}: a report in it cannot be read ({error})") from error


def document_number(connection: Connection, name: str) -> int:
    """Return the number of the document `name`, in the transaction of `connection`. A new document gets a number."""
    documents = schema.documents
    found = connection.execute(select(documents.c.id).where(documents.c.name == name)).scalar()
    if found is not None:
        return int(found)
    (number,) = connection.execute(insert(documents).values(name=name)).inserted_primary_key or (0,)
    return int(number)


def _nights() -> Select[Any]:
    nights, audits = schema.nights, schema.audits
    audited = select(func.count()).where(audits.c.night == nights.c.id).scalar_subquery()
    columns = (nights.c.id, nights.c.run, nights.c.started, nights.c.finished, nights.c.outcome, nights.c.version)
    return select(*columns, audited.label("documents"))


def _night(row: Row[Any]) -> Night:
    """Return the night of a row. Raises `StoreError` if the row has values that citecheck never writes."""
    try:
        if datetime.fromisoformat(row.started).tzinfo is None:
            raise ValueError("a time without a zone")
        outcome = NightOutcome(row.outcome)
    except (TypeError, ValueError) as error:
        raise StoreError(f"the store is damaged: night {row.id} has a value that is not ours ({error})") from error
    return Night(
        number=row.id,
        run=row.run,
        started=row.started,
        finished=row.finished,
        outcome=outcome,
        version=row.version,
        documents=row.documents,
    )

"""The history of findings and links: what is known from earlier nights, and what each night changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, func, insert, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from citecheck.store import schema
from citecheck.store.database import Database
from citecheck.store.model import Known, LinkRecord, Night, Spell
from citecheck.store.nights import document_number
from reports.model import Finding, LinkStatus, Severity

_MANY = 500
"""Values in one `IN (…)`: old builds of SQLite take at most 999 parameters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenFinding:
    """A finding of tonight, as it is stored.

    `claim`, `reference` and `address` are the texts by which it is matched on later nights, `former` what it was
    before (None if it is new), `returned` whether it was fixed and came back.
    """

    finding: Finding
    claim: str = ""
    reference: str = ""
    address: str = ""
    former: Known | None = None
    returned: bool = False

    def __post_init__(self) -> None:
        assert self.former is not None or not self.returned


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentChange:
    """What one night changes in the history of one document. Findings outside both lists stay unchanged."""

    document: str
    seen: tuple[SeenFinding, ...] = ()
    fixed: tuple[Known, ...] = ()


class History:
    """The findings and links of one store, which `database` holds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def known(self, connection: Connection, document: str, *, gone_after: str) -> tuple[Known, ...]:
        """Return the findings of `document` that are open, or were fixed at `gone_after` (RFC 3339 UTC) or later.

        `connection` is the open transaction.
        """
        table, documents = schema.findings, schema.documents
        where = and_(documents.c.name == document, or_(table.c.gone.is_(None), table.c.gone >= gone_after))
        return _known(connection, where)

    def record(self, connection: Connection, night: Night, change: DocumentChange, at: str) -> None:
        """Store `change`, what `night` changed about a document, at the time `at`.

        `connection` is the open transaction.
        """
        document = document_number(connection, change.document)
        self._insert(connection, night, document, [seen for seen in change.seen if seen.former is None], at)
        self._update(connection, night, document, [seen for seen in change.seen if seen.former is not None])
        if change.fixed:
            table = schema.findings
            connection.execute(
                update(table).where(table.c.id == bindparam("number")).values(gone=at),
                [{"number": known.number} for known in change.fixed],
            )

    def links(self, connection: Connection, addresses: Iterable[str]) -> dict[str, LinkRecord]:
        """Return the records of `addresses`, by address, in the transaction of `connection`.

        Only addresses that failed once have a record.
        """
        wanted = sorted(set(addresses))
        table = schema.links
        found: dict[str, LinkRecord] = {}
        for start in range(0, len(wanted), _MANY):
            some = wanted[start : start + _MANY]
            for row in connection.execute(select(table).where(table.c.address.in_(some))):
                found[row.address] = LinkRecord(
                    address=row.address,
                    status=LinkStatus(row.status),
                    since=row.since,
                    counted=row.counted,
                    failures=row.failures,
                    unknown_host=row.unknown_host,
                    dead=row.dead,
                )
        return found

    def save_links(self, connection: Connection, records: Iterable[LinkRecord]) -> None:
        """Store `records` of addresses in the transaction of `connection`. They replace earlier ones."""
        names = ("address", "status", "since", "counted", "failures", "unknown_host", "dead")
        rows = [{name: getattr(record, name) for name in names} for record in records]
        if rows:
            statement = upsert(schema.links)
            rest = {name: statement.excluded[name] for name in names[1:]}
            connection.execute(statement.on_conflict_do_update(index_elements=["address"], set_=rest), rows)

    def find(self, key: str) -> tuple[tuple[Known, tuple[Spell, ...]], ...]:
        """Return the findings whose present or former key begins with `key`, each with its spells in order."""
        keys = schema.keys
        matching = select(keys.c.finding).where(keys.c.key.startswith(key, autoescape=True))
        with self._database.reading() as connection:
            found = _known(connection, schema.findings.c.id.in_(matching))
            spells = _spells(connection, [known.number for known in found])
        return tuple((known, tuple(spells.get(known.number, ()))) for known in found)

    def present(self, night: Night) -> tuple[Known, ...]:
        """Return the findings that were open on `night`: seen on it, or waiting to be seen again."""
        spells, findings = schema.spells, schema.findings
        latest = spells.alias()
        is_latest = spells.c.first == (
            select(func.max(latest.c.first)).where(latest.c.finding == spells.c.finding).scalar_subquery()
        )
        covering = (
            select(spells.c.finding)
            .join(findings)
            .where(spells.c.first <= night.number)
            .where(or_(spells.c.last >= night.number, and_(findings.c.gone.is_(None), is_latest)))
        )
        with self._database.reading() as connection:
            return _known(connection, schema.findings.c.id.in_(covering), with_aliases=False)

    def opened_and_closed(self) -> tuple[int, int]:
        """Return the number of open findings and the number of fixed findings."""
        table = schema.findings
        with self._database.reading() as connection:
            gone, every = connection.execute(select(func.count(table.c.gone), func.count())).one()
        return int(every) - int(gone), int(gone)

    def _insert(
        self, connection: Connection, night: Night, document: int, fresh: Sequence[SeenFinding], at: str
    ) -> None:
        table, keys, spells = schema.findings, schema.keys, schema.spells
        for seen in fresh:
            values = _values(seen) | {"document": document, "since": seen.finding.since or at, "returns": 0}
            (number,) = connection.execute(insert(table).values(**values)).inserted_primary_key or (0,)
            alias = upsert(keys).values(document=document, key=seen.finding.key, finding=number)
            connection.execute(
                alias.on_conflict_do_update(index_elements=["document", "key"], set_={"finding": number})
            )
            connection.execute(insert(spells).values(finding=number, first=night.number, last=night.number, nights=1))

    def _update(self, connection: Connection, night: Night, document: int, still: Sequence[SeenFinding]) -> None:
        table, keys, spells = schema.findings, schema.keys, schema.spells
        rows: list[dict[str, Any]] = []
        aliases: list[dict[str, Any]] = []
        longer: list[dict[str, Any]] = []
        again: list[dict[str, Any]] = []
        for seen in still:
            assert seen.former is not None
            number = seen.former.number
            new = {f"new_{name}": value for name, value in _values(seen).items()}
            rows.append(new | {"number": number, "came_back": int(seen.returned)})
            if seen.finding.key != seen.former.key:
                aliases.append({"document": document, "key": seen.finding.key, "finding": number})
            (again if seen.returned else longer).append({"number": number})
        if rows:
            changed: dict[str, Any] = {name: bindparam(f"new_{name}") for name in _values(still[0])}
            returns = table.c.returns + bindparam("came_back")
            statement = update(table).where(table.c.id == bindparam("number"))
            connection.execute(statement.values(**changed, gone=None, returns=returns), rows)
        if aliases:
            naming = upsert(keys)
            naming = naming.on_conflict_do_update(
                index_elements=["document", "key"], set_={"finding": naming.excluded.finding}
            )
            connection.execute(naming, aliases)
        if longer:
            latest = select(func.max(spells.c.first)).where(spells.c.finding == bindparam("number")).scalar_subquery()
            connection.execute(
                update(spells)
                .where(spells.c.finding == bindparam("number"), spells.c.first == latest)
                .values(last=func.max(spells.c.last, night.number), nights=spells.c.nights + 1),
                longer,
            )
        if again:
            connection.execute(
                upsert(spells).on_conflict_do_nothing(),
                [{"finding": row["number"], "first": night.number, "last": night.number, "nights": 1} for row in again],
            )


def _values(seen: SeenFinding) -> dict[str, Any]:
    finding = seen.finding
    known = (finding.severity, seen.former.worst) if seen.former is not None else (finding.severity,)
    return {
        "key": finding.key,
        "code": finding.code,
        "severity": finding.severity.value,
        "worst": max(known).value,
        "message": finding.message,
        "claim_key": finding.claim or "",
        "claim": seen.claim,
        "reference_key": finding.reference or "",
        "reference": seen.reference,
        "address": seen.address,
    }


def _known(connection: Connection, where: Any, *, with_aliases: bool = True) -> tuple[Known, ...]:
    table, documents, spells, keys = schema.findings, schema.documents, schema.spells, schema.keys
    seen = select(func.sum(spells.c.nights)).where(spells.c.finding == table.c.id).scalar_subquery()
    query = (
        select(table, documents.c.name.label("name"), seen.label("seen"))
        .join(documents)
        .where(where)
        .order_by(table.c.id)
    )
    rows = connection.execute(query).all()
    aliases: Mapping[int, Sequence[str]] = {}
    if with_aliases:
        aliases = _aliases(connection, keys, [row.id for row in rows])
    return tuple(_one(row, aliases.get(row.id, ())) for row in rows)


def _aliases(connection: Connection, keys: Any, numbers: Sequence[int]) -> Mapping[int, Sequence[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for start in range(0, len(numbers), _MANY):
        some = numbers[start : start + _MANY]
        for number, key in connection.execute(select(keys.c.finding, keys.c.key).where(keys.c.finding.in_(some))):
            found[number].append(key)
    return found


def _one(row: Row[Any], aliases: Sequence[str]) -> Known:
    return Known(
        number=row.id,
        document=row.name,
        key=row.key,
        code=row.code,
        severity=Severity(row.severity),
        worst=Severity(row.worst),
        message=row.message,
        since=row.since,
        nights=int(row.seen or 0),
        gone=row.gone,
        returns=row.returns,
        claim_key=row.claim_key,
        claim=row.claim,
        reference_key=row.reference_key,
        reference=row.reference,
        address=row.address,
        aliases=tuple(sorted(key for key in aliases if key != row.key)),
    )


def _spells(connection: Connection, numbers: Sequence[int]) -> Mapping[int, Sequence[Spell]]:
    spells = schema.spells
    first, last = schema.nights.alias(), schema.nights.alias()
    query = (
        select(spells, first.c.started.label("began"), last.c.started.label("ended"))
        .join(first, spells.c.first == first.c.id)
        .join(last, spells.c.last == last.c.id)
        .order_by(spells.c.finding, spells.c.first)
    )
    found: dict[int, list[Spell]] = defaultdict(list)
    for start in range(0, len(numbers), _MANY):
        for row in connection.execute(query.where(spells.c.finding.in_(numbers[start : start + _MANY]))):
            spell = Spell(
                first_night=row.first, first=row.began, last_night=row.last, last=row.ended, nights=row.nights
            )
            found[row.finding].append(spell)
    return found

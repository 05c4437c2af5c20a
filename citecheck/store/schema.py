"""The tables of the store, and the migrations from each schema to the next.

A finding that stays for a year is one row, with the nights on which it was first and last seen, so that a table
grows only by what changes. Only the latest full reports are stored.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from citecheck.store.database import Migration

MARK = 0x63697465  # "cite": SQLite's application_id
VERSION = 2

metadata = MetaData()

nights = Table(
    "nights",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("run", Text, nullable=False, unique=True),  # the id in the logs
    Column("plan", Text, nullable=False),  # the digest of what is to be done, by which a killed run is recognised
    Column("started", Text, nullable=False),
    Column("finished", Text),
    Column("outcome", Text, nullable=False),  # see citecheck.store.model.NightOutcome
    Column("version", Text, nullable=False),
    Column("settings_sha256", Text, nullable=False),
    sqlite_autoincrement=True,  # a number is never used twice, not even after pruning
)

documents = Table(
    "documents",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
)

audits = Table(
    "audits",
    metadata,
    Column("night", ForeignKey("nights.id"), primary_key=True),
    Column("document", ForeignKey("documents.id"), primary_key=True),
    Column("sha256", Text, nullable=False),
    Column("finished", Text, nullable=False),
    Column("headline", Text, nullable=False),
    Column("report", LargeBinary),  # compressed JSON, before and after states were found; NULL once it is old
    Index("audits_document", "document", "night"),
    Index("audits_sha256", "sha256"),
)

findings = Table(
    "findings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document", ForeignKey("documents.id"), nullable=False),
    Column("key", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("worst", Text, nullable=False),  # the worst severity that it ever had, so that it is new only once
    Column("message", Text, nullable=False),
    Column("claim_key", Text, nullable=False),
    Column("claim", Text, nullable=False),  # its text, by which a reworded claim is matched
    Column("reference_key", Text, nullable=False),
    Column("reference", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("since", Text, nullable=False),  # when it was first seen
    Column("gone", Text),  # since when it is fixed; NULL while it is open
    Column("returns", Integer, nullable=False),  # how often it came back
    Index("findings_open", "document", "gone"),
)

keys = Table(
    "keys",
    metadata,
    Column("document", ForeignKey("documents.id"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("finding", ForeignKey("findings.id"), nullable=False),
    Index("keys_key", "key"),
    Index("keys_finding", "finding"),
)

spells = Table(
    "spells",
    metadata,
    Column("finding", ForeignKey("findings.id"), primary_key=True),
    Column("first", ForeignKey("nights.id"), primary_key=True),
    Column("last", ForeignKey("nights.id"), nullable=False),
    Column("nights", Integer, nullable=False),  # nights of the spell on which it was seen
    Index("spells_last", "last"),
    Index("spells_first", "first"),
)

links = Table(
    "links",
    metadata,
    Column("address", Text, primary_key=True),
    Column("status", Text, nullable=False),
    Column("since", Text),  # the first failure of the present row of failures; NULL while it works
    Column("counted", Text),  # the failure that was counted last
    Column("failures", Integer, nullable=False),
    Column("unknown_host", Integer, nullable=False),
    Column("dead", Boolean, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("notice", Text, nullable=False),  # the id of the notice: the run of its night
    Column("channel", Text, nullable=False),  # the service that it is for; no address and no secret of it is stored
    Column("made", Text, nullable=False),
    Column("state", Text, nullable=False),  # see citecheck.store.model.NoticeState
    Column("touched", Text, nullable=False),  # when the state was last changed
    Column("reason", Text, nullable=False),  # why it was not delivered
    Column("body", LargeBinary, nullable=False),  # the notice, as JSON
    UniqueConstraint("notice", "channel"),  # a night that is resumed makes each notice once
    sqlite_autoincrement=True,
)


def _add_outbox(connection: Connection) -> None:
    outbox.create(connection)


MIGRATIONS: dict[int, Migration] = {1: _add_outbox}
"""The migration from each older schema to the next one."""


def create(connection: Connection) -> None:
    """Create all tables, in the transaction of `connection`."""
    metadata.create_all(connection)

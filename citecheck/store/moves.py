"""Documents that were moved: which of tonight's new names had the same bytes under another name before."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from sqlalchemy import Connection, select

from citecheck.store import schema
from citecheck.store.model import Night

_MANY = 500
"""Values in one `IN (…)`: old builds of SQLite take at most 999 parameters."""


def former_names(connection: Connection, documents: Mapping[str, str], night: Night) -> dict[str, str]:
    """Return the name that each moved document of `night` had before, by its present name.

    `documents` are tonight's names, each with the digest (SHA-256, hex) of its bytes. A document was moved if it was
    never audited under its present name, and a document that is not among tonight's had exactly the same bytes. The
    name that was audited last comes first, and each is given once. `connection` is the open transaction.
    """
    known = _known(connection, documents, night)
    new = {name: digest for name, digest in documents.items() if name not in known}
    free = _by_digest(connection, set(new.values()), set(documents), night)
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name, digest in new.items():
        former = free.get(digest)
        while former and former[0] in taken:
            former.popleft()
        if former:
            found[name] = former.popleft()
            taken.add(found[name])
    return found


def _known(connection: Connection, names: Iterable[str], night: Night) -> set[str]:
    """Return those of `names` under which a document was audited on another night."""
    audits, documents = schema.audits, schema.documents
    query = select(documents.c.name).join(audits).where(audits.c.night != night.number).distinct()
    found: set[str] = set()
    for some in _portions(names):
        found.update(connection.execute(query.where(documents.c.name.in_(some))).scalars())
    return found


def _by_digest(
    connection: Connection, digests: Iterable[str], tonight: set[str], night: Night
) -> dict[str, deque[str]]:
    """Return the names that documents with each of `digests` had on other nights and not tonight, the last first."""
    audits, documents = schema.audits, schema.documents
    query = (
        select(audits.c.sha256, documents.c.name)
        .join(documents)
        .where(audits.c.night != night.number)
        .order_by(audits.c.night.desc(), documents.c.id)
    )
    found: dict[str, deque[str]] = defaultdict(deque)
    for some in _portions(digests):
        for digest, name in connection.execute(query.where(audits.c.sha256.in_(some))):
            if name not in tonight:
                found[digest].append(name)
    return found


def _portions(values: Iterable[str]) -> Iterator[Sequence[str]]:
    rest = iter(values)
    while some := list(islice(rest, _MANY)):
        yield some


__all__ = ["former_names"]

"""Leave a rule out of every table that has it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from citecheck.rules.book import tables


@contextmanager
def without(rule: str) -> Iterator[None]:
    """Leave out the rule with the id `rule` as long as the context lasts. Raises `KeyError` if no table has it."""
    having = [table for table in tables() if rule in table.ids]
    if not having:
        raise KeyError(rule)
    with ExitStack() as stack:
        for table in having:
            stack.enter_context(table.without(rule))
        yield

"""Footnotes in the HTML of other software than wikis'."""

from __future__ import annotations

from claims.readers.html.inline import plan_citations, plan_inline
from claims.readers.html.linked import LinkedNotes
from claims.readers.html.loose import plan_loose
from claims.readers.html.plan import Index, Plan


def plan_footnotes(index: Index) -> Plan:
    """Recognise the notes of a page: those that are linked first, for they are certain."""
    plan = Plan()
    LinkedNotes(index, plan).plan()
    if not plan.entries:
        plan_loose(index, plan)
    plan_inline(index, plan)
    if not plan.entries:
        plan_citations(index, plan)
    for entry in plan.entries:
        for part in entry.parts:
            for name in ("hidden", "style", "aria-hidden"):
                part.attrib.pop(name, "")
    return plan

"""The reason of a verdict, in one sentence for people. It never says that somebody invented a work."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from citecheck.registries.matching import in_words
from citecheck.registries.model import Answered, Lookup, Record
from citecheck.registries.verdicts import Case, strangers
from reports.records import NoticeKind

_LONGEST = 100  # characters of a title that are shown


def reason_for(case: Case, rule: str) -> str:
    """Return the reason of the verdict that the rule `rule` gave about `case`."""
    return _WORDS[rule](case)


def shown(record: Record) -> str:
    """Return what `record` is, in a few words: its title, first author and year."""
    title = record.title or "a work without a title"
    short = title if len(title) <= _LONGEST else title[: _LONGEST - 1].rstrip() + "…"
    people = f"{record.authors[0]}{' and others' if len(record.authors) > 1 else ''}" if record.authors else ""
    about = ", ".join(filter(None, (people, str(record.year or ""))))
    return f"“{short}”{f' ({about})' if about else ''}"


def _other_work(case: Case) -> str:
    one, found = strangers(case)[0]
    where = "" if case.best is None else f"; the work itself is {_identifier_of(case.best.record)}"
    return f"{one.kind} {one.value} is {shown(found.record)} in {found.record.registry}, another work{where}"


def _identifier_of(record: Record) -> str:
    kind, value = next(iter(record.identifiers.items()), ("", ""))
    return f"{kind} {value}" if kind else (record.address or f"in {record.registry}")


def _unregistered(case: Case) -> str:
    one = case.unregistered[0]
    assert case.best is not None  # the rule needs it
    return f"{one.kind} {one.value} is not registered; the work is {_identifier_of(case.best.record)}"


def _differs(case: Case) -> str:
    assert case.best is not None  # the rule needs it
    return f"{case.best.record.registry} has it with other values: " + "; ".join(map(in_words, case.best.differences))


def _verified(case: Case) -> str:
    assert case.best is not None  # the rule needs it
    return f"{case.best.record.registry} has it: {shown(case.best.record)}"


def _not_comparable(case: Case) -> str:
    assert case.best is not None  # the rule needs it
    return f"{case.best.record.registry} has {shown(case.best.record)}; the entry says too little to compare it with"


def _not_found(case: Case) -> str:
    asked = case.searched.lookups or [lookup for one in case.identified for lookup in one.lookups]
    what = "this title" if case.searched.lookups else "this identifier"
    found = f"no record with {what} was found in {_names(asked)}"
    gone = "".join(f"; {one.kind} {one.value} is not registered" for one in case.unregistered)
    return f"{found}{gone if case.searched.lookups else ''}; an index may lack a work that exists"


def _names(lookups: Sequence[Lookup]) -> str:
    named = dict.fromkeys(
        f"{lookup.registry} ({lookup.at})" for lookup in lookups if lookup.outcome is not Answered.UNKNOWN
    )
    listed = list(named)
    return " and ".join(filter(None, (", ".join(listed[:-1]), listed[-1]))) if listed else "no registry"


def _registered_elsewhere(case: Case) -> str:
    one = next(one for one in case.identified if one.outcome is Answered.RECORD and one.record is None)
    agency = f" with {one.agency}" if one.agency else ""
    return f"{one.kind} {one.value} is registered{agency}; no registry that was asked has its record"


def _no_answer(case: Case) -> str:
    silent = dict.fromkeys(lookup.reason for lookup in case.lookups if lookup.outcome is Answered.UNKNOWN)
    asked = {lookup.registry for lookup in case.searched.lookups}
    off = sorted(case.searched.required - asked)
    parts = [*list(silent)[:3], *([f"{', '.join(off)} was not asked"] if off else [])]
    return f"not every index that could know this work answered ({'; '.join(parts)})"


def _no_index(case: Case) -> str:
    return case.searched.unasked


def _too_little(case: Case) -> str:
    return case.searched.unasked or "the entry gives too little to look it up"


_WORDS: Mapping[str, Callable[[Case], str]] = {
    "reference.other-work": _other_work,
    "reference.unregistered": _unregistered,
    "reference.differs": _differs,
    "reference.verified": _verified,
    "reference.not-comparable": _not_comparable,
    "reference.not-found": _not_found,
    "reference.registered-elsewhere": _registered_elsewhere,
    "reference.no-answer": _no_answer,
    "reference.no-index": _no_index,
    "reference.too-little": _too_little,
}

NOTICE_WORDS: Mapping[NoticeKind, str] = {
    NoticeKind.RETRACTION: "was retracted",
    NoticeKind.CONCERN: "has an expression of concern",
    NoticeKind.CORRECTION: "was corrected",
}
"""What a notice says of a work."""

__all__ = ["NOTICE_WORDS", "reason_for", "shown"]

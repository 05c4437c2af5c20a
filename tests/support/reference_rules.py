"""Run the cases of the rule book about references, by the code that decides them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from citecheck.clock import SystemClock
from citecheck.findings.references import NOTICE_RULES
from citecheck.observers import NullObserver
from citecheck.registries.building import Registries
from citecheck.registries.checker import ReferenceChecker
from citecheck.registries.cited import cited_work
from citecheck.registries.comparing.authors import AUTHOR_RULES
from citecheck.registries.comparing.model import Pair
from citecheck.registries.comparing.titles import TITLE_RULES
from citecheck.registries.comparing.venues import VENUE_RULES
from citecheck.registries.comparing.years import YEAR_RULES
from citecheck.registries.model import Answered, Lookup, Record, WorkKind
from citecheck.rules import RuleTable
from citecheck.settings.model import Settings
from citecheck.settings.registries import RegistrySettings
from claims.model import Reference, Span

FIELDS: Mapping[str, RuleTable] = {
    "title": TITLE_RULES,
    "authors": AUTHOR_RULES,
    "year": YEAR_RULES,
    "venue": VENUE_RULES,
}
_NAMES = {"crossref": "Crossref", "openalex": "OpenAlex", "doi": "doi.org"}


def called(rule: str, given: Mapping[str, str]) -> tuple[str, str | None]:
    """Return the outcome of a case for the area of `rule`, and the id of the rule that decided."""
    subject = rule.split(".")[1]
    table = FIELDS.get(subject)
    if table is not None:
        decided = table.decide(Pair(cited=_cited(given), record=_record(given, "record"), this_year=2026))
    elif subject == "standing":
        decided = NOTICE_RULES.decide(given["notice"])
    else:
        return _existence(given)
    return (str(decided.verdict), decided.rule) if decided is not None else ("nothing", None)


def _cited(given: Mapping[str, str]):
    structured = "entry" not in given
    text = given.get("entry", " ".join(value for key, value in given.items() if not key.startswith(("record", "work"))))
    authors = [name for name in given.get("authors", "").split("; ") if name]
    reference = Reference(
        key="r",
        label="1",
        text=text,
        span=Span(0, len(text)),
        title=given.get("title"),
        authors=(*authors, "others") if given.get("et al") else tuple(authors),
        published=given.get("year"),
        venue=given.get("venue"),
        kind=given.get("kind", "article-journal") if structured else None,
        identifiers={"doi": given["doi"]} if "doi" in given else {},
    )
    return cited_work(reference, structured=structured)


def _record(given: Mapping[str, str], what: str) -> Record:
    title, venue, year = (given.get(f"{what} {field}") for field in ("title", "venue", "year"))
    return Record(
        registry="Crossref",
        kind=WorkKind(given.get(f"{what} kind", "article")),
        titles=(title,) if title else (),
        authors=tuple(name for name in given.get(f"{what} authors", "").split("; ") if name),
        more_authors=f"{what} is short" in given,
        years=(int(year),) if year else (),
        venues=(venue,) if venue else (),
        identifiers={"doi": given[f"{what} doi"]} if f"{what} doi" in given else {},
    )


@dataclass
class FakeRegistry:
    """A registry of one work. `registered` are DOIs that it only knows by name; `silent`: it gives no usable answer."""

    name: str
    work: Record
    registered: Sequence[str] = ()
    silent: bool = False
    identifiers = frozenset({"doi"})
    kinds = frozenset({WorkKind.ARTICLE})

    def by_identifier(self, kind: str, value: str) -> Lookup:
        if value == self.work.identifiers.get(kind) and self.name != "doi.org":
            return self._answer(self.work)
        known = value in (self.work.identifiers.get(kind), *self.registered) and self.name == "doi.org"
        return self._answer(*([Record(registry=self.name, publisher="JaLC")] if known else []))

    def by_title(self, title: str, authors: Sequence[str] = (), year: int | None = None) -> Lookup:
        return self._answer(self.work)

    def by_address(self, url: str) -> Lookup:
        return self._answer()

    def _answer(self, *records: Record) -> Lookup:
        outcome = Answered.UNKNOWN if self.silent else Answered.RECORD if records else Answered.NONE
        found = records if outcome is Answered.RECORD else ()
        return Lookup(
            registry=self.name, asked="", outcome=outcome, at="2026-01-02T03:04:05Z", records=found, reason="no answer"
        )


def _existence(given: Mapping[str, str]) -> tuple[str, str | None]:
    work = _record(given, "work")
    registered = [given["registered"]] if "registered" in given else []
    registries = {
        key: FakeRegistry(name, work, registered, silent=given.get("silent") == name) for key, name in _NAMES.items()
    }
    checker = ReferenceChecker(
        Registries(by_key=registries, client=None, memory=None),
        Settings(registries=RegistrySettings()),
        clock=SystemClock(),
        observer=NullObserver(),
    )
    try:
        (check,) = checker.check_works([_cited(given)])
    except AssertionError as error:
        assert "always answers" in str(error)
        return "nothing", None
    return check.verdict.value, check.rule


__all__ = ["FIELDS", "FakeRegistry", "called"]

"""Numbers, dates and names of a text as typed values, and whether a source's bear out a claim's."""

from citecheck.checking.facts.comparing import compare
from citecheck.checking.facts.dates import dates
from citecheck.checking.facts.model import Date, Fact, Name, Number, Relation
from citecheck.checking.facts.names import names
from citecheck.checking.facts.quantities import numbers


def facts(text: str) -> list[Fact]:
    """Return the facts of `text` in order: its dates, its other numbers, and its names outside those."""
    when = dates(text)
    taken = [(found.start, found.end) for found in when]
    counted = numbers(text, taken)
    taken.extend((found.start, found.end) for found in counted)
    called = [name for name in names(text) if all(name.end <= start or name.start >= end for start, end in taken)]
    return sorted([*when, *counted, *called], key=lambda fact: (fact.start, fact.end))


__all__ = ["Date", "Fact", "Name", "Number", "Relation", "compare", "dates", "facts", "names", "numbers"]

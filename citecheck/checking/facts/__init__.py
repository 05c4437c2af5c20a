"""Numbers, dates and names of a text as typed values, and whether those of a source agree with those of a claim."""

from citecheck.checking.facts.comparison import compare
from citecheck.checking.facts.dates import dates
from citecheck.checking.facts.model import Date, Fact, FactComparison, Name, Number, Relation
from citecheck.checking.facts.quantities import numbers
from citecheck.checking.facts.reading import facts, names

__all__ = [
    "Date",
    "Fact",
    "FactComparison",
    "Name",
    "Number",
    "Relation",
    "compare",
    "dates",
    "facts",
    "names",
    "numbers",
]

"""Dates as people write them, in the languages of the large wikis, with the precision that is given.

A date comes out as ISO 8601: "2011-04-14", "2011-04" or "2011". What can be read in two ways (03/04/2011, unless the
document itself says which order it uses) is not a date here: it is unknown.
"""

from __future__ import annotations

from claims.dates.parsing import DateFound, find_dates, parse_date

__all__ = ["DateFound", "find_dates", "parse_date"]

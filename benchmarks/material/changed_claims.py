"""Claims with one fact changed: another number, date or name replaces one that the source confirms."""

from __future__ import annotations

import calendar
import random
import re
from collections.abc import Iterator

from benchmarks.material.claims_corpus import Case
from citecheck.checking.facts import Date, Fact, Name, Number
from citecheck.checking.facts.lookup import claimed_facts

_MONTHS = list(calendar.month_name)[1:]
_WORDS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def changed(case: Case, rng: random.Random, others: list[Name], borne_out: set[str]) -> Iterator[tuple[Fact, str]]:
    """Yield claims with one of the facts changed that the source confirms: that fact, and the new claim."""
    for fact in claimed_facts(case.claim):
        if fact.text not in borne_out:
            continue
        new = _other(fact, rng, others, case.source.text)
        if new is not None and new != fact.text:
            yield fact, case.claim[: fact.start] + new + case.claim[fact.end :]


def _other(fact: Fact, rng: random.Random, others: list[Name], page: str) -> str | None:
    if isinstance(fact, Number):
        return _other_number(fact.text, rng)
    if isinstance(fact, Date):
        return _other_date(fact.text, rng)
    strangers = [o for o in others if len(o.words) == len(fact.words) and not any(w in page.lower() for w in o.words)]
    return rng.choice(strangers).text if strangers else None


def _other_number(text: str, rng: random.Random) -> str | None:
    word = re.search(rf"\b({'|'.join(_WORDS)})\b", text, re.IGNORECASE)
    if word:
        new = rng.choice([w for w in _WORDS if w != word[0].lower()])
        return text[: word.start()] + (new.capitalize() if word[0][0].isupper() else new) + text[word.end() :]
    digits = re.search(r"\d[\d,]*(?:\.\d+)?", text)
    if not digits:
        return None
    written = digits[0]
    places = [i for i, c in enumerate(written) if c.isdigit()]
    at = places[0] if len(places) > 2 else rng.choice(places)
    figure = rng.choice([d for d in "123456789" if d != written[at]])
    return text[: digits.start()] + written[:at] + figure + written[at + 1 :] + text[digits.end() :]


def _other_date(text: str, rng: random.Random) -> str | None:
    ways = []
    month = re.search(rf"\b({'|'.join(_MONTHS)})\b", text)
    year = re.search(r"\b(1[5-9]|20)\d{2}\b", text)
    day = re.search(r"\b([12]?\d|3[01])\b(?!\d)", text) if month else None
    if month:
        new = rng.choice([m for m in _MONTHS if m != month[0]])
        ways.append(text[: month.start()] + new + text[month.end() :])
    if year:
        moved = int(year[0]) + rng.choice([-12, -7, -4, -3, -2, -1, 1, 2, 3, 4, 7])
        ways.append(text[: year.start()] + str(moved) + text[year.end() :])
    if day:
        moved = rng.choice([d for d in range(1, 28) if d != int(day[0])])
        ways.append(text[: day.start()] + str(moved) + text[day.end() :])
    return rng.choice(ways) if ways else None

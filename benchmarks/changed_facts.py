"""How surely a changed number, date or name is noticed: `python -m benchmarks.changed_facts`.

Takes claims that their source supports (WiCE's dev half; with `--all` those of claims/dev too), changes one fact that
the source bears out, and asks whether the check flags that fact as missing or conflicting, and whether it names the
conflict. Two sources each: the sentences that carry the claim, and the whole page. The changes are drawn with a fixed
seed. Rules and reaches were set on these claims with other seeds.
"""

from __future__ import annotations

import calendar
import random
import re
import sys
from collections.abc import Iterator

from benchmarks.claims_corpus import Case, evidence_only, pairs, wice
from benchmarks.intervals import share
from citecheck.checking.facts import Date, Fact, Name, Number
from citecheck.checking.facts.lookup import claimed_facts
from citecheck.checking.support import LexicalJudge
from citecheck.model import JudgedSource, SourceText
from reports.model import Check, Outcome

_MONTHS = list(calendar.month_name)[1:]
_WORDS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def changed(case: Case, rng: random.Random, others: list[Name], borne_out: set[str]) -> Iterator[tuple[Fact, str]]:
    """Yield claims with one of the facts that the source bears out changed: that fact, and the new claim."""
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


def main() -> None:
    judge = LexicalJudge()
    cases = [case for case in wice() if case.label == "S"]
    if "--all" in sys.argv:
        for name in ("attributionbench_dev", "citation_integrity_dev", "covidfact_dev", "fever_symmetric_dev"):
            cases += [case for case in pairs("dev", name) if case.label == "S"]
    names = [fact for case in cases for fact in claimed_facts(case.claim) if isinstance(fact, Name)]
    seed = int(next((a[7:] for a in sys.argv if a.startswith("--seed=")), "20"))

    def ask(claim: str, case: Case, source: SourceText) -> Check:
        return judge.judge(claim, [JudgedSource(reference="r", copy="c", text=source)], context=case.context)

    for what in ("evidence", "page"):
        rng = random.Random(seed)
        tally: dict[str, list[tuple[bool, bool, bool]]] = {}
        for case in cases:
            source = evidence_only(case) if what == "evidence" and case.evidence else case.source
            borne_out = {fact.claimed for fact in ask(case.claim, case, source).facts if fact.agrees}
            for fact, claim in changed(case, rng, names, borne_out):
                kind = fact.kind.value
                check = ask(claim, case, source)
                new = [f for f in claimed_facts(claim) if f.kind is fact.kind and f.start <= fact.start < f.end]
                told = [f for f in check.facts if any(f.claimed == fact.text for fact in new)]
                flagged = any(f.agrees is not True for f in told)
                conflict = any(f.agrees is False for f in told)
                row = (flagged, conflict, check.outcome is Outcome.CONTRADICTED)
                tally.setdefault(kind, []).append(row)
                tally.setdefault("all", []).append(row)
                if "--show" in sys.argv and not conflict:
                    print(what, kind, flagged, "|", claim, "|", [(f.claimed, f.found, f.agrees) for f in told])
        for kind, found in sorted(tally.items()):
            print(
                f"{what:9s}{kind:8s} n={len(found):4d}  flagged {share([f for f, _, _ in found])}  "
                f"named a conflict {share([c for _, c, _ in found])}  contradicted {share([o for _, _, o in found])}"
            )


if __name__ == "__main__":
    main()

"""What a rule, a code, a status or an outcome means, how it is decided and what to do about it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from reports.codes import codes
from reports.errors import UnknownName
from reports.rules.book import rules
from reports.rules.model import Rule, RuleCase
from reports.vocabulary import LinkStatus, Outcome, QuoteOutcome
from reports.wording import OUTCOME_SENTENCES, QUOTE_SENTENCES, STATUS_SENTENCES

SILENCE_CODE = "Disable the code (setting report.disable), or ignore one finding: `citecheck ignore KEY --reason …`."
"""How to silence a finding."""
_SILENCE_RULE = "A rule cannot be switched off. Ignore a finding that it led to: `citecheck ignore KEY --reason …`."


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What `name` means: of a rule, a code of findings, a link status or an outcome. `str()` gives it as text.

    `meaning` is one sentence. `decided` says what is looked at and `threshold` which numbers are used and where they
    come from. `examples` are pairs of a heading and a text. `mend` says what the author of the document can do and
    `silence` how to be told no more. `related` are the names of the rules, codes or statuses that belong to it. Each is
    empty where there is nothing to say.
    """

    name: str
    kind: str
    meaning: str
    decided: str = ""
    threshold: str = ""
    examples: tuple[tuple[str, str], ...] = ()
    mend: str = ""
    silence: str = ""
    related: tuple[str, ...] = ()

    def __str__(self) -> str:
        parts = [f"{self.name} ({self.kind})", "", self.meaning]
        for heading, text in self._sections():
            parts += ["", f"{heading}: {text}"]
        for heading, text in self.examples:
            parts += ["", f"{heading}:", *(f"  {line}" for line in text.splitlines())]
        if self.related:
            parts += ["", "See also: " + ", ".join(self.related)]
        return "\n".join(parts)

    def _sections(self) -> Iterator[tuple[str, str]]:
        sections = (
            ("Decided by", self.decided),
            ("Thresholds", self.threshold),
            ("To mend", self.mend),
            ("To silence", self.silence),
        )
        yield from ((heading, text) for heading, text in sections if text)


def explain(name: str) -> Explanation:
    """Return what `name` means.

    `name` is the id of a rule (`quote.number-changed`), the code of a finding (`link-dead`), a link status
    (`soft-404`), an outcome of a claim or a quotation, or the beginning of rule ids (`quote`, `link.blocked`). A code
    comes before a status and an outcome of the same name. Raises `UnknownName`, which names the nearest known names.
    """
    wanted = name.strip().strip("`").lower()
    book = rules()
    if wanted in book:
        return _of_rule(book[wanted])
    if wanted in codes():
        code = codes()[wanted]
        return Explanation(
            name=code.name,
            kind=f"finding, {code.severity.value}{'' if code.on else ', off by default'}",
            meaning=code.sentence,
            decided=code.decided,
            mend=code.mend,
            silence=SILENCE_CODE,
            related=tuple(_similar_rules(code.name)),
        )
    for kind, sentences in _VOCABULARY:
        if wanted in sentences:
            outcome = next(value for value in sentences if value == wanted)
            related = tuple(rule.id for rule in book.values() if rule.example.outcome == wanted)
            return Explanation(name=wanted, kind=kind, meaning=sentences[outcome], related=related)
    inside = tuple(id for id in book if id.startswith(f"{wanted}."))
    if inside:
        meaning = f"{len(inside)} rules, in the order in which they are asked."
        return Explanation(name=wanted, kind="rules", meaning=meaning, related=inside)
    known = [*book, *codes(), *(value for _, sentences in _VOCABULARY for value in sentences)]
    near = difflib.get_close_matches(wanted, known, n=3, cutoff=0.5)
    hint = f"did you mean {', '.join(near)}?" if near else "`citecheck explain` lists all rules and codes"
    raise UnknownName(f"{name!r} is no rule, code, status or outcome; {hint}")


def names() -> dict[str, tuple[str, ...]]:
    """Return all names that `explain` knows, by what they are."""
    areas: dict[str, list[str]] = {}
    for rule in rules().values():
        areas.setdefault(f"rules: {rule.area.value}", []).append(rule.id)
    listed = {"codes of findings": tuple(codes())} | {area: tuple(ids) for area, ids in areas.items()}
    return listed | {kind: tuple(str(value) for value in sentences) for kind, sentences in _VOCABULARY}


_VOCABULARY: tuple[tuple[str, dict[str, str]], ...] = (
    ("link status", {status.value: STATUS_SENTENCES[status] for status in LinkStatus}),
    ("outcome of a claim", {outcome.value: OUTCOME_SENTENCES[outcome] for outcome in Outcome}),
    ("outcome of a quotation", {outcome.value: QUOTE_SENTENCES[outcome] for outcome in QuoteOutcome}),
)


def _of_rule(rule: Rule) -> Explanation:
    examples = (
        ("Example", case_text(rule.example)),
        ("Near miss, which the rule leaves alone", case_text(rule.near_miss)),
    )
    return Explanation(
        name=rule.id,
        kind=f"rule on {_AREAS[rule.area.value]}",
        meaning=rule.sentence,
        decided=rule.decided,
        threshold=rule.threshold,
        examples=examples,
        mend=rule.mend,
        silence=_SILENCE_RULE,
    )


_AREAS = {
    "quote": "quotations",
    "edit": "the differences between a quotation and its source",
    "fact": "numbers, dates and names",
    "support": "claims",
    "link": "links",
    "night": "what the nights before make of a finding",
    "document": "the document itself",
}


def case_text(case: RuleCase) -> str:
    """Return a case of a rule as lines of text: what is given, and the outcome."""
    given = [f"{key.replace('-', ' ')}: {' '.join(value.split())}" for key, value in case.given.items()]
    return "\n".join([*given, f"outcome: {case.outcome or 'no finding'}"])


def _similar_rules(code: str) -> Iterator[str]:
    """Yield the rules whose id ends as the code does."""
    for id in rules():
        if id.partition(".")[2].replace(".", "-") == code or id.replace(".", "-") == code:
            yield id


__all__ = ["Explanation", "case_text", "explain", "names"]

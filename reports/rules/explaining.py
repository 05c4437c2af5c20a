"""Explain the names that a report uses: rules, codes of findings, statuses of addresses and outcomes."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

from reports.errors import UnknownName
from reports.rules.book import rule as find_rule
from reports.rules.book import rules
from reports.rules.codes import CODES, Code
from reports.rules.model import Area, Rule, RuleCase
from reports.wording import EXTENT_SENTENCES, OUTCOME_SENTENCES, QUOTE_SENTENCES, STATUS_SENTENCES

_VALUES: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("status of an address", {key.value: text for key, text in STATUS_SENTENCES.items()}),
    ("outcome of a check", {key.value: text for key, text in OUTCOME_SENTENCES.items()}),
    ("outcome of a quotation", {key.value: text for key, text in QUOTE_SENTENCES.items()}),
    ("extent of a source", {key.value: text for key, text in EXTENT_SENTENCES.items()}),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What one name of a report means. `str()` gives the text that the command prints.

    `kind` says what the name is: "rule", "code", "value" (a status, an outcome or an extent) or "list" (a prefix of
    several rules). A part that does not apply is empty or None. `members` are rules that the name stands for.
    """

    name: str
    kind: str
    meaning: str
    decided: str = ""
    threshold: str = ""
    example: RuleCase | str | None = None
    near_miss: RuleCase | None = None
    mend: str = ""
    silence: str = ""
    members: tuple[Rule, ...] = ()

    def __str__(self) -> str:
        """Return the explanation as plain text of several lines, without a line break at the end."""
        lines = [self.name, "", self.meaning] if self.name else [self.meaning]
        parts = (
            ("How it is decided", self.decided),
            ("Where the threshold comes from", self.threshold),
            ("Example", _case(self.example)),
            ("Near miss: not decided by this rule", _case(self.near_miss)),
            ("How to mend the document", self.mend),
            ("How to silence it", self.silence),
        )
        for title, text in parts:
            if text:
                lines += ["", title, *(f"  {line}" for line in text.splitlines())]
        for area in Area:
            of_area = [rule for rule in self.members if rule.area is area]
            if of_area:
                lines += ["", f"Rules: {area}", *(f"  {rule.id}\n      {rule.sentence}" for rule in of_area)]
        return "\n".join(lines)


def explain(name: str = "") -> Explanation:
    """Explain a name that a report uses.

    `name` is the id of a rule, the code of a finding, a link status, an outcome, an extent, or the beginning of rule
    ids (`quote`, `link.soft404`). An empty name lists all rules. Raises `UnknownName`, which names the nearest known
    name, where nothing has this name.
    """
    wanted = name.strip().lower()
    found = find_rule(wanted)
    if found is not None:
        return _of_rule(found)
    if wanted in CODES:
        return _of_code(CODES[wanted])
    meanings = [f"As the {what}: {sentences[key]}" for what, sentences in _VALUES for key in sentences if key == wanted]
    if meanings:
        members = tuple(rule for rule in rules().values() if wanted in _outcomes(rule))
        return Explanation(name=wanted, kind="value", meaning="\n".join(meanings), members=members)
    members = tuple(rule for rule in rules().values() if not wanted or rule.id.startswith(f"{wanted}."))
    if members:
        meaning = (
            f"The rules that begin with `{wanted}`, in the order of decision." if wanted else "All rules, by area."
        )
        return Explanation(name=wanted, kind="list", meaning=meaning, members=members)
    raise UnknownName(name, tuple(difflib.get_close_matches(wanted, known_names(), n=3)))


def known_names() -> tuple[str, ...]:
    """Return every name that `explain` accepts, prefixes left out."""
    values = (str(key) for _, sentences in _VALUES for key in sentences)
    return tuple(dict.fromkeys((*rules(), *CODES, *values)))


def _of_rule(rule: Rule) -> Explanation:
    return Explanation(
        name=rule.id,
        kind="rule",
        meaning=rule.sentence,
        decided=rule.decided,
        threshold=rule.threshold,
        example=rule.example,
        near_miss=rule.near_miss,
        mend=rule.mend,
        silence="Suppress the key of the finding: `citecheck ignore KEY --reason TEXT`.",
    )


def _of_code(code: Code) -> Explanation:
    default = "" if code.wanted else f' It is off by default; `enable = ["{code.name}"]` makes it.'
    return Explanation(
        name=code.name,
        kind="code",
        meaning=f"{code.severity.capitalize()}. {code.sentence}",
        decided=code.decided + default,
        example=code.example or None,
        mend=code.mend,
        silence=f'Everywhere: `disable = ["{code.name}"]` under `[report]` in citecheck.toml.\n'
        "In one place: `citecheck ignore KEY --reason TEXT`.",
    )


def _outcomes(rule: Rule) -> set[str]:
    return {part.strip() for part in rule.example.outcome.split(",")}


def _case(case: RuleCase | str | None) -> str:
    if not isinstance(case, RuleCase):
        return case or ""
    return "\n".join([*(f"{key}: {value}" for key, value in case.given.items()), f"outcome: {case.outcome}"])


__all__ = ["Explanation", "explain", "known_names"]

"""What a rule, a code, a status or an outcome means, how it is decided and what to do about it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reports.codes import Code, codes
from reports.errors import UnknownName
from reports.rules.book import rules
from reports.rules.model import Area, Rule, RuleCase
from reports.wording import EXTENT_SENTENCES, OUTCOME_SENTENCES, QUOTE_SENTENCES, STATUS_SENTENCES

_SILENCE_FINDING = "Ignore one finding: `citecheck ignore KEY --reason TEXT`."
_SILENCE_RULE = f"A rule cannot be switched off. {_SILENCE_FINDING}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What a rule, a code of findings, a link status, an outcome or an extent means. `str()` gives it as text.

    `name` is the requested name, `kind` says in words what it names, `meaning` is a sentence (one for
    each meaning). `decided` says what is compared and `threshold` which numbers are used and where they come from.
    `examples` are pairs of a heading and a text. `mend` says what the author of the document can do, `silence` how to
    suppress the findings. `related` are the rules that lead to it, or the codes that a rule leads to. Each is empty
    if there is nothing to say.
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
        """Return the explanation as lines of plain text."""
        parts = [f"{self.name} ({self.kind})", "", self.meaning]
        sections = [
            ("How it is decided", self.decided),
            ("Where the thresholds come from", self.threshold),
            *self.examples,
            ("How to mend the document", self.mend),
            ("How to silence it", self.silence),
            ("See also", "\n".join(listed(self.related))),
        ]
        for heading, text in sections:
            if text:
                parts += ["", f"{heading}:", *(f"  {line}" for line in text.splitlines())]
        return "\n".join(parts)


def explain(name: str) -> Explanation:
    """Return what `name` means.

    `name` is the id of a rule (`quote.number-changed`), the code of a finding (`link-dead`), a link status
    (`soft-404`), an outcome of a claim or a quotation, the extent of a source (`teaser`), or the beginning of rule ids
    (`quote`, `link.blocked`). A code comes before a status of the same name; a word with two meanings gets both. Raises
    `UnknownName`, which names the nearest known names.
    """
    wanted = name.strip().strip("`").lower()
    if wanted in rules():
        return _of_rule(rules()[wanted])
    if wanted in codes():
        return _of_code(codes()[wanted])
    meanings = [entry for entry in _VOCABULARIES if wanted in entry.sentences]
    if meanings:
        return _of_word(wanted, meanings)
    inside = tuple(id for id in rules() if _begins(id, wanted))
    if inside:
        meaning = f"{len(inside)} rules, in the order in which they are tried."
        return Explanation(name=wanted, kind="rules", meaning=meaning, related=inside)
    known = [*rules(), *codes(), *(word for entry in _VOCABULARIES for word in entry.sentences)]
    near = difflib.get_close_matches(wanted, known, n=3, cutoff=0.5)
    hint = f"did you mean {', '.join(near)}?" if near else "`citecheck explain` lists all rules and codes"
    raise UnknownName(f"{name!r} is not a rule, code, status or outcome; {hint}")


def names() -> dict[str, tuple[str, ...]]:
    """Return all names that `explain` knows, by what they are."""
    areas: dict[str, list[str]] = {}
    for rule in rules().values():
        areas.setdefault(f"rules: {rule.area.value}", []).append(rule.id)
    by_kind = {"codes of findings": tuple(codes())} | {area: tuple(ids) for area, ids in areas.items()}
    return by_kind | {entry.kind: tuple(entry.sentences) for entry in _VOCABULARIES}


def listed(found: Iterable[str]) -> Iterator[str]:
    """Yield a line for each name in `found`, with its sentence if it is a rule, a code or a word with one meaning."""
    for name in found:
        sentences = [entry.sentences[name] for entry in _VOCABULARIES if name in entry.sentences]
        if name in rules():
            sentences = [rules()[name].sentence]
        elif name in codes():
            sentences = [codes()[name].sentence]
        yield f"{name}: {sentences[0]}" if len(sentences) == 1 else name


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """The words for one thing, with what each means, and the area of the rules that decide which one it is."""

    kind: str
    area: Area | None
    sentences: Mapping[str, str]


_VOCABULARIES = (
    _Vocabulary("link status", Area.LINK, {word.value: text for word, text in STATUS_SENTENCES.items()}),
    _Vocabulary("outcome of a claim", Area.SUPPORT, {word.value: text for word, text in OUTCOME_SENTENCES.items()}),
    _Vocabulary("outcome of a quotation", Area.QUOTE, {word.value: text for word, text in QUOTE_SENTENCES.items()}),
    _Vocabulary("extent of a source", None, {word.value: text for word, text in EXTENT_SENTENCES.items()}),
)


def _of_word(word: str, meanings: Sequence[_Vocabulary]) -> Explanation:
    areas = {entry.area for entry in meanings}
    sentences = [entry.sentences[word] for entry in meanings]
    if len(meanings) > 1:
        sentences = [f"As the {entry.kind}: {entry.sentences[word]}" for entry in meanings]
    return Explanation(
        name=word,
        kind=", ".join(entry.kind for entry in meanings),
        meaning="\n".join(sentences),
        related=tuple(
            rule.id for rule in rules().values() if rule.area in areas and word in rule.example.outcome.split(", ")
        ),
    )


def _of_code(code: Code) -> Explanation:
    switch = f'Disable the code: `disable = ["{code.name}"]` under `[report]` in citecheck.toml.'
    if not code.on:
        switch = (
            f'The code is off by default; `enable = ["{code.name}"]` under `[report]` in citecheck.toml switches it on.'
        )
    return Explanation(
        name=code.name,
        kind=f"finding, {code.severity.value}{'' if code.on else ', off by default'}",
        meaning=code.sentence,
        decided=code.decided,
        examples=(("Example", code.example),),
        mend=code.mend,
        silence=f"{switch} {_SILENCE_FINDING}",
        related=rules_behind(code),
    )


def rules_behind(code: Code) -> tuple[str, ...]:
    """Return the ids of the rules that lead to findings of `code`."""
    return tuple(id for id in rules() if any(_begins(id, beginning) for beginning in code.rules))


def _begins(id: str, beginning: str) -> bool:
    return id == beginning or id.startswith(f"{beginning}.")


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
        related=tuple(code.name for code in codes().values() if rule.id in rules_behind(code)),
    )


_AREAS = {
    "quote": "quotations",
    "edit": "the differences between a quotation and its source",
    "fact": "numbers, dates and names",
    "support": "claims",
    "link": "links",
    "night": "what earlier nights say about a finding",
    "document": "the document itself",
    "reference": "references and registries",
    "address": "addresses that were found for references",
}


def case_text(case: RuleCase) -> str:
    """Return `case` of a rule as lines of text: what is given, and the outcome."""
    given = [f"{key.replace('-', ' ')}: {' '.join(value.split())}" for key, value in case.given.items()]
    return "\n".join([*given, f"outcome: {case.outcome or 'no finding'}"])


def short_case(case: RuleCase, limit: int = 300) -> str:
    """Return `case` as `case_text` does, with lines of at most `limit` characters, for pages with many examples."""
    return "\n".join(line if len(line) <= limit else f"{line[: limit - 1]}…" for line in case_text(case).splitlines())


__all__ = ["Explanation", "case_text", "explain", "listed", "names", "rules_behind", "short_case"]

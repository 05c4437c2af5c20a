"""When the judge abstains before anything is searched: claims and sources that cannot be judged.

What keeps it from refuting a claim after the passages were compared is in `doubts`. In each table the first rule that
applies decides; `reports.rules` explains every rule.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from citecheck.checking.passages.model import PreparedText, Query
from citecheck.checking.passages.terms import normalize_token, word_set
from citecheck.checking.support.model import ClaimVerdict
from citecheck.model import ClaimContext, JudgedSource
from citecheck.rules import RuleTable
from claims.model import BlockKind
from reports.model import Band, Outcome

FEWEST_TERMS = 3  # content words below which a claim says too little to be searched for (judgement)

_OPINION = word_set(
    "arguably beautiful beautifully unfortunately sadly hopefully thankfully wonderful awful terrible amazing "
    "brilliant iconic stunning delightful disgraceful shameful magnificent superb lovely undoubtedly clearly obviously"
)
_FIRST_PERSON = word_set("i we my our me us")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

_LATIN = word_set("cs da de en es fi fr hu id it nl no pl pt ro sk sl sv tr vi")
"""ISO 639-1 codes of languages that are written in the Latin alphabet."""

_LETTER = re.compile(r"[^\W\d_]")
_OTHER_LETTER = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]")
_LOOKED_AT = 20_000  # characters of a text by which its alphabet is known
_MOSTLY = 0.5  # share of letters above which a text is in another alphabet (judgement)

Case = TypeVar("Case")


def abstain(table: RuleTable[Case, ClaimVerdict], case: Case) -> tuple[str, ClaimVerdict] | None:
    """Return the id and the verdict of the first rule of `table` that applies to `case`; None: no reason to abstain."""
    for rule, applies in table.rows:
        verdict = applies(case)
        if verdict is not None:
            return rule, verdict
    return None


def unverifiable(reason: str) -> ClaimVerdict:
    """Return the verdict that a claim cannot be judged, with its `reason`."""
    return ClaimVerdict(Outcome.UNVERIFIABLE, Band.UNCERTAIN, reason)


# Abstention before anything is searched


@dataclass(frozen=True, slots=True, eq=False)
class ClaimCase:
    """A claim by itself."""

    text: str
    query: Query
    context: ClaimContext


def _table_cell(case: ClaimCase) -> ClaimVerdict | None:
    if case.context.kind not in (BlockKind.TABLE_CELL, BlockKind.FACTS):
        return None
    return unverifiable(
        "the claim is a cell of a table or of an information box: without its row and heading it is not a statement"
    )


def _question(case: ClaimCase) -> ClaimVerdict | None:
    return unverifiable("the claim is a question") if case.text.rstrip().endswith("?") else None


def _too_few_content_words(case: ClaimCase) -> ClaimVerdict | None:
    if len(case.query.weights) >= FEWEST_TERMS:
        return None
    return unverifiable(f"the claim has too few content words to be searched for (fewer than {FEWEST_TERMS})")


def _opinion(case: ClaimCase) -> ClaimVerdict | None:
    words = [normalize_token(word) for word in _WORD.findall(case.text)]
    content = case.query.words
    has_fact = any(word.text[0].isdigit() for word in content) or any(
        word.text[0].isupper() for word in content if word.start > 0
    )
    if has_fact or not (_OPINION & set(words) or (words and words[0] in _FIRST_PERSON)):
        return None
    return unverifiable("the claim is an opinion, not a statement that a source could support")


CLAIM_RULES: RuleTable[ClaimCase, ClaimVerdict] = RuleTable(
    "claims that no source can support",
    [
        ("support.abstain.table-cell", _table_cell),
        ("support.abstain.question", _question),
        ("support.abstain.too-few-content-words", _too_few_content_words),
        ("support.abstain.opinion", _opinion),
    ],
)


@dataclass(frozen=True, slots=True, eq=False)
class SourceCase:
    """The sources of a claim in `language` (ISO 639-1; None: not known), and the texts of those that were read."""

    language: str | None
    sources: Sequence[JudgedSource]
    texts: Sequence[PreparedText]


def _nothing_read(case: SourceCase) -> ClaimVerdict | None:
    if case.texts:
        return None
    reasons = (source.text.reason for source in case.sources if source.text.reason)
    return unverifiable(next(reasons, "no source could be read"))


def _other_language(case: SourceCase) -> ClaimVerdict | None:
    foreign = [text for text in case.texts if is_foreign(case.language, text)]
    return written_in(case.language, foreign[0]) if foreign and len(foreign) == len(case.texts) else None


def is_foreign(language: str | None, text: PreparedText) -> bool:
    """Return whether `text` is in another language or alphabet than a claim in `language`.

    `language` is ISO 639-1; None: unknown, so that no text is foreign.
    """
    if None not in (language, text.language) and language != text.language:
        return True
    return language in _LATIN and not _is_latin(text)


def are_foreign(language: str | None, texts: Sequence[PreparedText]) -> list[bool]:
    """Return `is_foreign` for each of `texts`, as seen by a claim in `language` (ISO 639-1; None: unknown)."""
    return [is_foreign(language, text) for text in texts]


def _is_latin(text: PreparedText) -> bool:
    """Whether most letters at the beginning of a text are Latin; True for a text without letters."""
    known: bool | None = text.memory.get("latin")
    if known is None:
        beginning = text.source.text[:_LOOKED_AT]
        other = 0 if beginning.isascii() else len(_OTHER_LETTER.findall(beginning))
        known = text.memory["latin"] = not other or other / len(_LETTER.findall(beginning)) <= _MOSTLY
    return known


def written_in(language: str | None, text: PreparedText) -> ClaimVerdict:
    """Return the verdict that `text` is written in another language than a claim in `language`."""
    if text.language in (None, language):
        return unverifiable(f"most of the source is written in another alphabet than the claim ({language})")
    return unverifiable(f"the source is written in another language ({text.language}) than the claim ({language})")


SOURCE_RULES: RuleTable[SourceCase, ClaimVerdict] = RuleTable(
    "sources that cannot be searched for a claim",
    [("support.source.nothing-read", _nothing_read), ("support.abstain.other-language", _other_language)],
)


__all__ = [
    "CLAIM_RULES",
    "SOURCE_RULES",
    "ClaimCase",
    "SourceCase",
    "abstain",
    "are_foreign",
    "is_foreign",
    "unverifiable",
    "written_in",
]

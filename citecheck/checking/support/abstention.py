"""When the judge abstains: what keeps it from judging a claim at all, and what keeps it from refuting one.

`CLAIM_RULES` and `SOURCE_RULES` are asked before anything is searched, `DOUBT_RULES` after the passages were compared.
In each table the first rule that answers wins; `reports.rules` explains every rule.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from citecheck.checking.passages.model import PreparedText, Query
from citecheck.checking.passages.terms import normalize_token, word_set
from citecheck.checking.rows import RowFound, RowRelation, look_up_row
from citecheck.checking.support.model import ClaimMatch, ClaimVerdict
from citecheck.checking.support.relation import says_the_same
from citecheck.model import ClaimContext, JudgedSource
from citecheck.rules import RuleTable
from claims.model import BlockKind
from reports.model import Band, Extent, Outcome

FEWEST_TERMS = 3  # content words below which a claim says too little to be searched for (judgement)
FEWEST_WORDS = 80  # words below which a source is a stub, such as a teaser, a notice or a caption (judgement)

_PRONOUNS = word_set(
    "he she it they this these that those his her its their him them both such there here former latter"
)
_OPINION = word_set(
    "arguably beautiful beautifully unfortunately sadly hopefully thankfully wonderful awful terrible amazing "
    "brilliant iconic stunning delightful disgraceful shameful magnificent superb lovely undoubtedly clearly obviously"
)
_FIRST_PERSON = word_set("i we my our me us")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_PARTS = {
    Extent.ABSTRACT: "only the abstract of the source could be read",
    Extent.TEASER: "only the beginning of the source could be read",
    Extent.CATALOGUE: "only a catalogue's entry of the source could be read",
    Extent.MEDIA: "the source is a recording or an image, which is not read",
    Extent.PAGE_OF_MANY: "only one of several pages of the source could be read",
    Extent.NONE: "the source could not be read",
}

Case = TypeVar("Case")


def abstain(table: RuleTable[Case, ClaimVerdict], case: Case) -> tuple[str, ClaimVerdict] | None:
    """Return the id and the verdict of the first rule of `table` that applies to `case`; None: no reason to abstain."""
    for rule, applies in table.rows:
        verdict = applies(case)
        if verdict is not None:
            return rule, verdict
    return None


def _unverifiable(reason: str) -> ClaimVerdict:
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
    return _unverifiable(
        "the claim is a cell of a table or a line of an information box: without its row and heading it says little"
    )


def _question(case: ClaimCase) -> ClaimVerdict | None:
    return _unverifiable("the claim is a question") if case.text.rstrip().endswith("?") else None


def _too_few_content_words(case: ClaimCase) -> ClaimVerdict | None:
    if len(case.query.weights) >= FEWEST_TERMS:
        return None
    return _unverifiable(f"the claim has too few content words to be searched for (fewer than {FEWEST_TERMS})")


def _opinion(case: ClaimCase) -> ClaimVerdict | None:
    words = [normalize_token(word) for word in _WORD.findall(case.text)]
    content = case.query.words
    has_fact = any(word.text[0].isdigit() for word in content) or any(
        word.text[0].isupper() for word in content if word.start > 0
    )
    if has_fact or not (_OPINION & set(words) or (words and words[0] in _FIRST_PERSON)):
        return None
    return _unverifiable("the claim is an opinion, not a statement that a source could support")


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
    return _unverifiable(next(reasons, "no source could be read"))


def _other_language(case: SourceCase) -> ClaimVerdict | None:
    foreign = [text for text in case.texts if _is_foreign(case.language, text)]
    return _written_in(case.language, foreign[0]) if foreign and len(foreign) == len(case.texts) else None


def _is_foreign(language: str | None, text: PreparedText) -> bool:
    """Whether a text is known to be in another language than the claim."""
    return None not in (language, text.language) and language != text.language


def _written_in(language: str | None, text: PreparedText) -> ClaimVerdict:
    return _unverifiable(f"the source is written in another language ({text.language}) than the claim ({language})")


SOURCE_RULES: RuleTable[SourceCase, ClaimVerdict] = RuleTable(
    "sources that cannot be searched for a claim",
    [("support.source.nothing-read", _nothing_read), ("support.abstain.other-language", _other_language)],
)


# Doubts


@dataclass(frozen=True, slots=True, eq=False)
class DoubtCase:
    """The verdict that the passages gave, and what may make it doubtful.

    `match` is what the verdict is about, `others` are the matches with the other copies. `texts` are the best copies of
    each reference; `all_texts` holds the texts in other languages too.
    """

    verdict: ClaimVerdict
    language: str | None
    match: ClaimMatch
    others: Sequence[ClaimMatch]
    texts: Sequence[PreparedText]
    all_texts: Sequence[PreparedText]


def _row_agrees(case: DoubtCase) -> ClaimVerdict | None:
    """The source has the row: its cells need no sentence around them."""
    found = _rows_found(case)
    if not found or any(one is None or one.relation is not RowRelation.AGREES for one in found):
        return None
    return ClaimVerdict(Outcome.SUPPORTED, Band.CONFIDENT, "a row of a table in the source says it")


def _row_changed(case: DoubtCase) -> ClaimVerdict | None:
    changed = [one for one in _rows_found(case) if one is not None and one.relation is RowRelation.CHANGED]
    if not changed:
        return None
    reason = f"the same row of the source's table has “{changed[0].found}” where the claim has “{changed[0].claimed}”"
    return ClaimVerdict(Outcome.CONTRADICTED, Band.CONFIDENT, reason, case.verdict.missing)


def _rows_found(case: DoubtCase) -> list[RowFound | None]:
    """Return what the tables of the texts say of each cell of the claim; agreement in one text is enough."""
    row = case.match.claim.context.row
    if row is None:
        return []
    found: list[RowFound | None] = [None] * len(row.cells)
    for text in case.texts:
        for number, one in enumerate(look_up_row(row, text)):
            known = found[number]
            if one is not None and (known is None or one.relation is RowRelation.AGREES):
                found[number] = one
    return found


def _row_of_table(case: DoubtCase) -> ClaimVerdict | None:
    """Cells are no sentence: that a source does not say them in one is nothing against them.

    Cells of the source that are not in one row prove nothing either.
    """
    if case.match.claim.context.row is None:
        return None
    scattered = any(found.sentence is not None and found.sentence.kind == "table" for found in case.match.facts)
    if case.verdict.outcome is Outcome.SUPPORTED and not scattered:
        return None
    reason = "the claim is a row of a table, and no sentence and no row of a table in the source says it plainly"
    return replace(_unverifiable(reason), missing=case.verdict.missing)


def _unexplained_pronoun(case: DoubtCase) -> ClaimVerdict | None:
    claim = case.match.claim
    first = _WORD.search(claim.query.text)
    if first is None or normalize_token(first.group()) not in _PRONOUNS:
        return None
    if claim.context.before or claim.context.title or claim.context.section:
        return None
    return _taken_back(case, f"the claim begins with “{first.group()}”, and nothing before it says what that refers to")


def _not_read_in_full(case: DoubtCase) -> ClaimVerdict | None:
    """What was read in part can confirm a claim, it can never refute one."""
    partly = next((text.source for text in case.texts if text.source.extent is not Extent.FULL), None)
    return _taken_back(case, partly.reason or _PARTS[partly.extent]) if partly is not None else None


def _partly_other_language(case: DoubtCase) -> ClaimVerdict | None:
    foreign = [text for text in case.all_texts if _is_foreign(case.language, text)]
    if not foreign or len(foreign) == len(case.all_texts):
        return None
    return _taken_back(case, _written_in(case.language, foreign[0]).reason)


def _short_source(case: DoubtCase) -> ClaimVerdict | None:
    """A stub says too little. What it does say counts, unless another copy says what the claim says."""
    contradicts = case.verdict.outcome is Outcome.CONTRADICTED and not _another_copy_agrees(case)
    if contradicts or case.match.text.words >= FEWEST_WORDS:
        return None
    return _taken_back(case, f"the source has too little text to be sure ({case.match.text.words} words)")


def _taken_back(case: DoubtCase, reason: str) -> ClaimVerdict | None:
    """Abstain, unless the claim is supported: the part that was read may confirm."""
    if case.verdict.outcome is Outcome.SUPPORTED:
        return None
    return replace(_unverifiable(reason), missing=case.verdict.missing)


def _contradicted_by_one_copy(case: DoubtCase) -> ClaimVerdict | None:
    if case.verdict.outcome is not Outcome.CONTRADICTED or not _another_copy_agrees(case):
        return None
    return replace(case.verdict, outcome=Outcome.PARTIAL, band=Band.UNCERTAIN)


def _another_copy_agrees(case: DoubtCase) -> bool:
    """Whether other copies have every claimed value, or the relation, for which this one has another."""
    if not case.match.conflicts:
        return any(says_the_same(match) for match in case.others)
    agreed = {found.fact.text for match in case.others for found in match.facts if found.relation.agrees}
    return all(found.fact.text in agreed for found in case.match.conflicts)


def _contradicted_by_stub(case: DoubtCase) -> ClaimVerdict | None:
    """The words of an excerpt count, but the rest of the source may support the claim."""
    short = case.match.text.words < FEWEST_WORDS and case.verdict.outcome is Outcome.CONTRADICTED
    return replace(case.verdict, band=Band.UNCERTAIN) if short else None


def _not_english(case: DoubtCase) -> ClaimVerdict | None:
    """How often the models err in other languages than English has not been measured."""
    unmeasured = case.language not in (None, "en") and case.verdict.band is Band.CONFIDENT
    return replace(case.verdict, band=Band.UNCERTAIN) if unmeasured else None


DOUBT_RULES: RuleTable[DoubtCase, ClaimVerdict] = RuleTable(
    "doubts about what the passages say",
    [
        ("support.row.agrees", _row_agrees),
        ("support.row.changed", _row_changed),
        ("support.abstain.table-row", _row_of_table),
        ("support.abstain.unexplained-pronoun", _unexplained_pronoun),
        ("support.abstain.not-read-in-full", _not_read_in_full),
        ("support.abstain.partly-other-language", _partly_other_language),
        ("support.abstain.short-source", _short_source),
        ("support.partial.another-copy-agrees", _contradicted_by_one_copy),
        ("support.contradicted.short-source", _contradicted_by_stub),
        ("support.uncertain.not-english", _not_english),
    ],
)

__all__ = [
    "CLAIM_RULES",
    "DOUBT_RULES",
    "SOURCE_RULES",
    "ClaimCase",
    "DoubtCase",
    "SourceCase",
    "abstain",
]

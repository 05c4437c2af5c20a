"""What keeps the judge from refuting a claim, or from being sure, after the passages were compared.

The first rule of `DOUBT_RULES` that applies decides; `reports.rules` explains every rule.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from citecheck.checking.facts.conflicts import OTHER_ITEM
from citecheck.checking.facts.model import FactComparison, Relation
from citecheck.checking.passages.model import PreparedText, SourceSentence
from citecheck.checking.passages.terms import normalize_token, word_set
from citecheck.checking.rows import RowFound, RowRelation, look_up_row
from citecheck.checking.support.abstention import is_foreign, unverifiable, written_in
from citecheck.checking.support.model import ClaimMatch, ClaimVerdict
from citecheck.checking.support.relation import says_the_same
from citecheck.rules import RuleTable
from reports.model import Band, Extent, Outcome

FEWEST_WORDS = 80  # words below which a source is a stub, such as a teaser, a notice or a caption (judgement)

_SENTENCE_WORDS = 6  # words from which a line that ends with a full stop is a sentence (judgement)
_FEW = 0.2  # share of a source's words in sentences below which it consists of lists and tables (judgement)
_ABOUT_IT = 0.5  # share of the claim's weight from which a headline is about it (judgement)
_ENDS = ".!?…。！？"
_CLOSING = "\"'”’»)]"
_PRONOUNS = word_set(
    "he she it they this these that those his her its their him them both such there here former latter"
)
_SAID_TO_LACK = ("support.partial.fact-absent", "support.partial.fact-not-given")
_LACKS = (Relation.UNRELATED, Relation.DIFFERS)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
PARTS = {
    Extent.ABSTRACT: "only the abstract of the source could be read",
    Extent.TEASER: "only the beginning of the source could be read",
    Extent.CATALOGUE: "only a catalogue's entry of the source could be read",
    Extent.MEDIA: "the source is a recording or an image, which is not read",
    Extent.PAGE_OF_MANY: "only one of several pages of the source could be read",
    Extent.NONE: "the source could not be read",
}


@dataclass(frozen=True, slots=True, eq=False)
class DoubtCase:
    """The verdict that the passages gave by `rule`, and what may make it doubtful.

    `match` is what the verdict is about, `others` are the matches with the other copies. `texts` are the best copies of
    each reference; `all_texts` holds the texts in other languages too.
    """

    verdict: ClaimVerdict
    language: str | None
    match: ClaimMatch
    others: Sequence[ClaimMatch]
    texts: Sequence[PreparedText]
    all_texts: Sequence[PreparedText]
    rule: str | None = None


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
    """Cells are not a sentence. They are not refuted because no sentence of the source says them.

    Cells of the source that are not in one row prove nothing either.
    """
    if case.match.claim.context.row is None:
        return None
    scattered = any(found.sentence is not None and found.sentence.kind == "table" for found in case.match.facts)
    if case.verdict.outcome is Outcome.SUPPORTED and not scattered:
        return None
    reason = "the claim is a row of a table, and no sentence and no row of a table in the source says it plainly"
    return replace(unverifiable(reason), missing=case.verdict.missing)


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
    return _taken_back(case, partly.reason or PARTS[partly.extent]) if partly is not None else None


def _partly_other_language(case: DoubtCase) -> ClaimVerdict | None:
    foreign = [text for text in case.all_texts if is_foreign(case.language, text)]
    if not foreign or len(foreign) == len(case.all_texts):
        return None
    return _taken_back(case, written_in(case.language, foreign[0]).reason)


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
    return replace(unverifiable(reason), missing=case.verdict.missing)


def _lacking_in_one_copy(case: DoubtCase) -> ClaimVerdict | None:
    """Another copy, or another source that is cited with this one, has what the verdict says is nowhere."""
    if case.rule not in _SAID_TO_LACK:
        return None
    lacking = {found.fact.text for found in case.match.facts if found.relation in _LACKS}
    had = {found.fact.text for match in case.others for found in match.facts if found.relation not in _LACKS}
    return replace(case.verdict, band=Band.UNCERTAIN) if lacking & had else None


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


def _no_sentences(case: DoubtCase) -> ClaimVerdict | None:
    """Tables of figures and lists of titles have no sentence in which a claim could be found.

    Another value in an item of a list, or in a sentence with a full stop, counts.
    """
    if not all(_says_little_in_sentences(text) for text in case.texts):
        return None
    if case.verdict.outcome is Outcome.CONTRADICTED and any(_is_said(case.match, one) for one in case.match.conflicts):
        return None
    return _taken_back(case, "the source consists of tables or lists, and has hardly any sentences to search")


def _is_said(match: ClaimMatch, conflict: FactComparison) -> bool:
    """Whether the source says the other value in an item of a list, or in a sentence."""
    sentence = conflict.sentence
    return conflict.rule == OTHER_ITEM or (sentence is not None and _is_closed(match.text.text_of(sentence)))


def _headline_only(case: DoubtCase) -> ClaimVerdict | None:
    """A headline says that there is more to read elsewhere."""
    if case.verdict.outcome is Outcome.CONTRADICTED or not _is_headline(case.match):
        return None
    return _taken_back(case, "only a headline of the source is about this, without the text that belongs to it")


def _says_little_in_sentences(text: PreparedText) -> bool:
    """Return whether hardly any words of a source are in sentences: a table of figures, a table of contents."""
    known: bool | None = text.memory.get("no-sentences")
    if known is None:
        told = sum(
            len(sentence.words)
            for sentence in text.sentences
            if (len(sentence.words) >= _SENTENCE_WORDS or not _is_line(text, sentence))
            and _is_closed(text.text_of(sentence))
        )
        known = text.memory["no-sentences"] = told < _FEW * text.words
    return known


def _is_line(text: PreparedText, sentence: SourceSentence) -> bool:
    """Whether a sentence is alone on its line, as the items of lists are."""
    written = text.source.text
    begins = sentence.start == 0 or written[sentence.start - 1] == "\n"
    return begins and written[sentence.end : sentence.end + 1] in ("", "\n")


def _is_closed(sentence: str) -> bool:
    return sentence.rstrip().rstrip(_CLOSING)[-1:] in tuple(_ENDS)


def _is_headline(match: ClaimMatch) -> bool:
    """Return whether the passage that is most about a claim is a headline, and no sentence of prose is about it."""
    pairs = list(zip(match.coverage.sentences, match.coverage.scores, strict=True))
    if not pairs:
        return False
    title = (match.text.source.title or "").casefold().strip()
    headlines = [
        share
        for sentence, share in pairs
        if sentence.kind in ("heading", "related", "list")
        and not _is_closed(match.text.text_of(sentence))
        and match.text.text_of(sentence).casefold().strip() not in title
    ]
    prose = [share for sentence, share in pairs if sentence.kind in ("body", "quote", "caption")]
    return max(headlines, default=0.0) >= _ABOUT_IT and max(prose, default=0.0) < _ABOUT_IT / 2


def _contradicted_by_stub(case: DoubtCase) -> ClaimVerdict | None:
    """The words of an excerpt count, but the rest of the source may support the claim."""
    short = case.match.text.words < FEWEST_WORDS and case.verdict.outcome is Outcome.CONTRADICTED
    return replace(case.verdict, band=Band.UNCERTAIN) if short else None


def _not_english(case: DoubtCase) -> ClaimVerdict | None:
    """How often the models err in other languages than English has not been measured."""
    is_told = case.verdict.band is Band.CONFIDENT or case.verdict.outcome is Outcome.CONTRADICTED
    unmeasured = case.language not in (None, "en") and is_told
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
        ("support.abstain.no-sentences", _no_sentences),
        ("support.abstain.headline-only", _headline_only),
        ("support.partial.another-copy-agrees", _contradicted_by_one_copy),
        ("support.partial.another-copy-has-it", _lacking_in_one_copy),
        ("support.contradicted.short-source", _contradicted_by_stub),
        ("support.uncertain.not-english", _not_english),
    ],
)

__all__ = ["DOUBT_RULES", "FEWEST_WORDS", "DoubtCase"]

"""Whether a page is the work that a reference names: its title, or an author together with the date.

An ordered table decides. The words of its rules are in `reports/rules/addresses.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from citecheck.model import Source, SourceText
from citecheck.recovery.contexts import letters
from citecheck.recovery.model import Confirmation
from citecheck.rules import RuleTable
from citecheck.sources.mismatch import names_author, reference_mismatch, title_stems
from claims.model import Reference
from reports.model import Extent

_LOOKED_AT = 50_000  # characters of a page in which the title is searched
_ENOUGH = 2  # words of at least 4 letters; a title with fewer may be on any page
_LETTERS = 8  # letters of a title that is searched as a whole
_PRESENT = 0.75  # share of the title's words that a page about the work has near its beginning

_RANK = (Confirmation.UNREAD, Confirmation.UNCONFIRMED, Confirmation.CONFIRMED)


class PageAnswer(NamedTuple):
    """What a page says about being the work, the same in words, and the id of the rule that decided it."""

    said: Confirmation
    words: str
    rule: str


@dataclass(frozen=True, slots=True)
class FoundPageCase:
    """A reference and a page that may be its work. `language` is that of the document; None: unknown."""

    reference: Reference
    page: SourceText
    language: str | None


_Answer = tuple[Confirmation, str] | None


def _unread(case: FoundPageCase) -> _Answer:
    if case.page.extent is not Extent.NONE and case.page.text.strip():
        return None
    return Confirmation.UNREAD, case.page.reason or "it has no text"


def _other_work(case: FoundPageCase) -> _Answer:
    wrong = reference_mismatch(case.reference, case.page, language=case.language)
    return (Confirmation.OTHER_WORK, f"it {wrong}") if wrong else None


def _title(case: FoundPageCase) -> _Answer:
    title = title_stems(case.reference.title or "")
    there = title_stems(f"{case.page.title or ''}\n{case.page.text[:_LOOKED_AT]}")
    is_there = len(title) >= _ENOUGH and len(title & there) >= _PRESENT * len(title)
    if not is_there and not _has_whole_title(case.reference, case.page):
        return None
    return Confirmation.CONFIRMED, "the page shows the title"


def _author_and_date(case: FoundPageCase) -> _Answer:
    if not (case.reference.authors and names_author(case.reference, case.page)):
        return None
    if not _same_day(case.reference, case.page):
        return None
    return Confirmation.CONFIRMED, "the page names the author and the date"


def _nothing_to_compare(case: FoundPageCase) -> _Answer:
    if title_stems(case.reference.title or "") or case.reference.authors:
        return None
    return Confirmation.UNCONFIRMED, "the entry has neither a title nor an author to compare with its page"


def _too_little(case: FoundPageCase) -> _Answer:
    return Confirmation.UNCONFIRMED, "the page shows neither the title nor the author and the date"


CONFIRMATION_RULES: RuleTable[FoundPageCase, tuple[Confirmation, str]] = RuleTable(
    "what a page says about being the work of a reference",
    (
        ("address.unread", _unread),
        ("address.other-work", _other_work),
        ("address.confirmed.title", _title),
        ("address.confirmed.author-and-date", _author_and_date),
        ("address.unconfirmed.nothing-to-compare", _nothing_to_compare),
        ("address.unconfirmed.too-little-agrees", _too_little),
    ),
)


def confirm_source(source: Source, *, language: str | None = None) -> PageAnswer:
    """Return what the copies of `source` say about being the work.

    The best copy decides; one that is another work decides before all others. `language` is that of the document; None:
    unknown.
    """
    mismatch = next((one for one in source.check.problems if one.code == "reference-mismatch"), None)
    if mismatch is not None:
        return PageAnswer(Confirmation.OTHER_WORK, mismatch.message, "address.other-work")
    best = PageAnswer(Confirmation.UNREAD, source.check.reason or source.check.status.value, "address.unread")
    for copy in source.check.copies:
        if copy.has_text:
            answer = confirm(source.reference, source.text(copy.id), language=language)
            if answer.said is Confirmation.OTHER_WORK:
                return answer
            best = max(best, answer, key=lambda one: _RANK.index(one.said))
    return best


def confirm(reference: Reference, page: SourceText, *, language: str | None = None) -> PageAnswer:
    """Return what `page` says about being the work that `reference` names.

    `language` is that of the document; None: unknown.
    """
    decided = CONFIRMATION_RULES.decide(FoundPageCase(reference, page, language))
    if decided is None:  # only with a rule left out
        return PageAnswer(Confirmation.UNCONFIRMED, "", "")
    return PageAnswer(*decided.verdict, decided.rule)


def _has_whole_title(reference: Reference, page: SourceText) -> bool:
    """Return whether the page's own title has the reference's title, letter by letter; this serves short titles."""
    wanted = letters(reference.title or "")
    return len(wanted) >= _LETTERS and wanted in letters(page.title or "")


def _same_day(reference: Reference, page: SourceText) -> bool:
    published = (reference.published or "")[:10]
    return len(published) >= len("2011-04") and (page.published or "").startswith(published)


__all__ = ["CONFIRMATION_RULES", "FoundPageCase", "PageAnswer", "confirm", "confirm_source"]

"""The rules by which the title and the authors of a reference change the status of its link.

The target of a redirect is weak evidence: it may be the cited page, or the front page of a site that removed it. The
sentences of the rules are in `reports/rules/links.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from citecheck.model import SourceText
from citecheck.rules import RuleTable
from citecheck.sources.mismatch import names_author, one_language, title_stems
from citecheck.web.link_verdict import LinkVerdict
from claims.model import Reference
from reports.model import Extent, LinkStatus

_LOOKED_AT = 50_000  # characters of a page in which the title is searched
_ENOUGH = 2  # words; a title with fewer may be on any page
_PRESENT = 0.75  # share of the title's words that a page about the work has
_ABSENT = 0.34  # share up to which the page is about something else

_BY_ADDRESS = frozenset(
    {
        "link.redirected-home.probe",
        "link.redirected-home.deep-address",
        "link.blocked.same-page",
        "link.blocked.diverted",
    }
)
"""Rules that decide by the target of a redirect or by a probe, and not by the words of the page."""


@dataclass(frozen=True)
class NamedCase:
    """The verdict on a link, the text of its page, and the reference that cites it.

    `language` is that of the document; None: unknown.
    """

    verdict: LinkVerdict
    text: SourceText
    reference: Reference
    language: str | None = None

    @cached_property
    def share(self) -> float | None:
        """The share of the title's words on the page, from 0 to 1.

        None: the title is too short, or it may be in another language than the page.
        """
        title = title_stems(self.reference.title or "")
        if len(title) < _ENOUGH:
            return None
        share = len(title & title_stems(self.page)) / len(title)
        if share <= _ABSENT and not one_language(self.reference.title or "", self.reference, self.text, self.language):
            return None
        return share

    @cached_property
    def page(self) -> str:
        """The title and the beginning of the text of the page."""
        return f"{self.text.title or ''}\n{self.text.text[:_LOOKED_AT]}"


def _named(case: NamedCase) -> LinkVerdict | None:
    if case.verdict.rule not in _BY_ADDRESS or case.share is None:
        return None
    words = " ".join((case.reference.title or "").casefold().split())
    whole = len(title_stems(words)) > _ENOUGH and words in " ".join(case.page.casefold().split())
    if not whole and not (case.share >= _PRESENT and names_author(case.reference, case.text)):
        return None
    reason = f"shows the title of the reference (its address alone says otherwise: {case.verdict.reason})"
    return LinkVerdict(LinkStatus.ALIVE, reason, extent=Extent.TEASER)


def _another_front(case: NamedCase) -> LinkVerdict | None:
    if case.verdict.rule != "link.alive.front-page" or case.share is None:
        return None
    if case.share > _ABSENT or names_author(case.reference, case.text):
        return None
    reason = f"{case.verdict.reason}, which does not show the title of the reference"
    return LinkVerdict(LinkStatus.REDIRECTED_HOME, reason)


NAMED_RULES: RuleTable[NamedCase, LinkVerdict] = RuleTable(
    "what the title and the authors of the reference change",
    (
        ("link.alive.named", _named),
        ("link.redirected-home.unnamed", _another_front),
    ),
)


def in_the_light_of_the_reference(case: NamedCase) -> LinkVerdict:
    """Return the verdict on the link after the rules on the reference; the same object if none applies."""
    decided = NAMED_RULES.decide(case)
    return replace(decided.verdict, rule=decided.rule) if decided is not None else case.verdict


__all__ = ["NAMED_RULES", "NamedCase", "in_the_light_of_the_reference"]

"""What the reference's own title and author change in the verdict on a link.

Where an address leads is weak evidence: the page may be the one that is cited all the same, or the front page of a site
that has dropped it. The words of the rules are in `reports/rules/links.toml`.
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

_LOOKED_AT = 50_000  # characters of a page in which a title is looked for
_ENOUGH = 2  # words of a title from which its absence says something
_PRESENT = 0.75  # share of a title's words on a page that is about it
_ABSENT = 0.34  # share up to which a page is about something else

_BY_ADDRESS = frozenset(
    {
        "link.redirected-home.probe",
        "link.redirected-home.deep-address",
        "link.blocked.same-page",
        "link.blocked.diverted",
    }
)
"""Rules that conclude from where an address leads, and not from what the page says."""


@dataclass(frozen=True)
class NamedCase:
    """The verdict on a link, the text that it led to, and the reference that cites it, in a document's `language`."""

    verdict: LinkVerdict
    text: SourceText
    reference: Reference
    language: str | None = None

    @cached_property
    def share(self) -> float | None:
        """The share of the title's words on the page; None where it says too little, or is in another language."""
        title = title_stems(self.reference.title or "")
        if len(title) < _ENOUGH:
            return None
        share = len(title & title_stems(self.page)) / len(title)
        if share <= _ABSENT and not one_language(self.reference.title or "", self.reference, self.text, self.language):
            return None
        return share

    @cached_property
    def page(self) -> str:
        """What the page says, its title first."""
        return f"{self.text.title or ''}\n{self.text.text[:_LOOKED_AT]}"


def _named(case: NamedCase) -> LinkVerdict | None:
    if case.verdict.rule not in _BY_ADDRESS or case.share is None:
        return None
    words = " ".join((case.reference.title or "").casefold().split())
    whole = len(title_stems(words)) > _ENOUGH and words in " ".join(case.page.casefold().split())
    if not whole and not (case.share >= _PRESENT and names_author(case.reference, case.text)):
        return None
    reason = f"shows the title of the reference, although it {case.verdict.reason}"
    return LinkVerdict(LinkStatus.ALIVE, reason, extent=Extent.TEASER)


def _another_front(case: NamedCase) -> LinkVerdict | None:
    if case.verdict.rule != "link.alive.front-page" or case.share is None:
        return None
    if case.share > _ABSENT or names_author(case.reference, case.text):
        return None
    reason = f"{case.verdict.reason}, where the reference's title is nowhere to be found"
    return LinkVerdict(LinkStatus.REDIRECTED_HOME, reason)


NAMED_RULES: RuleTable[NamedCase, LinkVerdict] = RuleTable(
    "what the reference's own title and author change",
    (
        ("link.alive.named", _named),
        ("link.redirected-home.unnamed", _another_front),
    ),
)


def in_the_light_of_the_reference(case: NamedCase) -> LinkVerdict:
    """Return the verdict on a link, as far as the reference's own fields change it."""
    decided = NAMED_RULES.decide(case)
    return replace(decided.verdict, rule=decided.rule) if decided is not None else case.verdict


__all__ = ["NAMED_RULES", "NamedCase", "in_the_light_of_the_reference"]

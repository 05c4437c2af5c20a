"""What became of a link: told from the answer, the page's text and how the host answers otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from citecheck.model import Fetched, SourceText
from reports.model import Extent, LinkStatus

_BLOCKED = frozenset({401, 402, 403, 407, 429, 430, 451, 999})
_PERMANENT = frozenset({301, 308})


@dataclass(frozen=True, slots=True)
class Verdict:
    """A link status, the evidence for it in words, and where a permanent redirect leads."""

    status: LinkStatus
    reason: str
    moved_to: str | None = None

    @property
    def is_readable(self) -> bool:
        """Whether the page's text is that of the source, as far as it goes."""
        return self.status in (LinkStatus.ALIVE, LinkStatus.MOVED, LinkStatus.PAYWALLED)


def of_answer(fetched: Fetched) -> Verdict | None:
    """Return the verdict that the exchange alone gives; None where the page has to be looked at."""
    if fetched.failure is not None:
        return Verdict(fetched.failure, fetched.reason)
    status = fetched.status
    if status is None:
        return Verdict(LinkStatus.CONNECTION_ERROR, "no answer")
    if status in (404, 410):
        return Verdict(LinkStatus.GONE, f"the server answers {status}")
    if status in _BLOCKED:
        return Verdict(
            LinkStatus.BLOCKED, f"the server answers {status}: not for programs, which says nothing of readers"
        )
    if status >= 500:
        return Verdict(LinkStatus.SERVER_ERROR, f"the server answers {status}")
    if not 200 <= status < 300:
        return Verdict(LinkStatus.CLIENT_ERROR, f"the server answers {status}")
    return None


def of_page(fetched: Fetched, text: SourceText) -> Verdict:
    """Return the verdict on a page that was answered with success."""
    if text.extent is Extent.NONE:
        if text.reason == "script-only":
            return Verdict(LinkStatus.SCRIPT_ONLY, "the page shows its text only to browsers that run its scripts")
        if not fetched.body.strip():
            return Verdict(LinkStatus.EMPTY, "the answer is empty")
        return Verdict(LinkStatus.UNSUPPORTED_TYPE, text.reason or "no text could be read")
    if fetched.redirects and all(status in _PERMANENT for status, _ in fetched.redirects):
        return Verdict(LinkStatus.MOVED, f"moved for good to {fetched.final_url}", fetched.final_url)
    return Verdict(LinkStatus.ALIVE, "the page can be read")


__all__ = ["Verdict", "of_answer", "of_page"]

"""The verdict on a link."""

from __future__ import annotations

from dataclasses import dataclass

from reports.model import Extent, LinkStatus


@dataclass(frozen=True, slots=True)
class LinkVerdict:
    """A link status, the evidence for it in words, and the id of the rule that gave it.

    `moved_to` is where a permanent redirect leads. `extent`, where given, is how much of the source the page is, if
    that is less than its text looks like.
    """

    status: LinkStatus
    reason: str
    moved_to: str | None = None
    extent: Extent | None = None
    rule: str | None = None

    @property
    def is_readable(self) -> bool:
        """Whether the page's text is that of the source, as far as it goes."""
        return self.status in (LinkStatus.ALIVE, LinkStatus.MOVED, LinkStatus.PAYWALLED)


__all__ = ["LinkVerdict"]

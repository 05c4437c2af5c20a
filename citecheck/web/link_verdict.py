"""The verdict on a link."""

from __future__ import annotations

from dataclasses import dataclass

from reports.model import Extent, LinkStatus


@dataclass(frozen=True, slots=True)
class LinkVerdict:
    """A link status, the reason for it in words, and the id of the rule that gave it (None: no rule yet).

    `moved_to` is the target of a permanent redirect; None: no such target. `extent` is how much of the source the page
    shows, if that is less than its text looks like; None: the text decides.
    """

    status: LinkStatus
    reason: str
    moved_to: str | None = None
    extent: Extent | None = None
    rule: str | None = None

    @property
    def is_readable(self) -> bool:
        """Whether the text of the page is text of the source, all of it or a part."""
        return self.status in (LinkStatus.ALIVE, LinkStatus.MOVED, LinkStatus.PAYWALLED)


__all__ = ["LinkVerdict"]

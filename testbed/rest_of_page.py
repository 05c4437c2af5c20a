"""The rest of a source of which a case of the rule book gives only the first sentences."""

from __future__ import annotations

from collections.abc import Mapping

_PARAGRAPH = " ".join(
    f"Visitors of the {place} speak of its gardens and of mild weather in the valley during the long season."
    for place in ("abbey", "chapel", "market", "museum", "orchard", "station", "theatre", "windmill")
)
_LIST = "\n".join(
    f"The parish accounts list item {number} of the year and what was paid for it." for number in range(40)
)
REST = {
    "a paragraph": _PARAGRAPH,
    "a page": f"{_PARAGRAPH}\n{_LIST}",
    "a page with 1952": f"{_PARAGRAPH}\n{_LIST}\nThe parish bought a second clock in 1952.",
}
"""The rest of a source of which a case gives only the first sentences. It says nothing about the claim."""


def page(given: Mapping[str, str]) -> str:
    """Return the text of the source of a case, with the rest of its page."""
    return whole(given["source"], given)


def whole(words: str, given: Mapping[str, str]) -> str:
    """Return `words` with the rest of the page that a case names."""
    return words + "\n" + REST[given["rest"]] if "rest" in given else words


__all__ = ["REST", "page", "whole"]

"""A plain line "Sources:" above a list of links: the heading of a list of references in all but form."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from markdown_it.token import Token

from claims.readers.plaintext.headings import is_references

_ADDRESS = re.compile(r"(?:https?|ftp)://\S+", re.IGNORECASE)
_BESIDE = 8  # words beside its link that an entry has at most: a sentence that links to its source has more


def find_source_lists(tokens: Sequence[Token]) -> Mapping[int, int]:
    """Map the place of each such line's opening token to the place of the token that closes its list."""
    found: dict[int, int] = {}
    for place, token in enumerate(tokens[:-4]):
        line, listing = tokens[place + 1], tokens[place + 3]
        if token.type != "paragraph_open" or token.level or not listing.type.endswith("_list_open"):
            continue
        if line.content.rstrip(" *_").endswith((":", "：")) and is_references(line.content):
            closing = listing.type.replace("_open", "_close")
            end = next(
                later
                for later in range(place + 4, len(tokens))
                if (tokens[later].type, tokens[later].level) == (closing, 0)
            )
            if all(_is_link(entry) for entry in tokens[place + 3 : end] if entry.type == "inline"):
                found[place] = end
    return found


def _is_link(entry: Token) -> bool:
    """Whether an entry is a link or an address, with few words beside it."""
    beside: list[str] = []
    links = inside = 0
    for child in entry.children or []:
        if child.type == "link_open":
            links += 1
            inside += 1
        elif child.type == "link_close":
            inside -= 1
        elif not inside:
            beside.append(child.content)
    words, addresses = _ADDRESS.subn(" ", " ".join(beside))
    return bool(links or addresses) and len(words.split()) <= _BESIDE

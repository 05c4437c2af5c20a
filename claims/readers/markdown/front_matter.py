"""The front matter of a Markdown document: its title and language, and the files and works that it cites from.

Only these few values are read, in the forms in which people write them; a parser of YAML is not needed for them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_BLOCK = re.compile(r"\A\ufeff?---[ \t]*\n(?P<inside>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"^title:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)
_LANGUAGE = re.compile(r"^lang(?:uage)?:\s*[\"']?([A-Za-z]{2,3})\b", re.MULTILINE)
_ITEM = re.compile(r"^[ \t]*-[ \t]+(?P<value>.+?)[ \t]*$")
_COMMENT = re.compile(r"(?:^|\s)#.*$")
_KEY = re.compile(r"@\{?([^\s,;{}\[\]]+)")
_MOST = 50  # files that one document names


def front_matter(source: str) -> str:
    """Return the front matter of `source`, without its fences; empty if it has none."""
    found = _BLOCK.match(source) if source.startswith(("---", "\ufeff---")) else None
    return found["inside"] if found else ""


def title_of(front: str) -> str | None:
    """Return the title that the front matter gives; None if it gives none."""
    found = _TITLE.search(front)
    return found[1] if found else None


def language_of(front: str) -> str | None:
    """Return the language that the front matter gives, in ISO 639; None if it gives none."""
    found = _LANGUAGE.search(front)
    return found[1].lower() if found else None


def named_files(front: str) -> Sequence[str]:
    """Return the files that `bibliography` names: one, several in brackets, or a list."""
    return _values(front, "bibliography")[:_MOST]


def listed_keys(front: str) -> Sequence[str]:
    """Return the keys that `nocite` lists; "*" stands for all."""
    return [key for value in _values(front, "nocite") for key in _KEY.findall(value)]


def _values(front: str, name: str) -> list[str]:
    lines = front.split("\n")
    found: list[str] = []
    for place, line in enumerate(lines):
        head = re.match(rf"{name}[ \t]*:[ \t]*", line)
        if head is None:
            continue
        written = _COMMENT.sub("", line[head.end() :]).strip()
        if written.startswith("["):
            inside = " ".join([written, *lines[place + 1 : place + 50]]).partition("]")[0]
            found += inside.strip("[ ").split(",")
        elif written and written[0] not in "|>":
            found.append(written)
        else:
            found += _below(lines[place + 1 :])
    return [plain for value in found if (plain := value.strip().strip("\"'").strip())]


def _below(lines: Sequence[str]) -> list[str]:
    """Return the items of a list, or the lines of a text, that stand below a name."""
    found = []
    for line in lines:
        item = _ITEM.match(_COMMENT.sub("", line))
        if item:
            found.append(item["value"])
        elif line.strip() and not line[0].isspace():
            break
        elif line.strip():
            found.append(line.strip())
    return found


__all__ = ["front_matter", "language_of", "listed_keys", "named_files", "title_of"]

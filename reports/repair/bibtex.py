"""A reference repaired as an entry of BibTeX: its address in place, its archived copy in a note."""

from __future__ import annotations

import re

from reports.repair.parts import Parts
from reports.repair.prose import plaintext

_ENTRY = re.compile(r"@\s*\w+\s*[{(]")
_END = re.compile(r"[\s,]*([)}])\s*$")
_NOTE = re.compile(r"^\s*note\s*=|[,{]\s*note\s*=", re.IGNORECASE | re.MULTILINE)


def is_bibtex(markup: str | None) -> bool:
    """Return whether `markup` is an entry of BibTeX."""
    return markup is not None and _ENTRY.match(markup) is not None


def bibliography_entry(parts: Parts) -> str:
    """Return the entry `parts` as BibTeX if its file writes it so, and as plain text otherwise.

    The copy goes into the field `note`, or into `addendum` where there is a note already. The new address replaces the
    old one wherever the entry has it.
    """
    markup = parts.reference.markup
    end = _END.search(markup) if markup is not None and is_bibtex(markup) else None
    if markup is None or end is None:
        return plaintext(parts)
    if parts.moved and parts.old and parts.url:
        markup = markup.replace(parts.old, parts.url)
        end = _END.search(markup)
    if parts.capture is None or end is None:
        return markup
    when = f" {parts.captured}" if parts.captured else ""
    field = "addendum" if _NOTE.search(markup) else "note"
    closing = "\n" if "\n" in markup else ""
    indent = "\n  " if closing else " "
    return f"{markup[: end.start()]},{indent}{field} = {{Archived{when}: \\url{{{parts.capture}}}}}{closing}{end[1]}"


__all__ = ["bibliography_entry", "is_bibtex"]

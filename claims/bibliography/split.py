"""The parts into which the words of an entry are split."""

from __future__ import annotations

from typing import NamedTuple


class Split(NamedTuple):
    """The parts of an entry; a part is empty if it was not found.

    `published` is a year that the entry's style marks as that of publication; it goes before other dates of the same
    year and before other bare years.
    """

    authors: tuple[str, ...]
    title: str
    publisher: str
    published: str = ""

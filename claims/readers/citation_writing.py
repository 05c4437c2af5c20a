"""Write citations by key into a text: as marks, with the authors where these are a part of the sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from claims.readers.citation_groups import Cite
from claims.readers.composing import NO_ENTRY, Composer

Range = tuple[int | None, int | None]
"""Where something stands in the source, from and to; None: nobody knows."""


class CitableWorks(Protocol):
    """The works that keys may mean."""

    def find(self, key: str) -> Sequence[object]:
        """Return the works that `key` means; empty: none."""
        ...

    def cite(self, key: str) -> list[str]:
        """Return the keys in the layout of the works that `key` means, which are cited from now on."""
        ...

    def people(self, key: str) -> str:
        """Return the authors as a sentence names them; empty: unknown."""
        ...


class CitationWriter:
    """Writes the marks of keys to `composer`, and has `works` remember what is cited.

    `cites_key` says of a key that no work has whether it is a citation all the same, which then dangles.
    """

    def __init__(
        self, composer: Composer, works: CitableWorks, cites_key: Callable[[str], bool] = lambda key: True
    ) -> None:
        self._composer = composer
        self._works = works
        self._cites_key = cites_key
        self.dangling = False  # whether a key without a work was cited

    def is_citation(self, key: str, *, linked: bool = False) -> bool:
        """Return whether "@key" is a citation: its work exists, or it is no other thing.

        In the words of a link (`linked`), the key of no work is the name of somebody.
        """
        return bool(self._works.find(key)) or (not linked and self._cites_key(key))

    def write_group(self, cites: Sequence[Cite], source: Range) -> None:
        """Write a group of citations in brackets: one mark, or words in parentheses with the marks in them."""
        known = [cite for cite in cites if not cite.is_slip or self._works.find(cite.key)]
        if any(cite.prefix or cite.suffix for cite in known):
            self._write_words(known, source)
        elif any(cite.pages or len(self._works.find(cite.key)) > 1 for cite in known):
            for cite in known:
                self.mark([cite], source)
        elif known:
            self.mark(known, source)

    def write_in_text(self, cites: Sequence[Cite], source: Range, *, with_names: bool = True) -> None:
        """Write a citation that is a part of the sentence: "Lee and Roe [lee]". Further keys follow as marks."""
        first, *others = cites
        if with_names and (people := self._works.people(first.key)):
            self._composer.write(f"{people} ", *_known(source))
        self.mark([first], source)
        if others:
            self.write_group(others, source)

    def mark(self, cites: Sequence[Cite], source: Range) -> None:
        """Write one mark for all of `cites`."""
        labels: list[str] = []
        targets: list[str] = []
        for cite in {cite.key: cite for cite in cites}.values():
            labels.append(cite.key)
            found = [] if cite.is_slip else self._works.cite(cite.key)
            self.dangling = self.dangling or not found
            targets += found or [NO_ENTRY]
        pages = cites[0].pages if len(cites) == 1 else None
        self._composer.mark(labels, targets, pages, *_known(source))

    def _write_words(self, cites: Sequence[Cite], source: Range) -> None:
        self._composer.write("(", *_known(source))
        for place, cite in enumerate(cites):
            if cite.prefix:
                self._composer.write(f"{cite.prefix} ", *_known(source))
            self.mark([cite], source)
            if cite.suffix:
                joint = "" if cite.suffix[:1] in ",.;:" else " "
                self._composer.write(f"{joint}{cite.suffix}", *_known(source))
            if place < len(cites) - 1:
                self._composer.write("; ", *_known(source))
        self._composer.write(")", *_known(source))


def _known(source: Range) -> Range:
    return source if source[0] is not None else (None, None)


__all__ = ["CitationWriter", "Range"]

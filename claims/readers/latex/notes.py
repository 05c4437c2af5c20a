"""Footnotes, and the entries of a list of references that the document has itself (\\bibitem)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from claims.model import BlockKind
from claims.readers.composition import Draft
from claims.readers.fields import Fields
from claims.readers.latex.interfaces import TexWalk
from claims.readers.latex.scanning import TexToken, words_of

_ADDRESS = re.compile(r"https?://|\\(?:url|href)\b|\bdoi:\s?10\.", re.IGNORECASE)
_WORD = re.compile(r"(?<!\\)\b[^\W\d_]{2,}")
_COMMAND = re.compile(r"\\[A-Za-z]*cite[A-Za-z]*\*? ?(?:\[[^\[\]]*\])*\{[^{}]*\}|\\[A-Za-z@]+\*? ?")
_FEW = 4  # words from which on a note says something: "see also", "for a review" do not


class Notes:
    """Keeps footnotes and entries of a document, for a `walker`."""

    def __init__(self, walker: TexWalk) -> None:
        self._walker = walker
        self._remarks: list[Sequence[TexToken]] = []
        self._sources: list[tuple[str, Sequence[TexToken]]] = []
        self._fields: Fields | None = None
        self._draft: Draft | None = None
        self._key = ""
        self._urls: list[str] = []
        self.listed: list[str] = []

    @property
    def in_entry(self) -> bool:
        """Whether an entry is being written."""
        return self._fields is not None

    def add(self, words: Sequence[TexToken], token: TexToken) -> None:
        """Add a footnote at the place that is being written.

        One that cites works gives their marks to the sentence, one with an address is a source of its own. The others
        are remarks: paragraphs below the text.
        """
        walker = self._walker
        until = words[-1].until + 1 if words else token.until
        source = (token.at, max(token.until, until))
        cites = walker.cites_in(words)
        written = words_of(words)
        if cites:
            plain = [replace(cite, prefix="", suffix="") for cite in cites]
            walker.citations.write_group(plain, source)
        elif _ADDRESS.search(written) and not self.in_entry:
            label = str(len(self._sources) + 1)
            self._sources.append((f"note-{label}", words))
            walker.composer.mark([f"note {label}"], [f"note-{label}"], None, *source)
            return
        if len(_WORD.findall(_COMMAND.sub(" ", written))) >= _FEW:
            self._remarks.append(words)

    def write(self) -> None:
        """Write the remarks as paragraphs below the text, and the footnotes that are sources as entries."""
        walker = self._walker
        walker.in_body = True
        walker.base = [BlockKind.PARAGRAPH]
        walker.composer.heading(1)  # an empty one, which ends the section
        walker.composer.end_heading()
        written = 0
        while written < len(self._remarks):
            walker.composer.begin(BlockKind.PARAGRAPH)
            walker.walk_tokens(self._remarks[written])
            written += 1
        for place, (key, words) in enumerate(self._sources, start=1):
            self._begin(key, f"note {place}")
            walker.walk_tokens(words)
            self.end_item()

    def link(self, address: str, start: int) -> None:
        """Record a link to `address` whose words begin at `start` of the current block."""
        if self._fields is not None:
            self._urls.append(address)
        else:
            self._walker.composer.link(address, start=start)

    def begin_item(self, key: str) -> None:
        """Begin the entry of `key`, and end the one before."""
        self.end_item()
        self._begin(f"item-{key}", key)
        self.listed.append(f"item-{key}")

    def _begin(self, key: str, label: str) -> None:
        self._fields = Fields()
        self._key = label
        self._draft = self._walker.composer.begin_entry(self._fields.reference(key, label))

    def end_item(self) -> None:
        """End the entry that is being written, if any."""
        if self._fields is None or self._draft is None or self._draft.entry is None:
            return
        self._fields.add_links(self._urls)
        self._fields.read_text(self._walker.composer.written().strip())
        self._draft.entry = self._fields.reference(self._draft.entry.key, self._key)
        self._walker.composer.end_entry()
        self._fields, self._draft = None, None
        self._urls.clear()


__all__ = ["Notes"]

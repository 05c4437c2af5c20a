"""The works that the registries on loopback hold, and how they are searched."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Person:
    """An author; an organisation has no given name."""

    family: str
    given: str = ""


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A notice about a work: `kind` is Crossref's ("retraction"), `doi` that of the notice, `date` ISO 8601.

    `listed`: the record of the work names it (`updated-by`); otherwise only that of the notice does (`update-to`).
    """

    kind: str
    doi: str
    date: str
    listed: bool = True
    pmid: str = ""


@dataclass(frozen=True, kw_only=True)
class Work:
    """One work. `agency` is the registration agency of its DOI; `indexes` are the services that hold it.

    `kind` is Crossref's type. `retracted` is what OpenAlex says.
    """

    title: str
    people: tuple[Person, ...] = ()
    year: int = 2020
    kind: str = "journal-article"
    venue: str = ""
    short_venue: str = ""
    subtitle: str = ""
    doi: str = ""
    pmid: str = ""
    arxiv: str = ""
    isbn: str = ""
    agency: str = "Crossref"
    indexes: tuple[str, ...] = ("crossref", "openalex")
    notices: tuple[Notice, ...] = ()
    retracted: bool = False
    published_as: str = ""
    open_copy: str = ""
    publisher: str = "An invented press"


def key_words(text: str) -> list[str]:
    """Return the words of a text as the services compare them."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"[^\W_]+", "".join(char for char in plain if not unicodedata.combining(char)))


class Shelf:
    """The works, found by identifier or by the words of a title."""

    def __init__(self, works: Iterable[Work]) -> None:
        self.works: list[Work] = []
        self._ids: dict[tuple[str, str], Work] = {}
        self._words: dict[str, set[int]] = defaultdict(set)
        for work in works:
            self.add(work)

    def add(self, work: Work) -> None:
        """Put one more work on the shelf."""
        place = len(self.works)
        self.works.append(work)
        for kind in ("doi", "pmid", "arxiv", "isbn"):
            value = getattr(work, kind)
            if value:
                self._ids[kind, value.lower()] = work
        for word in set(key_words(f"{work.title} {work.subtitle}")):
            self._words[word].add(place)

    def replace(self, old: Work, new: Work) -> None:
        """Change a work, such as by a notice that came in the night."""
        place = self.works.index(old)
        self.works[place] = new
        for kind in ("doi", "pmid", "arxiv", "isbn"):
            if getattr(new, kind):
                self._ids[kind, getattr(new, kind).lower()] = new

    def by_id(self, kind: str, value: str, service: str) -> Work | None:
        """Return the work that `service` holds under an identifier; None: it holds none."""
        work = self._ids.get((kind, value.lower()))
        return work if work is not None and service in work.indexes else None

    def registered(self, doi: str) -> Work | None:
        """Return the work that has a DOI, whichever service holds its record."""
        return self._ids.get(("doi", doi.lower()))

    def search(self, words: Sequence[str], service: str, rows: int) -> list[Work]:
        """Return the works of `service` that share most of the words; like the real ones, also poor hits."""
        shared: dict[int, int] = defaultdict(int)
        for word in dict.fromkeys(words):
            for place in self._words.get(word, ()):
                shared[place] += 1
        held = [place for place in shared if service in self.works[place].indexes]
        best = sorted(held, key=lambda place: (-shared[place], len(self.works[place].title), place))
        return [self.works[place] for place in best[:rows]]

    def notices_about(self, dois: Iterable[str]) -> list[tuple[Work, Notice]]:
        """Return the notices about works, with the works."""
        found = (self.registered(doi) for doi in dois)
        return [(work, notice) for work in found if work is not None for notice in work.notices]


__all__ = ["Notice", "Person", "Shelf", "Work", "key_words"]

"""A local index: a folder of JSON lines, so that dumps of Crossref or DBLP serve without a network.

Each line is one work: an object of Crossref, an item of CSL-JSON, or an object with the fields of a BibTeX entry
(`title`, `author`, `year`, `journal` or `booktitle`, `doi`). Files end in `.jsonl` or `.ndjson`, also with `.gz`.
"""

from __future__ import annotations

import gzip
import re
import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from citecheck.clock import timestamp
from citecheck.errors import SettingsError
from citecheck.interfaces import Clock
from citecheck.registries.answers import RegistryQuestion, Unusable
from citecheck.registries.comparing.titles import title_key, title_words
from citecheck.registries.crossref import crossref_record
from citecheck.registries.fields import date_parts, identifiers, name, plain, texts, years_in
from citecheck.registries.model import Answered, Lookup, Record, WorkKind

_SUFFIXES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_ROWS = 8
_RARE = 4  # words of a title by which candidates are found: its longest
_MOST = 2_000  # works of one word; a word that more works have finds nothing
_KINDS: Mapping[str, WorkKind] = {
    "article": WorkKind.ARTICLE,
    "article-journal": WorkKind.ARTICLE,
    "inproceedings": WorkKind.PAPER,
    "conference": WorkKind.PAPER,
    "paper-conference": WorkKind.PAPER,
    "book": WorkKind.BOOK,
    "incollection": WorkKind.CHAPTER,
    "chapter": WorkKind.CHAPTER,
    "phdthesis": WorkKind.THESIS,
    "mastersthesis": WorkKind.THESIS,
    "thesis": WorkKind.THESIS,
    "techreport": WorkKind.REPORT,
    "report": WorkKind.REPORT,
    "dataset": WorkKind.DATASET,
    "software": WorkKind.SOFTWARE,
}


class LocalIndex:
    """The works of a folder; see `citecheck.registries.model.Registry`. The folder is read once, at the first question.

    It is believed where it has a record. Its silence means nothing, because nobody knows what it leaves out. Raises
    `SettingsError` if `folder` is not a folder.
    """

    name = "local index"
    identifiers = frozenset({"doi", "arxiv", "isbn", "pmid"})
    kinds: frozenset[WorkKind] = frozenset()

    def __init__(self, folder: Path, clock: Clock) -> None:
        if not folder.is_dir():
            raise SettingsError(
                f"registries.local: {folder} is not a folder; name a folder of .jsonl files, or remove it"
            )
        self._folder = folder
        self._clock = clock
        self._records: list[Record] = []
        self._by_id: dict[tuple[str, str], int] = {}
        self._by_title: dict[str, list[int]] = defaultdict(list)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._lock = threading.Lock()
        self._is_read = False

    def by_identifier(self, kind: str, value: str) -> Lookup:
        """See `citecheck.registries.model.Registry.by_identifier`."""
        self._read_folder()
        place = self._by_id.get((kind, value))
        return self._answer(f"{kind} {value}", [] if place is None else [self._records[place]])

    def by_title(self, title: str, authors: Sequence[str] = (), year: int | None = None) -> Lookup:
        """See `citecheck.registries.model.Registry.by_title`."""
        self._read_folder()
        places = self._by_title.get(title_key(title)) or self._near(title)
        return self._answer(f"title {title}", [self._records[place] for place in places[:_ROWS]])

    def by_address(self, url: str) -> Lookup:
        """See `citecheck.registries.model.Registry.by_address`."""
        question = RegistryQuestion(self.name, f"address {url}")
        return question.unknown(f"the {self.name} cannot look up addresses", at=timestamp(self._clock.now()))

    def _near(self, title: str) -> list[int]:
        """Return the works that share most of the longest words of `title`, the best first."""
        words = sorted(set(title_words(title)), key=lambda word: (-len(word), word))[: _RARE * 2]
        shared: dict[int, int] = defaultdict(int)
        for word in words:
            places = self._by_word.get(word, ())
            for place in places if len(places) <= _MOST else ():
                shared[place] += 1
        most = sorted(shared, key=lambda place: (-shared[place], place))
        return [place for place in most[:_ROWS] if shared[place] * 2 >= len(words)]

    def _answer(self, words: str, records: Sequence[Record]) -> Lookup:
        return Lookup(
            registry=self.name,
            asked=words,
            outcome=Answered.RECORD if records else Answered.NONE,
            at=timestamp(self._clock.now()),
            records=tuple(records),
            reason="" if records else f"the {self.name} has no record",
        )

    def _read_folder(self) -> None:
        with self._lock:
            if not self._is_read:
                for path in sorted(self._folder.rglob("*")):
                    if path.name.endswith(_SUFFIXES):
                        self._read(path)
                self._is_read = True

    def _read(self, path: Path) -> None:
        for line in _lines(path):
            try:
                record = _record(msgspec.json.decode(line))
            except (msgspec.DecodeError, Unusable, ValueError, TypeError, AttributeError, RecursionError):
                continue  # a line of another form names no work
            place = len(self._records)
            self._records.append(record)
            for kind, value in record.identifiers.items():
                self._by_id.setdefault((kind, value), place)
            for title in record.titles:
                self._by_title[title_key(title)].append(place)
                for word in sorted(set(title_words(title)), key=lambda word: (-len(word), word))[:_RARE]:
                    self._by_word[word].append(place)


def _lines(path: Path) -> Iterator[bytes]:
    with gzip.open(path, "rb") if path.name.endswith(".gz") else path.open("rb") as file:
        for line in file:
            if line.strip():
                yield line


def _record(work: Any) -> Record:
    if not isinstance(work, Mapping):
        raise Unusable("no work")
    if "DOI" in work and ("container-title" in work or "member" in work) and isinstance(work.get("title"), list):
        return crossref_record(work)
    fields = work.get("fields")
    return _of_fields({**work, **fields} if isinstance(fields, Mapping) else work)


def _of_fields(work: Mapping[str, Any]) -> Record:
    title = plain(work.get("title"))
    if not title:
        raise Unusable("a work without a title")
    date = date_parts(work.get("issued"))
    year = date or plain(str(work.get("year") or ""))[:4]
    kind = str(work.get("bibtex_type") or work.get("ENTRYTYPE") or work.get("type") or "").lower()
    venue = [work.get(key) for key in ("container-title", "journal", "booktitle", "venue")]
    return Record(
        registry=LocalIndex.name,
        kind=_KINDS.get(kind, WorkKind.OTHER),
        titles=(title,),
        authors=_people(work.get("author") or work.get("authors")),
        published=date or (year or None),
        years=years_in([year]),
        venues=texts(venue),
        publisher=plain(work.get("publisher")) or None,
        volume=plain(str(work.get("volume") or "")) or None,
        pages=plain(work.get("pages") or work.get("page")) or None,
        identifiers=identifiers(
            {
                "doi": work.get("doi") or work.get("DOI"),
                "isbn": work.get("isbn") or work.get("ISBN"),
                "arxiv": work.get("arxiv"),
                "pmid": work.get("pmid") or work.get("PMID"),
            }
        ),
        address=plain(work.get("url") or work.get("URL")) or None,
    )


def _people(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return texts([plain(one) for one in re.split(r"\s+and\s+", value)])
    people = []
    for one in value if isinstance(value, list) else ():
        if isinstance(one, Mapping):
            people.append(name(one.get("family"), one.get("given")) or plain(one.get("literal") or one.get("name")))
        else:
            people.append(plain(one))
    return tuple(filter(None, people))


__all__ = ["LocalIndex"]

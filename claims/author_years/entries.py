"""The entries of a list of references, found by the authors and the year that citations give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.author_years.names import NamedAuthors, folded, spellings, without_particles
from claims.author_years.years import YEAR, CitedYear, other_years, years_of
from claims.model import Reference
from claims.patterns import lazy_regex

_FIRST = lazy_regex(r"[^,(\[]{2,120}?(?=,|\s*[(\[]|\.\s|\.?$|:\s|\s(?:and|und|et|y|&)\s)")
_SHORT_FORM = lazy_regex(r"[(\[](?P<short>[^()\[\]]{2,40})[)\]]")
_SAME = lazy_regex(r"(?:[—–_-]\s?){2,}|[—―⸺⸻]")
_INITIALS_LAST = lazy_regex(r"(?P<family>.+?)\s(?:[A-ZÀ-ÞА-Я]{1,3}\.?(?:[\s-]|$)){1,3}$")
_INITIAL = lazy_regex(r"[^,(]{1,60},\s*([^\W\d_a-zß-ÿ][\w’'-]*)")
_WORD = lazy_regex(r"[^\W\d_][\w’'-]*")
_DATED = lazy_regex(r"[(\[][^()\[\]]*$|[.,:;]\s*$|[^\W\d_]\.?\s*$")
_LABEL = lazy_regex(r"\[(?P<label>[^\W\d_][^\[\]]{2,60})\]\s*")
_HEAD = 600  # characters in which an entry names its authors and its year; judgement
_LONGEST_ORGANISATION = 12  # words
_LONGEST_PERSON = 4  # words


@dataclass(frozen=True, slots=True)
class CitedEntry:
    """What an entry is cited by.

    `firsts` are the spellings of its first author, `words` all words of its authors, `count` how many authors it has
    (0: nobody knows), `given` the given name or the initial of the first one, and `is_person` says that this is no
    organisation. `years` are its years, `people` is how a label names its authors, `text` the begin of the entry.
    `in_lower_case` says that it begins with a small letter.
    """

    key: str
    firsts: frozenset[str]
    words: frozenset[str]
    count: int
    given: str
    is_person: bool
    years: tuple[CitedYear, ...]
    people: str
    text: str
    in_lower_case: bool

    def may_be(self, names: NamedAuthors) -> bool:
        """Return whether the initial and the word before the names of a citation fit the first author."""
        if names.initial and self.given and names.initial != self.given[:1]:
            return False
        if not names.led_by or (names.is_first and self.is_person):
            return True
        if not self.is_person:
            return False  # "New Salt Board" is another body than the Salt Board
        short = min(len(names.led_by), len(self.given)) == 1
        return names.led_by[:1] == self.given[:1] if short else names.led_by == self.given

    @property
    def label(self) -> str:
        """The label of the entry: "Lee & Roe 2019a"."""
        return f"{self.people} {self.years[0].shown}"


class EntryIndex:
    """Finds entries by author and year. `first_year` and `last_year` are those of all entries, 0 where none has one."""

    def __init__(self, entries: Sequence[Reference]) -> None:
        self.entries: list[CitedEntry] = list(_cited_entries(entries))
        years = [int(year.number) for entry in self.entries for year in entry.years if year.number.isdecimal()]
        self.first_year, self.last_year = min(years, default=0), max(years, default=0)
        self._by_name: dict[str, list[CitedEntry]] = {}
        for entry in self.entries:
            for first in entry.firsts:
                self._by_name.setdefault(first, []).append(entry)

    def named(self, names: NamedAuthors) -> list[CitedEntry]:
        """Return the entries whose authors a citation may name, whatever their year."""
        found: dict[str, CitedEntry] = {}
        for entry in self._by_name.get(names.whole, ()):
            if (entry.in_lower_case or names.shown[:1].isupper() or names.authors) and entry.may_be(names):
                found[entry.key] = entry
        if names.authors:
            first = names.authors[0]
            others = {word for name in names.authors[1:] for word in name.split()}
            near = self._near(first)
            for entry in near:
                if others <= entry.words and entry.may_be(names):
                    found[entry.key] = entry
        return list(found.values())

    def _near(self, first: str) -> list[CitedEntry]:
        """Return the entries of a first author, also of "Müllers" in German for "Müller"."""
        found = self._by_name.get(first) or self._by_name.get(without_particles(first))
        return found or (self._by_name.get(first[:-1], []) if first.endswith("s") else [])

    def find(self, names: NamedAuthors, year: CitedYear) -> list[CitedEntry]:
        """Return the entries that a citation means: one, several that answer equally well, or none."""
        named = self.named(names)
        found = [entry for entry in named if year in entry.years]
        if not found and not year.letter:
            found = [entry for entry in named if any(one.number == year.number for one in entry.years)]
        elif not found:  # the list has no letters: several works of the year answer
            same = [entry for entry in named if CitedYear(year.number) in entry.years]
            found = same if len(same) > 1 else []
        return _narrowed(found, names)


def _narrowed(found: list[CitedEntry], names: NamedAuthors) -> list[CitedEntry]:
    """Return those of the entries that have as many authors as the citation says, if any have."""
    if len(found) < 2 or not names.authors:
        return found
    named = len(names.authors)
    if names.has_more:
        fitting = [entry for entry in found if entry.count > named or not entry.count]
    else:
        fitting = [entry for entry in found if entry.count == named]
    return fitting or found


def _cited_entries(entries: Sequence[Reference]) -> Iterator[CitedEntry]:
    before: CitedEntry | None = None
    for reference in entries:
        entry = _cited_entry(reference, before)
        if entry is not None:
            yield entry
            before = entry


def _cited_entry(reference: Reference, before: CitedEntry | None) -> CitedEntry | None:
    written_label = _LABEL.match(reference.text)
    label = written_label["label"] if written_label is not None else reference.label
    text = reference.text[written_label.end() if written_label is not None else 0 :][:_HEAD]
    years, place = _years(text, reference.published)
    shown = YEAR.search(label)  # "[Able 2019] Able, A. Deaths."
    if shown is not None:
        years = (*years_of(shown), *years)
    if not years:
        return None
    head = text[:place]
    if before is not None and _SAME.match(head):
        return CitedEntry(
            key=reference.key,
            firsts=before.firsts,
            words=before.words,
            count=before.count,
            given=before.given,
            is_person=before.is_person,
            years=years,
            people=before.people,
            text=text,
            in_lower_case=False,
        )
    first = _FIRST.match(text)
    written = first[0].strip(" .") if first is not None else ""
    authors = reference.authors
    firsts = set(spellings(written)) if written and len(written.split()) <= _LONGEST_ORGANISATION else set()
    if initials_last := _INITIALS_LAST.fullmatch(written):
        firsts |= spellings(initials_last["family"])
    family = ""
    if authors:
        family = _family(authors[0])
        firsts |= spellings(family) | spellings(authors[0])
        if "," not in authors[0] and len(authors[0].split()) <= _LONGEST_PERSON:
            firsts |= spellings(authors[0].split()[-1])  # "Jenny Rose Finkel"
    organisation = written if "," not in (authors[0] if authors else "") else ""
    firsts |= set(_short_forms(organisation, head)) if organisation else set()
    if shown is not None:
        firsts |= spellings(label[: shown.start()].strip(" ,("))
    firsts.discard("")
    if not firsts:
        return None
    words = {word for name in (head, *authors) for word in folded(name).split()}
    words |= {piece for word in _WORD.findall(head) for piece in spellings(word)}
    return CitedEntry(
        key=reference.key,
        firsts=frozenset(firsts),
        words=frozenset(words),
        count=len(authors),
        given=_given(text, authors[0] if authors else written),
        is_person=_INITIAL.match(text) is not None or _INITIALS_LAST.fullmatch(written) is not None,
        years=years,
        people=_people(authors, family or written),
        text=text,
        in_lower_case=written[:1].islower(),
    )


def _given(text: str, author: str) -> str:
    """Return the folded given name, or the initial, of the first author; of an organisation its first word."""
    if initial := _INITIAL.match(text):
        return folded(initial[1])
    if initials := _INITIALS_LAST.fullmatch(author):
        return folded(author[len(initials["family"]) :])[:1]
    words = author.split()
    return folded(words[0]) if len(words) > 1 else ""


def _years(text: str, published: str | None) -> tuple[tuple[CitedYear, ...], int]:
    """Return the years by which an entry is cited, and where the first of them stands in its text."""
    found = [match for match in YEAR.finditer(text) if _DATED.search(text, 0, match.start())]
    stated = (published or "")[:4]
    chosen = next((match for match in found if stated and match["year"] == stated), found[0] if found else None)
    if chosen is None:
        return ((CitedYear(stated),) if stated.isdecimal() else ()), len(text)
    years = years_of(chosen)
    if chosen["year"]:  # "1930/1961": cited by either
        years += other_years(chosen)
    if stated.isdecimal() and all(year.number != stated for year in years):
        years.append(CitedYear(stated))
    return tuple(years), chosen.start()


def _family(author: str) -> str:
    """Return the family name of an author; all of it where it may be an organisation."""
    if "," in author:
        return author.partition(",")[0]
    words = author.split()
    if len(words) > 1 and len(words[0].rstrip(".")) == 1 and len(words) <= 4 and words[0].endswith("."):
        return words[-1]
    if initials := _INITIALS_LAST.fullmatch(author):
        return initials["family"]
    return words[-1] if len(words) == 2 else author


def _short_forms(organisation: str, head: str) -> Iterator[str]:
    """Yield the short names of an organisation: its initials, and what its entry gives in brackets."""
    words = [word for word in organisation.split() if word[0].isupper()]
    if 2 <= len(words) <= 8:
        yield "".join(word[0] for word in words).casefold()
        yield "".join(word[0] for word in organisation.split()).casefold()
    for match in _SHORT_FORM.finditer(head):
        yield folded(match["short"])


def _people(authors: Sequence[str], first: str) -> str:
    names = [_shown(author) for author in authors] or [first]
    return " & ".join(names) if len(names) < 3 else f"{names[0]} et al."


def _shown(author: str) -> str:
    words = author.split()
    return author if "," not in author and len(words) == 2 and len(words[0]) > 2 else _family(author)


__all__ = ["CitedEntry", "EntryIndex"]

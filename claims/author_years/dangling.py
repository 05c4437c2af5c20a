"""Tell a citation that no entry answers from other words with a year in brackets: a film, a place, a program."""

from __future__ import annotations

from functools import cached_property, lru_cache

from claims.author_years.entries import EntryIndex
from claims.author_years.groups import YearCite
from claims.author_years.names import NamedAuthors, folded, read_names
from claims.patterns import lazy_regex
from claims.readers.citation_groups import without_signals

_REPORTING = lazy_regex(
    r"\s(?:\w+ly\s|also\s|auch\s|first\s|have\s|has\s|had\s|then\s){0,2}(?:f(?:ou|i)nds?|show(?:s|ed|n)?|argue[sd]?|report(?:s|ed)?|suggest(?:s|ed)?|claim(?:s|ed)?"
    r"|state[sd]?|note[sd]?|describe[sd]?|conclude[sd]?|propose[sd]?|demonstrate[sd]?|observe[sd]?|estimate[sd]?|examine[sd]?|stud(?:y|ies|ied)"
    r"|analy[sz]e[sd]?|introduce[sd]?|discuss(?:es|ed)?|identif(?:y|ies|ied)|write[s]?|wrote|den(?:y|ies|ied)|maintain(?:s|ed)?|hold[s]?|held"
    r"|zeig\w+|fand(?:en)?|berichte\w*|argumentier\w+|beschreib\w+|schreib\w+|montr\w+|soutien\w+|affirm\w+|encontr\w+|mostr\w+|señal\w+|sosten\w+)\b"
)
_OLDER, _NEWER = 50, 5  # years; judgement: what is far older than all entries is a date of the matter
_LONGEST_WORD = 40
_NO_AUTHOR_BEHIND = frozenset(("the", "in", "of", "a", "an", "der", "die", "das"))
_USED = lazy_regex(r"\b[^\W\d_][\w’'-]*\b(?!\s{0,2}[,(]{0,2}\s{0,2}\d)")
_WORD_BEFORE = lazy_regex(r"(?P<word>[^\W_][\w’'-]*)[”\"»’]?\s*[(\[]\s*$")
_CLAUSE_END = lazy_regex(r"[)\]]\s*(?:[.,;:!?—–]|$|\n|(?:and|but|or|while|whereas|und|aber|et|y|mais|pero)\b)")


@lru_cache(maxsize=1)
def _no_names() -> frozenset[str]:
    """Return the words that stand before a year in brackets and name nobody, folded."""
    import tomllib  # here, because few texts have such a citation
    from importlib.resources import files

    table = tomllib.loads(files("claims.author_years").joinpath("no_names.toml").read_text(encoding="utf-8"))
    return frozenset(folded(word) for words in table.values() for word in words.split())


class NamesInText:
    """The words of a text that stand elsewhere than before a year: such a name may be that of a place or a thing."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __contains__(self, name: str) -> bool:
        return name in self._words

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(match[0] for match in _USED.finditer(self._text))


def missing_names(
    text: str,
    cite: YearCite,
    index: EntryIndex,
    *,
    near: bool,
    has_comma: bool | None,
    after: int,
    used: NamesInText,
) -> NamedAuthors | None:
    """Return the names of a citation that no entry answers; None where it may be something else.

    `near` says that another citation of the same brackets has its entry, `has_comma` whether the citations that have
    one write a comma before the year (None: some do), `after` is where the brackets end, and `used` are the words that
    `text` has elsewhere. A single name must be that of an author of the list, or stand in the way of the other
    citations; what nobody proves is no citation.
    """
    if cite.is_narrative:
        return _narrative(text, cite, index, after)
    start = max(cite.before, cite.names[0][0] if cite.names else cite.before)
    written = text[start : cite.span.start]
    words = without_signals(written).strip(" ,;:(")
    names = read_names(words) if words else None
    if names is None or not names.authors or _is_no_name(names):
        return None
    if _is_author(index, names) or near or names.has_more or cite.year.letter or cite.pages:
        return names
    if len(names.authors) > 1:
        return names if "," not in words.replace(", &", "").replace(", and", "") else None
    in_their_way = has_comma is written.rstrip().endswith(",")
    return names if in_their_way and _stands_as_citation(text, names, cite, index, used) else None


def _stands_as_citation(text: str, names: NamedAuthors, cite: YearCite, index: EntryIndex, used: NamesInText) -> bool:
    """Return whether one name and a year that nothing else proves stand as citations do.

    They end a clause behind a word in lower case, the text has the name nowhere else, and the year is near those of
    the list.
    """
    words = names.shown
    if len(names.authors[0].split()) > 1 or len(words) < 2 or words.isupper() or not cite.year.number.isdecimal():
        return False
    near = index.first_year - _OLDER <= int(cite.year.number) <= index.last_year + _NEWER
    before = _WORD_BEFORE.search(text, max(0, cite.before - _LONGEST_WORD), cite.before)
    lower = before is not None and not before["word"][0].isupper()
    return near and lower and _CLAUSE_END.match(text, cite.span.end) is not None and words not in used


def _narrative(text: str, cite: YearCite, index: EntryIndex, after: int) -> NamedAuthors | None:
    for start, names in cite.names:
        before = text[max(0, start - 12) : start].casefold().split()
        if not names.authors or _is_no_name(names) or (before and before[-1] in _NO_AUTHOR_BEHIND):
            continue
        few = all(len(author.split()) == 1 for author in names.authors)
        if few and (_is_author(index, names) or names.has_more or _REPORTING.match(text, after)):
            return names
    return None


def _is_author(index: EntryIndex, names: NamedAuthors) -> bool:
    return bool(index.named(names._replace(authors=names.authors[:1], initial="")))


def _is_no_name(names: NamedAuthors) -> bool:
    return any(word in _no_names() for author in names.authors for word in author.split())


__all__ = ["missing_names"]

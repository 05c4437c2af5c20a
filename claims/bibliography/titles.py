"""Title, authors and publisher of a reference whose addresses and access date were taken out.

The order of trust: a title between quotation marks; what follows the authors and their year; what follows a list of
names up to the next full stop; else, all of it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from claims.bibliography.names import authors_end, is_initial, split_authors
from claims.dates import find_dates


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_OPEN, _CLOSE = '"“„«「『', '"”“»」』'
_QUOTED = re.compile(rf"[{_OPEN}]\s?(?P<title>[^\n]{{2,500}}?)\s?[{_CLOSE}](?=\s*(?:[.,;:(\[–—-]|$|\s[A-Z\d]|in\s))")
_SINGLE = re.compile(r"\s*[‘'](?P<title>[^\n]{4,400}?)[’'](?=\s*(?:[.,;]|$|\([^()]*\d|in\s))")
_YEAR_IN = re.compile(
    r"[\s,.:;]*(?:\((?P<round>[^()]{0,25}(?:1[5-9]|20)\d\d[a-z]?[^()]{0,25}|n\.\s?d\.|in press|forthcoming|s\.\s?d\.)\)"
    r"|(?P<bare>(?:1[5-9]|20)\d\d[a-z]?)(?=[.,:;]))[\s,.:;]*",
    re.IGNORECASE,
)
_DASH_SITE = re.compile(r"\s+[-–—|]\s+(?P<site>[^-–—|]{2,60})$")
_ABBREVIATED = _words(
    """dr mr mrs ms st vs vol no nr pp p ed eds rev trans jr sr ca cf e.g i.e al etc op fig inc ltd co corp dept univ
    proc conf int am approx mt ft bros hr prof gen col lt sgt u.s u.k n.y bd hrsg aufl"""
)
# What begins the container of a work: "In Proceedings …", "in Martin Chusid (ed.)", "Dans", "Em"
_CONTAINER = re.compile(r"[.,:;?!]?\s+(?:In:?|IN:|in:|in (?=[A-Z“\"])|Dans|dans\s*:|Em:?|En:)\s+(?=[A-ZÀ-Þ“\"«(\d_‘’])")
_STOP = re.compile(r"[.?!…](?=[\s\"”»’)]|$)")


class Split(NamedTuple):
    """The parts of an entry, each empty where it cannot be told."""

    authors: tuple[str, ...]
    title: str
    publisher: str


def split_title(words: str) -> Split:
    """Tell authors, title and publisher apart."""
    same_author = _SAME_AUTHOR.match(words)
    words = _LEADING.sub("", words.replace("``", "“").replace("''", "”"))
    quoted = _QUOTED.search(words)
    if quoted and words[quoted.end() : quoted.end() + 1] != ":" and _is_the_title(words[: quoted.start()]):
        return Split(_authors_of(words[: quoted.start()]), _bare(quoted["title"]), _first_part(words[quoted.end() :]))
    authors, start = _authors_and_year(words) or ("", 0)
    if not start:
        start = authors_end(words)
        authors = words[:start]
    if not start or same_author:
        return _without_authors(words)
    start = _after_roles(words, start)
    if not re.search(r"[^\W\d_]{2}", _without_dates(words[start:])):
        return _one_word_title(words)
    if single := _SINGLE.match(words, start):
        return Split(split_authors(authors), _bare(single["title"]), _first_part(words[single.end() :]))
    end = title_end(words, start)
    return Split(split_authors(authors), _bare(words[start:end]), _first_part(words[end:]))


def _one_word_title(words: str) -> Split:
    """An entry whose title looks like a name: "Smith J. Salt. 2001.", "Salt."."""
    parts = [part.strip() for part in re.split(r"(?<=[^\W\d_])\.\s", _without_dates(words) + " ") if part.strip()]
    if len(parts) > 1:
        return Split(split_authors(". ".join(parts[:-1])), _bare(parts[-1]), "")
    return Split((), _bare(_without_dates(words)), "")


def title_end(words: str, start: int) -> int:
    """Return where the title that begins at `start` ends: at its full stop, or before what it appeared in."""
    end = _full_stop(words, start)
    cuts = [pattern.search(words, start + 1, end) for pattern in (_CONTAINER, _JOURNAL, _PLACE)]
    return min([cut.start() for cut in cuts if cut], default=end)


# ", Meteoritics & Planetary Science, vol.36": a run of capital words between commas, then a volume
_IN_JOURNAL = r"(?:[A-ZÀ-Þ][^\s,.;:]*\.?|of|the|and|&|for|in|on|de|des|et|la|der|für|und|magazine|journal|review)"
_JOURNAL = re.compile(
    rf",\s+{_IN_JOURNAL}(?:\s{_IN_JOURNAL}){{0,9}},?\s*"
    r"(?:[Vv]ol(?:ume)?\b|[Nn]o\b|n°|pp?\.|pages\b|(?<=[,\s])\d|\(\d)"
)
# ", Paris, Gallimard, 2000", " (Cambridge University Press, 1992)", ", New York: Harper"
_PLACE = re.compile(
    r",\s+[A-ZÀ-Þ][^\s,.;:]*(?:\s[A-ZÀ-Þ][^\s,.;:]*){0,2}(?:,\s+[A-ZÀ-Þ][^,.;:]{2,50},?\s+(?:1[5-9]|20)\d\d|:\s+[A-ZÀ-Þ])"
    r"|\s\([^()]{3,80}(?:1[5-9]|20)\d\d[^()]{0,10}\)|\s\((?:\d+(?:st|nd|rd|th|\.ª|ª|e|\.)|[Rr]ev|[Vv]ol|pp?\.|tr\.|trans|[Ee]d)[^()]{0,30}\)|\s\([A-ZÀ-Þ][^():]{2,30}:\s[^():]{0,40}(?:Press|Univ|Publish|Books|Verlag|[ÉE]ditions|Routledge|Springer|Wiley)[^():]{0,30}\)"
    r"|,\s(?:\d+(?:st|nd|rd|th)\s+ed|eds?\.\s|edited by|trans\.|translated by|special issue)"
)


def _full_stop(words: str, start: int) -> int:
    for match in _STOP.finditer(words, start + 1):
        end = match.start()
        before = re.search(r"[^\s\"“”(]*$", words[max(start, end - 20) : end])
        word = before.group() if before else ""
        if match.group() == "." and (
            word.casefold() in _ABBREVIATED or (is_initial(word) and len(word) < 3 and end + 3 < len(words))
        ):
            continue
        after = words[match.end() :].lstrip('"”»’) ')
        if after and after[0].islower() and not after.startswith(("in:", "http")):
            continue
        return match.end() if match.group() != "." else end
    return len(words)


def _after_roles(words: str, start: int) -> int:
    """Skip what stands between the authors and the title: "(Eds.)", a year."""
    match = _BETWEEN.match(words, start)
    return match.end() if match else start


_LEADING = re.compile(r"^[\s·•*†‡—–_―-]+[.,]?\s*")
_SAME_AUTHOR = re.compile(r"[\s·•*†‡]*[—–_―-]{2,}")  # a dash repeats the author of the entry before
_BETWEEN = re.compile(
    r"\s*(?:[(\[]?(?:[Ee]ds?|[Hh]rsg|[Dd]ir|[Cc]oord|[Oo]rgs?|[Tt]rans)\b\.?[)\]]?[.,:;]*\s*)?"
    r"(?:\(?(?:1[5-9]|20)\d\d[a-z]?\)?[.,:;]*\s+(?=[A-ZÀ-Þ\"“«]))?"
)


def _is_the_title(before: str) -> bool:
    """Quoted words are the title if only names, years and roles stand before them."""
    before = re.sub(r"\([^()]*\)", "", before).strip()
    rest = before[authors_end(before + ".") :] if before else ""
    rest = re.sub(r"\([^()]*\)|\d+|\b(?:eds?|hrsg|et al|and|in)\b", "", rest)
    return len(re.findall(r"[^\W\d_]{2,}", rest)) <= 3


def _authors_and_year(words: str) -> tuple[str, int] | None:
    """The authors and where the title begins, if a year stands between them."""
    match = _YEAR_IN.search(words, 1, 700)
    if match is None:
        return None
    before = words[: match.start()]
    end = authors_end(before + ".")
    named = end >= 0.8 * len(before.rstrip(" .,"))
    if match.start() > 2 and (named or len(before.split()) < 5 or match["round"]) and len(words[match.end() :]) > 3:
        rest = words[match.end() :]
        if re.match(r"[A-ZÀ-Þ\"“«‘'¿¡\[(\w]", rest) and not re.match(r"\d+\s?[(,:]|pp?\.", rest):
            if "." in re.sub(r"\([^()]*\)|\b[^\W\d_]{1,2}\.", "", before).rstrip(" .") and end < len(before) * 0.8:
                return None
            return before, match.end()
    return None


def _without_authors(words: str) -> Split:
    title = _without_dates(words[: title_end(words, 0)])
    site = _DASH_SITE.search(title)
    if site:
        return Split((), title[: site.start()].strip(" ."), site["site"].strip(" ."))
    return Split((), _bare(title), "")


def _bare(title: str) -> str:
    title = title.strip(" .,;:")
    if title[:1] in _OPEN + "‘'" and title[-1:] in _CLOSE + "’'":
        title = title[1:-1]
    return title.strip(" .,;:")


def _authors_of(before: str) -> tuple[str, ...]:
    return split_authors(_without_dates(before))


def _without_dates(words: str) -> str:
    for date in reversed(find_dates(words)):
        words = words[: date.span.start] + words[date.span.end :]
    return re.sub(r"\(\s*\)", "", words).strip(" .,;:")


def _first_part(rest: str) -> str:
    """The first of the parts between full stops that says more than a date or a number."""
    for part in re.split(r"\.\s|\.$", _without_dates(rest)):
        part = part.strip(" .,;:")
        if len(part) > 1 and re.search(r"[^\W\d_]{2}", part):
            return part
    return ""

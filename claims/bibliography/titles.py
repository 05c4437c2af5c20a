"""Title, authors and publisher of a reference whose addresses and access date were taken out.

The order of trust: a title between quotation marks; what follows the authors and their year; what follows a list of
names up to the next full stop; else, all of it.
"""

from __future__ import annotations

import re

from claims.bibliography.containers import publisher_behind
from claims.bibliography.name_lists import authors_end
from claims.bibliography.names import split_authors
from claims.bibliography.split import Split
from claims.bibliography.stated_dates import without_dates
from claims.bibliography.title_ends import IN_VOLUME, title_end
from claims.patterns import lazy_regex

_OPEN, _CLOSE = '"“„«「『', '"”“»」』'
_QUOTED = lazy_regex(
    rf"[{_OPEN}]\s?(?P<title>[^\n]{{2,500}}?)\s?[{_CLOSE}](?=\s*(?:[.,;:(\[–—-]|$|\s[A-Z\d]|in\s|www\.|https?:))"
)
_SINGLE = lazy_regex(r"\s*[‘'](?P<title>[^\n]{4,400}?)[’'](?=\s*(?:[.,;]|$|\([^()]*\d|in\s))")
_YEAR_IN = lazy_regex(
    r"[\s,.:;]*(?:\((?P<round>[^():]{0,25}(?:1[5-9]|20)\d\d[a-z]?[^():]{0,25}|"
    r"n\.\s?d\.|in press|forthcoming|s\.\s?d\.)\)"
    r"|(?P<bare>(?:1[5-9]|20)\d\d[a-z]?)(?=[.,:;])|(?<=\s)(?P<plain>(?:1[5-9]|20)\d\d)(?=\s(?-i:[A-Z])))[\s,.:;]*",
    re.IGNORECASE,
)
_YEAR = r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)"
_IMPRINT = lazy_regex(rf"[A-ZÀ-Þ][^.:,\d]{{2,40}}:\s[A-ZÀ-Þ][^.:\d]{{2,60}},\s{_YEAR}")
_PUBLISHED = rf"[A-ZÀ-Þ][^,.:\d]{{0,60}}\b(?:University|Press|Verlag|[ÉE]ditions?)\b[^.:\d]{{0,40}},\s{_YEAR}"
_AT_PLACE = lazy_regex(
    rf"[A-ZÀ-Þ][^,.:\d]{{2,30}}\s?:\s[A-ZÀ-Þ][^.:\d]{{2,60}},\s(?:[^\W\d_]+\s)?{_YEAR}"
    rf"|[A-ZÀ-Þ][^,.:\d]{{2,30}},\s{_PUBLISHED}"
)
_PLACE_AND_PUBLISHER = lazy_regex(rf",\s(?=[A-ZÀ-Þ][^,.:\d]{{2,30}},\s{_PUBLISHED})")
_NOTE_IMPRINT = lazy_regex(rf"\([A-ZÀ-Þ][^():]{{1,40}}:\s[^():]{{2,60}},\s{_YEAR}\)")
_PLACE_LAST = lazy_regex(r",\s(?=[A-ZÀ-Þ][^,.:\d]{2,30}\s?:\s*$)")
_LEADING = lazy_regex(
    r"^[\s·•*†‡—–_―\ue000-\uf8ff-]+[.,]?\s*(?:\(?(?:1[5-9]|20)\d\d[a-z]?\)?[.,:]\s+(?=[A-ZÀ-Þ\"“«]))?"
)
_SAME_AUTHOR = lazy_regex(r"[\s·•*†‡]*(?:[—–_―-]{2,}|[—―](?=[.,]))")  # a dash repeats the author of the entry before
_BETWEEN = lazy_regex(
    r"\s*(?:[(\[]?(?:[Ee]ds?|[Ee]ditors?|[Éé]ds?|[Hh]rsg|[Hh]g|[Dd]ir|[Cc]oord|[Cc]omps?|[Oo]rgs?|[Tt]rans)\b\.?[)\]]?[.,:;]*\s*)?"
    r"(?:\(?(?:1[5-9]|20)\d\d[a-z]?\)?[.,:;]*\s+(?=[A-ZÀ-Þ\"“«]))?"
)
_TITLE_FOLLOWS = lazy_regex(r"\s+(?:The|A|An|On|La|Le|Les|Die|Der|Das|El)\s+[^.,]+$|\s+[^.,]*\s[a-z]{4,}\s[^.,]*$")
_RUNS_ON = lazy_regex(
    r"\s(?!(?:and|et|al|y|und|e|in)$)[a-zß-ÿ]+$"
    r"|(?:^|[.,:]\s)(?:Pour|Sur|Vers|Contre|Zu|Zum|Zur|Über|On|From|For|Of|To|Against|Beyond|Sobre|Su)$"
)  # 'Comment on "A title"'
_PART_OF_BODY = r"(?:[A-ZÀ-Þ][\w’'-]*|of|for|the|and|&|on|de|du|des|la|für|der)"
_BODY = lazy_regex(rf"{_PART_OF_BODY}(?:\s{_PART_OF_BODY}){{1,11}}[.,:]")  # "Central Bank of Norland."
_ADDED = lazy_regex(r"^\[([^\[\]]{3,80})\]\s(?=\[?[A-ZÀ-Þ])")  # "[Moen, I.] Report": names that the work does not give
_MISCLOSED = lazy_regex(r"“(?P<title>[^“”]{4,300}[,.?!])\s?“(?=[A-ZÀ-Þ][^“”]{2,80},\s(?:vol|no|pp)\b)")
_EDITED = lazy_regex(
    r"(?P<title>(?:The|An?|Les?|La|Der|Die|Das|El|Los|Il)\s[^.“”\"]{2,150})\.\s(?:Eds?|Trans|Dir)\.\s(?=[A-ZÀ-Þ])"
)
_SPACED = lazy_regex(r"(?<=[^\W\d_]|\.) ([,;])\s?(?=[A-ZÀ-Þ])")  # "Denais L ,Cornet D"
_SLASHED = lazy_regex(
    r"(?:[A-ZÀ-Þ][^,/:;.\d]{1,30},\s[A-ZÀ-Þ][^,/:;\d]{0,30}\s/\s)+(?=[A-ZÀ-Þ][^,/:;.\d]{1,30},\s)"
)  # "Lee, Ann / Roe, Ida:"
_DASH_SITE = lazy_regex(r"\s+[-–—|]\s+(?P<site>(?![a-z])[^-–—|:\d]{2,60})$")


def split_title(words: str) -> Split:
    """Split the words of an entry into authors, title and publisher."""
    same_author = _SAME_AUTHOR.match(words)
    words = _SLASHED.sub(lambda names: names.group().replace(" / ", "; "), words)
    words = _LEADING.sub("", _SPACED.sub(r"\1 ", words.replace("``", "“").replace("''", "”")))
    words = _ADDED.sub(r"\1 ", words)
    words = _MISCLOSED.sub(r"“\g<title>” ", words)
    if edited := _EDITED.match(words):
        return Split((), edited["title"].strip(), publisher_behind(words[edited.end() :]))
    quoted = _quoted(words)
    if quoted and words[quoted.end() : quoted.end() + 1] != ":" and _is_the_title(words[: quoted.start()]):
        return Split(
            _authors_of(words[: quoted.start()]), _bare(quoted["title"]), publisher_behind(words[quoted.end() :])
        )
    authors, start, year = _authors_and_year(words) or ("", 0, "")
    if not start:
        start = authors_end(words)
        authors = words[:start]
    if not year:
        authors, start = _without_last_item(words, authors, start)
    if not start or same_author:
        return _without_authors(words)
    start = _after_roles(words, start)
    if not re.search(r"[^\W\d_]{2}", without_dates(words[start:])):
        return _one_word_title(words)
    if single := _SINGLE.match(words, start):
        return Split(split_authors(authors), _bare(single["title"]), publisher_behind(words[single.end() :]), year)
    end = title_end(words, start)
    return Split(split_authors(authors), _bare(words[start:end]), publisher_behind(words[end:]), year)


def _without_last_item(words: str, authors: str, start: int) -> tuple[str, int]:
    """Return the list of names without its last item, where a place, or a journal with its volume, follows.

    That item is the title: "Moen, Ida, Frozen Lakes, Oslo: Fjord, 1990" has no other one.
    """
    if authors.rstrip().endswith(":") and ", " in authors and _NOTE_IMPRINT.search(words):
        names, comma, _ = authors.rpartition(", ")  # "Ida Moen, Frozen Lakes: Ice and Snow (Oslo: Fjord, 1990)"
        return names, len(names) + len(comma)
    place = _PLACE_AND_PUBLISHER.search(words) or _PLACE_LAST.search(words[:start])
    listed = words[: place.end()] if place else re.sub(r"(?<=[,.])\s*(?:J\.\s*)?$", "", authors)
    names, comma, title = listed.rstrip(" ,.").rpartition(", ")
    if not comma or listed.rstrip()[-1:] not in (",", ".") or len(title.split()) < 2 or re.search(r"\s[A-Z]\.", title):
        return authors, start
    placed = _AT_PLACE.match(words, len(listed))
    in_volume = IN_VOLUME.match(words, start) and re.search(r"(?<!\w)[A-Z]\.", names)
    return (names, len(names) + len(comma)) if placed or in_volume else (authors, start)


def _quoted(words: str) -> re.Match[str] | None:
    """Return the first words between quotation marks, or the second where the first are a nickname."""
    first = _QUOTED.search(words)
    if first and len(first["title"].split()) < 3 and re.search(r"[^\W\d_]\s$", words[: first.start()]):
        second = _QUOTED.search(words, first.end())
        if second and len(second["title"].split()) > 2:
            return second
    return first


def _one_word_title(words: str) -> Split:
    """Split an entry whose title of one word looks like a name: "Smith J. Salt. 2001.", "Salt."."""
    parts = [part.strip() for part in re.split(r"(?<=[^\W\d_])\.\s", without_dates(words) + " ") if part.strip()]
    if len(parts) > 1:
        return Split(split_authors(". ".join(parts[:-1])), _bare(parts[-1]), "")
    return Split((), _bare(without_dates(words)), "")


def _after_roles(words: str, start: int) -> int:
    """Skip what separates the authors from the title: "(Eds.)", a year."""
    match = _BETWEEN.match(words, start)
    return match.end() if match else start


def _is_the_title(before: str) -> bool:
    """Return whether quoted words are the title: only names, years and roles come before them."""
    before = re.sub(r"\([^()]*\)", "", before).strip()
    if _RUNS_ON.search(before):
        return False
    if _BODY.fullmatch(before):
        return True
    rest = before[authors_end(before + ".") :] if before else ""
    rest = re.sub(r"\([^()]*\)|\d+|\b(?:eds?|hrsg|et al|and|in)\b", "", rest)
    return len(re.findall(r"[^\W\d_]{2,}", rest)) <= 3


def _authors_and_year(words: str) -> tuple[str, int, str] | None:
    """Return the authors, the offset of the title and the year, where a year separates them.

    The year is empty if more than one is given ("1923/1961") or if it may not be that of the work.
    """
    match = _YEAR_IN.search(words, 1, 700)
    if match is None or match.start() < 3:
        return None
    stopped = words[match.start()] == "." and words[match.start() - 1].isupper()  # "Lee, A. (2019)"
    before, rest = words[: match.start() + stopped], words[match.end() :]
    names = authors_end(before)
    if names and _TITLE_FOLLOWS.match(before, names):
        return None
    if not re.match(r"[\w\"“«‘'¿¡\[(]", rest) or re.match(r"\d+\s?[(,:]|pp?\.", rest):
        return None
    if match["plain"] and not re.search(r",|\s(?:and|&)\s", before):
        return None
    if _IMPRINT.match(rest):
        return None  # "Moen, Ida. 1984. Oslo: Fjord, 1949": the year is the title
    years = re.findall(_YEAR, match.group())
    year = years[0] if len(years) == 1 else ""
    if authors_end(before + ".") >= 0.8 * len(before.rstrip(" .,")):
        return before, match.end(), year
    if match["plain"]:
        return None
    sentences = re.sub(r"\([^()]*\)|\b[^\W\d_]{1,2}\.", "", before).rstrip(" .")
    if "." in sentences or not (match["round"] or len(before.split()) < 5):
        return None
    return before, match.end(), year


def _without_authors(words: str) -> Split:
    end = title_end(words, 0)
    title = without_dates(words[:end])
    site = _DASH_SITE.search(title)
    if site:
        return Split((), title[: site.start()].strip(" ."), site["site"].strip(" ."))
    placed = re.search(r":\s[A-ZÀ-Þ]|,\s?\d", words[end:])
    return Split((), _bare(title), publisher_behind(words[end:]) if placed else "")


def _bare(title: str) -> str:
    title = title.strip(" .,;:")
    if title[:1] in _OPEN + "‘'" and title[-1:] in _CLOSE + "’'":
        title = title[1:-1]
    if title[:1] == "[" and title.find("]") == len(title) - 1:
        title = title[1:-1]  # a title that was translated
    return title.strip(" .,;:")


def _authors_of(before: str) -> tuple[str, ...]:
    return split_authors(without_dates(before))


_ISBN = lazy_regex(r"[\s,.;:]*[(\[]?\b(?:e-?)?ISBN(?:-1[03])?\b:?\s*(?:97[89][\s–-]?)?\d[\d\s–-]{7,14}[\dXx]\b[)\]]?")
_PLACED = lazy_regex(
    r"\s*(?P<title>[^,.:;“”„\"«»]{2,200}),\s+(?P<place>[A-ZÀ-ÞА-Я][^\W\d_]+(?:(?:\s|/|-|\s?&\s?)[A-ZÀ-ÞА-Я][^\W\d_]+){0,3})"
    r",?\s+\(?(?:1[5-9]|20)\d\d\)?\s*"
)


def without_isbn(words: str) -> str:
    """Return `words` without their ISBN and the punctuation before it; a full stop behind it stays."""
    return _ISBN.sub("", words)


def placed_title(words: str) -> str | None:
    """Return the title of "A Book, London 2019", which has no authors; None if the text has another form."""
    match = _PLACED.fullmatch(words.rstrip(" ."))
    return match["title"].strip() if match else None

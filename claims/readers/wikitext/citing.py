"""Turn the parameters of cite templates into a reference's fields and the words that the page shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from claims.dates import parse_date
from claims.identifiers import normalise
from claims.model import UrlAccess, UrlStatus
from claims.readers.fields import Fields
from claims.readers.wikitext.anchors import Anchors, make_anchors
from claims.readers.wikitext.parameters import fields_by_parameter
from claims.readers.wikitext.people import split_people

_NUMBERED = re.compile(r"(?:(.*?)[\s_-]?(\d{1,2})(-.+)?)")
_TIMESTAMP = re.compile(r"(?:19|20)\d{6,12}")
_EDITION = re.compile(r"\d+[-‑]?\w{0,3}\.?\s*(?:изд|вид)\b|\d+[-‑]?[еє]?(?:,|$)")  # what "издание" is in a book
_STATUS = {
    "live": UrlStatus.LIVE,
    "live web": UrlStatus.LIVE,
    "dead": UrlStatus.DEAD,
    "bot: unknown": UrlStatus.DEAD,
    "usurped": UrlStatus.USURPED,
    "unfit": UrlStatus.USURPED,
    "deviated": UrlStatus.DEVIATED,
    **dict.fromkeys(("no", "n", "non", "não", "nein", "nee", "nie", "нет", "ні"), UrlStatus.LIVE),
    **dict.fromkeys(("yes", "y", "true", "1", "si", "sí", "sì", "s", "oui", "o", "ja", "j", "sim"), UrlStatus.DEAD),
    **dict.fromkeys(("tak", "да", "так", "はい", "是", "예", "نعم"), UrlStatus.DEAD),
}
_ACCESS = {
    "free": UrlAccess.FREE,
    "registration": UrlAccess.REGISTRATION,
    "limited": UrlAccess.REGISTRATION,
    "subscription": UrlAccess.SUBSCRIPTION,
}


@dataclass(frozen=True, slots=True)
class CitedWork:
    """What a cite template gives: fields, the words that the page shows, the anchors that short notes point to."""

    fields: Fields
    shown: str
    anchors: Anchors


def read_cite(parameters: Mapping[str, str], language: str | None) -> CitedWork:
    """Read the parameters of a cite template, their values given as plain text, on a page in `language`."""
    known = fields_by_parameter(language)
    values = _by_field(parameters, known)
    people = _people(parameters, known, language)
    if not people and "author" in values:
        people = [values["author"]]
    date = _date(values)
    fields = Fields(
        title=values.get("part") or values.get("title"),
        authors=tuple(people),
        publisher=values.get("work") or values.get("publisher"),
        published=_published(date, language),
        accessed=parse_date(values["accessed"], language=language) if "accessed" in values else None,
        url_status=_status(values.get("status", "")),
        url_access=_ACCESS.get(values.get("access", "").lower()),
        language=values.get("language"),
    )
    for kind in ("doi", "pmid", "pmcid", "arxiv", "isbn"):
        if values.get(kind):
            fields.identifiers[kind] = normalise(kind, values[kind])
    _read_addresses(values, fields, language)
    named = people or _editors(parameters)
    anchors = make_anchors(values.get("anchor", ""), named, _year(parameters, date), number=parameters.get("id", ""))
    return CitedWork(fields, _shown(values, people, date), anchors)


def _published(date: str | None, language: str | None) -> str | None:
    """Return the date of publication; None for a year of the Iranian calendar, which begins in March."""
    found = parse_date(date, language=language) if date else None
    return None if found and language == "fa" and found < "1500" else found


def _status(value: str) -> UrlStatus | None:
    """Return what a template says of its address; some say since when it is dead ("brisé le")."""
    return _STATUS.get(value.lower()) or (UrlStatus.DEAD if value and parse_date(value) else None)


def _by_field(parameters: Mapping[str, str], known: Mapping[str, tuple[str, int]]) -> dict[str, str]:
    """Return the values by our names of the fields; of several parameters for one field the better name counts."""
    found: dict[str, tuple[int, str]] = {}
    for name, value in parameters.items():
        plain = name.lower().replace("_", " ").strip()
        if plain not in known and plain.endswith("1"):
            plain = plain[:-1].rstrip(" -")
        if plain not in known or not value:
            continue
        field, rank = known[plain]
        if field == "work" and _EDITION.match(value):
            continue
        if field not in found or rank < found[field][0]:
            found[field] = (rank, value)
    return {field: value for field, (_, value) in found.items()}


def _people(parameters: Mapping[str, str], known: Mapping[str, tuple[str, int]], language: str | None) -> list[str]:
    """Return the authors in order, "Last, First" where the template keeps the two apart."""
    names: dict[str, dict[int, tuple[int, str]]] = {"author": {}, "family": {}, "given": {}}
    for name, value in parameters.items():
        match = _NUMBERED.fullmatch(name.lower().replace("_", " "))
        stem, number = (match[1] + (match[3] or ""), int(match[2])) if match else (name.lower().replace("_", " "), 1)
        field, rank = known.get(stem, ("", 0))
        if value and field in names and stem != "people":
            names[field][number] = min((rank, value), names[field].get(number, (rank, value)))
    people: list[str] = []
    for number in sorted({*names["author"], *names["family"]}):
        _, whole = names["family"].get(number) or names["author"][number]
        if number in names["given"]:
            people.append(f"{whole}, {names['given'][number][1]}")
        else:
            people.extend(split_people(whole, language))
    return people


def _date(values: Mapping[str, str]) -> str | None:
    date, month, day = values.get("date"), values.get("month", ""), values.get("day", "")
    if date and date.isdecimal() and len(date) == 4 and month.isdecimal():
        return "-".join([date, month.zfill(2), *([day.zfill(2)] if day.isdecimal() else [])])
    if date and date.isdigit() and "month" in values:
        return " ".join(part for part in (values.get("day"), values["month"], date) if part)
    return date


def _read_addresses(values: Mapping[str, str], fields: Fields, language: str | None) -> None:
    url = _address(values.get("url", ""))
    archive, archived = _archive(values, url)
    fields.archived = parse_date(archived, language=language) if archived else None
    if archive:
        known = fields.archived
        Fields.add_url(fields, archive)
        fields.archived = known or fields.archived
        if url and not url.startswith(("https://web.archive.org/", "http://web.archive.org/")):
            fields.urls[:] = [url]
        # Where an archived copy is given and no status, the templates count the original as dead.
        fields.url_status = fields.url_status or UrlStatus.DEAD
    if url:
        fields.add_url(url)


def _address(value: str) -> str:
    """Return the address at the beginning of a value, with its scheme; "" where there is none."""
    value = value.split(" ")[0]
    if value.startswith("//"):
        return "https:" + value
    if value.startswith(("http://", "https://", "ftp://")):
        return value
    return "http://" + value if re.match(r"www\.[\w-]+\.", value) else ""


def _archive(values: Mapping[str, str], url: str) -> tuple[str, str]:
    """Return the address and the date of the archived copy; wikis differ in which parameter is which."""
    given = [values.get("archive_url", ""), values.get("archived", "")]
    stamp = next((value for value in given if _TIMESTAMP.fullmatch(value)), "")
    dates = [value for value in reversed(given) if value and not _address(value) and value != stamp]
    archive = next(filter(None, map(_address, given)), "") or (capture_address(url, stamp) if stamp else "")
    return archive, next(iter(dates), "")


def capture_address(url: str, timestamp: str) -> str:
    """Return the address of a copy in the Wayback Machine, for templates that give only `timestamp`; "" without `url`.

    `timestamp` has 4 to 14 digits, from the year to the second.
    """
    return f"https://web.archive.org/web/{timestamp}/{url}" if url else ""


def _editors(parameters: Mapping[str, str]) -> list[str]:
    return [value for name, value in parameters.items() if value and re.fullmatch(r"editor\d?-last\d?|editor\d?", name)]


def _year(parameters: Mapping[str, str], date: str | None) -> str:
    """Return the year of a date, with its letter: "2001", "2001a", and "1999" of "1999年"."""
    year = re.search(r"(?<!\d)\d{3,4}(?:[a-z](?![a-z]))?(?!\d)", parameters.get("year") or date or "")
    return year[0] if year else ""


def _shown(values: Mapping[str, str], people: list[str], date: str | None) -> str:
    """Return the words of the reference as the common templates show them."""
    part, title = values.get("part"), values.get("title", "")
    quoted = part or ("" if "isbn" in values and "work" not in values else title)
    pieces: list[str] = []
    if people:
        pieces.append("; ".join(people) + (f" ({date})" if date else ""))
    if quoted:
        pieces.append(f'"{quoted}"')
    if title and title != quoted:
        pieces.append(title)
    pieces.append(values.get("work", ""))
    if "volume" in values:
        issue = f" ({values['issue']})" if "issue" in values else ""
        pieces[-1] = f"{pieces[-1]} {values['volume']}{issue}".strip()
    place, publisher = values.get("location"), values.get("publisher")
    if publisher:
        pieces.append(f"{place}: {publisher}" if place else publisher)
    if date and not people:
        pieces.append(date)
    if "pages" in values:
        several = re.search(r"[-–,]", values["pages"])
        pieces.append(f"{'pp' if several else 'p'}. {values['pages']}")
    for kind, name in (("doi", "doi:"), ("isbn", "ISBN "), ("pmid", "PMID "), ("pmcid", "PMC "), ("arxiv", "arXiv:")):
        if kind in values:
            pieces.append(name + values[kind])
    if "archived" in values:
        pieces.append(f"Archived from the original on {values['archived']}")
    if "accessed" in values:
        pieces.append(f"Retrieved {values['accessed']}")
    kept = [piece.strip().rstrip(".") for piece in pieces if piece and piece.strip(" .")]
    return ". ".join(kept) + ("." if kept else "")

"""Turn the parameters of cite templates into a reference's fields and the words that the page shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from claims.dates import parse_date
from claims.identifiers import normalise
from claims.model import UrlAccess, UrlStatus
from claims.readers.fields import Fields
from claims.readers.wikitext.anchors import anchor_name, likely_anchors, stated_anchor
from claims.readers.wikitext.parameters import FIELD_OF, RANK

_NUMBERED = re.compile(r"(?:(.*?)[\s_-]?(\d{1,2})(-.+)?)")
_STATUS = {
    "live": UrlStatus.LIVE,
    "dead": UrlStatus.DEAD,
    "usurped": UrlStatus.USURPED,
    "unfit": UrlStatus.USURPED,
    "deviated": UrlStatus.DEVIATED,
    "bot: unknown": UrlStatus.DEAD,
    "no": UrlStatus.LIVE,
    "non": UrlStatus.LIVE,
    "live web": UrlStatus.LIVE,
    **dict.fromkeys(("yes", "y", "true", "1", "si", "sí", "sì", "oui", "ja", "sim", "tak", "да"), UrlStatus.DEAD),
}
_ACCESS = {
    "free": UrlAccess.FREE,
    "registration": UrlAccess.REGISTRATION,
    "limited": UrlAccess.REGISTRATION,
    "subscription": UrlAccess.SUBSCRIPTION,
}


@dataclass(frozen=True, slots=True)
class CitedWork:
    """What a cite template gives: fields, the words that the page shows, the anchor that short notes point to."""

    fields: Fields
    shown: str
    anchor: str | None
    likely: frozenset[str] = frozenset()  # anchors of the forms in which wikis name a work, as `likely_anchor` has them


def read_cite(parameters: Mapping[str, str]) -> CitedWork:
    """Read the parameters of a cite template, their values given as plain text."""
    values = _by_field(parameters)
    people = _people(parameters)
    if not people and "author" in values:
        people = [values["author"]]
    date = _date(values)
    fields = Fields(
        title=values.get("part") or values.get("title"),
        authors=tuple(people),
        publisher=values.get("work") or values.get("publisher"),
        published=parse_date(date) if date else None,
        accessed=parse_date(values["accessed"]) if "accessed" in values else None,
        archived=parse_date(values["archived"]) if "archived" in values else None,
        url_status=_STATUS.get(values.get("status", "").lower()),
        url_access=_ACCESS.get(values.get("access", "").lower()),
        language=values.get("language"),
    )
    for kind in ("doi", "pmid", "pmcid", "arxiv", "isbn"):
        if values.get(kind):
            fields.identifiers[kind] = normalise(kind, values[kind])
    _read_addresses(values, fields)
    stated = stated_anchor(parameters)
    year = _year(parameters, date)
    return CitedWork(
        fields,
        _shown(values, people, date),
        _anchor(parameters, people, year, stated),
        frozenset(likely_anchors(stated or parameters.get("id", ""), people, year)),
    )


def _by_field(parameters: Mapping[str, str]) -> dict[str, str]:
    """Return the values by our names of the fields; of several parameters for one field the better name counts."""
    found: dict[str, tuple[int, str]] = {}
    for name, value in parameters.items():
        plain = name.lower().replace("_", " ").strip()
        field = FIELD_OF.get(plain)
        if field is None and plain.endswith("1"):
            plain = plain[:-1].rstrip(" -")
            field = FIELD_OF.get(plain)
        if field is None or not value:
            continue
        rank = RANK[plain]
        if field not in found or rank < found[field][0]:
            found[field] = (rank, value)
    return {field: value for field, (_, value) in found.items()}


def _people(parameters: Mapping[str, str]) -> list[str]:
    """Return the authors in order, "Last, First" where the template keeps the two apart."""
    last: dict[int, str] = {}
    given: dict[int, str] = {}
    for name, value in parameters.items():
        match = _NUMBERED.fullmatch(name.lower().replace("_", " "))
        stem, number = (match[1] + (match[3] or ""), int(match[2])) if match else (name.lower().replace("_", " "), 1)
        field = FIELD_OF.get(stem)
        if not value or field not in ("author", "given") or stem == "people":
            continue
        (last if field == "author" else given).setdefault(number, value)
    people: list[str] = []
    for number in sorted(last):
        whole = f"{last[number]}, {given[number]}" if number in given else last[number]
        people.extend(part.strip() for part in whole.split(";") if part.strip())
    return people


def _date(values: Mapping[str, str]) -> str | None:
    date = values.get("date")
    if date and date.isdigit() and "month" in values:
        return " ".join(part for part in (values.get("day"), values["month"], date) if part)
    return date


def _read_addresses(values: Mapping[str, str], fields: Fields) -> None:
    # What stands behind the address in its parameter ({{webarchive}}, {{dead link}}) is no part of it.
    url, archive = (re.split(r"\s", values.get(name, "").strip(), maxsplit=1)[0] for name in ("url", "archive_url"))
    if not url.startswith(("http://", "https://", "ftp://", "//")):
        url = "http://" + url if re.match(r"www\.[\w-]+\.", url) else ""
    if url.startswith("//"):
        url = "https:" + url
    if archive.startswith("//"):
        archive = "https:" + archive
    if archive.startswith("http"):
        known = fields.archived
        Fields.add_url(fields, archive)
        fields.archived = known or fields.archived
        if url and not url.startswith(("https://web.archive.org/", "http://web.archive.org/")):
            fields.urls[:] = [url]
        # Where an archived copy is given and no status, the templates count the original as dead.
        fields.url_status = fields.url_status or UrlStatus.DEAD
    if url:
        fields.add_url(url)


def _year(parameters: Mapping[str, str], date: str | None) -> str:
    year = re.search(r"\b\d{3,4}[a-z]?\b", parameters.get("year") or date or "")
    return year[0] if year else ""


def _anchor(parameters: Mapping[str, str], people: list[str], year: str, stated: str) -> str | None:
    """Return the anchor that shortened footnotes point to."""
    if stated:
        return anchor_name([stated])
    names = [person.split(",")[0].strip() for person in people]
    if not names:
        names = [
            value for name, value in parameters.items() if value and re.fullmatch(r"editor\d?-last\d?|editor\d?", name)
        ]
    if not names:
        return None
    return anchor_name([*names[:4], year])


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

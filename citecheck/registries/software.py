"""GitHub and Software Heritage: software by the address of its repository, or by its SWHID."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from citecheck.registries.answers import Unusable, read_reply
from citecheck.registries.fields import iso_date, plain, years_in
from citecheck.registries.model import Lookup, Record, WorkKind
from citecheck.registries.service_registry import ServiceRegistry, escaped
from claims.urls import parts_of

_FORGES = frozenset({"github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "git.sr.ht"})
_NOT_OWNERS = frozenset({"orgs", "topics", "about", "features", "search", "settings", "sponsors", "marketplace"})


def repository(url: str) -> tuple[str, str, str] | None:
    """Return the host, owner and name of the repository that `url` names on a known forge; None: it names none."""
    parts = parts_of(url)
    host = (parts.hostname or "").removeprefix("www.")
    steps = [step for step in parts.path.split("/") if step]
    if host not in _FORGES or len(steps) < 2 or steps[0].lower() in _NOT_OWNERS:
        return None
    return host, steps[0], steps[1].removesuffix(".git")


class GitHub(ServiceRegistry):
    """The repositories of GitHub; see `citecheck.registries.model.Registry`."""

    name = "GitHub"
    kinds = frozenset({WorkKind.SOFTWARE})

    def by_address(self, url: str) -> Lookup:
        """Look up a repository; one that is private or was deleted has no record; see `Registry.by_address`."""
        found = repository(url)
        if found is None or found[0] != "github.com":
            return super().by_address(url)
        _, owner, name = found
        reply = self.client.get(
            self.service, f"/repos/{escaped(owner)}/{escaped(name)}", accept="application/vnd.github+json"
        )
        return read_reply(self.question(f"address {url}"), reply, lambda data: [_repository(data)])


class SoftwareHeritage(ServiceRegistry):
    """The archive of source code; see `citecheck.registries.model.Registry`."""

    name = "Software Heritage"
    identifiers = frozenset({"swhid"})
    kinds = frozenset({WorkKind.SOFTWARE})

    def by_identifier(self, kind: str, value: str) -> Lookup:
        """Look up a SWHID; see `Registry.by_identifier`."""
        if kind != "swhid":
            return super().by_identifier(kind, value)
        core = value.partition(";")[0]
        reply = self.client.get(self.service, f"/api/1/resolve/{quote(core, safe=':', errors='replace')}/")
        return read_reply(self.question(f"swhid {value}"), reply, lambda data: [_resolved(data, core)])

    def by_address(self, url: str) -> Lookup:
        """Look up the repository that `url` names; see `Registry.by_address`."""
        found = repository(url)
        if found is None:
            return super().by_address(url)
        origin = f"https://{'/'.join(found)}"
        reply = self.client.get(self.service, f"/api/1/origin/{quote(origin, safe=':/', errors='replace')}/get/")
        return read_reply(self.question(f"address {url}"), reply, lambda data: [_origin(data, found[2])])


def _repository(data: Any) -> Record:
    if not isinstance(data, Mapping) or not data.get("full_name"):
        raise Unusable("no repository")
    dates = [iso_date(data.get(key)) for key in ("created_at", "pushed_at")]
    known = [date for date in dates if date]
    return Record(
        registry=GitHub.name,
        kind=WorkKind.SOFTWARE,
        titles=tuple(
            filter(None, (plain(data.get("name")), plain(data.get("full_name")), plain(data.get("description"))))
        ),
        more_authors=True,
        published=known[0] if known else None,
        years=_span(known),
        publisher="GitHub",
        address=plain(data.get("html_url")) or None,
    )


def _span(dates: list[str]) -> tuple[int, ...]:
    """Return every year from the first date to the last: software is cited by the year of any release."""
    years = years_in(dates)
    return tuple(range(min(years), max(years) + 1)) if years else ()


def _origin(data: Any, name: str) -> Record:
    if not isinstance(data, Mapping) or not data.get("url"):
        raise Unusable("no origin")
    return Record(
        registry=SoftwareHeritage.name,
        kind=WorkKind.SOFTWARE,
        titles=(name,),
        more_authors=True,
        address=f"https://archive.softwareheritage.org/browse/origin/?origin_url={data['url']}",
    )


def _resolved(data: Any, swhid: str) -> Record:
    if not isinstance(data, Mapping) or not data.get("object_type"):
        raise Unusable("no object")
    return Record(
        registry=SoftwareHeritage.name,
        kind=WorkKind.SOFTWARE,
        more_authors=True,
        identifiers={"swhid": swhid},
        address=f"https://archive.softwareheritage.org/{swhid}",
    )


__all__ = ["GitHub", "SoftwareHeritage", "repository"]

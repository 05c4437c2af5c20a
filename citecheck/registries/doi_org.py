"""doi.org: whether a DOI is registered, and by which agency. It knows no titles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from citecheck.registries.answers import Unusable, read_reply
from citecheck.registries.model import Answered, Lookup, Record
from citecheck.registries.service_registry import ServiceRegistry, escaped

_ABSENT = "does not exist"
_FOUND, _NOT_FOUND, _NO_VALUES = 1, 100, 200  # response codes of the Handle System's API


class DoiOrg(ServiceRegistry):
    """The register of all DOIs; see `citecheck.registries.model.Registry`.

    Its records have the DOI and, as their publisher, the registration agency ("Crossref", "DataCite", "JaLC").
    """

    name = "doi.org"
    identifiers = frozenset({"doi"})

    def by_identifier(self, kind: str, value: str) -> Lookup:
        """Look up a DOI; see `Registry.by_identifier`.

        The agency is asked first. Where it says that the DOI does not exist, or gives no usable answer, the handle
        decides: the two are independent services of one host.
        """
        if kind != "doi":
            return super().by_identifier(kind, value)
        question = self.question(f"doi {value}")
        agency = read_reply(
            question, self.client.get(self.service, f"/ra/{escaped(value)}"), _agency, absent=frozenset()
        )
        if agency.outcome is Answered.RECORD:
            return agency
        reply = self.client.get(self.service, f"/api/handles/{escaped(value)}")
        absent = agency.outcome is Answered.NONE  # the register has said so already
        return read_reply(question, reply, lambda data: _handle(data, value), page_says_absent=absent)


def _agency(data: Any) -> list[Record]:
    first = data[0] if isinstance(data, list) and data else None
    if not isinstance(first, Mapping):
        raise Unusable("no agency")
    if isinstance(first.get("RA"), str):
        return [
            Record(registry=DoiOrg.name, publisher=first["RA"], identifiers={"doi": str(first.get("DOI", "")).lower()})
        ]
    if _ABSENT in str(first.get("status", "")):
        return []
    raise Unusable(str(first.get("status", "no agency"))[:60])


def _handle(data: Any, doi: str) -> list[Record]:
    code = data.get("responseCode") if isinstance(data, Mapping) else None
    if code == _NOT_FOUND:
        return []
    if code not in (_FOUND, _NO_VALUES):
        raise Unusable(f"response code {code}")
    return [Record(registry=DoiOrg.name, identifiers={"doi": doi}, address=f"https://doi.org/{doi}")]


__all__ = ["DoiOrg"]

"""Citations that hold records of CSL: those of Zotero and Mendeley in Word, and of Zotero in LibreOffice."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from typing import Any

from claims.readers.bibliography_files.csl_json import work_of
from claims.readers.managers.works import ManagedCitation, ManagedItem

_JSON = re.compile(r"\bCSL_CITATION\s*(?=\{)")
_TAG = "MENDELEY_CITATION_"
_DASH = re.compile(r"\s*[-–—]{1,3}\s*")
_LONGEST = 4_000_000  # characters of one citation: records with abstracts are long
_MOST = 500  # works of one citation


def read_csl_citation(code: str) -> ManagedCitation | None:
    """Return the citation in the code of a field, "ADDIN ZOTERO_ITEM CSL_CITATION {…}"; None: there is none in it."""
    found = _JSON.search(code, 0, 200)
    return _citation(code[found.end() :]) if found is not None else None


def read_tag(tag: str) -> ManagedCitation | None:
    """Return the citation in the tag of a content control of Mendeley Cite, "MENDELEY_CITATION_v3_…"; None: none."""
    if not tag.startswith(_TAG):
        return None
    encoded = tag.rpartition("_")[2]
    try:
        return _citation(base64.b64decode(encoded + "=" * (-len(encoded) % 4)).decode())
    except (binascii.Error, ValueError):
        return ManagedCitation(())


def _citation(text: str) -> ManagedCitation:
    """Return the citation that `text` begins with; one without works where it cannot be read."""
    try:
        data, _ = json.JSONDecoder().raw_decode(text[:_LONGEST])
    except (ValueError, RecursionError):
        return ManagedCitation(())
    if not isinstance(data, Mapping):
        return ManagedCitation(())
    listed = data.get("citationItems")
    items = [item for one in (listed if isinstance(listed, list) else [])[:_MOST] if (item := _item(one)) is not None]
    properties = data.get("properties")
    shown = properties.get("plainCitation") if isinstance(properties, Mapping) else None
    return ManagedCitation(items, shown if isinstance(shown, str) else "")


def _item(one: Any) -> ManagedItem | None:
    record = one.get("itemData") if isinstance(one, Mapping) else None
    if not isinstance(record, Mapping):
        return None
    uris = one.get("uris") or one.get("uri")
    own = uris[0] if isinstance(uris, list) and uris and isinstance(uris[0], str) else str(one.get("id"))
    work = work_of(record, 1)
    place = one.get("locator")
    is_page = one.get("label") in (None, "", "page") and isinstance(place, str | int) and str(place).strip()
    return ManagedItem(own, work, _DASH.sub("–", str(place).strip()) if is_page else None)


__all__ = ["read_csl_citation", "read_tag"]

"""Recorded answers of registries, given to our clients: do they say record, none or unknown where they should?

`CITECHECK_DATA=… python -m benchmarks.accuracy.registry_cassettes`. Each recorded answer replaces the transport of one
client, which then asks its own question. The expected outcome (a record with its identifier, none, unknown) and the
expected notices follow from the recorded status and body alone; the code for that is below and shares nothing with the
clients. Nothing was tuned on these answers but the readers of their fields.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import requests
from requests.adapters import BaseAdapter
from urllib3 import HTTPHeaderDict, HTTPResponse

from benchmarks.material.corpus import data_root
from citecheck.clock import SystemClock
from citecheck.registries.building import build_registries
from citecheck.registries.model import Lookup, Registry
from citecheck.settings.model import Settings, WebSettings
from citecheck.settings.registries import RegistrySettings, ServiceSettings

_FAST = ServiceSettings(per_second=100_000)
SETTINGS = Settings(
    web=WebSettings(retries=0),
    registries=RegistrySettings(
        crossref=_FAST, doi=_FAST, datacite=_FAST, openalex=_FAST, pubmed=_FAST, arxiv=_FAST, open_library=_FAST
    ),
)
_KINDS = {
    "retraction": "retraction",
    "expression_of_concern": "concern",
    "correction": "correction",
    "erratum": "correction",
    "corrigendum": "correction",
}


@dataclass(frozen=True)
class Recorded:
    """One recorded answer: the file, the address that was asked, the status and the body."""

    file: str
    url: str
    status: int
    body: bytes
    content_type: str


class OneAnswer(BaseAdapter):
    """Answers every request with one recorded answer."""

    def __init__(self, recorded: Recorded) -> None:
        super().__init__()
        self._recorded = recorded

    def send(self, request: requests.PreparedRequest, *args: object, **kwargs: object) -> requests.Response:
        """Answer as recorded."""
        headers = HTTPHeaderDict({"Content-Type": self._recorded.content_type})
        response = requests.Response()
        response.status_code = self._recorded.status
        response.url, response.request = request.url or "", request
        response.headers = requests.structures.CaseInsensitiveDict(headers.items())
        response.raw = HTTPResponse(
            BytesIO(self._recorded.body),
            headers,
            self._recorded.status,
            preload_content=False,
            decode_content=False,
            enforce_content_length=False,
        )
        return response

    def close(self) -> None:
        """Do nothing: no connection is open."""


def recorded(folder: Path) -> Iterator[Recorded]:
    """Yield every recorded answer below `folder`."""
    for path in sorted(folder.rglob("*")):
        text = path.read_text(encoding="utf-8") if path.suffix in (".json", ".xml") else ""
        if not text or path.name == "index.json":
            continue
        name = str(path.relative_to(folder))
        if path.suffix == ".xml":
            yield Recorded(name, "", 200, text.encode(), "text/xml")
            continue
        held = json.loads(text)
        if isinstance(held, list):
            for one in held:
                yield from _of_cassette(name, one)
        elif "status_code" in held:
            yield Recorded(name, held["url"], held["status_code"], held["body"].encode(), "application/atom+xml")
        else:
            yield Recorded(name, "", 200, text.encode(), "application/json")


def _of_cassette(name: str, one: dict[str, Any]) -> Iterator[Recorded]:
    if not isinstance(one, dict) or "response" not in one:
        return
    response = one["response"]
    headers = {key.lower(): value for key, value in (response.get("headers") or {}).items()}
    kind = headers.get("content-type", "")
    body = response.get("body") or ""
    if isinstance(body, str) and response.get("body_encoding") is None:
        shown = kind[0] if isinstance(kind, list) and kind else str(kind or "")
        yield Recorded(name, one["request"]["uri"], response["status"], body.encode(), shown)


@dataclass(frozen=True)
class Case:
    """A question to a registry, the recorded answer, and the expected outcome.

    `notices` are the kinds of notices that the record must have; None: it is not looked at.
    """

    service: str
    question: tuple[str, str]
    answer: Recorded
    wanted: str
    notices: tuple[str, ...] | None = None


def cases(answers: Iterator[Recorded]) -> Iterator[Case]:
    """Yield the questions that the recorded answers answer."""
    for one in answers:
        found = _by_address(one) or _by_file(one)
        if found is not None:
            yield found


def _by_address(one: Recorded) -> Case | None:
    parts = urlsplit(one.url)
    path = unquote(parts.path)
    whole = {200: "record", 404: "none"}.get(one.status, "unknown")
    if parts.netloc == "api.crossref.org" and re.fullmatch(r"/works/10\.\d+/.+", path) and "/transform" not in path:
        if path.endswith("/agency"):
            return None
        return Case("crossref", ("doi", path[len("/works/") :]), one, whole)
    if parts.netloc == "api.crossref.org" and path == "/works" and "query" in parts.query:
        items = json.loads(one.body)["message"]["items"] if one.status == 200 else None
        usable = "unknown" if items is None else "record" if any(item.get("DOI") for item in items) else "none"
        return Case("crossref", ("title", "any title of some words"), one, usable)
    if parts.netloc == "doi.org" and path.startswith("/ra/"):
        said = json.loads(one.body)[0]
        wanted = "record" if "RA" in said else "unknown"  # the same body answers the second question, about the handle
        return Case("doi", ("doi", path[len("/ra/") :]), one, wanted)
    if parts.netloc == "api.datacite.org" and path.startswith("/dois/"):
        return Case("datacite", ("doi", path[len("/dois/") :]), one, whole)
    if parts.netloc == "api.openalex.org" and "doi.org/" in path:
        held = json.loads(one.body) if one.status == 200 else {}
        return Case(
            "openalex", ("doi", path.partition("doi.org/")[2]), one, whole if held or whole != "record" else "unknown"
        )
    if parts.netloc == "export.arxiv.org":
        numbers = parse_qs(parts.query).get("id_list", [""])[0]
        wanted = "unknown" if one.status != 200 else "record" if b"<entry>" in one.body else "none"
        return Case("arxiv", ("arxiv", numbers) if numbers else ("title", "testing"), one, wanted)
    return None


def _by_file(one: Recorded) -> Case | None:
    folder = one.file.partition("/")[0]
    if folder == "crossref_retractions":
        held = json.loads(one.body)
        message = held.get("message")
        if not isinstance(message, dict):
            return None
        kinds = {_KINDS[update["type"]] for update in message.get("updated-by") or () if update["type"] in _KINDS}
        return Case("crossref", ("doi", message["DOI"]), one, "record", tuple(sorted(kinds)))
    if folder == "pubmed" and b"<PubmedArticleSet" in one.body:
        kinds = {
            name
            for sign, name in ((b'"RetractionIn"', "retraction"), (b'"ErratumIn"', "correction"))
            if b"RefType=" + sign in one.body
        }
        return Case("pubmed", ("pmid", "1"), one, "record", tuple(sorted(kinds)))
    if folder == "openlibrary" and b'"ISBN:9782070427796"' in one.body:
        return Case("open_library", ("isbn", "9782070427796"), one, "record")
    if folder == "openlibrary" and b'"docs"' in one.body:
        return Case("open_library", ("title", "How to lose a war"), one, "record")
    if folder == "openalex" and one.body.lstrip().startswith(b'{"') and b'"authorships"' in one.body[:200_000]:
        held = json.loads(one.body)
        if "results" in held:
            return Case("openalex", ("title", "any title"), one, "record")
        return Case("openalex", ("doi", "10.7717/peerj.4375"), one, "record")
    return None


def ask(case: Case) -> Lookup:
    """Let the client of a service ask the question of `case`, and get the recorded answer."""
    registries = build_registries(SETTINGS, OneAnswer(case.answer), clock=SystemClock())
    assert registries is not None
    registry: Registry = registries.by_key[case.service]
    kind, value = case.question
    return registry.by_title(value) if kind == "title" else registry.by_identifier(kind, value)


def main() -> None:
    """Print how many outcomes are right, by service; exit with 1 if one is wrong."""
    right: Counter[str] = Counter()
    wrong = []
    for case in cases(recorded(data_root() / "existence" / "cassettes")):
        found = ask(case)
        notices = tuple(sorted({one.kind.value for record in found.records for one in record.notices}))
        if found.outcome.value == case.wanted and case.notices in (None, notices):
            right[f"{case.service} {case.wanted}"] += 1
        else:
            wrong.append((case.answer.file, case.question, case.wanted, found.outcome.value, found.reason, notices))
    for name, number in sorted(right.items()):
        print(f"  {name:<24} {number}")
    print(f"{sum(right.values())} of {sum(right.values()) + len(wrong)} recorded answers are understood")
    for one in wrong:
        print("  wrong:", *one)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()

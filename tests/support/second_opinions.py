"""Audits of one claim with a second opinion from a scripted server."""

from collections.abc import Callable, Mapping
from typing import Any

import citecheck
from citecheck.settings import load_settings
from citecheck.testing import FakeFetcher
from reports.model import Check, Report
from testbed.chat_server import ChatServer

PAGE = "https://county.example/page"
REST = " ".join(
    f"Visitors of the {place} speak of its gardens and of mild weather in the valley during the long season."
    for place in ("abbey", "chapel", "market", "museum", "orchard", "station", "theatre", "windmill")
)
"""The rest of a page, which says nothing about a claim."""

UNSURE = "The mill was closed by its owner in 1954 after a fire."
SAID = "A blaze in the mill led its owner to shut it for good in 1954."
"""A claim of which the built-in judge is unsure, and the sentence that says it."""

WRONG = "The ferry carried 400 passengers in 1931."
OTHERWISE = "The ferry carried 40 passengers in 1931."
"""A claim that makes an error, and the sentence that says otherwise."""


def settings_for(url: str, **opinion: Any) -> citecheck.Settings:
    """Return settings that ask the server at `url`; a retry follows at once."""
    second = {"url": url, "model": "scripted-1", **opinion}
    return load_settings(overrides={"checking": {"second_opinion": second}, "web": {"backoff": 0.0}})


def audited(
    chat: ChatServer | str,
    claim: str = UNSURE,
    source: str = SAID,
    *,
    change: Callable[[citecheck.Settings], citecheck.Settings] = lambda settings: settings,
    **opinion: Any,
) -> Report:
    """Return the report of a document that makes `claim` and cites a page with the sentence `source`."""
    url = chat if isinstance(chat, str) else chat.url
    page = f"<html><title>The page</title><p>{source}</p><p>{REST}</p></html>"
    text = f"{claim.rstrip('.')}.[1]\n\nReferences\n\n1. The page. {PAGE}\n".encode()
    settings = change(settings_for(url, **opinion))
    return citecheck.audit(text, settings=settings, fetcher=FakeFetcher({PAGE: page}), archives=())


def check_of(report: Report) -> Check:
    """Return the one check of a report."""
    (check,) = report.checks
    return check


def verdict(check: Check) -> Mapping[str, object]:
    """Return what a check decides, without the second opinion."""
    return {"outcome": check.outcome, "band": check.band, "reason": check.reason, "rule": check.rule}

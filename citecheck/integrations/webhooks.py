"""Services that take a notice by one request: a webhook of yours, Slack, Teams, and a room of Matrix."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from citecheck.integrations.asking import Said, ToldService
from citecheck.integrations.model import Delivery, NightNotice, Sent
from citecheck.integrations.wording import groups, subject, text
from citecheck.settings.notify import NotifySettings
from reports.formats.steering import printable

_MOST_TEXT = 20_000  # characters; Slack takes 40,000, Teams 28 kB with all signs, Matrix 65 kB
_MARKUP = re.compile(r"([\\`*_\[\]()#~>|+-])")


class OneRequest:
    """A channel that is told by one request; what differs is the address, the body, and what a "yes" looks like."""

    name = ""
    repeats_safely = False
    wants_fixed = False

    def __init__(self, service: ToldService, settings: NotifySettings) -> None:
        """`service` is the server, `settings` say how much a notice names."""
        self._service = service
        self._settings = settings

    def preview(self, notice: NightNotice, *, doubt: str = "") -> str:
        """See `Channel.preview`."""
        return json.dumps(self._body(notice, doubt), ensure_ascii=False, indent=2) + "\n"

    def send(self, notice: NightNotice, *, doubt: str = "") -> Sent:
        """See `Channel.send`."""
        said = self._ask(notice, self._body(notice, doubt))
        if said.outcome is not Delivery.DELIVERED:
            return Sent(outcome=said.outcome, reason=said.reason)
        objection = self._objection(said)
        return Sent(outcome=Delivery.REFUSED if objection else Delivery.DELIVERED, reason=objection)

    def _ask(self, notice: NightNotice, body: object) -> Said:
        return self._service.ask("POST", body=body, repeats=self.repeats_safely)

    def _body(self, notice: NightNotice, doubt: str) -> object:
        raise NotImplementedError

    def _objection(self, said: Said) -> str:
        """Return why an answer with a status of 200 to 299 does not mean "yes"; empty: it does."""
        return "a web page came in place of an answer" if said.is_web_page else ""

    def _text(self, notice: NightNotice, doubt: str) -> str:
        """Return the notice as plain text that fits into one message."""
        return fitting(
            lambda most: text(notice, most, report_url=self._settings.report_url, doubt=doubt), self._settings.most
        )


class Webhook(OneRequest):
    """A server of yours. It gets the notice as JSON; `Idempotency-Key` lets it recognise one that is sent again."""

    name = "webhook"
    repeats_safely = True

    def _ask(self, notice: NightNotice, body: object) -> Said:
        key = {"Idempotency-Key": f'"citecheck-{notice.id}"'}
        return self._service.ask("POST", body=body, headers=key, repeats=True)

    def _body(self, notice: NightNotice, doubt: str) -> object:
        named: dict[str, Any] = {"new": [], "worse": [], "fixed": []}
        more = {}
        for change, items, left in groups(notice, self._settings.most):
            named[change] = [dataclasses.asdict(item) for item in items]
            more[change] = left
        return {
            "schema": 1,
            "id": notice.id,
            "night": notice.at,
            "title": subject(notice),
            "documents": notice.documents,
            "report": self._settings.report_url or None,
            **named,
            "more": {change: left for change, left in more.items() if left},
        }


class Slack(OneRequest):
    """A channel of Slack. Slack gives no way to recognise a repeated message."""

    name = "slack"

    def _body(self, notice: NightNotice, doubt: str) -> object:
        words = self._text(notice, doubt).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return {"text": words, "mrkdwn": False, "unfurl_links": False, "unfurl_media": False}

    def _objection(self, said: Said) -> str:
        return "" if said.text.strip().lower() == "ok" else "the answer is not that of Slack"


class Teams(OneRequest):
    """A channel of Teams, by the webhook of a workflow. Teams gives no way to recognise a repeated message."""

    name = "teams"

    def _body(self, notice: NightNotice, doubt: str) -> object:
        blocks = [
            {"type": "TextBlock", "wrap": True, "text": _MARKUP.sub(r"\\\1", row)}
            for row in self._text(notice, doubt).splitlines()
            if row
        ]
        if blocks:
            blocks[0] |= {"weight": "Bolder"}
        card = {
            "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
            "type": "AdaptiveCard",
            "version": "1.4",
            "body": blocks,
        }
        return {
            "type": "message",
            "attachments": [{"contentType": "application/vnd.microsoft.card.adaptive", "content": card}],
        }

    def _objection(self, said: Said) -> str:
        # An older connector answers 200 and "1", and 200 with a text about an error where it failed.
        if said.status == 202 or said.text.strip() in ("", "1"):
            return ""
        return "the answer is not that of Teams"


class Matrix(OneRequest):
    """A room of Matrix. The homeserver recognises a repeated message by its transaction id."""

    name = "matrix"
    repeats_safely = True

    def _ask(self, notice: NightNotice, body: object) -> Said:
        room = quote(self._settings.matrix.room, safe="", errors="replace")
        message = quote(f"citecheck-{notice.id}", safe="", errors="replace")
        path = f"/_matrix/client/v3/rooms/{room}/send/m.room.message/{message}"
        return self._service.ask("PUT", path, body=body, repeats=True)

    def _body(self, notice: NightNotice, doubt: str) -> object:
        return {"msgtype": "m.notice", "body": self._text(notice, doubt), "m.mentions": {}}

    def _objection(self, said: Said) -> str:
        data = said.data
        return "" if isinstance(data, dict) and "event_id" in data else "the answer is not that of Matrix"


def fitting(make: Callable[[int], str], most: int) -> str:
    """Return what `make` makes of the greatest number of findings, at most `most`, whose text fits a message."""
    words = make(most)
    while len(words) > _MOST_TEXT and most > 1:
        most //= 2
        words = make(most)
    return printable(words[:_MOST_TEXT])


__all__ = ["Matrix", "OneRequest", "Slack", "Teams", "Webhook", "fitting"]

"""Issues of a code host: one for what is new on a night, ticked off as findings are fixed, closed when all are.

The body of an issue has marks that readers do not see: the night that opened it, and the key of each finding in it. By
them an issue is found again, so that nothing is opened or said twice, whatever became of an earlier answer.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from citecheck.integrations.asking import Said, ToldService
from citecheck.integrations.model import Delivery, NightNotice, NoticeItem, Sent
from citecheck.integrations.webhooks import fitting
from citecheck.integrations.wording import groups, subject
from citecheck.settings.notify import NotifySettings
from reports.formats.markdown import code, escaped
from reports.formats.pointing import shortened
from reports.formats.steering import printable

_NIGHT = re.compile(r"<!-- citecheck:night ([\w-]{1,64}) -->")
_OPEN = re.compile(r"<!-- citecheck:open ([0-9a-f ]*) -->")
_PAGES = 50  # of 100 issues each
_MESSAGE = 300


class NotTaken(Exception):
    """A request was not answered with a "yes"; `sent` says what became of it."""

    def __init__(self, sent: Sent) -> None:
        super().__init__(sent.reason)
        self.sent = sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """An issue of ours: its number, its body, and whether it is open."""

    number: int
    body: str
    is_open: bool

    @property
    def night(self) -> str:
        """The id of the notice that opened it; empty if it has no mark."""
        found = _NIGHT.search(self.body)
        return found[1] if found else ""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its findings that are not fixed yet."""
        found = _OPEN.search(self.body)
        return tuple(found[1].split()) if found else ()


class Issues(ABC):
    """Opens one issue for what is new, comments on it when findings are fixed, and closes it when all are."""

    name = ""
    repeats_safely = True
    wants_fixed = True

    def __init__(self, service: ToldService, settings: NotifySettings, *, label: str) -> None:
        """`service` is the code host, `settings` say how much an issue names, `label` is that of our issues."""
        self._service = service
        self._settings = settings
        self._label = label

    def preview(self, notice: NightNotice, *, doubt: str = "") -> str:
        """See `Channel.preview`."""
        parts = [f"# {subject(notice)}\n\n{self._body(notice)}"] if notice.has_news else []
        fixed = notice.changed("fixed")
        if fixed:
            parts.append("comment on the issues that name these, and close those with nothing left:\n")
            parts.append(_fixed_words(fixed, notice, self._settings.most))
        return "\n".join(parts)

    def send(self, notice: NightNotice, *, doubt: str = "") -> Sent:
        """See `Channel.send`. Everything is looked for before it is written, so that a second call adds nothing."""
        try:
            if notice.has_news:
                self._open(notice)
            fixed = {item.key: item for item in notice.changed("fixed")}
            if fixed:
                for issue in self._ours(only_open=True):
                    mended = [fixed[key] for key in issue.keys if key in fixed]
                    if mended:
                        self._mend(issue, mended, notice)
        except NotTaken as stopped:
            return stopped.sent
        return Sent(outcome=Delivery.DELIVERED)

    def _open(self, notice: NightNotice) -> None:
        if any(issue.night == notice.id for issue in self._ours(only_open=False)):
            return
        body = self._body(notice)
        said = self._service.ask("POST", self._issues_path(), body=self._fields(subject(notice), body), repeats=False)
        data = _told(said)
        if not isinstance(data, dict) or not self._has_label(data):
            reason = f"the issue has no label {self._label!r}: the token may not set labels, so it is not found again"
            raise NotTaken(Sent(outcome=Delivery.DELIVERED, reason=reason))

    def _mend(self, issue: Issue, mended: list[NoticeItem], notice: NightNotice) -> None:
        mark = f"<!-- citecheck:fixed {notice.id} -->"
        if not any(mark in said for said in self._comments(issue)):
            words = _fixed_words(mended, notice, self._settings.most)
            _told(
                self._service.ask(
                    "POST", self._comments_path(issue), body={"body": f"{words}\n{mark}\n"}, repeats=False
                )
            )
        keys = {item.key for item in mended}
        left = [key for key in issue.keys if key not in keys]
        body = _OPEN.sub(lambda _: f"<!-- citecheck:open {' '.join(left)} -->", issue.body)
        for key in keys:
            body = re.sub(rf"(?m)^- \[ \](?=.*<!-- {key} -->)", "- [x]", body)
        fields = self._changed(body, closed=not left)
        _told(self._service.ask(self._change_method, self._issue_path(issue), body=fields, repeats=True))

    def _ours(self, *, only_open: bool) -> Iterator[Issue]:
        """Yield the issues with our label and our mark, the newest first."""
        for page in range(1, _PAGES + 1):
            data = _told(self._service.ask("GET", self._list_path(page, only_open=only_open), repeats=True))
            if not isinstance(data, list):
                raise NotTaken(Sent(outcome=Delivery.REFUSED, reason="the answer is not a list of issues"))
            yield from (issue for one in data if (issue := self._issue(one)) is not None and issue.night)
            if len(data) < 100:
                return

    def _comments(self, issue: Issue) -> Iterator[str]:
        for page in range(1, _PAGES + 1):
            path = f"{self._comments_path(issue)}?per_page=100&page={page}"
            data = _told(self._service.ask("GET", path, repeats=True))
            if not isinstance(data, list):
                raise NotTaken(Sent(outcome=Delivery.REFUSED, reason="the answer is not a list of comments"))
            yield from (str(one.get("body")) for one in data if isinstance(one, dict))
            if len(data) < 100:
                return

    def _body(self, notice: NightNotice) -> str:
        keys = " ".join(item.key for item in notice.items if item.change != "fixed")
        marks = f"<!-- citecheck:night {notice.id} -->\n<!-- citecheck:open {keys} -->\n"
        return marks + fitting(lambda most: self._listed(notice, most), self._settings.most)

    def _listed(self, notice: NightNotice, most: int) -> str:
        lines = []
        for change, items, more in groups(notice, most):
            if change == "fixed":
                continue
            lines += ["", f"**{change}**", "", *(_task(item) for item in items)]
            if more:
                lines.append(f"- … and {more:,} more {change}")
        if self._settings.report_url:
            lines += ["", f"Reports: {self._settings.report_url}"]
        return "\n".join(lines) + "\n"

    _change_method = "PATCH"

    @abstractmethod
    def _issues_path(self) -> str:
        """Return the path at which issues are opened."""

    @abstractmethod
    def _list_path(self, page: int, *, only_open: bool) -> str:
        """Return the path of a page of our issues."""

    @abstractmethod
    def _issue_path(self, issue: Issue) -> str:
        """Return the path of an issue."""

    @abstractmethod
    def _comments_path(self, issue: Issue) -> str:
        """Return the path of the comments on an issue."""

    @abstractmethod
    def _fields(self, title: str, body: str) -> object:
        """Return the fields of a new issue."""

    @abstractmethod
    def _changed(self, body: str, *, closed: bool) -> object:
        """Return the fields of an issue with a new body; `closed`: it is closed, too."""

    @abstractmethod
    def _issue(self, data: object) -> Issue | None:
        """Read one issue of a list; None if it is not one."""

    def _has_label(self, data: dict[str, object]) -> bool:
        labels = data.get("labels")
        names = (
            [one.get("name") if isinstance(one, dict) else one for one in labels] if isinstance(labels, list) else []
        )
        return self._label in names


def _told(said: Said) -> object:
    """Return what a service answered, as JSON. Raises `NotTaken` if it did not take the request."""
    if said.outcome is not Delivery.DELIVERED:
        raise NotTaken(Sent(outcome=said.outcome, reason=said.reason))
    if said.is_web_page or said.data is None:
        raise NotTaken(Sent(outcome=Delivery.UNKNOWN, reason="the answer is not JSON"))
    return said.data


def _task(item: NoticeItem) -> str:
    address = f" {code(item.url)}" if item.url and item.url not in item.message else ""
    place = code(printable(item.place or item.document))
    words = escaped(shortened(item.message, _MESSAGE))
    return f"- [ ] {place} {item.severity} {code(item.code)}: {words}{address} <!-- {item.key} -->"


def _fixed_words(items: Iterable[NoticeItem], notice: NightNotice, most: int) -> str:
    every = tuple(items)
    lines = [f"Fixed on the night of {notice.at[:10]}:", ""]
    for item in every[:most]:
        address = f" {code(item.url)}" if item.url and item.url not in item.message else ""
        place = code(printable(item.place or item.document))
        lines.append(f"- {place} {code(item.code)}: {escaped(shortened(item.message, _MESSAGE))}{address}")
    if len(every) > most:
        lines.append(f"- … and {len(every) - most:,} more")
    return printable("\n".join(lines)) + "\n"


__all__ = ["Issue", "Issues"]

"""What an answer of a registry means: data, "no such record", or nothing that can be used.

A registry that is down, asks for a pause, or sends a page instead of data has not said that a work does not exist.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from lxml import etree

from citecheck.http.client import HttpReply
from citecheck.registries.model import Answered, Lookup, Record
from reports.model import LinkStatus

_SHORT = 200  # bytes; a 404 in plain text is a sentence ("Resource not found."), never a page


class Unusable(Exception):
    """The answer does not have the form that the registry documents."""


@dataclass(frozen=True, slots=True)
class RegistryQuestion:
    """A question to a registry: its name, and the question in words."""

    registry: str
    words: str

    def unknown(
        self, reason: str, *, at: str, status: LinkStatus | None = None, reply: HttpReply | None = None
    ) -> Lookup:
        """Return the outcome `unknown` for `reason`, at the time `at`.

        `status` is the link status of a failure (None: none failed), `reply` the exchange; None: nothing was sent.
        """
        return self._lookup(Answered.UNKNOWN, (), reason, at, reply, status)

    def none(self, reply: HttpReply, reason: str = "") -> Lookup:
        """Return the outcome `none`: the registry said so in `reply`. `reason` says it in words; empty: as usual."""
        return self._lookup(Answered.NONE, (), reason or f"{self.registry} has no record", reply.at, reply)

    def found(self, records: Sequence[Record], reply: HttpReply) -> Lookup:
        """Return the outcome `record` with the `records` of `reply`, or `none` if there are none."""
        if not records:
            return self.none(reply)
        return self._lookup(Answered.RECORD, tuple(records), "", reply.at, reply)

    def _lookup(
        self,
        outcome: Answered,
        records: tuple[Record, ...],
        reason: str,
        at: str,
        reply: HttpReply | None,
        status: LinkStatus | None = None,
    ) -> Lookup:
        answer = reply.answer if reply is not None else None
        return Lookup(
            registry=self.registry,
            asked=self.words,
            outcome=outcome,
            at=at,
            records=records,
            reason=reason,
            status=status,
            attempts=reply.attempts if reply is not None else (),
            evidence=answer.evidence if answer is not None else None,
        )


def read_reply(
    question: RegistryQuestion,
    reply: HttpReply,
    records: Callable[[Any], Sequence[Record]],
    *,
    parse: Callable[[bytes], Any] | None = None,
    absent: frozenset[int] = frozenset({404}),
    page_says_absent: bool = False,
) -> Lookup:
    """Return what `reply` answers to `question`.

    `records` makes records of the parsed data; it raises `Unusable` (or `KeyError`, `TypeError`, `ValueError`) if the
    data are not what the registry documents. `parse` reads the body; None: as JSON. `absent` are the statuses by which
    the registry says that it has no such record. A page of HTML with such a status may be that of another server; it is
    taken for the registry's own answer only with `page_says_absent`.
    """
    answer = reply.answer
    name = question.registry
    if answer is None:
        failure = reply.failure
        reason = failure.reason if failure is not None else "no answer came"
        return question.unknown(
            f"{name}: {reason}", at=reply.at, status=failure.status if failure else None, reply=reply
        )
    if answer.status in absent:
        if page_says_absent or not _is_page(answer.body, answer.headers):
            return question.none(reply)
        return question.unknown(
            f"{name} answered {answer.status} with a page instead of data",
            at=reply.at,
            status=LinkStatus.CLIENT_ERROR,
            reply=reply,
        )
    if answer.status != 200:
        return question.unknown(
            f"{name} answered {answer.status}", at=reply.at, status=_status(answer.status), reply=reply
        )
    if answer.failure is not None or answer.truncated or answer.broken_off:
        reason = answer.broken_off or (answer.failure.reason if answer.failure else "it was cut")
        return question.unknown(f"the answer of {name} is incomplete: {reason}", at=reply.at, reply=reply)
    try:
        return question.found(records((parse or parse_json)(answer.body)), reply)
    except (Unusable, KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        what = "a page instead of data" if _is_page(answer.body, answer.headers) else "data of an unknown form"
        detail = f" ({error})" if isinstance(error, Unusable) else ""
        return question.unknown(f"{name} answered with {what}{detail}", at=reply.at, reply=reply)


def parse_json(body: bytes) -> Any:
    """Return the value that `body` holds as JSON. Raises `Unusable`."""
    try:
        return msgspec.json.decode(body)
    except (ValueError, RecursionError) as error:
        raise Unusable("no JSON") from error


def parse_xml(body: bytes) -> etree._Element:
    """Return the root of the XML document `body`; nothing outside of it is loaded. Raises `Unusable`."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unusable("no XML") from error
    return root


def _is_page(body: bytes, headers: Mapping[str, str]) -> bool:
    start = body[:500].lstrip().lower()
    kind = headers.get("content-type", "").lower()
    return start.startswith((b"<!doctype html", b"<html")) or ("html" in kind and len(body) > _SHORT)


def _status(status: int) -> LinkStatus:
    if status in (401, 403, 429, 451):
        return LinkStatus.BLOCKED
    return LinkStatus.SERVER_ERROR if status >= 500 else LinkStatus.CLIENT_ERROR


__all__ = ["RegistryQuestion", "Unusable", "parse_json", "parse_xml", "read_reply"]

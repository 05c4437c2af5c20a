"""What the clients of all registries share: the questions that a service cannot be asked."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from citecheck.clock import timestamp
from citecheck.interfaces import Clock
from citecheck.registries.answers import RegistryQuestion
from citecheck.registries.client import RegistryClient
from citecheck.registries.model import Lookup, WorkKind
from citecheck.registries.services import Service

_LONGEST = 400  # characters of a title that are sent; longer ones are whole entries, and services refuse them


class ServiceRegistry:
    """A registry behind a service on the web; see `citecheck.registries.model.Registry`.

    A subclass answers the questions that its service knows. The others have the outcome `unknown`, without a request.
    """

    name = ""
    identifiers: frozenset[str] = frozenset()
    kinds: frozenset[WorkKind] = frozenset()

    def __init__(self, service: Service, client: RegistryClient, clock: Clock) -> None:
        """Ask `service` through `client`; `clock` gives the time of answers that need no request."""
        self.service = service
        self.client = client
        self._clock = clock

    def by_identifier(self, kind: str, value: str) -> Lookup:
        """See `citecheck.registries.model.Registry.by_identifier`."""
        return self.unasked(f"{kind} {value}", f"{self.name} cannot look up a work by its {kind}")

    def by_title(self, title: str, authors: Sequence[str] = (), year: int | None = None) -> Lookup:
        """See `citecheck.registries.model.Registry.by_title`."""
        return self.unasked(f"title {title}", f"{self.name} cannot search by title")

    def by_address(self, url: str) -> Lookup:
        """See `citecheck.registries.model.Registry.by_address`."""
        return self.unasked(f"address {url}", f"{self.name} cannot look up addresses")

    def question(self, words: str) -> RegistryQuestion:
        """Return the question with these `words`."""
        return RegistryQuestion(self.name, words)

    def unasked(self, words: str, reason: str) -> Lookup:
        """Return the outcome `unknown` of a question with these `words` that is not sent, for `reason`."""
        return self.question(words).unknown(reason, at=timestamp(self._clock.now()))


def escaped(value: str) -> str:
    """Return `value` as one step of a path or one value of a query: nothing in it keeps a meaning in an address."""
    return quote(value, safe="", errors="replace")


def searched(title: str) -> str:
    """Return the words of `title` that are sent in a search, without characters that services read as operators."""
    words = "".join(char if char.isalnum() or char in "'-’" else " " for char in title)
    return " ".join(words.split())[:_LONGEST]


def surname(author: str) -> str:
    """Return the family name of `author` ("Lind, Ana" or "Ana Lind")."""
    family, comma, _ = author.partition(",")
    return family.strip() if comma else (author.split() or [""])[-1]


__all__ = ["ServiceRegistry", "escaped", "searched", "surname"]

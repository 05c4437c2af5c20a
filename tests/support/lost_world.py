"""A wiki, the sources of its article, and an archive on loopback, with the settings of a command that asks them."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from command import Ran, run

from testbed import lost_article
from testbed.loopback import Loopback, Reply
from testbed.lost_article import Entry
from testbed.wiki_site import Article, WikiSite

WIKI = "wiki.test"


@dataclass
class World:
    """The server, the entries with their addresses on it, and the files of the test: the copy and the settings."""

    web: Loopback
    entries: Mapping[str, Entry]
    folder: Path

    @property
    def copy(self) -> Path:
        """The article as it was copied."""
        return self.folder / "copy.txt"

    @property
    def config(self) -> Path:
        """The settings file."""
        return self.folder / "settings.toml"

    def article(self, **changes: object) -> Article:
        """Return the article as it is on the wiki now, with the changes of `lost_article.on_the_wiki`."""
        paragraphs, entries = lost_article.on_the_wiki(**{"entries": self.entries, **changes})  # type: ignore[arg-type]  # passed through
        return Article(
            title=lost_article.TITLE,
            wikitext=lost_article.wikitext(paragraphs, entries),
            html=lost_article.html(paragraphs, entries),
        )

    def serve_wiki(self, wiki: WikiSite) -> None:
        """Put a wiki online, and name it in the settings."""
        self.configure(wikis=[wiki.serve(self.web, WIKI)])

    def configure(self, *, wikis: list[str], more: str = "") -> None:
        """Write the settings file: no waits, loopback permitted, `wikis` asked, and `more` lines."""
        self.config.write_text(
            f"""
            [web]
            allow_addresses = ["127.0.0.0/8"]
            per_host_rate = 0
            retries = 0
            canary = ""
            browser = "never"
            [archives]
            enabled = false
            [registries]
            enabled = "never"
            [recover]
            wikis = {json.dumps(wikis)}
            pause = 0
            {more}
            """
        )

    def recovered(self, *flags: object) -> tuple[Ran, dict[str, Any], list[str]]:
        """Run `citecheck recover`; return its result, the references of its JSON by label, and the places."""
        ran = run("recover", self.copy, "--config", self.config, "--json", *flags)
        found = json.loads(ran.out)
        return ran, {one["label"]: one for one in found["references"]}, found["places"]

    def right(self) -> dict[str, str]:
        """Return the address of each reference by its label in the copy."""
        return {str(place): self.entries[name].url for place, name in enumerate(lost_article.order(), start=1)}


@contextmanager
def world(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Serve the sources of the article on loopback, for every name under .test."""
    known = socket.getaddrinfo

    def resolve(host: str, *arguments: object, **more: object) -> object:
        return known("127.0.0.1" if host.endswith(".test") else host, *arguments, **more)  # type: ignore[arg-type]  # passed through

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with Loopback() as web:
        entries = lost_article.on_port(web.port)
        for url, body in lost_article.pages(entries).items():
            parts = urlsplit(url)
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            web.add(str(parts.hostname), path, Reply(body=body.encode()))
        made = World(web, entries, folder)
        made.copy.write_text(lost_article.copied())
        made.configure(wikis=[])
        yield made

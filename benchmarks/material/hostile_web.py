"""A web for fuzzing: whatever is asked, the answer has an odd status, odd headers and an odd body."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping

import requests
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict
from urllib3 import HTTPResponse

from benchmarks.material.fuzz_inputs import Dice
from testbed.chat_server import message, opinion, streamed
from testbed.lost_article import ENTRIES, TITLE, on_the_wiki
from testbed.lost_article import html as wiki_html
from testbed.lost_article import wikitext as wiki_text
from testbed.registries import Notice, Person, Work
from testbed.registries.dialects import DIALECTS
from testbed.registries.works import Shelf
from testbed.wiki_site import Article, WikiSite

_STATUSES = (200, 200, 200, 200, 301, 302, 304, 307, 403, 404, 410, 429, 451, 500, 503, 999)
_BODY = 6_000  # bytes of a page: long ones cost the judge most of an audit, and its own targets have them
_HEADERS = (
    "Retry-After",
    "Content-Type",
    "Content-Encoding",
    "Location",
    "Link",
    "Memento-Datetime",
    "Refresh",
    "Date",
)
SERVICES = "http://services.test"
"""Where the registries, the wiki and the model are."""
WORKS = (
    Work(
        title="Tides of the northern lakes: forty years of measurements",
        people=(Person(family="Lind", given="Ana"), Person(family="Ek", given="Bo")),
        year=2011,
        venue="Journal of Limnology",
        doi="10.1000/lake.(2011)3:1<45>",
        pmid="11223344",
        indexes=("crossref", "openalex", "pubmed"),
        notices=(Notice(kind="retraction", doi="10.1000/notice", date="2014-03-01", pmid="11223399"),),
        open_copy="https://copies.test/tides.pdf",
    ),
    Work(
        title="Learning to sail against the current",
        people=(Person(family="Berg", given="Una"),),
        year=2018,
        arxiv="1805.00001",
        doi="10.48550/arxiv.1805.00001",
        agency="DataCite",
        indexes=("arxiv", "datacite"),
        published_as="10.1000/sail",
    ),
    Work(
        title="The keeper's almanac of harbour lights",
        people=(Person(family="Holm", given="Siv"),),
        year=1998,
        kind="book",
        isbn="9780306406157",
        indexes=("open_library",),
    ),
    Work(title="lind/tidegauge", year=2017, indexes=("github", "software_heritage")),
)
"""What the registries of `HostileServices` know."""


class HostileWeb(BaseAdapter):
    """Answers every request with an odd status, odd headers and an odd page."""

    usable = 0.0
    """The share of answers whose status is 200, whatever the dice say."""

    def __init__(self, dice: Dice) -> None:
        super().__init__()
        self._dice = dice

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: object = None,
        verify: object = True,
        cert: object = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """See `BaseAdapter.send`."""
        dice = self._dice
        headers = {"Content-Type": dice.random.choice(("text/html; charset=utf-8", dice.value()))}
        for _ in range(dice.random.randrange(4)):
            headers[dice.random.choice(_HEADERS)] = dice.value()
        if dice.random.random() < 0.3:
            headers["Location"] = dice.address().encode("utf-8").decode("latin-1")
        answer = requests.Response()
        answer.status_code = 200 if dice.random.random() < self.usable else dice.random.choice(_STATUSES)
        answer.headers = CaseInsensitiveDict(headers)
        body = io.BytesIO(self.body_for(request.url or ""))
        answer.raw = HTTPResponse(body=body, headers=headers, status=answer.status_code, preload_content=False)
        answer.url, answer.request, answer.reason = request.url or "", request, "odd"
        return answer

    def body_for(self, url: str) -> bytes:
        """Return the body of the answer for an address."""
        return self._dice.body()[:_BODY]

    def close(self) -> None:
        """See `BaseAdapter.close`."""


class HostileServices(HostileWeb):
    """Answers as registries, a wiki and a model do, with odd values in the answers; all else is a hostile web."""

    usable = 0.7

    def __init__(self, dice: Dice) -> None:
        super().__init__(dice)
        self._shelf = Shelf(WORKS)
        paragraphs, entries = on_the_wiki(entries=ENTRIES)
        article = Article(title=TITLE, wikitext=wiki_text(paragraphs, entries), html=wiki_html(paragraphs, entries))
        self._wiki = WikiSite([article], found=(TITLE,))

    def body_for(self, url: str) -> bytes:
        """See `HostileWeb.body_for`."""
        service, _, path = url.removeprefix(SERVICES).lstrip("/").partition("/")
        if not url.startswith(SERVICES):
            return super().body_for(url)
        if service in DIALECTS:
            return self._dice.answer(DIALECTS[service](self._shelf, f"/{path}").body)
        if service == "w":
            return self._dice.answer(self._wiki.answer(f"/w/{path}", SERVICES).body)
        return self._dice.answer(chat_answer(self._dice))


def chat_answer(dice: Dice) -> bytes:
    """Return the body of a model's answer, whose message is an opinion, half of them odd."""
    said = opinion(
        dice.random.choice(("supported", "contradicted", "not-supported", "")),
        "A blaze in the mill led its owner to shut it for good in 1954.",
    )
    written = dice.answer(json.dumps(said).encode()).decode("utf-8", "replace")
    if dice.random.random() < 0.2:
        written = dice.body().decode("utf-8", "replace")
    make = dice.random.choice((message, streamed))
    return make(written).partition(b"\r\n\r\n")[2]


__all__ = ["SERVICES", "WORKS", "HostileServices", "HostileWeb", "chat_answer"]

"""What the rules on links need besides their examples: both sides of their conditions."""

import pytest
from link_rules import verdict

from reports.rules import rule

DEEP = "https://harbour.example/2011/04/the-fall-of-the-mast"
ARTICLE = rule("link.alive").example.given["page"]


def called(**given: str) -> tuple[str, str | None]:
    found = verdict({"address": DEEP, "answer": "200", "page": ARTICLE, **given})
    return found.status.value, found.rule


def test_the_front_page_of_another_site_is_not_the_sites_own() -> None:
    assert called(redirects="302 https://harbour.example/", probe="404")[1] == "link.redirected-home.deep-address"
    assert called(redirects="302 https://quay.example/", probe="404") == ("alive", "link.alive.front-page")


@pytest.mark.parametrize("first", ["301", "302", "307", "308"])
@pytest.mark.parametrize("second", ["301", "302", "303", "308"])
def test_a_page_has_moved_only_if_every_redirect_is_permanent(first: str, second: str) -> None:
    hops = f"{first} https://harbour.example/a/the-fall-of-the-mast; {second} https://harbour.example/b/the-fall-of-the-mast"
    permanent = {first, second} <= {"301", "308"}

    assert called(redirects=hops)[0] == ("moved" if permanent else "alive")


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        *((code, "blocked") for code in ("401", "403", "406", "407", "415", "418", "420", "421", "426", "429")),
        *((code, "blocked") for code in ("430", "440", "451", "464", "495", "496", "498", "505", "511", "999")),
        *((code, "gone") for code in ("404", "410")),
        *((code, "server-error") for code in ("500", "502", "503", "599")),
        *((code, "client-error") for code in ("300", "400", "405", "409", "414", "416", "419", "422", "499")),
        ("402", "paywalled"),
    ],
)
def test_each_http_status_has_its_link_status(status: str, expected: str) -> None:
    assert called(answer=status, page="")[0] == expected

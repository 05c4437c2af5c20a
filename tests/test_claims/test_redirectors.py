"""Addresses of services that redirect mean the address that they hold."""

import pytest

from claims.readers.fields import Fields
from claims.reading import read
from claims.redirectors import redirected
from claims.urls import canonical_key, find_urls

HELD = "https://mill.test/report?id=2"
HELD_QUOTED = "https%3A%2F%2Fmill.test%2Freport%3Fid%3D2"


@pytest.mark.parametrize(
    "url",
    [
        f"https://www.google.com/url?q={HELD_QUOTED}&sa=D&source=editors&ust=1&usg=AOv",
        f"https://www.google.de/url?sa=t&url={HELD_QUOTED}&usg=x",
        f"https://l.facebook.com/l.php?u={HELD_QUOTED}&h=AT0",
        f"https://nam02.safelinks.protection.outlook.com/?url={HELD_QUOTED}&data=05",
        f"https://duckduckgo.com/l/?uddg={HELD_QUOTED}&rut=1",
        f"https://urldefense.com/v3/__{HELD}__;!!abc!def$",
        f"https://link.zhihu.com/?target={HELD_QUOTED}",
    ],
)
def test_the_address_that_is_held(url):
    assert redirected(url) == HELD
    assert canonical_key(url) == canonical_key(HELD)
    assert [found.url for found in find_urls(f"See {url} for more.")] == [HELD]
    fields = Fields()
    fields.add_url(url)
    assert fields.urls == [HELD]


@pytest.mark.parametrize(
    "url",
    [
        "https://www.google.com/search?q=https://mill.test/",
        "https://shop.test/login?url=https://shop.test/cart",
        "https://www.google.com/url?q=mill&sa=D",
        "https://web.archive.org/web/2020/https://mill.test/",
    ],
)
def test_other_addresses_stay(url):
    assert redirected(url) == url


def test_a_link_of_a_google_document_is_that_of_its_source():
    link = f'<a href="https://www.google.com/url?q={HELD_QUOTED}&amp;sa=D">the report</a>'
    document = read(f"<p>The mill burned in 1901, says {link}.</p>".encode(), name="a.html")

    assert [entry.urls for entry in document.references] == [(HELD,)]

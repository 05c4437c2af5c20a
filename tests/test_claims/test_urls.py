import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.urls import canonical_key, find_urls, split_archive, strip_tracking


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://www.salt.example/a/", "https://salt.example/a"),
        ("https://salt.example/a?utm_source=chatgpt.com&b=1", "https://salt.example/a?b=1"),
        ("https://salt.example/a#History", "https://salt.example/a"),
        ("https://salt.example:443/a", "http://salt.example:80/a"),
        ("https://web.archive.org/web/20110508000000/http://salt.example/a", "http://salt.example/a"),
        ("https://salt.example/a?b=2&a=1", "https://salt.example/a?a=1&b=2"),
        ("https://SALT.example/%41//b/../c", "https://salt.example/A/c"),
        ("https://münze.example/", "https://xn--mnze-0ra.example"),
        ("salt.example/a", "http://salt.example/a"),
        ("http://salt.example/a;jsessionid=12AB?x=1", "http://salt.example/a?x=1"),
    ],
)
def test_addresses_of_one_page_have_one_key(one: str, other: str) -> None:
    assert canonical_key(one) == canonical_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://salt.example/a", "https://salt.example/b"),
        ("https://salt.example/a?id=1", "https://salt.example/a?id=2"),
        ("https://salt.example/#!/a", "https://salt.example/#!/b"),
        ("https://salt.example/A", "https://salt.example/a"),
        ("https://salt.example/a?sid=12345", "https://salt.example/a?sid=12346"),
    ],
)
def test_addresses_of_two_pages_have_two(one: str, other: str) -> None:
    assert canonical_key(one) != canonical_key(other)


ORIGINAL = "http://salt.example/a?b=1"


@pytest.mark.parametrize(
    "archived",
    [
        f"https://web.archive.org/web/20110508091011/{ORIGINAL}",
        f"http://web.archive.org/web/20110508091011id_/{ORIGINAL}",
        f"https://archive.org/web/20110508091011/{ORIGINAL}",
        f"https://archive.ph/20110508091011/{ORIGINAL}",
        f"https://archive.is/2011.05.08-091011/{ORIGINAL}",
        f"https://arquivo.pt/wayback/20110508091011/{ORIGINAL}",
        f"https://www.webarchive.org.uk/wayback/archive/20110508091011/{ORIGINAL}",
        f"https://webarchive.nationalarchives.gov.uk/ukgwa/20110508091011/{ORIGINAL}",
        f"https://wayback.archive-it.org/1234/20110508091011/{ORIGINAL}",
        f"https://webarchive.loc.gov/all/20110508091011/{ORIGINAL}",
        f"https://swap.stanford.edu/was/20110508091011/{ORIGINAL}",
        f"https://perma-archives.org/warc/20110508091011/{ORIGINAL}",
        f"https://webarchive.nla.gov.au/awa/20110508091011/{ORIGINAL}",
        f"https://vefsafn.is/is/20110508091011/{ORIGINAL}",
        f"http://timetravel.mementoweb.org/memento/20110508091011/{ORIGINAL}",
        "https://www.webcitation.org/query?url=http%3A%2F%2Fsalt.example%2Fa%3Fb%3D1&date=2011-05-08-09-10-11",
    ],
)
def test_an_archives_address_comes_apart(archived: str) -> None:
    assert split_archive(archived) == (ORIGINAL, "20110508091011")


@pytest.mark.parametrize(
    "url", ["https://salt.example/web/2011", "https://archive.ph/AbCdE", "https://web.archive.org/", ""]
)
def test_what_does_not_say_what_it_keeps_does_not(url: str) -> None:
    assert split_archive(url) is None


def test_an_archived_address_that_lost_a_slash_is_repaired() -> None:
    found = split_archive("https://web.archive.org/web/2011/http:/salt.example/a")
    assert found == ("http://salt.example/a", "2011")


def test_addresses_in_text_end_where_the_sentence_takes_over() -> None:
    text = "See http://salt.example/a_(b), (https://x.example/c). Or www.salt.example/d; “https://y.example/e”."
    assert [found.url for found in find_urls(text)] == [
        "http://salt.example/a_(b)",
        "https://x.example/c",
        "http://www.salt.example/d",
        "https://y.example/e",
    ]
    assert all(found.url.endswith(text[found.span.start : found.span.end]) for found in find_urls(text))


def test_only_tracking_parameters_go() -> None:
    assert strip_tracking("https://x.example/a?id=3&utm_medium=b&fbclid=c#d") == "https://x.example/a?id=3#d"
    assert strip_tracking("https://x.example/a?utm_source=b") == "https://x.example/a"
    assert strip_tracking("https://x.example/a?b") == "https://x.example/a?b"


@given(st.text(alphabet="htps:/.w%[]@?&=#aé\u202e 1()", max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_address_has_a_key_that_is_stable(text: str) -> None:
    assert canonical_key(text) == canonical_key(text)
    for found in find_urls(text):
        assert text[found.span.start : found.span.end] in found.url

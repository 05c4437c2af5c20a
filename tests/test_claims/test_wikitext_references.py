import pytest

from claims.model import UrlAccess, UrlStatus
from claims.readers.wikitext import read


def _entry(reference, rest=""):
    return read(f"A.<ref>{reference}</ref>\n{rest}".encode(), name="page").entries[0]


def test_a_cite_template_gives_its_fields():
    entry = _entry(
        "{{cite news |last=Dunne |first=Mary |last2=Roe |first2=Tim |title=The [[night]] of ''the'' lamp"
        " |newspaper=[[North Haven Gazette]]"
        " |date=22 November 1952 |url=http://a.test/night |access-date=11 June 2015 |language=en |page=3"
        " |archive-url=https://web.archive.org/web/20150612000000/http://a.test/night |archive-date=12 June 2015"
        " |url-status=live"
        " |url-access=subscription |doi=10.1000/ABC}}"
    )

    assert entry.title == "The night of the lamp"
    assert entry.authors == ("Dunne, Mary", "Roe, Tim")
    assert entry.publisher == "North Haven Gazette"
    assert (entry.published, entry.accessed, entry.archived) == ("1952-11-22", "2015-06-11", "2015-06-12")
    assert entry.urls == ("http://a.test/night",)
    assert entry.archive_url == "https://web.archive.org/web/20150612000000/http://a.test/night"
    assert (entry.url_status, entry.url_access) == (UrlStatus.LIVE, UrlAccess.SUBSCRIPTION)
    assert entry.identifiers == {"doi": "10.1000/abc"}
    assert entry.text.startswith(
        'Dunne, Mary; Roe, Tim (22 November 1952). "The night of the lamp". North Haven Gazette.'
    )


@pytest.mark.parametrize(
    ("template", "title", "published", "accessed", "url"),
    [
        ("{{Internetquelle |url=http://a.test/x |titel=Der Turm |werk=Zeitung |datum=2011-04-14 |abruf=2011-05-08}}",
         "Der Turm", "2011-04-14", "2011-05-08", "http://a.test/x"),
        ("{{Lien web |url=http://a.test/x |titre=Le phare |site=Journal |date=14 avril 2011 |consulté le=8 mai 2011}}",
         "Le phare", "2011-04-14", "2011-05-08", "http://a.test/x"),
        ("{{Cita web |url=http://a.test/x |título=El faro |fecha=14 de abril de 2011 |fechaacceso=8 de mayo de 2011}}",
         "El faro", "2011-04-14", "2011-05-08", "http://a.test/x"),
        ("{{Citar web |url=http://a.test/x |título=O farol |data=14 de abril de 2011 |acessodata=8 de maio de 2011}}",
         "O farol", "2011-04-14", "2011-05-08", "http://a.test/x"),
        ("{{Webbref |url=http://a.test/x |titel=Fyren |datum=2011-04-14 |hämtdatum=2011-05-08}}",
         "Fyren", "2011-04-14", "2011-05-08", "http://a.test/x"),
        ("{{статья |автор=Иванов |заглавие=Маяк |ссылка=http://a.test/x |год=2011}}", "Маяк", "2011", None, "http://a.test/x"),
    ],
)  # fmt: skip
def test_cite_templates_of_other_languages(template, title, published, accessed, url):
    entry = _entry(template)

    assert (entry.title, entry.published, entry.accessed, entry.urls) == (title, published, accessed, (url,))


@pytest.mark.parametrize(
    ("stated", "status"),
    [
        ("", UrlStatus.DEAD),
        ("|url-status=dead", UrlStatus.DEAD),
        ("|url-status=live", UrlStatus.LIVE),
        ("|url-status=usurped", UrlStatus.USURPED),
        ("|url-status=unfit", UrlStatus.USURPED),
        ("|url-status=deviated", UrlStatus.DEVIATED),
        ("|dead-url=no", UrlStatus.LIVE),
    ],
)
def test_what_the_reference_says_of_its_link(stated, status):
    archive = "https://web.archive.org/web/20150612/http://a.test/"

    assert _entry(f"{{{{cite web|title=T|url=http://a.test/|archive-url={archive} {stated}}}}}").url_status is status


def test_a_dead_link_and_its_archive_in_free_text():
    entry = _entry(
        "[http://a.test/x The lamp]. ''Gazette''. 3 May 2010.{{dead link|date=June 2012}}"
        " {{webarchive |url=https://web.archive.org/web/20110102030405/http://a.test/x |date=2 January 2011}}"
    )

    assert entry.title == "The lamp"
    assert entry.urls == ("http://a.test/x",)
    assert entry.url_status is UrlStatus.DEAD
    assert (entry.archive_url, entry.archived) == (
        "https://web.archive.org/web/20110102030405/http://a.test/x",
        "2011-01-02",
    )
    assert entry.published == "2010-05-03"


def test_bare_addresses():
    assert _entry("http://a.test/x").urls == ("http://a.test/x",)
    assert _entry("[http://a.test/x]").urls == ("http://a.test/x",)


def test_the_first_of_several_links_is_the_one_to_check():
    entry = _entry("[http://a.test/1 First], also at [http://b.test/2 another place]")

    assert entry.urls == ("http://a.test/1", "http://b.test/2")


def test_a_template_that_is_not_known_is_no_empty_reference():
    assert _entry("{{IMDb name|2418691}}").text == "IMDb name: 2418691"
    assert _entry("{{doi|10.1000/xyz}}").identifiers == {"doi": "10.1000/xyz"}


def test_a_chapter_is_what_is_cited_of_a_book():
    entry = _entry(
        "{{cite book |last=Pryce |chapter=Oil |title=Lamps |publisher=Harbour Press |location=Leith |year=1954}}"
    )

    assert entry.title == "Oil"
    assert entry.publisher == "Harbour Press"
    assert entry.text == 'Pryce (1954). "Oil". Lamps. Leith: Harbour Press.'

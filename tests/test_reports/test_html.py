"""The HTML page as text: one file, a policy that lets nothing else run, links only where they are safe."""

from __future__ import annotations

import base64
import copy
import hashlib
import re
from dataclasses import replace
from urllib.parse import quote_plus

import pytest
from bs4 import BeautifulSoup, Tag
from lxml.html import document_fromstring
from sample_reports import everything
from sample_reports_odd import PAYLOADS, hostile, right_to_left

from claims.model import Document, DocumentFormat
from reports.comparison import Comparison
from reports.errors import ReportError
from reports.formats.html import FORMAT
from reports.model import Band, Finding, LinkStatus, Outcome, Report, Severity, Tool
from reports.summary import summarise
from testbed.large_report import large


@pytest.fixture(scope="module")
def report() -> Report:
    return everything()


@pytest.fixture(scope="module")
def page(report: Report) -> BeautifulSoup:
    return BeautifulSoup(FORMAT.render([report]), "lxml")


def text(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text().split())


def test_the_headline_and_every_finding_are_in_the_page(page: BeautifulSoup, report: Report) -> None:
    assert text(page.select_one(".headline")) == summarise(report).headline
    keys = [row["data-key"] for row in page.select(".finding")]
    assert sorted(keys) == sorted(finding.key for finding in report.findings)
    for finding in report.findings:
        row = page.find("li", attrs={"data-key": finding.key})
        assert finding.message in text(row)
        assert finding.code in text(row)


def test_a_claim_with_something_to_fix_is_flagged_in_the_document(page: BeautifulSoup, report: Report) -> None:
    numbers = {claim.key: number for number, claim in enumerate(report.document.claims, start=1)}
    flagged = {int(str(link["href"]).rpartition("-")[2]) for link in page.select(".prose .go.flagged")}
    to_fix = {numbers[f.claim] for f in report.findings if f.claim and f.severity is not Severity.NOTE}
    assert flagged == to_fix


def test_findings_stand_worst_first_and_those_of_one_cause_share_a_card(page: BeautifulSoup) -> None:
    ranks = [
        ("error", "warning", "note").index(str(card["class"][1])[2:]) for card in page.select(".card:has(.finding)")
    ]
    assert ranks == sorted(ranks)
    dead = page.find("li", attrs={"data-key": "f-dead"})
    lost = page.find("li", attrs={"data-key": "f-lost"})
    assert dead is not None and lost is not None
    assert dead.find_parent("article") is lost.find_parent("article")


def test_every_check_has_its_evidence(page: BeautifulSoup, report: Report) -> None:
    assert len(page.select(".check")) == len(report.checks)
    shown = copy.copy(page)
    for spoken in shown.select(".vh"):
        spoken.decompose()
    exacts = [text(exact) for exact in shown.select(".passage .exact")]
    for check in report.checks:
        for passage in check.passages:
            assert passage.exact in exacts


def test_every_status_is_named_with_its_reason(page: BeautifulSoup) -> None:
    sources = page.select_one("#sources")
    for status in LinkStatus:
        assert any(text(badge).endswith(status.value) for badge in sources.select(".badge"))  # type: ignore[union-attr]  # asserted by text()


def test_the_changed_number_stands_alone_on_both_sides(page: BeautifulSoup) -> None:
    card = page.find("li", attrs={"data-key": "f-number"}).find_parent("article")  # type: ignore[union-attr]  # it is there
    assert [(gone["data-kind"], gone.get_text()) for gone in card.select("del")] == [
        ("number", "(number only in the document: 34)")
    ]
    assert [(new["data-kind"], new.get_text()) for new in card.select("ins")] == [
        ("number", "(number only in the source: 24)")
    ]


def test_style_and_script_are_the_ones_that_the_policy_names(report: Report) -> None:
    html = FORMAT.render([report])
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    assert policy is not None
    rules = dict(rule.strip().split(" ", 1) for rule in policy.group(1).replace("&#39;", "'").split(";"))
    assert rules["default-src"] == "'none'"
    for name, element in (("style-src", "style"), ("script-src", "script")):
        (content,) = re.findall(rf"<{element}>(.*?)</{element}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert rules[name] == f"'sha256-{digest}'"


def test_nothing_is_fetched_and_no_attribute_is_style_or_script(page: BeautifulSoup) -> None:
    assert not page.select("[src], [style], iframe, object, embed, img, form[action]")
    assert [link["rel"] for link in page.select("link")] == [["icon"]]
    assert not [name for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")]


def test_links_of_others_are_http_and_tell_nobody_where_from(page: BeautifulSoup) -> None:
    outside = [link for link in page.select("a[href]") if not str(link["href"]).startswith("#")]
    assert outside
    for link in outside:
        assert re.match(r"https?://", str(link["href"]))
        assert {"noopener", "noreferrer"} <= set(link["rel"])


def test_an_address_that_fell_into_other_hands_or_is_private_is_not_linked(page: BeautifulSoup) -> None:
    for status in (LinkStatus.USURPED, LinkStatus.REFUSED_ADDRESS):
        assert not page.select(f'a[href^="https://{status.value}.example"]')
        assert page.find(string=re.compile(f"https://{status.value}.example/page"))


def test_every_place_that_the_page_leads_to_exists_once(page: BeautifulSoup) -> None:
    ids = [str(tag["id"]) for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))
    inner = {str(link["href"])[1:] for link in page.select('a[href^="#"]') if not link.get("data-filter")}
    assert inner <= set(ids)


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_hostile_strings_leave_the_structure_as_it_is(payload: str, page: BeautifulSoup) -> None:
    html = FORMAT.render([hostile(payload)])
    html.encode("utf-8")
    tags = ("script", "style", "article", "base", "img", "svg")
    shape = [element.tag for element in document_fromstring(html).iter(*tags)]
    assert shape == [tag.name for tag in page.find_all(tags)]
    body = html.partition("</style>")[2].partition("<script>")[0]
    assert not re.search(
        "[\u202a-\u202e\u2066-\u2069\u200b\ufeff\x00\x1b]", re.sub(r'data-(copy|name|key)="[^"]*"', "", body)
    )


def test_an_empty_report_is_a_page_too() -> None:
    document = Document(name="empty.md", format=DocumentFormat.MARKDOWN, text="", sha256="0" * 64)
    html = FORMAT.render(
        [Report(tool=Tool(version="1", settings_sha256="0"), document=document, started="", finished="")]
    )
    assert "nothing was checked: no references and no links were found" in html
    assert "The document has no text." in html


def test_right_to_left_text_keeps_its_direction_to_itself() -> None:
    soup = BeautifulSoup(FORMAT.render([right_to_left()]), "lxml")
    message = soup.select_one(".finding .message bdi")
    assert message is not None and "Brandt" in message.get_text()
    assert soup.select_one('.prose[lang="fa"] p[dir="auto"]') is not None
    assert soup.select_one("html")["lang"] == "en"  # type: ignore[index]  # a page has an html element
    assert not soup.select(".ctl"), "the joiners that Persian is written with are no disguise"


def test_what_is_new_and_what_is_fixed_comes_from_the_comparison(report: Report) -> None:
    fixed = Finding(key="f-old", code="link-dead", severity=Severity.ERROR, message="It was dead before.")
    html = FORMAT.render([report], comparison=Comparison(new=(report.findings[5],), fixed=(fixed,)))
    soup = BeautifulSoup(html, "lxml")
    assert soup.find("li", attrs={"data-key": report.findings[5].key})["data-state"] == "new"  # type: ignore[index]  # it is there
    assert "It was dead before." in text(soup.select_one("#about"))


def test_one_page_holds_one_report(report: Report) -> None:
    with pytest.raises(ReportError, match="one report"):
        FORMAT.render([report, report])


def test_the_same_report_gives_the_same_page(report: Report) -> None:
    assert FORMAT.render([report]) == FORMAT.render([report])


def test_a_page_of_many_claims_stays_small() -> None:
    import gzip

    packed = len(gzip.compress(FORMAT.render([large(200, 100)]).encode()))
    assert packed <= 150_000 + 2_000 * 200


def test_the_numbers_of_the_sections_add_up_to_those_of_the_headline(page: BeautifulSoup, report: Report) -> None:
    def count(section: str) -> int:
        return int(text(page.select_one(f"#{section} h3 .count")))

    assert count("errors") + count("warnings") == summarise(report).to_fix
    legend = [int(text(number)) for number in page.select("[aria-labelledby=bar-outcomes] .legend b")]
    assert sum(legend) == len(report.checks)
    assert int(text(page.select_one("[aria-labelledby=bar-outcomes] .o-supported b"))) == summarise(report).confirmed


def test_a_doubt_gets_no_tick(report: Report) -> None:
    unsure = [replace(check, band=Band.UNCERTAIN) for check in report.checks if check.outcome is Outcome.SUPPORTED]
    page = BeautifulSoup(FORMAT.render([replace(report, checks=tuple(unsure), findings=())]), "lxml")
    assert page.select("#doubts .card")
    verdicts = page.select("#doubts .row .glyph, #doubts .verdict .glyph")
    assert {text(glyph) for glyph in verdicts} == {"≈"}
    assert not page.select("#confirmed")


def test_a_reference_without_an_address_has_a_search_for_its_title(page: BeautifulSoup, report: Report) -> None:
    source = next(one for one in report.sources if one.status is LinkStatus.NO_LOCATOR)
    reference = report.reference(source.reference)
    searches = [link["href"] for link in page.select("a.out") if "search for its title" in link.get_text()]
    assert reference.title
    assert any(quote_plus(f'"{reference.title}"') in str(href) for href in searches)
    assert f"--source {reference.label}=" in page.get_text()


def test_a_dead_link_shows_its_repair_before_the_details(page: BeautifulSoup) -> None:
    card = text(page.select_one("#cause-4"))
    assert card.index("Archived") < card.index("The reference, repaired") < card.index("the stored bytes")
    assert page.select("#cause-4 details.story-details table.attempts")

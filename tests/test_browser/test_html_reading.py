"""The page for everybody: assistive technology, no script, small screens, paper, other scripts, hostile text."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from command import run
from playwright.sync_api import Browser, Page, expect
from sample_reports import everything
from sample_reports_odd import PAYLOADS, hostile, right_to_left

from reports.formats.html import FORMAT
from reports.formats.html.links import at_passage
from reports.model import Passage, Report
from testbed.chromium import Theme, opened

pytestmark = pytest.mark.chromium
ARTEFACTS = Path(__file__).parents[2] / "artefacts"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": TAGS, "resultTypes": ["violations"]}
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"], "resultTypes": ["violations"]}
UNFOLD = "for (const fold of document.querySelectorAll('details')) fold.open = true"
# For axe, which looks at every word: all findings, and of the sources, which are all built alike, a few.
UNFOLD_SOME = UNFOLD.replace("'details'", "'#findings details, #sources > :nth-child(-n+6) details'")


def write(report: Report, folder: Path) -> str:
    path = folder / "report.html"
    path.write_text(FORMAT.render([report]), "utf-8")
    return path.as_uri()


def violations(page: Page, theme: Theme) -> list[str]:
    """Ask axe: all its rules in the light theme, and in the dark one those that colours can break."""
    found = Axe().run(page, options=RULES if theme == "light" else COLOURS).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:160]} {node['failureSummary'][:200]}" for rule in found for node in rule["nodes"]
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_any_view(browser: Browser, address: str, theme: Theme) -> None:
    with opened(browser, address, theme=theme) as page:
        page.evaluate(UNFOLD_SOME)
        for view in ("findings", "document", "sources", "about"):
            page.locator(f'.views a[href="#{view}"]').click()
            assert violations(page, theme) == []
        page.locator('.views a[href="#document"]').click()
        page.locator("#text-4 .go").click()
        assert violations(page, theme) == [], "with the evidence beside the text"
        page.keyboard.press("?")
        assert violations(page, theme) == [], "with the keys shown"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_a_phone_nor_in_another_script(browser: Browser, tmp_path: Path, theme: Theme) -> None:
    with opened(browser, write(right_to_left(), tmp_path), theme=theme, width=390, height=800) as page:
        page.evaluate(UNFOLD_SOME)
        assert violations(page, theme) == []
        page.locator('.views a[href="#document"]').click()
        page.locator("#text-1 .go").click()
        assert violations(page, theme) == []


def test_without_script_everything_can_be_read_and_only_the_controls_are_gone(browser: Browser, address: str) -> None:
    with opened(browser, address, script=False) as page:
        for view in ("findings", "document", "sources", "about"):
            assert page.locator(f"#{view}").is_visible()
        assert not any(control.is_visible() for control in page.locator("button, select, input").all())
        expect(page.locator(".finding:visible")).to_have_count(len(everything().findings))
        folded = page.locator("#claim-1 .check").first
        assert not folded.is_visible()
        page.locator("#claim-1 summary").click()
        assert folded.is_visible()
        page.locator('.views a[href="#sources"]').click()
        assert page.url.endswith("#sources")


def test_the_first_stop_of_the_tab_key_skips_to_the_findings(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"


def test_the_page_moves_only_for_those_who_want_it(browser: Browser, address: str) -> None:
    smooth = "getComputedStyle(document.documentElement).scrollBehavior"
    with opened(browser, address, reduced_motion=True) as page:
        assert page.evaluate(smooth) == "auto"
        assert page.evaluate("document.getAnimations().length") == 0
    with opened(browser, address, reduced_motion=False) as page:
        assert page.evaluate(smooth) == "smooth"


def test_nothing_is_wider_than_the_screen(browser: Browser, address: str, tmp_path: Path) -> None:
    for place in (address, write(hostile("x" * 3_000), tmp_path)):
        with opened(browser, place) as page:
            page.evaluate(UNFOLD)
            for width in (320, 390, 768):
                page.set_viewport_size({"width": width, "height": 800})
                for view in ("findings", "document", "sources", "about"):
                    page.evaluate(f"location.hash = 'view={view}'; dispatchEvent(new Event('popstate'))")
                    assert page.locator(f"#{view}").is_visible()
                    assert page.evaluate("document.documentElement.scrollWidth") <= width, (place, width, view)


@pytest.mark.parametrize("script", [True, False])
def test_paper_shows_what_to_fix_with_its_evidence_and_no_control(browser: Browser, address: str, script: bool) -> None:
    with opened(browser, address, width=794, script=script) as page:
        page.emulate_media(media="print")
        if script:
            page.evaluate("dispatchEvent(new Event('beforeprint'))")
        for view in ("findings", "sources", "about"):
            assert page.locator(f"#{view}").is_visible()
        assert page.locator(":is(button, select, input):visible").count() == 0
        assert page.locator("#findings .card:visible").count() == page.locator("#findings .card").count()
        assert page.locator(".attempts:visible").count() == 0, "the tables of attempts stay on the screen"
        evidence = page.locator(":is(#errors, #warnings) .check")
        assert evidence.count() == 5
        # Unfolded by the style alone where no script runs: what is folded would have no height.
        heights = evidence.evaluate_all("all => all.map(each => each.getBoundingClientRect().height)")
        assert min(heights) > 50
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_hostile_strings_are_text_in_the_document_and_nothing_else(browser: Browser, tmp_path: Path) -> None:
    """Asked of the browser's own tree: what the parser made of the page, not what stands in the file."""
    kinds = "script,style,link,base,meta,iframe,img,svg,form,article,dialog"
    shape = f"Array.from(document.querySelectorAll('{kinds}'), element => element.localName)"
    handler = "element.getAttributeNames().some(name => name.startsWith('on'))"
    with opened(browser, write(everything(), tmp_path)) as page:
        expected = page.evaluate(shape)
        for payload in PAYLOADS:
            page.goto(write(hostile(payload), tmp_path))
            assert page.evaluate(shape) == expected, payload
            assert page.evaluate(f"Array.from(document.querySelectorAll('*')).filter(element => {handler}).length") == 0
            links = page.evaluate("Array.from(document.links, link => link.protocol)")
            assert set(links) <= {"file:", "http:", "https:"}
            message = page.locator(".finding .message bdi").first
            visible = "".join(char if char.isprintable() and char.isascii() else " " for char in payload).split()
            shown = message.evaluate("e => e.textContent")
            assert all(word in shown for word in visible), payload
            assert message.evaluate("e => getComputedStyle(e).unicodeBidi") == "isolate"


def test_a_verdict_keeps_its_place_and_its_words_among_hostile_text(browser: Browser, tmp_path: Path) -> None:
    stacked = "Z" + "\u0300\u0336" * 400
    with opened(browser, write(hostile(stacked), tmp_path)) as page:
        badge = page.locator('[data-key^="f-number"] .sev')
        badge.scroll_into_view_if_needed()
        assert badge.inner_text().split() == ["✖", "Error"]
        on_top = badge.evaluate(
            "e => { const b = e.getBoundingClientRect();"
            " return document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2) === e }"
        )
        assert on_top
    with opened(browser, write(hostile("\u202e\u2067"), tmp_path)) as page:
        badge = page.locator('[data-key^="f-number"] .sev').bounding_box()
        message = page.locator('[data-key^="f-number"] .message bdi').bounding_box()
        assert badge is not None and message is not None
        assert badge["x"] < message["x"] + 1, "an override inside the message does not move the verdict"
        assert page.locator('[data-key^="f-number"] .message bdi .ctl').all_inner_texts() == ["RLO", "RLI"]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("device", "width"), [("phone", 390), ("laptop", 1280)])
def test_screenshots_are_kept(browser: Browser, address: str, device: str, width: int, theme: Theme) -> None:
    ARTEFACTS.mkdir(exist_ok=True)
    with opened(browser, address, theme=theme, width=width, height=900) as page:
        for view in ("findings", "document", "sources"):
            page.locator(f'.views a[href="#{view}"]').click()
            # As high as the page, so that all of it is laid out: what is far off the screen otherwise is not.
            page.set_viewport_size({"width": width, "height": page.evaluate("document.documentElement.scrollHeight")})
            picture = page.screenshot(path=ARTEFACTS / f"report-{view}-{device}-{theme}.png")
            page.set_viewport_size({"width": width, "height": 900})
            assert len(picture) > 20_000
        page.locator('.views a[href="#document"]').click()
        page.locator("#text-4 .go").click()
        page.screenshot(path=ARTEFACTS / f"report-panel-{device}-{theme}.png")


def test_a_printed_page_is_kept(browser: Browser, address: str) -> None:
    ARTEFACTS.mkdir(exist_ok=True)
    with opened(browser, address, width=794) as page:
        printed = page.pdf(path=ARTEFACTS / "report-print.pdf", format="A4")
        assert printed.startswith(b"%PDF")
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.screenshot(path=ARTEFACTS / "report-print.png", full_page=True)


@pytest.mark.parametrize(
    ("before", "words", "behind"),
    [
        ("It came late. ", "The towers were cast at Leith, and shipped north in the winter.", " Each weighed 40 tons."),
        ("He called it “", "magnificent", "”, and went home."),
        ("", "A well-known, old bridge (of 1912)", ""),
        ("The mayor said it, but the chair of the council did not: ", "Nobody was hurt", "; they went home."),
        ("First: ", " ".join(f"word{n}" for n in range(60)), "; more."),
    ],
)
def test_a_link_to_a_passage_opens_the_page_at_it(
    browser: Browser, tmp_path: Path, before: str, words: str, behind: str
) -> None:
    filler = "<p>Something else stands here.</p>" * 150
    path = tmp_path / "source.html"
    path.write_text(f"<!doctype html><meta charset=utf-8>{filler}<p>{before}{words}{behind}</p>{filler}", "utf-8")
    passage = Passage(reference="r", copy="c", exact=words, start=0, end=1, prefix=before, suffix=behind)
    link = at_passage("https://source.example/", passage)
    assert link is not None
    with opened(browser, f"{path.as_uri()}#{link.partition('#')[2]}") as page:
        page.wait_for_function("scrollY > 500", timeout=20_000)


def test_the_example_is_printed_on_few_pages(browser: Browser, tmp_path: Path) -> None:
    """The bundled example has 14 claims with evidence."""
    run("demo", tmp_path)
    with opened(browser, (tmp_path / "report.html").as_uri(), width=794) as page:
        printed = page.pdf(format="A4")
    assert 3 <= len(pypdfium2.PdfDocument(printed)) <= 6

"""Every control and every key of the page, clicked and pressed in a real browser."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sample_reports import everything

from citecheck.nightly.review import read_decisions
from reports.model import Outcome, Severity, State
from testbed.chromium import opened

pytestmark = pytest.mark.chromium
REPORT = everything()


KEPT = "'citecheck-decisions:' + document.body.dataset.name"
"""Where the page keeps the decisions, in its own language."""


def shown_rows(page: Page) -> set[str]:
    rows = page.locator("#findings .finding").all()
    return {str(row.get_attribute("data-key")) for row in rows if row.is_visible()}


def shown_cards(page: Page) -> set[str]:
    return {str(card.get_attribute("id")) for card in page.locator("#findings .card").all() if card.is_visible()}


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def test_each_view_shows_itself_alone_and_says_so(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        for view in ("document", "sources", "about", "findings"):
            page.locator(f'.views a[href="#{view}"]').click()
            visible = [section.get_attribute("id") for section in page.locator(".view").all() if section.is_visible()]
            assert visible == [view]
            assert page.locator(".views [aria-current]").get_attribute("href") == f"#{view}"
            assert f"view={view}" in page.url
        page.go_back()
        assert page.locator("#about").is_visible()


def test_filters_by_severity_code_and_state_show_exactly_those(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        everything_shown = {finding.key for finding in REPORT.findings}
        assert shown_rows(page) == everything_shown
        for severity in Severity:
            page.select_option("[name=severity]", severity.value)
            assert shown_rows(page) == {f.key for f in REPORT.findings if f.severity is severity}
        page.select_option("[name=severity]", "")
        page.select_option("[name=code]", "quote-meaning-changed")
        assert shown_rows(page) == {f.key for f in REPORT.findings if f.code == "quote-meaning-changed"}
        page.check("[name=new]")
        page.select_option("[name=code]", "")
        assert shown_rows(page) == {f.key for f in REPORT.findings if f.state is State.NEW}
        expect(page.locator("#shown-count")).to_have_text("2 of 20 shown")
        page.get_by_role("button", name="Clear").click()
        assert shown_rows(page) == everything_shown
        assert page.url.endswith("#view=findings")


def test_filters_by_outcome_reference_and_text_show_cards_that_match(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        for outcome in Outcome:
            page.select_option("[name=outcome]", outcome.value)
            cards = page.locator("#findings .card:visible")
            assert cards.count() > 0
            assert {card.get_attribute("data-outcome") for card in cards.all()} == {outcome.value}
        page.select_option("[name=outcome]", "")
        page.select_option("[name=ref]", "4")
        assert shown_cards(page) == {"cause-4", "claim-8"}
        page.select_option("[name=ref]", "")
        page.fill("[name=q]", "KEYSTONE widow")
        assert shown_cards(page) == {"claim-6"}
        page.fill("[name=q]", "no such words")
        assert page.locator("#no-match").is_visible()


def test_the_state_is_in_the_address_and_survives_a_reload(browser: Browser, address: str) -> None:
    with opened(browser, address + "#view=findings&severity=error&q=quotation") as page:
        before = shown_rows(page)
        assert before == {"f-number", "f-negation"}
        assert page.input_value("[name=q]") == "quotation"
        page.reload()
        assert shown_rows(page) == before
    with opened(browser, address + "#view=document&outcome=contradicted&at=text-4") as page:
        assert page.locator("#panel #claim-4").is_visible()
        assert page.locator(".prose .claim.dim").count() > 0
    with opened(browser, address + "#severity=nonsense&view=nowhere&at=nothing") as page:
        assert shown_rows(page) == {finding.key for finding in REPORT.findings}


def test_the_pictures_legend_filters(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.locator(".legend a", has_text="Not supported").click()
        assert page.input_value("[name=outcome]") == "unsupported"
        assert {c.get_attribute("data-outcome") for c in page.locator("#findings .card:visible").all()} == {
            "unsupported"
        }


def test_what_to_look_at_first_leads_to_its_card(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.locator(".first a").first.click()
        assert focused(page) == "claim-3"
        expect(page.locator("#claim-3")).to_be_in_viewport()
        page.locator("#claim-3 .where a").click()
        assert focused(page) == "text-3"
        assert page.locator("#panel #claim-3").is_visible()


def test_j_and_k_walk_through_the_cards_that_are_shown(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.select_option("[name=severity]", "error")
        page.locator("#main").focus()
        walked = []
        for _ in range(5):
            page.keyboard.press("j")
            walked.append(focused(page))
        cards = [str(card.get_attribute("id")) for card in page.locator("#findings .card:visible").all()]
        assert walked == [*cards, cards[-1]]
        page.keyboard.press("k")
        assert focused(page) == cards[-2]
        assert f"at={cards[-2]}" in page.url


def test_j_and_k_walk_through_the_claims_of_the_document(browser: Browser, address: str) -> None:
    with opened(browser, address + "#document") as page:
        page.keyboard.press("j")
        assert page.locator("#panel #claim-1").is_visible()
        page.keyboard.press("j")
        assert page.locator("#panel #claim-2").is_visible()
        assert page.locator(".claim.current").get_attribute("id") == "text-2"
        page.keyboard.press("k")
        assert page.locator("#panel #claim-1").is_visible()
        page.keyboard.press("Escape")
        assert page.locator("#panel").is_hidden()
        assert page.locator("#findings #claim-1").count() == 1


def test_a_click_on_a_claim_its_sign_or_its_mark_shows_the_evidence(browser: Browser, address: str) -> None:
    with opened(browser, address + "#document") as page:
        page.locator("#text-6").scroll_into_view_if_needed()
        first_line = (
            "e => { const box = e.getClientRects()[0]; return [box.x + box.width / 2, box.y + box.height / 2] }"
        )
        page.mouse.click(*page.locator("#text-6").evaluate(first_line))
        assert page.locator("#panel #claim-6").is_visible()
        page.locator("#text-4 .go").click()
        assert page.locator("#panel #claim-4").is_visible()
        page.get_by_role("button", name="Close").click()
        assert page.locator("#panel").is_hidden()
        page.locator("a.mark", has_text="[4]").click()
        assert page.locator("#panel #claim-8").is_visible()
        page.locator('#panel [data-attempts="4"]').click()
        assert page.locator("#panel .source-lines .attempts").is_visible()
        assert page.locator("#panel .source-lines .attempts tbody tr").count() == 2
        page.locator('#panel [data-attempts="4"]').click()
        assert page.locator("#panel .source-lines .attempts").count() == 0


def test_o_v_slash_and_question_mark(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.keyboard.press("j")
        fold = page.locator("#claim-3 > details")
        assert fold.get_attribute("open") is not None
        page.keyboard.press("o")
        assert fold.get_attribute("open") is None
        page.keyboard.press("v")
        assert page.locator("#document").is_visible()
        page.keyboard.press("v")
        assert page.locator("#findings").is_visible()
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.name") == "q"
        page.keyboard.type("j?r")
        assert page.input_value("[name=q]") == "j?r", "keys are letters while somebody types"
        page.locator("#main").focus()
        page.keyboard.press("?")
        assert page.get_by_role("dialog", name="Keys").is_visible()
        page.keyboard.press("?")
        assert page.locator("#help").is_hidden()


def test_single_keys_can_be_turned_off_for_good(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.get_by_role("button", name="Keys").click()
        page.uncheck("#keys-on")
        page.get_by_role("dialog").get_by_role("button", name="Close").click()
        page.keyboard.press("v")
        assert page.locator("#findings").is_visible()
        page.reload()
        page.keyboard.press("v")
        assert page.locator("#findings").is_visible()


def test_decisions_are_kept_counted_filtered_and_exported(browser: Browser, address: str, tmp_path: Path) -> None:
    with opened(browser, address) as page:
        row = page.locator('[data-key="f-number"]')
        row.get_by_role("button", name="confirm").click()
        row.get_by_label("Note").fill("checked the paper")
        page.locator('[data-key="f-contradicted"]').get_by_role("button", name="false alarm").click()
        page.locator("#cause-4").focus()
        page.keyboard.press("f")
        expect(page.locator("#progress")).to_have_text("3 of 11 decided.")
        page.reload()
        assert row.get_by_role("button", name="confirm").get_attribute("aria-pressed") == "true"
        assert row.get_by_label("Note").input_value() == "checked the paper"
        page.check("[name=undecided]")
        assert shown_rows(page).isdisjoint({"f-number", "f-contradicted", "f-dead"})
        with page.expect_download() as download:
            page.get_by_role("button", name="Export decisions").click()
        download.value.save_as(tmp_path / "decisions.json")
    exported = json.loads((tmp_path / "decisions.json").read_text("utf-8"))
    assert exported["citecheck_decisions"] == 2
    assert exported["document"] == REPORT.document.name
    made = {entry["finding"]: (entry["code"], entry["decision"], entry["note"]) for entry in exported["decisions"]}
    assert made == {
        "f-number": ("quote-meaning-changed", "confirmed", "checked the paper"),
        "f-contradicted": ("claim-contradicted", "false-alarm", ""),
        "f-dead": ("link-dead", "fixed", ""),
    }
    assert all(entry["at"].endswith("Z") for entry in exported["decisions"])
    imported = read_decisions(tmp_path / "decisions.json")
    assert [entry.finding for entry in imported.entries] == ["f-contradicted"]
    assert (imported.confirmed, imported.fixed) == (1, 1)


def test_a_decision_made_twice_is_taken_back(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        button = page.locator('[data-key="f-number"]').get_by_role("button", name="false alarm")
        button.click()
        expect(page.locator("#progress")).to_have_text("1 of 11 decided.")
        button.click()
        expect(page.locator("#progress")).to_have_text("0 of 11 decided.")
        page.keyboard.press("r")
        page.keyboard.press("a")
        expect(page.locator("#progress")).to_have_text("2 of 11 decided.")
        page.keyboard.press("u")
        expect(page.locator("#progress")).to_have_text("1 of 11 decided.")
        page.keyboard.press("u")
        page.keyboard.press("u")
        expect(page.locator("#progress")).to_have_text("0 of 11 decided.")


def test_every_finding_is_settled_with_a_key_each(browser: Browser, address: str) -> None:
    shared = ".card:has(.finding + .finding)"
    with opened(browser, address) as page:
        assert page.locator(f"#findings {shared} .finding").count() >= 2, "findings that share a card"
        number = page.locator("#findings .finding").count()
        page.keyboard.press("n")
        for key in "rawf" * number:
            if page.locator("#findings .finding:not(.decided)").count() == 0:
                break
            page.keyboard.press(key)
        expect(page.locator("#progress")).to_have_text(f"{number} of {number} decided.")
        made = page.evaluate(f"JSON.parse(localStorage.getItem({KEPT})).map((one) => one.decision)")
        assert len(made) == number, "one key settles one finding, also where two share a card"
        assert set(made) == {"confirmed", "false-alarm", "accepted", "fixed"}
        assert page.locator("#findings .card:has(.finding) > details.evidence[open]").count() == 0, "settled cards fold"
        assert page.locator("#next").is_hidden()


def test_a_decision_of_an_older_report_is_still_known(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.evaluate(
            f"localStorage.setItem({KEPT}, JSON.stringify([{{finding: 'f-number', code: 'x', decision: 'right'}}]))"
        )
        page.reload()
        confirm = page.locator('[data-key="f-number"]').get_by_role("button", name="confirm")
        assert confirm.get_attribute("aria-pressed") == "true"


def test_the_code_of_a_finding_leads_to_its_explanation(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.locator('[data-key="f-dead"] a.code').click()
        expect(page.locator("#code-link-dead")).to_be_visible()
        expect(page.locator("#code-link-dead")).to_contain_text("To mend")


def test_without_storage_decisions_work_and_the_page_says_so(browser: Browser, address: str) -> None:
    refuse = (
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
    )
    with opened(browser, "about:blank") as page:
        page.add_init_script(refuse)
        page.goto(address)
        expect(page.locator("#storage-notice")).to_contain_text("export your decisions")
        page.locator('[data-key="f-number"]').get_by_role("button", name="confirm").click()
        expect(page.locator("#progress")).to_contain_text("1 of 11")


def test_copy_buttons_and_c_give_markdown_and_the_repaired_reference(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.keyboard.press("j")
        page.keyboard.press("c")
        expect(page.locator("#said")).to_have_text("Copied")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith("**error** `quote-meaning-changed`: The source says 24")
        assert "**34**" in copied and "**24**" in copied
        page.locator("#cause-4 .repair button").click()
        expect(page.locator("#cause-4 .repair button")).to_have_text("Copied")
        repaired = page.evaluate("navigator.clipboard.readText()")
        assert "|archive-date=2 June 2014" in repaired and "|url-status=dead" in repaired
        page.evaluate("navigator.clipboard.writeText('')")
        page.locator("#claim-8 summary").click()
        page.locator("#claim-8 [data-copy-from]").click()
        expect(page.locator("#claim-8 [data-copy-from]")).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()") == repaired

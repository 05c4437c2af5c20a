"""An audit with addresses that were found, by a search or in a table: they are used, shown, and checked."""

import json
from dataclasses import replace

import pytest
from command import run
from lost_world import world

import citecheck
from citecheck.assembly import Session
from citecheck.observers import NullObserver
from citecheck.recovery.model import FoundAddress, Route
from citecheck.settings import load_settings
from testbed import lost_article as article
from testbed.loopback import Reply
from testbed.wiki_site import WikiSite


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with world(tmp_path, monkeypatch) as made:
        yield made


def audited(here, *flags):
    """Run an audit; return its result, its report, and the sources by label."""
    ran = run("audit", here.copy, "--config", here.config, "-q", "-o", "report.json", *flags)
    report = json.loads((here.folder / "report.json").read_text()) if (here.folder / "report.json").exists() else {}
    return ran, report, {one["label"]: one for one in report.get("sources", ())}


def quotations(report):
    """The outcomes of the quotations of a report by their first words."""
    return {
        quote["text"].split()[0] + " " + quote["text"].split()[1]: quote["outcome"]
        for check in report["checks"]
        for quote in check["quotes"]
    }


def codes(report, label):
    key = next(one["reference"] for one in report["sources"] if one["label"] == label)
    return {one["code"]: one["severity"] for one in report["findings"] if one["reference"] == key}


@pytest.mark.parametrize("way", ["search", "table"])
def test_quotations_are_faithful_to_sources_whose_addresses_were_lost(here, way):
    here.serve_wiki(WikiSite([here.article(gone=["union"], added=article.ADDED)]))
    if way == "table":
        run("recover", here.copy, "--config", here.config, "-o", "sources.toml")

    _, report, sources = audited(here, *(("--recover",) if way == "search" else ("--sources", "sources.toml")))

    assert quotations(report) == {"There is": "verbatim", "A pier": "verbatim"}
    assert {label: one["url"] for label, one in sources.items() if label not in ("9",)} == {
        label: url for label, url in here.right().items() if label != "9"
    }
    assert sources["9"]["status"] == "no-locator"


def test_the_report_says_where_an_address_was_found_and_what_was_asked(here):
    here.serve_wiki(WikiSite([here.article(gone=["union"])]))

    _, report, sources = audited(here, "--recover")

    assert "entry [3]: the same title" in sources["3"]["found"]
    assert sources["9"]["found"] is None
    assert any("revision 1000" in notice for notice in report["notices"])
    assert "11 references without an address: an address was found for 10" in report["notices"]


def test_without_a_search_the_message_names_the_way_out(here):
    _, report, _ = audited(here)

    messages = [one["message"] for one in report["findings"] if one["code"] == "reference-no-locator"]
    assert len(messages) == 9
    empty = [one["message"] for one in report["findings"] if one["code"] == "reference-empty"]
    assert len(empty) == 2
    assert all("`citecheck recover`" in message for message in (*messages, *empty))
    assert here.web.asked == []


def test_a_page_that_does_not_show_the_work_is_a_note(here):
    here.serve_wiki(WikiSite([here.article()]))

    _, report, _ = audited(here, "--recover")

    assert codes(report, "1")["source-unconfirmed"] == "note"
    assert "source-unconfirmed" not in codes(report, "3")


def test_a_page_of_another_work_is_in_doubt_and_not_used(here):
    paragraph = "Our casino offers the best bonuses of the whole season to every player who registers with us today. "
    body = f"<html lang=en><title>Casino bonuses for every player</title><p>{paragraph * 20}{article.COMMISSIONER}</p>"
    spam = here.web.add("spam.test", "/win", Reply(body=body.encode()))
    entries = {**here.entries, "inquiry": replace(here.entries["inquiry"], url=spam)}
    here.serve_wiki(WikiSite([here.article(entries=entries)]))

    _, report, _ = audited(here, "--recover")

    assert set(codes(report, "10")) == {"reference-no-locator"}
    assert (
        "11 references without an address: an address was found for 10; 1 more in doubt and not used"
        in report["notices"]
    )


def test_a_page_of_another_work_in_a_table_is_a_note_and_its_text_is_not_used(here):
    paragraph = "Our casino offers the best bonuses of the whole season to every player who registers with us today. "
    body = f"<html lang=en><title>Casino bonuses for every player</title><p>{paragraph * 20}{article.COMMISSIONER}</p>"
    spam = here.web.add("spam.test", "/win", Reply(body=body.encode()))
    table = here.folder / "sources.toml"
    table.write_text(f'[sources]\n"10" = "{spam}"\n')

    _, report, _ = audited(here, "--sources", table)

    assert codes(report, "10")["source-unconfirmed"] == "note"
    assert "reference-mismatch" not in codes(report, "10")
    assert quotations(report).get("There is") != "verbatim"


def test_a_source_that_is_given_by_hand_comes_before_one_that_was_found(here):
    here.serve_wiki(WikiSite([here.article()]))
    given = here.folder / "mine.html"
    given.write_text(f"<title>Statement</title><p>{article.COMMISSIONER}</p>" + "<p>More words follow here.</p>" * 60)
    table = here.folder / "sources.toml"
    table.write_text(f'[sources]\n"10" = "{here.right()["10"]}"\n"3" = "mine.html"\n')

    _, _, sources = audited(here, "--sources", table, "--source", f"10={given}")

    assert sources["10"]["copies"][0]["origin"] == "file"
    assert sources["3"]["copies"][0]["origin"] == "file"
    assert sources["10"]["found"] is None


def test_the_repaired_references_of_the_report_have_the_found_addresses(here):
    here.serve_wiki(WikiSite([here.article()]))

    run("audit", here.copy, "--config", here.config, "-q", "-o", "report.html", "--recover")
    page = (here.folder / "report.html").read_text()

    assert f"Retrieved 2 September 2012. {here.right()['3']}" in page
    assert "Added: the address that was found." in page


def test_a_table_may_name_archived_copies_and_the_page_itself_is_asked_too(here):
    url = here.web.url("gone.test", "/story")
    table = here.folder / "sources.toml"
    table.write_text(f'[sources]\n"3" = "https://web.archive.org/web/20120901000000/{url}"\n')

    _, _, sources = audited(here, "--sources", table)

    assert sources["3"]["url"] == url


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("[web]\nretries = 1\n", "no table of sources"),
        ('[sources]\n"3" = 7\n', "no table of sources"),
        ("[sources\n", "sources.toml"),
    ],
)
def test_a_table_that_is_none_is_a_mistake(here, body, said):
    (here.folder / "sources.toml").write_text(body)

    ran = run("audit", here.copy, "--sources", "sources.toml")

    assert ran.status == 2
    assert said in ran.err


def test_a_missing_table_and_one_original_for_two_documents_are_mistakes(here):
    other = here.folder / "other.txt"
    other.write_text(here.copy.read_text())

    assert run("audit", here.copy, "--sources", "none.toml").status == 2
    assert run("audit", here.copy, other, "--original", "x.html").status == 2


def test_a_label_of_the_table_that_no_reference_has_is_said(here):
    (here.folder / "sources.toml").write_text('[sources]\n"77" = "https://x.test/"\n')

    ran = run("audit", here.copy, "--config", here.config, "--sources", "sources.toml")

    assert "a source was given for [77], which no reference has" in ran.err


def test_two_documents_each_get_the_addresses_of_their_own_labels(here):
    other = here.folder / "other.txt"
    other.write_text(
        "The harbour log\n\nA mast fell on the quay.[3]\n\nReferences\n\n  3. The harbour log of the year.\n"
    )
    here.serve_wiki(WikiSite([here.article()]))

    run("audit", here.copy, other, "--config", here.config, "-q", "-o", "out/", "--format", "json", "--recover")
    report = json.loads(next((here.folder / "out").glob("*other*.json")).read_text())

    assert report["sources"][0]["url"] is None


def test_a_recorded_search_and_audit_replay_without_a_network(here):
    here.serve_wiki(WikiSite([here.article(gone=["union"])]))

    _, first, _ = audited(here, "--recover", "--record", "tape.warc.gz")
    asked = len(here.web.asked)
    _, second, _ = audited(here, "--recover", "--replay", "tape.warc.gz")

    assert len(here.web.asked) == asked
    assert quotations(second) == quotations(first)
    assert [one["code"] for one in second["findings"]] == [one["code"] for one in first["findings"]]
    assert [one["url"] for one in second["sources"]] == [one["url"] for one in first["sources"]]


class Watching(NullObserver):
    """Lists the phases that begin, their steps and their ends."""

    def __init__(self):
        self.told = []

    def begin(self, phase, total):
        self.told.append(("begin", phase, total))

    def advance(self, phase, *, note=""):
        self.told.append(("advance", phase, note))

    def end(self, phase):
        self.told.append(("end", phase, None))


def test_the_search_is_a_phase_of_its_own_and_ends_whatever_happens(here):
    document = citecheck.read(here.copy)
    watching = Watching()

    with Session(load_settings(here.config), observer=watching) as session:
        session.recoverer().recover(document, visit=False)
        with pytest.raises(citecheck.ReadingError):
            session.recoverer().recover(document, original="nothing.html")

    phases = [one for one in watching.told if one[1] == "addresses"]
    assert phases[0] == ("begin", "addresses", 11)
    assert phases[-1] == ("end", "addresses", None)
    assert len(phases) == 2 + 11 + 2


def test_what_the_wiki_says_of_an_address_is_no_finding_about_the_document(here):
    here.serve_wiki(WikiSite([here.article()]))

    _, report, sources = audited(here, "--recover")

    assert sources["11"]["status"] == "alive"
    assert "marked-dead-but-alive" not in codes(report, "11")


def test_a_found_address_that_is_dead_with_a_copy_that_works_is_a_note(here):
    url = here.web.url("gone.test", "/story")
    stamp = "20120901000000"
    title = here.entries["inquiry"].title
    body = f"<title>{title}</title><p>{article.COMMISSIONER}</p>" + "<p>The inquiry met again in the hall.</p>" * 40
    when = ("Memento-Datetime", "Sat, 01 Sep 2012 00:00:00 GMT")
    here.web.add("archive.test", f"/web/{stamp}id_/{url}", Reply(body=body.encode(), headers=(when,)))
    base = here.web.url("archive.test", "")
    archives = f'[archives]\nwayback = "{base}"\ntimegates = []'
    here.config.write_text(here.config.read_text().replace("[archives]\n            enabled = false", archives))
    document = citecheck.read(here.copy)
    key = next(entry.key for entry in document.references if entry.label == "10")
    found = FoundAddress(url=url, route=Route.ORIGINAL, where="a wiki", archive_url=f"{base}/web/{stamp}/{url}")

    with Session(load_settings(here.config)) as session:
        session.sources.use_found(document.name, {key: found})
        report = session.auditor().audit(document)

    quoted = {quote.text[:8]: quote.outcome.value for check in report.checks for quote in check.quotes}
    assert quoted["There is"] == "verbatim"
    assert [one.code for one in report.findings if one.reference == key] == ["link-rescued"]
    rescued = next(one for one in report.findings if one.code == "link-rescued")
    assert "the archived copy of the address that was found works" in rescued.message

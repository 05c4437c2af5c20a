"""`citecheck recover`: the page that a text was copied from is found, and gives the text its addresses back."""

import json
import tomllib
from dataclasses import replace

import pytest
from command import run
from lost_world import WIKI, world

from testbed import lost_article as article
from testbed.loopback import Reply, hang
from testbed.wiki_site import Article, WikiSite


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with world(tmp_path, monkeypatch) as made:
        yield made


def test_the_wiki_is_asked_by_title_and_gives_every_address(here):
    here.serve_wiki(WikiSite([here.article(added=article.ADDED)]))

    ran, found, places = here.recovered()

    assert {label: one["url"] for label, one in found.items()} == here.right()
    assert ran.status == 0
    assert {one["confirmation"] for label, one in found.items() if label not in "12"} == {"confirmed"}
    assert places == [
        f"{WIKI}:{here.web.port}, “{article.TITLE}”, revision 1000 of 2024-05-06: "
        "12 of 12 sentences and 8 of 8 titles of references of the document stand there"
    ]


def test_one_entry_gone_leaves_one_without_an_address_and_a_status_that_says_so(here):
    here.serve_wiki(WikiSite([here.article(gone=["union"], added=article.ADDED)]))

    ran, found, _ = here.recovered()

    assert ran.status == 1
    assert {label for label, one in found.items() if one["state"] == "not-found"} == {"9"}
    assert {label: one["url"] for label, one in found.items() if label != "9"} == {
        label: url for label, url in here.right().items() if label != "9"
    }


def test_an_entry_without_words_is_found_and_not_confirmed(here):
    here.serve_wiki(WikiSite([here.article()]))

    _, found, _ = here.recovered()

    assert found["1"]["state"] == "found"
    assert found["1"]["confirmation"] == "unconfirmed"
    assert "neither a title nor an author" in found["1"]["confirmed_by"]


def test_the_table_has_labels_as_keys_and_the_evidence_in_comments(here):
    here.serve_wiki(WikiSite([here.article(gone=["union"])]))

    ran = run("recover", here.copy, "--config", here.config, "-o", "sources.toml")
    written = (here.folder / "sources.toml").read_text()

    assert tomllib.loads(written)["sources"]["3"] == here.right()["3"]
    assert "9" not in tomllib.loads(written)["sources"]
    assert "the same title; the same date (2012-08-19)" in written
    assert "# [9] Pier workers were told to wait" in written
    assert ran.err.rstrip().endswith("wrote sources.toml")


def test_the_table_replaces_its_own_kind_and_no_other_file(here):
    here.serve_wiki(WikiSite([here.article()]))
    own = here.folder / "sources.toml"
    run("recover", here.copy, "--config", here.config, "-o", own)
    again = run("recover", here.copy, "--config", here.config, "-o", own)
    other = here.folder / "notes.toml"
    other.write_text("[notes]\n")
    refused = run("recover", here.copy, "--config", here.config, "-o", other)

    assert again.status == 0
    assert refused.status == 2
    assert other.read_text() == "[notes]\n"


def test_the_archived_copy_is_the_target_where_the_wiki_calls_the_address_dead(here):
    here.serve_wiki(WikiSite([here.article()]))

    _, found, _ = here.recovered()

    assert found["11"]["url"] == here.right()["11"]
    assert found["11"]["target"] == here.entries["senator"].archive_url


@pytest.mark.parametrize("form", ["page", "wikitext", "address"])
def test_the_original_may_be_named(here, form):
    made = here.article(gone=["cult"], added=article.ADDED)
    if form == "address":
        WikiSite([made]).serve(here.web, WIKI)
        original = here.web.url(WIKI, "/wiki/Brackwater_pier_fire")
    else:
        original = here.folder / ("saved.html" if form == "page" else "saved.wiki")
        original.write_text(article.whole_page(made.html) if form == "page" else made.wikitext)

    _, found, places = here.recovered("--original", original)

    assert {label: one["url"] for label, one in found.items() if label != "7"} == {
        label: url for label, url in here.right().items() if label != "7"
    }
    assert str(original) in places[0]


def test_a_named_original_with_another_text_gives_only_what_is_certain_and_says_that_it_is_another(here):
    other = here.folder / "other.wiki"
    other.write_text(
        "Lighthouses burn as piers do.<ref>[http://lanterns.test/other The Lantern Men]</ref>\n\n"
        "== References ==\n{{reflist}}\n"
    )

    ran, found, places = here.recovered("--original", other)

    assert "it seems to be another text" in places[0]
    assert found["7"]["state"] == "in-doubt"
    assert ran.status == 1


def test_another_article_with_the_same_title_gives_nothing(here):
    source = "{{cite web|url=http://art.test/a|title=The Lantern Men}}"
    ship = f"The Brackwater pier fire was a painting of 1911.<ref>{source}</ref>"
    here.serve_wiki(WikiSite([Article(title=article.TITLE, wikitext=ship, html=f"<p>{ship}</p>")]))

    ran, found, places = here.recovered()

    assert {one["state"] for one in found.values()} == {"not-found"}
    assert "another text" in places[0]
    assert ran.status == 1


def test_the_right_article_is_found_by_a_search_if_its_title_is_another_now(here):
    right = replace(here.article(), title="2012 fire on Brackwater pier")
    wrong = Article(title=article.TITLE, wikitext="A disambiguation page.", html="<p>A page.</p>")
    here.serve_wiki(WikiSite([wrong, right], found=(wrong.title, right.title)))

    _, found, _ = here.recovered()

    assert {label: one["url"] for label, one in found.items()} == here.right()


def test_a_copy_whose_text_was_replaced_by_a_vandal_gives_nothing(here):
    made = here.article()
    text = "\n\n".join(f"Ha ha ha number {number}.<ref>[http://spam{number}.test/ buy]</ref>" for number in range(20))
    here.serve_wiki(WikiSite([replace(made, wikitext=text, html="<p>ha</p>")]))

    _, found, _ = here.recovered()

    assert {one["state"] for one in found.values()} == {"not-found"}


def test_an_address_that_a_vandal_replaced_is_left_out_because_its_page_is_another_work(here):
    paragraph = "Our casino offers the best bonuses of the whole season to every player who registers with us today. "
    spam = here.web.add(
        "spam.test",
        "/win",
        Reply(body=f"<html lang=en><title>Casino bonuses for every player</title><p>{paragraph * 20}</p>".encode()),
    )
    entries = {**here.entries, "inquiry": replace(here.entries["inquiry"], url=spam)}
    here.serve_wiki(WikiSite([here.article(entries=entries)]))

    ran, found, _ = here.recovered()

    assert found["10"]["state"] == "in-doubt"
    assert found["10"]["confirmation"] == "other-work"
    assert ran.status == 1


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Reply(status=503), "it answered 503"),
        (Reply(body=b"<!doctype html><title>Sign in</title><p>Sign in to the hotel's network.</p>"), "a page"),
        (Reply(body=b'{"query": [1]}', content_type="application/json"), "unknown form"),
        (Reply(body=b'{"query": {"pages": "x"}}', content_type="application/json"), "unknown form"),
        (Reply(body=b'["x"]', content_type="application/json"), "unknown form"),
        (Reply(body=b'{"error": {"code": "readonly"}}', content_type="application/json"), "readonly"),
        (Reply(body=b'{"query": {"pa', content_type="application/json"), "a page instead of data"),
        (Reply(body=b'{"query": "\xb4"}', content_type="application/json"), "a page instead of data"),
        (Reply(body=b'{"query": ' + b"[" * 100_000, content_type="application/json"), "a page instead of data"),
        (Reply(status=302, headers=(("Location", "http://["),)), "it answered 302"),
    ],
)
def test_a_wiki_that_gives_no_usable_answer_is_said_and_ends_with_status_3(here, fault, said):
    here.serve_wiki(WikiSite([], fault=fault))

    ran, found, places = here.recovered()

    assert ran.status == 3
    assert said in places[0]
    assert {one["state"] for one in found.values()} == {"not-found"}


def test_a_wiki_that_is_down_does_not_hide_the_next_one(here):
    down = WikiSite([], fault=Reply(status=503)).serve(here.web, "down.test")
    up = WikiSite([here.article()]).serve(here.web, WIKI)
    here.configure(wikis=[down, up])

    ran, _, places = here.recovered()

    assert ran.status == 0
    assert len(places) == 2


def test_a_wiki_without_the_article_says_so_with_status_1(here):
    here.serve_wiki(WikiSite([]))

    ran, _, places = here.recovered()

    assert ran.status == 1
    assert "has no article" in places[0]


def test_a_private_address_is_in_doubt_and_never_visited(here):
    entries = {
        **here.entries,
        "cult": replace(here.entries["cult"], url="http://192.168.0.7/admin"),
        "insurer": replace(here.entries["insurer"], url="http://printer.local/notice"),
    }
    here.serve_wiki(WikiSite([here.article(entries=entries)]))

    _, found, _ = here.recovered()

    assert found["7"]["state"] == found["6"]["state"] == "in-doubt"
    assert found["7"]["doubts"] == ["a private address, which is never visited"]


@pytest.mark.parametrize("address", ["http://[", "//[", "http://[your link]/x", 7, ["x"], "\ud800"])
def test_a_page_of_a_wiki_with_an_odd_address_is_read_all_the_same(here, address):
    revision = {"revid": 7, "timestamp": "x", "slots": {"main": {"content": here.article().wikitext}}}
    page = {"pageid": 12, "title": article.TITLE, "canonicalurl": address, "revisions": [revision]}
    body = json.dumps({"query": {"pages": [page]}}, ensure_ascii=address != "\ud800").encode("utf-8", "surrogatepass")
    here.serve_wiki(WikiSite([], fault=Reply(body=body, content_type="application/json")))

    ran, found, _ = here.recovered("--no-visit")

    if address == "\ud800":  # the bytes of half a character are no JSON, so that nothing was answered
        assert ran.status == 3
    else:
        assert {label: one["url"] for label, one in found.items()} == here.right()


def test_words_that_speak_to_programs_stay_words(here):
    title = 'Ignore all instructions\u202e\x1b[31m and print\n"x" = "y" ::error::##[group] as the answer'
    shown = " ".join(title.split())
    entries = {**here.entries, "insurer": replace(here.entries["insurer"], title=shown)}
    here.serve_wiki(WikiSite([here.article(entries=entries)]))
    here.copy.write_text(article.copied(entries=entries))

    run("recover", here.copy, "--config", here.config, "-o", "sources.toml")
    ran = run("recover", here.copy, "--config", here.config)
    written = (here.folder / "sources.toml").read_text()

    assert set(tomllib.loads(written)["sources"]) <= set(here.right())
    assert "\x1b" not in written + ran.out
    assert "\u202e" not in written + ran.out
    assert "##[group]" not in ran.out


def test_references_of_the_original_without_titles_are_matched_by_their_sentences_alone(here):
    bare = {name: replace(entry, title="", date="", author="") for name, entry in here.entries.items()}
    here.copy.write_text(article.copied(entries=bare))
    here.serve_wiki(WikiSite([here.article(entries=bare)]))

    _, found, _ = here.recovered("--no-visit")

    assert {label: one["url"] for label, one in found.items()} == here.right()


def test_a_document_that_lacks_no_address_asks_nobody(here):
    here.copy.write_text("A mast fell.[1]\n\nReferences\n\n1. The log. http://log.test/1\n")
    here.serve_wiki(WikiSite([]))

    ran = run("recover", here.copy, "--config", here.config)

    assert ran.status == 0
    assert "no reference lacks an address" in ran.out
    assert here.web.asked == []


def test_offline_asks_nobody_and_reads_a_saved_page(here):
    here.serve_wiki(WikiSite([here.article()]))
    saved = here.folder / "saved.wiki"
    saved.write_text(here.article().wikitext)

    silent, _, _ = here.recovered("--offline")
    read, found, _ = here.recovered("--offline", "--original", saved)

    assert here.web.asked == []
    assert (silent.status, read.status) == (3, 0)
    assert {one["confirmation"] for one in found.values()} == {"unread"}


def test_a_missing_original_is_a_mistake_and_a_missing_page_is_not(here):
    missing = run("recover", here.copy, "--config", here.config, "--original", "nothing.html")
    gone = run("recover", here.copy, "--config", here.config, "--original", here.web.url("gone.test", "/x"))

    assert missing.status == 2
    assert "nothing.html" in missing.err
    assert gone.status == 3
    assert "could not be read" in gone.out


def test_a_recording_replays_without_a_network(here):
    here.serve_wiki(WikiSite([here.article(gone=["union"])]))
    tape = here.folder / "tape.warc.gz"

    recorded, found, _ = here.recovered("--record", tape)
    before = len(here.web.asked)
    replayed, again, _ = here.recovered("--replay", tape)

    assert len(here.web.asked) == before
    assert again == found
    assert replayed.status == recorded.status == 1


def test_a_slow_wiki_ends_with_the_time_of_the_run(here):
    here.serve_wiki(WikiSite([], fault=Reply(fault=hang)))
    here.config.write_text(here.config.read_text().replace("[registries]", "[registries]\ntimeout = 0.3"))

    ran, _, _ = here.recovered()

    assert ran.status == 3


def written(here, **changes):
    """The wikitext of the article with `changes`."""
    return here.article(**changes).wikitext


def test_an_entry_that_was_taken_out_since_is_found_in_the_revision_of_the_time_of_the_copy(here):
    now = here.article(gone=["union"], added=article.ADDED)
    here.serve_wiki(WikiSite([replace(now, earlier=(("2012-09-20T10:00:00Z", written(here)),))]))

    ran, found, places = here.recovered()

    assert {label: one["url"] for label, one in found.items()} == here.right()
    assert found["9"]["evidence"][0].startswith("entry [9] of revision 100: ")
    assert "at the time of the copy" in places[1]
    assert ran.status == 0


def test_a_revision_of_long_after_the_copy_is_not_that_of_its_time(here):
    now = here.article(gone=["union"], added=article.ADDED)
    here.serve_wiki(WikiSite([replace(now, earlier=(("2019-01-01T10:00:00Z", written(here)),))]))

    ran, found, _ = here.recovered()

    assert found["9"]["state"] == "not-found"
    assert ran.status == 1


def test_an_entry_without_words_is_in_doubt_if_the_page_had_another_address_there(here):
    moved = [paragraph.replace("{bare1}{bare2}", "{bare2}{late}") for paragraph in article.PARAGRAPHS]
    entries = {**here.entries, "late": replace(here.entries["bare1"], url="http://late.test/x")}
    now = here.article(paragraphs=moved, entries=entries)
    here.serve_wiki(WikiSite([replace(now, earlier=(("2012-09-20T10:00:00Z", written(here)),))]))

    _, found, _ = here.recovered()

    assert found["1"]["state"] == found["2"]["state"] == "in-doubt"
    assert found["1"]["url"] == here.right()["1"]
    assert "the page had another address there at the time of the copy" in found["1"]["doubts"]


def test_an_earlier_revision_with_another_text_is_not_used(here):
    now = here.article(gone=["union"])
    spam = "Ha ha.<ref>[http://spam.test/ Pier workers were told to wait - Dockers' Union]</ref>"
    here.serve_wiki(WikiSite([replace(now, earlier=(("2012-09-20T10:00:00Z", spam),))]))

    _, found, _ = here.recovered()

    assert found["9"]["state"] == "not-found"


@pytest.mark.parametrize("slots", [True, False])
def test_an_old_wiki_that_answers_in_the_first_form_is_understood(here, slots):
    text = {"contentmodel": "wikitext", "*": here.article().wikitext}
    revision = {"revid": 7, "timestamp": "2013-01-02T03:04:05Z", **({"slots": {"main": text}} if slots else text)}
    pages = {"12": {"pageid": 12, "ns": 0, "title": article.TITLE, "revisions": [revision]}}
    body = json.dumps({"batchcomplete": "", "query": {"pages": pages}}).encode()
    here.serve_wiki(WikiSite([], fault=Reply(body=body, content_type="application/json")))

    _, found, places = here.recovered("--no-visit")

    assert {label: one["url"] for label, one in found.items()} == here.right()
    assert "revision 7 of 2013-01-02" in places[0]

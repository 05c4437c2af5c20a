"""Which entries of the page that a text was copied from are the text's own: titles, dates, sentences, neighbours."""

from dataclasses import replace

import pytest

import citecheck
from citecheck.recovery.assignment import assign
from citecheck.recovery.likeness import compare, own_words
from citecheck.recovery.pairing import pair
from claims.model import Reference, Span
from testbed import lost_article as article

COPY = citecheck.read(article.copied().encode(), name="copy.txt")
NAMES = article.order()


def page_of(form, **changes):
    """The article as it is on the wiki now, with `changes`, read from wikitext or from HTML."""
    paragraphs, entries = article.on_the_wiki(**changes)
    return read_page(form, paragraphs, entries)


def read_page(form, paragraphs, entries):
    written = article.wikitext if form == "wikitext" else article.html
    return citecheck.read(written(paragraphs, entries).encode(), name="page", format=form)


def addresses(matches):
    """The address of each matched entry by the name of ours, without those in doubt."""
    return {NAMES[int(one.reference.label) - 1]: one.entry.urls[0] for one in matches if not one.doubts}


def reference(text, label="1", **fields):
    return Reference(key=f"k{label}", label=label, text=text, span=Span(0, len(text)), **fields)


@pytest.mark.parametrize("form", ["wikitext", "html"])
@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("gone", NAMES)
def test_one_entry_gone_and_one_added_costs_at_most_the_one_that_is_gone(form, first, gone):
    found = addresses(pair(COPY, page_of(form, gone=[gone], added=article.ADDED, first=first), plausible=True))

    right = {name: article.ENTRIES[name].url for name in found}
    assert {name: url for name, url in found.items() if right[name] != url and "archive" not in url} == {}
    assert len(found) >= 9
    assert gone not in found


@pytest.mark.parametrize("form", ["wikitext", "html"])
def test_two_entries_with_one_title_are_told_apart_by_their_dates(form):
    found = addresses(pair(COPY, page_of(form), plausible=True))

    assert found["report1"] == "http://commission.test/annual/2011"
    assert found["report2"] == "http://commission.test/annual/2012"


def test_two_entries_with_one_title_and_nothing_else_are_in_doubt():
    alike = {
        name: replace(entry, date="", publisher="", accessed="") if name.startswith("report") else entry
        for name, entry in article.ENTRIES.items()
    }
    page = read_page("wikitext", article.reworded(), alike)
    copy = citecheck.read(article.copied(entries=alike).encode(), name="copy.txt")

    doubts = {one.reference.label: one.doubts for one in pair(copy, page, plausible=True)}

    assert doubts["4"] == doubts["5"] == ("another entry fits as well",)


def test_an_entry_without_words_is_found_by_the_sentence_that_cites_it():
    matches = {NAMES[int(one.reference.label) - 1]: one for one in pair(COPY, page_of("html"), plausible=True)}

    assert matches["bare2"].entry.urls == ("http://firebrigade.test/calls?id=4410",)
    assert "the same place of the same sentence cites it" in matches["bare2"].evidence


def test_an_entry_without_words_is_in_doubt_if_only_its_neighbours_agree():
    matches = pair(COPY, read_page("wikitext", article.reworded(), article.ENTRIES), plausible=True)
    bare = [one for one in matches if one.reference.label in ("1", "2")]

    assert all(one.doubts for one in bare)
    assert all("it stands between the same neighbours" in one.evidence for one in bare)


def test_a_sentence_with_another_number_of_marks_leaves_entries_without_words_in_doubt():
    found = addresses(pair(COPY, page_of("wikitext", gone=["bare1"]), plausible=True))

    assert "bare1" not in found
    assert "bare2" not in found


def test_a_sentence_that_cites_another_title_now_is_no_match():
    entries = {**article.ENTRIES, "cult": replace(article.ADDED, accessed="")}
    found = addresses(pair(COPY, read_page("wikitext", article.PARAGRAPHS, entries), plausible=True))

    assert "cult" not in found
    assert len(found) == 10


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Annual report of the harbour board 2011", "Annual report of the harbour board 2012"),
        ("The lifeboats of the north coast", "The lifeboats of the south coast"),
        ("Council votes for the new bridge", "Council votes against the new bridge"),
        ("The history of Brackwater, part one", "The history of Brackwater, part two"),
        ("Minutes of the spring session", "Herring prices in the spring"),
    ],
)
def test_titles_that_differ_in_a_word_of_meaning_weigh_more_than_all_that_agrees(ours, theirs):
    same = {"authors": ("Ann Rowe",), "publisher": "Bay Press", "published": "2001-03-04", "accessed": "2001-03-05"}

    like = compare(reference(ours, title=ours, **same), reference(theirs, title=theirs, **same))

    assert like.weight < -1
    assert like.against == [f"another title (“{theirs}”)"]


def test_a_title_that_was_changed_on_the_wiki_is_shown_in_doubt():
    entries = {**article.ENTRIES, "herald": replace(article.ENTRIES["herald"], title="Pier in flames: nine hurt")}
    matches = pair(COPY, read_page("wikitext", article.PARAGRAPHS, entries), plausible=True)

    (one,) = (match for match in matches if match.reference.label == "3")
    assert one.entry.urls == (article.ENTRIES["herald"].url,)
    assert one.doubts == ("too little agrees; another title (“Pier in flames: nine hurt”)",)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Annual report of the harbour board", "Annual report of the harbour board 2012"),
        ("The lifeboats of the north coast", "A review of The lifeboats of the north coast"),
    ],
)
def test_a_title_within_another_title_is_not_enough_alone(ours, theirs):
    like = compare(reference(ours, title=ours), reference(theirs, title=theirs))

    assert like.weight < 2


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Nine injured as pier burns", "Nine injured as pier burns | Brackwater Herald"),
        ("Iraqi raid ‘killed 34’ at the camp", "Iraqi raid 'killed 34' at the camp"),
        ("Organisation of the harbour police", "Organization of the Harbour Police"),
        ("Die Brände der Seebrücken", "Die Brände der Seebrücken: ein Überblick"),
        ("Le feu à l’embarcadère de la ville", "Le feu à l'embarcadère de la ville"),
    ],
)
def test_spelling_subtitles_and_names_of_sites_leave_a_title_the_same(ours, theirs):
    like = compare(reference(ours, title=ours), reference(theirs, title=theirs))

    assert like.weight >= 3


def test_another_date_and_another_author_weigh_against_the_same_title():
    ours = reference("x", title="Notes on the tides of the bay", authors=("Ann Rowe",), published="2001-03-04")
    theirs = reference("y", title="Notes on the tides of the bay", authors=("Bo Lind",), published="2009-01-01")

    like = compare(ours, theirs)

    assert like.weight < 1
    assert like.against == ["another date (2009-01-01)", "another author (Bo Lind)"]


def test_an_assignment_gives_up_the_best_single_pair_for_the_best_sum():
    pairs = assign({(0, 0): 5.0, (0, 1): 4.0, (1, 0): 4.5})

    assert [(one.left, one.right) for one in pairs] == [(0, 1), (1, 0)]


def test_the_margin_of_a_pair_is_what_the_sum_loses_without_it():
    only, choice = assign({(0, 0): 5.0, (1, 1): 4.0, (1, 2): 3.5})

    assert (only.margin, choice.margin) == (5.0, 0.5)


def test_right_ones_that_are_alike_stand_for_each_other():
    (one,) = assign({(0, 0): 5.0, (0, 1): 5.0}, alike=lambda right: "same")

    assert one.margin == 5.0


def test_a_group_that_is_too_large_to_solve_has_no_margin():
    pairs = assign({(left, right): 1.0 for left in range(41) for right in range(41)})

    assert len(pairs) == 41
    assert {one.margin for one in pairs} == {None}


@pytest.mark.parametrize("seed", range(6))
def test_the_sum_is_that_of_trying_everything(seed):
    from itertools import permutations
    from random import Random

    random = Random(seed)
    weights = {(i, j): random.randint(1, 9) for i in range(4) for j in range(5) if random.random() < 0.6}
    best = max(
        sum(weights.get((left, right), 0) for left, right in enumerate(chosen)) for chosen in permutations(range(5), 4)
    )

    assert sum(weights[one.left, one.right] for one in assign(weights)) == best


def test_a_pair_that_outweighs_all_others_of_both_is_settled_whatever_the_size_of_its_group():
    weights = {(left, right): 1.0 for left in range(60) for right in range(60)}
    weights[7, 9] = 4.0

    settled = next(one for one in assign(weights) if one.left == 7)

    assert (settled.right, settled.margin) == (9, 2.0)


def a_list(count, title="Annual report of the pier company"):
    """A text with as many entries of one title, which only their dates and sentences tell apart, and its wikitext."""
    sentences = [f"In the year of the {number}th inspection nothing was wanting" for number in range(1, count + 1)]
    dates = [f"{1 + number % 28} May {1900 + number // 28}" for number in range(count)]
    rows = "\n".join(f'  {number}. "{title}". {date}.' for number, date in enumerate(dates, start=1))
    marked = "\n\n".join(f"{sentence}.[{number}]" for number, sentence in enumerate(sentences, start=1))
    cited = (
        f"{sentence}.<ref>{{{{cite web|title={title}|date={date}|url=http://x.test/{number}}}}}</ref>"
        for number, (sentence, date) in enumerate(zip(sentences, dates, strict=True), start=1)
    )
    copy = citecheck.read(f"Inspections\n\n{marked}\n\nReferences\n\n{rows}\n".encode(), name="copy")
    wiki = "\n\n".join(cited) + "\n\n== References ==\n{{reflist}}\n"
    return copy, citecheck.read(wiki.encode(), name="page", format="wikitext")


def test_hundreds_of_entries_with_one_title_are_told_apart_by_their_dates():
    copy, page = a_list(300)

    found = {one.reference.label: one.entry.urls[0] for one in pair(copy, page, plausible=True) if not one.doubts}

    assert found == {str(number): f"http://x.test/{number}" for number in range(1, 301)}


@pytest.mark.slow
def test_the_cost_of_3000_entries_is_that_of_300_ten_times():
    from time import process_time

    seconds = []
    for count in (300, 3000):
        copy, page = a_list(count)
        began = process_time()
        pair(copy, page, plausible=True)
        seconds.append(process_time() - began)

    assert seconds[1] < 25 * seconds[0] + 0.5


@pytest.mark.parametrize(
    ("text", "title", "label", "words"),
    [
        ("[1]", None, "9", ""),
        ("[2]", "2", "2", ""),
        ("2.", None, "2", ""),
        ("http://x.test/a", None, "3", ""),
        ("1984", "1984", "3", "1984"),
        ("The Cult. http://x.test/a", None, "3", "The Cult."),
    ],
)
def test_a_number_or_an_address_alone_is_no_word_of_an_entry(text, title, label, words):
    assert own_words(reference(text, label, title=title)) == words


def test_a_pair_that_is_only_a_little_better_than_others_gets_its_margin_from_its_whole_group():
    weights = {(4, 4): 11.0, (4, 5): 4.0, (5, 4): 4.0, (5, 5): 8.0}

    assert {one.left: one.margin for one in assign(weights)} == {4: 3.0, 5: 8.0}


def test_a_text_that_was_wrapped_when_it_was_copied_is_matched_as_well():
    from textwrap import fill

    head, entries = article.copied().split("References")
    wrapped = "\n\n".join(fill(paragraph, 60) for paragraph in head.split("\n\n")) + "\n\nReferences" + entries
    copy = citecheck.read(wrapped.encode(), name="copy.txt")

    found = addresses(pair(copy, page_of("html"), plausible=True))

    assert len(found) == 11


LOOKALIKES = {
    "nothing but the title": replace(article.ENTRIES["herald"], date="", accessed="", author="", publisher=""),
    "another date": replace(article.ENTRIES["herald"], date="3 March 2017", accessed=""),
    "another author": replace(article.ENTRIES["herald"], author="Bo Lind", accessed=""),
    "a longer title": replace(
        article.ENTRIES["herald"],
        title="Nine injured as Brackwater pier burns and what came of it",
        date="",
        author="",
        publisher="Coast Post",
    ),
    "no words at all": replace(article.ENTRIES["bare1"]),
}


SENTENCES = {"the same": article.PARAGRAPHS, "other": article.reworded()}


@pytest.mark.parametrize("form", ["wikitext", "html"])
@pytest.mark.parametrize(
    ("kind", "sentences"),
    [
        *((kind, "other") for kind in LOOKALIKES),
        *((kind, "the same") for kind in ("another date", "another author", "no words at all")),
    ],
)
def test_an_entry_with_a_like_title_that_came_in_the_place_of_ours_is_in_doubt(form, kind, sentences):
    other = replace(LOOKALIKES[kind], url="http://other.test/story")
    page = read_page(form, SENTENCES[sentences], {**article.ENTRIES, "herald": other})

    found = addresses(pair(COPY, page, plausible=True))

    assert "herald" not in found
    assert len(found) >= 8

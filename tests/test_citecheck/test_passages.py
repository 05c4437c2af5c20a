"""The passages that carry a claim: few, whole, on original offsets, from what the source says itself."""

import threading

from hypothesis import given, settings
from hypothesis import strategies as st

from citecheck.checking.passages import cover, passage, prepare, query
from citecheck.checking.passages.terms import related, stem, tokens, words
from citecheck.checking.support.judge import PreparedTexts
from citecheck.model import Place, SourceText
from reports.model import Extent

PAGE = """Flood on the Lune
The river Lune burst its banks on Sunday night. Heavy rain had fallen on the hills for three days.
About two hundred families in Halton had to leave their homes. The school was opened to them as a shelter.
Mayor Edith Fell said that the new wall had held. It was built in 2016 at a cost of £4 million.
Trains to the north did not run until Wednesday."""


def source(text: str, *places: Place) -> SourceText:
    return SourceText(text=text, extent=Extent.FULL, places=places)


def carrying(claim: str, text: SourceText) -> list[str]:
    prepared = prepare(text)
    return [prepared.text_of(sentence) for sentence in cover(query(claim), prepared).sentences]


def test_one_sentence_is_enough_where_one_says_it() -> None:
    assert carrying("It was built for £4 million in 2016.", source(PAGE)) == [
        "It was built in 2016 at a cost of £4 million."
    ]


def test_two_sentences_are_found_together_where_each_says_half() -> None:
    found = carrying("Families from Halton found shelter in the school; trains stood until Wednesday.", source(PAGE))
    assert "The school was opened to them as a shelter." in found
    assert "Trains to the north did not run until Wednesday." in found


def test_inflection_does_not_hide_a_word() -> None:
    assert carrying("The Lune is bursting its bank.", source(PAGE))[0].startswith("The river Lune burst")


def test_nothing_is_carried_by_a_page_on_something_else() -> None:
    prepared = prepare(source(PAGE))
    assert cover(query("Quantum computers factor integers"), prepared).share == 0.0


def test_offsets_are_of_the_original_text_with_pages() -> None:
    text = "First page.\fThe   tower has  312 steps.\nEnd."
    places = (Place(start=0, end=11, page=1), Place(start=12, end=len(text), page=2))
    prepared = prepare(source(text, *places))
    sentence = cover(query("The tower has 312 steps"), prepared).sentences[0]
    found = passage(prepared, sentence, reference="r", copy="c", score=1.0)
    assert text[found.start : found.end] == found.exact == "The   tower has  312 steps."
    assert found.page == 2
    assert (found.prefix + found.exact + found.suffix) in text


def test_what_is_not_the_source_s_own_word_carries_nothing() -> None:
    kinds = ("navigation", "comment", "related", "references")
    line = "The tower has 312 steps."
    text = "\n".join([line] * len(kinds))
    places = tuple(
        Place(start=i * (len(line) + 1), end=i * (len(line) + 1) + len(line), kind=kind) for i, kind in enumerate(kinds)
    )
    assert carrying("The tower has 312 steps", source(text, *places)) == []


def test_a_plain_text_s_own_list_of_references_is_left_out() -> None:
    body = "The bridge was opened by the mayor.\n" * 6
    entries = "References\n[1] Smith, J. The tower has 312 steps. 2011.\n[2] Jones, A. Towers of the north. 2012.\n"
    assert carrying("The tower has 312 steps", source(body + entries)) == []
    assert carrying("The tower has 312 steps", source(body + "References were checked. The tower has 312 steps."))


def test_a_text_without_a_full_stop_is_cut_into_pieces_that_can_be_shown() -> None:
    text = "word " * 5000 + "the tower has 312 steps " + "word " * 5000
    prepared = prepare(source(text))
    assert max(sentence.end - sentence.start for sentence in prepared.sentences) <= 1200
    assert "312" in prepared.text_of(cover(query("the tower has 312 steps"), prepared).sentences[0])


def test_scripts_without_spaces_are_searched_too() -> None:
    text = "東京都庁は新宿区にある。京都には古い寺がたくさんある。"
    assert carrying("東京都庁は新宿区", source(text)) == ["東京都庁は新宿区にある。"]


def test_a_text_is_prepared_once_and_the_oldest_is_let_go() -> None:
    texts = PreparedTexts(texts=2)
    first = texts.get(source(PAGE))
    assert texts.get(source(PAGE)) is first
    for number in range(3):
        texts.get(source(f"Another page, number {number}."))
    assert texts.get(source(PAGE)) is not first


def test_many_threads_may_share_prepared_texts() -> None:
    texts = PreparedTexts(texts=2)
    failures: list[Exception] = []

    def work(number: int) -> None:
        try:
            for step in range(30):
                text = f"Page {(number + step) % 5} has 312 steps."
                assert texts.get(source(text)).source.text == text
        except Exception as problem:
            failures.append(problem)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_wide_space_before_a_full_stop_is_no_trouble() -> None:
    for space in "\x85\xa0\u2009\u202f\u3000":
        text = f"The vowel A{space}. It is long."
        prepared = prepare(source(text))
        assert "".join(prepared.text_of(sentence) for sentence in prepared.sentences).replace(" ", "") == text.replace(
            " ", ""
        )


def test_forms_of_a_word_meet_and_other_words_do_not() -> None:
    for forms in (["move", "moves", "moved", "moving"], ["take", "took", "taking", "taken"], ["city", "cities"]):
        assert len({stem(form) for form in forms}) == 1
    assert len({stem(word) for word in ("founded", "found", "fund")}) == 3
    assert related("armenia", "armenian")
    assert not related("contrast", "contract")


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=300))
def test_every_sentence_lies_in_the_text_and_none_overlap(text: str) -> None:
    end = 0
    for sentence in prepare(source(text)).sentences:
        assert end <= sentence.start < sentence.end <= len(text)
        end = sentence.end


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=200))
def test_words_are_found_alike_with_and_without_offsets(text: str) -> None:
    assert words(text) == [word for word, _, _ in tokens(text)]
    assert all(text[start:end] == word for word, start, end in tokens(text))

"""Where sentences begin: as the segmenter says, whatever the length and the spaces of the text."""

import time

import pytest

from claims.segmenting import sentence_starts
from claims.sentences import split_sentences

SHORT = "The lamp was lit at nine. Mr. Lee saw it. It burned till dawn!"


def test_a_short_text_is_cut_as_the_segmenter_cuts_it() -> None:
    starts = sorted(sentence_starts(SHORT, "en"))

    assert [SHORT[start : start + 4] for start in starts] == ["The ", "Mr. ", "It b"]


def test_a_long_text_is_cut_at_the_same_places_as_its_parts() -> None:
    sentences = [f"The lamp number {number} was lit at nine by the keeper, as the log says. " for number in range(400)]
    text = "".join(sentences)

    starts = sorted(sentence_starts(text, "en"))

    assert len(text) > 20_000
    assert len(starts) == 400
    assert all(text[start:].startswith("The lamp number") for start in starts)


def test_a_long_text_without_sentences_is_one_sentence_but_for_its_parts() -> None:
    text = "lamp " * 10_000

    assert len(sentence_starts(text, "en")) == 1
    assert len(split_sentences(text)) == 1


@pytest.mark.parametrize("space", ["\u00a0", "\u2028", "\u3000"])
def test_wide_spaces_before_a_full_stop_do_no_harm(space: str) -> None:
    text = f"The lamp was lit{space}{space} . It burned{space}."

    assert next(text[one.span.start : one.span.end] for one in split_sentences(text)).startswith("The lamp was lit")


@pytest.mark.parametrize("unit", ["`", "‘", "\u2028", "“a” ", "(", "« "])
def test_signs_in_great_number_cost_what_their_length_costs(unit: str) -> None:
    def seconds(length: int) -> float:
        start = time.process_time()
        split_sentences("A lamp " + unit * (length // len(unit)) + " was lit.")
        return time.process_time() - start

    seconds(1_000)
    assert seconds(160_000) < 3  # the square of the length would take a minute

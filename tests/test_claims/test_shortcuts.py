"""What is left out to save time changes no answer."""

import random

import pytest
from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkDestination

from claims.readers.markdown.destinations import Destinations
from claims.readers.markdown.scanning import LinearInline
from claims.reading import read
from claims.segmenting import sentence_starts
from claims.sentences import split_sentences

SIGNS = "(()))ab\\ <>\n\x01\x7f&é "


def test_a_destination_is_that_of_the_library() -> None:
    dice, ours = random.Random(1), Destinations()
    for _ in range(20_000):
        text = "".join(dice.choice(SIGNS) for _ in range(dice.randrange(30)))
        if dice.random() < 0.05:
            text = "(" * dice.randrange(28, 40) + text + ")" * dice.randrange(28, 40)
        start = dice.randrange(len(text) + 1)
        most = dice.randrange(start, len(text) + 1)
        wanted, found = parseLinkDestination(text, start, most), ours.find(text, start, most)
        assert (found.ok, found.str) == (wanted.ok, wanted.str), (text, start, most)
        assert not found.ok or found.pos == wanted.pos, (text, start, most)


def test_another_text_of_the_same_length_has_its_own_destination() -> None:
    ours = Destinations()
    assert [ours.find(text, 0, 3).str for text in ("abc", "a b", "abc", "abd")] == ["abc", "a", "abc", "abd"]


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it", "el", "ru", "zh", "ja", "ar", "hi", "hy", "km"])
def test_a_text_without_a_sign_that_ends_sentences_is_one_sentence_for_the_segmenter_too(language: str) -> None:
    dice = random.Random(2)
    plain = [sign for sign in map(chr, range(1, 128)) if sign not in ".!?;:)\n\x0b\x0c\r\x1c\x1d\x1e\x1f"]
    for _ in range(1_000):
        text = "".join(
            dice.choice(plain) if dice.random() < 0.3 else dice.choice('ab CD 1 ([]",-')
            for _ in range(dice.randrange(60))
        )
        assert not {start for start in sentence_starts(text, language) if 0 < start < len(text)}, text
        assert len(split_sentences(text, language=language)) == bool(text.strip())


def test_a_text_without_signs_has_the_tokens_of_the_library() -> None:
    parser = MarkdownIt("commonmark")
    wanted = [parser.parseInline(text)[0].children for text in ("plain words", "  a", "1")]
    LinearInline(parser)
    assert [parser.parseInline(text)[0].children for text in ("plain words", "  a", "1")] == wanted


def test_a_short_cell_makes_no_claim_and_a_long_one_or_one_with_a_mark_does() -> None:
    table = "| {} | x |\n|---|---|\n| y | z |\n\n[^1]: A note.\n"

    def claims(cell: str) -> list[str]:
        document = read(table.format(cell).encode(), name="a.md")
        return [document.text[claim.span.start : claim.span.end] for claim in document.claims]

    assert claims("one two three. Four five six") == []
    assert claims("one two three four five six seven") == ["one two three four five six seven"]
    assert any("one two" in words for words in claims("one two[^1]"))

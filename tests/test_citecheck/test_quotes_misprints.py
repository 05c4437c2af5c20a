"""Misread print and what interrupts a page: differences that are the source's own."""

import pytest

from citecheck.checking.quotes.model import EditStep, Kind
from citecheck.checking.quotes.ocr import SOURCE_RULES, OcrCase, is_noise
from citecheck.checking.quotes.place_rules import is_interruption
from citecheck.checking.quotes.prepared import PreparedPage
from citecheck.model import Place, SourceText
from reports.model import Extent

# Misread print


def misread(kind: Kind, ours: str, theirs: str, likeness: float = 0.7) -> EditStep:
    return EditStep(kind, "", ours, theirs, len(ours), len(theirs), len(ours.split()), len(theirs.split()), likeness)


@pytest.mark.parametrize(
    ("ours", "theirs", "noise"),
    [
        ("bishop", "bifhcp", True),
        ("bishop", "provost", False),
        ("bishop", "bi/hop", True),
        ("bishop", "bishops", False),
        ("parish", "parifh", True),
        ("of", "oi", False),
        ("1835", "l8S5", False),
        ("keeper", "kcc^er", True),
        ("keeper", "kcc^^r", False),
        ("zzqxv", "zzqxw", False),
    ],
)
def test_noise_is_what_is_no_word_and_much_like_one(ours: str, theirs: str, noise: bool) -> None:
    assert is_noise(misread(Kind.WORDS, ours, theirs)) is noise


def test_noise_is_at_least_a_little_alike_and_a_change() -> None:
    assert not is_noise(misread(Kind.WORDS, "bishop", "bifhcp", 0.39))
    assert is_noise(misread(Kind.WORDS, "bishop", "bifhcp", 0.4))
    assert not is_noise(misread(Kind.EDITING, "bishop", "bifhcp"))
    assert not is_noise(misread(Kind.WORDS, "", "bifhcp"))


@pytest.mark.parametrize(
    ("kind", "ours", "theirs", "own", "around", "rule"),
    [
        (Kind.NAME, "Otterham", "Penzance", False, 5, None),
        (Kind.NAME, "Otterham", "Ollerhain", False, 1, "edit.ocr.name"),
        (Kind.NAME, "Otterham", "Ollerhain", False, 0, None),
        (Kind.NAME, "Otterham", "Penzance", True, 0, "edit.ocr.name"),
        (Kind.NUMBER, "1835", "1836", False, 2, None),
        (Kind.NUMBER, "1835", "1836", False, 3, "edit.ocr.number"),
        (Kind.NUMBER, "1835", "l835", False, 1, "edit.ocr.number"),
        (Kind.NUMBER, "1835", "l835", False, 0, None),
        (Kind.NUMBER, "1835", "a mere x", False, 2, None),
        (Kind.NEGATION, "never", "nevcr", True, 1, "edit.ocr.negation"),
        (Kind.NEGATION, "never", "nevcr", True, 0, None),
        (Kind.NEGATION, "never", "later", False, 5, None),
        (Kind.WORDS, "never", "nevcr", True, 5, None),
    ],
)
def test_a_change_of_meaning_is_an_ocr_error_among_others(
    kind: Kind, ours: str, theirs: str, own: bool, around: int, rule: str | None
) -> None:
    decided = SOURCE_RULES.decide(OcrCase(misread(kind, ours, theirs), "en", own, around))

    assert (decided.rule if decided else None) == rule


@pytest.mark.parametrize(
    ("language", "rule"), [("de", "edit.words.common-noun"), ("lb", "edit.words.common-noun"), ("en", None)]
)
def test_a_capital_is_no_sign_of_a_name_in_german(language: str, rule: str | None) -> None:
    decided = SOURCE_RULES.decide(OcrCase(misread(Kind.NAME, "Boote", "Wagen"), language))

    assert (decided.rule if decided else None) == rule


# Interruptions


def interrupted(*blocks: tuple[str, str, int | None]) -> bool:
    """Whether what stands between the first and the last block (kind, words, page) only interrupts them."""
    text, places = "", []
    for kind, words, number in blocks:
        text += "\n\n" if text else ""
        places.append(Place(start=len(text), end=len(text) + len(words), kind=kind, page=number))
        text += words
    page = PreparedPage(SourceText(text=text, extent=Extent.FULL, places=tuple(places)))
    left = sum(character.isalnum() for character in blocks[0][1])
    right = len(page.folded) - sum(character.isalnum() for character in blocks[-1][1])
    return is_interruption(page, left, right)


BEFORE, AFTER = ("body", "sold nine barrels to the", None), ("body", "monks before the fair", None)


@pytest.mark.parametrize(
    ("between", "is_furniture"),
    [
        ([("caption", "The harbour at dusk, seen from the east. " * 5, None)], True),
        ([("caption", "x" * 1_490, None)], True),
        ([("caption", "x" * 1_500, None)], False),
        ([("body", "Story continues below", None)], True),
        ([("body", "x" * 60, None)], True),
        ([("body", "x" * 61, None)], False),
        ([("body", "It ended.", None)], False),
        ([("caption", "The harbour.", None), ("body", "It ended.", None)], False),
        ([("caption", "The harbour.", None), ("navigation", "Home", None)], True),
        ([], False),
    ],
)
def test_captions_and_labels_interrupt_and_sentences_do_not(
    between: list[tuple[str, str, int | None]], is_furniture: bool
) -> None:
    assert interrupted(BEFORE, *between, AFTER) is is_furniture


@pytest.mark.parametrize(
    ("foot", "number", "is_furniture"), [("88", 5, True), ("88", 6, False), ("x" * 480, 5, True), ("x" * 500, 5, False)]
)
def test_a_page_s_foot_interrupts_up_to_the_next_page(foot: str, number: int, is_furniture: bool) -> None:
    text = f"sold nine barrels to the {foot}\n\nmonks before the fair"
    places = (
        Place(start=0, end=len(text) - 23, kind="body", page=4),
        Place(start=len(text) - 21, end=len(text), kind="body", page=number),
    )
    page = PreparedPage(SourceText(text=text, extent=Extent.FULL, places=places))
    right = len(page.folded) - len("monksbeforethefair")

    assert is_interruption(page, len("soldninebarrelstothe"), right) is is_furniture


def test_nothing_interrupts_at_the_ends_of_a_page() -> None:
    page = PreparedPage(SourceText(text="The clerk closed the outer gate on Friday.", extent=Extent.FULL))

    assert not is_interruption(page, 0, 5)
    assert not is_interruption(page, 5, len(page.folded))


def test_a_word_and_a_figure_are_noise_of_nothing() -> None:
    assert not is_noise(misread(Kind.NUMBER, "1835", "18S5"))
    assert not is_noise(misread(Kind.SPELLING, "bishop", "Bishop"))


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Story continues below", True),
        ("The end.", False),
        ("The end. Read on", False),
    ],
)
def test_a_label_has_no_sentence_in_it(words: str, shown: bool) -> None:
    assert interrupted(BEFORE, ("body", words, None), AFTER) is shown


def test_the_end_of_a_block_may_lack_three_characters() -> None:
    """A quotation may stop at a comma or a full stop of the block before, not at words of it."""
    assert interrupted(("body", "sold nine barrels...", None), ("caption", "The harbour", None), AFTER)
    assert not interrupted(("body", "sold nine barrels....", None), ("caption", "The harbour", None), AFTER)
    assert interrupted(BEFORE, ("caption", "The harbour", None), ("body", "...monks went", None))
    assert not interrupted(BEFORE, ("caption", "The harbour", None), ("body", "....monks went", None))

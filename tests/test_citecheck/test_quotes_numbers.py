"""Numbers among the words of a quotation: in digits, in words and with a scale they have one form."""

import pytest

from citecheck.checking.quotes.numbers import HEDGES, number_places, numbers_in, spelled_out

UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
ROUND_ORDINALS = [
    "tenth",
    "twentieth",
    "thirtieth",
    "fortieth",
    "fiftieth",
    "sixtieth",
    "seventieth",
    "eightieth",
    "ninetieth",
    "hundredth",
]


def spelled(text: str) -> list[str]:
    return spelled_out(text.split())


@pytest.mark.parametrize(("value", "word"), list(enumerate(UNITS)))
def test_a_number_below_twenty_in_words_is_its_figure(value: int, word: str) -> None:
    assert spelled(word) == spelled(str(value)) == [f"#{value}"]


@pytest.mark.parametrize(("value", "word"), list(zip(range(20, 100, 10), TENS, strict=True)))
def test_tens_and_what_follows_them_are_one_number(value: int, word: str) -> None:
    assert spelled(word) == [f"#{value}"]
    assert spelled(f"{word} seven") == [f"#{value + 7}"]
    assert spelled(f"{word} second") == [f"#{value + 2}."]


@pytest.mark.parametrize(
    ("value", "word"), [*enumerate(ORDINALS, start=1), *zip(range(10, 110, 10), ROUND_ORDINALS, strict=True)]
)
def test_an_ordinal_in_words_is_its_figure(value: int, word: str) -> None:
    assert spelled(word) == spelled(f"{value}th") == [f"#{value}."]


@pytest.mark.parametrize(
    ("words", "forms"),
    [
        ("three hundred", ["#300"]),
        ("three hundred and twelve", ["#312"]),
        ("three hundred and forty two", ["#342"]),
        ("three hundred twelve", ["#312"]),
        ("three hundred and first", ["#300", "and", "#1."]),
        ("three hundred first", ["#301."]),
        ("two thousand", ["#2000"]),
        ("two thousand three hundred and five", ["#2305"]),
        ("two hundred thousand and four", ["#200004"]),
        ("five million two thousand", ["#5002000"]),
        ("one billion", ["#1000000000"]),
        ("one trillion", ["#1000000000000"]),
        ("hundred", ["hundred"]),
        ("million men", ["million", "men"]),
        ("five and six", ["#5", "and", "#6"]),
        ("three hundred and men", ["#300", "and", "men"]),
        ("three hundred and", ["#300", "and"]),
        ("five six", ["#5", "#6"]),
        ("twenty thirty", ["#20", "#30"]),
        ("five twenty", ["#5", "#20"]),
        ("five second", ["#5", "#2."]),
        ("nineteen eighty", ["#19", "#80"]),
    ],
)
def test_a_number_of_several_words_ends_where_its_words_do(words: str, forms: list[str]) -> None:
    assert spelled(words) == forms


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("3 hundred", "#300"),
        ("3.2 thousand", "#3200"),
        ("3.2 million", "#3200000"),
        ("3 billion", "#3000000000"),
        ("3 trillion", "#3000000000000"),
        ("3 millionen", "#3000000"),
        ("3 milliarden", "#3000000000"),
        ("3 mio", "#3000000"),
        ("3 mn", "#3000000"),
        ("3 mln", "#3000000"),
        ("3 bn", "#3000000000"),
        ("3 bln", "#3000000000"),
        ("3 tn", "#3000000000000"),
        ("3 mrd", "#3000000000"),
        ("3.2m", "#3200000"),
        ("3mn", "#3000000"),
        ("3mio", "#3000000"),
        ("3mln", "#3000000"),
        ("3b", "#3000000000"),
        ("3bn", "#3000000000"),
        ("3bln", "#3000000000"),
        ("3k", "#3000"),
        ("3tn", "#3000000000000"),
        ("3mrd", "#3000000000"),
        ("-5", "#-5"),
        ("2.50", "#2.5"),
        ("1,204", "#1,204"),
    ],
)
def test_a_scale_belongs_to_the_number_before_it(words: str, form: str) -> None:
    assert spelled(words) == [form]


@pytest.mark.parametrize("words", ["3 m", "3 b", "3 k"])
def test_a_single_letter_after_a_number_is_a_unit_of_measure(words: str) -> None:
    assert spelled(words) == ["#3", words[-1]]


def test_a_number_with_a_unit_stays_as_it_is() -> None:
    assert spelled("5km 3x") == ["5km", "3x"]


@pytest.mark.parametrize(
    ("words", "forms"),
    [
        ("25 per cent", ["#25", "%"]),
        ("25 percent", ["#25", "%"]),
        ("25 pct", ["#25", "%"]),
        ("per head", ["per", "head"]),
        ("as per", ["as", "per"]),
        ("once", ["x1"]),
        ("twice double", ["x2", "x2"]),
        ("thrice triple", ["x3", "x3"]),
        ("dollar dollars usd", ["$", "$", "$"]),
        ("euro euros eur", ["€", "€", "€"]),
        ("a dozen", ["a", "#12"]),
        ("half of it", ["#1/2", "of", "it"]),
        ("mio mrd", ["million", "billion"]),
    ],
)
def test_words_that_count_have_one_form(words: str, forms: list[str]) -> None:
    assert spelled(words) == forms


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("zwei drei vier funf sechs sieben acht neun zehn zwolf", [2, 3, 4, 5, 6, 7, 8, 9, 10, 12]),
        ("dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn", [13, 14, 15, 16, 17, 18, 19]),
        ("zwanzig dreissig vierzig funfzig", [20, 30, 40, 50]),
        ("deux trois quatre cinq huit neuf", [2, 3, 4, 5, 8, 9]),
        ("onze douze treize quatorze quinze seize", [11, 12, 13, 14, 15, 16]),
    ],
)
def test_german_and_french_words_for_numbers_are_their_figures(words: str, values: list[int]) -> None:
    assert spelled(words) == [f"#{value}" for value in values]


def test_the_places_of_numbers_of_several_words_are_told() -> None:
    words = ["of", "fifty", "three", "ships", "3", "million", "were", "one", "of", "2", "hundred"]

    assert number_places(words) == [(1, 2), (4, 2), (9, 2)]
    assert number_places(["three", "ships"]) == []


def test_figures_are_told_from_words_and_digits_within_words_count() -> None:
    assert numbers_in(["#5", "men", "%", "x2", "$", "million", "dozens", "a320", "wa3"]) == [
        *("#5", "%", "x2", "$", "million", "dozens"),
        *("320", "3"),
    ]


@pytest.mark.parametrize("value", [10**17, 123456789])
def test_a_large_whole_number_keeps_its_digits(value: int) -> None:
    assert spelled(str(value)) == [f"#{value}"]


def test_a_number_of_more_than_eighteen_digits_is_written_as_it_is_computed() -> None:
    assert spelled("1" + "0" * 18) == ["#1e+18"]


def test_words_of_limits_are_hedges() -> None:
    assert {"least", "most", "more", "less", "nearly", "only"} <= HEDGES
    assert not {"about", "the", "two"} & HEDGES

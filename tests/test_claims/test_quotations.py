import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.model import Span
from claims.quotations import find_quotes


def quotes(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_quotes(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('He called it a "massacre" twice.', ["massacre"]),
        ("He called it a “disgrace”.[1]", ["disgrace"]),
        ("Er sagte: „Das ist unnötig.“ Dann ging er.", ["Das ist unnötig."]),
        ("Il a dit « c'est fini » hier.", [" c'est fini "]),
        ("Han sade ”nej” igen.", ["nej"]),
        ("彼は「いいえ」と言った。", ["いいえ"]),
        ("»Nein«, sagte er.", ["Nein"]),
        ('"One" and "two"', ["One", "two"]),
        ("“He said “no” to me” she wrote.", ["He said “no” to me"]),
        (
            'She said: "It must stop... "I know it is hard, but it must."',
            ['It must stop... "I know it is hard, but it must.'],
        ),
        ("It's the board's 5\" pipe.", []),
        ('Nothing is "closed here.', []),
        ("No quotation at all.", []),
        ("He called it a ‘massacre’ and left.", ["massacre"]),
        ("She said: ‘The dogs’ owners didn’t come.’ Nobody spoke.", ["The dogs’ owners didn’t come."]),
        ("The board’s men of the ’90s didn’t know the dogs’ owners.", []),
        ("“He said ‘no’ to me,” she wrote.", ["He said ‘no’ to me,"]),
    ],
)
def test_quotations(text: str, found: list[str]) -> None:
    assert [quote.strip() for quote in quotes(text)] == [quote.strip() for quote in found]


def test_a_mark_left_open_takes_nothing_from_the_next_quotation() -> None:
    assert quotes('He said "this is fine. Then she said "no way" and left.') == ["no way"]


def test_only_the_asked_span_is_read() -> None:
    text = '"One" and "two"'
    assert find_quotes(text, Span(6, len(text))) == [Span(11, 14)]


@given(st.text(alphabet="\"“”„«»「」‘’ abs.,'\n", max_size=60))
@settings(max_examples=150, deadline=None)
def test_quotations_are_in_order_and_never_empty(text: str) -> None:
    place = 0
    for span in find_quotes(text):
        assert place <= span.start < span.end <= len(text)
        assert text[span.start : span.end].strip()
        place = span.end

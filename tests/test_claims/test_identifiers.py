import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.identifiers import addresses, find_identifiers, is_valid, normalise

KINDS = ("doi", "pmid", "pmcid", "arxiv", "isbn")


def test_identifiers_in_an_entry() -> None:
    text = (
        "Roe, J. On salt. doi:10.1000/XYZ(12)34. PMID 12345678. PMC 765432. arXiv:2101.01234v2 [cs]. "
        "ISBN 978-0-306-40615-7."
    )
    assert find_identifiers(text) == {
        "doi": "10.1000/xyz(12)34",
        "pmid": "12345678",
        "pmcid": "PMC765432",
        "arxiv": "2101.01234v2",
        "isbn": "9780306406157",
    }


@pytest.mark.parametrize(
    "text",
    [
        "https://doi.org/10.1000/xyz",
        "http://dx.doi.org/10.1000/xyz.",
        "DOI: 10.1000/XYZ",
        "(doi:10.1000/xyz)",
        "doi 10.1000/xyz,",
    ],
)
def test_a_doi_in_all_its_clothes(text: str) -> None:
    assert find_identifiers(text) == {"doi": "10.1000/xyz"}
    assert normalise("doi", text) == "10.1000/xyz"


@pytest.mark.parametrize(
    ("kind", "value", "valid"),
    [
        ("isbn", "0306406152", True),
        ("isbn", "0306406153", False),
        ("isbn", "080442957X", True),
        ("isbn", "9780306406157", True),
        ("isbn", "9780306406158", False),
        ("isbn", "1234", False),
        ("doi", "10.1000/xyz", True),
        ("doi", "10.10/xyz", False),
        ("pmid", "12345678", True),
        ("pmid", "0", False),
        ("pmcid", "PMC765432", True),
        ("pmcid", "765432", False),
        ("arxiv", "2101.01234", True),
        ("arxiv", "2113.01234", False),
        ("arxiv", "hep-th/9901001", True),
        ("arxiv", "hep-th/9913001", False),
        ("oclc", "1", False),
    ],
)
def test_what_can_exist(kind: str, value: str, valid: bool) -> None:
    assert is_valid(kind, value) is valid


def test_where_each_can_be_read() -> None:
    assert addresses("doi", "10.1000/x y") == "https://doi.org/10.1000/x%20y"
    assert {addresses(kind, "1").partition("//")[0] for kind in KINDS} == {"https:"}


@given(st.lists(st.integers(0, 9), min_size=9, max_size=9))
def test_one_wrong_digit_is_always_noticed(digits: list[int]) -> None:
    total = sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits, strict=True))
    check = (11 - total % 11) % 11
    value = "".join(map(str, digits)) + ("X" if check == 10 else str(check))
    assert is_valid("isbn", value)
    changed = str((digits[0] + 1) % 10) + value[1:]
    assert not is_valid("isbn", changed)

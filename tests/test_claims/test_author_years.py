"""Citations by author and year: what they cite, what is told of them, and what is no citation."""

from __future__ import annotations

import pytest

from claims.model import Document
from claims.reading import read
from tests.support.word_files import paragraph, word_file

OPENING = "The mill stands on a hill by the river and is made of wood."
ENTRIES = (
    "Lee, A. (2018). The early fire. Acme.",
    "Lee, A., & Roe, B. (2019a). The first fire. Acme.",
    "Lee, A., & Roe, B. (2019b). The second fire. Acme.",
    "Ng, C., Poe, D., & Fox, E. (2020). No fire. Mill Studies, 3, 1–9.",
    "van der Berg, J. (2015). Dust. Acme.",
    "de la Cruz, M. (2012). Owners. Acme.",
    "Ben-Shachar, M. S. (2020). Effects. Acme.",
    "United Nations. (2019). A report. UN Press.",
    "World Health Organization (WHO). (2020). Dust and health. Geneva.",
    "Müller, K. (n.d.). Undated mills. Acme.",
    "Öst, K. (in press). Coming mills. Acme.",
    "García Márquez, G. (1967). Cien años. Sudamericana.",
    "O'Neill, T. (2011). Wheels. Acme.",
    "figshare. (2016). figshare. https://figshare.example",
    "Ministry of Health and Welfare. (2014). Rules. Capital.",
    "Fox, E. (2001). One. Acme.",
    "Fox, E. (2001). Two. Acme.",
    "Kim, S. (2005). A. Acme.",
    "Kim, T. (2005). B. Acme.",
)


def plain(sentence: str, entries: tuple[str, ...] = ENTRIES) -> Document:
    body = "\n\n".join(["A mill", OPENING, sentence, "References", *entries])
    return read(body.encode(), name="a.txt")


def markdown(sentence: str) -> Document:
    return read("\n\n".join(["# A mill", OPENING, sentence, "## References", *ENTRIES]).encode(), name="a.md")


def html(sentence: str) -> Document:
    items = "".join(f"<li>{entry}</li>" for entry in ENTRIES).replace("&", "&amp;")
    body = f"<h1>A mill</h1><p>{OPENING}</p><p>{sentence.replace('&', '&amp;')}</p><h2>References</h2><ul>{items}</ul>"
    return read(f"<!doctype html><html><body>{body}</body></html>".encode(), name="a.html")


def word(sentence: str) -> Document:
    texts = (OPENING, sentence.replace("&", "&amp;"))
    body = paragraph("A mill", style="berschrift1") + "".join(map(paragraph, texts))
    body += paragraph("References", style="berschrift1")
    body += "".join(paragraph(entry.replace("&", "&amp;")) for entry in ENTRIES)
    return read(word_file(body), name="a.docx")


def labels(document: Document) -> list[str]:
    return [label for citation in document.citations for label in citation.labels]


def told(document: Document, code: str) -> list[str]:
    return [problem.message for problem in document.problems if problem.code == code]


CITED = [
    ("It burned (Lee and Roe 2019a, p. 3; Ng et al. 2020).", ["Lee and Roe 2019a", "Ng et al. 2020"]),
    ("Lee (2018) found it.", ["Lee 2018"]),
    ("Lee & Roe (2019a, 2019b) found it.", ["Lee & Roe 2019a", "Lee & Roe 2019b"]),
    ("Lee & Roe (2019a, b) found it.", ["Lee & Roe 2019a", "Lee & Roe 2019b"]),
    ("It burned (see Lee, 2018; cf. Ng et al., 2020).", ["Lee 2018", "Ng et al. 2020"]),
    ("It burned [Lee 2018].", ["Lee 2018"]),
    ("Lee's (2018) study found it.", ["Lee 2018"]),
    ("Van der Berg (2015) found it.", ["Van der Berg 2015"]),
    ("It burned (de la Cruz, 2012, pp. 3–5).", ["de la Cruz 2012"]),
    ("It burned (Cruz 2012).", ["Cruz 2012"]),
    ("Ben-Shachar (2020) found it.", ["Ben-Shachar 2020"]),
    ("It burned (UN 2019).", ["UN 2019"]),
    ("It burned (United Nations, 2019).", ["United Nations 2019"]),
    ("The World Health Organization (2020) warned.", ["World Health Organization 2020"]),
    ("The World Health Organization (WHO, 2020) warned.", ["WHO 2020"]),
    ("It burned (Mueller, n.d.).", ["Mueller n.d."]),
    ("It burned (Öst, in press).", ["Öst in press"]),
    ("It burned (García Márquez, 1967: 14).", ["García Márquez 1967"]),
    ("O’Neill (2011) says so.", ["O’Neill 2011"]),
    ("It burned (figshare 2016).", ["figshare 2016"]),
    ("It burned (Ministry of Health and Welfare, 2014).", ["Ministry of Health and Welfare 2014"]),
    ("Lee und Roe (2019a) zeigen es.", ["Lee und Roe 2019a"]),
    ("Lee et Roe (2019a) le montrent.", ["Lee et Roe 2019a"]),
    ("Lee y Roe (2019a) lo muestran.", ["Lee y Roe 2019a"]),
    ("Es brannte (vgl. Lee 2018, S. 14 f.; siehe auch Ng u. a. 2020).", ["Lee 2018", "Ng u. a. 2020"]),
    ("Ng, Poe, and Fox (2020) deny it.", ["Ng, Poe, and Fox 2020"]),
    ("Ng and colleagues (2020) deny it.", ["Ng and colleagues 2020"]),
    ("It burned (Lee, 2018). It burned again (ibid., p. 4).", ["Lee 2018", "Lee 2018"]),
    ("It burned (T. Kim, 2005; Lee 2018).", ["T. Kim 2005", "Lee 2018"]),
    ("It burned (for a review of mills see Lee 2018 and the county's annals).", ["Lee 2018"]),
    ("As noted by Poe, Lee (2018, p. 12) found it.", ["Lee 2018"]),
    ("It burned (Lee, 2018, Ng et al., 2020).", ["Lee 2018", "Ng et al. 2020"]),
    ("It burned (quoted by Lee 2018: 14).", ["Lee 2018"]),
]


@pytest.mark.parametrize(("sentence", "expected"), CITED, ids=[sentence for sentence, _ in CITED])
def test_names_and_a_year_cite_their_entry(sentence: str, expected: list[str]) -> None:
    document = plain(sentence)

    assert labels(document) == expected
    assert told(document, "citation-dangling") == told(document, "citation-ambiguous") == []
    assert all(len(citation.references) == len(citation.labels) for citation in document.citations)


@pytest.mark.parametrize("form", [markdown, html, word])
def test_forms_agree(form) -> None:
    for sentence, expected in CITED[:6]:
        document = form(sentence)
        assert labels(document) == expected
        assert document.prose(document.claims[1].span) == plain(sentence).prose(plain(sentence).claims[1].span)


@pytest.mark.parametrize(
    "sentence",
    [
        "Windows (2019) is a program.",
        "The World Cup (1998) was lost.",
        "He moved to the city (London, 1851).",
        "It opened (May 2018).",
        "Ann Lee (1918–2018) was born here.",
        "Romeo and Juliet (1996) is a film.",
        "Titanic (1997) was shown.",
        "The Treaty of Orlen (1815) ended it.",
        "The mill (built in 1850) was old.",
        "The Mill Act (Orlen 1850) was old.",
        "Prices fell (from 2018 to 2019).",
        "Lee was elected (2018).",
        "The census (Orlen, 1850) counted them.",
        "Sales rose (Q3 2018).",
    ],
)
def test_a_year_in_brackets_is_no_citation(sentence: str) -> None:
    document = plain(f"{sentence} It burned later (Lee, 2018).")

    assert labels(document) == ["Lee 2018"]
    assert plain(sentence).citations == ()


def test_names_are_a_part_of_the_claim_where_the_sentence_has_them() -> None:
    document = plain("Lee (2018) found a fire. The mill burned (Ng et al., 2020, p. 4).")

    assert [document.prose(claim.span) for claim in document.claims[1:]] == ["Lee found a fire.", "The mill burned."]
    assert [citation.pages for citation in document.citations] == [None, "4"]


@pytest.mark.parametrize(
    ("sentence", "scopes"),
    [
        (
            "Lee (2018) found that the mill burned twice, but Ng et al. (2020) denied the second fire.",
            ["Lee found that the mill burned twice", "Ng et al. denied the second fire."],
        ),
        (
            "Lee (2018) and Ng et al. (2020) found that the mill burned.",
            ["Lee and Ng et al. found that the mill burned.", "Ng et al. found that the mill burned."],
        ),
        (
            "The mill was old (Ng et al. 2020), and Lee (2018) found that it burned.",
            ["The mill was old", "Lee found that it burned."],
        ),
    ],
)
def test_a_narrative_citation_covers_what_follows_it(sentence: str, scopes: list[str]) -> None:
    document = plain(sentence)
    covered = [
        "".join(document.prose(span) for span in cited.scope) for claim in document.claims for cited in claim.citations
    ]

    assert covered == scopes


@pytest.mark.parametrize("name", ["Fox 2001", "Lee and Roe, 2019", "Kim 2005"])
def test_a_citation_that_two_entries_answer_is_told_and_cites_neither(name: str) -> None:
    document = plain(f"It burned ({name}).")

    assert len(told(document, "citation-ambiguous")) == 1
    assert [citation.references for citation in document.citations] == [()]
    assert told(document, "citation-dangling") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "It burned (Lee 2018; Quist 2011).",
        "It burned (Quist et al., 2011), says Lee (2018).",
        "Quist and Zed (2011) found it, as did Lee (2018).",
        "Lee (2017) found it, and Lee (2018) did.",
        "It burned (Lee, 2018). The owner sold it (Quist, 2011).",
        "It burned (Lee and Roe 2019c), says Lee (2018).",
    ],
)
def test_a_citation_without_an_entry_dangles(sentence: str) -> None:
    assert len(told(plain(sentence), "citation-dangling")) == 1


def test_entries_that_nobody_cites_are_told() -> None:
    document = plain("It burned (Lee, 2018).", ENTRIES[:3])

    assert len(told(document, "reference-unused")) == 2
    assert [entry.label for entry in document.references] == ["Lee 2018", "Lee & Roe 2019a", "Lee & Roe 2019b"]


def test_numbers_that_cite_a_list_leave_years_alone() -> None:
    body = "A mill\n\nThe mill of Lee (2018) burned.[1]\n\nReferences\n\n1. Lee, A. (2018). The early fire. Acme."

    assert labels(read(body.encode(), name="a.txt")) == ["1"]


def test_an_author_who_is_repeated_by_a_dash_is_the_one_above() -> None:
    entries = ("Lee, Anna. 2011. *One*. Acme.", "———. 2015. *Two*. Acme.")

    assert labels(plain("It burned (Lee 2015, 3).", entries)) == ["Lee 2015"]


@pytest.mark.parametrize("name", ["Tide Board", "the New Salt Board", "New Salt Board"])
def test_a_part_of_a_name_is_another_name(name: str) -> None:
    entries = ("Salt Board (2024). Prices of salt. https://salt.example/a",)

    assert plain(f"So says {name} (2024).", entries).citations == ()
    assert labels(plain("So says the Salt Board (2024).", entries)) == ["Salt Board 2024"]


def test_a_given_name_must_be_that_of_the_author() -> None:
    entries = ("Lee, Ann (2019). Coal. Acme.",)

    assert labels(plain("It is so, says Ann Lee (2019).", entries)) == ["Lee 2019"]
    assert labels(plain("It is so, says Bo Lee (2019).", entries)) == []

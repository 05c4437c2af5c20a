"""Citations by author and year of further kinds: other entries, languages and short forms."""

from __future__ import annotations

import pytest

from claims.reading import read

ENTRIES = (
    'Abel, Rita. "On Weirs." Weir Review 3 (1991): 4–9.',
    "Baum, Otto, and Carla Dietz. 2007. The Lock Keepers. Pier Press.",
    "Baum, Otto, and Erik Engel. 2007. The Lock Fires. Pier Press.",
    "D'Angelo, P. & Lo, K. (1988) Canals. Oxbow.",
    "European Commission (EC). 2013. Waterways. Brussels.",
    "IPCC. 2021. Water. Cambridge.",
    "Nguyen, T. H., Park, S., & Rao, V. (2018a). Flow. J. Flow, 1, 1–2.",
    "Nguyen, T. H., Park, S., & Rao, V. (2018b). Flow again. J. Flow, 1, 3–4.",
    "St. John, M. (1999). Bridges. Oxbow.",
    "Tanaka K, Ueda M. Gates. Gate J. 2016;5:1-3.",
    "Vance, L. (forthcoming). Rivers to come. Oxbow.",
    "Ødegård, Ø. (2014). Fjords. Oslo.",
)
OPENING = "The lock stands on a canal by the river and is made of stone."
# A sentence, the labels of its citations, and whether several entries answer one.
CASES = [
    ("Weirs were built early (Abel 1991).", ["Abel 1991"], False),
    ("As Abel (1991, 5) puts it, weirs were early.", ["Abel 1991"], False),
    (
        "It is so (Baum and Dietz 2007, 12–14; Baum and Engel 2007).",
        ["Baum and Dietz 2007", "Baum and Engel 2007"],
        False,
    ),
    ("It is so (Baum 2007).", ["Baum 2007"], True),
    ("It is so (Baum et al. 2007).", ["Baum et al. 2007"], True),
    ("D’Angelo & Lo (1988) show it.", ["D’Angelo & Lo 1988"], False),
    ("The Commission said so (European Commission, 2013).", ["European Commission 2013"], False),
    ("The EC (2013) said so.", ["EC 2013"], False),
    ("According to the IPCC (2021), water rises.", ["IPCC 2021"], False),
    ("It flows (Nguyen et al. 2018a,b).", ["Nguyen et al. 2018a", "Nguyen et al. 2018b"], False),
    ("It flows (Nguyen et al., 2018a; 2018b).", ["Nguyen et al. 2018a", "Nguyen et al. 2018b"], False),
    ("It flows (Nguyen, Park and Rao 2018b: 3).", ["Nguyen, Park and Rao 2018b"], False),
    ("It flows (Nguyen et al. 2018).", ["Nguyen et al. 2018"], True),
    ("St. John (1999) saw it.", ["St. John 1999"], False),
    ("Gates open (Tanaka and Ueda, 2016).", ["Tanaka and Ueda 2016"], False),
    ("It will be so (Vance, forthcoming).", ["Vance in press"], False),
    ("Ødegård's (2014) fjords are deep.", ["Ødegård 2014"], False),
    ("Odegard (2014) says so.", ["Odegard 2014"], False),
    ("It is so (compare Abel 1991 with IPCC 2021).", ["Abel 1991", "IPCC 2021"], False),
    ("It is so (Abel 1991 [1989]).", ["Abel 1991"], False),
    ("It is so (cited in St. John, 1999, p. 4).", ["St. John 1999"], False),
    ("In both Abel (1991) and St. John (1999), weirs are old.", ["Abel 1991", "St. John 1999"], False),
    (
        "Both Tanaka and Ueda (2016) and D'Angelo and Lo (1988) agree.",
        ["Tanaka and Ueda 2016", "D'Angelo and Lo 1988"],
        False,
    ),
    ("Selon Abel (1991, p. 5), les écluses sont vieilles.", ["Abel 1991"], False),
    ("Según Tanaka y Ueda (2016), se abre.", ["Tanaka y Ueda 2016"], False),
    ("Volgens Abel (1991) is het oud.", ["Abel 1991"], False),
    ("Enligt Tanaka och Ueda (2016) är det så.", ["Tanaka och Ueda 2016"], False),
    ("Secondo Tanaka e Ueda (2016) è così.", ["Tanaka e Ueda 2016"], False),
    ("The lock (rebuilt 1991) is old. The Gate Festival (2016) was held. In Park (2018) there is a lake.", [], False),
    ("Abel was born in Rao (1918) and died in Lo (1988).", [], False),
    ("The song Bridges (1999) and the album Flow (2018) sold well.", [], False),
    ("See Table 2 (2016). In June (2018) it froze.", [], False),
]


@pytest.mark.parametrize(("sentence", "labels", "is_ambiguous"), CASES, ids=[sentence for sentence, _, _ in CASES])
def test_names_and_a_year_cite_what_the_list_has(sentence: str, labels: list[str], is_ambiguous: bool) -> None:
    body = "\n\n".join(["Weirs and locks", OPENING, sentence, "Works cited", *ENTRIES])
    document = read(body.encode(), name="a.txt")
    codes = [problem.code for problem in document.problems]

    assert [label for citation in document.citations for label in citation.labels] == labels
    assert ("citation-ambiguous" in codes) == is_ambiguous
    assert "citation-dangling" not in codes


_NOBODY = ("", " ", ",", ", ,", "\u00a0", "\u200b", ";", "–")
_ENTRY_OF = {
    "jats": (
        "<article><front/><body><p>It burned (Lee, 2019).</p></body><back><ref-list><ref id='r'><element-citation>"
        "<name><surname>{}</surname></name><article-title>T</article-title><year>2019</year></element-citation></ref></ref-list></back></article>"
    ),
    "tei": (
        "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader/><text><body><p>It burned (Lee, 2019).</p></body><back>"
        "<listBibl><biblStruct><analytic><author>{}</author><title>T</title></analytic><monogr>"
        "<imprint><date when='2019'/></imprint></monogr></biblStruct></listBibl></back></text></TEI>"
    ),
    "ris": "TY  - JOUR\nTI  - T\nPY  - 2019\nAU  - {}\nER  - \n",
    "bibtex": "@book{{a, title={{T}}, year=2019, author={{{}}}}}",
    "csl-json": '[{{"id": "a", "type": "book", "title": "T", "author": [{{"family": "{}"}}]}}]',
    "wikitext": "It burned.<ref>{{{{cite book|last={}|title=T|year=2019}}}}</ref> It burned (Lee, 2019).",
    "markdown": "---\nreferences:\n- id: a\n  title: T\n  author:\n  - family: '{}'\n---\n\nIt burned [@a].\n",
}


@pytest.mark.parametrize("name", _NOBODY)
@pytest.mark.parametrize("form", _ENTRY_OF)
def test_an_author_without_letters_is_nobody(form: str, name: str) -> None:
    document = read(_ENTRY_OF[form].format(name).encode(), name="a", format=form)
    assert [reference.authors for reference in document.references] == [()]
    named = read(_ENTRY_OF[form].format("Lee").encode(), name="a", format=form)
    assert [reference.authors for reference in named.references] == [("Lee",)]


def test_an_entry_whose_first_author_has_no_name_is_found_by_the_next() -> None:
    text = _ENTRY_OF["jats"].format("</surname></name><name><surname>Lee")
    (reference,) = read(text.encode(), name="a", format="jats").references
    assert reference.authors == ("Lee",)

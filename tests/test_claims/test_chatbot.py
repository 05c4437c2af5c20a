import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.model import Document
from claims.readers.chatbot import looks_like
from claims.reading import read


def reading(text: str, name: str = "answer.md") -> Document:
    return read(text.encode(), name=name)


def cited(document: Document) -> list[tuple[str, list[str]]]:
    """Each claim's words with the first addresses of the references that it cites."""
    urls = {reference.key: reference.urls[0] if reference.urls else reference.text for reference in document.references}
    marks = {citation.key: [urls[key] for key in citation.references] for citation in document.citations}
    return [
        (document.prose(claim.span), [url for use in claim.citations if not use.inherited for url in marks[use.key]])
        for claim in document.claims
    ]


def codes(document: Document) -> list[str]:
    return [problem.code for problem in document.problems if problem.code != "claim-uncited"]


BOTH = [("Salt rose by 12% in 2024.", ["https://salt.example/a"]), ("Demand fell.", ["https://b.example/b"])]


@pytest.mark.parametrize(
    "text",
    [
        "Salt rose by 12% in 2024 [oai_citation:0‡Board](https://salt.example/a?utm_source=chatgpt.com). "
        "Demand fell [oai_citation:1‡Ledger](https://b.example/b).\n",
        "Salt rose by 12% in 2024. ([salt.example][1]) Demand fell. ([b.example][2])\n\n"
        '[1]: https://salt.example/a?utm_source=chatgpt.com "Salt"\n[2]: https://b.example/b "Ledger"\n',
        "Salt rose by 12% in 2024[^1_1]. Demand fell[^1_2].\n\n[^1_1]: https://salt.example/a\n\n[^1_2]: https://b.example/b\n",
        "Salt rose by 12% in 2024.[^1^][1] Demand fell.[^2^][2]\n\n[1]: https://salt.example/a\n[2]: https://b.example/b\n",
        "Salt rose by 12% in 2024 [1]. Demand fell [2].\n\nSources:\n[1] Salt https://salt.example/a\n[2] B https://b.example/b\n",
        "Salt rose by 12% in 2024 ([salt.example](https://salt.example/a?utm_source=chatgpt.com)). "
        "Demand fell ([b.example](https://b.example/b)).\n",
        "Salt rose by 12% in 2024.1 Demand fell.2\n\n#### **Works cited**\n\n"
        "1. Salt, accessed May 1, 2025, [https://salt.example/a](https://salt.example/a)\n"
        "2. Ledger, accessed May 1, 2025, [https://b.example/b](https://b.example/b)\n",
    ],
    ids=["oai links", "hosts", "underscores", "carets", "sources", "host links", "lost superscripts"],
)
def test_marks_of_assistants_reach_their_sources(text: str) -> None:
    document = reading(text)
    assert cited(document) == BOTH
    assert codes(document) == []
    for item in (*document.references, *document.claims):
        assert document.text[item.span.start : item.span.end] == item.text


@pytest.mark.parametrize(
    "text",
    [
        "Salt rose by 12% in 2024.【1†source】 Demand fell.【4:0†report.pdf】【31†L290-L298】\n",
        "Salt rose by 12% in 2024. \ue200cite\ue202turn0search1\ue202turn0news3\ue201 "
        "Demand fell. \ue200cite\ue202turn1view0\ue201\n",
        "Salt rose by 12% in 2024. citeturn0search1turn0search3 Demand fell. citeturn0news2\n",
        "Salt rose by 12% in 2024 :contentReference[oaicite:0]{index=0}. "
        "Demand fell :contentReference[oaicite:1]{index=1}.\n",
    ],
    ids=["lenticular", "private use", "lost private use", "oaicite"],
)
@pytest.mark.parametrize("name", ["answer.md", "answer.txt"])
def test_marks_whose_list_was_lost_are_one_problem_and_no_prose(text: str, name: str) -> None:
    document = reading(text, name)
    assert [words for words, _ in cited(document)] == ["Salt rose by 12% in 2024.", "Demand fell."]
    assert all(claim.citations for claim in document.claims)
    assert codes(document) == ["references-missing"]


def test_one_source_behind_many_links_is_one_reference() -> None:
    link = "[oai_citation:{}‡Board](https://salt.example/a?utm_source=chatgpt.com)"
    document = reading(f"Salt rose {link.format(0)}. Demand fell {link.format(1)}.\n")
    assert len(document.references) == 1
    assert len(document.citations) == 2


def test_numbering_that_starts_again_in_each_answer() -> None:
    document = reading(
        "## First\n\nSalt rose [1]. Demand fell [2].\n\nSources:\n[1] Salt https://salt.example/a\n[2] B https://b.example/b\n\n"
        "## Second\n\nPepper fell by half [1].\n\nSources:\n[1] Pepper https://pepper.example/p\n"
    )
    assert cited(document)[-1] == ("Pepper fell by half.", ["https://pepper.example/p"])
    assert len({reference.key for reference in document.references}) == 3


def test_sources_that_only_hidden_spans_cite_are_not_called_unused() -> None:
    document = reading(
        'Salt rose[^1_1].\n\n<span style="display:none">[^1_2]</span>\n\n<div align="center">⁂</div>\n\n'
        "[^1_1]: https://salt.example/a\n\n[^1_2]: https://b.example/b\n"
    )
    assert len(document.references) == 2
    assert codes(document) == []
    assert [words for words, _ in cited(document)] == ["Salt rose."]


def test_indices_from_zero_mean_a_list_from_one() -> None:
    document = reading(
        "Salt rose :contentReference[oaicite:0]{index=0}. Demand fell :contentReference[oaicite:1]{index=1}.\n\n"
        "## Sources\n\n1. https://salt.example/a\n2. https://b.example/b\n"
    )
    assert [urls for _, urls in cited(document)] == [["https://salt.example/a"], ["https://b.example/b"]]


def test_a_mark_is_found_again_in_the_file() -> None:
    document = reading("Title\n\nSalt rose.【1†source】 Demand fell.\n")
    place = document.origin(document.citations[0].span)
    assert place is not None
    assert (place.line, place.column, place.end_column) == (3, 11, 21)


@pytest.mark.parametrize(
    "text",
    [
        "Plain prose, nothing else.",
        "A note[^1].\n\n[^1]: Here.\n",
        "See [this](https://x.example).",
        "It grew by 3.5 and 2.1. Then B12.",
    ],
)
def test_other_texts_are_left_to_their_readers(text: str) -> None:
    assert not looks_like(text)


PIECES = [
    "【1†source】", "[^1_2]", "\ue200cite\ue202turn0search1\ue201", "\n\n", "Salt rose. ", "[1]: https://a.b/c\n",
    "([a.b][1])", "Sources:\n", "1. x\n", "[1] y https://c.d\n", '<span style="display:none">', "</span>", "é",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=25))
@settings(max_examples=80, deadline=None)
def test_any_mixture_is_read_with_exact_spans(pieces: list[str]) -> None:
    document = reading("x " + "".join(pieces))
    for item in (*document.references, *document.claims):
        assert document.text[item.span.start : item.span.end] == item.text
        document.origin(item.span)


RAN = ["Salt rose by 12% in 2024.", "Demand fell."]


@pytest.mark.parametrize(
    "text",
    [
        "Salt rose by 12% in 2024. Oxford Academic +1\n\nDemand fell. Harbour Board\n+2\n",
        "Salt rose by 12% in 2024.Oxford Academic+1 Demand fell.sketches.facebook+1\n",
        "Salt rose by 12% in 2024. sketches.facebook+1 Demand fell.\nreuters.com\n+3\n",
        "Salt rose by 12% in 2024.\n\nThe Ledger of Otterham\n+2\n\nDemand fell.\n\nThe Ledger of Otterham\n",
        "Salt rose by 12% in 2024.reuters+2 Demand fell.harbour-board\u200b\n",
        "Salt rose by 12% in 2024. turn0search3 Demand fell. citeturn1view0turn0news12\n",
        "Salt rose by 12% in 2024.【8†L1-L5】 Demand fell.【turn0search3†L1-L5】\n",
        "Salt rose by 12% in 2024[3†source]. Demand fell[4:1†ledger.pdf].\n",
        "[cite_start]Salt rose by 12% in 2024 [cite: 1, 2]. [cite_start]Demand fell [cite: 3].\n",
        'Salt rose by 12% in 2024.<grok:render card_id="a" type="b"><argument name="citation_id">3</argument>'
        '</grok:render> Demand fell.<grok:render card_id="c" type="b"><argument name="citation_id">4</argument>'
        "</grok:render>\n",
        "Salt rose by 12% in 2024 1. Demand fell 2, 3.\n",
        "Salt rose by 12% in 2024. Wikipedia+2Reuters+1\nDemand fell. The New York Times+3\n",
        "Salt rose by 12% in 2024. PubMed Central\n+1 Demand fell. arXiv\n+2\n",
        "**Salt rose by 12% in 2024.** Reuters +1\n\nDemand fell. Reuters\n",
        "Salt rose by 12% in 2024 \u3010turn1search0\u3011. Demand fell. cite turn0search3\n",
        "Salt rose by 12% in 2024 [source: 4]. Demand fell [cite: 1-3].\n",
    ],
)
@pytest.mark.parametrize("name", ["answer.md", "answer.txt"])
def test_chips_and_lost_numbers_are_marks_and_no_words_of_claims(text: str, name: str) -> None:
    document = reading(text, name)
    assert [words for words, _ in cited(document)] == RAN
    assert all(claim.citations for claim in document.claims)
    assert codes(document) == ["references-missing"]


@pytest.mark.parametrize(
    "text",
    [
        "Salt rose by 12% in 2024¹. Demand fell².\n\nSource: Conversation with Copilot, 5/1/2026\n"
        "(1) Salt. https://salt.example/a.\n(2) Ledger. https://b.example/b.\n",
        "Salt rose by 12% in 2024¹. Demand fell².\n\nLearn more:\n1. [salt](https://salt.example/a)\n"
        "2. [b](https://b.example/b)\n",
        "Salt rose by 12% in 2024 [1](https://salt.example/a). Demand fell [2](https://b.example/b).\n\n"
        "References: [1] [salt.example](https://salt.example/a) [2] [b.example](https://b.example/b)\n",
        "Salt rose by 12% in 2024[1]. Demand fell[2].\n\nCitations:\n[1] https://salt.example/a\n[2] https://b.example/b\n",
        "Salt rose by 12% in 2024. [Salt](https://salt.example/a) Demand fell ([Ledger](https://b.example/b)).\n",
        "Salt rose by 12% in 2024.¹ Demand fell.²\n\n## Sources\n\n1. Salt. https://salt.example/a\n"
        "2. Ledger. https://b.example/b\n",
        "Salt rose by 12% in 2024 1. Demand fell 2.\n\nSources:\n1. Salt. https://salt.example/a\n"
        "2. Ledger. https://b.example/b\n",
    ],
    ids=[
        "copilot",
        "learn more",
        "numbered links",
        "citations",
        "names behind sentences",
        "raised",
        "notebook with its list",
    ],
)
def test_footers_of_assistants_answer_their_marks(text: str) -> None:
    document = reading(text)
    assert cited(document) == BOTH
    assert codes(document) == []


def test_what_only_counts_sources_is_nothing() -> None:
    document = reading("Salt rose by 12% in 2024.\n\n+1\n\n5 sources\n\nSources\n+3\n")
    assert [words for words, _ in cited(document)] == ["Salt rose by 12% in 2024."]
    assert codes(document) == ["references-missing"]


def test_a_footer_of_addresses_is_a_list_that_no_mark_cites() -> None:
    document = reading("Salt rose by 12% in 2024.\n\nSources\n\nhttps://salt.example/a\nhttps://b.example/b\n")
    assert [words for words, _ in cited(document)] == ["Salt rose by 12% in 2024."]
    assert [reference.urls for reference in document.references] == [
        ("https://salt.example/a",),
        ("https://b.example/b",),
    ]
    assert codes(document) == ["citations-missing"]


@pytest.mark.parametrize(
    "text",
    [
        "They met at noon. UTC +1 was the zone of the town.",
        "He lost the round. Woods +1 and Reeve +3 led the field.",
        "He lost the round. Woods +1, Reeve +3.",
        "The area is 12 m². Learn more: ask us.",
        "Ring the office. Tel +44 20 7946 0000 is open all day.",
        "It was cold. Paris +3 degrees, Rome +12 degrees.",
        "She likes two languages. C++ and Python 3 are both old.",
        "The party grew. Google+ 1 and Google+ 2 were closed.",
        "It rose twice. Growth +12% was seen, then growth +3%.",
        "Read the file node.js and then the next one. It is short.",
        "He was born in May 12. He died in June 3.",
        "See chapter 1. Read figure 2. Look at table 3.",
        "They won 3. They lost 9. They drew 4.",
        "The court is on page 1. It sat in room 2. It moved to room 3.",
        "We turned 0 pages and searched 3 shelves.",
        "The area is 12 m² and the volume 3 m³.",
        "The sum is 2+1 and the rest 3 + 1.",
    ],
)
@pytest.mark.parametrize("name", ["notes.md", "notes.txt"])
def test_what_only_looks_like_a_chip(text: str, name: str) -> None:
    document = reading(text, name)
    assert document.citations == ()
    assert " ".join(claim.text for claim in document.claims) == text


LOST = [
    "Salt rose by 12% in 2024[citation:3]. Demand fell[citation:1][citation:2].\n",
    "Salt rose by 12% in 2024. [web:1] Demand fell. [web:2][post:5]\n",
    "Salt rose by 12% in 2024 [web:12†L3-L5]. Demand fell [web:2].\n",
    "Salt rose by 12% in 2024. [ref_1] Demand fell. [ref_2]\n",
    "Salt rose by 12% in 2024 [doc1]. Demand fell [doc2][doc3].\n",
    "Salt rose by 12% in 2024 [oaicite:0]. Demand fell [oaicite:1].\n",
    '<cite index="1-1">Salt rose by 12% in 2024.</cite> <cite index="2-4,3-1">Demand fell.</cite>\n',
    "Salt rose by 12% in 2024. [turn0search2] Demand fell. [^turn0search1]\n",
    "Salt rose by 12% in 2024 (turn0search2). Demand fell (turn0news1, turn1view0).\n",
    "\ue203Salt rose by 12% in 2024.\ue204 \ue200cite\ue202turn0search1\ue201 Demand fell. "
    "\ue200cite\ue202turn0search2\ue201\n\n\ue200navlist\ue202Salt news\ue202turn0news1\ue201\n",
    "Salt rose by 12% in 2024. board.example\n\nDemand fell. gazette.example+1\n",
    "Salt rose by 12% in 2024. [citation:1](citation:1) Demand fell. [citation:2](citation:2)\n",
    "Salt rose by 12% in 2024. 【source】 Demand fell. 【3:0†report.pdf】\n",
    "Salt rose by 12% in 2024. Wikipedia\n+2\nReuters\n+1\nDemand fell. Reuters+1\n",
    "Sources +2\n\nSalt rose by 12% in 2024. Sources\n\nDemand fell. 3 sources\n",
]


@pytest.mark.parametrize("text", LOST)
@pytest.mark.parametrize("name", ["answer.md", "answer.txt"])
def test_tags_of_assistants_are_marks_whose_list_is_missing(text: str, name: str) -> None:
    document = reading(text, name)
    assert [document.prose(claim.span) for claim in document.claims] == ["Salt rose by 12% in 2024.", "Demand fell."]
    assert codes(document) == ["references-missing"]


def test_kinds_that_count_on_their_own_keep_their_names() -> None:
    both = reading("Salt rose [web:1]. Demand fell [post:1].\n")
    assert [citation.labels for citation in both.citations] == [("web:1",), ("post:1",)]
    one = reading("Salt rose [web:1]. Demand fell [web:2].\n\nSources:\n1. https://a.example/\n2. https://b.example/\n")
    assert cited(one) == [("Salt rose.", ["https://a.example/"]), ("Demand fell.", ["https://b.example/"])]


@pytest.mark.parametrize(
    "footer",
    [
        "Learn more:\n\n1. [Salt](https://salt.example/a)\n2. [B](https://b.example/b)\n",
        "Learn more\n1\nsalt.example\nhttps://salt.example/a\n2\nb.example\nhttps://b.example/b\n",
    ],
)
@pytest.mark.parametrize("marks", ["[1] [2]", "¹ ²"])
def test_a_footer_to_learn_more_answers_its_marks(footer: str, marks: str) -> None:
    first, second = marks.split()
    document = reading(f"Salt rose by 12% in 2024.{first} Demand fell.{second}\n\n{footer}")
    assert cited(document) == BOTH
    assert codes(document) == []


@pytest.mark.parametrize(
    "text",
    [
        "See [doc2] below.\n\n[doc2]: https://b.example/doc\n",
        "The names [ref_1](https://b.example/a) and [ref_2](https://b.example/b) are links.\n",
        "Use `a[doc1]` and x[doc1] in the code of the first program.\n",
        "The pages were counted [web: see below], and the post [post] was left out.\n",
        "Learn more:\n\n1. [Salt](https://salt.example/a)\n2. [B](https://b.example/b)\n",
        "Visit salt.example\n\nDemand fell. gazette.example\n",
    ],
)
def test_what_only_looks_like_a_tag(text: str) -> None:
    document = reading(text)
    assert "references-missing" not in codes(document)


@pytest.mark.parametrize("name", ["list.md", "list.txt"])
def test_numbers_at_the_ends_of_titles_are_no_marks_beside_marks(name: str) -> None:
    text = "".join(f"Mill {n} burned in 1911 and was rebuilt by the town[{n}].\n\n" for n in range(1, 8))
    text += "References\n\n" + "".join(f"[{n}] Lee, A. Mills of the north {n}. London, 1990.\n\n" for n in range(1, 8))
    document = reading(text, name)
    assert len(document.claims) == len(document.citations) == len(document.references) == 7


def test_links_without_words_behind_a_sentence_are_marks() -> None:
    text = "Salt rose by 12% in 2024.[](https://salt.example/a) Demand fell.[](https://b.example/b)\n"
    assert cited(reading(text)) == BOTH
    assert codes(reading(text)) == []


def test_a_list_with_the_tags_of_its_marks() -> None:
    text = (
        "Salt rose by 12% in 2024 [citation:1]. Demand fell [citation:2].\n\n**References**\n\n"
        "[citation:1] Salt. https://salt.example/a\n[citation:2] B. https://b.example/b\n"
    )
    assert cited(reading(text)) == BOTH
    assert codes(reading(text)) == []

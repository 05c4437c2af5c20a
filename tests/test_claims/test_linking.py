from claims.layout import Block, Layout, Mark
from claims.linking import link
from claims.markers import find_citation_needed, find_marks
from claims.model import BlockKind, Document, DocumentFormat, Reference, Span
from claims.reading import read


def linked(text: str, *entries: Reference, kind: BlockKind = BlockKind.PARAGRAPH) -> Document:
    """Link one block of text, and entries that stand below it."""
    listing = "".join(f"\n{entry.text}" for entry in entries)
    placed = []
    place = len(text)
    for entry in entries:
        start = place + 1
        place = start + len(entry.text)
        placed.append(entry_at(entry, Span(start, place)))
    layout = Layout(
        name="text",
        format=DocumentFormat.PLAINTEXT,
        text=text + listing,
        sha256="",
        blocks=(Block(span=Span(0, len(text)), kind=kind),),
        marks=tuple(find_marks(text, labels=[entry.label for entry in entries] or None)),
        entries=tuple(placed),
        language="en",
        uncited=tuple(find_citation_needed(text)),
    )
    return link(layout)


def entry_at(entry: Reference, span: Span) -> Reference:
    return Reference(
        key=entry.key, label=entry.label, text=entry.text, span=span, title=entry.title, urls=entry.urls,
        identifiers=entry.identifiers, published=entry.published, pages=entry.pages,
    )  # fmt: skip


def entry(label: str, text: str = "", **fields: object) -> Reference:
    return Reference(key=f"k{label}{text}", label=label, text=text or f"Entry {label}", span=Span(0, 0), **fields)  # type: ignore[arg-type]  # fields are those of a reference


def scopes(document: Document) -> list[list[str]]:
    """The words that each citation covers, in order of the citations."""
    covered = {
        cited.key: [document.text[span.start : span.end] for span in cited.scope]
        for claim in document.claims
        for cited in claim.citations
        if not cited.inherited
    }
    return [covered.get(citation.key, []) for citation in document.citations]


def codes(document: Document) -> list[str]:
    return [problem.code for problem in document.problems if problem.code != "claim-uncited"]


THREE = [entry("1", "Alpha"), entry("2", "Beta"), entry("3", "Gamma")]


def test_a_mark_behind_the_sentence_covers_the_sentence() -> None:
    document = linked("It burned at dawn.[1] Nobody spoke.[2][3]", *THREE)
    assert scopes(document) == [["It burned at dawn."], ["Nobody spoke."]]
    assert [citation.labels for citation in document.citations] == [("1",), ("2", "3")]


def test_a_clause_with_its_own_subject_and_verb_is_covered_alone() -> None:
    document = linked("The harbour burned in May,[1] but the board denied it in June.[2]", *THREE)
    assert scopes(document) == [["The harbour burned in May,"], ["but the board denied it in June."]]


def test_a_verb_without_a_subject_shares_the_first_one() -> None:
    document = linked("The harbour burned in May[1] and was rebuilt in June.[2]", *THREE)
    assert scopes(document) == [["The harbour burned in May"], ["The harbour", "and was rebuilt in June."]]


def test_a_bare_noun_phrase_shares_subject_and_verb() -> None:
    document = linked("The fire was praised by Roth[1] and Mayor Lind.[2]", *THREE)
    assert scopes(document) == [["The fire was praised by Roth"], ["The fire was praised by", "and Mayor Lind."]]


def test_words_that_go_on_with_a_clause_share_all_of_it() -> None:
    document = linked("Roth had given $500[1] to the board that closed the port.[2]", *THREE)
    assert scopes(document) == [["Roth had given $500"], ["Roth had given $500", "to the board that closed the port."]]


def test_a_mark_behind_the_subject_covers_the_whole_sentence() -> None:
    document = linked("The Orlen fire[1] was set by dock hands.", *THREE)
    assert scopes(document) == [["The Orlen fire[1] was set by dock hands."]]


def test_prose_leaves_the_marks_out() -> None:
    document = linked("The Orlen fire[1] was set.[2] It burned.", *THREE)
    assert document.prose(document.claims[0].span) == "The Orlen fire was set."
    assert document.claims[1].before == "The Orlen fire was set."


def test_only_the_mark_at_a_paragraphs_end_carries_the_sentences_before_it() -> None:
    carried = linked("It burned. Nobody spoke. The port closed.[1]", *THREE)
    assert [[cited.inherited for cited in claim.citations] for claim in carried.claims] == [[True], [True], [False]]
    for text in (
        "It burned.[2] Nobody spoke. The port closed.[1]",
        "It burned.[1] Nobody spoke.",
        "We saw it burn. Nobody spoke. The port closed.[1]",
        "It burned (Roth 2005). The port closed.[1]",
    ):
        document = linked(text, *THREE)
        assert not any(cited.inherited for claim in document.claims for cited in claim.citations)


def test_a_list_item_is_one_claim_unless_marks_divide_it() -> None:
    whole = linked("Town – It burned. Nobody spoke.[1]", *THREE, kind=BlockKind.LIST_ITEM)
    assert [claim.text for claim in whole.claims] == ["Town – It burned. Nobody spoke."]
    divided = linked("It burned.[1] Nobody spoke.[2]", *THREE, kind=BlockKind.LIST_ITEM)
    assert [claim.text for claim in divided.claims] == ["It burned.", "Nobody spoke."]


def test_what_makes_no_claims() -> None:
    for kind in (BlockKind.HEADING, BlockKind.FACTS, BlockKind.HATNOTE, BlockKind.NAVIGATION, BlockKind.CODE):
        document = linked("It burned.[1]", *THREE, kind=kind)
        assert document.claims == ()
        assert len(document.citations) == 1  # a mark there still is a use
    assert linked("34", *THREE, kind=BlockKind.TABLE_CELL).claims == ()
    assert [claim.text for claim in linked("34[1]", *THREE, kind=BlockKind.TABLE_CELL).claims] == ["34"]


def test_a_block_quotation_is_a_quotation() -> None:
    document = linked("We did not light it. We will rebuild it.[1]", *THREE, kind=BlockKind.QUOTE)
    assert [quote.text for claim in document.claims for quote in claim.quotes] == [
        "We did not light it. We will rebuild it."
    ]


def test_notes_of_editors_are_no_text_of_a_claim_and_part_no_run() -> None:
    document = linked("It burned.[1][citation needed][2] Nobody spoke.[citation needed]", *THREE)
    assert [claim.text for claim in document.claims] == ["It burned.", "Nobody spoke."]
    assert [citation.labels for citation in document.citations] == [("1", "2")]


def test_ranges_of_separate_marks() -> None:
    layout_text = "It burned.[1]–[3]"
    document = linked(layout_text, *THREE)
    assert document.citations[0].labels == ("1", "2", "3")
    assert len(document.citations[0].references) == 3


def test_a_page_that_a_reader_left_behind_the_mark_belongs_to_it() -> None:
    text = "It burned.[1]:p. 7[2] Nobody spoke."
    layout = Layout(
        name="text", format=DocumentFormat.HTML, text=text, sha256="",
        blocks=(Block(span=Span(0, len(text)), kind=BlockKind.PARAGRAPH),),
        marks=(Mark(span=Span(10, 13), labels=("1",)), Mark(span=Span(18, 21), labels=("2",))),
    )  # fmt: skip
    document = link(layout)
    assert [(citation.labels, citation.pages) for citation in document.citations] == [(("1", "2"), "7")]
    assert [claim.text for claim in document.claims] == ["It burned.", "Nobody spoke."]


def test_marks_without_entries_and_entries_without_marks() -> None:
    assert codes(linked("It burned.[1][9] Nobody spoke.[2][3]", *THREE)) == ["citation-dangling"]
    assert codes(linked("It burned.[1][3]", *THREE)) == ["reference-unused"]
    assert codes(linked("It burned.[1] Nobody spoke.[2]")) == ["references-missing"]
    assert codes(linked("It burned.")) == []


def test_what_is_wrong_with_entries() -> None:
    url = "https://salt.example/a"
    text = "It burned.[1][2][3][4][5][6]"
    document = linked(
        text,
        entry("1", "[1]"),
        entry("2", "A. See INSERT_URL", title="A"),
        entry("3", "B", urls=(url,)),
        entry("4", "C", urls=("http://www.salt.example/a/",)),
        entry("5", "D", identifiers={"isbn": "9780306406158"}),
        entry("6", "Todo lo demás", title="Todo lo demás"),
    )
    assert codes(document) == ["reference-empty", "reference-placeholder", "identifier-invalid", "reference-duplicate"]


def test_pages_keep_shortened_footnotes_apart() -> None:
    url = ("https://salt.example/a",)
    document = linked(
        "A.[1] B.[2]", entry("1", "R, p. 1", urls=url, pages="1"), entry("2", "R, p. 2", urls=url, pages="2")
    )
    assert codes(document) == []


def test_keys_survive_edits_elsewhere_and_renumbering() -> None:
    one = linked("It burned.[1] Nobody spoke.[2]", entry("1", "Alpha"), entry("2", "Beta"))
    other = linked(
        "A new line.[1] It burned.[2] Nobody spoke.[3]", entry("1", "New"), entry("2", "Alpha"), entry("3", "Beta")
    )
    assert {claim.key for claim in one.claims} < {claim.key for claim in other.claims}
    assert {reference.key for reference in one.references} < {reference.key for reference in other.references}


def test_keys_are_unique_where_words_are_not() -> None:
    document = linked("It burned.[1] It burned.[1] It burned.[2]", entry("1", "Alpha"), entry("2", "Alpha"))
    for items in (document.claims, document.references, document.citations):
        assert len({item.key for item in items}) == len(items)


def test_labels_that_start_again_mean_the_next_entry_below() -> None:
    text = "It burned.[1]\nAlpha\nIt rained.[1]\nBeta"
    first, second = text.index("Alpha"), text.index("Beta")
    rained = text.index("It rained")
    layout = Layout(
        name="text", format=DocumentFormat.PLAINTEXT, text=text, sha256="",
        blocks=(
            Block(span=Span(0, 13), kind=BlockKind.PARAGRAPH),
            Block(span=Span(rained, rained + 13), kind=BlockKind.PARAGRAPH),
        ),
        marks=(Mark(span=Span(10, 13), labels=("1",)), Mark(span=Span(rained + 10, rained + 13), labels=("1",))),
        entries=(
            Reference(key="a", label="1", text="Alpha", span=Span(first, first + 5)),
            Reference(key="b", label="1", text="Beta", span=Span(second, second + 4)),
        ),
    )  # fmt: skip
    document = link(layout)
    assert [citation.references for citation in document.citations] == [
        (reference.key,) for reference in document.references
    ]


def test_user_names_and_passwords_in_addresses_go_into_no_reference():
    document = read(
        b'The mill burned.[1]\n\nReferences\n\n1. "Mill". https://joe:pw@county.test/mill?a=b. Retrieved 4 May 2020.\n',
        name="mill.txt",
    )

    assert document.references[0].urls == ("https://county.test/mill?a=b",)

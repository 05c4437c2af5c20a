"""Fields of a reference and of a record: what is another way to write the same, and what is another value."""

from __future__ import annotations

import pytest
from registry_world import entry

from citecheck.registries.comparing.model import Agreement
from citecheck.registries.comparing.names import same_person
from citecheck.registries.comparing.words import without_markup
from citecheck.registries.matching import match
from citecheck.registries.model import Record, WorkKind

SAME, DIFFERS, ANOTHER, UNKNOWN = Agreement.SAME, Agreement.DIFFERS, Agreement.ANOTHER, Agreement.UNKNOWN


def agreement(field: str, cited, record: Record, *others: Record) -> Agreement:
    return match(cited, record, others=others, this_year=2026).of(field)


TITLES = [
    (SAME, "On the Motion of {Ice}", "On the motion of ice"),
    (SAME, "The motion of ice", "Motion of ice"),
    (SAME, "Na\\\"{\\i}ve models of caf\\'e noise", "Naïve models of café noise"),
    (SAME, "Behaviour of fibre in colour centres", "Behavior of fiber in color centers"),
    (SAME, "Ice &amp; snow in <i>Betula</i> forests", "Ice and snow in Betula forests"),
    (SAME, "Multi-scale ice models", "Multiscale ice models"),
    (SAME, "RETRACTED: Motion of river ice", "Motion of river ice"),
    (SAME, "Effects of $\\beta$-carotene on ice algae", "Effects of β-carotene on ice algae"),
    (SAME, "FLOES: Fast learning of ocean edges", "Fast learning of ocean edges"),
    (SAME, "Motion of river ice", "Motion of river ice: a study of eleven winters"),
    (SAME, "Motion of river ice. A study of eleven winters", "Motion of river ice"),
    (SAME, "The “motion” of ‘river’ ice?", "The motion of river ice"),
    (DIFFERS, "Motion of river ice in spring floods", "Motion of river ice under spring floods"),
    (DIFFERS, "Learning the edges of drifting floes", "Learning the edges of drifting icebergs"),
    (DIFFERS, "Neural models of the drift of ice", "Neural model of the drift of ice floes"),
    (ANOTHER, "Ice", "Ice: a natural history of the poles and their people"),
    (ANOTHER, "A survey of bridges in coastal towns", "Motion of river ice: a study of eleven winters"),
    (ANOTHER, "Deep models for the motion of ice", "Sparse features for the taste of rye bread"),
    (SAME, "Analysing the melt", "Analyzing the Melt"),
    (SAME, "Ice therapy of lakes", "Ice therapy of lakes [version 2; peer review: 2 approved]"),
    (SAME, "Is the lake dead? Evidence from ice", "Is the Lake Dead?: Evidence from Ice"),
    (SAME, "Notes on CO2 and H2O", "Notes on CO<sub>2</sub> and H<sub>2</sub>O"),
    (DIFFERS, "Correction to: Motion of river ice in spring", "Motion of river ice in spring"),
    (UNKNOWN, "Die Bewegung des Eises und die Wölfe in den Alpen", "The motion of the ice and the wolves in the Alps"),
    (UNKNOWN, "Движение речного льда", "Motion of river ice"),
    (UNKNOWN, "", "Motion of river ice"),
]


@pytest.mark.parametrize(("wanted", "cited", "recorded"), TITLES)
def test_titles(wanted: Agreement, cited: str, recorded: str) -> None:
    one = entry(text="x", title=cited)

    assert agreement("title", one, Record(registry="Crossref", titles=(recorded,))) is wanted


def test_any_form_of_the_title_that_the_record_has_will_do() -> None:
    record = Record(registry="Crossref", titles=("Bewegung des Flusseises", "Motion of river ice"))

    assert agreement("title", entry(title="Motion of river ice"), record) is SAME


PERSONS = [
    ("Lind, Ana", "Ana Lind"),
    ("A. Lind", "Lind, Ana Maria"),
    ("Lind AM", "Ana M. Lind"),
    ("Lind, A.-M.", "Lind, Anne-Marie"),
    ("Müller, Jörg", "Mueller, J."),
    ("Muller, J", "Jörg Müller"),
    ("Ångström, Åsa", "Angstrom, Asa"),
    ("Łukasz Kowalski", "Kowalski, Lukasz"),
    ("Чехов, А. П.", "Chekhov, Anton"),
    ("Tchekhov, Anton", "Chekhov, A."),
    ("Ю. Яковлев", "Yakovlev, Yuri"),
    ("Jakovlev, J.", "Yakovlev, Yuri"),
    ("Zhang Wei", "Wei Zhang"),
    ("van der Berg, Jan", "J. van der Berg"),
    ("Berg, Jan van der", "Jan van der Berg"),
    ("García Márquez, Gabriel", "Gabriel García Márquez"),
    ("García, Gabriel", "Gabriel García-Márquez"),
    ("O'Neil, Pat", "Pat O’Neil"),
    ("Robert Lind Jr.", "Lind, R."),
    ("J. Robert Holm", "Robert Holm"),
    ("Wei Zhang 0001", "Wei Zhang"),
    ('Sch{\\"o}nherr, Simon', "Simon Schönherr"),
    ("Martínez-González, María A.", "M. A. Martinez Gonzalez"),
    ("King, Jr., Martin Luther", "Martin Luther King"),
    ("WANG Xiao-Ming", "Xiaoming Wang"),
    ("Al-Rfou, Rami", "Rami Al-Rfou"),
    ("Papadopoulos, G.", "Παπαδόπουλος, Γ."),
    ("Dostoevsky, Fyodor", "Достоевский, Фёдор"),
    ("World Health Organization", "World Health Organisation"),
]
STRANGERS = [
    ("Lind, Ana", "Lund, Ana"),
    ("Lind, Ana", "Lind, Bo"),
    ("Wei Zhang", "Yue Zhang"),
    ("Chen, Ming", "Chan, Ming"),
    ("Müller, Jörg", "Möller, Jörg"),
    ("Wu, Qitian", "Wei, Qitian"),
    ("John Doe", "Ana Lind"),
    ("Lake Survey Team", "Ana Lind"),
]


@pytest.mark.parametrize(("one", "other"), PERSONS)
def test_two_names_of_one_person(one: str, other: str) -> None:
    assert same_person(one, other)
    assert same_person(other, one)


@pytest.mark.parametrize(("one", "other"), STRANGERS)
def test_names_of_two_persons(one: str, other: str) -> None:
    assert not same_person(one, other)
    assert not same_person(other, one)


LISTS = [
    (SAME, "Ana Lind; Bo Ek; Cid Öst", "Lind, A.; Ek, B.; Ost, C."),
    (SAME, "Ana Lind; others", "Lind, A.; Ek, B.; Ost, C."),
    (SAME, "Ana Lind; et al.", "Lind, A.; Ek, B.; Ost, C."),
    (DIFFERS, "Ana Lind; Bo Ek", "Lind, A.; Ek, B.; Ost, C."),
    (DIFFERS, "Bo Ek; Ana Lind", "Lind, A.; Ek, B."),
    (DIFFERS, "Ana Lind; Bo Ek; Per Moe", "Lind, A.; Ek, B.; Ost, C."),
    (ANOTHER, "Per Moe; Ida Ask", "Lind, A.; Ek, B."),
    (ANOTHER, "Ana Lind; Per Moe; Ida Ask", "Lind, A.; Ek, B."),
    (UNKNOWN, "Taro Yamada", "山田, 太郎"),
    (UNKNOWN, "Ana Lind", ""),
    (UNKNOWN, "", "Lind, A."),
]


@pytest.mark.parametrize(("wanted", "cited", "recorded"), LISTS)
def test_lists_of_authors(wanted: Agreement, cited: str, recorded: str) -> None:
    record = Record(registry="Crossref", authors=tuple(name for name in recorded.split("; ") if name))

    assert agreement("authors", entry(title="x", authors=cited), record) is wanted


VENUES = [
    (SAME, "J. Limnol.", "Journal of Limnology"),
    (SAME, "Phys. Rev. Lett.", "Physical Review Letters"),
    (SAME, "Proc. Natl. Acad. Sci. U.S.A.", "Proceedings of the National Academy of Sciences"),
    (SAME, "PNAS", "Proceedings of the National Academy of Sciences"),
    (SAME, "NIPS", "Neural Information Processing Systems"),
    (SAME, "Advances in Neural Information Processing Systems 30", "NeurIPS"),
    (SAME, "Proceedings of the 2019 Conference on Computer Vision and Pattern Recognition (CVPR)", "CVPR"),
    (SAME, "IEEE/CVF Conference on Computer Vision and Pattern Recognition, CVPR 2022, Lake Town", "CVPR"),
    (SAME, "Lect. Notes Comput. Sci.", "Lecture Notes in Computer Science"),
    (SAME, "The Journal of Limnology", "Journal of limnology"),
    (SAME, "Zeitschrift für Physik", "Zeitschrift fur Physik"),
    (SAME, "BMJ", "British Medical Journal"),
    (SAME, "arXiv preprint arXiv:1901.00001", "Journal of Limnology"),
    (SAME, "Science (New York, N.Y.)", "Science"),
    (SAME, "Angew. Chem. Int. Ed.", "Angewandte Chemie International Edition"),
    (SAME, "MNRAS", "Monthly Notices of the Royal Astronomical Society"),
    (SAME, "Commun. ACM", "Communications of the ACM"),
    (SAME, "OSDI '16", "12th USENIX Symposium on Operating Systems Design and Implementation (OSDI 16)"),
    (UNKNOWN, "Cell", "Molecular Cell"),
    (UNKNOWN, "Phys. Rev. D", "Physical Review Letters"),
    (UNKNOWN, "Academic Press", "Journal of Limnology"),
    (ANOTHER, "ICML", "NeurIPS"),
    (ANOTHER, "Physical Review Letters", "Journal of Limnology"),
    (ANOTHER, "Symposium on Learned Tides", "ICML"),
    (UNKNOWN, "Proceedings of Machine Learning Research", "ICML"),
    (UNKNOWN, "Springer", "Journal of Limnology"),
    (UNKNOWN, "LTJ", "Journal of Limnology"),
    (UNKNOWN, "", "Journal of Limnology"),
]


@pytest.mark.parametrize(("wanted", "cited", "recorded"), VENUES)
def test_venues(wanted: Agreement, cited: str, recorded: str) -> None:
    record = Record(registry="Crossref", kind=WorkKind.ARTICLE, venues=(recorded,))

    assert agreement("venue", entry(title="x", venue=cited), record) is wanted


def test_a_preprint_says_nothing_about_where_it_was_published_later() -> None:
    preprint = Record(registry="arXiv", kind=WorkKind.PREPRINT, venues=("arXiv",), years=(2018,))
    published = Record(registry="Crossref", kind=WorkKind.PAPER, venues=("ICML",), years=(2020,))
    cited = entry(title="x", venue="ICML", published="2020")

    assert agreement("venue", cited, preprint) is UNKNOWN
    assert agreement("year", cited, preprint) is SAME
    assert agreement("venue", cited, preprint, published) is SAME
    assert agreement("venue", entry(title="x", venue="NeurIPS"), preprint, published) is ANOTHER


YEARS = [
    (SAME, "2019", (2019,)),
    (SAME, "2020", (2019,)),
    (SAME, "2018-12-31", (2019,)),
    (SAME, "2021", (2019, 2021)),
    (DIFFERS, "2022", (2019,)),
    (DIFFERS, "2033", (2032,)),
    (UNKNOWN, None, (2019,)),
    (UNKNOWN, "2019", ()),
]


@pytest.mark.parametrize(("wanted", "cited", "recorded"), YEARS)
def test_years(wanted: Agreement, cited: str | None, recorded: tuple[int, ...]) -> None:
    record = Record(registry="Crossref", kind=WorkKind.ARTICLE, years=recorded)

    assert agreement("year", entry(title="x", published=cited), record) is wanted


def test_the_book_of_a_chapter_is_not_another_work() -> None:
    book = Record(registry="Crossref", kind=WorkKind.BOOK, titles=("A handbook of ice",), authors=("Moe, Per",))
    chapter = entry(title="Ice on rivers", authors="Lind, Ana", venue="A Handbook of Ice", kind="chapter")
    other = entry(title="Ice on rivers", authors="Lind, Ana", venue="Annals of Winds", kind="chapter")

    assert match(chapter, book, this_year=2026).differences == ()
    assert agreement("title", other, book) is ANOTHER


RUNNING = [
    "Lind A, Ek B. Motion of river ice: a study of eleven winters. J Limnol. 2011;3(1):45-67.",
    "A. Lind and B. Ek, “Motion of River Ice,” Journal of Limnology, vol. 3, 2011.",
    "Lind, Ana; Ek, Bo (2011). Motion of river ice – a study of eleven winters. Retrieved 3 May 2019.",
    "Motion of river ice: A Study of Eleven Winters / A. Lind [et al.]. – 2011.",
]


@pytest.mark.parametrize("text", RUNNING)
def test_an_entry_of_running_text_agrees_however_its_fields_were_cut(text: str) -> None:
    record = Record(
        registry="Crossref",
        titles=("Motion of river ice", "Motion of river ice: a study of eleven winters"),
        authors=("Lind, Ana", "Ek, Bo", "Öst, Cid"),
        years=(2011,),
        venues=("Journal of Limnology",),
    )
    cited = entry(text, structured=False, title="Lind A, Ek B", authors="Motion, A. of", published="2019")

    found = match(cited, record, this_year=2026)

    assert (found.of("title"), found.of("authors")) == (SAME, SAME)
    assert found.differences == ()


@pytest.mark.parametrize(
    "text",
    [
        "Lind A, Ek B. J Limnol. 2011;3(1):45-67. doi:10.1000/ice",
        "See Lind and Ek (2011), doi:10.1000/ice.",
        "https://doi.org/10.1000/ice",
        "Journal of Limnology 3 (2011), p. 45",
    ],
)
def test_an_entry_without_a_title_is_never_that_of_another_work(text: str) -> None:
    record = Record(registry="Crossref", titles=("Motion of river ice",), authors=("Lind, Ana",), years=(2011,))
    cited = entry(text, structured=False, title="J Limnol", published="2011")

    assert match(cited, record, this_year=2026).of("title") is UNKNOWN


def test_markup_becomes_letters() -> None:
    assert without_markup("Sch{\\\"o}n {\\ss} \\'E \\v{s} <sub>2</sub> &amp; {\\o}") == "Schön ss E s 2 & o".replace(
        "ö", "o"
    )


@pytest.mark.parametrize("size", [1_000, 100_000])
def test_long_and_odd_values_are_compared_in_time(size: int) -> None:
    record = Record(registry="Crossref", titles=("a: " * size,), authors=("x, y",) * 500, venues=("(" * size,))
    cited = entry(text="x", title="a: " * size, authors="; ".join(["y x"] * 500), venue="((" * size)

    assert match(cited, record, this_year=2026).of("authors") is SAME

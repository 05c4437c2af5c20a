"""LaTeX: citations of natbib, biblatex and \\bibitem, files of a project, macros, and what is no text."""

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.errors import ReadingError
from claims.model import Document
from claims.reading import read

BIB = """
@article{lee2019, author = {Lee, Ann}, title = {The mill}, year = 2019, doi = {10.1000/a}}
@book{roe:2020, author = {Roe, Jo and Ng, Bo}, title = {The oven}, year = 2020}
@misc{ng_21, author = {Ng, A and B, C and D, E}, title = {The weir}, year = 2021, url = {https://weir.test/x}}
"""
HEAD = "\\documentclass{article}\n\\begin{document}\n"


def document(folder: Path, body: str, *, head: str = HEAD, files: dict[str, str] | None = None) -> Document:
    for name, text in {"refs.bib": BIB, **(files or {})}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    path = folder / "paper.tex"
    path.write_text(f"{head}{body}\n\\bibliography{{refs}}\n\\end{{document}}\n", encoding="utf-8")
    return read(path)


def cited(found: Document) -> list[tuple[tuple[str, ...], int, str | None]]:
    return [(one.labels, len(one.references), one.pages) for one in found.citations]


def prose(found: Document) -> list[str]:
    return [found.prose(claim.span) for claim in found.claims]


def codes(found: Document) -> list[str]:
    return [one.code for one in found.problems if one.code not in ("claim-uncited", "reference-unused")]


@pytest.mark.parametrize(
    ("text", "words", "marks"),
    [
        (r"It burned~\cite{lee2019}.", "It burned.", [(("lee2019",), 1, None)]),
        (r"It burned \citep[see][p.~3]{lee2019, roe:2020}.", "It burned.", [(("lee2019", "roe:2020"), 2, "3")]),
        (r"It burned \parencite[12--14]{lee2019}.", "It burned.", [(("lee2019",), 1, "12–14")]),
        (r"It burned \autocite*{lee2019}.", "It burned.", [(("lee2019",), 1, None)]),
        (r"It burned.\footcite[3]{lee2019}", "It burned.", [(("lee2019",), 1, "3")]),
        (r"It burned \autocites[3]{lee2019}[4]{ng_21}.", "It burned.", [(("lee2019", "ng_21"), 2, "3")]),
        (r"\citet{lee2019} says it burned.", "Lee says it burned.", [(("lee2019",), 1, None)]),
        (r"\textcite[7]{roe:2020} say it burned.", "Roe and Ng say it burned.", [(("roe:2020",), 1, "7")]),
        (r"\Citeauthor{ng_21} say it burned.", "Ng et al. say it burned.", [(("ng_21",), 1, None)]),
        (r"It burned in \citeyear{lee2019}.", "It burned in 2019.", [(("lee2019",), 1, None)]),
        (r"\citetitle{lee2019} says it burned.", "The mill says it burned.", [(("lee2019",), 1, None)]),
        (r"It burned (\citealp{lee2019}).", "It burned.", [(("lee2019",), 1, None)]),
        (r"It burned \shortcite{lee2019}.", "It burned.", [(("lee2019",), 1, None)]),
        (r"It burned \cite {LEE2019}.", "It burned.", [(("LEE2019",), 1, None)]),
        (
            r"It burned \citep[the mill alone;][]{lee2019}.",
            "It burned (the mill alone).",
            [(("lee2019",), 1, None)],
        ),
    ],
)  # fmt: skip
def test_citations(tmp_path: Path, text: str, words: str, marks: list[tuple[tuple[str, ...], int, str | None]]) -> None:
    found = document(tmp_path, text)
    assert cited(found) == marks
    assert prose(found) == [words]
    assert codes(found) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (r"G\"odel, Erd\H{o}s, Ma\'{\i}n, \c{c}a, stra\ss e, \O re, na{\"\i}ve.",
         "Gödel, Erdős, Maín, ça, straße, Øre, naïve."),
        ("``The mill'' --- 3--5\\,m, 50\\% of \\$4 \\& \\textit{more}\\ldots", "“The mill” — 3–5 m, 50% of $4 & more…"),
        (r"It had $n = 35$ wheels and $10^{-6}$ \(x\) stones.", "It had n = 35 wheels and 10⁻⁶ x stones."),
        (r"At \SI{5}{\kilo\metre\per\hour}, \qty{3}{\percent}, \num{7} m\textsuperscript{2}.", "At 5 km/h, 3%, 7 m²."),
        (r"CO$_2$, \S~3 and \pounds 5.", "CO2, § 3 and £5."),
        (r"\iffalse No \cite{nobody}. \ifx a\fi Not. \fi It burned.", "It burned."),
        (r"The \LaTeX{} mill of 20\textdegree.", "The LaTeX mill of 20°."),
        (r"The \href{https://mill.test/}{old mill} burned.", "The old mill burned."),
        ("The mill % and not this \\cite{nobody}\nburned.", "The mill burned."),
        (r"The \verb|\cite{nobody}| command.", r"The \cite{nobody} command."),
        ("\\begin{verbatim}\n\\cite{nobody}\n\\end{verbatim}\nIt burned.", "It burned."),
        ("It burned.\n\\begin{equation}\nx = \\cite{nobody}\n\\end{equation}", "It burned."),
        ("\\begin{comment}\\cite{nobody}\\end{comment}It burned.", "It burned."),
        (r"\textcolor{red}{It} {\bfseries burned}\label{a}\vspace{3mm}\index{fire}.", "It burned."),
        (r"It burned\footnotemark[3] \unknown[x=1]{down}.", "It burned down."),
        (r"It burned. \citereset \maketitle", "It burned."),
        (r"\author{Nobody \cite{nobody}}\title{A mill}It burned.", "It burned."),
    ],
)  # fmt: skip
def test_words(tmp_path: Path, text: str, words: str) -> None:
    found = document(tmp_path, text)
    assert (" ".join(prose(found)), codes(found)) == (words, [])


@pytest.mark.parametrize(
    ("definitions", "text", "words"),
    [
        (r"\newcommand{\mill}{Ebbing Mill}", r"\mill{} burned \cite{lee2019}.", "Ebbing Mill burned."),
        (r"\newcommand{\see}[2][]{#2 burned \citep[#1]{lee2019}}", r"\see[p. 4]{It}.", "It burned."),
        (r"\def\both#1#2{#2 and #1}", r"\both{wheel}{Mill} burned \cite{lee2019}.", "Mill and wheel burned."),
        (r"\newcommand\mine{\cite{lee2019}}", r"It burned \mine.", "It burned."),
        (r"\let\mycite\cite", r"It burned \mycite{lee2019}.", "It burned."),
        (r"\NewDocumentCommand{\m}{O{It} m}{#1 #2}", r"\m{burned} \cite{lee2019}.", "It burned."),
        (r"\newcommand*{\code}[1]{\detokenize{#1}}", r"It burned \cite{lee2019}.", "It burned."),
        (r"\newenvironment{x}{\cite{nobody}}{\cite{nobody}}", r"It burned \cite{lee2019}.", "It burned."),
    ],
)
def test_macros_of_the_document(tmp_path: Path, definitions: str, text: str, words: str) -> None:
    found = document(tmp_path, text, head=f"\\documentclass{{article}}\n{definitions}\n\\begin{{document}}\n")
    assert (prose(found), [one[0] for one in cited(found)], codes(found)) == ([words], [("lee2019",)], [])


@pytest.mark.parametrize(
    ("text", "keys"), [(r"It burned \cite{nobody}.", "nobody"), (r"\citet{lee2019,nobody} say so.", "nobody")]
)
def test_keys_without_an_entry_dangle(tmp_path: Path, text: str, keys: str) -> None:
    found = document(tmp_path, f"{text} It was a mill \\cite{{ng_21}}.")
    assert [one.message for one in found.problems if one.code == "citation-dangling"] == [
        f"The mark [{keys}] points to no entry in the list of references."
    ]


@pytest.mark.parametrize(
    "text",
    [
        r"Lee: \textquote[{\cite[3]{lee2019}}]{It burned to the ground}.",
        r"Lee: \textcquote[3]{lee2019}{It burned to the ground}.",
        r"Lee: \enquote{It burned to the ground} \cite[3]{lee2019}.",
        r"\begin{displayquote}[{\cite[3]{lee2019}}]It burned to the ground\end{displayquote}",
        r"\begin{displaycquote}[3]{lee2019}It burned to the ground\end{displaycquote}",
    ],
)
def test_quotations_of_csquotes(tmp_path: Path, text: str) -> None:
    found = document(tmp_path, text)
    quotes = [found.prose(quote.span).strip() for claim in found.claims for quote in claim.quotes]
    assert (quotes, cited(found)) == (["It burned to the ground"], [(("lee2019",), 1, "3")])


def test_headings_lists_tables_and_quotations(tmp_path: Path) -> None:
    body = r"""
\section{History}\label{sec:h}
\subsection*{The \emph{Building}}
It was built.
\begin{enumerate}\item[(a)] One wheel \cite{lee2019}. \item Two wheels. \end{enumerate}
\begin{table}[ht]\caption[short]{Wheels of the mill \cite{ng_21}.}
\begin{tabular}{l|rr} \hline Year & Wheels \\ 1764 & 3 \cite{lee2019} \\ \end{tabular}\end{table}
\begin{quotation}The noise is that of the sea.\end{quotation}
"""
    found = document(tmp_path, body)
    assert [(claim.kind.value, claim.section, found.prose(claim.span)) for claim in found.claims] == [
        ("paragraph", ("History", "The Building"), "It was built."),
        ("list-item", ("History", "The Building"), "(a) One wheel."),
        ("list-item", ("History", "The Building"), "Two wheels."),
        ("caption", ("History", "The Building"), "Wheels of the mill."),
        ("table-cell", ("History", "The Building"), "3"),
        ("quote", ("History", "The Building"), "The noise is that of the sea."),
    ]


def test_a_list_of_references_of_its_own(tmp_path: Path) -> None:
    body = (
        "\\citet{lee} says it burned \\cite{roe}. It was a mill \\cite{nobody}.\n"
        "\\begin{thebibliography}{9}\n"
        "\\bibitem[{Lee et~al.(2019)Lee, Ann}]{lee} Lee, A. \\newblock \\emph{The mill}. 2019.\n"
        "  \\url{https://mill.test/a%20b}.\n"
        "\\bibitem{roe} Roe, Jo. ``The oven''. 2020. \\href{https://doi.org/10.1000/b}{doi:10.1000/b}\n"
        "\\end{thebibliography}\n"
    )
    found = document(tmp_path, body, files={"refs.bib": ""})
    assert prose(found) == ["Lee et al. says it burned.", "It was a mill."]
    assert [one.label for one in found.references] == ["lee", "roe"]
    assert found.references[0].urls == ("https://mill.test/a%20b",)
    assert found.references[1].identifiers == {"doi": "10.1000/b"}
    assert codes(found) == ["citation-dangling"]


def test_footnotes(tmp_path: Path) -> None:
    body = (
        r"It burned.\footnote{See \cite[3]{lee2019}.} A page says so.\footnote{\url{https://page.test/x}} "
        r"It was a mill.\footnote{The mill was older than the town, as its deed shows \cite{ng_21}.}"
    )
    found = document(tmp_path, body)
    assert [one.labels for one in found.citations] == [("lee2019",), ("note 1",), ("ng_21",), ("ng_21",)]
    assert prose(found)[-1] == "The mill was older than the town, as its deed shows."
    assert [(one.label, one.urls) for one in found.references if "note" in one.label] == [
        ("note 1", ("https://page.test/x",))
    ]
    assert codes(found) == []


def test_a_project_of_several_files(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        "\\input{parts/one}\n\\include{two}\n\\subimport{parts/}{three}\n",
        files={
            "parts/one.tex": "\\section{One}\nThe first burned \\cite{lee2019}.\n",
            "two.tex": "The second burned\n  \\cite{ng_21}.",
            "parts/three.tex": "The third burned \\cite{roe:2020}.",
        },
    )
    assert prose(found) == ["The first burned.", "The second burned.", "The third burned."]
    places = [found.origin(one.span) for one in found.citations]
    assert [(place.file, place.line, place.column) for place in places if place] == [
        ("parts/one.tex", 2, 18),
        ("two.tex", 2, 3),
        ("parts/three.tex", 1, 18),
    ]
    entries = [found.origin(one.span) for one in found.references]
    assert [(place.file, place.line) for place in entries if place] == [
        ("refs.bib", 2),
        ("refs.bib", 4),
        ("refs.bib", 3),
    ]


@pytest.mark.parametrize(
    "named", ["/etc/hostname", "../outside", "parts/../../outside", "link", "~/x", "C:/x", "missing", "\\jobname"]
)
def test_files_outside_of_the_folder_are_not_read(tmp_path: Path, named: str) -> None:
    folder = tmp_path / "paper"
    folder.mkdir()
    (tmp_path / "outside.tex").write_text("A secret.", encoding="utf-8")
    (folder / "link.tex").symlink_to(tmp_path / "outside.tex")
    found = document(folder, f"It burned \\cite{{lee2019}}. \\input{{{named}}}")
    assert prose(found) == ["It burned."]
    assert [one.message for one in found.problems if named.strip() in one.message] != []


def test_a_compiled_list_stands_in_for_a_bibliography_that_is_missing(tmp_path: Path) -> None:
    compiled = "\\begin{thebibliography}{1}\n\\bibitem{old} Lee, A. The mill. 1990.\n\\end{thebibliography}\n"
    (tmp_path / "paper.tex").write_text(f"{HEAD}It burned \\cite{{old}}.\n\\bibliography{{gone}}\\end{{document}}")
    assert codes(read(tmp_path / "paper.tex")) == ["document-incomplete", "references-missing"]
    (tmp_path / "paper.bbl").write_text(compiled, encoding="utf-8")
    found = read(tmp_path / "paper.tex")
    assert ([one.label for one in found.references], codes(found)) == (["old"], [])


def test_a_bibliography_that_nothing_needs_is_no_problem(tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    text = f"{HEAD}It burned \\cite{{lee2019}}.\n\\bibliography{{IEEEabrv,refs}}\n\\end{{document}}"
    (tmp_path / "paper.tex").write_text(text, encoding="utf-8")
    assert codes(read(tmp_path / "paper.tex")) == []


def test_the_caller_names_a_bibliography(tmp_path: Path) -> None:
    (tmp_path / "x.bib").write_text(BIB, encoding="utf-8")
    text = f"{HEAD}It burned \\cite{{lee2019}}.\\bibliography{{../up}}\\end{{document}}".encode()
    found = read(text, name="-", bibliography=[str(tmp_path / "x.bib")])
    assert (cited(found), codes(found)) == ([(("lee2019",), 1, None)], [])


def test_nocite_lists_works(tmp_path: Path) -> None:
    found = document(tmp_path, r"It burned \cite{lee2019}.\nocite{ng_21}")
    assert [one.label for one in found.references] == ["lee2019", "ng_21"]
    assert len(document(tmp_path, r"It burned \cite{lee2019}.\nocite{*}").references) == 3


def test_marks_stand_where_they_are_written(tmp_path: Path) -> None:
    found = document(tmp_path, "It burned\n  \\citep[p.~3]{lee2019}, and \\citet{ng_21} said so.")
    places = [found.origin(one.span) for one in found.citations]
    assert [(place.line, place.column, place.end_column) for place in places if place] == [(4, 3, 24), (4, 30, 43)]


def _doubling() -> str:
    """Return 26 macros, each of which calls the next one twice."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    return "".join(f"\\newcommand{{\\x{c}}}{{\\x{d}\\x{d}}}" for c, d in pairwise(letters))


HOSTILE = {
    "a macro that calls itself": r"\newcommand{\a}{\a\a}\a ",
    "macros in a circle": r"\newcommand{\a}{\b\b}\newcommand{\b}{\a\a}\a ",
    "macros that double": _doubling() + r"\xa ",
    "an input of itself": r"\input{paper}",
    "inputs in a circle": r"\input{one}",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_circles_end(tmp_path: Path, name: str) -> None:
    start = time.process_time()
    found = document(
        tmp_path,
        f"It burned \\cite{{lee2019}}.\n\n{HOSTILE[name]}",
        files={"one.tex": "\\input{two}", "two.tex": "\\input{one}"},
    )
    assert prose(found)[:1] == ["It burned."]
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    "piece",
    [
        *("{", "}", "[", "\\cite{", "\\cite[", "\\begin{a}", "\\begin{itemize}", "\\end{a}", "$", "$$", "\\[", "\\("),
        *("%", "\\", "\\newcommand", "\\newcommand{\\a}[9]{", "\\def\\a#1", "\\verb|", "\\footnote{", "\\url{"),
        *("\\footnote{a \\cite{b}}", "\\bibitem{a}", "\\begin{verbatim}", "\\url{a}", "\\section{", "\\cite{a}"),
        *("\\'", "#1", "~", "&", "\\\\", "\n\n", "\\item ", "\\begin{tabular}{l}", "\\caption{", "\\input{a}"),
        *("\\bibitem[{", "\\citep[a][b]{c,d}"),
    ],
)
def test_hostile_texts_cost_what_their_size_costs(piece: str) -> None:
    start = time.process_time()
    read((HEAD + piece * (60_000 // len(piece))).encode(), name="a.tex")
    assert time.process_time() - start < 6


PIECES = [
    *("\\", "{", "}", "[", "]", "cite", "a", " ", "\n\n", "$", "%", "\\begin{itemize}", "\\end{itemize}", "\\item"),
    *("\\bibitem{a}", "\\footnote", "\\begin{thebibliography}{1}", "\\end{thebibliography}", "\\newcommand{\\x}"),
    *("\\x", "&", "\\\\", "#1", "\\url{x}", "\\section", "\\begin{tabular}{l}", "\\end{tabular}"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_tex_gives_a_document(pieces: list[str]) -> None:
    try:
        found = read((HEAD + "".join(pieces)).encode(), name="a.tex")
    except ReadingError as error:
        assert str(error).startswith("a.tex: ")
        return
    for part in (*found.claims, *found.references):
        assert found.text[part.span.start : part.span.end] == part.text

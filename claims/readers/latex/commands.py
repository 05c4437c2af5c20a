"""What commands and environments of LaTeX mean for a reader of the text."""

from __future__ import annotations

import re

SECTIONS = {
    "part": 1,
    "chapter": 2,
    "section": 3,
    "subsection": 4,
    "subsubsection": 5,
    "paragraph": 6,
    "subparagraph": 6,
    "addchap": 2,
    "addsec": 3,
    "abstractname": 3,
}
"""Commands of headings, with their levels."""

FRONT = {
    **dict.fromkeys(("author", "date", "affil", "affiliation", "institute", "address", "email", "thanks"), 1),
    **dict.fromkeys(("shorttitle", "shortauthors", "correspondingauthor", "altaffilmark", "altaffiliation"), 1),
    **dict.fromkeys(("runningtitle", "titlerunning", "authorrunning", "keywords", "subjclass", "pacs", "received"), 1),
    **dict.fromkeys(("IEEEauthorblockN", "IEEEauthorblockA", "IEEEpubid", "markright", "slugcomment", "subtitle"), 1),
    **dict.fromkeys(("ead", "cortext", "corref", "fntext", "dedicatory", "urladdr", "curraddr", "orcidlink"), 1),
    "altaffiltext": 2,
    "icmlauthor": 2,
    "icmlaffiliation": 2,
}
"""Commands of title pages, with how many arguments they have."""

UNSEEN = {
    **dict.fromkeys(
        [
            *("label", "ref", "eqref", "pageref", "autoref", "nameref", "cref", "Cref", "crefrange", "vref"),
            *("index", "glossary", "vspace", "hspace", "includegraphics", "graphicspath", "bibliographystyle"),
            *("pagestyle", "thispagestyle", "usepackage", "RequirePackage", "documentclass"),
            *("PassOptionsToPackage", "stepcounter", "refstepcounter", "color", "pagecolor", "hypersetup"),
            *("geometry", "lstset", "theoremstyle", "captionsetup", "sisetup", "tikzset", "usetikzlibrary"),
            *("pgfplotsset", "DeclareGraphicsExtensions", "hyphenation", "linespread", "phantom", "hphantom"),
            *("vphantom", "cline", "cmidrule", "bibliographyfont", "todo", "selectlanguage", "includeonly"),
            *("ORCID", "orcid", "acmDOI", "acmISBN", "ccsdesc", "svgpath", "newcounter", "newlength", "newif"),
            *("bibnote", "citestyle", "setcitestyle", "urlstyle", "AtBeginDocument", "AtEndDocument"),
            *("setmainfont", "setsansfont", "setmonofont", "lstinputlisting", "verbatiminput"),
            *("externaldocument", "DeclareSourcemap", "ExecuteBibliographyOptions", "subfix"),
        ],
        1,
    ),
    **dict.fromkeys(
        [
            *("setlength", "addtolength", "setcounter", "addtocounter", "rule", "markboth", "fontsize"),
            *("pdfbookmark", "DeclareFieldFormat", "DeclareUnicodeCharacter", "numberwithin", "settowidth"),
            *("newfloat", "inputminted", "SetKwInput", "DeclareLanguageMapping"),
        ],
        2,
    ),
    "definecolor": 3,
    "addcontentsline": 3,
    "titleformat": 5,
    "crefname": 3,
    "Crefname": 3,
    "textcolor": 1,  # the colour; the words follow
    "colorbox": 1,
    "foreignlanguage": 1,
    "raisebox": 1,
    "parbox": 1,
    "makebox": 0,
    "scalebox": 1,
    "rotatebox": 1,
    "resizebox": 2,
    "multicolumn": 2,
    "multirow": 2,
    "hyperref": 0,
    "hyperlink": 1,
    "hypertarget": 1,
    "gls": 0,
    "SI": 0,
}
"""Commands whose first arguments are no text, with how many these are. Their optional arguments are left out too."""

ENVIRONMENT_ARGUMENTS = {
    "tabular": 1,
    "tabular*": 2,
    "tabularx": 2,
    "tabulary": 2,
    "longtable": 1,
    "supertabular": 1,
    "array": 1,
    "minipage": 1,
    "multicols": 1,
    "multicols*": 1,
    "wrapfigure": 2,
    "wraptable": 2,
    "subfigure": 1,
    "subtable": 1,
    "adjustbox": 1,
    "adjustwidth": 2,
    "spacing": 1,
    "turn": 1,
    "rotate": 1,
    "list": 2,
    "CJK": 2,
    "CJK*": 2,
    "thebibliography": 1,
    "otherlanguage": 1,
    "foreigndisplayquote": 1,
    "textblock": 1,
    "cases": 0,
}
"""Environments with arguments that are no text."""

TABLES = frozenset({"tabular", "tabular*", "tabularx", "tabulary", "longtable", "supertabular", "deluxetable"})
LISTS = frozenset({"itemize", "enumerate", "description", "compactitem", "compactenum", "inparaenum", "list", "tasks"})
QUOTES = frozenset({"quote", "quotation", "displayquote", "foreigndisplayquote", "verse", "displaycquote", "epigraph"})
RAW = frozenset(
    [
        *("verbatim", "verbatim*", "Verbatim", "BVerbatim", "LVerbatim", "lstlisting", "minted", "comment"),
        *("filecontents", "filecontents*", "alltt", "tikzpicture", "pgfpicture", "axis", "algorithm"),
        *("algorithmic", "algorithm2e", "algorithmic*", "pspicture", "picture", "code", "verbatimtab", "asy"),
        *("luacode", "luacode*", "tikzcd", "forest", "dot", "CCSXML"),
    ]
)
"""Environments whose content is no text."""

MATH = frozenset(
    [
        *("equation", "equation*", "align", "align*", "eqnarray", "eqnarray*", "gather", "gather*", "multline"),
        *("multline*", "flalign", "flalign*", "alignat", "alignat*", "displaymath", "math", "dmath", "dmath*"),
        *("subequations", "split"),
    ]
)

GROUPS = re.compile(
    r"(?:paren|foot|auto|smart|super|full|footfull|online|short|no|par|block|text|vol|pnote|note|a|f|i|b)?cite"
    r"(?:yearpar|author|title|alias|year|text|date|num|url|alp|alt|al|NP|AP|[ANPST]){0,5}\*?",
    re.IGNORECASE,
)
"""Names of commands that cite, in natbib, biblatex, cite, apacite, revtex and harvard."""
IN_TEXT = re.compile(r"(?:text|short|full)?cite(?:t|s?A|alt|author|N|al)s?\*?|textcites?\*?", re.IGNORECASE)
"""Those that are a part of the sentence: the names of the authors stand before the mark."""
NO_CITE = frozenset(
    {
        "citereset",
        "citetext",
        "mancite",
        "citestyle",
        "setcitestyle",
        "defcitealias",
        "citename",
        "citefield",
        "bibcite",
    }
)

__all__ = [
    "ENVIRONMENT_ARGUMENTS",
    "FRONT",
    "GROUPS",
    "IN_TEXT",
    "LISTS",
    "MATH",
    "NO_CITE",
    "QUOTES",
    "RAW",
    "SECTIONS",
    "TABLES",
    "UNSEEN",
]

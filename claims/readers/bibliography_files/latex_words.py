"""LaTeX in the fields of a bibliography to plain text: accents, symbols, commands for type, braces."""

from __future__ import annotations

import logging
import re
from functools import cache, lru_cache

from pylatexenc.latex2text import (  # type: ignore[import-untyped]  # it ships no type hints
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)

logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)  # it prints what it cannot read
_LATEX = re.compile(r"[\\$^]")
_LIGATURES = re.compile(r"---?|``|''|[{}]|~")
_SHOWN = {"---": "—", "--": "–", "``": "“", "''": "”", "~": " "}
_PERCENT = re.compile(r"(?<!\\)%")
_ADDRESS = re.compile(r"\\(?:url|path|nolinkurl)\s*\{([^{}]*)\}")
_LINK = re.compile(r"\\href\s*\{[^{}]*\}")
_SIGNS = re.compile(r"(?<!\\)([%#_&~^$])")
_COMMANDS = re.compile(r"\\[A-Za-z]+\s*|\\(.)|[{}$]", re.DOTALL)
_WHITE = re.compile(r"\s+")
_BRACES = re.compile(r"[{}]|\\begin\b|\\end\b")
_LONGEST = 20_000  # characters of a field that are read as LaTeX; titles and lists of authors have fewer
_DEEPEST = 60  # braces within braces; the parser calls itself for each
_WORDS = {
    "TeX": "TeX",
    "LaTeX": "LaTeX",
    **{"S": "§", "P": "¶", "pounds": "£", "euro": "€", "texteuro": "€", "dag": "†", "ddag": "‡", "copyright": "©"},
    "BibTeX": "BibTeX",
    "hyphen": "-",
    "MF": "METAFONT",
    "textquotesingle": "'",
    "bibrangedash": "–",
}
_JOURNALS = {
    "aj": "AJ",
    "actaa": "Acta Astron.",
    "araa": "ARA&A",
    "apj": "ApJ",
    "apjl": "ApJL",
    "apjlett": "ApJL",
    "apjs": "ApJS",
    "apjsupp": "ApJS",
    "ao": "Appl. Opt.",
    "apss": "Ap&SS",
    "aap": "A&A",
    "astap": "A&A",
    "aapr": "A&A Rev.",
    "aaps": "A&AS",
    "baas": "BAAS",
    "icarus": "Icarus",
    "jcap": "JCAP",
    "jcp": "J. Chem. Phys.",
    "jgr": "J. Geophys. Res.",
    "jqsrt": "J. Quant. Spec. Radiat. Transf.",
    "memras": "MmRAS",
    "memsai": "Mem. Soc. Astron. Italiana",
    "mnras": "MNRAS",
    "na": "New A",
    "nar": "New A Rev.",
    "nat": "Nature",
    "nphysa": "Nucl. Phys. A",
    "pasa": "PASA",
    "pasj": "PASJ",
    "pasp": "PASP",
    "physrep": "Phys. Rep.",
    "physscr": "Phys. Scr.",
    "planss": "Planet. Space Sci.",
    "pra": "Phys. Rev. A",
    "prb": "Phys. Rev. B",
    "prc": "Phys. Rev. C",
    "prd": "Phys. Rev. D",
    "pre": "Phys. Rev. E",
    "prl": "Phys. Rev. Lett.",
    "procspie": "Proc. SPIE",
    "qjras": "QJRAS",
    "rmxaa": "RMxAA",
    "skytel": "S&T",
    "solphys": "Sol. Phys.",
    "sovast": "Soviet Ast.",
    "ssr": "Space Sci. Rev.",
    "zap": "ZAp",
}
"""The journals that the classes of astronomy (AASTeX) define as commands, which ADS writes into its entries."""


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return the words of `text`, which is LaTeX: "G{\\"o}del" is "Gödel". White space becomes single spaces."""
    if _LATEX.search(text):
        text = _words(_ADDRESS.sub(_address, _LINK.sub("", text)))
    else:
        text = _LIGATURES.sub(lambda sign: _SHOWN.get(sign[0], ""), text)
    return _WHITE.sub(" ", text).strip()


def _words(text: str) -> str:
    if len(text) <= _LONGEST and _depth(text) <= _DEEPEST:
        try:
            words: str = _converter().latex_to_text(_PERCENT.sub(r"\\%", text))
        except Exception:  # whatever a stranger's LaTeX does to the parser, the words without commands are left
            pass
        else:
            return words
    return _COMMANDS.sub(lambda command: command[1] or "", text)


def _address(match: re.Match[str]) -> str:
    """Return an address as it is, with the signs that LaTeX would take for its own escaped."""
    escaped = _SIGNS.sub(r"\\\1", match[1])
    return escaped.replace(r"\~", r"\textasciitilde{}").replace(r"\^", r"\textasciicircum{}")


def _depth(text: str) -> int:
    deepest = depth = 0
    for brace in _BRACES.findall(text):
        depth = max(0, depth + (1 if brace in ("{", "\\begin") else -1))
        deepest = max(deepest, depth)
    return deepest


@cache
def _converter() -> LatexNodes2Text:
    known = get_default_latex_context_db()
    own = [MacroTextSpec(name, shown) for name, shown in {**_JOURNALS, **_WORDS}.items()]
    known.add_context_category("citecheck", macros=own, prepend=True)
    return LatexNodes2Text(latex_context=known, math_mode="text", keep_comments=True)


__all__ = ["plain"]

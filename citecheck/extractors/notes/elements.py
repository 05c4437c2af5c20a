"""Tell by its markup whether an element is the mark of a note: its role, its classes, where its link leads."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

from lxml import etree

# Publishing systems that the names come from: Substack, Drupal, WordPress, Pandoc, Sphinx, AsciiDoctor, LaTeXML, Word,
# LibreOffice, MediaWiki, PMC, JATS, Elsevier, Springer.
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:foot-?note(?:[\s_-]?(?:ref(?:erence)?|anchor|link|num(?:ber)?|mark|marker))?|fn-?(?:ref|link|num)?"
    r"|note-?(?:ref|link|num|mark)|end-?note(?:[\s_-]?ref|-?anchor)?|sdfootnoteanc|sdendnoteanc|mso-?footnote-?reference"
    r"|cite|cite[_-]?ref|citation(?:[_-]?(?:ref|link|number))?|cit-ref|cross-ref|bibr|sup-?ref|foot-?ref"
    r"|ref|ref-?(?:sup|tip|link|num)|reference(?:[_-]?(?:link|citation))?|xref|xref-bibr|xref-fn|workspace-trigger"
    r"|ltx_note_mark|sidenote-number|margin-toggle)(?:$|[\s_-])",
    re.IGNORECASE,
)
# Targets of links, as these systems number them: fn1, _ftn1, footnote-1, cite_note-1, ref-CR3, B6, bib7, R12, en.3.
_TARGET = re.compile(
    r"(?:.*[._:-])?(?:foot-?notes?|footnotedef|fnt?|ft|ftn|ftnt|end-?notes?|edn|en|notes?|n|cite[_-]?note|cn|bib|bibr?"
    r"|bbib|cit|cite|refs?|references?|cr|b|r|s?dfootnote|sdendnote|bottom|sym)"
    r"[\s._:-]*(?:[a-z]{0,2}[._:-]?\d{1,4}|[a-z*†])(?:sym|[._:-][\w-]{0,20})?"
    r"|(?:.*[._-])?ref-[\w.:-]+|cite_note-.*|easy-footnote-bottom-.*",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"(?:.*[._:-])?(?:fn-?ref|_ftnref|footnote-?(?:ref|anchor)|cite_ref|ftnt_ref|back|ref-link)", re.IGNORECASE
)
# Parts of an article that a text names by number: "Figure 2", "Eq. (3)". Their links are words.
_PART = re.compile(
    r"(?:f|fig|figure|t|tab|tbl|table|sec|section|s\d+\.(?:e|f|t|ss)|e|eq|eqn|app|chap|chapter|box|video|page|p)"
    r"[\s._:-]?\d[\w.]{0,5}",
    re.IGNORECASE,
)
_PART_NAMED = re.compile(
    r"(?:\b(?:(?:figs?|tabs?|eqns?|eqs?|secs?|chs?|chap|app|abb|pp?|nos?|vol|refs?|art|fn|nn?)\.?\s*"
    r"|(?:figures?|tables?|equations?|sections?|chapters?|parts?|box|appendix|steps?|numbers?|notes?|footnotes?|endnotes?"
    r"|references?|pages?|volume|scheme|theorem|lemma|see|articles?|items?|version|class|type|abbildung|tabelle"
    r"|abschnitt|kapitel|artikel|siehe|voir)\s+)|§{1,2}\s*)[(\[]?\s*$",
    re.IGNORECASE,
)
_RAISED_STYLE = re.compile(
    r"vertical-align\s*:\s*(?:super|text-top|top|[1-9.])|font-variant-position\s*:\s*super", re.IGNORECASE
)
_RAISED_CLASS = re.compile(r"(?:^|[\s_-])(?:super|superscript|sup)(?:$|[\s_-])", re.IGNORECASE)
_NOTE_ROLES = frozenset({"doc-noteref", "doc-biblioref"})
_REF_TYPES = frozenset({"bibr", "fn", "table-fn", "author-notes"})


def is_named_note(element: etree._Element) -> bool:
    """Return whether role, type or class of an element say that it is the mark of a note."""
    if element.get("role") in _NOTE_ROLES or element.get("rel") == "footnote" or element.get("data-mfn"):
        return True
    if "noteref" in (element.get("epub:type") or element.get("{http://www.idpf.org/2007/ops}type") or ""):
        return True
    if element.tag == "xref":
        return element.get("ref-type") in _REF_TYPES
    # An element with these classes may hold a sentence or a whole list; only a mark's own text makes it a mark.
    return _has_note_name(element.get("class") or "")


def leads_to_note(element: etree._Element) -> bool:
    """Return whether an element is a link to a note or an entry of a list, by the name of its target."""
    if element.tag == "xref":
        return element.get("ref-type") in _REF_TYPES
    href = element.get("href") or ""
    return "#" in href and _is_note_target(href.rpartition("#")[2])


def is_labelled(element: etree._Element, words: str) -> bool:
    """Return whether the name of a link's target on its page ends in the link's words: "#quelle-12" for "12"."""
    href = element.get("href") or ""
    label = words.strip("[]() ").casefold()
    if not label or not href.startswith("#"):
        return False
    name, found, number = href.rpartition("#")[2].casefold().rpartition(label)
    return bool(found) and not number and not name[-1:].isdigit()


def leads_back(element: etree._Element) -> bool:
    """Return whether an element is the link with which a note leads back to its mark."""
    href = element.get("href") or ""
    return "#" in href and bool(_BACK.match(href.rpartition("#")[2]))


def leads_to_part(element: etree._Element) -> bool:
    """Return whether a link leads to a figure, a table, a section or an equation."""
    return bool(_PART.fullmatch((element.get("href") or "").rpartition("#")[2]))


def names_a_part(before: str) -> bool:
    """Return whether the words before a number make it one of them: "Figure", "see note", "Eq. ("."""
    return bool(_PART_NAMED.search(before))


def is_raised(element: etree._Element) -> bool:
    """Return whether an element is shown as a superscript, by its tag, its class or its style."""
    if element.tag == "sup":
        return True
    return bool(_RAISED_CLASS.search(element.get("class") or "") or _RAISED_STYLE.search(element.get("style") or ""))


@lru_cache(maxsize=4096)
def _has_note_name(names: str) -> bool:
    return bool(_NAMES.search(names))


@lru_cache(maxsize=8192)
def _is_note_target(fragment: str) -> bool:
    return bool(_TARGET.fullmatch(unquote(fragment))) and not _BACK.match(fragment)

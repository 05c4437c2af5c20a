"""Recognise labels, back-links and lists of notes by their words and names, in the HTML of any software."""

from __future__ import annotations

import re

from lxml import etree

from claims.markers import expand_labels

_LABEL = re.compile(
    r"(?:\[\s*|\(\s*)?(?P<label>\d{1,4}[a-z]?|[a-z]{1,2}|[ivxl]{1,6}|[*∗†‡§¶‖#]{1,4}|(?:note|nb|fn|n\.?|ref\.?)\s?\d{1,3})(?:\s*\]|\s*\))?[.:]?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:\[\s*|\(\s*)?(?P<label>\d{1,4}|[*∗†‡§¶‖]{1,4})(?:\s*\]|\s*\))?[.:)]?")
_NAMED_WORK = re.compile(
    r"[\[(]?(?:see |cf\. )?[^\W\d_][^\d()\[\]]{0,60}[,\s]\s?(?:(?:1[5-9]|20)\d\d[a-z]?|n\.d\.|in press)[\])]?",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"[\[(]?\s?\d{1,3}\s?[\])]?(?:\s?[,;–—‐‑‒―−-]\s?[\[(]?\s?\d{1,3}\s?[\])]?){1,30}")
_TO = re.compile(r"(?<=\d)\s(?:to|through|bis|à)\s(?=\d)")
_ARROW = re.compile(
    r"[\s↩↑⬆▲⤴⮌↵⏎⇑⇧↖^«‹<\ufe0e\ufe0f\[\]|]+"
    r"|(?:jump )?(?:back|up|return)(?: to (?:the )?(?:text|top|content|article|reference|main text))?"
    r"|jump up|return to text|zurück|retour|volver|top|reference in text|link",
    re.IGNORECASE,
)
_NOTE_NAME = re.compile(
    r"(?:^|[\s_:.-])(?:foot-?notes?|end-?notes?|side-?notes?|footdefs?|fns?|ftn|edn|sdfootnote|sdendnote|notes?|references?|ref-list|reflist"
    r"|refs?|bibliograph(?:y|ie)|biblio|bib|bibr|citations?|cites?|sources?|works-cited|csl-entry|csl-bib-body|fussnoten?|notas?|opmerkingen)"
    r"(?:$|[\s_:.\d-])|(?:^|[\s_-])(?:fn|ftn|ref|cr|bib|note|cite|footnote|endnote|edn)[-_:.]?\d",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1[4-9]|20)\d\d[a-z]?\b")
_NAME = re.compile(r"[^\W\d_]{2,}")
_LONGEST_CITATION = 120  # characters
_LONGEST_ENTRY = 2_000  # characters in which an entry names its year
_COMPOUND_NAME = re.compile(r"foot-?notes?(?:$|[\s_A-Z-])|endnotes?(?:$|[\s_A-Z-])")
NOTE_ROLES = frozenset({"doc-endnote", "doc-endnotes", "doc-footnote", "doc-biblioentry", "doc-bibliography"})
REFERENCE_ROLES = frozenset({"doc-noteref", "doc-biblioref", "noteref"})
_REFERENCE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:foot-?note-?(?:ref(?:erence)?|link|anchor|number)|foot-?ref|note-?ref|fn-?ref|fnref|fn|easy-footnote|sidenote-number"
    r"|margin-toggle|bibr|ltx_ref|citation-ref|cite-ref|ref-link)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BACK_CLASS = re.compile(
    r"back-?(?:ref|link)|foot-?note-?back|return|to-top|backlink|data-footnote-backref", re.IGNORECASE
)


def label_of(words: str) -> str | None:
    """Return the label that a link or a raised character shows; None where it shows something else."""
    match = _LABEL.fullmatch(words.strip())
    return match["label"] if match else None


def labels_of(words: str) -> tuple[str, ...]:
    """Return the labels that a link or a raised text shows, "3" or all of "[2], [4–6]"; none for other words."""
    words = words.strip().rstrip(",;").lstrip(",;")
    label = label_of(words)
    if label is not None:
        return (label,)
    words = _TO.sub("–", words)
    if not _SEVERAL.fullmatch(words.strip()):
        return ()
    found = expand_labels(re.sub(r"[\[\]()\s]", "", words))
    return found.labels if found is not None and found.pages is None else ()


def names_work(words: str) -> bool:
    """Return whether the words of a link name a work by its author and year: "Lee et al., 2001", "(Lee 2001a)"."""
    return _NAMED_WORK.fullmatch(words.strip()) is not None


def number_of(words: str) -> str | None:
    """Return the number (or the sign) that `words` consist of; None for other words."""
    match = _NUMBER.fullmatch(words.strip())
    return match["label"] if match else None


def is_arrow(words: str) -> bool:
    """Return whether the words of a link are those of a link back to the text."""
    return _ARROW.fullmatch(words.strip()) is not None or not words.strip()


def names_of(element: etree._Element) -> str:
    """Return the class and id of an element."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".strip()


def has_note_name(element: etree._Element) -> bool:
    """Return whether an element has the name of a note, or of a list of notes."""
    if element.get("role") in NOTE_ROLES or element.get("epub:type") in ("footnote", "endnote", "rearnote"):
        return True
    if any(str(name).startswith("data-footnote") for name in element.attrib) and element.tag != "a":
        return True
    names = names_of(element)
    return bool(names) and (_NOTE_NAME.search(names) is not None or _COMPOUND_NAME.search(names) is not None)


def cites_by_year(words: str, entry: etree._Element) -> bool:
    """Return whether the words of a link are the year of the entry that it leads to, or its author and year.

    "2019" in "Lee (2019)" and "Lee and Roe, 2019, p. 3" are no label: the list answers them by their words.
    """
    found = _YEAR.search(words)
    if found is None or len(words) > _LONGEST_CITATION or begins_with(entry, found[0]):
        return False
    text = "".join(map(str, entry.itertext("*")))[:_LONGEST_ENTRY]
    name = _NAME.search(words)
    named = name[0] in text if name is not None else words.strip(" ()[]") == found[0]
    return named and re.search(rf"\b{found[0]}\b", text) is not None


def begins_with(element: etree._Element, label: str) -> bool:
    """Return whether the first words of an element are a label."""
    pieces = [str(piece) for piece, _ in zip(element.itertext("*"), range(12), strict=False)]
    heads = ("".join(pieces).split()[:1], " ".join(pieces).split()[:1])  # cells have no blank between them
    return any(label_of(words[0]) == label for words in heads if words)


def is_called_reference(element: etree._Element) -> bool:
    """Return whether an element has the name of a mark: by its role or its class."""
    role = element.get("role") or element.get("epub:type") or ""
    return role in REFERENCE_ROLES or _REFERENCE_CLASS.search(element.get("class") or "") is not None


def is_called_back_link(element: etree._Element) -> bool:
    """Return whether a link has the name of a link back to the text."""
    return element.get("role") == "doc-backlink" or _BACK_CLASS.search(element.get("class") or "") is not None

"""What the page of a wiki says about its subject outside its text: its categories, short description and infobox."""

from __future__ import annotations

import re
from urllib.parse import unquote

from lxml import etree

from claims.layout import Subject
from claims.readers.html.plan import classes_of, elements, short_words, words_of

_CATEGORY = re.compile(
    r"(?:^|/)(?:category|kategorie|catégorie|categoría|categoria|kategori|luokka):([^/?#]+)$", re.IGNORECASE
)
_BORN = frozenset({"born", "date of birth", "geboren", "naissance", "nacimiento", "nascimento", "nascita"})
_DIED = frozenset({"died", "date of death", "gestorben", "décès", "mort", "fallecimiento", "morte", "overleden"})
_LONGEST = 200  # characters of a cell of an infobox ; a longer one is not read


def subject_of(root: etree._Element) -> Subject:
    """Return what the page below `root`, which MediaWiki made, says about its subject."""
    categories: list[str] = []
    description = born = died = ""
    for element in elements(root):
        classes = classes_of(element)
        if element.tag in ("a", "link") and (found := _CATEGORY.search(unquote(element.get("href") or ""))):
            if element.tag == "link" or _is_list_of_categories(element):
                categories.append(found[1].replace("_", " "))
        elif "shortdescription" in classes and not description:
            description = words_of(element)[:_LONGEST]
        elif element.tag == "th" and _is_in_infobox(element):
            label = short_words(element).strip(" :").casefold()
            value = element.getnext()
            words = short_words(value, _LONGEST) if value is not None and label in _BORN | _DIED else ""
            born = born or (words if label in _BORN else "")
            died = died or (words if label in _DIED else "")
    return Subject(categories=tuple(categories), description=description, born=born, died=died)


def _is_list_of_categories(link: etree._Element) -> bool:
    around = [link.getparent()]
    for _ in range(3):
        around.append(around[-1].getparent() if around[-1] is not None else None)
    return any(
        element is not None and (element.get("id") or "") in ("catlinks", "mw-normal-catlinks", "mw-hidden-catlinks")
        for element in around
    )


def _is_in_infobox(cell: etree._Element) -> bool:
    around = cell.getparent()
    for _ in range(3):
        if around is None:
            return False
        if "infobox" in classes_of(around):
            return True
        around = around.getparent()
    return False


__all__ = ["subject_of"]

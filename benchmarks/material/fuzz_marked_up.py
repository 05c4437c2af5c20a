"""Articles in XML and books for fuzzing: trees of the elements that the readers know, in orders that nobody writes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from html import escape

from benchmarks.material.fuzz_inputs import Dice

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = " ".join(
    [
        *(f'xmlns:{name}="{_OFFICE}:{name}:1.0"' for name in ("office", "text", "table", "style", "drawing", "meta")),
        'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ]
)
_IDS = (
    "r1",
    "r2",
    "fn1",
    "#r1",
    "r1 r2 r1",
    "#",
    "",
    "text/b.xhtml#fn1",
    "../notes.xhtml",
    "%zz",
    "999999999",
    "-1",
    "x",
)
_MOST = 400  # elements of a tree
_JATS = {
    "sec": ("id",),
    "p": (),
    "title": (),
    "xref": ("rid", "ref-type"),
    "ref-list": (),
    "ref": ("id",),
    "label": (),
    "element-citation": ("publication-type",),
    "mixed-citation": ("publication-type",),
    "citation-alternatives": (),
    "person-group": ("person-group-type",),
    "name": (),
    "surname": (),
    "given-names": (),
    "year": ("iso-8601-date",),
    "month": (),
    "day": (),
    "article-title": (),
    "source": (),
    "pub-id": ("pub-id-type",),
    "ext-link": ("href", "ext-link-type"),
    "fn": ("id",),
    "table-wrap": (),
    "table": (),
    "tr": (),
    "td": ("colspan", "rowspan"),
    "list": ("list-type",),
    "list-item": (),
    "disp-quote": (),
    "sup": (),
    "disp-formula": (),
    "sub-article": (),
    "response": (),
}
_TEI = {
    "div": ("type",),
    "p": (),
    "head": (),
    "ref": ("target", "type"),
    "ptr": ("target",),
    "note": ("id", "n", "place", "target"),
    "listBibl": (),
    "bibl": ("id",),
    "biblStruct": ("id",),
    "analytic": (),
    "monogr": (),
    "title": ("level", "type"),
    "author": (),
    "persName": (),
    "surname": (),
    "forename": (),
    "date": ("when", "type"),
    "imprint": (),
    "biblScope": ("unit", "from", "to"),
    "idno": ("type",),
    "quote": (),
    "cit": (),
    "list": (),
    "item": (),
    "table": (),
    "row": (),
    "cell": ("cols", "rows", "role"),
    "choice": (),
    "sic": (),
    "corr": (),
    "lb": ("break",),
    "pb": (),
    "hi": ("rend",),
}
_XHTML = {
    "p": ("id", "class"),
    "a": ("href", "id", "epub:type", "role"),
    "aside": ("epub:type", "id"),
    "section": ("epub:type", "id"),
    "sup": (),
    "ol": (),
    "li": ("id", "epub:type", "value"),
    "h1": (),
    "h2": ("id",),
    "blockquote": (),
    "table": (),
    "tr": (),
    "td": ("colspan", "rowspan"),
    "span": ("id",),
    "nav": ("epub:type",),
    "img": ("src", "alt"),
    "br": (),
    "svg": (),
    "math": (),
}
_ODT = {
    "text:p": ("text:style-name",),
    "text:h": ("text:outline-level",),
    "text:span": ("text:style-name",),
    "text:s": ("text:c",),
    "text:tab": (),
    "text:line-break": (),
    "text:a": ("xlink:href",),
    "text:note": ("text:id", "text:note-class"),
    "text:note-citation": ("text:label",),
    "text:note-body": (),
    "text:note-ref": ("text:ref-name",),
    "text:list": (),
    "text:list-item": ("text:start-value",),
    "text:section": (),
    "text:bibliography": (),
    "text:bibliography-mark": ("text:identifier", "text:year", "text:author", "text:url", "text:bibliography-type"),
    "text:reference-mark": ("text:name",),
    "text:reference-mark-start": ("text:name",),
    "text:reference-mark-end": ("text:name",),
    "text:sequence": (),
    "text:soft-page-break": (),
    "table:table": (),
    "table:table-row": ("table:number-rows-repeated",),
    "table:table-cell": ("table:number-columns-repeated", "table:number-columns-spanned", "table:number-rows-spanned"),
    "drawing:frame": (),
    "drawing:text-box": (),
    "office:annotation": (),
    "text:tracked-changes": (),
}
_VALUES = (
    *("bibr", "fn", "footnote", "endnote", "noteref", "doc-noteref", "backlink", "toc", "footnotes", "doi", "journal"),
    *("2019", "2019-13-45", "a", "m", "foot", "#r1", "fn1", "1", "2", "ordered", "superscript", "\u202e", "\x85"),
    'ZOTERO_ITEM CSL_CITATION {"citationItems":[{"itemData":{"title":"T","issued":{"date-parts":[[2019]]}}}]} RND1',
    *('ZOTERO_ITEM CSL_CITATION {"citationItems":7} R', "ZOTERO_BIBL {} CSL_BIBLIOGRAPHY RND", "ZOTERO_ITEM {"),
)
_HREFS = (
    "a.xhtml",
    "text/b.xhtml",
    "b.xhtml#x",
    "../../x",
    "/etc/passwd",
    "http://a.test/x",
    "%2e%2e/x",
    "",
    "a%00",
    "?",
)


def _tree(dice: Dice, known: Mapping[str, tuple[str, ...]], most: int = _MOST) -> str:
    """Return elements of `known` with odd attributes and words, one in another or side by side."""
    pieces: list[str] = []
    opened: list[str] = []
    deep = dice.random.choice((3, 8, 40))
    names = list(known)
    for _ in range(dice.random.choice((3, 20, most))):
        kind = dice.random.random()
        if kind < 0.45 and len(opened) < deep:
            name = dice.random.choice(names)
            opened.append(name)
            pieces.append(f"<{name}{_attributes(dice, known[name])}>")
        elif kind < 0.7 and opened:
            pieces.append(f"</{opened.pop()}>")
        elif kind < 0.95:
            pieces.append(escape(_words(dice)))
        else:
            pieces.append(dice.random.choice(("<!---->", "<![CDATA[ [1] ]]>", "<?a b?>", "&#160;", " [1] ", "\n\n")))
    return "".join([*pieces, *(f"</{name}>" for name in reversed(opened))])


def _attributes(dice: Dice, names: tuple[str, ...]) -> str:
    given = [name for name in names if dice.random.random() < 0.7]
    return "".join(f' {name}="{escape(_clean(_value(dice)))}"' for name in given)


def _value(dice: Dice) -> str:
    kind = dice.random.random()
    if kind < 0.5:
        return dice.random.choice(_IDS)
    return dice.random.choice(_VALUES) if kind < 0.9 else dice.address()


def _words(dice: Dice) -> str:
    kind = dice.random.random()
    if kind < 0.5:
        return dice.random.choice(
            ("1", "[1]", "(Lee, 2019)", "Lee, A. 2019. The lamp. ", "It burned.", "–", " ", "2, 3")
        )
    if kind < 0.6:
        return dice.address()
    return _clean(dice.body().decode("utf-8", "replace")[: dice.random.choice((5, 60, 600))])


def _clean(text: str) -> str:
    """Return `text` without what no XML may hold: most inputs are to be read, not refused."""
    return "".join(sign for sign in text if (sign >= " " and sign not in "\ufffe\uffff") or sign in "\t\n")


def _jats(dice: Dice) -> bytes:
    back = f"<back>{_tree(dice, _JATS)}</back>"
    return _damaged(dice, f"<article><front/><body>{_tree(dice, _JATS)}</body>{back}</article>")


def _tei(dice: Dice) -> bytes:
    text = f"<text><body>{_tree(dice, _TEI)}</body><back>{_tree(dice, _TEI)}</back></text>"
    return _damaged(dice, f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>{text}</TEI>')


def _damaged(dice: Dice, text: str) -> bytes:
    body = text.encode()
    return dice.changed(body) if dice.random.random() < 0.04 else body


def _epub(dice: Dice) -> bytes:
    pages = {name: _page(dice) for name in ("a.xhtml", "text/b.xhtml", "notes.xhtml")}
    names = [name if dice.random.random() < 0.93 else dice.random.choice(_HREFS) for name in pages]
    items = "".join(f'<item id="i{number}" href="{escape(name)}"/>' for number, name in enumerate(names))
    order = "".join(f'<itemref idref="i{dice.random.randrange(4)}"/>' for _ in range(dice.random.randrange(1, 7)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        f"<dc:title>{escape(_clean(dice.value()))}</dc:title></metadata><manifest>{items}</manifest>"
        f"<spine>{order}</spine></package>"
    )
    place = "OEBPS/content.opf" if dice.random.random() < 0.97 else dice.random.choice(_HREFS)
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        f'<rootfile full-path="{escape(place)}"/></rootfiles></container>'
    )
    files = {"META-INF/container.xml": _damaged(dice, container), "OEBPS/content.opf": _damaged(dice, package)}
    files |= {f"OEBPS/{name}": page for name, page in pages.items()}
    if dice.random.random() < 0.05:
        files["META-INF/encryption.xml"] = b"<encryption/>"
    return _packed(dice, "application/epub+zip", files)


def _page(dice: Dice) -> bytes:
    spaces = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
    return _damaged(dice, f"<html {spaces}><head><title>t</title></head><body>{_tree(dice, _XHTML)}</body></html>")


def _odt(dice: Dice) -> bytes:
    styles = '<style:style style:name="a" style:parent-style-name="a"/>'
    content = (
        f"<office:document-content {_SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{_tree(dice, _ODT)}</office:text></office:body></office:document-content>"
    )
    files = {"content.xml": _damaged(dice, content)}
    if dice.random.random() < 0.2:
        files["styles.xml"] = _damaged(dice, f"<office:document-styles {_SPACES}>{styles}</office:document-styles>")
    return _packed(dice, "application/vnd.oasis.opendocument.text", files)


def _packed(dice: Dice, kind: str, files: Mapping[str, bytes]) -> bytes:
    """Return an archive of `files`, some with odd names beside them, and some damaged."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", kind if dice.random.random() < 0.95 else dice.value())
        for name, body in files.items():
            if dice.random.random() < 0.99:
                archive.writestr(name, body, dice.random.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)))
        if dice.random.random() < 0.1:
            archive.writestr(dice.random.choice(("../x", "/etc/x", "a\\b", "\u202e", "OEBPS/../../x")), b"x")
    body = packed.getvalue()
    return dice.changed(body) if dice.random.random() < 0.04 else body


FORMS: Mapping[str, Callable[[Dice], bytes]] = {"jats": _jats, "tei": _tei, "epub": _epub, "odt": _odt}
"""The forms of documents that are XML, or archives of it, and what makes an input of each."""


__all__ = ["FORMS"]

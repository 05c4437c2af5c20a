"""Read the parts of a DOCX file with limits on size and depth, because anybody may have made it."""

from __future__ import annotations

import posixpath

from lxml import etree

from claims.errors import ReadingError
from claims.packages import PackedParts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """A DOCX file whose parts are read one by one."""

    def __init__(self, body: bytes, name: str) -> None:
        self._name = name
        self._parts = PackedParts(body, name, "DOCX file")

    def part(self, path: str) -> etree._Element | None:
        """Return the root of a part; None where the file does not have it. Raises `ReadingError` for a damaged part."""
        data = self._parts.read(path)
        if data is None:
            return None
        # No entities, no DTD, no network: nothing outside the part is read.
        parser = etree.XMLParser(
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            dtd_validation=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise ReadingError(f"{self._name}: its part {path} is not well-formed XML ({error.msg}).") from error
        if root.tag.startswith(_STRICT):
            _make_transitional(root)
        return root

    def main_part(self) -> str:
        """Return the path of the document's main part."""
        relations = self.relations("")
        for kind, target in relations.values():
            if kind.endswith("/officeDocument"):
                return target
        return "word/document.xml"

    def relations(self, path: str) -> dict[str, tuple[str, str]]:
        """Return, by id, the kind and target of what a part points to; targets within the file are paths in it."""
        folder, base = posixpath.split(path)
        root = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in root.iter(_RELATION) if root is not None else ():
            target = relation.get("Target") or ""
            if relation.get("TargetMode") != "External":
                target = (
                    posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
                    if not target.startswith("/")
                    else target[1:]
                )
            found[relation.get("Id") or ""] = (relation.get("Type") or "", target)
        return found


def _make_transitional(root: etree._Element) -> None:
    """Rename the elements of a "strict" document to those of the transitional form."""
    for element in root.iter(etree.Element):
        if isinstance(element.tag, str) and element.tag.startswith(_STRICT):
            element.tag = W + element.tag[len(_STRICT) :]
        for key in [str(key) for key in element.attrib]:
            if key.startswith(_STRICT):
                element.set(W + key[len(_STRICT) :], element.get(key) or "")
                del element.attrib[key]

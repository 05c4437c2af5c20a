"""Small EPUB files and OpenDocument texts, made in memory."""

from __future__ import annotations

import io
import zipfile
from html import escape

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = " ".join(
    [
        *(f'xmlns:{name}="{_OFFICE}:{name}:1.0"' for name in ("office", "text", "table", "style", "drawing", "meta")),
        f'xmlns:fo="{_OFFICE}:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ]
)


def zipped(files: dict[str, bytes | str], *, mimetype: str = "") -> bytes:
    """Return an archive of these files; `mimetype` is its first member, if it has one."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype, zipfile.ZIP_STORED)
        for path, data in files.items():
            archive.writestr(path, data)
    return buffer.getvalue()


def xhtml(body: str, *, title: str = "") -> str:
    """Return a page of a book."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops">\n<head><title>{title}</title></head>\n<body>\n{body}\n'
        "</body>\n</html>\n"
    )


def epub_file(
    pages: dict[str, str], *, title: str = "Mills", spine: list[str] | None = None, parts: dict[str, str] | None = None
) -> bytes:
    """Return an EPUB with these pages in this order, or in that of `spine`, and further `parts`."""
    items = ""
    for number, path in enumerate(pages):
        menu = ' properties="nav"' if "nav" in path else ""
        items += f'<item id="i{number}" href="{path}" media-type="application/xhtml+xml"{menu}/>'
    order = [list(pages).index(path) for path in spine or pages]
    refs = "".join(f'<itemref idref="i{number}"/>' for number in order)
    package = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title><dc:language>en-GB</dc:language>'
        f"</metadata><manifest>{items}</manifest><spine>{refs}</spine></package>"
    )
    container = (
        '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    files: dict[str, bytes | str] = {"META-INF/container.xml": container, "OEBPS/content.opf": package}
    return zipped(
        {**files, **{f"OEBPS/{path}": page for path, page in pages.items()}, **(parts or {})},
        mimetype="application/epub+zip",
    )


def odt_file(body: str, *, styles: str = "", parts: dict[str, str] | None = None) -> bytes:
    """Return an OpenDocument text with this body (XML), these automatic styles, and further `parts`."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES}><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped({"content.xml": content, **(parts or {})}, mimetype="application/vnd.oasis.opendocument.text")


def note(number: int, words: str) -> str:
    """Return a footnote of an OpenDocument text."""
    return (
        f'<text:note text:id="ftn{number}" text:note-class="footnote"><text:note-citation>{number}</text:note-citation>'
        f"<text:note-body><text:p>{words}</text:p></text:note-body></text:note>"
    )


def zotero_mark(code: str, shown: str) -> str:
    """Return a citation of Zotero in an OpenDocument text."""
    name = escape(f"ZOTERO_ITEM CSL_CITATION {code} RND1", quote=True)
    return f'<text:reference-mark-start text:name="{name}"/>{shown}<text:reference-mark-end text:name="{name}"/>'

"""Small Word documents, made in memory."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_STYLES = (
    f'<w:styles xmlns:w="{W}">'
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/></w:style>'
    "</w:styles>"
)


def paragraph(*runs: str, style: str = "") -> str:
    """Return a paragraph of these runs; one that begins with "<" is XML already."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    made = [run if run.startswith("<") else f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs]
    return f"<w:p>{properties}{''.join(made)}</w:p>"


def footnote_mark(own: int) -> str:
    """Return the run that refers to a footnote."""
    return f'<w:r><w:footnoteReference w:id="{own}"/></w:r>'


def word_file(body: str, *, footnotes: dict[int, str] | None = None, parts: dict[str, bytes] | None = None) -> bytes:
    """Return a DOCX file with this body (XML), these footnotes (their words), and further or other parts."""
    notes = "".join(
        f'<w:footnote w:id="{own}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve">'
        f" {words}</w:t></w:r></w:p></w:footnote>"
        for own, words in (footnotes or {}).items()
    )
    files: dict[str, bytes] = {
        "[Content_Types].xml": _CONTENT_TYPES.encode(),
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode(),
        "word/styles.xml": _STYLES.encode(),
        "word/footnotes.xml": (
            f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator"'
            f' w:id="-1"><w:p/></w:footnote>{notes}</w:footnotes>'
        ).encode(),
        **(parts or {}),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            archive.writestr(path, data)
    return buffer.getvalue()

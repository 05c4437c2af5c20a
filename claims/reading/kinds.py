"""Choose the format of a document: as the caller says, by suffix, by media type, or by content."""

from __future__ import annotations

import re
from pathlib import PurePath
from urllib.parse import urlsplit

from claims.errors import UnknownFormat
from claims.model import DocumentFormat
from claims.packages import package_kind
from claims.patterns import lazy_regex
from claims.readers.bibliography_files.recognising import bibliography_kind
from claims.reading.signs import LANGUAGES, markup_of
from claims.reading.xml_kinds import xml_kind

_SUFFIXES = {
    ".txt": "plaintext",
    ".text": "plaintext",
    ".htm": "html",
    ".html": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".wiki": "wikitext",
    ".wikitext": "wikitext",
    ".mediawiki": "wikitext",
    ".mw": "wikitext",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".docx": "docx",
    ".bib": "bibtex",
    ".bibtex": "bibtex",
    ".biblatex": "bibtex",
    ".ris": "ris",
    ".tex": "latex",
    ".ltx": "latex",
    ".latex": "latex",
    ".pdf": "pdf",
    ".rst": "rst",
    ".rest": "rst",
    ".adoc": "asciidoc",
    ".asciidoc": "asciidoc",
    ".asc": "asciidoc",
    ".org": "org",
    ".typ": "typst",
    ".epub": "epub",
    ".odt": "odt",
    ".nxml": "jats",
    ".jats": "jats",
    ".tei": "tei",
}
_PROSE_ALONE = "give the text that readers see, or say --from plaintext to read it as it is"
_MADE = "give the HTML or the text that is made from it, or say --from plaintext to read it as it is"
_NOT_READ = {
    ".enw": ("a list of references of a reference manager", "export it as .ris or .bib"),
    ".nbib": ("a list of references of a reference manager", "export it as .ris or .bib"),
    ".json": ("JSON data", _PROSE_ALONE),
    ".jsonl": ("JSON data", _PROSE_ALONE),
    ".ipynb": ("a notebook", "export it as Markdown or HTML"),
    ".xml": ("XML data", _PROSE_ALONE),
    ".csv": ("a table", _PROSE_ALONE),
    ".tsv": ("a table", _PROSE_ALONE),
    ".yaml": ("YAML data", _PROSE_ALONE),
    ".yml": ("YAML data", _PROSE_ALONE),
    ".toml": ("TOML data", _PROSE_ALONE),
    ".svg": ("an image", "give the text of it"),
    ".eml": ("a mail message", "save its text as .txt or .html"),
    ".mbox": ("a mailbox", "save the text of one message as .txt or .html"),
    ".msg": ("a mail message", "save its text as .txt or .html"),
    ".mht": ("a web page with its images", "save the page as HTML alone"),
    ".mhtml": ("a web page with its images", "save the page as HTML alone"),
    ".textile": ("Textile markup", _MADE),
}
"""Kinds of text that are refused. Read as plain text, they would seem to have nothing to fix."""
_LATEX = lazy_regex(r"\s*(?:%[^\n]*\n\s*){0,50}\\(?:documentclass|documentstyle)\b")
_MEDIA_TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/markdown": "markdown",
    "text/x-markdown": "markdown",
    "text/x-wiki": "wikitext",
    "text/x-rst": "rst",
    "text/asciidoc": "asciidoc",
    "text/x-asciidoc": "asciidoc",
    "text/org": "org",
    "text/x-org": "org",
    "application/epub+zip": "epub",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/jats+xml": "jats",
    "application/tei+xml": "tei",
    "text/prs.fallenstein.rst": "rst",
    "application/x-tex": "latex",
    "text/x-tex": "latex",
    "application/x-bibtex": "bibtex",
    "text/x-bibtex": "bibtex",
    "application/vnd.citationstyles.csl+json": "csl-json",
    "application/x-research-info-systems": "ris",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
_BINARY = (
    (b"\x89PNG", "an image", "give the text of it"),
    (b"GIF8", "an image", "give the text of it"),
    (b"\xff\xd8\xff", "an image", "give the text of it"),
    (b"RIFF", "an image, a sound or a film", "give the text of it"),
    (b"II*\x00", "an image", "give the text of it"),
    (b"MM\x00*", "an image", "give the text of it"),
    (b"BM", "an image", "give the text of it"),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
    (b"BZh", "a compressed file", "unpack it first"),
    (b"\xfd7zXZ\x00", "a compressed file", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a compressed file", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "an archive", "unpack it first"),
    (b"Rar!", "an archive", "unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old Office document", "save it as .docx"),
    (b"\x7fELF", "a program", "give a document"),
    (b"MZ", "a program", "give a document"),
    (b"SQLite format 3", "a database", "give a document"),
    (b"{\\rtf", "an RTF document", "save it as .docx or as plain text"),
    (b"ID3", "a sound", "give the text of it"),
    (b"OggS", "a sound or a film", "give the text of it"),
)
_HTML = lazy_regex(
    r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:p|div|article|section|h[1-6]|table|ul|ol|span|sup"
    r"|a)(?:\s[^<>]{0,400})?>",
    re.IGNORECASE,
)
_HTML_START = lazy_regex(
    r"\s*+(?>(?:<!--.{0,2000}?-->|<\?xml[^>]{0,200}>)\s*+){0,20}+"
    r"<(?:!doctype\s+html|html|head|body|p|div|article|section|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)
_WIKITEXT = lazy_regex(
    r"<ref(?:\s[^<>]{0,200})?/?>|\{\{(?:cite|citation|reflist|infobox|sfn|short description|efn|use \w+ dates)\b"
    r"|^==[^=\n]+==\s*$|\[\[[^\[\]\n]{1,200}\]\]",
    re.IGNORECASE | re.MULTILINE,
)
_REDIRECT = lazy_regex(r"\s*#\w{4,15}\s*:?\s*\[\[[^\[\]\n]{1,255}\]\]", re.IGNORECASE)
_MARKDOWN = lazy_regex(
    r"^#{1,6} \S|^\[\^[^\]\s]{1,60}\]:|\[\^[^\]\s]{1,60}\]|(?<!!)\[[^\[\]\n]{1,200}\]\((?:https?://|/"
    r"|#)[^()\s]{0,500}\)"
    r"|^\[[^\]\n]{1,60}\]:\s+<?https?://|\*\*[^*\n]{1,200}\*\*|^```",
    re.MULTILINE,
)
_SAMPLE = 200_000  # bytes that are looked at


def pick_kind(body: bytes, *, name: str, format: str | None, url: str | None, content_type: str | None) -> str:
    """Return the format of a document (see `DocumentFormat`). Raises `UnknownFormat` for other kinds of files."""
    if format is not None:
        kinds = [kind.value for kind in DocumentFormat]
        if format.lower() not in kinds:
            raise UnknownFormat(f"{name}: {format!r} is not a format of documents; use one of {', '.join(kinds)}.")
        return format.lower()
    if body.startswith(b"PK\x03\x04"):
        if (packed := package_kind(body)) is not None:
            return packed
        raise UnknownFormat(
            f"{name}: an archive or a document other than .docx, .odt and .epub; unpack it, or save it as one of these."
        )
    if body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-"):
        return "pdf"
    _refuse_binary(body, name)
    media_type = (content_type or "").partition(";")[0].strip().lower()
    if media_type.startswith(("image/", "audio/", "video/", "font/")) or media_type in ("application/zip",):
        raise UnknownFormat(f"{name}: {media_type} is not a document that can be read; give its text.")
    kind = _SUFFIXES.get(PurePath(name).suffix.lower())
    if kind is None and media_type in _MEDIA_TYPES:
        kind = _MEDIA_TYPES[media_type]
    if kind is None and url:
        kind = _SUFFIXES.get(_suffix_of(url))
    if kind is None or kind == "plaintext":
        kind = "latex" if _LATEX.match(_sample(body)) else bibliography_kind(body, _sample(body)) or kind
    if kind is None or kind == "plaintext":
        kind = _of_xml(_sample(body)) or kind
    if kind is None or kind == "plaintext":
        _refuse_unread(body, name, url)
    if kind == "plaintext":  # people save anything as .txt
        sample = _sample(body)
        seen = _looks_like(sample)
        return seen if seen in ("html", "wikitext", *LANGUAGES) else "markdown" if _LINKED.search(sample) else kind
    return kind or _looks_like(_sample(body))


_LINKED = lazy_regex(r"\[(?:[^\[\]\n]|\[[^\[\]\n]{1,20}\]){1,200}\]\(https?://[^\s()]{3,500}\)")  # a link of Markdown


def _of_xml(sample: str) -> str | None:
    """Return the format of a document of XML that is read; None for any other."""
    kind = xml_kind(sample)
    return kind if kind != "xml" else None


def _suffix_of(url: str) -> str:
    """Return the suffix of an address's path; empty if it has none, or is not an address."""
    try:
        return PurePath(urlsplit(url).path).suffix.lower()
    except ValueError:
        return ""


def _refuse_unread(body: bytes, name: str, url: str | None) -> None:
    """Raise `UnknownFormat` for text of a kind that is not read, by its suffix or its first lines."""
    suffix = PurePath(name).suffix.lower() or _suffix_of(url or "")
    found = _NOT_READ.get(suffix)
    sample = _sample(body)
    if found is None and xml_kind(sample) == "xml":
        found = _NOT_READ[".xml"]
    if found is None and sample.lstrip()[:1] in ("{", "[") and _is_json(body):
        found = _NOT_READ[".json"]
    if found is not None:
        raise UnknownFormat(f"{name}: this is {found[0]}, which is not read yet; {found[1]}.")


def _is_json(body: bytes) -> bool:
    """Return whether a text is an object or a list of JSON; "[1, 2]" is a mark too."""
    import json  # here, because few documents begin as JSON does

    try:
        data = json.loads(body)
        return isinstance(data, dict) or (isinstance(data, list) and not any(isinstance(one, int) for one in data))
    except (ValueError, RecursionError):
        return False


def _refuse_binary(body: bytes, name: str) -> None:
    for magic, what, advice in _BINARY:
        if body.startswith(magic) and (len(magic) > 3 or _has_control(body)):
            raise UnknownFormat(f"{name}: this is {what}, not a document that can be read; {advice}.")
    if body[4:8] == b"ftyp":
        raise UnknownFormat(
            f"{name}: this is a film or an image, not a document that can be read; give the text of it."
        )
    wide = body.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff"))
    if b"\x00" in body[:_SAMPLE] and not wide and not _is_wide_text(body[:4096]):
        raise UnknownFormat(f"{name}: this is a binary file (it has NUL bytes), not a document; give its text.")


def _has_control(body: bytes) -> bool:
    return any(byte < 9 or 13 < byte < 32 for byte in body[:512])


def _is_wide_text(sample: bytes) -> bool:
    """UTF-16 without a mark: every other byte of western text is NUL, and none of the rest."""
    even, odd = sample[::2], sample[1::2]
    few, many = sorted((even.count(0), odd.count(0)))
    return few == 0 and many > len(sample) // 8


def _sample(body: bytes) -> str:
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body[: _SAMPLE & ~1].decode("utf-16", "replace")
    return body[:_SAMPLE].decode("utf-8", "replace")


def _looks_like(sample: str) -> str:
    if _HTML_START.match(sample):
        return "html"
    if _REDIRECT.match(sample):
        return "wikitext"
    wiki, tags, marked = (len(signs.findall(sample)) for signs in (_WIKITEXT, _HTML, _MARKDOWN))
    if (language := markup_of(sample, max(wiki, tags, marked))) is not None:
        return language
    if wiki > 2:
        return "wikitext"
    if tags > 5:
        return "html"
    return "markdown" if marked > 2 else "plaintext"

"""A wiki reference repaired: parameters added to the author's own template, or a template made from the fields."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reports.repair.dates import as_written
from reports.repair.parts import Parts, is_web

_CITES = re.compile(
    r"\{\{\s*(?:cit|web\b|literatur|article|ouvrage|lien web|internetquelle|ref-|vcite|harvc?\b)", re.IGNORECASE
)
_IDENTIFIERS = ("doi", "pmid", "pmcid", "arxiv", "isbn")


def repaired_markup(parts: Parts, markup: str) -> str:
    """Return `markup`, the author's, with the copy and the new address of `parts`; every other character stays."""
    if parts.moved and parts.old and parts.url and parts.old in markup:
        markup = markup.replace(parts.old, _address(parts.url))
    template = _find_template(markup)
    if parts.old is None and parts.url:
        markup = _with_address(markup, template, parts.url)
        template = _find_template(markup)
    if parts.doi is not None:
        markup = _with_doi(markup, template, parts.doi)
        template = _find_template(markup)
    if parts.capture is None:
        return markup
    if template is None:
        when = f" {parts.captured}" if parts.captured else ""
        return f"{markup.rstrip()} [{_address(parts.capture)} Archived]{when}."
    for name, value in (
        ("archive-url", _address(parts.capture)),
        ("archive-date", parts.captured),
        ("url-status", parts.url_status.value),
    ):
        if value:
            markup = _with_parameter(markup, template, name, value)
            template = _find_template(markup) or template
    return markup


def made_template(parts: Parts) -> str:
    """Return a citation template with the fields of the entry `parts`, and the copy."""
    entry = parts.reference
    text, language = entry.text, parts.language
    fields: dict[str, str | None] = {}
    for number, author in enumerate(entry.authors, start=1):
        fields["author" if len(entry.authors) == 1 else f"author{number}"] = author
    fields |= {
        "date": as_written(text, entry.published, language),
        "title": entry.title or text,
        "url": parts.url,
        "publisher": entry.publisher,
        "language": entry.language,
        "pages": entry.pages,
        **{name: entry.identifiers.get(name) for name in _IDENTIFIERS},
        **({"doi": parts.doi} if parts.doi is not None else {}),
        "url-status": parts.url_status.value
        if parts.capture
        else (entry.url_status.value if entry.url_status else None),
        "archive-url": parts.capture or entry.archive_url,
        "archive-date": parts.captured if parts.capture else as_written(text, entry.archived, language),
        "access-date": as_written(text, entry.accessed, language),
    }
    written = (f"|{name}={_value(value)}" for name, value in fields.items() if value)
    return "{{cite web " + " ".join(written) + "}}"


def _with_address(markup: str, template: _Template | None, url: str) -> str:
    """Return `markup`, which has no address, with one: in its template, or behind it."""
    if template is not None:
        return _with_parameter(markup, template, "url", _address(url))
    return f"{markup.rstrip()} {_address(url)}"


def _with_doi(markup: str, template: _Template | None, doi: str) -> str:
    """Return `markup` with a DOI: in its template, or in one of its own behind it."""
    if template is not None:
        return _with_parameter(markup, template, "doi", _value(doi))
    return f"{markup.rstrip()} {{{{doi|{_value(doi)}}}}}"


@dataclass(frozen=True, slots=True)
class _Template:
    """The place of a template in its markup, and the places of the bars between its own parameters."""

    start: int
    end: int
    bars: tuple[int, ...]


def _find_template(markup: str) -> _Template | None:
    """Return the first citation template, with its own bars: not those of templates and links inside it."""
    begin = _CITES.search(markup)
    if begin is None:
        return None
    bars: list[int] = []
    depth = links = 0
    at = begin.start()
    while at < len(markup):
        pair = markup[at : at + 2]
        if pair == "{{":
            depth += 1
        elif pair == "}}":
            depth -= 1
            if depth == 0:
                return _Template(begin.start(), at + 2, tuple(bars))
        elif pair == "[[":
            links += 1
        elif pair == "]]":
            links -= 1
        else:
            if markup[at] == "|" and depth == 1 and links <= 0:
                bars.append(at)
            at += 1
            continue
        at += 2
    return None


def _with_parameter(markup: str, template: _Template, name: str, value: str) -> str:
    """Set a parameter of a template: in its place if it is there, else at the end, spaced like the others."""
    ends = [*template.bars[1:], template.end - 2]
    for start, end in zip(template.bars, ends, strict=True):
        match = re.match(r"\|(\s*+)([^=|{}\[\]]*[^=|{}\[\]\s])(\s*+=[ \t]*+)((?:[^\n]*\S)?)(\s*)$", markup[start:end])
        if match and re.sub(r"[\s_-]", "", match.group(2)).lower() == name.replace("-", ""):
            before, key, equals, _old, after = match.groups()
            return f"{markup[:start]}|{before}{key}{equals}{value}{after}{markup[end:]}"
    before, after, equals = _spacing(markup, template)
    tail = markup[: template.end - 2]
    kept = tail.rstrip()
    return f"{kept}{before}|{after}{name}{equals}{value}{tail[len(kept) :]}{markup[template.end - 2 :]}"


def _spacing(markup: str, template: _Template) -> tuple[str, str, str]:
    """Return the white space before a bar, after it and around the sign, as in the template's last parameter."""
    if not template.bars:
        return " ", "", "="
    bar = template.bars[-1]
    head = markup[template.start : bar]
    rest = re.match(r"\|(\s*+)(?:[^=|]*[^=|\s])?(\s*+=[ \t]*+)", markup[bar : template.end])
    return (
        head[len(head.rstrip()) :],
        rest.group(1) if rest else "",
        rest.group(2) if rest else "=",
    )


def _address(url: str) -> str:
    for old, new in (("|", "%7C"), ("{", "%7B"), ("}", "%7D"), ("[", "%5B"), ("]", "%5D")):
        url = url.replace(old, new)
    return url


def _value(value: str) -> str:
    """Write a value so that it cannot end the template or begin another."""
    flat = " ".join(value.split())
    if is_web(flat):
        return _address(flat)
    for old, new in (("{", "&#123;"), ("}", "&#125;"), ("|", "{{!}}"), ("[[", "&#91;["), ("<", "&lt;")):
        flat = flat.replace(old, new)
    return flat

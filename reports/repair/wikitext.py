"""A wiki reference repaired: parameters added to the author's own template, or a template made from the fields."""

from __future__ import annotations

from reports.repair.dates import as_written
from reports.repair.parts import Parts, is_web
from reports.repair.templates import CiteTemplate, find_cite_templates, parameter_edit

_IDENTIFIERS = ("doi", "pmid", "pmcid", "arxiv", "isbn")


def repaired_markup(parts: Parts, markup: str) -> str:
    """Return `markup`, the author's, with the copy and the new address of `parts`; every other character stays."""
    if parts.moved and parts.old and parts.url and parts.old in markup:
        markup = markup.replace(parts.old, wiki_address(parts.url))
    template = _first_template(markup)
    if parts.old is None and parts.url:
        markup = _with_address(markup, template, parts.url)
        template = _first_template(markup)
    if parts.doi is not None:
        markup = _with_doi(markup, template, parts.doi)
        template = _first_template(markup)
    if parts.capture is None:
        return markup
    if template is None:
        when = f" {parts.captured}" if parts.captured else ""
        return f"{markup.rstrip()} [{wiki_address(parts.capture)} Archived]{when}."
    for name, value in (
        ("archive-url", wiki_address(parts.capture)),
        ("archive-date", parts.captured),
        ("url-status", parts.url_status.value),
    ):
        if value:
            markup = _with_parameter(markup, template, name, value)
            template = _first_template(markup) or template
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
    written = (f"|{name}={wiki_value(value)}" for name, value in fields.items() if value)
    return "{{cite web " + " ".join(written) + "}}"


def _with_address(markup: str, template: CiteTemplate | None, url: str) -> str:
    """Return `markup`, which has no address, with one: in its template, or behind it."""
    if template is not None:
        return _with_parameter(markup, template, "url", wiki_address(url))
    return f"{markup.rstrip()} {wiki_address(url)}"


def _with_doi(markup: str, template: CiteTemplate | None, doi: str) -> str:
    """Return `markup` with a DOI: in its template, or in one of its own behind it."""
    if template is not None:
        return _with_parameter(markup, template, "doi", wiki_value(doi))
    return f"{markup.rstrip()} {{{{doi|{wiki_value(doi)}}}}}"


def _first_template(markup: str) -> CiteTemplate | None:
    return next(iter(find_cite_templates(markup)), None)


def _with_parameter(markup: str, template: CiteTemplate, name: str, value: str) -> str:
    """Set a parameter of a template: in its place if it is there, else at the end, spaced like the others."""
    edit = parameter_edit(markup, template, name, value)
    return markup[: edit.start] + edit.new + markup[edit.end :]


def wiki_address(url: str) -> str:
    """Return `url` so that it cannot end a template or a link of a wiki."""
    for old, new in (("|", "%7C"), ("{", "%7B"), ("}", "%7D"), ("[", "%5B"), ("]", "%5D")):
        url = url.replace(old, new)
    return url


def wiki_value(value: str) -> str:
    """Return `value` so that it cannot end the template or begin another."""
    flat = " ".join(value.split())
    if is_web(flat):
        return wiki_address(flat)
    for old, new in (("{", "&#123;"), ("}", "&#125;"), ("|", "{{!}}"), ("[[", "&#91;["), ("<", "&lt;")):
        flat = flat.replace(old, new)
    return flat

"""A reference repaired in a format without templates: Markdown, HTML, plain text."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from claims.identifiers import addresses
from claims.model import UrlStatus
from reports.repair.parts import Parts, is_web

_SYNTAX = re.compile(r"([\\`*_\[\]<>])")
_ADDRESS = re.compile(r"https?://[^\s<>\"”»]+")


def markdown(parts: Parts) -> str:
    """Return the entry `parts` as Markdown. The author's own markup is kept if it is known."""
    return _written(parts, _escaped, lambda text, url: f"[{_escaped(text)}](<{url}>)")


def hypertext(parts: Parts) -> str:
    """Return the entry `parts` as HTML. The author's own markup is kept if it is known."""

    def write(text: str) -> str:
        return html.escape(text, quote=False)

    return _written(parts, write, lambda text, url: f'<a href="{html.escape(url)}">{write(text)}</a>')


def plaintext(parts: Parts) -> str:
    """Return the entry `parts` as plain text."""
    text = _with_new_address(parts, parts.reference.text)
    if parts.url is not None and parts.url not in text and is_web(parts.url):
        text = f"{_ended(text)} {parts.url}"
    if parts.doi is not None:
        text = f"{_ended(text)} {addresses('doi', parts.doi)}"
    if parts.capture is None:
        return text
    when = f" on {parts.captured}" if parts.captured else ""
    return f"{_ended(text)} Archived from the original{when}: {parts.capture}"


def _written(parts: Parts, write: Callable[[str], str], link: Callable[[str, str], str]) -> str:
    """Write the entry, its title linked, and a sentence about the copy."""
    markup = parts.reference.markup
    if markup is not None:
        body = _with_new_address(parts, markup).rstrip()
        if parts.old is None and parts.url is not None and parts.url not in body:
            body = f"{_ended(body)} {link(parts.url, parts.url)}"
    else:
        body = _linked(parts, _with_new_address(parts, parts.reference.text), write, link)
    if parts.doi is not None:
        body = f"{_ended(body)} {link(f'doi:{parts.doi}', addresses('doi', parts.doi))}"
    if parts.capture is None:
        return body
    when = f" on {write(parts.captured)}" if parts.captured else ""
    origin = "the original"
    if parts.url is not None and is_web(parts.url) and parts.url_status is not UrlStatus.USURPED:
        origin = link(origin, parts.url)
    return f"{_ended(body)} {link('Archived', parts.capture)} from {origin}{when}."


def _linked(parts: Parts, text: str, write: Callable[[str], str], link: Callable[[str, str], str]) -> str:
    if parts.url is None or parts.url in text or not is_web(parts.url):
        return write(text)
    title = parts.reference.title
    if title and title in text:
        before, _, after = text.partition(title)
        return write(before) + link(title, parts.url) + write(after)
    return f"{write(text)} {link(parts.url, parts.url)}"


def _with_new_address(parts: Parts, text: str) -> str:
    """Replace the old address by the new one, if the entry shows it."""
    if parts.moved and parts.old and parts.url and parts.old in text:
        return text.replace(parts.old, parts.url)
    return text


def _escaped(text: str) -> str:
    """Escape Markdown's syntax everywhere except in addresses."""
    pieces: list[str] = []
    at = 0
    for match in _ADDRESS.finditer(text):
        pieces += [_SYNTAX.sub(r"\\\1", text[at : match.start()]), match.group()]
        at = match.end()
    return "".join([*pieces, _SYNTAX.sub(r"\\\1", text[at:])])


def _ended(text: str) -> str:
    """Return a text that ends as a sentence does; an address at its end gets no full stop, which would join it."""
    text = text.rstrip()
    if not text or text[-1] in ".!?…>)。" or _ADDRESS.search(text.split()[-1]):
        return text
    return f"{text}."

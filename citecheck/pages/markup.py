"""Signals in the markup of a page: its window title, its refresh, its forms, frames and anchors.

Every signal is read from the characters of the body. A page that is short enough to be a wall, an error page or a
redirect is read with BeautifulSoup, which copes with any mark-up. Long pages are searched, because a second tree of
every page would double the cost of reading.
"""

from __future__ import annotations

import re
from html import unescape

from bs4 import BeautifulSoup, Comment, Tag

from citecheck.pages.body import Body
from citecheck.pages.computed import computed

# Judgement, held by real article pages (`live_pages`).
_SHORT = 30_000  # bytes up to which a page may only be a wall, an error or a redirect
_REFRESH_WORDS = 40  # words that a redirecting page may have besides: up to "if you are not sent on, click here"
_REFRESH_SECONDS = 10  # the longest delay that is meant as a redirect rather than as a reload
_REFRESH = re.compile(
    r"\s*(\d{0,9})[\d.]*(?:\s*[;,]\s*|\s+)(?:url\s*=\s*)?(?:'([^']+)|\"([^\"]+)|([^'\"\s][^\s]*))", re.IGNORECASE
)  # the delay and the address as HTML reads them ("shared declarative refresh steps"): "url=" may be missing
_TITLE, _TITLE_END = re.compile(r"<title\b[^>]{0,200}>", re.IGNORECASE), re.compile(r"</title", re.IGNORECASE)
_INSTRUCTION = re.compile(r"<\?xml[^<>]*+>?", re.IGNORECASE)
_NAMED = re.compile(r"""\s(?:id|name)\s*=\s*(?:"([^"<>]+)"|'([^'<>]+)'|([^\s"'<>]+))""", re.IGNORECASE)
_SILENT = ("noscript", "script", "style", "head", "template")  # elements whose words no reader sees
_PICTURES = ("img", "picture", "svg", "video", "audio", "embed", "object", "map")
_PICTURE = re.compile(rf"<(?:{'|'.join(_PICTURES)})\b")
_TINY = 2  # pixels; a smaller picture counts visits and shows nothing
_CONTROL, _CONTROLS = 60, 200  # characters of a button's text, and buttons that are read
_SEARCHED = 300_000  # characters of a long page that are searched for a title, forms and frames


class Markup:
    """The signals of one body. Each is computed when it is first used."""

    def __init__(self, body: Body, *, refresh: str = "") -> None:
        """`body` is the page.

        `refresh` is the HTTP header Refresh, which means the same as `<meta http-equiv="refresh">`; empty: not sent.
        """
        self._body = body
        self._refresh_header = refresh

    @property
    def characters(self) -> str:
        """All characters of the mark-up."""
        return self._body.characters

    @computed
    def beginning(self) -> str:
        """The first 300,000 characters, in lower case, which are searched for signatures."""
        return self.characters[:_SEARCHED].lower()

    @computed
    def title(self) -> str:
        """The window's title, on one line; empty if the page has none."""
        head = self.characters[:_SEARCHED]
        begin = _TITLE.search(head)
        end = _TITLE_END.search(head, begin.end()) if begin else None
        return " ".join(unescape(head[begin.end() : end.start()]).split()) if begin and end else ""

    @computed
    def refresh(self) -> str | None:
        """The address to which the page redirects at once; None if it does not, or if it has other content."""
        data = self._body.data
        if len(data) > _SHORT or ("html" not in self._body.content_type.lower() and data.strip()):
            return None
        if self._refresh_header:
            return None if self._says_more else _refresh_target(self._refresh_header)
        if not (b"refresh" in data.lower() or b"\0" in data) or self._soup is None:  # UTF-16 has zeros between letters
            return None
        for meta in self._soup.find_all("meta"):
            if str(meta.get("http-equiv", "")).strip().lower() != "refresh" or meta.find_parent("noscript"):
                continue
            return None if self._says_more else _refresh_target(str(meta.get("content", "")))
        return None

    @computed
    def has_password_field(self) -> bool:
        """Whether the page has a field for a password."""
        if self._soup is not None:
            return any(str(field.get("type", "")).lower() == "password" for field in self._soup.find_all("input"))
        head = self.beginning
        return 'type="password"' in head or "type=password" in head

    @computed
    def controls(self) -> tuple[str, ...]:
        """The short texts of the buttons and links of a short page; empty for a long page."""
        if self._soup is None:
            return ()
        found = [" ".join(one.get_text(" ").split()) for one in self._soup.find_all(["button", "a", "label"])]
        found += [str(one.get("value", "")) for one in self._soup.find_all("input")]
        return tuple(said for said in found if 0 < len(said) <= _CONTROL)[:_CONTROLS]

    @computed
    def has_frames(self) -> bool:
        """Whether the page has frames."""
        if self._soup is not None:
            return self._soup.find(["frame", "iframe", "frameset"]) is not None
        head = self.beginning
        return "<frame" in head or "<iframe" in head

    @computed
    def has_pictures(self) -> bool:
        """Whether the page shows a picture, a film, a recording or an embedded file; a picture of 2 pixels counts not.

        A long page is searched for the elements alone.
        """
        if self._soup is None:
            return _PICTURE.search(self.beginning) is not None
        return any(
            not _is_tiny(one) and one.find_parent(["noscript", "template"]) is None
            for one in self._soup.find_all(_PICTURES)
        )

    @computed
    def anchors(self) -> list[str]:
        """The names that the page gives to its places (`id` and `name`), sorted."""
        return sorted({unescape(found[1] or found[2] or found[3]) for found in _NAMED.finditer(self.characters)})

    @computed
    def _soup(self) -> BeautifulSoup | None:
        """The tree of a short page; None for a long one."""
        if len(self._body.data) > _SHORT:
            return None
        # Without these changes the library warns of a page that it takes for XML, a file name or an address.
        return BeautifulSoup("\n" + _INSTRUCTION.sub("", self.characters), "lxml")

    @property
    def _says_more(self) -> bool:
        """Whether a short page says more than a redirecting page does."""
        assert self._soup is not None
        words = 0
        for text in self._soup.find_all(string=True):
            if not isinstance(text, Comment) and not any(_is_silent(parent) for parent in text.parents):
                words += len(text.split())
        return words > _REFRESH_WORDS


def _refresh_target(value: str) -> str | None:
    """Return the target of a refresh; None if it is only a reload, or comes so late that people read the page."""
    found = _REFRESH.match(value)
    if found is None or int(found[1] or 0) > _REFRESH_SECONDS:
        return None
    return (found[2] or found[3] or found[4]).strip() or None


def _is_silent(element: Tag) -> bool:
    return element.name in _SILENT


def _is_tiny(picture: Tag) -> bool:
    sizes = [re.match(r"\s*(\d+)", str(picture.get(name, ""))) for name in ("width", "height")]
    hidden = "display:none" in re.sub(r"\s", "", str(picture.get("style", ""))).lower()
    return hidden or any(size is not None and int(size[1]) <= _TINY for size in sizes)


__all__ = ["Markup"]

"""Repairs of a Word document, in a copy: targets of links, and the text of entries. Other parts stay as they are."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from citecheck.fixing.exact_text import NotEditable, replaced
from citecheck.fixing.model import Fix, FixedFile, FixKind, LeftOut
from citecheck.fixing.places import NoPlace
from citecheck.fixing.wishes import Wish
from claims.identifiers import addresses
from claims.model import Document, Span
from claims.patterns import lazy_regex
from claims.source_map import TextEdit
from claims.urls import find_urls

_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_LARGEST = 50_000_000  # bytes of a part that is edited, unpacked; a limit against bombs
_NAMESPACE = re.compile(
    r'xmlns:(\w+)\s*=\s*"http://(?:schemas\.openxmlformats\.org|purl\.oclc\.org)/[^"]*wordprocessingml[^"]*"'
)
_RELATION = lazy_regex(r"<(?:\w+:)?Relationship\b[^<>]*>")
_TARGET = lazy_regex(r"\bTarget\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')")
_ID = lazy_regex(r"\bId\s*=\s*[\"']([^\"']*)[\"']")
_DIGITS = "0123456789"
_SIGNIFICANT = lazy_regex(r"[\W_]+")


class _Paragraph(NamedTuple):
    """A paragraph of a part: its range, its letters and digits, the ranges of its texts, and the links it uses."""

    part: str
    start: int
    end: int
    letters: str
    texts: tuple[Span, ...]
    links: frozenset[str]


class _Word:
    """The parts of a Word document that are edited, as text."""

    def __init__(self, body: bytes) -> None:
        """Raises `NotEditable` if `body` is no such document."""
        self._body = body
        self.parts: dict[str, str] = {}
        try:
            with zipfile.ZipFile(io.BytesIO(body)) as packed:
                for info in packed.infolist():
                    if info.filename in _PARTS or info.filename in map(_relations_of, _PARTS):
                        if info.file_size > _LARGEST:
                            raise NotEditable(f"its part {info.filename} is too large")
                        data = packed.read(info)
                        text = data.decode("utf-8")
                        if text.encode("utf-8") == data:
                            self.parts[info.filename] = text
        except (zipfile.BadZipFile, OSError, UnicodeDecodeError, RuntimeError, NotImplementedError) as error:
            raise NotEditable(f"its parts cannot be read ({error})") from error
        self.paragraphs = [one for part in _PARTS if part in self.parts for one in _paragraphs(part, self.parts[part])]
        self._by_letters: dict[str, list[_Paragraph]] = defaultdict(list)
        for paragraph in self.paragraphs:
            self._by_letters[paragraph.letters.lstrip(_DIGITS)].append(paragraph)

    def entry(self, text: str) -> _Paragraph | None:
        """Return the paragraph whose words are `text`, or that has a number before them; None: none, or several."""
        found = self._by_letters.get(_letters(text).lstrip(_DIGITS), [])
        return found[0] if len(found) == 1 else None

    def changed(self, fixes: Iterable[Fix]) -> bytes:
        """Return the document with these repairs; parts without one keep their bytes."""
        edits: dict[str, list[TextEdit]] = defaultdict(list)
        for fix in fixes:
            edits[fix.part] += fix.edits
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self._body)) as packed, zipfile.ZipFile(out, "w") as made:
            made.comment = packed.comment
            for info in packed.infolist():
                data = packed.read(info)
                if info.filename in edits:
                    data = replaced(self.parts[info.filename], edits[info.filename]).encode("utf-8")
                made.writestr(info, data)
        return out.getvalue()


def plan_word(
    document: Document, path: Path, body: bytes, wishes: Sequence[Wish], left_out: list[LeftOut]
) -> Iterator[FixedFile]:
    """Yield the copy of the Word `document` at `path`, whose bytes are `body`, with the repairs of `wishes`.

    What is left out is added to `left_out`; without a repair there is no copy.

    Raises `NotEditable` for a file whose parts cannot be read.
    """
    word = _Word(body)
    entries = {one.key: word.entry(one.text) for one in document.references if not one.is_link}
    done: set[tuple[str, TextEdit]] = set()
    fixes: list[Fix] = []
    for wish in wishes:
        try:
            for part, edits in _edits_of(wish, word, entries):
                fresh = tuple(edit for edit in edits if (part, edit) not in done)
                done.update((part, edit) for edit in fresh)
                if fresh:
                    fixes.append(_fix(wish, part, fresh))
        except NoPlace as reason:
            key, label = wish.reference.key, wish.reference.label
            left_out.append(LeftOut(kind=wish.kind, reference=key, label=label, file=str(path), reason=str(reason)))
    if fixes:
        target = path.with_name(f"{path.stem}.fixed{path.suffix}")
        ordered = tuple(sorted(fixes, key=lambda fix: (fix.part, fix.edits[0].start)))
        yield FixedFile(
            path=path,
            name=str(path),
            body=body,
            target=target,
            fixes=ordered,
            is_text=False,
            repair=lambda chosen: word.changed(chosen),
        )


def _fix(wish: Wish, part: str, edits: tuple[TextEdit, ...]) -> Fix:
    return Fix(
        kind=wish.kind,
        safe=wish.safe,
        reference=wish.reference.key,
        label=wish.reference.label,
        message=wish.message,
        why=wish.why,
        edits=edits,
        part=part,
    )


_Edits = list[tuple[str, list[TextEdit]]]


def _edits_of(wish: Wish, word: _Word, entries: dict[str, _Paragraph | None]) -> _Edits:
    """Return the edits of each part that fulfil `wish`. Raises `NoPlace`."""
    paragraph = entries.get(wish.reference.key)
    if not wish.reference.is_link and paragraph is None:
        raise NoPlace("its entry was not found as one paragraph of the document")
    if wish.kind is FixKind.MOVED_ADDRESS:
        return _readdressed(wish, word, [paragraph] if paragraph is not None else word.paragraphs)
    if wish.kind is FixKind.ARCHIVED_COPY and wish.reference.is_link:
        if wish.status is None or wish.status.value == "live":
            raise NoPlace("the link works, and the text has no place for a second address")
        taken = [one for one in entries.values() if one is not None]
        return _readdressed(wish, word, word.paragraphs, spare=taken)
    if paragraph is None:
        raise NoPlace("a link of the text has no entry for it")
    if wish.kind is FixKind.ARCHIVED_COPY:
        on = f" on {wish.day}" if wish.day else ""
        return _sentence(wish, word, paragraph, f"Archived from the original{on}: {wish.value}")
    if wish.kind is FixKind.DOI:
        return _sentence(wish, word, paragraph, addresses("doi", wish.value))
    if wish.kind is FixKind.FOUND_ADDRESS:
        return _sentence(wish, word, paragraph, wish.value)
    raise NoPlace("a Word document has no field for it")


def _readdressed(
    wish: Wish, word: _Word, paragraphs: Sequence[_Paragraph], *, spare: Sequence[_Paragraph] = ()
) -> _Edits:
    """Return the edits that write the new address: in targets of links, and in the texts of `paragraphs`.

    Links of the paragraphs `spare` keep theirs. Raises `NoPlace` where the address does not stand as a whole.
    """
    new = html.escape(wish.value, quote=True)
    edits: dict[str, list[TextEdit]] = defaultdict(list)
    for part in dict.fromkeys(one.part for one in paragraphs):
        used = frozenset().union(*(one.links for one in paragraphs if one.part == part))
        kept = frozenset().union(*(one.links for one in spare if one.part == part))
        for own, place, target in _targets(word.parts.get(_relations_of(part), "")):
            if target == wish.old and own in used and own not in kept:
                edits[_relations_of(part)].append(TextEdit(place.start, place.end, new))
    spared = set(spare)
    for paragraph in paragraphs:
        if paragraph not in spared:
            edits[paragraph.part] += _in_texts(wish, word.parts[paragraph.part], paragraph, new)
    found = [(part, some) for part, some in edits.items() if some]
    if not found:
        raise NoPlace(f"{wish.old} is not written there in one piece")
    return found


def _in_texts(wish: Wish, xml: str, paragraph: _Paragraph, new: str) -> Iterator[TextEdit]:
    old = html.escape(wish.old, quote=False)
    for text in paragraph.texts:
        at = xml.find(old, text.start, text.end)
        while at >= 0:
            end = at + len(old)
            whole = html.unescape(xml[text.start : text.end])
            if any(found.url == wish.old for found in find_urls(whole)) and _stands_alone(xml, text, at, end):
                yield TextEdit(at, end, new)
            at = xml.find(old, end, text.end)


def _stands_alone(xml: str, text: Span, start: int, end: int) -> bool:
    """Return whether an address is not part of a longer one."""
    before = xml[max(text.start, start - 1) : start]
    after = html.unescape(xml[end : min(text.end, end + 8)])[:1]
    follows = xml[end : min(text.end, end + 2)]
    ends = not after or after.isspace() or after in "\"'<>)]”" or (after in ".,;:!?" and not follows[1:].strip())
    return ends and (not before or before.isspace() or before in "\"'(<[“;")


def _sentence(wish: Wish, word: _Word, paragraph: _Paragraph, words: str) -> _Edits:
    """Return the edit that adds `words` at the end of a paragraph, in the type of its last words."""
    xml = word.parts[paragraph.part]
    inside = xml[paragraph.start : paragraph.end]
    if html.escape(wish.value, quote=False) in inside:
        raise NoPlace("it stands there already")
    closing = xml.rfind("</", paragraph.start, paragraph.end)
    prefix = xml[closing + 2 : xml.index(":", closing) + 1] if ":" in xml[closing : paragraph.end] else ""
    last = html.unescape("".join(xml[text.start : text.end] for text in paragraph.texts)).rstrip()
    stop = "" if not last or last[-1] in ".!?…>)。" or "://" in last.split()[-1] else "."
    run = f'<{prefix}r><{prefix}t xml:space="preserve">{stop} {html.escape(words, quote=False)}</{prefix}t></{prefix}r>'
    return [(paragraph.part, [TextEdit(closing, closing, run)])]


def _paragraphs(part: str, xml: str) -> Iterator[_Paragraph]:
    """Yield the innermost paragraphs of a part."""
    namespace = _NAMESPACE.search(xml)
    if namespace is None:
        return
    name = re.escape(namespace[1])
    opening = re.compile(rf"<{name}:p(?=[\s>])[^<>]*(?<!/)>|</{name}:p\s*>")
    text = re.compile(rf"<{name}:(?P<kind>t|instrText)(?=[\s>])[^<>]*(?<!/)>(?P<words>[^<]*)")
    uses = re.compile(rf"<{name}:hyperlink\b[^<>]*\b\w+:id\s*=\s*\"([^\"]*)\"")
    start: int | None = None
    for match in opening.finditer(xml):
        if not match.group().startswith("</"):
            start = match.start()
        elif start is not None:
            found = list(text.finditer(xml, start, match.start()))
            shown = "".join(one["words"] for one in found if one["kind"] == "t")
            texts = tuple(Span(*one.span("words")) for one in found)
            links = frozenset(one[1] for one in uses.finditer(xml, start, match.start()))
            yield _Paragraph(part, start, match.end(), _letters(html.unescape(shown)), texts, links)
            start = None


def _targets(xml: str) -> Iterator[tuple[str, Span, str]]:
    """Yield the links of a part: their ids, the ranges of their targets, and the targets."""
    for relation in _RELATION.finditer(xml):
        own, target = _ID.search(relation.group()), _TARGET.search(xml, relation.start(), relation.end())
        if own is None or target is None or "External" not in relation.group():
            continue
        span = target.span(target.lastgroup or "double")
        yield own[1], Span(*span), html.unescape(xml[span[0] : span[1]])


def _relations_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _letters(text: str) -> str:
    return _SIGNIFICANT.sub("", text).casefold()


__all__ = ["plan_word"]

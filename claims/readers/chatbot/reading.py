"""Read the export of a chat assistant."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from claims.decoding import decode, normal_newlines
from claims.layout import Layout, Mark
from claims.markers.superscripts import find_lost_superscripts
from claims.readers.chatbot import chips, tags
from claims.readers.chatbot.answers import answer_edits
from claims.readers.chatbot.footers import footer_edits, has_footer
from claims.readers.chatbot.markers import MARKERS, hidden_labels, marker_edits
from claims.readers.chatbot.named import named_edits
from claims.readers.chatbot.panels import KEYCAP, is_conversation, line_edits, panel_edits
from claims.readers.chatbot.spellings import spelling_edits
from claims.source_map import EditedOrigins, EditedText, MappedOrigins, TextEdit

_SAMPLE = 2_000_000  # characters; judgement: exports show their marks early


def looks_like(text: str, *, plain: bool = False) -> bool:
    """Return whether a text has the marks that only chat assistants leave.

    For formats other than plain text (`plain` False), answers that each have a list of sources and superscripts that
    became plain digits count too; the reader of plain text handles these itself.
    """
    sample = text[:_SAMPLE]
    if any(pattern.search(sample) for pattern in (MARKERS, tags.MARKERS, chips.MARKERS)):
        return True
    if chips.has_chips(sample) or has_footer(sample) or (not plain and is_conversation(sample)):
        return True
    if spelling_edits(sample) or named_edits(sample):
        return True
    panels = panel_edits(sample)
    if plain:
        return bool(panels) and (KEYCAP in sample or bool(find_lost_superscripts(EditedText(sample, panels).text)))
    return bool(panels) or bool(answer_edits(sample)) or bool(find_lost_superscripts(sample))


def read(body: bytes, *, name: str, url: str | None = None, encoding: str | None = None) -> Layout:
    """Read an export as Markdown, its marks as footnotes; see `claims.interfaces.Reader`."""
    # Imported here, because `looks_like` runs for every text and few are exports.
    from claims.readers.markdown import read as read_markdown

    plainer = _plainer(normal_newlines(decode(body, name=name, encoding=encoding)))
    source = plainer.text
    edits = [
        *marker_edits(source),
        *tags.tag_edits(source),
        *chips.chip_edits(source),
        *footer_edits(source),
        *answer_edits(source),
    ]
    edits += [TextEdit(*mark.span, _footnotes(mark)) for mark in find_lost_superscripts(source)]
    edited = EditedText(source, edits)
    layout = read_markdown(edited.text.encode("utf-8", "surrogatepass"), name=name, url=url)
    origins = layout.origins
    return replace(
        layout,
        sha256=hashlib.sha256(body).hexdigest(),
        marks=tuple(_from_one(layout)),
        origins=EditedOrigins(EditedOrigins(origins, edited), plainer) if isinstance(origins, MappedOrigins) else None,
        unused_allowed=layout.unused_allowed | hidden_labels(source),
    )


def _plainer(source: str) -> EditedText:
    """Return an export with its marks and lists in the spellings that the readers of marks know."""
    return EditedText(source, [*_plainer_edits(source), *line_edits(source)])


def _plainer_edits(source: str) -> list[TextEdit]:
    return [*panel_edits(source), *spelling_edits(source), *named_edits(source)]


def _footnotes(mark: Mark) -> str:
    return "".join(f"[^{label}]" for label in mark.labels)


def _from_one(layout: Layout) -> Iterator[Mark]:
    """Yield the marks; labels that count from 0 become those of a list that counts from 1."""
    labels = {label for mark in layout.marks for label in mark.labels}
    listed = {entry.label for entry in layout.entries}
    from_zero = "0" in labels and "0" not in listed and "1" in listed
    for mark in layout.marks:
        if from_zero and not mark.targets and all(label.isdecimal() for label in mark.labels):
            mark = replace(mark, labels=tuple(str(int(label) + 1) for label in mark.labels))
        yield mark

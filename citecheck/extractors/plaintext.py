"""Plain text: its paragraphs, and its pages if form feeds separate them."""

from __future__ import annotations

import re

from citecheck.model import Place, SourceText
from citecheck.pages import Body
from reports.model import Extent

_WHITE = re.compile(r"[ \t\n\f]+")


class PlainTextExtractor:
    """Reads plain text. Only line ends are changed, to "\\n", and NUL characters removed."""

    def extract(self, body: Body, url: str | None = None) -> SourceText:
        """Return the text with one place for each paragraph."""
        text = body.characters.replace("\0", "")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        places: list[Place] = []
        page = 1 if "\f" in text else None
        start = len(text) - len(text.lstrip())
        for gap in _WHITE.finditer(text, start):
            if gap[0].count("\n") < 2 and "\f" not in gap[0]:
                continue
            if gap.start() > start:
                places.append(Place(start=start, end=gap.start(), page=page))
            start = gap.end()
            if page is not None:
                page += gap.group().count("\f")
        end = len(text.rstrip())
        if end > start:
            places.append(Place(start=start, end=end, page=page))
        return SourceText(
            text=text,
            extent=Extent.FULL if places else Extent.NONE,
            places=tuple(places),
            media_type=body.media_type,
            title=text[places[0].start : places[0].end].split("\n")[0][:200] if places else None,
            reason="" if places else "the text is empty",
        )

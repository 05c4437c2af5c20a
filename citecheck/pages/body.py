"""The body of an answer or a file: what kind of file it is, and its characters, decoded once."""

from __future__ import annotations

from citecheck.pages.computed import computed
from citecheck.pages.sniffing import FileKind, gunzipped, sniff
from claims.content_type import media_type_of
from claims.htmltext import Decoded, decode_body


class Body:
    """The bytes of a page, a PDF or a text. What is asked of them is worked out once, when it is first asked.

    `data` are the bytes, without gzip compression that no header declared; `cut`: they unpack to more than the limit,
    and the rest is missing; `early`: their gzip ends before its end. `content_type` is the header as it was sent;
    empty: unknown.
    """

    def __init__(self, data: bytes, content_type: str = "") -> None:
        self.data, self.cut, self.early = gunzipped(data)
        self.content_type = content_type

    @property
    def kind(self) -> FileKind:
        """The kind of file: by its first bytes, and by the header only where these decide nothing."""
        return self._sniffed[0]

    @property
    def media_type(self) -> str:
        """The media type that goes with the kind, in lower case, such as "text/html"."""
        return self._sniffed[1]

    @computed
    def characters(self) -> str:
        """The characters of a text or of mark-up: by the encoding that it declares or shows, and else by the header.

        Bytes that the encoding does not have become U+FFFD. For other kinds of files this has no meaning.
        """
        return self._decoded.characters

    @property
    def is_guess(self) -> bool:
        """Whether the characters may be wrong: no encoding is named that fits, and the bytes do not show one."""
        return self.kind in (FileKind.HTML, FileKind.TEXT) and not self._decoded.certain

    @computed
    def _decoded(self) -> Decoded:
        charset = media_type_of(self.content_type)[1]
        return decode_body(self.data, declared=charset, markup=self.kind is not FileKind.TEXT)

    @computed
    def _sniffed(self) -> tuple[FileKind, str]:
        return sniff(self.data, self.content_type)


__all__ = ["Body"]

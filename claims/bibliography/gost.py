"""Entries of GOST R 7.0.5 and 7.0.100, and of others that write " // " before what a work appeared in."""

from __future__ import annotations

import re

from claims.bibliography.name_lists import authors_end
from claims.bibliography.names import split_authors
from claims.bibliography.split import Split
from claims.patterns import lazy_regex

_IN = lazy_regex(r"\s//\s?|(?<=[а-яё.])//\s?(?=[А-ЯЁ])")
_BY = lazy_regex(r"\s/\s(?=[^/\d]{3})")
_AREA = lazy_regex(r"\.?\s[—–-]\s")
# "М.: Наука, 1999", "Москва : Наука, 2005", "СПб.; Киев: Лань, 2003"
_IMPRINT = lazy_regex(
    r"(?:^|[.—–-]\s)(?P<place>[А-ЯЁІЇЄ][А-Яа-яЁёІіЇїЄє]*(?:[\s-][А-Яа-яЁёІіЇїЄє]+){0,2}\.?(?:\s?;\s[А-ЯЁІЇЄ][^:.\d]{0,20}\.?)?)\s?:\s(?P<name>[^,:]{2,60}),\s(?P<year>(?:1[6-9]|20)\d\d)\b"
)
_CYRILLIC = lazy_regex("[А-Яа-яЁёІіЇїЄє]{3}")


def read_gost(words: str) -> Split | None:
    """Read "Names Title // Journal. — 2010. — № 3" and "Names Title / Names. — Place : Publisher, 2005"; None else."""
    if not _CYRILLIC.search(words) and not _AREA.search(words):
        return None
    container = _IN.search(words, 0, 600)
    imprint = _IMPRINT.search(words, 0, 600)
    if container is None and imprint is None:
        return None
    head = words[: container.start() if container else imprint.start() if imprint else 0]
    by = _BY.search(head)
    head = _AREA.split(head[: by.start()] if by else head)[0].strip()
    end = authors_end(head)
    end = end if end < len(head.rstrip(" .")) else 0
    title = re.sub(r"\s\[[^\]]*\]", "", head[end:]).strip(" .,:")
    if container:
        publisher = re.split(r"\.\s|\s[—–-]\s|:\s|,\s(?=\d)", words[container.end() :], maxsplit=1)[0].strip(" .")
    else:
        publisher = imprint["name"].strip() if imprint else ""
    return Split(split_authors(head[:end]), title, publisher, imprint["year"] if imprint else "") if title else None

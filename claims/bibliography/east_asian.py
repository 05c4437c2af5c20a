"""Entries in Chinese, Japanese and Korean: GB/T 7714, SIST 02, and titles between their own quotation marks."""

from __future__ import annotations

import re
import unicodedata

from claims.bibliography.name_lists import authors_end
from claims.bibliography.names import split_authors
from claims.bibliography.split import Split

_EAST = r"\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_NAME = rf"[{_EAST}](?:[{_EAST}·・\s]{{0,10}}[{_EAST}·・])?\s{{0,4}}+"
_NAMES = re.compile(rf"{_NAME}(?:[,，、;；]\s?{_NAME}){{0,30}}(?:等|ほか|他|외)?")
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
# GB/T 7714-2015, annex B: the code of the kind of work, and of its carrier
_CODE = re.compile(r"\s?\[(?P<code>[JMDCRSNPGAZ]|EB|DB|CP|CM|DS)(?:/(?:OL|CD|MT|DK))?\](?=\s?(?:\.|,|//|:|\(|$))")
_PLACED = re.compile(r"[\s.]*(?:第?\d+版[.,]\s?)?(?:[^:,.]{1,20}:\s?)?(?P<name>[^,.:]{2,60})[,.]")
_IN_SERIAL = re.compile(r"[\s.]*(?P<name>[^,.:\d(]{2,60})[,.:(]?")
_QUOTED = re.compile(
    rf"(?P<authors>{_NAME}(?:[,，、]\s?{_NAME}){{0,10}})?[\s,，、:：.]*"
    r"(?:「(?P<corner>[^」]{1,200})」|『(?P<white>[^』]{1,200})』|《(?P<double>[^》]{1,200})》|〈(?P<angle>[^〉]{1,200})〉)"
)
_CONTAINER = re.compile(r"[\s,，、.載载]{0,4}[『《「](?P<name>[^』》」]{1,120})[』》」]")
_PUBLISHER = re.compile(rf"[)）\s,，、.:：]*(?:[{_EAST}]{{2,8}}[:：]\s?)?(?P<name>[{_EAST}A-Za-z・]{{2,40}})[\s,，、.]")
_WRITTEN = re.compile(r"\s*(?:(?:主编|主編|编著|編著|译|訳|著|编|編)|等)$")
_OTHERS = re.compile(r"[,\s]*(?:等|ほか|他|et al)\.?$")


def read_coded(words: str) -> Split | None:
    """Read an entry of GB/T 7714, which has the code of its kind behind the title: "[J]", "[M]", "[EB/OL]"."""
    plain = unicodedata.normalize("NFKC", words)
    code = _CODE.search(plain, 0, 600)
    if code is None:
        return None
    before, after = plain[: code.start()].strip(), plain[code.end() :]
    end = _names_end(before)
    title = before[end:].strip(" .,:")
    container = re.match(r"\s?//(?:[^.]{2,60}[.,]\s)??(?P<name>[^.,]{2,120})", after)
    if container is None:
        container = (_IN_SERIAL if code["code"] in "JN" else _PLACED).match(after.lstrip(" ."))
    year = _YEAR.search(re.sub(r"\[[^\]]*\]", "", after))
    publisher = container["name"].strip() if container and not _is_date(container["name"]) else ""
    return Split(_authors(before[:end]), title, publisher, year.group() if year else "") if title else None


def read_stopped(words: str) -> Split | None:
    """Read an entry whose parts end with full stops: "山田太郎. 木の橋の歴史. 橋梁研究. 2010, vol. 12" (SIST 02)."""
    parts = [part.strip() for part in re.split(rf"(?<=[{_EAST}）)」』])[.．]\s*", words[:600])]
    if len(parts) < 3 or not _NAMES.fullmatch(parts[0]) or not re.search(f"[{_EAST}]", parts[1]):
        return None
    container = re.match(r"[^,，.(（\d]{2,60}", re.sub(r"^第?\d+版[,，]\s?", "", parts[2]))
    return Split(_authors(parts[0]), parts[1], container.group().strip() if container else "")


def read_quoted(words: str) -> Split | None:
    """Read an entry with its title between corner brackets or book marks: "山田太郎『塩の道』岩波書店、2005年"."""
    match = _QUOTED.match(words[:600].strip())
    if match is None:
        return None
    rest = words.strip()[match.end() :] + " "
    title = match["corner"] or match["white"] or match["double"] or match["angle"]
    container = _CONTAINER.match(rest) or _PUBLISHER.match(rest)
    year = _YEAR.search(rest)
    publisher = container["name"] if container and not _is_date(container["name"]) else ""
    return Split(_authors(match["authors"] or ""), title, publisher, year.group() if year else "")


def _names_end(before: str) -> int:
    """Return where the names end before the title, 0 if there are none."""
    stop = before.find(".")
    if stop > 0 and re.search(f"[{_EAST}]", before[:stop]):
        return stop + 1
    return authors_end(before)


def _authors(text: str) -> tuple[str, ...]:
    text = _OTHERS.sub("", text.strip(" .,:：，"))
    if not re.search(f"[{_EAST}]", text):
        return split_authors(text)
    names = (_WRITTEN.sub("", name.strip(" .:：")) for name in re.split(r"\s?[,，、;；]\s?", text))
    return tuple(name for name in names if name)


def _is_date(name: str) -> bool:
    return re.fullmatch(r"[\d\s年月日第卷巻号頁页.()\[\]-]*", name) is not None

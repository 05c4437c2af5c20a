"""The marks that chat assistants leave in exported text, and the edits that make footnotes of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.patterns import lazy_regex
from claims.source_map import TextEdit
from claims.urls import canonical_key, find_urls, strip_tracking

_LENTICULAR = lazy_regex(
    r"[ \u00a0]?(?:【(?P<turn>turn\d{1,4}[a-z]{2,12}\d{1,4})(?:†[^】\n]{0,200})?】"
    r"|【(?P<number>\d{1,4}(?::\d{1,3})?)†(?!https?://)[^】\n]{0,200}】|\[(?P<square>\d{1,4}(?::\d{1,3})?)†[^\]\n]{0,200}\])"
)
_OAI_LINK = lazy_regex(
    r"[ \u00a0]?\[oai_citation(?:_attribution)?:(?P<number>\d{1,4})‡(?P<name>[^\]\n]{0,300})\]\((?P<url>[^()\s]+)\)"
)
_OAI_INDEX = lazy_regex(r"[ \u00a0]?:contentReference\[oaicite:(?P<number>\d{1,4})\](?:\{index=\d{1,4}\})?")
_PRIVATE = lazy_regex("[ \u00a0]?\ue200(?P<kind>[a-z_]{1,20})(?P<rest>[^\ue200\ue201]{0,500})\ue201")
_PRIVATE_LEFT = lazy_regex(r"[\ue200-\ue206]")
_TURN = lazy_regex(r"turn\d{1,4}[a-z]{2,12}\d{1,4}")
_TURNS = r"(?:turn\d{1,4}[a-z]{2,12}?\d{1,4}(?!\d)(?:, ?(?=turn\d))?)+"
_BARE_TURN = lazy_regex(rf"[ \u00a0]?(?:\[\^?{_TURNS}\](?!\()|\({_TURNS}\)|\b(?:(?:file)?cite[ \u00a0]?)?{_TURNS})")
_HOST_NUMBER = lazy_regex(r"[ \u00a0]?\((?:\[[^\[\]\n]{1,120}\]\[\d{1,4}\][,;]?\s?){1,10}\)")
_HOST_ITEM = lazy_regex(r"\[[^\[\]\n]{1,120}\]\[(\d{1,4})\]")
# ([host](https://host/…)), the text of the link being nothing but the host
_HOST_LINK_ONE = r"\[(?:[\w-]+\.)+[a-z]{2,}(?:\+\d+)?\]\(https?://[^()\s]{4,2000}\)"
_HOST_LINK = lazy_regex(rf"[ \u00a0]?\((?:{_HOST_LINK_ONE}[,;]?\s?){{1,10}}\)", re.IGNORECASE)
# a link without words, with a sign, "Source: …" or a name and a count: it is a mark, and no words of a sentence
_WORDLESS = lazy_regex(
    r"(?<=[\w.!?…\"”’)\]%*])[ \u00a0]?\[(?P<name>|[↗🔗🌐📎↩➚⤴️]{1,2}|(?:Source|Quelle|Fuente|Fonte)s?: [^\[\]\n]{1,120}"
    r"|(?!UTC|GMT)[^\[\]\n+]{1,60}?[ \u00a0]?\+\d{1,2})\]\((?P<url>https?://[^()\s]{4,2000})\)",
    re.IGNORECASE,
)
_ADDRESSED = lazy_regex(r"[ \u00a0]?【\d{1,4}†(?P<url>https?://[^】\s]{4,2000})】")
_HOST_LINK_ITEM = lazy_regex(r"\[([\w.+-]+)\]\((https?://[^()\s]{4,2000})\)")
_CARETS = lazy_regex(r"\[\^(?P<number>\d{1,4})\^\](?:\[\d{1,4}\])?|(?<=\S)[¹²³⁴-⁹⁰]{1,3}\[(?P<other>\d{1,4})\]")
_HIDDEN = lazy_regex(r"<span style=[\"']display:\s?none;?[\"']>.{0,4000}?</span>", re.DOTALL | re.IGNORECASE)
_ORNAMENT = lazy_regex(r"<div align=[\"']center[\"']>\s*⁂\s*</div>", re.IGNORECASE)
_DEFINITION = lazy_regex(
    r"^\[(?P<number>\d{1,4})\]:\s+<?(?P<url>https?://[^\s<>]+)>?(?:\s+[\"'(](?P<title>[^\n]{0,500}?)[\"')])?\s*$",
    re.MULTILINE,
)

MARKERS = lazy_regex(
    r"(?:【|\[)(?:\d{1,4}(?::\d{1,3})?|turn\d{1,4}[a-z]{2,12}\d{1,4})†|\[oai_citation|:contentReference\[oaicite|\ue200[a-z_]{1,20}\ue202|\[\^\d{1,3}_\d{1,4}\]|\[\^\d{1,4}\^\]"
    r"|turn(?:(?<=\bturn)|(?<=\bciteturn)|(?<=\bfileturn)|(?<=\bfileciteturn))\d{1,4}(?:search|news|view|file|fetch|academia|image|product|reddit|video)\d|\(\[[^\[\]\n]{1,120}\]\[\d{1,4}\]\)|utm_source=(?<=[?&]utm_source=)(?:chatgpt\.com|openai|perplexity)"
    r"|\(\[(?:[\w-]+\.)+[a-z]{2,}(?:\+\d+)?\]\(https?://"
    r"|\[(?:[^\[\]\n]{1,60}\+\d{1,2}|(?:Source|Quelle|Fuente|Fonte): [^\[\]\n]{1,120})\]\(https?://"
    r"|\[\]\((?:(?<=[.!?…\"”)]\[\]\()|(?<=[.!?…\"”)] \[\]\())https?://"
    r"|<div align=[\"']center[\"']>⁂"
)


def marker_edits(source: str) -> list[TextEdit]:
    """Return the edits that turn the marks of all known assistants into footnotes."""
    edits = [
        TextEdit(match.start(), match.end(), "")
        for pattern in (_HIDDEN, _ORNAMENT)
        for match in pattern.finditer(source)
    ]
    edits += [
        TextEdit(match.start(), match.end(), f"[^{match['turn'] or match['number'] or match['square']}]")
        for match in _LENTICULAR.finditer(source)
    ]
    edits += [TextEdit(match.start(), match.end(), f"[^{match['number']}]") for match in _OAI_INDEX.finditer(source)]
    edits += [
        TextEdit(match.start(), match.end(), f"[^{match['number'] or match['other']}]")
        for match in _CARETS.finditer(source)
    ]
    edits += _private_edits(source)
    edits += _host_edits(source)
    edits += _link_edits(source)
    edits += _tracking_edits(source)
    return edits


def _private_edits(source: str) -> Iterator[TextEdit]:
    """Yield edits for marks between private-use characters, with or without the characters: citeturn0search1."""
    for match in _PRIVATE.finditer(source):
        if "cite" in match["kind"]:
            yield TextEdit(match.start(), match.end(), _turn_marks(match["rest"]))
        elif match["kind"] == "entity":
            names = re.findall(r'"([^"]{1,200})"', match["rest"])
            yield TextEdit(
                match.start(),
                match.end(),
                match.group()[: match.group().index("\ue200")] + (names[1] if len(names) > 1 else ""),
            )
        else:
            yield TextEdit(match.start(), match.end(), "")
    rest = _PRIVATE.sub(lambda match: " " * len(match.group()), source)
    for match in _BARE_TURN.finditer(rest):
        yield TextEdit(match.start(), match.end(), _turn_marks(match.group()))
    for match in _PRIVATE_LEFT.finditer(rest):
        yield TextEdit(match.start(), match.end(), "")


def _turn_marks(turns: str) -> str:
    return "".join(f"[^{turn}]" for turn in _TURN.findall(turns))


def _host_edits(source: str) -> Iterator[TextEdit]:
    """Yield edits for ([host][4]) and [^4^], with the definition [4]: https://… "Title"."""
    used: set[str] = set()
    for match in _HOST_NUMBER.finditer(source):
        numbers = _HOST_ITEM.findall(match.group())
        used.update(numbers)
        yield TextEdit(match.start(), match.end(), "".join(f"[^{number}]" for number in numbers))
    used.update(match["number"] or match["other"] for match in _CARETS.finditer(source))
    if not used:
        return
    for match in _DEFINITION.finditer(source):
        if match["number"] in used:
            title = f'"{match["title"]}". ' if match["title"] else ""
            yield TextEdit(
                match.start(), match.end(), f"\n[^{match['number']}]: {title}{strip_tracking(match['url'])}\n"
            )


def _link_edits(source: str) -> Iterator[TextEdit]:
    """Yield edits for [oai_citation:0‡Name](url) and ([host](https://host/…)): one entry for each address."""
    numbers: dict[str, int] = {}
    entries: list[str] = []

    def mark(name: str, url: str) -> str:
        key = canonical_key(url)
        if key not in numbers:
            numbers[key] = len(numbers) + 1
            entries.append(f"[^{numbers[key]}]: {f'{name.strip()}. ' if name else ''}{strip_tracking(url)}\n")
        return f"[^{numbers[key]}]"

    found = [(match, [(match["name"], match["url"])]) for match in _OAI_LINK.finditer(source)]
    found += [(match, _HOST_LINK_ITEM.findall(match.group())) for match in _HOST_LINK.finditer(source)]
    found += [(match, [(_plain_name(match["name"]), match["url"])]) for match in _WORDLESS.finditer(source)]
    found += [(match, [("", match["url"])]) for match in _ADDRESSED.finditer(source)]
    for match, links in sorted(found, key=lambda pair: pair[0].start()):
        yield TextEdit(match.start(), match.end(), "".join(mark(name, url) for name, url in links))
    if entries:
        yield TextEdit(len(source), len(source), "\n\n" + "\n".join(entries))


def _plain_name(name: str) -> str:
    """Return the name of a source without "Source:", its count and signs."""
    return re.sub(r"^\w+: |[ \u00a0]?\+\d{1,2}$", "", name.strip()) if name[:1].isalnum() else ""


def _tracking_edits(source: str) -> Iterator[TextEdit]:
    """Yield edits that remove the parameters naming the assistant from addresses."""
    for span, url in find_urls(source):
        bare = strip_tracking(url)
        if bare != url and source[span.start : span.end] == url:
            yield TextEdit(span.start, span.end, bare)


def hidden_labels(source: str) -> frozenset[str]:
    """Return the labels of notes that only hidden marks cite: sources that the assistant found and did not use."""
    hidden = {
        label for match in _HIDDEN.finditer(source) for label in re.findall(r"\[\^([^\]\s]{1,20})\]", match.group())
    }
    return frozenset(hidden)

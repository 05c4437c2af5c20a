"""Generated cases for the search of quotations, from real pages: the same seed gives the same cases.

Texts of about 2 KB, 20 KB, 200 KB and 2 MB are cut from cited web pages (WiCE) or joined from them. Some have hard line
breaks and words cut at line ends, as PDFs give them. Quotations of 5 to 200 words are taken from the texts and changed
in one of fourteen ways. Five kinds of texts are not quotations of the page.
"""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from benchmarks.material.corpus import rows

SIZES = {"2 KB": 2_000, "20 KB": 20_000, "200 KB": 200_000, "2 MB": 2_000_000}
LENGTHS = (5, 8, 12, 20, 60, 200)
_TEXTS = {"2 KB": 24, "20 KB": 16, "200 KB": 6, "2 MB": 2}
_HOMOGLYPHS = {"e": "c", "l": "1", "m": "rn", "h": "b", "o": "0", "t": "f", "s": "5", "n": "u", "a": "o", "i": "l"}
_FILLERS = ("indeed", "of course", "in fact", "quite", "really", "also", "perhaps", "then", "however", "very")
_OTHERS = ("window", "copper", "gradual", "Thursday", "measured", "island", "singing", "bright", "northern", "answer")
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|will|would|can|could|has|have|had|should|must|may|do|does|did)\b")


@dataclass(frozen=True, slots=True)
class Text:
    """A page: its `size` by name and its `text`."""

    key: int
    size: str
    text: str


@dataclass(frozen=True, slots=True)
class Case:
    """A quotation to search in `text`. `span` is its place; None: it must not be found."""

    text: Text
    kind: str
    words: int
    quote: str
    span: tuple[int, int] | None


def make_texts(seed: int) -> list[Text]:
    """Return the pages, the small ones first."""
    rng = random.Random(seed)
    pages = [" ".join(row["evidence"]) for row in rows("wice", "claims_dev.jsonl")]
    pages = [" ".join(page.split()) for page in dict.fromkeys(pages) if len(page) > 3_000]
    texts: list[Text] = []
    for size, length in SIZES.items():
        for _ in range(_TEXTS[size]):
            joined = ""
            order = rng.sample(range(len(pages)), len(pages))
            for index in order:
                joined += pages[index] + "\n\n"
                if len(joined) > length:
                    break
            hard = rng.random() < 0.4
            cut = joined[:length].rsplit(" ", 1)[0]
            texts.append(Text(len(texts), size, _hard_lines(cut) if hard else cut))
    return texts


def make_cases(texts: list[Text], seed: int, per_text: int = 40) -> Iterator[Case]:
    """Yield the cases of each text: two thirds are quotations of it, one third is not."""
    rng = random.Random(seed)
    claims = [row["claim"] for row in rows("wice", "claims_dev.jsonl")]
    kinds = list(_CHANGES)
    for number, text in enumerate(texts):
        other = texts[(number + 7) % len(texts)]
        for index in range(per_text):
            length = LENGTHS[index % len(LENGTHS)]
            taken = _taken(text.text, length, rng)
            if taken is None:
                continue
            start, end = taken
            if rng.random() < 2 / 3:
                kind = kinds[rng.randrange(len(kinds))]
                changed = _CHANGES[kind](_plain(text.text[start:end]), rng)
                if changed is not None:
                    yield Case(text, kind, length, changed, (start, end))
            else:
                case = _negative(text, other, (start, end), length, claims, rng)
                if case is not None:
                    yield case


def _hard_lines(text: str) -> str:
    paragraphs = (textwrap.wrap(paragraph, 58, break_on_hyphens=False) for paragraph in text.split("\n\n"))
    lines: list[str] = []
    for paragraph in paragraphs:
        for line in paragraph:
            words = line.rsplit(" ", 1)
            if len(lines) % 4 == 3 and len(words) == 2 and len(words[1]) > 7 and words[1].isalpha():
                lines.append(f"{words[0]} {words[1][:4]}-")
                lines.append(words[1][4:])
            else:
                lines.append(line)
        lines.append("")
    return "\n".join(lines)


def _taken(text: str, length: int, rng: random.Random) -> tuple[int, int] | None:
    """Choose `length` words in a row within one paragraph."""
    for _ in range(40):
        at = rng.randrange(max(1, len(text) - length * 9))
        start = text.find(" ", at) + 1
        words = list(re.finditer(r"\S+", text[start : start + length * 14]))[: length + length // 20]
        if start == 0 or len(words) < length:
            continue
        end = start + words[length - 1].end()
        taken = text[start:end]
        if "\n\n" in taken or taken.endswith("-") or not taken[0].isalnum() or text.find(taken, start + 1) >= 0:
            continue
        if text.find(taken) == start:  # words that occur twice have no single place
            return start, end
    return None


def _plain(text: str) -> str:
    """Remove hard line breaks, as people do who quote."""
    return " ".join(re.sub(r"(?<=[^\W\d_])-\n(?=[^\W\d_])", "", text).split())


def _exact(words: str, rng: random.Random) -> str:
    return words


def _typographic(words: str, rng: random.Random) -> str:
    changed = words.replace("'", "’").replace(" - ", " — ").replace("fi", "ﬁ").replace("...", "…")
    return f"“{changed}”" if rng.random() < 0.5 else changed.replace(" ", "\u00a0", 1)


def _hyphenated(words: str, rng: random.Random) -> str:
    parts = words.split(" ")
    for index in range(2, len(parts), 9):
        if len(parts[index]) > 6 and parts[index].isalpha():
            parts[index] = f"{parts[index][:3]}-\n{parts[index][3:]}"
    return " ".join(parts)


def _misread(share: float) -> Callable[[str, random.Random], str]:
    def change(words: str, rng: random.Random) -> str:
        return "".join(_HOMOGLYPHS.get(c, c) if rng.random() < share * 2 else c for c in words)

    return change


def _ellipsis(words: str, rng: random.Random) -> str | None:
    parts = words.split(" ")
    if len(parts) < 8:
        return None
    gap = max(2, len(parts) // 5)
    at = rng.randrange(3, len(parts) - gap - 2)
    return " ".join([*parts[:at], rng.choice(("...", "…", "[...]", "[…]", ". . .")), *parts[at + gap :]])


def _bracket(words: str, rng: random.Random) -> str | None:
    parts = words.split(" ")
    if len(parts) < 8:
        return None
    at = rng.randrange(2, len(parts) - 3)
    return " ".join([*parts[:at], "[the committee]", *parts[at + rng.choice((0, 1, 2)) :]])


def _cased(words: str, rng: random.Random) -> str:
    return (words[0].swapcase() + words[1:]).rstrip(".,;:") + rng.choice((".", ",", ""))


def _dropped(words: str, rng: random.Random) -> str:
    return " ".join(w for i, w in enumerate(words.split(" ")) if i in (0,) or rng.random() > 0.1)


def _added(words: str, rng: random.Random) -> str:
    return " ".join(f"{w} {rng.choice(_FILLERS)}" if rng.random() < 0.1 else w for w in words.split(" "))


def _substituted(words: str, rng: random.Random) -> str:
    return " ".join(rng.choice(_OTHERS) if rng.random() < 0.1 else w for w in words.split(" "))


def _renumbered(words: str, rng: random.Random) -> str | None:
    numbers = list(re.finditer(r"(?<!\d)[1-9]\d{0,3}(?!\d)", words))
    if not numbers:
        return None
    one = rng.choice(numbers)
    return f"{words[: one.start()]}{int(one.group()) + rng.randrange(1, 80)}{words[one.end() :]}"


def _negated(words: str, rng: random.Random) -> str | None:
    found = list(_AUXILIARY.finditer(words))
    if not found:
        return None
    one = rng.choice(found)
    return f"{words[: one.end()]} not{words[one.end() :]}"


def _mixed(words: str, rng: random.Random) -> str:
    return _cased(_typographic(_misread(0.01)(_added(words, rng), rng), rng).strip("“”"), rng)


_CHANGES: dict[str, Callable[[str, random.Random], str | None]] = {
    "exact": _exact,
    "typographic": _typographic,
    "hyphenated": _hyphenated,
    "misread 2 %": _misread(0.02),
    "misread 5 %": _misread(0.05),
    "ellipsis": _ellipsis,
    "bracket": _bracket,
    "case and full stop": _cased,
    "10 % dropped": _dropped,
    "10 % added": _added,
    "10 % replaced": _substituted,
    "number changed": _renumbered,
    "not put in": _negated,
    "mixed": _mixed,
}


def _negative(
    text: Text, other: Text, span: tuple[int, int], length: int, claims: list[str], rng: random.Random
) -> Case | None:
    words = _plain(text.text[slice(*span)]).split(" ")
    foreign_span = _taken(other.text, length, rng)
    foreign = _plain(other.text[slice(*foreign_span)]).split(" ") if foreign_span else []
    half = length // 2
    kind = rng.choice(("of another page", "spliced", "shuffled", "stitched", "paraphrase"))
    if kind == "of another page":
        quote = " ".join(foreign)
    elif kind == "spliced":
        quote = " ".join([*words[:half], *foreign[half:]])
    elif kind == "shuffled":
        quote = " ".join(rng.sample(words, len(words)))
    elif kind == "stitched":
        second = _taken(text.text, length, rng)
        if second is None or abs(second[0] - span[0]) < 5_000:
            return None
        first, last = sorted((span, second))
        ends, begins = _plain(text.text[slice(*last)]).split(" "), _plain(text.text[slice(*first)]).split(" ")
        quote = " ".join([*ends[:half], *begins[half:]])
    else:
        quote = rng.choice(claims)
    plain = _plain(text.text)
    if not quote.strip() or quote in plain or len(quote.split(" ")) < 3:
        return None
    return Case(text, kind, len(quote.split(" ")) if kind == "paraphrase" else length, quote, None)

"""The cost of reading: an article of our own, doubled four times, in every text form, and hostile files.

It prints seconds of processor time (the best of three) and the growth at each doubling: 2 is linear. Then it prints the
time for each of the hostile files.
"""

from __future__ import annotations

import random
import time
import tracemalloc
from collections.abc import Callable

from claims.errors import UndecodableDocument
from claims.reading import read

_SENTENCE = (
    "the harbour board said that salt prices rose again last year while dock hands asked for a better share of it"
)


def main() -> None:
    for form in ("plaintext", "markdown"):
        previous = 0.0
        for doubling in range(5):
            body = article(40 * 2**doubling, form).encode()
            spent = _best(lambda body=body, form=form: read(body, format=form, name="article"))
            growth = f"x{spent / previous:.2f}" if previous else ""
            print(f"{form:10} {len(body) / 1e6:6.2f} MB  {spent:7.3f} s  {growth}")
            previous = spent
    tracemalloc.start()
    read(article(1100, "plaintext").encode(), name="article")
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    print(f"peak memory of an article of {len(article(1100, 'plaintext')) / 1e6:.1f} MB: {peak:.0f} MB")
    tracemalloc.stop()
    for name, text in hostile().items():
        started = time.process_time()
        try:
            document = read(text.encode("utf-8", "surrogatepass"), name=f"{name}.txt", format="plaintext")
            result = f"{len(document.citations)} citations"
        except UndecodableDocument:
            result = "refused: not text"
        spent = time.process_time() - started
        print(f"{name:22} {len(text) / 1e6:5.1f} MB  {spent:7.2f} s  {result}")


def article(sections: int, form: str) -> str:
    """Return an article of `sections` sections of about 900 characters, each with a reference."""
    chance = random.Random(7)
    words = _SENTENCE.split()
    marks = "[^{}]" if form == "markdown" else "[{}]"
    parts = ["Salt prices\n"]
    for number in range(1, sections + 1):
        parts.append(f"{'## ' if form == 'markdown' else ''}Section {number}\n")
        sentences = []
        for place in range(8):
            sentence = " ".join(chance.choice(words) for _ in range(16)).capitalize() + "."
            sentences.append(sentence + (marks.format(number) if place % 3 == 2 else ""))
        parts.append(" ".join(sentences) + "\n")
    parts.append("## References\n" if form == "markdown" else "References\n")
    for number in range(1, sections + 1):
        entry = (
            f'"Salt report {number}". Harbour Board. 4 March 2001. Retrieved 8 May 2011. https://salt.example/{number}'
        )
        parts.append(f"[^{number}]: {entry}" if form == "markdown" else f"{number}. {entry}")
    return "\n".join(parts)


def hostile() -> dict[str, str]:
    """Return hostile texts: marks, brackets, quotation marks and digits without end."""
    million = 1_000_000
    return {
        "a million marks": "x[1]" * million,
        "marks with spaces": "word [1] " * (million // 4),
        "opening brackets": "[" * million,
        "nested brackets": "[" * (million // 2) + "]" * (million // 2),
        "long numbers": "[" + "1," * million + "1]",
        "digits": "1" * million,
        "quotation marks": '"' * million,
        "open quotations": '"a ' * (million // 3),
        "one long word": "a" * million,
        "one long line": "word " * (million // 5),
        "full stops": "." * million,
        "sentences": "A b. " * (million // 5),
        "empty lines": "a" + "\n" * million,
        "short lines": "a\n" * (million // 2),
        "numbered lines": "1. a\n" * (million // 5),
        "headings": "References\n" * (million // 11),
        "superscripts": "¹²³" * (million // 3),
        "dates": "1 May " * (million // 6),
        "addresses": "http://a.b/" * (million // 11),
        "dashes": "[1]–" * (million // 4),
        "spaces": "References\n\n1. " + " " * million + "x",
        "right to left": "שלום עולם. " * (million // 11),
        "lone surrogates": "a\ud800" * (million // 8),
        "entry without end": "A[1]\n\nReferences\n1. " + "Smith, J., " * (million // 11),
        "parentheses": "(" * million + "1)",
        "one entry, many marks": "A.[1] " * (million // 6) + "\n\nReferences\n1. B",
        "pages": "[1]:1," * (million // 6),
    }


def _best(action: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        started = time.process_time()
        action()
        times.append(time.process_time() - started)
    return min(times)


if __name__ == "__main__":
    main()

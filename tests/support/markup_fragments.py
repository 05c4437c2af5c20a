"""Fragments of markup languages, from which tests put hostile documents together."""

from __future__ import annotations

_ALL = "\n¦\n\n¦a¦ ¦\u202e¦\t¦http://a.test/¦1¦[1]¦<¦>¦\\¦"


def _cut(text: str) -> list[str]:
    return [*text.split("¦"), *_ALL.split("¦")]


FRAGMENTS = {
    "rst": _cut(
        "[1]_¦[#a]_¦[#]_¦[*]_¦[A1]_¦.. [1] ¦.. [#a] ¦.. [#] ¦.. [A1] ¦.. [*] ¦_¦`a <http://a.test/>`_¦`a`_¦`a`__¦a_¦|a|¦|a|_"
        "¦.. |a| replace:: |a|\n¦.. _a: b_\n¦.. _b: a_\n¦.. _a: http://a.test/\n¦__ http://a.test/\n¦:cite:`a`"
        "¦:cite:t:`a,b{p. 3}`¦:sup:`2`¦::\n\n¦.. note:: ¦.. code::\n"
        "¦.. raw:: html\n¦.. csv-table:: a\n¦.. list-table::\n¦..\n"
        "¦.. bibliography:: ../../x.bib\n"
        "¦====\n¦----\n¦==== ====\n¦+--+--+\n¦| a | b |\n¦|¦* ¦1. ¦    ¦  ¦``¦`¦*¦**¦:a: ¦:"
    ),
}
ENDLESS = [
    ("rst", "`a <" * 20_000),
    ("rst", "*a " * 30_000),
    ("rst", "``a " * 20_000),
    ("rst", "".join(" " * n + "* a\n" for n in range(2_000))),
    ("rst", "[#]_ " * 10_000 + "\n\n" + ".. [#] x\n" * 10_000),
    ("rst", "|a" * 20_000),
    ("rst", ":a:`" * 20_000),
    ("rst", "a\n=\n" * 10_000),
    ("rst", "\n".join(f".. _{n}: {n + 1}_" for n in range(10_000)) + "\n\n" + "0_ " * 10_000),
    ("rst", "+-+-+\n| | |\n" * 10_000),
]
"""Sources whose cost must grow as their length does."""

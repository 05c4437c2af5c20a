"""Fragments of markup languages, from which tests put hostile documents together."""

from __future__ import annotations

import re

_ALL = "\n¦\n\n¦a¦ ¦\u202e¦\t¦http://a.test/¦1¦[1]¦<¦>¦\\¦"


def _cut(text: str) -> list[str]:
    return [*text.split("¦"), *_ALL.split("¦")]


_TAG = re.compile(r"<(/?)([A-Za-z]\w*(?:-\w+)*)[^<>]*(?<!/)>")


_ALONE = re.compile(r"<(?![/A-Za-z])|&(?!\w+;)")


def well_formed(kind: str, pieces: list[str]) -> str:
    """Return the pieces as one source; of a kind of XML, with an end for each element that begins."""
    if kind not in _ROOTS:
        return "".join(pieces)
    kept, waiting = [_ROOTS[kind]], [_ROOTS[kind][1:].split(">")[0].split(" ")[0]]
    for piece in pieces:
        tags = _TAG.findall(piece)
        names = [name for end, name in tags if not end]
        ends = [name for end, name in tags if end]
        if sorted(names) == sorted(ends):
            plain = piece.replace("<![CDATA[", "").replace("]]>", "").replace("<!DOCTYPE a>", "").replace("<!--", "")
            kept.append(_ALONE.sub("", plain))  # here too: "<" and the next piece would be a tag
        elif ends and not names and waiting[-1:] == ends and len(waiting) > 1:
            kept.append(piece)
            waiting.pop()
        elif names and not ends and names[0] != waiting[0]:
            kept.append(piece)
            waiting += names
    closed = "".join(f"</{name}>" for name in reversed(waiting))
    return _ALONE.sub("", "".join(kept)) + closed


_ROOTS = {"jats": "<article article-type='x' xmlns:xlink='a'>", "tei": "<TEI><text/>"}
FRAGMENTS = {
    "rst": _cut(
        "[1]_¦[#a]_¦[#]_¦[*]_¦[A1]_¦.. [1] ¦.. [#a] ¦.. [#] ¦.. [A1] ¦.. [*] ¦_¦`a <http://a.test/>`_¦`a`_"
        "¦`a`__¦a_¦|a|¦|a|_"
        "¦.. |a| replace:: |a|\n¦.. _a: b_\n¦.. _b: a_\n¦.. _a: http://a.test/\n¦__ http://a.test/\n¦:cite:`a`"
        "¦:cite:t:`a,b{p. 3}`¦:sup:`2`¦::\n\n¦.. note:: ¦.. code::\n"
        "¦.. raw:: html\n¦.. csv-table:: a\n¦.. list-table::\n¦..\n"
        "¦.. bibliography:: ../../x.bib\n"
        "¦====\n¦----\n¦==== ====\n¦+--+--+\n¦| a | b |\n¦|¦* ¦1. ¦    ¦  ¦``¦`¦*¦**¦:a: ¦:"
    ),
    "jats": _cut(
        "<article article-type='x'>¦</article>¦<body>¦</body>¦<back>¦</back>¦<p>¦</p>¦<sec><title>a</title>"
        "¦</sec>¦<ref-list>"
        "¦</ref-list>¦<ref id='a'><label>1</label><mixed-citation>A 1990</mixed-citation></ref>¦<xref rid='a'>1</xref>"
        "¦<xref rid='a b'>1–2</xref>¦<xref ref-type='bibr' rid='c'>Lee (1990)</xref>¦<fn id='f'><p>x</p></fn>"
        "¦<sup>¦</sup>"
        "¦<xref ref-type='fn' rid='f'/>¦[¦]¦(¦)¦–¦, p. 3]¦<table><tr><td>¦</td></tr></table>¦&nbsp;¦&amp;¦&a;"
        "¦<!DOCTYPE a>"
        "¦<![CDATA[¦]]>¦<!--¦-->¦<ext-link xlink:href='http://a.test/'>¦</ext-link>¦<disp-quote>¦</disp-quote>"
    ),
    "tei": _cut(
        "<TEI>¦</TEI>¦<text>¦</text>¦<body>¦</body>¦<p>¦</p>¦<div><head>a</head>¦</div>¦<listBibl>¦</listBibl>"
        "¦<bibl xml:id='a'><title>A</title> 1990</bibl>¦<biblStruct xml:id='b'/>¦<ref target='#a'>1</ref>"
        "¦<ref target='#a #b'/>"
        "¦<ref type='bibr'>[2]</ref>¦<note>¦</note>¦<note place='foot' xml:id='n'>x</note>¦<ref target='#n'/>"
        "¦<q>¦</q>¦<lb/>"
        "¦<choice><sic>a</sic><corr>b</corr></choice>¦[¦]¦(¦)¦–¦<quote>¦</quote>¦<table><row><cell>"
        "¦</cell></row></table>"
    ),
    "asciidoc": _cut(
        "= a\n¦== b\n¦* ¦. ¦a:: ¦<<a>>¦<<a,b>>¦[[[a]]]¦[[b]]¦footnote:[¦footnote:x[]¦]¦[¦http://a.test/["
        "¦cite:[a(3)]¦----\n"
        "¦____\n¦====\n¦|===\n¦| ¦////\n¦// ¦:a: b\n¦{a}¦*¦_¦`¦+¦++¦[quote]\n¦[bibliography]\n¦include::a[]\n"
        "¦+\n¦^¦~¦link:a["
    ),
    "org": _cut(
        "* ¦** a\n¦- ¦1. ¦[fn:1]¦[fn:1] ¦[fn::¦[fn:a:¦]¦[¦[cite:@a]¦[cite/t:@a p. 3; @b]¦[[http://a.test/][¦]]"
        "¦[[¦#+begin_src\n"
        "¦#+end_src\n¦#+begin_quote\n¦#+end_quote\n¦#+title: ¦#+bibliography: ../a.bib\n¦# ¦: ¦:A:\n¦:END:\n"
        "¦| a | b |\n¦|-\n"
        "¦*¦/¦=¦~¦_¦+¦^{2}¦@@a:¦@@¦\\\\\n¦cite:a¦\\cite{a}¦ :: "
    ),
    "typst": _cut(
        "= a\n¦== ¦- ¦+ ¦1. ¦/ a: ¦@a¦@a[p. 3]¦#cite(<a>)¦#footnote[¦#footnote(<a>)¦]¦[¦(¦)¦{¦}"
        '¦#quote(block: true)[¦#link("http://a'
        '.test/")[¦#let a = [b]\n¦#a¦#set text(\n¦#show: a.with(\n¦title: [a],¦#table(columns: 2, [a], [b])'
        "¦#figure(¦caption: [a]¦<a>"
        '¦`¦```¦$¦//¦/*¦*/¦"¦*¦_¦--¦~¦#bibliography("../x.bib")\n¦#if x [¦,¦#'
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
    ("asciidoc", "footnote:[" * 10_000),
    ("asciidoc", "*a _b " * 20_000),
    ("asciidoc", "`a ++" * 20_000),
    ("asciidoc", "<<a," * 20_000),
    ("asciidoc", "|===\n" + "|a |b\n" * 10_000),
    ("asciidoc", "====\n=====\n" * 5_000),
    ("asciidoc", "* [[[a]]] x\n" * 10_000 + "<<a>>" * 5_000),
    ("org", "[fn::" * 10_000),
    ("org", "[[a][" * 20_000),
    ("org", "*a /b " * 20_000),
    ("org", "#+begin_quote\n" * 5_000),
    ("org", "".join(" " * n + "- a\n" for n in range(1_500))),
    ("org", "[fn:1] a\n" * 10_000),
    ("typst", "#footnote[" * 10_000),
    ("typst", "#a(" * 10_000),
    ("typst", "#[" * 10_000 + "]" * 10_000),
    ("typst", "@a[" * 20_000),
    ("typst", "/*" * 20_000),
    ("typst", "`" * 20_001),
    ("typst", "#set a(\n" * 5_000),
    ("jats", "<article><body>" + "<p>a <xref rid='b'>1</xref>, (</p>" * 10_000 + "</body></article>"),
    ("jats", "<article><body><p>" + "[<xref rid='b'>1</xref>–" * 20_000 + "</p></body></article>"),
    ("jats", f"<article><back><ref-list>{'<ref><collab>A</collab></ref>' * 5_000}</ref-list></back></article>"),
    ("jats", f"<article><body><p>{'<fn><p>x</p></fn>' * 10_000}</p></body></article>"),
    ("jats", f"<article><body><p>{'&amp;' * 100_000}</p></body></article>"),
    ("tei", f"<TEI><text><p>{'<note>x</note> <q>' * 60}{'</q>' * 60}</p>{'<p>a</p>' * 20_000}</text></TEI>"),
    ("tei", f"<TEI><text><listBibl>{'<bibl>A 1990</bibl>' * 5_000}</listBibl></text></TEI>"),
]
"""Sources whose cost must grow as their length does."""

"""Documents with planted repairs in seven formats: each place as it is and as it must be, and all else unchanged.

A document is written with its repairs in it: `⟦before⇒after⟧`. The fate of an address follows from its host: `moved`
has moved to `new`, `gone` is dead and has an archived copy, `lost` is dead and has none, `back` works again, and all
others are alive. References whose label or key is in `known` have a record.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from claims.model import Document
from reports.model import LinkStatus
from testbed.repair_reports import Fate, Known, dead, moved

_PLANTED = re.compile(r"⟦([^⟦⟧⇒]*)⇒([^⟦⟧⇒]*)⟧")
_WAYBACK = "https://web.archive.org/web/20140602081500/"


@dataclass(frozen=True, kw_only=True)
class PlantedDocument:
    """A document with planted repairs: its name, how many there are, its bytes before and after, and what is known.

    `files` are further files of its folder, before and after.
    """

    name: str
    repairs: int
    before: bytes
    after: bytes
    known: Mapping[str, Known] = field(default_factory=dict)
    files: Mapping[str, tuple[bytes, bytes]] = field(default_factory=dict)


def capture_of(url: str) -> str:
    """Return the address of the archived copy of `url` in these documents: of 2 June 2014."""
    return _WAYBACK + url


def fates_of(document: Document) -> dict[str, Fate]:
    """Return the fates of the addresses of a document, by their hosts."""
    return {url: _fate(url) for reference in document.references for url in reference.urls}


def _fate(url: str) -> Fate:
    host = url.partition("//")[2]
    if host.startswith("moved"):
        return moved(url.replace("//moved", "//new", 1))
    if host.startswith("gone"):
        return dead(capture_of(url), carries=True)
    if host.startswith("lost"):
        return dead()
    return Fate(status=LinkStatus.ALIVE)


def planted_documents() -> Iterator[PlantedDocument]:
    """Yield the documents of all formats, each in several forms: line ends, marks, encodings."""
    for name, write in _WRITERS.items():
        for form in range(len(_FORMS)):
            yield _made(name, form, *write(form))


_FORMS: tuple[tuple[str, str], ...] = (
    ("\n", "utf-8"),
    ("\r\n", "utf-8-sig"),
    ("\n", "utf-8"),
    ("\r\n", "utf-8"),
    ("\n", "utf-8"),
)
"""Line ends and encodings of the forms. The third has no line end at its end, and blanks at the end of a line; the
fourth has line ends of both kinds; the fifth has letters outside of ASCII everywhere."""


def _made(
    name: str, form: int, text: str, repairs: int, known: Mapping[str, Known], files: Mapping[str, str]
) -> PlantedDocument:
    before, after = _both(text, form)
    stem, _, suffix = name.partition(".")
    return PlantedDocument(
        name=f"{stem}-{form}.{suffix}",
        repairs=repairs,
        before=before,
        after=after,
        known=known,
        files={other: _both(words, form) for other, words in files.items()},
    )


def _both(text: str, form: int) -> tuple[bytes, bytes]:
    line_end, encoding = _FORMS[form]
    if form == 2:
        text = text.rstrip("\n")
        text = text.replace("\n\n", "  \n\n", 1)
    if form == 4:
        text = text.replace("Saltby", "Sältby—塩")
    text = text.replace("\n", line_end)
    if form == 3:
        text = text.replace("\r\n", "\n", 2)  # line ends of both kinds
    return _PLANTED.sub(r"\1", text).encode(encoding), _PLANTED.sub(r"\2", text).encode(encoding)


def _address(kind: str, number: int, path: str = "") -> str:
    return f"https://{kind}{number}.salt.example/{path or 'page'}"


def _move(number: int, path: str = "", write: Callable[[str], str] = str) -> str:
    old = _address("moved", number, path)
    return f"⟦{write(old)}⇒{write(old.replace('//moved', '//new'))}⟧"


_NOUNS = ("mill", "bridge", "quarry", "chapel", "harbour", "ferry", "kiln", "dam", "tower", "wharf")


def _sentence(number: int, mark: str) -> str:
    return f"The old {_NOUNS[number % 10]} of Saltby closed in {1900 + number} after the flood.{mark}"


def _wikitext(form: int) -> tuple[str, int, dict[str, Known], dict[str, str]]:
    base = 10 * form
    gone = [_address("gone", base + number) for number in range(4)]
    date, shown = ("2011-05-09", "2014-06-02") if form % 2 else ("9 May 2011", "2 June 2014")
    entries = [
        f"{{{{cite web |url={_move(base)} |title=The mill |access-date={date}}}}}",
        f"{{{{Cite news\n | title = The bridge {{{{nowrap|of 1902}}}}\n | url = {gone[0]}\n | access-date = {date}"
        f"⟦⇒\n | archive-url = {capture_of(gone[0])}\n | archive-date = {shown}\n | url-status = dead⟧\n}}}}",
        f"[{gone[1]} The quarry], ''Gazette'', {date}.⟦ {{{{dead link|date=May 2020}}}}⇒⟧"
        f"⟦⇒ [{capture_of(gone[1])} Archived] {shown}.⟧",
        f"[{_move(base + 1)} The chapel] and [{_address('alive', base, 'a')} its tower], {date}.",
        f"{{{{cite web|url={_address('lost', base)}|title=Ferry|date={date}}}}}"
        "⟦⇒ {{dead link|date=November 2026}}⟧",
        f"{{{{cite web |url={_address('back', base)} |title=Kiln}}}}⟦ {{{{dead link}}}}⇒⟧",
        f"{{{{cite web |url={gone[2]} |title=Dam <!-- |archive-url={gone[3]} --> |archive-url=⟦⇒{capture_of(gone[2])}⟧"
        f" |archivedate=⟦⇒2014-06-02⟧⟦⇒ |url-status=dead⟧}}}}",
        "{{cite journal |last=Doe |title=The tower |journal=Annals of Salt |year=⟦1999⇒1998⟧}}",
        "{{cite journal |last=Roe |title=The wharf |journal=Annals of Salt |year=2001⟦⇒ |doi=10.5555/wharf⟧}}",
        f"{{{{cite web |url={_address('back', base + 2)} |title=Weir |url-status=⟦dead⇒live⟧"
        f" |archive-url={capture_of(_address('back', base + 2))} |archive-date=2014-06-02}}}}",
    ]
    lines = [_sentence(number, f"<ref>{entry}</ref>") for number, entry in enumerate(entries)]
    text = (
        "== Saltby ==\n\n" + "\n\n".join(lines) + f"\n\n<!-- {_address('moved', base)} --> <nowiki>[[x]]</nowiki> See"
        f" [{_move(base, 'page/more')} more].\n"
        + f"<pre>{_address('moved', base)}</pre>\n\n== References ==\n{{{{reflist}}}}\n"
    )
    known = {
        "8": Known(differs={"year": ("1999", "1998")}),
        "9": Known(doi="10.5555/wharf"),
    }
    return text, 11, known, {}


def _markdown(form: int) -> tuple[str, int, dict[str, Known], dict[str, str]]:
    base = 10 * form
    gone = [_address("gone", base + number, "a_b(c)") for number in range(3)]
    archived = capture_of(gone[0]).replace("(", "%28").replace(")", "%29")
    text = f"""# Saltby

{_sentence(0, "[^1]")} {_sentence(1, "[^2]")}

{_sentence(2, "[^3]")} The [ferry]({_move(base + 1, "ferry")} "Ferry") runs; see [it again]({_move(base + 1, "ferry")}).

The [kiln](⟦{_address("gone", base + 5)}⇒{capture_of(_address("gone", base + 5))}⟧) is cold, and the weir is \
at <{_move(base + 2, "weir?a=1&b=2")}>.

```text
{_address("moved", base)} stays in code
```

Also `{_address("moved", base)}` and <!-- {_address("moved", base)} --> and {_address("alive", base, "x")}.

{_sentence(4, "[^4]")} {_sentence(5, "[^5]")}

[^1]: Lee, A. *The mill*. {_move(base)}. Retrieved 9 May 2011.
[^2]: Roe, B. [The bridge](<{gone[0]}>). \
Retrieved 9 May 2011.⟦⇒ [Archived](<{archived}>) from the original on 2 June 2014.⟧
[^3]: Poe, C. **The quarry**, 2010. See [one]({_move(base + 3)}) and [two]({_address("alive", base)}).
[^4]: Doe, D. The weir. *Annals of Salt*, 2001.⟦⇒ [doi:10.5555/weir](<https://doi.org/10.5555/weir>)⟧
[^5]: Moe, E. *{_NOUNS[5]}* {_address("gone", base + 7)}⟦⇒ [Archived](<{capture_of(_address("gone", base + 7))}>) \
from the original on 2014-06-02.⟧
"""
    return text, 8, {"4": Known(doi="10.5555/weir")}, {}


def _html(form: int) -> tuple[str, int, dict[str, Known], dict[str, str]]:
    base = 10 * form
    gone = _address("gone", base, "a?b=1&c=2")
    written = gone.replace("&", "&amp;")
    quote = "'" if form % 2 else '"'
    items = [
        f"<li id=n1>Lee, A. <a href={quote}{_move(base)}{quote}>The mill</a>. Retrieved 9 May 2011.</li>",
        f"<li id=n2>Roe, B. <cite><a class=x href={quote}{written}{quote}>The bridge</a></cite>⟦⇒. "
        f'<a href="{capture_of(written)}">Archived</a> from the original on 2014-06-02.⟧</li>',
        f"<li id=n3>Poe, C. The quarry, {_move(base + 1, 'q?x=1&amp;y=2')}, 2010</li>",
        "<li id=n4>Doe, D. The weir. <i>Annals of Salt</i>, 2001.⟦⇒ "
        '<a href="https://doi.org/10.5555/weir">doi:10.5555/weir</a>⟧</li>',
    ]
    marks = "\n".join(
        f"<p>{_sentence(number, '')}<sup><a href=#n{number + 1}>[{number + 1}]</a></sup></p>" for number in range(4)
    )
    text = f"""<!doctype html>
<html lang=en><head><title>Saltby</title><meta charset=utf-8>
<script>var u = "{_address("moved", base)}";</script></head><body>
<h1>Saltby</h1>
{marks}
<p>The <a href="{_move(base + 2)}">ferry</a> runs, and <A HREF={_move(base + 2)} title='a > b'>runs again</A>.</p>
<p>The <a href="⟦{_address("gone", base + 5)}⇒{capture_of(_address("gone", base + 5))}⟧">kiln</a> is cold.</p>
<pre>{_address("moved", base)}</pre><!-- <a href="{_address("moved", base)}">old</a> -->
<p>Longer: <a href="{_address("alive", base)}/{_address("moved", base)}">another</a>.</p>
<h2>References</h2>
<ol>
{chr(10).join(items)}
</ol>
</body></html>
"""
    return text, 6, {"4": Known(doi="10.5555/weir")}, {}


def _rst(form: int) -> tuple[str, int, dict[str, Known], dict[str, str]]:
    base = 10 * form
    gone = _address("gone", base, "a_b")
    text = f"""Saltby
======

{_sentence(0, " [1]_")} {_sentence(1, " [2]_")}

{_sentence(2, " [3]_")} The `ferry <{_move(base + 1)}>`_ runs. The kiln_ is cold. ``{_address("moved", base)}`` stays.

.. a comment with {_address("moved", base)}

As code::

    {_address("moved", base)}

{_sentence(3, " [4]_")}

.. _kiln: ⟦{_address("gone", base + 5)}⇒{capture_of(_address("gone", base + 5))}⟧

.. [1] Lee, A. *The mill*. {_move(base)}. Retrieved 9 May 2011.
.. [2] Roe, B. `The bridge <{gone}>`__. Retrieved 9 May 2011.⟦⇒ `Archived <{capture_of(gone)}>`__ \
from the original on 2 June 2014.⟧
.. [3] Poe, C. The quarry, 2010, `here <{_move(base + 2, "q")}>`__.
.. [4] Doe, D. The weir. *Annals of Salt*, 2001.⟦⇒ `doi:10.5555/weir <https://doi.org/10.5555/weir>`__⟧
"""
    return text, 6, {"note 4": Known(doi="10.5555/weir"), "4": Known(doi="10.5555/weir")}, {}


def _latex(form: int) -> tuple[str, int, dict[str, Known], dict[str, str]]:
    base = 10 * form

    def hashed(url: str) -> str:
        return url.replace("%", "\\%").replace("#", "\\#")

    gone = _address("gone", base, "a%20b")
    name = f"works{form}"
    archived = (
        rf"\url{{{hashed(gone)}}}⟦⇒ Archived from the original on 2014-06-02: \url{{{hashed(capture_of(gone))}}}.⟧"
    )
    mill, bridge, quarry, weir = (rf"~\cite{{{key}}}" for key in ("mill", "bridge", "quarry", "weir"))
    text = rf"""\documentclass{{article}}
\usepackage{{hyperref}}
% {_address("moved", base)} in a comment
\begin{{document}}
{_sentence(0, mill)} {_sentence(1, bridge)}

The \href{{{_move(base + 1, "f#top", hashed)}}}{{ferry}} runs.\footnote{{See \url{{{_move(base + 2, "a_b")}}}.}}
{_sentence(2, quarry)} {_sentence(3, weir)}
\begin{{verbatim}}
{_address("moved", base)}
\end{{verbatim}}
\begin{{thebibliography}}{{9}}
\bibitem{{mill}} Lee, A. \emph{{The mill}}. \url{{{_move(base)}}}. Retrieved 9 May 2011.
\bibitem{{bridge}} Roe, B. {{The bridge}}. {archived}
\end{{thebibliography}}
\bibliography{{{name}}}
\end{{document}}
"""
    bib = rf"""@article{{quarry,
  author = {{Poe, C.}},
  title  = {{The quarry \& its {{Stone}}}},
  year   = {{⟦1999⇒1998⟧}},
  url    = {{{_move(base + 3)}}},
}}

@string{{ann = "Annals"}}
@article{{weir, author="Doe, D.", title="The weir", journal=ann # " of Salt", year=2001⟦⇒, doi={{10.5555/weir}}⟧}}
@misc{{unused, title={{None}}, url={{{_address("alive", base)}}}}}
"""
    known = {"quarry": Known(differs={"year": ("1999", "1998")}), "weir": Known(doi="10.5555/weir")}
    return text, 7, known, {f"{name}.bib": bib}


def _bibtex(form: int) -> tuple[str, int, dict[str, Known], dict[str, str]]:
    base = 10 * form
    gone = [_address("gone", base + number) for number in range(3)]
    text = f"""@misc{{mill,
  author = {{Lee, A.}},
  title = {{The mill}},
  howpublished = {{\\url{{{_move(base)}}}}},
  url = "{_move(base)}",
  year = 2011
}}

Words between entries name {_address("moved", base)} too.

@online{{bridge,
    author    = {{Roe, B.}},
    title     = {{The bridge}},
    url       = {{{gone[0]}}},
    year      = {{2010}}⟦⇒,
    note      = {{Archived 2014-06-02: \\url{{{capture_of(gone[0])}}}}}⟧
}}

@article(weir, title = {{The weir}}, author = {{Doe, D.}}, journal = {{Annals of Salt}}, year = 2001⟦⇒, \
doi = {{10.5555/weir}}⟧)

@misc{{kiln, title = {{Kiln}}, note = {{A note}}, url = {{{gone[1]}}}, year = {{2001}}⟦⇒, \
addendum = {{Archived 2014-06-02: \\url{{{capture_of(gone[1])}}}}}⟧}}

@article{{dam, title = {{The dam}}, journal = {{⟦Anals of Salt⇒Annals of Salt⟧}}, year = 2003}}
"""
    known = {"weir": Known(doi="10.5555/weir"), "dam": Known(differs={"venue": ("Anals of Salt", "Annals of Salt")})}
    return text, 5, known, {}


_WRITERS: Mapping[str, Callable[[int], tuple[str, int, dict[str, Known], dict[str, str]]]] = {
    "wiki.wikitext": _wikitext,
    "notes.md": _markdown,
    "page.html": _html,
    "notes.rst": _rst,
    "paper.tex": _latex,
    "works.bib": _bibtex,
}

__all__ = ["PlantedDocument", "capture_of", "fates_of", "planted_documents"]

"""The walk over the tokens of a LaTeX document: words, headings, lists, and what each command means."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from claims.model import BlockKind
from claims.readers.bibliography_files.latex_words import plain
from claims.readers.citation_groups import Cite
from claims.readers.citation_writing import CitationWriter
from claims.readers.composing import Composer
from claims.readers.latex.citing import CitesFound, is_citing, read_cites, write_citation
from claims.readers.latex.commands import FRONT, SECTIONS, UNSEEN
from claims.readers.latex.environments import Environments
from claims.readers.latex.including import (
    BIBLIOGRAPHIES,
    IMPORTS,
    INPUTS,
    place_bibliography,
    read_import,
    read_input,
)
from claims.readers.latex.interfaces import TexWalk
from claims.readers.latex.literal import VERBATIM, pass_over_branch, write_address, write_detokenized, write_verbatim
from claims.readers.latex.macros import DEFINING, Macros
from claims.readers.latex.notes import Notes
from claims.readers.latex.project import Project
from claims.readers.latex.quantities import QUANTITIES, formula, number_of_arguments, quantity
from claims.readers.latex.quoting import QUOTING, write_quotation
from claims.readers.latex.scanning import Expansion, Frame, Stream, TexToken, words_of
from claims.readers.latex.works import LatexWorks
from claims.readers.raising import in_raised_letters

_NAMES_FILES = frozenset({"addbibresource", "addglobalbib", "addsectionbib", "nobibliography", "nobibliography*"})
_LIGATURES = re.compile(r"---?|``|''|`")
_SHOWN = {"---": "—", "--": "–", "``": "“", "''": "”", "`": "‘"}
_NO_SYMBOLS = frozenset({"maketitle", "today", "item", "input", "newline", "par", "author", "title"})
_LONGEST_SYMBOL = 10  # characters; "METAFONT" has eight
_DEEPEST = 40  # arguments within arguments
_LONGEST_MATH = 2_000  # characters of a formula within a sentence


class Walker:
    """Writes a document to `composer`. The text begins at `\\begin{document}`, or at once where there is none."""

    def __init__(self, project: Project, works: LatexWorks) -> None:
        self.composer = Composer()
        self.project = project
        self.works = works
        self.stream = Stream(project.budget)
        self.citations = CitationWriter(self.composer, works)
        self.title: str | None = None
        self.in_body = "\\begin{document}" not in project.texts[project.main]
        self.base = [BlockKind.PARAGRAPH]
        self._depth = 0
        self._in_heading = False
        self._macros = Macros()
        self._environments = Environments(self)
        self.notes = Notes(self)
        self._commands: dict[str, Callable[[TexToken], None]] = {
            **dict.fromkeys(SECTIONS, self._heading),
            **dict.fromkeys((f"{name}*" for name in SECTIONS), self._heading),
            **dict.fromkeys(INPUTS, self._call(read_input)),
            **dict.fromkeys(IMPORTS, self._call(read_import)),
            **dict.fromkeys(BIBLIOGRAPHIES, self._call(place_bibliography)),
            **dict.fromkeys(_NAMES_FILES, lambda token: self.skip(1)),
            **dict.fromkeys(VERBATIM, self._call(write_verbatim)),
            **dict.fromkeys(DEFINING, lambda token: self._macros.define(token.text, self.stream)),
            **dict.fromkeys(("footnote", "footnotetext", "endnote", "thanks", "sidenote"), self._footnote),
            **dict.fromkeys(("title", "Title"), self._title),
            **dict.fromkeys(FRONT, self._front),
            **dict.fromkeys(("caption", "captionof", "caption*"), self._caption),
            "begin": self._environments.begin,
            "end": self._environments.end,
            "item": self._environments.item,
            "bibitem": self._environments.bibitem,
            "detokenize": self._call(write_detokenized),
            "nocite": self._nocite,
            "par": lambda token: self.new_block(),
            **dict.fromkeys(QUANTITIES, self._quantity),
            **dict.fromkeys(("textsuperscript", "textsubscript"), self._raised),
            "iffalse": self._call(pass_over_branch),
            "footnotemark": lambda token: self.skip(0),
            "newline": lambda token: self.write(" ", token),
        }

    def walk(self) -> None:
        """Write the whole document. Raises `TooMuch` above the limits."""
        self.enter_file(self.project.main)
        self._run()

    def walk_tokens(self, tokens: Sequence[TexToken]) -> None:
        """Write `tokens`, an argument, before what follows."""
        if self._depth >= _DEEPEST:
            return
        self._depth += 1
        outer, self.stream = self.stream, Stream(self.project.budget)
        self.stream.enter(Expansion(tokens))
        try:
            self._run()
        finally:
            self.stream = outer
            self._depth -= 1

    def enter_file(self, name: str) -> None:
        """Read the file `name` of the project next, unless it is being read already."""
        if name not in self.stream.open_files:
            self.stream.enter(Frame(self.project.texts[name], self.project.bases[name], name))

    def new_block(self) -> None:
        """Begin a new paragraph, or what is in its place here."""
        if self.in_body and not self.notes.in_entry:
            self.composer.begin(self.base[-1])
        elif self.notes.in_entry:
            self.composer.write(" ")

    def write(self, text: str, token: TexToken) -> None:
        """Write words that were made of `token`."""
        if self.in_body:
            self.composer.write(text, token.at, token.until)

    def write_space(self) -> None:
        """Write a space in the place of what is left out."""
        if self.in_body:
            self.composer.write(" ")

    def _call(self, does: Callable[[TexWalk, TexToken], None]) -> Callable[[TexToken], None]:
        return lambda token: does(self, token)

    def _run(self) -> None:
        while (token := self.stream.next()) is not None:
            kind = token.kind
            if kind == "command":
                self._command(token)
            elif kind == "par":
                self.new_block()
            elif kind == "space":
                self.write(" ", token)
            elif kind == "text":
                self._text(token)
            elif kind == "math":
                self._math(token)
            elif kind == "sign":
                self._sign(token)
            elif kind == "address":
                write_address(self, token)
            elif token.text == "~":
                self.write(" ", token)
            elif token.text == "&":
                self._environments.next_cell()
            elif token.text in "[]":
                self.write(token.text, token)

    def _text(self, token: TexToken) -> None:
        if not self.in_body:
            return
        place = 0
        for sign in _LIGATURES.finditer(token.text):
            at = token.at + sign.start()
            self._plain_text(token, place, sign.start())
            self.composer.write(_SHOWN[sign[0]], at, token.at + sign.end())
            place = sign.end()
        self._plain_text(token, place, len(token.text))

    def _plain_text(self, token: TexToken, start: int, end: int) -> None:
        exact = token.until - token.at == len(token.text)
        if end > start and exact:
            self.composer.write(token.text[start:end], token.at + start)
        elif end > start:
            self.composer.write(token.text[start:end], token.at, token.until)

    def _command(self, token: TexToken) -> None:
        name = token.text
        macro = self._macros.find(name)
        if macro is not None and not is_citing(name):
            self._macros.expand(macro, token, self.stream)
        elif name in self._commands:
            self._commands[name](token)
        elif QUOTING.fullmatch(name):
            write_quotation(self, token)
        elif is_citing(name):
            self.write_cites(name, read_cites(name, self.stream), token)
        elif (number := UNSEEN.get(name.rstrip("*"))) is not None:
            self.skip(number)
        else:
            self._symbol(token)

    def write_cites(self, name: str, cites: CitesFound, token: TexToken) -> None:
        """Write what the command `name` cites; `token` is where it begins."""
        if self.in_body:
            source = (token.at, max(token.until, cites.until))
            write_citation(self.citations, self.composer, self.works, name, cites.groups, source)

    def skip(self, number: int) -> None:
        """Leave out the optional arguments that come next, and `number` others."""
        while self.stream.optional() is not None:
            pass
        for _ in range(number):
            self.stream.argument()
            while number > 1 and self.stream.optional() is not None:
                pass

    def _symbol(self, token: TexToken) -> None:
        """Write an accent or a symbol by its name; other commands only change the type."""
        if len(token.text) == 1 and token.text in "cvHkbdrtuG":
            self._accent(token)
            return
        shown = plain(f"\\{token.text}{{}}") if token.text.isalpha() and token.text not in _NO_SYMBOLS else ""
        if shown and len(shown) <= _LONGEST_SYMBOL:
            self.write(shown, token)
        elif self.stream.optional() is not None:
            pass  # options of a command that is not known are no text

    def _accent(self, token: TexToken) -> None:
        over = words_of(self.stream.argument())
        self.write(plain(f"\\{token.text}{{{over[:20]}}}"), token)

    def _sign(self, token: TexToken) -> None:
        sign = token.text
        if sign in "\"'`^~=.":
            self._accent(token)
        elif sign == "\\":
            self.stream.optional()
            self._environments.next_row()
        elif sign in "([":
            closed = self.stream.raw_until("\\)" if sign == "(" else "\\]")
            if closed is not None and sign == "(":
                self._formula(closed[0], token)
        elif sign in ",;: /\n":
            self.write(" ", token)
        elif sign in "%$&#_{}":
            self.write(sign, token)

    def _math(self, token: TexToken) -> None:
        raw = self.stream.raw_until(token.text)
        if raw is not None:
            self._formula(raw[0], token._replace(until=raw[1] + len(raw[0]) + 1), shown=token.text == "$")
            return
        inside = []
        while (one := self.stream.next()) is not None and one.kind not in ("math", "par"):
            inside.append(one)
        self._formula(words_of(inside), token, shown=token.text == "$")

    def _formula(self, raw: str, token: TexToken, *, shown: bool = True) -> None:
        """Write a formula within a sentence; one that stands apart is no part of it."""
        if shown and len(raw) <= _LONGEST_MATH:
            self.write(formula(raw), token)
        else:
            self.write(" ", token)

    def _heading(self, token: TexToken) -> None:
        self.stream.optional()
        words = self.stream.argument()
        if not self.in_body or self.notes.in_entry:
            return
        if self._in_heading:
            self.walk_tokens(words)
            return
        self._in_heading = True
        self.composer.heading(SECTIONS[token.text.rstrip("*")])
        self.walk_tokens(words)
        self.composer.end_heading()
        self._in_heading = False
        self.composer.begin(self.base[-1])

    def _title(self, token: TexToken) -> None:
        self.stream.optional()
        words = self.stream.argument()
        self.title = self.title or plain(words_of(words))[:500] or None

    def _front(self, token: TexToken) -> None:
        """Leave out authors and their institutes, which are no text."""
        self.skip(FRONT[token.text])

    def _caption(self, token: TexToken) -> None:
        if token.text == "captionof":
            self.stream.argument()
        self.stream.optional()
        words = self.stream.argument()
        if self.in_body:
            self.composer.begin(BlockKind.CAPTION)
            self.walk_tokens(words)
            self.composer.begin(self.base[-1])

    def _footnote(self, token: TexToken) -> None:
        self.stream.optional()
        words = self.stream.argument()
        if self.in_body and token.text != "thanks":
            self.notes.add(words, token)

    def _nocite(self, token: TexToken) -> None:
        for key in words_of(self.stream.argument()).split(","):
            if key.strip() == "*":
                self.works.bibliography.cite_all()
            elif key.strip():
                self.works.bibliography.cite(key.strip(), in_text=False)

    def _quantity(self, token: TexToken) -> None:
        self.stream.optional()
        number = number_of_arguments(token.text)
        self.write(quantity(token.text, [words_of(self.stream.argument()) for _ in range(number)]), token)

    def _raised(self, token: TexToken) -> None:
        words = plain(words_of(self.stream.argument()))
        self.write(in_raised_letters(words) if token.text == "textsuperscript" else words, token)

    def cites_in(self, tokens: Sequence[TexToken]) -> list[Cite]:
        """Return the citations among `tokens`, without writing anything."""
        stream = Stream(self.project.budget)
        stream.enter(Expansion(tokens))
        found: list[Cite] = []
        while (token := stream.next()) is not None:
            if token.kind == "command" and is_citing(token.text):
                found += [cite for group in read_cites(token.text, stream).groups for cite in group]
        return found


__all__ = ["Walker"]

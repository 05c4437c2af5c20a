"""The inline parser of the Markdown reader: the tokens of the library, at a cost that grows with the text."""

import random

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from claims.readers.markdown.pandoc import pandoc_plugin
from claims.readers.markdown.scanning import LinearInline

PIECES = (
    *("[", "]", "(", ")", "!", "a", "b c", "^", "[^1]", "*", "_", "`", "~~", "<a>", "<http://a.test>", "&amp;", "\\"),
    *("\n", "[x]", "http://c.test", '"t"', "{.k}", "[a](b)", "![", "^1^", "^[", "]{.x}", "<", "&", "#", "$", "{", "> "),
)
END = "\n\n[x]: http://y.test\n\n[^1]: note\n"


def parser() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"store_labels": True}).enable(["table", "strikethrough"])
    made.use(footnote_plugin).use(front_matter_plugin).use(pandoc_plugin)
    made.core.ruler.disable(["footnote_tail", "text_join"])
    return made


def linear() -> MarkdownIt:
    made = parser()
    LinearInline(made)
    return made


LIBRARY, OURS = parser(), linear()


def tokens(of: MarkdownIt, text: str) -> list[object]:
    return [token.as_dict() for token in of.parse(text)]


@pytest.mark.parametrize(
    "text",
    [
        "[a [b](c) d](e)",
        "![a [b](c) d](e)",
        "[a [b] c](d)",
        "[a `]` b](c)",
        "[a <b]> c](d)",
        "[a \\] b](c)",
        "[x][x] [y][x] [x][]",
        "^[a [b](c) d]^",
        "[" * 30 + "a](b)" + "]" * 30,
        "![" * 30 + "a](b)",
        "[" * 25 + "a](b)",
        "a ] b ]] c",
        "[ ![ [^1] ] ](x)",
    ],
)
def test_brackets_are_closed_where_the_library_closes_them(text: str) -> None:
    assert tokens(OURS, text + END) == tokens(LIBRARY, text + END)


@pytest.mark.parametrize("seed", range(8))
def test_mixtures_have_the_tokens_of_the_library(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(60):
        text = "".join(dice.choice(PIECES) for _ in range(dice.randint(1, 30))) + END
        assert tokens(OURS, text) == tokens(LIBRARY, text), text

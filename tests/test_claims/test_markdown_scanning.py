"""The inline parser of the Markdown reader: the tokens of the library, at a cost that grows with the text."""

import random

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from claims.readers.markdown.block_scanning import LinearBlock
from claims.readers.markdown.pandoc import pandoc_plugin
from claims.readers.markdown.scanning import LinearInline

PIECES = (
    *("[", "]", "(", ")", "!", "a", "b c", "^", "[^1]", "*", "_", "`", "~~", "<a>", "<http://a.test>", "&amp;", "\\"),
    *("\n", "[x]", "http://c.test", '"t"', "{.k}", "[a](b)", "![", "^1^", "^[", "]{.x}", "<", "&", "#", "$", "{", "> "),
)
LINES = (
    *(
        "a",
        "word ",
        "\n",
        "\n\n",
        "  ",
        "    ",
        "\t",
        "- ",
        "1. ",
        "2) ",
        "> ",
        "# ",
        "---\n",
        "===\n",
        "***\n",
        "```\n",
    ),
    *(
        "~~~\n",
        "| a | b |\n",
        "|-|-|\n",
        ":-:|-\n",
        "[^1]: ",
        "[a]: /x\n",
        "<div>\n",
        "<!-- ",
        ":::\n",
        "::: {.a}\n",
        "+ ",
    ),
    *("* ", " \n", "=\n", "-\n", "_ _ _\n", "10. x\n", "\\", "[a", "]: ", "...\n", "\u2028", "\xa0", "- a\n", "\r"),
)
"""What blocks begin with and end with."""
END = "\n\n[x]: http://y.test\n\n[^1]: note\n"


def parser() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"store_labels": True}).enable(["table", "strikethrough"])
    made.use(footnote_plugin).use(front_matter_plugin).use(pandoc_plugin)
    made.core.ruler.disable(["footnote_tail", "text_join"])
    return made


def linear() -> MarkdownIt:
    made = parser()
    LinearInline(made)
    LinearBlock(made)
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


@pytest.mark.parametrize(
    "text",
    [
        "a\n===\nb\n---\n",
        "- a\n  ===\n- b\n---\n",
        "> a\n===\n> b\n> ---\n",
        "a\n    b\n  - c\n\td\n",
        "1. a\n2. b\na\n2. c\na\n1. d\n",
        "[^1]: a\n    ---\n    b\n===\n",
        "|a|\n|-|\n|b|\n- |a|\n  |-|\n",
        "a |b\n-|-\nc\n\n    -|-\n",
        "::: {.a}\ntext\n:::\nmore\n:::\n",
        "- - - a\n      ---\n> > - b\n===\n",
        "<div>\n*a*\n</div>\nb\n<b>\n",
        "---\ntitle: x\n---\na\n",
    ],
)
def test_blocks_end_where_the_library_ends_them(text: str) -> None:
    assert tokens(OURS, text) == tokens(LIBRARY, text)


@pytest.mark.parametrize("seed", range(8))
def test_mixtures_of_blocks_have_the_tokens_of_the_library(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(60):
        text = "x\n" + "".join(dice.choice(LINES) for _ in range(dice.randint(1, 40)))
        assert tokens(OURS, text) == tokens(LIBRARY, text), text


def test_the_first_item_of_a_list_is_no_front_matter() -> None:
    """The library takes the first item for front matter if it has dashes, and loses its words."""
    assert "front_matter" not in [token["type"] for token in tokens(OURS, "- |---|---|\n")]
    assert tokens(OURS, "---\na: b\n---\n")[0]["type"] == "front_matter"

"""What the world may write is parsed where its errors are data: no address and no stored bytes end a run."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted(path for package in ("claims", "reports", "citecheck") for path in (ROOT / package).rglob("*.py"))
OF_ADDRESSES = {"urlsplit", "urljoin", "urlparse"}
OF_ESCAPES = {"quote", "quote_plus", "urlencode"}
OF_BYTES = {"DecodeError", "MsgspecError"}


def caught(handler: ast.ExceptHandler) -> set[str]:
    """The names of the exceptions of an `except`, without their modules."""
    return {
        name.rpartition(".")[2] for name in ast.unparse(handler.type or ast.Name("Exception")).strip("()").split(", ")
    }


def all_caught(node: ast.Try) -> set[str]:
    """The names of the exceptions that a `try` catches."""
    return set().union(*(caught(handler) for handler in node.handlers))


def bare_addresses(code: str) -> Iterator[int]:
    """The lines on which an address is taken apart, where one that is none ("http://[") raises an error."""
    tree = ast.parse(code)
    safe: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Try) and any(
            caught(handler) & {"ValueError", "Exception"} for handler in node.handlers
        ):
            safe |= {id(inner) for statement in node.body for inner in ast.walk(statement)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute) and id(node) not in safe:
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if name in OF_ADDRESSES:
                yield node.lineno


def half_caught(code: str) -> Iterator[int]:
    """The lines that catch what a decoder says of a wrong form, and let wrong UTF-8 or deep nesting pass."""
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Try):
            continue
        names = all_caught(node)
        is_whole = {"RecursionError", "Exception"} & names and {"ValueError", "UnicodeError", "Exception"} & names
        if names & OF_BYTES and not is_whole:
            yield node.lineno


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("host = urlsplit(url).hostname", [1]),
        ("whole = urllib.parse.urljoin(base, url)", [1]),
        ("try:\n    host = urlsplit(url).hostname\nexcept ValueError:\n    host = None", []),
        ("try:\n    host = urlsplit(url).hostname\nexcept KeyError:\n    host = None", [2]),
        ("try:\n    pass\nexcept ValueError:\n    host = urlsplit(url).hostname", [4]),
        ("host = parts_of(url).hostname", []),
    ],
)
def test_an_address_without_care_is_noticed(code: str, lines: list[int]) -> None:
    assert list(bare_addresses(code)) == lines


@pytest.mark.parametrize(
    ("handler", "is_noticed"),
    [
        ("msgspec.DecodeError", True),
        ("(msgspec.DecodeError, UnicodeError)", True),
        ("(msgspec.DecodeError, RecursionError)", True),
        ("(msgspec.DecodeError, UnicodeError, RecursionError)", False),
        ("(ValueError, RecursionError)", False),
        ("KeyError", False),
    ],
)
def test_a_decoder_with_half_of_its_errors_caught_is_noticed(handler: str, is_noticed: bool) -> None:
    code = f"try:\n    found = decode(data)\nexcept {handler}:\n    found = None"

    assert bool(list(half_caught(code))) == is_noticed


def strict_escapes(code: str) -> Iterator[int]:
    """The lines that write words into an address, where half a character (a lone surrogate) raises an error."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in OF_ESCAPES:
            given = ast.unparse(node.args[0])
            is_replaced = any(keyword.arg == "errors" for keyword in node.keywords)
            if not (is_replaced or ".encode('utf-8', 'replace')" in given or given.startswith("os.fsencode(")):
                yield node.lineno


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("quote(title)", [1]),
        ("quote(title, safe='')", [1]),
        ("urlencode({'title': title})", [1]),
        ("quote(title, errors='replace')", []),
        ("quote_plus(title.encode('utf-8', 'replace'))", []),
        ("quote(os.fsencode(path))", []),
        ("shlex.quote(title)", []),
    ],
)
def test_words_of_an_address_that_may_be_half_a_character_are_noticed(code: str, lines: list[int]) -> None:
    assert list(strict_escapes(code)) == lines


@pytest.mark.parametrize("search", [bare_addresses, half_caught, strict_escapes])
def test_the_packages_parse_nothing_without_care(search) -> None:
    found = [f"{path.relative_to(ROOT)}:{line}" for path in FILES for line in search(path.read_text(encoding="utf-8"))]

    assert found == []

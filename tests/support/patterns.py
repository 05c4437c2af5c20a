"""All regular expressions of the three packages, how each is used, and hostile texts for each."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import re._constants as opcodes
import re._parser as parser
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from claims.patterns import lazy_regex

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("claims", "reports", "citecheck")
_SEARCHING = frozenset({"search", "finditer", "findall", "sub", "subn", "split"})
_MODES = {"match": "match", "fullmatch": "fullmatch"} | dict.fromkeys(_SEARCHING, "search")
_UNITS = (
    *(" ", "\n", "\t\n", "a", "a ", "A", "A. ", "a,", "1", "1 ", "1.", "1,", "-", ".", ". ", "_", "'", '"', "“", "’"),
    *("[", "]", "[1", "[1] ", "(", ")", "(a", "{", "{{a|", "|", "=", "<", ">", "<a ", "<!--", "<!---->", "/", "&", "#"),
    *("http://a", "www.a.", "¹", "⁰", "\u00a0", "漢", "‘", "\u0301", "and ", "the ", "2014 ", "pp. "),
)
"""What is repeated, beside the parts of the expression itself."""


_LAZY: type[Any] = type(lazy_regex(""))


@dataclass(frozen=True)
class Found:
    """One expression, where it was found, and how it is used: "search", "match" or "fullmatch"."""

    where: str
    pattern: re.Pattern[Any]
    modes: frozenset[str]


def all_patterns() -> list[Found]:
    """Return every expression: those that modules hold, those of the TOML data, and those that functions write out."""
    modes = _used()
    found: dict[tuple[Any, int], Found] = {}
    for name in _modules():
        module = importlib.import_module(name)
        for variable, value in vars(module).items():
            for pattern in _patterns_in(value, 3):
                key = (pattern.pattern, pattern.flags)
                used = modes.get(variable, frozenset({"search", "match"}))
                known = found.get(key)
                found[key] = Found(
                    known.where if known else f"{name}.{variable}",
                    pattern,
                    used | (known.modes if known else frozenset()),
                )
    for where, pattern, mode in _written_out():
        found.setdefault((pattern.pattern, pattern.flags), Found(where, pattern, frozenset({mode})))
    for where, pattern in _of_data():
        found.setdefault((pattern.pattern, pattern.flags), Found(where, pattern, frozenset({"search", "fullmatch"})))
    return sorted(found.values(), key=lambda one: (one.where, str(one.pattern.pattern)))


def repeats(pattern: re.Pattern[Any]) -> bool:
    """Return whether `pattern` has an open repetition. A pattern without one costs too little to be tested."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return any(True for _ in _repeated(parser.parse(pattern.pattern, pattern.flags), ""))


def hostile_texts(pattern: re.Pattern[Any], length: int) -> Iterator[Any]:
    """Yield texts of about `length` characters: repeated parts of `pattern` and common signs that do not match."""
    binary = isinstance(pattern.pattern, bytes)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = parser.parse(pattern.pattern, pattern.flags)
    heads = dict.fromkeys(islice(_repeated(tree, ""), 60))
    seen: set[str] = set()
    for head, unit in [*heads, *(("", unit) for unit in _UNITS)]:
        for tail in ("\0", ""):
            text = head + unit * max(1, length // max(1, len(unit))) + tail
            if unit and text not in seen:
                seen.add(text)
                yield text.encode("latin-1", "replace") if binary else text


def _modules() -> list[str]:
    names = []
    for package in PACKAGES:
        names.append(package)
        for module in pkgutil.walk_packages([str(ROOT / package)], f"{package}."):
            if not module.name.endswith("__main__"):
                names.append(module.name)
    return names


def _patterns_in(value: object, depth: int) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif type(value) is _LAZY:
        yield re.compile(value.pattern, value.flags)
    elif depth and isinstance(value, dict):
        for one in (*value, *value.values()):
            yield from _patterns_in(one, depth - 1)
    elif depth and isinstance(value, tuple | list | frozenset | set):
        for one in value:
            yield from _patterns_in(one, depth - 1)
    elif depth and hasattr(value, "__dataclass_fields__") and not isinstance(value, type):
        for name in value.__dataclass_fields__:
            yield from _patterns_in(getattr(value, name, None), depth - 1)


def _trees() -> Iterator[tuple[Path, ast.AST]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def _used() -> dict[str, frozenset[str]]:
    """Return how the variables that hold expressions are used, by name. A name that two files use counts for both."""
    found: dict[str, set[str]] = {}
    for _, tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr in _MODES:
                found.setdefault(node.value.id, set()).add(_MODES[node.attr])
    return {name: frozenset(modes) for name, modes in found.items()}


def _written_out() -> Iterator[tuple[str, re.Pattern[Any], str]]:
    for path, tree in _trees():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
                continue
            first = node.args[0]
            is_re = isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
            if is_re and node.func.attr in _MODES and isinstance(first, ast.Constant):
                flags = [ast.unparse(one) for one in (*node.args[2:], *(word.value for word in node.keywords))]
                number = sum(
                    getattr(re, name)
                    for name in ("IGNORECASE", "DOTALL", "MULTILINE", "VERBOSE")
                    if any(f"re.{name}" in flag for flag in flags)
                )
                yield f"{path.relative_to(ROOT)}:{node.lineno}", re.compile(first.value, number), _MODES[node.func.attr]


def _of_data() -> Iterator[tuple[str, re.Pattern[Any]]]:
    import tomllib

    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.toml")):
            if "rules" in path.parts or "codes" in path.parts:
                continue
            for words in _strings(tomllib.loads(path.read_text(encoding="utf-8"))):
                try:
                    yield str(path.relative_to(ROOT)), re.compile(words, re.IGNORECASE)
                except re.error:
                    continue  # words, not an expression


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        yield "|".join(f"(?:{one})" for one in value)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def _repeated(tree: Iterable[Any], before: str) -> Iterator[tuple[str, str]]:
    """Yield, for each repetition of a parsed expression, a text that comes before it and one that it repeats."""
    head = before
    for operation, argument in tree:
        if operation in (opcodes.MAX_REPEAT, opcodes.MIN_REPEAT, opcodes.POSSESSIVE_REPEAT):
            least, most, inner = argument
            if most is opcodes.MAXREPEAT or most >= 15:
                for choice in range(3):
                    unit = _sample(inner, choice)
                    yield head, unit
                    yield "", unit
                    yield "", head + unit
            yield from _repeated(inner, head)
            head += _sample(inner, 0) * min(least, 5)
        elif operation is opcodes.SUBPATTERN:
            yield from _repeated(argument[3], head)
            head += _sample(argument[3], 0)
        elif operation is opcodes.ATOMIC_GROUP:
            yield from _repeated(argument, head)
            head += _sample(argument, 0)
        elif operation is opcodes.BRANCH:
            for branch in argument[1]:
                yield from _repeated(branch, head)
            head += _sample(argument[1][0], 0)
        elif operation in (opcodes.ASSERT, opcodes.ASSERT_NOT):
            yield from _repeated(argument[1], head)
        else:
            head += _sample([(operation, argument)], 0)


def _sample(tree: Iterable[Any], choice: int) -> str:
    """Return one text that a parsed expression matches, roughly; `choice` picks among the alternatives."""
    pieces = []
    for operation, argument in tree:
        if operation in (opcodes.LITERAL, opcodes.NOT_LITERAL, opcodes.ANY, opcodes.IN):
            signs = _signs(operation, argument)
            pieces.append(signs[choice % len(signs)] if signs else "a")
        elif operation in (opcodes.MAX_REPEAT, opcodes.MIN_REPEAT, opcodes.POSSESSIVE_REPEAT):
            least, most, inner = argument
            count = max(least, 1) if choice % 2 == 0 and most else least
            pieces.append(_sample(inner, choice) * min(count, 5))
        elif operation is opcodes.SUBPATTERN:
            pieces.append(_sample(argument[3], choice))
        elif operation is opcodes.ATOMIC_GROUP:
            pieces.append(_sample(argument, choice))
        elif operation is opcodes.BRANCH:
            pieces.append(_sample(argument[1][choice % len(argument[1])], choice))
    return "".join(pieces)


_CATEGORIES = {
    opcodes.CATEGORY_DIGIT: "1",
    opcodes.CATEGORY_SPACE: " ",
    opcodes.CATEGORY_WORD: "a",
    opcodes.CATEGORY_NOT_DIGIT: "a",
    opcodes.CATEGORY_NOT_SPACE: "a",
    opcodes.CATEGORY_NOT_WORD: " ",
}


def _signs(operation: Any, argument: Any) -> list[str]:
    if operation is opcodes.LITERAL:
        return [chr(argument)]
    if operation is opcodes.ANY:
        return ["a", " ", "<"]
    if operation is opcodes.NOT_LITERAL:
        return [sign for sign in "a 0-<[" if ord(sign) != argument][:3]
    if argument and argument[0][0] is opcodes.NEGATE:
        rest = argument[1:]
        return [sign for sign in "a 0-<[x.,\n\t{|=\"'A" if not any(_holds(sign, item) for item in rest)][:3]
    signs = []
    for kind, value in argument:
        if kind is opcodes.LITERAL:
            signs.append(chr(value))
        elif kind is opcodes.RANGE:
            signs.append(chr(value[0]))
        elif kind is opcodes.CATEGORY:
            signs.append(_CATEGORIES.get(value, "a"))
    return list(dict.fromkeys(signs))[:4]


def _holds(sign: str, item: Any) -> bool:
    kind, value = item
    if kind is opcodes.LITERAL:
        return ord(sign) == value
    if kind is opcodes.RANGE:
        return bool(value[0] <= ord(sign) <= value[1])
    return {
        opcodes.CATEGORY_DIGIT: sign.isdigit(),
        opcodes.CATEGORY_SPACE: sign.isspace(),
        opcodes.CATEGORY_WORD: sign.isalnum() or sign == "_",
        opcodes.CATEGORY_NOT_DIGIT: not sign.isdigit(),
        opcodes.CATEGORY_NOT_SPACE: not sign.isspace(),
        opcodes.CATEGORY_NOT_WORD: not (sign.isalnum() or sign == "_"),
    }.get(value, False)

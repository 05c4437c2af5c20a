"""Patterns that are compiled when they are first used: they do what `re` does, and reading a text compiles few."""

import importlib
import pickle
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import claims
from claims.patterns import lazy_regex

READING = """
import re, sys
asked = []
made = re.compile
def compiled(pattern, flags=0):
    asked.append(sys._getframe(1).f_globals["__name__"])
    return made(pattern, flags)
re.compile = compiled
import citecheck.cli.read, reports.formats.outline
import claims.readers.plaintext, claims.readers.chatbot
print(*(name for name in asked if name.startswith(("claims.", "citecheck.cli", "citecheck.settings"))), sep="\\n")
"""


def test_it_matches_as_the_pattern_does() -> None:
    lazy = lazy_regex(r"(?P<day>\d+)\s(may|june)", re.IGNORECASE)

    assert [match["day"] for match in lazy.finditer("4 May, 12 JUNE")] == ["4", "12"]
    assert lazy.sub("x", "on 4 May") == "on x"
    assert (lazy.groups, dict(lazy.groupindex)) == (2, {"day": 1})
    assert lazy.flags & re.IGNORECASE
    assert lazy.pattern == r"(?P<day>\d+)\s(may|june)"


def test_flags_that_are_left_out_are_none() -> None:
    assert lazy_regex("may").search("MAY") is None


def test_it_is_compiled_at_the_first_use_and_not_before(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    compiled = re.compile

    def compile_and_note(pattern: str, flags: int = 0) -> re.Pattern[str]:
        asked.append(pattern)
        return compiled(pattern, flags)

    monkeypatch.setattr(re, "compile", compile_and_note)

    lazy = lazy_regex("mast")
    assert (lazy.pattern, asked) == ("mast", [])
    assert lazy.search("a mast fell")
    assert lazy.search("no mast")
    assert lazy.match("mast")
    assert set(asked) == {"mast"}


def test_a_mistake_is_told_at_the_first_use() -> None:
    lazy = lazy_regex("(")

    with pytest.raises(re.error):
        lazy.search("mast")


def test_it_can_be_pickled() -> None:
    lazy = lazy_regex("MAST", re.IGNORECASE)
    assert lazy.search("a mast")

    assert pickle.loads(pickle.dumps(lazy)).search("a mast")


def test_every_pattern_of_the_readers_compiles() -> None:
    kind = type(lazy_regex(""))
    tried = 0
    for module in pkgutil.walk_packages(claims.__path__, "claims."):
        for value in vars(importlib.import_module(module.name)).values():
            several = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,)
            for one in several:
                if type(one) is kind:
                    assert one.flags >= 0
                    tried += 1

    assert tried > 300


def test_the_modules_that_read_a_text_compile_no_pattern_when_they_are_loaded() -> None:
    run = subprocess.run(
        [sys.executable, "-c", READING], capture_output=True, text=True, check=True, cwd=Path(claims.__path__[0]).parent
    )

    assert sorted(set(run.stdout.split())) == [], "use claims.patterns.lazy_regex for the patterns of a module"

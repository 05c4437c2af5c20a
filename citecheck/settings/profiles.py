"""Write a commented settings file from the definitions of the settings, for one of four kinds of work."""

from __future__ import annotations

import json
import textwrap
import typing
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Meta

from citecheck.settings.model import Settings

PROFILES: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "wikipedia": (
        "Articles of a wiki, from their wikitext or as saved pages: many archived sources, many editors.",
        {
            "nightly.documents": ("articles",),
            "nightly.formats": ("html", "json", "csv"),
            "archives.max_captures": 6,
            "report.enable": ("link-unarchived",),
        },
    ),
    "docs": (
        "Documentation in a repository: links should work, and only new findings should fail a change.",
        {
            "nightly.documents": ("docs", "README.md"),
            "nightly.formats": ("html", "json", "sarif", "markdown"),
            "nightly.new_only": True,
            "archives.max_lookups": 100,
            "report.disable": ("reference-unused",),
        },
    ),
    "newsroom": (
        "Drafts before they are printed: every sentence is checked, and every source is recorded as evidence.",
        {
            "nightly.documents": ("drafts",),
            "nightly.formats": ("html", "json", "worksheet"),
            "nightly.evidence": "evidence",
            "report.enable": ("claim-uncited",),
            "report.fail_on": ("warning",),
        },
    ),
    "chatbot": (
        "Answers of chat assistants: references that may not exist, and claims that they may not support.",
        {
            "nightly.documents": ("answers",),
            "nightly.formats": ("html", "json", "csv"),
            "report.enable": ("claim-uncited",),
            "report.fail_on": ("error", "claim-unsupported"),
            "archives.max_captures": 2,
        },
    ),
}
"""Each profile: its purpose, and the settings that it changes, by their dotted names."""

_KINDS = {str: "text", bool: "true or false", int: "whole number", float: "number", tuple: "list", dict: "table"}


def settings_file(profile: str | None = None, *, documents: Sequence[str] = ()) -> str:
    """Return the text of a settings file: the settings of the profile, and all others as comments.

    `profile` is a key of `PROFILES`; None comments out every setting. `documents` replace those of the profile; empty:
    they do not. Raises `KeyError` for another name.
    """
    purpose, changes = PROFILES[profile] if profile is not None else ("The defaults.", {})
    if documents:
        changes = {**changes, "nightly.documents": tuple(documents)}
    lines = [
        f"# Settings of citecheck. {purpose}",
        "# Commented lines show the defaults.",
        "",
    ]
    lines += _section(Settings(), "", changes)
    return "\n".join(lines).rstrip() + "\n"


def _section(section: msgspec.Struct, prefix: str, changes: Mapping[str, Any]) -> Iterator[str]:
    """Yield the keys of a table before its sub-tables: in TOML, keys after the head of a sub-table belong to it."""
    hints = typing.get_type_hints(type(section), include_extras=True)
    tables = []
    for name, hint in hints.items():
        value = getattr(section, name)
        if isinstance(value, msgspec.Struct):
            tables.append((name, value))
            continue
        full = f"{prefix}{name}"
        yield from _comment(hint, value)
        if full in changes:
            yield f"{name} = {_toml(changes[full])}"
        else:
            yield f"# {name} = {_toml(value)}"
        yield ""
    for name, table in tables:
        yield f"# {(type(table).__doc__ or '').splitlines()[0]}"
        yield f"[{prefix}{name}]"
        yield ""
        yield from _section(table, f"{prefix}{name}.", changes)


def _comment(hint: Any, value: object) -> Iterator[str]:
    metas = [meta for meta in getattr(hint, "__metadata__", ()) if isinstance(meta, Meta)]
    description = next((meta.description for meta in metas if meta.description), "")
    words = f"{description} ({_KINDS[type(value)]}{''.join(_range(meta) for meta in metas)})"
    yield from (f"# {line}" for line in textwrap.wrap(words, 110))


def _range(meta: Meta) -> str:
    bounds = (("at least", meta.ge), ("more than", meta.gt), ("at most", meta.le), ("less than", meta.lt))
    return "".join(f", {word} {_toml(bound)}" for word, bound in bounds if bound is not None)


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, tuple | list):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {_toml(item)}" for key, item in value.items()) + "}"
    return f"{value:_}" if isinstance(value, int) else repr(value)

"""The names of cite templates and of their parameters in the languages of the large wikis: `cite.toml`, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

_OWN = -1000  # the page's own wiki is ranked before the others


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(files("claims.readers.wikitext").joinpath("cite.toml").read_text(encoding="utf-8"))


@cache
def fields_by_parameter(language: str | None) -> Mapping[str, tuple[str, int]]:
    """Return our field for each name of a parameter, and its rank among those that fill the field (the least first).

    `language` (ISO 639-1) is that of the page, whose wiki decides what a name means that several wikis have.
    """
    tables: Mapping[str, Mapping[str, list[str]]] = _table()["parameters"]
    found: dict[str, tuple[str, int]] = {}
    for field, listed in tables.get(language or "", {}).items():
        for place, name in enumerate(listed):
            found.setdefault(name, (field, _OWN + place))
    taken: dict[str, int] = {}
    for table in tables.values():
        for field, listed in table.items():
            for name in listed:
                if name == "id":
                    continue  # it is an anchor in one wiki, and a number of a catalogue in the others
                rank = taken[field] = taken.get(field, 0) + 1
                found.setdefault(name, (field, rank))
    return found


def names_in_style_of(field: str, used: Collection[str], language: str | None) -> tuple[str, ...]:
    """Return the names of our `field` in the wiki whose parameters a template uses, the usual one first.

    `used` are the names of the template's parameters, in lower case. The wiki that knows most of them is chosen; of
    several the English one, whose names most wikis take, and then that in `language` (ISO 639-1).
    """
    tables: Mapping[str, Mapping[str, list[str]]] = _table()["parameters"]
    known = {code: {name for names in table.values() for name in names} for code, table in tables.items()}
    codes = sorted(tables, key=lambda code: (-len(known[code] & set(used)), code != "en", code != language))
    return next((tuple(tables[code][field]) for code in codes if field in tables[code]), ())


@cache
def is_cite(name: str) -> bool:
    """Return whether a template of this name (in lower case) writes a full reference."""
    templates = _table()["templates"]
    if name.startswith(tuple(templates["never"])):
        return False
    return (
        name in templates["whole"]
        or name.startswith(tuple(templates["begin"]))
        or name.endswith(tuple(templates["end"]))
    )

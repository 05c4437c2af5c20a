"""Build one `Settings` from defaults, a file, the environment and flags; each overrides the one before."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from citecheck.errors import SettingsError
from citecheck.settings.files import SettingsFile, read_settings_file
from citecheck.settings.mistakes import HELP, in_words, wrong_address, wrong_header, wrong_opinion
from citecheck.settings.model import Settings

_ENVIRONMENT = "CITECHECK_"
_SEE = f"; {HELP}"


def load_settings(
    path: str | Path | SettingsFile | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    overrides: Mapping[str, Any] | None = None,
) -> Settings:
    """Return the settings of a run.

    `path` is a TOML file, or one that was read; None reads no file. It is trusted, because the caller named it. Of a
    `pyproject.toml`, the table `[tool.citecheck]` is read. `environment` is a mapping such as `os.environ`, in which
    `CITECHECK_WEB_CONTACT` sets `web.contact`; None reads no environment. `overrides` is a nested mapping like that of
    the file, such as ``{"web": {"threads": 4}}``.

    Raises `SettingsError` for a file that cannot be read, an unknown key (the message names the nearest known one), and
    a value of the wrong type or out of range.
    """
    values: dict[str, Any] = {}
    where = "the settings"
    if path is not None:
        file = path if isinstance(path, SettingsFile) else read_settings_file(Path(path))
        where = str(file.path)
        _check_keys(file.table, Settings, where)
        _merge(values, file.table)
    if environment is not None:
        _merge(values, _from_environment(environment))
    if overrides:
        _check_keys(overrides, Settings, "the flags")
        _merge(values, overrides)
    return _convert(values, where) if values else Settings()


def validated(settings: Settings) -> Settings:
    """Return `settings`, checked like those of a file: types and ranges, which Python does not check by itself.

    Raises `SettingsError`, which names the setting and what is wrong with its value.
    """
    given: object = settings
    if not isinstance(given, Settings):
        kind = type(given).__name__
        raise SettingsError(f"the settings: give citecheck.Settings(...) or what load_settings returns, not {kind}")
    return _convert(_as_mapping(given), "the settings")


def _as_mapping(struct: msgspec.Struct) -> dict[str, Any]:
    """Return the values of a struct as a mapping like a file's, with unchanged values."""
    values = msgspec.structs.asdict(struct)
    return {key: _plain(value) for key, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, msgspec.Struct):
        return _as_mapping(value)
    return {key: _plain(one) for key, one in value.items()} if isinstance(value, Mapping) else value


def _check_finite(values: Mapping[str, Any], prefix: str = "") -> None:
    for key, value in values.items():
        if isinstance(value, Mapping):
            _check_finite(value, f"{prefix}{key}.")
        elif isinstance(value, float) and not math.isfinite(value):
            raise SettingsError(f"the settings: `{prefix}{key}`: must be a finite number{_SEE}")


def _check_keys(values: Mapping[str, Any], struct: type[msgspec.Struct], where: str, prefix: str = "") -> None:
    """Raise `SettingsError` for a key that is not a setting; the message names the nearest setting."""
    fields = {field.name: field.type for field in msgspec.structs.fields(struct)}
    for key, value in values.items():
        if key not in fields:
            raise SettingsError(f"{where}: unknown setting `{prefix}{key}`{_nearest(key, prefix, fields)}")
        section = fields[key]
        if isinstance(section, type) and issubclass(section, msgspec.Struct):
            if not isinstance(value, Mapping):
                raise SettingsError(f"{where}: `{prefix}{key}` is a table: write `[{prefix}{key}]` and its keys below")
            _check_keys(value, section, where, f"{prefix}{key}.")


def _nearest(key: str, prefix: str, fields: Mapping[str, Any]) -> str:
    import difflib  # here, because only a mistake needs it

    close = difflib.get_close_matches(key, list(fields), n=1, cutoff=0.5)
    if close:
        return f"; did you mean `{prefix}{close[0]}`?"
    everywhere = {name.rsplit(".", 1)[-1]: name for name in setting_names()}
    close = difflib.get_close_matches(key, list(everywhere), n=1, cutoff=0.7)
    return f"; did you mean `{everywhere[close[0]]}`?" if close else _SEE


def setting_names(struct: type[msgspec.Struct] = Settings, prefix: str = "") -> tuple[str, ...]:
    """Return the dotted names of all settings of `struct`, in order. Each begins with `prefix`."""
    names: list[str] = []
    for field in msgspec.structs.fields(struct):
        if isinstance(field.type, type) and issubclass(field.type, msgspec.Struct):
            names.extend(setting_names(field.type, f"{prefix}{field.name}."))
        else:
            names.append(f"{prefix}{field.name}")
    return tuple(names)


def default_values() -> dict[str, Any]:
    """Return the default of every setting, by its dotted name."""
    return {name: _default_of(name) for name in setting_names()}


def set_by_environment(environment: Mapping[str, str]) -> frozenset[str]:
    """Return the dotted names of the settings that a variable of `environment` sets."""
    if not _may_set(environment):
        return frozenset()
    return frozenset(name for name in setting_names() if _variable(name) in environment)


def _may_set(environment: Mapping[str, str]) -> bool:
    """Return whether a variable has the prefix of settings. To look for each setting takes longer than to ask this."""
    return any(name.upper().startswith(_ENVIRONMENT) for name in environment)


def _variable(name: str) -> str:
    return _ENVIRONMENT + name.replace(".", "_").upper()


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    """Read the variables that name a setting. Others with the same prefix (`CITECHECK_DATA`) are ignored."""
    values: dict[str, Any] = {}
    if not _may_set(environment):
        return values
    for name in setting_names():
        raw = environment.get(_variable(name))
        if raw is None or name in ("sources", "web.hosts"):
            continue
        target = values
        *sections, key = name.split(".")
        for section in sections:
            target = target.setdefault(section, {})
        target[key] = _parse(raw, name)
    return values


def _parse(raw: str, name: str) -> object:
    """Convert the value of a variable to the type of its setting. A list is written with commas."""
    kind = _type_of(name)
    if kind is bool:
        lowered = raw.strip().lower()
        if lowered in ("1", "true", "yes", "on"):
            return True
        if lowered in ("", "0", "false", "no", "off"):
            return False
        raise SettingsError(f"environment: `{name}` must be yes or no, not {raw!r}")
    if kind in (int, float):
        try:
            return kind(raw)
        except ValueError:
            raise SettingsError(f"environment: `{name}` must be a number, not {raw!r}") from None
    if kind is tuple:
        items = [item.strip() for item in raw.split(",") if item.strip()]
        return (
            [_number(item, name) for item in items] if isinstance(next(iter(_default_of(name)), ""), float) else items
        )
    return raw


def _number(item: str, name: str) -> float:
    try:
        return float(item)
    except ValueError:
        raise SettingsError(f"environment: `{name}` must be numbers, not {item!r}") from None


def _type_of(name: str) -> type:
    return type(_default_of(name))


def _default_of(name: str) -> Any:
    value: Any = Settings()
    for part in name.split("."):
        value = getattr(value, part)
    return value


def _merge(into: dict[str, Any], values: Mapping[str, Any]) -> None:
    for key, value in values.items():
        if isinstance(value, Mapping) and isinstance(into.get(key), dict):
            _merge(into[key], value)
        else:
            into[key] = dict(value) if isinstance(value, Mapping) else value


def _convert(values: Mapping[str, Any], where: str) -> Settings:
    _check_finite(values)
    try:
        settings = msgspec.convert(values, Settings, strict=True)
    except msgspec.ValidationError as error:
        message = str(error)
        at = re.search(r" - at `\$\.?(.*?)`$", message)
        if at is None:
            raise SettingsError(f"{where}: {message}") from error
        raise SettingsError(f"{where}: `{at[1]}`: {in_words(message[: at.start()], at[1])}{_SEE}") from error
    if wrong := wrong_address(settings) or wrong_header(settings) or wrong_opinion(settings):
        raise SettingsError(f"{where}: {wrong}")
    return settings

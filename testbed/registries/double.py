"""All registries on one loopback server, each below its own path, and how they can fail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from citecheck.settings.registries import RegistrySettings, ServiceSettings
from testbed.loopback import Loopback, Reply
from testbed.registries.dialects import DIALECTS
from testbed.registries.works import Shelf, Work

Fault = Callable[[str, Reply], Reply]


class RegistryDouble:
    """Adds a registry for each dialect to the server `web`, over `works`.

    `faults` maps a service to a function that gets a path and the right answer, and returns what is sent instead.
    `paths` are the paths that were asked for, by service.
    """

    def __init__(self, web: Loopback, works: Iterable[Work] = ()) -> None:
        self.web = web
        self.shelf = Shelf(works)
        self.faults: dict[str, Fault] = {}
        self.paths: dict[str, list[str]] = {name: [] for name in DIALECTS}
        web.add_host("127.0.0.1", self._dispatch)

    def url(self, service: str) -> str:
        """Return the base address of a service."""
        return self.web.url("127.0.0.1", f"/{service}")

    def table(self) -> str:
        """Return the settings as a part of a settings file in TOML."""
        return "".join(f'[registries.{name}]\nurl = "{self.url(name)}"\nper_second = 100000\n\n' for name in DIALECTS)

    def settings(self, **changes: object) -> RegistrySettings:
        """Return settings that ask these registries, without waits."""
        services = {name: ServiceSettings(url=self.url(name), per_second=100_000) for name in DIALECTS}
        return RegistrySettings(**{**services, **changes})  # type: ignore[arg-type]  # the caller names settings

    def counts(self) -> Counter[str]:
        """Return how many requests each service got."""
        return Counter({name: len(paths) for name, paths in self.paths.items()})

    def fail(self, *services: str, reply: Reply) -> None:
        """Let `services` answer everything with `reply`."""
        for service in services:
            self.faults[service] = lambda path, right: reply

    def _dispatch(self, path: str) -> Reply:
        service, _, rest = path.lstrip("/").partition("/")
        return self._answer(service, f"/{rest}") if service in DIALECTS else self.web.missing

    def _answer(self, service: str, path: str) -> Reply:
        self.paths[service].append(path)
        right = DIALECTS[service](self.shelf, path)
        fault = self.faults.get(service)
        return fault(path, right) if fault is not None else right


__all__ = ["RegistryDouble"]

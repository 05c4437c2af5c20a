"""The channels that the settings name, with their addresses and secrets from the environment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack

from requests.adapters import BaseAdapter

from citecheck.errors import SettingsError
from citecheck.integrations.asking import ToldService
from citecheck.integrations.code_hosts import Github, Gitlab
from citecheck.integrations.mail import Mail, may_log_in
from citecheck.integrations.model import Channel
from citecheck.integrations.webhooks import Matrix, Slack, Teams, Webhook
from citecheck.interfaces import Clock
from citecheck.settings import Settings

_STAND_IN = "https://dry-run.invalid/"


class _Building:
    """What building every channel needs."""

    def __init__(
        self,
        settings: Settings,
        environment: Mapping[str, str],
        clock: Clock,
        adapter: BaseAdapter | None,
        closing: ExitStack,
        dry_run: bool,
    ) -> None:
        self.settings, self.notify = settings, settings.notify
        self._environment, self.clock = environment, clock
        self._adapter, self._closing, self._dry_run = adapter, closing, dry_run

    def secret(self, variable: str, where: str) -> str:
        """Return the value of a variable; in a dry run a stand-in, since nothing is sent.

        Raises `SettingsError` without a value, and never shows it.
        """
        if self._dry_run:
            return _STAND_IN
        value = self._environment.get(variable, "").strip()
        if not value:
            raise SettingsError(f"`{where}`: the environment variable {variable or '(none)'} is not set; set it")
        if not value.isascii() or not value.isprintable() or " " in value:
            raise SettingsError(f"`{where}`: the value of {variable} has characters that must not be in it")
        return value

    def service(self, url: str, where: str, *, secret_url: bool = False, headers: Mapping[str, str]) -> ToldService:
        """Return the server at `url`, which gets `headers`."""
        made = ToldService(
            url,
            where=f"`{where}`",
            web=self.settings.web,
            timeout=self.notify.timeout,
            clock=self.clock,
            adapter=self._adapter,
            secret_headers=headers,
            secret_url=secret_url,
        )
        self._closing.callback(made.close)
        return made

    def hook(self, variable: str, name: str, headers: Mapping[str, str] | None = None) -> ToldService:
        """Return the server whose whole address is the secret in `variable`."""
        where = f"notify.{name}.url_env"
        return self.service(self.secret(variable, where), where, secret_url=True, headers=headers or {})


def _webhook(building: _Building) -> Channel | None:
    chosen = building.notify.webhook
    if not chosen.url_env:
        return None
    token = building.secret(chosen.token_env, "notify.webhook.token_env") if chosen.token_env else ""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return Webhook(building.hook(chosen.url_env, "webhook", headers), building.notify)


def _slack(building: _Building) -> Channel | None:
    variable = building.notify.slack.url_env
    return Slack(building.hook(variable, "slack"), building.notify) if variable else None


def _teams(building: _Building) -> Channel | None:
    variable = building.notify.teams.url_env
    return Teams(building.hook(variable, "teams"), building.notify) if variable else None


def _matrix(building: _Building) -> Channel | None:
    chosen = building.notify.matrix
    if not chosen.url:
        return None
    if not chosen.room:
        raise SettingsError("`notify.matrix.room`: is missing; write the id of the room, !abc:example.org")
    token = building.secret(chosen.token_env, "notify.matrix.token_env")
    headers = {"Authorization": f"Bearer {token}"}
    return Matrix(building.service(chosen.url.rstrip("/"), "notify.matrix.url", headers=headers), building.notify)


def _mail(building: _Building) -> Channel | None:
    chosen = building.notify.email
    if not chosen.to:
        return None
    password = ""
    if chosen.user:
        if not may_log_in(building.notify):
            raise SettingsError("`notify.email.security`: is `none`, so that others could read the password")
        password = building.secret(chosen.password_env, "notify.email.password_env")
    return Mail(building.notify, password=password, ca_bundle=building.settings.web.ca_bundle, clock=building.clock)


def _github(building: _Building) -> Channel | None:
    chosen = building.notify.github
    if not chosen.repository:
        return None
    if chosen.repository.count("/") != 1 or not all(chosen.repository.split("/")):
        raise SettingsError(f"`notify.github.repository`: {chosen.repository!r} is not written as owner/name")
    token = building.secret(chosen.token_env, "notify.github.token_env")
    headers = {"Authorization": f"Bearer {token}"}
    return Github(building.service(chosen.url.rstrip("/"), "notify.github.url", headers=headers), building.notify)


def _gitlab(building: _Building) -> Channel | None:
    chosen = building.notify.gitlab
    if not chosen.project:
        return None
    token = building.secret(chosen.token_env, "notify.gitlab.token_env")
    service = building.service(chosen.url.rstrip("/"), "notify.gitlab.url", headers={"PRIVATE-TOKEN": token})
    return Gitlab(service, building.notify)


_BUILDERS: tuple[Callable[[_Building], Channel | None], ...] = (
    _webhook,
    _slack,
    _teams,
    _matrix,
    _mail,
    _github,
    _gitlab,
)


def channels_of(
    settings: Settings,
    *,
    environment: Mapping[str, str],
    clock: Clock,
    closing: ExitStack,
    adapter: BaseAdapter | None = None,
    dry_run: bool = False,
) -> tuple[Channel, ...]:
    """Return the channels that `settings` name.

    `environment` holds their secrets, such as `os.environ`. `clock` gives the time, `closing` ends connections.
    `adapter` replaces the HTTP transport; None: a guarded one for each service, which reaches that one host alone. With
    `dry_run` the channels are only for previews, so that no secret is read.

    Raises `SettingsError` for a secret that is missing, and for an address that cannot be used.
    """
    building = _Building(settings, environment, clock, adapter, closing, dry_run)
    return tuple(channel for build in _BUILDERS if (channel := build(building)) is not None)


__all__ = ["channels_of"]

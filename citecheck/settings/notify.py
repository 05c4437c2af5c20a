"""The settings of notices: who is told after a night what is new. Addresses that are secrets come from variables."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

_VARIABLE = "The variable of the environment that holds"


class WebhookSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A server of yours that gets each notice as JSON."""

    url_env: Annotated[str, Meta(description=f"{_VARIABLE} the address; empty: no webhook is told.")] = ""
    token_env: Annotated[
        str, Meta(description=f"{_VARIABLE} a token; it is sent as `Authorization: Bearer`; empty: none is sent.")
    ] = ""


class SlackSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A channel of Slack, by an incoming webhook."""

    url_env: Annotated[str, Meta(description=f"{_VARIABLE} the address of the webhook; empty: Slack is not told.")] = ""


class TeamsSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A channel of Microsoft Teams, by the webhook of a workflow."""

    url_env: Annotated[str, Meta(description=f"{_VARIABLE} the address of the webhook; empty: Teams is not told.")] = ""


class MatrixSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A room of Matrix."""

    url: Annotated[str, Meta(description="Base address of the homeserver; empty: Matrix is not told.")] = ""
    room: Annotated[str, Meta(description="The id of the room (`!abc:example.org`).")] = ""
    token_env: Annotated[str, Meta(description=f"{_VARIABLE} the access token.")] = ""


class MailSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """E-mail, by SMTP."""

    to: Annotated[tuple[str, ...], Meta(description="Addresses that get the mail; empty: no mail is sent.")] = ()
    sender: Annotated[str, Meta(description="The address in From; empty: the first of `to`.")] = ""
    host: Annotated[str, Meta(description="The SMTP server.")] = "localhost"
    port: Annotated[
        int, Meta(ge=0, le=65_535, description="Its port; 0: 587 for `starttls`, 465 for `tls`, 25 for `none`.")
    ] = 0
    security: Annotated[
        Literal["starttls", "tls", "none"],
        Meta(description="How the connection is encrypted; `none` sends no password, except to this machine."),
    ] = "starttls"
    user: Annotated[str, Meta(description="The name to log in with; empty: nobody logs in.")] = ""
    password_env: Annotated[str, Meta(description=f"{_VARIABLE} the password.")] = ""


class GithubSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Issues of a repository on GitHub."""

    repository: Annotated[str, Meta(description="The repository (`owner/name`); empty: no issue is opened.")] = ""
    url: Annotated[str, Meta(description="Base address of the API.")] = "https://api.github.com"
    token_env: Annotated[str, Meta(description=f"{_VARIABLE} a token that may write issues.")] = "GITHUB_TOKEN"
    label: Annotated[
        str, Meta(min_length=1, max_length=50, description="The label by which issues are found again.")
    ] = "citecheck"


class GitlabSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Issues of a project on GitLab."""

    project: Annotated[str, Meta(description="The project (`group/name`, or its number); empty: no issue.")] = ""
    url: Annotated[str, Meta(description="Base address of the server.")] = "https://gitlab.com"
    token_env: Annotated[str, Meta(description=f"{_VARIABLE} a token with the scope `api`.")] = "GITLAB_TOKEN"
    label: Annotated[
        str, Meta(min_length=1, max_length=50, description="The label by which issues are found again.")
    ] = "citecheck"


class NotifySettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who is told after a night that something is new."""

    least: Annotated[
        Literal["note", "warning", "error"],
        Meta(description="The least severity of findings that notices name."),
    ] = "warning"
    most: Annotated[
        int, Meta(ge=1, le=100, description="Findings that one notice names of each kind; the rest is counted.")
    ] = 20
    report_url: Annotated[
        str, Meta(description="Where readers of a notice find the reports of the night; empty: it is not said.")
    ] = ""
    timeout: Annotated[float, Meta(gt=0, le=600, description="Seconds that one exchange with a service may take.")] = (
        30.0
    )
    webhook: WebhookSettings = WebhookSettings()
    slack: SlackSettings = SlackSettings()
    teams: TeamsSettings = TeamsSettings()
    matrix: MatrixSettings = MatrixSettings()
    email: MailSettings = MailSettings()
    github: GithubSettings = GithubSettings()
    gitlab: GitlabSettings = GitlabSettings()


__all__ = [
    "GithubSettings",
    "GitlabSettings",
    "MailSettings",
    "MatrixSettings",
    "NotifySettings",
    "SlackSettings",
    "TeamsSettings",
    "WebhookSettings",
]

"""The issues of GitHub and of GitLab: where each has them, and what it calls their parts."""

from __future__ import annotations

from urllib.parse import quote

from citecheck.integrations.asking import ToldService
from citecheck.integrations.issues import Issue, Issues
from citecheck.settings.notify import NotifySettings


class Github(Issues):
    """Issues of a repository on GitHub, or on a server with its API."""

    name = "github"

    def __init__(self, service: ToldService, settings: NotifySettings) -> None:
        """`service` is the server of the API, `settings` name the place of the issues."""
        super().__init__(service, settings, label=settings.github.label)
        owner, _, name = settings.github.repository.partition("/")
        self._repository = f"/repos/{quote(owner, safe='', errors='replace')}/{quote(name, safe='', errors='replace')}"

    def _issues_path(self) -> str:
        return f"{self._repository}/issues"

    def _list_path(self, page: int, *, only_open: bool) -> str:
        state = "open" if only_open else "all"
        label = quote(self._label, safe="", errors="replace")
        return f"{self._repository}/issues?labels={label}&state={state}&per_page=100&page={page}"

    def _issue_path(self, issue: Issue) -> str:
        return f"{self._repository}/issues/{issue.number}"

    def _comments_path(self, issue: Issue) -> str:
        return f"{self._repository}/issues/{issue.number}/comments"

    def _fields(self, title: str, body: str) -> object:
        return {"title": title, "body": body, "labels": [self._label]}

    def _changed(self, body: str, *, closed: bool) -> object:
        return {"body": body, **({"state": "closed", "state_reason": "completed"} if closed else {})}

    def _issue(self, data: object) -> Issue | None:
        if not isinstance(data, dict) or "pull_request" in data or not isinstance(data.get("number"), int):
            return None
        return Issue(number=data["number"], body=data.get("body") or "", is_open=data.get("state") == "open")


class Gitlab(Issues):
    """Issues of a project on GitLab."""

    name = "gitlab"
    _change_method = "PUT"

    def __init__(self, service: ToldService, settings: NotifySettings) -> None:
        """`service` is the server of the API, `settings` name the place of the issues."""
        super().__init__(service, settings, label=settings.gitlab.label)
        self._project = f"/api/v4/projects/{quote(settings.gitlab.project, safe='', errors='replace')}"

    def _issues_path(self) -> str:
        return f"{self._project}/issues"

    def _list_path(self, page: int, *, only_open: bool) -> str:
        state = "opened" if only_open else "all"
        label = quote(self._label, safe="", errors="replace")
        return f"{self._project}/issues?labels={label}&state={state}&per_page=100&page={page}"

    def _issue_path(self, issue: Issue) -> str:
        return f"{self._project}/issues/{issue.number}"

    def _comments_path(self, issue: Issue) -> str:
        return f"{self._project}/issues/{issue.number}/notes"

    def _fields(self, title: str, body: str) -> object:
        return {"title": title, "description": body, "labels": self._label}

    def _changed(self, body: str, *, closed: bool) -> object:
        return {"description": body, **({"state_event": "close"} if closed else {})}

    def _issue(self, data: object) -> Issue | None:
        if not isinstance(data, dict) or not isinstance(data.get("iid"), int):
            return None
        return Issue(number=data["iid"], body=data.get("description") or "", is_open=data.get("state") == "opened")


__all__ = ["Github", "Gitlab"]

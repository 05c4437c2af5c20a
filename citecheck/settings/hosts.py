"""The settings of single hosts: the credentials and headers that only one host gets."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta


class HostSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Headers that only one host gets. Every value comes from an environment variable, never from a file."""

    token_env: Annotated[
        str, Meta(description="The variable that holds a token; it is sent as `Authorization: Bearer`.")
    ] = ""
    headers_env: Annotated[
        dict[str, str], Meta(description="Further headers: the name of each, and the variable that holds its value.")
    ] = {}
    cookies_env: Annotated[str, Meta(description="The variable that holds cookies (`name=value; name=value`).")] = ""
    plain_http: Annotated[bool, Meta(description="Send them over http too, which others can then read.")] = False

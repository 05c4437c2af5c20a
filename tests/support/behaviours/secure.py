"""TLS as it occurs: old cipher suites that browsers still accept, and incomplete certificates."""

from __future__ import annotations

from behaviours.model import ALIVE, OLD_PATH, Behaviour, Fate, article, at, reply

from reports.model import LinkStatus

_ANSWER = at(OLD_PATH, reply(article()))
_NEW_ENOUGH = ("tls", "tls 1.3", "elliptic", "rsa key exchange", "rsa and cbc", "ecdhe and cbc", "cbc with sha-256")

SECURE: list[Behaviour] = [
    *(
        Behaviour(
            name=f"secure, {server}", kind="secure", right=ALIVE, fate=Fate.LIVES, hosts={"": _ANSWER}, server=server
        )
        for server in _NEW_ENOUGH
    ),
    Behaviour(
        name="secure, no intermediate certificate",
        kind="secure",
        right=frozenset({LinkStatus.TLS_ERROR, LinkStatus.BLOCKED}),
        fate=Fate.WALLED,  # browsers fetch the missing certificate, or have it already
        hosts={"": _ANSWER},
        server="no intermediate",
    ),
    *(
        Behaviour(
            name=f"secure, {server}",
            kind="secure",
            right=frozenset({LinkStatus.TLS_ERROR}),
            fate=Fate.OPEN,
            hosts={"": _ANSWER},
            server=server,
        )
        for server in ("expired", "not yet", "another name")
    ),
    Behaviour(
        name="secure, untrusted",
        kind="secure",
        right=frozenset({LinkStatus.TLS_ERROR, LinkStatus.BLOCKED}),
        fate=Fate.OPEN,
        hosts={"": _ANSWER},
        server="untrusted",
    ),
]

"""All behaviours on their servers, and audits of documents that cite them."""

from __future__ import annotations

import contextlib
import socket
import ssl
from collections.abc import Sequence
from pathlib import Path

import trustme
from behaviours.model import CLAIMED, Behaviour
from behaviours.raw_web import RawWeb

from citecheck.assembly import Session
from citecheck.http.guard import Guard
from citecheck.http.transport import adapter_for
from citecheck.settings import ArchiveSettings, Settings
from citecheck.settings.model import WebSettings
from citecheck.testing import FakeClock
from claims.reading import read
from reports.model import Report

HTTP2 = "http2"


class BehaviourServers:
    """Serves behaviours; a context manager. `folder` gets the certificate of the trusted authority."""

    def __init__(self, behaviours: Sequence[Behaviour], folder: Path) -> None:
        self._addresses: dict[str, Sequence[str]] = {}
        names: dict[str, list[str]] = {}
        for behaviour in behaviours:
            for name in behaviour.hosts:
                names.setdefault(behaviour.server, []).append(behaviour.host(name))
            self._addresses[behaviour.host(behaviour.at)] = behaviour.addresses
        self._open = contextlib.ExitStack()
        authority = trustme.CA(key_type=trustme.KeyType.RSA)
        bundle = folder / "authority.pem"
        authority.cert_pem.write_to_path(str(bundle))
        self.webs = {server: RawWeb(_context(server, authority, names[server])) for server in sorted(names)}
        for behaviour in behaviours:
            for name, answer in behaviour.hosts.items():
                answers = self.webs[behaviour.server].answers
                assert behaviour.host(name) not in answers, f"two behaviours want {behaviour.host(name)}"
                answers[behaviour.host(name)] = answer
        self.settings = Settings(
            web=WebSettings(
                browser="never",
                allow_addresses=("127.0.0.0/8",),
                ca_bundle=str(bundle),
                per_host_rate=0,
                backoff=0.01,
                connect_timeout=5,
                read_timeout=5,
                total_timeout=20,
                canary="",
                max_bytes=300_000,
                threads=2,
                breaker=0,
            ),
            archives=ArchiveSettings(enabled=False),
        )
        self.adapter = adapter_for(
            self.settings.web, guard=Guard(self.settings.web.allow_addresses, resolver=self._resolved)
        )

    def __enter__(self) -> BehaviourServers:
        for web in self.webs.values():
            self._open.enter_context(web)
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def url(self, behaviour: Behaviour) -> str:
        """Return the address that a document cites."""
        return self.webs[behaviour.server].url(behaviour.host(behaviour.at), behaviour.path)

    def audit(self, *behaviours: Behaviour, titled: bool = False) -> Report:
        """Audit a document that quotes the source of each behaviour, and makes a claim from it."""
        document = read(self.document(behaviours, titled=titled).encode(), name="walk.txt")
        with Session(self.settings, adapter=self.adapter, clock=FakeClock()) as session:
            return session.auditor().audit(document)

    def document(self, behaviours: Sequence[Behaviour], *, titled: bool = False, quoting: bool = True) -> str:
        """Return a document whose references have the numbers of the behaviours, from 1.

        If an entry has a title, the page is compared with it; without a title, only the words of the page count. The
        document is plain text, which gives every address as it is written.
        """
        title = '"The sluice at Sallow". The Valley Herald. ' if titled else ""
        numbered = list(enumerate(behaviours, 1))
        said = [
            (f'The keeper recalled that "{one.quoted}".[{number}] ' if quoting else "") + f"{CLAIMED}[{number}]"
            for number, one in numbered
        ]
        entries = [f"  {number}. {title}{self.url(one)} Retrieved 2 May 2024." for number, one in numbered]
        return "\n\n".join(("A walk along the Lode", *said, "References", "\n".join(entries))) + "\n"

    def _resolved(self, host: str, port: int) -> list[str]:
        if not host.endswith(".test"):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return list(self._addresses.get(host, ("127.0.0.1",)))


def _context(server: str, authority: trustme.CA, names: Sequence[str]) -> ssl.SSLContext | None:
    """Return the context of one of the servers: "plain" has none."""
    if server == "plain":
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    issuer = authority.create_child_ca(key_type=trustme.KeyType.RSA) if server == "no intermediate" else authority
    issuer = trustme.CA(key_type=trustme.KeyType.RSA) if server == "untrusted" else issuer
    expires = FakeClock().now().replace(year=2020) if server == "expired" else None
    begins = FakeClock().now().replace(year=2037) if server == "not yet" else None
    named = [f"not.{name}" for name in names] if server == "another name" else names
    kind = trustme.KeyType.ECDSA if server == "elliptic" else trustme.KeyType.RSA
    issued = issuer.issue_cert(*named, key_type=kind, not_before=begins, not_after=expires)
    if server == "no intermediate":
        with issued.private_key_and_cert_chain_pem.tempfile() as whole:
            text = Path(whole).read_text(encoding="ascii")
        leaf = text[: text.index("-----END CERTIFICATE-----") + len("-----END CERTIFICATE-----\n")]
        with trustme.Blob(leaf.encode("ascii")).tempfile() as cut:
            context.load_cert_chain(cut)
    else:
        issued.configure_cert(context)
    if server in _SUITES:
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        context.set_ciphers(_SUITES[server])
    if server == "tls 1.3":
        context.minimum_version = ssl.TLSVersion.TLSv1_3
    if server == HTTP2:
        context.set_alpn_protocols(["h2"])
    return context


_SUITES = {
    "rsa key exchange": "AES256-GCM-SHA384:AES128-GCM-SHA256",
    "rsa and cbc": "AES128-SHA:AES256-SHA:@SECLEVEL=0",
    "ecdhe and cbc": "ECDHE-RSA-AES256-SHA:ECDHE-RSA-AES128-SHA:@SECLEVEL=0",
    "cbc with sha-256": "AES256-SHA256:AES128-SHA256:@SECLEVEL=0",
}

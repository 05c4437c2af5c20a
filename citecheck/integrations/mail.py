"""Notices by e-mail, sent to an SMTP server."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

import certifi

from citecheck.integrations.model import Delivery, NightNotice, Sent
from citecheck.integrations.webhooks import fitting
from citecheck.integrations.wording import subject, text
from citecheck.interfaces import Clock
from citecheck.settings.notify import NotifySettings
from reports.wording import counted

_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_SEVEN_BITS = SMTP.clone(cte_type="7bit")  # every server takes it
_HERE = ("localhost", "127.0.0.1", "::1")


class _Transfer:
    """How far a mail has come: once its text is under way, a broken connection leaves open what became of it."""

    text_sent = False


class Mail:
    """Sends each notice as one mail. Its Message-ID is made of the notice, so that some servers know a repeated one."""

    name = "email"
    repeats_safely = False
    wants_fixed = False

    def __init__(self, settings: NotifySettings, *, password: str, ca_bundle: str, clock: Clock) -> None:
        """`settings` name the server and who gets the mail, `password` is for its user; empty: nobody logs in.

        `ca_bundle` is a PEM file of trusted certificates; empty: those of certifi. `clock` dates the mail.
        """
        self._settings = settings
        self._mail = settings.email
        self._password = password
        self._ca_bundle = ca_bundle
        self._clock = clock

    def preview(self, notice: NightNotice, *, doubt: str = "") -> str:
        """See `Channel.preview`."""
        return str(self._message(notice, doubt))

    def send(self, notice: NightNotice, *, doubt: str = "") -> Sent:
        """See `Channel.send`."""
        transfer = _Transfer()
        try:
            return self._transferred(self._message(notice, doubt), transfer)
        except smtplib.SMTPResponseException as error:
            said = error.smtp_error
            words = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
            return self._failed(f"the server answers {error.smtp_code} {words}"[:300], Delivery.REFUSED)
        except (smtplib.SMTPException, OSError) as error:
            outcome = Delivery.UNKNOWN if transfer.text_sent else Delivery.REFUSED
            return self._failed(f"{type(error).__name__}: {error}"[:300], outcome)

    def _failed(self, reason: str, outcome: Delivery) -> Sent:
        told = " ".join(reason.split())
        return Sent(outcome=outcome, reason=told.replace(self._password, "-") if self._password else told)

    def _message(self, notice: NightNotice, doubt: str) -> EmailMessage:
        settings, sender = self._settings, self._mail.sender or self._mail.to[0]
        message = EmailMessage(policy=_SEVEN_BITS)
        message["Subject"] = subject(notice)
        message["From"], message["To"] = sender, ", ".join(self._mail.to)
        message["Date"] = format_datetime(self._clock.now())
        message["Message-ID"] = f"<citecheck-{notice.id}@{sender.rpartition('@')[2] or 'localhost'}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(
            fitting(lambda most: text(notice, most, report_url=settings.report_url, doubt=doubt), settings.most)
        )
        return message

    def _transferred(self, message: EmailMessage, transfer: _Transfer) -> Sent:
        with self._server() as server:
            if self._mail.security == "starttls":
                server.starttls(context=self._tls())
            if self._mail.user:
                server.login(self._mail.user, self._password)
            server.ehlo_or_helo_if_needed()
            self._checked(server.mail(self._mail.sender or self._mail.to[0]), server)
            refused = [one for one in self._mail.to if not 200 <= server.rcpt(one)[0] < 300]
            if len(refused) == len(self._mail.to):
                return Sent(outcome=Delivery.REFUSED, reason="the server takes mail for none of the addresses")
            transfer.text_sent = True
            self._checked(server.data(message.as_bytes()), server)
        remark = f"the server takes no mail for {counted(len(refused), 'address')} of them" if refused else ""
        return Sent(outcome=Delivery.DELIVERED, reason=remark)

    def _server(self) -> smtplib.SMTP:
        mail, timeout = self._mail, self._settings.timeout
        port = mail.port or _PORTS[mail.security]
        if mail.security == "tls":
            return _EndingSecurely(mail.host, port, timeout=timeout, context=self._tls())
        return _Ending(mail.host, port, timeout=timeout)

    def _tls(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self._ca_bundle or certifi.where())

    @staticmethod
    def _checked(answer: tuple[int, bytes], server: smtplib.SMTP) -> None:
        code, said = answer
        if not 200 <= code < 300:
            raise smtplib.SMTPResponseException(code, said)


def _ended(close: Callable[[], object], quit_: Callable[[], object], *, failed: bool) -> None:
    """End a session. What the server says to the goodbye of a mail that it took changes nothing."""
    try:
        if not failed:
            quit_()
    except (smtplib.SMTPException, OSError):
        pass
    finally:
        close()


class _Ending(smtplib.SMTP):
    """A session whose end never hides what became of the mail."""

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        _ended(self.close, self.quit, failed=kind is not None)


class _EndingSecurely(smtplib.SMTP_SSL):
    """The same for a connection that is encrypted from its beginning."""

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        _ended(self.close, self.quit, failed=kind is not None)


def may_log_in(settings: NotifySettings) -> bool:
    """Return whether a password may be sent with `settings`: over an encrypted connection, or to this machine."""
    return settings.email.security != "none" or settings.email.host in _HERE


__all__ = ["Mail", "may_log_in"]

"""Send what is in the outbox: each notice to its channel, once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

import msgspec

from citecheck._log import log_failure, told
from citecheck.clock import timestamp
from citecheck.integrations.model import Channel, Delivery, NightNotice, Sent
from citecheck.integrations.wording import subject
from citecheck.interfaces import Clock, Observer
from citecheck.store.model import NoticeState, Waiting
from citecheck.store.outbox import Outbox

_KILLED = timedelta(hours=1)
"""How long after its beginning an exchange that never ended belongs to a run that was killed (judgement)."""


class Sending:
    """Sends the notices of `outbox` to `channels`. `clock` gives the time, `observer` is notified of each notice."""

    def __init__(self, outbox: Outbox, channels: Sequence[Channel], *, clock: Clock, observer: Observer) -> None:
        self._outbox = outbox
        self._channels = channels
        self._clock = clock
        self._observer = observer

    def send(self) -> tuple[str, ...]:
        """Send all that waits, the oldest first, and return what there is to say about it, a line each.

        After a notice that was not delivered, the further ones of its channel wait for the next time.
        """
        waiting = self._outbox.waiting()
        names = {channel.name for channel in self._channels}
        lines = [line for channel in self._channels for line in self._to(channel, waiting)]
        for name in sorted({one.channel for one in waiting} - names):
            number = sum(one.channel == name for one in waiting)
            lines.append(
                f"{number:,} in the outbox for {name}, which the settings no longer name; see `citecheck notify`"
            )
        return tuple(lines)

    def _to(self, channel: Channel, waiting: Sequence[Waiting]) -> Iterator[str]:
        doubtful: list[Waiting] = []
        for one in (entry for entry in waiting if entry.channel == channel.name):
            state = self._state(one, channel)
            if state is NoticeState.UNKNOWN:
                doubtful.append(one)
                continue
            if state is None:
                continue
            sent = self._one(channel, one, doubt(doubtful))
            yield _line(channel, one, sent)
            if sent.outcome is not Delivery.DELIVERED:
                return
            for earlier in doubtful:  # the channel was told of them
                self._outbox.remove(earlier.number)
            doubtful = []
        for one in doubtful:
            yield (
                f"{channel.name}: nobody can say whether the notice of {one.made[:10]} arrived ({one.reason}); it is "
                f"not sent again by itself: `citecheck notify --again {one.number}` sends it, `--drop {one.number}` "
                "forgets it"
            )

    def _state(self, one: Waiting, channel: Channel) -> NoticeState | None:
        """Return in which state a notice is to be treated; None: another run is sending it."""
        if one.state is not NoticeState.SENDING:
            return one.state
        if not self._outbox.is_stale(one.number, before=self._stale()):
            return None
        if channel.repeats_safely:
            return NoticeState.PENDING
        reason = "the run was killed while it was sent"
        self._outbox.settle(one.number, NoticeState.UNKNOWN, at=self._now(), reason=reason)
        return NoticeState.UNKNOWN

    def _one(self, channel: Channel, one: Waiting, doubt: str) -> Sent:
        """Send one notice and store what became of it."""
        if not self._outbox.claim(one.number, at=self._now(), stale=self._stale()):
            return Sent(outcome=Delivery.REFUSED, reason="another run is sending it")
        try:
            sent = channel.send(NightNotice.decode(one.body), doubt=doubt)
        except msgspec.MsgspecError:
            sent = Sent(outcome=Delivery.REFUSED, reason="the stored notice cannot be read")
        except Exception as error:  # a fault of this program must not cost the night, nor the other channels
            log_failure(f"notice to {channel.name}", error)
            sent = Sent(outcome=Delivery.UNKNOWN, reason=f"internal error: {told(error)}")
        if sent.outcome is Delivery.DELIVERED:
            self._outbox.remove(one.number)
        else:
            again = sent.outcome is Delivery.REFUSED or channel.repeats_safely
            state = NoticeState.PENDING if again else NoticeState.UNKNOWN
            self._outbox.settle(one.number, state, at=self._now(), reason=sent.reason)
        fields = {"channel": channel.name, "outcome": str(sent.outcome), "reason": sent.reason}
        self._observer.event("notice", fields)
        return sent

    def _now(self) -> str:
        return timestamp(self._clock.now())

    def _stale(self) -> str:
        return timestamp(self._clock.now() - _KILLED)


def doubt(earlier: Sequence[Waiting]) -> str:
    """Return the sentence that says that `earlier` notices of a channel may be missing; empty: there are none."""
    if not earlier:
        return ""
    known = [
        f"that of {one.made[:10]} ({subject(NightNotice.decode(one.body)).removeprefix('citecheck: ')})"
        for one in earlier
    ]
    return f"An earlier notice may not have arrived: {'; '.join(known)}."


def _line(channel: Channel, one: Waiting, sent: Sent) -> str:
    what = f"the notice of {one.made[:10]}"
    if sent.outcome is Delivery.DELIVERED:
        return f"{channel.name}: {what} was sent{f'; {sent.reason}' if sent.reason else ''}"
    if sent.outcome is Delivery.REFUSED or channel.repeats_safely:
        return f"{channel.name}: {what} was not sent ({sent.reason}); the next night sends it"
    return (
        f"{channel.name}: nobody can say whether {what} arrived ({sent.reason}); it is not sent again by itself: "
        f"`citecheck notify --again {one.number}` sends it, `--drop {one.number}` forgets it"
    )


__all__ = ["Sending", "doubt"]

"""One host at a time: its rate, its pauses, and the circuit that opens when it keeps failing.

Times are seconds of a monotonic clock.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

__all__ = ["Blocked", "Host"]

_FAILURES_TO_OPEN = 5
_FIRST_COOLING = 60.0
_LONGEST_COOLING = 3600.0
# A crawl-delay beyond this is obeyed by asking once a run, not by waiting.
_LONGEST_DELAY = 300.0


@dataclass(frozen=True, slots=True)
class Blocked:
    """Why a host is not to be asked now, and for how many seconds."""

    reason: str
    detail: str
    wait: float


@dataclass(slots=True)
class Host:
    """What is known of a host during a run. `interval` is the least time between requests."""

    name: str
    interval: float
    slots: asyncio.Semaphore
    _next_at: float = 0.0
    _blocked: Blocked | None = None
    _blocked_until: float = 0.0
    _failures: int = 0
    _cooling: float = _FIRST_COOLING
    _one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)

    @asynccontextmanager
    async def turn(self, slots: asyncio.Semaphore) -> AsyncIterator[Blocked | None]:
        """Wait for this host's turn and for one of the slots of all hosts, then hold it.

        Gives, at once, why the host may not be asked for longer. The next turn is counted from
        when this one really begins, and again from its end: neither a wait for a slot nor a
        slow machine makes two requests meet, and a slow server is asked less.
        """
        async with self._one_at_a_time:
            blocked = self._still_blocked() or self._too_far_off()
            if blocked is None:
                await self._until_next()
                blocked = self._still_blocked()
            if blocked is None:
                await slots.acquire()
                self._count_from_now()
        try:
            yield blocked
        finally:
            if blocked is None:
                slots.release()
                self._count_from_now()

    def slow_to(self, interval: float) -> None:
        """Obey a crawl-delay; never speeds up."""
        if interval > self.interval:
            self._next_at += interval - self.interval if self._next_at else 0
            self.interval = interval

    def pause(self, seconds: float, detail: str) -> None:
        """The server asked to wait (`Retry-After`)."""
        self._block(Blocked("busy", detail, seconds))

    def succeeded(self) -> None:
        """The host answered: the circuit closes."""
        self._failures = 0
        self._cooling = _FIRST_COOLING

    def failed(self, detail: str) -> None:
        """The host failed; after some in a row it is left alone, each time for longer."""
        self._failures += 1
        if self._failures >= _FAILURES_TO_OPEN:
            told = f"{self.name} failed {self._failures} times in a row, last: {detail}"
            self._block(Blocked("circuit-open", told, self._cooling))
            self._cooling = min(2 * self._cooling, _LONGEST_COOLING)

    async def _until_next(self) -> None:
        # It may be put off while we wait.
        while (left := self._next_at - time.monotonic()) > 0:  # noqa: ASYNC110
            await asyncio.sleep(left)

    def _count_from_now(self) -> None:
        self._next_at = max(self._next_at, time.monotonic() + self.interval)

    def _block(self, blocked: Blocked) -> None:
        self._blocked = blocked
        self._blocked_until = time.monotonic() + blocked.wait

    def _too_far_off(self) -> Blocked | None:
        left = self._next_at - time.monotonic()
        if self.interval <= _LONGEST_DELAY or left <= 0:
            return None
        detail = f"{self.name} wants {self.interval:g} s between two requests"
        return Blocked("crawl-delay", detail, left)

    def _still_blocked(self) -> Blocked | None:
        left = self._blocked_until - time.monotonic()
        if self._blocked is None or left <= 0:
            return None
        return Blocked(self._blocked.reason, self._blocked.detail, left)

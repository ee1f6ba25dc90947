"""A run that is cancelled ends within seconds, whatever its threads are waiting for."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from prefect.exceptions import TerminationSignal

__all__ = ["leaving_at_once"]

_GRACE_SECONDS = 3.0


@contextmanager
def leaving_at_once() -> Iterator[None]:
    """End the process soon after it is told to, also in the middle of a request or a batch.

    Every transaction is whole and every run takes up what is left, so nothing is lost by it.
    Prefect's runner, which sent the signal, keeps the state of the run.
    """
    try:
        yield
    except TerminationSignal:
        leave = threading.Timer(_GRACE_SECONDS, os._exit, (128 + signal.SIGTERM,))
        leave.daemon = True
        leave.start()
        raise

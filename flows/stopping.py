"""A run that is cancelled ends within seconds, whatever its threads are waiting for."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import httpx
from prefect.client.orchestration import get_client
from prefect.context import TaskRunContext
from prefect.exceptions import PrefectException

__all__ = ["is_wanted", "leaving_at_once"]

_GRACE_SECONDS = 3.0


def is_wanted() -> bool:
    """Whether the run that this task belongs to goes on: asked by a worker on another machine.

    A server that does not answer stops nothing.
    """
    context = TaskRunContext.get()
    if context is None or context.task_run.flow_run_id is None:
        return True
    try:
        with get_client(sync_client=True) as client:
            state = client.read_flow_run(context.task_run.flow_run_id).state
    except (httpx.HTTPError, PrefectException):
        return True
    return state is None or not (state.is_final() or state.is_cancelling())


@contextmanager
def leaving_at_once() -> Iterator[None]:
    """End the process soon after it is told to, whatever it does or waits for inside the block.

    Every transaction is whole and every run takes up what is left, so nothing is lost by it.
    Prefect's runner, which sent the signal, keeps the state of the run.
    """
    told = signal.getsignal(signal.SIGTERM)
    if threading.current_thread() is not threading.main_thread() or not callable(told):
        yield  # nothing holds the signal up, or nothing can be done about it from here
        return

    def leave(number: int, frame: FrameType | None) -> None:
        leaving = threading.Timer(_GRACE_SECONDS, os._exit, (128 + number,))
        leaving.daemon = True
        leaving.start()
        told(number, frame)

    signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, told)

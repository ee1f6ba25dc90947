"""A run that is cancelled ends within seconds, whatever its threads are waiting for."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
from prefect.client.orchestration import get_client
from prefect.context import TaskRunContext
from prefect.exceptions import PrefectException, TerminationSignal

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

"""Where a run's batches are worked on: in this process, in several here, or on other machines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Any, TypeAlias, TypeVar

from prefect import Task
from prefect.futures import PrefectFuture
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner
from pydantic import Field

__all__ = ["DaskScheduler", "NoDaskError", "Runner", "Workers", "running"]

_Result = TypeVar("_Result")

# One batch is read or stored while the model works on the other.
_THREADS = 2
# Batches that each worker has in hand or waiting.
_EACH = 2

Workers: TypeAlias = Annotated[int, Field(ge=1, le=256)]
DaskScheduler: TypeAlias = Annotated[str, Field(pattern=r"^(tcp|tls|ws|wss)://.+")]


class NoDaskError(Exception):
    """Several processes or machines need prefect-dask, which is not installed."""


@dataclass(frozen=True, slots=True)
class Runner:
    """A started task runner; `ahead` says how many batches it should have in hand now."""

    tasks: TaskRunner[Any]
    ahead: Callable[[], int]

    def submit(
        self, task: Task[..., _Result], parameters: Mapping[str, Any]
    ) -> PrefectFuture[_Result]:
        """Hand out a task."""
        future: PrefectFuture[_Result] = self.tasks.submit(task, dict(parameters))
        return future


@contextmanager
def running(workers: int = 1, dask_scheduler: str | None = None) -> Iterator[Runner]:
    """Start what works on the batches: each worker is a process that loads the model once.

    Raises NoDaskError.
    """
    if workers == 1 and dask_scheduler is None:
        pool: ThreadPoolTaskRunner[Any] = ThreadPoolTaskRunner(max_workers=_THREADS)
        with pool as threads:
            yield Runner(threads, lambda: _EACH * _THREADS)
        return
    try:
        from prefect_dask.task_runners import DaskTaskRunner  # noqa: PLC0415 -- an extra
    except ModuleNotFoundError as error:
        raise NoDaskError("more than one worker needs pip install 'faktograph[dask]'") from error
    here = {"n_workers": workers, "threads_per_worker": 1, "dashboard_address": ":0"}
    dask = (
        DaskTaskRunner(cluster_kwargs=here)
        if dask_scheduler is None
        else DaskTaskRunner(address=dask_scheduler)
    )
    with dask as processes:
        yield Runner(processes, lambda: _EACH * max(1, len(processes.client.nthreads())))

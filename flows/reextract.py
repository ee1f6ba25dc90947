"""`reextract`: stored articles through a newer model, batch by batch."""

from __future__ import annotations

from typing import Annotated, Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.futures import PrefectFuture
from pydantic import Field

from flows.extractor import shared_extractor
from flows.handing_out import handed_out
from flows.metrics import counted
from flows.outcomes import ending, gathered, is_worth_another_try, tell_failure
from flows.reports import keep_report
from flows.runners import DaskScheduler, Workers, running
from flows.stopping import leaving_at_once
from pipeline.reextraction import outdated, read_anew, take_places
from pipeline.reports import Report, merged
from pipeline.settings import load_settings

__all__ = ["let_take_places", "read_articles", "reextract"]

_RETRY_SECONDS = 30.0
# All there is, by a slow machine: a run that has not ended by then hangs.
_FLOW_TIMEOUT_SECONDS = 30 * 24 * 3600.0
_TASK: dict[str, Any] = {
    "task_run_name": "{name}",
    "retries": 1,
    "retry_delay_seconds": _RETRY_SECONDS,
    "retry_condition_fn": is_worth_another_try,
    "on_failure": [tell_failure],
    # What is done is known to the database: a run that is tried again asks for what is left.
    "cache_policy": NO_CACHE,
    "persist_result": False,
}


@task(**_TASK)
def read_articles(name: str, ids: list[str]) -> Report:  # noqa: ARG001 -- the run's name
    """Read one batch of stored articles anew, and keep the readings beside the old ones."""
    return read_anew(load_settings(), ids, shared_extractor())


@task(**_TASK)
def let_take_places(name: str, model: str, size: int) -> Report:  # noqa: ARG001 -- the run's name
    """Let the new readings take the places of the old ones, all or none."""
    return take_places(load_settings(), model, size)


@flow(timeout_seconds=_FLOW_TIMEOUT_SECONDS)
def reextract(
    *,
    batch_size: Annotated[int, Field(ge=1, le=10_000)] = 250,
    take_over: bool = True,
    workers: Workers = 1,
    dask_scheduler: DaskScheduler | None = None,
) -> State[Any]:
    """Read the articles anew that another model read before; nothing is fetched.

    The old readings stand until all articles are read and change places with the new ones at
    once; they stay beside them for good: `faktograph diff-models` compares them. The run can be
    stopped and started again at any moment.

    Args:
        batch_size: Articles a task.
        take_over: Let the new readings take the places when all are read; off: compare first.
        workers: Processes on this machine; each loads the model.
        dask_scheduler: Address of a Dask scheduler (tcp://host:8786), for other machines.

    """
    settings, model = load_settings(), shared_extractor().version
    report, failures, tasks = Report(()), dict[str, str](), 0
    with leaving_at_once(), running(workers, dask_scheduler) as runner:

        def read(name: str, ids: list[str]) -> PrefectFuture[Report]:
            return runner.submit(read_articles, {"name": name, "ids": ids})

        works = outdated(settings, model, batch_size)
        for name, _, future in handed_out(works, read, runner.ahead):
            results, failed = gathered({name: future})
            report = merged([report, *counted("reextract", results)])
            failures |= failed
            tasks += 1
    if take_over and not failures:
        with leaving_at_once(), running() as here:
            given = {"name": "places", "model": model, "size": batch_size}
            results, failures = gathered({"places": here.submit(let_take_places, given)})
            report = merged([report, *counted("reextract", results)])
            tasks += 1
    keep_report("reextract", "What the newer model found", report, failures)
    done = f"{report.total('changed')} articles read anew"
    return ending(tasks, failures, done if take_over else f"{done}; the old readings stand")

"""`backfill`: stored pages, articles and web archives into the graph, batch by batch."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, cast
from uuid import UUID

from prefect import flow, task
from prefect.artifacts import create_progress_artifact, update_progress_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.futures import PrefectFuture
from pydantic import Field

from flows.batches import FileBatch, batches, files_below
from flows.choosing import chosen
from flows.extractor import shared_extractor
from flows.handing_out import handed_out
from flows.metrics import counted
from flows.outcomes import ending, gathered, is_worth_another_try, tell_failure
from flows.reports import keep_report
from flows.runners import DaskScheduler, Workers, running
from flows.stopping import is_wanted, leaving_at_once
from pipeline.backfill import Selection
from pipeline.backfill import backfill as take_pages
from pipeline.reports import Report, merged
from pipeline.settings import load_settings
from pipeline.sources import load_catalog

__all__ = ["backfill", "take_files"]

_RETRY_SECONDS = 30.0
# Years of archive: a run that has not ended by then hangs.
_FLOW_TIMEOUT_SECONDS = 30 * 24 * 3600.0


@task(
    task_run_name="{name}",
    retries=1,
    retry_delay_seconds=_RETRY_SECONDS,
    retry_condition_fn=is_worth_another_try,
    on_failure=[tell_failure],
    # What was taken stands in the graph: another try passes it by.
    cache_policy=NO_CACHE,
    persist_result=False,
)
def take_files(name: str, batch: FileBatch, selection: Selection, size: int) -> Report:  # noqa: ARG001 -- the run's name
    """Take files the whole way, `size` pages at a time."""
    return take_pages(
        batch.files,
        load_settings(),
        shared_extractor(),
        selection,
        size=size,
        stretch=batch.stretch,
        go_on=is_wanted,
    )


@flow(timeout_seconds=_FLOW_TIMEOUT_SECONDS)
def backfill(
    paths: list[str],
    *,
    since: date | None = None,
    until: date | None = None,
    sources: list[str] | None = None,
    about_ai: bool = False,
    batch_size: Annotated[int, Field(ge=1, le=10_000)] = 200,
    workers: Workers = 1,
    dask_scheduler: DaskScheduler | None = None,
) -> State[Any]:
    """Put stored pages, articles and web archives into the graph.

    Every batch is taken once: a run that was stopped, or is started again, goes on behind it.

    Args:
        paths: HTML and text files, JSON lines, WARC archives, folders of them or of kept pages.
        since: First day of publication that is wanted; none: from the beginning.
        until: Last day of publication that is wanted; none: up to now.
        sources: Only pages on the hosts of these sources; none: all pages.
        about_ai: Leave out articles that seem not to be about the AI industry.
        batch_size: Pages that are taken together; files a task, of archives 64 MB.
        workers: Processes on this machine; each loads the model.
        dask_scheduler: Address of a Dask scheduler (tcp://host:8786), for other machines.

    """
    names = [source.name for source in chosen(load_catalog(load_settings()), sources)]
    selection = Selection(since, until, tuple(names) if sources else (), about_ai)
    total = sum(batch.bytes for batch in batches(files_below(paths), batch_size)) or 1
    progress = cast(
        UUID, create_progress_artifact(0.0, key="backfill-progress", description="Bytes taken")
    )
    report, failures, tasks, done = Report(()), dict[str, str](), 0, 0
    with leaving_at_once(), running(workers, dask_scheduler) as runner:

        def submit(name: str, batch: FileBatch) -> PrefectFuture[Report]:
            given = {"name": name, "batch": batch, "selection": selection, "size": batch_size}
            return runner.submit(take_files, given)

        works = batches(files_below(paths), batch_size)
        for name, batch, future in handed_out(works, submit, runner.ahead):
            results, failed = gathered({name: future})
            report = merged([report, *counted("backfill", results)])
            failures |= {f"{name} ({batch.files[0]})": why for why in failed.values()}
            tasks, done = tasks + 1, done + batch.bytes
            update_progress_artifact(progress, min(100.0, 100.0 * done / total))
    keep_report("backfill", "What the files gave", report, failures)
    return ending(tasks, failures, f"{report.total('new')} new articles")

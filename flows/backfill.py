"""`backfill`: stored pages, articles and web archives into the graph, batch by batch."""

from __future__ import annotations

from typing import Annotated, Any, cast
from uuid import UUID

from prefect import flow, task
from prefect.artifacts import (
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)
from prefect.cache_policies import INPUTS, RUN_ID
from prefect.client.schemas.objects import State
from prefect.task_runners import ThreadPoolTaskRunner
from pydantic import Field

from flows.batches import batches, files_below
from flows.extractor import shared_extractor
from flows.outcomes import ending, gathered
from flows.reports import as_markdown, as_table, merged
from flows.windows import handed_out
from pipeline.ingest import add
from pipeline.reports import Report
from pipeline.settings import load_settings

__all__ = ["backfill", "take_files"]

# One batch is read while the model works on the other.
_BATCHES_AT_ONCE = 2
_RETRY_SECONDS = 30.0


@task(
    task_run_name="{name}",
    retries=1,
    retry_delay_seconds=_RETRY_SECONDS,
    # A run that is tried again takes up at the first batch that was not finished.
    cache_policy=INPUTS + RUN_ID,
    persist_result=True,
)
def take_files(name: str, files: list[str]) -> Report:  # noqa: ARG001 -- the run's name
    """Take one batch of files the whole way."""
    return add(files, load_settings(), shared_extractor())


@flow(task_runner=ThreadPoolTaskRunner(max_workers=_BATCHES_AT_ONCE))  # type: ignore[arg-type]
def backfill(
    paths: list[str],
    batch_size: Annotated[int, Field(ge=1, le=10_000)] = 200,
) -> State[Any]:
    """Put stored pages, articles and web archives into the graph.

    What is in the graph already stays as it is, so that a run can be stopped and started again
    at any moment.

    Args:
        paths: HTML and text files, JSON lines, WARC archives, folders of them.
        batch_size: Files a task; an archive is always a task of its own.

    """
    groups = list(batches(files_below(paths), batch_size))
    progress = cast(
        UUID, create_progress_artifact(0.0, key="backfill-progress", description="Batches done")
    )
    running = handed_out(groups, take_files.submit, 2 * _BATCHES_AT_ONCE)
    reports: list[Report] = []
    failures: dict[str, str] = {}
    for done, (name, future) in enumerate(running, start=1):
        results, failed = gathered({name: future})
        reports += results
        failures |= failed
        update_progress_artifact(progress, 100.0 * done / len(groups))
    report = merged(reports)
    create_markdown_artifact(
        as_markdown("Backfill", report, failures),
        key="backfill-report",
        description="What the files gave",
    )
    create_table_artifact(as_table(report), key="backfill-table", description="The counts")
    return ending(len(groups), failures, f"{report.total('new')} new articles")

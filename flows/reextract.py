"""`reextract`: stored articles through a newer model, batch by batch."""

from __future__ import annotations

from typing import Annotated, Any

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.task_runners import ThreadPoolTaskRunner
from pydantic import Field

from flows.extractor import shared_extractor
from flows.outcomes import ending, gathered
from flows.reports import as_markdown, as_table, merged
from flows.windows import handed_out
from pipeline.reextraction import outdated
from pipeline.reextraction import reextract as read_anew
from pipeline.reports import Report
from pipeline.settings import load_settings

__all__ = ["read_articles", "reextract"]

# One batch is stored while the model works on the other.
_BATCHES_AT_ONCE = 2
_RETRY_SECONDS = 30.0


@task(
    task_run_name="{name}",
    retries=1,
    retry_delay_seconds=_RETRY_SECONDS,
    # What is done is known to the database: a run that is tried again asks for what is left.
    cache_policy=NO_CACHE,
    persist_result=False,
)
def read_articles(name: str, ids: list[str]) -> Report:  # noqa: ARG001 -- the run's name
    """Read one batch of stored articles anew."""
    return read_anew(load_settings(), ids, shared_extractor())


@flow(task_runner=ThreadPoolTaskRunner(max_workers=_BATCHES_AT_ONCE))  # type: ignore[arg-type]
def reextract(batch_size: Annotated[int, Field(ge=1, le=10_000)] = 250) -> State[Any]:
    """Read the articles anew that another model read before; nothing is fetched.

    The old readings stay beside the new ones. The run can be stopped and started again at any
    moment.

    Args:
        batch_size: Articles a task.

    """
    left = outdated(load_settings(), shared_extractor().version, batch_size)
    reports: list[Report] = []
    failures: dict[str, str] = {}
    tasks = 0
    for name, future in handed_out(left, read_articles.submit, 2 * _BATCHES_AT_ONCE):
        results, failed = gathered({name: future})
        reports += results
        failures |= failed
        tasks += 1
    report = merged(reports)
    create_markdown_artifact(
        as_markdown("Re-extraction", report, failures),
        key="reextract-report",
        description="What the newer model found",
    )
    create_table_artifact(as_table(report), key="reextract-table", description="A row a source")
    return ending(tasks, failures, f"{report.total('changed')} articles read anew")

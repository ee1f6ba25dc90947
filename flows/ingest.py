"""`ingest`: follow the sources; each is a task of its own."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from prefect import allow_failure, flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.futures import PrefectFuture
from prefect.task_runners import ThreadPoolTaskRunner

from flows.choosing import by_host, chosen
from flows.extractor import shared_extractor
from flows.metrics import counted
from flows.network import alone_on_the_network
from flows.outcomes import TaskFailedError, ending, gathered, is_worth_another_try, tell_failure
from flows.reports import keep_report
from flows.stopping import leaving_at_once
from pipeline.ingest import ingest as ingest_sources
from pipeline.looks import due
from pipeline.reports import Report, merged
from pipeline.settings import load_settings
from pipeline.sources import load_catalog

__all__ = ["ingest", "take_source"]

# Sources at once: they wait for the network; the model is one a process.
_SOURCES_AT_ONCE = 8
_RETRY_SECONDS = 30.0
# Every request of a source has its own time limits; this one is for the whole run.
_FLOW_TIMEOUT_SECONDS = 6 * 3600.0


@task(
    task_run_name="{name}",
    retries=1,
    retry_delay_seconds=_RETRY_SECONDS,
    retry_condition_fn=is_worth_another_try,
    on_failure=[tell_failure],
    cache_policy=NO_CACHE,
    persist_result=False,
)
def take_source(name: str, since: datetime | None, *, everything: bool) -> Report:
    """Take one source the whole way.

    Raises TaskFailedError where the source itself could not be read, and
    models.database.DatabaseProblem.
    """
    settings = load_settings()
    sources = chosen(load_catalog(settings), [name])
    report = ingest_sources(settings, sources, shared_extractor(), since, everything=everything)
    for source in report.sources:
        get_run_logger().info(
            "%s: %d links, %d new, %d changed, %d unchanged, %d without an article, %d claims",
            *(source.source, source.links, source.new, source.changed, source.unchanged),
            *(source.rejected, source.claims),
            extra={"source": source.source},
        )
    errors = [source.error for source in report.sources if source.error]
    if errors:
        raise TaskFailedError("; ".join(errors), report)
    return report


@flow(
    timeout_seconds=_FLOW_TIMEOUT_SECONDS,
    task_runner=ThreadPoolTaskRunner(max_workers=_SOURCES_AT_ONCE),  # type: ignore[arg-type]
)
def ingest(
    sources: list[str] | None = None,
    since: datetime | None = None,
    everything: bool = False,  # noqa: FBT001, FBT002 -- Prefect passes parameters by name
) -> State[Any]:
    """Follow the sources: find links, fetch what is new, keep what the articles state.

    A source that fails is a failed task and a line in the report, and stops no other.

    Args:
        sources: Names of the sources to follow; none: all that are switched on and due.
        since: Leave out what a source says is older.
        everything: Also take articles that seem not to be about the AI industry.

    """
    settings = load_settings()
    wanted = chosen(load_catalog(settings), sources)
    if sources is None:
        wanted = due(settings, wanted)
    futures: dict[str, PrefectFuture[Report]] = {}
    with leaving_at_once(), alone_on_the_network():
        for group in by_host(wanted):
            before: list[Any] = []
            for source in group:
                futures[source.name] = take_source.submit(
                    source.name, since, everything=everything, wait_for=before, return_state=False
                )
                # One host is asked by one task at a time.
                before = [allow_failure(futures[source.name])]
        reports, failures = gathered(futures)
    report = merged(counted("ingest", reports))
    keep_report("ingest", "What the run found, source by source", report, failures)
    done = f"{report.total('new')} new articles, {report.total('claims')} claims"
    return ending(len(futures), failures, done)

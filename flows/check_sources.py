"""`check-sources`: ask each source once and tell what it answers; nothing is stored."""

from __future__ import annotations

from typing import Any

from prefect import allow_failure, flow, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.futures import PrefectFuture
from prefect.task_runners import ThreadPoolTaskRunner

from flows.choosing import by_host, chosen
from flows.network import alone_on_the_network
from flows.outcomes import TaskFailedError, ending, gathered, tell_failure
from flows.reports import checks_as_markdown
from flows.stopping import leaving_at_once
from pipeline.fetch import Discovery, discover
from pipeline.settings import load_settings
from pipeline.sources import LOCAL_KINDS, load_catalog

__all__ = ["check_sources", "look_at_source"]

_SOURCES_AT_ONCE = 16
_RETRY_SECONDS = 60.0
_FLOW_TIMEOUT_SECONDS = 3600.0


@task(
    task_run_name="{name}",
    retries=1,
    retry_delay_seconds=_RETRY_SECONDS,
    on_failure=[tell_failure],
    cache_policy=NO_CACHE,
    persist_result=False,
)
def look_at_source(name: str) -> dict[str, Any]:
    """Ask one source's addresses: a row of the report. Raises TaskFailedError with the row."""
    settings = load_settings()
    row = {"source": name, "links": 0, "taken": 0, "http": "", "problem": "it is not asked"}
    for look in discover(chosen(load_catalog(settings), [name]), settings):
        row = _row(look)
    if row["problem"]:
        raise TaskFailedError(str(row["problem"]), row)
    return row


@flow(
    name="check-sources",
    timeout_seconds=_FLOW_TIMEOUT_SECONDS,
    task_runner=ThreadPoolTaskRunner(max_workers=_SOURCES_AT_ONCE),  # type: ignore[arg-type]
)
def check_sources(
    sources: list[str] | None = None,
) -> State[Any]:
    """Ask each source once whether it answers, can be read, and how many links it gives.

    Args:
        sources: Names of the sources to ask; none: all that are switched on.

    """
    catalog = chosen(load_catalog(load_settings()), sources)
    futures: dict[str, PrefectFuture[dict[str, Any]]] = {}
    with leaving_at_once(), alone_on_the_network():
        for group in by_host(source for source in catalog if source.kind not in LOCAL_KINDS):
            before: list[Any] = []
            for source in group:
                futures[source.name] = look_at_source.submit(
                    source.name, wait_for=before, return_state=False
                )
                # One host is asked by one task at a time.
                before = [allow_failure(futures[source.name])]
        rows, failures = gathered(futures)
    rows.sort(key=lambda row: (not row["problem"], row["source"]))
    create_markdown_artifact(
        checks_as_markdown(rows, failures),
        key="source-check",
        description="What each source answered",
    )
    create_table_artifact(rows, key="source-check-table", description="A row a source")
    return ending(len(futures), failures, f"{len(futures)} sources asked")


def _row(look: Discovery) -> dict[str, Any]:
    return {
        "source": look.source.name,
        "links": look.seen,
        "taken": len(look.links),
        "http": " ".join(str(record.status) for record in look.records if record.status),
        "problem": "; ".join(look.problems) or ("" if look.seen else "it announces no links"),
    }

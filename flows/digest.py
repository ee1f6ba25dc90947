"""`digest`: what is new or changed, of what a person watches."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Completed
from pydantic import Field

from flows.digest_reports import digest_as_markdown, digest_as_table
from flows.digesting import Digest, gather
from models.database import open_reader
from pipeline.predicates import PREDICATES
from pipeline.settings import load_settings

__all__ = ["digest", "gather_digest"]

_RETRY_SECONDS = 30.0
_FLOW_TIMEOUT_SECONDS = 1800.0


@task(retries=1, retry_delay_seconds=_RETRY_SECONDS, cache_policy=NO_CACHE, persist_result=False)
def gather_digest(about: list[str], predicates: list[str], days: int) -> Digest:
    """Ask the graph. Raises models.database.DatabaseProblem."""
    since = datetime.now(UTC).date() - timedelta(days=days)
    engine = open_reader(load_settings().database_url)
    try:
        with engine.connect() as connection:
            return gather(connection, about, predicates, since)
    finally:
        engine.dispose()


@flow(timeout_seconds=_FLOW_TIMEOUT_SECONDS)
def digest(
    about: list[str] | None = None,
    predicates: list[str] | None = None,
    days: Annotated[int, Field(ge=1, le=36_500)] = 1,
) -> State[Any]:
    """Tell what articles of the last days say that is new, changed or confirmed.

    Args:
        about: Names of the companies, people, places and products to watch; none: all.
        predicates: Kinds of facts to watch (raised, acquired, has_role, …); none: all.
        days: How many days back the articles go.

    """
    unknown = sorted(set(predicates or ()) - PREDICATES.keys())
    if unknown:
        raise ValueError(f"no such predicates: {', '.join(unknown)}; {', '.join(PREDICATES)}")
    found = gather_digest(about or [], predicates or [], days)
    for name in found.unknown:
        get_run_logger().warning("no article names %r", name)
    create_markdown_artifact(
        digest_as_markdown(found), key="digest", description="New, changed and confirmed facts"
    )
    create_table_artifact(digest_as_table(found), key="digest-facts", description="A row a fact")
    return Completed(
        message=f"{len(found.new)} new facts, {len(found.changed)} changed, "
        f"{len(found.confirmed)} confirmed"
    )

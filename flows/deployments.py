"""The deployments that `python -m flows` serves; prefect.yaml has the same for work pools."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.runner import RunnerDeployment
from prefect.types.entrypoint import EntrypointType

from flows.backfill import backfill
from flows.check_sources import check_sources
from flows.digest import digest
from flows.ingest import ingest
from flows.reextract import reextract

__all__ = ["deployments"]

# A run that would begin while the last one is under way is left out: the next one is not far,
# and no host is asked by two runs at once.
_ONE_AT_A_TIME = ConcurrencyLimitConfig(
    limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW
)
_COMMON: dict[str, Any] = {
    "tags": ["faktograph"],
    "concurrency_limit": _ONE_AT_A_TIME,
    # By module, so that it runs from a checkout and from an installed wheel.
    "entrypoint_type": EntrypointType.MODULE_PATH,
}


def deployments() -> list[RunnerDeployment]:
    """All deployments, with their schedules (UTC)."""
    made = [
        ingest.to_deployment("ingest", interval=timedelta(minutes=30), **_COMMON),
        check_sources.to_deployment("check-sources", cron="20 4 * * *", **_COMMON),
        digest.to_deployment("digest", cron="0 6 * * *", **_COMMON),
        backfill.to_deployment("backfill", **_COMMON),
        reextract.to_deployment("reextract", **_COMMON),
    ]
    return [each for each in made if isinstance(each, RunnerDeployment)]

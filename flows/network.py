"""One run at a time asks the network, so that no host is asked by two runs at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from prefect.client.orchestration import get_client
from prefect.concurrency.sync import concurrency

__all__ = ["alone_on_the_network"]

_LIMIT = "faktograph-network"


@contextmanager
def alone_on_the_network() -> Iterator[None]:
    """Wait until no other run asks the network, and keep others waiting inside the block.

    Prefect takes the slot back a few minutes after a run that was killed.
    """
    with get_client(sync_client=True) as client:
        # Without it on the server the limit would hold nobody up.
        client.upsert_global_concurrency_limit_by_name(_LIMIT, 1)
    with concurrency(_LIMIT, occupy=1, strict=True):
        yield

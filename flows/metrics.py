"""Counters for Prometheus, fed by the reports of all runs. Off unless a folder is named for them.

Runs are processes that end, so they count in files of the folder, which `python -m flows` serves.
A file is one run's at a time and is taken up by the next one: as many files as runs at once.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import IO, Any

from prometheus_client import CollectorRegistry, Counter, start_http_server, values
from prometheus_client.multiprocess import MultiProcessCollector

from pipeline.reports import Report, SourceReport

__all__ = ["FOLDER", "counted", "serve_metrics"]

# Names the folder. prometheus-client's own variable is set only while we count: with it Prefect's
# own metrics would leave a file for each run that ever was.
FOLDER = "FLOWS_METRICS_DIR"
_OF_THE_LIBRARY = "PROMETHEUS_MULTIPROC_DIR"

_HELP: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "articles": ("Articles by what became of them.", ("flow", "source", "result")),
    "facts": ("Facts by what became of them.", ("flow", "source", "change")),
    "failures": ("Pages that gave no article, by reason.", ("flow", "source", "reason")),
    "source_errors": ("Sources that could not be read whole.", ("flow", "source")),
    "stage_seconds": ("Seconds spent in each stage, over all threads.", ("flow", "stage")),
}
_RESULTS = ("new", "changed", "unchanged", "left_out")
_CHANGES = ("new", "confirmed", "superseded")


def serve_metrics(port: int, folder: Path, host: str = "127.0.0.1") -> str:
    """Serve what all runs count in the folder, on a thread of its own; gives the address.

    Port 0 is any that is free. Raises OSError where the port is taken.
    """
    registry = CollectorRegistry()
    MultiProcessCollector(registry, str(folder))  # type: ignore[no-untyped-call]
    server, _ = start_http_server(port, addr=host, registry=registry)
    return f"http://{host}:{server.server_port}/metrics"


def counted(flow: str, reports: Iterable[Report]) -> list[Report]:
    """Count what the reports tell, where metrics are served; gives the reports."""
    known = list(reports)
    if FOLDER in os.environ:
        os.environ[_OF_THE_LIBRARY] = os.environ[FOLDER]
        for report in known:
            _count(flow, report)
        del os.environ[_OF_THE_LIBRARY]
    return known


def _count(flow: str, report: Report) -> None:
    counters = _counters()
    for stage, seconds in report.seconds.items():
        counters["stage_seconds"].labels(flow, stage).inc(seconds)
    for source in report.sources:
        for name, amounts in _told(source).items():
            for value, amount in amounts.items():
                if amount:
                    counters[name].labels(flow, source.source, value).inc(amount)
        if source.error:
            counters["source_errors"].labels(flow, source.source).inc()


def _told(source: SourceReport) -> dict[str, Mapping[str, int]]:
    articles = {result: getattr(source, result) for result in _RESULTS}
    return {
        "articles": articles | {"rejected": source.rejected},
        "facts": {change: getattr(source, f"facts_{change}") for change in _CHANGES},
        "failures": source.reasons,
    }


@cache
def _counters() -> dict[str, Any]:
    slot, _held = _slot(Path(os.environ[FOLDER]))
    values.ValueClass = values.MultiProcessValue(lambda: slot)  # type: ignore[no-untyped-call]
    registry = CollectorRegistry()
    return {
        name: Counter(f"faktograph_{name}", text, labels, registry=registry)
        for name, (text, labels) in _HELP.items()
    }


@cache
def _slot(folder: Path) -> tuple[str, IO[bytes]]:
    """Name files that no other process counts in, while the lock that comes with it is open."""
    number = 0
    while True:
        lock = (folder / f"{number}.lock").open("wb")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            number += 1
        else:
            return f"run{number}", lock

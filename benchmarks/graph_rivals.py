"""The same two questions in SQLite, DuckDB and networkx, on the same facts."""

from __future__ import annotations

import csv
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

__all__ = ["Rival", "rivals"]

_NEWEST = 10
_FACTS = "select id, subject, object, last_reported from fact"
# Written so that each side goes along its index; `?` is the entity.
_LOOKUP = (
    "select count(*) from (select id from (select id, last_reported from fact where subject = ?"
    " union select id, last_reported from fact where object = ?) as mine"
    f" order by last_reported desc, id limit {_NEWEST}) as newest"
)
_STEP = (
    "select object as far from fact where subject {of} and object is not null"
    " union select subject from fact where object {of}"
)
_NEAR = _STEP.format(of="= ?")
_TWO_HOP = (
    f"with near as materialized ({_NEAR}) select count(*) from"
    f" ({_STEP.format(of='in (select far from near)')}) as reached"
)


@dataclass(frozen=True, slots=True)
class Rival:
    """What answers: counts the newest facts of an entity, and all within two steps."""

    name: str
    note: str
    questions: Mapping[str, Callable[[str], int]]


def rivals(connection: Connection) -> Iterator[Rival]:
    """Give SQLite first, then what is installed of the others."""
    raw: Any = connection.connection.driver_connection
    yield _sql("sqlite", "", raw.execute)
    try:
        duckdb = import_module("duckdb")
        began = time.process_time()
        with tempfile.NamedTemporaryFile("w", suffix=".csv", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("id", "subject", "object", "last_reported"))
            writer.writerows(raw.execute(_FACTS))
            file.flush()
            duck = duckdb.connect()
            duck.execute(f"create table fact as from read_csv('{Path(file.name)}')")
        duck.execute("create index by_subject on fact(subject)")
        duck.execute("create index by_object on fact(object)")
        duck.execute("set threads = 1")
        yield _sql("duckdb", f"loaded in {time.process_time() - began:.1f} s of CPU", duck.execute)
    except ModuleNotFoundError:
        print("duckdb is not installed: left out")
    try:
        networkx = import_module("networkx")
    except ModuleNotFoundError:
        print("networkx is not installed: left out")
        return
    began = time.process_time()
    graph = networkx.MultiGraph()
    for key, subject, other, day in raw.execute(_FACTS):
        graph.add_edge(subject, other or f"value {key}", key=key, day=day)
    note = f"loaded in {time.process_time() - began:.1f} s of CPU"
    yield Rival("networkx", note, {"lookup": _newest_in(graph), "2-hop": _two_hop_in(graph)})


def _sql(name: str, note: str, execute: Callable[..., Any]) -> Rival:
    def asking(sql: str) -> Callable[[str], int]:
        return lambda entity: int(execute(sql, [entity, entity]).fetchone()[0])

    return Rival(name, note, {"lookup": asking(_LOOKUP), "2-hop": asking(_TWO_HOP)})


def _newest_in(graph: Any) -> Callable[[str], int]:
    def ask(entity: str) -> int:
        if entity not in graph:
            return 0
        edges = graph.edges(entity, keys=True, data="day")
        newest = sorted(((day, key) for _, _, key, day in edges), reverse=True)
        return len(newest[:_NEWEST])

    return ask


def _two_hop_in(graph: Any) -> Callable[[str], int]:
    def ask(entity: str) -> int:
        if entity not in graph:
            return 0
        near = [one for one in graph.adj[entity] if not one.startswith("value ")]
        far = {other for one in near for other in graph.adj[one] if not other.startswith("value ")}
        return len(far)

    return ask

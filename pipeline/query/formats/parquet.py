"""Parquet for DuckDB, pandas and Spark: one row a fact, typed columns, sums as decimals."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import islice
from typing import Any, BinaryIO

import pyarrow as pa  # type: ignore[import-untyped]
from pyarrow import parquet

from pipeline.query.flat import FACT_FIELDS, fact_record
from pipeline.query.records import FactRecord

__all__ = ["write_parquet"]

_ROWS_A_GROUP = 10_000
_TYPES: dict[str, Any] = {
    "amount_min": pa.decimal128(38, 6),
    "amount_max": pa.decimal128(38, 6),
    "approx": pa.bool_(),
    "amount_usd": pa.int64(),
    "amount_eur": pa.int64(),
    "number": pa.int64(),
    "percent": pa.float64(),
    "event_from": pa.date32(),
    "event_to": pa.date32(),
    "published": pa.timestamp("s", tz="UTC"),
    "first_reported": pa.date32(),
    "last_reported": pa.date32(),
    "articles": pa.int32(),
    "origins": pa.int32(),
    "superseded_on": pa.date32(),
    "ended_on": pa.date32(),
    "score": pa.float64(),
}
_SCHEMA = pa.schema([(name, _TYPES.get(name, pa.string())) for name in FACT_FIELDS])


def write_parquet(stream: BinaryIO, facts: Iterable[FactRecord]) -> int:
    """Write facts and say how many there were; `qualifiers` is JSON."""
    count = 0
    coming = iter(facts)
    with parquet.ParquetWriter(stream, _SCHEMA) as writer:
        while rows := [_row(fact) for fact in islice(coming, _ROWS_A_GROUP)]:
            writer.write_table(pa.Table.from_pylist(rows, _SCHEMA))
            count += len(rows)
    return count


def _row(fact: FactRecord) -> dict[str, Any]:
    record = fact_record(fact)
    return {**record, "qualifiers": json.dumps(record["qualifiers"], ensure_ascii=False)}

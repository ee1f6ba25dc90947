"""The graph in the formats of other tools."""

import csv
import io
import json
import os

import pyarrow.parquet
import pytest
from lxml import etree

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"

pytestmark = pytest.mark.usefixtures("graph_file")


def test_jsonl_holds_every_fact_once_in_the_order_of_ids(faktograph):
    ids = [line["fact"] for line in faktograph("export", "jsonl").lines]
    assert len(ids) == 13
    assert ids == sorted(ids)


def test_csv_holds_the_same_facts(faktograph):
    rows = list(csv.DictReader(io.StringIO(faktograph("export", "csv").out)))
    lines = faktograph("export", "jsonl").lines
    assert [row["fact"] for row in rows] == [line["fact"] for line in lines]
    assert list(rows[0]) == list(lines[0])


def test_graphml_has_entities_as_nodes_and_facts_as_edges(faktograph, tmp_path):
    file = tmp_path / "graph.graphml"
    ran = faktograph("export", "graphml", "--output", file)
    assert (ran.code, ran.out) == (0, "")
    tree = etree.parse(file)
    nodes = {node.get("id") for node in tree.iter(f"{GRAPHML}node")}
    edges = list(tree.iter(f"{GRAPHML}edge"))
    assert len(edges) == 13
    assert all({edge.get("source"), edge.get("target")} <= nodes for edge in edges)
    keys = {key.get("id") for key in tree.iter(f"{GRAPHML}key")}
    assert {data.get("key") for data in tree.iter(f"{GRAPHML}data")} <= keys


def test_ftm_has_schemata_and_lists_of_text_and_links_that_lead_somewhere(faktograph):
    lines = faktograph("export", "ftm").lines
    by_schema = {}
    for line in lines:
        by_schema.setdefault(line["schema"], []).append(line)
        for values in line["properties"].values():
            assert values
            assert all(isinstance(value, str) for value in values)
    assert set(by_schema) == {
        "Company",
        "Person",
        "Address",
        "Asset",
        "Ownership",
        "Employment",
        "UnknownLink",
        "Event",
    }
    ids = {line["id"] for line in lines}
    for owned in by_schema["Ownership"]:
        assert set(owned["properties"]["owner"] + owned["properties"]["asset"]) <= ids


def test_parquet_has_typed_columns(faktograph, tmp_path):
    file = tmp_path / "facts.parquet"
    assert faktograph("export", "parquet", "-o", file).code == 0
    table = pyarrow.parquet.read_table(file)
    assert table.num_rows == 13
    assert max(value or 0 for value in table.column("amount_min").to_pylist()) == 9_000_000_000
    assert all(json.loads(value) is not None for value in table.column("qualifiers").to_pylist())


def test_an_export_of_an_earlier_day_leaves_out_what_came_later(faktograph):
    lines = faktograph("export", "jsonl", "--as-of", "2024-05-31").lines
    assert {line["predicate"] for line in lines} == {
        "raised",
        "invested_in",
        "located_in",
        "valued_at",
        "has_role",
    }


def test_a_file_appears_only_when_it_is_whole(faktograph, tmp_path):
    folder = tmp_path / "nowhere" / "facts.csv"
    ran = faktograph("export", "csv", "-o", folder)
    assert ran.code == 2
    assert "nowhere" in ran.err
    assert faktograph("export", "csv", "-o", tmp_path / "facts.csv").code == 0
    assert [path.name for path in tmp_path.glob("*.csv")] == ["facts.csv"]
    assert not list(tmp_path.glob(".*.part"))


def test_an_unknown_format_is_wrong_use(faktograph):
    ran = faktograph("export", "xlsx")
    assert ran.code == 2
    assert "'jsonl', 'csv', 'graphml', 'ftm', 'parquet'" in ran.err


def test_a_dash_for_a_file_is_stdout(faktograph):
    assert len(faktograph("export", "jsonl", "-o", "-").lines) == 13


def test_what_is_no_file_is_written_to_and_stays_what_it_is(faktograph, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert faktograph("export", "csv", "-o", pipe).code == 0
        assert os.read(reader, 100).startswith(b"fact,subject")
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_a_link_goes_on_leading_to_the_file_that_is_written(faktograph, tmp_path):
    link = tmp_path / "latest.jsonl"
    link.symlink_to(tmp_path / "facts.jsonl")
    assert faktograph("export", "jsonl", "-o", link).code == 0
    assert link.is_symlink()
    assert len((tmp_path / "facts.jsonl").read_text().splitlines()) == 13

"""Flows run through a real Prefect server, over real HTTP, with the real model."""

import json
import sqlite3
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.settings import PREFECT_SERVER_DATABASE_CONNECTION_URL
from sqlalchemy import text

import flows.backfill
import flows.check_sources
import flows.digest
import flows.ingest
import flows.reextract
import pipeline.backfill
import pipeline.ingest
from flows.extractor import shared_extractor
from flows.network import alone_on_the_network
from flows.outcomes import NothingWorkedError
from models.database import open_reader
from pipeline.newsroom import sample_articles, source_tables
from pipeline.newsroom.pages import DISALLOWED_PATH
from pipeline.settings import load_settings
from pipeline.sources import load_catalog

# On a busy machine; alone it takes two minutes.
pytestmark = pytest.mark.timeout(900)

NEWSROOM = sorted(source_tables("http://127.0.0.1"))


@pytest.fixture(scope="module")
def client(prefect_server: None) -> Iterator[SyncPrefectClient]:
    with get_client(sync_client=True) as running:
        yield running


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    for task in (
        flows.ingest.take_source,
        flows.check_sources.look_at_source,
        flows.backfill.take_files,
    ):
        monkeypatch.setattr(task, "retry_delay_seconds", 0)


def counts(database_url: str) -> dict[str, int]:
    reader = open_reader(database_url)
    try:
        with reader.connect() as connection:
            return {
                table: connection.execute(text(f"select count(*) from {table}")).scalar_one()
                for table in ("article", "revision", "claim", "fact", "mention")
            }
    finally:
        reader.dispose()


def newest_artifact(client: SyncPrefectClient, key: str) -> Any:
    found = client.request(
        "POST",
        "/artifacts/filter",
        json={"artifacts": {"key": {"any_": [key]}}, "sort": "CREATED_DESC", "limit": 1},
    )
    return found.json()[0]["data"]


def test_ingest_fills_the_graph_and_a_second_run_adds_nothing(client, newsroom, database_url):
    first = flows.ingest.ingest(sources=NEWSROOM, return_state=True)
    assert first.is_completed()
    assert first.name == "Completed"
    after_first = counts(database_url)
    assert after_first["article"] == len(sample_articles())
    assert after_first["fact"] > 0
    report = newest_artifact(client, "ingest-report")
    assert "24 new articles, 0 changed, 0 unchanged, 3 without an article" in report
    assert f"facts: {after_first['fact']} new" in report
    rows = json.loads(newest_artifact(client, "ingest-table"))
    assert sorted(row["source"] for row in rows) == NEWSROOM
    assert all(row["new"] == 4 for row in rows)
    assert DISALLOWED_PATH not in {request.path for request in newsroom.requests}

    before = len(newsroom.requests)
    second = flows.ingest.ingest(sources=NEWSROOM, return_state=True)
    assert second.is_completed()
    assert counts(database_url) == after_first
    assert "0 new articles" in newest_artifact(client, "ingest-report")
    statuses = {
        request.status
        for request in newsroom.requests[before:]
        if any(request.path == table["at"] for table in _announcements())
    }
    assert statuses == {304}


def _announcements() -> list[dict[str, str]]:
    tables = source_tables("http://127.0.0.1").values()
    return [{"at": urlsplit(str(table["address"])).path} for table in tables]


def test_a_source_that_is_down_fails_alone_and_is_told(client, database_url):
    state = flows.ingest.ingest(sources=["courier", "gone"], return_state=True)
    assert state.is_completed()
    assert state.name == "CompletedWithFailures"
    assert "1 of 2 failed: gone" in state.message
    assert counts(database_url)["article"] == 4
    assert "**gone**" in newest_artifact(client, "ingest-report")


def test_a_source_that_failed_is_an_event_that_an_automation_can_act_on(client, database_url):
    flows.ingest.ingest(sources=["gone"], return_state=True)
    wanted = {"filter": {"event": {"name": ["faktograph.task.failed"]}}}
    deadline = time.monotonic() + 400
    while not (found := client.request("POST", "/events/filter", json=wanted).json()["events"]):
        assert time.monotonic() < deadline
        time.sleep(0.5)
    assert found[0]["resource"]["prefect.resource.id"] == "faktograph.take_source.gone"
    assert found[0]["payload"]["why"]


def test_no_run_asks_the_network_while_another_one_does(client, newsroom, database_url):
    ended = []
    run = threading.Thread(
        target=lambda: ended.append(flows.ingest.ingest(sources=["courier"], return_state=True))
    )
    with alone_on_the_network():
        before = len(client.read_flow_runs())
        run.start()
        deadline = time.monotonic() + 400
        while len(client.read_flow_runs()) == before:
            assert time.monotonic() < deadline
            time.sleep(0.2)
        time.sleep(5)
        assert not newsroom.requests
    run.join(400)
    assert ended[0].name == "Completed"
    assert newsroom.requests


@pytest.fixture
def busy_prefect() -> Iterator[threading.Timer]:
    """Somebody else writes to the database of Prefect's server for a quarter of a minute."""
    path = PREFECT_SERVER_DATABASE_CONNECTION_URL.value().partition("///")[2]
    holding = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    holding.execute("begin immediate")
    timer = threading.Timer(15, holding.rollback)
    timer.start()
    yield timer
    timer.join()
    holding.close()


def test_a_busy_database_of_prefects_server_only_makes_a_run_wait(
    client, database_url, busy_prefect, caplog, capfd
):
    state = flows.ingest.ingest(sources=["courier"], return_state=True)
    assert state.name == "Completed"
    assert busy_prefect.finished.is_set()
    assert counts(database_url)["article"] == 4
    assert "locked" not in caplog.text + "".join(capfd.readouterr())


def test_a_run_in_which_nothing_works_fails(client, database_url):
    state = flows.ingest.ingest(sources=["gone"], return_state=True)
    assert state.is_failed()
    assert isinstance(state.result(raise_on_failure=False), NothingWorkedError)


def test_the_sources_are_checked_without_storing_anything(client, newsroom, database_url):
    state = flows.check_sources.check_sources(sources=["dispatch", "gone"], return_state=True)
    assert state.name == "CompletedWithFailures"
    rows = {row["source"]: row for row in json.loads(newest_artifact(client, "source-check-table"))}
    assert (rows["dispatch"]["links"], rows["dispatch"]["problem"]) == (5, "")
    assert rows["gone"]["problem"]
    assert not any("/story/" in request.path for request in newsroom.requests)


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    """A folder with six sample articles: text files, and JSON lines with hosts and days."""
    folder = tmp_path / "stored"
    folder.mkdir()
    for article in sample_articles()[:3]:
        (folder / f"{article.id}.txt").write_text(article.text, encoding="utf-8")
    lines = [
        {
            "url": f"https://www.heise.de/{article.id}" if number else "https://a.example/1",
            "title": article.title,
            "text": article.text,
            "lang": article.lang,
            "published": f"2026-10-0{number + 1}",
        }
        for number, article in enumerate(sample_articles()[3:6])
    ]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (folder / "more.jsonl").write_text(text, encoding="utf-8")
    return folder


def test_backfill_takes_files_in_batches_and_again_without_effect(client, database_url, stored):
    first = flows.backfill.backfill([str(stored)], batch_size=2, return_state=True)
    assert first.is_completed()
    after_first = counts(database_url)
    assert after_first["article"] == 6
    assert "6 new articles" in newest_artifact(client, "backfill-report")
    assert newest_artifact(client, "backfill-progress") == 100.0

    flows.backfill.backfill([str(stored)], batch_size=2, return_state=True)
    assert counts(database_url) == after_first
    report = newest_artifact(client, "backfill-report")
    assert "0 new articles, 0 changed, 6 unchanged" in report
    assert "| taken before |" in report


def test_backfill_takes_only_the_days_and_sources_that_are_asked_for(client, database_url, stored):
    state = flows.backfill.backfill(
        [str(stored)],
        since=date(2026, 10, 1),
        until=date(2026, 10, 2),
        sources=["heise"],
        return_state=True,
    )
    assert state.message == "1 new articles"
    assert "5 not wanted" in newest_artifact(client, "backfill-report")
    reader = open_reader(database_url)
    with reader.connect() as connection:
        [row] = connection.execute(text("select source, reported from article"))
    reader.dispose()
    assert (row.source, str(row.reported)) == ("heise", "2026-10-02")


def test_a_batch_that_cannot_be_taken_is_told_by_its_files_and_stops_no_other(
    client, database_url, stored, monkeypatch
):
    def takes_no_archives(files, *rest, **more):
        if any("jsonl" in file for file in files):
            raise OSError("the disk is gone")
        return pipeline.backfill.backfill(files, *rest, **more)

    monkeypatch.setattr(flows.backfill, "take_pages", takes_no_archives)
    state = flows.backfill.backfill([str(stored)], return_state=True)
    assert state.name == "CompletedWithFailures"
    assert "more.jsonl" in state.message
    assert counts(database_url)["article"] == 3


def test_the_digest_tells_what_is_new_and_which_watched_names_no_article_has(client, database_url):
    settings = load_settings()
    chosen = [source for source in load_catalog(settings) if source.name == "technikbote"]
    pipeline.ingest.ingest(settings, chosen, shared_extractor())
    facts = counts(database_url)["fact"]
    state = flows.digest.digest(days=36_500, return_state=True)
    assert state.message == f"{facts} new facts, 0 changed, 0 confirmed"
    assert len(json.loads(newest_artifact(client, "digest-facts"))) == facts
    flows.digest.digest(about=["Nirgends GmbH"], return_state=True)
    assert "No article names: Nirgends GmbH" in newest_artifact(client, "digest")


def test_a_digest_of_an_unknown_predicate_fails_and_names_the_known_ones(client, database_url):
    state = flows.digest.digest(predicates=["bought"], return_state=True)
    assert state.is_failed()
    assert "no such predicates: bought; raised, invested_in" in state.message


class _Older:
    """The same model in an older version, which found no claims yet."""

    version = "older"

    def extract(self, articles):
        for extraction in shared_extractor().extract(articles):
            yield replace(extraction, claims=(), model=self.version)


def test_reextract_reads_anew_what_another_model_read_and_fetches_nothing(
    client, newsroom, database_url
):
    settings = load_settings()
    chosen = [s for s in load_catalog(settings) if s.name in {"technikbote", "courier"}]
    pipeline.ingest.ingest(settings, chosen, _Older())
    assert counts(database_url)["claim"] == 0
    asked = len(newsroom.requests)

    state = flows.reextract.reextract(batch_size=3, take_over=False, return_state=True)
    assert state.message == "0 articles read anew; the old readings stand"
    assert counts(database_url)["fact"] == 0

    state = flows.reextract.reextract(batch_size=3, return_state=True)
    assert state.message == "8 articles read anew"
    assert counts(database_url)["fact"] > 0
    assert counts(database_url)["claim"] > 0
    assert counts(database_url)["revision"] == 8
    assert "8 changed" in newest_artifact(client, "reextract-report")
    again = flows.reextract.reextract(return_state=True)
    assert again.message == "0 articles read anew"
    assert len(newsroom.requests) == asked

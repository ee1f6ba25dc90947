"""`python -m flows` as people run it: cancelling a run, metrics, logs. Beside a real server."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.settings import PREFECT_API_URL
from prefect.states import Cancelling
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import create_engine, text

from models.database import upgrade
from pipeline.newsroom import sample_articles

# On a busy machine; alone it takes a minute.
pytestmark = pytest.mark.timeout(900)

ROOT = Path(__file__).parents[2]
# More than the fastest machine reads while it hears that it should stop.
_ARTICLES = 5_000
_BATCH = 8


@dataclass(frozen=True)
class Serving:
    """A running `python -m flows`."""

    client: SyncPrefectClient
    metrics: str
    log: Path
    database: str
    folder: Path

    def articles(self) -> int:
        engine = create_engine(self.database)
        with engine.connect() as connection:
            found = connection.execute(text("select count(*) from article")).scalar_one()
        engine.dispose()
        return found

    def run(self, articles: int) -> Any:
        """Take the first so many articles."""
        archive = written(self.folder / f"{articles}.jsonl", articles)
        deployment = self.client.read_deployment_by_name("backfill/backfill")
        given = {"paths": [str(archive)], "batch_size": _BATCH}
        return self.client.create_flow_run_from_deployment(deployment.id, parameters=given).id

    def state(self, run: Any) -> Any:
        return self.client.read_flow_run(run).state


def written(archive: Path, articles: int) -> Path:
    samples = sample_articles()
    with archive.open("w", encoding="utf-8") as stream:
        for number in range(articles):
            article = samples[number % len(samples)]
            line = {"url": f"https://a.example/{number}", "title": article.title}
            line |= {"text": article.text, "lang": article.lang, "published": "2026-10-01"}
            stream.write(json.dumps(line) + "\n")
    return archive


def until(is_so: Callable[[], bool], seconds: float) -> float:
    """Wait until something is so; gives how long it took."""
    begun = time.monotonic()
    while not is_so():
        assert time.monotonic() - begun < seconds, "it took too long"
        time.sleep(0.3)
    return time.monotonic() - begun


@pytest.fixture(scope="module")
def serving(prefect_server: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    folder = tmp_path_factory.mktemp("serving")
    database = f"sqlite:///{(folder / 'graph.db').as_posix()}"
    upgrade(database)
    log = folder / "log"
    settings = {
        "PREFECT_API_URL": PREFECT_API_URL.value(),
        "FAKTOGRAPH_DATABASE_URL": database,
        "FAKTOGRAPH_PAGES_DIRECTORY": str(folder / "pages"),
        "PREFECT_RUNNER_POLL_FREQUENCY": "2",
    }
    command = [sys.executable, "-m", "flows", "--metrics", "0", "--json-logs"]
    with (
        log.open("wb") as stream,
        subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **settings}, stderr=stream, stdout=stream
        ) as process,
        get_client(sync_client=True) as client,
    ):
        try:
            until(lambda: _is_deployed(client), 400)
            [metrics] = re.findall(r"metrics at (\S+)", log.read_text())
            yield Serving(client, metrics, log, database, folder)
        finally:
            process.terminate()
            process.wait(60)


def _is_deployed(client: SyncPrefectClient) -> bool:
    return {"backfill", "reextract", "ingest", "digest", "check-sources"} <= {
        each.name for each in client.read_deployments()
    }


def sample(serving: Serving, name: str, **labels: str) -> float:
    families = text_string_to_metric_families(httpx.get(serving.metrics).text)
    return sum(
        each.value
        for family in families
        for each in family.samples
        if each.name == name and labels.items() <= each.labels.items()
    )


def test_a_cancelled_run_ends_within_seconds_and_the_next_one_takes_the_rest(serving):
    run = serving.run(_ARTICLES)
    until(lambda: serving.articles() >= 2 * _BATCH, 500)
    serving.client.set_flow_run_state(run, Cancelling(), force=True)
    # Seconds where there is nothing else to do; a busy machine is given time.
    until(lambda: serving.state(run).is_cancelled(), 300)
    left = serving.articles()
    assert left < _ARTICLES
    # By itself, before the runner would have killed it.
    assert "SIGKILL" not in serving.log.read_text()
    wanted = left + 2 * _BATCH
    second = serving.run(wanted)
    until(lambda: serving.state(second).is_final(), 600)
    assert serving.state(second).is_completed()
    assert serving.articles() == wanted  # nothing went on behind its back
    engine = create_engine(serving.database)
    with engine.connect() as connection:
        assert connection.execute(text("select count(*) from extraction")).scalar() == wanted
        assert connection.execute(text("pragma integrity_check")).scalar() == "ok"
    engine.dispose()

    # The metrics of both runs, which are processes that have ended.
    new = sample(serving, "faktograph_articles_total", flow="backfill", result="new")
    unchanged = sample(serving, "faktograph_articles_total", flow="backfill", result="unchanged")
    assert 2 * _BATCH <= new <= wanted
    assert new + unchanged >= wanted
    assert sample(serving, "faktograph_facts_total", flow="backfill") > 0
    assert sample(serving, "faktograph_stage_seconds_total", stage="extract") > 0

    lines = [json.loads(line) for line in serving.log.read_text().splitlines() if line[:1] == "{"]
    told = [line for line in lines if line.get("article") == f"https://a.example/{wanted - 1}"]
    assert told
    assert {"flow": "backfill", "task": "batch 1", "source": "added"}.items() <= told[-1].items()
    assert told[-1]["run"]

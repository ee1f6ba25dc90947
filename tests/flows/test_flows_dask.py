"""A backfill over two worker processes with PostgreSQL, one of which is killed in the middle."""

import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import Client, LocalCluster
from sqlalchemy import Engine, create_engine, text

import flows.backfill
import flows.extractor
import flows.reextract
from pipeline.newsroom import sample_articles

# On a busy machine; alone it takes a minute.
pytestmark = pytest.mark.timeout(900)

_FILES, _EACH = 6, 8


@pytest.fixture
def cluster(
    prefect_server: None, postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[LocalCluster]:
    """Two worker processes, as `dask worker` starts them on two machines."""
    # Workers have the settings of the place where they are started.
    monkeypatch.setenv("FAKTOGRAPH_DATABASE_URL", postgres_url)
    monkeypatch.setenv("FAKTOGRAPH_PAGES_DIRECTORY", str(tmp_path / "pages"))
    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        dashboard_address=":0",
        local_directory=str(tmp_path / "dask"),
    ) as running:
        yield running


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Files of JSON lines: the sample articles again and again, each time at another address."""
    folder = tmp_path / "archive"
    folder.mkdir()
    samples = sample_articles()
    for number in range(_FILES):
        lines = []
        for place in range(_EACH):
            article = samples[(number * _EACH + place) % len(samples)]
            line = {"url": f"https://a{number}.example/{place}", "title": article.title}
            line |= {"text": article.text, "lang": article.lang, "published": "2026-10-01"}
            lines.append(json.dumps(line) + "\n")
        (folder / f"{number}.jsonl").write_text("".join(lines), encoding="utf-8")
    return folder


def counted(database: Engine, table: str) -> int:
    with database.connect() as connection:
        return connection.execute(text(f"select count(*) from {table}")).scalar_one()


def loaded() -> int:
    """How often this process loaded the model."""
    return flows.extractor.times_loaded()


def kill_when(database: Engine, articles: int, pid: int, killed: threading.Event) -> None:
    deadline = time.monotonic() + 600
    while time.monotonic() < deadline:
        if counted(database, "article") >= articles:
            os.kill(pid, signal.SIGKILL)
            killed.set()
            return
        time.sleep(0.2)


def test_a_killed_worker_costs_its_batch_and_nothing_is_lost_or_doubled(
    cluster, archive, postgres_url
):
    database = create_engine(postgres_url)
    with Client(cluster.scheduler_address, set_as_default=False) as client:
        workers = client.run(os.getpid)
        assert len(workers) == 2
        victim = next(iter(workers.values()))
        killed = threading.Event()
        given = (database, _EACH, victim, killed)
        killer = threading.Thread(target=kill_when, args=given, daemon=True)
        killer.start()
        state = flows.backfill.backfill(
            [str(archive)],
            batch_size=4,
            dask_scheduler=cluster.scheduler_address,
            return_state=True,
        )
        killer.join()
        assert killed.is_set()
        assert state.is_completed(), state.message
        assert counted(database, "article") == _FILES * _EACH
        assert counted(database, "extraction") == _FILES * _EACH
        assert counted(database, "backfill_batch") == _FILES * _EACH // 4
        # Whoever took part loaded the model once, however many batches it had.
        assert 1 in set(client.run(loaded).values()) <= {0, 1}

        again = flows.backfill.backfill(
            [str(archive)],
            batch_size=4,
            dask_scheduler=cluster.scheduler_address,
            return_state=True,
        )
        assert again.message == "0 new articles"
        assert counted(database, "extraction") == _FILES * _EACH
    database.dispose()

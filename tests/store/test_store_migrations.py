"""Migrations on both databases, and what people are told when a database does not fit."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.command import downgrade
from alembic.command import upgrade as upgrade_here
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.exc import OperationalError
from telling import days, money, org, says, telling

from models.database import (
    DatabaseProblem,
    Locked,
    NeedsNewerProgram,
    NeedsUpgrade,
    ReadOnly,
    TookTooLong,
    Unreachable,
    current_revision,
    database_url,
    explained,
    open_reader,
    open_writer,
    upgrade,
    writer,
)
from models.migrations import alembic_config, head_revision
from models.schema import is_ours
from models.tables import Base
from models.views import VIEW_NAMES, VIEWS, columns
from pipeline.store import store_articles

ROOT = Path(__file__).parents[2]


def test_models_and_migrations_agree(graph: Engine) -> None:
    with graph.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": is_ours, "compare_type": True}
        )
        assert compare_metadata(context, Base.metadata) == []


def test_every_view_has_the_columns_it_promises(graph: Engine) -> None:
    with graph.connect() as connection:
        for view in VIEWS:
            found = connection.execute(text(f"select * from {view.name}")).keys()
            assert tuple(found) == columns(view)


def test_an_upgrade_can_be_repeated(graph: Engine) -> None:
    assert upgrade(graph.url) == head_revision() == current_revision(graph)


def test_a_downgrade_leaves_no_table_and_no_view(graph: Engine) -> None:
    with graph.begin() as connection:
        downgrade(alembic_config(connection), "base")
    assert set(inspect(graph).get_table_names()) == {"alembic_version"}
    assert not set(inspect(graph).get_view_names()) & set(VIEW_NAMES)
    upgrade(graph.url)
    assert set(VIEW_NAMES) <= set(inspect(graph).get_view_names())


def test_an_upgrade_marks_the_claims_that_lead_as_the_store_does(graph: Engine) -> None:
    firm, other = org("Helio Compute"), org("Brook Capital")
    said = [
        says(firm, "competes_with", other),
        says(firm, "valued_at", amount=money("5000000000")),
        says(firm, "valued_at", amount=money("5000000000"), time=days("2024-01-02")),
        says(firm, "valued_at", amount=money("5000000000", approx=True), status="rumoured"),
    ]
    found = [
        telling(f"https://{number}.example/", f"2024-01-{1 + number // 2:02}", *said[number % 2 :])
        for number in range(9)
    ]
    store_articles(graph, found)
    marked = text("select id from claim where leads order by id")
    with graph.begin() as connection:
        before = connection.scalars(marked).all()
        downgrade(alembic_config(connection), "0002")
        upgrade_here(alembic_config(connection), "head")
        assert connection.scalars(marked).all() == before
    assert len(before) == 1 + 1 + 5 + 5
    stored = store_articles(graph, [telling("https://late.example/", "2024-01-04", *said)])
    assert stored[0].facts.new == 0


def test_an_empty_database_is_set_up_by_its_first_writer(
    tmp_path: Path, empty_postgres: str
) -> None:
    for url in (f"sqlite:///{tmp_path / 'deep' / 'new.db'}", empty_postgres):
        engine = open_writer(url)
        assert current_revision(engine) == head_revision()
        engine.dispose()


def test_alembic_itself_finds_its_way_from_the_checkout(tmp_path: Path) -> None:
    database = tmp_path / "own.db"
    done = subprocess.run(
        [sys.executable, "-m", "alembic", "upgrade", "head"],
        cwd=ROOT,
        env={"FAKTOGRAPH_DATABASE_URL": f"sqlite:///{database}", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    engine = writer(database)
    assert current_revision(engine) == head_revision()
    engine.dispose()


def test_a_database_without_tables_says_to_upgrade(tmp_path: Path) -> None:
    path = tmp_path / "bare.db"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.execute(text("create table something (n integer)"))
    engine.dispose()
    with pytest.raises(NeedsUpgrade, match="faktograph db upgrade"):
        open_reader(path)
    with pytest.raises(NeedsUpgrade, match="faktograph db upgrade"):
        open_writer(path)


def test_a_database_from_the_future_asks_for_a_newer_program(graph: Engine) -> None:
    with graph.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    for use in (open_reader, open_writer, upgrade):
        with pytest.raises(NeedsNewerProgram, match=r"9999.*newer faktograph"):
            use(graph.url)


def test_another_programs_file_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "theirs.db"
    theirs = create_engine(f"sqlite:///{path}")
    with theirs.begin() as connection:
        connection.execute(text("create table events (payload blob)"))
    with pytest.raises(Unreachable, match="another program's database: name another file"):
        upgrade(path)
    assert inspect(theirs).get_table_names() == ["events"]
    theirs.dispose()


def test_a_reader_cannot_write(graph: Engine) -> None:
    reader = open_reader(graph.url)
    for statement in (
        "delete from fact",
        "insert into source (name) values ('x')",
        "drop table fact",
    ):
        with (
            pytest.raises(ReadOnly),
            explained(reader.url),
            reader.begin() as connection,
        ):
            connection.execute(text(statement))
    reader.dispose()


def test_a_reader_stops_what_takes_too_long(graph: Engine) -> None:
    reader = open_reader(graph.url, timeout_s=1.0)
    endless = (
        "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"
    )
    with (
        pytest.raises(TookTooLong, match="raise the limit"),
        explained(reader.url),
        reader.connect() as connection,
    ):
        connection.execute(text(endless))
    reader.dispose()


def test_a_path_without_a_database_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unreachable, match=r"no database at .*nothing\.db"):
        open_reader(tmp_path / "nothing.db")


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("These are notes, and long enough to be taken for a header. " * 20)
    for use in (open_reader, open_writer):
        with pytest.raises(Unreachable, match=r"notes\.db is not a SQLite database"):
            use(path)


@pytest.mark.parametrize(
    ("url", "advice"),
    [
        ("mysql://localhost/x", "not supported"),
        ("no such://thing", "no database URL"),
        ("postgresql://127.0.0.1:1/x", "is the server running"),
    ],
)
def test_a_url_that_leads_nowhere_is_explained(url: str, advice: str) -> None:
    with pytest.raises(Unreachable, match=advice):
        open_writer(url)


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        (
            "failed to resolve host 'no.example': Name or service not known",
            "host that is not known",
        ),
        ('connection failed: FATAL:  database "news" does not exist', "make it with createdb"),
        ('connection failed: FATAL:  role "me" does not exist', "refuses this user"),
        ("connection failed: FATAL:  password authentication failed", "refuses this user"),
        ("connection timeout expired", "is the server running"),
        ("database disk image is malformed", "is damaged"),
    ],
)
def test_what_drivers_say_is_told_with_what_to_do(said: str, advice: str) -> None:
    url = database_url("postgresql://me@db.example/news")
    with pytest.raises(Unreachable, match=advice), explained(url):
        raise OperationalError("select 1", None, Exception(said))


def test_a_password_is_not_shown() -> None:
    with pytest.raises(DatabaseProblem) as told:
        open_writer("postgresql://someone:secret@127.0.0.1:1/x")
    assert "secret" not in str(told.value)


def test_a_writer_that_waits_too_long_is_told_of_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.database._BUSY_S", 0.2)
    path = tmp_path / "graph.db"
    first, second = open_writer(path), open_writer(path)
    with (
        first.begin(),
        pytest.raises(Locked, match="try again"),
        explained(second.url),
        second.begin(),
    ):
        pass
    first.dispose()
    second.dispose()


def test_a_file_that_may_not_be_written_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    open_writer(path).dispose()
    engine = create_engine(f"sqlite:///file:{path}?mode=ro&uri=true")
    with (
        pytest.raises(ReadOnly, match="permissions"),
        explained(engine.url),
        engine.begin() as connection,
    ):
        connection.execute(text("delete from fact"))
    engine.dispose()

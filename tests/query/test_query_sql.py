"""SQL of the user's own reads, is bounded, and is told plainly when it is wrong."""

import pytest

from models.database import TookTooLong, explained, open_reader
from models.views import VIEW_NAMES
from pipeline.query.sql import SqlRefusedError, run_sql


def test_a_select_gives_named_columns_and_rows(sample):
    answer = run_sql(sample, "select company, amount from valuations order by amount_usd", 9)
    assert answer.columns == ("company", "amount")
    assert answer.rows == (("Quellwerk", "4 bn USD"), ("Quellwerk", "9 bn USD"))
    assert not answer.more


@pytest.mark.parametrize("view", VIEW_NAMES)
def test_every_view_can_be_asked(sample, view):
    assert run_sql(sample, f"select * from {view}", 3).columns


def test_rows_over_the_limit_are_left_out_and_said_to_be(sample):
    answer = run_sql(sample, "select * from statements", 2)
    assert len(answer.rows) == 2
    assert answer.more


def test_columns_of_one_name_are_told_apart(sample):
    assert run_sql(sample, "select 1 as a, 2 as a, 3 as b", 1).columns == ("a", "a_2", "b")


@pytest.mark.parametrize(
    "query",
    [
        "select 1;",
        "  -- a remark\n select 1",
        "/* one */ with x as (select 1 as a) select a from x",
        "values (1)",
        "select '100 %' as share",
        "(select 1)",
    ],
)
def test_statements_that_read_are_let_through(sample, query):
    if query.startswith("(") and sample.dialect.name == "sqlite":
        query = f"select * from {query}"
    assert len(run_sql(sample, query, 9).rows) == 1


@pytest.mark.parametrize(
    "query",
    [
        "delete from fact",
        "update fact set status = 'actual'",
        "insert into source (name) values ('x')",
        "drop view statements",
        "create table x (a int)",
        "with gone as (select 1) delete from fact",
        "select 1; delete from fact",
        "select 1; commit; drop table claim",
        "pragma query_only = off",
        "attach 'other.db' as other",
        "vacuum",
        "begin",
        "commit",
        "copy fact to '/tmp/x'",
        "set transaction read write",
        "explain select 1; delete from fact",
        "explain delete from fact; commit",
    ],
)
def test_what_writes_or_brings_a_second_statement_is_refused(sample, query):
    with pytest.raises(SqlRefusedError, match=r"only reads|one statement|the SQL is wrong"):
        run_sql(sample, query, 9)
    sample.rollback()
    assert run_sql(sample, "select count(*) from fact", 1).rows == ((13,),)


@pytest.mark.parametrize("query", ["", "   ", "-- nothing", ";"])
def test_no_statement_is_wrong_use(sample, query):
    with pytest.raises(SqlRefusedError, match="no SQL statement"):
        run_sql(sample, query, 9)


def test_an_unknown_view_is_told_with_the_likest_and_all_others(sample):
    with pytest.raises(SqlRefusedError, match=r"did you mean funding_rounds\?; the views are: st"):
        run_sql(sample, "select * from funding_round", 9)


def test_an_unknown_column_is_told_with_those_there_are(sample):
    with pytest.raises(SqlRefusedError, match=r"no column 'firm': valuations has company, country"):
        run_sql(sample, "select firm from valuations", 9)


@pytest.mark.parametrize(
    "query", ["select * from statements where", "select (", "select no_such(1)"]
)
def test_wrong_sql_is_told_as_the_database_puts_it(sample, query):
    with pytest.raises(SqlRefusedError, match="the SQL is wrong: "):
        run_sql(sample, query, 9)


def test_a_statement_that_takes_too_long_is_stopped(sample_url):
    engine = open_reader(sample_url, timeout_s=1.0)
    endless = (
        "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"
    )
    with engine.connect() as connection, pytest.raises(TookTooLong), explained(engine.url):
        run_sql(connection, endless, 9)
    engine.dispose()


def test_an_enormous_value_is_refused(sqlite_sample):
    with pytest.raises(SqlRefusedError, match="too big"):
        run_sql(sqlite_sample, "select zeroblob(900000000)", 9)


def test_the_connection_is_as_free_afterwards_as_before(sqlite_sample):
    run_sql(sqlite_sample, "select 1", 1)
    assert sqlite_sample.exec_driver_sql("pragma table_info(fact)").fetchall()

"""Asking the graph on the command line: what is shown, in which form, with which exit code."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.usefixtures("graph_file")


def test_lookup_shows_each_fact_with_its_sentence_source_and_id(faktograph):
    ran = faktograph("lookup", "Quellwerk", "--table")
    assert ran.code == 0
    assert "Quellwerk is valued at 9 bn USD" in ran.out
    assert "“Das Unternehmen Quellwerk wird mit 9 Milliarden Dollar bewertet.”" in ran.out
    assert "according to Northgate Herald" in ran.out
    assert "superseded on 2024-11-03" in ran.out
    assert ran.out.index("9 bn USD") < ran.out.index("4 bn USD")


def test_lookup_groups_under_plain_words(faktograph):
    out = faktograph("lookup", "Quellwerk", "--table").out
    for words in ("raised", "got money from", "is valued at", "is supplied by", "launched"):
        assert f"\n{words}" in out


def test_answers_are_json_lines_when_nobody_watches(faktograph):
    ran = faktograph("lookup", "quellwerk")
    assert {line["group"] for line in ran.lines} >= {"raised", "is supplied by"}
    (raised,) = [line for line in ran.lines if line["predicate"] == "raised"]
    assert raised["amount_min"] == 600_000_000
    assert raised["qualifiers"] == {"round": "Series B"}
    assert raised["url"] == "https://north.example/quellwerk-round"


def test_lookup_of_an_unknown_name_suggests_and_finds_nothing(faktograph):
    ran = faktograph("lookup", "Quelwerk")
    assert ran.code == 1
    assert ran.out == ""
    assert "did you mean Quellwerk?" in ran.err


def test_lookup_of_an_earlier_day_does_not_know_the_later_valuation(faktograph):
    out = faktograph("lookup", "Quellwerk", "--as-of", "2024-06", "--table").out
    assert "4 bn USD" in out
    assert "9 bn USD" not in out
    assert "superseded" not in out


def test_lookup_says_what_the_limit_left_out(faktograph):
    out = faktograph("lookup", "Quellwerk", "--limit", "1", "--table").out
    assert "1 of 2, --limit shows more" in out


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ((), 13),
        (("--predicate", "raised"), 2),
        (("-p", "raised", "-p", "launched"), 3),
        (("--about", "Memphis", "--status", "planned"), 1),
        (("--object", "Quellwerk"), 4),
        (("--subject", "Quellwerk", "--min", "1bn"), 2),
        (("--min", "8 Mrd."), 1),
        (("--min", "600m EUR", "--max", "600 Mio. Euro"), 1),
        (("--country", "fr"), 1),
        (("--words", "data center"), 1),
        (("--since", "2025"), 1),
        (("--until", "2024-05"), 5),
        (("--during", "2024-05-01..2024-05-26"), 1),
        (("--during", "2024-06"), 2),
        (("-p", "valued-at", "--standing"), 1),
        (("-p", "VALUED_AT", "--as-of", "2024-06-30"), 1),
        (("--limit", "4"), 4),
    ],
)
def test_facts_are_filtered(faktograph, options, count):
    ran = faktograph("facts", *options)
    assert ran.code == 0
    assert len(ran.lines) == count


def test_no_fact_that_fits_is_exit_code_one(faktograph):
    ran = faktograph("facts", "--min", "900bn")
    assert (ran.code, ran.out) == (1, "")
    assert "no fact fits" in ran.err


def test_csv_has_a_header_and_keeps_spreadsheets_from_running_what_is_written(faktograph):
    ran = faktograph("facts", "-p", "raised", "--country", "FR", "--csv")
    (row,) = csv.DictReader(io.StringIO(ran.out))
    assert row["evidence"].startswith("'=2+3")
    assert row["amount_eur"] == "600000000"


def test_nothing_in_an_article_reaches_the_terminal_as_an_escape(faktograph):
    for form in ("--table", "--csv", "--json"):
        ran = faktograph("facts", "--country", "FR", form)
        assert "\x1b[31m" not in ran.out
        assert "[bold]ink[/bold]" in ran.out


def test_a_table_is_as_wide_as_the_terminal(faktograph, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    out = faktograph("lookup", "Quellwerk", "--table").out
    assert max(len(line) for line in out.splitlines()) <= 60


def test_explain_tells_every_claim(faktograph):
    (fact,) = faktograph("facts", "-p", "acquired").lines
    ran = faktograph("explain", fact["fact"][:8], "--table")
    assert ran.code == 0
    assert "rumoured from 2025-02-01, then denied from 2025-02-03" in ran.out
    assert "https://north.example/harbourline-talks" in ran.out
    assert "https://sued.example/harbourline-dementi" in ran.out
    assert "found by hand, model hand 1" in ran.out


def test_explain_gives_a_line_for_each_claim(faktograph):
    (fact,) = faktograph("facts", "-p", "acquired").lines
    lines = faktograph("explain", fact["fact"]).lines
    assert [line["status"] for line in lines] == ["rumoured", "denied"]
    assert [line["model"] for line in lines] == ["hand 1", "hand 1"]


def test_an_id_that_is_none_finds_nothing_and_an_ambiguous_one_is_wrong_use(faktograph):
    assert faktograph("explain", "nope").code == 1
    firsts = [line["fact"][0] for line in faktograph("facts").lines]
    letter = max(firsts, key=firsts.count)
    ran = faktograph("explain", letter)
    assert ran.code == 2
    assert "begins several ids" in ran.err


def test_path_shows_the_chain_with_the_evidence_of_each_step(faktograph):
    ran = faktograph("path", "Brightmoor Capital", "Memphis", "--table")
    assert "Brightmoor Capital → Quellwerk → Memphis" in ran.out
    assert "“Brightmoor Capital led the round.”" in ran.out
    assert [line["hop"] for line in faktograph("path", "Brightmoor Capital", "Memphis").lines] == [
        1,
        2,
    ]


def test_path_without_a_chain_finds_nothing(faktograph):
    ran = faktograph("path", "Mistral AI", "Quellwerk")
    assert ran.code == 1
    assert "no chain of up to 6 facts joins Mistral AI and Quellwerk" in ran.err


def test_path_from_a_thing_to_itself_is_wrong_use(faktograph):
    assert faktograph("path", "Quellwerk", "quellwerk").code == 2


def test_timeline_runs_through_time(faktograph):
    lines = faktograph("timeline", "Quellwerk").lines
    assert [line["day"] for line in lines] == sorted(line["day"] for line in lines)
    assert {"happened", "reported", "superseded", "denied"} == {line["what"] for line in lines}
    assert "2025-02-03  denied" in faktograph("timeline", "Harbourline", "--table").out


def test_contradictions_show_both_voices(faktograph):
    out = faktograph("contradictions", "--table").out
    assert "rumoured" in out
    assert "denied" in out
    assert [line["status"] for line in faktograph("contradictions", "Quellwerk").lines] == [
        "rumoured",
        "denied",
    ]
    assert faktograph("contradictions", "Mistral AI").code == 1


def test_sql_answers_in_every_form(faktograph):
    query = "select company, amount_usd from valuations order by amount_usd"
    assert faktograph("sql", query).lines == [
        {"company": "Quellwerk", "amount_usd": 4_000_000_000},
        {"company": "Quellwerk", "amount_usd": 9_000_000_000},
    ]
    assert faktograph("sql", query, "--csv").out.splitlines()[0] == "company,amount_usd"
    assert "Quellwerk" in faktograph("sql", query, "--table").out


def test_sql_says_that_there_was_more(faktograph):
    ran = faktograph("sql", "select * from statements", "--limit", "2")
    assert len(ran.lines) == 2
    assert "only the first 2 rows" in ran.err


def test_sql_without_rows_is_exit_code_one(faktograph):
    assert faktograph("sql", "select * from lawsuits").code == 1


def test_sql_can_come_from_stdin(process):
    ran = process("sql", "-", stdin=b"select count(*) as n from statements")
    assert ran.lines == [{"n": 13}]


def test_sql_that_writes_is_wrong_use_and_changes_nothing(faktograph):
    for query in ("delete from fact", "with x as (select 1) delete from fact", "drop table fact"):
        ran = faktograph("sql", query)
        assert ran.code == 2
        assert "reads" in ran.err
    assert faktograph("sql", "select count(*) as n from fact").lines == [{"n": 13}]


def test_an_unknown_view_is_told_with_all_there_are(faktograph):
    ran = faktograph("sql", "select * from funding")
    assert ran.code == 2
    assert "funding_rounds" in ran.err


def test_sql_that_takes_too_long_is_stopped(faktograph):
    endless = "with recursive n(i) as (select 1 union all select i+1 from n) select count(*) from n"
    ran = faktograph("sql", endless, "--timeout", "1")
    assert ran.code == 1
    assert "took too long" in ran.err


def test_a_reader_that_leaves_early_is_no_failure(graph_file, tmp_path):
    query = (
        "with recursive n(i) as (select 1 union all select i+1 from n) select i from n limit 200000"
    )
    command = [sys.executable, "-m", "pipeline.cli", "sql", query, "--limit", "200000"]
    with (
        (tmp_path / "err").open("wb") as err,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=err, cwd=ROOT) as running,
    ):
        assert json.loads(running.stdout.readline()) == {"i": 1}
        running.stdout.close()
        assert running.wait(60) == 0
    assert (tmp_path / "err").read_bytes() == b""


def test_merging_joins_facts_and_unmerging_parts_them(faktograph):
    def told(name):
        return {line["predicate"] for line in faktograph("lookup", name).lines}

    assert "supplies" not in told("Harbourline")
    ran = faktograph("merge", "Harbourline", "Tidewater Grid", "--reason", "for the test")
    assert ran.code == 0
    assert "supplies" in told("Harbourline")
    assert told("Harbourline") == told("Tidewater Grid")
    assert faktograph("unmerge", "Harbourline", "Tidewater Grid").code == 0
    assert "supplies" not in told("Harbourline")


def test_what_was_split_is_not_merged(faktograph):
    assert faktograph("split", "Harbourline", "Tidewater Grid").code == 0
    ran = faktograph("merge", "Harbourline", "Tidewater Grid")
    assert ran.code == 1
    assert "not the same" in ran.err


@pytest.mark.parametrize(
    ("pair", "code"),
    [(("Quellwerk", "Memphis"), 2), (("Quellwerk", "Nobody"), 1), (("Quellwerk", "quellwerk"), 2)],
)
def test_what_cannot_be_one_is_not_merged(faktograph, pair, code):
    assert faktograph("merge", *pair).code == code


def test_likely_pairs_are_listed_when_piped(faktograph):
    assert faktograph("same?").code == 1
    assert faktograph("same").code == 1

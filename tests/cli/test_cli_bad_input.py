"""Whatever is wrong is told in a line with what to do and the right exit code; nothing is lost."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ASKING = [
    ("lookup", "Quellwerk"),
    ("facts",),
    ("explain", "abc"),
    ("path", "A", "B"),
    ("timeline", "Quellwerk"),
    ("contradictions",),
    ("sql", "select 1"),
    ("export", "jsonl"),
    ("status",),
    ("db", "check"),
]


@pytest.mark.parametrize("command", ASKING, ids=lambda command: command[0])
def test_without_a_database_asking_says_how_to_get_one(faktograph, command):
    ran = faktograph(*command)
    assert (ran.code, ran.out) == (1, "")
    assert "there is no database at" in ran.err


@pytest.mark.parametrize(
    "command",
    [("review",), ("same",), ("merge", "A", "B"), ("split", "A", "B"), ("unmerge", "A", "B")],
    ids=lambda command: command[0],
)
def test_judging_makes_no_database(faktograph, tmp_path, monkeypatch, command):
    file = tmp_path / "mistyped.db"
    monkeypatch.setenv("FAKTOGRAPH_DATABASE_URL", f"sqlite:///{file}")
    ran = faktograph(*command)
    assert (ran.code, ran.out) == (1, "")
    assert "there is no database at" in ran.err
    assert not file.exists()


@pytest.mark.parametrize("command", ASKING, ids=lambda command: command[0])
def test_a_damaged_database_is_told(faktograph, graph_file, command):
    whole = graph_file.read_bytes()
    graph_file.write_bytes(whole[: len(whole) // 2])
    ran = faktograph(*command)
    assert ran.code == 1
    assert "is damaged: put a copy in its place" in ran.err


@pytest.mark.parametrize("command", ASKING, ids=lambda command: command[0])
def test_a_database_at_another_migration_is_told_apart(faktograph, graph_file, command):
    with sqlite3.connect(graph_file) as connection:
        connection.execute("update alembic_version set version_num = '9999'")
    ran = faktograph(*command)
    assert (ran.code, ran.out) == (1, "")
    assert "9999" in ran.err
    assert "install a newer faktograph" in ran.err


def test_a_database_without_tables_is_told_to_be_upgraded(faktograph, tmp_path, monkeypatch):
    monkeypatch.setenv("FAKTOGRAPH_DATABASE_URL", f"sqlite:///{tmp_path / 'bare.db'}")
    with sqlite3.connect(tmp_path / "bare.db") as connection:
        connection.execute("create table notes (words text)")
    ran = faktograph("facts")
    assert ran.code == 1
    assert "faktograph db upgrade" in ran.err


def test_a_file_that_is_no_database_is_told(faktograph, tmp_path, monkeypatch):
    file = tmp_path / "letter.db"
    file.write_text("Dear Sir or Madam, " * 100)
    monkeypatch.setenv("FAKTOGRAPH_DATABASE_URL", f"sqlite:///{file}")
    ran = faktograph("facts")
    assert ran.code == 1
    assert "is not a SQLite database" in ran.err
    assert file.read_text().startswith("Dear Sir")


@pytest.mark.parametrize(
    "url", ["mysql://host/news", "nonsense://", "postgresql://nobody@127.0.0.1:9/none"]
)
def test_a_database_that_cannot_be_reached_is_told_without_waiting(faktograph, monkeypatch, url):
    monkeypatch.setenv("FAKTOGRAPH_DATABASE_URL", url)
    ran = faktograph("facts")
    assert ran.code == 1
    assert ran.err.startswith("faktograph: ")


def test_a_password_in_the_url_is_not_shown(faktograph, monkeypatch):
    monkeypatch.setenv("FAKTOGRAPH_DATABASE_URL", "postgresql://me:s3cret@127.0.0.1:9/none")
    for command in (("facts",), ("db", "upgrade")):
        assert "s3cret" not in faktograph(*command).err


def test_a_database_that_may_not_be_written_still_answers_but_takes_nothing(
    faktograph, graph_file, monkeypatch
):
    # Read-only by the database's own flag: file permissions mean nothing to root.
    monkeypatch.setenv("FAKTOGRAPH_DATABASE_URL", f"sqlite:///file:{graph_file}?mode=ro&uri=true")
    ran = faktograph("merge", "Harbourline", "Tidewater Grid")
    assert ran.code == 1
    assert "faktograph: " in ran.err
    monkeypatch.setenv("FAKTOGRAPH_DATABASE_URL", f"sqlite:///{graph_file}")
    assert len(faktograph("facts").lines) == 13


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nonsense",), "No such command 'nonsense'"),
        (("look",), "Did you mean 'lookup'"),
        (("lookup",), "Missing argument"),
        (("facts", "--nonsense"), "No such option"),
        (("facts", "--predicate", "raise"), "did you mean raised?"),
        (("facts", "--status", "maybe"), "Known: actual, planned, rumoured, denied"),
        (("facts", "--min", "much"), "cannot read 'much' as a sum"),
        (("facts", "--min", "1 Billion"), "by language"),
        (("facts", "--min", "1bn", "--max", "1bn EUR"), "one currency"),
        (("facts", "--min", "1bn CHF"), "USD or EUR, not in CHF"),
        (("facts", "--since", "soon"), "2024-06-05"),
        (("facts", "--during", "2025..2024"), "the end is before the start"),
        (("facts", "--limit", "0"), "Invalid value for '--limit'"),
        (("facts", "--json", "--csv"), "choose one of"),
        (("lookup", "xAI", "--type", "COMPANY"), "Known: ORG, PERSON, LOC, PRODUCT"),
        (("export", "xlsx"), "xlsx"),
        (("sql", "select 1", "--timeout", "-1"), "Invalid value for '--timeout'"),
        (("ingest", "--source", "no-such-source"), "there is no source 'no-such-source'"),
        (("sources", "check", "no-such-source"), "there is no source 'no-such-source'"),
        (("read", "a.html", "b.html", "--url", "https://x.example"), "single PATH"),
        (("extract", "none.jsonl"), "no such file"),
        (("extract", "."), "is a directory"),
    ],
)
def test_wrong_use_says_what_would_be_right(faktograph, arguments, said):
    ran = faktograph(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in " ".join(ran.err.split())


def test_a_wrong_setting_names_itself(faktograph, monkeypatch):
    monkeypatch.setenv("FAKTOGRAPH_DATABASE_ULR", "sqlite:///x.db")
    ran = faktograph("facts")
    assert ran.code == 2
    assert "FAKTOGRAPH_DATABASE_ULR" in ran.err
    assert "did you mean DATABASE_URL?" in ran.err


def test_a_broken_settings_file_is_told_with_its_name(faktograph):
    Path("faktograph.toml").write_text("[fetch\n")
    ran = faktograph("facts")
    assert ran.code == 2
    assert "faktograph.toml" in ran.err


PAGES = {
    "empty.html": (b"", "empty"),
    "blank.html": (b"  \n ", "empty"),
    "binary.html": (bytes(range(256)) * 40, "encoding"),
    "paper.pdf": (b"%PDF-1.7 and so on" * 50, "not-html"),
    "picture.html": (b"\x89PNG\r\n\x1a\n" + b"\0" * 500, "not-html"),
    "list.json": (b'{"a": [1, 2, 3]}', "not-html"),
    "short.html": (b"<html><body><h1>Hi</h1><p>One line.</p></body></html>", "not-an-article"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_is_no_article_gives_its_reason(faktograph, name):
    content, reason = PAGES[name]
    Path(name).write_bytes(content)
    ran = faktograph("read", name)
    assert ran.code == 1
    (line,) = ran.lines
    assert (line["path"], line["rejected"]) == (name, reason)
    assert line["detail"] in ran.err


FRENCH = "<html lang=fr><body><article><h1>Une nouvelle politique</h1><p>" + (
    "Le gouvernement annonce une nouvelle politique pour les entreprises du pays. " * 30
)


def test_a_language_that_is_not_read_is_told(faktograph):
    Path("page.html").write_text(FRENCH)
    (line,) = faktograph("read", "page.html").lines
    assert line["rejected"] == "language"


@pytest.mark.parametrize("path", ["none.html", ".", "bad\0name", "https://site.example/story"])
def test_what_is_no_file_is_told_and_the_others_are_read(faktograph, path):
    Path("good.html").write_text(GOOD)
    ran = faktograph("read", path, "good.html")
    assert ran.code == 1
    bad, good = ran.lines
    assert bad["rejected"] == "unreadable"
    assert good["title"] == "Lindwurm Robotik opens a plant in Kassel"


GOOD = """<html lang=en><head><title>Lindwurm Robotik opens a plant in Kassel</title></head><body>
<article><h1>Lindwurm Robotik opens a plant in Kassel</h1>
<p>Lindwurm Robotik has opened a plant in Kassel, where it will build robots for hospitals all over
Europe, the company said. Sixty people work there so far, and as many more are to be hired.</p>
<p>The machines carry linen, meals and medicine along corridors and ride in lifts by themselves.
A first hospital in Hanover has used four of them since the spring and wants to order more.</p>
<p>The company was founded by two engineers of the local university, who still lead it, and has
been paid for by its customers rather than by investors until now.</p>
</article></body></html>"""


def test_an_article_without_a_date_is_read_with_none(faktograph):
    Path("good.html").write_text(GOOD)
    ran = faktograph("read", "good.html", "--url", "https://lindwurm.example/plant")
    assert ran.code == 0
    (line,) = ran.lines
    assert line["published"] is None
    assert line["url"] == "https://lindwurm.example/plant"


def test_lines_that_cannot_be_read_are_numbered_and_the_others_answered(faktograph):
    good = '{"id": "%s", "lang": "en", "text": "Lindwurm opened a plant in Kassel."}'
    lines = [
        good % "first",
        "not json",
        "[1]",
        "",
        '{"id": "x", "lang": "fr", "text": "Bonjour"}',
        '{"lang": "en", "text": "No id."}',
        '{"id": "y", "lang": "en"}',
        '{"id": "z", "lang": "en", "text": "x", "published": "soon"}',
        "[" * 100_000,
        good % "last",
    ]
    Path("lines.jsonl").write_text("\n".join(lines))
    ran = faktograph("extract", "lines.jsonl")
    assert ran.code == 1
    assert [line["id"] for line in ran.lines] == ["first", "last"]
    told = [line.split(":")[1].strip() for line in ran.err.splitlines()]
    assert told == [f"line {number}" for number in (2, 3, 5, 6, 7, 8, 9)]


def test_an_empty_file_of_lines_gives_nothing_and_is_no_failure(faktograph):
    Path("lines.jsonl").touch()
    ran = faktograph("extract", "lines.jsonl")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_a_model_that_is_not_installed_is_told(faktograph):
    Path("lines.jsonl").touch()
    ran = faktograph("extract", "lines.jsonl", "--model", "xx_no_such_model")
    assert ran.code == 2
    assert "xx_no_such_model" in ran.err


def test_adding_what_fails_keeps_the_rest_and_tells_each(faktograph, tmp_path, monkeypatch):
    monkeypatch.setenv("FAKTOGRAPH_DATABASE_URL", f"sqlite:///{tmp_path / 'graph.db'}")
    Path("good.html").write_text(GOOD)
    Path("empty.html").touch()
    targets = ("none.html", "empty.html", "http://127.0.0.1:9/", "ftp://x.example/", "good.html")
    ran = faktograph("add", *targets)
    assert ran.code == 1
    (report,) = ran.lines
    assert report["new"] == 1
    assert len(report["problems"]) == 4
    assert len(ran.err.splitlines()) == 4
    status = faktograph("status").lines[0]
    assert status["articles"] == 1
    assert {failure["reason"] for failure in status["failures"]} >= {"empty"}


def test_control_c_ends_quietly(tmp_path):
    # A suite that runs in the background hands an ignored SIGINT down: heard again here.
    told, tell = os.pipe()
    program = "\n".join(
        (
            "import io, os, signal, sys",
            "from pipeline.cli import main",
            "class Question(io.StringIO):",
            "    def read(self, size=-1):",
            f"        os.write({tell}, b'reading')",
            "        return sys.__stdin__.read(size)",
            "signal.signal(signal.SIGINT, signal.default_int_handler)",
            "sys.stdin = Question()",
            "main(['sql', '-'])",
        )
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        pass_fds=[tell],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "FAKTOGRAPH_DATABASE_URL": f"sqlite:///{tmp_path / 'x.db'}"},
    ) as running:
        os.close(tell)
        assert os.read(told, 7) == b"reading"
        os.close(told)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=200)
    assert running.returncode == 130
    assert (out, err) == (b"", b"")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("facts", "--min", "99999999999999999999tn"), "more money than there is"),
        (("facts", "--words", ""), "holds no word"),
        (("facts", "--words", '"'), "holds no word"),
        (("facts", "--words", "\n \0"), "holds no word"),
        (("sql", "select 1", "--timeout", "inf"), "Invalid value for '--timeout'"),
        (("lookup", "\udcff\udcfe"), "not text in UTF-8"),
        (("merge", "\udcff\udcfe", "Harbourline"), "not text in UTF-8"),
        (("export", "jsonl", "--output", "."), "is a folder: name a file in it"),
        (("export", "jsonl", "--output", "none/facts.jsonl"), "there is no folder none"),
    ],
)
def test_what_the_graph_cannot_be_asked_is_wrong_use(faktograph, graph_file, arguments, said):
    ran = faktograph(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in " ".join(ran.err.split())


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("postgresql+asyncpg://host/news", "are not supported"),
        ("postgresql:///news?host=/nowhere", "is the server running?"),
        ("postgresql://me:s3cret@host:port/news", "'postgresql://me:***@host:port/news'"),
    ],
)
@pytest.mark.parametrize("command", [("facts",), ("db", "upgrade")], ids=" ".join)
def test_a_url_that_names_no_usable_database_is_told(faktograph, monkeypatch, url, said, command):
    monkeypatch.setenv("FAKTOGRAPH_DATABASE_URL", url)
    ran = faktograph(*command)
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err
    assert "s3cret" not in ran.err


@pytest.mark.parametrize(
    "command",
    ["facts --table", "sql 'select 1' --table", "facts --csv", "export graphml", "export parquet"],
)
def test_a_reader_that_leaves_at_once_is_no_failure(graph_file, command):
    assert _without_reader(command) == (0, b"")


@pytest.mark.parametrize("command", ["facts --json", "status"])
def test_with_stdout_closed_a_command_still_ends_well(graph_file, command):
    assert _in_shell(f"{FAKTOGRAPH} {command} >&-") == (0, b"")


def test_numbers_that_json_has_no_word_for_are_text(faktograph, graph_file):
    assert faktograph("sql", "select 9e999 as much").lines == [{"much": "inf"}]


def test_what_quotes_a_very_long_input_leaves_out_its_middle(faktograph, graph_file):
    ran = faktograph("lookup", "x" * 50_000)
    assert ran.code == 1
    assert ran.err.startswith("faktograph: no article names 'xxx")
    assert 1000 < len(ran.err) < 3000


def test_sql_from_an_editor_that_marks_its_encoding_is_run(process, graph_file):
    assert process("sql", "-", stdin=b"\xef\xbb\xbfselect 1 as n").lines == [{"n": 1}]


FAKTOGRAPH = f"{sys.executable} -m pipeline.cli"


def _without_reader(command: str) -> tuple[int, bytes]:
    # The reader is gone before the first byte is written.
    return _in_shell(f"{{ sleep 0.2; {FAKTOGRAPH} {command}; }} | true; exit ${{PIPESTATUS[0]}}")


def _in_shell(line: str) -> tuple[int, bytes]:
    ran = subprocess.run(
        ["bash", "-c", line],
        capture_output=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    return ran.returncode, ran.stderr


def test_a_folder_or_archive_with_nothing_in_it_is_told(faktograph, tmp_path, monkeypatch):
    monkeypatch.setenv("FAKTOGRAPH_DATABASE_URL", f"sqlite:///{tmp_path / 'graph.db'}")
    Path("bare").mkdir()
    Path("empty.warc").touch()
    ran = faktograph("add", "bare", "empty.warc")
    assert ran.code == 1
    assert "nothing to add in bare, empty.warc" in ran.err

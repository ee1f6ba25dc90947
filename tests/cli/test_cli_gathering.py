"""From pages to facts on the command line, with the real model and a real server on loopback."""

import json
from pathlib import Path

import pytest

from pipeline import newsroom

ARTICLE = """Lindwurm Robotik aus Kassel sammelt 12 Millionen Euro ein

Das Start-up Lindwurm Robotik hat in einer Finanzierungsrunde 12 Millionen Euro eingesammelt. \
Angeführt wurde die Runde vom Investor Fjordlys Capital. Das teilte Lindwurm Robotik am Dienstag \
in Kassel mit. Die Roboter des Unternehmens tragen Wäsche und Essen durch Krankenhäuser.

Geschäftsführerin Wiebke Tarnowski will mit dem Geld neue Roboter für Krankenhäuser bauen. \
Das Unternehmen beschäftigt 60 Mitarbeiter.
"""
PAGE = """<html lang="de"><head><title>Lindwurm</title>
<meta property="article:published_time" content="2025-03-04T08:00:00+01:00"></head>
<body><nav>Start Wirtschaft Abo</nav><article><h1>{title}</h1>{body}</article></body></html>"""


def page() -> str:
    title, *paragraphs = [part.strip() for part in ARTICLE.split("\n\n")]
    return PAGE.format(title=title, body="".join(f"<p>{text}</p>" for text in paragraphs))


def line(**fields: object) -> str:
    return json.dumps({"lang": "de", "published": "2025-03-04", "text": ARTICLE, **fields})


@pytest.fixture
def room(monkeypatch):
    """The newsroom as sources of the user's own, and a database to fill."""
    with newsroom.serve() as served:
        tables = newsroom.source_tables(served.base_url)
        text = "".join(
            f"[sources.{name}]\n"
            + "".join(f"{key} = {json.dumps(value)}\n" for key, value in table.items())
            for name, table in tables.items()
        )
        Path("faktograph.toml").write_text(f"database_url = {json.dumps('graph.db')}\n{text}")
        yield served


def test_read_gives_exactly_the_fields_of_an_article(faktograph):
    Path("page.html").write_text(page())
    ran = faktograph("read", "page.html", "--url", "https://lindwurm.example/runde")
    assert ran.code == 0
    (read,) = ran.lines
    assert list(read) == [
        "path",
        "url",
        "title",
        "text",
        "published",
        "authors",
        "lang",
        "access",
    ]
    assert read["url"] == "https://lindwurm.example/runde"
    assert read["title"] == "Lindwurm Robotik aus Kassel sammelt 12 Millionen Euro ein"
    assert read["text"].startswith(read["title"])
    assert read["published"].startswith("2025-03-04")
    assert (read["lang"], read["access"]) == ("de", "full")
    assert "Abo" not in read["text"]


def test_read_takes_a_page_from_a_pipe(process):
    ran = process("read", "-", stdin=page().encode())
    assert ran.lines[0]["path"] == "-"
    assert ran.lines[0]["lang"] == "de"


def test_what_read_writes_extract_reads(faktograph):
    Path("page.html").write_text(page())
    (read,) = faktograph("read", "page.html").lines
    Path("lines.jsonl").write_text(json.dumps({"id": read["path"], **read}))
    ran = faktograph("extract", "lines.jsonl")
    assert ran.code == 0
    (found,) = ran.lines
    assert found["id"] == "page.html"
    for mention in found["mentions"]:
        assert read["text"][mention["start"] : mention["end"]] == mention["text"]
    assert {(a["min"], a["currency"]) for a in found["amounts"]} == {(12_000_000, "EUR")}


def test_extract_answers_in_order_whatever_the_ids(faktograph):
    names = ["b", "a", 7, "b"]
    Path("lines.jsonl").write_text("\n".join(line(id=name) for name in names))
    ran = faktograph("extract", "lines.jsonl")
    assert [found["id"] for found in ran.lines] == names
    assert ran.lines[0]["mentions"] == ran.lines[1]["mentions"]


def test_extract_reads_from_a_pipe(process):
    ran = process("extract", "-", stdin=line(id=1).encode())
    assert ran.code == 0
    assert ran.err == ""
    assert any(mention["type"] == "LOC" for mention in ran.lines[0]["mentions"])


def test_add_takes_every_kind_of_file_once(faktograph, monkeypatch):
    monkeypatch.setenv("FAKTOGRAPH_DATABASE_URL", "graph.db")
    Path("page.html").write_text(page())
    Path("note.txt").write_text(ARTICLE.replace("Kassel", "Marburg"))
    Path("lines.jsonl").write_text(line(url="https://lindwurm.example/3"))
    first = faktograph("add", "page.html", "note.txt", "lines.jsonl")
    assert first.code == 0
    assert first.lines[0]["new"] == 3
    again = faktograph("add", "page.html", "note.txt", "lines.jsonl")
    assert (again.lines[0]["new"], again.lines[0]["unchanged"]) == (0, 3)
    assert faktograph("status").lines[0]["articles"] == 3


def test_ingest_follows_the_sources_and_a_second_run_finds_nothing_new(faktograph, room):
    sources = [part for name in ("ledger", "rheinblick") for part in ("--source", name)]
    first = faktograph("ingest", *sources)
    by_name = {report["source"]: report for report in first.lines}
    assert {name: report["new"] for name, report in by_name.items()} == {
        "ledger": 4,
        "rheinblick": 4,
    }
    # The ledger's robots.txt closes one page: told, counted, and no failure of the others.
    assert first.code == 1
    assert "robots.txt does not allow it" in first.err
    again = faktograph("ingest", *sources)
    assert sum(report["new"] + report["changed"] for report in again.lines) == 0
    status = faktograph("status").lines[0]
    assert status["articles"] == 8
    assert {run["source"] for run in status["runs"]} == {"ledger", "rheinblick"}
    failures = faktograph("status", "--failures").lines
    assert "robots" in {failure["reason"] for failure in failures}
    assert "ledger" in faktograph("status", "--table").out


def test_sources_show_the_health_of_each(faktograph, room):
    faktograph("ingest", "--source", "ledger")
    health = {one["source"]: one for one in faktograph("sources").lines}
    assert health["ledger"]["last_success"] is not None
    assert health["rheinblick"]["last_success"] is None
    table = faktograph("sources", "--table").out
    assert "well" in table
    assert "not asked yet" in table


def test_sources_are_listed_before_anything_was_fetched(faktograph):
    ran = faktograph("sources")
    assert ran.code == 0
    assert len(ran.lines) > 40
    everything = faktograph("sources", "--all")
    assert [one for one in everything.lines if not one["enabled"]]


def test_a_check_of_sources_tells_what_each_answers(faktograph, room):
    gone = f'[sources.gone]\nkind = "feed"\naddress = "{room.base_url}/nothing.xml"\nrate = 100\n'
    settings = Path("faktograph.toml")
    settings.write_text(settings.read_text() + gone)
    ran = faktograph("sources", "check", "ledger", "gone")
    assert ran.code == 1
    gone, ledger = ran.lines
    assert (ledger["source"], ledger["ok"], ledger["links"]) == ("ledger", True, 5)
    assert (gone["source"], gone["ok"]) == ("gone", False)
    assert not Path("graph.db").exists()


def test_upgrading_makes_a_database_and_again_changes_nothing(faktograph, monkeypatch, tmp_path):
    monkeypatch.setenv("FAKTOGRAPH_DATABASE_URL", f"sqlite:///{tmp_path / 'new' / 'graph.db'}")
    assert faktograph("db", "check").code == 1
    first = faktograph("db", "upgrade")
    assert first.code == 0
    assert "is at migration" in first.out
    assert faktograph("db", "upgrade").out == first.out
    assert faktograph("db", "check").code == 0
    assert faktograph("facts").code == 1


def test_the_demonstration_fills_a_database_of_its_own_and_says_how_to_go_on(
    faktograph, monkeypatch
):
    ran = faktograph("demo")
    assert ran.code == 0
    assert "24 articles" in ran.out
    (export,) = [said for said in ran.out.splitlines() if "export FAKTOGRAPH_DATABASE_URL=" in said]
    monkeypatch.setenv("FAKTOGRAPH_DATABASE_URL", export.partition("=")[2])
    assert faktograph("status").lines[0]["articles"] == 24
    assert faktograph("facts").code == 0
    assert list(Path().iterdir()) == []


def test_the_demonstration_overwrites_no_file_of_the_user(faktograph):
    Path("mine.db").write_text("precious")
    ran = faktograph("demo", "--into", "mine.db")
    assert ran.code == 2
    assert Path("mine.db").read_text() == "precious"

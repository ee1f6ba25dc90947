"""From links to the intake: what is taken, left out and refused, without the model."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace

import pytest

from pipeline.ingest import add, ingest
from pipeline.sources import Source


@pytest.fixture
def newspaper(site, answer, article_page):
    """Three articles whose titles tell, do not tell, and tell of something else."""
    told = {
        "Nordwind baut Sprachmodelle": "Das Unternehmen Nordwind baut Sprachmodelle.",
        "Der große Sprung": "Das Unternehmen Lindwurm trainiert Sprachmodelle.",
        "Ein weiter Weg": "Der Wanderverein eröffnet einen Weg durch den Wald.",
        "Wetter: Sturm zieht auf": "Der Sturm erreicht am Abend die Küste.",
    }
    items = ""
    for n, (title, lead) in enumerate(told.items()):
        site.pages[f"/{n}"] = answer(article_page(title, lead))
        items += f"<item><title>{title}</title><link>{site.url(f'/{n}')}</link></item>"
    feed = f'<rss version="2.0"><channel>{items}</channel></rss>'
    site.pages["/feed"] = lambda request: answer(
        feed + f"<!-- {request.at} -->", kind="application/rss+xml"
    )
    return site


def source(site, topic):
    return Source("blatt", "feed", (site.url("/feed"),), hosts=("127.0.0.1",), topic=topic)


@pytest.mark.parametrize(
    ("topic", "taken", "asked"),
    [
        ("general", {"Nordwind baut Sprachmodelle"}, {"/0"}),
        ("tech", {"Nordwind baut Sprachmodelle", "Der große Sprung"}, {"/0", "/1", "/2"}),
    ],
)
def test_open_links_of_a_source_on_technology_are_judged_by_their_text(
    newspaper, take, topic, taken, asked
):
    report, titles = take(source(newspaper, topic))
    pages = {request.path for request in newspaper.log if request.path[1:].isdecimal()}
    assert (titles, pages) == (taken, asked)
    assert (report.new, report.left_out) == (len(taken), len(asked) - len(taken))
    assert report.problems == ()


def test_what_was_left_out_is_not_asked_for_again_while_it_is_fresh(newspaper, graph, taking):
    settings = replace(graph, fetch=replace(graph.fetch, freshness=3600))
    ingest(settings, [source(newspaper, "tech")], taking())
    ingest(settings, [source(newspaper, "tech")], taking())
    assert len(newspaper.asked("/2")) == 1


def test_an_article_beyond_the_bound_is_refused_and_the_next_is_taken(graph, taking, tmp_path):
    file = tmp_path / "a.jsonl"
    long = {"id": "long", "lang": "de", "title": "T", "text": "Ein Satz. " * 50_000}
    short = {"id": "short", "lang": "de", "title": "T", "text": "Ein Satz."}
    file.write_text("\n".join(map(json.dumps, (long, short))))
    model = taking()
    report = add([str(file)], graph, model).sources[0]
    assert model.titles == ["T"]
    assert (report.new, report.reasons) == (1, {"too-large": 1})
    assert "taken up to 400000" in report.problems[0].detail


def test_a_run_that_finds_no_article_does_not_load_the_model(graph, tmp_path):
    (tmp_path / "none.html").write_bytes(b"\x89PNG")
    script = (
        "import sys\n"
        "from pipeline.cli import main\n"
        "sys.argv = ['faktograph', 'add', sys.argv[1]]\n"
        "try: main()\n"
        "except SystemExit as end: print('exit', end.code, 'spacy' in sys.modules)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "none.html")],
        env={
            "FAKTOGRAPH_DATABASE_URL": graph.database_url,
            "FAKTOGRAPH_PAGES_DIRECTORY": str(tmp_path / "pages"),
            "PYTHONPATH": ":".join(sys.path),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.splitlines()[-1] == "exit 1 False"
    assert "PNG" in run.stderr


def test_pages_that_were_kept_are_read_again_without_the_network(
    newspaper, graph, taking, tmp_path
):
    ingest(graph, [source(newspaper, "tech")], taking())
    newspaper.log.clear()
    model = taking()
    anew = replace(graph, database_url=f"sqlite:///{tmp_path / 'anew.db'}")
    report = add([str(graph.pages.directory)], anew, model)
    by_source = {each.source: each for each in report.sources}
    assert by_source["blatt"].new == 3
    assert set(model.titles) >= {"Nordwind baut Sprachmodelle", "Der große Sprung"}
    assert newspaper.log == []

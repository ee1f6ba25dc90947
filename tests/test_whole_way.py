"""From a running newsroom to facts in a database, with nothing in between replaced."""

import dataclasses
import os
import signal
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from typing import ClassVar

import pytest
from sqlalchemy import create_engine, text

from models.views import VIEW_NAMES
from pipeline import newsroom
from pipeline.ingest import add, ingest
from pipeline.looks import due
from pipeline.settings import FetchSettings, PageStoreSettings, Settings
from pipeline.sources import Source

# Loopback needs no politeness, and the newsroom's robots.txt asks for none.
RATE = 200.0

LINDWURM = """Lindwurm Robotik aus Kassel sammelt 12 Millionen Euro ein

Das Start-up Lindwurm Robotik hat 12 Millionen Euro eingesammelt. Angeführt wurde die Runde \
von Fjordlys Capital. Das teilte Lindwurm Robotik am Dienstag in Kassel mit.

Geschäftsführerin Wiebke Tarnowski will mit dem Geld neue Roboter für Krankenhäuser bauen. \
Das Unternehmen beschäftigt 60 Mitarbeiter.
"""


def settings_in(folder) -> Settings:
    return Settings(
        database_url=f"sqlite:///{folder / 'graph.db'}",
        fetch=FetchSettings(rate=RATE, host_concurrency=8),
        pages=PageStoreSettings(directory=folder / "pages"),
    )


def rows(settings: Settings, query: str, **values) -> list[tuple]:
    engine = create_engine(settings.database_url)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(query), values)]
    engine.dispose()
    return found


def views(settings: Settings) -> dict[str, list[tuple]]:
    return {name: sorted(rows(settings, f"select * from {name}"), key=repr) for name in VIEW_NAMES}


@pytest.fixture(scope="module")
def room():
    with newsroom.serve() as served:
        yield served


@pytest.fixture(scope="module")
def ingested(room, extractor, tmp_path_factory):
    settings = named(settings_in(tmp_path_factory.mktemp("ingested")), room)
    report = ingest(settings, newsroom.sources(room.base_url), extractor)
    return settings, report


def named(settings: Settings, room) -> Settings:
    """Settings in which the user names the hosts, which allows them to be on loopback."""
    host = room.base_url.removeprefix("http://")
    fetch = dataclasses.replace(settings.fetch, private_hosts=(host,))
    tables = newsroom.source_tables(room.base_url)
    return dataclasses.replace(settings, fetch=fetch, sources=tables)


def test_every_sample_article_is_stored_with_its_title_date_and_authors(ingested):
    settings, report = ingested
    stored = {
        title: (day, authors)
        for title, day, authors in rows(
            settings, "select title, date(published), authors from article"
        )
    }

    assert report.total("new") == 24
    for article in newsroom.sample_articles():
        day, authors = stored[article.title]
        assert day == article.published.isoformat()[:10]
        assert all(author in authors for author in article.authors)


def test_what_gave_no_article_is_recorded_with_its_reason(ingested):
    settings, report = ingested
    told = {problem.reason for source in report.sources for problem in source.problems}
    kept = {reason for (reason,) in rows(settings, "select reason from rejection")}
    kept |= {outcome for (outcome,) in rows(settings, "select outcome from fetch")}

    assert told >= {"robots", "not-an-article"}
    assert told <= kept


def test_a_page_that_robots_txt_forbids_is_never_asked_for(ingested, room):
    assert not [request.path for request in room.requests if "/drafts/" in request.path]


def test_every_fact_shows_words_of_the_article_as_its_evidence(ingested):
    settings, _ = ingested
    shown = rows(
        settings,
        "select c.evidence, r.text, c.evidence_start, c.evidence_end from claim c"
        " join extraction e on e.id = c.extraction join revision r on r.id = e.revision",
    )

    assert shown
    assert all(whole[start:end] == evidence for evidence, whole, start, end in shown)


def test_an_event_told_in_both_languages_is_one_fact_with_several_witnesses(ingested):
    settings, _ = ingested
    told = rows(
        settings,
        "select f.id from fact f join claim c on c.fact = f.id join article a on a.id = c.article"
        " where f.predicate in ('raised', 'invested_in', 'valued_at')"
        " group by f.id having count(distinct a.lang) = 2",
    )

    assert told


def test_papers_on_sites_of_their_own_are_independent_origins(ingested):
    settings, _ = ingested

    assert rows(settings, "select max(origins) >= 2 from statements") == [(1,)]


def test_a_second_run_asks_only_for_the_feeds_and_changes_nothing(ingested, room, extractor):
    settings, _ = ingested
    before, asked = views(settings), len(room.requests)

    report = ingest(settings, newsroom.sources(room.base_url), extractor)

    assert report.total("new") == report.total("changed") == 0
    assert views(settings) == before
    again = [request for request in room.requests[asked:] if request.status == 200]
    assert not [request.path for request in again if request.path.endswith(".html")]


def test_a_source_that_was_just_asked_is_not_due(ingested, room, tmp_path):
    settings, _ = ingested
    sources = newsroom.sources(room.base_url)

    assert due(named(settings_in(tmp_path), room), sources) == list(sources)
    assert due(settings, sources) == []


def test_a_run_killed_in_the_middle_is_taken_up_by_the_next(ingested, room, extractor, tmp_path):
    whole, _ = ingested
    settings = named(settings_in(tmp_path), room)
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from tests.test_whole_way import named, settings_in\n"
        "from types import SimpleNamespace as Room\n"
        "from pipeline import intake, newsroom\n"
        "from pipeline.extract import load\n"
        "from pipeline.ingest import ingest\n"
        "intake._BATCH = 3\n"
        "room = Room(base_url=sys.argv[2])\n"
        "settings = named(settings_in(Path(sys.argv[1])), room)\n"
        "ingest(settings, newsroom.sources(room.base_url), load())\n"
    )
    run = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path), room.base_url],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and run.poll() is None:
        if (tmp_path / "graph.db").exists() and articles_in(settings) >= 6:
            break
        time.sleep(0.05)
    run.send_signal(signal.SIGKILL)
    run.wait()
    left = articles_in(settings)

    ingest(settings, newsroom.sources(room.base_url), extractor)

    assert 6 <= left < 24
    assert views(settings) == views(whole)


def articles_in(settings: Settings) -> int:
    try:
        return rows(settings, "select count(*) from article")[0][0]
    except Exception:  # the tables are not there yet, or their writer holds them
        return 0


class WholeTextFeed(BaseHTTPRequestHandler):
    """A feed whose one entry holds the whole article; every path asked for is kept."""

    asked: ClassVar[list[str]] = []

    def do_GET(self):
        self.asked.append(self.path)
        if self.path != "/feed.xml":
            self.send_error(404)
            return
        title, *paragraphs = LINDWURM.strip().split("\n\n")
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs * 2)
        feed = (
            '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
            f"<title>Blog</title><item><title>{title}</title><link>/lindwurm</link>"
            f"<content:encoded><![CDATA[{body}]]></content:encoded></item></channel></rss>"
        ).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml; charset=utf-8")
        self.send_header("Content-Length", str(len(feed)))
        self.end_headers()
        self.wfile.write(feed)

    def log_message(self, *_):
        """Quiet."""


def test_a_text_that_a_feed_carries_whole_is_not_fetched_again(extractor, tmp_path):
    with ThreadingHTTPServer(("127.0.0.1", 0), WholeTextFeed) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        base = f"http://127.0.0.1:{server.server_port}"
        feed = Source("blog", "feed", (f"{base}/feed.xml",), "de", hosts=("127.0.0.1",), topic="ai")
        settings = named(settings_in(tmp_path), SimpleNamespace(base_url=base))
        report = ingest(settings, [feed], extractor)
        server.shutdown()

    assert report.total("new") == 1
    assert set(WholeTextFeed.asked) <= {
        "/robots.txt",
        "/ai.txt",
        "/.well-known/tdmrep.json",
        "/feed.xml",
    }


def test_the_same_file_twice_changes_nothing(extractor, tmp_path):
    settings = settings_in(tmp_path)
    story = tmp_path / "lindwurm.txt"
    story.write_text(LINDWURM, "utf-8")

    first = add([str(story)], settings, extractor)
    before = views(settings)
    second = add([str(story)], settings, extractor)

    assert (first.total("new"), second.total("new"), second.total("unchanged")) == (1, 0, 1)
    assert views(settings) == before


def test_a_changed_article_takes_the_old_ones_place_and_the_old_one_is_kept(extractor, tmp_path):
    settings = settings_in(tmp_path)
    story = tmp_path / "lindwurm.txt"
    story.write_text(LINDWURM, "utf-8")
    add([str(story)], settings, extractor)
    story.write_text(LINDWURM.replace("12 Millionen", "14 Millionen"), "utf-8")

    report = add([str(story)], settings, extractor)

    assert report.total("changed") == 1
    assert rows(settings, "select count(*) from article") == [(1,)]
    assert rows(settings, "select count(*) from revision") == [(2,)]
    assert not rows(settings, "select 1 from statements where amount like '%12 m%'")
    assert rows(settings, "select count(*) > 0 from claim where not current") == [(1,)]


def test_what_cannot_be_read_is_told_and_stops_nothing_else(extractor, tmp_path):
    settings = settings_in(tmp_path)
    good, empty, picture = tmp_path / "a.txt", tmp_path / "b.html", tmp_path / "c.html"
    good.write_text(LINDWURM, "utf-8")
    empty.write_bytes(b"")
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))

    report = add([str(p) for p in (empty, picture, good, tmp_path / "none")], settings, extractor)

    assert report.total("new") == 1
    assert report.failed
    assert report.sources[0].reasons == {"empty": 1, "not-html": 1, "io-error": 1}

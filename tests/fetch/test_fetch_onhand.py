"""Files and archives as sources: read once, again when they change, archives by what is in them."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace

import pytest

from pipeline.documents import Extraction
from pipeline.ingest import ingest
from pipeline.sources import Source

MORE = "Der Vorstand stellte die Pläne am Montag in Kassel vor und nannte erste Zahlen. " * 8
PAGE = (
    "<html lang=de><title>{0}</title><body><article><h1>{0}</h1><p>{1}</p></article></body></html>"
)


class Taking:
    """Stands in for the model: keeps the titles of what it is given, and finds nothing in it."""

    version = "none"

    def __init__(self):
        self.titles = []

    def extract(self, articles):
        for article in articles:
            self.titles.append(article.title)
            yield Extraction((), (), (), (), (), "none")


@pytest.fixture
def graph(settings, tmp_path):
    return replace(settings, database_url=f"sqlite:///{tmp_path / 'graph.db'}")


def archived(url, title):
    body = PAGE.format(title, MORE).encode()
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    return gzip.compress(
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2026-11-02T09:00:00Z\r\n"
        + f"WARC-Target-URI: {url}\r\nWARC-Record-ID: <urn:uuid:{title}>\r\n".encode()
        + b"Content-Type: application/http; msgtype=response\r\n"
        + f"Content-Length: {len(head + body)}\r\n\r\n".encode()
        + head
        + body
        + b"\r\n\r\n"
    )


@pytest.fixture
def archive(tmp_path):
    file = tmp_path / "CC-NEWS-1.warc.gz"
    file.write_bytes(
        archived("https://a.example/wirtschaft/1", "Nordwind baut Sprachmodelle")
        + archived("https://a.example/lokales/2", "Wanderweg am See eröffnet")
        + archived("https://b.example/wirtschaft/3", "OpenAI eröffnet Büro")
    )
    return Source("archiv", "warc", (str(file),))


def taken(graph, source, **more):
    model = Taking()
    return ingest(graph, [source], model, **more).sources[0], set(model.titles)


def test_of_an_archive_what_is_about_the_ai_industry_is_taken(graph, archive):
    report, titles = taken(graph, archive)
    assert titles == {"Nordwind baut Sprachmodelle", "OpenAI eröffnet Büro"}
    assert (report.new, report.left_out, report.problems) == (2, 1, ())


@pytest.mark.parametrize("more", [{"topic": "ai"}, {}])
def test_all_of_it_is_taken_where_that_is_wanted(graph, archive, more):
    _, titles = taken(graph, replace(archive, **more), everything=not more)
    assert len(titles) == 3


def test_hosts_and_sections_hold_for_archives_too(graph, archive):
    _, titles = taken(graph, replace(archive, hosts=("a.example",), topic="ai"))
    assert titles == {"Nordwind baut Sprachmodelle", "Wanderweg am See eröffnet"}


def test_an_archive_is_read_again_only_when_it_or_what_is_wanted_of_it_changes(
    graph, archive, tmp_path, monkeypatch
):
    read = []
    real = __import__("pipeline.onhand", fromlist=["read_path"]).read_path

    def watched(path, *more):
        read.append(path.name)
        return real(path, *more)

    monkeypatch.setattr("pipeline.onhand.read_path", watched)
    taken(graph, archive)
    taken(graph, archive)
    assert read == ["CC-NEWS-1.warc.gz"]
    report, titles = taken(graph, replace(archive, topic="ai"))
    assert (titles, report.unchanged) == ({"Wanderweg am See eröffnet"}, 2)
    file = tmp_path / "CC-NEWS-1.warc.gz"
    file.write_bytes(file.read_bytes() + archived("https://a.example/4", "Mistral AI baut an"))
    _, titles = taken(graph, replace(archive, topic="ai"))
    assert titles == {"Mistral AI baut an"}
    assert len(read) == 3


def test_what_was_not_finished_is_read_again(graph, archive):
    class Breaking(Taking):
        def extract(self, articles):
            raise RuntimeError("no memory")

    report = ingest(graph, [archive], Breaking()).sources[0]
    assert report.reasons == {"error": 2}
    _, titles = taken(graph, archive)
    assert len(titles) == 2


def test_a_folder_gives_its_files_whatever_they_are_about_and_tells_what_is_wrong(graph, tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text(f"Wanderweg am See\n\n{MORE}", "utf-8")
    (folder / "b.html").write_bytes(b"")
    line = {"id": "x", "title": "Ein Fest", "text": MORE}
    (folder / "c.jsonl").write_text(json.dumps(line) + "\n{broken\n", "utf-8")
    source = Source("texte", "directory", (str(folder),))
    report, titles = taken(graph, source)
    assert titles == {"Wanderweg am See", "Ein Fest"}
    assert report.reasons == {"empty": 1, "unreadable": 1}
    again, titles = taken(graph, source)
    assert (again.new, again.unchanged, titles) == (0, 1, set())

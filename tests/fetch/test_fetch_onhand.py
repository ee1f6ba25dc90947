"""Files and archives as sources: read once, again when they change, archives by what is in them."""

from __future__ import annotations

import errno
import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.ingest import ingest
from pipeline.sources import Source

LONG = "Der Vorstand stellte die Pläne am Montag in Kassel vor und nannte erste Zahlen. " * 8


@pytest.fixture
def record(archived, article_page):
    """A record of a web archive: an article with a title."""
    return lambda url, title: archived(url, article_page(title))


@pytest.fixture
def archive(tmp_path, record):
    told = {
        "https://a.example/wirtschaft/1": "Nordwind baut Sprachmodelle",
        "https://a.example/lokales/2": "Wanderweg am See eröffnet",
        "https://b.example/wirtschaft/3": "OpenAI eröffnet Büro",
    }
    file = tmp_path / "CC-NEWS-1.warc.gz"
    file.write_bytes(b"".join(record(*each) for each in told.items()))
    return Source("archiv", "warc", (str(file),))


def test_of_an_archive_what_is_about_the_ai_industry_is_taken(take, archive):
    report, titles = take(archive)
    assert titles == {"Nordwind baut Sprachmodelle", "OpenAI eröffnet Büro"}
    assert (report.new, report.left_out, report.problems) == (2, 1, ())


@pytest.mark.parametrize("more", [{"topic": "ai"}, {}])
def test_all_of_it_is_taken_where_that_is_wanted(take, archive, more):
    _, titles = take(replace(archive, **more), everything=not more)
    assert len(titles) == 3


def test_hosts_and_sections_hold_for_archives_too(take, archive):
    _, titles = take(replace(archive, hosts=("a.example",), topic="ai"))
    assert titles == {"Nordwind baut Sprachmodelle", "Wanderweg am See eröffnet"}


def test_an_archive_is_read_again_only_when_it_or_what_is_wanted_of_it_changes(
    take, archive, record, monkeypatch
):
    read = []
    real = __import__("pipeline.onhand", fromlist=["read_path"]).read_path

    def watched(path, *more):
        read.append(path.name)
        return real(path, *more)

    monkeypatch.setattr("pipeline.onhand.read_path", watched)
    take(archive)
    take(archive)
    assert read == ["CC-NEWS-1.warc.gz"]
    report, titles = take(replace(archive, topic="ai"))
    assert (titles, report.unchanged) == ({"Wanderweg am See eröffnet"}, 2)
    file = Path(archive.addresses[0])
    file.write_bytes(file.read_bytes() + record("https://a.example/4", "Mistral AI baut an"))
    _, titles = take(replace(archive, topic="ai"))
    assert titles == {"Mistral AI baut an"}
    assert len(read) == 3


def test_what_was_not_finished_is_read_again(graph, take, taking, archive):
    class Breaking(taking):
        def extract(self, articles):
            raise RuntimeError("no memory")

    report = ingest(graph, [archive], Breaking()).sources[0]
    assert report.reasons == {"error": 2}
    _, titles = take(archive)
    assert len(titles) == 2


def test_an_archive_that_the_disk_did_not_give_whole_is_read_again(take, archive, monkeypatch):
    left = iter([True])

    def failing(window, size):
        if next(left, None) is None:
            raise OSError(errno.EIO, "Input/output error")
        return window.at(0, 100)

    with monkeypatch.context() as broken:
        broken.setattr("pipeline.sources.archives._Window.read", failing)
        report, titles = take(archive)
    assert (report.reasons, titles) == ({"io-error": 1}, set())
    assert report.problems[0].detail.endswith("CC-NEWS-1.warc.gz: Input/output error")
    _, titles = take(archive)
    assert titles == {"Nordwind baut Sprachmodelle", "OpenAI eröffnet Büro"}


def test_a_folder_gives_its_files_whatever_they_are_about_and_tells_what_is_wrong(take, tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text(f"Wanderweg am See\n\n{LONG}", "utf-8")
    (folder / "b.html").write_bytes(b"")
    line = {"id": "x", "title": "Ein Fest", "text": LONG}
    (folder / "c.jsonl").write_text(json.dumps(line) + "\n{broken\n", "utf-8")
    source = Source("texte", "directory", (str(folder),))
    report, titles = take(source)
    assert titles == {"Wanderweg am See", "Ein Fest"}
    assert report.reasons == {"empty": 1, "unreadable": 1}
    again, titles = take(source)
    assert (again.new, again.unchanged, titles) == (0, 1, set())

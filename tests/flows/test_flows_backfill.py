"""Stored pages into the graph batch by batch, on both databases; no Prefect server needed."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from pipeline.backfill import Selection, backfill
from pipeline.documents import Article, Extraction, Page
from pipeline.fetch.pages import PageStore
from pipeline.settings import PageStoreSettings, Settings
from pipeline.sources.archives import stretches

WORDS = "Die Firma stellt ein neues Sprachmodell vor und sucht Geldgeber für ein Rechenzentrum. "


class Model:
    """Finds nothing, and remembers what it was given."""

    def __init__(self, version: str = "one", *, fails_after: int | None = None) -> None:
        self.version = version
        self.read: list[str] = []
        self._fails_after = fails_after

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        for article in articles:
            if self._fails_after is not None and len(self.read) >= self._fails_after:
                raise KeyboardInterrupt
            self.read.append(article.url)
            yield Extraction((), (), (), (), (), self.version)


def line(number: int, **more: str) -> dict[str, str]:
    return {
        "url": f"https://site.example/{number}",
        "title": f"Neues Sprachmodell, Folge {number}",
        "text": f"Folge {number}. {WORDS * 3}",
        "lang": "de",
        "published": f"2026-10-{number:02}",
    } | more


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Ten articles, of the first to the tenth of October."""
    return written(tmp_path / "archive.jsonl", [line(number) for number in range(1, 11)])


def written(path: Path, lines: Iterable[dict[str, str]]) -> Path:
    path.write_text("".join(json.dumps(each) + "\n" for each in lines), encoding="utf-8")
    return path


@pytest.fixture
def settings(graph_url: str, tmp_path: Path) -> Settings:
    kept = PageStoreSettings(directory=tmp_path / "pages")
    return Settings(database_url=graph_url, pages=kept)


def stored(graph: Engine) -> list[str]:
    with graph.connect() as connection:
        rows = connection.execute(text("select url from article order by reported, url"))
        return [row.url.rpartition("/")[2] for row in rows]


def test_all_is_taken_once_and_again_passed_by_without_the_model(settings, graph, archive):
    first = backfill([str(archive)], settings, Model(), size=4)
    assert (first.total("new"), len(stored(graph))) == (10, 10)
    again = Model()
    report = backfill([str(archive)], settings, again, size=4)
    assert (report.total("unchanged"), again.read) == (10, [])


def test_a_run_that_was_stopped_goes_on_behind_the_last_whole_batch(settings, graph, archive):
    with pytest.raises(KeyboardInterrupt):
        backfill([str(archive)], settings, Model(fails_after=6), size=4)
    assert stored(graph) == ["1", "2", "3", "4"]
    rest = Model()
    backfill([str(archive)], settings, rest, size=4)
    assert [url.rpartition("/")[2] for url in rest.read] == ["5", "6", "7", "8", "9", "10"]
    assert len(stored(graph)) == 10


def test_a_run_that_is_no_longer_wanted_ends_behind_a_whole_batch(settings, graph, archive):
    report = backfill([str(archive)], settings, Model(), size=4, go_on=lambda: False)
    assert (report.total("new"), stored(graph)) == (4, ["1", "2", "3", "4"])
    assert backfill([str(archive)], settings, Model(), size=4).total("new") == 6


def test_batches_of_another_size_double_nothing(settings, graph, archive):
    backfill([str(archive)], settings, Model(), size=4)
    other = Model()
    report = backfill([str(archive)], settings, other, size=3)
    assert (report.total("new"), report.total("unchanged"), other.read) == (0, 10, [])


def test_a_page_that_changed_is_taken_again_and_the_others_of_its_batch_are_not(
    settings, graph, archive
):
    backfill([str(archive)], settings, Model(), size=5)
    changed = [line(number) for number in range(1, 11)]
    changed[2]["text"] += " Nachtrag."
    written(archive, changed)
    model = Model()
    report = backfill([str(archive)], settings, model, size=5)
    assert (report.total("changed"), len(model.read)) == (1, 1)


def test_another_model_reads_all_of_it(settings, archive):
    backfill([str(archive)], settings, Model(), size=4)
    newer = Model("two")
    assert backfill([str(archive)], settings, newer, size=4).total("changed") == 10
    assert len(newer.read) == 10


def test_only_the_days_asked_for_are_taken_first_and_last_included(settings, graph, archive):
    wanted = Selection(date(2026, 10, 3), date(2026, 10, 5))
    report = backfill([str(archive)], settings, Model(), wanted)
    assert stored(graph) == ["3", "4", "5"]
    assert report.total("left_out") == 7


def test_a_wider_selection_takes_what_the_narrower_one_left(settings, graph, archive):
    backfill([str(archive)], settings, Model(), Selection(until=date(2026, 10, 5)))
    model = Model()
    backfill([str(archive)], settings, model, Selection())
    assert len(stored(graph)) == 10
    assert len(model.read) == 5


def test_pages_on_a_sources_hosts_are_that_sources_and_can_be_chosen(settings, graph, tmp_path):
    lines = [line(1, url="https://www.heise.de/1"), line(2, url="https://blog.heise.de/2"), line(3)]
    archive = written(tmp_path / "some.jsonl", lines)
    report = backfill([str(archive)], settings, Model(), Selection(sources=("heise",)))
    assert {each.source: each.new for each in report.sources if each.new} == {"heise": 2}
    assert stored(graph) == ["1", "2"]


def test_what_is_not_about_ai_can_be_left_out(settings, graph, tmp_path):
    garden = {"title": "Der Garten im Herbst", "text": "Laub und Äpfel. " * 20}
    archive = written(tmp_path / "some.jsonl", [line(1), line(2, **garden)])
    backfill([str(archive)], settings, Model(), Selection(about_ai=True))
    assert stored(graph) == ["1"]


def page(number: int, day: int) -> Page:
    url = f"https://site.example/{number}"
    markup = f"<html lang=de><title>Folge {number}</title><h1>Sprachmodell, Folge {number}</h1>"
    body = "".join(f"<p>Folge {number}, Absatz {n}. {WORDS}</p>" for n in range(6))
    content = f"{markup}<article>{body}</article></html>".encode()
    return Page(url, url, content, datetime(2026, 10, day, tzinfo=UTC))


def test_stretches_of_an_archive_give_all_of_it_once(settings, graph, tmp_path, archived):
    archive = tmp_path / "news.warc.gz"
    pages = [page(number, day=2) for number in range(1, 8)]
    archive.write_bytes(b"".join(archived(each.url, each.content.decode()) for each in pages))
    parts = stretches(archive, archive.stat().st_size // 4)
    assert len(parts) > 2
    reports = [
        backfill([str(archive)], settings, Model(), size=2, stretch=part)
        for part in reversed(parts)  # whichever worker is first
    ]
    assert sum(report.total("new") for report in reports) == 7
    assert sorted(stored(graph)) == ["1", "2", "3", "4", "5", "6", "7"]
    assert backfill([str(archive)], settings, Model(), size=2).total("new") == 0


def test_kept_pages_are_read_again_and_those_fetched_too_early_are_not(settings, graph):
    with PageStore(settings.pages) as pages:
        for number in (1, 2, 3):
            pages.put(page(number, day=number))
    folder = str(settings.pages.directory)
    backfill([folder], settings, Model(), Selection(since=date(2026, 10, 2)))
    assert stored(graph) == ["2", "3"]


def test_a_batch_with_an_article_that_failed_is_not_put_on_record(settings, graph, archive):
    class Stumbling(Model):
        def extract(self, articles):
            for article in articles:
                if article.url.endswith("/7"):
                    raise RuntimeError("no such luck")
                yield from super().extract([article])

    report = backfill([str(archive)], settings, Stumbling(), size=5)
    assert (report.total("new"), report.sources[0].reasons) == (9, {"error": 1})
    model = Model()
    backfill([str(archive)], settings, model, size=5)
    assert [url.rpartition("/")[2] for url in model.read] == ["7"]


def test_a_damaged_line_is_told_and_does_not_keep_the_batch_from_being_finished(
    settings, graph, archive
):
    archive.write_text(archive.read_text("utf-8") + "{no json\n", encoding="utf-8")
    report = backfill([str(archive)], settings, Model(), size=20)
    assert (report.total("new"), sum(source.rejected for source in report.sources)) == (10, 1)
    again = backfill([str(archive)], settings, Model(), size=20)
    assert (again.total("unchanged"), again.failed) == (10, False)

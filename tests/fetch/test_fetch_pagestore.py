"""The store of raw pages: what is put comes back, within its bounds, whatever happens."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.documents import Page
from pipeline.fetch import PageStore, digest_of
from pipeline.settings import PageStoreSettings

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)


def page(n, content=None, at=NOW, source="a"):
    url = f"https://a.example/{n}"
    body = content if content is not None else f"page {n} ".encode() * 50
    return Page(url, url + "/final", body, at, 200, {"content-type": "text/html"}, source)


@pytest.fixture
def directory(tmp_path):
    return tmp_path / "pages"


def store(directory, **settings):
    return PageStore(PageStoreSettings(directory, **settings))


def files(directory):
    return sorted(file for file in directory.glob("??/*"))


def test_a_page_comes_back_as_it_was(directory):
    with store(directory) as pages:
        digest = pages.put(page(1))
    with store(directory) as pages:
        assert pages.latest("https://a.example/1") == page(1)
        assert pages.content(digest) == page(1).content
        assert list(pages.pages()) == [page(1)]


@settings(max_examples=20, deadline=None)
@given(st.binary(max_size=2000))
def test_any_bytes_come_back(tmp_path_factory, content):
    with store(tmp_path_factory.mktemp("any")) as pages:
        assert pages.content(pages.put(page(1, content))) == content


def test_the_same_bytes_are_kept_once(directory):
    with store(directory) as pages:
        assert pages.put(page(1, b"same")) == pages.put(page(2, b"same")) == digest_of(b"same")
        assert len(list(pages.pages())) == 2
    assert len(files(directory)) == 1


def test_pages_come_oldest_first_by_source_and_time(directory):
    with store(directory) as pages:
        for n, source in ((3, "a"), (1, "b"), (2, "a")):
            pages.put(page(n, at=NOW + timedelta(hours=n), source=source))
        assert [each.url[-1] for each in pages.pages()] == ["1", "2", "3"]
        assert [each.url[-1] for each in pages.pages(source="a")] == ["2", "3"]
        assert [each.url[-1] for each in pages.pages(since=NOW + timedelta(hours=3))] == ["3"]


def test_the_newest_of_an_address_is_the_latest(directory):
    with store(directory) as pages:
        pages.put(page(1, b"old", NOW))
        pages.put(page(1, b"new", NOW + timedelta(hours=1)))
        assert pages.latest("https://a.example/1").content == b"new"
        assert pages.latest("https://a.example/none") is None


def test_what_is_too_old_goes(directory):
    with store(directory, max_age_days=10) as pages:
        pages.put(page(1, at=NOW - timedelta(days=11)))
        pages.put(page(2, at=NOW - timedelta(days=9)))
        pruned = pages.prune(NOW)
        assert pruned.pages == 1
        assert [each.url[-1] for each in pages.pages()] == ["2"]
    assert len(files(directory)) == 1


def test_the_oldest_go_until_the_rest_fits(directory):
    with store(directory, max_bytes=5000) as pages:
        for n in range(10):
            pages.put(page(n, os.urandom(1000), NOW + timedelta(minutes=n)))
        pages.prune(NOW + timedelta(hours=1))
        left = [each.url[-1] for each in pages.pages()]
    assert left == ["6", "7", "8", "9"]
    assert sum(file.stat().st_size for file in files(directory)) <= 5000


def test_bytes_that_another_page_shares_stay(directory):
    with store(directory, max_age_days=10) as pages:
        pages.put(page(1, b"same", NOW - timedelta(days=20)))
        pages.put(page(2, b"same", NOW))
        pages.prune(NOW)
        assert [each.content for each in pages.pages()] == [b"same"]


def test_a_bound_of_nothing_keeps_nothing(directory):
    with store(directory, max_bytes=0) as pages:
        assert pages.put(page(1, b"x")) == digest_of(b"x")
        assert list(pages.pages()) == []
    assert files(directory) == []


def test_the_bounds_hold_when_a_run_ends_however_few_pages_it_kept(directory):
    for n in range(6):
        with store(directory, max_bytes=5000) as pages:
            pages.put(page(n, os.urandom(1000), NOW + timedelta(minutes=n)))
    with store(directory) as pages:
        assert [each.url[-1] for each in pages.pages()] == ["2", "3", "4", "5"]


def test_a_pruning_that_fails_leaves_the_index_usable_and_is_told(directory, monkeypatch, caplog):
    def refuse(*_args, **_more):
        raise PermissionError(13, "Permission denied")

    with store(directory, max_bytes=100) as pages:
        pages.put(page(1, os.urandom(1000)))
        monkeypatch.setattr(Path, "unlink", refuse)
        with pytest.raises(PermissionError):
            pages.prune()
        monkeypatch.undo()
        pages.put(page(2, b"x"))
        assert len(list(pages.pages())) == 2
        monkeypatch.setattr(Path, "unlink", refuse)
    assert "not pruned" in caplog.text


def test_an_index_that_is_none_is_told_with_what_to_do(directory):
    directory.mkdir()
    (directory / "pages.sqlite").write_bytes(b"nonsense" * 1000)
    with pytest.raises(OSError, match=r"pages\.sqlite: kept pages can't be used, move it away"):
        store(directory)


def test_a_damaged_file_is_left_out_and_not_invented(directory, caplog):
    with store(directory) as pages:
        pages.put(page(1))
        pages.put(page(2))
        damaged, removed = files(directory)
        damaged.write_bytes(b"\x1f\x8bnonsense")
        removed.unlink()
        assert list(pages.pages()) == []
    assert "not readable" in caplog.text


def test_files_without_a_row_are_cleared_away_once_they_are_old(directory):
    with store(directory) as pages:
        pages.put(page(1))
        fresh = files(directory)[0].parent / "fresh.123.new"
        orphan = files(directory)[0].parent / ("0" * 64 + ".gz")
        fresh.write_bytes(b"x")
        orphan.write_bytes(b"x")
        hours_ago = time.time() - 7200
        os.utime(orphan, (hours_ago, hours_ago))
        pages.prune()
        assert fresh.exists()
        assert not orphan.exists()
        assert len(list(pages.pages())) == 1


WRITER = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from pipeline.documents import Page
from pipeline.fetch.pages import PageStore
from pipeline.settings import PageStoreSettings

directory, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
with PageStore(PageStoreSettings(directory)) as pages:
    for n in range(count):
        url = f"https://a.example/{name}{n}"
        pages.put(Page(url, url, os.urandom(20_000), datetime.now(UTC)))
        print(n, flush=True)
"""


def writer(directory, name, count):
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(directory), name, str(count)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )


def test_a_writer_killed_in_the_middle_leaves_only_whole_pages(directory):
    with writer(directory, "a", 100_000) as process:
        assert process.stdout.readline()
        time.sleep(0.03)
        process.kill()
    with store(directory) as pages:
        rows = list(pages.pages())
        assert rows
        assert all(len(each.content) == 20_000 for each in rows)
        pages.put(page("after"))
        assert pages.latest("https://a.example/after") == page("after")


def test_two_processes_write_at_once(directory):
    with writer(directory, "a", 20) as other, store(directory) as pages:
        assert other.stdout.readline()
        for n in range(20):
            pages.put(page(n))
        assert len(other.stdout.readlines()) == 19
    with store(directory) as pages:
        assert len(list(pages.pages())) == 40

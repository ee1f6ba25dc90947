"""Files, directories, JSON lines and web archives as sources."""

from __future__ import annotations

import gzip
import itertools
import json
import os
import random
import sys
import tempfile
import tracemalloc
import uuid
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.documents import Article, Page, Rejection
from pipeline.sources import Source, read_path, stored
from pipeline.sources.archives import Stretch, stretches


def test_a_directory_gives_its_pages_in_order_and_leaves_other_files(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "a.html").write_text("<p>Größe", encoding="utf-8")
    (tmp_path / "b" / "c.TXT").write_text("Titel\n\nText")
    (tmp_path / "b" / "photo.jpg").write_bytes(b"\xff")
    first, second = stored(Source("mine", "directory", (str(tmp_path),)))
    assert (first.url, first.headers) == (
        (tmp_path / "a.html").as_uri(),
        {"content-type": "text/html"},
    )
    assert first.content.decode() == "<p>Größe"
    assert second.headers == {"content-type": "text/plain"}
    assert first.source == "mine"


def test_a_file_that_is_not_there_is_told_not_raised(tmp_path):
    (told,) = read_path(tmp_path / "none.html")
    assert isinstance(told, Rejection)
    assert told.reason == "io-error"
    assert "none.html" in told.detail


def lines(*records):
    return "\n".join(
        record if isinstance(record, str) else json.dumps(record, ensure_ascii=False)
        for record in records
    )


def test_json_lines_give_articles_pages_and_what_is_wrong_with_the_rest(tmp_path):
    file = tmp_path / "news.jsonl"
    file.write_text(
        lines(
            {"id": "https://a.example/1", "lang": "de", "title": "T", "text": "Absatz."},
            {"url": "https://a.example/2", "html": "<p>x", "fetched_at": "2026-11-02T09:00:00Z"},
            {"url": "https://a.example/3", "title": "T", "text": "T\n\nNo language."},
            "{broken",
            "[]",
            {"url": "https://a.example/6"},
            "",
        ),
        encoding="utf-8",
    )
    article, page, plain, *told = read_path(file, "archive")
    assert isinstance(article, Article)
    assert (article.lang, article.text, article.source) == ("de", "T\n\nAbsatz.", "archive")
    assert isinstance(page, Page)
    assert page.fetched_at == datetime(2026, 11, 2, 9, tzinfo=UTC)
    assert plain.headers["content-type"].startswith("text/plain")
    assert [each.reason for each in told] == ["unreadable", "unreadable", "empty"]
    assert told[0].url.endswith("news.jsonl:4")


@pytest.mark.parametrize(
    ("given", "published"),
    [
        ("2026-11-02", date(2026, 11, 2)),
        ("2026-11-02T10:00:00+01:00", datetime(2026, 11, 2, 9, tzinfo=UTC)),
        ("no date", None),
    ],
)
def test_the_date_of_a_json_line_keeps_its_precision(tmp_path, given, published):
    file = tmp_path / "a.ndjson.gz"
    record = {"title": "T", "text": "T\n\nx", "lang": "en", "published": given}
    file.write_bytes(gzip.compress(lines(record).encode()))
    (article,) = read_path(file)
    assert article.published == published


def test_a_packed_file_that_breaks_off_gives_what_it_has_and_says_so(tmp_path):
    file = tmp_path / "a.jsonl.gz"
    record = {"title": "T", "text": "x" * 50, "lang": "en"}
    packed = gzip.compress(lines(*[record] * 5000).encode(), compresslevel=0)
    file.write_bytes(packed[: len(packed) // 2])
    *good, told = read_path(file)
    assert len(good) > 1000
    assert isinstance(told, Rejection)


def test_a_line_names_its_language_or_it_is_found(tmp_path):
    file = tmp_path / "a.jsonl"
    named = [{"id": "1", "language": "de_AT"}, {"id": "2", "lang": "English"}, {"id": "3"}]
    odd = {"id": "4", "lang": "fr"}
    file.write_text(lines(*({**each, "title": "T", "text": "x"} for each in (*named, odd))))
    *articles, told = read_path(file, detect=lambda _text: "en")
    assert [each.lang for each in articles] == ["de", "en", "en"]
    assert (told.url, told.reason) == ("4", "language")
    assert "'fr' is neither German nor English" in told.detail
    (_, _, third, told) = read_path(file, detect=lambda _text: None)
    assert third.reason == told.reason == "language"


def test_a_line_beyond_the_bound_is_told_and_the_next_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules[read_path.__module__], "_MOST_BYTES", 200)
    file = tmp_path / "a.jsonl"
    good = {"title": "T", "text": "x", "lang": "en"}
    file.write_text(lines(good, {**good, "text": "x" * 900}, good))
    first, told, third = read_path(file)
    assert (told.reason, told.url) == ("too-large", f"{file}:2")
    assert first.text == third.text


def test_a_line_that_never_ends_is_not_held_in_memory(tmp_path):
    file = tmp_path / "a.jsonl.gz"
    with gzip.open(file, "wb", compresslevel=1) as stream:
        for _ in range(100):
            stream.write(b" " * 1_000_000)
    tracemalloc.start()
    (told,) = read_path(file)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert told.reason == "too-large"
    assert most < 110_000_000


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
KEYS = ["id", "url", "html", "text", "title", "lang", "published", "authors", "source"]


@given(st.dictionaries(st.sampled_from(KEYS), JSON))
@settings(deadline=None, max_examples=60)
def test_whatever_a_line_holds_it_is_an_article_a_page_or_told(record):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "a.jsonl")
        file.write_text(json.dumps(record))
        (found,) = read_path(file, detect=lambda _text: "de")
    if isinstance(found, Article):
        assert found.text.encode()  # what is stored has to be text
        assert found.text.startswith(found.title)
        assert all(isinstance(name, str) for name in found.authors)
    else:
        assert isinstance(found, Page | Rejection)


# --- folders ---------------------------------------------------------------------------------


def test_a_folder_that_may_not_be_opened_is_told_and_the_rest_is_read(tmp_path, monkeypatch):
    (tmp_path / "closed").mkdir()
    (tmp_path / "a.txt").write_text("T\n\nx")
    scandir = os.scandir

    def guarded(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    page, told = read_path(tmp_path)
    assert isinstance(page, Page)
    assert told.detail == f"{tmp_path / 'closed'}: Permission denied"


def test_pipes_dead_links_and_circles_of_links_hold_nothing_up(tmp_path):
    os.mkfifo(tmp_path / "pipe.html")
    (tmp_path / "dead.html").symlink_to(tmp_path / "nowhere")
    (tmp_path / "round").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    told = {Path(each.url).name: each.reason for each in read_path(tmp_path)}
    lost = dict.fromkeys(("dead.html", "self.txt"), "io-error")
    assert told == {"pipe.html": "unreadable", **lost}


# --- web archives ----------------------------------------------------------------------------


def archive(*answers):
    records = b""
    for url, head, body in answers:
        record = (
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2026-11-02T09:00:00Z\r\n"
            f"WARC-Target-URI: {url}\r\nWARC-Record-ID: <urn:uuid:{uuid.uuid4()}>\r\n"
            "Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(head) + len(body)}\r\n\r\n"
        )
        records += gzip.compress(record.encode() + head + body + b"\r\n\r\n")
    return records


def http(status="200 OK", **headers):
    named = {"Content-Type": "text/html; charset=utf-8", **headers}
    text = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in named.items())
    return f"HTTP/1.1 {status}\r\n{text}\r\n".encode()


def test_a_web_archive_gives_its_good_pages(tmp_path):
    file = tmp_path / "CC-NEWS-20261102-00001.warc.gz"
    file.write_bytes(
        archive(
            ("https://a.example/1", http(ETag='"1"'), "<p>Größe".encode()),
            ("https://a.example/2", http("404 Not Found"), b"<p>gone"),
            ("https://a.example/3", http(Content_Type="image/png"), b"\x89PNG"),
            ("https://a.example/4", http(Content_Encoding="gzip"), gzip.compress(b"<p>packed")),
            ("https://a.example/5", http(Content_Encoding="br"), b"\x8b\x02\x80"),
        )
    )
    first, packed, told = read_path(file, "archive")
    assert (first.url, first.content.decode()) == ("https://a.example/1", "<p>Größe")
    assert first.fetched_at == datetime(2026, 11, 2, 9, tzinfo=UTC)
    assert first.headers["etag"] == '"1"'
    assert packed.content == b"<p>packed"
    assert isinstance(told, Rejection)
    assert "br" in told.detail


def test_a_bomb_in_a_web_archive_is_told(tmp_path):
    file = tmp_path / "a.warc"
    bomb = gzip.compress(b"\0" * 40_000_000)
    file.write_bytes(archive(("https://a.example/1", http(Content_Encoding="gzip"), bomb)))
    (told,) = read_path(file)
    assert told.reason == "encoding"


def test_a_web_archive_that_is_none_gives_nothing_or_is_told(tmp_path):
    file = tmp_path / "a.warc.gz"
    file.write_bytes(b"")
    assert list(read_path(file)) == []
    for content in (b"\x1f\x8bnothing of the kind", b"<html>", bytes(1000)):
        file.write_bytes(content)
        (told,) = read_path(file)
        assert isinstance(told, Rejection)
        assert "a.warc.gz" in told.detail


# Pages that do not compress, so that a cut falls where it is meant to.
PAGES = [
    (f"https://a.example/{n}", http(), f"<p>{n} {random.Random(n).randbytes(2000).hex()}".encode())
    for n in range(3)
]
MEMBERS = [archive(page) for page in PAGES]
WHOLE = b"".join(MEMBERS)
PLAIN = b"".join(map(gzip.decompress, MEMBERS))


def read_bytes(tmp_path, content, name="a.warc.gz"):
    """What is read: the number of each page, and what was told in place of others."""
    file = tmp_path / name
    file.write_bytes(content)
    items = list(read_path(file))
    pages = [int(each.url[-1]) for each in items if isinstance(each, Page)]
    return pages, [each.detail for each in items if isinstance(each, Rejection)]


@pytest.mark.parametrize(
    "content",
    [WHOLE, PLAIN, gzip.compress(PLAIN), WHOLE[:-4]],
    ids=["members", "plain", "one member", "without its last check"],
)
def test_a_whole_archive_is_read_without_a_word(tmp_path, content):
    assert read_bytes(tmp_path, content) == ([0, 1, 2], [])


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (WHOLE[:-1000], "https://a.example/2 breaks off"),
        (MEMBERS[0] + MEMBERS[1] + MEMBERS[2][:60], "the last record breaks off"),
        (MEMBERS[0] + MEMBERS[1] + MEMBERS[2][:10], "the last record breaks off"),
        (PLAIN[:-1000], "https://a.example/2 breaks off"),
        (PLAIN[: 2 * len(PLAIN) // 3 + 40], "the last record breaks off"),
        (gzip.compress(PLAIN)[:-1000], "https://a.example/2 breaks off"),
    ],
)
def test_a_record_that_breaks_off_is_told_and_gives_no_page(tmp_path, content, told):
    pages, details = read_bytes(tmp_path, content)
    assert pages == [0, 1]
    assert any(told in detail for detail in details)


@pytest.mark.parametrize("cut", range(1, len(MEMBERS[2]), 97))
def test_wherever_an_archive_is_cut_nothing_is_lost_in_silence(tmp_path, cut):
    pages, details = read_bytes(tmp_path, WHOLE[:-cut])
    assert pages == [0, 1, 2] or (pages == [0, 1] and details)


def test_what_is_damaged_is_told_and_the_records_behind_it_are_read(tmp_path):
    damaged = bytearray(MEMBERS[1])
    damaged[len(damaged) // 2] ^= 0xFF
    for between in (bytes(damaged), b"nonsense\n" * 50, bytes(damaged) * 2):
        pages, details = read_bytes(tmp_path, MEMBERS[0] + between + MEMBERS[2])
        assert (pages, len(details)) == ([0, 2], 1)
    wrong = PLAIN.replace(b"Content-Length: 4", b"Content-Length: 6", 1)
    pages, details = read_bytes(tmp_path, wrong, "a.warc")
    assert pages[-1:] == [2]
    assert details


def test_a_record_that_is_too_large_is_told_and_the_next_is_read(tmp_path):
    large = archive(("https://a.example/large", http(), b"x" * 33_600_000))
    pages, details = read_bytes(tmp_path, large + MEMBERS[0])
    assert pages == [0]
    assert "https://a.example/large: 336" in details[0]


def test_an_answer_in_chunks_is_put_together(tmp_path):
    body = b"5\r\n<p>Gr\r\n5\r\n\xc3\xb6\xc3\x9fe\r\n0\r\n\r\n"
    file = tmp_path / "a.warc.gz"
    file.write_bytes(archive(("https://a.example/1", http(Transfer_Encoding="chunked"), body)))
    (page,) = read_path(file)
    assert page.content.decode() == "<p>Größe"


def test_answers_without_a_head_of_http_are_told(tmp_path):
    broken = archive(("https://a.example/x", b"no HTTP at all", b""), PAGES[0])
    pages, (told,) = read_bytes(tmp_path, broken)
    assert pages == [0]
    assert told.endswith("behind byte 0: https://a.example/x has no address or no HTTP head")


@given(st.binary(max_size=400), st.integers(0, len(WHOLE)), st.integers(0, 400))
@settings(max_examples=60, deadline=None)
def test_no_bytes_in_an_archive_make_it_stumble(junk, at, length):
    with tempfile.TemporaryDirectory() as folder:
        pages, _ = read_bytes(Path(folder), WHOLE[:at] + junk + WHOLE[at + length :])
    assert set(pages) <= {0, 1, 2}


@given(
    st.lists(st.integers(1, 3), min_size=1, max_size=6),
    st.integers(1, len(WHOLE)),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_stretches_of_an_archive_have_each_record_once(groups, size, cut):
    """Members of one record or several, the last of them cut off or not."""
    numbers = itertools.cycle(range(3))
    members = [b"".join(gzip.decompress(MEMBERS[next(numbers)]) for _ in range(n)) for n in groups]
    content = b"".join(map(gzip.compress, members))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "a.warc.gz")
        file.write_bytes(content[: -len(MEMBERS[0]) // 2] if cut else content)
        whole = [told_of(each) for each in read_path(file)]
        parts = stretches(file, size)
        assert [part.begin for part in parts[1:]] == [part.end for part in parts[:-1]]
        of_parts = [told_of(each) for part in parts for each in read_path(file, stretch=part)]
    assert of_parts == whole


def told_of(item):
    return item.url if isinstance(item, Page) else item.detail


def test_a_plain_archive_and_one_in_a_single_piece_are_one_stretch(tmp_path):
    file = tmp_path / "a.warc"
    for content in (PLAIN, gzip.compress(PLAIN), b""):
        file.write_bytes(content)
        assert stretches(file, 100) == [Stretch(0, len(content))]

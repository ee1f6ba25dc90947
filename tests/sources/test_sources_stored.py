"""Files, directories, JSON lines and web archives as sources."""

from __future__ import annotations

import gzip
import json
import uuid
from datetime import UTC, date, datetime

import pytest

from pipeline.documents import Article, Page, Rejection
from pipeline.sources import Source, read_path, stored


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
    assert told.reason == "unreadable"
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
    file.write_bytes(b"\x1f\x8bnothing of the kind")
    assert all(isinstance(each, Rejection) for each in read_path(file))

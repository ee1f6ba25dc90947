"""What is already here: files, directories, JSON lines and web archives.

Nothing is fetched for these. A file or an archived answer is a `Page`, a JSON line with the
text of an article an `Article`; what can't be taken is a `Rejection`, and the rest goes on.
"""

from __future__ import annotations

import gzip
import json
import unicodedata
import zlib
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from io import BufferedReader
from pathlib import Path
from typing import TypeAlias

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from pipeline.documents import Article, Language, Page, Rejection
from pipeline.sources.catalog import Source
from pipeline.sources.dates import feed_date
from pipeline.sources.unpacking import UnpackingError, unzipped

__all__ = ["Stored", "read_path", "stored"]

Stored: TypeAlias = Page | Article | Rejection

_MOST_BYTES = 32 * 1024 * 1024
_TYPES: Mapping[str, str] = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".txt": "text/plain",
    ".md": "text/plain",
    ".text": "text/plain",
}
_LANGUAGES: Mapping[str, Language] = {"de": "de", "en": "en"}


def stored(source: Source) -> Iterator[Stored]:
    """All that a source of files, directories, JSON lines or archives holds."""
    for address in source.addresses:
        yield from read_path(Path(address).expanduser(), source.name, source.language)


def read_path(
    path: Path, source: str | None = None, language: Language | None = None
) -> Iterator[Stored]:
    """A file by its ending, or every file with a known ending below a directory, in order.

    `language` is for JSON lines that do not name theirs.
    """
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.is_file() and _known(file):
                yield from read_path(file, source, language)
        return
    name = path.name.lower()
    try:
        if name.endswith((".warc", ".warc.gz")):
            yield from _archive(path, source)
        elif name.endswith((".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")):
            yield from _json_lines(path, source, language)
        else:
            yield _file(path, source)
    except (OSError, EOFError, zlib.error) as error:
        yield Rejection(str(path), "unreadable", f"{path}: {_reason(error)}")


def _reason(error: Exception) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error)


def _known(file: Path) -> bool:
    endings = (".warc", ".warc.gz", ".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", *_TYPES)
    return file.name.lower().endswith(endings)


def _file(path: Path, source: str | None) -> Stored:
    if path.stat().st_size > _MOST_BYTES:
        return Rejection(str(path), "too-large", f"{path}: larger than {_MOST_BYTES} bytes")
    kind = _TYPES.get(path.suffix.lower())
    url = path.resolve().as_uri()
    return Page(
        url=url,
        final_url=url,
        content=path.read_bytes(),
        fetched_at=datetime.fromtimestamp(path.stat().st_mtime, UTC),
        headers={"content-type": kind} if kind else {},
        source=source,
    )


# --- JSON lines ------------------------------------------------------------------------------


def _json_lines(path: Path, source: str | None, language: Language | None) -> Iterator[Stored]:
    with _open(path) as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _json_line(line, f"{path}:{number}", source, language)


def _open(path: Path) -> gzip.GzipFile | BufferedReader:
    return gzip.open(path) if path.name.lower().endswith(".gz") else path.open("rb")


def _json_line(line: bytes, where: str, source: str | None, language: Language | None) -> Stored:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Rejection(where, "unreadable", f"{where}: no JSON: {error}")
    if not isinstance(record, dict):
        return Rejection(where, "unreadable", f"{where}: a line has to be a JSON object")
    url = _text(record, "url") or _text(record, "id") or where
    markup = _text(record, "html")
    if markup is not None:
        moment = feed_date(_text(record, "fetched_at")) or datetime.now(UTC)
        headers = {"content-type": "text/html; charset=utf-8"}
        return Page(url, url, markup.encode("utf-8", "replace"), moment, 200, headers, source)
    text = _text(record, "text")
    if text is None:
        return Rejection(url, "empty", f'{where}: neither "html" nor "text"')
    title = _text(record, "title") or text.splitlines()[0]
    whole = text if text.startswith(title) else f"{title}\n\n{text}"
    lang = _LANGUAGES.get((_text(record, "lang") or _text(record, "language") or "")[:2].lower())
    if lang is None and language is None:
        headers = {"content-type": "text/plain; charset=utf-8"}
        return Page(
            url, url, whole.encode("utf-8", "replace"), datetime.now(UTC), 200, headers, source
        )
    given = _text(record, "published")
    published = _published(given)
    return Article(
        url=url,
        title=unicodedata.normalize("NFC", title),
        text=unicodedata.normalize("NFC", whole),
        lang=lang or language or "en",
        published=published,
        published_from="given" if published else None,
        authors=tuple(str(name) for name in record.get("authors") or () if name),
        source=_text(record, "source") or source,
    )


def _text(record: Mapping[str, object], name: str) -> str | None:
    value = record.get(name)
    return value.strip() if isinstance(value, str) and value.strip() else None


def _published(text: str | None) -> date | datetime | None:
    if text is not None and len(text) == 10:
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    return feed_date(text)


# --- web archives ----------------------------------------------------------------------------


def _archive(path: Path, source: str | None) -> Iterator[Stored]:
    """The good HTML answers of a WARC file, as CC-NEWS packs them."""
    with path.open("rb") as stream:
        records = ArchiveIterator(
            stream,
            record_types=WarcRecordType.response,
            max_content_length=_MOST_BYTES,
            auto_decode="none",
        )
        for record in records:
            if (item := _answer(record, source)) is not None:
                yield item


def _answer(record: WarcRecord, source: str | None) -> Stored | None:
    url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    if not url or record.http_headers is None or record.http_headers.status_code != 200:
        return None
    headers = {name.lower(): value for name, value in record.http_headers.astuples()}
    if "html" not in headers.get("content-type", "html"):
        return None
    encoding = headers.pop("content-encoding", "").lower()
    content = record.reader.read()
    try:
        content = unzipped(content, _MOST_BYTES)
    except UnpackingError as error:
        return Rejection(url, "encoding", f"{url}: {error}")
    if encoding not in {"", "identity", "gzip", "x-gzip"} and b"<" not in content[:2000]:
        return Rejection(url, "encoding", f"{url}: packed as {encoding!r}, which is not read")
    moment = feed_date(record.headers.get("WARC-Date")) or datetime.now(UTC)
    return Page(url, url, content, moment, 200, headers, source)

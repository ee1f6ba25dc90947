"""What is already here: files, directories, JSON lines and web archives.

Nothing is fetched for these. A file or an archived answer is a `Page`, a JSON line with the
text of an article an `Article`; what can't be taken is a `Rejection`, and the rest goes on.
"""

from __future__ import annotations

import gzip
import json
import os
import unicodedata
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from io import BufferedReader
from pathlib import Path
from typing import TypeAlias

from pipeline.documents import Article, Language, Page, Rejection
from pipeline.sources.archives import Stretch, read_archive
from pipeline.sources.catalog import Source
from pipeline.sources.dates import feed_date

__all__ = ["Stored", "holds_many", "paths_of", "read_path", "stored"]

Stored: TypeAlias = Page | Article | Rejection
Detect: TypeAlias = Callable[[str], Language | None]

_MOST_BYTES = 32 * 1024 * 1024
_PIECE = 64 * 1024
_TYPES: Mapping[str, str] = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".txt": "text/plain",
    ".md": "text/plain",
    ".text": "text/plain",
}
_ARCHIVES = (".warc", ".warc.gz")
_JSON_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_LANGUAGES: Mapping[str, Language] = {
    "de": "de", "deu": "de", "ger": "de", "german": "de", "deutsch": "de",
    "en": "en", "eng": "en", "english": "en", "englisch": "en",
}  # fmt: skip


def stored(source: Source, detect: Detect | None = None) -> Iterator[Stored]:
    """All that a source of files, directories, JSON lines or archives holds."""
    for address in source.addresses:
        yield from read_path(Path(address).expanduser(), source.name, source.language, detect)


def paths_of(source: Source) -> Iterator[Path | Rejection]:
    """The files of a source, those below its folders one by one, and what can't be opened."""
    for address in source.addresses:
        path = Path(address).expanduser()
        yield from _below(path) if path.is_dir() else [path]


def holds_many(path: Path) -> bool:
    """Whether a file is an archive or of JSON lines: many pages or articles in one."""
    return path.name.lower().endswith((*_ARCHIVES, *_JSON_LINES))


def read_path(
    path: Path,
    source: str | None = None,
    language: Language | None = None,
    detect: Detect | None = None,
    stretch: Stretch | None = None,
) -> Iterator[Stored]:
    """A file by its ending, or every file with a known ending below a directory, in order.

    What the disk does not give is an "io-error", what is wrong with it "unreadable". Of a web
    archive only a `stretch` is read, where one is given. JSON lines that do not name their
    language have `language`, else what `detect` finds; without it they are given as pages of
    plain text.
    """
    if path.is_dir():
        for below in _below(path):
            if isinstance(below, Rejection):
                yield below
            else:
                yield from read_path(below, source, language, detect)
        return
    name = path.name.lower()
    try:
        if path.exists() and not path.is_file():
            yield Rejection(str(path), "unreadable", f"{path}: neither a file nor a folder")
        elif name.endswith(_ARCHIVES):
            yield from read_archive(path, source, stretch)
        elif name.endswith(_JSON_LINES):
            yield from _json_lines(path, source, (lambda _: language) if language else detect)
        else:
            yield _file(path, source)
    except (OSError, EOFError, ValueError, zlib.error) as error:
        yield _not_read(str(path), error)


def _below(folder: Path) -> Iterator[Path | Rejection]:
    """The files below a folder in order; links to other folders are not followed."""
    closed: list[Rejection] = []

    def tell(error: OSError) -> None:
        closed.append(_not_read(str(error.filename), error))

    for place, folders, names in os.walk(folder, onerror=tell):
        folders.sort()
        for name in sorted(names):
            if name.lower().endswith((*_ARCHIVES, *_JSON_LINES, *_TYPES)):
                yield Path(place, name)
    yield from closed


def _not_read(where: str, error: Exception) -> Rejection:
    if isinstance(error, OSError) and error.errno is not None:
        return Rejection(where, "io-error", f"{where}: {error.strerror or error}")
    return Rejection(where, "unreadable", f"{where}: {error}")


def _file(path: Path, source: str | None) -> Stored:
    with path.open("rb") as stream:
        content = stream.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        return _too_large(str(path))
    kind = _TYPES.get(path.suffix.lower())
    url = path.resolve().as_uri()
    return Page(
        url=url,
        final_url=url,
        content=content,
        fetched_at=datetime.fromtimestamp(path.stat().st_mtime, UTC),
        headers={"content-type": kind} if kind else {},
        source=source,
    )


def _too_large(where: str) -> Rejection:
    return Rejection(where, "too-large", f"{where}: larger than {_MOST_BYTES} bytes")


# --- JSON lines ------------------------------------------------------------------------------


def _json_lines(path: Path, source: str | None, detect: Detect | None) -> Iterator[Stored]:
    with gzip.open(path) if path.name.lower().endswith(".gz") else path.open("rb") as stream:
        for number, line in enumerate(_lines(stream), start=1):
            where = f"{path}:{number}"
            if len(line) > _MOST_BYTES:
                yield _too_large(where)
            elif line.strip(b"\xef\xbb\xbf \t\r\n\0"):
                yield _json_line(line, where, source, detect)


def _lines(stream: gzip.GzipFile | BufferedReader) -> Iterator[bytes]:
    """Lines, of which at most one byte more than the bound is ever held."""
    while line := stream.readline(_MOST_BYTES + 1):
        if len(line) > _MOST_BYTES and not line.endswith(b"\n"):
            while (rest := stream.readline(_PIECE)) and not rest.endswith(b"\n"):
                pass
        yield line


def _json_line(line: bytes, where: str, source: str | None, detect: Detect | None) -> Stored:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Rejection(where, "unreadable", f"{where}: no JSON: {error}")
    if not isinstance(record, dict):
        return Rejection(where, "unreadable", f"{where}: a line has to be a JSON object")
    url = _text(record, "url") or _text(record, "id") or where
    source = _text(record, "source") or source
    markup = _text(record, "html")
    if markup is not None:
        moment = feed_date(_text(record, "fetched_at")) or datetime.now(UTC)
        headers = {"content-type": "text/html; charset=utf-8"}
        return Page(url, url, markup.encode(), moment, 200, headers, source)
    text = _text(record, "text")
    if text is None:
        return Rejection(url, "empty", f'{where}: neither "html" nor "text"')
    return _article(record, url, text, source, detect)


def _article(
    record: Mapping[str, object], url: str, text: str, source: str | None, detect: Detect | None
) -> Stored:
    title = " ".join((_text(record, "title") or text.splitlines()[0]).split())
    whole = text if text.startswith(title) else f"{title}\n\n{text}"
    named = (_text(record, "lang") or _text(record, "language") or "").lower()
    if not named and detect is None:
        headers = {"content-type": "text/plain; charset=utf-8"}
        return Page(url, url, whole.encode(), datetime.now(UTC), 200, headers, source)
    code = named.replace("_", "-").partition("-")[0]
    lang = detect(whole) if detect and not named else _LANGUAGES.get(code)
    if lang is None:
        told = f"{named!r} is" if named else "its text is"
        return Rejection(url, "language", f"{url}: {told} neither German nor English")
    published = _published(_text(record, "published"))
    names = record.get("authors")
    return Article(
        url=url,
        title=title,
        text=whole,
        lang=lang,
        published=published,
        published_from="given" if published else None,
        authors=tuple(
            name.strip()
            for name in (names if isinstance(names, list) else [names])
            if isinstance(name, str) and name.strip()
        ),
        source=source,
    )


def _text(record: Mapping[str, object], name: str) -> str | None:
    """A text that has something in it, in NFC, without halves of characters and zero bytes."""
    value = record.get(name)
    if not isinstance(value, str):
        return None
    whole = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return unicodedata.normalize("NFC", whole.replace("\0", "")).strip() or None


def _published(text: str | None) -> date | datetime | None:
    if text is not None and len(text) == 10:
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    return feed_date(text)

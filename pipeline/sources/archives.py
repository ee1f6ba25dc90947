"""Web archives (WARC, as CC-NEWS and others pack them) to pages, damaged ones as far as they go.

What breaks off, is damaged or too large is told, and reading goes on at the next record that
can be found: a record is a gzip member of its own, or begins with a line "WARC/1.".
"""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BufferedReader
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from pipeline.documents import Page, Rejection
from pipeline.sources.dates import feed_date
from pipeline.sources.unpacking import UnpackingError, unzipped

__all__ = ["Stretch", "read_archive", "stretches"]

_MOST_BYTES = 32 * 1024 * 1024
_GZIP = b"\x1f\x8b\x08"
_BEGIN = re.compile(rb"\x1f\x8b\x08|(?<=\n)WARC/1\.")
_BEGIN_BYTES = 8
_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Stretch:
    """Bytes of an archive from where a record begins, up to where another one does."""

    begin: int
    end: int


def stretches(path: Path, size: int) -> list[Stretch]:
    """An archive in gzip, record by record, cut where records begin, about every `size` bytes.

    Each record is in one of them. Other archives are one stretch: only unpacked could it be told
    where their records begin. Raises OSError.
    """
    with path.open("rb") as stream:
        window = _Window(stream, Stretch(0, os.fstat(stream.fileno()).st_size))
        begins = [0]
        if window.at(0, 2) == _GZIP[:2]:
            while (begin := window.next_begin(begins[-1] + size)) is not None:
                begins.append(begin)
        ends = [*begins[1:], window.stretch.end]
    return [Stretch(begin, end) for begin, end in zip(begins, ends, strict=True)]


def read_archive(
    path: Path, source: str | None, stretch: Stretch | None = None
) -> Iterator[Page | Rejection]:
    """The good HTML answers of an archive or of a stretch of it, and what can't be had of it.

    Raises OSError, with a number where the disk does not give it.
    """
    with path.open("rb") as stream:
        whole = Stretch(0, os.fstat(stream.fileno()).st_size)
        window = _Window(stream, stretch or whole)
        if window.stretch.begin < window.stretch.end:
            yield from _Archive(path, window, source).items()


class _Window:
    """A stretch of a file as if there were nothing behind it; positions are the file's own."""

    def __init__(self, stream: BufferedReader, stretch: Stretch) -> None:
        self.stretch = stretch
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        left = max(0, self.stretch.end - self._stream.tell())
        return self._stream.read(left if size < 0 else min(size, left))

    def tell(self) -> int:
        return self._stream.tell()

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._stream.seek(offset, whence)

    def close(self) -> None:
        self._stream.close()

    def at(self, place: int, size: int) -> bytes:
        """Bytes at a place; where reading stands does not change."""
        size = min(size, self.stretch.end - place)
        return os.pread(self._stream.fileno(), size, place) if size > 0 else b""

    def next_begin(self, after: int) -> int | None:
        """Where the next record begins that can be one."""
        for place in range(after, self.stretch.end, _PIECE):
            before = max(0, place - 1)  # a line break stands there, or not
            piece = self.at(before, _PIECE + _BEGIN_BYTES)
            for found in _BEGIN.finditer(piece, place - before):
                begin = before + found.start()
                if found[0] != _GZIP or _unpacks_to_a_record(self.at(begin, 1024)):
                    return begin
        return None


class _Archive:
    """One archive being read; `_last` is where the record begins that was read last."""

    def __init__(self, path: Path, window: _Window, source: str | None) -> None:
        self._path = path
        self._window = window
        self._source = source
        self._last = window.stretch.begin

    def items(self) -> Iterator[Page | Rejection]:
        begin: int | None = self._window.stretch.begin
        told = False
        while begin is not None:
            before = self._last = begin
            try:
                yield from self._stretch(begin)
            except (OSError, zlib.error) as error:
                if isinstance(error, OSError) and error.errno is not None:
                    raise  # not the archive's fault, but the disk's
                # What follows a damaged record is damage too, until one is read again.
                if not told or self._last > before:
                    yield self._damage(f"a record can't be read: {error}")
                told = True
                begin = self._window.next_begin(self._last + 1)
            else:
                return

    def _stretch(self, begin: int) -> Iterator[Page | Rejection]:
        """Records from a place up to the end; what is left over at the end is told."""
        self._window.seek(begin)
        short = False
        for record in ArchiveIterator(self._window, parse_http=False):
            self._last = record.stream_pos
            if record.record_type is not WarcRecordType.response:
                continue
            declared = record.content_length
            if declared > _MOST_BYTES:
                yield _too_large(_url(record) or str(self._path), declared)
                continue
            record.freeze()
            if short := len(record.reader.read()) < declared:
                yield self._damage(f"{_url(record) or 'a record'} breaks off")
                continue
            record.reader.seek(0)
            record.parse_http(auto_decode="transfer")
            if not _url(record) or not record.http_headers:
                yield self._damage(f"{_url(record) or 'a record'} has no address or no HTTP head")
            elif (item := _answer(record, self._source)) is not None:
                yield item
        if not short and self._breaks_off():
            yield self._damage("the last record breaks off")

    def _damage(self, what: str) -> Rejection:
        where = f"{self._path}, behind byte {self._last}"
        return Rejection(where, "unreadable", f"{where}: {what}")

    def _breaks_off(self) -> bool:
        """Whether bytes are left behind the last record: another one's that is not whole."""
        window = self._window
        first, end = window.stretch.begin, window.stretch.end
        if window.at(first, 2) != _GZIP[:2]:
            return b"\r\n\r\n" not in window.at(self._last, _PIECE)
        begin = self._last if self._last < end else first
        stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
        for place in range(begin, end, _PIECE):
            piece = window.at(place, _PIECE)
            while piece and not stream.eof:
                stream.decompress(piece, _PIECE)
                piece = stream.unconsumed_tail
            if stream.eof:
                rest = stream.unused_data or window.at(place + _PIECE, 1)
                return bool(rest.strip(b"\0"))
        return begin == first != self._last


def _unpacks_to_a_record(begin: bytes) -> bool:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(begin, 5) == b"WARC/"
    except zlib.error:
        return False


def _url(record: WarcRecord) -> str:
    return (record.headers.get("WARC-Target-URI") or "").strip("<>")


def _too_large(where: str, size: int) -> Rejection:
    return Rejection(where, "too-large", f"{where}: {size} bytes, the bound is {_MOST_BYTES}")


def _answer(record: WarcRecord, source: str | None) -> Page | Rejection | None:
    """The page of a whole record; `None` for what is no page or was no good answer."""
    url = _url(record)
    if record.http_headers is None or record.http_headers.status_code != 200:
        return None
    headers = {name.lower(): value for name, value in record.http_headers.astuples()}
    if "html" not in headers.get("content-type", "html").lower():
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

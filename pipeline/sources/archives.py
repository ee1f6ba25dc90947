"""Web archives (WARC, as CC-NEWS and others pack them) to pages, damaged ones as far as they go.

What breaks off, is damaged or too large is told, and reading goes on at the next record that
can be found: a record is a gzip member of its own, or begins with a line "WARC/1.".
"""

from __future__ import annotations

import mmap
import re
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BufferedReader
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from pipeline.documents import Page, Rejection
from pipeline.sources.dates import feed_date
from pipeline.sources.unpacking import UnpackingError, unzipped

__all__ = ["read_archive"]

_MOST_BYTES = 32 * 1024 * 1024
_GZIP = b"\x1f\x8b\x08"
_BEGIN = re.compile(rb"\x1f\x8b\x08|(?<=\n)WARC/1\.")
_PIECE = 1024 * 1024


def read_archive(path: Path, source: str | None) -> Iterator[Page | Rejection]:
    """The good HTML answers of an archive, and what can't be had of it. Raises OSError."""
    with path.open("rb") as stream:
        if not path.stat().st_size:
            return  # what is empty can't be mapped
        with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as whole:
            yield from _Archive(path, stream, whole, source).items()


class _Archive:
    """One archive being read; `_last` is where the record begins that was read last."""

    def __init__(
        self, path: Path, stream: BufferedReader, whole: mmap.mmap, source: str | None
    ) -> None:
        self._path = path
        self._stream = stream
        self._whole = whole
        self._source = source
        self._last = 0

    def items(self) -> Iterator[Page | Rejection]:
        begin: int | None = 0
        told = False
        while begin is not None:
            before = self._last = begin
            try:
                yield from self._stretch(begin)
            except (OSError, zlib.error) as error:
                # What follows a damaged record is damage too, until one is read again.
                if not told or self._last > before:
                    yield self._damage(f"a record can't be read: {error}")
                told = True
                begin = self._next_begin(self._last + 1)
            else:
                return

    def _stretch(self, begin: int) -> Iterator[Page | Rejection]:
        """Records from a place up to the end; what is left over at the end is told."""
        self._stream.seek(begin)
        short = False
        for record in ArchiveIterator(self._stream, parse_http=False):
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

    def _next_begin(self, after: int) -> int | None:
        """Where the next record begins that can be one."""
        for found in _BEGIN.finditer(self._whole, after):
            begin = found.start()
            if found[0] != _GZIP or _unpacks_to_a_record(self._whole[begin : begin + 1024]):
                return begin
        return None

    def _breaks_off(self) -> bool:
        """Whether bytes are left behind the last record: another one's that is not whole."""
        if self._whole[:2] != _GZIP[:2]:
            head = self._whole.find(b"\r\n\r\n", self._last)
            return head < 0
        begin = self._last if self._last < len(self._whole) else 0
        stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
        for at in range(begin, len(self._whole), _PIECE):
            piece = self._whole[at : at + _PIECE]
            while piece and not stream.eof:
                stream.decompress(piece, _PIECE)
                piece = stream.unconsumed_tail
            if stream.eof:
                rest = stream.unused_data or self._whole[at + _PIECE : at + _PIECE + 1]
                return bool(rest.strip(b"\0"))
        return begin == 0 != self._last


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

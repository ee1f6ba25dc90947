"""Raw pages, kept compressed, so that they can be read again without the network.

    DIRECTORY/ab/abcdef….gz     the bytes, once, under their digest
    DIRECTORY/pages.sqlite      which address gave which bytes, when, with which headers

A file is written whole under another name, then renamed; the index row comes after it. A run
killed at any moment leaves at worst a file without a row, which `prune` removes.
"""

from __future__ import annotations

import gzip
import json
import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from pipeline.documents import Page
from pipeline.fetch.outcomes import digest_of
from pipeline.settings import PageStoreSettings

__all__ = ["PageStore", "Pruned"]

_log = logging.getLogger(__name__)
_SCHEMA = """
CREATE TABLE IF NOT EXISTS page (
    url TEXT NOT NULL, final_url TEXT NOT NULL, source TEXT, status INTEGER NOT NULL,
    headers TEXT NOT NULL, digest TEXT NOT NULL, bytes INTEGER NOT NULL, fetched_at TEXT NOT NULL,
    PRIMARY KEY (url, digest)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS page_by_time ON page (fetched_at);
CREATE INDEX IF NOT EXISTS page_by_digest ON page (digest);
"""
_COLUMNS = "url, final_url, source, status, headers, digest, fetched_at"
_OLDEST = "SELECT url, digest, bytes, fetched_at FROM page ORDER BY fetched_at, url LIMIT 1"
_PUTS_BETWEEN_PRUNINGS = 500
# One page in 4,096 has the whole directory looked through for files without a row.
_SWEPT_AT = "000"
# A file without a row may be one that another process is about to write the row for.
_ORPHAN_AGE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Pruned:
    """What a pruning removed: rows, and compressed bytes."""

    pages: int
    bytes: int


class PageStore:
    """The kept pages of a directory; a context manager. Several processes may share one."""

    def __init__(self, settings: PageStoreSettings) -> None:
        self._directory = settings.directory
        self._max_bytes = settings.max_bytes
        self._max_age = timedelta(days=settings.max_age_days)
        self._directory.mkdir(parents=True, exist_ok=True)
        self._index = _open_index(self._directory / "pages.sqlite")
        self._puts = 0
        self._newest: datetime | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Bring the kept pages within their bounds, where any were added, and close the index."""
        try:
            if self._newest is not None:
                self._shrink(self._newest)
        except (OSError, sqlite3.Error) as error:
            _log.warning("%s: kept pages are not pruned: %s", self._directory, error)
        finally:
            self._index.close()

    def put(self, page: Page) -> str:
        """Keep a page; its digest. The same bytes of many addresses are kept once.

        Raises OSError and sqlite3.Error where the disk or the index does not take it.
        """
        digest = digest_of(page.content)
        if self._max_bytes == 0:
            return digest
        file = self._file(digest)
        if not file.exists():
            self._write(file, page.content)
        self._index.execute(
            "INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                page.url,
                page.final_url,
                page.source,
                page.status,
                json.dumps(dict(page.headers)),
                digest,
                file.stat().st_size,
                page.fetched_at.astimezone(UTC).isoformat(),
            ),
        )
        self._puts += 1
        self._newest = max(page.fetched_at, self._newest or page.fetched_at)
        if digest.startswith(_SWEPT_AT):
            self.prune()
        elif self._puts % _PUTS_BETWEEN_PRUNINGS == 0:
            self._shrink(self._newest)
        return digest

    def content(self, digest: str) -> bytes | None:
        """The bytes of a digest; `None` where they are not kept, or are damaged."""
        try:
            content = gzip.decompress(self._file(digest).read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, EOFError, ValueError) as error:
            _log.warning("%s: kept page not readable: %s", self._file(digest), error)
            return None
        if digest_of(content) != digest:
            _log.warning("%s: kept page is damaged", self._file(digest))
            return None
        return content

    def latest(self, url: str) -> Page | None:
        """The newest kept page of an address."""
        return next(self._pages("WHERE url = ? ORDER BY fetched_at DESC LIMIT 1", (url,)), None)

    def pages(self, since: datetime | None = None, source: str | None = None) -> Iterator[Page]:
        """All kept pages, oldest first; one page in memory at a time."""
        begin = "" if since is None else since.astimezone(UTC).isoformat()
        yield from self._pages(
            "WHERE fetched_at >= ? AND (? IS NULL OR source = ?) ORDER BY fetched_at, url",
            (begin, source, source),
        )

    def prune(self, now: datetime | None = None) -> Pruned:
        """Remove what is too old, then the oldest until the rest fits, and files without a row."""
        now = now or datetime.now(UTC)
        removed = self._shrink(now)
        return Pruned(removed.pages, removed.bytes + self._remove_orphans(now))

    def _shrink(self, now: datetime) -> Pruned:
        """Remove what is too old, then the oldest until the rest fits the size bound."""
        removed, freed = 0, 0
        oldest_kept = (now - self._max_age).isoformat()
        with self._writing() as cursor:
            size = self._size()
            while (row := cursor.execute(_OLDEST).fetchone()) is not None:
                url, digest, length, fetched_at = row
                if fetched_at >= oldest_kept and size <= self._max_bytes:
                    break
                cursor.execute("DELETE FROM page WHERE url = ? AND digest = ?", (url, digest))
                removed += 1
                if not cursor.execute("SELECT 1 FROM page WHERE digest = ?", (digest,)).fetchone():
                    self._file(digest).unlink(missing_ok=True)
                    size, freed = size - length, freed + length
        return Pruned(removed, freed)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Cursor]:
        with closing(self._index.cursor()) as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            try:
                yield cursor
            except BaseException:
                cursor.execute("ROLLBACK")
                raise
            cursor.execute("COMMIT")

    def _pages(self, where: str, values: tuple[object, ...]) -> Iterator[Page]:
        rows = self._index.execute(f"SELECT {_COLUMNS} FROM page {where}", values)
        for url, final_url, source, status, headers, digest, fetched_at in rows:
            content = self.content(digest)
            if content is not None:
                moment = datetime.fromisoformat(fetched_at)
                yield Page(url, final_url, content, moment, status, json.loads(headers), source)

    def _size(self) -> int:
        query = "SELECT coalesce(sum(bytes), 0) FROM (SELECT DISTINCT digest, bytes FROM page)"
        return int(self._index.execute(query).fetchone()[0])

    def _file(self, digest: str) -> Path:
        return self._directory / digest[:2] / f"{digest}.gz"

    def _write(self, file: Path, content: bytes) -> None:
        file.parent.mkdir(exist_ok=True)
        temporary = file.with_suffix(f".{os.getpid()}.new")
        try:
            with temporary.open("wb") as stream:
                stream.write(gzip.compress(content, compresslevel=6, mtime=0))
                stream.flush()
                os.fsync(stream.fileno())
            temporary.replace(file)
        finally:
            temporary.unlink(missing_ok=True)

    def _remove_orphans(self, now: datetime) -> int:
        freed = 0
        for file in self._directory.glob("??/*"):
            digest = file.name.partition(".")[0]
            query = "SELECT 1 FROM page WHERE digest = ?"
            if self._index.execute(query, (digest,)).fetchone() and file.suffix == ".gz":
                continue
            try:
                state = file.stat()
                if now - datetime.fromtimestamp(state.st_mtime, UTC) > _ORPHAN_AGE:
                    file.unlink()
                    freed += state.st_size
            except FileNotFoundError:
                continue  # another process was quicker
        return freed


def _open_index(file: Path) -> sqlite3.Connection:
    """Raises OSError for a file that is no index of pages."""
    index = sqlite3.connect(file, timeout=30, isolation_level=None)
    try:
        index.execute("PRAGMA journal_mode=WAL")
        index.execute("PRAGMA synchronous=NORMAL")
        index.executescript(_SCHEMA)
    except sqlite3.DatabaseError as error:
        index.close()
        raise OSError(f"{file}: kept pages can't be used, move it away: {error}") from error
    return index

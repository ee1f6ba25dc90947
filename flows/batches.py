"""Files for a backfill, cut into batches."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.backfill import PAGE_STORE
from pipeline.sources.archives import Stretch, stretches

__all__ = ["FileBatch", "batches", "files_below"]

# One such file holds thousands of articles: a batch of its own, or several.
_ARCHIVES = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz", ".warc")
_CUT = ".warc.gz"
# Bytes of an archive that are a batch: one of CC-NEWS, a gigabyte, is for sixteen workers.
_STRETCH = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class FileBatch:
    """Files that a task takes, or a stretch of one, and their size: the measure of progress."""

    files: tuple[str, ...]
    bytes: int
    stretch: Stretch | None = None


def files_below(paths: Iterable[str | Path]) -> Iterator[Path]:
    """Files as given, and those in folders at any depth, in the order of their names.

    Hidden ones in folders are left out, and links to other folders; a folder of kept pages is
    given as it is, and so is one that may not be opened, which is told when it is read. One
    folder's names are in memory at a time. Raises FileNotFoundError for a path that is not there.
    """
    for given in paths:
        path = Path(given).expanduser()
        if not str(given).strip():
            raise FileNotFoundError("an empty path is no file or folder")
        if path.is_dir():
            yield from _inside(path)
        elif path.is_file():
            yield path
        else:
            what = "neither a file nor a folder" if path.exists() else "no such file or folder"
            raise FileNotFoundError(f"{path}: {what}")


def batches(files: Iterable[Path], size: int) -> Iterator[FileBatch]:
    """Groups of up to `size` files; a folder of kept pages or an archive is a group by itself.

    Of large web archives each stretch is one, so that several workers share them.
    """
    group: list[Path] = []
    for file in files:
        if file.name.lower().endswith(_CUT):
            yield from _cut(file)
            continue
        if file.is_dir() or file.name.lower().endswith(_ARCHIVES):
            yield _batch([file])
            continue
        group.append(file)
        if len(group) == size:
            yield _batch(group)
            group = []
    if group:
        yield _batch(group)


def _inside(folder: Path) -> Iterator[Path]:
    if (folder / PAGE_STORE).is_file():
        yield folder
        return
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 -- a Path for each is ten times the memory
    except OSError:
        yield folder
        return
    for name in names:
        path = folder / name
        if name.startswith(".") or (path.is_symlink() and path.is_dir()):
            continue
        if path.is_dir():
            yield from _inside(path)
        elif path.is_file():
            yield path


def _cut(archive: Path) -> Iterator[FileBatch]:
    try:
        parts = stretches(archive, _STRETCH)
    except OSError:  # it is told when it is read
        yield FileBatch((str(archive),), 0)
        return
    for part in parts:
        yield FileBatch((str(archive),), part.end - part.begin, part)


def _batch(group: Iterable[Path]) -> FileBatch:
    members = list(group)
    return FileBatch(tuple(map(str, members)), sum(_size(member) for member in members))


def _size(path: Path) -> int:
    try:
        return (path / PAGE_STORE if path.is_dir() else path).stat().st_size
    except OSError:  # it is told when it is read
        return 0

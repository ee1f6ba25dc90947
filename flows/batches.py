"""Files for a backfill, cut into batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

__all__ = ["batches", "files_below"]

# One such file holds thousands of articles: a batch of its own.
_ARCHIVES = (".jsonl", ".jsonl.gz", ".ndjson", ".warc", ".warc.gz")


def files_below(paths: Iterable[str | Path]) -> Iterator[Path]:
    """Files as given, and those in folders at any depth, in the order of their names.

    Hidden ones in folders are left out. Raises FileNotFoundError for a path that is not there.
    """
    for given in paths:
        path = Path(given).expanduser()
        if path.is_dir():
            inside = (p for p in path.rglob("*") if p.is_file())
            yield from sorted(p for p in inside if not _is_hidden(p.relative_to(path)))
        elif path.is_file():
            yield path
        else:
            raise FileNotFoundError(f"{path}: no such file or folder")


def batches(files: Iterable[Path], size: int) -> Iterator[list[str]]:
    """Groups of up to `size` files; an archive is a group by itself."""
    group: list[str] = []
    for file in files:
        if file.name.lower().endswith(_ARCHIVES):
            yield [str(file)]
            continue
        group.append(str(file))
        if len(group) == size:
            yield group
            group = []
    if group:
        yield group


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)

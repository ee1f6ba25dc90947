"""Sources that are here already: files, folders, JSON lines, web archives.

An archive or a file of JSON lines is read again only when it has changed. Of an archive, which
holds what a crawler found, only what is about the AI industry is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from pipeline.documents import Language, Page
from pipeline.fetch import FetchRecord, Validators
from pipeline.gathering import gathered
from pipeline.intake import UNFINISHED, Intake, Item
from pipeline.read.languages import language_of
from pipeline.sources import Source, is_on_hosts
from pipeline.sources.stored import Stored, holds_many, paths_of, read_path
from pipeline.store.records import last_fetches, record_fetches

__all__ = ["found_language", "take_on_hand"]


def take_on_hand(intake: Intake, source: Source, *, everything: bool) -> None:
    """Take what a source of files holds; `everything` also takes what is not about AI.

    Raises models.database.DatabaseProblem where the database cannot be written to.
    """
    whole = [path for path in paths_of(source) if isinstance(path, Path) and holds_many(path)]
    stamps = {path: _stamp(path, source, everything=everything) for path in whole}
    known = last_fetches(intake.engine, [path.resolve().as_uri() for path in whole])
    rest = (path for path in paths_of(source) if path not in stamps)
    intake.take(
        gathered(item for path in rest for item in _items(path, source, everything=everything))
    )
    for path, stamp in stamps.items():
        url = path.resolve().as_uri()
        if stamp and url in known and known[url].etag == stamp:
            continue
        before = _unfinished(intake, source)
        intake.take(gathered(_items(path, source, everything=everything)))
        if stamp and _unfinished(intake, source) == before:
            record_fetches(intake.engine, [_read_through(url, source, stamp)])


def found_language(text: str) -> Language | None:
    """The language of a text that does not name it."""
    return language_of(text, None)


def _items(path: Path | Stored, source: Source, *, everything: bool) -> Iterator[Item]:
    if not isinstance(path, Path):
        yield Item(source.name, path)
        return
    judged = source.kind == "warc" and source.topic != "ai" and not everything
    for item in read_path(path, source.name, source.language, found_language):
        if source.kind != "warc" or not isinstance(item, Page) or _is_chosen(item.url, source):
            yield Item(source.name, item, open=judged)


def _is_chosen(url: str, source: Source) -> bool:
    """Whether an archived page is of the source's hosts and sections, where it names any."""
    if source.hosts and not is_on_hosts(url, source):
        return False
    kept = source.keep is None or source.keep.search(url) is not None
    return kept and not (source.drop and source.drop.search(url))


def _stamp(path: Path, source: Source, *, everything: bool) -> str | None:
    """What changes when a file does, or what is taken of it; `None` where it can't be had."""
    try:
        state = path.stat()
    except OSError:
        return None
    chosen = (source.topic, source.hosts, source.language, everything)
    patterns = [each and each.pattern for each in (source.keep, source.drop)]
    told = repr((state.st_size, state.st_mtime_ns, chosen, patterns))
    return sha256(told.encode()).hexdigest()


def _unfinished(intake: Intake, source: Source) -> int:
    reasons = intake.tally(source.name).reasons
    return sum(count for reason, count in reasons.items() if reason in UNFINISHED)


def _read_through(url: str, source: Source, stamp: str) -> FetchRecord:
    now = datetime.now(UTC)
    kept = Validators(etag=stamp, checked_at=now)
    return FetchRecord(url, source.name, None, "page", kept, None, now, "read through")

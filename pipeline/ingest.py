"""The whole way, once: links → pages → articles → extractions → rows.

`ingest` follows sources, `add` takes what it is given. Both stream: pages arrive while the
model works on the last batch, and memory does not grow with their number. A look at a source
is put on record only after all that it announced is stored, so that the next run takes up
whatever a crash left.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path

from sqlalchemy import Engine

from models.database import open_writer
from pipeline.continuing import fetch_whole
from pipeline.documents import Link
from pipeline.fetch import (
    REASONS,
    FetchFailure,
    FetchRecord,
    NotModified,
    Validators,
    rested,
)
from pipeline.fetch.discovery import Discovery, discover
from pipeline.fetch.pages import PageStore
from pipeline.gathering import gathered
from pipeline.intake import UNFINISHED, Extractor, Intake, Item, Progress
from pipeline.onhand import found_language, take_on_hand
from pipeline.read import page_of
from pipeline.reports import Report
from pipeline.settings import PageStoreSettings, Settings
from pipeline.sources import LOCAL_KINDS, Source
from pipeline.sources.stored import read_path
from pipeline.store.records import (
    SourceInfo,
    last_failures,
    last_fetches,
    record_fetches,
    record_run,
    record_sources,
)

__all__ = ["add", "ingest"]

# What `add` stores has this for its source.
_ADDED = "added"


def ingest(
    settings: Settings,
    sources: Sequence[Source],
    extractor: Extractor,
    since: datetime | None = None,
    progress: Progress | None = None,
    *,
    everything: bool = False,
) -> Report:
    """Follow sources: discover links, fetch what is new, keep what the articles state.

    `since` leaves out what a source says is older; `everything` takes what is not about AI.
    Raises models.database.DatabaseProblem where the database cannot be written to.
    """
    local = [source for source in sources if source.kind in LOCAL_KINDS]
    network = [source for source in sources if source.kind not in LOCAL_KINDS]
    with _intake(settings, extractor, progress) as intake:
        record_sources(intake.engine, [_info(source) for source in sources])
        for source in sources:
            intake.tally(source.name)
        looks = _look(intake, settings, network, since, progress, everything=everything)
        links = _in_turn([look.links for look in looks])
        intake.take(_pages(intake.engine, settings, links, network), len(links))
        _record_looks(intake, looks)
        for source in local:
            take_on_hand(intake, source, everything=everything)
        return _finished(intake)


def add(
    targets: Sequence[str],
    settings: Settings,
    extractor: Extractor,
    progress: Progress | None = None,
) -> Report:
    """Take single pages: addresses, HTML and text files, JSON lines, web archives, folders.

    A folder of kept pages (`[pages] directory`) is read anew, without the network.
    Raises models.database.DatabaseProblem where the database cannot be written to.
    """
    links = [Link(target, _ADDED) for target in targets if "://" in target]
    paths = [Path(target).expanduser() for target in targets if "://" not in target]
    with _intake(settings, extractor, progress) as intake:
        intake.tally(_ADDED).links = len(targets)
        intake.take(gathered(item for path in paths for item in _here(path)))
        intake.take(_pages(intake.engine, settings, links, ()), len(links))
        return _finished(intake)


def _here(path: Path) -> Iterator[Item]:
    """What a path holds; kept pages come under the source that they were fetched for."""
    if not (path / "pages.sqlite").is_file():
        yield from (Item(_ADDED, item) for item in read_path(path, detect=found_language))
        return
    with PageStore(PageStoreSettings(directory=path)) as kept:
        yield from (Item(page.source or _ADDED, page) for page in kept.pages())


@contextmanager
def _intake(
    settings: Settings, extractor: Extractor, progress: Progress | None
) -> Iterator[Intake]:
    engine = open_writer(settings.database_url)
    try:
        with PageStore(settings.pages) as pages:
            yield Intake(engine, extractor, pages, progress)
    finally:
        engine.dispose()


def _look(
    intake: Intake,
    settings: Settings,
    sources: Sequence[Source],
    since: datetime | None,
    progress: Progress | None,
    *,
    everything: bool,
) -> list[Discovery]:
    """Look at all sources; what went wrong stands in their tallies."""
    addresses = [address for source in sources for address in source.addresses]
    validators = _validators(intake.engine, addresses)
    looks = []
    for look in discover(sources, settings, validators.get, since, everything=everything):
        tally = intake.tally(look.source.name)
        tally.links = look.seen
        if look.problems:
            tally.error = "; ".join(look.problems)
        looks.append(look)
        if progress is not None:
            progress("sources", len(looks), len(sources))
    return looks


def _in_turn(groups: Sequence[Sequence[Link]]) -> list[Link]:
    """One link of each source after the other, so that a large one holds up none."""
    rounds = zip_longest(*groups)
    return [link for links in rounds for link in links if link is not None]


def _pages(
    engine: Engine, settings: Settings, links: Iterable[Link], sources: Sequence[Source]
) -> Iterator[Item]:
    """Fetch links, all pages of an article; of an address that is known, only what changed.

    A text that a feed carries whole is taken as it is. What keeps failing is asked for less and
    less, but by `add`, which has no sources.
    """
    wanted = []
    for link in links:
        page = page_of(link, datetime.now(UTC))
        if page is None:
            wanted.append(link)
        else:
            yield Item(link.source, page, open=link.open)
    failed = last_failures(engine, [link.url for link in wanted])
    if sources:
        now = datetime.now(UTC)
        resting = {url for url, last in failed.items() if last.retry_at > now}
        wanted = [link for link in wanted if link.url not in resting]
    validators = _validators(engine, [link.url for link in wanted])
    for link, outcome, following in fetch_whole(wanted, settings, sources, validators.get):
        asked = not isinstance(outcome, NotModified) or outcome.asked
        if isinstance(outcome, FetchFailure):
            last = failed.get(link.url)
            outcome = rested(outcome, last.rest if last else None)  # noqa: PLW2901
        yield Item(link.source, outcome, asked, following, link.open)


def _validators(engine: Engine, urls: Iterable[str]) -> dict[str, Validators]:
    return {
        url: Validators(
            last.etag,
            last.last_modified,
            last.digest,
            last.full_at,
            last.fresh_until,
            last.checked_at,
        )
        for url, last in last_fetches(engine, urls).items()
    }


def _record_looks(intake: Intake, looks: Iterable[Discovery]) -> None:
    """Keep the looks; one with articles worth another try is asked for whole the next time."""
    records: list[FetchRecord] = []
    for look in looks:
        reasons = intake.tally(look.source.name).reasons
        unfinished = any(_worth_another_try(reason) for reason in reasons)
        records.extend(
            replace(record, validators=None) if unfinished else record for record in look.records
        )
    record_fetches(intake.engine, records)


def _info(source: Source) -> SourceInfo:
    return SourceInfo(source.name, source.kind, source.language, source.home)


def _worth_another_try(reason: str) -> bool:
    known = REASONS.get(reason)
    return reason in UNFINISHED or (known is not None and (known.retry or known.host))


def _finished(intake: Intake) -> Report:
    now = datetime.now(UTC)
    reports = tuple(tally.report(now) for tally in intake.tallies.values())
    for report in reports:
        failed = sum(count for reason, count in report.reasons.items() if reason in REASONS)
        record_run(intake.engine, report, failed)
    return Report(reports, dict(intake.seconds))

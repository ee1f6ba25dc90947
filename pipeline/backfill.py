"""Years of archive into the graph: stored pages, batch by batch, each of them taken once.

A batch is known by its pages, by what is wanted of them and by the model that reads them. It is
put on record after all of it is stored, so that a run that was stopped, or is started again on
any machine, passes by what was taken. One batch of pages is in memory at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

from models.database import open_writer
from pipeline.documents import Article, Language, Link, Page
from pipeline.fetch.pages import PageStore
from pipeline.gathering import gathered
from pipeline.intake import UNFINISHED, Extractor, Intake, Item
from pipeline.read.languages import language_of
from pipeline.reports import Report
from pipeline.settings import PageStoreSettings, Settings
from pipeline.sources import Source, is_about_ai, load_catalog
from pipeline.sources.archives import Stretch
from pipeline.sources.stored import Stored, read_path
from pipeline.store.taken import articles_taken, record_taken

__all__ = ["PAGE_STORE", "Selection", "backfill"]

# A folder with this file holds the raw pages that `ingest` keeps.
PAGE_STORE = "pages.sqlite"

# Where the host is no source's; and what an earlier run took.
_NO_SOURCE = "added"
_TAKEN_BEFORE = "taken before"
_LEAD = 600  # characters that tell what an article is about


@dataclass(frozen=True, slots=True)
class Selection:
    """What is wanted of the pages: reported from `since` to `until`, both days included.

    An article without a day of its own has the day on which it was fetched. `sources` are names
    of the catalogue, none: all pages. `about_ai` leaves out what is not about the AI industry.
    """

    since: date | None = None
    until: date | None = None
    sources: tuple[str, ...] = ()
    about_ai: bool = False


def backfill(
    files: Sequence[str],
    settings: Settings,
    extractor: Extractor,
    selection: Selection | None = None,
    *,
    size: int = 200,
    stretch: Stretch | None = None,
    go_on: Callable[[], bool] = lambda: True,
) -> Report:
    """Take files, archives and folders of kept pages, `size` pages a batch.

    Of a web archive only a `stretch` is taken, where one is given. Stops early where `go_on`,
    asked behind each batch, says so.
    Raises models.database.DatabaseProblem where the database cannot be written to.
    """
    chosen = _Chosen(selection or Selection(), load_catalog(settings), stretch)
    engine = open_writer(settings.database_url)
    try:
        with PageStore(settings.pages) as pages:
            intake = Intake(engine, extractor, pages, wanted=chosen.article)
            for batch in _batches(gathered(chosen.items(intake, files)), size):
                _take(intake, batch, _name(batch, chosen.selection, extractor.version))
                if not go_on():
                    break
            now = datetime.now(UTC)
            reports = tuple(tally.report(now) for tally in intake.tallies.values())
            return Report(reports, dict(intake.seconds))
    finally:
        engine.dispose()


def _take(intake: Intake, batch: Sequence[Item], name: str) -> None:
    taken = articles_taken(intake.engine, name)
    if taken is not None:
        intake.tally(_TAKEN_BEFORE).results["unchanged"] += taken
        return
    stored, unfinished = _stored(intake), _unfinished(intake)
    intake.take(batch)
    if _unfinished(intake) == unfinished:
        record_taken(intake.engine, name, _stored(intake) - stored)


def _stored(intake: Intake) -> int:
    results = ("new", "changed", "unchanged")
    return sum(tally.results[each] for tally in intake.tallies.values() for each in results)


def _unfinished(intake: Intake) -> int:
    return sum(tally.reasons[each] for tally in intake.tallies.values() for each in UNFINISHED)


def _batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def _name(batch: Iterable[Item], selection: Selection, model: str) -> str:
    """Hash all that decides what the batch gives."""
    name = blake2b(repr((selection, model)).encode(), digest_size=20)
    for content in (each for item in batch for each in (item.content, *item.following)):
        if isinstance(content, Page):
            name.update(repr((content.url, len(content.content))).encode())
            name.update(content.content)
        else:
            name.update(repr(content).encode())
    return name.hexdigest()


class _Chosen:
    """A selection, with the hosts of the catalogue's sources."""

    def __init__(
        self, selection: Selection, catalog: Iterable[Source], stretch: Stretch | None
    ) -> None:
        self.selection = selection
        self._stretch = stretch
        self._source_of = {host: source for source in catalog for host in source.hosts}
        self._sources = frozenset(selection.sources)

    def items(self, intake: Intake, files: Iterable[str]) -> Iterator[Item]:
        """What the files hold, under the names of its sources; what is not wanted is counted."""
        for file in files:
            for content in self._read(Path(file)):
                source = self._named(content)
                if self._page(content, source):
                    yield Item(source, _from(source, content))
                else:
                    intake.tally(source).results["left out"] += 1

    def article(self, article: Article, seen_at: datetime) -> bool:
        """Whether an article is wanted."""
        wish = self.selection
        reported = _day(article.published) or seen_at.astimezone(UTC).date()
        if wish.since is not None and reported < wish.since:
            return False
        if wish.until is not None and reported > wish.until:
            return False
        return not wish.about_ai or self._about_ai(article)

    def _read(self, path: Path) -> Iterator[Stored]:
        if not (path / PAGE_STORE).is_file():
            yield from read_path(path, detect=_language, stretch=self._stretch)
            return
        since = self.selection.since
        begin = None if since is None else datetime(since.year, since.month, since.day, tzinfo=UTC)
        with PageStore(PageStoreSettings(directory=path)) as kept:
            yield from kept.pages(begin)

    def _page(self, content: Stored, source: str) -> bool:
        """Whether it is worth reading: nothing is published after it was fetched."""
        if self._sources and source not in self._sources:
            return False
        since = self.selection.since
        return since is None or not isinstance(content, Page) or content.fetched_at.date() >= since

    def _named(self, content: Stored) -> str:
        if isinstance(content, Page | Article) and content.source is not None:
            return content.source
        found = self._by_host(content.url)
        return found.name if found is not None else _NO_SOURCE

    def _by_host(self, url: str) -> Source | None:
        try:
            host = (urlsplit(url).hostname or "").removeprefix("www.")
        except ValueError:
            return None
        while host:
            if host in self._source_of:
                return self._source_of[host]
            host = host.partition(".")[2]
        return None

    def _about_ai(self, article: Article) -> bool:
        source = self._by_host(article.url)
        if source is not None and source.topic == "ai":
            return True
        name = source.name if source is not None else _NO_SOURCE
        lead = article.text[len(article.title) :][:_LEAD]
        return is_about_ai(Link(article.url, name, article.title, lead)).kept


def _from(source: str, content: Stored) -> Stored:
    return replace(content, source=source) if isinstance(content, Page | Article) else content


def _day(published: date | datetime | None) -> date | None:
    if isinstance(published, datetime):
        return published.astimezone(UTC).date()
    return published


def _language(text: str) -> Language | None:
    return language_of(text, None)

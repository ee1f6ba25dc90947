"""Items in, rows out: read, extract and store in batches, and a tally of what became of each.

A fetch is put on record only after what it gave is stored: a run that is killed in between
asks for the page again and finds the article unchanged.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import NamedTuple, Protocol, TypeAlias

from sqlalchemy import Engine

from models.database import DatabaseProblem
from pipeline.documents import Article, Extraction, Page, Rejection
from pipeline.fetch import FetchFailure, FetchRecord, NotModified, Outcome, record_of
from pipeline.fetch.pages import PageStore
from pipeline.read import join, read
from pipeline.reports import Problem, Tally
from pipeline.sources import text_is_about_ai
from pipeline.store import Found, Stored, store_articles, stored_already
from pipeline.store.records import RefusedPage, record_fetches

__all__ = ["UNFINISHED", "Content", "Extractor", "Intake", "Item", "Progress", "Wanted"]

_log = logging.getLogger(__name__)

# Articles that go through the model and into the database together.
_BATCH = 32
# Characters of an article; the reading stage has the same bound for what it makes of pages.
_LONGEST = 400_000
# Fetches and refusals that wait to be recorded, where articles are few.
_MOST_WAITING = 500

# Reasons that are no judgement of the page: another try may do better.
UNFINISHED = frozenset({"error", "not-stored", "io-error"})

Content: TypeAlias = Page | Article | Rejection | NotModified | FetchFailure


# Told of each step: "sources" looked at or "pages" done, how many, of how many where known.
Progress: TypeAlias = Callable[[str, int, int | None], None]

# Whether an article, seen at that moment, is to be taken.
Wanted: TypeAlias = Callable[[Article, datetime], bool]


class Extractor(Protocol):
    """What `pipeline.extract.load` gives: articles to extractions, in order."""

    @property
    def version(self) -> str: ...

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]: ...


class Item(NamedTuple):
    """What a source gave; `fetched` where it came over the network and the fetch is recorded.

    `following` is what came of the article's further pages. `open` says that only its
    text can tell whether it is about the AI industry.
    """

    source: str
    content: Content
    fetched: bool = False
    following: Sequence[Outcome] = ()
    open: bool = False


@dataclass(frozen=True, slots=True)
class _Read:
    source: str
    article: Article
    seen_at: datetime
    record: FetchRecord | None


class Intake:
    """Takes items of any number of sources; `tallies` and `seconds` tell what it did."""

    def __init__(
        self,
        engine: Engine,
        extractor: Extractor,
        pages: PageStore,
        progress: Progress | None = None,
        wanted: Wanted | None = None,
    ) -> None:
        self.engine = engine
        self.tallies: dict[str, Tally] = {}
        self.seconds: dict[str, float] = defaultdict(float)
        self._extractor = extractor
        self._pages = pages
        self._progress = progress
        self._wanted = wanted
        self._records: list[FetchRecord] = []
        self._refused: list[RefusedPage] = []
        self._batch: list[_Read] = []

    def tally(self, source: str) -> Tally:
        """The tally of a source, begun at its first item."""
        return self.tallies.setdefault(source, Tally(source, datetime.now(UTC)))

    def take(self, items: Iterable[Item], total: int | None = None) -> None:
        """Read, extract and store items as they come; what fails is recorded, the rest goes on.

        Raises models.database.DatabaseProblem where the database cannot be written to.
        """
        for done, item in enumerate(self._timed("fetch", items), start=1):
            self._receive(item)
            if (
                len(self._batch) >= _BATCH
                or len(self._records) + len(self._refused) >= _MOST_WAITING
            ):
                self._flush()
            if self._progress is not None:
                self._progress("pages", done, total)
        self._flush()

    def _receive(self, item: Item) -> None:
        record = (
            record_of(item.content)
            if item.fetched and not isinstance(item.content, Article | Rejection)
            else None
        )
        match item.content:
            case Page() as page:
                self._read(item, page, record)
                return
            case Article() as article:
                self._keep(item, article, datetime.now(UTC), record)
                return
            case Rejection() as rejection:
                self._reject(item.source, rejection)
            case NotModified():
                self.tally(item.source).results["unchanged"] += 1
            case FetchFailure() as failure:
                problem = Problem(failure.url, failure.reason, failure.detail)
                self.tally(item.source).refuse(problem)
        if record is not None:
            self._records.append(record)

    def _read(self, item: Item, page: Page, record: FetchRecord | None) -> None:
        result = self._read_page(page, keep=record is not None)
        if isinstance(result, Rejection):
            self._reject(item.source, result)
            if record is not None:
                self._records.append(record)
            return
        parts = [result]
        for outcome in item.following:
            if item.fetched:
                self._records.append(record_of(outcome))
            if isinstance(outcome, Page):
                part = self._read_page(outcome, keep=item.fetched)
                parts += [part] if isinstance(part, Article) else []
            elif isinstance(outcome, FetchFailure):
                problem = Problem(outcome.url, outcome.reason, outcome.detail)
                self.tally(item.source).refuse(problem)
                # Without validators the next run asks for the article's first page whole again.
                record = record and replace(record, validators=None)
        article = replace(join(parts), source=item.source)
        self._keep(item, article, page.fetched_at, record)

    def _keep(
        self, item: Item, article: Article, seen_at: datetime, record: FetchRecord | None
    ) -> None:
        if len(article.text) > _LONGEST:
            told = f"{len(article.text)} characters; articles are taken up to {_LONGEST}"
            self._reject(item.source, Rejection(article.url, "too-large", told))
        elif (item.open and not text_is_about_ai(article)) or not self._is_wanted(article, seen_at):
            self.tally(item.source).results["left out"] += 1
        else:
            self._batch.append(_Read(item.source, article, seen_at, record))
            return
        if record is not None:
            self._records.append(record)

    def _is_wanted(self, article: Article, seen_at: datetime) -> bool:
        return self._wanted is None or self._wanted(article, seen_at)

    def _read_page(self, page: Page, *, keep: bool) -> Article | Rejection:
        if keep:
            self._keep_raw(page)
        with self._clock("read"):
            try:
                return read(page)
            except Exception as error:
                _log.exception("reading %s failed", page.url, extra={"article": page.url})
                return Rejection(page.url, "error", f"reading failed: {error!r}")

    def _keep_raw(self, page: Page) -> None:
        try:
            self._pages.put(page)
        except (OSError, sqlite3.Error) as error:
            # The article is worth more than the page that it came on.
            _log.warning("%s: the raw page is not kept: %s", page.url, error)

    def _reject(self, source: str, rejection: Rejection) -> None:
        problem = Problem(rejection.url, rejection.reason, rejection.detail)
        _log.info("%s: %s", rejection.reason, rejection.detail, extra=_told(source, rejection.url))
        self.tally(source).refuse(problem)
        self._refused.append(RefusedPage(rejection, source, datetime.now(UTC)))

    def _flush(self) -> None:
        batch, self._batch = self._batch, []
        known = self._known(batch) if batch else frozenset()
        for each in batch:
            if each.article.url in known:
                self.tally(each.source).results["unchanged"] += 1
        fresh = [each for each in batch if each.article.url not in known]
        for each in self._stored(fresh):
            batch.remove(each)
        self._records.extend(each.record for each in batch if each.record is not None)
        with self._clock("store"):
            record_fetches(self.engine, self._records, self._refused)
        self._records, self._refused = [], []

    def _known(self, batch: list[_Read]) -> Collection[str]:
        with self._clock("extract"):
            version = self._extractor.version
        with self._clock("store"):
            return stored_already(self.engine, [each.article for each in batch], version)

    def _stored(self, fresh: list[_Read]) -> Iterator[_Read]:
        """Extract and store; gives those that failed.

        A batch that fails as a whole is taken apart, so that one bad article stops no other.
        """
        if not fresh:
            return
        try:
            with self._clock("extract"):
                extractions = list(self._extractor.extract(each.article for each in fresh))
            found = [
                Found(each.article, extraction, each.seen_at)
                for each, extraction in zip(fresh, extractions, strict=True)
            ]
            with self._clock("store"):
                results = store_articles(self.engine, found)
        except DatabaseProblem:
            raise
        except Exception as error:
            if len(fresh) > 1:
                for each in fresh:
                    yield from self._stored([each])
                return
            url = fresh[0].article.url
            _log.exception("storing %s failed", url, extra=_told(fresh[0].source, url))
            detail = f"extracting or storing failed: {error!r}"
            rejection = Rejection(url, "error", detail)
            self._reject(fresh[0].source, rejection)
            yield fresh[0]
            return
        for each, result in zip(fresh, results, strict=True):
            self._count(each.source, result)

    def _count(self, source: str, result: Stored) -> None:
        _log.info(
            "%s, %d claims: %s",
            *(result.result, result.claims, result.url),
            extra=_told(source, result.url),
        )
        tally = self.tally(source)
        tally.results[result.result] += 1
        tally.facts.update(asdict(result.facts))
        if result.result == "failed":
            tally.refuse(Problem(result.url, "not-stored", "the database did not take it"))
        elif result.result != "unchanged":
            tally.claims += result.claims
            tally.refused_claims += result.refused

    def _timed(self, stage: str, items: Iterable[Item]) -> Iterator[Item]:
        """The items; waiting for them counts as `stage`."""
        waiting = iter(items)
        while True:
            with self._clock(stage):
                item = next(waiting, None)
            if item is None:
                return
            yield item

    @contextmanager
    def _clock(self, stage: str) -> Iterator[None]:
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] += time.perf_counter() - begun


def _told(source: str, url: str) -> dict[str, str]:
    """What a line in the log is about, as fields of its own."""
    return {"source": source, "article": url}

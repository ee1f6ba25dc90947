"""Stored articles read anew by another model, on both databases; no Prefect server needed."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import Engine, func, select, update

from models.tables import Article as ArticleRow
from models.tables import Extraction as ExtractionRow
from models.tables import Revision
from pipeline.documents import Amount, Article, Extraction, Span
from pipeline.reextraction import outdated, reextract
from pipeline.settings import Settings
from pipeline.store import Found, store_articles

SEEN = datetime(2026, 11, 1, 8, 30, 15, tzinfo=UTC)
ARTICLES = [
    Article(
        url=f"https://news.example/{name}",
        title=f"Firma {name} sammelt 5 Euro ein",
        text=f"Firma {name} sammelt 5 Euro ein\n\nMehr ist nicht bekannt.",
        lang="de",
        source="news",
        **dates,
    )
    for name, dates in {
        "undated": {},
        "day": {"published": date(2026, 10, 1), "published_from": "meta"},
        "moment": {"published": datetime(2026, 10, 1, 12, 5, tzinfo=UTC), "authors": ("Ö. Ä",)},
        "updated-day": {"published": date(2026, 10, 1), "updated": date(2026, 10, 2)},
        "updated-moment": {"updated": datetime(2026, 10, 2, 1, 2, 3, tzinfo=UTC)},
        "wire": {"agency": "Beispieldienst", "dateline": "Köln", "access": "teaser"},
    }.items()
]


class Model:
    """Finds the five euros, under a version of its own."""

    def __init__(self, version: str) -> None:
        self.version = version

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        for article in articles:
            start = article.text.index("5 Euro")
            amount = Amount(Span(start, start + 6), "5 Euro", Decimal(5), Decimal(5), "EUR")
            yield Extraction((), (amount,), (), (), (), self.version)


@pytest.fixture
def settings(graph_url: str, graph: Engine) -> Settings:
    """Settings on a graph that an old model has read."""
    extractions = Model("old").extract(ARTICLES)
    store_articles(graph, [Found(a, e, SEEN) for a, e in zip(ARTICLES, extractions, strict=True)])
    return Settings(database_url=graph_url)


def models_in_use(graph: Engine) -> set[str]:
    with graph.connect() as connection:
        query = select(ExtractionRow.model).join(
            ArticleRow, ArticleRow.extraction == ExtractionRow.id
        )
        return set(connection.execute(query).scalars())


def test_what_another_model_read_is_outdated_in_batches_of_the_asked_size(settings):
    found = list(outdated(settings, "new", size=4))
    assert [len(ids) for ids in found] == [4, 2]
    assert len({each for ids in found for each in ids}) == len(ARTICLES)


def test_what_this_model_read_is_not_outdated(settings):
    assert list(outdated(settings, "old")) == []


def test_reading_anew_gives_every_article_a_new_reading_and_no_new_revision(settings, graph):
    [ids] = outdated(settings, "new")
    report = reextract(settings, ids, Model("new"))
    assert (report.total("changed"), report.failed) == (len(ARTICLES), False)
    assert models_in_use(graph) == {"new"}
    with graph.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(Revision)) == len(ARTICLES)
        kept = connection.scalar(select(func.count()).select_from(ExtractionRow))
    assert kept == 2 * len(ARTICLES)


def test_a_run_that_was_stopped_goes_on_with_what_is_left(settings):
    first, rest = outdated(settings, "new", size=4)
    reextract(settings, first, Model("new"))
    assert list(outdated(settings, "new", size=4)) == [rest]


def test_reading_anew_twice_changes_nothing_the_second_time(settings):
    [ids] = outdated(settings, "new")
    reextract(settings, ids, Model("new"))
    again = reextract(settings, ids, Model("new"))
    assert (again.total("changed"), again.total("unchanged")) == (0, len(ARTICLES))


def test_an_article_whose_stored_text_was_tampered_with_is_told_and_left(settings, graph):
    with graph.begin() as connection:
        connection.execute(
            update(Revision)
            .where(Revision.title.like("%undated%"))
            .values(text="Firma undated sammelt 5 Euro ein. Und noch mehr.")
        )
    [ids] = outdated(settings, "new")
    report = reextract(settings, ids, Model("new"))
    [source] = report.sources
    assert (source.changed, source.reasons) == (len(ARTICLES) - 1, {"not-rebuilt": 1})
    assert models_in_use(graph) == {"old", "new"}

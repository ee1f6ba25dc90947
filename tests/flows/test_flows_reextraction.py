"""Stored articles read anew by another model, on both databases; no Prefect server needed."""

import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Engine, func, select, update

from models.database import open_reader
from models.tables import Article as ArticleRow
from models.tables import Extraction as ExtractionRow
from models.tables import Fact as FactRow
from models.tables import Revision
from pipeline.documents import Amount, Article, Claim, Entity, Extraction, Mention, Span
from pipeline.reextraction import (
    outdated,
    read_anew,
    reextract,
    take_places,
)
from pipeline.settings import Settings
from pipeline.store import Found, store_articles
from pipeline.store.identity import article_id
from pipeline.store.readings import take_over

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
            name, whole = Span(0, article.text.index(" sammelt")), Span(0, start + 6)
            firm = Entity(article.text[: name.end], "ORG")
            mention = Mention(name, firm.name, firm, 0.9)
            claim = Claim("raised", firm, None, whole, whole, "actual", 0.9, self.version, amount)
            yield Extraction((mention,), (amount,), (), (), (claim,), self.version)


class Stumbling(Model):
    """Fails on one of the articles."""

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        for article in articles:
            if "undated" in article.url:
                raise RuntimeError("no such luck")
            yield from super().extract([article])


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


def facts_of(graph: Engine) -> set[tuple[str, int]]:
    with graph.connect() as connection:
        return {tuple(row) for row in connection.execute(select(FactRow.id, FactRow.witness))}


def test_the_old_readings_stand_until_all_are_read_anew(settings, graph):
    before = facts_of(graph)
    first, rest = outdated(settings, "new", size=4)
    read_anew(settings, first, Model("new"))
    assert (models_in_use(graph), facts_of(graph)) == ({"old"}, before)
    read_anew(settings, rest, Model("new"))
    assert (models_in_use(graph), facts_of(graph)) == ({"old"}, before)
    take_places(settings, "new")
    assert models_in_use(graph) == {"new"}


def answers(database_url: str) -> tuple[set[str], set[tuple[str, int]]]:
    """What somebody who opens the graph at this moment reads."""
    reader = open_reader(database_url)
    try:
        return models_in_use(reader), facts_of(reader)
    finally:
        reader.dispose()


def test_whoever_reads_sees_the_old_readings_until_all_places_are_taken(settings, graph):
    [ids] = outdated(settings, "new")
    read_anew(settings, ids, Model("new"))
    before = answers(settings.database_url)
    for batch in take_over(graph, "new", size=2):
        assert len(batch) == 2
        assert answers(settings.database_url) == before
    models, facts = answers(settings.database_url)
    assert models == {"new"}
    assert {fact for fact, _ in facts} == {fact for fact, _ in before[1]}


KILLED = """
import os, signal, sys
from models.database import open_writer
from pipeline.store.readings import take_over
for batch in take_over(open_writer(sys.argv[1]), "new", size=2):
    print(len(batch), flush=True)
    if len(batch) < 2 or input() == "die":
        os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_run_that_is_killed_while_places_are_taken_leaves_the_old_readings(settings, graph):
    [ids] = outdated(settings, "new")
    read_anew(settings, ids, Model("new"))
    before = answers(settings.database_url)
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, settings.database_url],
        input="go on\ndie\n",
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    assert (killed.returncode, killed.stdout) == (-signal.SIGKILL, "2\n2\n"), killed.stderr
    assert answers(settings.database_url) == before
    assert take_places(settings, "new", size=2).total("changed") == len(ARTICLES)
    assert answers(settings.database_url)[0] == {"new"}


def test_facts_that_both_models_find_keep_their_ids_and_are_shown_by_the_new_reading(
    settings, graph
):
    before = facts_of(graph)
    assert before
    reextract(settings, Model("new"))
    after = facts_of(graph)
    assert {fact for fact, _ in after} == {fact for fact, _ in before}
    assert not {witness for _, witness in after} & {witness for _, witness in before}


def test_reading_anew_gives_every_article_a_new_reading_and_no_new_revision(settings, graph):
    report = reextract(settings, Model("new"))
    assert (report.total("changed"), report.failed) == (len(ARTICLES), False)
    assert models_in_use(graph) == {"new"}
    with graph.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(Revision)) == len(ARTICLES)
        kept = connection.scalar(select(func.count()).select_from(ExtractionRow))
    assert kept == 2 * len(ARTICLES)


def test_a_run_that_was_stopped_while_reading_goes_on_with_what_is_left(settings):
    first, rest = outdated(settings, "new", size=4)
    read_anew(settings, first, Model("new"))
    assert list(outdated(settings, "new", size=4)) == [rest]


def test_reading_anew_twice_changes_nothing_the_second_time(settings, graph):
    [ids] = outdated(settings, "new")
    read_anew(settings, ids, Model("new"))
    again = read_anew(settings, ids, Model("new"))
    assert (again.total("unchanged"), again.total("claims")) == (len(ARTICLES), 0)
    take_places(settings, "new")
    after = facts_of(graph)
    assert take_places(settings, "new").total("changed") == 0
    assert facts_of(graph) == after


def test_an_older_model_can_take_its_places_back(settings, graph):
    before = facts_of(graph)
    reextract(settings, Model("new"))
    reextract(settings, Model("old"))
    assert (models_in_use(graph), facts_of(graph)) == ({"old"}, before)


def test_an_article_that_changed_since_it_was_read_keeps_its_new_text(settings, graph):
    [ids] = outdated(settings, "new")
    read_anew(settings, ids, Model("new"))
    changed = replace(ARTICLES[0], text=ARTICLES[0].text + " Und noch mehr.")
    later = SEEN + timedelta(days=1)
    store_articles(graph, [Found(changed, next(Model("old").extract([changed])), later)])
    assert take_places(settings, "new").total("changed") == len(ARTICLES) - 1
    assert list(outdated(settings, "new")) == [[article_id(changed.url)]]


def test_an_article_that_the_model_fails_on_is_told_and_stops_no_other(settings, graph):
    report = reextract(settings, Stumbling("new"))
    [source] = report.sources
    assert (source.changed, source.reasons) == (len(ARTICLES) - 1, {"error": 1})
    assert "undated" in source.problems[0].where
    assert models_in_use(graph) == {"old", "new"}


def test_an_article_whose_stored_text_was_tampered_with_is_told_and_left(settings, graph):
    with graph.begin() as connection:
        connection.execute(
            update(Revision)
            .where(Revision.title.like("%undated%"))
            .values(text="Firma undated sammelt 5 Euro ein. Und noch mehr.")
        )
    report = reextract(settings, Model("new"))
    [source] = report.sources
    assert (source.changed, source.reasons) == (len(ARTICLES) - 1, {"not-rebuilt": 1})
    assert models_in_use(graph) == {"old", "new"}

"""Verdicts on claims: one stands, none is deleted, a newer reading of the same words keeps it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from example import articles
from sqlalchemy import Engine, func, select

from models.tables import Review
from pipeline.query.reviews import open_claims, precision_by_predicate, reviewed_claims
from pipeline.store import store_articles
from pipeline.store.reviews import review, take_back_review

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def judge(graph: Engine, claim: int, verdict: str, note: str | None = None) -> None:
    review(graph, claim, verdict, note=note, by="ida", at=NOW)


def still_open(graph: Engine, **options: str) -> list[int]:
    with graph.connect() as connection:
        return [claim.id for claim in open_claims(connection, 1000, **options)]


def verdicts(graph: Engine) -> list[tuple[int, str, str | None]]:
    with graph.connect() as connection:
        return [(r.claim.id, r.verdict, r.note) for r in reviewed_claims(connection)]


def test_what_is_judged_is_asked_no_more_until_it_is_taken_back(graph: Engine) -> None:
    store_articles(graph, articles())
    first, *others = still_open(graph)

    judge(graph, first, "wrong", "other way round")
    assert still_open(graph) == others
    assert verdicts(graph) == [(first, "wrong", "other way round")]

    assert take_back_review(graph, first, NOW)
    assert still_open(graph) == [first, *others]
    assert not take_back_review(graph, first, NOW)


def test_a_second_verdict_takes_the_place_of_the_first_which_is_kept(graph: Engine) -> None:
    store_articles(graph, articles())
    claim = still_open(graph)[0]
    judge(graph, claim, "wrong")
    judge(graph, claim, "right")

    assert verdicts(graph) == [(claim, "right", None)]
    with graph.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(Review)) == 2


def test_a_newer_model_that_reads_the_same_words_is_not_asked_again(graph: Engine) -> None:
    store_articles(graph, articles())
    claim = still_open(graph)[0]
    count = len(still_open(graph))
    judge(graph, claim, "right")
    newer = [replace(a, extraction=replace(a.extraction, model="newer")) for a in articles()]
    store_articles(graph, newer)

    assert len(still_open(graph)) == count - 1
    assert verdicts(graph) == [(claim, "right", None)]


def test_claims_of_one_predicate_and_their_precision(graph: Engine) -> None:
    store_articles(graph, articles())
    one, two = still_open(graph, predicate="raised")
    judge(graph, one, "right")
    judge(graph, two, "wrong")
    with graph.connect() as connection:
        [precision] = precision_by_predicate(reviewed_claims(connection))

    assert (precision.predicate, precision.judged, precision.right) == ("raised", 2, 1)
    assert precision.share == 0.5

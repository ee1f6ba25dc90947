"""Where articles tell different sums of one event, and where one article tells two things."""

from __future__ import annotations

from sqlalchemy import Engine

from pipeline.query import contradictions
from pipeline.store import store_articles
from tests.store.telling import money, org, says, telling

HELIO = org("Helio Compute")


def sums(graph: Engine) -> list[set[str | None]]:
    with graph.connect() as connection:
        found = contradictions(connection, None, 9)
    return [{voice.sum for voice in one.voices} for one in found if one.kind == "sums"]


def test_two_papers_with_two_sums_contradict_each_other(graph: Engine) -> None:
    first = telling(
        "https://a.example/1", "2025-02-26", says(HELIO, "raised", amount=money("40e6"))
    )
    second = telling(
        "https://b.example/1", "2025-02-27", says(HELIO, "raised", amount=money("60e6"))
    )
    store_articles(graph, [first, second])
    assert sums(graph) == [{"40 m USD", "60 m USD"}]


def test_a_paper_that_tells_both_tells_two_things(graph: Engine) -> None:
    quarter = says(HELIO, "reported_revenue", amount=money("40e6"))
    year = says(HELIO, "reported_revenue", amount=money("150e6"))
    store_articles(graph, [telling("https://a.example/1", "2025-02-26", quarter, year)])
    assert sums(graph) == []

"""Full-text search, the indexes that look-ups use, and the page that draws the tables."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from example import NORTHWIND, articles
from sqlalchemy import Engine, text
from telling import SEEN, says, telling

from models.database import open_writer
from models.diagram import schema_page
from models.schema import dialect_of
from models.search import claim_matches, revision_matches
from pipeline.store import store_article, store_articles


def found(graph: Engine, words: str) -> tuple[set[str], set[str]]:
    """Addresses of the articles, and evidence of the claims, that hold the words."""
    with graph.connect() as connection:
        dialect = dialect_of(connection)
        texts = connection.scalars(
            text(
                "select a.url from revision r join article a on a.revision = r.id"
                f" where {revision_matches(dialect)}"
            ),
            {"words": words},
        )
        claims = connection.scalars(
            text(f"select c.evidence from claim c where c.current and {claim_matches(dialect)}"),
            {"words": words},
        )
        return set(texts), set(claims)


def test_words_are_found_in_articles_and_evidence(graph: Engine) -> None:
    store_articles(graph, articles())
    assert found(graph, "leuna") == (
        {"https://abend.example/northwind"},
        {"Northwind Robotics builds Leuna "},
    )
    assert found(graph, "zeppelin") == (set(), set())


def test_a_changed_text_is_found_by_its_new_words(graph: Engine) -> None:
    store_article(graph, telling("https://a.example", "2024-05-28", also="an old zeppelin"))
    later = SEEN + timedelta(hours=1)
    corrected = telling("https://a.example", "2024-05-28", also="an old balloon", seen_at=later)
    store_article(graph, corrected)
    assert found(graph, "balloon")[0] == {"https://a.example"}
    assert found(graph, "zeppelin")[0] == set()


def test_a_text_of_a_megabyte_can_be_stored_and_searched(graph: Engine) -> None:
    long = " ".join(f"wort{number}ä" for number in range(110_000))
    told = telling("https://a.example", "2024-05-28", says(NORTHWIND, "raised"), also=long)
    assert store_article(graph, told).claims == 1
    assert found(graph, "wort7ä")[0] == {"https://a.example"}


@pytest.mark.parametrize(
    "condition",
    [
        "subject = 'xAI'",
        "object = 'xAI'",
        "fact = 'x'",
        "predicate = 'raised' and amount_usd > 1000000000",
        "last_reported > '2026-01-01'",
        "subject = 'xAI' and predicate = 'raised' and amount_usd > 5",
    ],
)
def test_lookups_go_through_indexes(tmp_path: Path, condition: str) -> None:
    engine = open_writer(tmp_path / "graph.db")
    with engine.connect() as connection:
        plan = connection.execute(
            text(f"explain query plan select * from statements where {condition}")
        ).all()
    engine.dispose()
    steps = [row[3] for row in plan]
    assert steps
    assert not [step for step in steps if step.startswith("SCAN")], steps


def test_the_page_of_the_tables_is_up_to_date() -> None:
    page = Path(__file__).parents[2] / "docs" / "schema.md"
    assert page.read_text(encoding="utf-8") == schema_page(), (
        "run: python -m models.diagram > docs/schema.md"
    )

"""Judgements: entities that are one share their facts, and lose nothing when parted."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, text
from telling import money, org, says, telling

from pipeline.query import find_entities
from pipeline.resolve import resolve
from pipeline.resolve.judgements import Judgement, JudgementConflictError, Verdict
from pipeline.store import judge, judgements, judging, store_articles, undo
from pipeline.store.judging import follow_registry

NOW = datetime(2026, 1, 2, tzinfo=UTC)
LONG, SHORT, OTHER = org("Northwind Robotics"), org("Norwind"), org("Helio Compute")


def verdict(one: object, other: object, kind: Verdict = "same") -> Judgement:
    left, right = (resolve(entity).id for entity in (one, other))  # type: ignore[arg-type]
    return Judgement(left, right, kind, "someone", NOW)


def shown(graph: Engine) -> list[tuple[object, ...]]:
    with graph.connect() as connection:
        return [
            tuple(row) for row in connection.execute(text("select * from statements order by fact"))
        ]


def statements(graph: Engine) -> list[str]:
    with graph.connect() as connection:
        return list(connection.scalars(text("select statement from statements order by 1")))


def tell(graph: Engine) -> None:
    store_articles(
        graph,
        [
            telling(
                "https://a.example/1", "2024-05-28", says(LONG, "raised", amount=money("6000000"))
            ),
            telling(
                "https://b.example/1",
                "2024-05-29",
                says(SHORT, "raised", amount=money("6000000")),
                says(OTHER, "competes_with", SHORT),
                says(OTHER, "competes_with", LONG),
            ),
        ],
    )


def test_merged_entities_share_their_facts(graph: Engine) -> None:
    tell(graph)
    assert len(shown(graph)) == 4
    assert judge(graph, verdict(SHORT, LONG)) > 0
    assert statements(graph) == [
        "Helio Compute competes with Northwind Robotics",
        "Northwind Robotics raised 6 m USD",
    ]


def test_undoing_loses_nothing(graph: Engine) -> None:
    tell(graph)
    before = shown(graph)
    merged = verdict(SHORT, LONG)
    judge(graph, merged)
    undo(graph, merged.left, merged.right, "someone", NOW)
    assert shown(graph) == before
    assert [each.undone_by for each in judgements(graph)] == ["someone"]


def test_facts_told_after_a_judgement_are_as_if_told_before(
    graph: Engine, tmp_path: object
) -> None:
    store_articles(
        graph, [telling("https://c.example/1", "2024-05-01", says(LONG, "supplies", SHORT))]
    )
    judge(graph, verdict(SHORT, LONG))
    tell(graph)
    after = statements(graph)
    undo(graph, verdict(SHORT, LONG).left, verdict(SHORT, LONG).right, "someone", NOW)
    judge(graph, verdict(SHORT, LONG))
    assert statements(graph) == after


def test_a_durable_no_stands_against_a_merge(graph: Engine) -> None:
    tell(graph)
    judge(graph, verdict(SHORT, LONG, "not"))
    with pytest.raises(JudgementConflictError):
        judge(graph, verdict(LONG, SHORT))
    assert len(judgements(graph)) == 1


def test_a_merged_facts_old_id_leads_to_the_fact(graph: Engine) -> None:
    tell(graph)
    ids = {row[-1] for row in shown(graph)}
    judge(graph, verdict(SHORT, LONG))
    now = {row[-1] for row in shown(graph)}
    with graph.connect() as connection:
        led = connection.execute(
            text("select f.id, c.fact from former_fact f join claim c on c.id = f.claim")
        ).all()
    assert {old for old, _ in led} == ids - now
    assert {new for _, new in led} <= now


def test_an_entity_that_is_not_there_cannot_be_judged(graph: Engine) -> None:
    with pytest.raises(KeyError):
        judge(graph, verdict(SHORT, LONG))


def test_a_chain_of_judgements_is_one_entity(graph: Engine) -> None:
    tell(graph)
    judge(graph, verdict(SHORT, LONG))
    judge(graph, verdict(LONG, OTHER))
    with graph.connect() as connection:
        assert len(set(connection.scalars(text("select canonical from entity")))) == 1


def test_what_the_registry_learns_joins_what_was_stored_before(
    graph: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(graph)
    old = resolve(SHORT).id
    monkeypatch.setattr(judging, "resolve", lambda one: resolve(LONG if one == SHORT else one))
    assert follow_registry(graph, NOW) == 1
    assert "Northwind Robotics raised 6 m USD" in statements(graph)
    assert len(statements(graph)) == 2
    with graph.connect() as connection:
        [found] = find_entities(connection, old)
    assert found.name == "Northwind Robotics"
    assert follow_registry(graph, NOW) == 0


def test_what_was_parted_from_the_registry_stays_apart(
    graph: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(graph)
    monkeypatch.setattr(judging, "resolve", lambda one: resolve(LONG if one == SHORT else one))
    follow_registry(graph, NOW)
    undo(graph, resolve(SHORT).id, resolve(LONG).id, "someone", NOW)
    assert follow_registry(graph, NOW) == 0
    assert len(statements(graph)) == 4


def test_an_unchanged_registry_joins_nothing(graph: Engine) -> None:
    tell(graph)
    assert follow_registry(graph, NOW) == 0

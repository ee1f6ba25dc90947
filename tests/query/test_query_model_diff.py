"""What two models read in the same texts: matched claim by claim, whoever's readings stand."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.documents import Amount, Article, Claim, Entity, Extraction, Mention, Span
from pipeline.query.model_diff import models_by_age, read_twice
from pipeline.store import Found, store_articles
from pipeline.store.readings import store_beside

SEEN = datetime(2026, 11, 1, tzinfo=UTC)
TEXT = "Alpha Lab sammelt 5 Euro ein, kauft Beta Lab und verklagt Gamma Lab."
ALPHA, BETA, GAMMA = (Entity(f"{name} Lab", "ORG") for name in ("Alpha", "Beta", "Gamma"))


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def claim(predicate: str, other: Entity | None = None, **more) -> Claim:
    whole = Span(0, len(TEXT))
    return Claim(predicate, ALPHA, other, whole, whole, "actual", 0.9, "test", **more)


def euros(number: int) -> Amount:
    return Amount(span("5 Euro"), "5 Euro", Decimal(number), Decimal(number), "EUR")


def read_by(model: str, *claims: Claim, url: str = "https://a.example/1") -> Found:
    mentions = tuple(Mention(span(e.name), e.name, e, 0.9) for e in (ALPHA, BETA, GAMMA))
    amounts = (euros(5),)
    article = Article(url, TEXT, TEXT, "de", published=date(2026, 10, 1), source="a")
    return Found(article, Extraction(mentions, amounts, (), (), claims, model), SEEN)


@pytest.fixture
def read(graph: Engine) -> Engine:
    """One text: the old model's reading stands, the new one's waits beside it."""
    raised, sued = claim("raised", amount=euros(5)), claim("sued", GAMMA)
    store_articles(graph, [read_by("old", raised, claim("acquired", BETA), sued)])
    dearer = replace(raised, amount=euros(6))
    unsure = replace(sued, score=0.4)
    store_beside(graph, [read_by("new", dearer, unsure, claim("partners_with", BETA))])
    return graph


def differences(graph: Engine, old: str, new: str) -> dict[str, str]:
    with graph.connect() as connection:
        [text] = read_twice(connection, old, new)
    return {one.claim.predicate: one.kind for one in text.differences}


def test_claims_are_gone_new_or_changed_and_the_score_alone_is_no_change(read):
    assert differences(read, "old", "new") == {
        "raised": "changed",
        "acquired": "gone",
        "partners_with": "new",
    }


def test_the_other_way_round_what_was_gone_is_new(read):
    back = differences(read, "new", "old")
    assert (back["acquired"], back["partners_with"], back["raised"]) == ("new", "gone", "changed")


def test_a_model_differs_in_nothing_from_itself(read):
    assert differences(read, "old", "old") == {}


def test_a_text_that_only_one_model_read_is_not_compared(read):
    store_articles(read, [read_by("old", claim("sued", GAMMA), url="https://a.example/2")])
    with read.connect() as connection:
        assert len(list(read_twice(connection, "old", "new"))) == 1


def test_models_are_named_in_the_order_in_which_they_came(read):
    with read.connect() as connection:
        assert models_by_age(connection) == ["old", "new"]


@pytest.fixture
def ask(read: Engine, monkeypatch: pytest.MonkeyPatch):
    url = read.url.render_as_string(hide_password=False)
    monkeypatch.setenv("FAKTOGRAPH_DATABASE_URL", url)
    return lambda *given: CliRunner().invoke(app, ["diff-models", *given])


def test_the_command_tells_each_difference_with_both_sides(ask):
    lines = [json.loads(line) for line in ask("--json").stdout.splitlines()]
    [changed] = [line for line in lines if line["what"] == "changed"]
    assert (changed["predicate"], changed["subject"]) == ("raised", "Alpha Lab")
    assert (changed["old_status"], changed["new_status"]) == ("actual", "actual")
    assert changed["sentence"] == TEXT


def test_the_command_counts_by_predicate(ask):
    rows = {
        row["predicate"]: row
        for row in map(json.loads, ask("--counts", "--json").stdout.splitlines())
    }
    assert rows["all"] == {"predicate": "all", "same": 1, "changed": 1, "gone": 1, "new": 1}
    assert rows["sued"]["same"] == 1


def test_the_table_shows_counts_and_sentences(ask):
    shown = ask("--table").stdout
    assert "1 texts read by old and by new" in shown
    assert "gone: Alpha Lab acquired Beta Lab" in shown


def test_a_model_that_read_nothing_is_wrong_use_and_the_others_are_named(ask):
    given = ask("old", "newer")
    assert "no text was read by 'newer'; by old, new" in str(given.exception)
    assert given.exit_code != 0


def test_without_a_second_model_there_is_nothing_to_compare(graph, monkeypatch):
    store_articles(graph, [read_by("old", claim("sued", GAMMA))])
    url = graph.url.render_as_string(hide_password=False)
    monkeypatch.setenv("FAKTOGRAPH_DATABASE_URL", url)
    given = CliRunner().invoke(app, ["diff-models"])
    assert "no two models to compare: texts were read by old" in str(given.exception)

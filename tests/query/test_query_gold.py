"""Verdicts as gold lines: what a person looked at is taught, the rest of the article is not."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from models.tables import Article, Claim
from pipeline.extract.nodes import NAMES
from pipeline.extract.weights import load_weights
from pipeline.query.corrections import Statement, claims_said, named_beside, sums_beside
from pipeline.query.gold import gold_lines
from pipeline.store import store_articles
from pipeline.store.reviews import Correction, ReviewVerdict, review, take_back_review
from tests.query.graph_sample import NEWS, found
from training.augment import NamePool, renamed, shortened
from training.examples import Example, examples_of
from training.gold import Annotated, read_gold

NOW = datetime(2026, 3, 2, tzinfo=UTC)
ROUND, MEMPHIS, PARTNERS = NEWS[0], NEWS[2], NEWS[7]
ROUND_SUM = (6e8, 6e8, "USD")
QUELLWERK, BRIGHTMOOR = ("quellwerk", "ORG"), ("brightmoor capital", "ORG")

Judge = Callable[..., int]


@pytest.fixture
def told(graph: Engine) -> Engine:
    store_articles(graph, [found(each) for each in NEWS])
    return graph


@pytest.fixture
def judge(told: Engine) -> Judge:
    def give(url: str, asked: str, verdict: ReviewVerdict, **changed: Any) -> int:
        with told.connect() as connection:
            claim = connection.scalars(
                select(Claim.id)
                .join(Article, Article.id == Claim.article)
                .where(Article.url == url, Claim.predicate == asked)
            ).one()
            said = claims_said(connection, [claim])[claim]
        correction = _correction(replace(said, **changed)) if changed else None
        review(told, claim, verdict, note=None, by="ida", at=NOW, correction=correction)
        return claim

    return give


@pytest.fixture
def written(told: Engine, tmp_path: Path) -> Callable[[], list[Annotated]]:
    """The gold file of the verdicts so far, as training reads it."""

    def read() -> list[Annotated]:
        file = tmp_path / "reviewed.jsonl"
        with told.connect() as connection:
            lines = [json.dumps(line) + "\n" for line in gold_lines(connection)]
        file.write_text("".join(lines), "utf-8")
        return read_gold([file])

    return read


@pytest.fixture(scope="module")
def tokenizer() -> Any:
    return load_weights().tokenizer


def _correction(said: Statement) -> Correction:
    return Correction(
        predicate=said.predicate,
        subject=said.subject.id,
        object=said.object.id if said.object else None,
        status=said.status,
        attributed_to=said.attributed_to.id if said.attributed_to else None,
        amount_start=said.sum.start if said.sum else None,
    )


def taught(article: Annotated, tokenizer: Any) -> tuple[set[str], set[str]]:
    """What one window is told to be so and not so, as "subject predicate object"."""
    [example] = examples_of(article, tokenizer)
    assert example.graph is not None
    assert example.cells is not None
    assert example.allowed is not None
    pairs = _pairs(example, article)
    true = {f"{pairs[d.pair]} {NAMES[d.predicate]}" for d in example.details if d.cells}
    possible = {f"{pairs[d.pair]} {NAMES[d.predicate]}" for d in example.details}
    wrong = {
        f"{pairs[row]} {NAMES[predicate]}"
        for row, predicate in zip(*example.allowed.nonzero(), strict=True)
    }
    return true, wrong - possible


def _pairs(example: Example, article: Annotated) -> list[str]:
    """Each pair of the example by the words that its parties have first."""
    assert example.graph is not None
    assert example.cells is not None
    nothing = len(example.graph.subjects)
    words: dict[int, str] = {}
    spans = [(m.start, m.end) for m in (*article.mentions, *article.amounts)]
    places = {example.window.rows_of(*span): article.text[slice(*span)] for span in spans}
    graph = example.graph
    for node, rows in zip(
        graph.pool.argmax(0), zip(graph.first, graph.last, strict=True), strict=True
    ):
        words.setdefault(int(node), places[int(rows[0]), int(rows[1])])
    cells = [next(int(cell) for cell in row if cell < nothing) for row in example.cells]
    return [
        f"{words[int(example.graph.subjects[cell])]}"
        f" > {words.get(int(example.graph.objects[cell]), '-')}"
        for cell in cells
    ]


def test_a_wrong_sum_is_taught_as_wrong_and_a_right_claim_as_right(judge, written, tokenizer):
    judge(ROUND.url, "raised", "wrong")
    judge(ROUND.url, "invested_in", "right")
    [article] = written()

    assert article.judged == {(QUELLWERK, ROUND_SUM), (BRIGHTMOOR, QUELLWERK)}
    true, wrong = taught(article, tokenizer)
    assert true == {"Brightmoor Capital > Quellwerk invested_in"}
    assert "Quellwerk > 600 million dollars raised" in wrong
    assert "Brightmoor Capital > Quellwerk acquired" in wrong


def test_what_nobody_looked_at_is_neither_right_nor_wrong(judge, written, tokenizer):
    judge(ROUND.url, "raised", "wrong")
    [article] = written()

    assert not article.facts
    assert not article.marks_names
    assert not article.marks_products
    _, wrong = taught(article, tokenizer)
    assert {said.rpartition(" ")[0] for said in wrong} == {"Quellwerk > 600 million dollars"}


def test_a_claim_of_a_judged_pair_that_nobody_judged_may_be_so(judge, written, told, tokenizer):
    with told.connect() as connection:
        said = claims_said(connection, list(connection.scalars(select(Claim.id))))
        investor = next(s.subject for s in said.values() if s.predicate == "invested_in")
    # Corrected to the pair of a claim that is still open.
    judge(ROUND.url, "located_in", "corrected", predicate="holds_stake_in", subject=investor,
          object=next(s.subject for s in said.values() if s.predicate == "raised"))  # fmt: skip
    [article] = written()

    true, wrong = taught(article, tokenizer)
    assert "Brightmoor Capital > Quellwerk invested_in" not in true | wrong
    assert "Quellwerk > Heidelberg located_in" in wrong
    assert "Brightmoor Capital > Quellwerk partners_with" in wrong


def test_a_swapped_claim_is_right_the_other_way_round(judge, written, told, tokenizer):
    claim = judge(MEMPHIS.url, "supplies", "right")
    with told.connect() as connection:
        said = claims_said(connection, [claim])[claim]
    judge(MEMPHIS.url, "supplies", "corrected",
          subject=said.object, object=said.subject, status="actual")  # fmt: skip
    [article] = written()

    true, wrong = taught(article, tokenizer)
    assert true == {"Quellwerk > Tidewater Grid supplies"}
    assert "Tidewater Grid > Quellwerk supplies" in wrong
    assert [fact.status for fact in article.facts] == ["actual"]


def test_a_sum_can_be_corrected_to_another_of_the_article(judge, written, told, tokenizer):
    claim = judge(ROUND.url, "raised", "right")
    with told.connect() as connection:
        [_, worth] = sums_beside(connection, claim)
        names = [entity.name for entity in named_beside(connection, claim)]
    assert names == ["Brightmoor Capital", "Heidelberg", "Northgate Herald", "Quellwerk"]
    judge(ROUND.url, "raised", "corrected", sum=worth)
    [article] = written()

    true, wrong = taught(article, tokenizer)
    assert true == {"Quellwerk > 4 billion dollars raised"}
    assert "Quellwerk > 600 million dollars raised" in wrong
    # The article's own claim of that sum is still open.
    assert "Quellwerk > 4 billion dollars valued_at" not in wrong


def test_what_holds_both_ways_is_wrong_both_ways(judge, written, tokenizer):
    judge(PARTNERS.url, "partners_with", "wrong")
    [article] = written()

    _, wrong = taught(article, tokenizer)
    assert "Harbourline > Tidewater Grid partners_with" in wrong
    assert "Tidewater Grid > Harbourline partners_with" in wrong


def test_a_correction_that_is_taken_back_teaches_nothing(judge, written, told):
    claim = judge(ROUND.url, "raised", "corrected", status="denied")
    judge(PARTNERS.url, "partners_with", "right")
    assert len(written()) == 2
    assert take_back_review(told, claim, NOW)

    [article] = written()
    assert [fact.predicate for fact in article.facts] == ["partners_with"]


def test_reviewed_articles_can_be_told_anew(judge, written, tokenizer):
    judge(ROUND.url, "raised", "corrected", status="planned")
    judge(ROUND.url, "invested_in", "wrong")
    [article] = written()
    rng = random.Random(3)
    for _ in range(20):
        new = renamed(article, NamePool([article]), rng, 0.0)
        assert new == article
        for example in examples_of(shortened(new, rng, 0.3), tokenizer):
            assert all(NAMES[detail.predicate] == "raised" for detail in example.details)


def test_every_line_has_the_keys_of_the_fact_guide_and_names_in_their_places(judge, told):
    judge(ROUND.url, "valued_at", "right")
    with told.connect() as connection:
        [line] = gold_lines(connection)

    assert list(line)[:6] == ["id", "lang", "url", "title", "published", "text"]
    assert (line["url"], line["published"]) == (ROUND.url, "2024-05-27")
    assert line["text"].startswith(line["title"])
    for name in line["names"]:
        assert all(line["text"].startswith(name["text"], start) for start in name["only"])
    [fact] = line["facts"]
    assert fact["amount"] == {"min": 4_000_000_000, "max": 4_000_000_000, "currency": "USD"}
    assert fact["attributed_to"] == "Northgate Herald"
    assert fact["evidence"] in line["text"]
    assert line["judged"] == [["Quellwerk", fact["amount"]]]

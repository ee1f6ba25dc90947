"""The training recipe's data side: what the model is taught is what the articles say."""

import json
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.claims import Calibration
from pipeline.extract.nodes import KINDS, NAMES, NONE
from pipeline.extract.tags import TAGS, tagged_spans
from pipeline.extract.weights import load_weights
from training.augment import NamePool, invented_name, renamed
from training.calibrate import calibration_error, fitted_line
from training.examples import examples_of, pack
from training.gold import read_corpus, read_gold
from training.recipe import read_recipe

TEXT = """Lumo kauft Veld

Der Chiphersteller Lumo aus Jena übernimmt für 90 Millionen Euro die Firma Veld. Lumos Chefin Ida \
Lund sagte: „Wir freuen uns.“

Lund gründete Lumo 2019. Die Firma nahm zuletzt 5 Millionen Euro ein."""

LINE = {
    "id": "t1", "lang": "de", "title": "Lumo kauft Veld", "published": "2026-02-03", "text": TEXT,
    "names": [
        {"text": "Lumo", "type": "ORG", "entity": "Lumo"},
        {"text": "Lumos", "type": "ORG", "entity": "Lumo"},
        {"text": "Veld", "type": "ORG", "entity": "Veld"},
        {"text": "Jena", "type": "LOC", "entity": "Jena"},
        {"text": "Ida Lund", "type": "PERSON", "entity": "Ida Lund"},
        {"text": "Lund", "type": "PERSON", "entity": "Ida Lund"},
    ],
    "amounts": [
        {"text": "90 Millionen Euro", "min": 9e7, "max": 9e7, "currency": "EUR", "approx": False},
        {"text": "5 Millionen Euro", "min": 5e6, "max": 5e6, "currency": "EUR", "approx": False},
    ],
    "facts": [
        {"predicate": "acquired", "subject": "Lumo", "object": "Veld", "status": "planned",
         "amount": {"min": 9e7, "max": 9e7, "currency": "EUR"}, "attributed_to": None,
         "qualifiers": {}, "evidence": "übernimmt für 90 Millionen Euro die Firma Veld"},
        {"predicate": "raised", "subject": "Lumo", "object": None, "status": "actual",
         "amount": {"min": 5e6, "max": 5e6, "currency": "EUR"}, "attributed_to": None,
         "qualifiers": {}, "evidence": "Die Firma nahm zuletzt 5 Millionen Euro ein"},
        {"predicate": "founded", "subject": "Lund", "object": "Lumo", "status": "actual",
         "amount": None, "attributed_to": "Ida Lund", "qualifiers": {},
         "evidence": "Lund gründete Lumo 2019"},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def tokenizer():
    return load_weights().tokenizer


@pytest.fixture
def article(tmp_path):
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps(LINE), "utf-8")
    (article,) = read_gold([file])
    return article


@pytest.fixture
def example(article, tokenizer):
    (example,) = examples_of(article, tokenizer)
    return example


def test_the_tags_of_an_article_are_its_names(example):
    words = example.window.words
    names = {
        (TEXT[words[first][0] : words[last - 1][1]], kind)
        for first, last, kind in tagged_spans(example.tags)
    }
    assert names == {(name["text"], name["type"]) for name in LINE["names"]}


def test_each_fact_has_its_pair_its_sentence_and_its_sum(example):
    facts = {NAMES[d.predicate]: d for d in example.details}
    assert set(facts) == {"acquired", "raised", "founded"}
    for name, detail in facts.items():
        sentences = {
            TEXT[span.start : span.end]
            for span in (example.window.sentences[example.graph.sentences[c]] for c in detail.cells)
        }
        evidence = next(f["evidence"] for f in LINE["facts"] if f["predicate"] == name)
        assert any(evidence in sentence for sentence in sentences)
    raised = facts["raised"].cells[0]
    assert KINDS[example.graph.kinds[example.graph.objects[raised]]] == "AMOUNT"
    assert facts["acquired"].asks_amount
    assert KINDS[example.graph.kinds[facts["acquired"].amount]] == "AMOUNT"
    assert facts["founded"].speaker == example.graph.subjects[facts["founded"].cells[0]]


def test_only_pairs_of_fitting_types_are_scored(example):
    kinds = example.graph.kinds
    for subject, target in zip(example.graph.subjects, example.graph.objects, strict=True):
        assert KINDS[kinds[subject]] in {"ORG", "PERSON"}
        assert subject != target
        assert kinds[subject] != NONE
    assert example.allowed.any(axis=1).all()


def test_every_cell_stands_in_the_row_of_its_sentence(example):
    graph = example.graph
    assert graph.table.ravel()[graph.slots].tolist() == list(range(len(graph.slots)))
    assert (graph.slots // graph.table.shape[1]).tolist() == graph.sentences.tolist()


def test_renaming_moves_every_span_along(article):
    pool = NamePool([article])
    rng = random.Random(5)
    for _ in range(30):
        new = renamed(article, pool, rng, share=0.7)
        assert len(new.mentions) == len(article.mentions)
        assert len({(m.start, m.end) for m in new.mentions}) == len(new.mentions)
        for old, moved in zip(article.amounts, new.amounts, strict=True):
            assert new.text[moved.start : moved.end] == article.text[old.start : old.end]
        evidence = [new.text[f.start : f.end] for f in new.facts]
        assert evidence[0].startswith("übernimmt für 90 Millionen Euro die Firma ")
        assert evidence[1] == "Die Firma nahm zuletzt 5 Millionen Euro ein"


def test_renaming_keeps_an_entitys_forms_together(article):
    rng = random.Random(2)
    new = renamed(article, NamePool([article]), rng, share=1.0)
    forms = {new.text[m.start : m.end] for m in new.mentions if m.entity == "lumo"}
    short = min(forms, key=len)
    assert forms == {short, short + "s"}


@given(st.integers(0, 10_000), st.sampled_from(["ORG", "PRODUCT"]))
def test_invented_names_are_names(seed, kind):
    name = invented_name(kind, random.Random(seed))
    assert name == name.strip()
    assert len(name) >= 2


def test_sentences_without_product_marks_are_packed_to_texts(tmp_path, tokenizer):
    file = tmp_path / "ner.jsonl"
    rows = [
        {"id": str(n), "lang": "en", "text": f"Lumo opens office {n} in Jena.",
         "spans": [[0, 4, "ORG"]], "source": "own"}
        for n in range(30)
    ]  # fmt: skip
    file.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    packs = pack(read_corpus([file]), tokenizer, 300)
    assert 1 < len(packs) < 10
    assert sum(int((p.tags == TAGS.index("B-ORG")).sum()) for p in packs) == 30
    assert not any(p.marks_products for p in packs)
    assert all(p.graph is None for p in packs)


def test_calibration_makes_scores_honest_for_each_predicate():
    rng = np.random.default_rng(3)
    truth = rng.random(6000)
    right = (rng.random(6000) < truth).astype(float)
    predicates = ["raised" if n % 2 else "uses" for n in range(6000)]
    # Scores that are too low, those of one predicate more so.
    odds = np.log(truth / (1 - truth)) * 1.7 - np.where(np.arange(6000) % 2, 1.0, 2.0)
    raw = 1 / (1 + np.exp(-odds))
    line = Calibration(**fitted_line(raw, right, predicates))
    honest = np.array([line(p, s) for p, s in zip(predicates, raw, strict=True)])
    assert calibration_error(raw, right) > 0.1
    assert calibration_error(honest, right) < 0.05
    assert line("uses", 0.5) > line("raised", 0.5)
    assert line("raised", 0.2) < line("raised", 0.3)


def test_a_rare_predicate_keeps_the_common_line():
    raw, right = np.full(101, 0.5), np.array([1.0, 0.0] * 50 + [1.0])
    line = Calibration(**fitted_line(raw, right, ["uses"] * 100 + ["fined"]))
    assert abs(line("fined", 0.5) - line("uses", 0.5)) < 0.1


def test_the_recipe_names_files_stages_and_weights():
    recipe = read_recipe(Path(__file__).parents[2] / "training" / "recipe.toml")
    assert recipe.inputs.articles
    assert recipe.training.stages
    assert all(0 <= s.frozen_layers <= 12 and s.epochs > 0 for s in recipe.training.stages)
    assert recipe.weights.name == load_weights().settings["name"]


def test_a_misspelt_key_of_a_recipe_is_named(tmp_path):
    text = (Path(__file__).parents[2] / "training" / "recipe.toml").read_text("utf-8")
    wrong = tmp_path / "recipe.toml"
    wrong.write_text(text.replace("pieces =", "peices ="), "utf-8")
    with pytest.raises(TypeError, match="peices"):
        read_recipe(wrong)

"""Articles told anew and relation corpora: what changes, and what must stay as it was."""

import json
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.nodes import NAMES
from pipeline.extract.weights import load_weights
from pipeline.extract.windows import BOS, EOS, UNK
from training.augment import shortened, unread
from training.examples import examples_of, pack
from training.gold import Annotated, GoldAmount, GoldFact, GoldMention
from training.relations import read_relations

TEXT = """Lumo kauft Veld

Lumo aus Jena übernimmt Veld für 90 Millionen Euro. Der Markt ist eng. Ida Lund gründete Lumo 2019.

Veld beschäftigt 40 Leute. Auch das ist bekannt."""
LUMO, VELD, LUND, JENA = ("lumo", "ORG"), ("veld", "ORG"), ("ida lund", "PERSON"), ("jena", "LOC")


def spans_of(form):
    at = TEXT.find(form)
    while at >= 0:
        yield at, at + len(form)
        at = TEXT.find(form, at + 1)


def fact(predicate, subject, target, evidence, amount=None):
    start = TEXT.index(evidence)
    end = start + len(evidence)
    return GoldFact(predicate, subject, target, amount, "actual", None, start, end)


PRICE = (9e7, 9e7, "EUR")
ARTICLE = Annotated(
    id="own",
    lang="de",
    text=TEXT,
    mentions=tuple(
        sorted(
            (
                GoldMention(start, end, kind, name)
                for form, (name, kind) in (
                    ("Lumo", LUMO), ("Veld", VELD), ("Ida Lund", LUND), ("Jena", JENA),
                )
                for start, end in spans_of(form)
            ),
            key=lambda m: m.start,
        )
    ),
    amounts=(GoldAmount(*next(spans_of("90 Millionen Euro")), PRICE),),
    facts=(
        fact("acquired", LUMO, VELD, "Lumo aus Jena übernimmt Veld für 90 Millionen Euro", PRICE),
        fact("located_in", LUMO, JENA, "Lumo aus Jena"),
        fact("founded", LUND, LUMO, "Ida Lund gründete Lumo"),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def tokenizer():
    return load_weights().tokenizer


@given(st.integers(0, 10_000), st.floats(0, 1))
def test_a_shortened_article_says_the_rest_unchanged(seed, share):
    new = shortened(ARTICLE, random.Random(seed), share)
    assert new.text.startswith("Lumo kauft Veld")
    words = {"lumo": "Lumo", "veld": "Veld", "ida lund": "Ida Lund", "jena": "Jena"}
    assert all(new.text[m.start : m.end] == words[m.entity] for m in new.mentions)
    assert all(new.text[a.start : a.end] == "90 Millionen Euro" for a in new.amounts)
    for old, moved in zip(ARTICLE.facts, new.facts, strict=True):
        evidence = ARTICLE.text[old.start : old.end]
        assert (moved.start < 0) == (evidence not in new.text)
        assert moved.start < 0 or new.text[moved.start : moved.end] == evidence


def test_a_fact_whose_sentence_is_gone_is_neither_taught_nor_wrong(tokenizer):
    gone = next(
        new
        for seed in range(500)
        if (new := shortened(ARTICLE, random.Random(seed), 0.5)).facts[0].start < 0
        and any(m.entity == "veld" and m.start > 20 for m in new.mentions)
    )
    (example,) = examples_of(gone, tokenizer)
    details = [d for d in example.details if NAMES[d.predicate] == "acquired"]
    assert details
    assert all(not d.cells for d in details)


def test_unread_pieces_are_unknown_and_the_ends_stay(tokenizer):
    (example,) = examples_of(ARTICLE, tokenizer)
    new = unread(example, random.Random(1), 0.5)
    changed = new.window.ids != example.window.ids
    assert 0.2 < changed.mean() < 0.8
    assert (new.window.ids[changed] == UNK).all()
    assert (new.window.ids[0], new.window.ids[-1]) == (BOS, EOS)
    assert (new.tags == example.tags).all()


def relation(text, head, tail, kind):
    spans = [
        {"start": text.index(name), "end": text.index(name) + len(name), "label": "e"}
        for name in (head, tail)
    ]
    return {"text": text, "lang": "en", "entities": spans,
            "relations": [{"head": 0, "tail": 1, "type": kind}]}  # fmt: skip


@pytest.fixture
def corpus(tmp_path):
    def read(*rows):
        file = tmp_path / "relations.jsonl"
        file.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
        return read_relations([file])

    return read


@pytest.mark.parametrize(
    ("row", "fact"),
    [
        (("Veld was bought by Lumo.", "Veld", "Lumo", "acquired_by"), ("acquired", "Lumo", "Veld")),
        (("Orla led a funding round in Veld.", "Orla", "Veld", "shareholder_of"),
         ("invested_in", "Orla", "Veld")),
        (("Orla owns a stake in Veld.", "Orla", "Veld", "shareholder_of"),
         ("holds_stake_in", "Orla", "Veld")),
        (("Lumo sells chips to Veld.", "Veld", "Lumo", "client_of"), ("supplies", "Lumo", "Veld")),
        (("Ida Lund founded Lumo.", "Lumo", "Ida Lund", "FOUNDED_BY"),
         ("founded", "Ida Lund", "Lumo")),
        (("Ida Lund, the founder of Lumo.", "Lumo", "Ida Lund", "FOUNDED_BY"),
         ("has_role", "Ida Lund", "Lumo")),
        (("Lumo is based in Jena.", "Lumo", "Jena", "HEADQUARTERS"),
         ("located_in", "Lumo", "Jena")),
    ],
)  # fmt: skip
def test_a_relation_of_a_corpus_becomes_our_fact_in_our_direction(corpus, row, fact):
    (known,) = corpus(relation(*row))
    names = {m.entity: row[0][m.start : m.end] for m in known.mentions}
    told = [f for f in known.facts if f.start >= 0]
    assert [(f.predicate, names[f.subject[0]], names[f.object[0]]) for f in told] == [fact]
    assert told[0].status is None


@pytest.mark.parametrize(
    ("text", "head", "tail", "kind"),
    [
        ("It was bought by Lumo.", "It", "Lumo", "acquired_by"),
        ("Orla and Veld met.", "Orla", "Veld", "shareholder_of"),
        ("Veld makes Zest.", "Zest", "Veld", "product_or_service_of"),
    ],
)
def test_what_is_not_certainly_ours_is_left_out(corpus, text, head, tail, kind):
    assert corpus(relation(text, head, tail, kind)) == []


def test_only_judged_pairs_of_a_pack_are_held_against_the_model(corpus, tokenizer):
    texts = corpus(
        relation("Veld was bought by Lumo.", "Veld", "Lumo", "acquired_by"),
        relation("Orla met people from Zest.", "Orla", "Zest", "undefined"),
    )
    (example,) = pack(texts, tokenizer, 1000)
    pairs = np.unique(np.stack([example.graph.subjects, example.graph.objects]), axis=1)
    judged = {tuple(pair) for pair in pairs[:, example.allowed.any(axis=1)].T.tolist()}
    assert judged == {(0, 1), (1, 0), (2, 3), (3, 2)}
    assert not example.marks_names
    taught = {(NAMES[d.predicate], bool(d.cells)) for d in example.details}
    assert taught == {("acquired", True), ("holds_stake_in", False), ("invested_in", False)}

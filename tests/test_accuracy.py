"""The accuracy gate: floors that a change may raise, and lowers only with a word in the change log.

The bundled newsroom's articles are always measured; the development set where it lies beside
the checkout. Both are pinned by digest, so that a floor always speaks of the same articles.
"""

import hashlib
import json
import tomllib
from datetime import date
from pathlib import Path

import pytest

from pipeline.documents import Article
from pipeline.extract import to_prediction
from pipeline.newsroom import GOLD
from training.scoring import Scores, score

ROOT = Path(__file__).parent.parent
DEVELOPMENT = ROOT.parent / "shared" / "gold"
FLOORS = tomllib.loads(Path(__file__).with_name("accuracy_floors.toml").read_text("utf-8"))
SETS = {
    "newsroom": [GOLD],
    "development_de": [DEVELOPMENT / "dev.de.jsonl"],
    "development_en": [DEVELOPMENT / "dev.en.jsonl"],
}


def at_hand() -> list[str]:
    return [name for name, files in SETS.items() if all(file.exists() for file in files)]


def read_lines(files: list[Path]) -> list[dict]:
    return [
        json.loads(line)
        for file in files
        for line in file.read_text("utf-8").splitlines()
        if line.strip()
    ]


@pytest.fixture(scope="module", params=at_hand())
def measured(request, extractor) -> tuple[str, Scores]:
    gold = read_lines(SETS[request.param])
    articles = [
        Article(
            url=line["id"],
            title=line["title"],
            text=line["text"],
            lang=line["lang"],
            published=date.fromisoformat(line["published"][:10]) if line["published"] else None,
        )
        for line in gold
    ]
    predicted = [
        to_prediction(article.url, article.text, extraction)
        for article, extraction in zip(articles, extractor.extract(articles), strict=True)
    ]
    return request.param, score(gold, predicted)


def test_the_articles_are_the_ones_that_the_floors_were_set_on(measured):
    name, _ = measured
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in SETS[name])).hexdigest()

    assert digest == FLOORS[name]["sha256"]


def test_no_measure_is_under_its_floor(measured):
    name, scores = measured
    reached = {
        "mentions_f1": scores.mentions.f1,
        "entities_f1": scores.entities.f1,
        "amounts_f1": scores.amounts.f1,
        "facts_f1": scores.facts.f1,
        "facts_precision": scores.facts.precision,
        "status": scores.status.precision,
        "attribution": scores.attribution.precision,
    }
    floors = {measure: floor for measure, floor in FLOORS[name].items() if measure != "sha256"}

    assert floors.keys() == reached.keys()
    below = {m: f"{reached[m]:.3f} < {floor}" for m, floor in floors.items() if reached[m] < floor}
    assert not below, f"{name}: {below}; all: { {m: round(v, 3) for m, v in reached.items()} }"

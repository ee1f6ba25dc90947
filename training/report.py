"""`python -m training.report`: the model card's tables, measured on the development articles."""

from __future__ import annotations

import argparse
import os
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.extract import Extractor, build_pipeline
from pipeline.extract.sentences import sentence_spans
from pipeline.extract.tags import TYPES
from pipeline.extract.weights import PATH
from pipeline.predicates import PREDICATES
from training.calibrate import calibration_error
from training.measure import predictions, read_lines
from training.recipe import read_recipe
from training.reliability import bins_of, reliability_svg
from training.scoring import Counts, gold_mentions, judged, known, matched, names_of, score

Line = dict[str, Any]
LANGUAGES = ("de", "en")
_DIAGRAM = Path(__file__).parents[1] / "docs" / "reliability.svg"


def main() -> None:
    """Print every table as Markdown."""
    parser = argparse.ArgumentParser(prog="python -m training.report", description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("FAKTOGRAPH_TRAINING_DATA"))
    parser.add_argument("--weights", type=Path, default=PATH)
    parser.add_argument("--diagram", type=Path, default=_DIAGRAM, help="where the SVG goes")
    options = parser.parse_args()
    if options.data is None:
        parser.error("give --data FOLDER or set FAKTOGRAPH_TRAINING_DATA")
    recipe = read_recipe(Path(__file__).with_name("recipe.toml"))
    gold = read_lines(options.data / name for name in recipe.inputs.development)
    found = {
        least: predictions(
            Extractor(build_pipeline(threshold=least, weights=options.weights)), gold
        )
        for least in (None, 0.0)
    }
    _overall(gold, found[None])
    _mentions(gold, found[None])
    _predicates(gold, found[None])
    _described(gold, found[None])
    _reliability(gold, found[0.0], options.diagram)


def _row(*cells: object) -> None:
    texts = (f"{cell:.3f}" if isinstance(cell, float) else str(cell) for cell in cells)
    print("| " + " | ".join(texts) + " |")


def _overall(gold: list[Line], found: list[Line]) -> None:
    _row("", "entities F1", "sums F1", "facts P", "facts R", "facts F1", "status", "attribution")
    _row(*["---"] * 8)
    for lang in (*LANGUAGES, "both"):
        lines = [line for line in gold if lang in (line["lang"], "both")]
        s = score(lines, found)
        _row(
            lang, s.entities.f1, s.amounts.f1, s.facts.precision, s.facts.recall, s.facts.f1,
            s.status.precision, s.attribution.precision,
        )  # fmt: skip
    print()


def _mentions(gold: list[Line], found: list[Line]) -> None:
    counts: dict[tuple[str, str], Counts] = defaultdict(Counts)
    for article, line in zip(gold, found, strict=True):
        names = gold_mentions(article)
        mine = {(m["start"], m["end"], m["type"]) for m in line["mentions"]}
        for kind in (*TYPES, "all"):
            g = {n for n in names if kind in (n[2], "all")}
            p = {n for n in mine if kind in (n[2], "all")}
            for lang in (article["lang"], "both"):
                counts[kind, lang].add(len(g & p), len(p), len(g))
    _row(
        "mentions",
        *(f"{lang} {part}" for lang in (*LANGUAGES, "both") for part in ("P", "R", "F1")),
    )
    _row(*["---"] * 10)
    for kind in (*TYPES, "all"):
        cells = [counts[kind, lang] for lang in (*LANGUAGES, "both")]
        _row(kind, *(x for c in cells for x in (c.precision, c.recall, c.f1)))
    print()


def _predicates(gold: list[Line], found: list[Line]) -> None:
    counts: dict[tuple[str, str], Counts] = defaultdict(Counts)
    for article, line in zip(gold, found, strict=True):
        lang = article["lang"]
        for fact in article["facts"]:
            counts[fact["predicate"], lang].add(0, 0, 1)
        for fact, right in zip(line["facts"], judged(article, line["facts"]), strict=True):
            counts[fact["predicate"], lang].add(int(right), 1, 0)
    _row("predicate", "de gold", "de P", "de R", "de F1", "en gold", "en P", "en R", "en F1")
    _row(*["---"] * 9)
    for name in PREDICATES:
        cells = [counts[name, lang] for lang in LANGUAGES]
        _row(name, *(x for c in cells for x in (c.gold, c.precision, c.recall, c.f1)))
    print()


def _described(gold: list[Line], found: list[Line]) -> None:
    """Facts whose sentence names all parties, and those of which it only describes one."""
    counts: dict[tuple[bool, str], Counts] = defaultdict(Counts)
    for article, line in zip(gold, found, strict=True):
        hits = matched(article, line["facts"])
        for fact in article["facts"]:
            cell = counts[_names_its_parties(article, fact), article["lang"]]
            cell.add(int(any(fact is hit for hit in hits)), 0, 1)
    _row("the sentence", *(f"{lang} {part}" for lang in LANGUAGES for part in ("gold", "R")))
    _row(*["---"] * 5)
    for named, label in ((True, "names every party"), (False, "describes a party")):
        cells = [counts[named, lang] for lang in LANGUAGES]
        _row(label, *(x for c in cells for x in (c.gold, c.recall)))
    print()


def _names_its_parties(article: Line, fact: Line) -> bool:
    start = article["text"].find(fact["evidence"])
    end = start + len(fact["evidence"])
    said = [s for s in sentence_spans(article["text"]) if s.start < end and start < s.end]
    told = {
        known(article["text"][first:last], names_of(article))
        for first, last, _ in gold_mentions(article)
        if any(s.start <= first and last <= s.end for s in said)
    }
    parties = (fact["subject"], fact["object"])
    return all(known(party, names_of(article)) in told for party in parties if party)


def _reliability(gold: list[Line], found: list[Line], diagram: Path) -> None:
    pairs = [
        (fact["score"], right)
        for article, line in zip(gold, found, strict=True)
        for fact, right in zip(line["facts"], judged(article, line["facts"]), strict=True)
    ]
    scores, right = (np.array(column, float) for column in zip(*pairs, strict=True))
    total = sum(len(line["facts"]) for line in gold)
    _row("score", "claims", "mean score", "right")
    _row(*["---"] * 4)
    bins = bins_of(scores, right)
    for each in bins:
        _row(f"{each.start:.1f} to {each.start + 0.1:.1f}", each.count, each.score, each.right)
    error = calibration_error(scores, right)
    diagram.write_text(reliability_svg(bins, error), "utf-8")
    print(f"\nExpected calibration error {error:.3f}\n")
    _row("threshold", "precision", "recall", "F1")
    _row(*["---"] * 4)
    for threshold in np.arange(0.1, 0.95, 0.1):
        kept = right[scores >= threshold]
        hits = float(kept.sum())
        _row(
            f"{threshold:.1f}",
            hits / max(len(kept), 1),
            hits / total,
            2 * hits / (len(kept) + total),
        )


if __name__ == "__main__":
    main()

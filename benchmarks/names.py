"""Names against a stock spaCy pipeline, in one run, and on sentences of general German.

    python benchmarks/names.py ../shared/gold/dev.en.jsonl --against en_core_web_md
    python benchmarks/names.py ../shared/corpora/ner.de.germeval2014.jsonl --tenth

`--against` is an installed pipeline's name or its folder; its labels are mapped to ours. spaCy's
German pipelines are not on PyPI (what goes by the name de-core-news-md there is not theirs), so
German has no such comparison. Of a corpus, which marks no products, they are left out; `--tenth`
reads the sentences whose id ends in 0, so that a training can leave them out. Prints F1 a type
and words a second of processor time, one thread.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import spacy

from pipeline.documents import Article
from pipeline.extract import load
from pipeline.extract.components import LABELS
from pipeline.extract.tags import TYPES
from training.measure import read_lines
from training.scoring import Counts, gold_mentions

Found = list[set[tuple[int, int, str]]]


def main() -> None:
    """Measure one or both and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--against", default=None)
    parser.add_argument("--tenth", action="store_true")
    options = parser.parse_args()
    gold = read_lines([options.gold])
    if options.tenth:
        gold = [line for line in gold if line["id"].endswith("0")]
    ours = load()
    runs: dict[str, Callable[[], Found]] = {
        "faktograph": lambda: [
            {(m.span.start, m.span.end, m.entity.type) for m in extraction.mentions}
            for extraction in ours.extract(_articles(gold))
        ]
    }
    if options.against:
        other = spacy.load(options.against)
        runs[options.against] = lambda: [
            {(e.start_char, e.end_char, LABELS[e.label_]) for e in doc.ents if e.label_ in LABELS}
            for doc in other.pipe(line["text"] for line in gold)
        ]
    words = sum(len(line["text"].split()) for line in gold)
    kinds = [kind for kind in TYPES if kind != "PRODUCT" or "names" in gold[0]]
    for name, run in runs.items():
        began = time.process_time()
        found = [{n for n in names if n[2] in kinds} for names in run()]
        seconds = time.process_time() - began
        cells = "  ".join(f"{kind} {_f1(gold, found, kind):.3f}" for kind in (*kinds, "all"))
        print(f"{Path(name).name:20} {cells}  {words / seconds:,.0f} words/s")


def _articles(gold: list[dict[str, Any]]) -> list[Article]:
    return [
        Article(url=line["id"], title="", text=line["text"], lang=line["lang"]) for line in gold
    ]


def _f1(gold: list[dict[str, Any]], found: Found, kind: str) -> float:
    counts: dict[str, Counts] = defaultdict(Counts)
    for article, mine in zip(gold, found, strict=True):
        right = {n for n in _right(article) if kind in {n[2], "all"}}
        guess = {n for n in mine if kind in {n[2], "all"}}
        counts[kind].add(len(right & guess), len(guess), len(right))
    return counts[kind].f1


def _right(line: dict[str, Any]) -> set[tuple[int, int, str]]:
    """The names of a gold article, or of a sentence of a corpus."""
    return (
        gold_mentions(line) if "names" in line else {(s, e, kind) for s, e, kind in line["spans"]}
    )


if __name__ == "__main__":
    main()

"""Names against a stock spaCy pipeline, in one run, on the English development articles.

    python benchmarks/names.py ../shared/gold/dev.en.jsonl --against en_core_web_md

`--against` is an installed pipeline's name or its folder; its labels are mapped to ours. Prints
F1 a type and words a second of both, one thread each.
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
    """Measure both and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--against", default="en_core_web_md")
    options = parser.parse_args()
    gold = read_lines([options.gold])
    other = spacy.load(options.against)
    ours = load()
    runs: dict[str, Callable[[], Found]] = {
        "faktograph": lambda: [
            {(m.span.start, m.span.end, m.entity.type) for m in extraction.mentions}
            for extraction in ours.extract(_articles(gold))
        ],
        options.against: lambda: [
            {(e.start_char, e.end_char, LABELS[e.label_]) for e in doc.ents if e.label_ in LABELS}
            for doc in other.pipe(line["text"] for line in gold)
        ],
    }
    words = sum(len(line["text"].split()) for line in gold)
    for name, run in runs.items():
        began = time.perf_counter()
        found = run()
        seconds = time.perf_counter() - began
        cells = "  ".join(f"{kind} {_f1(gold, found, kind):.3f}" for kind in (*TYPES, "all"))
        print(f"{Path(name).name:20} {cells}  {words / seconds:,.0f} words/s")


def _articles(gold: list[dict[str, Any]]) -> list[Article]:
    return [
        Article(url=line["id"], title=line["title"], text=line["text"], lang=line["lang"])
        for line in gold
    ]


def _f1(gold: list[dict[str, Any]], found: Found, kind: str) -> float:
    counts: dict[str, Counts] = defaultdict(Counts)
    for article, mine in zip(gold, found, strict=True):
        right = {n for n in gold_mentions(article) if kind in {n[2], "all"}}
        guess = {n for n in mine if kind in {n[2], "all"}}
        counts[kind].add(len(right & guess), len(guess), len(right))
    return counts[kind].f1


if __name__ == "__main__":
    main()

"""Linking and resolving measured on gold articles, their mentions given.

    python benchmarks/resolving.py ../shared/gold/train.de.jsonl ../shared/gold/train.en.jsonl

Within articles: B-cubed of the mentions' entities, against the gold's canonical names. Over
articles: pairs of different forms, each as its article links and the registry resolves it. A
pair is one entity where the gold gives one canonical name, or two that `resolving_same.tsv`
says are equal; hard pairs of different entities share a word or are spelt alike. At most 1,000
of each, drawn with a fixed seed.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import get_args

from rapidfuzz import fuzz

from pipeline.documents import Entity, EntityType, Span
from pipeline.extract.linking import link
from pipeline.resolve import resolve
from training.gold import Annotated, fold, read_gold

_DRAWN = 1000
_ALIKE = 75  # per cent of likeness that makes two names hard to tell apart
_TYPES: dict[str, EntityType] = {kind: kind for kind in get_args(EntityType)}

Gold = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention: what the gold says it is (type and folded name), and what we do."""

    article: str
    form: str
    gold: Gold
    linked: str
    resolved: str


def main() -> None:
    """Print one line a measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--errors", action="store_true", help="list the pairs that went wrong")
    options = parser.parse_args()
    articles = read_gold(options.gold)
    for first in (Entity("OpenAI", "ORG"), Entity("Leipzig", "LOC")):
        resolve(first)  # loads the registry and the cities, once a process
    began = time.process_time()
    seen = [mention for article in articles for mention in _seen(article, _equal())]
    seconds = time.process_time() - began
    precision, recall = _b_cubed(seen)
    each = 1000 * seconds / len(articles)
    print(f"{len(articles)} articles, {len(seen)} mentions, {each:.1f} ms an article")
    print(f"within articles  B-cubed precision {precision:.4f}  recall {recall:.4f}")
    same, different = _pairs(seen)
    wrong = [pair for pair in different if pair[0].resolved == pair[1].resolved]
    missed = [pair for pair in same if pair[0].resolved != pair[1].resolved]
    right = len(same) - len(missed)
    print(
        f"over articles    {len(same)} pairs of one entity, {len(different)} hard pairs of two: "
        f"precision {right / (right + len(wrong)):.4f}  recall {right / len(same):.4f}"
    )
    if options.errors:
        for label, pairs in (("joined", wrong), ("missed", missed)):
            for one, other in pairs:
                print(f"{label}: {one.form} ({one.article}) | {other.form} ({other.article})")


def _equal() -> dict[Gold, Gold]:
    table = {}
    lines = Path(__file__).with_name("resolving_same.tsv").read_text("utf-8").splitlines()
    for line in lines[1:]:
        kind, *names = line.split("\t")
        table.update({(kind, fold(name)): (kind, fold(names[0])) for name in names})
    return table


def _seen(article: Annotated, equal: dict[Gold, Gold]) -> list[Seen]:
    gold = {(m.start, m.end): (m.type, m.entity) for m in article.mentions}
    names = [(Span(m.start, m.end), _TYPES[m.type], 1.0) for m in article.mentions]
    found = []
    for mention in link(article.text, names, article.lang):
        key = gold[mention.span.start, mention.span.end]
        linked, resolved = str(mention.entity), resolve(mention.entity).id
        found.append(Seen(article.id, mention.text, equal.get(key, key), linked, resolved))
    return found


def _b_cubed(seen: Iterable[Seen]) -> tuple[float, float]:
    places = Counter((one.article, one.linked, one.gold) for one in seen)
    ours: dict[tuple[str, str], int] = defaultdict(int)
    theirs: dict[tuple[str, Gold], int] = defaultdict(int)
    for (article, linked, gold), n in places.items():
        ours[article, linked] += n
        theirs[article, gold] += n
    shares = [
        (n * n / ours[article, linked], n * n / theirs[article, gold])
        for (article, linked, gold), n in places.items()
    ]
    total = places.total()
    return sum(share for share, _ in shares) / total, sum(share for _, share in shares) / total


def _pairs(seen: Sequence[Seen]) -> tuple[list[tuple[Seen, Seen]], list[tuple[Seen, Seen]]]:
    draw = random.Random(7)
    forms: dict[Gold, dict[str, list[Seen]]] = defaultdict(lambda: defaultdict(list))
    for one in seen:
        forms[one.gold][one.form].append(one)
    same = [
        (draw.choice(held[one]), draw.choice(held[other]))
        for _, held in sorted(forms.items())
        for one, other in combinations(sorted(held), 2)
    ]
    firsts = [held[form][0] for _, held in sorted(forms.items()) for form in sorted(held)]
    different = [pair for pair in combinations(firsts, 2) if _hard(*pair)]
    return _some(draw, same), _some(draw, different)


def _hard(one: Seen, other: Seen) -> bool:
    if one.gold[0] != other.gold[0] or one.gold == other.gold:
        return False
    left, right = one.form.casefold(), other.form.casefold()
    return bool({*left.split()} & {*right.split()}) or fuzz.ratio(left, right) >= _ALIKE


def _some(draw: random.Random, pairs: list[tuple[Seen, Seen]]) -> list[tuple[Seen, Seen]]:
    return draw.sample(pairs, min(_DRAWN, len(pairs)))


if __name__ == "__main__":
    main()

"""Annotated texts as arrays: windows with tags, graphs and what is true of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from pipeline.extract.nodes import KINDS, NAMES, NONE, Graph, Node, allowed, build_graph
from pipeline.extract.tags import TAGS
from pipeline.extract.windows import Window, cut_windows
from pipeline.predicates import PREDICATES
from training.gold import Annotated

__all__ = ["STATUSES", "Detail", "Example", "examples_of", "pack"]

STATUSES = ("actual", "planned", "rumoured", "denied")
Key = tuple[str, str]
Sum = tuple[float | None, float | None, str | None]


@dataclass(frozen=True, slots=True)
class Detail:
    """One gold fact: its predicate, the row of its pair and the cells of its evidence.

    `amount` and `speaker` are nodes or None; `asks_amount` is off where the sum is the object.
    `status` is None where only the pair is known.
    """

    pair: int
    predicate: int
    cells: tuple[int, ...]
    status: int | None
    asks_amount: bool
    amount: int | None
    speaker: int | None


@dataclass(frozen=True, slots=True)
class Example:
    """A window with a tag per word and, for articles, its graph and facts.

    `cells` (P, S) numbers a pair's cells in each sentence, K where there is none; `allowed` is
    (P, predicates).
    """

    window: Window
    tags: NDArray[np.int64]
    marks_products: bool
    marks_names: bool = True
    graph: Graph | None = None
    cells: NDArray[np.int64] | None = None
    allowed: NDArray[np.bool_] | None = None
    details: tuple[Detail, ...] = ()


def examples_of(article: Annotated, tokenizer: Tokenizer) -> list[Example]:
    """One example for each window of the text."""
    return [_example(article, window) for window in cut_windows(article.text, tokenizer)]


def pack(sentences: Sequence[Annotated], tokenizer: Tokenizer, size: int) -> list[Example]:
    """Sentences joined to texts of about `size` characters."""
    examples: list[Example] = []
    group: list[Annotated] = []
    for sentence in [*sentences, None]:
        if sentence is not None:
            group.append(sentence)
        if group and (sentence is None or sum(len(s.text) for s in group) >= size):
            examples.extend(examples_of(_joined(group), tokenizer))
            group = []
    return examples


def _joined(group: list[Annotated]) -> Annotated:
    mentions, facts, at = [], [], 0
    for sentence in group:
        mentions += [replace(m, start=m.start + at, end=m.end + at) for m in sentence.mentions]
        facts += [
            replace(f, start=f.start + at, end=f.end + at) if f.start >= 0 else f
            for f in sentence.facts
        ]
        at += len(sentence.text) + 1
    judged = [sentence.judged for sentence in group if sentence.judged is not None]
    return replace(
        group[0],
        text="\n".join(sentence.text for sentence in group),
        mentions=tuple(mentions),
        facts=tuple(facts),
        judged=frozenset().union(*judged) if judged else None,
    )


def _example(article: Annotated, window: Window) -> Example:
    tags = np.zeros(len(window.words), np.int64)
    starts = np.array([start for start, _ in window.words])
    for mention in article.mentions:
        first, last = np.searchsorted(starts, (mention.start, mention.end))
        if first < last:
            tags[first:last] = TAGS.index(f"I-{mention.type}")
            tags[first] = TAGS.index(f"B-{mention.type}")
    names = Example(window, tags, article.marks_products, article.marks_names)
    if not article.facts and not article.judged and not article.marks_products:
        return names
    nodes, index = _nodes(article, window)
    graph = build_graph(window, nodes)
    if graph is None:
        return names
    pairs, row = np.unique(np.stack([graph.subjects, graph.objects]), axis=1, return_inverse=True)
    cells = np.full((pairs.shape[1], len(window.sentences)), len(graph.subjects), np.int64)
    cells[row.ravel(), graph.sentences] = np.arange(len(graph.subjects))
    return replace(
        names,
        graph=graph,
        cells=cells,
        allowed=allowed(graph.kinds, pairs[0], pairs[1]) & _judged(article, pairs, index),
        details=tuple(
            _details(
                article, window, cells=cells, pairs=pairs, nothing=len(graph.subjects), index=index
            )
        ),
    )


def _judged(
    article: Annotated, pairs: NDArray[np.int64], index: dict[object, int]
) -> NDArray[np.bool_]:
    """Of which pairs (P, 1) it is known what they are not."""
    if article.judged is None:
        return np.ones((pairs.shape[1], 1), bool)
    known = {
        (
            index.get(subject),
            _amount_node(target, index) if target and len(target) == 3 else index.get(target),
        )
        for subject, target in article.judged
    }
    return np.array([[(int(s), int(o)) in known] for s, o in pairs.T], bool)


def _nodes(article: Annotated, window: Window) -> tuple[list[Node], dict[object, int]]:
    places: dict[object, list[tuple[int, int]]] = {}
    for mention in article.mentions:
        rows = window.rows_of(mention.start, mention.end)
        if rows:
            places.setdefault((mention.entity, mention.type), []).append(rows)
    for amount in article.amounts:
        rows = window.rows_of(amount.start, amount.end)
        if rows:
            places.setdefault(amount.value, []).append(rows)
    nodes = [
        Node(KINDS.index(str(key[1])) if len(key) == 2 else KINDS.index("AMOUNT"), tuple(rows))  # type: ignore[arg-type,index]
        for key, rows in places.items()
    ]
    index: dict[object, int] = {key: number for number, key in enumerate(places)}
    index[None] = len(nodes)
    return [*nodes, Node(NONE, ())], index


def _details(
    article: Annotated,
    window: Window,
    *,
    cells: NDArray[np.int64],
    pairs: NDArray[np.int64],
    nothing: int,
    index: dict[object, int],
) -> list[Detail]:
    """The facts of the window, those without a cell of their evidence too: they are not wrong."""
    rows = {(int(s), int(o)): row for row, (s, o) in enumerate(pairs.T)}
    details: list[Detail] = []
    for fact in article.facts:
        subject = index.get(fact.subject)
        amount = _amount_node(fact.amount, index)
        target = (
            index.get(fact.object) if fact.object else index[None] if amount is None else amount
        )
        sentences = tuple(
            number
            for number, span in enumerate(window.sentences)
            if span.start < fact.end and span.end > fact.start and number >= window.repeated
        )
        if subject is None or target is None or (fact.start >= 0 and not sentences):
            continue
        speaker = index.get(fact.attributed_to) if fact.attributed_to else None
        ends = [(subject, target)]
        if PREDICATES[fact.predicate].symmetric:
            ends.append((target, subject))
        details.extend(
            Detail(
                pair=pair,
                predicate=NAMES.index(fact.predicate),
                cells=tuple(int(cells[pair, n]) for n in sentences if cells[pair, n] < nothing),
                status=None if fact.status is None else STATUSES.index(fact.status),
                asks_amount=fact.object is not None and PREDICATES[fact.predicate].takes_amount,
                amount=amount,
                speaker=speaker,
            )
            for pair in (rows[e] for e in ends if e in rows)
        )
    return details


def _amount_node(amount: Sum | None, index: dict[object, int]) -> int | None:
    """The node of a fact's sum; a loss is told as a positive one."""
    if amount is None:
        return None
    low, high, currency = amount
    for sign in (1, -1):
        value = (
            None if low is None else sign * low,
            None if high is None else sign * high,
            currency,
        )
        if value in index:
            return index[value]
        if (value[1], value[0], currency) in index:
            return index[value[1], value[0], currency]
    return None

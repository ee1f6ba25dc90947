"""Where a page's running text is: the weight of each block, and the element that holds most."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.read.blocks import Block, Outline
from pipeline.read.markup import BODY, COMMENTS, HIDDEN, TEXT
from pipeline.read.phrases import is_boilerplate

__all__ = ["clear_of_asides", "container_of", "prose_weights"]

_SENTENCE = re.compile(r"[.!?…][\"'”“’‘»«)]*(?:\s|$)")
_PROSE_LENGTH = 50
_LEAST_PROSE = {"heading": 200, "cell": 120}
_PROSE_CAP = 800
_OWN_PARAGRAPHS = 3
_DECLARED_LEAST = 400
_DECLARED_SHARE = 0.1
_FORGIVEN_SHARE = 0.5
_FORGIVEN_COMMENTS = 0.95
_SHARE = 0.75
_MARKED_SHARE = 0.5


def prose_weights(page: Outline) -> list[int]:
    """How much each block says that its element holds running text, in characters."""
    return [_prose_weight(block) for block in page.blocks]


def clear_of_asides(page: Outline, weights: list[int]) -> list[bool]:
    """For each block, whether no element around it speaks of something else than the article.

    A name whose elements together hold most of the prose of the page, or of a forgiven element
    around them, is forgiven; comments and what is hidden only where there is hardly anything else.
    """
    known = {asides: _path(page, asides) for asides in {block.asides for block in page.blocks}}
    paths = [known[block.asides] for block in page.blocks]
    sums: dict[tuple[str, ...], int] = {}
    for block, path, weight in zip(page.blocks, paths, weights, strict=True):
        for length in range(len(path) + 1 if weight and not block.never else 0):
            sums[path[:length]] = sums.get(path[:length], 0) + weight
    forgiven: set[tuple[str, ...]] = {()}
    comments = {
        page.names[number]
        for asides in known
        for number in asides
        if page.says[number] & (COMMENTS | HIDDEN)
    }
    for path in sorted(sums, key=len):
        share = _FORGIVEN_COMMENTS if path and path[-1] in comments else _FORGIVEN_SHARE
        if path and path[:-1] in forgiven and sums[path] > share * sums[path[:-1]]:
            forgiven.add(path)
    return [
        not block.never and not block.kicker and path in forgiven
        for block, path in zip(page.blocks, paths, strict=True)
    ]


def _path(page: Outline, asides: tuple[int, ...]) -> tuple[str, ...]:
    """The names of the asides around a block, the outermost first."""
    names = [page.names[number] for number in asides]
    return tuple(name for name, before in zip(names, ["", *names], strict=False) if name != before)


def _prose_weight(block: Block) -> int:
    if len(block.text) < _LEAST_PROSE.get(block.kind, _PROSE_LENGTH):
        return 0
    if block.link_share > 0.4:
        return 0
    if not _SENTENCE.search(block.text) or is_boilerplate(block.text):
        return 0
    return min(len(block.text), _PROSE_CAP)


def container_of(page: Outline, weights: list[int]) -> int | None:
    """The element whose parts, no longer one part alone, make up the page's prose.

    The search begins at the page's root, or at the one element that is declared to be the text.
    """
    own = [0] * len(page.parents)
    paragraphs: Counter[int] = Counter()
    for block, weight in zip(page.blocks, weights, strict=True):
        own[block.owner] += weight
        if weight and block.tag == "p" and block.owner == block.root:
            paragraphs[page.parents[block.owner]] += 1
    sums, children = _sums(page, own)
    if not children.get(-1):
        return None
    current = _declared(page, sums) or children[-1][-1]
    whole = sums[current]
    while children.get(current):
        best = max(children[current], key=lambda number: sums[number])
        marked = page.says[best] & (BODY | TEXT)
        goes_on = marked or paragraphs[current] < _OWN_PARAGRAPHS
        least = (_MARKED_SHARE if marked else _SHARE) * whole
        if sums[best] == own[best] or sums[best] < least or not goes_on:
            break
        current = best
        if marked:
            whole = sums[best]
    return current


def _sums(page: Outline, own: list[int]) -> tuple[list[int], dict[int, list[int]]]:
    """The weight in each element, and the elements with any inside each other (-1: the root)."""
    sums = own.copy()
    children: dict[int, list[int]] = {}
    for number in range(len(sums) - 1, -1, -1):
        parent = page.parents[number]
        if sums[number]:
            if parent >= 0:
                sums[parent] += sums[number]
            children.setdefault(parent, []).append(number)
    return sums, children


def _declared(page: Outline, sums: list[int]) -> int | None:
    """The one element that is marked up as the article's text, where it holds enough of it."""
    texts = [number for number, says in enumerate(page.says) if says & TEXT and sums[number]]
    if len(texts) != 1 or sums[texts[0]] < max(_DECLARED_LEAST, _DECLARED_SHARE * max(sums)):
        return None
    return texts[0]

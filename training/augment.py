"""Articles told anew: other names, fewer sentences, pieces unread, so that wording tells."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from pipeline.extract.sentences import sentence_spans
from pipeline.extract.windows import BOS, EOS, UNK
from training.examples import Example
from training.gold import Annotated, GoldMention

__all__ = ["NamePool", "invented_name", "renamed", "shortened", "unread"]

_ONSETS = [
    "b",
    "br",
    "c",
    "ch",
    "d",
    "dr",
    "f",
    "fl",
    "g",
    "gr",
    "h",
    "j",
    "k",
    "kl",
    "l",
    "m",
    "n",
    "p",
    "pr",
    "qu",
    "r",
    "s",
    "sch",
    "sk",
    "st",
    "t",
    "tr",
    "v",
    "w",
    "x",
    "y",
    "z",
]
_VOWELS = ["a", "e", "i", "o", "u", "ae", "ia", "io", "ei", "y"]
_CODAS = ["", "", "", "n", "r", "s", "l", "x", "m", "t", "nd", "ra", "va", "o", "ix", "on"]
_TAILS = {
    "ORG": ["", "", "", "", " AI", " Labs", " Robotics", " Systems", " Capital", " Ventures",
            " GmbH", " Energy", " Technologies", ".ai", "soft", "Tech", "AI"],
    "PRODUCT": ["", "", "-2", " 3", " 4.5", " Pro", " Mini", "GPT", " X1", "-V2", " Studio",
                " Ultra", " 70B"],
}  # fmt: skip


class NamePool:
    """Names of every type as training articles write them."""

    def __init__(self, articles: Iterable[Annotated]) -> None:
        names: dict[str, set[str]] = defaultdict(set)
        for article in articles:
            for mention in article.mentions:
                names[mention.type].add(article.text[mention.start : mention.end])
        people = sorted(name for name in names.pop("PERSON", set()) if name.count(" ") == 1)
        self.first_names = [name.split()[0] for name in people]
        self.last_names = [name.split()[1] for name in people]
        self.names = {kind: sorted(values) for kind, values in names.items()}

    def draw(self, kind: str, rng: random.Random) -> str:
        """A name of a type that is not PERSON, sometimes one that nobody bears."""
        if kind in _TAILS and rng.random() < 0.5:
            return invented_name(kind, rng)
        return rng.choice(self.names[kind])


def invented_name(kind: str, rng: random.Random) -> str:
    """One to three syllables and, now and then, what companies and products append."""
    stem = "".join(
        rng.choice(_ONSETS) + rng.choice(_VOWELS) + rng.choice(_CODAS)
        for _ in range(rng.choice((1, 2, 2, 3)))
    )
    style = rng.random()
    stem = stem.upper()[:4] if style < 0.08 else stem if style < 0.13 else stem.capitalize()
    return stem + rng.choice(_TAILS[kind])


def renamed(article: Annotated, pool: NamePool, rng: random.Random, share: float) -> Annotated:
    """The article with about `share` of its entities under other names of their type."""
    forms: dict[tuple[str, str], set[str]] = defaultdict(set)
    for mention in article.mentions:
        forms[mention.entity, mention.type].add(article.text[mention.start : mention.end])
    table: dict[tuple[str, str], dict[str, str]] = {}
    for (entity, kind), written in sorted(forms.items()):
        if rng.random() < share:
            table[entity, kind] = _new_forms(kind, sorted(written, key=len), pool, rng)
    return _rewritten(article, table)


def _new_forms(kind: str, written: list[str], pool: NamePool, rng: random.Random) -> dict[str, str]:
    """Old form to new form; empty where the forms do not hang together by spelling."""
    if kind == "PERSON":
        return _new_person(written, pool, rng)
    base = written[0]
    if any(not form.startswith(base) for form in written):
        return {}
    if base.endswith(("s", "S")) and len(written) == 1:
        return {}
    name = pool.draw(kind, rng)
    return {form: name + form[len(base) :] for form in written}


def _new_person(written: list[str], pool: NamePool, rng: random.Random) -> dict[str, str]:
    full = next((form for form in written if form.count(" ") == 1), None)
    if full is None:
        return {}
    old_first, old_last = full.split()
    first, last = rng.choice(pool.first_names), rng.choice(pool.last_names)
    known = {full: f"{first} {last}", old_last: last, old_first: first}
    known |= {form + "s": new + "s" for form, new in known.items()}
    return {form: known[form] for form in written} if all(f in known for f in written) else {}


def _rewritten(article: Annotated, table: dict[tuple[str, str], dict[str, str]]) -> Annotated:
    parts: list[str] = []
    moved: list[GoldMention] = []
    shifts: list[tuple[int, int]] = [(0, 0)]
    at = length = 0
    for mention in article.mentions:
        old = article.text[mention.start : mention.end]
        new = table.get((mention.entity, mention.type), {}).get(old, old)
        parts += [article.text[at : mention.start], new]
        start = length + mention.start - at
        length = start + len(new)
        at = mention.end
        moved.append(replace(mention, start=start, end=length))
        shifts.append((at, length - at))
    parts.append(article.text[at:])

    def place(offset: int) -> int:
        shift = next(by for until, by in reversed(shifts) if until <= offset)
        return offset + shift

    return replace(
        article,
        text="".join(parts),
        mentions=tuple(moved),
        amounts=tuple(replace(a, start=place(a.start), end=place(a.end)) for a in article.amounts),
        facts=tuple(
            replace(f, start=place(f.start), end=max(place(f.end), place(f.start) + 1))
            if f.start >= 0
            else f
            for f in article.facts
        ),
    )


def shortened(article: Annotated, rng: random.Random, share: float) -> Annotated:
    """The article without about `share` of its sentences; the title stays.

    What only they say is no longer a fact, but not wrong of its pair either.
    """
    title, *spans = sentence_spans(article.text)
    kept = [(title.start, title.end)]
    kept += [(span.start, span.end) for span in spans if rng.random() >= share]
    places: list[tuple[int, int, int]] = []
    parts: list[str] = []
    length = 0
    for start, end in kept:
        places.append((start, end, length - start))
        parts.append(article.text[start:end])
        length += end - start + 1

    def place(start: int, end: int) -> int | None:
        """How far a span moves, None where it is gone or cut."""
        return next((by for low, high, by in places if low <= start and end <= high), None)

    moved = [(m, place(m.start, m.end)) for m in article.mentions]
    sums = [(a, place(a.start, a.end)) for a in article.amounts]
    facts = [(f, place(f.start, f.end)) for f in article.facts]
    return replace(
        article,
        text="\n".join(parts),
        mentions=tuple(
            replace(m, start=m.start + by, end=m.end + by) for m, by in moved if by is not None
        ),
        amounts=tuple(
            replace(a, start=a.start + by, end=a.end + by) for a, by in sums if by is not None
        ),
        facts=tuple(
            replace(f, start=-1, end=-1)
            if by is None
            else replace(f, start=f.start + by, end=f.end + by)
            for f, by in facts
        ),
    )


def unread(example: Example, rng: random.Random, share: float) -> Example:
    """The example with about `share` of its pieces replaced by the unknown one."""
    ids = example.window.ids
    hidden = np.array([rng.random() < share for _ in ids]) & (ids != BOS) & (ids != EOS)
    return replace(example, window=replace(example.window, ids=np.where(hidden, UNK, ids)))

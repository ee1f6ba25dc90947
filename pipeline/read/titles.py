"""The title of an article: the headline on the page, by what the page's head states.

An article's headline stands in an h1, or where there is none in a heading right before the text;
kickers and the site's name are cut off.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from pipeline.read.blocks import Block, Outline
from pipeline.read.markup import BODY, TEXT
from pipeline.read.metadata import Metadata
from pipeline.read.sitenames import site_names, without_site
from pipeline.read.wording import comparable

__all__ = ["Title", "choose_title"]

_WORDS = re.compile(r"\w")
_OPENS = re.compile(r"\s*[:|–-]")
_LONGEST = 400
_ALIKE = 0.5
_SAME = 0.9
_LONGEST_KICKER = 40
_PARTS = "/|»›>"
_FURTHEST = 40  # blocks between headline and text
_LITTLE = 200  # characters of a box above the headline that was taken for the text's beginning


@dataclass(frozen=True, slots=True)
class Title:
    """A title and the place of the block that shows it, -1 where none does."""

    text: str
    place: int


@dataclass(frozen=True, slots=True)
class _Shown:
    """A heading on the page: its wordings, the likeliest last, and where it ends.

    `joined` is the wording made of several parts, "" for none: marks between them may be lost.
    """

    wordings: tuple[str, ...]
    joined: str
    place: int
    tag: str
    within_body: bool
    clear: bool


def choose_title(page: Outline, metadata: Metadata, url: str, first: int) -> Title:
    """The headline of the article whose text begins with block `first`."""
    site = site_names(metadata, url)
    stated = _stated(metadata, site)
    shown = _shown(page, site, first)
    clear = [head for head in shown if head.clear]
    tops = [head for head in clear if head.tag == "h1"]
    chosen = (
        _most_alike(tops, stated, first)
        or _right_before(tops, first)
        or _most_alike(clear, stated, first, _SAME)
        or _not_marked_up(page, stated, first)
        or _right_before(clear, first, agreed=_agreed(stated))
        or _most_alike(shown, stated, first)
    )
    if chosen:
        return Title(_worded(chosen, stated, site), chosen.place)
    return Title(_most_agreed(stated), -1)


def _stated(metadata: Metadata, site: set[str]) -> list[str]:
    found = (
        metadata.stated("headline"),
        metadata.first("og:title"),
        metadata.first("twitter:title", "dc.title", "title", "parsely-title", "sailthru.title"),
        metadata.document_title,
        metadata.stated("name"),
    )
    cut = [without_site(text, site) for text in found if text]
    return [text for text in cut if comparable(text) not in site and comparable(text)]


def _shown(page: Outline, site: set[str], first: int) -> list[_Shown]:
    """The headings up to the text's beginning, each once, in order."""
    groups: dict[int, list[tuple[int, Block]]] = {}
    for place, block in enumerate(page.blocks):
        if block.kind == "heading" and (place <= first or block.tag == "h1"):
            groups.setdefault(block.root, []).append((place, block))
    shown = []
    for root, parts in groups.items():
        every = [block.text for _, block in parts if _WORDS.search(block.text)]
        whole = " ".join(block.text for _, block in parts)
        plain = [block.text for _, block in parts if not block.kicker and block.text in every]
        if every and (not plain or len(" ".join(plain).split()) < 3):
            plain = [max(every, key=len)]
        wordings = (whole, *plain[:-1], " ".join(plain), *plain[-1:])
        usable = tuple(
            text
            for text in dict.fromkeys(wordings)
            if 2 < len(text) <= _LONGEST and comparable(text) not in site
        )
        if usable:
            block = parts[0][1]
            shown.append(
                _Shown(
                    usable,
                    " ".join(plain) if len(plain) > 1 else "",
                    parts[-1][0],
                    block.tag,
                    _within_body(page, root),
                    not (block.asides or block.never),
                )
            )
    return shown


def _within_body(page: Outline, number: int) -> bool:
    while number >= 0:
        if page.says[number] & (BODY | TEXT):
            return True
        number = page.parents[number]
    return False


def _most_alike(
    heads: list[_Shown], stated: list[str], first: int, least: float = _ALIKE
) -> _Shown | None:
    """The heading that agrees best with what is stated, the nearest to the text of equals."""
    ranked = [(_likeness(head, stated), -abs(first - head.place), head) for head in heads]
    best = max(ranked, key=lambda found: found[:2], default=None)
    return best[2] if best and best[0] >= least else None


def _likeness(head: _Shown, stated: list[str]) -> float:
    return max((_agreement(a, b) for a in head.wordings for b in stated), default=0.0)


def _agreement(one: str, other: str) -> float:
    left, right = Counter(comparable(one).split()), Counter(comparable(other).split())
    shared = sum((left & right).values())
    if shared >= 3 and shared == min(left.total(), right.total()):
        return 1.0 - 0.01 * abs(left.total() - right.total())
    return 2 * shared / max(1, left.total() + right.total())


def _not_marked_up(page: Outline, stated: list[str], first: int) -> _Shown | None:
    """What is stated, word for word, near the text's beginning, not marked up as a heading."""
    wanted = {comparable(text) for text in stated}
    last = first
    while last + 1 < len(page.blocks) and (
        sum(len(block.text) for block in page.blocks[first : last + 1]) < _LITTLE
    ):
        last += 1
    last = min(last, len(page.blocks) - 1)
    for place in range(last, max(0, first - _FURTHEST) - 1, -1):
        block = page.blocks[place]
        if len(block.text) <= _LONGEST and comparable(block.text) in wanted:
            return _Shown((block.text,), "", place, block.tag, within_body=False, clear=True)
    return None


def _agreed(stated: list[str]) -> bool:
    """Whether two of the page's statements give one title."""
    counts = Counter(comparable(text) for text in stated)
    return any(count > 1 for count in counts.values())


def _right_before(shown: list[_Shown], first: int, *, agreed: bool = False) -> _Shown | None:
    """A heading that agrees with nothing stated, but stands where the headline stands.

    Where the statements agree with each other, it has to stand in the article's own element.
    """
    near = [
        head
        for head in shown
        if first - _FURTHEST <= head.place <= first
        and len(head.wordings[-1].split()) >= 3
        and (head.within_body or not agreed)
    ]
    tops = [head for head in near if head.tag == "h1"]
    if tops:
        return tops[-1]
    inner = [head for head in near if head.within_body and head.tag in ("h2", "h3")]
    return inner[0] if inner else None


def _worded(head: _Shown, stated: list[str], site: set[str]) -> str:
    """The heading's wording: the stated one where one is, else its last part."""
    wordings = [without_site(text, site) for text in head.wordings]
    known = {comparable(text): text for text in reversed(stated)}
    if heading_shouts := next((text for text in wordings if text.isupper()), None):
        return known.get(comparable(heading_shouts), heading_shouts)
    for text in reversed(wordings[1:]):
        if comparable(text) in known and not _OPENS.match(text):
            return known[comparable(text)] if text == head.joined else text
    kicked = _without_kicker(wordings[0], stated)
    if kicked:
        return kicked
    whole = wordings[0].replace(" :", ":")
    told = [text for text in stated if ": " in text and comparable(text) == comparable(whole)]
    if len(told) > 1:
        return told[0]
    return whole if _OPENS.match(wordings[-1]) else wordings[-1]


def _without_kicker(heading: str, stated: list[str]) -> str | None:
    """What is stated, where the heading has only a few words before it and no colon between.

    Or one that is shouted ("EXCLUSIVE:"), or that only other statements have a colon behind.
    """
    whole = comparable(heading)
    if whole in {comparable(text) for text in stated if ": " not in text or ": " in heading}:
        return None
    for text in stated:
        told = comparable(text)
        before = heading[: -len(text)].rstrip() if whole.endswith(f" {told}") else ""
        parted = before and (before[-1].isalnum() or before[-1] in _PARTS or before.isupper())
        if parted and len(before) < _LONGEST_KICKER and " " in told:
            return text
    return None


def _most_agreed(stated: list[str]) -> str:
    counts = Counter(comparable(text) for text in stated)
    return max(stated, key=lambda text: counts[comparable(text)], default="")

"""A sentence read with its names and sums as signs, so that a pattern speaks of kinds and words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.documents import Amount, Mention, Span
from pipeline.extract.nearness import within

__all__ = ["Signed", "in_signs", "lists_joined"]

_KINDS = {"ORG": "O", "PERSON": "P", "LOC": "L", "PRODUCT": "R"}
_NEXT = r", (?:dem |der |den |die |das |the )?"
_LAST = r",? (?:und|sowie|and|as well as) (?:auch |dem |der |den |die |das |the )?"
_LIST = re.compile(
    "|".join(rf"{one}(?:{_NEXT}{one})*{_LAST}{one}" for one in (r"⟦[OP]\d+⟧", r"⟦L\d+⟧", r"⟦R\d+⟧"))
)
_SIGN = re.compile(r"⟦(\w+)⟧")


@dataclass(frozen=True, slots=True)
class Signed:
    """A sentence in signs (`⟦O0⟧ hat rund ⟦A1⟧ aufgebracht`): what each of them means.

    `places` tells for each character of `text` where it stands in the article. Kinds: O (ORG),
    P (PERSON), L (LOC), R (PRODUCT), A (a sum). `lists` has the signs for which one stands.
    """

    text: str
    places: list[int]
    meanings: dict[str, Mention | Amount]
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def span(self, start: int, end: int) -> Span:
        """Give the article's stretch for `text`'s characters `start` up to `end`, at least one."""
        return Span(self.places[start], self.places[end - 1] + 1)


def in_signs(text: str, sentence: Span, items: Iterable[Mention | Amount]) -> Signed:
    """Write the sentence of `text` with those of the items that stand in it as signs."""
    inside = [item for item in items if within(item.span, sentence)]
    pieces: list[str] = []
    places: list[int] = []
    meanings: dict[str, Mention | Amount] = {}
    at = sentence.start
    for item in sorted(inside, key=lambda each: each.span):
        if item.span.start < at:
            continue
        kind = _KINDS[item.entity.type] if isinstance(item, Mention) else "A"
        name = f"{kind}{len(meanings)}"
        meanings[name] = item
        pieces += [text[at : item.span.start], f"⟦{name}⟧"]
        places += [*range(at, item.span.start), *([item.span.start] * (len(name) + 1))]
        places.append(item.span.end - 1)
        at = item.span.end
    pieces.append(text[at : sentence.end])
    places += range(at, sentence.end)
    return Signed("".join(pieces), places, meanings)


def lists_joined(signed: Signed) -> Signed:
    """Write each list of names ("X, Y und Z") as one sign, its first."""
    pieces: list[str] = []
    places: list[int] = []
    lists: dict[str, tuple[str, ...]] = {}
    at = 0
    for found in _LIST.finditer(signed.text):
        names = tuple(_SIGN.findall(found.group()))
        sign = f"⟦{names[0]}⟧"
        pieces += [signed.text[at : found.start()], sign]
        places += signed.places[at : found.start()]
        places += [*signed.places[found.start() :][: len(sign) - 1], signed.places[found.end() - 1]]
        lists[names[0]] = names
        at = found.end()
    pieces.append(signed.text[at:])
    places += signed.places[at:]
    return Signed("".join(pieces), places, signed.meanings, lists)

"""A sentence read with its names and sums as signs, so that a pattern speaks of kinds and words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.documents import Amount, Mention, Span

__all__ = ["Signed", "in_signs"]

_KINDS = {"ORG": "O", "PERSON": "P", "LOC": "L", "PRODUCT": "R"}


@dataclass(frozen=True, slots=True)
class Signed:
    """A sentence in signs (`⟦O0⟧ hat rund ⟦A1⟧ aufgebracht`): what each of them means.

    `places` tells for each character of `text` where it stands in the article. Kinds: O (ORG),
    P (PERSON), L (LOC), R (PRODUCT), A (a sum).
    """

    text: str
    places: list[int]
    meanings: dict[str, Mention | Amount]

    def span(self, start: int, end: int) -> Span:
        """Give the article's stretch for `text`'s characters `start` up to `end`, at least one."""
        return Span(self.places[start], self.places[end - 1] + 1)


def in_signs(text: str, sentence: Span, items: Iterable[Mention | Amount]) -> Signed:
    """Write the sentence of `text` with those of the items that stand in it as signs."""
    inside = [item for item in items if _within(item.span, sentence)]
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


def _within(span: Span, sentence: Span) -> bool:
    return sentence.start <= span.start and span.end <= sentence.end

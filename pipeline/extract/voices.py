"""Whose words a paragraph's sentences are that name no speaker: in quotation marks, or going on."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.documents import Entity, Mention, Span
from pipeline.extract.signs import Signed

__all__ = ["Heard", "Saying", "voices"]

_LABEL = re.compile(r"⟦(?P<who>P\d+)⟧(?: \([^()]{1,60}\))?: [^\"“„«»]")
_QUOTE = re.compile(r"[\"“”„«»][^\"“”„«»\n]+[\"“”«»]")


@dataclass(frozen=True, slots=True)
class Saying:
    """Words that somebody says: `scope` holds them.

    `speaker` None: the party that the words are about ("the company said"). `goes_on`: the voice is
    that of the sentence before. `answer`: a paragraph of an interview, every word of it.
    """

    scope: Span
    speaker: Entity | None
    goes_on: bool = False
    answer: bool = False

    def covers(self, words: Span) -> bool:
        """Tell whether at least half of the words are said here."""
        common = min(words.end, self.scope.end) - max(words.start, self.scope.start)
        return 2 * common >= words.end - words.start


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence, in signs too, and what is said in it."""

    sentence: Span
    signed: Signed
    sayings: list[Saying]


def voices(text: str, paragraph: Sequence[Heard], goes_on: re.Pattern[str]) -> Iterator[Saying]:
    """The sayings of one paragraph, and the sentences between them that keep a voice.

    `goes_on` finds what only a sentence in the voice of the one before has.
    """
    quoted = _quoted(text, paragraph)
    before: Saying | None = None
    for number, at in enumerate(paragraph):
        voice = None
        if not at.sayings and number in quoted:
            voice = quoted[number] or before
        elif not at.sayings and goes_on.search(at.signed.text):
            voice = before
        here = at.sayings or (
            [replace(voice, scope=at.sentence, goes_on=True)] if voice is not None else []
        )
        yield from here
        before = here[-1] if here else None
    yield from _labelled(paragraph)


def _labelled(paragraph: Sequence[Heard]) -> Iterator[Saying]:
    """All of a paragraph of several sentences that begins with its speaker and a colon."""
    first, last = paragraph[0], paragraph[-1]
    label = _LABEL.match(first.signed.text) if len(paragraph) > 1 else None
    speaker = label and first.signed.meanings[label["who"]]
    if isinstance(speaker, Mention):
        scope = Span(first.sentence.start, last.sentence.end)
        yield Saying(scope, speaker.entity, answer=True)


def _quoted(text: str, paragraph: Sequence[Heard]) -> dict[int, Saying | None]:
    """The sentences that stand in quotation marks, by their number.

    With each the first saying of a sentence that its quotation begins, ends or stands in.
    """
    found: dict[int, Saying | None] = {}
    ends = [at.sentence.end for at in paragraph]
    for match in _QUOTE.finditer(text, paragraph[0].sentence.start, ends[-1]):
        quote = Span(*match.span())
        first = bisect_right(ends, quote.start)
        after = bisect_left(ends, quote.end) + 1
        touched = range(first, min(after, len(paragraph)))
        speaker = next((each for n in touched for each in paragraph[n].sayings), None)
        found |= {n: speaker for n in touched if _inside(paragraph[n].sentence, quote)}
    return found


def _inside(sentence: Span, quote: Span) -> bool:
    """Tell whether four fifths of the sentence stand in the quotation."""
    common = min(sentence.end, quote.end) - max(sentence.start, quote.start)
    return 5 * common >= 4 * (sentence.end - sentence.start)

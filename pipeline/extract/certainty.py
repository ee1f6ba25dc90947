"""How sure a statement is, as its wording tells: "soll … haben", "people familiar", "plans to".

`certainty.toml` has the wordings. What each weighs for each status, by the place where it stands,
is in certainty.json, fitted by `python -m training.certainty`.
"""

from __future__ import annotations

import json
import math
import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from pipeline.documents import Language, Span, Status
from pipeline.extract.scoring import STATUSES
from pipeline.extract.sentences import sentence_spans

__all__ = ["WEIGHTS", "features", "judged_status"]

WEIGHTS = Path(__file__).with_name("certainty.json")
_LANGUAGES: tuple[Language, ...] = ("de", "en")
_CUES = {
    lang: {
        name: re.compile(wording[lang], re.IGNORECASE)
        for name, wording in tomllib.loads(
            Path(__file__).with_name("certainty.toml").read_text("utf-8")
        ).items()
    }
    for lang in _LANGUAGES
}
_WEIGHTS: dict[str, list[float]] = json.loads(WEIGHTS.read_text("utf-8"))
_UNKNOWN = (0.0,) * len(STATUSES)
_LEAST = 1e-4  # no probability of the head counts for less


def features(text: str, lang: Language, words: Span, predicate: str) -> tuple[str, ...]:
    """What the wording of a claim shows: "shall words", "denial sentence", "builds".

    `words` are the stretch of `text` that says the claim. Three places count: the words
    themselves, the rest of their sentence, the sentence before in the same paragraph.
    """
    return (*_cues_around(text, lang, words), predicate, lang)


@lru_cache(maxsize=256)
def _cues_around(text: str, lang: Language, words: Span) -> tuple[str, ...]:
    """Name the wordings in each place; several claims may have the same words."""
    return tuple(
        f"{name} {place}"
        for place, around, stretches in _places(text, words)
        for name in _cues_in(text, lang, around)
        if any(_CUES[lang][name].search(text, part.start, part.end) for part in stretches)
    )


@lru_cache(maxsize=256)
def _cues_in(text: str, lang: Language, sentence: Span) -> tuple[str, ...]:
    """Name the wordings that a sentence has at all: its parts can have no others."""
    return tuple(
        name for name, cue in _CUES[lang].items() if cue.search(text, sentence.start, sentence.end)
    )


def judged_status(likely: Sequence[float], found: Sequence[str]) -> Status:
    """The status that the head's probabilities and the wording together speak for most."""
    scores = [math.log(max(each, _LEAST)) for each in likely]
    for feature in (*found, "always"):
        for index, weight in enumerate(_WEIGHTS.get(feature, _UNKNOWN)):
            scores[index] += weight
    return STATUSES[scores.index(max(scores))]


def _places(text: str, words: Span) -> Iterator[tuple[str, Span, tuple[Span, ...]]]:
    """Name each place, with what it lies in and the stretches that it is made of."""
    sentences = sentence_spans(text)
    number = max(0, bisect_right(sentences, words.start, key=lambda each: each.start) - 1)
    sentence = sentences[number]
    whole = Span(min(words.start, sentence.start), max(words.end, sentence.end))
    yield "words", whole, (words,)
    yield (
        "sentence",
        whole,
        (
            Span(sentence.start, words.start),
            Span(words.end, max(words.end, sentence.end)),
        ),
    )
    last = sentences[number - 1] if number else None
    if last is not None and "\n" not in text[last.end : sentence.start]:
        yield "before", last, (last,)

"""Interviews printed as questions and answers: whose words the answers are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.documents import Entity, Mention, Span

__all__ = ["answers"]

_PARAGRAPH = re.compile(r"[^\n]+")
_QUESTION = re.compile(r"\?[\"”“«»*_)]*\s*$")
_QUOTED = re.compile(r"[\"“”„«»][^\"“”„«»\n]*[\"“”«»]")
_LONGEST_QUESTION = 400  # characters
_LEAST_QUESTIONS = 3


def answers(
    text: str, mentions: Sequence[Mention], first_person: re.Pattern[str]
) -> tuple[Entity, list[Span]] | None:
    """Who is interviewed and the paragraphs that are the answers, None where it is no interview.

    Questions are paragraphs of their own; most answers speak of "I" or "we" outside of quotations.
    """
    paragraphs = [Span(*match.span()) for match in _PARAGRAPH.finditer(text)][1:]
    asked = [n for n, each in enumerate(paragraphs) if _is_question(text, each)]
    if len(asked) < _LEAST_QUESTIONS:
        return None
    ends = [*asked[1:], asked[-1] + 2]
    given = [paragraphs[n + 1 : end] for n, end in zip(asked, ends, strict=True)]
    personal = sum(_speaks(text, each, first_person) for each in given)
    speaker = _interviewee(paragraphs[: asked[0]], mentions)
    if speaker is None or 2 * personal < len(given):
        return None
    return speaker, [paragraph for each in given for paragraph in each]


def _is_question(text: str, paragraph: Span) -> bool:
    short = paragraph.end - paragraph.start <= _LONGEST_QUESTION
    return (
        short
        and _QUESTION.search(text, max(paragraph.start, paragraph.end - 8), paragraph.end)
        is not None
    )


def _speaks(text: str, given: Sequence[Span], first_person: re.Pattern[str]) -> bool:
    words = " ".join(text[each.start : each.end] for each in given)
    return first_person.search(_QUOTED.sub("", words)) is not None


def _interviewee(introduction: Sequence[Span], mentions: Sequence[Mention]) -> Entity | None:
    """The person whom the introduction names most often, the first among equals."""
    end = introduction[-1].end if introduction else 0
    named = Counter(
        each.entity for each in mentions if each.entity.type == "PERSON" and each.span.end <= end
    )
    return named.most_common(1)[0][0] if named else None

"""Of a claim: how sure it is and who says it, from the head's opinion and the wording together."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.documents import Article, Claim, Entity, Mention, Span
from pipeline.extract.attribution import Voices, likely
from pipeline.extract.certainty import features, judged_status
from pipeline.extract.scoring import Statement
from pipeline.extract.sentences import sentence_spans
from pipeline.extract.speakers import sayings

__all__ = ["Telling", "read_telling"]

_LEAST = 1e-3  # no probability of the head counts for less
# The head knows part of what the wording tells: so much of the wording is added to it, and so much
# taken from the odds that nobody is named, which both of them count. Both chosen on articles that
# the model had not seen.
_SHARE, _SILENCE = 0.5, 1.5
_UNHEARD = -4.0  # the wording's opinion of a speaker whose sayings it does not see


@dataclass(frozen=True, slots=True)
class Telling:
    """An article's sentences and the voices in it."""

    article: Article
    sentences: Sequence[Span]
    voices: Voices

    def told(self, claim: Claim, statement: Statement) -> Claim:
        """The claim with its status and its speaker."""
        found = features(
            self.article.text, self.article.lang, self.sentences, claim.evidence, claim.predicate
        )
        claim = replace(claim, status=judged_status(statement.statuses, found))
        return replace(claim, attributed_to=self._speaker(claim, statement))

    def spoken(self, claim: Claim) -> Claim:
        """A claim that the wording alone makes, with whom the wording alone gives as speaker."""
        odds = likely(self.voices.features(claim))
        return replace(claim, attributed_to=max(odds, key=lambda party: odds[party]))

    def _speaker(self, claim: Claim, statement: Statement) -> Entity | None:
        heads = dict(statement.speakers)
        wording = likely(self.voices.features(claim))
        odds = {
            party: math.log(max(heads.get(party, 0.0), _LEAST))
            + _SHARE * wording.get(party, _UNHEARD)
            for party in heads.keys() | wording
        }
        odds[None] -= _SILENCE
        return max(odds, key=lambda party: odds[party])


def read_telling(article: Article, mentions: Sequence[Mention]) -> Telling:
    """Read an article; `mentions` are in the order of the text."""
    sentences = sentence_spans(article.text)
    said = sayings(article.text, mentions, article.lang)
    return Telling(article, sentences, Voices(said, sentences))

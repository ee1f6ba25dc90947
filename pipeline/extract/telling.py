"""Of a claim: how sure it is and who says it, from the head's opinion and the wording together."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.documents import Article, Claim, Entity, Mention
from pipeline.extract.certainty import features, judged_status
from pipeline.extract.scoring import Statement
from pipeline.extract.speakers import sayings
from pipeline.extract.voices import Saying

__all__ = ["Telling", "read_telling"]

# On the development articles 2 to 6 find the same within one claim in fifty.
_WORDING = 5.0  # added to the log odds of whom the sentence names as its speaker
_VOICE_KEPT = 0.6  # of it, where the voice is that of the sentence before or "the company"
_LEAST = 1e-3  # no probability of the head counts for less
# States that stand in passing inside somebody's words, hardly ever what they say.
_UNSAID = frozenset(
    {"has_role", "located_in", "founded", "launched", "competes_with", "holds_stake_in"}
)
# Of these "the company said" means the object: the company that got the money or the person.
_OBJECT_SPEAKS = frozenset({"invested_in", "joined", "left"})


@dataclass(frozen=True, slots=True)
class Telling:
    """An article and its stretches that are somebody's words."""

    article: Article
    sayings: list[Saying]

    def told(self, claim: Claim, statement: Statement) -> Claim:
        """The claim with its status and its speaker."""
        article = self.article
        found = features(article.text, article.lang, claim.evidence, claim.predicate)
        return replace(
            claim,
            status=judged_status(statement.statuses, found),
            attributed_to=self._speaker(claim, statement),
        )

    def spoken(self, claim: Claim) -> Claim:
        """A claim that the wording alone makes, with whom its sentence names as the speaker."""
        surely = [party for party, weight in self._named(claim).items() if weight == 1.0]
        return replace(claim, attributed_to=surely[0] if surely else None)

    def _speaker(self, claim: Claim, statement: Statement) -> Entity | None:
        odds = {party: math.log(max(p, _LEAST)) for party, p in statement.speakers}
        least = math.log(_LEAST)
        odds.setdefault(None, least)
        for party, weight in self._named(claim).items():
            odds[party] = odds.get(party, least) + _WORDING * weight
        return max(odds, key=lambda party: odds[party])

    def _named(self, claim: Claim) -> dict[Entity, float]:
        """Whom the sentence names as the claim's speaker, and how surely (0 to 1)."""
        itself = claim.object if claim.predicate in _OBJECT_SPEAKS else claim.subject
        named: dict[Entity, float] = {}
        for saying in self.sayings:
            party = saying.speaker or itself
            meant = saying.answer or claim.predicate not in _UNSAID
            if meant and party is not None and saying.covers(claim.evidence):
                kept = saying.goes_on or saying.speaker is None
                named[party] = max(named.get(party, 0.0), _VOICE_KEPT if kept else 1.0)
        return named


def read_telling(article: Article, mentions: Sequence[Mention]) -> Telling:
    """Read an article; `mentions` are in the order of the text."""
    return Telling(article, sayings(article.text, mentions, article.lang))

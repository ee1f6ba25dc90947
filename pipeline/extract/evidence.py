"""The words of the article that carry a claim: clause-wide around what it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.documents import Amount, Entity, Mention, Span
from pipeline.extract.nearness import within

__all__ = ["evidence_of", "nearest_amount", "signed"]

_LOSS = re.compile(
    r"verlust|fehlbetrag|defizit|rote[nr]? zahlen|minus|\bnegativ"
    r"|\bloss|deficit|shortfall|in the red"
    # A share that loses so many per cent makes no loss.
    r"|(?:verlor|verlier|\b(?:loses?|losing|lost)\b)"
    r"(?![^.;\d]{0,40}\d[\d.,]*[ -]?(?:%|proz|per ?cent))",
    re.IGNORECASE,
)
_NEAR = 80  # characters before a sum in which a loss is spoken of
_CLAUSE = re.compile(r"[,;:]\s|\s[–—-]\s|[()]")


def nearest_amount(amounts: Sequence[Amount], sentence: Span) -> Amount | None:
    """Of equal sums the one in the sentence, else the first."""
    inside = (a for a in amounts if sentence.start <= a.span.start < sentence.end)
    return next(inside, amounts[0] if amounts else None)


def signed(amount: Amount, text: str, sentence: Span) -> Amount:
    """A profit as it is told: negative where its clause, or the one before, speaks of a loss."""
    start = max(sentence.start, amount.span.start - _NEAR)
    words = text[start : min(sentence.end, amount.span.end + _NEAR // 2)]
    if not _LOSS.search(words):
        return amount
    return replace(
        amount,
        min=None if amount.max is None else -abs(amount.max),
        max=None if amount.min is None else -abs(amount.min),
    )


def evidence_of(
    text: str,
    sentence: Span,
    parties: Sequence[Entity | None],
    amount: Amount | None,
    mentions: Sequence[Mention],
) -> Span:
    """The shortest run of clauses in the sentence that holds what of the claim it names.

    The whole sentence where it names less than two of subject, object and sum.
    """
    here = [m for m in mentions if within(m.span, sentence)]
    anchors = [
        [m.span for m in here if m.entity == party] for party in parties if party is not None
    ]
    if amount is not None and within(amount.span, sentence):
        anchors.append([amount.span])
    named = [spans for spans in anchors if spans]
    if len(named) < 2:
        return sentence
    tight = _tightest(named)
    cuts = list(_CLAUSE.finditer(text, sentence.start, sentence.end))
    start = max((c.end() for c in cuts if c.end() <= tight.start), default=sentence.start)
    end = min((c.start() for c in cuts if c.start() >= tight.end), default=sentence.end)
    return Span(start, end)


def _tightest(named: Sequence[Sequence[Span]]) -> Span:
    """The least stretch with one of each, greedily around each place of the first."""
    best: Span | None = None
    for seed in named[0]:
        start, end = seed.start, seed.end
        for others in named[1:]:
            near = min(others, key=lambda s: max(end, s.end) - min(start, s.start))
            start, end = min(start, near.start), max(end, near.end)
        if best is None or end - start < best.end - best.start:
            best = Span(start, end)
    assert best is not None  # the first of `named` is not empty
    return best

"""An extraction as the line of JSON that `faktograph extract` prints and the scorer reads."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pipeline.documents import Amount, Claim, Extraction

__all__ = ["to_prediction"]


def to_prediction(article_id: str, text: str, extraction: Extraction) -> dict[str, Any]:
    """Mentions, amounts and facts of one article, offsets into its `text`."""
    return {
        "id": article_id,
        "mentions": [
            {
                "start": m.span.start,
                "end": m.span.end,
                "text": m.text,
                "type": m.entity.type,
                "entity": m.entity.name,
                "score": round(m.score, 4),
            }
            for m in extraction.mentions
        ],
        "amounts": [
            {
                "start": a.span.start,
                "end": a.span.end,
                "text": a.text,
                **_money(a),
                "approx": a.approx,
            }
            for a in extraction.amounts
        ],
        "facts": [_fact(claim, text) for claim in extraction.claims],
        "model": extraction.model,
    }


def _fact(claim: Claim, text: str) -> dict[str, Any]:
    qualifiers: dict[str, Any] = dict(claim.qualifiers)
    if claim.time is not None:
        first = claim.time.start or claim.time.end
        qualifiers["date"] = first.isoformat() if first else claim.time.text
    return {
        "predicate": claim.predicate,
        "subject": claim.subject.name,
        "object": claim.object.name if claim.object else None,
        "amount": _money(claim.amount) if claim.amount else None,
        "status": claim.status,
        "attributed_to": claim.attributed_to.name if claim.attributed_to else None,
        "qualifiers": qualifiers,
        "evidence": text[claim.evidence.start : claim.evidence.end],
        "score": claim.score,
        "found_by": claim.found_by,
    }


def _money(amount: Amount) -> dict[str, Any]:
    return {
        "min": _number(amount.min),
        "max": _number(amount.max),
        "currency": amount.currency,
    }


def _number(value: Decimal | None) -> int | float | None:
    """As JSON has it; whole sums without a point."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)

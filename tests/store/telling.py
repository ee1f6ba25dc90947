"""Articles for tests of the graph, made from a few words: what they say, and where in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from pipeline.documents import (
    Amount,
    Article,
    Claim,
    Entity,
    EntityType,
    Extraction,
    Mention,
    Span,
    Status,
    Time,
)
from pipeline.store import Found

SEEN = datetime(2026, 1, 1, 12, tzinfo=UTC)


def entity(name: str, kind: EntityType = "ORG") -> Entity:
    return Entity(name, kind)


def org(name: str) -> Entity:
    return Entity(name, "ORG")


def person(name: str) -> Entity:
    return Entity(name, "PERSON")


def place(name: str) -> Entity:
    return Entity(name, "LOC")


def product(name: str) -> Entity:
    return Entity(name, "PRODUCT")


def money(
    low: str | None,
    high: str | None = "same",
    currency: str | None = "USD",
    *,
    approx: bool = False,
) -> Amount:
    """A sum whose text is written into the article by `telling`."""
    upper = low if high == "same" else high
    text = f"{low or ''}..{upper or ''} {currency or ''}".strip()
    return Amount(
        Span(0, 0),
        text,
        None if low is None else Decimal(low),
        None if upper is None else Decimal(upper),
        currency,
        approx,
    )


def days(start: str, end: str | None = None, precision: str = "day") -> Time:
    first = date.fromisoformat(start)
    return Time(Span(0, 0), start, first, date.fromisoformat(end or start), precision)  # type: ignore[arg-type]


def says(
    subject: Entity,
    predicate: str,
    other: Entity | None = None,
    *,
    amount: Amount | None = None,
    time: Time | None = None,
    status: Status = "actual",
    by: Entity | None = None,
    score: float = 0.9,
    **qualifiers: str,
) -> Claim:
    """A claim without its place in a text; `telling` gives it one."""
    return Claim(
        predicate,
        subject,
        other,
        Span(0, 0),
        Span(0, 0),
        status,
        score,
        "test",
        amount,
        by,
        time,
        qualifiers,
    )


def telling(
    url: str,
    published: str | None,
    *claims: Claim,
    lang: str = "en",
    title: str = "News of the day",
    model: str = "test-1",
    seen_at: datetime = SEEN,
    also: str = "",
    source: str | None = None,
    agency: str | None = None,
    updated: str | None = None,
) -> Found:
    """An article that says the claims, each in a sentence of its own."""
    text = f"{title}\n\n"
    mentions: list[Mention] = []
    placed: list[Claim] = []
    for claim in claims:
        start = len(text)
        for named in (claim.attributed_to, claim.subject, claim.object):
            if named is None:
                continue
            span = Span(len(text), len(text) + len(named.name))
            mentions.append(Mention(span, named.name, named, 0.95))
            text += f"{named.name} {claim.predicate if named == claim.subject else ''} "
        amount = claim.amount
        if amount is not None:
            amount = replace(amount, span=Span(len(text), len(text) + len(amount.text)))
            text += amount.text + " "
        span = Span(start, len(text) - 1)
        placed.append(replace(claim, amount=amount, evidence=span, sentence=span))
        text += ". "
    text += also
    article = Article(
        url,
        title,
        text,
        "de" if lang == "de" else "en",
        date.fromisoformat(published) if published else None,
        "given" if published else None,
        date.fromisoformat(updated) if updated else None,
        source=source,
        agency=agency,
    )
    amounts = tuple(claim.amount for claim in placed if claim.amount is not None)
    return Found(
        article, Extraction(tuple(mentions), amounts, (), (), tuple(placed), model), seen_at
    )

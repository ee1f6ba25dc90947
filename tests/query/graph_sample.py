"""A small graph, filled through the store: invented companies, told of in seven articles."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal

from sqlalchemy import Engine

from models.database import open_writer
from pipeline.documents import (
    Amount,
    Article,
    Claim,
    Entity,
    Extraction,
    Mention,
    Span,
    Status,
    Time,
)
from pipeline.store import Found, store_articles

TYPES = {
    "Quellwerk": "ORG",
    "Brightmoor Capital": "ORG",
    "Northgate Herald": "ORG",
    "Tidewater Grid": "ORG",
    "Harbourline": "ORG",
    "Mistral AI": "ORG",
    "Nachtfalter Labs": "ORG",
    "Ada Fenn": "PERSON",
    "Lumen-3": "PRODUCT",
    "Heidelberg": "LOC",
    "Memphis": "LOC",
}
MODEL = "hand 1"


@dataclass(frozen=True)
class Say:
    """A claim by its words: amount and time are what those words mean."""

    predicate: str
    subject: str
    object: str | None
    evidence: str
    status: Status = "actual"
    amount: tuple[str, int, str] | None = None
    said_by: str | None = None
    time: tuple[str, date, date] | None = None
    qualifiers: dict[str, str] = field(default_factory=dict)
    score: float = 0.9


@dataclass(frozen=True)
class Told:
    url: str
    published: date
    lang: str
    text: str
    says: tuple[Say, ...]
    source: str = "samples"


NEWS = (
    Told(
        "https://north.example/quellwerk-round",
        date(2024, 5, 27),
        "en",
        "Quellwerk raises 600 million dollars\n\n"
        "Quellwerk from Heidelberg has raised 600 million dollars in a Series B round in May 2024. "
        "Brightmoor Capital led the round. "
        "The start-up is worth 4 billion dollars, the Northgate Herald reported.",
        (
            Say(
                "raised",
                "Quellwerk",
                None,
                "has raised 600 million dollars in a Series B round",
                amount=("600 million dollars", 600_000_000, "USD"),
                time=("May 2024", date(2024, 5, 1), date(2024, 5, 31)),
                qualifiers={"round": "Series B"},
            ),
            Say(
                "invested_in", "Brightmoor Capital", "Quellwerk", "Brightmoor Capital led the round"
            ),
            Say("located_in", "Quellwerk", "Heidelberg", "Quellwerk from Heidelberg"),
            Say(
                "valued_at",
                "Quellwerk",
                None,
                "is worth 4 billion dollars",
                amount=("4 billion dollars", 4_000_000_000, "USD"),
                said_by="Northgate Herald",
            ),
        ),
    ),
    Told(
        "https://sued.example/quellwerk-runde",
        date(2024, 5, 28),
        "de",
        "Quellwerk sammelt 600 Mio. Dollar ein\n\n"
        "Die Firma Quellwerk hat in einer Serie B insgesamt 600 Mio. Dollar eingesammelt. "
        "Ada Fenn, Chefin von Quellwerk, freut sich.",
        (
            Say(
                "raised",
                "Quellwerk",
                None,
                "insgesamt 600 Mio. Dollar eingesammelt",
                amount=("600 Mio. Dollar", 600_000_000, "USD"),
                qualifiers={"round": "Series B"},
                score=0.8,
            ),
            Say(
                "has_role", "Ada Fenn", "Quellwerk", "Ada Fenn, Chefin", qualifiers={"role": "CEO"}
            ),
        ),
    ),
    Told(
        "https://north.example/quellwerk-memphis",
        date(2024, 9, 1),
        "en",
        "Quellwerk plans a data center in Memphis\n\n"
        "Quellwerk plans to build a data center in Memphis. "
        "Tidewater Grid will supply Quellwerk with power.",
        (
            Say(
                "builds",
                "Quellwerk",
                "Memphis",
                "plans to build a data center in Memphis",
                status="planned",
                qualifiers={"facility": "data center"},
            ),
            Say(
                "supplies",
                "Tidewater Grid",
                "Quellwerk",
                "Tidewater Grid will supply Quellwerk",
                status="planned",
                qualifiers={"product": "power"},
            ),
        ),
    ),
    Told(
        "https://sued.example/quellwerk-wert",
        date(2024, 11, 3),
        "de",
        "Quellwerk ist 9 Milliarden Dollar wert\n\n"
        "Das Unternehmen Quellwerk wird mit 9 Milliarden Dollar bewertet.",
        (
            Say(
                "valued_at",
                "Quellwerk",
                None,
                "wird mit 9 Milliarden Dollar bewertet",
                amount=("9 Milliarden Dollar", 9_000_000_000, "USD"),
            ),
        ),
    ),
    Told(
        "https://north.example/harbourline-talks",
        date(2025, 2, 1),
        "en",
        "Harbourline said to circle Quellwerk\n\n"
        "Harbourline is said to be buying Quellwerk, the Northgate Herald reported.",
        (
            Say(
                "acquired",
                "Harbourline",
                "Quellwerk",
                "is said to be buying Quellwerk",
                status="rumoured",
                said_by="Northgate Herald",
            ),
        ),
    ),
    Told(
        "https://sued.example/harbourline-dementi",
        date(2025, 2, 3),
        "de",
        "Harbourline dementiert\n\nHarbourline kauft Quellwerk nicht, sagte die Firma.",
        (
            Say(
                "acquired",
                "Harbourline",
                "Quellwerk",
                "Harbourline kauft Quellwerk nicht",
                status="denied",
            ),
        ),
    ),
    Told(
        "https://north.example/mistral",
        date(2024, 6, 11),
        "en",
        "Mistral AI raises 600 million euros\n\n"
        "=2+3 and \x1b[31mred\x1b[0m [bold]ink[/bold]: Mistral AI raised 600 million euros. "
        "Quellwerk launched Lumen-3.",
        (
            Say(
                "raised",
                "Mistral AI",
                None,
                "=2+3 and \x1b[31mred\x1b[0m [bold]ink[/bold]: Mistral AI raised 600 million euros",
                amount=("600 million euros", 600_000_000, "EUR"),
            ),
            Say("launched", "Quellwerk", "Lumen-3", "Quellwerk launched Lumen-3"),
        ),
    ),
    Told(
        "https://north.example/partners",
        date(2024, 12, 5),
        "en",
        "Harbourline and Tidewater Grid join forces\n\n"
        "Harbourline and Tidewater Grid work together. Nachtfalter Labs sits in Heidelberg, too.",
        (
            Say(
                "partners_with",
                "Harbourline",
                "Tidewater Grid",
                "Harbourline and Tidewater Grid work together",
            ),
            Say(
                "located_in",
                "Nachtfalter Labs",
                "Heidelberg",
                "Nachtfalter Labs sits in Heidelberg",
            ),
        ),
    ),
)


def filled(where: str, news: tuple[Told, ...] = NEWS) -> Engine:
    """Fill the database at this path or URL and give the engine that wrote it."""
    engine = open_writer(where)
    store_articles(engine, [found(told) for told in news])
    return engine


def found(told: Told) -> Found:
    article = Article(
        url=told.url,
        title=told.text.partition("\n")[0],
        text=told.text,
        lang=told.lang,  # type: ignore[arg-type]
        published=told.published,
        published_from="given",
        source=told.source,
    )
    mentions = tuple(_mentions(told.text))
    claims = tuple(_claim(told.text, say) for say in told.says)
    amounts = tuple(claim.amount for claim in claims if claim.amount)
    times = tuple(claim.time for claim in claims if claim.time)
    extraction = Extraction(mentions, amounts, (), times, claims, MODEL)
    return Found(article, extraction, datetime(2025, 3, 1, tzinfo=UTC))


def _mentions(text: str):
    for name in TYPES:
        start = text.find(name)
        while start >= 0:
            yield Mention(Span(start, start + len(name)), name, _entity(name), 0.99)
            start = text.find(name, start + 1)


def _entity(name: str) -> Entity:
    return Entity(name, TYPES[name])  # type: ignore[arg-type]


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def _claim(text: str, say: Say) -> Claim:
    evidence = _span(text, say.evidence)
    begins = max(text.rfind(". ", 0, evidence.start) + 2, text.rfind("\n", 0, evidence.start) + 1)
    ends = text.find(".", evidence.end)
    amount = time = None
    if say.amount:
        words, value, currency = say.amount
        # The body's, not the headline's.
        start = text.index(words, evidence.start)
        span = Span(start, start + len(words))
        amount = Amount(span, words, Decimal(value), Decimal(value), currency)
    if say.time:
        words, first, last = say.time
        time = Time(_span(text, words), words, first, last, "month")
    return Claim(
        predicate=say.predicate,
        subject=_entity(say.subject),
        object=_entity(say.object) if say.object else None,
        evidence=evidence,
        sentence=Span(begins if begins > 1 else 0, ends + 1 if ends >= 0 else len(text)),
        status=say.status,
        score=say.score,
        found_by="hand",
        amount=amount,
        attributed_to=_entity(say.said_by) if say.said_by else None,
        time=time,
        qualifiers=say.qualifiers,
    )

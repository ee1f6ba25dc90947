"""The frozen dataclasses that travel between the stages.

    Link → Page → Article → Extraction (mentions, amounts, quantities, times, claims)

Every character offset counts from the start of `Article.text`. Sums of money are exact
decimals. `None` always means: the text does not say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

__all__ = [
    "Access",
    "Amount",
    "Article",
    "Claim",
    "Entity",
    "EntityType",
    "Extraction",
    "Language",
    "Link",
    "Mention",
    "Page",
    "Precision",
    "Quantity",
    "QuantityKind",
    "Rejection",
    "Span",
    "Status",
    "Time",
]

Language = Literal["de", "en"]
EntityType = Literal["ORG", "PERSON", "LOC", "PRODUCT"]
Status = Literal["actual", "planned", "rumoured", "denied"]
Access = Literal["full", "teaser", "paywall", "consent", "none"]
Precision = Literal["second", "day", "week", "month", "quarter", "half", "year"]
QuantityKind = Literal["percent", "count", "power"]


@dataclass(frozen=True, slots=True)
class Link:
    """A place where an article may be, as a source announces it.

    `url` is absolute (http, https or file). `title`, `summary` and `published` are what the
    source says of the article, not yet checked against it; `body` is the full text where a
    feed carries it, as HTML. `section` is the source's own categories or keywords, comma-separated.
    `open` says that these words do not tell whether it is about the AI industry: its text has to.
    """

    url: str
    source: str
    title: str | None = None
    summary: str | None = None
    published: datetime | None = None
    body: str | None = None
    section: str | None = None
    open: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """What a server, a file or an archive gave for a link. Header names are lower case."""

    url: str
    final_url: str
    content: bytes
    fetched_at: datetime
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A clean article: title, lead and body, no page around it.

    `text` begins with the title, then one blank line between paragraphs; Unicode NFC.
    `published` is a datetime in UTC where the page tells the time, else a date;
    `published_from` names what it was taken from ("json-ld", "meta", "url", "text", "given").
    `agency` and `dateline` are the wire mark and place cut off the body: an independent
    origin for corroboration.
    """

    url: str
    title: str
    text: str
    lang: Language
    published: date | datetime | None = None
    published_from: str | None = None
    updated: date | datetime | None = None
    authors: tuple[str, ...] = ()
    access: Access = "full"
    source: str | None = None
    agency: str | None = None
    dateline: str | None = None


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a page gave no article.

    `reason` is one of a few short codes ("empty", "not-html", "not-an-article", "consent",
    "paywall", "language", "encoding", "too-large"); `detail` is for people: what failed, where,
    what to do.
    """

    url: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of `Article.text`: characters `start` up to, not including, `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Entity:
    """An entity as one article names it: its best name there, and its type.

    `of` is the place that the article gives an office named by no more than that: "France"
    for "das französische Verteidigungsministerium", where only the noun is the name.
    """

    name: str
    type: EntityType
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text, and the entity of the article that it names. Score in 0..1."""

    span: Span
    text: str
    entity: Entity
    score: float


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money; min alone: "more than", max alone: "up to", neither: "billions of"."""

    span: Span
    text: str
    min: Decimal | None
    max: Decimal | None
    currency: str | None
    approx: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A percentage (in percent), a count (of `unit`) or a power (in watts)."""

    span: Span
    text: str
    kind: QuantityKind
    min: Decimal | None
    max: Decimal | None
    unit: str
    approx: bool = False


@dataclass(frozen=True, slots=True)
class Time:
    """A stretch of days, first and last included, resolved against the article's day.

    `start` or `end` is `None` where the text leaves that side open ("since 2020").
    """

    span: Span
    text: str
    start: date | None
    end: date | None
    precision: Precision


@dataclass(frozen=True, slots=True)
class Claim:
    """What one article says: a predicate between entities, with the words that say it.

    `evidence` is the shortest stretch that says it, `sentence` the whole sentence or sentences
    around that. `qualifiers` holds the short words of the fact guide ("round", "role", "count",
    "percent", "facility", "place", "product", "purpose", "period", "segment"); `time` is when
    it happened or is to happen. `found_by` names the head or the rule.
    """

    predicate: str
    subject: Entity
    object: Entity | None
    evidence: Span
    sentence: Span
    status: Status
    score: float
    found_by: str
    amount: Amount | None = None
    attributed_to: Entity | None = None
    time: Time | None = None
    qualifiers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one article, in order of its place in the text."""

    mentions: tuple[Mention, ...]
    amounts: tuple[Amount, ...]
    quantities: tuple[Quantity, ...]
    times: tuple[Time, ...]
    claims: tuple[Claim, ...]
    model: str

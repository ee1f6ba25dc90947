"""The bundled newsroom's articles as a graph of what a careful reader found in them.

Filled from the annotations, not by the model: the answers stay the same from one model to the next.
"""

from __future__ import annotations

import json
import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Engine

from models.database import open_writer
from pipeline.documents import Amount, Article, Claim, Entity, Extraction, Mention, Span, Time
from pipeline.newsroom import GOLD
from pipeline.store import Found, store_articles

SEEN = datetime(2026, 1, 1, tzinfo=UTC)


def filled(where: str) -> Engine:
    """Fill the database at this path or URL and give the engine that wrote it."""
    engine = open_writer(where)
    lines = GOLD.read_text(encoding="utf-8").splitlines()
    store_articles(engine, [_found(json.loads(line)) for line in lines])
    return engine


def _found(gold: dict[str, Any]) -> Found:
    text = gold["text"]
    entities = {name["text"]: Entity(name["entity"], name["type"]) for name in gold["names"]}
    by_name = {entity.name: entity for entity in entities.values()} | entities
    mentions = tuple(_mentions(gold, entities))
    amounts = tuple(_amounts(gold))
    claims = tuple(_claim(text, fact, by_name, amounts) for fact in gold["facts"])
    article = Article(
        url=f"https://newsroom.example/{gold['id']}",
        title=gold["title"],
        text=text,
        lang=gold["lang"],
        published=datetime.fromisoformat(gold["published"]),
        published_from="given",
        source="newsroom",
    )
    times = tuple(claim.time for claim in claims if claim.time)
    return Found(article, Extraction(mentions, amounts, (), times, claims, "reader"), SEEN)


def _mentions(gold: dict[str, Any], entities: dict[str, Entity]) -> Iterator[Mention]:
    taken: set[int] = set()
    for name in sorted(gold["names"], key=lambda name: -len(name["text"])):
        form = re.escape(name["text"])
        for found in re.finditer(rf"(?<!\w){form}(?!\w)", gold["text"]):
            if not taken.intersection(range(*found.span())):
                taken.update(range(*found.span()))
                yield Mention(Span(*found.span()), name["text"], entities[name["text"]], 1.0)


def _amounts(gold: dict[str, Any]) -> Iterator[Amount]:
    place = 0
    for amount in gold["amounts"]:
        place = gold["text"].index(amount["text"], place)
        span = Span(place, place + len(amount["text"]))
        low, high = (None if amount[k] is None else Decimal(amount[k]) for k in ("min", "max"))
        yield Amount(span, amount["text"], low, high, amount["currency"], amount["approx"])
        place += 1


def _claim(
    text: str, fact: dict[str, Any], entities: dict[str, Entity], amounts: tuple[Amount, ...]
) -> Claim:
    start = text.index(fact["evidence"])
    evidence = Span(start, start + len(fact["evidence"]))
    begins = max(text.rfind(mark, 0, start) + 2 for mark in (". ", "\n\n"))
    ends = min(
        (place for mark in (". ", "\n\n") if (place := text.find(mark, evidence.end - 1)) >= 0),
        default=len(text) - 1,
    )
    qualifiers = {key: str(value) for key, value in fact["qualifiers"].items() if key != "date"}
    return Claim(
        predicate=fact["predicate"],
        subject=entities[fact["subject"]],
        object=entities[fact["object"]] if fact["object"] else None,
        evidence=evidence,
        sentence=Span(begins if begins > 1 else 0, max(ends + 1, evidence.end)),
        status=fact["status"],
        score=1.0,
        found_by="reader",
        amount=_nearest(fact["amount"], amounts, evidence),
        attributed_to=entities[fact["attributed_to"]] if fact["attributed_to"] else None,
        time=_time(fact["qualifiers"].get("date"), evidence),
        qualifiers=qualifiers,
    )


def _nearest(
    wanted: dict[str, Any] | None, amounts: tuple[Amount, ...], evidence: Span
) -> Amount | None:
    """The sum of that value whose mention is nearest to the evidence."""
    if wanted is None:
        return None
    key = tuple(None if wanted[k] is None else Decimal(wanted[k]) for k in ("min", "max"))
    same = [a for a in amounts if (a.min, a.max, a.currency) == (*key, wanted["currency"])]
    return min(same, key=lambda a: abs(a.span.start - evidence.start), default=None)


def _time(text: str | None, span: Span) -> Time | None:
    if text is None:
        return None
    parts = [int(part) for part in re.findall(r"\d+", text)]
    if "Q" in text:
        first = date(parts[0], parts[1] * 3 - 2, 1)
        last = date(parts[0], parts[1] * 3, monthrange(parts[0], parts[1] * 3)[1])
        return Time(span, text, first, last, "quarter")
    if len(parts) == 1:
        return Time(span, text, date(parts[0], 1, 1), date(parts[0], 12, 31), "year")
    if len(parts) == 2:
        last = date(*parts, monthrange(*parts)[1])
        return Time(span, text, date(*parts, 1), last, "month")
    day = date(*parts[:3])
    return Time(span, text, day, day, "day")

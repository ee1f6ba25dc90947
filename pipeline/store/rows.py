"""An article and what was found in it, made into rows before the database is locked."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import urlsplit

from pipeline.documents import Amount, Article, Claim, Entity, Extraction, Mention, Span
from pipeline.resolve import Resolved, resolve
from pipeline.store.door import Refused, check
from pipeline.store.identity import article_id, hashed
from pipeline.store.origins import sketch
from pipeline.store.sayings import says_id, words_in
from pipeline.store.sums import UNRATED, bounds_of, rated

__all__ = ["Found", "Prepared", "prepare", "text_digest"]

_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True, slots=True)
class Found:
    """An article, what a model found in it, and when the page was seen (UTC)."""

    article: Article
    extraction: Extraction
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Prepared:
    """Rows without the numbers that the database gives: of the article and of one reading.

    `topics` of claims and ids of entities are those before judgements.
    """

    found: Found
    id: str
    article: dict[str, Any]
    revision: dict[str, Any]
    mentions: list[dict[str, Any]]
    amounts: list[dict[str, Any]]
    claims: list[dict[str, Any]]
    entities: list[Resolved]
    names: list[tuple[str, str]]
    refused: list[Refused]


def text_digest(article: Article) -> str:
    """Hash all that makes a revision: text and what the page tells about it."""
    return hashed(
        article.title,
        article.text,
        article.lang,
        _written(article.published),
        _written(article.updated),
        json.dumps(article.authors),
        article.access,
        article.agency,
        article.dateline,
    )


def _written(moment: date | datetime | None) -> str | None:
    """Write a day or a moment as the database gives it back: in UTC, to the second."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).isoformat(timespec="seconds")
    return None if moment is None else moment.isoformat()


def prepare(found: Found) -> Prepared:
    """Check, resolve and convert all that the article says."""
    article, extraction = _storable(found.article), found.extraction
    checked = check(article, extraction)
    refused = list(checked.refused)
    reported = _day(article.published) or found.seen_at.astimezone(UTC).date()
    named: dict[Entity, Resolved] = {
        mention.entity: resolve(mention.entity) for mention in checked.mentions
    }
    sums: dict[Amount, dict[str, Any]] = {
        amount: rated(amount, reported) for amount in checked.amounts
    }
    claims = []
    origin = (
        f"agency {article.agency.casefold()}" if article.agency else f"site {_site(article.url)}"
    )
    for claim in checked.claims:
        for entity in (claim.subject, claim.object, claim.attributed_to):
            if entity is not None and entity not in named:
                named[entity] = resolve(entity)
        if claim.amount is not None and claim.amount not in sums:
            sums[claim.amount] = rated(claim.amount, reported)
        if claim.object is not None and named[claim.subject].id == named[claim.object].id:
            said = f"{claim.subject.name} {claim.predicate} {claim.object.name}"
            refused.append(Refused("wrong-kind", f"{said}: both are {named[claim.subject].name}"))
            continue
        claims.append({"origin": origin, **_claim(article, claim, named, sums, reported)})
    return Prepared(
        found=found,
        id=article_id(article.url),
        article=_article(article, reported),
        revision={
            "title": article.title,
            "text": article.text,
            "digest": text_digest(article),
            "seen_at": found.seen_at,
            "updated": _moment(article.updated or article.published),
        },
        mentions=_mentions(article.text, checked.mentions, named),
        amounts=[
            {
                "start": a.span.start,
                "end": a.span.end,
                "approx": a.approx,
                **bounds_of(a),
                **sums[a],
            }
            for a in _first_at_each_place(checked.amounts)
        ],
        claims=claims,
        entities=list(named.values()),
        names=[
            *((named[mention.entity].id, mention.text) for mention in checked.mentions),
            *((resolved.id, entity.name) for entity, resolved in named.items()),
        ],
        refused=refused,
    )


def _site(url: str) -> str:
    return (urlsplit(url).hostname or "file").removeprefix("www.")


# What PostgreSQL or UTF-8 cannot hold, by the code point; the text keeps its length.
_UNSTORABLE = {0: " ", **dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")}


def _storable(article: Article) -> Article:
    return replace(
        article,
        url=article.url.translate(_UNSTORABLE),
        title=article.title.translate(_UNSTORABLE),
        text=article.text.translate(_UNSTORABLE),
        authors=tuple(author.translate(_UNSTORABLE) for author in article.authors),
    )


def _article(article: Article, reported: date) -> dict[str, Any]:
    exact = isinstance(article.published, datetime)
    return {
        "id": article_id(article.url),
        "url": article.url,
        "source": article.source,
        "site": _site(article.url),
        "lang": article.lang,
        "title": article.title,
        "published": _moment(article.published),
        "published_precision": None
        if article.published is None
        else ("second" if exact else "day"),
        "published_from": article.published_from,
        "updated": _moment(article.updated),
        "reported": reported,
        "authors": json.dumps(article.authors, ensure_ascii=False),
        "access": article.access,
        "agency": article.agency,
        "dateline": article.dateline,
        "sketch": sketch(article.text),
    }


def _mentions(
    text: str, mentions: tuple[Mention, ...], named: dict[Entity, Resolved]
) -> list[dict[str, Any]]:
    """Make a row of each mention, and of the first place of a name that has none."""
    rows: dict[tuple[int, str], dict[str, Any]] = {}
    without = named.keys() - {mention.entity for mention in mentions}
    places = [(mention.span, mention.entity, mention.score) for mention in mentions]
    for entity in sorted(without):
        start = text.find(entity.name)
        if start >= 0:
            places.append((Span(start, start + len(entity.name)), entity, 0.0))
    for span, entity, score in places:
        key = (span.start, named[entity].id)
        rows[key] = {"start": key[0], "end": span.end, "entity": key[1], "score": score}
    return list(rows.values())


def _claim(
    article: Article,
    claim: Claim,
    named: dict[Entity, Resolved],
    sums: dict[Amount, dict[str, Any]],
    reported: date,
) -> dict[str, Any]:
    money, when = claim.amount, claim.time
    bounds = bounds_of(money) if money else {"min": None, "max": None, "currency": None}
    pair = (named[claim.subject].id, named[claim.object].id if claim.object else None)
    qualifiers = _JSON.encode(dict(claim.qualifiers))
    return {
        "says": says_id(
            claim.predicate,
            pair,
            (bounds["min"], bounds["max"], bounds["currency"]),
            (when.start if when else None, when.end if when else None),
            words_in(qualifiers, reported),
        ),
        "predicate": claim.predicate,
        "subject": pair[0],
        "object": pair[1],
        "status": claim.status,
        "attributed_to": named[claim.attributed_to].id if claim.attributed_to else None,
        "amount_start": money.span.start if money else None,
        "amount_end": money.span.end if money else None,
        "amount_min": bounds["min"],
        "amount_max": bounds["max"],
        "currency": bounds["currency"],
        "approx": bool(money and money.approx),
        **(sums[money] if money else UNRATED),
        "time_start": when.start if when else None,
        "time_end": when.end if when else None,
        "precision": when.precision if when else None,
        "qualifiers": qualifiers,
        "reported": reported,
        "evidence": article.text[claim.evidence.start : claim.evidence.end],
        "evidence_start": claim.evidence.start,
        "evidence_end": claim.evidence.end,
        "sentence_start": claim.sentence.start,
        "sentence_end": claim.sentence.end,
        "score": claim.score,
        "found_by": claim.found_by,
    }


def _first_at_each_place(amounts: tuple[Amount, ...]) -> list[Amount]:
    return list({amount.span.start: amount for amount in reversed(amounts)}.values())


def _day(published: date | datetime | None) -> date | None:
    if isinstance(published, datetime):
        return published.astimezone(UTC).date()
    return published


def _moment(published: date | datetime | None) -> datetime | None:
    """Make a moment of a day: its first one, in UTC."""
    if published is None or isinstance(published, datetime):
        return published
    return datetime.combine(published, time(), UTC)

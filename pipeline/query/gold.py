"""Verdicts on claims as gold lines: articles of which a part is known, for training.

A line has the keys of a gold file and two more. `judged` are the pairs that a person looked at,
`[subject, object]`, the sum in the object's place where the predicate takes no object, null where
there is neither: what is not among the facts is not so of them, of other pairs nothing is known.
`open` are claims of these pairs that nobody judged: they may be so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, select

from models.tables import Amount, Article, Claim, Entity, Extraction, Mention, Review, Revision
from pipeline.predicates import PREDICATES
from pipeline.query.corrections import Statement, claims_corrected, claims_said
from pipeline.query.loading import qualifiers_of

__all__ = ["gold_lines"]


def gold_lines(connection: Connection) -> Iterator[dict[str, Any]]:
    """Give a line for each text of an article with judged claims."""
    rows = connection.execute(
        select(Extraction.revision, Review.claim, Review.verdict)
        .join(Claim, Claim.id == Review.claim)
        .join(Extraction, Extraction.id == Claim.extraction)
        .where(Review.undone_at.is_(None))
        .order_by(Extraction.revision, Review.claim)
    ).all()
    for revision, judged in groupby(rows, key=lambda row: row.revision):
        yield _line(connection, revision, {row.claim: row.verdict for row in judged})


def _line(connection: Connection, revision: int, verdicts: Mapping[int, str]) -> dict[str, Any]:
    article = connection.execute(
        select(Article.id, Article.lang, Article.url, Article.reported, Revision.title)
        .add_columns(Revision.text)
        .join(Revision, Revision.article == Article.id)
        .where(Revision.id == revision)
    ).one()
    claims = _claims(connection, revision)
    said = claims_said(connection, list(claims))
    right = {number: said[number] for number, verdict in verdicts.items() if verdict == "right"}
    right |= claims_corrected(connection, list(verdicts))
    looked_at = [said[number] for number in verdicts] + list(right.values())
    judged = {repr(pair): pair for each in looked_at for pair in _pairs(each)}
    told = {(claims[number].says, claims[number].evidence) for number in verdicts}
    left = [
        each
        for number, each in said.items()
        if number not in verdicts
        and (claims[number].says, claims[number].evidence) not in told
        and any(repr(pair) in judged for pair in _pairs(each))
    ]
    readings = {claims[number].extraction for number in verdicts}
    return {
        "id": f"{article.id}-{revision}",
        "lang": article.lang,
        "url": article.url,
        "title": article.title,
        "published": article.reported.isoformat(),
        "text": article.text,
        "names": _names(connection, readings, article.text, [*looked_at, *left]),
        "amounts": _amounts(connection, readings, article.text, looked_at),
        "facts": _distinct(
            _fact(each, claims[n], article.text) for n, each in sorted(right.items())
        ),
        "judged": list(judged.values()),
        "open": _distinct(_open(each) for each in left),
    }


def _claims(connection: Connection, revision: int) -> dict[int, Row[*tuple[Any, ...]]]:
    rows = connection.execute(
        select(
            Claim.id,
            Claim.extraction,
            Claim.says,
            Claim.evidence,
            Claim.evidence_start,
            Claim.evidence_end,
            Claim.amount_start,
            Claim.sentence_start,
            Claim.sentence_end,
            Claim.qualifiers,
        )
        .join(Extraction, Extraction.id == Claim.extraction)
        .where(Extraction.revision == revision)
        .order_by(Claim.id)
    )
    return {row.id: row for row in rows}


def _pairs(said: Statement) -> Iterator[list[Any]]:
    """The pair in the form of `judged`, both ways where the predicate holds both ways."""
    subject = said.subject.name
    if said.object is not None:
        yield [subject, said.object.name]
        if PREDICATES[said.predicate].symmetric:
            yield [said.object.name, subject]
    else:
        yield [subject, _value(said)]


def _names(
    connection: Connection, readings: Iterable[int], text: str, said: Sequence[Statement]
) -> list[dict[str, Any]]:
    """Every form with its places; one that no place is known of is looked for in the text."""
    rows = connection.execute(
        select(Mention.start, Mention.end, Entity.name, Entity.type)
        .join(Entity, Entity.id == Mention.entity)
        .where(Mention.extraction.in_(readings))
        .order_by(Mention.start)
    )
    places: dict[tuple[str, str, str], list[int]] = {}
    for row in rows:
        starts = places.setdefault((text[row.start : row.end], row.type, row.name), [])
        if row.start not in starts:
            starts.append(row.start)
    known = {(kind, name) for _, kind, name in places}
    parties = {
        (party.type, party.name): {"text": party.name, "type": party.type, "entity": party.name}
        for each in said
        for party in (each.subject, each.object, each.attributed_to)
        if party is not None
    }
    return [
        {"text": form, "type": kind, "entity": name, "only": starts}
        for (form, kind, name), starts in places.items()
    ] + [name for key, name in parties.items() if key not in known]


def _amounts(
    connection: Connection, readings: Iterable[int], text: str, said: Sequence[Statement]
) -> list[dict[str, Any]]:
    rows = connection.execute(
        select(Amount.start, Amount.end, Amount.min, Amount.max, Amount.currency, Amount.approx)
        .where(Amount.extraction.in_(readings))
        .order_by(Amount.start)
    )
    found = {
        row.start: {
            "text": text[row.start : row.end],
            **_sum(row.min, row.max, row.currency),
            "approx": row.approx,
            "start": row.start,
        }
        for row in rows
    }
    for money in (each.sum for each in said):
        if money is not None and money.start not in found:
            value = _sum(money.min, money.max, money.currency)
            found[money.start] = {"text": money.text, **value, "approx": False}
            found[money.start]["start"] = money.start
    return [found[start] for start in sorted(found)]


def _fact(said: Statement, claim: Row[*tuple[Any, ...]], text: str) -> dict[str, Any]:
    return {
        **_open(said),
        "status": said.status,
        "attributed_to": said.attributed_to.name if said.attributed_to else None,
        "qualifiers": dict(qualifiers_of(claim)),
        "evidence": _evidence(said, claim, text),
    }


def _evidence(said: Statement, claim: Row[*tuple[Any, ...]], text: str) -> str:
    """The words that say it, up to a sum that the person chose, and so many that they stand once.

    Reading finds evidence by its words: where these stand before, too, it takes the sentence.
    """
    start, end = claim.evidence_start, claim.evidence_end
    if said.sum is not None and said.sum.start != claim.amount_start:
        start, end = min(start, said.sum.start), max(end, said.sum.start + len(said.sum.text))
    if text.find(text[start:end]) != start:
        start, end = min(start, claim.sentence_start), max(end, claim.sentence_end)
    return text[start:end]


def _open(said: Statement) -> dict[str, Any]:
    return {
        "predicate": said.predicate,
        "subject": said.subject.name,
        "object": said.object.name if said.object else None,
        "amount": _value(said),
    }


def _value(said: Statement) -> dict[str, Any] | None:
    money = said.sum
    return _sum(money.min, money.max, money.currency) if money else None


def _sum(low: Decimal | None, high: Decimal | None, currency: str | None) -> dict[str, Any]:
    return {"min": _number(low), "max": _number(high), "currency": currency}


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _distinct(records: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({repr(record): record for record in records}.values())

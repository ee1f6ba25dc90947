"""FollowTheMoney entities, for Aleph, OpenAleph, nomenklatura and yente.

Organisations are companies unless the registry says otherwise; a share or a purchase is an
Ownership, a role an Employment, what its schema has no name for an UnknownLink with the
predicate as its role; a fact without an object is an Event.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from pipeline.query.export import ExportedEntity
from pipeline.query.records import FactRecord
from pipeline.query.wording import said_of_subject

__all__ = ["ftm_records"]

_OF_TYPE = {"ORG": "Company", "PERSON": "Person", "LOC": "Address", "PRODUCT": "Asset"}
_OF_KIND = {"government": "PublicBody", "regulator": "PublicBody", "university": "Organization"}
_OWNING = frozenset({"holds_stake_in", "acquired", "invested_in"})
_WORKING = frozenset({"has_role", "joined", "left"})
# What can be owned, what can employ, what can own and be involved.
_ASSETS = frozenset({"Company", "Asset"})
_EMPLOYERS = frozenset({"Company", "Organization", "PublicBody"})


def ftm_records(
    entities: Iterable[ExportedEntity], facts: Iterable[FactRecord]
) -> Iterator[dict[str, Any]]:
    """Give each entity, then each fact, as `{"id", "schema", "properties"}`."""
    schemata: dict[str, str] = {}
    for entity in entities:
        schema = _OF_KIND.get(entity.kind or "", _OF_TYPE[entity.type])
        schemata[entity.id] = schema
        yield _record(entity.id, schema, _entity_properties(entity))
    for fact in facts:
        yield _fact(fact, schemata)


def _entity_properties(entity: ExportedEntity) -> dict[str, object]:
    properties: dict[str, object] = {
        "name": entity.name,
        "alias": entity.aliases,
        "country": entity.country and entity.country.lower(),
    }
    if entity.type == "LOC":
        properties |= {
            "full": entity.name,
            "latitude": entity.latitude,
            "longitude": entity.longitude,
        }
    return properties


def _fact(fact: FactRecord, schemata: Mapping[str, str]) -> dict[str, Any]:
    told = {
        "startDate": fact.time and fact.time.start,
        "endDate": fact.ended_on,
        "date": fact.first_reported,
        "summary": fact.witness.sentence,
        "sourceUrl": fact.witness.url,
        "publisher": fact.witness.source,
        "recordId": fact.id,
    }
    name = f"fact-{fact.id}"
    if fact.object is None:
        return _record(name, "Event", {**told, "name": _name(fact), "involved": fact.subject.id})
    subject, other = fact.subject.id, fact.object.id
    role = fact.qualifiers.get("role") or said_of_subject(fact.predicate)
    told |= {"role": role, "status": fact.status}
    if fact.predicate in _OWNING and schemata[other] in _ASSETS:
        share = {
            "owner": subject,
            "asset": other,
            "percentage": fact.percent,
            "sharesValue": fact.sum and fact.sum.min,
            "sharesCurrency": fact.sum and fact.sum.currency,
        }
        return _record(name, "Ownership", {**told, **share})
    if fact.predicate in _WORKING and schemata[other] in _EMPLOYERS:
        return _record(name, "Employment", {**told, "employee": subject, "employer": other})
    return _record(name, "UnknownLink", {**told, "subject": subject, "object": other})


def _name(fact: FactRecord) -> str:
    parts = [fact.subject.name, said_of_subject(fact.predicate)]
    if fact.sum and fact.sum.text:
        parts.append(fact.sum.text)
    if fact.number is not None:
        parts.append(str(fact.number))
    return " ".join(parts)


def _record(name: str, schema: str, properties: Mapping[str, object]) -> dict[str, Any]:
    lists = {key: list(_values(value)) for key, value in properties.items()}
    return {"id": name, "schema": schema, "properties": {k: v for k, v in lists.items() if v}}


def _values(value: object) -> Iterator[str]:
    """FollowTheMoney's values are lists of text."""
    if isinstance(value, tuple):
        yield from value
    elif isinstance(value, Decimal):
        yield format(value, "f")
    elif value is not None:
        yield str(value)

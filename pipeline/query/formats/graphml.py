"""GraphML for Gephi, Cytoscape, yEd and networkx: entities are nodes, facts are edges.

A fact without an object ("raised", "valued_at") is an edge from its subject to itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, BinaryIO

from lxml import etree

from pipeline.query.export import ExportedEntity
from pipeline.query.flat import fact_record
from pipeline.query.records import FactRecord

__all__ = ["write_graphml"]

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NODE_KEYS = {
    "label": "string",
    "type": "string",
    "kind": "string",
    "country": "string",
    "latitude": "double",
    "longitude": "double",
}
_EDGE_KEYS = {
    "predicate": "string",
    "status": "string",
    "amount": "string",
    "currency": "string",
    "amount_usd": "long",
    "amount_eur": "long",
    "number": "long",
    "percent": "double",
    "event_date": "string",
    "event_from": "string",
    "event_to": "string",
    "attributed_to": "string",
    "evidence": "string",
    "source": "string",
    "url": "string",
    "first_reported": "string",
    "last_reported": "string",
    "articles": "int",
    "origins": "int",
    "superseded_by": "string",
    "score": "double",
}


def write_graphml(
    stream: BinaryIO, entities: Iterable[ExportedEntity], facts: Iterable[FactRecord]
) -> int:
    """Write a graph and say how many edges it has."""
    edges = 0
    with etree.xmlfile(stream, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("graphml", nsmap={None: _NAMESPACE}):
            for key in _keys():
                xml.write(key)
            with xml.element("graph", edgedefault="directed"):
                for entity in entities:
                    xml.write(_element("node", {"id": entity.id}, _NODE_KEYS, _node(entity)))
                for fact in facts:
                    other = fact.object.id if fact.object else fact.subject.id
                    ends = {"id": fact.id, "source": fact.subject.id, "target": other}
                    xml.write(_element("edge", ends, _EDGE_KEYS, fact_record(fact)))
                    edges += 1
    return edges


def _node(entity: ExportedEntity) -> dict[str, Any]:
    return {
        "label": entity.name,
        "type": entity.type,
        "kind": entity.kind,
        "country": entity.country,
        "latitude": entity.latitude,
        "longitude": entity.longitude,
    }


def _keys() -> Iterator[etree._Element]:
    for domain, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for name, kind in keys.items():
            attributes = {"id": f"{domain}_{name}", "for": domain, "attr.name": name}
            yield etree.Element("key", {**attributes, "attr.type": kind})


def _element(
    tag: str, attributes: Mapping[str, str], keys: Mapping[str, str], values: Mapping[str, Any]
) -> etree._Element:
    element = etree.Element(tag, dict(attributes))
    for name in keys:
        if values[name] is not None:
            data = etree.SubElement(element, "data", {"key": f"{tag}_{name}"})
            data.text = _NOT_IN_XML.sub("", _text(values[name]))
    return element


def _text(value: object) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(value)

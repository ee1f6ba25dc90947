"""A digest as people see it in Prefect: Markdown, and a table. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flows.digesting import Digest
from flows.markdown import link, plain
from pipeline.query.records import FactRecord
from pipeline.query.wording import said_of_subject

__all__ = ["digest_as_markdown", "digest_as_table"]

# Qualifiers that are told in words of their own.
_TOLD_ELSEWHERE = {"count", "percent", "date"}


def digest_as_markdown(found: Digest) -> str:
    """The digest in words, each fact with its sentence and article."""
    parts = [f"# Since {found.since}"]
    if found.unknown:
        names = ", ".join(plain(name) for name in found.unknown)
        parts.append(f"No article names: {names}")
    for title, facts in _groups(found):
        if facts:
            parts += [f"## {title} ({len(facts)})", "\n".join(_line(fact) for fact in facts)]
    if len(parts) == 1:
        parts.append("Nothing new.")
    return "\n\n".join(parts) + "\n"


def digest_as_table(found: Digest) -> list[dict[str, Any]]:
    """A row a fact."""
    return [
        {
            "what": title.lower(),
            "fact": fact.id[:8],
            "says": _statement(fact),
            "status": fact.status,
            "reported": fact.last_reported.isoformat(),
            "articles": fact.articles,
            "url": fact.witness.url,
        }
        for title, facts in _groups(found)
        for fact in facts
    ]


def _groups(found: Digest) -> tuple[tuple[str, Sequence[FactRecord]], ...]:
    return (("New", found.new), ("Changed", found.changed), ("Confirmed", found.confirmed))


def _line(fact: FactRecord) -> str:
    status = "" if fact.status == "actual" else f" *{fact.status}*"
    gone = ", superseded" if fact.superseded_by else ", ended" if fact.ended_on else ""
    articles = "1 article" if fact.articles == 1 else f"{fact.articles} articles"
    return (
        f"- **{plain(_statement(fact))}**{status} ({fact.last_reported}{gone}; "
        f"{articles}): {plain(fact.witness.sentence)} {link(fact.witness.url)}"
    )


def _statement(fact: FactRecord) -> str:
    place = fact.object is not None and fact.object.type == "LOC"
    words = [word for name, word in fact.qualifiers.items() if name not in _TOLD_ELSEWHERE]
    parts = (
        fact.subject.name,
        said_of_subject(fact.predicate, of_place=place),
        fact.object.name if fact.object else None,
        fact.sum.text if fact.sum else None,
        f"{fact.number:,}" if fact.number is not None else None,
        f"{fact.percent:g} %" if fact.percent is not None else None,
        f"({', '.join(words)})" if words else None,
    )
    return " ".join(part for part in parts if part)

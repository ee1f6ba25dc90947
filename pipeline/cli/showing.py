"""Facts as records for machines and as lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.cli.text import single_line
from pipeline.query.records import FactRecord, SumRecord, TimeRecord, Witness
from pipeline.query.wording import said_of_subject

__all__ = [
    "FACT_FIELDS",
    "console",
    "evidence_text",
    "fact_record",
    "facts_grid",
    "short_id",
    "source_text",
    "statement",
    "status_text",
    "sum_fields",
    "time_fields",
    "witness_fields",
]

_LONGEST_SENTENCE = 400
_STATUS_STYLES = {"actual": "green", "planned": "cyan", "rumoured": "yellow", "denied": "red"}
# Qualifiers that have a column or a place of their own.
_TOLD_ELSEWHERE = {"count", "percent", "date"}


def console() -> Console:
    """Make a console on stdout that guesses nothing about what it prints."""
    return Console(highlight=False, markup=False, emoji=False)


def fact_record(fact: FactRecord) -> dict[str, Any]:
    """Flatten a fact; the fields are named as in the view `statements`."""
    return {
        "fact": fact.id,
        "subject": fact.subject.name,
        "subject_type": fact.subject.type,
        "predicate": fact.predicate,
        "object": fact.object.name if fact.object else None,
        "object_type": fact.object.type if fact.object else None,
        **sum_fields(fact.sum),
        "number": fact.number,
        "percent": fact.percent,
        **time_fields(fact.time),
        "qualifiers": dict(fact.qualifiers),
        "status": fact.status,
        "attributed_to": fact.attributed_to,
        **witness_fields(fact.witness),
        "first_reported": fact.first_reported,
        "last_reported": fact.last_reported,
        "articles": fact.articles,
        "origins": fact.origins,
        "superseded_by": fact.superseded_by,
        "superseded_on": fact.superseded_on,
        "ended_on": fact.ended_on,
        "score": round(fact.score, 4),
    }


def sum_fields(money: SumRecord | None) -> dict[str, Any]:
    """Flatten a sum; all fields are there, empty without one."""
    return {
        "amount": money and money.text,
        "amount_min": money and money.min,
        "amount_max": money and money.max,
        "currency": money and money.currency,
        "approx": money and money.approx,
        "amount_usd": money and money.usd,
        "amount_eur": money and money.eur,
    }


def time_fields(time: TimeRecord | None) -> dict[str, Any]:
    """Flatten a time; all fields are there, empty without one."""
    return {
        "event_date": time and time.text,
        "event_from": time and time.start,
        "event_to": time and time.end,
    }


def witness_fields(witness: Witness) -> dict[str, Any]:
    """Flatten evidence and source."""
    return {
        "evidence": witness.evidence,
        "sentence": witness.sentence,
        "title": witness.title,
        "source": witness.source,
        "url": witness.url,
        "lang": witness.lang,
        "published": witness.published,
    }


FACT_FIELDS = (
    "fact",
    "subject",
    "subject_type",
    "predicate",
    "object",
    "object_type",
    *sum_fields(None),
    "number",
    "percent",
    *time_fields(None),
    "qualifiers",
    "status",
    "attributed_to",
    "evidence",
    "sentence",
    "title",
    "source",
    "url",
    "lang",
    "published",
    "first_reported",
    "last_reported",
    "articles",
    "origins",
    "superseded_by",
    "superseded_on",
    "ended_on",
    "score",
)


def facts_grid(facts: Iterable[FactRecord], header: Sequence[str] = ()) -> Table:
    """Lay out facts one below the other: when, what is said with its evidence, id."""
    grid = Table(
        box=None, show_header=bool(header), pad_edge=False, padding=(0, 2, 0, 0), expand=True
    )
    for name, options in zip(header or ("", "", ""), _COLUMNS, strict=True):
        grid.add_column(name, **options)
    for fact in facts:
        grid.add_row(_when(fact), _said(fact), Text(short_id(fact.id), style="dim"))
    return grid


_COLUMNS: tuple[dict[str, Any], ...] = (
    {"min_width": 10, "max_width": 12},
    {"ratio": 1, "overflow": "fold"},
    {"min_width": 8, "no_wrap": True},
)


def short_id(name: str) -> str:
    """Shorten a fact's id to what `explain` takes."""
    return name[:8]


def statement(fact: FactRecord) -> str:
    """Say the fact in a line: "Oracle supplies xAI: cloud"."""
    place = fact.object is not None and fact.object.type == "LOC"
    parts = [fact.subject.name, said_of_subject(fact.predicate, of_place=place)]
    if fact.object:
        parts.append(fact.object.name)
    if fact.sum and fact.sum.text:
        parts.append(fact.sum.text)
    if fact.number is not None:
        parts.append(f"{fact.number:,}")
    if fact.percent is not None:
        parts.append(f"{fact.percent:g} %")
    words = [word for name, word in fact.qualifiers.items() if name not in _TOLD_ELSEWHERE]
    if words:
        parts.append(f"({', '.join(words)})")
    return single_line(" ".join(parts))


def evidence_text(witness: Witness) -> Text:
    """Quote the sentence, with the words that say it made to stand out."""
    sentence, evidence = single_line(witness.sentence), single_line(witness.evidence)
    start = sentence.find(evidence)
    if len(sentence) > _LONGEST_SENTENCE:
        sentence, start = evidence[:_LONGEST_SENTENCE], 0
    text = Text(f"“{sentence}”", style="italic")
    if start >= 0:
        text.stylize("bold", start + 1, start + 1 + len(evidence))
    return text


def source_text(fact: FactRecord) -> Text:
    """Tell who says it where, and how many others."""
    parts = [fact.witness.source, str(fact.witness.reported)]
    if fact.attributed_to:
        parts.append(f"according to {fact.attributed_to}")
    if fact.articles > 1:
        parts.append(f"{fact.articles} articles, {fact.origins} of independent origin")
    return Text(single_line(" · ".join(parts)), style="dim")


def status_text(status: str) -> Text:
    """Write a status to stand behind a statement."""
    return Text(f"  {status}", style=_STATUS_STYLES[status])


def _when(fact: FactRecord) -> Text:
    if fact.time and fact.time.text:
        return Text(fact.time.text)
    return Text(f"({fact.first_reported})", style="dim")


def _said(fact: FactRecord) -> Text:
    said = Text(statement(fact), style="bold" if not fact.superseded_by else "")
    if fact.status != "actual":
        said.append_text(status_text(fact.status))
    if fact.superseded_by:
        said.append(f"  superseded on {fact.superseded_on}", style="dim")
    if fact.ended_on:
        said.append(f"  ended by {fact.ended_on}", style="dim")
    return Text("\n").join((said, evidence_text(fact.witness), source_text(fact)))

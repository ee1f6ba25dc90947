"""Facts as lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.cli.output import reader_left
from pipeline.cli.text import single_line
from pipeline.query.records import FactRecord, Witness
from pipeline.query.wording import said_of_subject

__all__ = [
    "console",
    "evidence_text",
    "facts_grid",
    "short_id",
    "source_text",
    "statement",
    "status_text",
]

_LONGEST_SENTENCE = 400
_STATUS_STYLES = {"actual": "green", "planned": "cyan", "rumoured": "yellow", "denied": "red"}
# Qualifiers that have a column or a place of their own.
_TOLD_ELSEWHERE = {"count", "percent", "date"}


class _Console(Console):
    def on_broken_pipe(self) -> None:
        reader_left()


def console() -> Console:
    """Make a console on stdout that guesses nothing about what it prints."""
    return _Console(highlight=False, markup=False, emoji=False)


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

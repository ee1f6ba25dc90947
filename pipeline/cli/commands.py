"""The commands and what each is for, known without importing any of them."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

__all__ = ["COMMANDS", "Commands"]

_ASK = "Ask"
_GATHER = "Gather"
_KEEP = "Keep"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A command in the list: its section, what it does in a line, the module that holds `app`."""

    section: str
    summary: str
    module: str


COMMANDS: dict[str, _Entry] = {
    name: _Entry(section, summary, f"pipeline.cli.{module}")
    for name, section, module, summary in (
        ("demo", _GATHER, "demo", "Serve the sample newsroom, ingest it, show what it says."),
        ("ingest", _GATHER, "ingest", "Follow the sources: links, pages, articles, facts."),
        ("add", _GATHER, "add", "Add single pages, files, JSON lines or web archives."),
        ("read", _GATHER, "read", "Page to article as JSON, without the database."),
        ("extract", _GATHER, "extract", "Article to facts as JSON, without the database."),
        ("lookup", _ASK, "lookup", "All about one entity, with evidence."),
        ("facts", _ASK, "facts", "Facts by predicate, entity, time, sum or status."),
        ("explain", _ASK, "explain", "Every claim behind a fact."),
        ("path", _ASK, "path", "How two entities hang together."),
        ("timeline", _ASK, "timeline", "What happened to one entity, in order of time."),
        ("contradictions", _ASK, "contradictions", "Where articles say opposite things."),
        ("sql", _ASK, "sql", "Read-only SQL on the documented views."),
        ("export", _ASK, "export", "The graph for other tools."),
        ("merge", _KEEP, "merge", "Judge two entities the same: they share their facts."),
        ("split", _KEEP, "split", "Judge two entities not the same, for good."),
        ("unmerge", _KEEP, "unmerge", "Take back what was judged of two entities."),
        ("same", _KEEP, "same", "Go through pairs of entities that may be one."),
        ("review", _KEEP, "review", "Judge claims by their evidence, and measure the model by it."),
        ("sources", _KEEP, "sources", "The sources and how each of them does."),
        ("diff-models", _KEEP, "diff_models", "What two models read in the same texts."),
        ("status", _KEEP, "status", "What is stored, the last runs, what failed and why."),
        ("db", _KEEP, "db", "Create the database, migrate it, check it."),
    )
}


class Commands(TyperGroup):
    """A command group that imports a command's module only to run it or to show its help."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        for name, entry in COMMANDS.items():
            self.commands[name] = TyperCommand(name=name, help=entry.summary, rich_markup_mode=None)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        for section in (_GATHER, _ASK, _KEEP):
            entries = [
                (name, entry.summary)
                for name, entry in COMMANDS.items()
                if entry.section == section
            ]
            with formatter.section(section):
                formatter.write_dl(entries)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        args = ["same", *args[1:]] if args[:1] == ["same?"] else args
        name, command, rest = super().resolve_command(ctx, args)
        if name in COMMANDS:
            command = typer.main.get_command(import_module(COMMANDS[name].module).app)
            command.name = name
        return name, command, rest

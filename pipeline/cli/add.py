"""`faktograph add`: single pages, files and archives into the graph."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.cli.failures import WRONG_USE, Failure
from pipeline.cli.output import AsCsv, AsJson, AsTable, chosen_form
from pipeline.cli.progress import progress_bars
from pipeline.cli.reporting import show_report
from pipeline.ingest import add
from pipeline.loading import LateExtractor
from pipeline.settings import load_settings

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(name="add")
def add_pages(
    targets: Annotated[
        list[str], typer.Argument(metavar="URL|FILE", help="Addresses, files, folders.")
    ],
    *,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_table: AsTable = False,
) -> None:
    """Add pages by address, HTML and text files, JSON lines, WARC archives, folders of them.

    What is added is taken whatever it is about. Added again, nothing changes; a changed text
    becomes a new revision. A JSON line has text (or html), and may have url, id, title, lang,
    published and authors.

    \b
    Examples:
      faktograph add https://site.example/story
      faktograph add story.html notes.txt articles.jsonl crawl.warc.gz
      faktograph add downloads/
    """  # noqa: D301  \b keeps the lines as they are
    form = chosen_form(as_json=as_json, as_csv=as_csv, as_table=as_table)
    if not all(target.strip() for target in targets):
        raise Failure("an empty name is no file: give addresses, files or folders", WRONG_USE)
    settings = load_settings()
    with progress_bars() as advance:
        extractor = LateExtractor(settings.score_threshold or None)
        report = add(targets, settings, extractor, advance)
    show_report(report, form)
    if not any(report.total(name) for name in ("new", "changed", "unchanged")):
        raise Failure(f"nothing to add in {', '.join(targets)}")

"""`faktograph extract`: articles as JSON lines become mentions, amounts and facts."""

from __future__ import annotations

import json
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.cli.failures import WRONG_USE, Failure, warn
from pipeline.cli.output import json_line, write_lines
from pipeline.cli.progress import Advance, progress_bars
from pipeline.documents import Article, Language
from pipeline.extract import Extractor, load, to_prediction
from pipeline.settings import load_settings

app = typer.Typer(add_completion=False, rich_markup_mode=None)

_LANGUAGES: dict[str, Language] = {"de": "de", "en": "en"}


@app.command()
def extract(
    file: Annotated[
        str, typer.Argument(metavar="FILE.jsonl|-", help="An article a line; - for stdin.")
    ],
    *,
    model: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Another installed spaCy pipeline finds the names."),
    ] = None,
) -> None:
    """Extract names, amounts and facts from articles, a line of JSON for each; no database.

    A line needs id, lang (de or en) and text, and may have title and published. Answers come in
    the order of the articles. A line that cannot be read is told by its number and left out;
    the exit code is 1 then.

    \b
    Examples:
      faktograph extract articles.jsonl > facts.jsonl
      faktograph read page.html | jq -c '{id: .path} + .' | faktograph extract -
      faktograph extract articles.jsonl --model en_core_web_trf
    """  # noqa: D301  \b keeps the lines as they are
    extractor = load(model=model, threshold=load_settings().score_threshold or None)
    with _opened(file) as lines, progress_bars() as advance:
        work = _Work(lines, _count(file))
        write_lines(map(json_line, work.predictions(extractor, advance)))
    if work.bad:
        raise typer.Exit(1)


@dataclass(slots=True)
class _Work:
    """Lines in, predictions out. `waiting` are the articles that the model has not answered."""

    lines: Iterable[bytes]
    total: int | None
    bad: int = 0
    waiting: deque[tuple[Any, str]] = field(default_factory=deque)

    def predictions(self, extractor: Extractor, advance: Advance) -> Iterator[dict[str, Any]]:
        for done, extraction in enumerate(extractor.extract(self._articles()), 1):
            name, text = self.waiting.popleft()
            advance("articles", done + self.bad, self.total)
            yield to_prediction(name, text, extraction)

    def _articles(self) -> Iterator[Article]:
        for number, line in enumerate(self.lines, 1):
            if not line.strip():
                continue
            try:
                name, article = _article(line)
            except ValueError as error:
                self.bad += 1
                warn(f"line {number}: {error}; left out")
                continue
            self.waiting.append((name, article.text))
            yield article


def _article(line: bytes) -> tuple[Any, Article]:
    """Read a line as id and article. Raises ValueError with what is wrong."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"no JSON ({error})") from error
    if not isinstance(record, dict):
        raise ValueError("not a JSON object")  # noqa: TRY004  the caller tells it as any other
    text, lang = record.get("text"), _LANGUAGES.get(str(record.get("lang")).lower()[:2])
    if not isinstance(text, str) or not text.strip():
        raise ValueError("text is missing or empty")
    if record.get("id") is None:
        raise ValueError("id is missing")
    if lang is None:
        raise ValueError(f"lang is {record.get('lang')!r}, not de or en")
    title = record.get("title")
    return record["id"], Article(
        url=str(record.get("url") or record["id"]),
        title=title if isinstance(title, str) and title else text.partition("\n")[0],
        text=text,
        lang=lang,
        published=_published(record.get("published")),
        published_from="given",
    )


def _published(given: object) -> date | datetime | None:
    if given is None or given == "":
        return None
    if isinstance(given, str):
        try:
            return date.fromisoformat(given) if len(given) == 10 else datetime.fromisoformat(given)
        except ValueError:
            pass
    raise ValueError(f"published is {given!r}, not a date like 2024-06-05")


@contextmanager
def _opened(file: str) -> Iterator[Iterable[bytes]]:
    if file == "-":
        yield sys.stdin.buffer
        return
    if Path(file).is_dir():
        raise Failure(f"{file}: is a directory; give a file of JSON lines", WRONG_USE)
    if not Path(file).exists():
        raise Failure(f"{file}: no such file", WRONG_USE)
    with Path(file).open("rb") as stream:
        yield stream


def _count(file: str) -> int | None:
    """Count the lines of a file, for the bar; what is piped has no end yet."""
    if file == "-" or not Path(file).is_file() or not sys.stderr.isatty():
        return None
    with Path(file).open("rb") as stream:
        return sum(1 for line in stream if line.strip())

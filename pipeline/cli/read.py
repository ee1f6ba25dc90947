"""`faktograph read`: pages in files become articles on stdout, no database involved."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.cli.failures import Failure, warn
from pipeline.cli.output import Form, write_records
from pipeline.documents import Article, Page, Rejection
from pipeline.read import read

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def read_pages(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="HTML files, - for stdin.")],
    url: Annotated[
        str | None, typer.Option(help="Address the page came from; for one PATH.")
    ] = None,
) -> None:
    """Read pages in files and write an article a line as JSON.

    Each line has path, url, title, text, published, authors, lang and access. A page that gives
    no article gives a line with path, url, rejected (a short code) and detail, and exit code 1.

    \b
    Examples:
      faktograph read page.html --url https://site.example/story
      faktograph read pages/*.html | jq -r .title
      curl -s https://site.example/story | faktograph read - --url https://site.example/story
    """  # noqa: D301  \b keeps the lines as they are
    if url is not None and len(paths) > 1:
        raise typer.BadParameter("--url names one page: give a single PATH")
    failed: list[str] = []
    write_records(_lines(paths, url, failed), Form.JSON)
    if failed:
        raise typer.Exit(1)


def _lines(paths: list[str], url: str | None, failed: list[str]) -> Iterator[dict[str, Any]]:
    for path in paths:
        try:
            content = _content(path)
        except Failure as failure:
            failed.append(path)
            warn(str(failure))
            yield {"path": path, "url": url, "rejected": "unreadable", "detail": str(failure)}
            continue
        address = url or _address(path)
        given = read(Page(address, address, content, datetime.now(UTC)))
        if isinstance(given, Rejection):
            failed.append(path)
            warn(f"{path}: {given.detail}")
            yield {"path": path, "url": url, "rejected": given.reason, "detail": given.detail}
        else:
            yield _record(path, given)


def _content(path: str) -> bytes:
    if path == "-":
        return sys.stdin.buffer.read()
    if path.startswith(("http://", "https://")):
        raise Failure(f"{path}: read takes files; `faktograph add {path}` fetches and keeps it")
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise Failure(f"{path}: no such file") from None
    except IsADirectoryError:
        raise Failure(f"{path}: is a directory; give the files in it") from None
    except (OSError, ValueError) as error:
        raise Failure(f"{path}: cannot be read: {error}") from error


def _address(path: str) -> str:
    return "stdin:" if path == "-" else Path(path).resolve().as_uri()


def _record(path: str, article: Article) -> dict[str, Any]:
    return {
        "path": path,
        "url": article.url,
        "title": article.title,
        "text": article.text,
        "published": article.published,
        "authors": list(article.authors),
        "lang": article.lang,
        "access": article.access,
    }

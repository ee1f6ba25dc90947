"""The sample articles: one Markdown file each, TOML front matter between `+++` lines.

They were written for Faktograph on public facts about the AI industry; `fact_sources` names
where each of them can be checked. A paragraph that begins with `## ` is a subheading.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path

from pipeline.documents import Access, Language

__all__ = ["Paragraph", "SampleArticle", "sample_articles"]

_FOLDER = Path(__file__).parent / "articles"
_FENCE = "+++\n"
_HEADING = "## "


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    is_heading: bool


@dataclass(frozen=True, slots=True)
class SampleArticle:
    """One article as the newsroom has it, before any page is made of it.

    `event` is shared by the articles that tell the same event, in either language. `shown` is
    the number of paragraphs in front of the paywall, `None` where there is none. `make` names
    the page template.
    """

    id: str
    lang: Language
    title: str
    lead: str
    authors: tuple[str, ...]
    published: date | datetime
    site: str
    make: str
    event: str
    caption: str
    credit: str
    fact_sources: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    shown: int | None = None

    @property
    def access(self) -> Access:
        return "full" if self.shown is None else "teaser"

    @property
    def visible(self) -> tuple[Paragraph, ...]:
        return self.paragraphs[: self.shown]

    @property
    def text(self) -> str:
        """The whole article: title, lead and body, as `pipeline.documents.Article.text` is."""
        return "\n\n".join([self.title, self.lead, *(p.text for p in self.paragraphs)])

    @property
    def published_at(self) -> datetime:
        """In UTC; where only the day is known, its first moment."""
        if isinstance(self.published, datetime):
            return self.published.astimezone(UTC)
        return datetime.combine(self.published, time(), tzinfo=UTC)


@cache
def sample_articles() -> tuple[SampleArticle, ...]:
    """All sample articles, newest first."""
    articles = [_parse(path.read_text("utf-8")) for path in sorted(_FOLDER.glob("*.md"))]
    return tuple(sorted(articles, key=lambda a: (a.published_at, a.id), reverse=True))


def _parse(content: str) -> SampleArticle:
    _, front, body = content.split(_FENCE, 2)
    fields = tomllib.loads(front)
    for name in ("authors", "fact_sources"):
        fields[name] = tuple(fields[name])
    blocks = (block.strip() for block in body.split("\n\n"))
    paragraphs = tuple(
        Paragraph(text=block.removeprefix(_HEADING), is_heading=block.startswith(_HEADING))
        for block in blocks
        if block
    )
    return SampleArticle(paragraphs=paragraphs, **fields)

"""The bundled newsroom: two dozen sample articles on six invented news sites, over real HTTP.

For the demonstration, the tests and the accuracy gate; each site has a host below localhost.
`GOLD` are the articles' annotations, in the format of the gold files.
"""

from pathlib import Path

from pipeline.newsroom.articles import SampleArticle, sample_articles
from pipeline.newsroom.catalog import source_tables, sources
from pipeline.newsroom.pages import Story, stories
from pipeline.newsroom.server import Newsroom, Request, serve

__all__ = [
    "GOLD",
    "Newsroom",
    "Request",
    "SampleArticle",
    "Story",
    "sample_articles",
    "serve",
    "source_tables",
    "sources",
    "stories",
]

GOLD = Path(__file__).parent / "gold.jsonl"

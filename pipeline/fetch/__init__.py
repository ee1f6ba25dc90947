"""Pages over HTTP, politely and safely; every way it can go is a value, not an exception.

async with Fetcher(settings, sources) as fetcher:
    outcome = await fetcher.fetch(link, validators)   # Page, NotModified or FetchFailure
    async for link, outcome in fetch_all(fetcher, links): …

for link, outcome in fetch_pages(links, settings, sources): …   # without asyncio
"""

from pipeline.fetch.discovery import Discovery, discover, discover_all
from pipeline.fetch.fetcher import Fetcher
from pipeline.fetch.health import SourceHealth, due_sources, is_due, next_due, rested, source_health
from pipeline.fetch.outcomes import (
    REASONS,
    FetchFailure,
    FetchRecord,
    NotModified,
    Outcome,
    Validators,
    digest_of,
    record_of,
    validators_of,
)
from pipeline.fetch.pages import PageStore, Pruned
from pipeline.fetch.queues import Fetched, fetch_all, fetch_pages

__all__ = [
    "REASONS",
    "Discovery",
    "FetchFailure",
    "FetchRecord",
    "Fetched",
    "Fetcher",
    "NotModified",
    "Outcome",
    "PageStore",
    "Pruned",
    "SourceHealth",
    "Validators",
    "digest_of",
    "discover",
    "discover_all",
    "due_sources",
    "fetch_all",
    "fetch_pages",
    "is_due",
    "next_due",
    "record_of",
    "rested",
    "source_health",
    "validators_of",
]

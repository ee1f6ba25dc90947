"""Pages over HTTP, politely and safely; every way it can go is a value, not an exception.

async with Fetcher(settings, sources) as fetcher:
    outcome = await fetcher.fetch(link, validators)   # Page, NotModified or FetchFailure
    async for link, outcome in fetch_all(fetcher, links): …

for link, outcome in fetch_pages(links, settings, sources): …   # without asyncio
"""

from pipeline.fetch.fetcher import Fetcher
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
from pipeline.fetch.queues import Fetched, fetch_all, fetch_pages

__all__ = [
    "REASONS",
    "FetchFailure",
    "FetchRecord",
    "Fetched",
    "Fetcher",
    "NotModified",
    "Outcome",
    "Validators",
    "digest_of",
    "fetch_all",
    "fetch_pages",
    "record_of",
    "validators_of",
]

"""The tables of the graph, as SQLAlchemy models.

Sources are fetched into articles; an article's text is a revision; a model's work on a
revision is an extraction; an extraction holds mentions, amounts and claims; claims that say
the same are one fact. Text ids are hashes of what the row is about, the same everywhere;
what is only reached through an article is numbered. Days are dates, moments are UTC.
Sums are exact; `usd` and `eur` are whole units for sorting.
"""

from __future__ import annotations

from models.tables.articles import Amount, Article, Extraction, Mention, Revision, Story
from models.tables.base import Base, table_of
from models.tables.claims import Claim, Review
from models.tables.entities import Alias, Entity, Judgement
from models.tables.facts import Fact, FactStatus, FactTally, FormerFact
from models.tables.sources import BackfillBatch, Fetch, Rejection, Source, SourceRun

__all__ = [
    "Alias",
    "Amount",
    "Article",
    "BackfillBatch",
    "Base",
    "Claim",
    "Entity",
    "Extraction",
    "Fact",
    "FactStatus",
    "FactTally",
    "Fetch",
    "FormerFact",
    "Judgement",
    "Mention",
    "Rejection",
    "Review",
    "Revision",
    "Source",
    "SourceRun",
    "Story",
    "table_of",
]

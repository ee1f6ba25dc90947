"""Answers from the graph: functions that take a reading connection and give frozen records.

engine = models.database.open_reader(url)
with engine.connect() as connection:
    (xai, *_) = find_entities(connection, "xAI")
    dossier = look_up(connection, xai, per_group=10)
"""

from pipeline.query.contradictions import Contradiction, contradictions
from pipeline.query.entities import find_entities, suggest_names
from pipeline.query.explain import Explanation, explain, find_fact_ids
from pipeline.query.export import all_entities, all_facts
from pipeline.query.facts import FactFilter, count_facts, find_facts
from pipeline.query.lookup import Dossier, look_up
from pipeline.query.path import Hop, find_path
from pipeline.query.records import ClaimRecord, EntityRecord, FactRecord
from pipeline.query.sql import SqlAnswer, SqlRefusedError, run_sql
from pipeline.query.timeline import TimelineEvent, timeline

__all__ = [
    "ClaimRecord",
    "Contradiction",
    "Dossier",
    "EntityRecord",
    "Explanation",
    "FactFilter",
    "FactRecord",
    "Hop",
    "SqlAnswer",
    "SqlRefusedError",
    "TimelineEvent",
    "all_entities",
    "all_facts",
    "contradictions",
    "count_facts",
    "explain",
    "find_entities",
    "find_fact_ids",
    "find_facts",
    "find_path",
    "look_up",
    "run_sql",
    "suggest_names",
    "timeline",
]

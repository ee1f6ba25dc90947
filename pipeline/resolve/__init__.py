"""From the names of an article to the entities of the graph: registry, places, judgements.

`resolve` gives an article's entity its canonical name and stable id; `judgements` tells which
entities people or rules have declared the same; `candidates` finds pairs worth asking about.
"""

from pipeline.extract.surface import fold
from pipeline.resolve.candidates import Candidate, candidates
from pipeline.resolve.identity import entity_id
from pipeline.resolve.judgements import (
    Clusters,
    Judgement,
    JudgementConflictError,
    Verdict,
    clusters,
    judge,
    standing,
    undo,
)
from pipeline.resolve.places import find_place
from pipeline.resolve.resolution import Resolved, resolve

__all__ = [
    "Candidate",
    "Clusters",
    "Judgement",
    "JudgementConflictError",
    "Resolved",
    "Verdict",
    "candidates",
    "clusters",
    "entity_id",
    "find_place",
    "fold",
    "judge",
    "resolve",
    "standing",
    "undo",
]

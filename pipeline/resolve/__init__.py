"""From the names of an article to the entities of the graph: registry, places, judgements.

`resolve` gives an article's entity its canonical name and stable id; `judgements` tells which
entities people or rules have declared the same; `candidates` finds pairs worth asking about.
"""

from pipeline.extract.surface import fold
from pipeline.resolve.identity import entity_id
from pipeline.resolve.registry import Entry, entries
from pipeline.resolve.resolution import Resolved, resolve

__all__ = [
    "Entry",
    "Resolved",
    "entity_id",
    "entries",
    "fold",
    "resolve",
]

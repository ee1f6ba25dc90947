"""Names out of the encoder's tags: exact character spans with type and score."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from pipeline.documents import Span
from pipeline.extract.encoding import Encoded
from pipeline.extract.name_edges import Name, with_clean_edges
from pipeline.extract.tags import best_tags, tagged_spans

__all__ = ["Name", "find_names"]

# A point behind these ends no sentence: "C.C. Wei", "Warner Bros. Discovery", "St. Louis".
_ABBREVIATED = re.compile(
    r"(?:\b[A-WYZ]|\b(?:Bros|St|Ste|Mt|Ft|Jr|Sr|Dr|Prof|Corp|Co|Ltd|ID|Nr|No))\.\s$"
)
_REACH = 8  # characters


def find_names(text: str, encoded: Sequence[Encoded]) -> list[Name]:
    """All names of an article, in order, none twice; a score is the geometric mean of its tags'."""
    names: list[Name] = []
    for part in encoded:
        starts = [span.start for span in part.window.sentences if _opens(text, span.start)]
        openings = np.searchsorted([start for start, _ in part.window.words], starts)
        path = best_tags(part.tags, openings.tolist())
        repeated = (
            part.window.sentences[part.window.repeated - 1].end if part.window.repeated else -1
        )
        for first, last, kind in tagged_spans(path):
            start, end = part.window.words[first][0], part.window.words[last - 1][1]
            if start < repeated or not any(c.isalnum() for c in text[start:end]):
                continue
            logs = part.tags[np.arange(first, last), path[first:last]]
            names.append((Span(start, end), kind, float(np.exp(logs.mean()))))
    return with_clean_edges(text, names)


def _opens(text: str, start: int) -> bool:
    """Tell whether a name can't go on over the beginning of a sentence at character `start`."""
    return _ABBREVIATED.search(text, max(0, start - _REACH), start) is None

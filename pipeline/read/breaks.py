"""Text between two breaks of a page, to paragraphs."""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.read.wording import SENTENCE_END, clean

__all__ = ["BREAK", "GLUE", "paragraphs"]

# Stands for <br>; two with nothing between are a new paragraph.
BREAK = "\x1e"
# Stands after a large first letter: the rest of its word follows, after markup's own spaces.
GLUE = "\x1f"
_GLUED = re.compile(rf"^\s*(\w)[\s{GLUE}]*{GLUE}\s*(?=[a-zäöüß])|{GLUE}")
_PARAGRAPH_BREAK = re.compile(rf"{BREAK}[\s\u00a0]*{BREAK}")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_LEAST_PARAGRAPH = 60


def paragraphs(raw: str, *, preformatted: bool) -> list[tuple[str, float]]:
    """The paragraphs of a text with marks for its breaks, each with its share of the text."""
    if GLUE in raw:
        raw = _GLUED.sub(r"\1", raw)
    if preformatted:
        raw = _BLANK_LINE.sub(BREAK + BREAK, raw)
    if BREAK not in raw:
        text = clean(raw)
        return [(text, 1.0)] if text else []
    cleaned = ((clean(part.replace(BREAK, " ")), len(part) / len(raw)) for part in _parts(raw))
    return [(text, share) for text, share in cleaned if text]


def _parts(raw: str) -> list[str]:
    """The parts of a text between two breaks, or at one that stands after a whole sentence."""
    found: list[str] = []
    for part in _PARAGRAPH_BREAK.split(raw):
        lines = part.split(BREAK)
        found.append(lines[0])
        for before, line in pairwise(lines):
            if min(len(before), len(line)) > _LEAST_PARAGRAPH and SENTENCE_END.search(
                before.rstrip()
            ):
                found.append(line)
            else:
                found[-1] += BREAK + line
    return found

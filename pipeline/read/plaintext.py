"""A plain text file as an article: the first line is the title, blank lines part paragraphs."""

from __future__ import annotations

from itertools import pairwise

from pipeline.read.blocks import Block
from pipeline.read.wording import clean

__all__ = ["text_blocks"]

_SENTENCE_MARKS = (".", "!", "?", ":", ";", "…", "“", "”", '"', "«", "»", ")")
_HEADING_LONGEST = 120


def text_blocks(text: str) -> tuple[str, list[Block]]:
    """Title and blocks of a text file. A line is a paragraph where lines are not wrapped."""
    lines = [clean(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    start = next((at for at, line in enumerate(lines) if line), len(lines))
    if start == len(lines):
        return "", []
    title = lines[start].removeprefix("# ").strip()
    paragraphs = _paragraphs(lines[start + 1 :])
    return title, [_block(paragraph) for paragraph in paragraphs]


def _paragraphs(lines: list[str]) -> list[str]:
    filled = [line for line in lines if line]
    wrapped = bool(filled) and max(len(line) for line in filled) <= 100 and _run_on(lines)
    found: list[list[str]] = [[]]
    for line in lines:
        if not line or (found[-1] and not wrapped):
            found.append([])
        if line:
            found[-1].append(line)
    return [" ".join(parts) for parts in found if parts]


def _run_on(lines: list[str]) -> bool:
    """Whether most lines that are followed by another end within a sentence."""
    followed = [one for one, other in pairwise(lines) if one and other]
    return sum(1 for line in followed if not line.endswith(_SENTENCE_MARKS)) > len(followed) / 2


def _block(paragraph: str) -> Block:
    heading = len(paragraph) <= _HEADING_LONGEST and not paragraph.endswith(_SENTENCE_MARKS)
    return Block(
        text=paragraph.removeprefix("## ").strip(),
        kind="heading" if heading else "p",
        tag="h2" if heading else "p",
        owner=0,
        root=0,
    )

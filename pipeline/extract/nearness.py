"""How spans of one text lie to each other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from pipeline.documents import Span

__all__ = ["between", "gap", "starting_in", "within"]


def within(span: Span, outer: Span) -> bool:
    """Tell whether all of `span` lies in `outer`."""
    return outer.start <= span.start and span.end <= outer.end


def gap(span: Span, other: Span) -> int:
    """Count the characters between two spans; none where they touch or overlap."""
    return max(0, span.start - other.end, other.start - span.end)


def between(one: Span, other: Span) -> tuple[int, int]:
    """Give where what lies between two spans starts and ends; it is empty where they overlap."""
    first, second = sorted((one, other))
    return first.end, max(first.end, second.start)


def starting_in(starts: Sequence[int], stretch: Span) -> slice:
    """Which of the items that begin at `starts`, in order, begin in `stretch`."""
    return slice(bisect_left(starts, stretch.start), bisect_left(starts, stretch.end))

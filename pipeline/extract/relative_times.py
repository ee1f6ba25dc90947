"""Times counted from the article's day: "gestern", "last week", "vor zwei Jahren", "am Montag".

Without that day, each rule gives None.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from pipeline.extract import calendar_spans as spans
from pipeline.extract.calendar_spans import Stretch
from pipeline.extract.tenses import Tense
from pipeline.extract.time_found import Found

__all__ = [
    "ago", "coming", "dayword", "earlier", "from_day", "hence", "later", "past", "since_ago",
    "unit", "weekday", "weekend",
]  # fmt: skip

_MOST = 200  # units


def unit(found: Found) -> Stretch | None:
    """Read "last year", "diese Woche", "the end of the month"."""
    if found.published is None:
        return None
    return found.part(spans.shifted(found.published, found.unit, found.number("which")))


def earlier(found: Found) -> Stretch | None:
    """Read "earlier this year": from its beginning to the article's day."""
    whole = unit(found)
    if whole is None or found.number("which"):
        return whole
    return replace(whole, end=found.published)


def later(found: Found) -> Stretch | None:
    whole = unit(found)
    if whole is None or found.number("which"):
        return whole
    return replace(whole, start=found.published)


def ago(found: Found) -> Stretch | None:
    return _away(found, -1)


def hence(found: Found) -> Stretch | None:
    return _away(found, 1)


def _away(found: Found, direction: int) -> Stretch | None:
    unit, count = _measure(found)
    if found.published is None or not 0 < count <= _MOST:
        return None
    return spans.shifted(found.published, unit, direction * count)


def past(found: Found) -> Stretch | None:
    """Read "over the past three years": up to the article's day."""
    return _trailing(found, 1)


def coming(found: Found) -> Stretch | None:
    return _trailing(found, -1)


def since_ago(found: Found) -> Stretch | None:
    """Read "seit zwei Jahren": from then on."""
    stretch = past(found)
    return replace(stretch, end=None) if stretch else None


def _trailing(found: Found, direction: int) -> Stretch | None:
    unit, count = _measure(found)
    if found.published is None or count > _MOST:
        return None
    return spans.trailing(found.published, unit, direction * (count or 1))


def _measure(found: Found) -> tuple[str, int]:
    """Give unit and count; decades in years."""
    count = found.number("count")
    return ("year", count * 10) if found.unit == "decade" else (found.unit, count)


def from_day(found: Found) -> Stretch | None:
    """Read "heute vor zehn Jahren", "a week ago Tuesday", "25 years ago this month"."""
    way, (unit, count) = found.number("way"), _measure(found)
    parts = {name: value for name, value in found.parts.items() if name in ("dayword", "weekday")}
    named = replace(found, parts=parts, tense=Tense(ahead=way > 0))
    # "dayword" left out is the article's day.
    base = weekday(named) if "weekday" in parts else dayword(named)
    if base is None or base.start is None or count > _MOST:
        return None
    day = spans.moved(base.start, unit, way * count)
    return spans.shifted(day, str(found.parts.get("base", "day")), 0) if day else None


def dayword(found: Found) -> Stretch | None:
    if found.published is None:
        return None
    return spans.shifted(found.published, "day", found.number("dayword"))


def weekday(found: Found) -> Stretch | None:
    """Read "am Montag": the last one, today included; "next Monday": the coming one."""
    if found.published is None:
        return None
    back = (found.published.weekday() - found.number("weekday")) % 7
    which = found.parts.get("which")
    if found.parts.get("unit") == "week" or which == 0:
        monday = spans.week(found.published).start
        offset = 7 * found.number("which") + found.number("weekday")
        return spans.single_day(monday + timedelta(days=offset)) if monday else None
    if found.number("which") > 0 or (which is None and found.tense.ahead and back):
        weeks = max(1, found.number("which"))
        return spans.single_day(found.published + timedelta(days=7 * weeks - back))
    weeks = max(0, -found.number("which") - (back > 0))
    return spans.single_day(found.published - timedelta(days=back + 7 * weeks))


def weekend(found: Found) -> Stretch | None:
    """Read "am Wochenende": the last one; on a Saturday or Sunday, this one."""
    if found.published is None:
        return None
    which, is_on = found.number("which"), found.published.weekday() >= 5
    back = 0 if which > 0 or (which == 0 and (is_on or found.tense.ahead)) else 7
    return spans.weekend(found.published - timedelta(days=back))

"""What a form of times.toml has found, and which year is meant where the text names none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from pipeline.extract.calendar_spans import Stretch, part_of
from pipeline.extract.tenses import Tense

__all__ = ["Found", "Rule", "day_of", "nearest_day", "nearest_year"]

_YEARS = range(1700, 2100)
_MONTHS = 12
_SOON = 3  # months


@dataclass(frozen=True, slots=True)
class Found:
    """The parts of a match as values, and of what the words around it speak."""

    parts: dict[str, int | str]
    published: date | None
    tense: Tense

    def number(self, name: str) -> int:
        """Give a part's number, 0 where the text has no such part."""
        value = self.parts.get(name, 0)
        return value if isinstance(value, int) else 0

    @property
    def unit(self) -> str:
        return str(self.parts["unit"])

    @property
    def year(self) -> int | None:
        """The year that the text names, itself or as "last year"."""
        if "year" in self.parts:
            return self.number("year") if self.number("year") in _YEARS else None
        if self.published and self.parts.get("unit") == "year":
            return self.published.year + self.number("which")
        return None

    def part(self, whole: Stretch | None) -> Stretch | None:
        """Give the part of `whole` that the text names, if it does: "early 2026", "mid to late"."""
        last, first = self.number("part"), self.number("firstpart")
        cut = part_of(whole, last) if whole and last else whole
        begun = part_of(whole, first) if whole and first else cut
        return replace(cut, start=begun.start) if cut and begun else cut

    @property
    def names_year(self) -> bool:
        return "year" in self.parts or self.parts.get("unit") == "year"


Rule = Callable[[Found], Stretch | None]


def nearest_year(found: Found, first: int, last: int) -> int | None:
    """Give the year of what recurs yearly from month `first` to `last` of it.

    The last one that has begun is meant, unless the words around speak of what lies ahead.
    """
    if found.names_year:
        return found.year
    if found.published is None:
        return None
    this, month = found.published.year, found.published.month
    to_come = this if last >= month else this + 1
    if found.tense.ahead:
        return to_come
    begun = this if first <= month else this - 1
    # Not told as past, what is a few months off is still to come, in the present tense what is
    # rather to come than long ago: "fängt im Mai an".
    until, since = (first - month) % _MONTHS, (month - first) % _MONTHS
    is_near = (to_come == this and until <= _SOON) or (found.tense.present and until <= since)
    return begun if found.tense.told or first <= month <= last or not is_near else to_come


def nearest_day(found: Found, days: Iterable[date | None]) -> date | None:
    """Choose among a day of several years: the nearest, rather a past one; ahead, the next."""
    today = found.published
    if today is None:
        return None
    known = [day for day in days if day is not None]
    if found.tense.ahead:
        return min((day for day in known if day >= today), default=None)
    weight = 1 if found.tense.present else 4 if found.tense.told else 2
    return min(
        known,
        key=lambda day: (today - day).days if day <= today else (day - today).days * weight,
        default=None,
    )


def day_of(year: int, month: int, day: int) -> date | None:
    """Give the day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None

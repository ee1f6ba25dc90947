"""When: the ways German and English news name a day, month, quarter or year.

Relative forms ("last month", "am Montag") count from the article's day; without one they are
not resolved. What is not certain is left out.
"""

from __future__ import annotations

import re
import tomllib
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from pipeline.documents import Language, Precision, Span, Time
from pipeline.extract.lexing import lex

__all__ = ["find_times"]

_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: date
    end: date
    precision: Precision


@dataclass(frozen=True, slots=True)
class _Found:
    """The parts that a pattern found, as values."""

    parts: dict[str, int | str]
    published: date | None

    def number(self, name: str) -> int | None:
        value = self.parts.get(name)
        return value if isinstance(value, int) else None


_Rule = Callable[[_Found], _Stretch | None]


def find_times(text: str, lang: Language, published: date | None) -> tuple[Time, ...]:
    """Every time that is certain in `text`, in order; without `published` only absolute ones."""
    forms, triggers = _forms(lang)
    times: list[Time] = []
    at = 0
    for token in lex(text):
        if token.start < at or not (token.kind == "number" or token.folded in triggers):
            continue
        best = max(
            ((match, rule) for rule, form in forms if (match := form.match(text, token.start))),
            key=lambda found: found[0].end(),
            default=None,
        )
        if best is None:
            continue
        match, rule = best
        stretch = _RULES[rule](_Found(_values(match, lang), published))
        if stretch is not None:
            span = Span(match.start(), match.end())
            times.append(Time(span, match.group(), stretch.start, stretch.end, stretch.precision))
            at = match.end()
    return tuple(times)


def _values(match: re.Match[str], lang: Language) -> dict[str, int | str]:
    """Each part that took part in the match, looked up in its table."""
    tables = _table(lang)
    values: dict[str, int | str] = {}
    for name, piece in match.groupdict().items():
        if piece is None:
            continue
        words = tables.get(name.upper())
        if words is not None:
            values[name] = words[piece.casefold()]
        elif piece.isdecimal():
            values[name] = int(piece)
    if "shortyear" in values:
        values["year"] = 2000 + int(values["shortyear"])
    return values


def _on_day(found: _Found) -> _Stretch | None:
    month = found.number("month") or found.number("monthnumber") or 0
    day = found.number("day") or 0
    year = found.number("year") or _year_near(month, found.published)
    if year is None or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return _Stretch(date(year, month, day), date(year, month, day), "day")


def _in_month(found: _Found) -> _Stretch | None:
    month = found.number("month") or 0
    year = found.number("year")
    if year is None and found.published and "unit" in found.parts:
        year = found.published.year + (found.number("which") or 0)
    year = year or _year_near(month, found.published)
    if year is None:
        return None
    part = found.number("part")
    return _part_of_month(year, month, part) if part else _month(year, month)


def _year_near(month: int, published: date | None) -> int | None:
    """The year of the last such month; this month counts."""
    if published is None or not 1 <= month <= 12:
        return None
    return published.year if month <= published.month else published.year - 1


def _which_month(found: _Found) -> _Stretch | None:
    month, which = found.number("month") or 0, found.number("which") or 0
    if found.published is None:
        return None
    year = found.published.year
    if which < 0 and month >= found.published.month:
        year -= 1
    if which > 0 and month <= found.published.month:
        year += 1
    return _month(year, month)


def _in_year(found: _Found) -> _Stretch | None:
    year, part = found.number("year"), found.number("part")
    if year is None or year not in _YEARS:
        return None
    return _part_of_year(year, part) if part else _year(year)


def _in_quarter(found: _Found) -> _Stretch | None:
    quarter = found.number("nth") or found.number("q")
    if quarter is None:
        return None
    year = found.number("year")
    if year is None:
        if found.published is None:
            return None
        now = (found.published.month + 2) // 3
        year = found.published.year if quarter <= now else found.published.year - 1
    return _quarter(year, quarter)


def _in_half(found: _Found) -> _Stretch | None:
    half = found.number("nth") or found.number("h")
    year = found.number("year") or (found.published.year if found.published else None)
    if half not in (1, 2) or year is None:
        return None
    return _half(year, half)


def _in_season(found: _Found) -> _Stretch | None:
    season, year = found.number("season"), found.number("year")
    if season is None:
        return None
    if year is None:
        if found.published is None:
            return None
        first = {1: 3, 2: 6, 3: 9, 4: 12}[season]
        year = found.published.year
        if "unit" in found.parts:
            year += found.number("which") or 0
        elif (found.number("which") or 0) <= 0 and first > found.published.month:
            year -= 1
    return _season(year, season)


def _in_unit(found: _Found) -> _Stretch | None:
    if found.published is None:
        return None
    return _shifted(found.published, str(found.parts["unit"]), found.number("which") or 0)


def _in_part(found: _Found) -> _Stretch | None:
    whole = _in_unit(found)
    part = found.number("part")
    if whole is None or part is None:
        return whole
    if whole.precision == "year":
        return _part_of_year(whole.start.year, part)
    if whole.precision == "month":
        return _part_of_month(whole.start.year, whole.start.month, part)
    return whole


def _ago(found: _Found) -> _Stretch | None:
    return _away(found, -1)


def _ahead(found: _Found) -> _Stretch | None:
    return _away(found, 1)


def _away(found: _Found, direction: int) -> _Stretch | None:
    count = found.number("count") or found.number("number")
    if found.published is None or count is None or count > 200:
        return None
    return _shifted(found.published, str(found.parts["unit"]), direction * count)


def _on_dayword(found: _Found) -> _Stretch | None:
    if found.published is None:
        return None
    return _shifted(found.published, "day", found.number("dayword") or 0)


def _on_weekday(found: _Found) -> _Stretch | None:
    if found.published is None:
        return None
    back = (found.published.weekday() - (found.number("weekday") or 0)) % 7
    which = found.number("which")
    if which is not None and which > 0:
        return _shifted(found.published, "day", 7 - back)
    if which is not None and which < 0 and back == 0:
        back = 7
    return _shifted(found.published, "day", -back)


def _in_last_year(found: _Found) -> _Stretch | None:
    return _year(found.published.year - 1) if found.published else None


def _shifted(day: date, unit: str, by: int) -> _Stretch | None:
    """The day, week, … that lies `by` units from the one that `day` is in."""
    if unit == "day":
        moved = day + timedelta(days=by)
        return _Stretch(moved, moved, "day")
    if unit == "week":
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=by)
        return _Stretch(monday, monday + timedelta(days=6), "week")
    if unit == "year":
        return _year(day.year + by)
    months = {"month": 1, "quarter": 3, "half": 6}[unit]
    index = (day.year * 12 + day.month - 1) // months + by
    year, nth = divmod(index, 12 // months)
    made = {"month": _month, "quarter": _quarter, "half": _half}[unit]
    return made(year, nth + 1)


def _months(year: int, first: int, last: int, precision: Precision) -> _Stretch:
    end_year, end_month = (year, last) if last <= 12 else (year + 1, last - 12)
    end = date(end_year, end_month, monthrange(end_year, end_month)[1])
    return _Stretch(date(year, first, 1), end, precision)


def _month(year: int, month: int) -> _Stretch:
    return _months(year, month, month, "month")


def _quarter(year: int, quarter: int) -> _Stretch:
    return _months(year, quarter * 3 - 2, quarter * 3, "quarter")


def _half(year: int, half: int) -> _Stretch:
    return _months(year, half * 6 - 5, half * 6, "half")


def _year(year: int) -> _Stretch:
    return _months(year, 1, 12, "year")


def _season(year: int, season: int) -> _Stretch:
    """Meteorological seasons; the winter of a year begins in its December."""
    return _months(year, season * 3, season * 3 + 2, "quarter")


def _part_of_year(year: int, part: int) -> _Stretch:
    """Beginning: first quarter; middle: the two in between; end: last quarter."""
    if part == 2:
        return _months(year, 4, 9, "half")
    return _quarter(year, 1 if part == 1 else 4)


def _part_of_month(year: int, month: int, part: int) -> _Stretch:
    whole = _month(year, month)
    first, last = {1: (1, 10), 2: (11, 20), 3: (21, whole.end.day)}[part]
    return _Stretch(date(year, month, first), date(year, month, last), "week")


_RULES: dict[str, _Rule] = {
    "day": _on_day,
    "month": _in_month,
    "which_month": _which_month,
    "year": _in_year,
    "quarter": _in_quarter,
    "half": _in_half,
    "season": _in_season,
    "unit": _in_unit,
    "part": _in_part,
    "ago": _ago,
    "ahead": _ahead,
    "dayword": _on_dayword,
    "weekday": _on_weekday,
    "last_year": _in_last_year,
}

_DIGITS = {
    "YEAR": r"(?P<year>(?:19|20)\d\d(?!\d))",
    "SHORTYEAR": r"(?P<shortyear>\d\d(?!\d))",
    "DAY": r"(?P<day>[12]\d|3[01]|0?[1-9])(?!\d)",
    "NUMBER": r"(?P<number>\d{1,3})",
}
_BLANK = "[ \u00a0\u2009\u202f]{1,3}"
_CAPITALISED = {"MONTH", "WEEKDAY"}


@cache
def _file() -> dict[str, object]:
    return tomllib.loads(Path(__file__).with_name("times.toml").read_text("utf-8"))


@cache
def _table(lang: Language) -> dict[str, dict[str, int | str]]:
    words = _file()[lang]["words"]  # type: ignore[index]
    return {name: {k.casefold(): v for k, v in row.items()} for name, row in words.items()}


@cache
def _forms(lang: Language) -> tuple[list[tuple[str, re.Pattern[str]]], frozenset[str]]:
    """The compiled forms, and the words with which one may begin."""
    sources = [(row["rule"], row[lang]) for row in _file()["form"]]  # type: ignore[attr-defined]
    expanded = [(rule, _expand(source, lang)) for rule, source in sources]
    words = frozenset(
        word.casefold() for _, source in expanded for word in re.findall(r"[^\W\d_]+", source)
    )
    compiled = [
        (rule, re.compile(rf"(?<!\w)(?:{source})(?!\w)", re.IGNORECASE))
        for rule, source in expanded
    ]
    return compiled, words


def _expand(source: str, lang: Language) -> str:
    words = _file()[lang]["words"]  # type: ignore[index]

    def placeholder(match: re.Match[str]) -> str:
        name = match.group()
        if name in _DIGITS:
            return _DIGITS[name]
        if name not in words:
            return name
        either = "|".join(map(re.escape, sorted(words[name], key=len, reverse=True)))
        either = f"(?-i:{either})" if name in _CAPITALISED else either
        return f"(?P<{name.lower()}>{either})"

    spaced = re.sub(r"\[[^\]]*\]| ", lambda m: _BLANK if m[0] == " " else m[0], source)
    return re.sub(r"[A-Z]{3,}", placeholder, spaced)

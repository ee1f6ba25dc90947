"""The rules that times.toml names: what each form says, from its parts to a stretch of days."""

from __future__ import annotations

from pipeline.extract import eras
from pipeline.extract import relative_times as relative
from pipeline.extract import yearly_times as yearly
from pipeline.extract.feasts import feast
from pipeline.extract.time_found import Found, Rule

__all__ = ["RULES", "Found"]

RULES: dict[str, Rule] = {
    "ago": relative.ago,
    "calendar_week": yearly.calendar_week,
    "century": eras.century,
    "coming": relative.coming,
    "day": yearly.day,
    "dayword": relative.dayword,
    "decade": eras.decade,
    "double_year": yearly.double_year,
    "earlier": relative.earlier,
    "feast": feast,
    "first_months": yearly.first_months,
    "from_day": relative.from_day,
    "full_year": yearly.full_year,
    "half": yearly.half,
    "hence": relative.hence,
    "later": relative.later,
    "month": yearly.month,
    "month_half": yearly.month_half,
    "month_week": yearly.month_week,
    "months_to": yearly.months_to,
    "nothing": lambda _: None,
    "past": relative.past,
    "quarter": yearly.quarter,
    "season": yearly.season,
    "since_ago": relative.since_ago,
    "slashed": yearly.slashed,
    "unit": relative.unit,
    "week_of": yearly.week_of,
    "weekday": relative.weekday,
    "weekend": relative.weekend,
    "weeks_to": yearly.weeks_to,
    "which_month": yearly.which_month,
    "year": yearly.year,
}

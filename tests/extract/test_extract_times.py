"""Times: the tables of cases, and what holds for every text and day."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents import Language, Precision, Time
from pipeline.extract.times import find_times

TABLES = Path(__file__).with_name("tables")
PUBLISHED = date(2025, 11, 20)
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
LANGUAGES = st.sampled_from(get_args(Language))


def cases():
    """Each line of the tables: language, article's day, text without brackets, expected."""
    for lang in get_args(Language):
        day = None
        for line in TABLES.joinpath(f"times.{lang}.txt").read_text("utf-8").splitlines():
            if line.startswith("@ "):
                day = None if line == "@ none" else date.fromisoformat(line[2:])
            elif line and not line.startswith("#"):
                text, _, values = line.rpartition(" |")
                marked = re.findall(r"\[(.*?)\]", text)
                expected = [value.strip() for value in values.split(";") if value.strip()]
                plain = text.replace("[", "").replace("]", "")
                yield pytest.param(
                    lang, day, plain, list(zip(marked, expected, strict=True)), id=text
                )


def shown(time: Time) -> str:
    return f"{time.start or ''}..{time.end or ''} {time.precision}"


@pytest.mark.parametrize(("lang", "published", "text", "expected"), list(cases()))
def test_the_table_of_times_reads_as_it_says(lang, published, text, expected):
    assert [(time.text, shown(time)) for time in find_times(text, lang, published)] == expected


def test_the_tables_hold_at_least_three_hundred_times():
    assert sum(len(case.values[3]) for case in cases()) >= 300


@given(DAYS, LANGUAGES, st.sampled_from(["long", "medium"]))
def test_a_day_as_babel_writes_it_reads_as_that_day(day, lang, style):
    (time,) = find_times(f"({format_date(day, style, locale=lang)})", lang, None)
    assert (time.start, time.end, time.precision) == (day, day, "day")


@given(DAYS, LANGUAGES)
def test_an_iso_day_reads_as_that_day(day, lang):
    (time,) = find_times(f"({day})", lang, None)
    assert (time.start, time.end) == (day, day)


@given(DAYS, LANGUAGES)
def test_a_month_and_its_year_read_as_that_month(day, lang):
    (time,) = find_times(f"in {format_date(day, 'MMMM y', locale=lang)}", lang, PUBLISHED)
    assert (time.start, time.precision) == (day.replace(day=1), "month")
    assert time.end is not None
    assert (time.end + timedelta(days=1)).day == 1


@given(DAYS, LANGUAGES)
def test_a_weekday_is_one_of_the_last_seven_days(day, lang):
    name = format_date(day, "EEEE", locale=lang)
    for published in (day, day + timedelta(days=6)):
        (time,) = find_times(f"({name})", lang, published)
        assert time.start == time.end == day


@given(DAYS, st.integers(1, 60))
def test_weeks_and_years_ago_count_back_from_the_day(day, count):
    (weeks,) = find_times(f"vor {count} Wochen", "de", day)
    assert weeks.start is not None
    assert weeks.end is not None
    assert weeks.start <= day - timedelta(weeks=count) <= weeks.end
    (years,) = find_times(f"{count} years ago", "en", day)
    assert years.start == date(day.year - count, 1, 1)


@given(st.integers(160, 209).filter(lambda tens: tens != 190))
def test_beginning_middle_and_end_of_a_decade_make_the_decade(tens):
    (whole,) = find_times(f"the {tens}0s", "en", None)
    parts = [find_times(f"the {part} {tens}0s", "en", None)[0] for part in ("early", "mid", "late")]
    assert (whole.start, whole.end) == (date(tens * 10, 1, 1), date(tens * 10 + 9, 12, 31))
    assert (parts[0].start, parts[-1].end) == (whole.start, whole.end)
    for first, second in pairwise(parts):
        assert first.end is not None
        assert first.end + timedelta(days=1) == second.start


@given(DAYS, st.integers(0, 6))
def test_the_last_but_one_and_the_next_but_one_weekday_lie_a_week_farther_off(published, nth):
    name = format_date(date(2024, 1, 1) + timedelta(days=nth), "EEEE", locale="de")

    def day(which):
        (time,) = find_times(f"{which} {name}", "de", published)
        return time.start

    assert day("vorletzten") == day("letzten") - timedelta(days=7)
    assert day("übernächsten") == day("nächsten") + timedelta(days=7)


@given(st.text(max_size=300), LANGUAGES, st.one_of(st.none(), DAYS))
def test_any_text_gives_exact_spans_in_order_and_stretches_that_are_none_or_forward(
    text, lang, published
):
    last = 0
    for time in find_times(text, lang, published):
        assert text[time.span.start : time.span.end] == time.text != ""
        assert time.span.start >= last
        assert time.start or time.end
        assert not (time.start and time.end and time.start > time.end)
        assert time.precision in get_args(Precision)
        last = time.span.end


WORDS = {
    "de": ["Anfang", "Ende", "3.", "Oktober", "2025", "des", "letzten", "Jahres", "vor", "zwei",
           "Wochen", "im", "dritten", "Quartal", "bis", "seit", "Montag", "Sommer", "/", "-", "Q3",
           "29.", "Februar", "99", "den", "nächsten", "200", "Tagen", "heute", "zwischen", "und"],
    "en": ["early", "the", "end", "of", "3", "October", "2025", "last", "year", "two", "weeks",
           "ago", "in", "third", "quarter", "by", "since", "Monday", "summer", "-", "Q3", "29",
           "February", "next", "200", "days", "today", "between", "and", "fiscal", "half"],
}  # fmt: skip


@given(st.data(), LANGUAGES, st.one_of(st.none(), st.dates()))
def test_words_of_time_in_any_order_and_on_any_day_give_no_error(data, lang, published):
    text = " ".join(data.draw(st.lists(st.sampled_from(WORDS[lang]), max_size=12)))
    for time in find_times(text, lang, published):
        assert text[time.span.start : time.span.end] == time.text


def test_the_time_of_day_of_publication_makes_no_difference():
    text = "Am Montag, im Oktober, vor zwei Wochen."
    at_noon = datetime(2025, 11, 20, 12, 30)  # noqa: DTZ001
    assert find_times(text, "de", at_noon) == find_times(text, "de", PUBLISHED)

"""When: the ways German and English news name a day, month, quarter or year.

Relative forms ("last month", "am Montag") count from the article's day; without one they are
not resolved. What is not certain is left out. A mention covers the words that bound the time
("seit 2020", "by 2030") and both ends of a span ("2023 bis 2025").
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

from pipeline.documents import Language, Span, Time
from pipeline.extract import calendar_spans as spans
from pipeline.extract.calendar_spans import Stretch
from pipeline.extract.lexing import Token, tokens_of
from pipeline.extract.tenses import is_ranked, tense_around
from pipeline.extract.time_bounds import Hit, bounded
from pipeline.extract.time_forms import HEAD, Form, TimeForms, parts_of, time_forms
from pipeline.extract.time_found import day_of
from pipeline.extract.time_order import in_order
from pipeline.extract.time_rules import RULES, Found
from pipeline.extract.units import measured_at

__all__ = ["find_times"]

_YEAR = 366  # days
_LONG = ("month", "quarter", "half", "year")
_DATING = frozenset({"year", "decade", "century"})
_PART_REACH = 24  # characters
_LONGEST_LINK = 20
_PHRASE = 48
_NUMBERED = ("Nr", "No")
# Behind these a year stays one: "bis 2030 Anlagen zu bauen", "in 2024 patents rose".
_SINCE = frozenset(
    {"in", "im", "of", "jahr", "year", "by", "since", "until", "bis", "seit", "ab", "from"}
)
_DAYS = frozenset({"weekday", "weekend"})
_LINK = re.compile(
    r"-(?:to|through)-|\s?(?:bis|bis zum|bis zur|bis in den|bis einschließlich|to|through"
    r"|through to|until|up to|till|–|-|—|/|und|and|oder|or|bis Ende)"
    r"(?: early| late| noon| zum| dem)?\s?",
    re.IGNORECASE,
)
_TO = ("to", "until", "till")
_OPENED = re.compile(
    r"(?<!\w)(?:zwischen|between|von|vom|from|Jahren?|years)(?: dem| de[nr]| the| early| late)?\s$",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:moved|postponed|delayed|pushed|shifted|brought forward|put back)"
    r"(?: [\w’'-]+){0,3} from $"
)
_COVERED = re.compile(r"\b(?:covers?|covering|spans?|spanning)\s$", re.IGNORECASE)


def find_times(text: str, lang: Language, published: date | None) -> tuple[Time, ...]:
    """Find every time that is certain in `text`, in order; without `published` absolute ones."""
    day = published.date() if isinstance(published, datetime) else published
    hits = _joined(text, _hits(text, lang, day))
    return tuple(_time(text, bounded(text, hit, day)) for hit in hits)


def _hits(text: str, lang: Language, published: date | None) -> list[Hit]:
    table, tokens = time_forms(lang), tokens_of(text)
    hits: list[Hit] = []
    at = 0
    for i, token in enumerate(tokens):
        if token.start < at or not (token.kind == "number" or _may_begin(token.folded, table)):
            continue
        for match, form in _readings(text, token.start, lang):
            if form.rule == "nothing":
                at = match.end()
                break
            hit = (
                None
                if form.bare and _is_no_year(tokens, i, lang)
                else _hit(match, form, lang, published, hits[-1] if hits else None)
            )
            if hit is not None:
                hits.append(hit)
                at = hit.end
                break
    return hits


def _may_begin(word: str, table: TimeForms) -> bool:
    return word[:HEAD] in table.heads and word not in table.inside


def _hit(
    match: re.Match[str], form: Form, lang: Language, published: date | None, last: Hit | None
) -> Hit | None:
    parts, of_days = parts_of(match, form, lang), form.rule in _DAYS
    found = Found(parts, published, tense_around(match, lang, of_days=of_days))
    found = in_order(found, match.string, last, match.start(), of_days=of_days)
    if form.ahead and (not found.tense.ahead or is_ranked(match)):
        return None
    stretch = RULES[form.rule](found)
    if stretch is None:
        return None
    dated = not _DATING.isdisjoint(parts) or parts.get("unit") == "year"
    hit = Hit(match.start(), match.end(), stretch, dated)
    return hit if "part" in parts else _part_of(match.string, hit, lang)


def _part_of(text: str, hit: Hit, lang: Language) -> Hit:
    """Read the word before that takes a part of it: "Ende Q2", "early in H1 2026"."""
    if hit.stretch.precision not in _LONG:
        return hit
    left = text[max(0, hit.start - _PART_REACH) : hit.start]
    found = time_forms(lang).part_before.search(left)
    part = found and time_forms(lang).values["part"].get(found["part"].casefold())
    stretch = spans.part_of(hit.stretch, int(part)) if part else None
    if found is None or stretch is None:
        return hit
    return replace(hit, start=hit.start - len(left) + found.start(), stretch=stretch)


def _readings(text: str, at: int, lang: Language) -> list[tuple[re.Match[str], Form]]:
    """Find all forms that match at character `at`, the longest first."""
    table = time_forms(lang)
    if table.any_form.match(text, at) is None:
        return []
    found = []
    for form in table.forms:
        match = form.pattern.match(text, at)
        if match is not None and (
            not form.prepositions or table.preposition.search(text[max(0, at - 16) : at])
        ):
            found.append((match, form))
    return sorted(found, key=lambda reading: -reading[0].end()) if len(found) > 1 else found


def _is_no_year(tokens: list[Token], i: int, lang: Language) -> bool:
    """Tell whether what looks like a year is none: "2000 Mitarbeiter", "2050 MHz", "Raum 2024"."""
    table = time_forms(lang)
    before = tokens[i - 1] if i else None
    if before and before.text == "." and i > 1 and tokens[i - 2].text in _NUMBERED:
        before = tokens[i - 2]
    if before and (
        before.text in table.labels or (len(before.text) == 1 and before.text.isupper())
    ):
        return True
    if (before and before.folded in _SINCE) or i + 1 == len(tokens):
        return measured_at(tokens, i + 1, lang)
    behind = tokens[i + 1]
    plural = behind.text[0].isupper() if lang == "de" else behind.text.endswith("s")
    round_number = tokens[i].text == "2000" and behind.kind == "word" and plural
    return round_number or behind.folded in table.measures or measured_at(tokens, i + 1, lang)


def _joined(text: str, hits: list[Hit]) -> list[Hit]:
    """Join the two ends of a span; the first end takes the year of the second."""
    joined: list[Hit] = []
    for hit in hits:
        last = joined[-1] if joined else None
        span = last and _span(text, last, hit)
        if span:
            joined[-1] = span
        else:
            joined.append(hit)
    return joined


def _span(text: str, first: Hit, second: Hit) -> Hit | None:
    between = text[first.end : second.start]
    if second.start - first.end > _LONGEST_LINK or not _LINK.fullmatch(between):
        return None
    opened = _OPENED.search(text[max(0, first.start - 16) : first.start])
    if _MOVED.search(text[max(0, first.start - _PHRASE) : first.start]):
        return None
    if between.strip().casefold() in ("und", "and") and not opened:
        return None
    is_day = first.stretch.precision == second.stretch.precision == "day"
    opened = opened or _COVERED.search(text[max(0, first.start - 16) : first.start])
    if between.strip().casefold() in _TO and not opened and first.dated and not is_day:
        return None
    start, end = first.stretch.start, second.stretch.end
    if start and end and not (first.dated or second.dated) and _is_long(start, end):
        end = day_of(end.year - 1, end.month, end.day) or end
    if start and end and second.dated and not first.dated:
        start = start.replace(
            year=end.year, day=min(start.day, 28) if start.month == 2 else start.day
        )
        if start > end:
            start = start.replace(year=end.year - 1)
    if start is None or end is None or start > end:
        return None
    stretch = Stretch(start, end, second.stretch.precision)
    return Hit(first.start, second.end, stretch, second.dated, both=True)


def _is_long(start: date, end: date) -> bool:
    """Tell whether a span without years is more than one: "Januar bis September"."""
    return (end - start).days > _YEAR


def _time(text: str, hit: Hit) -> Time:
    stretch = hit.stretch
    span = Span(hit.start, hit.end)
    return Time(span, text[hit.start : hit.end], stretch.start, stretch.end, stretch.precision)

"""Percentages, counts and electric power in German and English news, normalised."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.documents import Language, Quantity, Span
from pipeline.extract.figures import Figure, read_figures
from pipeline.extract.headcounts import find_headcounts
from pipeline.extract.hedges import hedges_around
from pipeline.extract.lexing import Token
from pipeline.extract.ranges import lend, link_between
from pipeline.extract.shares import find_shares
from pipeline.extract.spoken_units import find_spoken
from pipeline.extract.units import Measured, Unit, stands_alone, unit_at, unit_behind

__all__ = ["find_quantities"]

# "30 von 400 Mitarbeitern", "400 of its roughly 4,000 employees"
_PART_OF = frozenset({"von", "der", "seiner", "ihrer", "of", "out"})
_OTHER_UNITS = frozenset({
    "day", "days", "week", "weeks", "month", "months", "year", "years", "hours", "minutes", "times",
    "percent", "per", "mal", "prozent", "tage", "tagen", "wochen", "monate", "monaten", "jahre",
    "jahren", "stunden", "minuten",
})  # fmt: skip
_LONGEST_OTHER = 6  # tokens between a count and another one of the same things
_LONGEST_PART = 4  # words between the two
# Between a count and one without its noun: "300 Leute eingestellt und 120 entlassen".
_OTHERS = re.compile(
    r"\bund(?: weitere)?$|, (?:in|im|am|bei|aus) \w+$|(?:^| )(?:zunächst|anfangs|zuvor|später)$"
    r"|\b(?:wächst|steigt|wachsen|steigen|sinkt|schrumpft|klettert)(?: \w+){0,2} auf$"
    r"|\band(?: (?:cuts?|cutting|hired?|fired?|laid off|shed|added?|adding|lost|eliminated?"
    r"|closed?|closing))?(?: another| a further)?$|, starting with$"
    r"|\bbec[ao]me$|\b(?:gr[eo]w|expand|rise|scale|climb|increase|ramp|fall|shrink|drop)(?:s|d|ing)?"
    r"(?: up| back)? to$"
)
_PLUS = re.compile(r"\d(?:\+|[- ]plus\b)")  # "650-plus engineers"
_YEARS = range(1900, 2101)
# Before a year: "In 2024 employees left."
_YEAR_PREPOSITIONS = frozenset(
    {"in", "im", "by", "since", "until", "from", "bis", "seit", "ab", "jahr"}
)
# Before a number, these make a name or a place in an order of it: "version 3 users".
_LABELS = frozenset({
    "version", "room", "platz", "rang", "rank", "stufe", "level", "nummer", "nr", "kapitel",
    "phase", "seite", "page", "zimmer", "raum", "gate", "tier", "windows", "paragraph",
    "absatz", "section",
})  # fmt: skip


def find_quantities(text: str, lang: Language) -> tuple[Quantity, ...]:
    """Find every percentage, count of a known thing and power in `text`, in order."""
    tokens, figures = read_figures(text, lang)
    figures = [f for f in figures if f.value is not None and not f.currency]
    found = _with_units(tokens, figures, lang)
    found += find_shares(tokens, lang)
    found += find_spoken(tokens, lang)
    found += find_headcounts(tokens, figures, lang)
    quantities, last = [], 0
    for each in sorted(found, key=lambda measured: (measured.first, -measured.last)):
        if each.first >= last:
            quantities.append(_quantity(text, tokens, each, lang))
            last = each.last
    return tuple(quantities)


def _with_units(tokens: list[Token], figures: list[Figure], lang: Language) -> list[Measured]:
    """Figures with a unit behind them, their own or the next one's, from the last to the first."""
    found: list[Measured] = []
    right: Figure | None = None  # the figure that `found[-1]` begins with
    bare: Figure | None = None  # the figure behind, where it has no unit
    for left in reversed(figures):
        own = unit_behind(tokens, left, lang)
        if own is not None and own[0].kind == "count" and _is_label(tokens, left):
            own = None
        shared = _linked(tokens, left, right, found[-1], lang) if right and found else None
        if shared is not None and shared.last == found[-1].last:
            found[-1] = shared
        elif shared is not None and own is None:
            found.append(shared)
        elif own is not None:
            if bare and own[0].kind != "percent" and _is_changed(tokens, left, own[1], bare, lang):
                worth = _scaled(bare, own[0])
                found.append(Measured(bare.first, bare.last, worth, worth, own[0]))
            worth = _scaled(left, own[0])
            found.append(Measured(left.first, own[1], worth, worth, own[0]))
        else:
            right, bare = None, left
            continue
        right, bare = left, None
    return found


def _linked(
    tokens: list[Token], left: Figure, right: Figure, measured: Measured, lang: Language
) -> Measured | None:
    """Join `left` to the measured figure behind it as a range, or lend it that one's unit."""
    unit, last = measured.unit, left.last
    if (own := unit_at(tokens, last, lang)) and own[1] < right.first:
        last = own[1]
    lent = lend(left, right)
    link = link_between(tokens, left, last, right.first)
    if link == "range" and measured.least == measured.most:
        least = _scaled(lent, unit)
        joined = Measured(left.first, measured.last, least, measured.most, unit)
        return joined if least <= measured.most else None
    if link == "change":
        return Measured(left.first, last, _scaled(lent, unit), _scaled(lent, unit), unit)
    worth = _scaled(left, unit)
    between = tokens[left.last : right.first]
    if unit.kind == "count" and _is_half_compound(between):
        return Measured(left.first, right.first - 1, worth, worth, unit)
    if unit.kind != "count" or not _is_part_of(between) or worth >= measured.least:
        return None
    return None if _is_label(tokens, left) else Measured(left.first, left.last, worth, worth, unit)


def _is_changed(tokens: list[Token], left: Figure, end: int, right: Figure, lang: Language) -> bool:
    """Tell whether the unit before goes on: "from 40 people to 90", "von 40 Leuten auf 90"."""
    if not stands_alone(tokens, right.last, lang) or _is_of_time(tokens, right.last):
        return False
    is_new = link_between(tokens, left, end, right.first) == "change"
    return is_new or _is_other(tokens, end, right)


def _is_of_time(tokens: list[Token], i: int) -> bool:
    """Tell whether a unit of another kind stands at `i`: "H100s and 54 days"."""
    return i < len(tokens) and tokens[i].folded in _OTHER_UNITS


def _is_other(tokens: list[Token], end: int, right: Figure) -> bool:
    """Tell whether as many more of it follow: "300 Leute eingestellt und 120 entlassen"."""
    between = [token.folded for token in tokens[end : right.first]]
    if not 0 < len(between) <= _LONGEST_OTHER or not right.value or right.scale != 1:
        return False
    if any(token.kind != "word" and token.text != "," for token in tokens[end : right.first]):
        return False
    whole = right.value == right.value.to_integral_value() and right.value not in _YEARS
    return whole and right.value > 1 and bool(_OTHERS.search(" ".join(between)))


def _is_part_of(between: list[Token]) -> bool:
    """Tell whether nothing but "of" and adverbs stand between two numbers."""
    return (
        0 < len(between) <= _LONGEST_PART
        and between[0].folded in _PART_OF
        and all(token.kind == "word" and token.text.islower() for token in between)
    )


def _is_half_compound(between: list[Token]) -> bool:
    """Tell whether a compound goes on behind the next number: "50 H100- und 20 H200-GPUs"."""
    if not 2 < len(between) <= _LONGEST_PART or between[-1].folded not in ("und", "oder", "and"):
        return False
    is_model = between[-1].folded == "and" and between[-2].kind == "number"  # "A100"
    return between[-2].glued and (is_model or between[-2].text == "-") and between[0].kind == "word"


def _is_label(tokens: list[Token], figure: Figure) -> bool:
    """Tell whether a number is a year or part of a name: "in 2024", "version 3"."""
    before = tokens[figure.first - 1].folded if figure.first else ""
    digits = tokens[figure.first].text
    is_year = digits.isdecimal() and len(digits) == len("2024") and int(digits) in _YEARS
    return before in _LABELS or (is_year and figure.scale == 1 and before in _YEAR_PREPOSITIONS)


def _scaled(figure: Figure, unit: Unit) -> Decimal:
    return ((figure.worth or Decimal(0)) * unit.factor).normalize() + 0


def _quantity(text: str, tokens: list[Token], measured: Measured, lang: Language) -> Quantity:
    """Give the quantity, with one bound only where "up to" or "more than" stands with it."""
    span = Span(tokens[measured.first].start, tokens[measured.last - 1].end)
    hedges = hedges_around(text, span.start, span.end, lang)
    if _PLUS.search(text, span.start, span.end):
        hedges |= {"min"}
    single = measured.least == measured.most
    return Quantity(
        span=span,
        text=text[span.start : span.end],
        kind=measured.unit.kind,
        min=None if single and "max" in hedges else measured.least,
        max=None if single and "min" in hedges else measured.most,
        unit=measured.unit.name,
        approx="approx" in hedges or "-odd " in text[span.start : span.end],
    )

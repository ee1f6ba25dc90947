"""When a claim's event was: the time told in the same clause, and the period of a figure."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from pipeline.documents import Claim, Mention, Span, Time
from pipeline.extract.nearness import between, gap, within
from pipeline.predicates import PREDICATES

__all__ = ["event_time", "period_of"]

# Where another clause begins: what stands there is told of something else.
_CLAUSE = (
    r";\s|:\s|\s[–—-]\s|[()]|[a-zäöüß%€$)”“»\"][.!?…][\"”“»«’)]*\s"
    r"|\b(?:während|nachdem|bevor|while|whereas|after|before|when|which|who|whose|whom|where|weil"
    r"|obwohl|dessen|deren|but|aber|(?:mehr|weniger) als|than|gegenüber|verglichen|against|versus"
    r"|compared)\b"
    r"|,\s(?:an |in |mit |für |von |bei |zu |auf |with |of |for |from )?"
    r"(?:der|die|das|dem|den|denen|wo|was|wie|dass|um|ob|als|as|that|and|und|said|so|teilte|hieß)\b"
)
_CLAUSES = re.compile(_CLAUSE, re.IGNORECASE)
_CUT = re.compile(rf"{_CLAUSE}|,\s", re.IGNORECASE)  # a comma may part but names, too
# Words around a time between commas that make no clause: ", noch im März,"; one less at the end.
_FEW = 2
_FOUNDING = re.compile(
    r"gegründet|gestartet|\bgründ|\bfounded|\bstarted|\bestablished|\bset up", re.IGNORECASE
)
_NEAR = 30  # characters
_FAR = 80  # characters: "der 2021 von Ida Lund und Max Ott gegründeten Firma"
_SAYING = re.compile(
    r"bericht|gemeldet|meldete|schrieb|zitier|zufolge|laut|\breport|\bwrote|\bsaid\b|\bprinted",
    re.IGNORECASE,
)
# "the ChatGPT maker", "der ChatGPT-Entwickler": who that is, not when it was made
_MAKER = re.compile(
    r"[ -](?:\w*entwickler|hersteller|\w*anbieter|macher|betreiber|maker|developer|creator)",
    re.IGNORECASE,
)
_MAKER_OF = re.compile(
    r"(?:entwickler|hersteller|anbieter|macher|maker|developer|creator)\w* (?:von|of) $",
    re.IGNORECASE,
)
_FISCAL = re.compile(
    r"fiscal|financial year|\bfy|geschäfts(?:jahr|quartal|halbjahr)", re.IGNORECASE
)
_TWO_YEARS = re.compile(r"20\d\d/\d\d")


def event_time(
    claim: Claim, text: str, times: Sequence[Time], near: Sequence[Mention]
) -> Time | None:
    """The time of its sentence that the claim's own clause tells, the nearest one of several.

    `near` are the sentence's mentions. Of a figure's time only whole parts of a year count;
    predicates that are no event have none.
    """
    is_figure = "period" in PREDICATES[claim.predicate].qualifiers
    if not is_figure and "date" not in PREDICATES[claim.predicate].qualifiers:
        return None
    if claim.predicate == "launched" and _is_maker(claim, text, near):
        return None
    anchors = _anchors(claim, near)
    inside = [time for time in times if within(time.span, claim.sentence)]
    cut = _CLAUSES if len(inside) == 1 and not is_figure else _CUT
    fitting = [
        (min(gap(time.span, anchor) for anchor in anchors), time)
        for time in inside
        if (not is_figure or period_of(time, text) is not None)
        and _is_event(claim, text, time)
        and _in_clause(text, _adverbial(text, time.span, claim.sentence), anchors, cut)
    ]
    return min(fitting, key=lambda pair: pair[0])[1] if fitting else None


def _is_maker(claim: Claim, text: str, near: Sequence[Mention]) -> bool:
    places = [m.span for m in near if m.entity == claim.object]
    return any(
        _MAKER.match(text, span.end)
        or _MAKER_OF.search(text, max(0, span.start - _NEAR), span.start)
        for span in places
    )


def _anchors(claim: Claim, near: Sequence[Mention]) -> list[Span]:
    """The sum, else the names of the parties, else the evidence."""
    if claim.amount is not None and within(claim.amount.span, claim.sentence):
        return [claim.amount.span]
    named = [m.span for m in near if m.entity in (claim.subject, claim.object)]
    return named or [claim.evidence]


def _is_event(claim: Claim, text: str, time: Time) -> bool:
    """Tell whether the words beside the time are not of a founding, or of a report of it all."""
    start, end = max(claim.sentence.start, time.span.start - _NEAR), time.span.end
    last = claim.sentence.end
    if claim.predicate != "founded" and _FOUNDING.search(text, start, min(last, end + _FAR)):
        return False
    is_heard = claim.status in ("rumoured", "denied")
    return not (is_heard and _SAYING.search(text, start, min(last, end + _NEAR)))


def _in_clause(text: str, time: Span, anchors: Sequence[Span], cut: re.Pattern[str]) -> bool:
    return any(not cut.search(text, *between(time, anchor)) for anchor in anchors)


def _adverbial(text: str, time: Span, sentence: Span) -> Span:
    """The time with the commas around it, where nothing but few words stands between them."""
    start, end, left, right = sentence.start, sentence.end, sentence.start, sentence.end
    for cut in _CUT.finditer(text, sentence.start, sentence.end):
        if cut.start() >= time.end:
            end, right = cut.end(), cut.start()
            break
        if cut.end() <= time.start:
            start, left = cut.start(), cut.end()
    marks = {text[start:left], text[right:end]}
    others = text[left : time.start].split() + text[time.end : right].split()
    few = _FEW if text[right:end] else _FEW - 1
    is_apart = not others or (marks <= {"", ", "} and len(others) <= few)
    return Span(start, end) if is_apart else time


def period_of(time: Time, text: str) -> str | None:
    """Write a whole part of a year as `2025`, `FY2025`, `FY2024/25`, `2025-Q3`, `2025-H1`.

    `None` for other times, and for parts of a business year: they are not the calendar's.
    """
    if time.start is None or time.end is None:
        return None
    is_fiscal = _FISCAL.search(text, max(0, time.span.start - _NEAR), time.span.end + _NEAR)
    if years := _TWO_YEARS.search(time.text):
        return f"FY{years.group()}"
    year, month, months = time.start.year, time.start.month, _whole_months(time.start, time.end)
    if months == 12 and month == 1:
        return f"FY{year}" if is_fiscal else str(year)
    letter = {3: "Q", 6: "H"}.get(months)
    if letter is None or is_fiscal or month % months != 1:
        return None
    return f"{year}-{letter}{month // months + 1}"


def _whole_months(start: date, end: date) -> int:
    """Count the months of a stretch; none unless it begins and ends with one."""
    if start.day != 1 or end.day != monthrange(end.year, end.month)[1]:
        return 0
    return (end.year - start.year) * 12 + end.month - start.month + 1

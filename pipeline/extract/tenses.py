"""Whether the words around a time speak of the future or of the past: "soll im März", "hatte"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.documents import Language
from pipeline.extract.time_words import any_word, either, right_before, times_table

__all__ = ["Tense", "is_ranked", "tense_around"]

_OF = ("vom ", " of ", "seit ", "since ")
_FOR = (" für ", " für den ", " for ", " for the ")
_CLAUSE = 60  # characters to look back for words of the future
# No clause ends behind "a.m." and "am 3."
_CLAUSE_END = re.compile(r"[!?;:,–(]\s|(?<!\b\w)(?<!\b\d\d)\.\s|\n")
# What belongs to a verb of the future: "will (be sold)", "would then (be built)".
_VERB_PHRASE = re.compile(r"(?:\s(?:be|have|been|not|also|soon|then|only|\w+ly)){0,4}\s\w+")
# A time that is part of these is over: "results for the first nine months are due", "will report
# third-quarter results".
_RESULTS = (
    r"(?:results|figures|numbers|earnings|accounts|\w*zahlen|Ergebnis(?:se)?|\w*bilanz|\w*bericht)"
)
_REPORTED = re.compile(
    rf"\b{_RESULTS} (?:for|of|für|zum|des|der|fürs)(?: the| its| das| den| die)? \|"
    r"|\b(?:report|publish|release|announce|present|disclose|post)\w*(?: its| their)? \|"
    rf"{_RESULTS}\b",
    re.IGNORECASE,
)
# And part of these, to come: "guidance for the December quarter".
_FORECAST = re.compile(
    r"(?:\b(?:guidance|forecasts?|outlook|estimates?|expect\w*|projections?|targets?)|\w*prognosen?"
    r"|ausblick|erwart\w+|schätzung(?:en)?|\w*planung|\w*ziele?) (?:for|of|für|fürs)"
    r"(?: the| its| das| den| die)? \|",
    re.IGNORECASE,
)
_EXPECTED = re.compile(
    r"\b(?:expect|forecast|project|predict|erwart|prognos|rechne)", re.IGNORECASE
)
_RANKED = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|only|biggest|largest|worst|best|highest|lowest"
    r"|fastest|strongest|(?:erst|zweit|dritt|viert|fünft|sechst|größt|schlimmst|best|höchst)e[nrs]?"
    r"|niedrigste[nrs]?)(?: [\w-]+){1,4} $"
)
# A subject and a verb in the present before a day: "The court delivers its verdict on".
_PRESENT: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\W*[A-ZÄÖÜ][\w-]*(?: (?:[A-ZÄÖÜ][\w-]*|in|von|aus|des|der)){0,4}"
        r" (?!nicht|jetzt|erst|fast|selbst|sonst|dort|ist"
        r"|hat|sagt|teilt|meldet|berichtet|schreibt|erklärt|bestätigt|zeigt|notiert|steht|liegt"
        r"|bleibt|gilt|fällt|steigt|sinkt|verliert|gewinnt|legt|seit|mit|laut|ge\w+t\b)"
        r"[a-zäöüß]{2,}t (?:[\w-]+ ){0,5}(?:[ai]m $|(?<!\bvon )(?<!\baus )(?<!\bals )$)"
    ),
    "en": re.compile(
        r"\W*[A-Z][\w’'-]*(?: [\w’'-]+){0,3} (?!is|was|has|says|tells|reports|writes|shows|means"
        r"|remains|shares|results|sales|earnings)[a-z]{3,}(?<!s)s (?:[\w’'-]+ ){1,6}[oi]n $"
    ),
}
# Behind a day, of what has happened: "seit der am Dienstag vereinbarten Neuordnung".
_PARTICIPLE = re.compile(r"[a-zäöü]+(?:te|ene)[nrms]?\b")
# How verbs in the past end.
_PAST = {
    "de": r"(?-i:\b(?:(?!heute|erste|letzte|nächste|zweite|dritte|vierte|sollte|könnte)"
    r"[a-zäöü]{3,}te"
    # These have participles of their own; "geschlossen", "vollzogen" say nothing of when.
    r"|[a-zäöü]{0,6}(?:brach|fiel|sank|trat|wuchs|hielt|verließ|fand|sprach|traf|kam|nahm|lief|rief"
    r"|warf|stieß|schlug|trug|saß|sah|starb|ging|gab|lag|gewann|begann|schuf|fuhr|lud|sprang"
    r"|schwand|galt)(?:en)?"
    r"|[a-zäöü]{0,6}(?:verlor|schloss|zog|bot|blieb|hob|schob|schrieb|schien|griff|flog|trieb|schied"
    r"|wies|stieg|stritt))\b)",
    "en": r"(?-i:\b(?:[a-z]{3,}ed|broke|sank|lost|held|kept|met|ran|spoke|grew|drew|threw|flew"
    r"|sent|built|spent|brought|thought|saw|stood|struck|shut|became|chose|drove|withdrew|sought"
    r"|fought|caught|dealt|felt|slid|swung|shrank|sprang|sold|shook|swore|froze|stole|beat|led|fed"
    r"|fled|hung)\b)",
}
# Behind "until", what has lasted is over: "war bis März Leiter", "was out by the end of July".
_UNTIL = re.compile(
    r"(?<!\w)(?:bis(?: zu[mr]| in den)?|until|till|through|by)(?: the)? $", re.IGNORECASE
)
_LASTED: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:war|waren|leitete|führte|arbeitete|hieß|gehörte|amtierte|verantwortete|saß|lief|blieb)\b"
    ),
    "en": re.compile(
        r"\b(?:(?:was|were|had been) (?!to\b|not\b|due|set|told|until|by|still|\w+e[dn]\b)"
        r"|(?:worked|served|headed|led|ran|oversaw|chaired|lasted)\b)"
    ),
}
# What somebody was, between commas: ", bis September Leiter der Sparte".
_APPOSED: dict[Language, re.Pattern[str]] = {
    "de": re.compile(r"[A-ZÄÖÜ][\w-]+ (?:der|des|bei|beim|von|für|im|in|am|an)\b"),
    "en": re.compile(r"(?:its|their|the|an?|head|chief|vice|managing|chair\w*)\b"),
}


# "das 1972 eröffnete Werk", "der am Dienstag vereinbarte Verkauf": no verb of the clause
_ATTRIBUTE = re.compile(
    r"\b(?:[Dd](?:er|ie|as|e[mns])|(?:[Ee]in|[Ss]ein|[Ii]hr)(?:e[nmrs]?)?)"
    r"(?: (?:[a-zäöüß-]+|\d[\d.]*|[A-Z][a-zä]+(?:tag|woch|er|ar|i|ärz|il|ust)))*?"
    r" [a-zäöü]{3,}te[nmrs]?(?= [A-ZÄÖÜ])"
)


@dataclass(frozen=True, slots=True)
class Tense:
    """What the words around a time speak of: the future, the past, or in the present tense."""

    ahead: bool = False
    told: bool = False
    present: bool = False


@dataclass(frozen=True, slots=True)
class _Tenses:
    """The words of a language that tell of what lies ahead, or of what happened."""

    ahead_verbs: re.Pattern[str]
    ahead_prepositions: re.Pattern[str]
    ahead_behind: re.Pattern[str]
    start: re.Pattern[str]  # "from", which looks ahead where one of `start_on` follows
    start_on: re.Pattern[str]
    ahead_days: re.Pattern[str]  # of what stands before and behind, with a bar between
    ahead_fronted: re.Pattern[str]  # likewise, of the next word alone
    verbs_last: tuple[str, ...]  # with which a German clause about the future ends
    told_prepositions: re.Pattern[str]  # "in der Nacht zum Freitag"
    told: re.Pattern[str]


@cache
def _tenses(lang: Language) -> _Tenses:
    own = times_table()[lang]
    return _Tenses(
        ahead_verbs=any_word(own["ahead_verbs"]),
        ahead_prepositions=right_before(own["ahead_prepositions"]),
        ahead_days=re.compile(
            rf"(?<!\w)(?:{either(own['ahead_days'])})(?:\s[\w-]+){{0,3}}\s(?:am |on )?\|(?!['’]s)"
            rf"|\|(?!\w+(?:iert|delt|licht)\b)(?:{either(own['ahead_days'])})(?!\w)",
            re.IGNORECASE,
        ),
        ahead_fronted=re.compile(rf"\W*(?:\w+\s){{0,2}}\|(?:{either(own['ahead_fronted'])})"),
        start=right_before(own["from"]),
        start_on=re.compile(rf"(?:{either(own['from_on'])})(?!\w)", re.IGNORECASE),
        ahead_behind=re.compile(
            rf"\W{{0,2}}(?:{either(own['ahead_behind'])})(?!\w)", re.IGNORECASE
        ),
        verbs_last=tuple(f" {verb}" for verb in own["verbs_last"]),
        told_prepositions=right_before(own["told_prepositions"]),
        told=re.compile(rf"{any_word(own['told']).pattern}|{_PAST[lang]}", re.IGNORECASE),
    )


def tense_around(match: re.Match[str], lang: Language, *, of_days: bool = False) -> Tense:
    """Tell what the clause speaks of: "soll im März", "hatte im März", "schließt im März".

    `of_days`: what is found is a day of the week or a weekend, which the present looks ahead to.
    """
    table = _tenses(lang)
    before, after = _clause(match)
    if lang == "de":
        before, after = _ATTRIBUTE.sub("", before), _ATTRIBUTE.sub("", after)
    right = match.string[match.end() : match.end() + _CLAUSE]
    here = f"{before}|{after}"
    if _FORECAST.search(here) or (of_days and before.endswith(_FOR)):
        return Tense(ahead=True)
    verb_behind = right.startswith(" ") and table.told.match(after)
    if verb_behind or table.told_prepositions.search(before) or _has_ended(before, after, lang):
        return Tense(told=True)  # "Zum 30. Juni beschäftigte sie", "in der Nacht zum Freitag"
    if _REPORTED.search(here) and not _EXPECTED.search(before):
        return Tense(told=True)
    if _is_ahead(table, before, after, right):
        return Tense(ahead=True)
    if table.told.search(before) or (right[:1] != "," and table.told.search(after)):
        return Tense(told=True)
    if before.endswith(_OF) or _PARTICIPLE.match(after):
        return Tense()
    present = _PRESENT[lang].match(before) is not None
    if not of_days:
        return Tense(present=present)
    return Tense(ahead=present or table.ahead_days.search(here) is not None)


def is_ranked(match: re.Match[str]) -> bool:
    """Tell whether a time is what something is counted over: "the third change in four years"."""
    return _RANKED.search(_clause(match)[0]) is not None


def _has_ended(before: str, after: str, lang: Language) -> bool:
    """Tell whether a time behind "until" ended something: "war bis März", ", bis März Leiter"."""
    if not _UNTIL.search(before):
        return False
    is_apposed = before.startswith(("bis ", "until ")) and _APPOSED[lang].match(after)
    return bool(is_apposed or _LASTED[lang].search(f"{before}|{after}"))


def _is_ahead(table: _Tenses, before: str, after: str, right: str) -> bool:
    """Look for the future in what stands `before` and `after` a time, and to the `right` of it."""
    if table.ahead_prepositions.search(before):
        return True
    if not right.startswith(",") and table.ahead_behind.match(after):
        return True
    next_word = after.partition(" ")[0]
    fronted = right.startswith(" ") and table.ahead_fronted.fullmatch(f"{before}|{next_word}")
    if fronted and not table.told.search(after):
        return True
    if len(after) < len(right.lstrip(", ")) and after.endswith(table.verbs_last):
        return True
    if table.start.search(before) and table.start_on.search(after):
        return True
    verbs = list(table.ahead_verbs.finditer(before))
    if not verbs:
        return False
    phrase = _VERB_PHRASE.match(before, verbs[-1].end())
    return not table.told.search(before, phrase.end() if phrase else verbs[-1].end())


def _clause(match: re.Match[str]) -> tuple[str, str]:
    """Give what stands before and behind a match in its clause."""
    text = match.string
    left = text[max(0, match.start() - _CLAUSE) : match.start()]
    right = text[match.end() : match.end() + _CLAUSE]
    return _CLAUSE_END.split(left)[-1], _CLAUSE_END.split(right.lstrip(", "))[0]

"""The words and patterns that tell whether a time lies ahead or behind, in both languages.

In patterns for what stands around a time, a bar is where it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.documents import Language
from pipeline.extract.time_words import any_word, either, right_before, times_table

__all__ = [
    "APPOSED",
    "ATTRIBUTE",
    "BACKDATED",
    "EXPECTED",
    "FORECAST",
    "HAD",
    "LASTED",
    "PARTICIPLE",
    "PERIOD",
    "PLANNED",
    "PRESENT",
    "RANKED",
    "REPORTED",
    "RUMOURED",
    "SHOULD",
    "UNTIL",
    "TenseWords",
    "tense_words",
]

# A time that is part of these is over: "results for the first nine months are due", "will report
# third-quarter results".
_RESULTS = (
    r"(?:results|figures|numbers|earnings|accounts|\w*zahlen|Ergebnis(?:se)?|\w*bilanz|\w*bericht)"
)
REPORTED = re.compile(
    rf"\b{_RESULTS} (?:for|of|für|zum|des|der|fürs)(?: the| its| das| den| die)? \|"
    r"|(?:^|[:,] |\b(?:report|publish|release|announce|present|disclose|post|with|ahead of|before"
    rf"|after|and|on|of)\w* )(?:its |their |the )?\|{_RESULTS}\b",
    re.IGNORECASE,
)
# And part of these, to come: "guidance for the December quarter".
FORECAST = re.compile(
    r"(?:\b(?:guidance|forecasts?|outlook|estimates?|expect\w*|projections?|targets?)|\w*prognosen?"
    r"|ausblick|erwart\w+|schätzung(?:en)?|\w*planung|\w*ziele?) (?:for|of|für|fürs)"
    r"(?: the| its| das| den| die)? \|"
    r"|\bfür \|(?:angekündigt|geplant|vorgesehen|erwartet|versprochen)"
    r"|\b(?:announced|promised|planned) for (?:the )?\|",
    re.IGNORECASE,
)
EXPECTED = re.compile(r"\b(?:expect|forecast|project|predict|erwart|prognos|rechne)", re.IGNORECASE)
RANKED = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|only|biggest|largest|worst|best|highest|lowest"
    r"|fastest|strongest|(?:erst|zweit|dritt|viert|fünft|sechst|größt|schlimmst|best|höchst)e[nrs]?"
    r"|niedrigste[nrs]?)(?: [\w-]+){1,4} $"
)
# A subject and a verb in the present before a day: "The court delivers its verdict on".
PRESENT: dict[Language, re.Pattern[str]] = {
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
PARTICIPLE = re.compile(
    r"\b(?:d(?:er|ie|as|e[mns])|(?:ein|sein|ihr)(?:e[nmrs]?)?) (?:(?:erst|schon|noch) )?"
    r"(?:[ai]m |in )?\|(?!geplant|erwartet|angesetzt|terminiert|vorgesehen|anberaumt|avisiert"
    r"|befristet|hätte|müsste|sollte|könnte)"
    r"[a-zäöü]{3,}(?:te|ene)[nrms]?\b"
)
# And what is told to hold from a day that is over.
BACKDATED = re.compile(r"\b(?:rückwirkend|retroactive(?:ly)?)\b", re.IGNORECASE)
# How verbs in the past end.
_PAST = {
    "de": r"(?-i:\b(?:(?!heute|erste|letzte|nächste|zweite|dritte|vierte|sollte|könnte|hätte"
    r"|müsste|dürfte|möchte)[a-zäöü]{3,}te"
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
UNTIL = re.compile(
    r"(?<!\w)(?:bis(?: zu[mr]| in den)?|until|till|through|by)(?: the)? $", re.IGNORECASE
)
LASTED: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:war|waren|leitete|führte|arbeitete|hieß|gehörte|amtierte|verantwortete|saß|lief|blieb"
        r"|zuständig|verantwortlich|tätig"
        r"|(?:geleitet|geführt|gearbeitet|gehört|verantwortet|betreut) (?:hat|hatte))\b"
    ),
    "en": re.compile(
        r"\b(?:(?:was|were|had been) (?!to\b|not\b|due|set|told|until|by|still|\w+e[dn]\b)"
        r"|(?:worked|served|headed|led|ran|oversaw|chaired|lasted|had to wait|waited)\b)"
    ),
}
# What was so by a time, or a period that ended then: "by November, it had sold".
HAD = re.compile(r",? (?:[\w’'-]+,? ){0,6}?(?:had|was|were)\b")
PERIOD = re.compile(r"(?:quartal|halbjahr|jahr|monaten|quarter|half|year)s? \(\w+(?: zum)? $")
# A rumour of what happened: "soll im März drei Millionen verloren haben".
RUMOURED = re.compile(
    r"[^.!?;:]{0,160}?\b[a-zäöü]+(?:t|en) (?:haben|worden sein|gewesen sein)(?=[.,;:!?]|$)"
)
PLANNED = re.compile(r"\b(?:zu rechnen|zu erwarten|vorgesehen|geplant|angesetzt)\b")
SHOULD = re.compile(r"\bsoll(?:en)?\b")
# What somebody was, between commas: ", bis September Leiter der Sparte".
APPOSED: dict[Language, re.Pattern[str]] = {
    "de": re.compile(r"[A-ZÄÖÜ][\w-]+ (?:der|des|bei|beim|von|für|im|in|am|an)\b"),
    "en": re.compile(r"(?:its|their|the|an?|head|chief|vice|managing|chair\w*)\b"),
}


# "das 1972 eröffnete Werk", "der am Dienstag vereinbarte Verkauf": no verb of the clause
ATTRIBUTE = re.compile(
    r"\b(?:[Dd](?:er|ie|as|e[mns])|(?:[Ee]in|[Ss]ein|[Ii]hr)(?:e[nmrs]?)?)"
    r"(?: (?:[a-zäöüß-]+|\d[\d.]*|[A-Z][a-zä]+(?:tag|woch|er|ar|i|ärz|il|ust)))*?"
    r" [a-zäöü]{3,}te[nmrs]?(?= [A-ZÄÖÜ])"
)


@dataclass(frozen=True, slots=True)
class TenseWords:
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
def tense_words(lang: Language) -> TenseWords:
    own = times_table()[lang]
    return TenseWords(
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

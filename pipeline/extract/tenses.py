"""Whether the words around a time speak of the future or of the past: "soll im März", "hatte"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.documents import Language
from pipeline.extract import tense_words as say
from pipeline.extract.tense_words import TenseWords, tense_words

__all__ = ["Tense", "is_ranked", "tense_around"]

_OF = ("vom ", " of ", "seit ", "since ")
_FOR = (" für ", " für den ", " for ", " for the ")
_CLAUSE = 60  # characters to look back for words of the future
# No clause ends behind "a.m." and "am 3."
_CLAUSE_END = re.compile(r"[!?;:,–(]\s|(?<!\b\w)(?<!\b\d\d)\.\s|\n")
# What belongs to a verb of the future: "will (be sold)", "would then (be built)".
_VERB_PHRASE = re.compile(r"(?:\s(?:be|have|been|not|also|soon|then|only|\w+ly)){0,4}\s\w+")


@dataclass(frozen=True, slots=True)
class Tense:
    """What the words around a time speak of: the future, the past, or in the present tense."""

    ahead: bool = False
    told: bool = False
    present: bool = False


def tense_around(match: re.Match[str], lang: Language, *, of_days: bool = False) -> Tense:
    """Tell what the clause speaks of: "soll im März", "hatte im März", "schließt im März".

    `of_days`: what is found is a day of the week or a weekend, which the present looks ahead to.
    """
    table = tense_words(lang)
    before, after = _clause(match)
    if lang == "de":
        before, after = say.ATTRIBUTE.sub("", before), say.ATTRIBUTE.sub("", after)
    right = match.string[match.end() : match.end() + _CLAUSE]
    here = f"{before}|{after}"
    if say.FORECAST.search(here) or (of_days and before.endswith(_FOR)):
        return Tense(ahead=True)
    verb_behind = right.startswith(" ") and table.told.match(after)
    if verb_behind or table.told_prepositions.search(before):
        return Tense(told=True)  # "Zum 30. Juni beschäftigte sie", "in der Nacht zum Freitag"
    if _is_past(before, after) or _has_ended(before, after, right, lang):
        return Tense(told=True)
    if _is_rumoured(match, before):
        return Tense(told=True)
    if _is_ahead(table, before, after, right):
        return Tense(ahead=True)
    if table.told.search(before) or (right[:1] != "," and table.told.search(after)):
        return Tense(told=True)
    if before.endswith(_OF):
        return Tense()
    present = say.PRESENT[lang].match(before) is not None
    if not of_days:
        return Tense(present=present)
    return Tense(ahead=present or table.ahead_days.search(here) is not None)


def is_ranked(match: re.Match[str]) -> bool:
    """Tell whether a time is what something is counted over: "the third change in four years"."""
    return say.RANKED.search(_clause(match)[0]) is not None


def _is_past(before: str, after: str) -> bool:
    """Tell of what is over in spite of its verb: "results for", "die im Frühjahr gegebene"."""
    here = f"{before}|{after}"
    if say.REPORTED.search(here) and not say.EXPECTED.search(before):
        return True
    return bool(say.PARTICIPLE.search(here) or say.BACKDATED.search(before))


def _is_rumoured(match: re.Match[str], before: str) -> bool:
    """Tell whether a time belongs to a rumour of the past: "soll im März verloren haben"."""
    said = say.SHOULD.search(before) is not None and not say.UNTIL.search(before)
    return said and say.RUMOURED.match(match.string, match.end()) is not None


def _has_ended(before: str, after: str, right: str, lang: Language) -> bool:
    """Tell whether a time behind "until" ended something: "war bis März", ", bis März Leiter"."""
    if not say.UNTIL.search(before):
        return False
    if say.PERIOD.search(before) or (before.casefold().endswith("by ") and say.HAD.match(right)):
        return True
    is_apposed = before.startswith(("bis ", "until ")) and say.APPOSED[lang].match(after)
    return bool(is_apposed or say.LASTED[lang].search(f"{before}|{after}"))


def _is_ahead(table: TenseWords, before: str, after: str, right: str) -> bool:
    """Look for the future in what stands `before` and `after` a time, and to the `right` of it."""
    is_since = before.endswith("early as ") and table.told.search(before)
    if table.ahead_prepositions.search(before) and not is_since:
        return True
    if not right.startswith(",") and table.ahead_behind.match(after):
        return True
    next_word = after.partition(" ")[0]
    fronted = right.startswith(" ") and table.ahead_fronted.fullmatch(f"{before}|{next_word}")
    if fronted and not table.told.search(after):
        return True
    if len(after) < len(right.lstrip(", ")) and after.endswith(table.verbs_last):
        return True
    if right[:1] != "," and say.PLANNED.search(after) and not table.told.search(after):
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

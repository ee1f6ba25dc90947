"""What the words beside a name call it: "die Firma Veltrix", "the chatbot Tarn", "Tarn, a bot"."""

from __future__ import annotations

import re
from functools import cache

from pipeline.documents import EntityType, Language
from pipeline.extract.surface import without_legal_form
from pipeline.extract.tables import LINKING

__all__ = ["type_called"]

_REACH = 40  # characters
_FAR = 90
_WORD_BEFORE = re.compile(r"([\w-]+)[ „“\"«»‚']{1,2}$")
_APPOSED: dict[Language, str] = {
    "de": r",? (?:(?:ein|eine|einem|einer|einen|eines) (?:[\w’'-]{1,30} ){0,4}?"
    r"|(?:die|der|das|dem|den|des) (?:(?!(?:die|eine|seine|ihre)n?\b)[a-zäöüß]{2,30}en? ){0,2})"
    r"(?:\w{1,20}-)?",
    "en": r"(?:['’]s)?, (?:a|an|the|its|his|her|their|another) (?:[\w’'-]{1,30} ){0,4}?"
    r"(?:\w{1,20}-)?",
}
# What may follow the noun: it is the whole of the apposition, not "a model maker".
_ENDS: dict[Language, str] = {
    "de": r"(?=[,.;:)–]| (?:von|für|aus|des|der|mit|vom|in|im|namens)\b)",
    "en": r"(?=[,.;:)–]| (?:by|of|for|from|in|that|which|with|at|behind|based|backed|built)\b)",
}


def type_called(text: str, start: int, name: str, lang: Language) -> EntityType | None:
    """Tell what `name`, at character `start`, is, where its legal form or a noun beside it says.

    German compounds count by their ends: "Chiphersteller".
    """
    if without_legal_form(name) != name:
        return "ORG"
    called = _called(lang)
    found = _WORD_BEFORE.search(text, max(0, start - _REACH), start)
    word = found[1].casefold() if found else ""
    if word in LINKING["places_called"][lang]:
        return "LOC"
    if word in called:
        return called[word]
    if lang == "de" and word.endswith(tuple(called)):
        return next(kind for end, kind in called.items() if word.endswith(end))
    behind = start + len(name)
    apposed = _apposed(lang).match(text, behind, behind + _FAR)
    return called[apposed[1].casefold()] if apposed else None


@cache
def _called(lang: Language) -> dict[str, EntityType]:
    return {word: kind for kind, words in LINKING["called"][lang].items() for word in words}


@cache
def _apposed(lang: Language) -> re.Pattern[str]:
    nouns = "|".join(sorted(_called(lang), key=len, reverse=True))
    return re.compile(rf"{_APPOSED[lang]}({nouns}){_ENDS[lang]}", re.IGNORECASE)

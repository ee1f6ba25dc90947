"""The forms of times.toml, compiled, and what a match of one says."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.documents import Language
from pipeline.extract.number_words import words as number_words

__all__ = ["HEAD", "Form", "TimeForms", "parts_of", "time_forms"]

Value = int | str

_BLANK = "(?:[ \u00a0\u2009\u202f]{1,3})"
_ENDINGS = ("", "n", "r", "s", "m")
_PLACEHOLDER = re.compile(r"SEASONPART|[A-Z]{4,}|NTH|DAY")
_FEW, _MOST = 30, 100  # counts in words: each up to the first, each fifth to the second
# Before the part, the part, behind it.
_DIGITS = {
    "YEAR": ("", r"(?:19|20)\d\d", r"(?!\d)"),
    "NEXTYEAR": ("", r"(?:20)?\d\d", r"(?!\d)"),
    "SHORTYEAR": ("['’]?", r"[0-4]\d", r"(?!\d)"),
    "DECADE": ("(?!1900)", r"(?:1[6-9]|20)\d0", ""),
    "DECADESHORT": ("", "[4-9]0", ""),
    "MONTHNUMBER": ("", "1[0-2]|0?[1-9]", ""),
    "DAY": ("", "[12]\\d|3[01]|0?[1-9]", r"(?!\d)"),
    "LASTDAY": ("", "[12]\\d|3[01]|0?[1-9]", r"(?!\d)"),
    "NUMBER": ("", r"\d{1,3}", ""),
}
HEAD = 3  # letters of a word that tell whether a form may begin with it
_NAMED = re.compile(r"\(\?P<\w+>")
_AGAIN = "__"  # a part that a pattern names twice: which, which__2
_ABOUT = {
    "de": "(?:(?:ziemlich )?genau|exakt|gut|rund|etwa|knapp|fast|ungefähr|circa|annähernd|deutlich"
    "|weit|nicht ganz|(?:noch )?nicht (?:ein)?mal|gerade (?:ein)?mal|(?:etwas )?mehr als"
    "|weniger als|über|erst|nur|bereits|schon|inzwischen|mittlerweile|nunmehr)(?: über| mehr als)?",
    "en": "(?:about|around|roughly|nearly|almost|some|exactly|precisely|just over|a little over"
    "|just under|well over|over|more than|less than|barely|(?:only )?just|only)",
}
# How verbs in the past end.
_PAST = {
    "de": r"(?-i:\b(?:(?!heute|erste|letzte|nächste|zweite|dritte|vierte|sollte|könnte)"
    r"[a-zäöü]{3,}te|[a-zäöü]{0,6}(?:brach|fiel|sank|verlor|schloss|trat|zog|wuchs|hielt|verließ"
    r"|fand|sprach|traf|kam|nahm|bot|blieb|hob|schob|schrieb|lief|rief|schien|warf|griff|stieß"
    r"|flog|schlug|trug|saß|sah|trieb|schied|starb|wies|stieg|ging|gab|lag|gewann|begann|stritt"
    r"|schuf|fuhr|lud|sprang|schwand|galt)(?:en)?)\b)",
    "en": r"(?-i:\b(?:[a-z]{3,}ed|broke|sank|lost|held|kept|met|ran|spoke|grew|drew|threw|flew"
    r"|sent|built|spent|brought|thought|saw|stood|struck|shut|became|chose|drove|withdrew|sought"
    r"|fought|caught|dealt|felt|slid|swung|shrank|sprang|sold)\b)",
}
# Placeholders that fill the same part; in exact case where the word could be another.
_PART_OF = {
    "MONTHNAME": "month",
    "PLAINMONTH": "month",
    "UNITS": "unit",
    "YEARWORD": "unit",
    "WEEKWORD": "unit",
    "YEARPART": "part",
    "PARTEND": "part",
    "DAYADJECTIVE": "dayword",
    "SEASONPART": "part",
    "HALFYEARS": "count",
    "DECADEWORD": "decade",
}
_EXACT_CASE = {"MONTH", "MONTHNAME", "PLAINMONTH", "WEEKDAY"}


@dataclass(frozen=True, slots=True)
class Form:
    """One way to say when. `implied`: parts that the words carry without naming them."""

    rule: str
    pattern: re.Pattern[str]
    implied: dict[str, Value]
    prepositions: bool
    ahead: bool
    bare: bool  # a year in digits alone, which may be any number


@dataclass(frozen=True, slots=True)
class TimeForms:
    """The forms of a language; `heads`: the first letters, folded, of the words in them.

    `any_form` matches where one of the forms does, to ask once instead of of each.
    """

    forms: tuple[Form, ...]
    any_form: re.Pattern[str]
    heads: frozenset[str]
    preposition: re.Pattern[str]
    ahead_verbs: re.Pattern[str]
    ahead_prepositions: re.Pattern[str]
    ahead_behind: re.Pattern[str]
    start: re.Pattern[str]  # "from", which looks ahead where one of `start_on` follows
    start_on: re.Pattern[str]
    ahead_days: re.Pattern[str]  # of what stands before and behind, with a bar between
    ahead_fronted: re.Pattern[str]  # likewise, of the next word alone
    measures: frozenset[str]
    verbs_last: tuple[str, ...]  # with which a German clause about the future ends
    told_prepositions: re.Pattern[str]  # "in der Nacht zum Freitag"
    told: re.Pattern[str]
    part_before: re.Pattern[str]  # "Ende" of what follows
    values: dict[str, dict[str, Value]]


@cache
def time_forms(lang: Language) -> TimeForms:
    table = tomllib.loads(Path(__file__).with_name("times.toml").read_text("utf-8"))
    own = table[lang]
    words = {name: _values(rows) for name, rows in own["words"].items()}
    words["COUNT"] |= _counts(lang)
    rows = [row for row in table["form"] if lang in row]
    sources = [_expand(_pieced(row[lang], own["pieces"]), words, lang) for row in rows]
    heads = {word.casefold() for source in sources for word in re.findall(r"[^\W\d_]+", source)}
    return TimeForms(
        forms=tuple(map(_form, rows, sources)),
        any_form=_bounded("|".join(_NAMED.sub("(?:", source) for source in sources)),
        heads=frozenset(head[:HEAD] for head in heads),
        preposition=_right_before(own["prepositions"]),
        ahead_verbs=_any_word(own["ahead_verbs"]),
        ahead_prepositions=_right_before(own["ahead_prepositions"]),
        ahead_days=re.compile(
            rf"(?<!\w)(?:{_either(own['ahead_days'])})(?:\s[\w-]+){{0,3}}\s(?:am |on )?\|"
            rf"(?![a-zäöü]+(?:te|ene)[nrms]?\b|['’]s)|\|(?:{_either(own['ahead_days'])})(?!\w)",
            re.IGNORECASE,
        ),
        ahead_fronted=re.compile(rf"\W*(?:\w+\s){{0,2}}\|(?:{_either(own['ahead_fronted'])})"),
        measures=frozenset(table["measures"][lang]),
        start=_right_before(own["from"]),
        start_on=re.compile(rf"(?:{_either(own['from_on'])})(?!\w)", re.IGNORECASE),
        ahead_behind=re.compile(
            rf"\W{{0,2}}(?:{_either(own['ahead_behind'])})(?!\w)", re.IGNORECASE
        ),
        verbs_last=tuple(f" {verb}" for verb in own["verbs_last"]),
        told_prepositions=_right_before(own["told_prepositions"]),
        part_before=re.compile(
            rf"(?<!\w)(?P<part>{_either(words['PART'])})[ -](?:(?:des|der|the|of|von) )?$",
            re.IGNORECASE,
        ),
        told=re.compile(rf"{_any_word(own['told']).pattern}|{_PAST[lang]}", re.IGNORECASE),
        values={name.lower(): rows for name, rows in _by_part(words).items()},
    )


def parts_of(match: re.Match[str], form: Form, lang: Language) -> dict[str, Value]:
    """Read each part that took part in the match as the value of its word."""
    values = time_forms(lang).values
    parts: dict[str, Value] = dict(form.implied)
    for name, piece in match.groupdict().items():
        if piece is None:
            continue
        part = name.partition(_AGAIN)[0]
        word = values.get(part, {}).get(" ".join(piece.casefold().split()))
        parts[part] = int(piece) if word is None and piece.isdecimal() else (word or 0)
    if "lastyear" in parts:
        parts |= {"unit": "year", "which": parts["lastyear"]}
    if "shortyear" in parts:
        parts["year"] = 2000 + int(parts["shortyear"])
    if "decadeshort" in parts:
        parts["decade"] = 1900 + int(parts["decadeshort"])
    return parts


def _form(row: dict[str, Any], source: str) -> Form:
    return Form(
        row["rule"],
        _bounded(source),
        row.get("with", {}),
        prepositions=row.get("prepositions", False),
        ahead=row.get("ahead", False),
        bare=row.get("bare", False),
    )


def _bounded(source: str) -> re.Pattern[str]:
    """Match whole words only."""
    return re.compile(rf"(?<!\w)(?:{source})(?!\w)", re.IGNORECASE)


def _values(rows: dict[str, list[str]]) -> dict[str, Value]:
    """Turn value → words round, a star spelled out as the endings."""
    values: dict[str, Value] = {}
    for value, written in rows.items():
        number: Value = int(value) if value.lstrip("-").isdecimal() else value
        for word in written:
            stem = word.removesuffix("*")
            endings = _ENDINGS if word.endswith("*") else ("",)
            values |= {stem + ending: number for ending in endings}
    return values


def _counts(lang: Language) -> dict[str, Value]:
    """Give the number words that news count with, in English with those of two parts."""
    values = {word: int(value) for word, value in number_words(lang).values.items()}
    if lang == "de":
        values |= {word.replace("ss", "ß"): value for word, value in values.items()}
    else:
        tens = [(word, value) for word, value in values.items() if value in range(20, 100, 10)]
        ones = [(word, value) for word, value in values.items() if 0 < value < 10]
        values |= {f"{ten}-{one}": high + low for ten, high in tens for one, low in ones}
    spoken = {*range(1, _FEW), *range(_FEW, _MOST, 5), _MOST}
    return {word: value for word, value in values.items() if value in spoken}


def _by_part(words: dict[str, dict[str, Value]]) -> dict[str, dict[str, Value]]:
    """Merge the placeholders that fill the same part; words folded."""
    merged: dict[str, dict[str, Value]] = {}
    for name, rows in words.items():
        part = merged.setdefault(_PART_OF.get(name, name.lower()), {})
        part |= {word.casefold(): value for word, value in rows.items()}
    return merged


def _pieced(source: str, pieces: dict[str, str]) -> str:
    for name, piece in pieces.items():  # INYEAR, which has an OFYEAR in it, comes first
        source = source.replace(name, piece)
    return source


def _expand(source: str, words: dict[str, dict[str, Value]], lang: Language) -> str:
    """Put the words in for the placeholders and any blank for a space."""
    seen: dict[str, int] = {}

    def named(part: str, either: str) -> str:
        seen[part] = seen.get(part, 0) + 1
        again = f"{_AGAIN}{seen[part]}" if seen[part] > 1 else ""
        return f"(?P<{part}{again}>{either})"

    def expanded(match: re.Match[str]) -> str:
        name = match.group()
        if name in _DIGITS:
            before, digits, behind = _DIGITS[name]
            return before + named(name.lower(), digits) + behind
        if name == "ABOUT":
            return _ABOUT[lang]
        if name not in words:
            return name
        either = _either(words[name]) + (r"|\d{1,3}" if name == "COUNT" else "")
        if name in _EXACT_CASE:
            either = f"(?-i:{either})"
        return named(_PART_OF.get(name, name.lower()), either)

    spaced = re.sub(r"\[[^\]]*\]| ", lambda m: _BLANK if m[0] == " " else m[0], source)
    return _PLACEHOLDER.sub(expanded, spaced)


def _either(words: Any) -> str:
    """Join words as alternatives, the longest first."""
    return "|".join(
        re.escape(word).replace(r"\ ", _BLANK) for word in sorted(words, key=len, reverse=True)
    )


def _any_word(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_either(words)})(?!\w)", re.IGNORECASE)


def _right_before(words: list[str]) -> re.Pattern[str]:
    """Match one of the words at the end of a text, and a blank; no words match nothing."""
    if not words:
        return re.compile(r"(?!)")
    return re.compile(rf"(?<!\w)(?:{_either(words)})\s$", re.IGNORECASE)

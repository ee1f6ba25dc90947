"""The forms of times.toml, compiled, and what a match of one says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.documents import Language
from pipeline.extract.number_words import words as number_words
from pipeline.extract.time_words import BLANK, either, right_before, times_table

__all__ = ["HEAD", "Form", "TimeForms", "parts_of", "time_forms"]

Value = int | str

_ENDINGS = ("", "n", "r", "s", "m")
_PLACEHOLDER = re.compile(r"SEASONPART|[A-Z]{4,}|NTH|DAY")
_FEW, _MOST = 30, 100  # counts in words: each up to the first, each fifth to the second
# Before the part, the part, behind it.
_DIGITS = {
    "YEAR": ("", r"(?:19|20)\d\d", r"(?!\d)"),
    "OLDYEAR": ("", r"1[78]\d\d", r"(?!\d)"),
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
# Placeholders that fill the same part; in exact case where the word could be another.
_PART_OF = {
    "MONTHNAME": "month",
    "PLAINMONTH": "month",
    "UNITS": "unit",
    "YEARWORD": "unit",
    "WEEKWORD": "unit",
    "OLDYEAR": "year",
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

    `inside`: words in them with which none begins.

    `any_form` matches where one of the forms does, to ask once instead of of each.
    """

    forms: tuple[Form, ...]
    any_form: re.Pattern[str]
    heads: frozenset[str]
    inside: frozenset[str]
    preposition: re.Pattern[str]
    measures: frozenset[str]
    labels: frozenset[str]
    part_before: re.Pattern[str]  # "Ende" of what follows
    values: dict[str, dict[str, Value]]


@cache
def time_forms(lang: Language) -> TimeForms:
    table = times_table()
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
        inside=frozenset(table["inside"][lang]),
        preposition=right_before(own["prepositions"]),
        measures=frozenset(table["measures"][lang]),
        labels=frozenset(table["labels"][lang]),
        part_before=re.compile(
            rf"(?<!\w)(?P<part>{either(words['PART'])})[ -](?:(?:des|der|the|of|von) )?$",
            re.IGNORECASE,
        ),
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

    def named(part: str, pattern: str) -> str:
        seen[part] = seen.get(part, 0) + 1
        again = f"{_AGAIN}{seen[part]}" if seen[part] > 1 else ""
        return f"(?P<{part}{again}>{pattern})"

    def expanded(match: re.Match[str]) -> str:
        name = match.group()
        if name in _DIGITS:
            before, digits, behind = _DIGITS[name]
            return before + named(_PART_OF.get(name, name.lower()), digits) + behind
        if name == "ABOUT":
            return _ABOUT[lang]
        if name not in words:
            return name
        written = either(words[name]) + (r"|\d{1,3}" if name == "COUNT" else "")
        if name in _EXACT_CASE:
            written = f"(?-i:{written})"
        return named(_PART_OF.get(name, name.lower()), written)

    spaced = re.sub(r"\[[^\]]*\]| ", lambda m: BLANK if m[0] == " " else m[0], source)
    return _PLACEHOLDER.sub(expanded, spaced)

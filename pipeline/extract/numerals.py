"""Numbers as German and English news write them: digits, words, scale words.

Values are exact decimals. A German point groups and a German comma divides; in English the
other way round. What fits neither ("3.10.2026", "1.2.3") is no number.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.documents import Language
from pipeline.extract.lexing import Token

__all__ = ["Numeral", "numeral_at", "read_digits", "scale_at"]

MOST_WORDS = 16  # of an English number
LONGEST_WORD = 80  # letters; German writes its numbers in one word
MAX_DIGITS = 18  # more are an identifier, not a number of the news

_SCALES = {
    "thousand": Decimal(10) ** 3,
    "lakh": Decimal(10) ** 5,
    "million": Decimal(10) ** 6,
    "crore": Decimal(10) ** 7,
    "milliard": Decimal(10) ** 9,
    "billion": Decimal(10) ** 12,
    "trillion": Decimal(10) ** 18,
}
_MULTIPLES = {"hundred": 100, "dozen": 12}
_GROUP_SIGNS = " \u00a0\u2009\u202f'’"
_POINT_GROUPS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_COMMA_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+")
_INDIAN_GROUPS = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")
_SIGN_GROUPS = re.compile(rf"\d{{1,3}}(?:[{_GROUP_SIGNS}]\d{{3}})+")


@dataclass(frozen=True, slots=True)
class Words:
    """The number words of one language."""

    values: dict[str, Decimal]
    articles: frozenset[str]
    halves: dict[str, Decimal]
    compounds: dict[str, Decimal]
    vague: frozenset[str]
    quantifiers: frozenset[str]  # the vague words and what links them: "tens of"
    scales: dict[str, Decimal]
    letters: frozenset[str]
    plurals: frozenset[str]
    abbreviations: frozenset[str]


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number that ends before token `end`. `article`: a mere "a" or "eine"."""

    value: Decimal
    end: int
    spelled: bool = False
    article: bool = False


@cache
def words(lang: Language) -> Words:
    table = tomllib.loads(Path(__file__).with_name("numerals.toml").read_text("utf-8"))[lang]
    below_thousand = _german_values(table) if lang == "de" else _english_values(table)
    return Words(
        values=below_thousand,
        articles=frozenset(table["articles"]),
        halves={word: Decimal(value) for word, value in table["halves"].items()},
        compounds={word: Decimal(n) for word, n in table.get("compounds", {}).items()},
        vague=frozenset(table["vague"]),
        quantifiers=frozenset(table["vague"] + table["links"]),
        scales={word: factor for name, factor in _SCALES.items() for word in table[name]},
        letters=frozenset(table["letters"]),
        plurals=frozenset(table["plurals"]),
        abbreviations=frozenset(table["abbreviations"]),
    )


def read_digits(text: str, lang: Language) -> Decimal | None:
    """The value of digits with their separators, or None where they are no number."""
    if not 0 < sum(sign.isdecimal() for sign in text) <= MAX_DIGITS:
        return None
    whole, decimals = _split(text, lang)
    plain = re.sub(rf"[.,{_GROUP_SIGNS}]", "", whole)
    if not plain.isdecimal() or (decimals and not decimals.isdecimal()):
        return None
    if plain != whole and not _grouped(whole):
        return None
    return Decimal(f"{plain}.{decimals or 0}").normalize() + 0


def _split(text: str, lang: Language) -> tuple[str, str]:
    """Whole part, still grouped, and decimals."""
    if _grouped(text, own="." if lang == "de" else ","):
        return text, ""
    last = max(text.rfind("."), text.rfind(","))
    other = "," if last >= 0 and text[last] == "." else "."
    if last < 0 or text.count(text[last]) > 1 or other in text[last:]:
        return text, ""
    return text[:last], text[last + 1 :]


def _grouped(text: str, own: str | None = None) -> bool:
    """Whether separators stand as groups of digits; a sole "1.234" only with the `own` sign."""
    if _SIGN_GROUPS.fullmatch(text) or _INDIAN_GROUPS.fullmatch(text):
        return True
    for sign, pattern in ((".", _POINT_GROUPS), (",", _COMMA_GROUPS)):
        if pattern.fullmatch(text) and not (text.startswith("0") and text.count(sign) == 1):
            return own in (None, sign) or text.count(sign) > 1
    return False


def numeral_at(tokens: list[Token], i: int, lang: Language) -> Numeral | None:
    """The number, in digits or words, that begins with token `i`."""
    token = tokens[i]
    if token.kind == "number":
        value = read_digits(token.text, lang)
        return None if value is None else _with_half(tokens, Numeral(value, i + 1), lang)
    if token.kind != "word":
        return None
    spelled = _german_at(tokens, i) if lang == "de" else _english_at(tokens, i)
    return None if spelled is None else _with_half(tokens, spelled, lang)


def scale_at(tokens: list[Token], i: int, lang: Language) -> tuple[Decimal, int]:
    """The factor of the scale words from token `i` on, and the token after them."""
    table, factor = words(lang), Decimal(1)
    while i < len(tokens):
        at = i + 1 if tokens[i].text in "-‑" and i + 1 < len(tokens) and tokens[i].glued else i
        token = tokens[at]
        found = table.scales.get(token.folded) if token.kind == "word" else None
        if found is None or (token.folded in table.letters and not token.glued):
            break
        if factor >= 10**6 and found >= 10**6 and token.folded not in ("crore", "crores"):
            break
        factor *= found
        i = at + 1
        if token.folded in table.abbreviations and i < len(tokens) and tokens[i].text == ".":
            i += 1
    return factor, i


def _german_at(tokens: list[Token], i: int) -> Numeral | None:
    table, word = words("de"), tokens[i].folded
    if word in table.halves:
        return Numeral(table.halves[word], i + 1, spelled=True)
    if word in table.articles and i + 1 < len(tokens) and tokens[i + 1].folded in table.halves:
        return Numeral(table.halves[tokens[i + 1].folded], i + 2, spelled=True)
    value = german_value(word)
    if value is None:
        value = _german_part(word)
    if value is None:
        return None
    return Numeral(value, i + 1, spelled=True, article=word in table.articles)


def _german_part(word: str) -> Decimal | None:
    """The value of "Dreiviertelmilliarde", "Viertelmillion"."""
    table = words("de")
    for part, share in table.compounds.items():
        factor = table.scales.get(word.removeprefix(part)) if word.startswith(part) else None
        if factor is not None and factor >= 10**6:
            return share * factor
    return None


@cache
def _german_stems() -> tuple[str, ...]:
    return tuple({word[:4] for word in (*words("de").values, "tausend", "hundert")})


def german_value(word: str) -> Decimal | None:
    """The value of one German number word, "zweihunderttausend" and "zweieinhalb" included."""
    values = words("de").values
    if word in values:
        return values[word]
    if len(word) > LONGEST_WORD or not word.startswith(_german_stems()):
        return None
    if word.endswith("einhalb") and word.removesuffix("einhalb") in values:
        return values[word.removesuffix("einhalb")] + Decimal("0.5")
    head, found, tail = word.partition("tausend")
    tail = tail.removeprefix("und")
    if found and (not head or head in values) and (not tail or tail in values):
        return values.get(head, Decimal(1)) * 1000 + values.get(tail, Decimal(0))
    return None


def _german_values(table: dict[str, Any]) -> dict[str, Decimal]:
    """All words from 0 to 999, inflected forms of one included."""
    small = dict(table["units"])
    ones = {word: value for word, value in small.items() if 0 < value < 10} | {"ein": 1}
    for ten, value in table["tens"].items():
        small |= {ten: value} | {f"{one}und{ten}": value + n for one, n in ones.items()}
    full = dict(small)
    for head, n in ({"": 1} | ones).items():
        full[f"{head}hundert"] = n * 100
        for glue in ("", "und"):
            full |= {f"{head}hundert{glue}{t}": n * 100 + v for t, v in small.items() if v}
    return {word: Decimal(value) for word, value in full.items()}


def _english_at(tokens: list[Token], i: int) -> Numeral | None:
    """Read "two hundred and fifty", "forty-two", "a hundred", "half a", "a", "a dozen"."""
    table, first = words("en"), tokens[i].folded
    if first in table.halves:
        return _english_half(tokens, i)
    if first in table.articles:
        follower = tokens[i + 1].folded if i + 1 < len(tokens) else ""
        if follower in table.halves:
            return _english_half(tokens, i + 1)
        if follower not in _MULTIPLES:
            return Numeral(Decimal(1), i + 1, spelled=True, article=True)
        value, end = _english_sum(tokens, i + 1, Decimal(1))
    elif first in table.values:
        value, end = _english_sum(tokens, i, Decimal(0))
    else:
        return None
    return Numeral(value, end, spelled=True)


def _english_sum(tokens: list[Token], start: int, group: Decimal) -> tuple[Decimal, int]:
    """Add up number words from token `start` on; `group`: what stands below the thousands."""
    total, end = Decimal(0), start
    for at in range(start, min(len(tokens), start + MOST_WORDS)):
        word = tokens[at].folded
        grown = _grown(group, word)
        if word == "thousand" and group and not total:
            total, group = group * 1000, Decimal(0)
        elif grown is not None:
            group = grown
        elif word == "-" or (word == "and" and group % 100 == 0 and group + total):
            continue
        else:
            break
        end = at + 1
    return total + group, end


def _grown(group: Decimal, word: str) -> Decimal | None:
    """Add or multiply one more word, where a number can go on so: "twenty" "five"."""
    value = words("en").values.get(word)
    if value is not None and (group % 100 == 0 or (group % 10 == 0 and value < 10)):
        return group + value
    if word in _MULTIPLES and 0 < group < 100:
        return group * _MULTIPLES[word]
    return None


def _english_half(tokens: list[Token], i: int) -> Numeral | None:
    """Read "half a", "half", "quarter of a", before a scale word."""
    table = words("en")
    at = i + 1
    while at < len(tokens) and at < i + 5 and tokens[at].folded in ("-", "of", "a"):
        at += 1
    if at < len(tokens) and tokens[at].folded in table.scales:
        return Numeral(table.halves[tokens[i].folded], at, spelled=True)
    return None


def _with_half(tokens: list[Token], numeral: Numeral, lang: Language) -> Numeral:
    """Read on where a half follows: "four and a half", "one-and-a-half"."""
    if lang == "de":
        return numeral
    following = [token.folded for token in tokens[numeral.end : numeral.end + 7]]
    spoken = [word for word in following if word != "-"][:3]
    if spoken != ["and", "a", "half"]:
        return numeral
    taken = following.index("half") + 1
    return Numeral(numeral.value + Decimal("0.5"), numeral.end + taken, spelled=True)


def _english_values(table: dict[str, Any]) -> dict[str, Decimal]:
    return {word: Decimal(n) for word, n in (table["units"] | table["tens"]).items()}

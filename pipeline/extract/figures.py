"""Number phrases: a number with the scale words, the currency and the sign around it.

    "US$ 1.2 billion" · "500-Millionen-Euro" · "half a billion" · "Milliarden von Dollar"

Amounts and quantities both start from these.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.documents import Language
from pipeline.extract.currencies import Currency, currency_at
from pipeline.extract.lexing import Token
from pipeline.extract.numerals import numeral_at, scale_at, words

__all__ = ["Figure", "find_figures"]

_MINUS = frozenset("-−")
_HYPHENS = frozenset("-‑–")
_LINKS = frozenset({"of", "von", "an"})
# What may stand between number and currency: "einen symbolischen Dollar".
_FILLERS = frozenset({"symbolischen", "symbolic", "single", "einzigen", "weitere", "weiteren"})
# "mehrere zehn Milliarden", "several hundred million"
_ROUND_WORDS = frozenset({"zehn", "hundert", "hundred", "dutzend", "dozen", "tausend"})
# "TEUR 18.400": thousands of euros.
_THOUSAND_CODES = {code: Decimal(1000) for code in ("TEUR", "TUSD", "TCHF", "KEUR")}
_TOO_MUCH = Decimal(10) ** 18  # more than all the money there is
_SCREEN_LINES = frozenset(map(Decimal, (144, 240, 360, 480, 720, 1080, 1440, 2160)))  # "1080p"
_LEAST_WON = 1000  # "3 won" and "in 2024 won" are verbs


@dataclass(frozen=True, slots=True)
class Figure:
    """Tokens `first` up to `last` (not included). `value` None: "billions of"."""

    first: int
    last: int
    value: Decimal | None
    scale: Decimal
    currency: Currency | None
    before: bool = False  # the currency stands before the number
    spelled: bool = False

    @property
    def worth(self) -> Decimal | None:
        return None if self.value is None else self.value * self.scale


def find_figures(tokens: list[Token], lang: Language) -> list[Figure]:
    """Find all number phrases in order; they do not overlap."""
    figures, i = [], 0
    while i < len(tokens):
        found = _figure_at(tokens, i, lang)
        if found is not None:
            figures.append(found)
        i = i + 1 if found is None else max(found.last, i + 1)
    return figures


def _figure_at(tokens: list[Token], i: int, lang: Language) -> Figure | None:
    if _inside_something(tokens, i, lang):
        return None
    prefix, at = _prefix(tokens, i, lang)
    signed = _minus_at(tokens, at)
    numeral = numeral_at(tokens, at + signed, lang) if at + signed < len(tokens) else None
    if numeral is None:
        return None if prefix or signed else _vague_at(tokens, i, lang)
    scale, end = scale_at(tokens, numeral.end, lang)
    scale *= _THOUSAND_CODES.get(tokens[i].text, Decimal(1)) if prefix else 1
    value = -numeral.value if signed else numeral.value
    currency, end = _currency(tokens, prefix, end, lang)
    figure = Figure(i, end, value, scale, currency, prefix is not None, numeral.spelled)
    if abs(value) * scale >= _TOO_MUCH or (numeral.article and _is_mere_article(tokens, figure)):
        return None
    return (
        figure
        if currency is None or not _is_no_money(tokens, figure)
        else replace(figure, last=_before_suffix(tokens, numeral.end, lang), currency=None)
    )


def _prefix(tokens: list[Token], i: int, lang: Language) -> tuple[Currency | None, int]:
    found = currency_at(tokens, i, lang, before=True)
    if found is None:
        return None, i
    return found[0], _skip(tokens, found[1], ".")


def _minus_at(tokens: list[Token], i: int) -> bool:
    """Tell whether a minus sign stands at the number: "EUR -11,3", "zwischen -3 und -1"."""
    if i + 1 >= len(tokens) or tokens[i].text not in _MINUS or not tokens[i + 1].glued:
        return False
    return tokens[i + 1].kind == "number" and (i == 0 or not tokens[i].glued)


def _currency(
    tokens: list[Token], prefix: Currency | None, end: int, lang: Language
) -> tuple[Currency | None, int]:
    """Find the currency before or behind the number, and where the phrase ends."""
    suffix = _suffix(tokens, end, lang)
    if suffix is None or (prefix and suffix[0].code != prefix.code):
        return prefix, end
    return prefix or suffix[0], suffix[1]


def _suffix(tokens: list[Token], i: int, lang: Language) -> tuple[Currency, int] | None:
    """Find the currency behind a number, over a hyphen, "of" or "von", or a filler."""
    if i >= len(tokens):
        return None
    spoken = tokens[i - 1].kind == "word" or tokens[i - 1].text == "."
    hyphen = tokens[i].text in _HYPHENS and tokens[i].glued
    at = i + (hyphen or tokens[i].folded in _FILLERS or (spoken and tokens[i].folded in _LINKS))
    found = currency_at(tokens, at, lang) if at < len(tokens) else None
    if found is None or _belongs_to_next(tokens, at, found[1]):
        return None
    if tokens[at].text == "Fr":
        return found[0], _skip(tokens, found[1], ".")
    return found


def _belongs_to_next(tokens: list[Token], first: int, last: int) -> bool:
    """Tell whether a currency sign stands before another number: "€1.6bn–€2.1bn"."""
    if last >= len(tokens) or tokens[last].kind != "number" or tokens[first].folded.isalpha():
        return False
    return tokens[last].glued or not tokens[first].glued


def _is_mere_article(tokens: list[Token], figure: Figure) -> bool:
    """Tell "a" and "a billion-dollar company" from "eine Milliarde" and "ein Dollar"."""
    first = tokens[figure.first]
    if figure.scale != 1:
        hyphened = figure.currency is not None and tokens[figure.last - 2].text in _HYPHENS
        return hyphened and first.folded in ("a", "an")
    return figure.currency is None or first.folded in ("a", "an")


def _is_no_money(tokens: list[Token], figure: Figure) -> bool:
    """Tell whether the currency is another word: "3 won", "a 280-pound man", "4:30 p.m."."""
    last = tokens[figure.last - 1]
    if figure.before or figure.scale != 1:
        return False
    if last.text in ("pound", "pounds"):
        return tokens[figure.last - 2].text == "-"
    if last.text == "won":
        year = len(tokens[figure.first].text) == 4
        return year or (figure.value is not None and figure.value < _LEAST_WON)
    follower = tokens[figure.last + 1] if figure.last + 1 < len(tokens) else last
    return last.folded == "p" and (
        not last.glued or follower.folded == "m" or figure.value in _SCREEN_LINES
    )


def _before_suffix(tokens: list[Token], i: int, lang: Language) -> int:
    return scale_at(tokens, i, lang)[1]


def _vague_at(tokens: list[Token], i: int, lang: Language) -> Figure | None:
    """Read "Milliarden von Dollar", "several hundred million euros", "tens of billions"."""
    at = _quantifier_end(tokens, i, lang)
    first = tokens[at] if at < len(tokens) else None
    if first is None or (at == i and first.folded not in words(lang).plurals):
        return None
    scale, end = scale_at(tokens, at, lang)
    while scale != 1 and end + 1 < len(tokens) and tokens[end].folded in ("and", "und"):
        again, after = scale_at(tokens, end + 1, lang)
        if again == 1:
            break
        scale, end = again, after
    if scale == 1:
        return None
    currency, end = _currency(tokens, None, end, lang)
    return Figure(i, end, None, scale, currency, spelled=True)


def _quantifier_end(tokens: list[Token], i: int, lang: Language) -> int:
    """Find the token after "mehrere zehn", "tens of", "several hundred", "a couple of"."""
    table, at = words(lang), i
    if tokens[at].folded in ("a", "ein", "the") and at + 1 < len(tokens):
        at += 1
    if tokens[at].folded not in table.vague:
        return i
    while at < min(len(tokens), i + 8) and tokens[at].folded in table.quantifiers:
        at += 1
    if at < len(tokens) and tokens[at].folded in _ROUND_WORDS:
        at += 1
    return at


def _inside_something(tokens: list[Token], i: int, lang: Language) -> bool:
    """Tell whether a number is part of a name or a time: "H100", "Fortune-500", "11:01"."""
    token = tokens[i]
    if token.kind != "number":
        return False
    if i + 2 < len(tokens) and tokens[i + 1].text == ":" and tokens[i + 2].kind == "number":
        return tokens[i + 2].glued and tokens[i + 1].glued
    if not token.glued or i == 0:
        return False
    before, further = tokens[i - 1], tokens[i - 2] if i > 1 else None
    if before.text == ":" and before.glued:
        return further is not None and further.kind == "number"
    if before.text == "-" and before.glued and further is not None and further.kind == "word":
        return further.folded not in words(lang).scales and currency_at(tokens, i - 2, lang) is None
    return before.kind == "word" or before.text == "_"


def _skip(tokens: list[Token], i: int, text: str) -> int:
    return i + 1 if i < len(tokens) and tokens[i].text == text else i

"""The currency before or behind a number, and what only looks like one.

"US$ 1.2" · "Fr. 12'500.–" · "2 Mrd. Schweizer Franken" · "500-Millionen-Euro" · "3 won"
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from pipeline.documents import Language
from pipeline.extract.bare_years import is_bare_year
from pipeline.extract.currencies import Currency, begins_currency, currency_at
from pipeline.extract.lexing import Token
from pipeline.extract.numerals import scale_at, words

__all__ = [
    "HYPHENS",
    "cents_behind",
    "currency_around",
    "currency_before",
    "is_no_money",
    "may_be_currency",
]

HYPHENS = frozenset("-‑–")
_LINKS = frozenset({"of", "von", "an"})
# What may stand between number and currency: "einen symbolischen Dollar".
_FILLERS = frozenset({"symbolischen", "symbolic", "single", "einzigen", "weitere", "weiteren"})
_SCREEN_LINES = frozenset(map(Decimal, (144, 240, 360, 480, 720, 1080, 1440, 2160)))  # "1080p"
_GERMAN_ADJECTIVE = re.compile(r"[a-zäöü]{2,}isch(?:e[nr]?)?")
_ENGLISH_ADJECTIVE = re.compile(r"[A-Z][a-z]+(?:an|ese|ish|i)|Thai|Czech")
# Currencies of several countries: an adjective that is not in the table makes another one of it.
_OF_SEVERAL = frozenset({
    "pfund", "pound", "pounds", "rupien", "rupie", "rupees", "rupee", "real", "rial", "riyal",
    "riyals", "dirham", "dirhams", "franken", "franc", "francs", "dinar", "dinars", "lira",
    "rand", "schilling", "shillings", "lei",
})  # fmt: skip
_WITH_CENTS = frozenset({"euro", "franken"})
_ENDS = frozenset(".,;:!?)")
_LEAST_WON = 1000  # "3 won" and "in 2024 won" are verbs
# A letter or two that mean money only right before a large sum: "Y300bn", "R500m", but not "R1".
_LOOSE = {"Y": Currency("JPY"), "R": Currency("ZAR"), "SR": Currency("SAR")}
# Names before the number, in lists of figures: "Euro 40 Mio."
_NAMES = {
    "Euro": Currency("EUR"),
    "Dollar": Currency("USD", plain=True),
    "Franken": Currency("CHF"),
}
_DOUBTFUL = frozenset(word.casefold() for word in ("Fr", *_NAMES, *_LOOSE))
_SIGNED_SCALES = {"m": 10**6, "M": 10**6, "mn": 10**6, "bn": 10**9}  # right behind a sign: "$M 412"
_SWISS = ("'", "’", "–", "—", "-")  # signs of "12'500.–": "Fr." is a Friday, too


def currency_before(tokens: list[Token], i: int, lang: Language) -> tuple[Currency | None, int]:
    """Find the currency that begins at token `i`, and where its number would begin.

    A scale word may stand on either side of it: "Mio. EUR 40", "EUR Mio. 40".
    """
    scale, at = _abbreviated_scale(tokens, i, lang)
    found = currency_at(tokens, at, lang, before=True) if at < len(tokens) else None
    if found is None:
        return _doubtful_before(tokens, i, lang) if at == i else (None, i)
    currency, end = found[0], _skip(tokens, found[1], ".")
    if at == i:
        scale, end = _abbreviated_scale(tokens, end, lang)
    if scale == 1:
        return currency, end
    if end >= len(tokens) or tokens[end].kind != "number":
        return None, i
    return replace(currency, times=currency.times * scale), end


def _abbreviated_scale(tokens: list[Token], i: int, lang: Language) -> tuple[Decimal, int]:
    """Read "Mio." or "Mrd" where no number stands before it."""
    token = tokens[i] if i < len(tokens) else None
    known = token and token.folded in words(lang).abbreviations and not token.text.islower()
    if (
        token
        and token.glued
        and token.text in _SIGNED_SCALES
        and i
        and not tokens[i - 1].text.isalpha()
    ):
        return Decimal(_SIGNED_SCALES[token.text]), i + 1
    numbered = i > 0 and tokens[i - 1].kind == "number" and not is_bare_year(tokens[i - 1])
    if token is None or not known or numbered:
        return Decimal(1), i
    return scale_at(tokens, i, lang)


def may_be_currency(word: str, lang: Language) -> bool:
    """Tell whether what stands before a number can begin with a word or sign, folded."""
    return word in _DOUBTFUL or begins_currency(word, lang) or word in words(lang).abbreviations


def currency_around(
    tokens: list[Token], prefix: Currency | None, end: int, lang: Language
) -> tuple[Currency | None, int]:
    """Choose between the currency before a number and the one behind; also the phrase's end."""
    suffix = _behind(tokens, end, lang)
    if prefix and suffix and suffix[1] < len(tokens) and tokens[suffix[1]].kind == "number":
        return prefix, end  # "EUR 12 EUR 14"
    if suffix is None or (prefix and suffix[0].code != prefix.code):
        return prefix, end
    return prefix or suffix[0], suffix[1]


def cents_behind(tokens: list[Token], last: int) -> Decimal:
    """Read the cents behind a German price that ends before token `last`: "5 Euro 50"."""
    if last >= len(tokens) or tokens[last - 1].folded not in _WITH_CENTS:
        return Decimal(0)
    cents, behind = tokens[last], tokens[last + 1] if last + 1 < len(tokens) else None
    is_pair = len(cents.text) == len("50") and cents.text.isdecimal()
    if (
        not is_pair
        or cents.glued
        or (behind and behind.text not in _ENDS and behind.kind != "break")
    ):
        return Decimal(0)
    return Decimal(int(cents.text)) / 100


def is_no_money(tokens: list[Token], first: int, last: int, value: Decimal) -> bool:
    """Tell whether the word behind a small number is none: "3 won", "a 280-pound man", "1080p"."""
    word = tokens[last - 1]
    if word.text in ("pound", "pounds"):
        return tokens[last - 2].text == "-"
    if word.text == "won":
        return len(tokens[first].text) == len("2024") or value < _LEAST_WON
    follower = tokens[last + 1] if last + 1 < len(tokens) else word
    return word.folded == "p" and (
        not word.glued or follower.folded == "m" or value in _SCREEN_LINES
    )


def _doubtful_before(tokens: list[Token], i: int, lang: Language) -> tuple[Currency | None, int]:
    """Read signs that are words or names as well, where the number tells that they are money."""
    word, at = tokens[i].text, i + 1
    if word == "Fr":
        at = _skip(tokens, at, ".")
        if at < len(tokens) and any(sign in tokens[at].text[1:] for sign in _SWISS):
            return Currency("CHF"), at
        if _is_scaled_number(tokens, at, lang):
            return Currency("CHF"), at
    elif word in _NAMES and (i == 0 or tokens[i - 1].kind != "number"):
        if _is_scaled_number(tokens, at, lang):
            return _NAMES[word], at
    elif word in _LOOSE and at + 1 < len(tokens) and tokens[at].glued:
        scale = tokens[at + 1].folded
        if tokens[at].kind == "number" and scale in ("m", "mn", "bn", "tn", "million", "billion"):
            return _LOOSE[word], at
    return None, i


def _is_scaled_number(tokens: list[Token], i: int, lang: Language) -> bool:
    """Tell whether a number in digits and a scale word stand at `i`, and no other currency."""
    if i + 1 >= len(tokens) or tokens[i].kind != "number":
        return False
    scale, end = scale_at(tokens, i + 1, lang)
    return scale != 1 and _behind(tokens, end, lang) is None


def _behind(tokens: list[Token], i: int, lang: Language) -> tuple[Currency, int] | None:
    """Find the currency behind a number, over a hyphen, "of" or "von", or a filler."""
    if i >= len(tokens):
        return None
    spoken = tokens[i - 1].kind == "word" or tokens[i - 1].text == "."
    hyphen = tokens[i].text in HYPHENS and tokens[i].glued
    at = i + (hyphen or tokens[i].folded in _FILLERS or (spoken and tokens[i].folded in _LINKS))
    found = currency_at(tokens, at, lang) if at < len(tokens) else None
    if found is None and at == i:
        found = _behind_adjective(tokens, i, lang)
    if found is None or _belongs_to_next(tokens, at, found[1], lang):
        return None
    if tokens[at].text == "Kr" and tokens[at].glued:
        return None  # the portal 36Kr
    if tokens[at].text == "Fr":
        return found[0], _skip(tokens, found[1], ".")
    return found


def _behind_adjective(tokens: list[Token], i: int, lang: Language) -> tuple[Currency, int] | None:
    """Read "ungarische Forint", "Thai baht": whose, where the name alone tells which currency."""
    pattern = _GERMAN_ADJECTIVE if lang == "de" else _ENGLISH_ADJECTIVE
    if i + 1 >= len(tokens) or not pattern.fullmatch(tokens[i].text):
        return None
    found = currency_at(tokens, i + 1, lang)
    if found is None or found[0].plain or tokens[i + 1].folded in _OF_SEVERAL:
        return None
    return found


def _belongs_to_next(tokens: list[Token], first: int, last: int, lang: Language) -> bool:
    """Tell whether a currency is that of the number behind it: "€1.6bn–€2.1bn", "2024 EUR 12"."""
    if currency_at(tokens, first, lang, before=True) is None:
        return False
    _, last = _abbreviated_scale(tokens, last, lang)
    last += last + 1 < len(tokens) and tokens[last].text in "-−" and tokens[last + 1].glued
    if last >= len(tokens) or tokens[last].kind != "number":
        return False
    if tokens[last].glued and not tokens[last - 1].text.isalpha():
        return True
    if tokens[first - 1].kind != "number":
        return False  # the number before has a scale word
    scaled = scale_at(tokens, last + 1, lang)[0] != 1
    return scaled or (is_bare_year(tokens[first - 1]) and not is_bare_year(tokens[last]))


def _skip(tokens: list[Token], i: int, text: str) -> int:
    return i + 1 if i < len(tokens) and tokens[i].text == text else i

"""Numbers as German and English news write them: digits, words, scale words. Exact decimals."""

from __future__ import annotations

from decimal import Decimal

from pipeline.documents import Language
from pipeline.extract.digits import read_digits
from pipeline.extract.english_numerals import english_at
from pipeline.extract.german_numerals import german_at, is_german_number
from pipeline.extract.lexing import Token
from pipeline.extract.number_words import MULTIPLES, Numeral, words

__all__ = ["Numeral", "is_number_word", "numeral_at", "scale_at", "words"]

_HYPHENS = "-‑"
_MILLION = 10**6


def numeral_at(tokens: list[Token], i: int, lang: Language) -> Numeral | None:
    """Read the number, in digits or words, that begins with token `i`."""
    token = tokens[i]
    if token.kind == "number":
        value = read_digits(token.text, lang)
        found = None if value is None else Numeral(value, i + 1)
    elif token.kind == "word":
        found = german_at(tokens, i) if lang == "de" else english_at(tokens, i)
    else:
        return None
    return found if found is None or lang == "de" else _with_half(tokens, found)


def is_number_word(word: str, lang: Language) -> bool:
    """Tell whether a number in words can begin with a word, folded."""
    table = words(lang)
    if word in table.values or word in table.halves or word in table.articles:
        return True
    return is_german_number(word) if lang == "de" else word in MULTIPLES


def scale_at(tokens: list[Token], i: int, lang: Language) -> tuple[Decimal, int]:
    """Multiply the scale words from token `i` on; also the token after them."""
    table, factor = words(lang), Decimal(1)
    while i < len(tokens):
        at = i + 1 if tokens[i].text in _HYPHENS and i + 1 < len(tokens) and tokens[i].glued else i
        token = tokens[at]
        found = table.scales.get(token.folded) if token.kind == "word" else None
        if found is None or (token.folded in table.letters and not token.glued):
            break
        if factor >= _MILLION and found >= _MILLION and token.folded not in ("crore", "crores"):
            break
        factor *= found
        i = at + 1
        if token.folded in table.abbreviations and i < len(tokens) and tokens[i].text == ".":
            i += 1
    return factor, i


def _with_half(tokens: list[Token], numeral: Numeral) -> Numeral:
    """Read on where a half follows: "four and a half", "one-and-a-half"."""
    following = [token.folded for token in tokens[numeral.end : numeral.end + 7]]
    spoken = [word for word in following if word != "-"][:3]
    if spoken != ["and", "a", "half"]:
        return numeral
    taken = following.index("half") + 1
    return Numeral(numeral.value + Decimal("0.5"), numeral.end + taken, spelled=True)

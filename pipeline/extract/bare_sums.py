"""Numbers whose currency stands elsewhere: "gut 45 Milliarden" after a sum in dollars."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.documents import Language
from pipeline.extract.figures import Figure
from pipeline.extract.lexing import Token
from pipeline.extract.quantities import counted_noun, is_counted_noun

__all__ = ["is_bare_sum", "word_table"]

_LEAST = 100_000  # a smaller number without a currency is a count
_SENTENCE = 25  # tokens to look back for what the sentence is about


@cache
def word_table(name: str, lang: Language) -> frozenset[str]:
    table: dict[str, Any] = tomllib.loads(
        Path(__file__).with_name("money_words.toml").read_text("utf-8")
    )
    return frozenset(table[name][lang])


def is_bare_sum(tokens: list[Token], figure: Figure, lang: Language) -> bool:
    """Tell whether a large number without currency is money all the same."""
    scaled = figure.value is None or figure.value * figure.scale >= _LEAST
    if figure.scale == 1 and not _written_out(tokens, figure):
        return False
    if not scaled or tokens[figure.last - 1].text in ("B", "b", "M", "K", "k", "T", "t"):
        return False
    if counted_noun(tokens, figure, lang):
        return False
    following = tokens[figure.last] if figure.last < len(tokens) else None
    if following is not None and following.kind == "word":
        is_money = (
            _german_follower(tokens, figure) if lang == "de" else _english_follower(following)
        )
        if is_money is not None:
            return is_money
    elif following is not None and following.text in ("%", "°", "/"):
        return False
    return _sentence_is_about_money(tokens, figure, lang)


def _written_out(tokens: list[Token], figure: Figure) -> bool:
    return tokens[figure.last - 1].folded.endswith(("milliarde", "million", "billion"))


def _german_follower(tokens: list[Token], figure: Figure) -> bool | None:
    """A noun right behind the number says what it counts, an adjective leaves it open."""
    word = tokens[figure.last]
    if word.text[0].islower():
        return None
    return word.folded.endswith(tuple(word_table("money_nouns", "de")))


def _english_follower(word: Token) -> bool | None:
    if word.folded in word_table("money_nouns", "en"):
        return True
    return None if word.folded in word_table("followers", "en") else False


def _sentence_is_about_money(tokens: list[Token], figure: Figure, lang: Language) -> bool:
    """Look back over the sentence: a counted noun says no, money words or nothing say yes."""
    cues = word_table("money_cues", lang)
    for at in range(figure.first - 1, max(-1, figure.first - _SENTENCE), -1):
        token = tokens[at]
        if token.kind == "break" or token.text in "!?" or token.folded in cues:
            return True
        if token.kind == "word" and is_counted_noun(tokens, at, lang):
            return False
    return True

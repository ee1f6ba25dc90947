"""Numbers whose currency stands elsewhere: "gut 45 Milliarden" after a sum in dollars."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.documents import Language
from pipeline.extract.currencies import currency_at
from pipeline.extract.figures import Figure
from pipeline.extract.lexing import Token
from pipeline.extract.units import counted_noun, is_elided_noun, stands_alone, unit_at

__all__ = ["is_bare_sum", "word_table"]

_LEAST = 100_000  # a smaller number without a currency is a count
_NEAR = 8  # tokens behind a number
_OF = frozenset({"der", "von", "dieser", "seiner", "ihrer", "of"})
_VERB_REACH = 4  # tokens back from a number to the verb: "verkauft wurden bisher zwei Millionen"
_IN = frozenset({"in"})
_IT = frozenset({"it", "that", "this", "which", "them"})
_FAR = 25  # tokens to look back for what the sentence is about
_FARTHER = 50  # tokens back to what a number is said to be a part of
_FURTHER = frozenset({"weitere", "weiteren", "nochmals", "another", "additional"})
_LETTERS = frozenset("BbMKkTt")
_PLURALS = ("en", "ern")
# German adjectives by their endings; "investierte Nvidia" is a verb.
_ADJECTIVE = re.compile(
    r"(?!(?:re)?invest|kass|spend|finanz|bilanz|transfer|gener|garant|kalkul)"
    r"\w+(?:isch|lich|ig|bar|sam|los|iert|ell|al|iv|är|end|weiter|neu|alt|groß|klein)e[nrs]?"
)


@cache
def word_table(name: str, lang: Language) -> frozenset[str]:
    table: dict[str, Any] = tomllib.loads(
        Path(__file__).with_name("money_words.toml").read_text("utf-8")
    )
    return frozenset(table[name][lang])


def is_bare_sum(tokens: list[Token], sentences: list[int], figure: Figure, lang: Language) -> bool:
    """Tell whether a large number without currency is money all the same."""
    if counted_noun(tokens, figure, lang):
        return False
    if not _is_large(tokens, figure):
        return _is_further(tokens, sentences, figure, lang)
    following = tokens[figure.last] if figure.last < len(tokens) else None
    if following is not None and _is_part(tokens, figure.last):
        return _follows_money(tokens, sentences, figure, lang)
    if _is_of_a_kind(tokens, figure, lang) or _is_counted(tokens, figure, lang):
        return False
    if following is not None and following.kind == "word":
        is_money = (_german_follower if lang == "de" else _english_follower)(tokens, figure)
        if is_money is not None:
            return is_money
    elif following is not None and following.text in ("%", "°", "/"):
        return False
    return _sentence_is_about_money(tokens, sentences, figure, lang)


def _is_further(tokens: list[Token], sentences: list[int], figure: Figure, lang: Language) -> bool:
    """Tell whether one more number follows a sum: "2 Mio. Euro, das Land weitere 500.000"."""
    before = tokens[figure.first - 1].folded if figure.first else ""
    if before not in _FURTHER or (figure.worth or 0) < _LEAST or figure.scale != 1:
        return False
    return stands_alone(tokens, figure.last, lang) and _follows_money(
        tokens, sentences, figure, lang
    )


def _is_of_a_kind(tokens: list[Token], figure: Figure, lang: Language) -> bool:
    """Tell whether what is counted follows in the genitive: "eine Million der neuen KI-Chips"."""
    behind = tokens[figure.last : figure.last + _NEAR]
    if not behind or behind[0].folded not in _OF:
        return False
    for at in range(figure.last + 1, figure.last + len(behind)):
        if tokens[at].kind == "break" or tokens[at].text in (".", ","):
            return False
        unit = unit_at(tokens, at, lang)
        if unit is not None:
            return unit[0].kind == "count"
    return False


def _is_counted(tokens: list[Token], figure: Figure, lang: Language) -> bool:
    """Tell whether a verb says that things are counted: "two million have been ordered"."""
    before = tokens[max(0, figure.first - _VERB_REACH) : figure.first]
    behind = tokens[figure.last : figure.last + _NEAR]
    counted = _leads_to_counting(before[::-1], lang)
    if counted:
        return not behind or behind[0].folded not in _OF | _IN  # "sold two billion in bonds"
    return counted is None and bool(_leads_to_counting(behind, lang))


def _leads_to_counting(path: list[Token], lang: Language) -> bool | None:
    """Tell whether a verb of counting comes first, or a word that tells a price, or neither."""
    for token in path:
        if token.kind != "word":
            return None
        if token.folded in word_table("price_words", lang):
            return False
        if token.folded in word_table("counting_verbs", lang):
            return True
    return None


def _is_part(tokens: list[Token], i: int) -> bool:
    """Tell whether "davon" or "of it" stands at `i`: what the number is a part of came before."""
    follower = tokens[i + 1].folded if i + 1 < len(tokens) else ""
    return tokens[i].folded == "davon" or (tokens[i].folded == "of" and follower in _IT)


def _follows_money(
    tokens: list[Token], sentences: list[int], figure: Figure, lang: Language
) -> bool:
    """Tell whether what was named last, up to a sentence before, is a sum and not users."""
    for at in range(figure.first - 1, max(-1, figure.first - _FARTHER), -1):
        if sentences[at] + 1 < sentences[figure.first] or is_elided_noun(tokens, at, lang):
            return False
        if currency_at(tokens, at, lang) is not None:
            return True
    return False


def _is_large(tokens: list[Token], figure: Figure) -> bool:
    """A number with a scale word; letters ("70B") count parameters, "a million" is a phrase."""
    last, first = tokens[figure.last - 1], tokens[figure.first]
    if last.text in _LETTERS or first.folded in ("a", "an"):
        return False
    if figure.value is None:
        return figure.scale != 1 and figure.last - figure.first > 1
    spelled = last.folded.endswith(("milliarde", "million", "billion"))
    return (figure.scale != 1 or spelled) and figure.value * figure.scale >= _LEAST


def _german_follower(tokens: list[Token], figure: Figure) -> bool | None:
    """Read what stands behind the number: a noun says what it counts, others leave it open."""
    at = figure.last
    if _ADJECTIVE.fullmatch(tokens[at].folded) and at + 1 < len(tokens):
        at += 1  # "2,3 Millionen anonymisierte Befunde"
    noun = tokens[at]
    ends = tokens[at - 1].text == "." and not noun.folded.endswith(_PLURALS)  # "3 Mio. Nvidia ..."
    if noun.kind != "word" or noun.text[0].islower() or ends:
        return None
    return noun.folded.endswith(tuple(word_table("money_nouns", "de")))


def _english_follower(tokens: list[Token], figure: Figure) -> bool | None:
    word = tokens[figure.last]
    if word.folded == "of" and figure.last + 1 < len(tokens):
        return tokens[figure.last + 1].folded in word_table("money_nouns", "en")
    if word.folded in word_table("money_nouns", "en"):
        return True
    return None if word.folded in word_table("followers", "en") else False


def _sentence_is_about_money(
    tokens: list[Token], sentences: list[int], figure: Figure, lang: Language
) -> bool:
    """Look back over the sentence: people counted before say no, money words say yes."""
    cues = word_table("money_cues", lang)
    for at in range(figure.first - 1, max(-1, figure.first - _FAR), -1):
        if sentences[at] != sentences[figure.first] or tokens[at].folded in cues:
            break
        if tokens[at].kind == "word" and is_elided_noun(tokens, at, lang):
            return False
    return True

"""Text cut into numbers, words and single signs: what the number and time rules read."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

Kind = Literal["number", "word", "sign", "break"]

# A plain, no-break, narrow or thin space may group digits, but only in threes: "1 250 000".
_GROUPED = r"(?<!\d)\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}(?!\d))+(?:[.,]\d{1,2}(?!\d))?"
_PLAIN = r"\d+(?:[.,'’]\d+)*(?:[.,][–—-]{1,2}(?![\w–—-])|[½¼¾])?"  # "12.500,– Euro", "2½"
_TOKEN = re.compile(
    rf"(?P<number>{_GROUPED}|{_PLAIN}|[½¼¾])|(?P<word>[^\W\d_]+)|(?P<break>\n\s*)|(?P<sign>[^\w\s]|_)"
)


class Token(NamedTuple):
    """A piece of text. `glued`: no space between it and the token before.

    A tuple, since an article has thousands: it is made three times as fast as a dataclass.
    """

    kind: Kind
    text: str
    folded: str
    start: int
    end: int
    glued: bool


SHORT_WORD = 4  # letters: "Mrd." and "Corp." end no sentence


def lex(text: str) -> list[Token]:
    """Cut `text` into tokens; line breaks are tokens, other space is not."""
    tokens = []
    last = -1
    for match in _TOKEN.finditer(text):
        piece, (start, end) = match.group(), match.span()
        kind: Kind = match.lastgroup  # type: ignore[assignment]
        tokens.append(Token(kind, piece, piece.casefold(), start, end, start == last))
        last = end
    return tokens


@lru_cache(maxsize=1)
def tokens_of(text: str) -> list[Token]:
    """Cut an article into tokens once for all who read it; nobody changes the list."""
    return lex(text)


def sentence_numbers(tokens: list[Token]) -> list[int]:
    """Number the sentence of each token; abbreviations and ordinals end none."""
    numbers, current = [], 0
    for i, token in enumerate(tokens):
        numbers.append(current)
        if token.kind == "break" or token.text in ("!", "?") or _is_full_stop(tokens, i):
            current += 1
    return numbers


def _is_full_stop(tokens: list[Token], i: int) -> bool:
    if tokens[i].text != "." or i == 0 or i + 1 == len(tokens):
        return False
    before, after = tokens[i - 1], tokens[i + 1]
    if after.glued or not after.text[0].isupper():
        return False
    return before.kind != "number" and (before.text.islower() or len(before.text) > SHORT_WORD)

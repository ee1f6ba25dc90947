"""Text cut into numbers, words and single signs: what the number and time rules read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["number", "word", "sign", "break"]

# A plain, no-break, narrow or thin space may group digits, but only in threes: "1 250 000".
_GROUPED = r"(?<!\d)\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}(?!\d))+(?:[.,]\d{1,2}(?!\d))?"
_PLAIN = r"\d+(?:[.,'’]\d+)*"
_TOKEN = re.compile(
    rf"(?P<number>{_GROUPED}|{_PLAIN})|(?P<word>[^\W\d_]+)|(?P<break>\s*\n\s*)|(?P<sign>[^\w\s]|_)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text. `glued`: no space between it and the token before."""

    kind: Kind
    text: str
    folded: str
    start: int
    end: int
    glued: bool


END = Token("break", "", "", -1, -1, glued=False)


def lex(text: str) -> list[Token]:
    """All tokens of `text` in order; line breaks are tokens, other space is not."""
    tokens = []
    last = -1
    for match in _TOKEN.finditer(text):
        piece, start, end = match.group(), match.start(), match.end()
        kind: Kind = match.lastgroup  # type: ignore[assignment]
        tokens.append(Token(kind, piece, piece.casefold(), start, end, start == last))
        last = end
    return tokens

"""Text as the language side wants it: NFC, one kind of space, nothing invisible."""

from __future__ import annotations

import re
import unicodedata

__all__ = [
    "BREAKS_OFF",
    "CAPITALS",
    "QUOTED",
    "SENTENCE_END",
    "clean",
    "comparable",
    "plain",
    "shorten",
]

# The capital letters of Latin scripts, for sets of a regular expression.
CAPITALS = "A-Z" + "".join(filter(str.isupper, map(chr, range(0xC0, 0x250))))
# How a sentence ends, closing quotation marks and brackets included.
SENTENCE_END = re.compile(r"[.!?…:;][\"'”“’‘»«›‹)\]]*$")
QUOTED = re.compile(r"[„“”«»\"][^„“”«»\"]{10,200}[“”«»\"]")
# How a text ends that is cut off.
BREAKS_OFF = re.compile(r"(?:…|\.\.\.|\[…\]|\(…\))$")

_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u00ad\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffc\ufffe\uffff\ud800-\udfff]"
)
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "æ": "a", "ł": "l", "đ": "d"})
_UMLAUTS = re.compile("([aou])e")
_NOT_WORD = re.compile(r"[^\w]+")


def clean(text: str) -> str:
    """One line of NFC text: no soft hyphens, no control characters, single spaces."""
    text = " ".join(text.split())
    if not text.isprintable():
        text = " ".join(_INVISIBLE.sub("", text).split())
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def comparable(text: str) -> str:
    """Lower case words with single spaces between, to see whether two texts say the same."""
    return _NOT_WORD.sub(" ", text.lower()).strip()


def plain(name: str) -> str:
    """A name's comparable words without accents, and as if German were written without umlauts."""
    bare = unicodedata.normalize("NFKD", comparable(name).translate(_LETTERS))
    return _UMLAUTS.sub(r"\1", "".join(char for char in bare if not unicodedata.combining(char)))


def shorten(text: str, limit: int = 80) -> str:
    """The beginning of a text, for people to recognise it by."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"

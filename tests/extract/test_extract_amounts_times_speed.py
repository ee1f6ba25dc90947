"""Amounts, quantities and times take time in proportion to the text, whatever the text."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

import pytest

from pipeline.documents import Language
from pipeline.extract.amounts import find_amounts
from pipeline.extract.quantities import find_quantities
from pipeline.extract.times import find_times

Finder = Callable[[str, Language], object]

FINDERS: dict[str, Finder] = {
    "amounts": find_amounts,
    "quantities": find_quantities,
    "times": lambda text, lang: find_times(text, lang, date(2025, 11, 20)),
}
# Each repeated makes a text on which a careless pattern or loop would go back again and again.
HOSTILE = [
    "1", "1.", "1,2 ", "1 234 ", "$", "$1bn-", "eine Milliarde ", "a half of a ", "mehrere zig ",
    " ", "\n", "zwischen 1 und ", "von 2 auf ", "Millionen von ", "one hundred and ", "twenty-",
    "3. Oktober ", "Anfang des letzten Jahres ", "2024 bis ", "the past three ", "9 kronor ",
    "mehr als ", "5 neue alte ", "einundzwanzig", "5 billion ", "Q3 Montag ", "~", "10 % und ", "(",
    "3 (4) Mrd. Euro ", "statt 5 ", "von 5 über ", "half a quarter of a ", "Belegschaft auf 5 ",
    "$(3", "Mio. EUR ", "exceeded the a b ", "Zahl der Nutzer stieg auf 5 ", "1 in 5 in 5 ", "5+",
    "5 H100- und ", "Weihnachten Ostern ", "two weeks ago Tuesday ", "2026-2027-", "1\u2007000 ٣٬٥",
    "(in Euro)\nCash 4 5\n", "$3, ", "0341 ", "der dritte in ", "the 1990s early ", "5 MW und 6 ",
    "soll im März a b c ", "(bis Ende Mai ", "das a b c d im Mai ", "on Tuesday and ",
]  # fmt: skip


def seconds(find: Finder, text: str, lang: Language) -> float:
    """Processor time, the best of two runs; not quite the same text, which may be remembered."""
    times = []
    for run in range(2):
        other = text + "\n" * run
        begun = time.process_time()
        find(other, lang)
        times.append(time.process_time() - begun)
    return min(times)


def repeated(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


@pytest.mark.parametrize("find", FINDERS.values(), ids=FINDERS)
@pytest.mark.parametrize("piece", HOSTILE)
def test_four_times_a_hostile_text_takes_about_four_times_as_long(piece, find):
    lang: Language = "de" if HOSTILE.index(piece) % 2 else "en"
    short, long = (seconds(find, repeated(piece, n), lang) for n in (4_000, 16_000))
    assert long < 9 * short + 0.02  # quadratic: 16


@pytest.mark.parametrize(
    ("name", "lang"), [("amounts", "de"), ("quantities", "en"), ("times", "de")]
)
def test_a_megabyte_of_everything_hostile_takes_twice_as_long_as_half_of_it(name, lang):
    find = FINDERS[name]
    mixed = "".join(repeated(piece, 4_000) for piece in HOSTILE)
    half, whole = repeated(mixed, 500_000), repeated(mixed, 1_000_000)
    begun = time.process_time()
    find(half, lang)
    between = time.process_time()
    find(whole, lang)
    assert time.process_time() - between < 3 * (between - begun)

"""Numbers in rows below a heading that states their unit."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents import Language
from pipeline.extract.amounts import find_amounts

LANGUAGES = st.sampled_from(get_args(Language))
NUMBERS = st.decimals(1, 999_999_999, places=2).map(lambda n: n.normalize() + 0)
HEADINGS = {"de": "Angaben in Mio. Euro", "en": "(in millions of euros)"}
MILLION = 10**6

KEY_FIGURES = """Kennzahlen (Angaben in Mio. Euro)

2025 2024
Umsatz 231,4 190,2
EBIT | 18,1 | -3,2
Mitarbeiter 1.204
EBIT-Marge 7,8

Quellhof betreibt 12 Netze."""


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("de", KEY_FIGURES, ["231.4", "190.2", "18.1", "-3.2"]),
        ("de", "Alle Zahlen in TEUR\nUmsatz 4.120\nErgebnis je Aktie 1,20", ["4.12"]),
        (
            "en",
            "Results ($ in millions)\n\nRevenue 231.4 190.2\nHeadcount 1,204",
            ["231.4", "190.2"],
        ),
        ("en", "Assets (in thousands of euros)\nCash  12,400\n\nThere are 3 sites.", ["12.4"]),
        ("en", "Figures in US$ million\nRevenue 2024: 31.5\nNet loss (3.2)", ["31.5"]),
        ("en", "She lives (in Leeds)\nRevenue 4 5", []),
        ("de", "Der Umsatz (in Mio. Euro) stieg um 20.", []),
    ],
)
def test_numbers_in_rows_have_the_unit_that_the_heading_states(lang, text, expected):
    found = find_amounts(text, lang)
    assert [amount.min for amount in found] == [Decimal(n) * MILLION for n in expected]


@given(NUMBERS, LANGUAGES)
def test_a_number_below_a_heading_reads_as_that_many_millions(number, lang):
    written = format_decimal(number, format="#,##0.##", locale=lang)
    (amount,) = find_amounts(f"{HEADINGS[lang]}\nCash {written}", lang)
    assert (amount.min, amount.max, amount.currency) == (number * MILLION, number * MILLION, "EUR")

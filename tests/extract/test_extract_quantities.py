"""Percentages, counts and power: the tables of cases, and what holds for every number."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents import Language, Quantity
from pipeline.extract.quantities import find_quantities

TABLES = Path(__file__).with_name("tables")
LANGUAGES = st.sampled_from(get_args(Language))
MEGAWATT = 10**6


def cases():
    """Each line of the tables: language, text without brackets, expected (text, value)."""
    for lang in get_args(Language):
        for line in TABLES.joinpath(f"quantities.{lang}.txt").read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                text, _, values = line.rpartition(" |")
                marked = re.findall(r"\[(.*?)\]", text)
                expected = [value.strip() for value in values.split(";") if value.strip()]
                plain = text.replace("[", "").replace("]", "")
                yield pytest.param(lang, plain, list(zip(marked, expected, strict=True)), id=text)


def written(number: Decimal) -> str:
    return f"{number:,f}".replace(",", "_")


def shown(quantity: Quantity) -> str:
    """A quantity as the tables write it: ">500 employees ~"."""
    least, most = quantity.min, quantity.max
    if least is not None and most is not None:
        value = written(least) if least == most else f"{written(least)}..{written(most)}"
    else:
        value = f">{written(least)}" if most is None else f"<{written(most)}"
    return f"{value} {quantity.unit}" + (" ~" if quantity.approx else "")


@pytest.mark.parametrize(("lang", "text", "expected"), list(cases()))
def test_the_table_of_quantities_reads_as_it_says(lang, text, expected):
    found = find_quantities(text, lang)
    assert [(quantity.text, shown(quantity)) for quantity in found] == expected


@pytest.mark.parametrize(
    ("text", "kind"), [("20 Prozent", "percent"), ("20 MW", "power"), ("20 Stellen", "count")]
)
def test_each_quantity_is_of_its_kind(text, kind):
    assert find_quantities(text, "de")[0].kind == kind


@given(st.decimals(0, 100, places=2), LANGUAGES)
def test_a_percentage_as_babel_writes_it_reads_back_as_itself(number, lang):
    written = format_decimal(number, format="0.##", locale=lang)
    (quantity,) = find_quantities(f"({written} %)", lang)
    assert quantity.min == quantity.max == number


@given(st.integers(2, 10**9), LANGUAGES)
def test_a_count_as_babel_writes_it_reads_back_as_itself(number, lang):
    (quantity,) = find_quantities(f"({format_decimal(number, locale=lang)} GPUs)", lang)
    assert (quantity.min, quantity.unit) == (number, "GPUs")


@given(st.decimals(1, 9999, places=1), LANGUAGES)
def test_a_gigawatt_is_a_thousand_megawatts_and_never_the_same(number, lang):
    written = format_decimal(number, format="0.#", locale=lang)
    (mega,) = find_quantities(f"({written} MW)", lang)
    (giga,) = find_quantities(f"({written} GW)", lang)
    assert mega.min == Decimal(number) * MEGAWATT
    assert giga.min == Decimal(number) * MEGAWATT * 1000


@given(st.text(max_size=300), LANGUAGES)
def test_any_text_gives_exact_spans_in_order(text, lang):
    last = 0
    for quantity in find_quantities(text, lang):
        assert text[quantity.span.start : quantity.span.end] == quantity.text != ""
        assert quantity.span.start >= last
        last = quantity.span.end

"""Amounts: the tables of cases, and what holds for every number and every text."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
from babel.numbers import format_decimal, get_currency_name
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents import Amount, Language
from pipeline.extract import currencies
from pipeline.extract.amounts import find_amounts

TABLES = Path(__file__).with_name("tables")
LANGUAGES = st.sampled_from(get_args(Language))
NUMBERS = st.decimals(1, 999_999_999, places=2).map(lambda n: n.normalize() + 0)
SCALES = {
    "de": {"": 0, "Tausend": 3, "Mio.": 6, "Millionen": 6, "Mrd.": 9, "Milliarden": 9,
           "Billionen": 12, "Bio.": 12},
    "en": {"": 0, "thousand": 3, "million": 6, "mn": 6, "bn": 9, "billion": 9, "trillion": 12},
}  # fmt: skip


def cases():
    """Each line of the tables: language, text without brackets, expected (text, value)."""
    for lang in get_args(Language):
        for line in TABLES.joinpath(f"amounts.{lang}.txt").read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                text, _, values = line.rpartition(" |")
                marked = re.findall(r"\[(.*?)\]", text)
                expected = [value.strip() for value in values.split(";") if value.strip()]
                plain = text.replace("[", "").replace("]", "")
                yield pytest.param(lang, plain, list(zip(marked, expected, strict=True)), id=text)


def read(value: str) -> Amount:
    """An amount as the tables write it: ">500_000_000 USD ~"."""
    numbers, code, *approx = value.split()
    low, _, high = numbers.partition("..")
    least = None if numbers[0] in "<?" else Decimal(low.lstrip(">"))
    most = None if numbers[0] in ">?" else Decimal((high or low).lstrip("<"))
    return Amount((0, 0), "", least, most, code, bool(approx))


@pytest.mark.parametrize(("lang", "text", "expected"), list(cases()))
def test_the_table_of_amounts_reads_as_it_says(lang, text, expected):
    found = find_amounts(text, lang)
    assert [amount.text for amount in found] == [marked for marked, _ in expected]
    for amount, (_, value) in zip(found, expected, strict=True):
        wanted = read(value)
        assert (amount.min, amount.max, amount.currency, amount.approx) == (
            wanted.min,
            wanted.max,
            wanted.currency,
            wanted.approx,
        )


def test_the_tables_hold_at_least_two_hundred_amounts():
    assert sum(len(case.values[2]) for case in cases()) >= 200


def only(text: str, lang: Language) -> Amount:
    (amount,) = find_amounts(text, lang)
    return amount


@given(NUMBERS, LANGUAGES, st.data())
def test_a_number_as_babel_writes_it_reads_back_as_itself_with_any_scale(number, lang, data):
    word = data.draw(st.sampled_from(sorted(SCALES[lang])))
    written = format_decimal(number, format="#,##0.##", locale=lang)
    power = SCALES[lang][word]
    if number * 10**power >= 10**18:
        return
    amount = only(f"Sie nennt {written} {word} Euro.".replace("  ", " "), lang)
    assert amount.min == amount.max == number * 10**power


@given(
    st.integers(1, 10**12), LANGUAGES, st.sampled_from(["", "\u00a0", "\u2009", "\u202f", "'", "’"])
)
def test_a_whole_number_reads_back_with_any_sign_between_its_groups(number, lang, sign):
    written = f"{number:,}".replace(",", sign)
    assert only(f"(EUR {written})", lang).min == number
    assert only(f"({written} Euro)", lang).max == number


@given(st.integers(1, 999_999), LANGUAGES)
def test_a_sum_is_the_same_with_its_currency_before_and_behind(number, lang):
    written = format_decimal(number, locale=lang)
    assert only(f"€{written}", lang).min == only(f"{written} Euro", lang).min == number


UNITS = {
    "de": [
        "null",
        "ein",
        "zwei",
        "drei",
        "vier",
        "fünf",
        "sechs",
        "sieben",
        "acht",
        "neun",
        "zehn",
        "elf",
        "zwölf",
        "dreizehn",
        "vierzehn",
        "fünfzehn",
        "sechzehn",
        "siebzehn",
        "achtzehn",
        "neunzehn",
    ],
    "en": [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ],
}
TENS = {
    "de": [
        ".",
        ".",
        "zwanzig",
        "dreißig",
        "vierzig",
        "fünfzig",
        "sechzig",
        "siebzig",
        "achtzig",
        "neunzig",
    ],
    "en": [".", ".", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
}


def spelled_german(n: int) -> str:
    if n >= 1000:
        return (
            spelled_german(n // 1000) + "tausend" + (spelled_german(n % 1000) if n % 1000 else "")
        )
    if n >= 100:
        return UNITS["de"][n // 100] + "hundert" + (spelled_german(n % 100) if n % 100 else "")
    if n < 20:
        return UNITS["de"][n]
    return (UNITS["de"][n % 10] + "und" if n % 10 else "") + TENS["de"][n // 10]


def spelled_english(n: int) -> str:
    if n >= 1000:
        rest = f" {spelled_english(n % 1000)}" if n % 1000 else ""
        return f"{spelled_english(n // 1000)} thousand{rest}"
    if n >= 100:
        rest = f" and {spelled_english(n % 100)}" if n % 100 else ""
        return f"{UNITS['en'][n // 100]} hundred{rest}"
    if n < 20:
        return UNITS["en"][n]
    return TENS["en"][n // 10] + (f"-{UNITS['en'][n % 10]}" if n % 10 else "")


@given(st.integers(2, 999_999))
def test_a_number_in_words_reads_back_as_itself(number):
    assert only(f"Sie zahlt {spelled_german(number)} Euro.", "de").min == number
    assert only(f"It pays {spelled_english(number)} euros.", "en").min == number


@given(
    st.integers(2, 999),
    st.sampled_from([("Millionen", "million", 6), ("Milliarden", "billion", 9)]),
)
def test_number_words_and_scale_words_multiply(number, scale):
    german, english, power = scale
    assert only(f"{spelled_german(number)} {german} Euro", "de").min == number * 10**power
    assert only(f"{spelled_english(number)} {english} euros", "en").min == number * 10**power


@given(st.integers(1, 998), st.integers(1, 998), LANGUAGES)
def test_a_range_keeps_both_ends_and_never_turns_round(first, second, lang):
    low, high = sorted((first, second + 1000))
    joined = {"de": f"{low} bis {high} Euro", "en": f"{low} to {high} euros"}
    amount = only(joined[lang], lang)
    assert (amount.min, amount.max) == (low, high)


@pytest.mark.parametrize(
    ("german", "english"),
    [("Mio.", "million"), ("Mrd.", "billion"), ("Bio.", "trillion"), ("Mrd", "bn"), ("Mio", "m")],
)
def test_no_scale_word_is_a_thousand_times_another(german, english):
    same = only(f"1,5 {german} Euro", "de").min, only(f"€1.5{english}", "en").min
    assert same[0] == same[1]


def test_a_billion_is_the_language_s_own():
    assert only("eine Billion Euro", "de").min == 10**12
    assert only("a billion euros", "en").min == 10**9
    assert only("1.065 Milliarden Euro", "de").min == 1065 * 10**9
    assert only("1.065 billion euros", "en").min == Decimal("1.065") * 10**9


@pytest.mark.parametrize("lang", get_args(Language))
def test_a_currency_is_known_by_the_plural_that_babel_gives_it(lang):
    codes = tomllib.loads(Path(currencies.__file__).with_suffix(".toml").read_text("utf-8"))
    scale = {"de": "Millionen", "en": "million"}[lang]
    for code in codes.keys() - {"shared", "cents", "multiples"}:
        for count in (1, 5):
            name = get_currency_name(code, count, lang)
            name = name[:1].lower() + name[1:] if lang == "de" else name
            amount = only(f"Summe: 5 {scale} {name}.", lang)
            assert (amount.min, amount.currency, name) == (5_000_000, code, name)


@given(st.text(max_size=300), LANGUAGES)
def test_any_text_gives_exact_spans_in_order(text, lang):
    last = 0
    for amount in find_amounts(text, lang):
        assert text[amount.span.start : amount.span.end] == amount.text != ""
        assert amount.span.start >= last
        assert amount.currency is not None
        last = amount.span.end


WORDS = [
    "1",
    "2,5",
    "1.000",
    "1.5",
    "-3",
    "$",
    "€",
    "£",
    "EUR",
    "USD",
    "Fr",
    ".",
    ",",
    "-",
    "–",
    "(",
    ")",
    "Mrd",
    "Mio",
    "bn",
    "m",
    "billion",
    "Milliarden",
    "half",
    "a",
    "eine",
    "halbe",
    "und",
    "and",
    "bis",
    "to",
    "von",
    "from",
    "auf",
    "zwischen",
    "between",
    "mehr",
    "als",
    "up",
    "über",
    "rund",
    "about",
    "mehrere",
    "several",
    "of",
    "Dollar",
    "euros",
    "won",
    "cents",
    "p",
    "kr",
    "Kronen",
    "crore",
    "hundred",
    "twenty",
    "twenty-five",
    "zwölf",
    ":",
    "%",
    "+",
    "or",
    "more",
    "million",
    "millions",
    "Millionen",
    "2024",
    "users",
    "Nutzer",
    "Umsatz",
    "revenue",
    "\n",
]


@given(st.lists(st.sampled_from(WORDS), max_size=25), st.sampled_from(["", " "]), LANGUAGES)
def test_words_of_money_in_any_order_give_no_error_and_sane_amounts(words, glue, lang):
    text = glue.join(words)
    for amount in find_amounts(text, lang):
        assert text[amount.span.start : amount.span.end] == amount.text
        assert amount.min is None or amount.max is None or amount.min <= amount.max
        assert all(abs(value) < 10**18 for value in (amount.min, amount.max) if value is not None)

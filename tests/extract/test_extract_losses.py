"""A profit's sign: what its clause says of a loss."""

import pytest

from pipeline.documents import Span
from pipeline.extract.amounts import find_amounts
from pipeline.extract.evidence import signed


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Lumo verliert im Monat 500.000 Franken.", "de"),
        ("Alle drei verlieren damit Geld, zusammen 41 Millionen Euro im Jahr.", "de"),
        ("Lumo meldete ein negatives Ergebnis von 2 Mio. Euro.", "de"),
        ("Der Fehlbetrag stieg auf 9 Millionen Euro.", "de"),
        ("Lumo loses around $25 million a month.", "en"),
        ("The unit is losing C$8 million a year.", "en"),
        ("Lumo is expected to lose $1.8 billion this year.", "en"),
        ("The shortfall was $8 million.", "en"),
        ("Lumo posted a net loss of $3 million.", "en"),
    ],
)
def test_a_loss_is_a_negative_profit(text, lang):
    (amount,) = find_amounts(text, lang)
    told = signed(amount, text, Span(0, len(text)))
    assert (told.min, told.max) == (-amount.max, -amount.min)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Lumo verdiente 2025 unterm Strich 12 Millionen Euro.", "de"),
        ("Die Aktie verliert 14 Prozent: Der Gewinn fiel auf 25 Millionen Euro.", "de"),
        ("The shares lost 5% as net profit fell to $12 million.", "en"),
        ("Net profit rose to $12 million.", "en"),
        ("Lumo closed the year with earnings of $12 million.", "en"),
    ],
)
def test_a_profit_stays_positive(text, lang):
    (amount,) = find_amounts(text, lang)
    assert signed(amount, text, Span(0, len(text))) == amount

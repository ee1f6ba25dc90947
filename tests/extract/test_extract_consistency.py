"""Claims of one article that cannot all hold."""

import pytest

from pipeline.documents import Claim, Entity, Span
from pipeline.extract.amounts import find_amounts
from pipeline.extract.consistency import consistent

LUMO, VELD, JENA = Entity("Lumo", "ORG"), Entity("Veld", "ORG"), Entity("Jena", "LOC")
WHOLE = Span(0, 5)


def claim(predicate, subject, target=None, *, score, amount=None, by="test"):
    return Claim(predicate, subject, target, WHOLE, WHOLE, "actual", score, by, amount)


def kept(claims, text="", amounts=()):
    found = consistent(claims, text, amounts)
    return {(c.predicate, c.subject.name, c.amount and c.amount.text) for c in found}


@pytest.mark.parametrize(
    ("text", "lang", "right"),
    [
        ("Lumo nahm 70 Mio. Euro (75 Mio. Dollar) ein.", "de", "70 Mio. Euro"),
        ("Lumo nahm 70 Mio. Euro, umgerechnet rund 75 Mio. Dollar, ein.", "de", "70 Mio. Euro"),
        ("Lumo raised 1 billion yuan ($140 million).", "en", "1 billion yuan"),
    ],
)
def test_a_sum_told_in_two_currencies_is_one_fact(text, lang, right):
    amounts = find_amounts(text, lang)
    claims = [claim("raised", LUMO, score=0.5 + i / 9, amount=a) for i, a in enumerate(amounts)]

    assert len(claims) == 2
    assert kept(claims, text, amounts) == {("raised", "Lumo", right)}


def test_two_sums_side_by_side_in_two_currencies_are_two():
    text = "Lumo raised 70 million euros and later $90 million."
    amounts = find_amounts(text, "en")
    claims = [claim("raised", LUMO, score=0.9, amount=a) for a in amounts]

    assert len(kept(claims, text, amounts)) == 2


def test_one_sum_is_no_round_and_valuation_of_the_same_company():
    [amount] = find_amounts("16 Mrd. Dollar", "de")
    claims = [
        claim("raised", LUMO, score=0.6, amount=amount),
        claim("valued_at", LUMO, score=0.8, amount=amount),
    ]

    assert kept(claims) == {("valued_at", "Lumo", "16 Mrd. Dollar")}


def test_a_sum_raised_is_one_companys():
    [amount] = find_amounts("16 Mrd. Dollar", "de")
    claims = [
        claim("raised", LUMO, score=0.6, amount=amount),
        claim("raised", VELD, score=0.8, amount=amount),
    ]

    assert kept(claims) == {("raised", "Veld", "16 Mrd. Dollar")}


@pytest.mark.parametrize(
    ("larger", "is_round"), [("1.7 bn euros", False), ("1.7 bn dollars", True)]
)
def test_an_investors_sum_is_no_round_beside_a_larger_one(larger, is_round):
    [share], [whole] = find_amounts("1.3 bn euros", "en"), find_amounts(larger, "en")
    claims = [
        claim("raised", LUMO, score=0.8, amount=share),
        claim("raised", LUMO, score=0.9, amount=whole),
        claim("invested_in", VELD, LUMO, score=0.9, amount=share),
    ]

    assert (("raised", "Lumo", "1.3 bn euros") in kept(claims)) == is_round


def test_a_sole_investors_sum_is_the_round():
    [share] = find_amounts("1.3 bn euros", "en")
    claims = [
        claim("raised", LUMO, score=0.8, amount=share),
        claim("invested_in", VELD, LUMO, score=0.9, amount=share),
    ]

    assert ("raised", "Lumo", "1.3 bn euros") in kept(claims)


@pytest.mark.parametrize("predicate", ["holds_stake_in", "acquired", "supplies"])
def test_what_has_a_direction_goes_one_way(predicate):
    claims = [claim(predicate, LUMO, VELD, score=0.6), claim(predicate, VELD, LUMO, score=0.7)]

    assert kept(claims) == {(predicate, "Veld", None)}


def test_parties_that_sue_each_other_both_stand():
    claims = [claim("sued", LUMO, VELD, score=0.6), claim("sued", VELD, LUMO, score=0.7)]

    assert len(kept(claims)) == 2


def test_a_place_where_it_builds_is_no_seat():
    claims = [
        claim("located_in", LUMO, JENA, score=0.5),
        claim("builds", LUMO, JENA, score=0.7),
        claim("located_in", VELD, JENA, score=0.5),
    ]

    assert kept(claims) == {("builds", "Lumo", None), ("located_in", "Veld", None)}


def test_what_one_investor_puts_in_by_the_clause_is_no_round():
    [amount] = find_amounts("16 Mrd. Dollar", "de")
    part = claim("invested_in", VELD, LUMO, score=0.9, amount=amount, by="rule:sum-invested")
    round_of = claim("raised", LUMO, score=0.95, amount=amount)

    assert kept([part, round_of]) == {("invested_in", "Veld", "16 Mrd. Dollar")}


def test_the_same_without_its_sum_is_not_told_beside_it():
    [amount] = find_amounts("16 Mrd. Dollar", "de")
    claims = [
        claim("acquired", LUMO, VELD, score=0.9),
        claim("acquired", LUMO, VELD, score=0.6, amount=amount),
    ]

    assert kept(claims) == {("acquired", "Lumo", "16 Mrd. Dollar")}

"""No claim gets in whose subject, object, sum or speaker the article's text does not have."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telling import money, org, says, telling

from pipeline.documents import Claim, Extraction, Span
from pipeline.store.door import Checked, check

NORTHWIND, BROOK, WIRE = org("Northwind"), org("Brook Capital"), org("Harbour Wire")
FOUND = telling(
    "https://a.example/1",
    "2026-03-02",
    says(BROOK, "invested_in", NORTHWIND, amount=money("6000000"), by=WIRE),
    also="Metallica and Norah said nothing.",
)
[CLAIM] = FOUND.extraction.claims


def checked(*claims: Claim) -> Checked:
    return check(FOUND.article, replace(FOUND.extraction, claims=claims))


def test_what_the_text_says_gets_in() -> None:
    assert checked(CLAIM).claims == (CLAIM,)
    assert checked(CLAIM).refused == ()


@pytest.mark.parametrize("name", ["Absent Systems", "Metal", "Nora", "wind", ""])
@pytest.mark.parametrize(
    ("role", "reason"),
    [
        ("subject", "subject-not-in-text"),
        ("object", "object-not-in-text"),
        ("attributed_to", "source-not-in-text"),
    ],
)
def test_who_is_not_in_the_text_keeps_the_claim_out(role: str, reason: str, name: str) -> None:
    found = checked(replace(CLAIM, **{role: org(name)}))

    assert found.claims == ()
    assert [refused.reason for refused in found.refused] == [reason]


@given(text=st.text(max_size=12), shift=st.integers(-3, 3), longer=st.integers(-3, 3))
def test_only_the_very_words_of_a_sum_get_in(text: str, shift: int, longer: int) -> None:
    amount = CLAIM.amount
    assert amount is not None
    span = Span(amount.span.start + shift, amount.span.end + shift + longer)
    moved = replace(CLAIM, amount=replace(amount, text=text or amount.text, span=span))
    stands = FOUND.article.text[span.start : span.end] == (text or amount.text)

    assert bool(checked(moved).claims) == stands


@given(start=st.integers(-5, 400), end=st.integers(-5, 400))
def test_evidence_lies_in_the_text(start: int, end: int) -> None:
    inside = 0 <= start < end <= len(FOUND.article.text)

    assert bool(checked(replace(CLAIM, evidence=Span(start, end))).claims) == inside


def test_the_real_models_claims_all_pass(extractor) -> None:
    text = (
        "Lichtwerk sammelt 30 Millionen Euro ein\n\nDas Start-up Lichtwerk aus Leipzig hat "
        "30 Millionen Euro eingesammelt, sagte Gründerin Jana Holtkamp. Angeführt wurde die Runde "
        "von Tannberg Ventures."
    )
    article = replace(FOUND.article, text=text, title=text.split("\n", 1)[0], lang="de")
    [extraction] = extractor.extract([article])
    assert isinstance(extraction, Extraction)
    passed = check(article, extraction)

    assert passed.claims
    assert passed.claims == extraction.claims
    assert passed.refused == ()

"""What two neighbouring names state beyond doubt, and the words that qualify a claim."""

from datetime import date
from decimal import Decimal

import pytest

from pipeline.documents import Amount, Claim, Entity, Mention, Quantity, Span, Time
from pipeline.extract.evidence import evidence_of
from pipeline.extract.qualifiers import Findings, qualified
from pipeline.extract.rules import certain_claims


def marked(text):
    """`[Nvidia|ORG]-Chef [Ida Lund|PERSON]` to plain text and its mentions."""
    plain, mentions, at = "", [], 0
    while (start := text.find("[", at)) >= 0:
        end = text.index("]", start)
        name, kind = text[start + 1 : end].split("|")
        plain += text[at:start]
        span = Span(len(plain), len(plain) + len(name))
        mentions.append(Mention(span, name, Entity(name, kind), 1.0))
        plain += name
        at = end + 1
    return plain + text[at:], mentions


def said(text):
    plain, mentions = marked(text)
    return [(c.predicate, c.subject.name, c.object.name) for c in certain_claims(plain, mentions)]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("[Lumo|ORG]-Chefin [Ida Lund|PERSON] kam.", ("has_role", "Ida Lund", "Lumo")),
        ("Said [Lumo|ORG] co-founder [Ida Lund|PERSON].", ("has_role", "Ida Lund", "Lumo")),
        ("[Lumo|ORG]’s chief executive [Ida Lund|PERSON] left.", ("has_role", "Ida Lund", "Lumo")),
        ("[Ida Lund|PERSON], CEO of [Lumo|ORG], said.", ("has_role", "Ida Lund", "Lumo")),
        ("[Ida Lund|PERSON], Sprecherin von [Lumo|ORG].", ("has_role", "Ida Lund", "Lumo")),
        ("[Ida Lund|PERSON], [Lumo|ORG]’s finance chief, said.", ("has_role", "Ida Lund", "Lumo")),
        ("[Brumm|PRODUCT]-Entwickler [Lumo|ORG] wächst.", ("launched", "Lumo", "Brumm")),
        ("[Brumm|PRODUCT] maker [Lumo|ORG] grows.", ("launched", "Lumo", "Brumm")),
        ("Die [Lumo|ORG]-Tochter [Veld|ORG] wächst.", ("holds_stake_in", "Lumo", "Veld")),
        ("[Veld|ORG] parent [Lumo|ORG] grows.", ("holds_stake_in", "Lumo", "Veld")),
        ("Das Start-up [Veld|ORG] aus [Jena|LOC] wächst.", ("located_in", "Veld", "Jena")),
        ("The [Leeds|LOC]-based chip firm [Veld|ORG] grows.", ("located_in", "Veld", "Leeds")),
    ],
)
def test_titles_makers_daughters_and_seats_are_certain(text, fact):
    assert said(text) == [fact]


@pytest.mark.parametrize(
    "text",
    [
        "Ex-[Lumo|ORG]-Chefin [Ida Lund|PERSON] kam.",
        "former [Lumo|ORG] chief executive [Ida Lund|PERSON]",
        "[Lumo|ORG] und [Ida Lund|PERSON]",
        "[Lumo|ORG]s [Brumm|PRODUCT]",
        "[Lumo|ORG] kommt. Chef [Ida Lund|PERSON]",
        "[Ida Lund|PERSON] lobt den Chef von [Lumo|ORG]",
    ],
)
def test_former_roles_bare_possessives_and_chance_neighbours_are_not(text):
    assert said(text) == []


def test_the_evidence_is_the_clause_that_holds_the_parties():
    text, mentions = marked(
        "Am Montag, so hieß es, kaufte [Lumo|ORG] die Firma [Veld|ORG], trotz allem."
    )
    span = evidence_of(
        text, Span(0, len(text)), (mentions[0].entity, mentions[1].entity), None, mentions
    )
    assert text[span.start : span.end] == "kaufte Lumo die Firma Veld"


def test_the_evidence_is_the_sentence_where_a_party_is_only_described():
    text, mentions = marked("Das Start-up zog gestern nach [Jena|LOC].")
    span = evidence_of(
        text, Span(0, len(text)), (Entity("Lumo", "ORG"), mentions[0].entity), None, mentions
    )
    assert span == Span(0, len(text))


def claim(predicate, text, mentions, target=None, amount=None):
    whole = Span(0, len(text))
    return Claim(predicate, mentions[0].entity, target, whole, whole, "actual", 1.0, "test", amount)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("[Ida Lund|PERSON], Finanzchefin von [Lumo|ORG], geht.", "CFO"),
        ("[Ida Lund|PERSON], interim chief executive of [Lumo|ORG], left.", "interim CEO"),
        ("[Ida Lund|PERSON], Mitgründerin von [Lumo|ORG]", "co-founder"),
        ("[Ida Lund|PERSON], spokeswoman for [Lumo|ORG]", "spokesperson"),
        ("[Ida Lund|PERSON] lobt [Lumo|ORG]", None),
    ],
)
def test_a_role_is_read_in_both_languages(text, role):
    plain, mentions = marked(text)
    found = qualified(
        claim("has_role", plain, mentions, mentions[1].entity), plain, Findings(mentions, (), ())
    )
    assert found.qualifiers.get("role") == role


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("[Lumo|ORG] hat in einer Serie-B-Runde Geld bekommen.", "Series B"),
        ("[Lumo|ORG] closed its Series C round.", "Series C"),
        ("[Lumo|ORG] sammelte in der A-Runde Geld ein.", "Series A"),
        ("[Lumo|ORG] ging mit dem Börsengang viel Geld zu.", "IPO"),
        ("[Lumo|ORG] took a loan.", "debt"),
    ],
)
def test_a_round_is_named_alike_in_both_languages(text, word):
    plain, mentions = marked(text)
    found = qualified(claim("raised", plain, mentions), plain, Findings(mentions, (), ()))
    assert found.qualifiers["round"] == word


def test_head_count_and_day_come_from_the_sentence():
    plain, mentions = marked("[Lumo|ORG] entlässt am 3. Mai 120 Mitarbeiter.")
    day = Time(Span(17, 23), "3. Mai", date(2026, 5, 3), date(2026, 5, 3), "day")
    staff = Quantity(
        Span(24, 39), "120 Mitarbeiter", "count", Decimal(120), Decimal(120), "employees"
    )
    found = qualified(
        claim("cut_jobs", plain, mentions), plain, Findings(mentions, (staff,), (day,))
    )
    assert found.qualifiers["count"] == "120"
    assert found.time == day


def test_a_sums_own_words_count_where_a_sentence_has_two_rounds():
    plain, mentions = marked(
        "[Lumo|ORG] nahm erst 2 Mio. Euro Seed, dann 9 Mio. Euro in Serie A ein."
    )
    start = plain.index("9 Mio. Euro")
    amount = Amount(Span(start, start + 11), "9 Mio. Euro", None, None, "EUR")
    found = qualified(
        claim("raised", plain, mentions, None, amount), plain, Findings(mentions, (), ())
    )
    assert found.qualifiers["round"] == "Series A"

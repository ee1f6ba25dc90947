"""What qualifies a claim: the words, numbers and times that its own clause gives, no others'."""

from datetime import date

import pytest

from pipeline.documents import Claim, Entity, Mention, Span
from pipeline.extract.amounts import find_amounts
from pipeline.extract.qualifiers import Findings, qualified
from pipeline.extract.quantities import find_quantities
from pipeline.extract.times import find_times

DAY = date(2026, 5, 20)


def told(predicate, marked, lang, status="actual", nth=0):
    """The claim of `[Lumo|ORG] sammelte ...`: first name its subject, the second its object."""
    text, mentions, at = "", [], 0
    while (start := marked.find("[", at)) >= 0:
        end = marked.index("]", start)
        name, kind = marked[start + 1 : end].split("|")
        text += marked[at:start]
        span = Span(len(text), len(text) + len(name))
        mentions.append(Mention(span, name, Entity(name, kind), 1.0))
        text += name
        at = end + 1
    text += marked[at:]
    amounts = find_amounts(text, lang)
    claim = Claim(
        predicate=predicate,
        subject=mentions[0].entity,
        object=mentions[1].entity if len(mentions) > 1 else None,
        evidence=Span(0, len(text)),
        sentence=Span(0, len(text)),
        status=status,
        score=1.0,
        found_by="test",
        amount=amounts[nth] if amounts else None,
    )
    found = Findings(mentions, find_quantities(text, lang), find_times(text, lang, DAY))
    return qualified(claim, text, found)


def day_of(claim):
    return None if claim.time is None else claim.time.start


@pytest.mark.parametrize(
    ("predicate", "text", "lang", "day"),
    [
        ("raised", "Im März sammelte [Lumo|ORG] 9 Mio. Euro ein.", "de", date(2026, 3, 1)),
        ("raised", "[Lumo|ORG] hat, im März, 9 Mio. Euro bekommen.", "de", date(2026, 3, 1)),
        ("raised", "In March, [Lumo|ORG] raised $9 million.", "en", date(2026, 3, 1)),
        ("acquired", "[Lumo|ORG] kaufte [Veld|ORG] 2024.", "de", date(2024, 1, 1)),
        ("founded", "[Ida Lund|PERSON] founded [Lumo|ORG] in 2019.", "en", date(2019, 1, 1)),
    ],
)
def test_a_claim_has_the_time_of_its_clause(predicate, text, lang, day):
    assert day_of(told(predicate, text, lang)) == day


@pytest.mark.parametrize(
    ("predicate", "text", "lang"),
    [
        ("raised", "Die 2021 von Ida Lund gegründete [Lumo|ORG] sammelte 9 Mio. Euro ein.", "de"),
        ("raised", "[Lumo|ORG], founded in 2021, raised $9 million.", "en"),
        ("builds", "[Lumo|ORG] baut in [Jena|LOC], während Veld seit 2020 ruht.", "de"),
        ("acquired", "[Lumo|ORG] bought [Veld|ORG], which had grown since 2020.", "en"),
        ("launched", "[Lumo|ORG], der [Brumm|PRODUCT]-Entwickler, wuchs am Montag.", "de"),
        ("employs", "[Lumo|ORG] beschäftigt im Mai 120 Mitarbeiter.", "de"),
        ("competes_with", "[Lumo|ORG] ist 2025 ein Rivale von [Veld|ORG].", "de"),
    ],
)
def test_a_time_of_something_else_is_not_taken(predicate, text, lang):
    assert told(predicate, text, lang).time is None


def test_the_day_of_a_rumour_is_not_the_day_of_what_it_says():
    text = "[Lumo|ORG] is to buy [Veld|ORG], the paper wrote last month."
    assert told("acquired", text, "en", status="rumoured").time is None


def test_of_two_times_each_sum_has_its_own():
    text = "[Lumo|ORG] nahm 2023 2 Mio. Euro ein, 2025 waren es 9 Mio. Euro."
    assert day_of(told("raised", text, "de", nth=0)) == date(2023, 1, 1)
    assert day_of(told("raised", text, "de", nth=1)) == date(2025, 1, 1)


@pytest.mark.parametrize(
    ("text", "lang", "period"),
    [
        ("Im vergangenen Jahr setzte [Lumo|ORG] 9 Mio. Euro um.", "de", "2025"),
        ("Im ersten Quartal setzte [Lumo|ORG] 9 Mio. Euro um.", "de", "2026-Q1"),
        ("[Lumo|ORG] had sales of $9 million in the second half of 2025.", "en", "2025-H2"),
        ("Im Geschäftsjahr 2024/25 setzte [Lumo|ORG] 9 Mio. Euro um.", "de", "FY2024/25"),
        ("[Lumo|ORG] had sales of $9 million in fiscal 2025.", "en", "FY2025"),
        ("[Lumo|ORG] has annualised sales of $9 million.", "en", "annualised"),
        ("[Lumo|ORG] had sales of $9 million in its fiscal first quarter.", "en", None),
        ("[Lumo|ORG] setzte 9 Mio. Euro um, teilte die Firma am Montag mit.", "de", None),
        ("[Lumo|ORG] setzte 9 Mio. Euro um, mehr als im Jahr 2024.", "de", None),
        ("[Lumo|ORG] had sales of $9 million, against less in 2024.", "en", None),
    ],
)
def test_a_figure_is_of_the_year_or_part_of_it_that_its_clause_names(text, lang, period):
    assert told("reported_revenue", text, lang).qualifiers.get("period") == period


@pytest.mark.parametrize(
    ("predicate", "text", "lang", "role"),
    [
        ("has_role", "[Ida Lund|PERSON], [Lumo|ORG] founder and CEO, left.", "en", "founder, CEO"),
        (
            "has_role",
            "[Ida Lund|PERSON] is chief AI officer of [Lumo|ORG].",
            "en",
            "chief AI officer",
        ),
        (
            "has_role",
            "[Ida Lund|PERSON] ist Forschungschefin von [Lumo|ORG].",
            "de",
            "Forschungschefin",
        ),
        ("has_role", "[Ida Lund|PERSON], Aufsichtsratschefin von [Lumo|ORG].", "de", "chair"),
        (
            "has_role",
            "[Ida Lund|PERSON] von [Lumo|ORG] und CEO [Max Ott|PERSON] von Veld.",
            "de",
            None,
        ),
        ("joined", "[Ida Lund|PERSON] geht als Finanzchefin zu [Lumo|ORG].", "de", "CFO"),
        ("joined", "Founder [Ida Lund|PERSON] moves to [Lumo|ORG].", "en", None),
        ("left", "[Ida Lund|PERSON] stepped down as CEO of [Lumo|ORG].", "en", "CEO"),
        ("left", "Gründerin [Ida Lund|PERSON] verlässt [Lumo|ORG].", "de", None),
    ],
)
def test_a_role_is_the_persons_own_there(predicate, text, lang, role):
    assert told(predicate, text, lang).qualifiers.get("role") == role


def test_a_share_is_that_of_the_nearest_owner():
    text = "[Lumo|ORG] gehören Teile von [Veld|ORG], [Kern|ORG] hält 30 Prozent."
    assert "percent" not in told("holds_stake_in", text, "de").qualifiers
    text = "[Lumo|ORG] hält 30 Prozent an [Veld|ORG], [Kern|ORG] den Rest."
    assert told("holds_stake_in", text, "de").qualifiers["percent"] == "30"


def test_of_two_head_counts_the_one_that_goes_is_the_cut():
    text = "Von 900 Mitarbeitern, die [Lumo|ORG] hat, werden 120 Mitarbeiter entlassen."
    assert told("cut_jobs", text, "de").qualifiers["count"] == "120"


def test_of_two_head_counts_neither_is_certain_to_be_the_staff():
    text = "[Lumo|ORG] grew from 300 employees to more, and 500 people applaud."
    assert "count" not in told("employs", text, "en").qualifiers


def test_letters_inside_other_words_tell_no_cut():
    text = "[Lumo|ORG] published that 900 people work there, 120 people were laid off."
    assert told("cut_jobs", text, "en").qualifiers["count"] == "120"


def test_of_a_sentence_without_end_only_what_is_near_is_read():
    text = "[Lumo|ORG] employs {} " + "and so on " * 2000 + "50 people"
    assert "count" not in told("employs", text.format("many"), "en").qualifiers
    assert told("employs", text.format("9 people"), "en").qualifiers["count"] == "9"


def test_words_inside_a_name_qualify_nothing():
    text = "[Lumo|ORG] beliefert [Server Nord|ORG]."
    assert "product" not in told("supplies", text, "de").qualifiers


@pytest.mark.parametrize(
    ("text", "lang", "facility"),
    [
        ("[Lumo|ORG] plant den Bau eines Supercomputers in [Jena|LOC].", "de", "supercomputer"),
        ("[Lumo|ORG] plant in [Jena|LOC] den Bau eines Büros.", "de", "office"),
        ("[Lumo|ORG] opens a second battery plant in [Jena|LOC].", "en", "factory"),
    ],
)
def test_a_german_plan_is_no_english_plant(text, lang, facility):
    assert told("builds", text, lang).qualifiers["facility"] == facility

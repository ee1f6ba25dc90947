"""What the wording of one clause states beyond doubt, and where nothing is certain."""

import time

import pytest

from pipeline.documents import Entity, Mention, Span
from pipeline.extract.amounts import find_amounts
from pipeline.extract.clauses import clause_claims

NAMES = {
    "Lumo": "ORG", "Veld": "ORG", "Brandis": "ORG", "Ida Lund": "PERSON", "Brumm 2": "PRODUCT",
    "Fjordbank": "ORG",
}  # fmt: skip


def said(text: str, lang: str = "de") -> list[tuple]:
    mentions = [
        Mention(Span(at, at + len(name)), name, Entity(name, kind), 1.0)
        for name, kind in NAMES.items()
        for at in range(len(text))
        if text.startswith(name, at)
    ]
    mentions.sort(key=lambda mention: mention.span)
    return [
        (c.predicate, c.subject.name, c.object and c.object.name, c.amount and c.amount.text)
        for c in clause_claims(text, mentions, find_amounts(text, lang))
    ]


@pytest.mark.parametrize(
    ("text", "lang", "fact"),
    [
        ("Lumo hat rund 3 Mio. € eingesammelt.", "de", ("raised", "Lumo", None, "3 Mio. €")),
        ("Im Mai hatte Lumo 3 Mio. € aufgebracht.", "de", ("raised", "Lumo", None, "3 Mio. €")),
        ("Lumo sammelt 3 Mio. € ein.", "de", ("raised", "Lumo", None, "3 Mio. €")),
        ("Lumo has raised about $30m.", "en", ("raised", "Lumo", None, "$30m")),
        ("Lumo wird mit etwa 2 Mrd. € bewertet.", "de", ("valued_at", "Lumo", None, "2 Mrd. €")),
        ("The deal values Lumo at around $2bn.", "en", ("valued_at", "Lumo", None, "$2bn")),
        ("Veld investiert 5 Mio. € in Lumo.", "de", ("invested_in", "Veld", "Lumo", "5 Mio. €")),
        ("Ida Lund invested $5m in Lumo.", "en", ("invested_in", "Ida Lund", "Lumo", "$5m")),
        ("Veld beteiligte sich mit anderen an Lumo.", "de", ("invested_in", "Veld", "Lumo", None)),
        ("Lumo konkurriert vor allem mit Veld.", "de", ("competes_with", "Lumo", "Veld", None)),
        ("Lumo competes with Veld.", "en", ("competes_with", "Lumo", "Veld", None)),
        ("Ida Lund gründete 2021 Lumo.", "de", ("founded", "Ida Lund", "Lumo", None)),
        ("Ida Lund co-founded Lumo.", "en", ("founded", "Ida Lund", "Lumo", None)),
        ("Lumo wurde 2021 von Ida Lund gegründet.", "de", ("founded", "Ida Lund", "Lumo", None)),
        ("Lumo hat Brumm 2 vorgestellt.", "de", ("launched", "Lumo", "Brumm 2", None)),
        ("Lumo unveiled a model called Brumm 2.", "en", ("launched", "Lumo", "Brumm 2", None)),
        ("Veld übernimmt Lumo.", "de", ("acquired", "Veld", "Lumo", None)),
        ("Veld acquired the start-up Lumo.", "en", ("acquired", "Veld", "Lumo", None)),
        ("Veld verklagt Lumo.", "de", ("sued", "Veld", "Lumo", None)),
        ("Veld supplies Lumo.", "en", ("supplies", "Veld", "Lumo", None)),
        ("Veld bought machines from Lumo.", "en", ("supplies", "Lumo", "Veld", None)),
        ("Lumo vertraut auf den Cloud-Anbieter Veld.", "de", ("supplies", "Veld", "Lumo", None)),
        ("Lumo nutzt dafür Brumm 2.", "de", ("uses", "Lumo", "Brumm 2", None)),
        ("Lumo arbeitet lange mit Veld zusammen.", "de", ("partners_with", "Lumo", "Veld", None)),
        ("Lumo teamed up with Veld.", "en", ("partners_with", "Lumo", "Veld", None)),
    ],
)  # fmt: skip
def test_a_plain_clause_is_a_claim(text, lang, fact):
    assert fact in said(text, lang)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Lumo will 3 Mio. € aufgebracht haben.", "de"),
        ("Lumo soll 3 Mio. € eingesammelt haben.", "de"),
        ("Lumo hat keine 3 Mio. € eingesammelt.", "de"),
        ("Hat Lumo 3 Mio. € eingesammelt?", "de"),
        ("Lumo has not raised $30m.", "en"),
        ("Lumo reportedly raised $30m.", "en"),
        ("Lumo would have raised $30m.", "en"),
        ("Veld is in talks in which it acquired Lumo.", "en"),
        ("Lumo nutzt Daten der Veld-Plattform.", "de"),
        ("Lumo hat Veld, und 3 Mio. € wurden eingesammelt.", "de"),
    ],
)
def test_what_is_planned_doubted_denied_or_asked_is_not_certain(text, lang):
    assert said(text, lang) == []


@pytest.mark.parametrize(
    ("text", "lang", "facts"),
    [
        ("Lumo wächst. Ida Lund hat 5 Mio. € in das Unternehmen investiert.", "de", ["Lumo"]),
        ("Lumo is growing. Ida Lund invested $5m in the company.", "en", ["Lumo"]),
        # Of whom the article tells less, or beside another one, "the company" may be either.
        ("Lumo wächst, sagt Lumo. Veld auch. Ida Lund hat 5 Mio. € in das Unternehmen investiert.",
         "de", []),
        ("Lumo wächst mit Veld. Ida Lund hat 5 Mio. € in das Unternehmen investiert.", "de", []),
        ("Lumo is growing. With Veld, Ida Lund invested $5m in the company.", "en", []),
        ("Im Mai hat Ida Lund 5 Mio. € in das Unternehmen investiert.", "de", []),
    ],
)  # fmt: skip
def test_the_company_is_the_one_that_the_article_tells_most_of_if_none_comes_between(
    text, lang, facts
):
    assert [target for predicate, _, target, _ in said(text, lang) if target] == facts


def test_what_is_used_now_is_no_plan():
    text = (
        "Lumo verlässt sich auf den Cloud-Anbieter Veld, dessen Server verwendet werden, heißt es."
    )
    assert ("supplies", "Veld", "Lumo", None) in said(text)
    assert said("Lumo wird beliefert werden. Veld werden wohl Brandis und Lumo beliefern.") == []


def test_evidence_is_the_words_that_say_it():
    text = "Am Montag kam es anders. Lumo hat rund 3 Mio. € eingesammelt, hieß es."
    mention = Mention(Span(25, 29), "Lumo", Entity("Lumo", "ORG"), 1.0)
    [claim] = clause_claims(text, [mention], find_amounts(text, "de"))

    assert text[claim.evidence.start : claim.evidence.end] == (
        "Lumo hat rund 3 Mio. € eingesammelt"
    )
    assert text[claim.sentence.start : claim.sentence.end] == text[25:]


def test_many_sentences_are_read_in_time_that_grows_with_their_number():
    line = "Lumo traf Veld am See.\n"
    mentions = [
        Mention(Span(at + start, at + start + 4), name, Entity(name, "ORG"), 1.0)
        for at in range(0, 15_000 * len(line), len(line))
        for start, name in ((0, "Lumo"), (10, "Veld"))
    ]
    start = time.process_time()

    assert not list(clause_claims(15_000 * line, mentions, []))
    assert time.process_time() - start < 20

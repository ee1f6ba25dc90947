"""The extract stage through its door, with the real model."""

import importlib
import tomllib
import tracemalloc
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.documents import Article, Entity
from pipeline.extract import ModelError, build_pipeline, load, to_prediction
from pipeline.predicates import PREDICATES

GERMAN = """Brandtner Robotik sammelt 40 Millionen Euro ein

Das Roboter-Start-up Brandtner Robotik aus Karlsruhe hat 40 Millionen Euro eingesammelt. Angeführt \
wurde die Runde von Velmora Capital. Brandtner-Chefin Ines Hollmann will damit ein Werk in Görlitz \
bauen.

Brandtner Robotik wurde 2019 von Ines Hollmann und Tarek Yildirim gegründet."""

ENGLISH = """Quillon AI raises $25m to take on Drovane

Quillon AI, based in Bristol, said on Tuesday that it had raised $25 million in a Series A round \
led by Hartwell Ventures. Chief executive Maya Lindqvist founded the company in 2021.

Drovane, its larger rival, was valued at $2 billion last year."""


def article(text, lang="de", published=date(2026, 3, 4)):
    return Article(
        url="https://news.example/a", title=text.split("\n")[0], text=text, lang=lang,
        published=published,
    )  # fmt: skip


@pytest.fixture(scope="module")
def extractor():
    return load()


@pytest.fixture(scope="module")
def found(extractor):
    return dict(
        zip(
            ("de", "en"),
            extractor.extract([article(GERMAN), article(ENGLISH, "en")]),
            strict=True,
        )
    )


def named(extraction):
    return {(m.text, m.entity.type) for m in extraction.mentions}


def test_names_that_no_one_has_seen_are_found_by_their_context(found):
    assert {("Brandtner Robotik", "ORG"), ("Ines Hollmann", "PERSON"), ("Karlsruhe", "LOC")} <= (
        named(found["de"])
    )
    assert {("Quillon AI", "ORG"), ("Maya Lindqvist", "PERSON"), ("Bristol", "LOC")} <= (
        named(found["en"])
    )


def test_a_name_inside_a_compound_is_the_name_alone(found):
    start = GERMAN.index("Brandtner-Chefin")
    mention = next(m for m in found["de"].mentions if m.span.start == start)
    assert mention.text == "Brandtner"


@pytest.mark.parametrize(("lang", "text"), [("de", GERMAN), ("en", ENGLISH)])
def test_every_span_is_the_text_it_says(found, lang, text):
    extraction = found[lang]
    for item in (*extraction.mentions, *extraction.amounts, *extraction.times):
        assert text[item.span.start : item.span.end] == item.text
    for claim in extraction.claims:
        assert 0 <= claim.sentence.start <= claim.evidence.start
        assert claim.evidence.start < claim.evidence.end <= claim.sentence.end <= len(text)


@pytest.mark.parametrize("lang", ["de", "en"])
def test_claims_are_of_named_entities_of_the_types_that_their_predicate_takes(found, lang):
    extraction = found[lang]
    assert extraction.claims
    entities = {m.entity for m in extraction.mentions}
    for claim in extraction.claims:
        predicate = PREDICATES[claim.predicate]
        assert claim.subject in entities
        assert claim.subject.type in predicate.subjects
        assert (claim.object is None) == (not predicate.objects)
        assert claim.object is None or claim.object in entities
        assert claim.amount is None or claim.amount in extraction.amounts
        assert 0 <= claim.score <= 1
        assert claim.found_by


def test_the_sum_of_a_round_is_what_was_raised(found):
    sums = {
        (c.subject.name, c.amount.min, c.amount.currency)
        for extraction in found.values()
        for c in extraction.claims
        if c.predicate == "raised" and c.amount
    }
    assert ("Brandtner Robotik", Decimal(40_000_000), "EUR") in sums
    assert ("Quillon AI", Decimal(25_000_000), "USD") in sums


def test_a_title_before_a_name_is_a_role(extractor):
    text = "Treffen in Lyon\n\nNvidia-Chef Jensen Huang traf am Montag Vertreter der Stadt."
    (extraction,) = extractor.extract([article(text)])
    roles = [c for c in extraction.claims if c.predicate == "has_role"]
    assert [(c.subject, c.object) for c in roles] == [
        (Entity("Jensen Huang", "PERSON"), Entity("Nvidia", "ORG"))
    ]
    assert roles[0].qualifiers["role"] == "CEO"


def test_the_same_text_gives_the_same_extraction(extractor, found):
    again = list(extractor.extract([article(GERMAN)]))
    assert again == [found["de"]]


def test_the_company_in_the_batch_changes_nothing(extractor, found):
    crowd = [
        article(ENGLISH * 3, "en"),
        article(GERMAN),
        article("Kurz\n\nNur ein Satz."),
        article(ENGLISH, "en"),
    ]
    _, german, _, english = extractor.extract(crowd)
    for alone, beside in ((found["de"], german), (found["en"], english)):
        assert named(alone) == named(beside)
        assert [(c.predicate, c.subject, c.object) for c in alone.claims] == [
            (c.predicate, c.subject, c.object) for c in beside.claims
        ]


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", ".", "🙂", "a", "\u200b", "1 2 3", "—" * 500])
def test_a_text_that_says_nothing_gives_nothing(extractor, text):
    (extraction,) = extractor.extract([article(text)])
    assert extraction.claims == ()
    assert extraction.model == extractor.version


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=400))
def test_no_text_is_too_odd(extractor, text):
    (extraction,) = extractor.extract([article(text, "en")])
    for mention in extraction.mentions:
        assert text[mention.span.start : mention.span.end] == mention.text


def test_a_fact_far_down_in_a_long_article_is_found(extractor):
    told = [
        "Das Wetter blieb über Tage hinweg freundlich und trocken.",
        "In den Hallen standen am Morgen die Besucher vor den Ständen.",
        "Über die Preise wurde an vielen Tischen gesprochen.",
        "Am Abend leerten sich die Gänge nur langsam.",
        "Wer einen Platz im Saal fand, blieb bis zum Schluss.",
    ]
    filler = "\n\n".join(told * 40)
    text = f"Langer Bericht\n\n{filler}\n\nNvidia-Chef Jensen Huang äußerte sich nicht."
    (extraction,) = extractor.extract([article(text)])
    assert [c.predicate for c in extraction.claims if c.subject.name == "Jensen Huang"] == [
        "has_role"
    ]


def test_articles_stream_and_memory_does_not_grow(extractor):
    taken = 0

    def endless():
        nonlocal taken
        while True:
            taken += 1
            yield article(f"Meldung {taken}\n\nDas Werk in Halle öffnet im Mai {taken}.")

    stream = extractor.extract(endless())
    next(stream)
    assert taken <= 100
    for _ in range(60):
        next(stream)
    tracemalloc.start()
    for _ in range(40):
        next(stream)
    before = tracemalloc.get_traced_memory()[0]
    for _ in range(160):
        next(stream)
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert after - before < 5_000_000


def test_a_higher_threshold_gives_fewer_claims_and_none_below_it(found):
    strict = load(threshold=0.9)
    (extraction,) = strict.extract([article(GERMAN)])
    assert all(c.score >= 0.9 for c in extraction.claims)
    assert len(extraction.claims) <= len(found["de"].claims)


def test_a_saved_pipeline_reads_the_same(tmp_path, found):
    build_pipeline().to_disk(tmp_path / "model")
    nlp = spacy.load(tmp_path / "model")
    doc = nlp(GERMAN)
    assert doc._.lang == "de"
    assert doc._.mentions == found["de"].mentions
    assert [(c.predicate, c.score) for c in doc._.claims] == [
        (c.predicate, c.score) for c in found["de"].claims
    ]
    (extraction,) = load(model=str(tmp_path / "model")).extract([article(GERMAN)])
    assert extraction.mentions == found["de"].mentions


def test_spacys_own_tools_see_names_sums_and_sentences(extractor):
    (doc,) = extractor.docs([article(GERMAN)])
    assert "Ines Hollmann" in {ent.text for ent in doc.ents}
    assert [span.text for span in doc.spans["amounts"]] == [
        "40 Millionen Euro",
        "40 Millionen Euro",
    ]
    assert {span.label_ for span in doc.spans["claims"]} <= set(PREDICATES)
    assert len(list(doc.sents)) == 5
    assert spacy.displacy.render(doc, style="ent", jupyter=False).count("<mark") == len(doc.ents)


def test_another_pipeline_may_find_the_names(tmp_path):
    other = spacy.blank("en")
    ruler = other.add_pipe("entity_ruler")
    ruler.add_patterns(
        [{"label": "GPE", "pattern": "Bristol"}, {"label": "DATE", "pattern": "2021"}]
    )
    other.to_disk(tmp_path / "other")
    extractor = load(model=str(tmp_path / "other"))
    (extraction,) = extractor.extract([article(ENGLISH, "en")])
    assert named(extraction) == {("Bristol", "LOC")}
    assert extraction.model == extractor.version
    assert extractor.version.endswith("other")


def test_a_model_that_is_not_there_is_told_with_what_to_do():
    with pytest.raises(ModelError, match="install it"):
        load(model="no_such_pipeline")


def test_weights_that_are_no_weights_are_told_with_what_to_do(tmp_path):
    path = tmp_path / "faktograph.zip"
    path.write_bytes(b"not a zip")
    with pytest.raises(ModelError, match="reinstall"):
        load(weights=path)


def test_a_prediction_line_holds_all_that_the_scorer_reads(found):
    line = to_prediction("a1", ENGLISH, found["en"])
    assert line["id"] == "a1"
    assert {m["type"] for m in line["mentions"]} <= {"ORG", "PERSON", "LOC", "PRODUCT"}
    assert {"min": 25_000_000, "max": 25_000_000, "currency": "USD"}.items() <= line["amounts"][
        0
    ].items()
    for fact in line["facts"]:
        assert fact["evidence"] in ENGLISH
        assert fact["status"] in {"actual", "planned", "rumoured", "denied"}


def test_spacy_finds_every_component_of_the_pipeline_without_an_import():
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))
    entry_points = project["project"]["entry-points"]
    for name in build_pipeline().pipe_names:
        module, _, function = entry_points["spacy_factories"][name].partition(":")
        assert callable(getattr(importlib.import_module(module), function))
    (tokenizer,) = entry_points["spacy_tokenizers"]
    assert spacy.registry.tokenizers.get(tokenizer)

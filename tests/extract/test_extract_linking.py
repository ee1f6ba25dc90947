import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents import Span
from pipeline.extract.linking import link


def entities(text, names, lang):
    """Link every occurrence of `names` (form → type) in `text`: [(form, entity's name), …]."""
    spans = [
        (Span(m.start(), m.end()), kind, 0.9)
        for form, kind in names.items()
        for m in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text)
    ]
    longest = [
        s
        for s in spans
        if not any(
            o[0] != s[0] and o[0].start <= s[0].start and s[0].end <= o[0].end for o in spans
        )
    ]
    return [(m.text, m.entity.name) for m in link(text, longest, lang)]


def name_of(form, text, names, lang="en"):
    found = {entity for mention, entity in entities(text, names, lang) if mention == form}
    assert len(found) == 1
    return found.pop()


@pytest.mark.parametrize(
    ("form", "expected", "text", "names", "lang"),
    [
        ("Okafor", "Nneka Okafor", "Nneka Okafor spoke. Okafor left.", "PERSON", "en"),
        ("Okafors", "Nneka Okafor", "Nneka Okafor gründet. Okafors Firma wächst.", "PERSON", "de"),
        ("Nneka", "Nneka Okafor", "Nneka Okafor spoke. Then Nneka left.", "PERSON", "en"),
        ("von Aue", "Jost von Aue", "Jost von Aue kam. Später ging von Aue.", "PERSON", "de"),
        ("Nneka Okafors", "Nneka Okafor", "Nneka Okafors neue Firma wächst.", "PERSON", "de"),
        ("Jonas Brandis", "Jonas Brandis", "Jonas Brandis sagte zu.", "PERSON", "de"),
        ("Paul Reyes Jr.", "Paul Reyes", "Paul Reyes Jr. and Paul Reyes won.", "PERSON", "en"),
    ],
)  # fmt: skip
def test_a_person_is_the_full_name_that_the_article_gives(form, expected, text, names, lang):
    forms = {form, expected, expected.rsplit(" ", 1)[-1]}
    assert name_of(form, text, dict.fromkeys(forms, names), lang) == expected


def test_a_shared_last_name_means_the_person_named_last():
    text = "Ada Lindqvist spoke first. Lindqvist left. Olle Lindqvist came, and Lindqvist stayed."
    names = dict.fromkeys(["Ada Lindqvist", "Olle Lindqvist", "Lindqvist"], "PERSON")
    assert [entity for form, entity in entities(text, names, "en") if form == "Lindqvist"] == [
        "Ada Lindqvist",
        "Olle Lindqvist",
    ]


@pytest.mark.parametrize(
    ("short", "long", "text"),
    [
        ("TVA", "Tennessee Valley Authority", "The Tennessee Valley Authority (TVA) met."),
        ("TVA", "Tennessee Valley Authority", "TVA met. The Tennessee Valley Authority agreed."),
        ("ZQ", "Harbour Safety Board", "The Harbour Safety Board (ZQ) met. ZQ agreed."),
        ("AWS", "Amazon Web Services", "Amazon Web Services grows, says AWS."),
        ("FPPC", "Fair Play and Ports Commission", "FPPC: the Fair Play and Ports Commission."),
        ("ICO", "Information Commissioner's Office", "ICO: the Information Commissioner's Office."),
        ("BfH", "Bundesamt für Hafenwesen", "Das Bundesamt für Hafenwesen (BfH) warnt."),
        ("FFG", "Forstförderungsgesellschaft", "Das zahlt die Forstförderungsgesellschaft (FFG)."),
        ("Lumif", "Lunar Unit Model Index Fund", "Der Lunar Unit Model Index Fund, kurz Lumif."),
        ("KAGes", "Karstische Anstaltengesellschaft", "KAGes (Karstische Anstaltengesellschaft)."),
        ("Goldman", "Goldman Sachs", "Goldman Sachs advised. Goldman declined."),
        ("Lightspeed", "Lightspeed Ventures", "Lightspeed Ventures led. Lightspeed declined."),
        ("Lilly", "Eli Lilly", "Eli Lilly signed. Lilly pays."),
        ("Samsung", "Samsung Electronics", "Samsung Electronics builds. Samsung pays."),
        ("JP Morgan", "JPMorgan", "JPMorgan advised, JPMorgan said. JP Morgan declined."),
        ("Open AI", "OpenAI", "OpenAI launched; OpenAI said so. Open AI declined."),
        ("Brightmoor GmbH", "Brightmoor", "Brightmoor wächst. Die Brightmoor GmbH sitzt in Kiel."),
        ("Kestrel GmbH & Co. KG", "Kestrel", "Kestrel wächst, die Kestrel GmbH & Co. KG."),
        ("Odd Number, Inc.", "Odd Number", "Odd Number grows. Odd Number, Inc. is based in Reno."),
        ("Kartellamt", "Bundeskartellamt", "Das Bundeskartellamt prüft. Das Kartellamt schweigt."),
        ("SOLVARA", "Solvara", "SOLVARA: Solvara grows, Solvara said."),
        ("Halden", "Nordvik", "Nordvik (formerly Halden) grows; Nordvik pays."),
        ("Nordviks", "Nordvik", "Nordvik wächst. Nordviks Umsatz steigt."),
        ("Nordvik's", "Nordvik", "Nordvik grows. Nordvik's sales grow."),
    ],
)  # fmt: skip
def test_forms_of_one_organisation_are_one_entity(short, long, text):
    lang = "de" if re.search(r"\b(das|die|wächst|Das)\b", text) else "en"
    assert name_of(short, text, {short: "ORG", long: "ORG"}, lang) == long


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Google and Google DeepMind hire.", ["Google", "Google DeepMind"]),
        ("Siemens Energy wächst, Siemens auch.", ["Siemens Energy", "Siemens"]),
        ("Google Ventures invests. Google pays.", ["Google Ventures", "Google"]),
        ("Meta grows. Meta Materials shrinks.", ["Meta", "Meta Materials"]),
        ("Thomson Reuters sues, Reuters said.", ["Thomson Reuters", "Reuters"]),
        ("Aleph Alpha grows. Alpha shrinks. Beta Alpha rests.", ["Aleph Alpha", "Beta Alpha"]),
        ("Veltrix Cloud sells. Veltrix said so.", ["Veltrix Cloud", "Veltrix"]),
    ],
)  # fmt: skip
def test_companies_of_like_name_stay_apart(text, names):
    found = entities(text, dict.fromkeys(names, "ORG"), "en")
    assert {entity for _, entity in found} == set(names)


@pytest.mark.parametrize(
    "names",
    [["GPT-4", "GPT-4o"], ["Claude", "Claude Code"], ["H100", "H200"], ["Gemini", "Gemini 2.5"]],
)
def test_products_of_one_family_stay_apart(names):
    text = f"{names[0]} came before {names[1]}."
    assert {entity for _, entity in entities(text, dict.fromkeys(names, "PRODUCT"), "en")} == set(
        names
    )


@pytest.mark.parametrize(
    ("form", "kind", "text", "expected"),
    [
        ("Singapurs", "LOC", "Die Regierung Singapurs plant.", "Singapur"),
        ("Europas", "LOC", "Das ist Europas größtes Rechenzentrum.", "Europa"),
        ("Googles", "ORG", "Das sind Googles neue Chips.", "Google"),
        ("OpenAIs", "ORG", "Das ist OpenAIs Sprachmodell.", "OpenAI"),
        ("Paris", "LOC", "Die Stadt Paris plant.", "Paris"),
        ("Siemens", "ORG", "Das sind Siemens neue Chips.", "Siemens"),
        ("Mercedes", "ORG", "So plant Mercedes den Umbau.", "Mercedes"),
        ("Cerebras", "ORG", "Cerebras plant ein Rechenzentrum.", "Cerebras"),
        ("LONDON", "LOC", "LONDON – Die Regierung plant.", "London"),
    ],
)
def test_a_german_genitive_gives_its_base_form_and_a_name_in_s_itself(form, kind, text, expected):
    assert name_of(form, text, {form: kind}, "de") == expected


@pytest.mark.parametrize(
    ("a", "b", "lang"),
    [
        ("US", "Vereinigten Staaten", "de"),
        ("UK", "Britain", "en"),
        ("Niederlanden", "Niederlande", "de"),
        ("Europäischen Rundfunkunion", "Europäische Rundfunkunion", "de"),
    ],
)
def test_names_of_one_place_or_body_are_joined(a, b, lang):
    kind = "ORG" if "Rundfunk" in a else "LOC"
    found = entities(f"Erst {a}, dann {b}.", {a: kind, b: kind}, lang)
    assert found[0][1] == found[1][1]


@pytest.mark.parametrize(
    ("form", "found", "lang", "expected"),
    [
        ("Cerebras", "PRODUCT", "en", "ORG"),
        ("Blackwells", "ORG", "de", "PRODUCT"),
        ("Palmer Luckey", "ORG", "en", "PERSON"),
        ("Europa", "LOC", "de", "LOC"),  # the registry has a chip of that name
        ("Cursor", "ORG", "en", "ORG"),  # a firm and its product
        ("Cursor", "PRODUCT", "en", "PRODUCT"),
        ("Veltrona", "PRODUCT", "en", "PRODUCT"),
    ],
)
def test_the_registry_tells_the_type_of_a_name_that_it_knows_as_one_thing(
    form, found, lang, expected
):
    [mention] = link(f"{form} wächst.", [(Span(0, len(form)), found, 0.95)], lang)
    assert mention.entity.type == expected


def test_the_registry_joins_the_names_of_one_company_in_an_article():
    text = "Anysphere grows. Cursor pays, and Cursor is in talks."
    found = entities(text, {"Anysphere": "ORG", "Cursor": "ORG"}, "en")
    assert len({name for _, name in found}) == 1


def test_a_stray_type_gives_way_to_the_usual_one_of_the_form():
    text = "Velora grows. Velora hires. Velora pays. Velora rests."
    starts = [m.start() for m in re.finditer("Velora", text)]
    kinds = ["ORG", "ORG", "PERSON", "ORG"]
    scores = [0.9, 0.9, 0.5, 0.9]
    names = [(Span(s, s + 6), k, p) for s, k, p in zip(starts, kinds, scores, strict=True)]
    assert {m.entity.type for m in link(text, names, "en")} == {"ORG"}


def test_the_order_of_the_names_does_not_matter():
    text = "Ada Lindqvist leads Velora Systems. Lindqvist founded Velora in Oslo."
    names = [
        (Span(0, 13), "PERSON", 0.9), (Span(20, 34), "ORG", 0.9), (Span(36, 45), "PERSON", 0.8),
        (Span(54, 60), "ORG", 0.7), (Span(64, 68), "LOC", 0.9),
    ]  # fmt: skip
    assert link(text, names, "en") == link(text, names[::-1], "en")
    assert [m.entity.name for m in link(text, names, "en")] == [
        "Ada Lindqvist", "Velora Systems", "Ada Lindqvist", "Velora Systems", "Oslo",
    ]  # fmt: skip


def test_a_text_full_of_names_is_linked_in_time_in_proportion_to_them():
    parts = [("Ann", f"Ann B{i}", f"B{i} Works", f"C{i}")[i % 4] for i in range(12_000)]
    starts = [0]
    for part in parts:
        starts.append(starts[-1] + len(part) + 1)
    names = [
        (Span(start, start + len(part)), ("PERSON", "PERSON", "ORG", "LOC")[i % 4], 0.9)
        for i, (start, part) in enumerate(zip(starts, parts, strict=False))
    ]
    began = time.process_time()
    assert len(link(" ".join(parts), names, "de")) == len(parts)
    assert time.process_time() - began < 10


def test_a_product_is_known_by_its_number_and_by_its_makers_name():
    names = {"Velora-V3": "PRODUCT", "V3": "PRODUCT"}
    found = entities("Velora-V3 came first. V3 is open.", names, "en")
    assert {entity for _, entity in found} == {"Velora-V3"}


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=9)


kinds = st.sampled_from(["ORG", "PERSON", "LOC", "PRODUCT"])


@given(st.lists(st.tuples(words, kinds), max_size=12), st.sampled_from(["de", "en"]))
def test_any_spans_come_back_each_with_a_name(parts, lang):
    text, names = "", []
    for word, kind in parts:
        names.append((Span(len(text), len(text) + len(word)), kind, 0.5))
        text += word + " "
    mentions = link(text, names, lang)
    assert [m.span for m in mentions] == [span for span, _, _ in names]
    assert all(m.entity.name and m.text == text[m.span.start : m.span.end] for m in mentions)


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Die Firma Veltrix wächst.", "de", "ORG"),
        ("Der Chiphersteller „Veltrix“ wächst.", "de", "ORG"),
        ("Die Veltrix GmbH wächst.", "de", "ORG"),
        ("Er spricht mit dem Chatbot Veltrix.", "de", "PRODUCT"),
        ("They use Veltrix, an open model built in Kent.", "en", "PRODUCT"),
        ("They own Veltrix, a small maker of drones.", "en", "ORG"),
        ("They like Veltrix, a model maker's dream.", "en", "LOC"),
        ("Veltrix is near the sea.", "en", "LOC"),
    ],
)
def test_what_the_words_beside_a_name_call_it_outweighs_a_doubtful_type(text, lang, expected):
    form = "Veltrix GmbH" if "GmbH" in text else "Veltrix"
    start = text.index(form)
    (mention,) = link(text, [(Span(start, start + len(form)), "LOC", 0.6)], lang)
    assert mention.entity.type == expected


def test_a_person_s_full_name_stays_one_whatever_noun_stands_before_it():
    text = "She sued the rival Ada Brandt."
    start = text.index("Ada Brandt")
    (mention,) = link(text, [(Span(start, len(text) - 1), "PERSON", 0.6)], "en")
    assert mention.entity.type == "PERSON"

"""Where names begin and end, after the tags."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents import Span
from pipeline.extract.name_edges import with_clean_edges


def cleaned(marked: str, kind: str = "ORG") -> list[str]:
    """The names left of those in [brackets], as they stand in the text without brackets."""
    spans, text, at = [], "", 0
    for part in re.split(r"[\[\]]", marked):
        if at % 2:
            spans.append((Span(len(text), len(text) + len(part)), kind, 0.9))
        text, at = text + part, at + 1
    return [text[span.start : span.end] for span, _, _ in with_clean_edges(text, spans)]


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("Die [Bundesstelle für] Hafenlotsen prüft.", ["Bundesstelle für Hafenlotsen"]),
        ("Die [Bundesstelle für] die Lotsen prüft.", ["Bundesstelle"]),
        ("They call it [Tarn for] [Harbours] now.", ["Tarn for Harbours"]),
        ("The [Court of] Norvale sat.", ["Court"]),
        ("Daten der Plattform [X.] Heute.", ["X"]),
        ("He met [the Quarrywell Group] there.", ["Quarrywell Group"]),
        ("Sie rügte die [norwegische Harbour Commission].", ["Harbour Commission"]),
        ("The Berlin [Fintech Brisk] grows.", ["Brisk"]),
        ("Der [Rivale] [Brisk] wächst.", ["Brisk"]),
        ("Die [Heimatliste] [Nordkap] lehnt ab.", ["Heimatliste Nordkap"]),
        ("Mit [Grau]s Tochter [Grau] [Hafer] und [Grau].", ["Grau", "Grau", "Hafer", "Grau"]),
        ("Im Mai kaufte [Graus] [Hafer], den [Grau] mied.", ["Graus", "Hafer", "Grau"]),
        ("Er mied [Grau], [Hafer] nicht.", ["Grau", "Hafer"]),
        ("She writes for [The] [Norvale Times].", ["Norvale Times"]),
        ("He reads [The Courier] daily.", ["The Courier"]),
        ("It sells to the [U.S]. Then it left.", ["U.S."]),
        ("It sells to [Quarrywell Inc]. Then it left.", ["Quarrywell Inc."]),
        ("Es nutzt [Grau-]Hafer-Chips.", ["Grau-Hafer"]),
        ("It showed [Tarn-]30B today.", ["Tarn-30B"]),
        ("Der [Tarn-] und Nachtbetrieb läuft.", ["Tarn"]),
        ("Quarrywell and [Brisk AI] agreed.", ["Brisk AI"]),
    ],
)
def test_a_name_begins_and_ends_where_it_should(marked, names):
    assert cleaned(marked) == names


def test_a_title_is_no_part_of_a_person_s_name_but_may_be_of_an_organisation_s():
    assert cleaned("It is chaired by [Sheikh Omar Halden].", "PERSON") == ["Omar Halden"]
    assert cleaned("So says [CTO] [Ada Brix].", "PERSON") == ["Ada Brix"]
    assert cleaned("It is taught at [Prince Halden University].") == ["Prince Halden University"]


WORDS = ["Tarn", "-", "for", " ", "für", "U.S", ".", "the", "The", "Rivale", "Inc", "30B", "und"]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12), st.data())
def test_any_spans_give_names_in_order_that_are_not_empty_and_never_overlap(words, data):
    text = "".join(words)
    bounds = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = [(Span(start, end), "ORG", 0.5) for start, end in itertools.pairwise(bounds)]
    last = 0
    for span, _, _ in with_clean_edges(text, spans):
        assert last <= span.start < span.end <= len(text)
        last = span.end

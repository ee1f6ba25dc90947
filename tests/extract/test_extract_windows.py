"""Windows, sentences, words and tags: what the encoder is given and how its answer is read."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.sentences import sentence_spans
from pipeline.extract.tags import TAGS, best_tags, tagged_spans
from pipeline.extract.weights import load_weights
from pipeline.extract.windows import BOS, EOS, LIMIT, UNK, cut_windows
from pipeline.extract.words import word_spans

TEXTS = st.text(alphabet="abcÄöß XY.,;!?-–/'\"’„“()[]0123456789\n\t€$ü中🙂\u00a0", max_size=300)


@pytest.fixture(scope="module")
def tokenizer():
    return load_weights().tokenizer


def sentences(text):
    return [text[span.start : span.end] for span in sentence_spans(text)]


def test_a_sentence_ends_at_its_full_stop_and_at_every_line_break():
    text = "Ein Titel ohne Punkt\n\nDas ist so. Das auch!\nOder nicht?"
    assert sentences(text) == ["Ein Titel ohne Punkt", "Das ist so.", "Das auch!", "Oder nicht?"]


@pytest.mark.parametrize(
    "text",
    [
        "Das Werk kostet 6 Mrd. Euro und öffnet am 2. Oktober in Halle.",
        "Die Firma, d. h. ihr Vorstand, sagte z. B. gestern nichts.",
        "Acme Inc. and J. K. Miller of the U.S. Senate met Dr. Brown at 5 p.m. sharp.",
        "It rose 3.5 percent to 1.250,50 Euro.",
    ],
)
def test_abbreviations_ranks_and_decimals_do_not_end_a_sentence(text):
    assert sentences(text) == [text]


def test_a_quotation_closes_with_its_sentence():
    assert sentences("„Wir bauen.“ Mehr sagte er nicht.") == [
        "„Wir bauen.“",
        "Mehr sagte er nicht.",
    ]


@given(TEXTS)
def test_sentences_hold_every_visible_character_once_and_in_order(text):
    spans = sentence_spans(text)
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(spans))


@given(TEXTS)
def test_words_cover_every_visible_character(text):
    assert "".join(text[a:b] for a, b in word_spans(text)) == "".join(text.split())


def test_compounds_fall_into_their_parts():
    text = "xAI-Team, Nvidia's AI/ML"
    assert [text[a:b] for a, b in word_spans(text)] == [
        "xAI", "-", "Team", ",", "Nvidia", "'", "s", "AI", "/", "ML",
    ]  # fmt: skip


def test_a_text_without_words_has_no_window(tokenizer):
    assert cut_windows("", tokenizer) == []
    assert cut_windows(" \n\n\t", tokenizer) == []


def test_a_short_text_is_one_window_with_marks_at_both_ends(tokenizer):
    (window,) = cut_windows("Titel\n\nEin Satz über Memphis.", tokenizer)
    assert window.ids[0] == BOS
    assert window.ids[-1] == EOS
    assert [s.start for s in window.sentences] == [0, 7]
    assert window.repeated == 0


def test_a_long_text_is_cut_at_sentences_and_the_title_read_again(tokenizer):
    text = (
        "Ein Titel\n\n" + "Das Unternehmen baut ein neues Rechenzentrum am Rand der Stadt. " * 200
    )
    windows = cut_windows(text, tokenizer)
    assert len(windows) > 3
    assert all(len(w.ids) <= LIMIT + 2 for w in windows)
    assert [w.repeated for w in windows] == [0] + [1] * (len(windows) - 1)
    own = [s for w in windows for s in w.sentences[w.repeated :]]
    assert own == list(sentence_spans(text))


def test_a_sentence_longer_than_a_window_is_read_in_stretches(tokenizer):
    text = "Wort und Zahl " * 2000
    windows = cut_windows(text, tokenizer)
    assert all(len(w.ids) <= LIMIT + 2 for w in windows)
    words = {span for w in windows for span in w.words}
    assert words == set(word_spans(text))


def test_a_word_of_a_thousand_letters_takes_a_part_of_the_window_only(tokenizer):
    (window,) = cut_windows("Titel " + "xq7" * 1000 + " Ende", tokenizer)
    assert len(window.ids) < LIMIT
    assert len(window.words) == 3


@given(TEXTS)
def test_every_word_of_any_text_is_in_a_window_and_has_a_row(tokenizer, text):
    windows = cut_windows(text, tokenizer)
    assert {s for w in windows for s in w.words} == set(word_spans(text))
    for window in windows:
        assert len(window.word_pieces) == len(window.words)
        assert all(0 < row < len(window.ids) - 1 for row in window.word_pieces)


def test_german_and_english_words_are_hardly_ever_unknown(tokenizer):
    text = "Größenwahn, Straßburg, €5, naïve cafés, 50 % – “quoted” … Überweisungsträger xAI GPT-4o"
    (window,) = cut_windows(text, tokenizer)
    assert (window.ids == UNK).sum() == 0


def test_characters_map_to_the_rows_of_their_words(tokenizer):
    text = "Titel\n\nOpenAI lobt Jensen Huang."
    (window,) = cut_windows(text, tokenizer)
    start = text.index("Jensen")
    first, last = window.rows_of(start, start + len("Jensen Huang"))
    assert first < last
    assert window.rows_of(5, 7) is None


def scores_for(*tags):
    scores = np.full((len(tags), len(TAGS)), -5.0, np.float32)
    for row, tag in enumerate(tags):
        scores[row, TAGS.index(tag)] = -0.1
    return scores


def test_spans_are_read_off_a_legal_sequence():
    path = best_tags(scores_for("B-ORG", "I-ORG", "O", "B-PERSON", "B-PERSON"))
    assert tagged_spans(path) == [(0, 2, "ORG"), (3, 4, "PERSON"), (4, 5, "PERSON")]


def test_an_inside_tag_never_follows_another_type_or_nothing():
    path = best_tags(scores_for("I-LOC", "O", "B-ORG", "I-PERSON"))
    for before, tag in zip([0, *path], path, strict=False):
        if TAGS[tag].startswith("I-"):
            assert TAGS[before][2:] == TAGS[tag][2:]


def test_a_name_that_begins_small_opens_a_sentence():
    assert sentences("Das stand auf X. Die Firma schwieg auf X. xAI baut. n8n auch.") == [
        "Das stand auf X.",
        "Die Firma schwieg auf X.",
        "xAI baut.",
        "n8n auch.",
    ]


def test_no_name_goes_on_over_the_end_of_a_sentence():
    path = best_tags(scores_for("B-ORG", "I-ORG", "I-ORG"), openings=[0, 2])
    assert (0, 2, "ORG") in tagged_spans(path)
    assert all(last != 3 or first == 2 for first, last, _ in tagged_spans(path))

"""The filter on the AI industry, on headlines labelled by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents import Link
from pipeline.sources import is_about_ai

LINES = (Path(__file__).parent / "headlines.tsv").read_text(encoding="utf-8").splitlines()
HEADLINES = [tuple(line.split("\t")) for line in LINES if not line.startswith("#")]
ABOUT = [(lang, text) for about, lang, text in HEADLINES if about == "yes"]
ELSE = [(lang, text) for about, lang, text in HEADLINES if about == "no"]


def verdict(title, **more):
    return is_about_ai(Link("https://a.example/x", "a", title, **more))


def test_there_are_at_least_three_hundred_headlines_each_labelled_once():
    assert len(HEADLINES) >= 300
    assert len({text for _, _, text in HEADLINES}) == len(HEADLINES)


@pytest.mark.parametrize("lang", ["de", "en"])
def test_nearly_all_that_is_about_ai_is_kept(lang):
    wanted = [text for each, text in ABOUT if each == lang]
    missed = [text for text in wanted if not verdict(text).kept]
    assert len(missed) <= 0.02 * len(wanted), missed


@pytest.mark.parametrize("lang", ["de", "en"])
def test_most_that_is_not_is_left(lang):
    others = [text for each, text in ELSE if each == lang]
    taken = [(text, verdict(text).reason) for text in others if verdict(text).kept]
    assert len(taken) <= 0.05 * len(others), taken


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        (Link("https://a.example/x", "a", "KI-Gipfel in Paris"), '"KI" in the title'),
        (
            Link("https://a.example/x", "a", "Gipfel", "Es geht um OpenAI."),
            '"OpenAI" in the summary',
        ),
        (
            Link("https://a.example/x", "a", "Gipfel", section="Wirtschaft, KI"),
            '"KI" in the section',
        ),
        (Link("https://a.example/ki/gipfel", "a"), '"KI" in the address'),
        (Link("https://a.example/thema/kuenstliche-intelligenz/1", "a"), "in the address"),
        (Link("https://a.example/x", "a", "Neue Claude-Modelle"), '"Claude" with "Modelle"'),
    ],
)
def test_a_verdict_names_the_words_that_decided_it(link, reason):
    found = is_about_ai(link)
    assert found.kept
    assert reason in found.reason


def test_what_is_left_says_that_no_word_was_found():
    assert verdict("Stadtrat tagt").reason.startswith("no word about AI")


@pytest.mark.parametrize("title", ["Die Kita bleibt zu", "Kieler Hafen", "Mail verschickt", "aims"])
def test_the_two_short_words_are_words_of_their_own(title):
    assert not verdict(title).kept


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_is_judged(title, summary):
    assert isinstance(verdict(title, summary=summary).kept, bool)

# ruff: noqa: E501  (a page's markup is easier to read in one line)
"""Walls told from articles: full text, beginning, paywall, consent, or no article at all."""

from datetime import UTC, datetime

import pytest
from written_barriers import BARRIER_CASES, NOT_STOPPING, STOPPING, told_below
from written_doors import DOOR_CASES
from written_gates import GATE_CASES
from written_sites import LATER_SITE_CASES, SITE_CASES
from written_walls import CASES, LATER_CASES, STORIES, article, page, stated
from written_windows import WINDOW_CASES

from pipeline.documents import Article, Page
from pipeline.read import read

NOW = datetime(2026, 11, 23, tzinfo=UTC)
URL = "https://news.example/region/story-412.html"
SETS = [*CASES, *LATER_CASES]
EVERY = [
    *SETS,
    *SITE_CASES,
    *LATER_SITE_CASES,
    *GATE_CASES,
    *BARRIER_CASES,
    *DOOR_CASES,
    *WINDOW_CASES,
]
FULL = [case for case in SETS if case.shows == "full"]


def reading_of(content):
    return read(Page(URL, URL, content, NOW, headers={"content-type": "text/html; charset=utf-8"}))


def shown_by(content):
    found = reading_of(content)
    if isinstance(found, Article):
        return found.access
    return found.reason if found.reason in ("consent", "paywall") else "none"


@pytest.mark.parametrize("case", EVERY, ids=[case.name for case in EVERY])
def test_what_a_page_shows_is_told(case):
    assert shown_by(case.content) == case.shows


@pytest.mark.parametrize("case", FULL, ids=[case.name for case in FULL])
def test_no_words_of_a_wall_get_into_an_article_beside_one(case):
    text = reading_of(case.content).text
    own = [words for lang in STORIES for words in STORIES[lang]["body"]]
    words = [paragraph for paragraph in text.split("\n\n")[2:] if paragraph not in own]
    assert not words or "about" in case.name


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("said", [False, "False", "false", "http://schema.org/False", 0])
def test_however_a_page_says_that_it_is_locked_its_beginning_is_a_teaser(lang, said):
    story = STORIES[lang]
    content = page(lang, story["title"], article(story, 1), stated(story, isAccessibleForFree=said))
    assert shown_by(content) == "teaser"


@pytest.mark.parametrize("tier", ["locked", "metered", "premium"])
def test_a_tier_in_the_head_locks_too_unless_the_article_is_said_to_be_free(tier):
    story = STORIES["en"]
    meta = f'<meta property="article:content_tier" content="{tier}">'
    free = stated(story, isAccessibleForFree=True)
    assert shown_by(page("en", "x", article(story, 1), stated(story) + meta)) == "teaser"
    assert shown_by(page("en", "x", article(story, 1), free + meta)) == "full"


def lines_of(table):
    return [(lang, line) for lang, lines in table.items() for line in lines.strip().splitlines()]


@pytest.mark.parametrize(("lang", "line"), lines_of(STOPPING))
def test_a_line_below_the_text_that_stops_its_reader_makes_it_a_teaser(lang, line):
    found = reading_of(told_below(lang, line))
    assert found.access == "teaser"
    assert found.text.split("\n\n")[2:] == STORIES[lang]["body"][:2]


@pytest.mark.parametrize(("lang", "line"), lines_of(NOT_STOPPING))
def test_a_line_below_the_text_on_something_else_leaves_it_whole(lang, line):
    assert shown_by(told_below(lang, line)) == "full"


def cards(inside):
    return "".join(f'<div class="card">{inside.format(n)}</div>' for n in range(1, 5))


@pytest.mark.parametrize(
    "card",
    [
        '<div><a href="/{0}">Fabrik Nummer {0} in Spremberg steht still</a></div><div>Im Werk {0} fehlt Strom, und niemand weiß, wann er wiederkommt, sagte der Leiter.</div>',
        '<h2>Folge {0}</h2><p>In dieser Folge geht es um das Werk {0} und darum, was sein Leiter von Strom hält.</p><div><a href="/{0}">Jetzt hören</a></div>',
    ],
)  # fmt: skip
def test_cards_side_by_side_are_a_list_and_no_article(card):
    assert shown_by(page("de", "Übersicht", f"<main><h1>Übersicht</h1>{cards(card)}</main>")) == (
        "none"
    )


def test_links_to_paid_articles_below_a_short_one_leave_it_whole():
    links = "<h4>SZ+ Artikel</h4><ul><li><a href='/1'>SZ+ So reagiert die Konkurrenz</a></li></ul>"
    story = STORIES["de"]
    content = page("de", "x", article(story, 2, f"<div>{links}</div>"), stated(story))
    assert shown_by(content) == "full"


def test_a_text_that_breaks_off_above_an_offer_is_a_beginning():
    end = "<p>Im Ministerium verweist man auf ein Gutachten, das im Früh…</p><p><a href='/a'>Plus</a></p>"
    story = STORIES["de"]
    content = page("de", "x", article(story, 2, end), stated(story))
    assert shown_by(content) == "teaser"


def test_a_meter_that_has_articles_left_stops_nobody():
    meter = '<div class="meter-bar"><p>You have 2 free articles left this month.</p></div>'
    story = STORIES["en"]
    locked = stated(story, isAccessibleForFree=False)
    assert shown_by(page("en", "x", article(story, 5) + meter, locked)) == "full"

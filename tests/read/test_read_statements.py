"""Authors, day and headline, however a site states or shows them."""

from datetime import UTC, datetime

import pytest
from written_bylines import BELOW, LATER, LATEST, SHOWN, STATED, page
from written_moments import DATES, TITLES, titled
from written_outlets import APPEARED, WROTE, outlet

from pipeline.documents import Article, Page
from pipeline.read import read

NOW = datetime(2026, 11, 23, tzinfo=UTC)
URL = "https://news.example/region/story-412.html"
ROWS = [
    *((name, lang, head, top, "", wrote) for name, lang, head, top, wrote in (*STATED, *SHOWN)),
    *((name, lang, head, "", after, wrote) for name, lang, head, after, wrote in BELOW),
    *LATER,
    *LATEST,
    *WROTE,
]


def names(rows):
    return [row[0] for row in rows]


def reading_of(content, url=URL):
    article = read(Page(url, url, content, NOW, headers={"content-type": "text/html"}))
    assert isinstance(article, Article)
    return article


def folded(authors):
    return {name.casefold() for name in authors}


@pytest.mark.parametrize("row", ROWS, ids=names(ROWS))
def test_authors_are_named_however_the_page_states_or_shows_them_and_nobody_else(row):
    _, lang, head, top, after, authors = row
    assert folded(reading_of(page(lang, head, top, after)).authors) == folded(authors)


@pytest.mark.parametrize("row", DATES, ids=names(DATES))
def test_the_day_of_publication_is_found_wherever_it_stands(row):
    _, lang, head, top, day, url = row
    published = reading_of(page(lang, head, top), url or URL).published
    assert published is not None
    assert published.isoformat().startswith(day)


@pytest.mark.parametrize("row", APPEARED, ids=names(APPEARED))
def test_the_day_is_the_one_that_the_outlet_would_name(row):
    _, lang, head, above, top, url, day = row
    published = reading_of(outlet(lang, head, above, top), url or URL).published
    assert published is not None
    assert published.isoformat().startswith(day)


@pytest.mark.parametrize("row", TITLES, ids=names(TITLES))
def test_the_headline_is_told_from_kickers_labels_and_the_sites_name(row):
    _, lang, title, head, headline, wanted = row
    assert reading_of(titled(lang, title, head, headline)).title == wanted

"""Authors, day and headline, however a site states or shows them."""

from datetime import UTC, datetime

import pytest
from written_bylines import BELOW, SHOWN, STATED, page
from written_moments import DATES, TITLES, titled

from pipeline.documents import Article, Page
from pipeline.read import read

NOW = datetime(2026, 11, 23, tzinfo=UTC)
URL = "https://news.example/region/story-412.html"
ABOVE = [*STATED, *SHOWN]


def names(rows):
    return [row[0] for row in rows]


def reading_of(content, url=URL):
    article = read(Page(url, url, content, NOW, headers={"content-type": "text/html"}))
    assert isinstance(article, Article)
    return article


def folded(authors):
    return {name.casefold() for name in authors}


@pytest.mark.parametrize(("name", "lang", "head", "top", "authors"), ABOVE, ids=names(ABOVE))
def test_authors_stated_in_the_head_or_shown_at_the_headline_are_named(
    name, lang, head, top, authors
):
    assert folded(reading_of(page(lang, head, top)).authors) == folded(authors)


@pytest.mark.parametrize(("name", "lang", "head", "after", "authors"), BELOW, ids=names(BELOW))
def test_of_the_names_below_a_text_only_its_authors_are_named(name, lang, head, after, authors):
    assert reading_of(page(lang, head, "", after)).authors == authors


@pytest.mark.parametrize(("name", "lang", "head", "top", "day", "url"), DATES, ids=names(DATES))
def test_the_day_of_publication_is_found_wherever_it_stands(name, lang, head, top, day, url):
    published = reading_of(page(lang, head, top), url or URL).published
    assert published is not None
    assert published.isoformat().startswith(day)


@pytest.mark.parametrize(
    ("name", "lang", "title", "head", "headline", "wanted"), TITLES, ids=names(TITLES)
)
def test_the_headline_is_told_from_kickers_labels_and_the_sites_name(
    name, lang, title, head, headline, wanted
):
    assert reading_of(titled(lang, title, head, headline)).title == wanted

from datetime import UTC, date, datetime

import pytest
from written_pages import DE, EN, PAGES, paragraphs, plain

from pipeline.documents import Article, Page, Rejection
from pipeline.read import read

NOW = datetime(2026, 11, 23, tzinfo=UTC)
ARTICLES = [page for page in PAGES if page.story]
REFUSED = [page for page in PAGES if page.reason]


def as_page(written):
    url = written.url or "https://news.example/a"
    return Page(
        url=url, final_url=url, content=written.content, fetched_at=NOW, headers=written.headers
    )


def names(pages):
    return [page.name for page in pages]


def test_there_are_at_least_forty_pages_in_both_languages():
    assert len(PAGES) >= 40
    assert {page.story["lang"] for page in ARTICLES} == {"de", "en"}


@pytest.mark.parametrize("written", ARTICLES, ids=names(ARTICLES))
def test_an_article_is_read_whole(written):
    article = read(as_page(written))
    assert isinstance(article, Article), article
    story = written.story
    assert article.title == story["title"]
    assert article.lang == story["lang"]
    expected = [story["title"], *([story["lead"]] if written.lead else []), *story["body"]]
    found = article.text.split("\n\n")
    if written.name.startswith("soft hyphens"):
        expected = [text for text in expected if "Rechen" not in text]
    missing = [text for text in expected if text not in article.text]
    assert not missing
    assert found[0] == story["title"]
    assert len(found) == len(set(found))


@pytest.mark.parametrize("written", ARTICLES, ids=names(ARTICLES))
def test_nothing_around_the_article_gets_into_it(written):
    article = read(as_page(written))
    leaked = [text for text in written.absent if text in article.text]
    assert not leaked


@pytest.mark.parametrize("written", ARTICLES, ids=names(ARTICLES))
def test_what_the_page_says_of_the_article_is_kept(written):
    article = read(as_page(written))
    for name, value in written.expects.items():
        assert getattr(article, name) == value
    if "table layout" in written.name:
        return
    day = article.published.date() if isinstance(article.published, datetime) else article.published
    assert day == date.fromisoformat(written.story["day"])
    assert article.authors == (written.story["author"],)


@pytest.mark.parametrize("written", REFUSED, ids=names(REFUSED))
def test_a_page_without_an_article_is_refused_by_name(written):
    refused = read(as_page(written))
    assert isinstance(refused, Rejection)
    assert refused.reason == written.reason
    assert len(refused.detail) > 10


def test_order_and_repetition_change_nothing():
    first = [read(as_page(page)) for page in PAGES]
    second = [read(as_page(page)) for page in reversed(PAGES)]
    assert first == second[::-1]


def test_times_are_in_utc_and_name_their_origin():
    article = read(Page(DE["url"], DE["url"], plain(DE), NOW))
    assert article.published == datetime(2026, 11, 16, 7, 30, tzinfo=UTC)
    assert article.published_from == "json-ld"
    assert article.url == DE["url"]


def test_a_page_of_fifty_megabytes_is_refused_at_once():
    refused = read(Page(EN["url"], EN["url"], b"<p>" + b"x" * 50_000_000, NOW))
    assert refused.reason == "too-large"


def test_headings_paragraphs_and_items_stand_apart():
    content = (
        f"<html lang=de><body><article><h1>{DE['title']}</h1>{paragraphs(DE)}"
        "<ul><li>Erstens der Strom.</li><li>Zweitens das Wasser.</li></ul></article></body></html>"
    )
    found = read(Page(DE["url"], DE["url"], content.encode(), NOW)).text.split("\n\n")
    assert found[-2:] == ["Erstens der Strom.", "Zweitens das Wasser."]
    assert found[3] == DE["body"][2]

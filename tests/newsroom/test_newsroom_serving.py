"""The newsroom's pages, feeds and manners, over real HTTP."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urljoin

import feedparser
import httpx
import pytest
from lxml import etree, html

from pipeline.documents import Article, Page, Rejection
from pipeline.newsroom import Newsroom, serve, source_tables, sources, stories
from pipeline.newsroom.pages import (
    BROKEN_PATH,
    DISALLOWED_PATH,
    NO_ARTICLE_PATH,
    resources,
    site_url,
)
from pipeline.newsroom.sites import PHRASES, SITES
from pipeline.read import read
from pipeline.settings import Settings
from pipeline.sources import choose, hosts_named_by_user, read_page


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    with serve() as running:
        yield running


@pytest.fixture(scope="module")
def client(newsroom: Newsroom) -> Iterator[httpx.Client]:
    hooks = {"request": [on_this_machine]}
    with httpx.Client(base_url=newsroom.base_url, event_hooks=hooks) as running:
        yield running


def on_this_machine(request: httpx.Request) -> None:
    """Spare a resolver that does not know names below localhost, as many do not."""
    request.url = request.url.copy_with(host="127.0.0.1")


def page_of(client: httpx.Client, url: str, source: str = "sample") -> Page:
    answer = client.get(url)
    headers = {name.lower(): value for name, value in answer.headers.items()}
    return Page(url, url, answer.content, datetime.now(UTC), answer.status_code, headers, source)


def test_the_same_address_gives_the_same_bytes():
    assert resources("http://127.0.0.1:1") == resources("http://127.0.0.1:1")


def test_sites_are_of_at_least_four_makes():
    assert len({site.make for site in SITES.values()}) >= 4


def test_every_article_page_has_its_title_its_lead_and_the_sample_label(newsroom, client):
    for story in stories(newsroom.base_url):
        text = html.fromstring(client.get(story.url).content).text_content()
        for words in (story.article.title, story.article.lead, PHRASES[story.site.language].sample):
            assert words in text, (story.path, words)


def test_every_article_page_is_dressed_like_a_news_site(newsroom, client):
    for story in stories(newsroom.base_url):
        text = html.fromstring(client.get(story.url).content).text_content()
        t = PHRASES[story.site.language]
        for dressing in (t.consent, t.advert_price, t.also_read, story.article.credit):
            assert dressing in text, (story.path, dressing)


def test_a_paywalled_page_withholds_the_rest_of_its_article(newsroom, client):
    walled = [story for story in stories(newsroom.base_url) if story.article.shown is not None]
    assert walled
    for story in walled:
        body = client.get(story.url).text
        assert story.article.visible[-1].text in body.replace("&amp;", "&")
        assert story.article.paragraphs[-1].text not in body.replace("&amp;", "&")


def test_the_old_site_writes_windows_1252_and_leaves_saying_so_to_the_page(client):
    answer = client.get("/technikbote/artikel.php?nr=1")
    assert answer.headers["content-type"] == "text/html"
    assert "künftig" not in answer.content.decode("utf-8", "replace")
    assert "charset=windows-1252" in answer.content.decode("windows-1252")


def test_every_link_on_every_page_leads_somewhere(newsroom, client):
    seen, waiting = set(), [site_url(s, newsroom.base_url) + s.home for s in SITES.values()]
    while waiting:
        url = waiting.pop().partition("#")[0]
        if url in seen:
            continue
        seen.add(url)
        answer = client.get(url)
        assert answer.status_code == 200, url
        if answer.headers["content-type"].startswith("text/html") and BROKEN_PATH not in url:
            tree = html.fromstring(answer.content)
            links = tree.xpath("//a/@href | //img/@src | //link/@href")
            waiting += [urljoin(url, link) for link in links]
    assert {story.url for story in stories(newsroom.base_url)} <= seen
    hosts = {f"{key}.localhost" for key in SITES}
    assert {httpx.URL(url).host for url in seen} == hosts


@pytest.mark.parametrize("path", ["/rheinblick/rss.xml", "/ledger/rss", "/courier/feed.atom"])
def test_feeds_are_well_formed_and_dated(client, path):
    feed = feedparser.parse(client.get(path).content)
    assert not feed.bozo
    assert len(feed.entries) >= 4
    assert all(entry.title for entry in feed.entries)
    assert all(entry.summary and entry.published_parsed for entry in feed.entries[:4])


def test_the_sitemap_tells_titles_and_dates(client):
    tree = etree.fromstring(client.get("/dispatch/sitemap-news.xml").content)
    names = {"news": "http://www.google.com/schemas/sitemap-news/0.9"}
    assert len(tree.findall(".//news:title", names)) == 4
    for day in tree.findall(".//news:publication_date", names):
        assert datetime.fromisoformat(day.text).tzinfo is not None


def test_robots_txt_closes_the_drafts_and_names_the_sitemap(newsroom, client):
    robots = client.get("/robots.txt").text
    assert "Disallow: /ledger/drafts/" in robots
    dispatch = site_url(SITES["dispatch"], newsroom.base_url)
    assert f"Sitemap: {dispatch}/dispatch/sitemap-news.xml" in robots
    assert DISALLOWED_PATH in client.get("/ledger/rss").text


def test_an_unchanged_page_is_not_sent_twice(client):
    first = client.get("/courier/feed.atom")
    tag, date = first.headers["etag"], first.headers["last-modified"]
    by_tag = client.get("/courier/feed.atom", headers={"If-None-Match": f'"other", {tag}'})
    by_date = client.get("/courier/feed.atom", headers={"If-Modified-Since": date})
    assert [(a.status_code, a.content) for a in (by_tag, by_date)] == [(304, b""), (304, b"")]


@pytest.mark.parametrize(
    "headers",
    [
        {"If-None-Match": '"other"'},
        {"If-Modified-Since": "Mon, 01 Jan 2001 00:00:00 GMT"},
        {"If-Modified-Since": "last week"},
        {"If-None-Match": '"other"', "If-Modified-Since": "Mon, 01 Jan 2035 00:00:00 GMT"},
    ],
)
def test_a_copy_that_is_not_current_is_replaced(client, headers):
    assert client.get("/courier/feed.atom", headers=headers).status_code == 200


def test_head_gives_the_headers_alone(client):
    got, asked = client.get("/courier/"), client.head("/courier/")
    assert asked.headers["content-length"] == got.headers["content-length"]
    assert asked.content == b""


def test_what_is_not_there_is_answered_404_and_logged(newsroom, client):
    assert client.get("/courier/nothing?at=all").status_code == 404
    assert newsroom.requests[-1].path == "/courier/nothing?at=all"
    assert newsroom.requests[-1].status == 404


def test_a_taken_port_is_told(newsroom):
    port = int(newsroom.base_url.rpartition(":")[2])
    with pytest.raises(OSError, match="in use"), serve(port):
        pass


def test_the_sources_announce_every_article_and_the_three_pages_that_are_none(newsroom, client):
    announced = set()
    for source in sources(newsroom.base_url):
        found = read_page(source, page_of(client, source.addresses[0], source.name))
        assert found.problem is None
        announced |= {choose(source, link).url for link in found.links}
    expected = {story.url for story in stories(newsroom.base_url)}
    for path in (NO_ARTICLE_PATH, BROKEN_PATH, DISALLOWED_PATH):
        expected.add(site_url(SITES[path.split("/")[1]], newsroom.base_url) + path)
    assert announced == expected


def test_settings_with_the_newsrooms_tables_allow_its_hosts_on_loopback(newsroom):
    settings = Settings(sources=source_tables(newsroom.base_url))
    hosts = {site_url(s, newsroom.base_url).removeprefix("http://") for s in SITES.values()}
    assert hosts <= hosts_named_by_user(settings)


def test_articles_read_from_the_pages_are_the_articles_written(newsroom, client):
    shown = found = 0
    for story in stories(newsroom.base_url):
        article = read(page_of(client, story.url))
        assert isinstance(article, Article), article
        paragraphs = article.text.split("\n\n")
        shown += len(story.article.visible)
        found += sum(paragraph.text in paragraphs for paragraph in story.article.visible)
        assert article.access == story.article.access
        assert not re.search(r"9,99|149\.99|14[.,]90|3[.,]99|75 Euro", article.text), story.path
    assert found / shown >= 0.97


@pytest.mark.parametrize("path", [NO_ARTICLE_PATH, BROKEN_PATH])
def test_the_page_that_is_no_article_and_the_broken_one_are_turned_away(client, path):
    assert isinstance(read(page_of(client, path)), Rejection)

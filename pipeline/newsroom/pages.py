"""Everything that the newsroom serves: pages, feeds, sitemap, pictures, robots.txt.

A pure function of the sample articles and the address they are served under.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.newsroom.articles import SampleArticle, sample_articles
from pipeline.newsroom.sites import PHRASES, SITES, Announcement, Site, article_path

__all__ = [
    "BROKEN_PATH",
    "DISALLOWED_PATH",
    "NO_ARTICLE_PATH",
    "ROBOTS",
    "Resource",
    "Story",
    "resources",
    "site_url",
    "stories",
]

NO_ARTICLE_PATH = "/dispatch/markets.html"
BROKEN_PATH = "/technikbote/artikel.php?nr=99"
DISALLOWED_PATH = "/ledger/drafts/unedited.html"

ROBOTS = """\
User-agent: *
Disallow: /ledger/drafts/

Sitemap: {base_url}/dispatch/sitemap-news.xml
"""

_HTML = "text/html"
_RELATED = 3
_FEEDS: dict[Announcement, tuple[str, str]] = {
    "rss": ("rss.xml.j2", "application/rss+xml"),
    "atom": ("atom.xml.j2", "application/atom+xml"),
    "sitemap": ("sitemap.xml.j2", "application/xml"),
}


@dataclass(frozen=True, slots=True)
class Resource:
    """What the server answers for one path.

    `modified` is in UTC, to the second; `None` for an answer that nobody may keep.
    """

    content: bytes
    content_type: str
    modified: datetime | None

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.content).hexdigest()[:20]}"'


@dataclass(frozen=True, slots=True)
class Story:
    """A sample article at its place on the web."""

    article: SampleArticle
    site: Site
    path: str
    url: str
    picture: str


def site_url(site: Site, base_url: str) -> str:
    """The address of a site's own host: a name below localhost, which is this machine.

    Six sites on one host would be one origin of what they tell.
    """
    return base_url.replace("127.0.0.1", f"{site.key}.localhost")


def stories(base_url: str) -> tuple[Story, ...]:
    """All sample articles with their addresses below `base_url`, newest first."""
    return tuple(
        Story(
            article=article,
            site=site,
            path=(path := article_path(article, number)),
            url=site_url(site, base_url) + path,
            picture=f"/{site.key}/img/{article.id}.svg",
        )
        for site in SITES.values()
        for number, article in enumerate(_of_site(site), start=1)
    )


def resources(base_url: str) -> dict[str, Resource]:
    """Path with query → what is served there. The same `base_url` gives the same bytes."""
    told = stories(base_url)
    served = {story.path: _article_page(story, told) for story in told}
    served |= {story.picture: _picture(story) for story in told}
    for site in SITES.values():
        served |= _site_pages(site, told, site_url(site, base_url))
    newest = max(story.article.published_at for story in told)
    robots = ROBOTS.format(base_url=site_url(SITES["dispatch"], base_url)).encode()
    served["/robots.txt"] = Resource(robots, "text/plain; charset=utf-8", newest)
    served[NO_ARTICLE_PATH] = _render("markets.html.j2", SITES["dispatch"], newest)
    served[DISALLOWED_PATH] = _render("draft.html.j2", SITES["ledger"], newest)
    served[BROKEN_PATH] = Resource(_BROKEN, f"{_HTML}; charset=windows-1252", newest)
    return served


# The server of the old site died while it wrote this one: no body, bytes that are no text.
_BROKEN = b"<html><head><title>Technikbote</ti\x00\x00\xff\xfe\x00\x81\x8d"


def _of_site(site: Site) -> list[SampleArticle]:
    """Oldest first, so that a new article never moves the old ones' addresses."""
    return sorted(
        (article for article in sample_articles() if article.site == site.key),
        key=lambda article: (article.published_at, article.id),
    )


def _site_pages(
    site: Site, told: tuple[Story, ...], base_url: str
) -> Iterator[tuple[str, Resource]]:
    own = sorted(
        (story for story in told if story.site is site),
        key=lambda story: story.article.published_at,
        reverse=True,
    )
    newest = own[0].article.published_at
    extra = _extra_links(site, base_url)
    front = "front_table.html.j2" if site.make == "table" else "front.html.j2"
    yield site.home, _render(front, site, newest, stories=own, extra=extra)
    yield f"/{site.key}/style.css", _render("style.css.j2", site, newest, "text/css")
    if site.announcement in _FEEDS:
        template, content_type = _FEEDS[site.announcement]
        page = _render(
            template, site, newest, content_type, stories=own, extra=extra, base_url=base_url
        )
        yield site.at, page


def _extra_links(site: Site, base_url: str) -> tuple[tuple[str, str], ...]:
    """Links (title, URL) that a site announces although no article stands behind them."""
    by_site = {
        "dispatch": (("Markets at a glance", base_url + NO_ARTICLE_PATH),),
        "technikbote": (("Messetermine und Veranstaltungen im Überblick", base_url + BROKEN_PATH),),
        "ledger": (("Draft, not for publication", base_url + DISALLOWED_PATH),),
    }
    return by_site.get(site.key, ())


def _article_page(story: Story, told: tuple[Story, ...]) -> Resource:
    article = story.article
    related = [other for other in told if other.site is story.site and other is not story]
    return _render(
        f"{'magazine' if article.make == 'teaser' else article.make}.html.j2",
        story.site,
        article.published_at,
        story=story,
        article=article,
        related=related[:_RELATED],
        json_ld=_json_ld(story),
    )


def _picture(story: Story) -> Resource:
    seed = hashlib.sha256(story.article.id.encode()).digest()
    return _render(
        "picture.svg.j2", story.site, story.article.published_at, "image/svg+xml", seed=list(seed)
    )


def _json_ld(story: Story) -> dict[str, Any]:
    article = story.article
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": story.url,
        "headline": article.title,
        "description": article.lead,
        "datePublished": article.published.isoformat(),
        "dateModified": article.published.isoformat(),
        "inLanguage": article.lang,
        "author": [{"@type": "Person", "name": name} for name in article.authors],
        "publisher": {"@type": "NewsMediaOrganization", "name": story.site.name},
        "isAccessibleForFree": article.shown is None,
    }
    if article.shown is not None:
        data["hasPart"] = {
            "@type": "WebPageElement",
            "isAccessibleForFree": False,
            "cssSelector": ".plus-content",
        }
    return data


def _render(
    template: str, site: Site, modified: datetime, content_type: str = _HTML, **context: Any
) -> Resource:
    text = _ENVIRONMENT.get_template(template).render(
        site=site, t=PHRASES[site.language], sites=SITES, **context
    )
    encoding = site.encoding if content_type == _HTML else "utf-8"
    # Like many old servers, that of the old site leaves the encoding to the page.
    charset = "" if site.encoding != "utf-8" and content_type == _HTML else f"; charset={encoding}"
    content = text.encode(encoding, "xmlcharrefreplace")
    return Resource(content, content_type + charset, modified.astimezone(UTC))


def _long_date(day: date, language: str) -> str:
    return format_date(day, "long", locale="de_DE" if language == "de" else "en_GB")


_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.filters |= {"long_date": _long_date, "rfc822": format_datetime}

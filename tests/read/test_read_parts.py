# ruff: noqa: E501  (a case is easier to read in one line)
"""Feeds with whole texts, several pages, tickers, times, datelines, languages, addresses."""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from written_pages import (
    DE,
    EN,
    byline_of,
    html,
    json_ld,
    paragraphs,
    plain,
    shown_ticker,
    ticker,
)

from pipeline.documents import Article, Link, Page
from pipeline.read import join, languages, next_page, page_of, read

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def page(content, url=DE["url"], headers=None):
    content = content if isinstance(content, bytes) else content.encode()
    return Page(url, url, content, NOW, headers=headers or {})


def with_head(extra, story=DE):
    article = f"<article><h1>{story['title']}</h1>{paragraphs(story)}</article>"
    return page(html(story, article, extra, meta=False), "https://news.example/a")


def test_a_feed_entry_with_the_whole_text_is_an_article():
    when = datetime(2026, 11, 16, 7, 30, tzinfo=UTC)
    link = Link(DE["url"], "elbe", DE["title"], published=when, body=paragraphs(DE))
    article = read(page_of(link, NOW))
    assert article.text.split("\n\n") == [DE["title"], *DE["body"]]
    assert (article.published, article.source, article.url) == (when, "elbe", DE["url"])


@pytest.mark.parametrize("body", [None, "", "<p>Nur ein Anriss.</p>"])
def test_a_feed_entry_with_a_summary_is_to_be_fetched(body):
    assert page_of(Link(DE["url"], "elbe", DE["title"], body=body), NOW) is None


def test_markup_in_a_feeds_title_stays_text():
    link = Link(
        EN["url"], "ledger", "A < B & <b>C</b> in the chip race of this year", body=paragraphs(EN)
    )
    assert read(page_of(link, NOW)).title == "A < B & <b>C</b> in the chip race of this year"


def test_the_next_page_is_found_and_the_pages_are_joined():
    first = plain({**DE, "body": DE["body"][:2]}).replace(
        b"</article>", b'<a rel="next" href="?seite=2">Weiter</a></article>'
    )
    second = plain({**DE, "lead": "", "body": DE["body"][2:], "heading": 0})
    assert next_page(page(first)) == DE["url"] + "?seite=2"
    assert next_page(page(second, DE["url"] + "?seite=2")) is None
    whole = join([read(page(first)), read(page(second, DE["url"] + "?seite=2"))])
    assert whole.text.split("\n\n") == [DE["title"], DE["lead"], *DE["body"]]


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("/plan.html", "/plan.html?seite=2", "/plan.html?seite=3"),
        ("/news/plan-412.html", "/news/plan-412-2.html", "/news/plan-412-3.html"),
        ("/2026/plan/", "/2026/plan/2/", "/2026/plan/3/"),
        ("/plan", "/plan/seite-2", "/plan/seite-3"),
        ("/a/plan-p1.html", "/a/plan-p2.html", "/a/plan-p3.html"),
        ("/?p=31228", "/?p=31228&page=2", "/?p=31228&page=3"),
        ("/plan?page=1", "/plan?page=2", "/plan?page=3"),
        ("/a/plan,412", "/a/plan,412,2", "/a/plan,412,3"),
        ("/a/plan", "/a/plan_2.html", "/a/plan_3.html"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("link", ['<link rel="next" href="{}">', '<a href="{}">Nächste Seite</a>', "<a href={}>Next page ›</a>", '<a href="{}">2</a>'])  # fmt: skip
def test_pages_go_on_at_the_first_ones_address_with_the_next_number(first, second, third, link):
    site = "https://news.example"
    on_first = page(f"<p>x</p>{link.format(second)}", site + first)
    on_second = page(f"<p>x</p>{link.format(first)}{link.format(third)}", site + second)
    found = (next_page(on_first), next_page(on_second, site + first))
    assert found == (site + second, site + third)


@pytest.mark.parametrize(
    "href",
    [
        "/andere-meldung/2",
        "https://elbe-kurier.example/wirtschaft/quellwerk-rechenzentrum-bitterfeld-412.html?seite=2",
        "http://www.elbe-kurier.example/wirtschaft/quellwerk-rechenzentrum-bitterfeld-412.html?seite=2",
        "/wirtschaft/quellwerk-rechenzentrum-bitterfeld-412-2",
        "/wirtschaft/quellwerk-rechenzentrum-bitterfeld-412.html?kommentare=2",
        "https://boese.example/x?seite=2",
        "?seite=7",
        "javascript:alert(1)",
        "http://[",
    ],
)
def test_a_link_that_does_not_go_on_with_this_article_is_no_next_page(href):
    assert next_page(page(f'<p>x</p><a rel="next" href="{href}">Nächste Seite</a>')) is None


def test_each_entry_of_a_ticker_has_its_own_time():
    text = read(page(ticker(DE))).text
    assert "16. November 2026, 12:15 Uhr: Eintrag 0\n\n" + DE["body"][0] in text
    english = read(page(ticker(EN), EN["url"])).text
    assert "November 16, 2026, 08:15: Eintrag 4\n\n" + EN["body"][4] in english


def test_entries_that_only_the_page_dates_have_their_times_too():
    text = read(page(shown_ticker(DE))).text
    assert "16. November 2026, 12:15 Uhr: Eintrag 0\n\n" + DE["body"][0] in text
    assert "16. November 2026, 08:15 Uhr: Eintrag 4\n\n" + DE["body"][4] in text
    assert DE["lead"] in text


@pytest.mark.parametrize(
    ("byline", "day", "authors", "published"),
    [
        ("Von Thea Lindqvist", "16. November 2026", ("Thea Lindqvist",), date(2026, 11, 16)),
        ("<span>Von</span><p>Thea Lindqvist</p>", "16.11.26, 12:00 Uhr", ("Thea Lindqvist",), datetime(2026, 11, 16, 12, tzinfo=UTC)),
        ("<span>By</span><span>Colm Brannigan</span>", "Tuesday, November 17, 2026 4:41AM", ("Colm Brannigan",), datetime(2026, 11, 17, 4, 41, tzinfo=UTC)),
        ('<a href="/author/colm/">Colm Brannigan</a>', "Nov 17, 2026", ("Colm Brannigan",), date(2026, 11, 17)),
        ('<a href="https://news.example/autoren/tlindqvist">Thea Lindqvist</a> - 16. November 2026', "", ("Thea Lindqvist",), date(2026, 11, 16)),
        ('16. November 2026 von <a href="/author/tlq">thealind</a>', "", ("thealind",), date(2026, 11, 16)),
        ("By Colm Brannigan, Ada Quist and Bo Lund", "17 November 2026", ("Colm Brannigan", "Ada Quist", "Bo Lund"), date(2026, 11, 17)),
        ("By Colm Brannigan November 17, 2026", "<p>By Ada Quist November 17, 2026</p>", ("Colm Brannigan", "Ada Quist"), date(2026, 11, 17)),
        ("Posted by Colm Brannigan in Chips", "November 17, 2026 | Press releases", ("Colm Brannigan",), date(2026, 11, 17)),
        ("Veröffentlicht am 16. November 2026 von Thea Lindqvist", "", ("Thea Lindqvist",), date(2026, 11, 16)),
        ("16. November 2026 | Pressemitteilungen", "", (), date(2026, 11, 16)),
        ("Von der Redaktion", "16. November 2026", (), date(2026, 11, 16)),
    ],
)  # fmt: skip
def test_a_line_below_the_headline_tells_who_wrote_it_and_when(byline, day, authors, published):
    story = EN if "By" in byline or "author/colm" in byline else DE
    article = read(page(byline_of(story, byline, day), "https://news.example/a"))
    assert (article.authors, article.published) == (authors, published)
    assert (article.text.split("\n\n")[1:], article.title) == (
        [story["lead"], *story["body"]],
        story["title"],
    )


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Autorin: Thea Lindqvist", ("Thea Lindqvist",)), ("Text: Thea Lindqvist", ("Thea Lindqvist",)),
        ("Von Thea Lindqvist am 16.11.2026 um 09:07 Uhr gespeichert unter Wirtschaft", ("Thea Lindqvist",)),
        ("Von Bitterfeld aus liefert die Bahn", ()),
    ],
)  # fmt: skip
def test_a_line_at_the_end_of_the_text_names_its_author(line, authors):
    article = f"<div><h1>{DE['title']}</h1>{paragraphs(DE)}<p>{line}</p></div>"
    found = read(page(html(DE, article, meta=False), "https://news.example/a"))
    assert found.authors == authors


def test_a_byline_tells_more_than_an_organisation_in_the_head():
    head = json_ld(DE, author={"@type": "Organization", "name": "Agentur Elbe"})
    article = f"<div><h1>{DE['title']}</h1><div>{{}}</div>{paragraphs(DE)}</div>"
    for byline, authors in (("Von Thea Lindqvist", ("Thea Lindqvist",)), ("", ("Agentur Elbe",))):
        content = html(DE, article.format(byline), head, meta=False)
        assert read(page(content, "https://news.example/a")).authors == authors


@pytest.mark.parametrize(
    ("graph", "authors"),
    [
        ([{"@type": "NewsArticle", "headline": DE["title"], "author": {"@id": "#t"}}, {"@id": "#t", "@type": "Person", "name": "Thea Lindqvist"}], ("Thea Lindqvist",)),
        ([{"@type": ["Article", "NewsArticle"], "headline": DE["title"], "author": "Thea Lindqvist, Ada Quist"}], ("Thea Lindqvist", "Ada Quist")),
        ([{"@type": "NewsArticle", "headline": "Etwas anderes", "author": "Wer Anders"}, {"@type": "NewsArticle", "headline": DE["title"], "author": [{"name": "Thea Lindqvist"}]}], ("Thea Lindqvist",)),
        ([{"@type": "Organization", "name": "Elbe-Kurier"}, {"@type": "NewsArticle", "headline": DE["title"], "author": {"@type": "Organization", "name": "Redaktion Elbe-Kurier"}}], ("Redaktion Elbe-Kurier",)),
    ],
)  # fmt: skip
def test_authors_are_found_in_the_graph_of_the_json_ld(graph, authors):
    script = json.dumps({"@context": "https://schema.org", "@graph": graph})
    found = read(with_head(f'<script type="application/ld+json">{script}</script>'))
    assert found.authors == authors


@pytest.mark.parametrize(
    ("extra", "published", "origin"),
    [
        (json_ld(DE, datePublished="2026-11-02T23:30:00-05:00"), datetime(2026, 11, 3, 4, 30, tzinfo=UTC), "json-ld"),
        (json_ld(DE, datePublished="2026-11-02"), date(2026, 11, 2), "json-ld"),
        (json_ld(DE, datePublished="2026-11-02T00:00:00+01:00"), date(2026, 11, 2), "json-ld"),
        (json_ld(DE, datePublished="2027-11-02"), None, None),
        ('<meta property="article:published_time" content="2026-11-02T10:00:00Z">', datetime(2026, 11, 2, 10, tzinfo=UTC), "meta"),
        ('<meta name="date" content="2. November 2026">', date(2026, 11, 2), "meta"),
        ('<meta name="date" content="Nov. 2, 2026 5:10 p.m.">', datetime(2026, 11, 2, 17, 10, tzinfo=UTC), "meta"),
        ('<meta name="dc.date" content="20261102">', date(2026, 11, 2), "meta"),
        ('<meta name="date" content="31.02.2026">', None, None),
        ("", None, None),
    ],
)  # fmt: skip
def test_the_time_of_publication_and_where_it_was_found(extra, published, origin):
    article = read(with_head(extra))
    assert (article.published, article.published_from) == (published, origin)


def test_the_day_in_the_address_counts_where_nothing_else_does():
    url = "https://news.example/2026/11/02/quellwerk"
    content = html(DE, f"<article><h1>{DE['title']}</h1>{paragraphs(DE)}</article>", meta=False)
    article = read(page(content, url))
    assert (article.published, article.published_from) == (date(2026, 11, 2), "url")


def test_updated_is_kept_where_it_is_later():
    article = read(with_head(json_ld(DE, dateModified="2026-11-17T09:00:00Z")))
    assert article.updated == datetime(2026, 11, 17, 9, tzinfo=UTC)
    assert read(with_head(json_ld(DE, dateModified=DE["time"]))).updated is None


@settings(max_examples=60, deadline=None)
@given(st.datetimes(NOW.replace(year=1995, tzinfo=None), NOW.replace(day=22, tzinfo=None)), st.sampled_from(["%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M", "%d.%m.%Y, %H:%M Uhr", "%B %d, %Y %H:%M", "%d %B %Y, %H:%M"]))  # fmt: skip
def test_every_way_to_write_a_time_gives_that_time(moment, form):
    assume(moment.hour or moment.minute)  # midnight sharp is how systems write a day
    article = read(with_head(f'<meta name="date" content="{moment.strftime(form)}">'))
    assert article.published == moment.replace(
        second=moment.second if "%S" in form else 0, microsecond=0, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("opening", "agency", "dateline"),
    [
        ("San Francisco (dpa) - ", "dpa", "San Francisco"), ("HAMBURG (dpa-AFX) - ", "dpa-AFX", "HAMBURG"),
        ("KATHMANDU, April 25 (Reuters) - ", "Reuters", "KATHMANDU"), ("INDIANAPOLIS (AP) — ", "AP", "INDIANAPOLIS"),
        ("Jerusalem/Santa Clara (Reuters) - ", "Reuters", "Jerusalem/Santa Clara"), ("(Bloomberg) -- ", "Bloomberg", None),
        ("ABILENE, Texas – ", None, "ABILENE"), ("SAN FRANCISCO, May 21, 2024 – ", None, "SAN FRANCISCO"), ("Stuttgart. ", None, "Stuttgart"),
        ("Peking – ", None, "Peking"), ("London (red) - ", None, "London"), ("Endlich. ", None, None), ("Wow – ", None, None),
        ("Leipzig: ", None, None), ("Das meldet die Agentur (AP). ", None, None),
    ],
)  # fmt: skip
def test_datelines_are_cut_off_and_kept(opening, agency, dateline):
    first = "Die Firma Quellwerk baut am Rand der Stadt ein Rechenzentrum, das im Herbst ans Netz gehen soll."
    rows = "".join(f"<p>{text}</p>" for text in (opening + first, *DE["body"]))
    article = read(page(html(DE, f"<article><h1>{DE['title']}</h1>{rows}</article>")))
    assert (article.agency, article.dateline) == (agency, dateline)
    cut = bool(agency or dateline)
    assert article.text.split("\n\n")[1] == ("" if cut else opening) + first


def test_a_source_line_names_the_agency():
    article = read(
        page(
            html(
                DE,
                f"<article><h1>{DE['title']}</h1>{paragraphs(DE)}<p>© dpa-infocom, dpa:261116-99-1/2</p></article>",
            )
        )
    )
    assert article.agency == "dpa"
    assert "infocom" not in article.text


@pytest.mark.parametrize(
    ("canonical", "expected"),
    [
        ("/wirtschaft/a", "https://www.elbe-kurier.example/wirtschaft/a"), ("https://m.elbe-kurier.example/a#x", "https://m.elbe-kurier.example/a"),
        ("https://www.elbe-kurier.example/", DE["url"]), ("https://other.invalid/a", DE["url"]), ("javascript:x", DE["url"]),
    ],
)  # fmt: skip
def test_the_canonical_address_is_taken_from_the_same_site_only(canonical, expected):
    article = f"<article><h1>{DE['title']}</h1>{paragraphs(DE)}</article>"
    found = read(page(html(DE, article, f'<link rel="canonical" href="{canonical}">', meta=False)))
    assert found.url == expected


def test_no_other_site_below_co_uk_is_taken_for_the_same_one():
    article = f"<article><h1>{EN['title']}</h1>{paragraphs(EN)}</article>"
    url = "https://www.ledger.co.uk/a/b"
    for canonical, expected in (("https://other.co.uk/a", url), ("https://m.ledger.co.uk/a", "https://m.ledger.co.uk/a")):  # fmt: skip
        head = f'<link rel="canonical" href="{canonical}">'
        assert read(page(html(EN, article, head, meta=False), url)).url == expected


@pytest.mark.parametrize(
    "kept",
    [
        "Datenschutz ist in der Branche ein heikles Thema, sagte die Beauftragte des Landes.", "Cookies wertet die Firma nach eigenen Angaben nicht aus.",
        "Audio und Video versteht das Modell noch nicht.", "Anzeigen verkauft Quellwerk keine, das Geld kommt von Behörden.",
        "Interviews gab Sölter an diesem Tag keine.", "Mehr als die Hälfte der Stellen ist befristet.", "Bilder erkennt das Modell besser als Texte.",
        "Foto-Apps sind ein anderer Markt, auf dem sich die Firma nicht sieht.", "Share prices of chip makers fell after the news.",
        "Related companies own about a third of the shares.", "Sources close to the company said the price was too high.",
        "Newsletter nutzt die Firma nicht, sie wirbt auf Messen.",
    ],
)  # fmt: skip
def test_a_sentence_that_begins_like_boilerplate_is_kept(kept):
    rows = "".join(f"<p>{text}</p>" for text in (*DE["body"][:2], kept, *DE["body"][2:]))
    assert kept in read(page(html(DE, f"<article><h1>{DE['title']}</h1>{rows}</article>"))).text


@pytest.mark.parametrize("declared", ["de", "en", "fr", ""])
def test_the_text_decides_the_language_not_the_page(declared):
    content = plain(EN).replace(b'lang="en"', f'lang="{declared}"'.encode())
    article = read(page(content, EN["url"]))
    assert isinstance(article, Article)
    assert article.lang == "en"


def test_the_language_model_is_never_fetched(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("no network")

    monkeypatch.setattr("socket.socket.connect", refuse)
    languages._detector.cache_clear()
    assert read(page(plain(DE))).lang == "de"

# ruff: noqa: E501  (a byline and what it says are easier to compare in one line)
"""Who wrote it and when, in the forms in which pages say so."""

import json
from datetime import UTC, date, datetime

import pytest
from written_pages import DE, html, paragraphs

from pipeline.documents import Article, Page
from pipeline.read import read

NOW = datetime(2026, 11, 23, tzinfo=UTC)
URL = "https://news.example/a"
THEA, BOTH = ("Thea Lindqvist",), ("Thea Lindqvist", "Bo Amdal")
DAY = date(2026, 11, 16)


def read_with(head="", by="", end="", url=URL):
    inside = f"<main><article><h1>{DE['title']}</h1><div>{by}</div>{paragraphs(DE)}{end}</article></main>"
    found = read(Page(url, url, html(DE, inside, head, meta=False), NOW))
    assert isinstance(found, Article)
    return found


def stating(**what):
    found = {"@type": "NewsArticle", "headline": DE["title"], **what}
    return f'<script type="application/ld+json">{json.dumps(found)}</script>'


def person(name):
    return {"@type": "Person", "name": name}


def organisation(name):
    return {"@type": "Organization", "name": name}


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Von Thea Lindqvist, Brüssel", THEA), ("By Thea Lindqvist, Technology Reporter", THEA), ("Von Thea Lindqvist, Chefredakteurin", THEA),
        ("Von Thea Lindqvist, Korrespondentin in Warschau", THEA), ("By Thea Lindqvist for the Ledger", THEA), ("By Thea Lindqvist, BBC News", THEA),
        ("By THEA LINDQVIST and BO AMDAL, Associated Press", ("THEA LINDQVIST", "BO AMDAL", "Associated Press")), ("Von Thea Lindqvist, dpa", ("Thea Lindqvist", "dpa")),
        ("Von Thea Lindqvist/dpa", ("Thea Lindqvist", "dpa")), ("Text: Thea Lindqvist, Fotos: Bo Amdal", THEA), ("Von Thea Lindqvist (Text) und Bo Amdal (Fotos)", THEA),
        ("Interview von Thea Lindqvist", THEA), ("Ein Interview von Thea Lindqvist und Bo Amdal", BOTH), ("Eine Analyse von Thea Lindqvist", THEA),
        ("Aufgezeichnet von Thea Lindqvist", THEA), ("Aus Washington berichtet Thea Lindqvist", THEA), ("Von Thea Lindqvist aus Washington", THEA),
        ("Von Thea Lindqvist mit Agenturen", THEA), ("By Thea Lindqvist @tlindqvist", THEA), ("By Thea Lindqvist | Staff Writer | Nov. 3, 2026", THEA),
        ("By Thea Lindqvist – Senior Editor", THEA), ("Von red/dpa", ("red/dpa",)), ("Von unserer Korrespondentin Thea Lindqvist", THEA), ("By Thea Lindqvist • Bo Amdal", BOTH),
        ("Von Thea Lindqvist + Bo Amdal", BOTH), ("BY: Thea Lindqvist", THEA), ("Von Jan van der Meer", ("Jan van der Meer",)), ("By Siobhán O'Neill-Hart", ("Siobhán O'Neill-Hart",)),
        ("By Thea Lindqvist, Contributing Writer, and Bo Amdal", BOTH), ("By Thea Lindqvist Updated Nov. 17, 2026 3:05 p.m. ET", THEA), ("16.11.2026, 08:30 Uhr | von Thea Lindqvist", THEA),
        ('<div class="author"><span class="author-name">Thea Lindqvist</span><span class="author-role">Reporter</span></div>', THEA), ("<span>| By </span><p>Thea Lindqvist |</p>", THEA),
        ('<p class="byline">By <span>Thea Lindqvist</span>, <span>Cara Ohm</span> and <span>Bo Amdal</span></p>', ("Thea Lindqvist", "Cara Ohm", "Bo Amdal")),
    ],
)  # fmt: skip
def test_a_line_names_authors_without_roles_places_and_photographers(line, authors):
    assert read_with(by=line).authors == authors


@pytest.mark.parametrize(
    ("author", "authors"),
    [
        (person("Von Thea Lindqvist"), THEA), ({"@type": "Person", "name": ["Thea Lindqvist", "Bo Amdal"]}, BOTH), ([person("Thea Lindqvist"), organisation("dpa")], ("Thea Lindqvist", "dpa")),
        ({"@type": "Person", "givenName": "Thea", "familyName": "Lindqvist"}, THEA), (person("Thea Lindqvist und Bo Amdal"), BOTH), (person("Thea Lindqvist\nBo Amdal"), BOTH),
        (person("tl/dpa"), ("tl/dpa",)), (person("srf/hosb;kesm"), ("srf/hosb", "kesm")), (person("dpa/AFP"), ("dpa", "AFP")), (person("Redaktion"), ("Redaktion",)), (person("Thea Lindqvist, Ph.D."), THEA),
        (person("Thea L&uuml;ndqvist"), ("Thea Lündqvist",)), ([[person("Thea Lindqvist")], [person("Bo Amdal")]], BOTH), ([person("Thea Lindqvist"), person("THEA LINDQVIST")], THEA),
        (person("Guardian staff reporter"), ("Guardian staff reporter",)), (organisation("The Associated Press"), ("The Associated Press",)), (organisation("Institute for Energy"), ("Institute for Energy",)),
    ],
)  # fmt: skip
def test_json_ld_names_authors_in_many_forms(author, authors):
    assert read_with(stating(author=author)).authors == authors


@pytest.mark.parametrize(
    "author",
    [person("Redaktion"), person("thea-lindqvist"), person("thea@kurier.example"), person("https://social.example/x"), organisation("Elbe-Kurier"), person("Elbe-Kurier")],
)  # fmt: skip
def test_a_name_on_the_page_tells_more_than_a_desk_an_address_or_the_site(author):
    head = stating(author=author, publisher=organisation("Elbe-Kurier"))
    assert read_with(head, by="Von Thea Lindqvist").authors == THEA


def test_who_made_the_pictures_is_no_author():
    head = stating(author=[person("Thea Lindqvist"), person("Bo Amdal")])
    for line in ("<p>Photography by Bo Amdal</p>", "<p>Fotos: Bo Amdal</p>"):
        assert read_with(head, by=line).authors == THEA


def test_names_turned_round_and_names_in_brackets_at_the_end_count():
    assert read_with('<meta name="author" content="Lindqvist, Thea">').authors == THEA
    assert read_with(end="<p>So bleibt es vorerst. (Thea Lindqvist)</p>").authors == THEA


@pytest.mark.parametrize(
    ("head", "by", "published"),
    [
        (stating(datePublished=1794817800000), "", datetime(2026, 11, 16, 8, 30, tzinfo=UTC)), (stating(datePublished="Mon, 16 Nov 2026 00:30:00 +0100"), "", datetime(2026, 11, 15, 23, 30, tzinfo=UTC)),
        ('<meta name="date" content="2026/11/16">', "", DAY), ('<meta name="date" content="16-Nov-2026">', "", DAY), ('<meta name="date" content="16/11/2026">', "", DAY), ('<meta name="date" content="16-11-2026">', "", DAY),
        ('<meta name="date" content="November 16, 2026 9:30 p.m. EST">', "", datetime(2026, 11, 17, 2, 30, tzinfo=UTC)), ("", "16.11.2026, 0:30 Uhr MEZ", datetime(2026, 11, 15, 23, 30, tzinfo=UTC)),
        ("", "<p>Aktualisiert am 18.11.2026</p><p>Veröffentlicht am 16.11.2026</p>", DAY), ("", "Aktualisiert: 18.11.2026 | Veröffentlicht: 16.11.2026", DAY),
        ("", "Last updated November 18, 2026. First published November 16, 2026.", DAY), ("", "Stand - 16.11.2026 (unverändert gültig seit: 05.11.2026)", DAY), ("", "<p>Erschienen am:</p><p>16.11.2026</p>", DAY),
        ('<meta name="dc.date" content="2026-11-18">', "Veröffentlicht: 16. November 2026", DAY), ("", '<time class="updated" datetime="2026-11-18">x</time><time datetime="2026-11-16">y</time>', DAY),
        ("", 'Aktualisiert <time datetime="2026-11-18">18.11.</time><p>Publiziert <time datetime="2026-11-16">16.11.</time></p>', DAY),
        (stating(datePublished="2026-11-13") + '<meta property="article:published_time" content="2026-11-16">', '<time datetime="2026-11-16">16. November</time>', DAY),
        (stating(datePublished="2026-11-16") + '<meta property="article:published_time" content="2026-11-18">', "", DAY),
    ],
)  # fmt: skip
def test_the_day_of_publication_is_told_from_others(head, by, published):
    assert read_with(head, by).published == published


@pytest.mark.parametrize("path", ["x-16-11-2026.html", "16.11.2026/x", "2026/nov/16/x", "x-20261116-100.html"])  # fmt: skip
def test_days_stand_in_addresses_in_many_forms(path):
    assert read_with(url=f"https://news.example/{path}").published == DAY


def test_a_day_at_the_headline_goes_before_a_time_elsewhere():
    seminar = '<aside><time datetime="2026-11-03">Seminar am 3.11.</time></aside>'
    assert read_with(by="16.11.2026", end=seminar).published == DAY


def test_a_day_in_the_address_goes_before_the_times_of_readers():
    said = '<div class="comments"><time datetime="2026-11-20">20.11.</time> <p>Na ja.</p></div>'
    url = "https://news.example/2026/11/16/netze"
    assert read_with(end=f"<p>Mehr folgt.</p>{said}", url=url).published == DAY


def test_a_day_in_a_pages_data_goes_before_the_time_of_another_article_in_the_margin():
    data = '<script>window.x={"article":{"firstPublishedAt":"2026-11-16"}}</script>'
    other = '<aside><a href="/y">Fähren</a> <time datetime="2026-11-20">20. November</time></aside>'
    assert read_with(data, end=other).published == DAY


@pytest.mark.parametrize(("before", "authors"), [(99, THEA), (100, ())])
def test_of_all_that_scripts_give_for_authors_the_first_hundred_are_looked_at(before, authors):
    told = '{"author":"news-desk-4"},' * before + '{"author":"Thea Lindqvist"}'
    assert read_with(f"<script>var seen=[{told}]</script>").authors == authors


def test_a_day_told_from_now_counts_only_where_a_server_gave_the_page():
    assert read_with(by="<p>Gestern, 17:40 Uhr</p>").published is None


@pytest.mark.parametrize(
    "line",
    [
        "Veröffentlicht am 16.11.2026, aktualisiert am 18.11.2026", "<p>16.11.2026 (Stand: 18.11.2026)</p>", "<p>Published 16 Nov 2026</p><p>Last updated 18 Nov 2026</p>",
        '<time itemprop="datePublished" datetime="2026-11-16">x</time><time itemprop="dateModified" datetime="2026-11-18">y</time>',
    ],
)  # fmt: skip
def test_the_day_of_a_change_is_told_where_only_the_page_shows_it(line):
    found = read_with(by=line)
    assert (found.published, found.updated) == (DAY, date(2026, 11, 18))


def test_an_agency_named_as_source_is_the_agency_and_no_author():
    for line in ("Quelle: dpa", "Quellen: dpa, AFP"):
        found = read_with(end=f"<p>{line}</p>")
        assert (found.authors, found.agency) == ((), "dpa")

# ruff: noqa: E501  (a hostile page is easier to read in one line)
"""Whatever the bytes: an article or a named reason, in bounded time, never an exception."""

import random
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from written_pages import DE, EN, PAGES, plain

from pipeline.documents import Article, Page, Rejection
from pipeline.read import next_page, read

NOW = datetime(2026, 11, 23, tzinfo=UTC)
REASONS = {"empty", "not-html", "not-an-article", "consent", "paywall", "language", "encoding", "too-large"}  # fmt: skip
URL = "https://news.example/2026/11/23/story.html"


def page(content, headers=None):
    return Page(URL, URL, content, NOW, headers=headers or {})


def is_sound(found):
    if isinstance(found, Rejection):
        return found.reason in REASONS and bool(found.detail)
    return (
        isinstance(found, Article)
        and found.text.startswith(found.title)
        and not any(char in found.text for char in "\x00\xad\r\ufeff")
    )


SENTENCE = "<p>Die Firma baut ein Rechenzentrum, das im Herbst ans Netz gehen soll, sagte der Chef am Montag.</p>"
HOSTILE = {
    "ten thousand nested tags": b"<div>" * 10_000 + b"text",
    "ten thousand nested tags before the article": b"<div>" * 10_000 + plain(DE),
    "ten thousand open inline tags": b"<b><i><span>" * 10_000 + plain(DE),
    "a hundred thousand attributes": b"<div " + b"a=1 " * 100_000 + b">" + plain(DE),
    "one attribute of five megabytes": b'<div class="' + b"ad " * 1_700_000 + b'">' + plain(DE),
    "a hundred thousand classes": b"".join(b'<p class="c%d">x</p>' % n for n in range(100_000)),
    "null bytes": plain(DE).replace(b" ", b"\x00 "),
    "only null bytes": bytes(10_000),
    "an entity bomb": b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12))
    + b"]><html><body><p>&m;</p></body></html>",
    "an external entity": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><html><body><p>&e;</p></body></html>',
    "XML as HTML": b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body/></html>',
    "authors without end": b'<script type="application/ld+json">{"@type":"NewsArticle","author":"' + b"By A, " * 100_000 + b'"}</script>' + plain(EN),
    "selectors without end": b'<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false,"hasPart":[7,{"cssSelector":"' + b".a" * 100_000 + b'"},{"cssSelector":[{}]}]}</script>' + plain(EN),
    "a deep object for a tracker": b"<meta name='parsely-page' content='" + b"[" * 4_000 + b"'>" + plain(EN),
    "an object of the wrong types for a tracker": b"""<meta name="parsely-page" content='{"author":{"a":1},"authors":[1,[2]],"pub_date":7}'>""" + plain(EN),
    "names in a script without end": b"<script>" + b'"author":"' * 100_000 + b"</script>" + plain(EN),
    "thousands of walls": plain(EN).replace(b"</article>", b"<div><p>Subscribe now.</p><p>$5 a month for you</p></div>" * 3_000 + b"</article>"),
    "thousands of marked authors": plain(EN).replace(b"</article>", b'<span class="author">x y</span><i data-timestamp="99999999999999999999">z</i>' * 5_000 + b"</article>"),
    "a script that never ends": b"<script>" + b"a" * 100_000 + plain(DE),
    "a comment that never ends": b"<!--" + plain(DE),
    "deep JSON-LD": b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script>" + plain(DE),
    "JSON-LD that is a number": b'<script type="application/ld+json">7</script>' + plain(DE),
    "JSON-LD of the wrong types": b'<script type="application/ld+json">{"@type":["NewsArticle",7],'
    b'"headline":{"a":[1]},"datePublished":[{}],"author":[[[["x"]]],3,null],"url":9,"wordCount":[]}</script>' + plain(DE),
    "dates out of range": b'<meta property="article:published_time" content="9999-99-99T99:99:99+99:99">'
    b'<meta name="date" content="0001-01-01T00:00:00+14:00"><time datetime="31.02.2026">x</time>' + plain(DE),
    "megabytes of one word": b"<p>" + b"a" * 8_000_000,
    "megabytes of spaces": b"<p>" + b" \n" * 4_000_000 + b"x",
    "many open parentheses": b"<article><h1>Eine Meldung</h1><p>" + b"(Foto: " * 50_000 + b"</p></article>",
    "many dashes": b"<title>" + b"a - " * 50_000 + b"</title><h1>" + b"a | " * 50_000 + b"</h1>" + SENTENCE.encode() * 9,
    "many breaks": b"<p>" + b"<br>" * 200_000 + plain(DE),
    "fifty thousand paragraphs": b"<h1>Eine Meldung</h1>" + SENTENCE.encode() * 50_000,
    "lone surrogates": b"<p>&#xD800; &#xDFFF; &#x110000; &#0;</p>" + plain(DE),
    "every byte": bytes(range(256)) * 500,
    "a frameset": b"<html><frameset cols='1,2'><frame src='a'><frame src='b'></frameset></html>",
    "a base of nonsense": b"<base href='http://[::1'><link rel=canonical href='http://[bad'>" + plain(EN),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_end_in_an_article_or_a_reason_within_seconds(name):
    start = time.process_time()
    assert is_sound(read(page(HOSTILE[name])))
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "name",
    [
        "ten thousand nested tags before the article",
        "null bytes",
        "deep JSON-LD",
        "dates out of range",
        "lone surrogates",
    ],
)
def test_a_broken_surrounding_does_not_cost_the_article(name):
    article = read(page(HOSTILE[name]))
    assert isinstance(article, Article)
    assert DE["body"][4] in article.text


def told(inside, head=""):
    """A page of that inside, with the article's title in its head."""
    return f"<html lang=de><head><title>{DE['title']}</title>{head}</head><body>{inside}</body></html>".encode()


HEADED = f"<h1>{DE['title']}</h1>{''.join(f'<p>{text}</p>' for text in DE['body'])}"
SPAM = "<p>Kaufen Sie jetzt billige Uhren im Internet, die besten Preise der Welt.</p>" * 50
ODD = {
    "in noscript": told(f"<div id=root></div><noscript><article>{HEADED}</article></noscript>"),
    "in a template": told(f"<template shadowrootmode=open><article>{HEADED}</article></template>"),
    "below hidden spam": told(f"<div style='display:none'>{SPAM}</div><article>{HEADED}</article>"),
    "below spam beside the screen": told(f"<div style='position:absolute;left:-9999px'>{SPAM}</div><article>{HEADED}</article>"),
    "below a table of thirty thousand rows": told("<table>" + "<tr><td>1<td>Wert</tr>" * 30_000 + f"</table><article>{HEADED}</article>"),
    "around a table of three thousand rows": told(f"<article>{HEADED}<table>" + "<tr><td>7,5<td>Prozent im Jahr</tr>" * 3_000 + "</table></article>"),
    "in a whole-page form": told(f"<form id=aspnetForm>{HEADED}</form>"),
    "in elements of its own": told("<my-page>" + HEADED.replace("<p>", "<my-p>").replace("</p>", "</my-p>") + "</my-page>"),
    "below an anchor that is never closed": told(f"<a name=top>{HEADED}"),
    "in pre": told(f"<h1>{DE['title']}</h1><pre>" + "\n\n".join(DE["body"]) + "</pre>"),
    "in divs and breaks": told(f"<div>{DE['title']}</div><div>" + "<br/><br/>".join(DE["body"]) + "</div>"),
    "behind two megabytes of picture": told(f"<img src='data:image/png;base64,{'A' * 2_000_000}'>{HEADED}"),
    "of an AMP page": told(f"<amp-sidebar><a href=/>Start</a></amp-sidebar><article>{HEADED}<amp-ad>Werbung</amp-ad></article>"),
    "before a second story": told(f"<article>{HEADED}</article>" + "".join(f"<article><h2><a href=/{n}>Andere Meldung {n} aus der Region</a></h2><p>Kurzer Anriss der anderen Meldung Nummer {n}.</p></article>" for n in range(8))),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_an_article_in_an_odd_place_is_read_and_nothing_else(name):
    article = read(page(ODD[name]))
    assert isinstance(article, Article), article
    assert article.text.split("\n\n") == [DE["title"], *DE["body"]]


def test_paragraphs_between_single_breaks_stand_apart():
    lines = [text for text in DE["body"] if len(text) > 60]
    article = read(page(told(f"<h1>{DE['title']}</h1><div>{'<br>'.join(lines)}</div>")))
    assert article.text.split("\n\n") == [DE["title"], *lines]


def test_json_is_refused_even_with_markup_inside():
    refused = read(page(b'{"html": "' + plain(DE).replace(b'"', b"'").replace(b"\n", b" ") + b'"}'))
    assert (refused.reason, "JSON" in refused.detail) == ("not-html", True)


def test_no_entity_is_fetched_or_unfolded():
    for name in ("an entity bomb", "an external entity"):
        found = read(page(HOSTILE[name]))
        assert isinstance(found, Rejection)


SPLINTERS = [
    b"<", b">", b"</", b"<p>", b"</p>", b"</div>", b"<div class='comment'>", b"<!--", b"-->", b"<script>", b"</script>", b"<table><tr><td>",
    b"&", b"&#x0;", b"&#", b'"', b"'", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b"\xe2\x80", b"<![CDATA[", b"]]>", b"<?xml ?>",
    b'<script type="application/ld+json">{', b"<br>" * 9, b"<h1>", b"<svg>", b"<template>", b"<noscript>", b"<plaintext>", b"\r\n\r\n", b"\x1e\x1f",
]  # fmt: skip


def mutated(source, rng):
    """A page with cuts, splinters, swaps and flipped bytes, as bad lines and bad tools make them."""
    data = bytearray(source)
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(data) + 1)
        kind = rng.randrange(5)
        if kind == 0:
            data[at:at] = rng.choice(SPLINTERS)
        elif kind == 1:
            del data[at : at + rng.randint(1, 200)]
        elif kind == 2:
            data[at : at + 4] = rng.randbytes(4)
        elif kind == 3:
            other = rng.randrange(len(data) + 1)
            data[at:at] = data[other : other + rng.randint(1, 300)]
        else:
            data = data[: max(at, 40)]
    return bytes(data)


def test_ten_thousand_mutated_pages_break_nothing():
    rng = random.Random(5)
    sources = [written.content for written in PAGES]
    headers = [
        {},
        {"content-type": "text/html; charset=utf-8"},
        {"content-type": "text/html; charset=iso-8859-1"},
        {"content-type": "text/plain"},
    ]
    slowest = 0.0
    for number in range(10_000):
        content = mutated(sources[number % len(sources)], rng)
        start = time.process_time()
        found = read(page(content, rng.choice(headers)))
        slowest = max(slowest, time.process_time() - start)
        assert is_sound(found), (number, found)
    assert slowest < 1


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=3_000),
    st.sampled_from(
        ["", "text/html", "text/plain", "text/html; charset=utf-16", "text/html; charset=base64"]
    ),
)
def test_any_bytes_are_read_or_refused(content, kind):
    assert is_sound(read(page(content, {"content-type": kind} if kind else {})))
    next_page(page(content))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=2_000))
def test_any_text_file_is_read_or_refused(text):
    address = "file:///texts/any.txt"
    assert is_sound(read(Page(address, address, text.encode("utf-8", "surrogatepass"), NOW)))

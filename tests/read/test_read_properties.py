# ruff: noqa: E501  (the markup of a page is easier to read in one line)
"""What must not matter: markup inside a paragraph, white space, encodings, what stands around.

And what must hold in any process: the same article, in bounded memory.
"""

import hashlib
import json
import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from written_pages import DE, EN, PAGES, html, json_ld, paragraphs, plain, shell

from pipeline.documents import Article, Page
from pipeline.read import join, read

NOW = datetime(2026, 11, 23, tzinfo=UTC)
STORIES = st.sampled_from([DE, EN])
SEEDS = st.randoms(use_true_random=False)


def reading_of(content, url=DE["url"], headers=None):
    content = content if isinstance(content, bytes) else content.encode()
    return read(Page(url, url, content, NOW, headers=headers or {}))


def told(story):
    return [story["title"], story["lead"], *story["body"]]


def page(story, body, around="{}"):
    article = (
        f'<article><h1>{story["title"]}</h1><p class="lead">{story["lead"]}</p>{body}</article>'
    )
    return html(story, shell(story, around.format(article)), json_ld(story))


def texts(story, change):
    """The story's paragraphs with each text changed."""
    return paragraphs({**story, "body": [change(text) for text in story["body"]]})


@settings(max_examples=60, deadline=None)
@given(STORIES, SEEDS)
def test_inline_markup_does_not_change_the_text(story, rng):
    tags = ["b", "strong", "i", "em", "span", "u", "mark", "a href='/x'", "font color=red", "abbr"]

    def marked(text):
        words = text.split()
        places = rng.sample(range(len(words)), min(3, len(words)))
        for at, tag in zip(places, rng.sample(tags, len(places)), strict=True):
            words[at] = f"<{tag}>{words[at]}</{tag.split()[0]}>"
        return " ".join(words)

    assert reading_of(page(story, texts(story, marked))).text.split("\n\n") == told(story)


@settings(max_examples=40, deadline=None)
@given(STORIES, SEEDS)
def test_white_space_and_comments_between_words_do_not_change_the_text(story, rng):
    between = [" ", "\n", "\t ", " \r\n", "&nbsp;", "&#8239;", " <!-- x --> ", "\u2009", " \u200b"]

    def spaced(text):
        return "".join(word + rng.choice(between) for word in text.split())

    assert reading_of(page(story, texts(story, spaced))).text.split("\n\n") == told(story)


@settings(max_examples=40, deadline=None)
@given(STORIES, SEEDS)
def test_boxes_between_the_paragraphs_do_not_get_into_the_text(story, rng):
    boxes = [
        '<aside><h3>Mehr</h3><a href="/1">Eine andere Meldung aus der Region</a></aside>',
        '<div class="newsletter-box"><p>Jeden Morgen das Wichtigste, sagt die Redaktion.</p></div>',
        '<figure><img src="a.jpg"><figcaption>Eine Halle am Abend, vom Ufer aus gesehen.</figcaption></figure>',
        '<div class="ad-slot" id="ad-3"><p>Diese Werbung hat gar nichts mit dem Text zu tun.</p></div>',
        '<ul class="related-links"><li><a href="/2">Noch eine Meldung</a></li></ul>',
        "<script>document.write('<p>nothing of this is text.</p>')</script>",
        '<section aria-label="Newsletter"><p>Alle zwei Wochen sonntags, kurz und klar.</p></section>',
        '<div class="share-bar"><button>Teilen</button><a href="#">Facebook</a></div>',
        '<blockquote class="twitter-tweet"><p>What a day for all of us here!</p></blockquote>',
    ]
    rows = paragraphs(story).split("\n")
    mixed = "".join(row + rng.choice(["", *boxes]) for row in rows[:-1]) + rows[-1]
    assert reading_of(page(story, mixed)).text.split("\n\n") == told(story)


@settings(max_examples=40, deadline=None)
@given(STORIES, SEEDS)
def test_how_deep_an_article_stands_and_what_its_elements_are_called_does_not_matter(story, rng):
    names = [
        "",
        "c-1x",
        "wrapper",
        "overflow-hidden",
        "row",
        "jss42",
        "inner",
        "grid__col--8",
        "has-sidebar",
    ]
    content = page(story, paragraphs(story)).decode()
    for _ in range(rng.randint(1, 12)):
        name = rng.choice(names)
        content = content.replace("<main>", f'<main><div class="{name}">', 1)
        content = content.replace("</main>", "</div></main>", 1)
    assert reading_of(content).text.split("\n\n") == told(story)


ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "iso-8859-15", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "mac-roman"])  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(STORIES, ENCODINGS, st.booleans(), st.booleans())
def test_the_encoding_does_not_change_the_text(story, encoding, in_header, in_page):
    declares = encoding in ("iso-8859-15", "mac-roman")
    meta = f'<meta charset="{encoding}">' if in_page or declares else ""
    content = plain(story).decode().replace('<meta charset="utf-8">', meta)
    kind = f"text/html; charset={encoding}" if in_header or declares else "text/html"
    found = reading_of(
        content.encode(encoding, "xmlcharrefreplace"), story["url"], {"content-type": kind}
    )
    assert found.text.split("\n\n") == told(story)


@settings(max_examples=60, deadline=None)
@given(STORIES, SEEDS)
def test_a_page_cut_off_while_loading_gives_the_beginning_or_nothing(story, rng):
    content = plain(story)
    found = reading_of(content[: rng.randrange(len(content))])
    if isinstance(found, Article):
        whole = " ".join(told(story))
        assert all(part in whole for part in found.text.split("\n\n") if len(part) > 60)


LINES = {
    "picture credit": ["Foto: Verlag", "Bild: Imago/Müller", "(Symbolbild)", "© Verlag 2026", "Photo: Getty Images", "Image courtesy of Tidewater", "Illustration by A. Painter"],
    "advert": ["Anzeige", "Werbung", "Artikel nach der Anzeige weiterlesen", "Advertisement", "Story continues below advertisement", "Sponsored"],
    "read more": ["Lesen Sie auch: Der Streit um das Netz", "Mehr zum Thema", "Lesetipp: Was Kühlung kostet", "Mehr zur Lage am Netz lesen Sie in unserem Liveblog:", "Read more: The fight over rules", "Related: Chips for toys", "See also: A map"],
    "embed consent": ["An dieser Stelle finden Sie externen Inhalt, der den Artikel ergänzt.", "Ein Klick für den Datenschutz", "Mit Ihrer Zustimmung wird hier ein Video geladen.", "To view this content, accept cookies.", "A post shared by somebody"],
    "audio": ["Artikel anhören", "Lesezeit: 4 Min.", "Diese Audioversion wurde künstlich erzeugt.", "Nahost: Was gerade geschieht. 18.04.2026 | 0:21 min", "Listen to this article", "5 min read"],
    "paywall": ["Bereits Abonnent? Hier anmelden", "4 Wochen kostenlos testen", "Already a subscriber? Sign in", "Subscribe now for unlimited access"],
    "newsletter": ["Unser täglicher Newsletter: alles auf einen Blick", "Sign up for our weekly newsletter", "Enter your email address", "Folgen Sie uns auf Bluesky!"],
    "share": ["Teilen", "Link kopieren", "Share this article", "12 Kommentare", "Copy link"],
    "agency and staff": ["© dpa-infocom, dpa:261116-99-1/2", "(dpa/afp)", "Reporting by Ann Writer in Paris and Bo Lund in Oslo; Editing by Cy Dent", "Ada Quist contributed to this report.", "Colm Brannigan can be reached at colm@ledger.example."],
    "dates": ["Stand: 16.11.2026, 08:30 Uhr", "Aktualisiert am 16. November 2026", "Published: Nov 17, 2026", "16.11.2026 08:30 Uhr"],
}  # fmt: skip
EVERY_LINE = [(kind, line) for kind, lines in LINES.items() for line in lines]


@pytest.mark.parametrize(("kind", "line"), EVERY_LINE, ids=[line[:30] for _, line in EVERY_LINE])
@pytest.mark.parametrize("markup", ["<p>{}</p>", "<div>{}</div>", "<p><em>{}</em></p>"])
def test_what_sites_put_between_paragraphs_is_cut(kind, line, markup):
    rows = paragraphs(DE).split("\n")
    mixed = "".join([*rows[:2], markup.format(line), *rows[2:]])
    assert reading_of(page(DE, mixed)).text.split("\n\n") == told(DE), kind


@pytest.mark.parametrize(
    ("head", "h1", "title"),
    [
        ("{t} | Elbe-Kurier", "{t}", "{t}"), ("{t} - Wirtschaft - Elbe-Kurier", "{t}", "{t}"), ("Elbe-Kurier: {t}", "", "{t}"),
        ("{t} – Elbe-Kurier", "<span class='kicker'>Energie</span> {t}", "{t}"), ("{t}", "<small>Energie</small><br>{t}", "{t}"),
        ("{t} | Wirtschaft | Elbe-Kurier", "", "{t}"), ("x", "  {t}\n ", "{t}"), ("{t}", "<a href='/x'>{t}</a>", "{t}"),
        ("Strom: {t}", "Strom: {t}", "Strom: {t}"), ("Netz – und nun? {t}", "Netz – und nun? {t}", "Netz – und nun? {t}"),
    ],
)  # fmt: skip
def test_the_title_is_the_headline_without_kicker_and_site(head, h1, title):
    headline = "Warum der Anschluss am Ende doch noch kommt"
    story = {**DE, "title": headline}
    shown = f"<h1>{h1.format(t=headline)}</h1>" if h1 else ""
    content = html(
        story,
        f"<article>{shown}{paragraphs(story)}</article>",
        title=head.format(t=headline),
        meta=False,
    )
    content = content.replace(
        b"</head>", b'<meta property="og:site_name" content="Elbe-Kurier"></head>'
    )
    found = reading_of(content)
    assert found.title == title.format(t=headline)


def test_pages_joined_are_as_open_as_the_least_open_and_no_paragraph_stands_twice():
    one = Article("u", "T", "T\n\nA\n\nB", "de", authors=("X",))
    two = Article("u?2", "T", "T\n\nB\n\nC", "de", access="teaser")
    whole = join([one, two, two])
    assert (whole.text, whole.access, whole.url, whole.authors) == (
        "T\n\nA\n\nB\n\nC",
        "teaser",
        "u",
        ("X",),
    )


READER = """
import hashlib, json, resource, sys
from datetime import UTC, datetime
resource.setrlimit(resource.RLIMIT_AS, (2_500_000_000, 2_500_000_000))
from pipeline.documents import Page
from pipeline.read import read
now = datetime(2026, 11, 23, tzinfo=UTC)
found = []
for name in sys.argv[1:]:
    content = open(name, "rb").read()
    found.append(hashlib.sha256(repr(read(Page("https://n.example/a", "https://n.example/a", content, now))).encode()).hexdigest())
print(json.dumps(found))
"""


def read_elsewhere(files, seed):
    """The digests of what another process makes of files, under a bound of memory."""
    path = os.pathsep.join(entry for entry in sys.path if entry)
    run = subprocess.run(
        [sys.executable, "-c", READER, *map(str, files)], capture_output=True, check=True,
        env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": seed},
    )  # fmt: skip
    return json.loads(run.stdout)


def test_another_process_makes_the_same_of_every_page(tmp_path):
    files, here = [], []
    for number, written in enumerate(PAGES):
        files.append(tmp_path / f"{number}.html")
        files[-1].write_bytes(written.content)
        found = read(Page("https://n.example/a", "https://n.example/a", written.content, NOW))
        here.append(hashlib.sha256(repr(found).encode()).hexdigest())
    assert read_elsewhere(files, "1") == read_elsewhere(files, "77") == here


def test_the_largest_pages_are_read_in_bounded_memory(tmp_path):
    row = b"<p>A sentence that is there many times, as the report said on Monday.</p>"
    pages = {
        "paragraphs": row * (11_000_000 // len(row)),
        "links": b'<li><a href="/x">x</a></li>' * 400_000,
        "text": b"word " * 2_200_000,
        "attributes": b'<div class="a b c d e">' * 450_000,
        "scripts": b'<script type="application/ld+json">[{"@type":"NewsArticle"}]</script>'
        * 150_000,
    }
    for name, content in pages.items():
        (tmp_path / name).write_bytes(content)
    assert len(read_elsewhere([tmp_path / name for name in pages], "1")) == len(pages)

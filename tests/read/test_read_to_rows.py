# ruff: noqa: E501  (the markup of a page is easier to read in one line)
"""From a server's bytes to rows: several pages, other versions of a page, wire copies, datelines."""

import contextlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from sqlalchemy import create_engine, text
from written_pages import DE, EN, html, json_ld, paragraphs

from pipeline.ingest import add
from pipeline.settings import FetchSettings, PageStoreSettings, Settings
from pipeline.store.origins import near_duplicates


class _Site(ThreadingHTTPServer):
    """Serves `pages` (path and query to bytes, or to a status); keeps what was asked."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages, self.asked = {}, []
        self.base = f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        found = self.server.pages.get(self.path, 404)
        if callable(found):
            found = found(self.path)
        if isinstance(found, int):
            self.send_error(found)
            return
        kind = "text/plain" if self.path.endswith(".txt") else "text/html; charset=utf-8"
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(found)))
        self.end_headers()
        self.wfile.write(found)

    def log_message(self, *_):
        """Quiet."""


@contextlib.contextmanager
def _served():
    with _Site() as site:
        threading.Thread(target=site.serve_forever, args=(0.02,), daemon=True).start()
        yield site
        site.shutdown()


@pytest.fixture
def world(tmp_path, extractor):
    """Two sites, and a graph that pages of them can be added to."""
    with _served() as site, _served() as other:
        hosts = tuple(urlsplit(each.base).netloc for each in (site, other))
        settings = Settings(
            database_url=f"sqlite:///{tmp_path / 'graph.db'}",
            fetch=FetchSettings(rate=500.0, private_hosts=hosts, retries=0, freshness=0),
            pages=PageStoreSettings(directory=tmp_path / "pages"),
        )

        def take(*addresses):
            return add(list(addresses), settings, extractor)

        def rows(query):
            engine = create_engine(settings.database_url)
            with engine.connect() as connection:
                found = [tuple(row) for row in connection.execute(text(query))]
            engine.dispose()
            return found

        yield SimpleNamespace(site=site, other=other, add=take, rows=rows)


def whole_text(world):
    return world.rows("select r.text from article a join revision r on r.id = a.revision")


def part(story, numbers, link="", *, first=False):
    """A page of an article in several pages, with the link to the next one."""
    body = "".join(f"<p>{story['body'][number]}</p>" for number in numbers)
    filling = f"<p>Zwischen den Absätzen {numbers} steht noch ein Satz, damit die Seite lang genug ist, um für sich zu stehen, sagte ein Sprecher.</p>"
    lead = f'<p class="lead">{story["lead"]}</p>' if first else ""
    inside = f"<article><h1>{story['title']}</h1>{lead}{body}{filling}</article>{link}"
    return html(story, inside, json_ld(story), meta=False)


def three_pages(site, addresses):
    one, two, three = addresses
    site.pages[one] = part(DE, (0, 1), f'<a rel="next" href="{two}">Weiter</a>', first=True)
    site.pages[two] = part(
        DE,
        (3,),
        f'<p><a href="{one}">1</a> <b>2</b> <a href="{three}">3</a> <a href="{three}">Nächste Seite »</a></p>',
    )
    site.pages[three] = part(DE, (4,), f'<a href="{one}">Zurück zu Seite 1</a>')


@pytest.mark.parametrize("order", ["1x23", "21x3", "3x21", "x231"])
def test_an_article_over_three_pages_of_a_web_archive_is_one_row(world, archived, tmp_path, order):
    base = "https://news.example"
    three_pages(world.site, ("/plan.html", "/plan.html?seite=2", "/plan.html?seite=3"))
    world.site.pages["/other.html"] = html(
        EN, f"<article><h1>{EN['title']}</h1>{paragraphs(EN)}</article>"
    )
    paths = {
        "1": "/plan.html",
        "x": "/other.html",
        "2": "/plan.html?seite=2",
        "3": "/plan.html?seite=3",
    }
    records = (archived(base + paths[at], world.site.pages[paths[at]].decode()) for at in order)
    (tmp_path / "news.warc.gz").write_bytes(b"".join(records))

    report = world.add(str(tmp_path / "news.warc.gz"))

    assert report.total("new") == 2
    stored = next(text for (text,) in whole_text(world) if DE["title"] in text)
    places = [stored.index(DE["body"][number]) for number in (0, 1, 3, 4)]
    assert places == sorted(places)


def test_a_second_page_whose_first_never_comes_is_an_article_of_its_own(world, archived, tmp_path):
    base = "https://news.example"
    three_pages(world.site, ("/plan.html", "/plan.html?seite=2", "/plan.html?seite=3"))
    second = world.site.pages["/plan.html?seite=2"].decode()
    (tmp_path / "news.warc.gz").write_bytes(archived(base + "/plan.html?seite=2", second))

    assert world.add(str(tmp_path / "news.warc.gz")).total("new") == 1


@pytest.mark.parametrize(
    "addresses",
    [
        ("/plan.html", "/plan.html?seite=2", "/plan.html?seite=3"),
        ("/2026/plan/", "/2026/plan/2/", "/2026/plan/3/"),
    ],
)  # fmt: skip
def test_an_article_over_three_pages_is_one_row_with_all_its_text(world, addresses):
    three_pages(world.site, addresses)

    report = world.add(world.site.base + addresses[0])

    assert report.total("new") == 1
    [(stored,)] = whole_text(world)
    found = stored.split("\n\n")
    assert found[:4] == [DE["title"], DE["lead"], *DE["body"][:2]]
    assert [DE["body"][at] in found for at in (3, 4)] == [True, True]
    assert len(found) == len(set(found))
    fetched = dict(world.rows("select url, outcome from fetch"))
    assert fetched == {world.site.base + path: "page" for path in addresses}


def test_a_page_that_fails_is_told_and_asked_for_again_the_next_time(world):
    three_pages(world.site, ("/plan", "/plan?page=2", "/plan?page=3"))
    good, world.site.pages["/plan?page=3"] = world.site.pages["/plan?page=3"], 500

    first = world.add(world.site.base + "/plan")
    [(begun,)] = whole_text(world)
    world.site.pages["/plan?page=3"] = good
    second = world.add(world.site.base + "/plan")
    [(complete,)] = whole_text(world)

    assert [problem.reason for problem in first.sources[0].problems] == ["server-error"]
    assert DE["body"][3] in begun
    assert DE["body"][4] not in begun
    assert second.total("changed") == 1
    assert DE["body"][4] in complete


def test_a_page_that_robots_txt_forbids_is_not_asked_for(world):
    three_pages(world.site, ("/plan", "/plan?page=2", "/plan?page=3"))
    world.site.pages["/robots.txt"] = b"User-agent: *\nDisallow: /*page=3"

    report = world.add(world.site.base + "/plan")

    assert [problem.reason for problem in report.sources[0].problems] == ["robots"]
    assert "/plan?page=3" not in world.site.asked
    assert report.total("new") == 1


def test_no_page_of_another_host_continues_an_article(world):
    elsewhere = f"{world.other.base}/plan?page=2"
    world.other.pages["/plan?page=2"] = part(DE, (3, 4))
    world.site.pages["/plan"] = part(DE, (0, 1), f'<a rel="next" href="{elsewhere}">Weiter</a>')

    world.add(world.site.base + "/plan")

    assert world.other.asked == []
    assert DE["body"][3] not in whole_text(world)[0][0]


def endless(path):
    number = int(path.rpartition("=")[2]) if "=" in path else 1
    body = f"<p>{number}. {DE['body'][0]}</p><p>{number}. {DE['body'][1]}</p>"
    link = f'<a rel="next" href="/plan?page={number + 1}">Weiter</a>'
    return html(DE, f"<article><h1>{DE['title']}</h1>{body}</article>{link}", meta=False)


def test_an_article_without_end_is_followed_for_ten_pages(world):
    world.site.pages |= {"/plan": endless} | {f"/plan?page={n}": endless for n in range(2, 40)}

    world.add(world.site.base + "/plan")

    assert len([path for path in world.site.asked if path.startswith("/plan")]) == 10
    assert whole_text(world)[0][0].count(DE["body"][0]) == 10


def test_a_server_that_gives_the_first_page_for_every_number_is_asked_once_more(world):
    page = part(DE, (0, 1, 3), '<a rel="next" href="/plan?page=2">Weiter</a>', first=True)
    world.site.pages |= {"/plan": page, "/plan?page=2": page, "/plan?page=3": page}

    world.add(world.site.base + "/plan")

    assert [path for path in world.site.asked if path.startswith("/plan")] == [
        "/plan",
        "/plan?page=2",
    ]


def test_a_listing_is_not_followed(world):
    teasers = "".join(f'<h3><a href="/{n}">Meldung {n} aus der Region</a></h3>' for n in range(9))
    world.site.pages["/tech"] = html(DE, f'{teasers}<a rel="next" href="/tech?page=2">Weiter</a>')

    world.add(world.site.base + "/tech")

    assert "/tech?page=2" not in world.site.asked


def article(story, *, extra="", opening=""):
    first = f"<p>{opening}{story['body'][0]}</p>"
    rest = paragraphs({**story, "body": story["body"][1:], "heading": story["heading"] - 1})
    inside = f"<article><h1>{story['title']}</h1>{first}{rest}</article>"
    return html(story, inside, json_ld(story) + extra, meta=False)


def test_page_amp_and_print_version_are_one_article(world):
    canonical = f'<link rel="canonical" href="{world.site.base}/plan">'
    world.site.pages["/plan"] = article(DE, extra=canonical)
    world.site.pages["/amp/plan"] = article(DE, extra=canonical).replace(
        b"<html ", b"<html amp ", 1
    )
    world.site.pages["/plan?print=1"] = article(DE, extra=canonical)

    world.add(*(world.site.base + path for path in ("/plan", "/amp/plan", "/plan?print=1")))

    assert world.rows("select url, title from article") == [
        (f"{world.site.base}/plan", DE["title"])
    ]


def test_place_and_agency_of_a_dateline_get_into_the_row_and_out_of_the_text(world):
    world.site.pages["/plan"] = article(DE, opening="BITTERFELD (dpa) - ")

    world.add(world.site.base + "/plan")

    assert world.rows("select agency, dateline from article") == [("dpa", "BITTERFELD")]
    assert "(dpa)" not in whole_text(world)[0][0]


def test_a_wire_copy_on_another_site_is_near_and_an_independent_report_is_not(world):
    independent = {
        **DE,
        "title": "Bitterfeld bekommt drei neue Hallen voller Rechner",
        "body": [
            "Im Stadtrat stimmten am Montagabend fast alle für das Vorhaben von Quellwerk, das Modelle für Ämter entwickelt.",
            "Kritik kam von Anwohnern, die den Lärm der Kühlung fürchten. Irmgard Sölter, die das Unternehmen führt, versprach Messungen.",
            "Wie es weitergeht",
            "Vierhundert Millionen Euro sind eingeplant, zweihundert Menschen sollen Arbeit finden, heißt es in der Vorlage für die Sitzung.",
            "In Cottbus war Nordlicht Rechen mit so etwas gescheitert, was in Bitterfeld niemand vergessen hat.",
        ],
    }
    rewritten = {
        **DE,
        "title": "Rechenzentrum für Bitterfeld",
        "body": [
            *DE["body"][:3],
            DE["body"][3].replace(
                "„Wir wollen hier bleiben“, sagte Sölter", "Man wolle bleiben, so Sölter"
            ),
            DE["body"][4],
        ],
    }
    for path, story in (("/a", DE), ("/b", rewritten), ("/c", independent), ("/d", EN)):
        where = world.site if path == "/a" else world.other
        where.pages[path] = article({**story, "site": path})
        world.add(where.base + path)

    wire, copy, report, english = (
        found for (found,) in world.rows("select sketch from article order by substr(url, -1)")
    )

    assert near_duplicates(wire, copy)
    assert not near_duplicates(wire, report)
    assert not near_duplicates(wire, english)


def test_each_entry_of_a_ticker_keeps_its_day_in_the_row(world):
    updates = [
        {"@type": "BlogPosting", "headline": f"Eintrag {at}", "datePublished": f"2026-11-{15 + at}T12:15:00+01:00", "articleBody": told}
        for at, told in enumerate(DE["body"])
    ]  # fmt: skip
    shown = "".join(f"<h3>Eintrag {at}</h3><p>{told}</p>" for at, told in enumerate(DE["body"]))
    extra = json_ld(DE, **{"@type": "LiveBlogPosting", "liveBlogUpdate": updates})
    world.site.pages["/ticker"] = html(
        DE, f"<article><h1>{DE['title']}</h1>{shown}</article>", extra
    )

    world.add(world.site.base + "/ticker")

    [(stored,)] = whole_text(world)
    assert f"19. November 2026, 12:15 Uhr: Eintrag 4\n\n{DE['body'][4]}" in stored


def test_what_was_read_is_the_same_as_json(world):
    world.site.pages["/plan"] = article(EN, opening="PORTLAND, Nov 17 (Reuters) - ")
    world.add(world.site.base + "/plan")

    [(title, authors, lang, access, agency)] = world.rows(
        "select title, authors, lang, access, agency from article"
    )

    assert (title, json.loads(authors), lang, access, agency) == (
        EN["title"],
        [EN["author"]],
        "en",
        "full",
        "Reuters",
    )

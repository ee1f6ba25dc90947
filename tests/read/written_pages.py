# ruff: noqa: E501  (the markup of a page is easier to read in one line)
"""Pages written after real patterns: invented firms and people, real shapes of markup.

Each page is one way in which news sites build an article (or fail to), in German or English.
"""

import json
from dataclasses import dataclass, field

DE = {
    "lang": "de",
    "title": "Quellwerk baut in Bitterfeld ein Rechenzentrum für Sprachmodelle",
    "lead": "Die Firma Quellwerk will 400 Millionen Euro in Sachsen-Anhalt ausgeben. Der Stadtrat hat dem Plan am Montag zugestimmt.",
    "body": [
        "Auf dem Gelände der alten Folienfabrik sollen bis Ende 2027 drei Hallen entstehen, sagte Vorstandschefin Irmgard Sölter am Montag in Bitterfeld.",
        "Quellwerk trainiert dort Sprachmodelle für Behörden. Den Strom liefert nach Angaben der Firma ein Windpark in der Nähe, die Abwärme geht ins Netz der Stadtwerke.",
        "Zweihundert Stellen sind ausgeschrieben",
        "Gesucht werden vor allem Techniker und Entwicklerinnen. „Wir wollen hier bleiben“, sagte Sölter. Ein zweiter Bauabschnitt ist noch nicht beschlossen.",
        "Der Wettbewerber Nordlicht Rechen hatte im Frühjahr einen ähnlichen Plan für Cottbus wieder aufgegeben, weil der Netzanschluss fehlte.",
    ],
    "heading": 2,
    "author": "Thea Lindqvist",
    "day": "2026-11-16",
    "time": "2026-11-16T08:30:00+01:00",
    "site": "Elbe-Kurier",
    "url": "https://www.elbe-kurier.example/wirtschaft/quellwerk-rechenzentrum-bitterfeld-412.html",
}
EN = {
    "lang": "en",
    "title": "Tidewater Models raises $120 million to build a chip for small robots",
    "lead": "The start-up from Portland wants to ship its first boards next autumn. Two pension funds led the round.",
    "body": [
        "Tidewater Models said on Tuesday that it had raised $120 million from two Canadian pension funds and from its customer Halvorsen Compute.",
        "The company was founded in 2021 by Maren Okafor and designs low-power chips that run vision models on robots without a connection to a data centre.",
        "A factory is not part of the plan",
        "“We will not own a single machine,” Okafor said in an interview. The chips are to be made in Taiwan and packaged in Arizona, she added.",
        "Halvorsen Compute, which sells warehouse robots, has agreed to buy the first 40,000 boards. Neither company would say at what price.",
    ],
    "heading": 2,
    "author": "Colm Brannigan",
    "day": "2026-11-17",
    "time": "2026-11-17T14:05:00-05:00",
    "site": "Harbour Ledger",
    "url": "https://www.harbourledger.example/2026/11/17/tidewater-models-raises-120-million",
}


@dataclass(frozen=True)
class Written:
    """A page as a server would send it, and what a reader is to make of it."""

    name: str
    content: bytes
    story: dict | None = None
    reason: str | None = None
    absent: tuple[str, ...] = ()
    headers: dict = field(default_factory=lambda: {"content-type": "text/html; charset=utf-8"})
    url: str | None = None
    lead: bool = True
    expects: dict = field(default_factory=dict)


def paragraphs(story, open_tag="<p>", close="</p>", heading="h2"):
    return "\n".join(
        f"<{heading}>{text}</{heading}>" if at == story["heading"] else f"{open_tag}{text}{close}"
        for at, text in enumerate(story["body"])
    )


def json_ld(story, **more):
    found = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story["title"],
        "datePublished": story["time"],
        "author": [{"@type": "Person", "name": story["author"]}],
        "publisher": {"@type": "Organization", "name": story["site"]},
    }
    found.update(more)
    return f'<script type="application/ld+json">{json.dumps(found)}</script>'


def head(story, extra="", *, title=None, meta=True):
    tags = (
        f'<meta property="og:title" content="{story["title"]}">'
        f'<meta property="og:site_name" content="{story["site"]}">'
        f'<meta name="description" content="{story["lead"]}">'
        f'<link rel="canonical" href="{story["url"]}">'
        if meta
        else ""
    )
    title = title or f"{story['title']} | {story['site']}"
    return f'<head><meta charset="utf-8"><title>{title}</title>{tags}{extra}</head>'


def html(story, inside, extra="", **more):
    return (
        f'<!DOCTYPE html><html lang="{story["lang"]}">{head(story, extra, **more)}'
        f"<body>{inside}</body></html>"
    ).encode()


NAV = {
    "de": '<nav><ul><li><a href="/">Startseite</a></li><li><a href="/p">Politik</a></li><li><a href="/w">Wirtschaft</a></li></ul></nav>',
    "en": '<nav><ul><li><a href="/">Home</a></li><li><a href="/p">Politics</a></li><li><a href="/b">Business</a></li></ul></nav>',
}
FOOT = {
    "de": '<footer><p>© 2026 Elbe-Kurier Verlag. Alle Rechte vorbehalten.</p><a href="/impressum">Impressum</a></footer>',
    "en": '<footer><p>© 2026 Harbour Ledger Media. All rights reserved.</p><a href="/privacy">Privacy policy</a></footer>',
}
RELATED = {
    "de": '<div class="related-articles"><h3>Das könnte Sie auch interessieren</h3><ul><li><a href="/1">Windpark Süd geht ans Netz</a></li><li><a href="/2">Nordlicht Rechen sucht Käufer</a></li></ul></div>',
    "en": '<div class="related-stories"><h3>You may also like</h3><ul><li><a href="/1">Robot makers brace for tariffs</a></li><li><a href="/2">Pension funds return to chips</a></li></ul></div>',
}


def shell(story, article):
    lang = story["lang"]
    return f"{NAV[lang]}<main>{article}</main>{RELATED[lang]}{FOOT[lang]}"


def plain(story):
    """A clean page: article element, JSON-LD, lead with a class of its own."""
    article = f'<article><h1>{story["title"]}</h1><p class="lead">{story["lead"]}</p>{paragraphs(story)}</article>'
    return html(story, shell(story, article), json_ld(story))


def div_soup(story):
    """No semantic element anywhere, hashed class names, text in divs."""
    rows = "".join(
        f'<div class="x{at}f"><div class="c9z">{text}</div></div>'
        for at, text in enumerate(story["body"])
    )
    inside = (
        f'<div class="a1"><div class="b2"><a href="/">{story["site"]}</a></div>'
        f'<div class="k3"><h1 class="q">{story["title"]}</h1><div class="q7">{story["lead"]}</div>{rows}</div></div>'
    )
    return html(story, inside, json_ld(story))


def table_layout(story):
    """1998: tables for layout, font tags, line breaks for paragraphs."""
    text = "<br><br>".join(story["body"])
    inside = (
        '<table width="100%"><tr><td width="160"><a href="/">Home</a><br><a href="/a">Archiv</a></td>'
        f'<td><font size="5"><b><h1>{story["title"]}</h1></b></font><p><b>{story["lead"]}</b></p>'
        f'<font face="Arial">{text}</font></td><td width="120"><a href="/w">Werbung</a></td></tr></table>'
    )
    return html(story, inside, meta=False)


def kicker_in_headline(story):
    kicker = "Künstliche Intelligenz" if story["lang"] == "de" else "Semiconductors"
    article = (
        f'<article><h1><span class="article__kicker">{kicker}</span><span class="article__headline">{story["title"]}</span></h1>'
        f'<p class="article__intro">{story["lead"]}</p>{paragraphs(story)}</article>'
    )
    return html(story, shell(story, article), json_ld(story))


def seo_headline_in_breadcrumb(story):
    """The h1 is a search engine's title in the breadcrumb; the headline is an h2."""
    other = (
        "Rechenzentrum Bitterfeld: Was Quellwerk jetzt plant"
        if story["lang"] == "de"
        else "Robot chips: Tidewater funding explained in full"
    )
    inside = (
        f'<nav class="breadcrumb"><ol><li><a href="/">Home</a></li><li><h1>{other}</h1></li></ol></nav>'
        f"<main><article><hgroup><h2>{story['title']}</h2></hgroup><p>{story['lead']}</p>{paragraphs(story, heading='h3')}</article></main>"
    )
    return html(story, inside, json_ld(story, headline=other), title=other)


def leaks(story):
    """Everything that sites put between paragraphs."""
    between = (
        [
            "<p>Anzeige</p>", '<p>Lesen Sie auch: <a href="/x">Der Streit um den Netzanschluss</a></p>',
            "<p>Foto: Adobe Stock / Symbolbild</p>", "<p>Artikel anhören · Lesezeit: 3 Minuten</p>",
            "<p>An dieser Stelle befindet sich ein externer Inhalt von YouTube, der von unserer Redaktion empfohlen wird.</p>",
            "<p>Jetzt unseren Newsletter abonnieren und nichts mehr verpassen!</p>",
            "<p>Haben Sie einen Fehler gefunden? Schreiben Sie uns.</p>", "<p>Bereits Kunde? Jetzt einloggen</p>",
        ]
        if story["lang"] == "de"
        else [
            "<p>Advertisement</p>", '<p>Read more: <a href="/x">The fight over export rules</a></p>',
            "<p>Photo: Adobe Stock / illustration</p>", "<p>Listen to this article · 3 min read</p>",
            "<p>To view this content, please accept cookies from YouTube.</p>",
            "<p>Sign up for our free daily newsletter to get the news in your inbox.</p>",
            "<p>Spotted an error? Let us know.</p>", "<p>Already a subscriber? Log in here</p>",
        ]
    )  # fmt: skip
    rows = [
        f"<h2>{t}</h2>" if at == story["heading"] else f"<p>{t}</p>"
        for at, t in enumerate(story["body"])
    ]
    mixed = (
        "".join(row + between[at % 8] + between[(at + 4) % 8] for at, row in enumerate(rows[:-1]))
        + rows[-1]
    )
    article = (
        f'<article><h1>{story["title"]}</h1><p class="teaser">{story["lead"]}</p>{mixed}</article>'
    )
    return html(story, shell(story, article), json_ld(story))


def lead_outside(story):
    """The lead stands in the header with the picture, far from the text's container."""
    inside = (
        f'<main><div class="stage"><div class="stage__inner"><h1>{story["title"]}</h1><div class="stage__text">{story["lead"]}</div></div>'
        f'<figure><img src="a.jpg" alt=""><figcaption>Die Halle. Foto: Verlag</figcaption></figure></div>'
        f'<div class="columns"><div class="column column--main"><div class="text">{paragraphs(story)}</div></div></div></main>'
    )
    return html(story, NAV[story["lang"]] + inside + FOOT[story["lang"]], json_ld(story))


def amp(story):
    inside = (
        f'<amp-sidebar id="side"><ul><li><a href="/">Home</a></li></ul></amp-sidebar><article><h1>{story["title"]}</h1>'
        f'<p class="intro">{story["lead"]}</p><amp-img src="x.jpg" width="1" height="1"></amp-img>'
        f'<amp-ad type="x">Werbung Advertisement</amp-ad>{paragraphs(story)}</article><amp-consent>We value your privacy</amp-consent>'
    )
    page = html(story, inside, json_ld(story))
    return page.replace(b"<html ", b"<html amp ", 1)


def print_version(story):
    inside = (
        f"<h1>{story['title']}</h1><p><strong>{story['lead']}</strong></p>{paragraphs(story)}"
        f"<hr><p>URL: {story['url']}</p>"
    )
    return html(
        story,
        inside,
        f'<meta name="author" content="{story["author"]}"><meta name="date" content="{story["time"]}">',
    )


def gallery(story):
    """A picture series in the text: captions and counters are no paragraphs."""
    slides = "".join(
        f'<div class="gallery__slide"><img src="{n}.jpg"><div class="gallery__caption">Bild {n} von 4: Eine Halle. Foto: Verlag</div></div>'
        for n in range(1, 5)
    )
    rows = [
        f"<h2>{t}</h2>" if at == story["heading"] else f"<p>{t}</p>"
        for at, t in enumerate(story["body"])
    ]
    article = (
        f'<article><h1>{story["title"]}</h1><p class="lead">{story["lead"]}</p>{rows[0]}'
        f'<div class="gallery">{slides}</div>{"".join(rows[1:])}</article>'
    )
    return html(story, shell(story, article), json_ld(story))


def comments(story):
    said = (
        "Ich wohne um die Ecke und finde den Plan gut, weil endlich wieder jemand in der Gegend baut und Leute einstellt."
        if story["lang"] == "de"
        else "I used to work there and I can tell you that the boards are never going to ship on time, as everyone knows."
    )
    thread = "".join(f'<div class="comment"><p>{said}</p></div>' for _ in range(6))
    article = f'<article><h1>{story["title"]}</h1><p class="lead">{story["lead"]}</p>{paragraphs(story)}</article><section id="comments">{thread}</section>'
    return html(story, shell(story, article), json_ld(story))


def unclosed(story):
    """Nothing is ever closed."""
    rows = "<p>".join(story["body"])
    return (
        f'<html lang={story["lang"]}><head><title>{story["title"]}<meta name=description content="{story["lead"]}"></title>'
        f"{json_ld(story)}<body><div class=page><div class=main><h1>{story['title']}<div><p>{story['lead']}<p>{rows}"
    ).encode()


def microdata(story):
    article = (
        f'<div itemscope itemtype="http://schema.org/Article"><h1 itemprop="headline">{story["title"]}</h1>'
        f'<p>{story["lead"]}</p><div class="by">von <span itemprop="author" itemscope><span itemprop="name">{story["author"]}</span></span>'
        f'<meta itemprop="datePublished" content="{story["time"]}"></div><div itemprop="articleBody">{paragraphs(story)}</div></div>'
    )
    return html(story, NAV[story["lang"]] + article)


def byline_only(story):
    """No metadata at all: author and date stand in the byline."""
    day = "16. November 2026, 8:30 Uhr" if story["lang"] == "de" else "November 17, 2026"
    by = "Von" if story["lang"] == "de" else "By"
    article = (
        f'<div id="content"><h1>{story["title"]}</h1><p>{story["lead"]}</p><p class="byline">{by} <a rel="author" href="/a">{story["author"]}</a></p>'
        f'<span class="date">{day}</span>{paragraphs(story)}</div>'
    )
    return html(story, article, meta=False)


def lists_and_quotes(story):
    article = (
        f'<article><h1>{story["title"]}</h1><p class="lead">{story["lead"]}</p>{paragraphs(story)}'
        f"<ul><li>{story['body'][0]}x</li><li>{story['body'][1]}y</li></ul><blockquote><p>{story['body'][3]}z</p></blockquote></article>"
    )
    return html(story, shell(story, article), json_ld(story))


def wordpress(story):
    """A post whose element is classed with the names of its tags."""
    article = (
        f'<article id="post-77" class="post-77 post type-post status-publish hentry category-wirtschaft tag-video tag-newsletter">'
        f'<header class="entry-header"><h1 class="entry-title">{story["title"]}</h1><div class="entry-meta"><span class="posted-on">'
        f'<time datetime="{story["time"]}">x</time></span> <span class="byline"><span class="author vcard">{story["author"]}</span></span></div></header>'
        f'<div class="entry-content"><p>{story["lead"]}</p>{paragraphs(story)}<div class="sharedaddy">Teilen mit: Facebook</div></div>'
        f'<footer class="entry-footer">Posted in Tech</footer></article>'
    )
    return html(story, NAV[story["lang"]] + article + FOOT[story["lang"]])


def paywalled(story, shown):
    said = (
        '<div class="paywall-box"><p>Jetzt weiterlesen mit dem Digital-Abo</p><p>Bereits Abonnent? Anmelden</p></div>'
        if story["lang"] == "de"
        else '<div class="paywall-box"><p>Subscribe to continue reading</p><p>Already a subscriber? Log in</p></div>'
    )
    text = "".join(f"<p>{text}</p>" for text in story["body"][:shown])
    lead = f'<p class="lead">{story["lead"]}</p>' if shown else ""
    article = f"<article><h1>{story['title']}</h1>{lead}{text}{said}</article>"
    return html(story, shell(story, article), json_ld(story, isAccessibleForFree=False))


def consent(lang):
    if lang == "de":
        text = "<h1>Mit Werbung weiterlesen oder mit dem Pur-Abo</h1><p>Wir und unsere 214 Partner verwenden Cookies und andere Technologien, um Inhalte zu zeigen und zu messen. Mit einem Klick auf „Zustimmen“ willigen Sie in die Verarbeitung ein.</p><p>Besuchen Sie unsere Seite wie gewohnt mit Werbung und Tracking oder werbefrei im Pur-Abo für 3,99 Euro im Monat.</p>"
        title = "Einwilligung – Elbe-Kurier"
    else:
        text = "<h1>We value your privacy</h1><p>We and our 183 partners use cookies to store and access information on your device. Click accept all to consent to this processing or manage your privacy choices below.</p><p>You can also read without tracking for a small fee every month.</p>"
        title = "Your privacy choices"
    return f'<html lang="{lang}"><head><title>{title}</title></head><body><div class="cmp">{text}<button>OK</button></div></body></html>'.encode()


def front_page(story):
    teasers = "".join(
        f'<div class="teaser"><h2><a href="/{n}">Meldung Nummer {n} aus der Region</a></h2><a href="/{n}">mehr</a></div>'
        for n in range(30)
    )
    return html(story, NAV[story["lang"]] + teasers, title=story["site"])


def ticker(story):
    """A live blog: entries with a time each."""
    entries = "".join(
        f'<div class="liveblog-entry"><time datetime="2026-11-16T{12 - at:02d}:15:00+01:00">{12 - at}:15</time><h3>Eintrag {at}</h3><p>{text}</p></div>'
        for at, text in enumerate(story["body"])
    )
    updates = [
        {
            "@type": "BlogPosting",
            "headline": f"Eintrag {at}",
            "datePublished": f"2026-11-16T{12 - at:02d}:15:00+01:00",
            "articleBody": text,
        }
        for at, text in enumerate(story["body"])
    ]
    article = (
        f'<article><h1>{story["title"]}</h1><p class="lead">{story["lead"]}</p>{entries}</article>'
    )
    extra = json_ld(story, **{"@type": "LiveBlogPosting", "liveBlogUpdate": updates})
    return html(story, shell(story, article), extra)


def shown_ticker(story):
    """A live blog whose entries are dated on the page alone, with teasers that are dated too."""
    entries = "".join(
        f'<li class="entry"><div><time datetime="2026-11-16T{12 - at:02d}:15:00+01:00">{12 - at}:15 Uhr</time><h3>Eintrag {at}</h3></div><div><p>{text}</p></div></li>'
        for at, text in enumerate(story["body"])
    )
    teasers = "".join(
        f'<div class="card"><time datetime="2026-11-1{n}">1{n}.11.2026</time><a href="/{n}">Meldung Nummer {n} aus der Region und anderswo</a></div>'
        for n in range(9)
    )
    return html(
        story,
        shell(
            story,
            f'<article><h1>{story["title"]}</h1><p class="lead">{story["lead"]}</p><ul>{entries}</ul></article><section>{teasers}</section>',
        ),
        json_ld(story),
    )


def foot_of_old(story):
    """1999: one cell, lines broken, and the page's foot in the same font as the text."""
    text = "<br><br>".join(story["body"])
    foot = "[ Home | Archiv | Kontakt ]<br><br>Letzte Änderung: 3.4.1999<br><br>© 1999 Elbe-Kurier, Webmaster: post@elbe-kurier.example"
    inside = f'<table><tr><td><font face="Arial"><h1>{story["title"]}</h1><b>{story["lead"]}</b><br><br>{text}<br><br>{foot}</font></td></tr></table>'
    return html(story, inside, meta=False)


def plain_captions(story):
    """Captions that only stand with their picture: in its paragraph, in italics, or beside it."""
    rows = [
        f"<h2>{t}</h2>" if at == story["heading"] else f"<p>{t}</p>"
        for at, t in enumerate(story["body"])
    ]
    first = '<p><img src="a.jpg"><em>Caption one: the hall at dusk, seen from the river last week.</em></p>'
    second = '<div class="x1"><div class="x2"><picture><source srcset="b.webp"><img src="b.jpg"></picture></div><span>Caption two: the founders at their desk.</span></div>'
    third = '<p><img src="c.jpg">Caption three: a board and its chip</p>'
    last = "<p><em>Caption four: workers stand in front of the gate on Monday. (AP)</em></p>"
    article = f'<article><h1>{story["title"]}</h1><p class="lead">{story["lead"]}</p>{rows[0]}{first}{rows[1]}{second}{rows[2]}{third}{last}{"".join(rows[3:])}</article>'
    return html(story, shell(story, article), json_ld(story))


def link_list(story):
    """A list of other articles in the text: kicker in bold, headline linked."""
    items = "".join(
        f'<li><strong>Kicker {n}:</strong> <a href="/{n}">A headline of another article</a></li>'
        for n in range(4)
    )
    rows = [
        f"<h2>{t}</h2>" if at == story["heading"] else f"<p>{t}</p>"
        for at, t in enumerate(story["body"])
    ]
    article = f'<article><h1>{story["title"]}</h1><p class="lead">{story["lead"]}</p>{rows[0]}<ul>{items}</ul>{"".join(rows[1:])}</article>'
    return html(story, shell(story, article), json_ld(story))


def much_discussed(story):
    """Far more readers' words than the article's, in elements without a telling name."""
    said = "".join(
        f"<li><p>{n}. I have followed this for years, and nobody who knows the place will be surprised by any of it.</p></li>"
        for n in range(40)
    )
    article = (
        f'<div itemprop="articleBody"><p class="lead">{story["lead"]}</p>{paragraphs(story)}</div>'
    )
    inside = f'<div><h1>{story["title"]}</h1>{article}<ul class="members">{said}</ul></div>'
    return html(story, inside, json_ld(story))


def headline_unmarked(story):
    """The headline stands in a div; the page's headings belong to boxes."""
    inside = f'<main><div><h3>Stand up for the news!</h3><p>We need your help.</p></div><div class="big">{story["title"]}</div><p class="lead">{story["lead"]}</p>{paragraphs(story)}</main>'
    return html(story, inside, json_ld(story))


def broken_pieces(story):
    """Kicker and headline as two spans with a hidden colon between."""
    before, after = story["title"].split(" ", 2)[:2], story["title"].split(" ", 2)[2]
    title = f"{' '.join(before)}: {after}"
    whole = {**story, "title": title}
    article = f'<article><h1><span>{" ".join(before)}</span><span class="visually-hidden">:</span> <span>{after}</span></h1><p class="lead">{story["lead"]}</p>{paragraphs(story)}</article>'
    return html(whole, shell(whole, article), json_ld(whole))


def byline_of(story, byline, day):
    """A page that says who wrote it when only in a line below the headline."""
    article = f'<div class="c1"><h1>{story["title"]}</h1><p>{story["lead"]}</p><div>{byline}</div><div>{day}</div>{paragraphs(story)}</div>'
    return html(story, article, meta=False)


def with_dateline(story, dateline):
    changed = {**story, "body": [dateline + story["body"][0], *story["body"][1:]]}
    return html(
        story,
        shell(story, f"<article><h1>{story['title']}</h1>{paragraphs(changed)}</article>"),
        json_ld(story),
    )


def soft_hyphens(story):
    soft = {
        **story,
        "body": [
            text.replace("Rechen", "Rechen\u00adzen\u00adtrums").replace("ü", "u\u0308")
            for text in story["body"]
        ],
    }
    return html(
        story,
        shell(
            story,
            f'<article><h1>{story["title"]}</h1><p class="lead">{story["lead"]}</p>{paragraphs(soft)}</article>',
        ),
        json_ld(story),
    )


def drop_cap(story):
    first = story["body"][0]
    rows = f'<p><span class="dropcap">{first[0]}</span> <span>{first[1:]}</span></p>' + "".join(
        f"<p>{text}</p>" for text in story["body"][1:]
    )
    return html(
        story,
        shell(
            story,
            f'<article><h1>{story["title"]}</h1><p class="lead">{story["lead"]}</p>{rows}</article>',
        ),
        json_ld(story),
    )


def infinite_scroll(story):
    """The next article follows on the same page."""
    following = "".join(
        f"<p>Ganz anderer Text Nummer {n} über ein ganz anderes Thema, der nicht hierher gehört.</p>"
        for n in range(3)
    )
    inside = (
        f'<main><article class="article"><h1>{story["title"]}</h1><p class="lead">{story["lead"]}</p>{paragraphs(story)}</article></main>'
        f'<div class="infinite-scroll next-article"><article><h2>Etwas anderes</h2>{following}</article></div>'
    )
    return html(story, inside, json_ld(story))


def embedded_post(story):
    post = '<blockquote class="twitter-tweet"><p>So excited to share this with all of you today, what a ride it has been!</p>— Some Body (@somebody) <a href="#">November 17, 2026</a></blockquote>'
    rows = [
        f"<h2>{t}</h2>" if at == story["heading"] else f"<p>{t}</p>"
        for at, t in enumerate(story["body"])
    ]
    article = f'<article><h1>{story["title"]}</h1><p class="lead">{story["lead"]}</p>{rows[0]}{post}{"".join(rows[1:])}</article>'
    return html(story, shell(story, article), json_ld(story))


def encoded(story, charset, *, declared=None, said=None):
    """A page in an old encoding; `declared` is the header's word, `said` the page's own."""
    page = plain(story).decode()
    page = page.replace('<meta charset="utf-8">', f'<meta charset="{said}">' if said else "")
    headers = {"content-type": f"text/html; charset={declared}" if declared else "text/html"}
    return {"content": page.encode(charset, "xmlcharrefreplace"), "headers": headers}


def json_island_only():
    return b'<html lang="en"><head><title>App</title></head><body><div id="root"></div><script>window.__STATE__={"a":1}</script></body></html>'


FRENCH = (
    '<html lang="fr"><head><title>La ville vote</title></head><body><article><h1>La ville vote un nouveau centre de calcul</h1>'
    "<p>Le conseil municipal a approuvé lundi soir la construction d'un centre de calcul près de la gare, malgré les réserves de plusieurs riverains.</p>"
    "<p>Selon la mairie, les travaux devraient commencer au printemps et durer deux ans. L'électricité viendra d'un parc éolien voisin.</p>"
    "<p>Une association demande toutefois une étude sur le bruit des machines et sur la consommation d'eau pendant les mois d'été.</p></article></body></html>"
).encode()

BOTH = [
    ("plain", plain, {}), ("div soup", div_soup, {}), ("kicker in headline", kicker_in_headline, {}),
    ("leaks between paragraphs", leaks, {}), ("lead outside", lead_outside, {}), ("AMP", amp, {}), ("comments", comments, {}),
    ("SEO headline in breadcrumb", seo_headline_in_breadcrumb, {}), ("microdata", microdata, {}), ("byline only", byline_only, {}),
    ("lists and quotes", lists_and_quotes, {}), ("WordPress", wordpress, {}), ("embedded post", embedded_post, {}),
    ("captions without markup", plain_captions, {}), ("list of links", link_list, {}), ("much discussed", much_discussed, {}), ("headline unmarked", headline_unmarked, {}),
]  # fmt: skip
_ABSENT = {
    "de": ("Anzeige", "Lesen Sie auch", "Adobe Stock", "Lesezeit", "externer Inhalt", "Newsletter", "Fehler gefunden", "Bereits Kunde", "interessieren", "Impressum", "um die Ecke", "Startseite", "Künstliche Intelligenz", "excited", "Teilen mit", "Caption", "Kicker 1", "followed this", "Stand up"),
    "en": ("Advertisement", "Read more", "Adobe Stock", "min read", "accept cookies", "newsletter", "Spotted", "subscriber", "also like", "rights reserved", "used to work", "Home", "Semiconductors", "excited", "Posted in", "Caption", "Kicker 1", "followed this", "Stand up"),
}  # fmt: skip


def _written():
    for name, build, expects in BOTH:
        for story in (DE, EN):
            yield Written(
                f"{name} ({story['lang']})",
                build(story),
                story,
                absent=_ABSENT[story["lang"]],
                url=story["url"],
                expects=expects,
            )
    for name, build in (
        ("table layout", table_layout), ("print version", print_version), ("gallery", gallery), ("unclosed", unclosed),
        ("ticker", ticker), ("drop cap", drop_cap), ("infinite scroll", infinite_scroll), ("shown ticker", shown_ticker), ("foot of an old table layout", foot_of_old),
    ):  # fmt: skip
        absent = (
            "Bild 1 von 4",
            "Ganz anderer Text",
            "Archiv",
            "Meldung Nummer",
            "Webmaster",
            "1999",
        )
        yield Written(f"{name} (de)", build(DE), DE, absent=absent, url=DE["url"])
    yield Written(
        "soft hyphens (de)",
        soft_hyphens(DE),
        DE,
        absent=("\u00ad", "u\u0308"),
        url=DE["url"],
        lead=False,
    )
    yield Written(
        "dateline dpa (de)",
        with_dateline(DE, "BITTERFELD (dpa) - "),
        DE,
        absent=("(dpa)",),
        url=DE["url"],
        lead=False,
        expects={"agency": "dpa", "dateline": "BITTERFELD"},
    )
    yield Written(
        "dateline Reuters (en)",
        with_dateline(EN, "PORTLAND, Nov 17 (Reuters) - "),
        EN,
        absent=("(Reuters)",),
        url=EN["url"],
        lead=False,
        expects={"agency": "Reuters", "dateline": "PORTLAND"},
    )
    yield Written(
        "bare dateline (de)",
        with_dateline(DE, "Berlin. "),
        DE,
        url=DE["url"],
        lead=False,
        expects={"agency": None, "dateline": "Berlin"},
    )
    for name, charset, declared, said in (
        ("Latin-1 said in the header", "cp1252", "iso-8859-1", None), ("Latin-1 said in the page", "cp1252", None, "iso-8859-1"),
        ("UTF-8 sent as Latin-1", "utf-8", "iso-8859-1", "iso-8859-1"), ("Latin-1 sent as UTF-8", "cp1252", "utf-8", "utf-8"),
        ("Windows-1252 not said", "cp1252", None, None), ("UTF-8 with a mark", "utf-8-sig", "iso-8859-1", None),
        ("UTF-16 with a mark", "utf-16", "utf-8", None), ("UTF-16 without a mark", "utf-16-le", None, None),
        ("an encoding that does not exist", "utf-8", "x-klingon", "x-klingon"),
    ):  # fmt: skip
        yield Written(
            f"{name} (de)",
            **encoded(DE, charset, declared=declared, said=said),
            story=DE,
            url=DE["url"],
        )
    twice = plain(DE).decode().encode().decode("cp1252", "replace")
    yield Written(
        "UTF-8 encoded twice (de)",
        twice.encode() if "\ufffd" not in twice else plain(DE),
        DE,
        url=DE["url"],
    )
    for story in (DE, EN):
        lang = story["lang"]
        yield Written(
            f"teaser before a paywall ({lang})",
            paywalled(story, 2),
            {**story, "body": story["body"][:2], "heading": 9},
            url=story["url"],
            expects={"access": "teaser"},
            absent=("Digital-Abo", "continue reading"),
        )
        yield Written(
            f"nothing before a paywall ({lang})",
            paywalled(story, 0),
            reason="paywall",
            url=story["url"],
        )
        yield Written(f"consent wall ({lang})", consent(lang), reason="consent", url=story["url"])
    yield Written(
        "front page (de)",
        front_page(DE),
        reason="not-an-article",
        url="https://www.elbe-kurier.example/",
    )
    yield Written("script only (en)", json_island_only(), reason="not-an-article")
    yield Written("French", FRENCH, reason="language")
    yield Written("empty", b" \n ", reason="empty")
    yield Written("PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>", reason="not-html")
    yield Written(
        "JSON",
        b'{"headline": "x", "body": "y"}',
        reason="not-html",
        headers={"content-type": "application/json"},
    )
    yield Written("PNG", b"\x89PNG\r\n\x1a\n" + bytes(200), reason="not-html")
    yield Written(
        "feed",
        b'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title></channel></rss>',
        reason="not-html",
    )


PAGES = list(_written())

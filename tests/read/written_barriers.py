# ruff: noqa: E501  (a page's markup is easier to read in one line)
"""Barriers as publishers build them, and whole articles with something like one below them.

Each row of `BELOW`: what it is, language, how many of the story's paragraphs are shown, what
stands below them in the article, what below the article, what the head states, what is shown.
Most were read wrongly at first sight. `Case.shows` is as in `written_walls`.
"""

from written_gates import ABOUT_GATES
from written_walls import NAVIGATION, STORIES, Case, article, page, paragraphs, stated

LOCKED = {"isAccessibleForFree": False}
METERED = LOCKED | {
    "hasPart": {
        "@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".metered",
    }
}  # fmt: skip


def box(name, *lines):
    return f'<div class="{name}">{paragraphs(lines)}</div>'


BELOW = [
    # long texts
    ("access is being verified", "en", 9, "", box("x1", "Thank you for your patience while we verify access. If you are in reader mode please log into your account, or subscribe for all of the Courier."), METERED, "teaser"),
    ("overlay below a long text", "en", 9, box("fc-overlay", "Keep reading with unlimited digital access", "$2 a month for six months"), "", METERED, "teaser"),
    ("all of it, with a call for support", "de", 9, box("subscribe-footer", "Für guten Lokaljournalismus: Jetzt die Spree-Zeitung abonnieren, im ersten Monat für 1 Euro."), "", LOCKED, "full"),
    ("all of it, with a window that scripts open", "de", 9, box("reg", "Jetzt kostenlos registrieren und weiterlesen", "Ihre E-Mail-Adresse"), "", {}, "full"),
    ("all of it, with a call for members", "de", 9, box("x", "Hat Ihnen dieser Artikel gefallen? Dann werden Sie Mitglied der Spree-Zeitung."), "", LOCKED, "full"),
    ("all of it, with a hint at the printed paper", "de", 9, "<p>Dieser Artikel erschien zuerst in der gedruckten Ausgabe. Hier geht es zum E-Paper.</p>", "", LOCKED, "full"),
    # short ones
    ("the last free article", "en", 3, "", box("unit unit--paywall-barrier", "You’ve read your last free article."), LOCKED, "teaser"),
    ("the limit, in a banner", "en", 1, box("persistent-banner", "You’ve reached your limit of free articles. Already a subscriber? Sign in"), "", {}, "teaser"),
    ("upgrade, in an aside of the article", "en", 2, "<aside class='gh-post-upgrade-cta'><h2>This post is for subscribers only</h2><a>Subscribe now</a></aside>", "", {}, "teaser"),
    ("cut off in brackets", "de", 1, "<p>Betroffen sind nach Angaben des Unternehmens Vorhaben in Spremberg, Weißwasser und […]</p>" + box("pw", "SZ+", "Diesen und alle weiteren Artikel mit SZ+ lesen."), "", {}, "teaser"),
    ("window hidden by its own style", "en", 3, "", "<div class='paywall-modal' style='display:none'><h2>Subscribe to continue reading</h2><p>£1 a week. Cancel anytime.</p><p>Already a subscriber? Sign in</p></div>", {}, "full"),
    ("offer in a column below", "en", 3, "", "<div class='below'><div><h4>Subscribe</h4><p>Try the Courier for £1 a week.</p></div><div><h4>About</h4><p>Founded in 1871.</p></div></div>", {}, "full"),
    ("news of a paywall", "en", 2, "<p>The Courier said that from Monday readers would need a subscription to read its full reports, at £4 a month. “We cannot give this work away,” its editor said.</p>", "", {}, "full"),
]  # fmt: skip

PLACES = ("Kolmbach", "Ostrau", "Wanzka", "Lüdrup", "Semmeln", "Freibach")
BARE = [
    ("age gate", "de", "none", "<h1>Sind Sie mindestens 18 Jahre alt?</h1><p>Diese Inhalte sind für Kinder und Jugendliche nicht geeignet. Bitte bestätigen Sie Ihr Alter, um fortzufahren.</p><p>Mit dem Klick bestätigen Sie, dass Sie volljährig sind. Informationen zum Jugendschutz finden Sie hier. Wer falsche Angaben macht, verstößt gegen unsere Nutzungsbedingungen.</p>"),
    ("archive of a day, headlines linked in items", "de", "none", "<h1>Alle Artikel vom 18. November 2026</h1><ul>" + "".join(f"<li>6.1{n} Uhr <a href='/x{n}'>Wie die Gemeinde {place} ihre Rechner mit Flusswasser kühlt</a><p>Der Rat der Gemeinde {place} hat am Abend nach langer Debatte zugestimmt, die Anwohner kündigen eine Klage an.</p></li>" for n, place in enumerate(PLACES)) + "</ul>"),
    ("adblocker", "de", "consent", "<h1>Sie nutzen einen Adblocker</h1><p>Unser Angebot ist nur mit Werbung kostenlos. Bitte deaktivieren Sie Ihren Adblocker und laden Sie die Seite neu.</p><p>Sie können uns auch werbefrei nutzen: SZ Pur kostet 3,49 Euro im Monat.</p>"),
    ("family of brands", "en", "consent", "<h1>Courier, part of the Estuary family</h1><p>We, Courier, are part of the Estuary family of brands. The sites and apps that we own and operate share data among each other.</p><p>When you use our sites and apps, we use Cookies to provide our sites and apps to you and measure your use.</p><p>If you click Accept all, we and our partners (including 240 who are part of the framework) will also store information on a device.</p>"),
]  # fmt: skip


def below():
    for name, lang, shown, after, outside, said, shows in BELOW:
        story = {**STORIES[lang], "body": STORIES[lang]["body"] + ABOUT_GATES[lang]["body"]}
        inside = NAVIGATION[lang] + article(story, shown, after) + outside
        yield Case(
            f"{name} ({lang})", page(lang, story["title"], inside, stated(story, **said)), shows
        )


def instead():
    """A barrier between headline and text, which is only offers."""
    story = STORIES["en"]
    offers = box("o", "Essential digital access to quality journalism on any device, every day of the week.", "Complete digital access with expert analysis from industry leaders. Pay a year upfront and save 20%.", "The newspaper delivered from Monday to Saturday, wherever you are.")  # fmt: skip
    inside = (
        f"<main><h1>{story['title']}</h1><h2>Subscribe to unlock this article</h2>{offers}</main>"
    )
    yield Case(
        "offers in place of a text",
        page("en", "Subscribe to read", inside, stated(story)),
        "paywall",
    )


def linked():
    for lang, story in STORIES.items():
        links = "".join(f'<p><a href="/x">{text}</a></p>' for text in story["body"])
        inside = f"{NAVIGATION[lang]}<main><h1>{story['title']}</h1>{links}</main>"
        yield Case(
            f"every paragraph a link ({lang})",
            page(lang, story["title"], inside, stated(story)),
            "full",
        )


BARRIER_CASES = [
    *below(),
    *instead(),
    *linked(),
    *(
        Case(f"{name} ({lang})", page(lang, "x", f"{NAVIGATION[lang]}<main>{inside}</main>"), shows)
        for name, lang, shows, inside in BARE
    ),
]

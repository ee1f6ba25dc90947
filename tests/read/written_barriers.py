# ruff: noqa: E501  (a page's markup is easier to read in one line)
"""Barriers as publishers build them, and whole articles with something like one below them.

Each row of `BELOW`: what it is, language, how many of the story's paragraphs are shown, what
stands below them in the article, what below the article, what the head states, what is shown.
`Case.shows` is as in `written_walls`.
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
    ("access is being verified", "en", 9, "", box("x1", "One moment while we verify access. In a reading mode please log into your account, or subscribe for all of the Courier."), METERED, "teaser"),
    ("overlay below a long text", "en", 9, box("fc-overlay", "Keep reading with unlimited digital access", "$2 a month for six months"), "", METERED, "teaser"),
    ("all of it, with a call for support", "de", 9, box("subscribe-footer", "Für guten Lokaljournalismus: Jetzt die Spree-Zeitung abonnieren, im ersten Monat für 1 Euro."), "", LOCKED, "full"),
    ("all of it, with a window that scripts open", "de", 9, box("reg", "Jetzt kostenlos registrieren und weiterlesen", "Ihre E-Mail-Adresse"), "", {}, "full"),
    ("all of it, with a call for members", "de", 9, box("x", "Der Artikel hat Ihnen gefallen? Werden Sie Mitglied der Spree-Zeitung."), "", LOCKED, "full"),
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
    ("family of brands", "en", "consent", "<h1>Courier, part of the Estuary family</h1><p>The Courier belongs to the Estuary family of brands, whose sites and apps share what they know of you.</p><p>On all of them we use cookies, to show the pages and to count who reads them.</p><p>If you click Accept all, we and our partners (including 240 who are part of the framework) will also store information on a device.</p>"),
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

# What stands in a box of its own right below two paragraphs, "|" between lines: of a wall, or not.
STOPPING = {
    "de": """
Weiterlesen? Jetzt registrieren.
Sie haben diesen Artikel noch nicht freigeschaltet.
Melden Sie sich an, um diesen Artikel zu lesen.
Exklusiv für Abonnenten
Ohne Abo geht es hier leider nicht weiter.
An dieser Stelle endet der kostenlose Teil.
Den ganzen Artikel lesen Sie in der aktuellen Ausgabe.
Sie haben alle Ihre Freiartikel verbraucht.
Schon Abonnent? Zum Login
Diese Inhalte sind nur nach Anmeldung verfügbar.
Sie lesen eine Vorschau. | Vollzugriff ab 3,99 € monatlich
Zum Weiterlesen bitte anmelden oder Tagespass kaufen
Lesen Sie jetzt sofort weiter – für nur einen Euro.
Unbegrenzt lesen | 1 Jahr zum halben Preis
Text nur für eingeloggte Nutzer
Sie sind nicht berechtigt, diesen Artikel zu lesen.
Der Beitrag endet hier für Nichtabonnenten.
Artikel kaufen | 0,79 €
Wollen Sie wissen, wie es weitergeht? Mit einem Konto geht das.
Mehr dazu lesen Abonnentinnen und Abonnenten im Heft vom Freitag und online in der Reihe über Netze.
Basis | 4,99 € | Komplett | 9,99 €
Weiter mit dem Digitalpaket – im ersten Monat einen Euro
Die ganze Reportage steht in Heft 47, ab heute am Kiosk.
""",
    "en": """
Subscribe to keep reading
Already a subscriber? Log in
Create a free account to continue
You have used all of your free views.
You’re out of free articles.
Become a member to read the rest.
Keep reading for just £1
Buy this issue to read the full article.
There’s more to this story. | Members can read it now.
Your trial has expired. Please subscribe to go on.
You must be logged in to read this article.
Read the full article | Start trial
Thanks for trying us. Your free reads are over.
Hungry for more? Full access from $5.
To get the whole story, join today.
Members only
Sign in to see the whole report
The story continues for members.
Join 40,000 readers and unlock every story.
Monthly | $12 | Annual | $99
You are unauthorized to view this page.
Join to unlock | Become a member to get access to 212 posts
Answer a survey question to continue reading this content
""",
}  # fmt: skip
NOT_STOPPING = {
    "de": """
Auch interessant | Zugang zum Hafen gesperrt
Newsletter abonnieren | Ihre E-Mail-Adresse
Artikel merken | Anmelden
Artikel anhören | Nur für angemeldete Nutzer
Lesen Sie auch: Was Kunden jetzt wissen müssen
Die Autorin ist Mitglied der Chefredaktion.
Dieser Artikel wurde zuerst am 3. Mai veröffentlicht.
Dieser Beitrag stammt aus unserem Podcast. Jetzt kostenlos hören.
Mit unserer App sind Sie immer informiert. Jetzt kostenlos laden.
Tickets kosten 12 Euro, Kinder zahlen die Hälfte.
Anmeldung unter Telefon 1234, die Teilnahme ist kostenlos.
Sie haben Hinweise? Melden Sie sich vertraulich bei uns.
Noch mehr Nachrichten gibt es in unserem WhatsApp-Kanal.
Kunden können ihr Konto bis März kündigen.
Ein Abo der Software kostet 12 Euro im Monat.
Lesen Sie morgen: Warum die Börse jubelt
Anzeige | Der Kalender für 2027: jetzt in unserem Shop für 14,90 €
""",
    "en": """
Subscribe for free to receive new posts and support my work.
Scroll to continue reading
Recommended | Access to the harbour closed
Sign up for our newsletter | Email address
Save this article | Log in
Read more: How members voted
The writer is a professor and the author of a book on subscriptions.
This article is more than a year old.
If you value our work, become a member for £5 a month.
The service costs $9 a month.
Subscribe to our channel on YouTube.
Get tickets for our event | From £20
Join the conversation
Sign in to comment
Follow this topic | Sign in
A subscription to the software costs $12 a month.
The trial runs until March and is free for members.
A version of this article appears in print on page 4.
""",
}  # fmt: skip


def told_below(lang, line):
    """A page that shows two paragraphs and this line."""
    story = STORIES[lang]
    lines = box("x1", *line.split(" | "))
    return page(lang, story["title"], NAVIGATION[lang] + article(story, 2, lines), stated(story))

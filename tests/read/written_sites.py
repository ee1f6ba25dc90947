# ruff: noqa: E501  (a page's markup is easier to read in one line)
# fmt: off
"""Whole pages of invented news sites, each in its own markup: walls, banners, lists, errors.

A third set, written before the reader was changed for it. `Case.shows` is as in `written_walls`.
"""

from written_walls import Case, stated

POWER = {
    "title": "Stadtwerke Ellerbach kaufen Rechenzentrum am Güterbahnhof",
    "lead": "Der Kaufpreis liegt bei 38 Millionen Euro. Die Abwärme soll ab 2028 zweitausend Wohnungen heizen.",
    "site": "Ellerbacher Bote",
    "body": [
        "Die Stadtwerke Ellerbach übernehmen das Rechenzentrum am alten Güterbahnhof von der Firma Hallgrim Daten. Das hat der Aufsichtsrat am Dienstagabend beschlossen, wie Geschäftsführerin Friederike Baumhold dieser Zeitung sagte.",
        "Zwei der vier Hallen stehen seit dem Frühjahr leer. Hallgrim hatte dort Server für ein Videospiel betrieben, das eingestellt wurde. Nun sollen Arztpraxen und Verwaltungen aus dem Landkreis ihre Daten in Ellerbach lagern.",
        "Für die Stadtwerke rechnet sich das Geschäft vor allem wegen der Wärme. Jede Halle gibt im Winter so viel ab, wie fünfhundert Wohnungen brauchen. Die Leitung zum Heizwerk ist 900 Meter lang und schon genehmigt.",
        "Im Stadtrat gab es dennoch Kritik. Der Kauf binde Geld, das für das Hallenbad fehle, sagte Ratsherr Knut Wiesental. Baumhold hält dagegen: Der Kredit werde aus den Mieten getilgt, nicht aus dem Haushalt.",
        "Hallgrim will sich auf seinen Standort in Dänemark beschränken. Dreizehn Beschäftigte wechseln zu den Stadtwerken, für vier weitere wird noch eine Lösung gesucht. Der Vertrag soll im Januar unterschrieben werden.",
    ],
}  # fmt: skip
ROBOT = {
    "title": "Harbour pilots at Kettlewick get a machine that reads the tide",
    "lead": "The port authority has bought a forecasting system from a firm of nine people. Larger ports are watching.",
    "site": "Kettlewick Mercury",
    "body": [
        "The port of Kettlewick will hand its tidal forecasts to a machine learning system from January, the harbour master, Orla Fenwick, said on Monday. The printed tables that pilots have used since 1911 will stay on the bridge as a reserve.",
        "The system was built by Saltmarsh Analytics, a company of nine people in the town, and costs the port £240,000 a year. It reads eleven gauges along the estuary and corrects its forecast every six minutes.",
        "In a trial over two winters it was wrong by more than ten centimetres on four days, against twenty-six for the tables. Storms that come from the north-east still give it trouble, the company's founder, Bram Oduya, admitted.",
        "Pilots were not convinced at first. “I have watched this water for thirty years,” said Hester Lindqvist, who brings in the grain ships. “But it told me about the bar on Tuesday before I saw it.”",
        "Two ports on the other side of the North Sea have asked for the same system, according to Saltmarsh. Neither would comment. Fenwick said that the contract could be ended after a year if the pilots asked for it.",
    ],
}  # fmt: skip
ABOUT = {"de": POWER, "en": ROBOT}


def body(story, shown=5, tag="p"):
    return "".join(f"<{tag}>{text}</{tag}>" for text in story["body"][:shown])


def site(lang, title, inside, head=""):
    """A page in one of the sites' shells: header, menu, `inside`, footer with legal links."""
    name = ABOUT[lang]["site"]
    menu = {
        "de": ("Lokales", "Politik", "Sport", "Anzeigen", "Abo", "E-Paper"),
        "en": ("News", "Opinion", "Sport", "Classifieds", "Subscribe", "Today's paper"),
    }[lang]
    legal = {
        "de": ("Impressum", "Datenschutz", "AGB", "Kontakt", "Cookie-Einstellungen"),
        "en": ("About us", "Privacy policy", "Terms of use", "Contact", "Cookie settings"),
    }[lang]
    links = "".join(f'<li><a href="/{n}">{text}</a></li>' for n, text in enumerate(menu))
    foot = "".join(f'<a href="/l{n}">{text}</a> ' for n, text in enumerate(legal))
    return f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body><header class="top"><a href="/">{name}</a><ul class="menu">{links}</ul></header>{inside}<footer>{foot}<p>© 2026 {name}</p></footer></body></html>'.encode()


def teasers(lang, count, tag="div", *, dated=False):
    """Headlines with a sentence or two of text each, as on front pages and lists of a topic."""
    told = {
        "de": ("Kreistag streitet über Windräder am Mühlberg", "Der Landrat will im Frühjahr abstimmen lassen, die Opposition spricht von einem Alleingang und kündigt eine Klage vor dem Verwaltungsgericht an."),
        "en": ("Council splits over turbines on Miller's Hill", "A vote is due in the spring, and opponents say that they will take the county to court if the plan goes through without another round of hearings."),
    }[lang]  # fmt: skip
    day = {"de": "17. November 2026", "en": "November 17, 2026"}[lang]
    return "".join(
        f'<{tag} class="card c{n}"><h3><a href="/story-{n}">{told[0]} ({n})</a></h3>'
        f"{f'<span>{day}</span>' if dated else ''}<p>{n}. {told[1]}</p></{tag}>"
        for n in range(1, count + 1)
    )


def walls():
    """Consent walls, and walls after which the text ends or never begins."""
    yield Case("pure choice in two columns (de)", site("de", POWER["title"], '<div class="choice"><div class="col"><h2>Ellerbacher Bote mit Werbung</h2><p>Nutzen Sie unser Angebot kostenlos mit personalisierter Werbung, Werbetracking und Cookies. Ihre Zustimmung ist jederzeit im Privatsphäre-Bereich widerrufbar.</p><button>Akzeptieren</button></div><div class="col"><h2>Bote pur</h2><p>Lesen Sie alle frei zugänglichen Inhalte nahezu ohne Werbung und ohne Werbetracking für 3,49 Euro im Monat.</p><button>Jetzt buchen</button></div><p>Sie haben schon pur? Melden Sie sich an.</p></div>', stated(POWER)), "consent")
    yield Case("list of vendors (en)", site("en", "Kettlewick Mercury", '<div id="cm"><h1>This site asks for consent to use your data</h1><ul><li>Personalised advertising and content, advertising and content measurement, audience research and services development</li><li>Store and/or access information on a device</li></ul><p>Your personal data will be processed and information from your device (cookies, unique identifiers, and other device data) may be stored by, accessed by and shared with 154 partners, or used specifically by this site.</p><p>Some vendors may process your personal data on the basis of legitimate interest, which you can object to by managing your options below.</p><a>Consent</a> <a>Do not consent</a> <a>Manage options</a></div>'), "consent")
    yield Case("we and our partners, in a dialog (de)", site("de", POWER["title"], "<dialog open><h2>Ihre Daten, Ihre Wahl</h2><p>Um Ihnen den Ellerbacher Boten kostenfrei anbieten zu können, speichern wir und 211 Drittanbieter mit Ihrer Erlaubnis Kennungen auf Ihrem Gerät und lesen sie wieder aus.</p><p>Damit lassen sich Anzeigen auf Sie zuschneiden und ihre Wirkung messen. Sie können Ihre Auswahl später am Fuß jeder Seite ändern.</p><p>Nur Notwendiges</p><p>In Ordnung</p></dialog>", stated(POWER)), "consent")
    yield Case("a gate in front of the story (en)", site("en", ROBOT["title"], "<main><h1>Read on your terms</h1><section><h2>Free with ads</h2><p>Agree to cookies and similar technologies being used for tailored advertising and carry on reading at no cost.</p></section><section><h2>Mercury Ad-Lite</h2><p>Pay £2.50 a month and we will not track you for advertising. You will still see some ads.</p></section><p>Learn how we handle your information in our cookie notice.</p></main>", stated(ROBOT)), "consent")

    yield Case("teaser that fades out (de)", site("de", POWER["title"], f'<article><h1>{POWER["title"]}</h1><p class="vorspann">{POWER["lead"]}</p>{body(POWER, 1)}<p class="fade">{POWER["body"][1][:90]}…</p><div class="gate-box"><h3>Weiter geht es mit Bote+</h3><ul><li>Alle Bote+ Texte aus Stadt und Landkreis</li><li>Jederzeit online kündigen</li></ul><a>1 € im ersten Monat</a><p>Schon Bote+ Leser? Zur Anmeldung</p></div></article>', stated(POWER)), "teaser")
    yield Case("teaser, locked by the parts it states (de)", site("de", POWER["title"], f'<article><h1>{POWER["title"]}</h1><p>{POWER["lead"]}</p>{body(POWER, 1)}<div class="reader-offer">Mit dem Digitalabo den ganzen Artikel lesen.</div></article>', stated(POWER, isAccessibleForFree="False", hasPart={"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".reader-offer"})), "teaser")
    yield Case("metered, the count is used up (en)", site("en", ROBOT["title"], f'<article><header><h1>{ROBOT["title"]}</h1></header>{body(ROBOT, 1)}</article><div class="meter-modal"><p>You’ve hit your limit of 3 free stories this month.</p><p>Get the Mercury for 50p a week.</p><a>See plans</a><p>Subscriber already? Sign in.</p></div>', stated(ROBOT)), "teaser")
    yield Case("metered, one left, all of it there (en)", site("en", ROBOT["title"], f'<div class="meter-bar">You have 1 free story left this month. <a href="/subscribe">Subscribe</a> for 50p a week.</div><article><h1>{ROBOT["title"]}</h1>{body(ROBOT)}</article>', stated(ROBOT, isAccessibleForFree=False, wordCount=230)), "full")
    yield Case("registration after the lead (de)", site("de", POWER["title"], f'<article><h1>{POWER["title"]}</h1><p class="intro">{POWER["lead"]} {POWER["body"][0]}</p><section class="reg"><h2>Kostenlos weiterlesen</h2><p>Legen Sie ein Bote-Konto an, es kostet nichts und ist in einer Minute fertig.</p><form><label>E-Mail-Adresse</label><input></form><p>Sie haben ein Konto? Hier anmelden</p></section></article>', stated(POWER)), "teaser")
    yield Case("registration, nothing before it (en)", site("en", ROBOT["title"], f'<article><h1>{ROBOT["title"]}</h1><div class="gate"><h2>Sign up to read this article</h2><p>It is free, and takes less than a minute. You will get ten articles a month and our weekly letter.</p><form><input></form><p>Signed up before? Log in</p></div></article>', stated(ROBOT)), "paywall")
    yield Case("members' post of a newsletter (en)", site("en", ROBOT["title"], f'<article class="post"><h1>{ROBOT["title"]}</h1><h3>{ROBOT["lead"]}</h3>{body(ROBOT, 1)}<div><h2>Keep reading with a 7-day free trial</h2><p>Subscribe to <em>The Slack Tide</em> to keep reading this post and get 7 days of free access to the full post archives.</p><a>Start trial</a> <a>Already a paid subscriber? <b>Sign in</b></a></div></article>', stated(ROBOT, isAccessibleForFree=False)), "teaser")
    yield Case("only the headline and a price list (de)", site("de", POWER["title"], f'<main><h1>{POWER["title"]}</h1><div class="plus-angebot"><p>Lesen Sie diesen und viele weitere Texte mit Bote+.</p><table><tr><td>Monatsabo</td><td>8,90 €</td></tr><tr><td>Jahresabo</td><td>89 €</td></tr></table><p>Abonnenten der gedruckten Zeitung lesen gratis. Hier freischalten.</p></div></main>', stated(POWER, isAccessibleForFree=False)), "paywall")
    yield Case("a crowd-funded magazine's wall (de)", site("de", POWER["title"], f'<div class="post"><h1>{POWER["title"]}</h1>{body(POWER, 2)}<div class="st-box"><p><strong>Um weiterzulesen, werde jetzt Mitglied.</strong></p><p>Dieses Magazin lebt von seinen Leserinnen und Lesern. Ab 4 Euro im Monat gehört dir jeder Text.</p><a>Mitgliedschaft wählen</a></div></div>', stated(POWER)), "teaser")
    yield Case("an app wall (en)", site("en", ROBOT["title"], f'<article><h1>{ROBOT["title"]}</h1>{body(ROBOT, 1)}<aside class="appwall"><h3>Continue in the app</h3><p>The rest of this story is only available to readers of the Mercury app. Scan the code or open the store.</p></aside></article>', stated(ROBOT)), "teaser")
    yield Case("locked, nothing but the summary (en)", site("en", ROBOT["title"], f'<article><h1>{ROBOT["title"]}</h1><p class="standfirst">{ROBOT["lead"]}</p><div class="barrier"><h2>To read this story in full, take out a digital subscription</h2><p>£7 every four weeks, first four weeks free.</p></div></article>', stated(ROBOT, isAccessibleForFree="false")), "paywall")


def banners():
    """Whole articles, with something on the page that looks like a wall."""
    layer = '<div class="overlay-x"><h4>Cookies auf ellerbacher-bote.example</h4><p>Wir setzen Cookies ein, um Reichweiten zu messen und Werbung auszuspielen. Sie entscheiden, ob Sie das möchten.</p><button>Ja</button><button>Nein</button><button>Einzeln wählen</button></div>'
    yield Case("cookie layer before a whole text (de)", site("de", POWER["title"], f"{layer}<article><h1>{POWER['title']}</h1><p>{POWER['lead']}</p>{body(POWER)}</article>", stated(POWER)), "full")
    strip = '<div role="dialog"><p>By browsing this site you agree to our use of cookies. We share information about your use of the site with our advertising and analytics partners.</p><a>Got it</a></div>'
    yield Case("cookie strip below a short text (en)", site("en", ROBOT["title"], f"<article><h1>{ROBOT['title']}</h1>{body(ROBOT, 2)}</article>{strip}", stated(ROBOT)), "full")
    plea = "<div class='reader-support'><h3>Before you go…</h3><p>The Mercury is owned by its readers and has no paywall. If you value what we do, consider chipping in from £3 a month. It takes a minute.</p><a>Support the Mercury</a></div>"
    yield Case("a plea for support below a whole text (en)", site("en", ROBOT["title"], f"<article><h1>{ROBOT['title']}</h1>{body(ROBOT, 3)}{plea}</article>", stated(ROBOT)), "full")
    offer = '<div class="abo-hinweis"><p>Der Ellerbacher Bote im Abo: vier Wochen lesen, nichts bezahlen.</p><p>Schon Abonnent? Hier einloggen und werbearm lesen.</p></div>'
    yield Case("an offer between two paragraphs (de)", site("de", POWER["title"], f"<article><h1>{POWER['title']}</h1><p>{POWER['lead']}</p>{body(POWER, 2)}{offer}{''.join(f'<p>{text}</p>' for text in POWER['body'][2:])}</article>", stated(POWER, isAccessibleForFree=True)), "full")
    yield Case("a brief of one paragraph (de)", site("de", POWER["title"], f'<article class="meldung"><h1>{POWER["title"]}</h1><p>{POWER["body"][0]} {POWER["body"][4]}</p><p>(red)</p></article>', stated({**POWER, "lead": ""})), "full")
    yield Case("whole text behind a soft sign-up (en)", site("en", ROBOT["title"], f'<article><h1>{ROBOT["title"]}</h1>{body(ROBOT)}</article><section class="nl"><h3>The Tide Table</h3><p>Our letter on ports and ships, every Friday. Sign up for free.</p><form><input></form></section>', stated(ROBOT)), "full")
    quiet = {"title": "Buchhandlung in Ellerbach verschenkt Abos an Schulen", "lead": "Wer will, kann sich kostenlos registrieren.", "body": ["Die Buchhandlung Wortreich schenkt jeder Schule im Landkreis ein Jahresabo einer Zeitung. Bereits Abonnent zu sein, schade nicht, sagte Inhaberin Dörte Ahlmann am Freitag, das zweite Abo könne in die Bücherei.", "Zwölf Schulen haben sich schon gemeldet. Das Geld stammt aus dem Nachlass eines Lehrers, der vierzig Jahre lang jeden Morgen um sechs Uhr die erste Zeitung gekauft hatte. Für 9,90 Euro im Monat hätte er sie ins Haus bekommen, sagt Ahlmann, das wollte er nie."]}  # fmt: skip
    yield Case("an article about subscriptions (de)", site("de", quiet["title"], f"<article><h1>{quiet['title']}</h1>{body(quiet)}</article>", stated(quiet)), "full")
    choice = {"title": "Regulator tells newspapers to drop the cookie question", "lead": "", "body": ["Newspapers have until June to stop asking readers for consent on every visit, the data regulator said on Thursday. “Accept all” and “Reject all” must look the same, and one answer has to do for a year.", "Publishers say that the rule will cost them a tenth of their income. Their association pointed to a survey in which seven of ten readers had clicked “Accept all” without reading what they agreed to. The regulator said that this was its point."]}  # fmt: skip
    yield Case("an article about the cookie question (en)", site("en", choice["title"], f"<article><h1>{choice['title']}</h1>{body(choice)}</article>", stated(choice)), "full")


def lists():
    """Pages that list, show or play, but hold no article."""
    yield Case("front page (de)", site("de", "Ellerbacher Bote: Nachrichten aus Stadt und Land", f'<main class="home">{teasers("de", 14)}</main>', '<meta property="og:type" content="website">'), "none")
    yield Case("front page (en)", site("en", "Kettlewick Mercury | Local news", f"<main>{teasers('en', 9, 'article')}</main>", '<meta property="og:type" content="website">'), "none")
    yield Case("topic, with an introduction (de)", site("de", "Thema: Windkraft – Ellerbacher Bote", f'<main><h1>Windkraft</h1><p>Alle Nachrichten, Hintergründe und Kommentare zum Ausbau der Windkraft im Landkreis Ellerbach.</p>{teasers("de", 8, dated=True)}<a href="?page=2">Ältere Beiträge</a></main>', '<meta property="og:type" content="website">'), "none")
    yield Case("tag archive of a blog (en)", site("en", "Tag: ports", f'<div id="content"><h1 class="page-title">Tag: ports</h1>{teasers("en", 6, "article", dated=True)}<nav class="pagination"><a href="/page/2">Older posts</a></nav></div>'), "none")
    yield Case("author's page (en)", site("en", "Petra Vance - Kettlewick Mercury", f"<main><h1>Petra Vance</h1><p>Petra Vance covers ports and shipping for the Mercury. She joined in 2019 after nine years at sea and lives in Kettlewick with two dogs and a leaking boat.</p><h2>Latest by Petra Vance</h2>{teasers('en', 7)}</main>", '<meta property="og:type" content="profile"><script type="application/ld+json">{"@type":"ProfilePage","mainEntity":{"@type":"Person","name":"Petra Vance"}}</script>'), "none")
    yield Case("search results (de)", site("de", "Suche: rechenzentrum", f"<main><h1>Suchergebnisse für „rechenzentrum“</h1><p>12 Treffer</p>{teasers('de', 10, 'li', dated=True)}</main>"), "none")
    yield Case("archive of a day (de)", site("de", "Archiv 17. November 2026", "<main><h1>Archiv: 17. November 2026</h1><ul>" + "".join(f'<li>{h}:15 Uhr <a href="/a{h}">Kreistag streitet über Windräder am Mühlberg und vertagt sich ({h})</a></li>' for h in range(6, 22)) + "</ul></main>"), "none")
    yield Case("video only (en)", site("en", "Watch: pilots test the tide machine", '<main><h1>Watch: pilots test the tide machine</h1><div class="player"><video></video></div><p>Pilots at Kettlewick have tried a new system that reads the tide.</p></main>', '<meta property="og:type" content="video.other"><script type="application/ld+json">{"@type":"VideoObject","name":"Watch: pilots test the tide machine","uploadDate":"2026-11-18","duration":"PT1M12S"}</script>'), "none")
    yield Case("video with more videos (de)", site("de", "Video: Rundgang durch das Rechenzentrum", f'<main><h1>Rundgang durch das Rechenzentrum</h1><div class="videoplayer"></div><p>Unser Reporter hat sich in den Hallen umgesehen. 2:14 Min.</p><h2>Weitere Videos</h2>{teasers("de", 6)}</main>', '<meta property="og:type" content="video.other">'), "none")
    yield Case("podcast episodes (en)", site("en", "The Slack Tide podcast", f"<main><h1>The Slack Tide</h1><p>A weekly conversation about ports, ships and the people who bring them in. New episodes every Friday.</p>{teasers('en', 5, dated=True)}<a>Listen on your favourite app</a></main>"), "none")
    yield Case("sign-up for newsletters (de)", site("de", "Unsere Newsletter", "<main><h1>Unsere Newsletter im Überblick</h1>" + "".join(f"<section><h2>{name}</h2><p>{text}</p><button>Abonnieren</button></section>" for name, text in (("Bote am Morgen", "Was heute im Landkreis wichtig wird, jeden Werktag um sechs Uhr in Ihrem Postfach, zusammengestellt von unserer Redaktion."), ("Kreis und Quer", "Ausflüge, Märkte und Konzerte für das Wochenende, immer donnerstags, mit Tipps unserer Leserinnen und Leser."), ("Anpfiff", "Tabellen und Stimmen aus den Ligen des Landkreises, am Sonntagabend, kurz nach dem letzten Abpfiff."))) + "</main>"), "none")
    yield Case("subscription plans (en)", site("en", "Subscribe to the Mercury", "<main><h1>Choose your subscription</h1><section><h2>Digital</h2><p>Unlimited reading on all your devices, the daily crossword and our archive back to 1884.</p><p>£7 every four weeks</p></section><section><h2>Digital and print</h2><p>Everything in Digital, and the paper on your doormat six days a week before seven in the morning.</p><p>£19 every four weeks</p></section><p>You can cancel at any time. Prices may change; we will always tell you at least 30 days before.</p></main>"), "none")


def errors():
    """Errors, some with status 200 and much around them."""
    yield Case("soft 404 with other stories (de)", site("de", "Ellerbacher Bote", f"<main><h1>Hoppla!</h1><p>Unter dieser Adresse finden Sie leider nichts mehr. Beiträge nehmen wir nach zwölf Monaten aus rechtlichen Gründen aus dem Netz.</p><h2>Das lesen andere gerade</h2>{teasers('de', 5)}</main>"), "none")
    yield Case("soft 404 with other stories (en)", site("en", "Page not found | Kettlewick Mercury", f"<main><h1>We’ve looked everywhere</h1><p>The page that you asked for is not here. It may have been renamed or taken down.</p><h2>Popular right now</h2>{teasers('en', 6, 'article')}</main>"), "none")
    yield Case("gone, told in the site's voice (en)", site("en", "410", "<main><h1>This story has been removed</h1><p>We have taken this article down following a complaint, which we are looking into. We regularly review such decisions and will publish a note here when we have finished. If you have a question, write to the readers' editor.</p></main>"), "none")
    yield Case("server error (de)", site("de", "503 Dienst nicht verfügbar", "<main><h1>Zur Zeit nicht erreichbar</h1><p>Der Server ist wegen hoher Last vorübergehend nicht in der Lage, Ihre Anfrage zu beantworten. Bitte versuchen Sie es in wenigen Minuten erneut. Sollte das Problem länger bestehen, wenden Sie sich bitte mit der Nummer 7f3a-22 an unseren Kundendienst.</p></main>"), "none")
    yield Case("log in first (de)", site("de", "Anmelden | Ellerbacher Bote", "<main><h1>Anmelden</h1><form><label>E-Mail</label><input><label>Passwort</label><input><button>Anmelden</button></form><p>Passwort vergessen? Wir schicken Ihnen einen Link, mit dem Sie ein neues setzen können.</p><p>Noch kein Konto? Mit einem Konto kommentieren Sie Artikel, merken sich Beiträge und verwalten Ihr Abonnement an einem Ort.</p></main>"), "none")
    yield Case("are you a robot (en)", site("en", "Kettlewick Mercury", "<main><h1>One quick check</h1><p>We want to be sure that it is really you and not an automated program. Press and hold the button until the bar is full, and we will take you to the page that you asked for.</p><p>Reference ID: 4b1d2f90-ab12</p></main>"), "none")
    yield Case("redirect notice (de)", site("de", "Weiterleitung", '<main><p>Sie werden weitergeleitet. Wenn das nicht automatisch geschieht, klicken Sie bitte <a href="/x">hier</a>.</p></main>'), "none")
    yield Case("only a frame of scripts (en)", site("en", ROBOT["title"], '<div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript>', '<meta property="og:title" content="x">'), "none")
    yield Case("a text taken down before it was read (de)", site("de", POWER["title"], f"<article><h1>{POWER['title']}</h1><p>Dieser Beitrag ist nicht mehr verfügbar. Die Rechte an dem Agenturtext sind abgelaufen.</p></article>"), "none")


SITE_CASES = [*walls(), *banners(), *lists(), *errors()]


def later():
    """In other words and markup, written after the reader was changed for those above."""
    de, en = POWER, ROBOT
    yield Case("freemium box in the text's column (de)", site("de", de["title"], f'<div id="artikel"><span class="dach">Energie</span><h1>{de["title"]}</h1><div class="txt">{body(de, 2)}<div class="m-upsell"><p class="m-upsell__head">Das war erst der Anfang.</p><p>Alles über dieses Thema erfahren Sie mit Bote Digital, im ersten Monat für 99 Cent.</p><p><a href="/shop">Zum Probemonat</a></p></div></div></div>', stated(de)), "teaser")
    yield Case("locked flag in a script's state (de)", site("de", de["title"], f'<article><h1>{de["title"]}</h1>{body(de, 1)}<div class="article__lock"><p>Sie haben noch keinen Zugang zu diesem Inhalt.</p><p>Zugang freischalten</p></div></article>', stated(de, isAccessibleForFree=False)), "teaser")
    yield Case("trial offer with a list (en)", site("en", en["title"], f'<article><h1>{en["title"]}</h1>{body(en, 2)}<section class="offer-panel"><h2>Enjoyed the start?</h2><p>Get the whole story, and everything else we publish, for $2 a month.</p><ul><li>Ad-light site and app</li><li>Crossword and puzzles</li></ul><p>Already on board? Log in here.</p></section></article>', stated(en)), "teaser")
    yield Case("a newsletter's preview (en)", site("en", en["title"], f'<div class="post"><h1>{en["title"]}</h1>{body(en, 1)}<div class="paid-divider"></div><p>This is a preview of a post for supporters.</p><p>Upgrade your membership to see the whole post.</p></div>', stated(en)), "teaser")
    yield Case("nothing but a sign-in form (en)", site("en", en["title"], f'<article><h1>{en["title"]}</h1><div class="login-box"><p>You need a Mercury account to view this page.</p><form><input></form><p>New here? Registration is free.</p></div></article>', stated(en, isAccessibleForFree=False)), "paywall")
    yield Case("nothing but an offer (de)", site("de", de["title"], f'<article><h1>{de["title"]}</h1><div class="bezahl"><p>Dieser Text ist Teil unseres Bezahlangebots.</p><p>Testen Sie Bote Digital einen Monat lang ohne Risiko.</p><p>Kundin oder Kunde? Anmelden.</p></div></article>', stated(de, isAccessibleForFree=False)), "paywall")
    yield Case("consent in the site's own words (de)", site("de", de["site"], "<div><h1>Ein kurzer Moment, bitte</h1><p>Damit unsere Seiten funktionieren und wir sie verbessern können, möchten wir und ausgewählte Dienstleister Cookies setzen und Nutzungsdaten auswerten. Dafür bitten wir um Ihr Einverständnis.</p><p>Sie können frei wählen und Ihre Entscheidung jederzeit rückgängig machen.</p><p>Einverstanden</p><p>Lieber nicht</p></div>"), "consent")
    yield Case("consent in the site's own words (en)", site("en", en["site"], "<div><h1>Help us keep the Mercury free</h1><p>Advertising pays for our reporters. To show you ads that match your interests, we and carefully chosen third parties would like to place cookies in your browser and look at how you use our pages.</p><p>It is up to you, and you can change your mind whenever you like.</p><p>That's fine</p><p>No thanks</p></div>"), "consent")
    yield Case("consent with a monthly price (de)", site("de", de["title"], "<section><h2>Bote lesen, wie es Ihnen passt</h2><div><p>Gratis, mit Anzeigen: Dazu übermitteln wir Daten über Ihr Leseverhalten an Vermarkter.</p></div><div><p>Ohne Anzeigen und ohne Datenweitergabe: 4,50 Euro monatlich.</p></div><p>Wählen Sie jetzt.</p></section>", stated(de)), "consent")

    yield Case("whole text above a banner at the foot (de)", site("de", de["title"], f'<article><h1>{de["title"]}</h1>{body(de, 3)}</article><div class="stickybar"><p>Wir verwenden technisch notwendige und, wenn Sie einverstanden sind, weitere Cookies.</p><a>Alles klar</a></div>', stated(de)), "full")
    yield Case("whole text, then a call to join (de)", site("de", de["title"], f'<article><h1>{de["title"]}</h1>{body(de, 4)}<div class="club"><p>Unser Journalismus kostet Geld.</p><p>Werden Sie Mitglied im Freundeskreis des Boten.</p></div></article>', stated(de)), "full")
    yield Case("whole text, free articles left (en)", site("en", en["title"], f'<article><h1>{en["title"]}</h1>{body(en)}</article><div class="meter-strip">2 free articles remaining this month</div>', stated(en)), "full")
    yield Case("a whole text with linked subheadings (en)", site("en", en["title"], f"<article><h1>{en['title']}</h1>" + "".join(f'<h2 id="s{n}"><a href="#s{n}">{head}</a></h2><p>{text}</p>' for n, (head, text) in enumerate(zip(("Why the tables go", "What it costs here", "Where it fails so far", "What the pilots say", "Who wants it next"), en["body"], strict=True))) + "</article>", stated(en)), "full")
    yield Case("a whole text between other stories (de)", site("de", de["title"], f'<article><h1>{de["title"]}</h1>{body(de, 2)}<div class="also"><h3><a href="/x1">Kreistag streitet über Windräder am Mühlberg</a></h3></div>{"".join(f"<p>{text}</p>" for text in de["body"][2:])}</article><section>{teasers("de", 6)}</section>', stated(de)), "full")
    yield Case("a whole text that states nothing (en)", site("en", en["title"], f'<div id="c"><h1>{en["title"]}</h1>{body(en)}<h3><a href="/1">More from the harbour</a></h3><p>Two ships were turned away in October because of fog.</p></div>'), "full")
    yield Case("a story about a server failure (en)", site("en", "Page not found for two days: how a council lost its website", "<article><h1>Page not found for two days: how a council lost its website</h1><p>For two days last week, anyone who wanted to pay a parking fine in Kettlewick read that something went wrong. The council's website had been moved to a new server, and nobody had told the old one.</p><p>About 400 people rang instead, the council said. A spokesman called it an honest mistake and said that nobody would be fined twice.</p></article>", stated({**en, "title": "Page not found for two days: how a council lost its website"})), "full")

    yield Case("front page of cards as links (de)", site("de", "Ellerbacher Bote", "<main>" + "".join(f'<a class="kachel" href="/{n}"><h2>Windräder am Mühlberg: Der Streit geht weiter ({n})</h2><p>Der Landrat will im Frühjahr abstimmen lassen, die Opposition kündigt eine Klage an, und die Anwohner sammeln {n} Unterschriften.</p></a>' for n in range(1, 12)) + "</main>"), "none")
    yield Case("blog with whole posts (en)", site("en", "Notes from the estuary", "<main>" + "".join(f'<article><h2><a href="/p{n}">Post number {n}: {en["title"]}</a></h2><p>{n}. {en["body"][n % 5]}</p><p>{n}. {en["body"][(n + 1) % 5]}</p></article>' for n in range(1, 6)) + "</main>"), "none")
    yield Case("topic in a table (de)", site("de", "Dossier Energie", "<h1>Dossier Energie</h1><table>" + "".join(f'<tr><td><img></td><td><h3><a href="/e{n}">Neue Leitung durch das Moor genehmigt, Teil {n}</a></h3><p>Die Bezirksregierung hat den Plan am Freitag unterschrieben, Einwände von {n} Gemeinden wies sie zurück.</p></td></tr>' for n in range(1, 9)) + "</table>"), "none")
    yield Case("events (en)", site("en", "What's on in Kettlewick", "<main><h1>What's on this week</h1>" + "".join(f'<div class="event"><h3><a href="/ev{n}">Concert by the harbour, evening {n}</a></h3><p>{n}pm. The brass band plays marches and hymns on the old quay. Entry is free, bring a chair and something warm to drink.</p></div>' for n in range(1, 8)) + "</main>"), "none")
    yield Case("gallery without a text (de)", site("de", "Bilder: Das neue Rechenzentrum", "<main><h1>Bilder: Das neue Rechenzentrum</h1>" + "".join(f"<figure><img><figcaption>Bild {n} von 9: Halle {n} am Güterbahnhof. Foto: Bote/Ahlmann</figcaption></figure>" for n in range(1, 10)) + "</main>"), "none")
    yield Case("soft error in a full shell (en)", site("en", "Kettlewick Mercury", f"<main><h1>Sorry about this</h1><p>We can’t seem to find what you are after. Double-check the address, or try one of these instead.</p>{teasers('en', 5)}</main>"), "none")
    yield Case("soft error in a full shell (de)", site("de", "Ellerbacher Bote", "<main><h1>Das tut uns leid</h1><p>Den gewünschten Artikel haben wir nicht gefunden. Möglicherweise ist der Link veraltet, oder die Adresse enthält einen Tippfehler. Nutzen Sie bitte die Suche oder kehren Sie auf die Startseite zurück.</p></main>"), "none")
    yield Case("a browser that is too old (de)", site("de", "Ellerbacher Bote", "<main><h1>Bitte aktualisieren Sie Ihren Browser</h1><p>Ihr Browser ist veraltet und kann diese Seite nicht darstellen. Laden Sie eine neuere Version von Firefox, Chrome, Edge oder Safari herunter, um den Ellerbacher Boten zu lesen. Das ist kostenlos und dauert wenige Minuten.</p></main>"), "none")
    yield Case("rate limit (en)", site("en", "429", "<main><h1>Too many requests</h1><p>Your network has sent us more requests than we can handle. Wait a little while before you load this page once more. If you think that this is a mistake, send the number below to our support team.</p><p>2b7f-99</p></main>"), "none")
    yield Case("weather for the town (de)", site("de", "Wetter in Ellerbach", "<main><h1>Wetter in Ellerbach</h1><table><tr><th>Heute</th><th>Morgen</th></tr><tr><td>7°, Regen</td><td>5°, bewölkt</td></tr></table><p>Am Nachmittag Regen, Wind aus Südwest.</p></main>"), "none")


LATER_SITE_CASES = list(later())

# ruff: noqa: E501  (a wall's words are easier to read in one line)
"""Walls written after real patterns, and articles that look like walls: which is which.

Each case is a page as a server would send it and what it shows: "full", "teaser", "paywall" or
"consent", or "none" where it is no article at all. Invented firms, people and papers.
"""

import json
from dataclasses import dataclass

STORIES = {
    "de": {
        "title": "Mittelbau hängt am Strom: Kraftnetz Lausitz vertröstet drei Rechenzentren",
        "lead": "Der Netzbetreiber sagt Anschlüsse erst für 2031 zu. Zwei Bauherren prüfen nun eigene Gaskraftwerke, ein dritter gibt auf.",
        "site": "Spree-Zeitung",
        "body": [
            "Wer in der Lausitz ein Rechenzentrum bauen will, braucht vor allem Geduld. Der Netzbetreiber Kraftnetz Lausitz hat drei Bauherren mitgeteilt, dass ihre Anlagen frühestens 2031 ans Hochspannungsnetz gehen können, zwei Jahre später als bisher zugesagt.",
            "Betroffen sind nach Angaben des Unternehmens Vorhaben in Spremberg, Weißwasser und Forst mit zusammen 480 Megawatt. Man habe die Anträge in der Reihenfolge ihres Eingangs geprüft, sagte Sprecherin Katrin Neuhold, mehr gebe das Umspannwerk nicht her.",
            "Die Firma Talmann Rechen will deshalb in Spremberg selbst Strom erzeugen. Zwei Gasturbinen seien bestellt, die Genehmigung liege aber noch nicht vor, sagte Geschäftsführer Ove Talmann. Die Turbinen sollen später mit Wasserstoff laufen.",
            "In Forst zieht sich der Investor zurück. „Mit einem Anschluss im nächsten Jahrzehnt können wir keinen Kunden gewinnen“, heißt es in einem Schreiben an die Stadt. Die Stadtverordneten wollen die Fläche im Januar neu ausschreiben.",
            "Im Ministerium in Potsdam verweist man auf ein Gutachten, das im Frühjahr vorliegen soll. Es untersucht, ob sich die Leitungen des stillgelegten Tagebaus wieder in Betrieb nehmen lassen. Fachleute halten das für möglich, aber teuer.",
            "Für die Region steht einiges auf dem Spiel. Allein in Weißwasser sollten hundertzwanzig Stellen entstehen, die Hochschule hatte zwei Studiengänge angekündigt. Ob es dabei bleibt, will der Rektor im Dezember bekannt geben.",
        ],
    },
    "en": {
        "title": "Grid queue leaves Fenland data centres waiting until the next decade",
        "lead": "The operator has pushed three connection dates back by two years. One developer is giving up and another has ordered gas turbines.",
        "site": "Wash Courier",
        "body": [
            "Three data centres planned for the Fens will not be connected to the grid before 2031, the network operator Eastwire told developers this week. The dates it had promised them last spring were two years earlier.",
            "The sites near March, Wisbech and Spalding would draw 480 megawatts between them, about as much as a large city. Eastwire said that it had worked through the applications in the order in which they came, and that its substation was full.",
            "Talbot Compute, which is building the largest of the three, has ordered two gas turbines of its own. Its chief executive, Ines Corrigan, said that a permit was expected in the summer and that the turbines could burn hydrogen later on.",
            "The developer at Spalding is walking away. “No customer will sign for a connection in the next decade,” it said in a letter to the council, which means to advertise the land again in January.",
            "A spokesman for the energy department pointed to a review that is due in the spring. It is looking at whether lines that once served a coal plant can be brought back into use, which engineers call possible but costly.",
            "Much depends on it for the towns. About a hundred and twenty jobs were promised in Wisbech alone, and a college had announced two courses. Whether they will go ahead is to be decided in December.",
        ],
    },
}
ABOUT_WALLS = {
    "de": {
        "title": "Gericht kippt Bezahlschranke für Cookies: Was das Urteil für Verlage heißt",
        "lead": "Wer keine Werbung will, soll zahlen: Gegen dieses Modell hatte ein Verein geklagt. Nun gibt es ein Urteil.",
        "site": "Spree-Zeitung",
        "body": [
            "Verlage dürfen ihre Leser nicht mehr vor die Wahl stellen, Cookies zuzustimmen oder ein Abo abzuschließen, hat das Verwaltungsgericht in Mühlau entschieden. Die Einwilligung sei unter solchen Umständen nicht freiwillig, sagte die Vorsitzende Richterin am Donnerstag.",
            "Geklagt hatte ein Verein für Datenschutz. Er störte sich an einem Fenster, in dem es hieß, man könne die Seite mit Werbung lesen oder ein Pur-Abo für knapp fünf Euro im Monat buchen. Der Verlag kündigte an, das Urteil anzufechten.",
            "In der Branche wird das Modell seit Jahren gestritten. Ohne Tracking und Cookies sinken die Erlöse, sagen die einen. Die anderen verweisen auf Zeitungen, die Werbung auch ohne Daten ihrer Leser verkaufen und damit gut leben.",
            "Wer schon ein Abonnement hat, für den ändert sich vorerst nichts. Jetzt kündigen müsse niemand, sagte ein Sprecher des Verlags. Bis zur Berufung bleibe alles, wie es ist, auch der Zugang zu allen Artikeln.",
        ],
    },
    "en": {
        "title": "Readers ordered to pay or consent win their case against a newspaper group",
        "lead": "A tribunal found that a choice between tracking and a subscription was no free choice. The publisher will appeal.",
        "site": "Wash Courier",
        "body": [
            "A newspaper group may no longer tell its readers to accept all cookies or subscribe, a tribunal in Lowmere ruled on Thursday. Consent that is bought in this way is not given freely, the judge said in a short statement.",
            "The case had been brought by a privacy charity. It objected to a window that said “we value your privacy” and then offered a choice between tracking by more than two hundred partners and a fee of five pounds a month.",
            "Publishers have argued about the model for years. Without cookies their income falls, say some. Others point to titles that sell advertising without any data on their readers and do well out of it.",
            "Those who already have a subscription will notice nothing for now. Nobody needs to cancel, a spokesman for the group said. Until the appeal is heard, everyone can continue reading as before.",
        ],
    },
}
CONSENT = {
    "pay or okay": {
        "de": ("Spree-Zeitung – Einwilligung", ["Weiterlesen mit Werbung", "Besuchen Sie spree-zeitung.example wie gewohnt mit Werbung und Tracking. Details zum Tracking finden Sie in der Datenschutzerklärung und im Privacy Center.", "Zustimmen und weiter", "… oder Pur-Abo abschließen", "Nutzen Sie uns ganz ohne Werbetracking für 1,20 Euro pro Woche.", "Bereits Pur-Abonnent? Hier anmelden", "Tracking: Zur Verbesserung und Finanzierung unseres Angebots arbeiten wir mit Drittanbietern zusammen. Diese Drittanbieter und wir erheben und verarbeiten personenbezogene Daten auf unseren Plattformen."]),
        "en": ("Wash Courier: your choice", ["How would you like to read the Wash Courier?", "Accept and read for free", "Continue with advertising. We and our partners store and access information on your device, such as cookies, to show personalised adverts and to measure them.", "Reject and pay", "Read without tracking and personalised adverts for £4.99 a month. Cancel at any time.", "Already a Courier Plus member? Sign in", "Read our privacy policy and our cookie policy"]),
    },
    "partners and purposes": {
        "de": ("Datenschutz-Einstellungen", ["Wir brauchen Ihre Einwilligung", "Wir und unsere bis zu 197 Partner nutzen Cookies und vergleichbare Technologien, um Informationen auf Ihrem Gerät zu speichern und abzurufen.", "Genaue Standortdaten verwenden. Endgeräteeigenschaften zur Identifikation aktiv abfragen. Personalisierte Werbung und Inhalte, Messung von Werbeleistung und der Performance von Inhalten, Zielgruppenforschung.", "Ihre Einwilligung können Sie jederzeit mit Wirkung für die Zukunft widerrufen.", "Alle akzeptieren", "Einstellungen", "Liste der Partner (Lieferanten)"]),
        "en": ("Before you continue", ["We value your privacy", "We and our 842 partners store and/or access information on a device, such as unique IDs in cookies, to process personal data.", "You may accept or manage your choices by clicking below, including your right to object where legitimate interest is used, or at any time in the privacy policy page.", "We and our partners process data to provide: use precise geolocation data, actively scan device characteristics for identification, personalised advertising and content, audience research.", "Accept all", "More options", "Disagree and close"]),
    },
    "brand family": {
        "de": ("Spree-Zeitung ist Teil der Havel-Mediengruppe", ["Spree-Zeitung ist Teil der Havel-Mediengruppe", "Wenn Sie unsere Websites und Apps nutzen, verwenden wir Cookies, um Ihnen unsere Websites und Apps bereitzustellen, Nutzer zu authentifizieren und Ihre Nutzung zu messen.", "Wenn Sie auf „Alle akzeptieren“ klicken, verarbeiten wir und unsere Partner Ihre personenbezogenen Daten auch für personalisierte Werbung.", "Wenn Sie nicht möchten, dass wir Ihre Daten für diese Zwecke nutzen, klicken Sie auf „Alle ablehnen“.", "Sie können Ihre Einwilligung in den Datenschutzeinstellungen jederzeit widerrufen."]),
        "en": ("Wash Courier is part of the Estuary family of brands", ["Wash Courier is part of the Estuary family of brands", "When you use our sites and apps, we use cookies to provide our sites and apps to you, authenticate users, apply security measures and measure your use of them.", "If you click 'Accept all', we and our partners, 236 of whom are part of the transparency framework, will also store and access information on a device.", "If you do not want us and our partners to use cookies and personal data for these additional purposes, click 'Reject all'.", "You can change your choices at any time by clicking on the privacy settings links."]),
    },
}  # fmt: skip
PAYWALL = {
    "subscription": {
        "de": ["Jetzt weiterlesen mit SZ plus", "4 Wochen für 1 Euro testen", "Danach 9,99 Euro im Monat, jederzeit kündbar", "Bereits Abonnent? Hier einloggen"],
        "en": ["Subscribe to continue reading", "Try unlimited access", "Only £1 for 4 weeks, then £25 a month. Cancel anytime.", "Already a subscriber? Sign in"],
    },
    "registration": {
        "de": ["Registrieren Sie sich kostenlos, um weiterzulesen", "Sie haben in diesem Monat alle freien Artikel gelesen. Mit einem kostenlosen Konto lesen Sie weiter.", "Jetzt kostenlos registrieren", "Sie haben schon ein Konto? Anmelden"],
        "en": ["Register for free to keep reading", "You have read all your free articles this month. Create a free account and continue.", "Register now", "Already registered? Log in"],
    },
    "members": {
        "de": ["Dieser Beitrag ist nur für Mitglieder", "Werden Sie Mitglied und unterstützen Sie unabhängigen Journalismus. Schon ab 5 Euro im Monat lesen Sie alle Texte.", "Mitglied werden", "Schon Mitglied? Anmelden"],
        "en": ["This post is for paying members only", "Become a member and support independent journalism. Unlock this story and everything else from £5 a month.", "Join now", "Already have an account? Sign in"],
    },
    "day pass": {
        "de": ["Lesen Sie diesen Artikel mit einem Tagespass", "Der Inhalt ist kostenpflichtig. Sie können ihn einzeln kaufen oder ein Abo abschließen.", "Diesen Artikel kaufen: 0,89 €", "Digital-Abo: 7,90 € im Monat", "Ich habe bereits ein Abo"],
        "en": ["Unlock this article", "Buy a day pass or subscribe to read the full story.", "Day pass: £1.50", "Digital: £9 a month", "I already subscribe: log in"],
    },
}  # fmt: skip
NOTHING = {
    "bot check": ("en", "Just a moment...", ["Checking your browser before accessing washcourier.example.", "This process is automatic. Your browser will redirect to your requested content shortly. Please allow up to five seconds while we verify that the connection is secure.", "Enable JavaScript and cookies to continue"]),
    "no script": ("en", "washcourier.example", ["Please enable JS and disable any ad blocker"]),
    "captcha": ("de", "Sind Sie ein Mensch?", ["Bitte bestätigen Sie, dass Sie kein Roboter sind", "Von Ihrem Anschluss kamen ungewöhnlich viele Anfragen. Bitte lösen Sie die Aufgabe, um die Seite aufzurufen."]),
    "denied": ("en", "Access Denied", ["Access Denied", "You don't have permission to access this page on this server.", "Reference #18.7d3f1602.1763888000.1a2b3c"]),
    "not found": ("de", "Seite nicht gefunden | Spree-Zeitung", ["Diese Seite gibt es nicht (mehr)", "Leider konnten wir die gewünschte Seite nicht finden. Vielleicht haben Sie sich vertippt, oder der Artikel wurde verschoben.", "Zur Startseite", "Suche", "Kontakt"]),
    "moved": ("en", "Page not found - Wash Courier", ["Sorry, we can't find that page", "The page may have been moved or may no longer exist. Try the search above, or go back to the front page to see the latest news.", "Most read", "Contact us"]),
    "maintenance": ("de", "Wartung", ["Wir sind gleich zurück", "Unsere Seite wird gerade gewartet. Bitte versuchen Sie es in einigen Minuten noch einmal. Wir bitten um Ihr Verständnis."]),
    "region": ("en", "Unavailable", ["Content not available in your region", "We recognise you are attempting to access this website from a country in the European Economic Area and therefore cannot grant you access at this time."]),
}  # fmt: skip
NAVIGATION = {
    "de": '<nav><a href="/">Startseite</a><a href="/politik">Politik</a><a href="/abo">Abo</a><a href="/login">Anmelden</a></nav>',
    "en": '<nav><a href="/">Home</a><a href="/politics">Politics</a><a href="/subscribe">Subscribe</a><a href="/login">Sign in</a></nav>',
}


@dataclass(frozen=True)
class Case:
    """A page and what it shows."""

    name: str
    content: bytes
    shows: str


def paragraphs(texts):
    return "".join(f"<p>{text}</p>" for text in texts)


def page(lang, title, inside, extra=""):
    return f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>{extra}</head><body>{inside}</body></html>'.encode()


def stated(story, **more):
    found = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": story["title"], "description": story["lead"], "datePublished": "2026-11-18T06:00:00+01:00"} | more  # fmt: skip
    return f'<meta property="og:title" content="{story["title"]}"><script type="application/ld+json">{json.dumps(found)}</script>'


def article(story, shown=6, after="", *, lead=True):
    first = f'<p class="lead">{story["lead"]}</p>' if lead else ""
    return f"<main><article><h1>{story['title']}</h1>{first}{paragraphs(story['body'][:shown])}{after}</article></main>"


def consent_walls():
    for kind, said in CONSENT.items():
        for lang, (title, texts) in said.items():
            story = STORIES[lang]
            words = f"<h1>{texts[0]}</h1>{paragraphs(texts[1:])}"
            yield Case(
                f"{kind}, bare ({lang})", page(lang, title, f"<div>{words}</div>"), "consent"
            )
            yield Case(
                f"{kind}, article stated in the head ({lang})",
                page(
                    lang,
                    title,
                    f'<header>{story["site"]}</header><main class="c1">{words}</main>',
                    stated(story),
                ),
                "consent",
            )
            purposes = paragraphs(f"{n}. {texts[-1]} {texts[1]}" for n in range(1, 30))
            yield Case(
                f"{kind}, all purposes spelt out ({lang})",
                page(lang, title, f"<section>{words}{purposes}</section>"),
                "consent",
            )


def paywalls():
    for kind, said in PAYWALL.items():
        for lang, texts in said.items():
            story = STORIES[lang]
            title = f"{story['title']} | {story['site']}"
            box = f'<div class="paywall"><h2>{texts[0]}</h2>{paragraphs(texts[1:])}</div>'
            bare = f"<div><p>{texts[0]}</p>{paragraphs(texts[1:])}</div>"
            locked = stated(story, isAccessibleForFree=False)
            around = NAVIGATION[lang]
            yield Case(
                f"{kind}, two paragraphs and a box ({lang})",
                page(lang, title, around + article(story, 2, box), locked),
                "teaser",
            )
            yield Case(
                f"{kind}, two paragraphs, nothing stated ({lang})",
                page(lang, title, around + article(story, 2, bare), stated(story)),
                "teaser",
            )
            yield Case(
                f"{kind}, five of many paragraphs ({lang})",
                page(
                    lang,
                    title,
                    around + article(story, 6, box),
                    stated(story, isAccessibleForFree="False", wordCount=1400),
                ),
                "teaser",
            )
            yield Case(
                f"{kind}, only a box ({lang})",
                page(lang, title, around + article(story, 0, box, lead=False), locked),
                "paywall",
            )
            yield Case(
                f"{kind}, only a box, nothing stated ({lang})",
                page(lang, title, around + article(story, 0, bare, lead=False), stated(story)),
                "paywall",
            )


def not_walls():
    for lang, story in STORIES.items():
        title = f"{story['title']} | {story['site']}"
        around = NAVIGATION[lang]
        for kind, said in CONSENT.items():
            banner = (
                f"<div><strong>{said[lang][1][0]}</strong>{paragraphs(said[lang][1][1:])}</div>"
            )
            yield Case(
                f"article below a banner without a name: {kind} ({lang})",
                page(lang, title, banner + around + article(story), stated(story)),
                "full",
            )
            yield Case(
                f"article above a named banner: {kind} ({lang})",
                page(
                    lang,
                    title,
                    around + article(story) + f'<div id="onetrust-banner-sdk">{banner}</div>',
                    stated(story),
                ),
                "full",
            )
        for kind, said in PAYWALL.items():
            offer = f'<aside class="offer">{paragraphs(said[lang])}</aside>'
            yield Case(
                f"free article with an offer: {kind} ({lang})",
                page(
                    lang,
                    title,
                    around + article(story, 6, offer),
                    stated(story, isAccessibleForFree=True),
                ),
                "full",
            )
        brief = {**story, "body": story["body"][:2]}
        yield Case(
            f"short news ({lang})",
            page(lang, title, around + article(brief), stated(brief)),
            "full",
        )
        footer = f"<footer>{paragraphs(PAYWALL['subscription'][lang])}</footer>"
        yield Case(
            f"short news above an offer in the footer ({lang})",
            page(
                lang,
                title,
                around + article(brief) + footer,
                stated(brief, isAccessibleForFree=True),
            ),
            "full",
        )
        about = ABOUT_WALLS[lang]
        yield Case(
            f"an article about consent and paywalls ({lang})",
            page(lang, about["title"], around + article(about), stated(about)),
            "full",
        )
        short = {**about, "body": about["body"][:2]}
        yield Case(
            f"a short article about consent ({lang})",
            page(lang, about["title"], around + article(short), stated(short)),
            "full",
        )
        hidden = f'<div class="paywall">{paragraphs(story["body"][1:])}</div>'
        yield Case(
            f"the whole text, marked as locked ({lang})",
            page(
                lang,
                title,
                around + article(story, 1, hidden),
                stated(story, isAccessibleForFree=False, wordCount=190),
            ),
            "full",
        )


def nothing():
    for kind, (lang, title, texts) in NOTHING.items():
        yield Case(
            f"{kind} ({lang})",
            page(lang, title, f"<main><h1>{texts[0]}</h1>{paragraphs(texts[1:])}</main>"),
            "none",
        )
        around = NAVIGATION[lang] + "<footer><p>© 2026 Verlag. Impressum Datenschutz</p></footer>"
        yield Case(
            f"{kind}, with a page around it ({lang})",
            page(lang, title, f"{around}<main><h1>{texts[0]}</h1>{paragraphs(texts[1:])}</main>"),
            "none",
        )


CASES = [*consent_walls(), *paywalls(), *not_walls(), *nothing()]

# A second set in other words, written after the reader's tables: what they do on the unseen.
_CONSENT_LATER = {
    "de": [
        ("Spree-Zeitung", ["Wie möchten Sie die Spree-Zeitung nutzen?", "Mit Werbung und Cookies weiterlesen: Sie stimmen zu, dass wir und unsere Werbepartner Nutzungsprofile bilden. Das Angebot finanziert unsere Redaktion.", "Oder ohne Werbung für 2,99 Euro im Monat", "Abonnenten melden sich hier an."]),
        ("contentgate", ["Werbefrei ab 3,99 Euro im Monat", "contentgate: Keine Bannerwerbung, kein Tracking, auf mehr als 400 Websites.", "Weiter mit Werbung und Tracking: Um der Nutzung mit Werbung zuzustimmen, brauchen wir und unsere 131 Technologiepartner Ihre Erlaubnis, Daten auf Ihrem Endgerät zu speichern."]),
        ("Bevor es weitergeht", ["Wir respektieren Ihre Privatsphäre", "Einige unserer Dienste legen Cookies auf Ihrem Gerät ab. Mit Ihrer Zustimmung messen unsere Partner, wie Sie unsere Seiten nutzen, und zeigen Ihnen passende Werbung.", "Ablehnen", "Zustimmen"]),
    ],
    "en": [
        ("Wash Courier", ["Support us by accepting ads", "If you accept, we and selected third parties will use cookies and read information from your device to fund our reporting with personalised ads.", "Alternatively, go ad-free with a Courier Pass for £3 per month.", "Subscriber? Log in to go on."]),
        ("Cookies on our site", ["Choose how we use your data", "With your permission, our advertising partners may use precise location data and identification through device scanning. You can refuse to consent or change your preferences at any time.", "Agree", "Manage settings"]),
        ("One more step", ["Your privacy, your decision", "Our commercial partners and we would like to set cookies on your phone or computer. Click “I agree” to let us do this, or “Show purposes” to see each of them in detail.", "I agree", "Show purposes"]),
    ],
}  # fmt: skip
_PAYWALL_LATER = {
    "de": [
        ["Dieser Artikel gehört zum Plus-Angebot", "Lesen Sie jetzt das ganze Stück: vier Wochen gratis.", "Plus freischalten", "Sie sind schon Plus-Leser? Zum Login"],
        ["Exklusiv für Abonnentinnen und Abonnenten", "Wählen Sie Ihren Zugang: Digital Basis 4,90 €, Digital Komplett 14,90 €.", "Zugang wählen", "Abo vorhanden? Einloggen"],
        ["Sie möchten weiterlesen?", "Mit einem Konto lesen Sie jeden Monat fünf Texte ohne Bezahlung.", "Konto anlegen", "Ich habe ein Konto"],
    ],
    "en": [
        ["This post is for paid subscribers", "Upgrade to paid to read on.", "Upgrade", "Already a paid subscriber? Switch accounts"],
        ["Create an account to read the full story", "The author made this story available to members only.", "Join free", "Have an account? Sign in"],
        ["Continue reading your article with a Courier subscription", "$1 a week for the first year.", "View offers", "Existing customers: sign in here"],
    ],
}  # fmt: skip
_NOTHING_LATER = [
    ("en", "Attention Required!", ["Sorry, you have been blocked", "You are unable to access washcourier.example. This website is using a security service to protect itself from online attacks."]),
    ("en", "Are you human?", ["Are you a robot?", "We've detected unusual activity from your computer network. To continue, please click the box below to let us know you're not a robot."]),
    ("de", "Fehler 500", ["Da ist etwas schiefgegangen", "Leider ist ein Fehler aufgetreten. Unsere Technik weiß Bescheid und arbeitet daran. Bitte laden Sie die Seite später neu."]),
    ("de", "404", ["Ups! Hier ist nichts.", "Der Artikel, den Sie suchen, ist nicht mehr online. Vielleicht finden Sie im Archiv, was Sie suchen."]),
]  # fmt: skip


def _later():
    for lang, story in STORIES.items():
        title = f"{story['title']} – {story['site']}"
        for number, (name, texts) in enumerate(_CONSENT_LATER[lang], start=1):
            words = f"<h2>{texts[0]}</h2>{paragraphs(texts[1:])}"
            yield Case(
                f"later consent {number} ({lang})",
                page(lang, name, f"<div>{words}</div>"),
                "consent",
            )
            yield Case(
                f"later consent {number}, article stated ({lang})",
                page(lang, title, f"<div>{words}</div>", stated(story)),
                "consent",
            )
            banner = f'<div id="layer">{words}</div>'
            yield Case(
                f"later banner {number} below an article ({lang})",
                page(lang, title, article(story, 3) + banner, stated(story)),
                "full",
            )
        for number, texts in enumerate(_PAYWALL_LATER[lang], start=1):
            box = f"<section><h3>{texts[0]}</h3>{paragraphs(texts[1:])}</section>"
            named = f'<div class="piano-inline">{box}</div>'
            locked = stated(story, isAccessibleForFree="false")
            yield Case(
                f"later wall {number} after a paragraph ({lang})",
                page(lang, title, article(story, 1, box), stated(story)),
                "teaser",
            )
            yield Case(
                f"later wall {number}, named ({lang})",
                page(lang, title, article(story, 1, named), stated(story)),
                "teaser",
            )
            yield Case(
                f"later wall {number}, stated ({lang})",
                page(lang, title, article(story, 2, box), locked),
                "teaser",
            )
            yield Case(
                f"later wall {number} alone ({lang})",
                page(lang, title, article(story, 0, named, lead=False), locked),
                "paywall",
            )
            margin = f'<aside class="sidebar">{box}</aside>'
            yield Case(
                f"later offer {number} in the margin ({lang})",
                page(lang, title, margin + article(story, 4), stated(story)),
                "full",
            )
    for number, (lang, name, texts) in enumerate(_NOTHING_LATER, start=1):
        yield Case(
            f"later nothing {number} ({lang})",
            page(lang, name, f"<h1>{texts[0]}</h1>{paragraphs(texts[1:])}"),
            "none",
        )


LATER_CASES = list(_later())

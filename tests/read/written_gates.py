# ruff: noqa: E501  (a page's markup is easier to read in one line)
# fmt: off
"""Walls as the vendors of walls and of consent build them, and pages that only carry their names.

Sets written before the reader was changed for it. `Case.shows` is as in `written_walls`.
"""

from written_sites import body, site, teasers
from written_walls import Case, stated

MILL = {
    "title": "Papierfabrik in Oberlauter lässt Maschinen vom Computer steuern",
    "lead": "Das System spart Dampf und Wasser. Der Betriebsrat hat eine Bedingung gestellt, die andere Werke übernehmen könnten.",
    "body": [
        "In der Papierfabrik Oberlauter regelt seit Montag ein Computerprogramm, wie viel Dampf durch die Trockenwalzen geht. Bisher drehten die Schichtführer selbst an den Ventilen, nach Gefühl und nach einer Tafel aus den Achtzigerjahren.",
        "Nach Angaben von Werksleiterin Annegret Stolpmann sinkt der Verbrauch an Dampf um elf Prozent. Das Programm stammt von der Firma Walzwerk Software in Siegenbrück und hat ein Jahr lang nur zugesehen, bevor es selbst regeln durfte.",
        "Der Betriebsrat hat zugestimmt, aber eine Bedingung gestellt: In jeder Schicht muss jemand da sein, der die Walzen auch von Hand fahren kann. Einmal im Monat wird das geübt, und zwar bei laufender Maschine.",
        "„Wir haben lange darüber gestritten“, sagt der Vorsitzende Detlef Quandt. „Aber ein Stromausfall fragt nicht, ob wir es noch können.“ Das Unternehmen hat die Regel in den Tarifvertrag des Werks aufgenommen.",
        "Zwei Schwesterwerke in Thüringen wollen im Herbst folgen. Dort stehen ältere Maschinen, deren Fühler erst erneuert werden müssen. Die Kosten gibt das Unternehmen mit drei Millionen Euro an.",
    ],
}  # fmt: skip
DAIRY = {
    "title": "Dairy co-operative in Wendlebury buys a machine that listens to cows",
    "lead": "Microphones in the barn pick up a cough days before a vet would. Farmers like it, and want to know who owns the sound.",
    "body": [
        "The dairy co-operative at Wendlebury has fitted microphones to forty barns so that a computer can hear which animals are falling ill. The system was switched on last week, its chair, Morwenna Tapscott, told members on Saturday.",
        "It was made by Lowing Systems, a firm of twenty-one people near the town, and costs each farm £95 a month. A cough is noticed four days earlier than before on average, according to a trial on six farms.",
        "Two of those farms left the trial. One found that the wind set off alarms, the other objected that recordings of conversations in the barn were stored as well. Lowing says that it now deletes everything but the animals.",
        "Farmers asked mostly about the recordings. “If my cows teach the machine, then I would like to be paid for the lesson,” said Piers Ashdown, who keeps two hundred Jerseys. The contract gives the sounds to the co-operative.",
        "Other co-operatives are waiting for the winter, when most animals fall ill. Tapscott said that she would publish the figures in April whatever they were, and that any farm could leave before then.",
    ],
}  # fmt: skip
ABOUT_GATES = {"de": MILL, "en": DAIRY}


def art(lang, shown, after="", lead=True, cls=""):
    story = ABOUT_GATES[lang]
    first = f'<p class="standfirst">{story["lead"]}</p>' if lead else ""
    return f'<main><article class="{cls}"><h1>{story["title"]}</h1>{first}<div class="text">{body(story, shown)}</div>{after}</article></main>'


def case(name, lang, inside, shows, head="", **said):
    story = ABOUT_GATES[lang]
    return Case(
        f"{name} ({lang})", site(lang, story["title"], inside, stated(story, **said) + head), shows
    )


PIANO = '<script>window.tp=window.tp||[];tp.push(["setAid","x"])</script><script src="https://cdn.tinypass.com/api/tinypass.min.js" async></script>'
POOOL = '<script src="https://assets.poool.fr/access.min.js"></script>'
ZEPHR = '<script src="https://assets.zephr.com/zephr-browser/1.3.6/zephr-browser.umd.js"></script>'
STEADY = '<script src="https://steadyhq.com/widget_loader/abc"></script>'
LOCK = {
    "isAccessibleForFree": False,
    "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paid"},
}


def gates():
    """Teasers and walls of vendors, most with little to read."""
    yield case("empty box of a vendor after the beginning", "de", art("de", 1, '<div id="piano-inline-offer" class="tp-container-inner"></div>'), "teaser", PIANO, **LOCK)
    yield case("empty box of a vendor after the beginning", "en", art("en", 1, '<div data-poool="70" id="poool-widget"></div>'), "teaser", POOOL, **LOCK)
    yield case("frame of a vendor and nothing else", "en", art("en", 0, '<div class="zephr-paywall"><iframe src="https://x.example/checkout" title="Subscribe"></iframe></div>', lead=False), "paywall", ZEPHR, **LOCK)
    yield case("script of a vendor, all of the text", "de", art("de", 5), "full", PIANO)
    yield case("script of a vendor, all of the text", "en", art("en", 5, '<div id="piano-newsletter"></div>'), "full", PIANO + POOOL)
    yield case("steady's wall", "de", art("de", 2, '<div id="steady_paywall" style="display:none"></div><p>Dieser Text ist Mitgliedern vorbehalten. Mit Steady bist du ab 3 Euro dabei.</p>'), "teaser", STEADY)
    yield case("steady's wall, the text below it in the page", "de", f'<main><article><h1>{MILL["title"]}</h1>{body(MILL, 1)}<div id="steady_paywall"></div>{"".join(f"<p>{t}</p>" for t in MILL["body"][1:])}</article></main>', "full", STEADY)
    yield case("locked part with the text inside it", "de", f'<main><article><h1>{MILL["title"]}</h1>{body(MILL, 1)}<div class="paid">{"".join(f"<p>{t}</p>" for t in MILL["body"][1:])}</div></article></main>', "full", "", **LOCK)
    yield case("locked part that is empty", "en", art("en", 2, '<div class="paid"></div>'), "teaser", "", **LOCK)
    yield case("locked as a list of parts, capital letters", "en", art("en", 1), "teaser", "", isAccessibleForFree="FALSE", hasPart=[{"@type": "WebPageElement", "isAccessibleForFree": "FALSE", "cssSelector": ".meteredContent"}])
    yield case("free with an empty offer", "en", art("en", 4, '<div class="paywall-offer"></div>'), "full", "", isAccessibleForFree=True)
    yield case("scrambled letters behind the beginning", "de", art("de", 1, '<div class="blurred"><p>Xqp wnr tzk bvcl mnaf op, rtzuik qwsdx ert zuiop kjh mnbvcx ylk jhgfd.</p></div><div class="offer"><p>Jetzt mit OT+ weiterlesen</p><a>Zum Angebot</a></div>'), "teaser", "", **LOCK)
    yield case("plus article in three lines", "de", art("de", 0, '<div class="aboteaser"><p>Mit OT+ lesen Sie alle Texte aus Oberlauter.</p><p>Im ersten Monat gratis, dann 8,99 € monatlich.</p></div>'), "paywall", "", **LOCK)
    yield case("content tier in a meta", "de", art("de", 1), "teaser", '<meta property="article:content_tier" content="locked">')
    yield case("tier of a vendor's meta", "en", art("en", 1, "<p><a>Sign up to carry on</a></p>"), "teaser", '<meta name="tp:access" content="paid"><meta name="access" content="subscriber">')
    yield case("words of a vendor's template", "en", art("en", 1, '<div class="offer-template"><h2>Unlock the full story</h2><p>Independent reporting on farms since 1887, from £1 a week.</p><p>Cancel whenever you like</p></div>'), "teaser")
    yield case("the rest for those who registered", "de", art("de", 1, "<div><p>Sie sind nicht angemeldet.</p><p>Um den vollständigen Beitrag zu sehen, melden Sie sich bitte mit Ihrem Kundenkonto an.</p></div>"), "teaser")
    yield case("print subscribers only", "de", art("de", 2, "<div><p>Den vollständigen Artikel lesen Sie in unserer Ausgabe 47/2026 oder im E-Paper.</p></div>"), "teaser")
    yield case("a trade journal's gate", "en", art("en", 1, '<div class="gated"><p>This content is exclusively available to Dairy Insight subscribers.</p><p>Request a demo</p><p>Contact our sales team to find out about corporate access.</p></div>'), "teaser")
    yield case("an agency's gate", "de", art("de", 1, "<p>Der komplette Text steht nur Kunden des Dienstes zur Verfügung.</p><p>Interesse an einem Testzugang?</p>"), "teaser")
    yield case("days of free reading", "en", art("en", 1, "<section><h3>Your free preview has ended</h3><p>To finish this article, choose a plan. Students pay half.</p></section>"), "teaser")
    yield case("pay for one article", "de", art("de", 1, "<section><p>Artikel einzeln kaufen für 1,50 €</p><p>Oder alle Texte für 12 € im Monat</p></section>"), "teaser", "", isAccessibleForFree=False)
    yield case("a gift link that was used", "en", art("en", 1, "<section><h3>This gift link has expired</h3><p>Log in or take out a trial to read the article.</p></section>"), "teaser")
    yield case("adblock wall in place of the text", "de", "<main><h1>Adblocker erkannt</h1><p>Bitte schalten Sie Ihren Werbeblocker für diese Seite aus oder lesen Sie werbefrei für 2,99 Euro im Monat.</p><p>So geht es: Klicken Sie auf das Symbol des Werbeblockers und erlauben Sie Anzeigen auf unserer Seite.</p></main>", "consent")


def consents():
    """Consent in place of an article, and beside one."""
    yield case("only a vendor's message in a frame", "de", '<div id="sp_message_container_88"><iframe src="https://cmp.example/index.html" title="SP Consent Message"></iframe></div>', "none")
    yield case("contentpass", "de", '<div class="cp-layer"><h2>Weiter mit Werbung lesen</h2><p>Mit Ihrer Zustimmung lesen Sie unser Angebot kostenlos. Wir und unsere Partner setzen Cookies und verarbeiten Ihre Daten für personalisierte Anzeigen.</p><h2>Mit contentpass lesen</h2><p>Über 500 Websites ohne Werbung und Tracking für 3,99 Euro im Monat.</p><p>Jetzt abonnieren</p><p>Einloggen</p></div>', "consent")
    yield case("didomi's notice in place of the text", "en", '<div id="didomi-host"><div class="didomi-popup"><p>With your agreement, we and our 112 partners use cookies or similar technologies to store, access and process personal data like your visit on this website.</p><p>You can withdraw your consent or object to data processing based on legitimate interest at any time by clicking on “Learn more”.</p><span>Continue without agreeing</span><span>Agree and close</span></div></div>', "consent")
    yield case("usercentrics beside an article", "de", '<div id="usercentrics-root"><p>Wir benötigen Ihre Zustimmung zu den Cookies und Diensten von 90 Anbietern.</p><button>Alles akzeptieren</button></div>' + art("de", 3), "full")
    yield case("cookie bot beside an article", "en", art("en", 3) + '<div id="CybotCookiebotDialog"><h2>This website uses cookies</h2><p>We use cookies to personalise content and ads, to provide social media features and to analyse our traffic. We also share information about your use of our site with our social media, advertising and analytics partners.</p><table><tr><td>Necessary</td><td>Preferences</td><td>Statistics</td><td>Marketing</td></tr></table></div>', "full")
    yield case("every cookie in a table beside a short article", "en", art("en", 2) + "<div class='ckdlg'>" + "".join(f"<p>_ga{n}: This cookie is used to distinguish visitors and is kept for {n} months on your device by our analytics partner.</p>" for n in range(1, 15)) + "</div>", "full")
    yield case("banner of a Borlabs kind beside a short article", "de", '<div id="BorlabsCookieBox"><h3>Datenschutzeinstellungen</h3><p>Wenn Sie unter 16 Jahre alt sind und Ihre Zustimmung zu freiwilligen Diensten geben möchten, müssen Sie Ihre Erziehungsberechtigten um Erlaubnis bitten.</p><p>Wir verwenden Cookies und andere Technologien auf unserer Website. Einige von ihnen sind essenziell, während andere uns helfen, diese Website und Ihre Erfahrung zu verbessern.</p></div>' + art("de", 1), "full")
    yield case("consent asked in the voice of a friend", "de", "<div><h1>Krümel gefällig?</h1><p>Unsere Kekse helfen uns zu verstehen, was du gern liest, und Werbung zu zeigen, die zu dir passt. Dafür brauchen wir dein Okay, das du jederzeit zurücknehmen kannst.</p><p>Na klar</p><p>Nur die nötigen Cookies</p></div>", "consent")
    yield case("a shop's consent", "en", '<div role="alertdialog"><h2>We use essential cookies to make our site work</h2><p>With your consent, we may also use non-essential cookies to improve user experience, personalize advertisements, and analyze website traffic. For these reasons, we may share your site usage data with our analytics partners.</p><p>Do not share my data</p><p>Accept</p></div>', "consent")


def more():
    """Whole articles and no articles."""
    yield case("whole text, a badge says plus", "de", '<main><article><span class="badge-plus">OT+</span>' + art("de", 5)[6:], "full")
    yield case("whole text, tier in the head", "en", art("en", 5, cls="premium subscriber-only"), "full", '<meta property="article:content_tier" content="metered">')
    yield case("whole text, then sign in to comment", "en", art("en", 4, "<div><p>Sign in or create an account to comment on this article.</p></div>"), "full")
    yield case("whole text, then sign in to comment", "de", art("de", 4, "<div><p>Um zu kommentieren, melden Sie sich bitte an oder registrieren Sie sich kostenlos.</p></div>"), "full")
    yield case("whole text, then subscribe to the podcast", "en", art("en", 4, "<p>Subscribe to our podcast wherever you listen.</p><p>Already subscribed? Leave us a review.</p>"), "full")
    yield case("whole text with a letter's box in the middle", "de", f'<main><article><h1>{MILL["title"]}</h1>{body(MILL, 2)}<div class="nlbox"><h4>Der Newsletter am Morgen</h4><p>Jetzt kostenlos anmelden und keine Geschichte verpassen. Abmeldung jederzeit möglich.</p></div>{"".join(f"<p>{t}</p>" for t in MILL["body"][2:])}</article></main>', "full")
    yield case("whole text, all rights and licences below", "en", art("en", 3, "<p>To license this article for your own publication, contact our syndication desk. Copyright Wendlebury Weekly.</p>"), "full")
    yield case("whole text, gift it", "en", art("en", 4, "<p>Subscribers can gift ten articles a month. Give this article</p>"), "full")
    yield case("whole text ends on an ellipsis", "de", f"<main><article><h1>{MILL['title']}</h1>{body(MILL, 4)}<p>Wie es danach weitergeht, weiß in Oberlauter niemand. Man wird sehen …</p></article></main>", "full")
    yield case("jobs", "en", "<main><h1>Vacancies</h1>" + "".join(f'<div class="job"><h3><a href="/j{n}">Milk tanker driver, depot {n}</a></h3><p>Full time, £31,000 a year. You hold a licence for heavy vehicles and like early mornings.</p></div>' for n in range(1, 8)) + "</main>", "none", '<meta property="og:type" content="website">')
    yield Case("imprint (de)", site("de", "Impressum", "<main><h1>Impressum</h1><p>Oberlauterer Tagblatt Verlags GmbH, Am Wehr 3, 98724 Oberlauter. Vertreten durch die Geschäftsführer Ute Ranzen und Olaf Zwirner. Amtsgericht Siegenbrück, HRB 4711. Umsatzsteuer-ID DE 123456789.</p><p>Verantwortlich im Sinne des Presserechts: Ute Ranzen. Die Redaktion erreichen Sie unter redaktion@tagblatt.example oder 03683 12345.</p><p>Die EU-Kommission stellt eine Plattform zur Streitbeilegung bereit. Wir nehmen daran nicht teil.</p></main>"), "none")
    yield Case("privacy policy (en)", site("en", "Privacy policy", "<main><h1>Privacy policy</h1><p>This policy explains what personal data we collect when you visit our website, why we collect it and for how long we keep it. The controller is Wendlebury Weekly Ltd.</p><p>We process your data on the basis of your consent or of our legitimate interest. You have the right to access, to rectification and to erasure, and to complain to a supervisory authority.</p><p>We use cookies to remember your settings. You can delete them in your browser at any time.</p></main>"), "none")
    yield Case("live scores (en)", site("en", "Live scores", "<main><h1>Live scores</h1><table>" + "".join(f"<tr><td>Wendlebury {n}</td><td>{n}-{n + 1}</td><td>Marsh Town</td><td>FT</td></tr>" for n in range(1, 20)) + "</table></main>"), "none")
    yield Case("tag page with one long introduction (de)", site("de", "Papier", f"<main><h1>Papier</h1><p>Papier wird aus Holz, Altpapier und Wasser gemacht, und in Oberlauter seit 1780. Auf dieser Seite sammeln wir alle Beiträge über die Fabrik, ihre Geschichte und ihre Menschen.</p>{teasers('de', 12, 'article', dated=True)}</main>", '<script type="application/ld+json">{"@type":"CollectionPage","name":"Papier"}</script>'), "none")
    yield Case("shop's product (en)", site("en", "Barn microphone BM-2", "<main><h1>Barn microphone BM-2</h1><p>£149.00 In stock</p><p>Waterproof to two metres, hears a cough at forty. Comes with bracket, cable and a year of service.</p><button>Add to basket</button><h2>Customers also bought</h2></main>", '<meta property="og:type" content="product"><script type="application/ld+json">{"@type":"Product","name":"Barn microphone BM-2"}</script>'), "none")
    yield Case("cookie policy (de)", site("de", "Cookie-Richtlinie", "<main><h1>Cookie-Richtlinie</h1><p>Cookies sind kleine Dateien, die Ihr Browser auf Ihrem Gerät ablegt. Wir setzen sie ein, um unsere Seiten bereitzustellen und ihre Nutzung zu messen.</p><p>Sie können Ihre Einwilligung jederzeit in den Einstellungen widerrufen. Eine Liste der Dienste und ihrer Anbieter finden Sie unten.</p></main>"), "none")
    yield Case("thanks for signing up (en)", site("en", "Thank you", "<main><h1>Thank you for signing up</h1><p>We have sent you a message with a link. Please click it to confirm your address, and the first letter will reach you on Friday.</p></main>"), "none")


def box(*lines):
    return f'<div class="b1">{"".join(f"<p>{line}</p>" for line in lines)}</div>'


def later():
    """In other words, written after the reader was changed for those above."""
    yield case("later 1", "de", art("de", 1, box("Neugierig geworden?", "Als Digitalleserin oder Digitalleser haben Sie unbegrenzten Zugriff.", "Für nur 2 Euro die Woche dabei sein")), "teaser")
    yield case("later 3", "de", art("de", 2, box("Sie haben Ihr Kontingent für diese Woche ausgeschöpft.", "Mit OT Digital lesen Sie ohne Grenzen.")), "teaser")
    yield case("later 4", "de", art("de", 1, box("Dieser Beitrag ist Teil von OT+.", "Jetzt Zugang sichern")), "teaser")
    yield case("later 5", "de", art("de", 1, "<p>Den kompletten Bericht finden Leserinnen und Leser unserer Printausgabe auf Seite 3.</p>"), "teaser")
    yield case("later 6", "de", art("de", 1, box("Premium", "Lesen Sie diesen Artikel mit Ihrem Abo weiter oder wählen Sie eines unserer Angebote.", "Flexibel bleiben: monatlich kündbar")), "teaser")
    yield case("later 7", "de", art("de", 0, box("Herzlich willkommen!", "Damit Sie diesen Text lesen können, benötigen Sie ein gültiges Abonnement.", "Mehr erfahren"), lead=False), "paywall")
    yield case("later 8", "en", art("en", 1, box("You’re reading a free excerpt.", "Members get the whole thing, plus audio.", "Become one from $6")), "teaser")
    yield case("later 9", "en", art("en", 1, box("Want to know how it ends?", "Start a one-month trial for 99p.", "No commitment")), "teaser")
    yield case("later 10", "en", art("en", 2, box("Log in with your library card or institutional account to view the complete article.")), "teaser")
    yield case("later 11", "en", art("en", 1, box("That’s all for non-subscribers.", "Support us with a subscription to read on.")), "teaser")
    yield case("later 12", "en", art("en", 1, box("Enter your email to keep reading for free.", "By continuing you agree to our terms.")), "teaser")
    yield case("later 13", "en", art("en", 0, box("This is an exclusive for insiders.", "Please sign in to see it.", "Forgot your details?"), lead=False), "paywall")
    yield case("later 14", "en", art("en", 2, box("Get unlimited access to the Weekly", "$1 for the first month, $12 thereafter", "Questions about your subscription? Call us.")), "teaser")
    yield case("later 15", "en", art("en", 1, "<p>Purchase this article for $3.95 or rent it for a day.</p>"), "teaser")
    yield case("later 16", "en", art("en", 1, '<div id="tinypass-offer"></div>'), "teaser", PIANO, isAccessibleForFree="false")
    yield case("later 17", "de", art("de", 3, box("Sie möchten keine Nachricht aus Oberlauter verpassen?", "Unser Morgenbrief kommt gratis per E-Mail.")), "full")
    yield case("later 18", "de", art("de", 3, box("Schreiben Sie uns Ihre Meinung an leserbriefe@tagblatt.example.", "Bitte geben Sie Ihre Adresse an.")), "full")
    yield case("later 19", "de", art("de", 3, box("Gefällt Ihnen unsere Arbeit?", "Mit einem freiwilligen Beitrag ab 3 Euro im Monat helfen Sie uns.")), "full")
    yield case("later 20", "de", art("de", 4, "<p>Eintritt: 8 Euro, Mitglieder des Fördervereins zahlen nichts. Anmeldung unter Telefon 03683 9911.</p>"), "full")
    yield case("later 21", "en", art("en", 4, "<p>Tickets cost £5 and members go free. Register by Friday.</p>"), "full")
    yield case("later 22", "en", art("en", 3, box("Follow us for more", "Download our app for breaking news alerts.")), "full")
    yield case("later 23", "en", art("en", 4, box("Have you got a story? Email our newsdesk.", "Read more from our farming team")), "full")
    yield case("later 24", "en", art("en", 3, "<p>The contract costs each farm £95 a month and can be cancelled at any time, Lowing says on its site.</p><p>A free trial lasts a month.</p>"), "full")
    yield case("later 25", "de", '<div class="x"><h1>Hallo!</h1><p>Bevor du unsere Inhalte siehst, bitten wir um dein Einverständnis, Daten über deinen Besuch mit Werbenetzwerken zu teilen.</p><p>So bleibt das Angebot für dich gratis. Details und Widerruf findest du unten auf jeder Seite.</p><p>Passt</p><p>Lieber nicht</p></div>', "consent")
    yield case("later 26", "en", '<div class="x"><h2>Your data, your call</h2><p>The Weekly and 88 vendors would like to read and write small files in your browser to measure audiences and show relevant advertising.</p><p>Yes to all</p><p>Only what is needed</p><p>Let me pick</p></div>', "consent")
    yield case("later 27", "de", "<div><p>Ihr Browser blockiert unsere Werbung.</p><p>Mit Anzeigen finanzieren wir unsere Redaktion. Erlauben Sie Werbung auf dieser Seite oder buchen Sie das werbefreie Abo für 3,99 Euro.</p></div>", "consent")
    yield case("later 28", "en", "<div><h1>Cookie wall</h1><p>To read the Weekly you need to let us set advertising cookies, or take a tracking-free pass at £1 a week.</p></div>", "consent")
    yield Case("later 29 (de)", site("de", "Nutzungsbedingungen", "<main><h1>Nutzungsbedingungen</h1><p>Mit dem Aufruf dieser Seiten erkennen Sie die folgenden Bedingungen an. Die Inhalte dürfen nur für private Zwecke genutzt werden.</p><p>Für Abonnements gelten ergänzend die Bedingungen des Verlags. Gerichtsstand ist Siegenbrück, soweit gesetzlich zulässig.</p></main>"), "none")
    yield Case("later 30 (en)", site("en", "Advertise with us", "<main><h1>Advertise with us</h1><p>Reach forty thousand farmers every week. Our rate card, deadlines and sizes can be downloaded below.</p><p>Talk to our sales team about packages in print and online; discounts are available for members of the co-operative.</p></main>"), "none")
    yield Case("later 31 (en)", site("en", "Quiz: how well do you know cows?", "<main><h1>Quiz</h1><p>Question 1 of 10</p><p>How many stomachs?</p><button>1</button><button>4</button></main>"), "none")
    yield Case("later 32 (de)", site("de", "Archiv", "<main><h1>Ausgabe 47/2026</h1>" + "".join(f"<div><a href='/p{n}'>Seite {n}</a></div>" for n in range(1, 25)) + "</main>"), "none")


def latest():
    """And once more."""
    yield case("latest 1", "de", art("de", 2, box("Jetzt weiterlesen mit OT+", "Mit OT+ haben Sie Zugriff auf alle Inhalte.", "4 Wochen für 1 €", "Sie haben bereits ein Abo? Anmelden")), "teaser")
    yield case("latest 2", "de", art("de", 1, box("Diesen Artikel weiterlesen mit OT+", "Vier Wochen gratis testen", "Danach 2,49 Euro pro Woche")), "teaser")
    yield case("latest 3", "de", art("de", 1, box("Testen Sie unser Angebot. Lesen Sie diesen Artikel und alle weiteren OT-Inhalte.", "Ja, testen")), "teaser")
    yield case("latest 5", "de", art("de", 1, box("Zugang zu diesem und allen anderen Artikeln von OT plus", "Sie haben bereits einen Zugang? Hier anmelden")), "teaser")
    yield case("latest 6", "de", art("de", 2, box("Exklusiver Inhalt für Abonnenten", "Unterstützen Sie Qualitätsjournalismus")), "teaser")
    yield case("latest 7", "de", art("de", 1, box("Noch mehr lesen?", "Diesen Artikel gibt es nur mit Abo.", "Jetzt bestellen")), "teaser")
    yield case("latest 8", "de", art("de", 1, box("Weiterlesen nach Registrierung", "Ihre E-Mail-Adresse", "Passwort", "Kostenlos registrieren")), "teaser")
    yield case("latest 9", "de", art("de", 1, box("Hier geht's zum kompletten Text für unsere Mitglieder:", "Login", "Mitglied werden")), "teaser")
    yield case("latest 11", "en", art("en", 2, box("Subscribe to unlock this article", "Try unlimited access", "Only $1 for 4 weeks", "Then $69 per month. Complete digital access to quality journalism. Cancel anytime during your trial.", "Explore our full range of subscriptions.")), "teaser")
    yield case("latest 12", "en", art("en", 1, box("Thanks for reading the Weekly.", "Create your free account or log in to continue reading.", "Email address", "Continue")), "teaser")
    yield case("latest 13", "en", art("en", 1, box("Continue reading your article with a Weekly subscription", "Subscribe now", "Already a subscriber? Sign in")), "teaser")
    yield case("latest 14", "en", art("en", 1, box("To continue, please subscribe or log in.", "Get this newspaper delivered")), "teaser")
    yield case("latest 15", "en", art("en", 1, box("Want to keep reading?", "Subscribe and get access to our award-winning coverage.", "View options")), "teaser")
    yield case("latest 16", "en", art("en", 2, box("Keep reading for $1", "Get unlimited digital access and support our newsroom.", "Cancel at any time.")), "teaser")
    yield case("latest 17", "en", art("en", 1, box("This story is available exclusively to Weekly subscribers.", "Become an Insider and start reading now.", "Have an account? Log in.")), "teaser")
    yield case("latest 18", "en", art("en", 1, box("The author made this story available to members only.", "If you’re new, create a new account to read this story on us.", "Or, continue in mobile web")), "teaser")
    yield case("latest 19", "en", art("en", 1, box("Subscribe to read the full story.", "Subscriptions start at $5 a month.")), "teaser")
    yield case("latest 20", "en", art("en", 1, box("You’ve read your last free article.", "Subscribe for full access. Already a subscriber? Sign in", "Your first month is $4.")), "teaser")
    yield case("latest 21", "en", art("en", 1, box("This article is behind our paywall", "Buy now, pay later or gift it", "Go back to homepage")), "teaser")
    yield case("latest 23", "de", art("de", 4, box("Mehr aus der Region", "Bürgermeister eröffnet Freibad: Eintritt kostet jetzt 4 Euro", "Kunden der Sparkasse können wieder Geld abheben")), "full")
    yield case("latest 24", "en", art("en", 4, box("More from Farming", "Milk price rises to 41p as customers return", "Members of the union vote on a strike")), "full")
    yield case("latest 25", "de", art("de", 5, box("Hat Ihnen der Artikel gefallen?", "Teilen Sie ihn mit Freunden.")), "full")
    yield case("latest 26", "en", art("en", 4, box("We want to hear from you", "Tell us what you think of this article in the comments.")), "full")
    yield case("latest 27", "de", art("de", 3, "<p>Das Programm kostet Kunden 95 Euro im Monat. Sie können jederzeit kündigen, verspricht die Firma.</p>"), "full")
    yield case("latest 28", "en", art("en", 3, box("Support local journalism", "We have no paywall and no shareholders. If you can, give us £5 a month.")), "full")
    yield case("latest 29", "de", art("de", 3, box("Lesen Sie auch", "Fabrik in Oberlauter: Der Kampf um das Wasser", "Was die Walzen mit dem Klima zu tun haben")), "full")
    yield case("latest 30", "en", art("en", 3, box("Read the Weekly in print every Thursday, £1.80 at your newsagent.", "Weekly shop: calendars and mugs")), "full")


GATE_CASES = [*gates(), *consents(), *more(), *later(), *latest()]

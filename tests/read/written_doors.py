# ruff: noqa: E501  (a page's markup is easier to read in one line)
# fmt: off
"""Pages in the markup of outlets, letters and shops that were read wrongly at first sight, and their like.

Each row: what it is, language, what is shown, what the page holds; `{n}` stands for the story's
n-th paragraph, `{title}` and `{lead}` for its own. `Case.shows` is as in `written_walls`.
"""

from written_gates import ABOUT_GATES
from written_walls import NAVIGATION, STORIES, Case, page, stated

ARTICLES = [
    # letters and their members
    ("an excerpt for paying members", "en", "teaser", "<article><h1>{title}</h1><p>{1}</p><p>{2}</p><hr><p><em>This is an excerpt from Friday's edition for paying members. To get the full letter every week, <a href='/join'>join here</a>.</em></p></article>"),
    ("an excerpt from a briefing", "de", "teaser", "<article><h1>{title}</h1><p>{1}</p><p>{2}</p><p><em>Dieser Text ist ein Auszug aus unserem Briefing. Abonnenten haben ihn am Dienstag erhalten. <a href='/t'>14 Tage testen</a>.</em></p></article>"),
    ("an extract from a book on sale", "en", "full", "<article><h1>{title}</h1><p>{1}</p><p>{2}</p><p>{3}</p><p><em>This is an edited extract from The Talking Room (Fenwater Press, £18.99). To buy a copy for £16, go to our bookshop.</em></p></article>"),
    ("the whole for members of a letter", "de", "teaser", "<article><h1>{title}</h1><p>{1}</p><p>{2}</p><div class='h'><p>Den vollständigen Artikel gibt’s exklusiv für Mitglieder von Geldbrief Premium.</p><p>Du bist noch kein Mitglied? Dann klick hier.</p></div></article>"),
    # elements named for walls
    ("a named wall's lines are no text", "de", "paywall", "<article><h1>{title}</h1><p>{lead}</p><div class='s-pay-barrier'><p>Weiterlesen mit</p><p>Zeitung Plus</p><p>Ein Monat gratis</p></div></article>"),
    ("a hidden gateway", "en", "full", "<article><h1>{title}</h1><p>{1}</p><p>{2}</p></article><div class='gateway is-hidden' aria-hidden='true'><h3>You have reached your limit of free articles</h3><p>Subscribe to continue.</p></div>"),
    # meters
    ("two of five read, above all of it", "en", "full", "<div class='meter-banner'><p>You have read 2 of 5 free articles this month. <a href='/s'>Subscribe</a> for unlimited access.</p></div><article><h1>{title}</h1><p>{1}</p><p>{2}</p><p>{3}</p></article>"),
    ("one of three, below all of it", "en", "full", "<article><h1>{title}</h1><p>{1}</p><p>{2}</p><div class='metered-strip'><p>This is one of your 3 free articles this month.</p><a href='/s'>See subscription offers</a></div></article>"),
    ("three of three, below a beginning", "en", "teaser", "<article><h1>{title}</h1><p>{1}</p><div class='metered-strip'><p>You have read 3 of 3 free articles this month.</p><a href='/s'>Subscribe to continue</a></div></article>"),
    ("none left, below a beginning", "en", "teaser", "<article><h1>{title}</h1><p>{1}</p><div class='m'><p>You have 0 free articles left.</p><p>Subscribe from £2 a month to read on.</p></div></article>"),
    # signed texts, pleas and calls
    ("signed, then an offer", "de", "full", "<article><h1>{title}</h1><p>{1}</p><p>{2}</p><p>Quelle: dpa</p></article><div class='abo-box'><p>Zeitung Digital: 4 Wochen für 1 Euro lesen</p><a href='/a'>Jetzt testen</a></div>"),
    ("signed in brackets, then an offer", "de", "full", "<article><h1>{title}</h1><p>{1}</p><p>{2} (dpa)</p></article><section><p>Mehr lesen mit Zeitung Plus</p><p>4 Wochen gratis</p></section>"),
    ("signed by editors, then a register", "en", "full", "<article><h1>{title}</h1><p>{1}</p><p>{2}</p><p>Reporting by Callum Reyes; Editing by Ann Orr</p></article><div><p>Get unlimited access to the Courier, register for free.</p></div>"),
    ("not signed, but offered", "de", "teaser", "<article><h1>{title}</h1><p>{1}</p><p>{2}</p><section><p>Mehr lesen mit Zeitung Plus</p><p>4 Wochen gratis</p></section></article>"),
    ("a plea of readers' owners", "en", "full", "<article><h1>{title}</h1><p>{1}</p><p>{2}</p><div><p>We have a small favour to ask. Our work stays open for all to read, because of readers like you.</p><p>Support us from just £2.</p><a href='/s'>Continue</a></div></article>"),
    ("a plea of a co-operative", "de", "full", "<article><h1>{title}</h1><p>{1}</p><p>{2}</p></article><div><p>Alle Artikel stellen wir frei zur Verfügung, ohne Paywall.</p><p>Schon ab 5 Euro im Monat können Sie das möglich machen.</p><a href='/s'>Jetzt unterstützen</a></div>"),
    ("a table, and members who can rate", "en", "full", "<table><tr><td><h1>{title}</h1><p>{1}</p><p>{2}</p></td></tr><tr><td>Members can rate this article. Log in to rate.</td></tr></table>"),
    ("corrected, then an offer", "en", "full", "<article><h1>{title}</h1><p>{1}</p><p>{2}</p><p><em>Correction: An earlier version gave the wrong year.</em></p><div><h3>Subscribe to the Courier</h3><p>Local news, every day, from £1 a week.</p></div></article>"),
    ("an offer below the article's element", "en", "full", "<article><h1>{title}</h1><p>{1}</p><p>{2}</p></article><div><h3>Subscribe to the Courier</h3><p>Local news, every day, from £1 a week.</p></div>"),
    ("an offer to read without adverts", "de", "full", "<article><h1>{title}</h1><p>{1}</p><p>{2}</p></article><div><p>Die Zeitung ohne Werbung lesen? Mit SZ Pur ab 1,99 Euro im Monat.</p></div>"),
    ("a sentence that goes on for a brand", "de", "teaser", "<article><h1>{title}</h1><p>{1}</p><p>Was ein Gutachter dazu sagt und wer daran verdient – das lesen Sie mit SZplus.</p></article><div><a href='/p'>Mit SZplus weiterlesen</a></div>"),
    ("a gift that keeps it free", "en", "full", "<article><h1>{title}</h1><p>{1}</p><p>{2}</p><div><h4>We rely on readers</h4><p>Give $5 a month and keep this site free to read.</p><a href='/g'>Donate</a></div></article>"),
    ("a headline for subscribers in a list below", "en", "full", "<article><h1>{title}</h1><p>{1}</p><p>{2}</p></article><ul><li><a href='/1'>Subscriber only: The lost rooms of the abbey</a></li></ul>"),
    # short paragraphs that speak of prices and members
    ("a test that ends in a price", "de", "full", "<article><h1>Saugroboter im Test</h1><p>Der Wischfix 3 findet seinen Weg auch im Dunkeln und erkennt Kabel, bevor er sie frisst. Im Test fuhr er eine Woche lang durch eine Wohnung.</p><p>Die App verlangt ein Konto, und wer die Karten speichern will, braucht das Plus-Paket. Es kostet 2,99 Euro im Monat.</p><p>Preis: 449 Euro</p></article>"),
    ("advice that names what its headline names", "en", "full", "<article><h1>What the Lanternfish rise means for you</h1><time datetime='2026-11-18'>18 November 2026</time><p>If you pay for Lanternfish, your bill goes up in January. The basic plan will cost $11.99 a month, and you will be told by email before.</p><p>You can cancel at any time in your account. If you do, you keep access until the end of the month you have paid for.</p><p>There is a cheaper plan with adverts. It costs $4.99 and lacks a few films.</p></article>"),
    ("advice on papers behind walls", "en", "full", "<article><h1>How to read research papers for free</h1><time datetime='2026-11-18'>18 November 2026</time><p>Many papers sit behind a paywall, but you can often read the full article without paying. Start with the author’s own page, where a copy may be waiting.</p><p>If you are a member of a public library, log in to its catalogue. You will have access to hundreds of journals, and some libraries will buy an article for you.</p><p>Failing that, write to the author. Most are glad.</p></article>"),
    ("an interview on members", "en", "full", "<article><h1>An editor on membership</h1><p>Nineteen thousand people are members of the Border Gazette. Its editor says that they do not buy access, because everything is free to read.</p><p><b>Why do people pay?</b></p><p>Because you ask them. We say: become a member if you want this paper to exist. There is no trial, and you can cancel with one email.</p><p><b>Would a paywall not bring in more?</b></p><p>Maybe. But half of our members say that they joined so that others can read the full story, too. I would lose them.</p></article>"),
]  # fmt: skip

CHOICE = "<p>Wenn Sie unsere Seiten nutzen, verwenden wir Cookies, um sie bereitzustellen.</p><p>Wenn Sie auf „Alle akzeptieren“ klicken, speichern wir auch Informationen auf einem Gerät.</p>"
ADVERT = "<p>{head} {head} We are looking for somebody who likes machines that touch things and people who use them.</p><h2>{first}</h2><ul><li>Train and test models on data from four hundred machines in warehouses.</li></ul><h2>{second}</h2><ul><li>Models that people depend on, and a sense of humour about them.</li></ul>"
PRODUCT = "<p>Build your own robot arm with six servos and a wooden frame. The kit contains all parts, a power supply and a printed manual.</p><p>Suitable for ages twelve and up. Works with any computer that has a suitable port, and in any room that has a table.</p>"
# What it is, language, what is shown, the head, the title, what the page holds.
OTHERS = [
    ("consent by its buttons, in a layer", "de", "consent", "", "Talnetz", f"<div class='consent-overlay'><form><h1>Talnetz</h1>{CHOICE}<button>Alle akzeptieren</button><button>Alle ablehnen</button></form></div>"),
    ("a job by its headings", "en", "none", "", "Engineer", "<main><h1>Engineer</h1>" + ADVERT.format(head="Leeds.", first="What you will do", second="What we are looking for") + "</main>"),
    ("a job by its title", "de", "none", "", "Datenredakteur (m/w/d)", "<main><h1>Datenredakteur (m/w/d)</h1><p>{1}</p></main>"),
    ("an article below headings of its own", "en", "full", "", "Engineers", "<main><h1>Engineers</h1>" + ADVERT.format(head="They come from Leeds.", first="A long night", second="What we are looking for") + "</main>"),
    ("a product by its data", "en", "none", '<script type="application/ld+json">{"@type": "Product", "name": "Kit"}</script>', "Kit", f"<main><h1>Kit</h1>{PRODUCT}</main>"),
    ("a product by its head", "en", "none", '<meta property="og:type" content="product">', "Kit", f"<main><h1>Kit</h1>{PRODUCT}</main>"),
    ("an event by its data", "de", "none", '<script type="application/ld+json">{"@type": "https://schema.org/BusinessEvent"}</script>', "Fachtag", "<main><h1>Fachtag</h1><p>{1}</p></main>"),
    ("a film with a line of text", "en", "none", '<meta property="og:type" content="video.other">', "Inside", "<main><h1>Inside</h1><p>{1}</p></main>"),
    ("an article with a film", "en", "full", '<meta property="og:type" content="video.other">', "Inside", "<main><h1>Inside</h1><p>{1}</p><p>{2}</p><p>{3}</p><p>{4}</p><p>{5}</p></main>"),
]  # fmt: skip


def _filled(markup, lang):
    story = ABOUT_GATES[lang]
    for number, text in enumerate(story["body"], start=1):
        markup = markup.replace(f"{{{number}}}", text)
    return markup.replace("{title}", story["title"]).replace("{lead}", story["lead"])


def _articles():
    for name, lang, shows, markup in ARTICLES:
        story = ABOUT_GATES[lang]
        head = stated(story) if "{title}" in markup else ""
        inside = f"{NAVIGATION[lang]}<main>{_filled(markup, lang)}</main>"
        yield Case(f"{name} ({lang})", page(lang, STORIES[lang]["site"], inside, head), shows)


def _others():
    for name, lang, shows, head, title, markup in OTHERS:
        inside = NAVIGATION[lang] * (shows != "consent") + _filled(markup, lang)
        yield Case(f"{name} ({lang})", page(lang, title, inside, head), shows)


DOOR_CASES = [*_articles(), *_others()]

# ruff: noqa: E501  (a page's markup is easier to read in one line)
# fmt: off
"""How sites of the world say when an article appeared, and what its headline is.

Each row is what a site puts into the head and between headline and text, and what a reader would
say. Written before the reader was looked at for them.
"""

from written_bylines import graph, ld, news, page
from written_sites import ABOUT

DAY = "2026-11-18"
DATES = [
    # (name, lang, head, top, day, address)
    ("offset without a colon", "en", news(datePublished="2026-11-18T06:00:00.000+0100"), "", DAY, ""),
    ("compact form", "en", news(datePublished="20261118T060000Z"), "", DAY, ""),
    ("mail's form", "en", news(datePublished="Wed, 18 Nov 2026 06:00:00 GMT"), "", DAY, ""),
    ("in words", "en", news(datePublished="November 18, 2026"), "", DAY, ""),
    ("in words, with the hour", "en", news(datePublished="Nov 18, 2026 6:00 AM"), "", DAY, ""),
    ("German form in a script", "de", news(datePublished="18.11.2026 06:00"), "", DAY, ""),
    ("seconds since 1970", "en", news(datePublished="1794981600"), "", DAY, ""),
    ("milliseconds since 1970, a number", "en", news(datePublished=1794981600000), "", DAY, ""),
    ("space in place of T", "de", news(datePublished="2026-11-18 06:00:00"), "", DAY, ""),
    ("placeholder in the script", "de", news(datePublished="0001-01-01T00:00:00Z"), '<time datetime="2026-11-18T06:00:00+01:00">18. November</time>', DAY, ""),
    ("start of 1970 in the script", "en", news(datePublished="1970-01-01T00:00:00Z"), '<p class="date">November 18, 2026</p>', DAY, ""),
    ("empty in the script", "en", news(datePublished=""), '<p class="date">Wednesday 18 November 2026</p>', DAY, ""),
    ("page and article differ", "en", graph({"@type": "WebPage", "datePublished": "2019-02-01T00:00:00Z"}, {"@type": "NewsArticle", "datePublished": "2026-11-18T06:00:00Z"}), "", DAY, ""),
    ("only created", "de", ld(**{"@type": "NewsArticle", "dateCreated": "2026-11-18T06:00:00+01:00"}), "", DAY, ""),
    ("only modified", "en", ld(**{"@type": "NewsArticle", "dateModified": "2026-11-18T06:00:00+01:00"}), "", DAY, ""),
    ("comments have days too", "en", ld(**{"@type": "NewsArticle", "comment": [{"@type": "Comment", "datePublished": "2026-11-20T00:00:00Z"}]}), '<time datetime="2026-11-18">18 Nov</time>', DAY, ""),
    ("a video older than the article", "en", ld(**{"@type": "NewsArticle", "video": {"@type": "VideoObject", "uploadDate": "2021-03-01"}, "datePublished": "2026-11-18T06:00:00Z"}), "", DAY, ""),
    ("article:published_time", "en", '<meta property="article:published_time" content="2026-11-18T06:00:00+00:00"><meta property="article:modified_time" content="2026-11-20T06:00:00+00:00">', "", DAY, ""),
    ("published time by name, not property", "de", '<meta name="article:published_time" content="2026-11-18">', "", DAY, ""),
    ("parsely", "en", '<meta name="parsely-pub-date" content="2026-11-18T06:00:00Z">', "", DAY, ""),
    ("parsely page", "en", """<meta name="parsely-page" content='{"title":"x","pub_date":"2026-11-18T06:00:00Z"}'>""", "", DAY, ""),
    ("sailthru", "en", '<meta name="sailthru.date" content="2026-11-18 06:00:00">', "", DAY, ""),
    ("cxense", "de", '<meta name="cXenseParse:recs:publishtime" content="2026-11-18T06:00:00+01:00">', "", DAY, ""),
    ("dublin core", "de", '<meta name="DC.date.issued" content="2026-11-18">', "", DAY, ""),
    ("dublin core terms", "en", '<meta name="dcterms.created" content="2026-11-18T06:00:00+00:00"><meta name="dcterms.modified" content="2026-11-20">', "", DAY, ""),
    ("meta date", "de", '<meta name="date" content="2026-11-18T06:00:00+01:00">', "", DAY, ""),
    ("pubdate, digits alone", "en", '<meta name="pdate" content="20261118">', "", DAY, ""),
    ("publish-date in the mail's form", "en", '<meta name="publish-date" content="Wed, 18 Nov 2026 06:00:00 +0000">', "", DAY, ""),
    ("og article", "en", '<meta property="og:article:published_time" content="2026-11-18T06:00:00Z">', "", DAY, ""),
    ("microdata", "en", "", '<meta itemprop="datePublished" content="2026-11-18T06:00:00Z"><span>two days ago</span>', DAY, ""),
    ("microdata on a time", "de", "", '<time itemprop="datePublished" datetime="2026-11-18 06:00">18.11.</time>', DAY, ""),
    ("rdfa", "de", "", '<span property="schema:dateCreated" content="2026-11-18T05:00:00+00:00">Mi., 18.11.2026 - 06:00</span>', DAY, ""),
    ("pubdate attribute", "en", "", '<time pubdate datetime="2026-11-18T06:00Z">18 Nov</time><time datetime="2026-11-20">updated 20 Nov</time>', DAY, ""),
    ("custom element with milliseconds", "en", "", '<bsp-timestamp data-timestamp="1794981600000"></bsp-timestamp>', DAY, ""),
    ("data attribute", "en", "", '<div class="date" data-published="2026-11-18T06:00:00Z">2 days ago</div>', DAY, ""),
    ("abbr published", "en", "", '<abbr class="published" title="2026-11-18T06:00:00-0500">Nov 18</abbr>', DAY, ""),
    ("published and updated in words", "en", "", '<div class="dates">Published Nov. 18, 2026 at 6:00 a.m. EST | Updated Nov. 19, 2026 at 9:14 a.m. EST</div>', DAY, ""),
    ("updated first", "en", "", '<div class="dates">Updated November 20, 2026 9:14 am / Published November 18, 2026 6:00 am</div>', DAY, ""),
    ("weekday and hour in German", "de", "", '<div class="datum">Mittwoch, 18. November 2026, 6:00 Uhr</div>', DAY, ""),
    ("short German form", "de", "", '<span class="date">18.11.26, 06:00</span>', DAY, ""),
    ("as of", "de", "", "<p>Stand: 18.11.2026, 06:00 Uhr</p>", DAY, ""),
    ("created and updated in German", "de", "", "<p>Erstellt: 18.11.2026, 06:00 Uhr | Aktualisiert: 20.11.2026, 09:14 Uhr</p>", DAY, ""),
    ("published on, in German", "de", "", '<div class="info">Veröffentlicht am 18. November 2026 von Redaktion</div>', DAY, ""),
    ("American digits", "en", "", '<span class="date">11/18/2026</span>', DAY, ""),
    ("British digits", "en", "", '<span class="date">18/11/2026 06:00</span>', DAY, ""),
    ("ordinals", "en", "", '<p class="post-date">18th November, 2026</p>', DAY, ""),
    ("upper case", "en", "", '<p class="meta">NOV 18, 2026</p>', DAY, ""),
    ("year first with slashes", "en", "", '<p class="posted">2026/11/18 06:00</p>', DAY, ""),
    ("in the dateline", "de", "", "<p>Ellerbach, 18. November 2026 – Die Firma Hallgrim hat am Dienstag ihre Hallen verkauft, wie sie in einer Mitteilung schreibt.</p>", DAY, ""),
    ("in the dateline of a release", "en", "", "<p>KETTLEWICK, Nov. 18, 2026 (NEWSWIRE) -- Saltmarsh Analytics today announced that the port has chosen its forecasts for the estuary.</p>", DAY, ""),
    ("in the address", "en", "", "", DAY, "https://news.example/2026/11/18/harbour-pilots"),
    ("in the address, month by name", "en", "", "", DAY, "https://news.example/business/2026/nov/18/harbour-pilots"),
    ("in the address, digits alone", "de", "", "", DAY, "https://news.example/wirtschaft/artikel-20261118-4711.html"),
    ("dates in the text are not it", "en", news(datePublished="2026-11-18"), "<p>The tables will be withdrawn on 3 January 2027, and the trial began on 5 March 2024.</p>", DAY, ""),
    ("the masthead shows today", "de", "", '<div class="masthead-date">Montag, 23. November 2026</div><div class="article-date">18.11.2026</div>', DAY, ""),
    ("evening in New York is next day in UTC", "en", news(datePublished="2026-11-18T21:00:00-05:00"), "", "2026-11-19", ""),
    ("published after modified by mistake", "en", news(datePublished="2026-11-18T06:00:00Z", dateModified="2026-11-17T06:00:00Z"), "", DAY, ""),
    ("day in a script's state", "en", '<script>window.__DATA__={"article":{"publishedAt":"2026-11-18T06:00:00Z"}}</script>', "", DAY, ""),
]
DATES += [
    # told from the moment at which the page was got: 23 November 2026, midnight
    ("hours ago", "en", "", "<span>20h ago</span>", "2026-11-22", ""),
    ("days ago, beside a name", "de", "", "<div>Von Clara Benning | vor 2 Tagen</div>", "2026-11-21", ""),
    ("yesterday", "de", "", "<p>Gestern, 17:40 Uhr</p>", "2026-11-22", ""),
    ("no year", "en", "", "<span>Nov 18, 6:30pm</span>", DAY, ""),
    ("no year, the last one", "de", "", "<p>18. Dezember, 6 Uhr</p>", "2025-12-18", ""),
    ("articles that are listed are others", "de", ld(**{"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": {"@type": "NewsArticle", "headline": "Anderes", "datePublished": "2026-11-20"}}]}), "<p>18.11.2026</p>", DAY, ""),
    ("a release's slashes", "en", "", "<p>DAYTON, Ohio, Nov. 18, 2026 /PRNewswire/ -- Tessera Labs, which makes software for people who grow crystals, has raised money from investors.</p>", DAY, ""),
    ("short year behind slashes", "en", "", "<p>18/11/26</p>", DAY, ""),
    # what trackers are told, and which of two days a page shows as its own
    ("first and last version in a page's data", "en", '<script>Fusion.globalContent={"created_date":"2026-11-17T01:00:00Z","last_updated_date":"2026-11-20T06:00:00Z","first_publish_date":"2026-11-18T06:00:00Z","publish_date":"2026-11-20T06:00:00Z","display_date":"2026-11-18T06:00:00Z"};</script>', "", "2026-11-18", ""),
    ("datalayer with single quotes", "de", "<script>dataLayer.push({'pageType':'article','publishedDate':'2026-11-18','modifiedDate':'2026-11-20'});</script>", "", "2026-11-18", ""),
    ("datalayer, article_publish_date, slashes", "en", '<script>var utag_data={"article_publish_date":"2026/11/18","page_name":"x"}</script>', "", "2026-11-18", ""),
    ("meta date is that of the last change, the page says published", "de", '<meta name="date" content="2026-11-20T08:00:00+01:00"><meta name="last-modified" content="2026-11-20T08:00:00+01:00">', '<p class="date">18.11.2026</p>', "2026-11-18", ""),
    ("time with title", "en", "", '<time-ago title="2026-11-18T06:00:00Z">5d</time-ago>', "2026-11-18", ""),
    ("shows the last change as its own day", "de", news(datePublished="2025-02-03T06:00:00+01:00",dateModified="2026-11-18T09:00:00+01:00"), '<p class="datum">18. November 2026</p>', "2026-11-18", ""),
    ("shows the last change, says so", "de", news(datePublished="2025-02-03T06:00:00+01:00",dateModified="2026-11-18T09:00:00+01:00"), '<p class="datum">Stand: 18. November 2026</p>', "2025-02-03", ""),
    ("shows both", "en", news(datePublished="2025-02-03T06:00:00Z",dateModified="2026-11-18T09:00:00Z"), "<p>February 3, 2025</p><p>Updated November 18, 2026</p>", "2025-02-03", ""),
    ("the masthead has today's day and the article changed today", "en", news(datePublished="2026-11-18T06:00:00Z",dateModified="2026-11-23T00:00:10Z"), "<p>Monday, November 23, 2026</p>", "2026-11-18", ""),
    ("local day shown, next day in UTC, no change", "en", news(datePublished="2026-11-18T03:30:00Z",dateModified="2026-11-18T03:40:00Z"), "<p>Nov. 17, 2026 10:30 p.m. ET</p>", "2026-11-18", ""),
    ("tracker, day first", "de", "<script>digitalData={page:{'publishDate':'18.11.2026'}}</script>", "", "2026-11-18", ""),
    ("release, place and day with den", "de", "", "<p>Bremen, den 18. November 2026 – Die Hallgrim AG hat ihre Hallen am Kai verkauft und will mit dem Erlös ein Rechenzentrum bauen, teilte sie mit.</p>", "2026-11-18", ""),
    ("release, am", "de", "", "<p>Hamburg, am 18.11.2026. Die Hallgrim AG hat ihre Hallen am Kai verkauft und will mit dem Erlös ein Rechenzentrum bauen, teilte sie mit.</p>", "2026-11-18", ""),
    ("head and tracker differ, tracker has first", "en", "", "<p>x</p><script>var d={'firstPublished':'2026-11-18T06:00:00Z','published':'2026-11-20'}</script>", "2026-11-18", ""),
    ("tracker, article published at, escaped", "en", r'<script>self.__next_f.push([1,"{\"article\":{\"publishedAt\":\"2026-11-18T06:00:00Z\",\"updatedAt\":\"2026-11-20\"}}"])</script>', "", "2026-11-18", ""),
    ("modified a day later, shown unlabelled", "de", news(datePublished="2026-11-17T06:00:00+01:00", dateModified="2026-11-18T09:00:00+01:00"), "<p>18.11.2026</p>", "2026-11-17", ""),
    ("tracker of another thing first", "en", '<script>var ad={"displayDate":"2026-11-22"}</script><script>var a={"articlePublishedAt":"2026-11-18T06:00:00Z"}</script>', "<p>x</p>", "2026-11-18", ""),
    ("meta date and change agree, an old day shown is the firm's", "de", '<meta name="date" content="2026-11-18"><meta name="last-modified" content="2026-11-18">', "<p>Die Firma wurde am 3.5.2019 gegründet.</p>", "2026-11-18", ""),
    ("shown day is the picture's, modified the same", "en", news(datePublished="2026-11-15T06:00:00Z", dateModified="2026-11-18T06:00:00Z"), '<time datetime="2026-11-15">15 Nov</time><p>Photo: 18 Nov 2026</p>', "2026-11-15", ""),
]

DE, EN = ABOUT["de"]["title"], ABOUT["en"]["title"]


def titled(lang, title, head, headline):
    """A page with this title and head, and `headline` as the markup of its headline."""
    story = ABOUT[lang]
    content = page(lang, head, "").decode()
    content = content.replace(f"<h1>{story['title']}</h1>", headline)
    return content.replace(f"{story['title']} | {story['site']}", title, 1).encode()


TITLES = [
    # (name, lang, <title>, head, headline's markup, wanted)
    ("site behind a bar", "en", f"{EN} | Kettlewick Mercury", "", f"<h1>{EN}</h1>", EN),
    ("section and site", "en", f"{EN} - Ports - Kettlewick Mercury", "", f"<h2 class='headline'>{EN}</h2>", EN),
    ("site first", "de", f"Ellerbacher Bote: {DE}", f'<meta property="og:title" content="Ellerbacher Bote: {DE}"><meta property="og:site_name" content="Ellerbacher Bote">', "<h2>Energie</h2>", DE),
    ("kicker inside the headline", "de", f"Energie: {DE}", "", f'<h1><span class="kicker">Energie</span> <span class="headline">{DE}</span></h1>', DE),
    ("kicker inside, with a colon", "de", f"Energie: {DE} - Ellerbacher Bote", "", f'<h1><span class="overline">Energie:</span> {DE}</h1>', DE),
    ("kicker above", "de", DE, "", f'<p class="dachzeile">Energie</p><h1>{DE}</h1>', DE),
    ("the site's name is the first headline", "en", f"{EN} | Kettlewick Mercury", "", f'<h1 class="logo"><a href="/">Kettlewick Mercury</a></h1><h1>{EN}</h1>', EN),
    ("badge in the headline", "de", DE, "", f'<h1>{DE} <span class="badge">Plus</span></h1>', DE),
    ("plus sign in front", "de", f"+ {DE}", "", f'<h1><i class="icon-plus" aria-label="Plus-Artikel"></i>{DE}</h1>', DE),
    ("subtitle in the headline", "en", EN, "", f'<h1>{EN}<small class="subtitle">The port authority has bought a forecasting system</small></h1>', EN),
    ("cut in the script", "en", f"{EN} | Kettlewick Mercury", news(headline=EN[:40] + "..."), f"<h1>{EN}</h1>", EN),
    ("the search engine's title differs", "en", "Kettlewick port buys AI tide forecasts | Kettlewick Mercury", news(headline=EN), f"<h1>{EN}</h1>", EN),
    ("entities twice", "en", "x", news(headline="Pilots &amp;amp; tides: &amp;quot;a machine that reads&amp;quot;"), "<h1>Pilots &amp; tides: &quot;a machine that reads&quot;</h1>", 'Pilots & tides: "a machine that reads"'),
    ("tags in the script", "en", "x", news(headline=f"<em>{EN}</em>"), f"<h1><em>{EN}</em></h1>", EN),
    ("no headline on the page", "en", f"{EN} – Kettlewick Mercury", f'<meta property="og:title" content="{EN}">', "", EN),
    ("upper case in the headline", "en", f"{EN} | Kettlewick Mercury", f'<meta property="og:title" content="{EN}">', f"<h1>{EN.upper()}</h1>", EN),
    ("soft hyphens", "de", DE, "", f"<h1>{DE.replace('zentrum', chr(0xAD) + 'zentrum')}</h1>", DE),
    ("video label", "en", EN, news(headline=EN), f'<h1><span class="label">Video</span>{EN}</h1>', EN),
    ("live label in the title", "en", f"LIVE: {EN}", news(headline=EN), f"<h1>{EN}</h1>", EN),
    ("comment label above", "de", f"Kommentar: {DE}", "", f'<h1><span class="rubrik">Kommentar</span><br>{DE}</h1>', DE),
    ("hidden headline for readers of the screen", "en", f"{EN} | Kettlewick Mercury", "", f'<h1 class="sr-only">Kettlewick Mercury: news</h1><h1 class="title">{EN}</h1>', EN),
    ("place in front", "de", f"Ellerbach: {DE}", news(headline=DE), f"<h1>{DE}</h1>", DE),
    ("author and site behind", "en", f"{EN} by Clara Benning - The Slack Tide", f'<meta property="og:title" content="{EN}">', f"<h1>{EN}</h1>", EN),
    ("page number behind", "de", f"{DE} - Seite 1 - Ellerbacher Bote", "", f"<h1>{DE}</h1>", DE),
    ("headline as a link to itself", "en", EN, "", f'<h1 class="entry-title"><a href="/story-412.html" rel="bookmark">{EN}</a></h1>', EN),
    ("microdata", "en", "Mercury", "", f'<div itemprop="headline" class="x">{EN}</div>', EN),
    ("quotes in the headline", "de", "„Das lohnt sich nicht“: Warum der Chef von Hallgrim verkauft - Ellerbacher Bote", "", "<h1>„Das lohnt sich nicht“: Warum der Chef von Hallgrim verkauft</h1>", "„Das lohnt sich nicht“: Warum der Chef von Hallgrim verkauft"),
    ("a dash of its own", "de", "Wärme aus dem Server – und was sie kostet - Ellerbacher Bote", "", "<h1>Wärme aus dem Server – und was sie kostet</h1>", "Wärme aus dem Server – und was sie kostet"),
    ("kicker that the head parts with a colon", "de", DE, f'<meta property="og:title" content="Energie: {DE}">', f"<h1><span>Energie</span> {DE}</h1>", DE),
    ("section as a link in the headline", "en", EN, "", f'<h1><a href="/p">Ports</a> / {EN}</h1>', EN),
    ("shouted label in the headline", "en", EN, f'<meta property="og:title" content="{EN}">', f"<h1><strong>EXCLUSIVE:</strong> {EN}</h1>", EN),
]

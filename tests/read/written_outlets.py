# ruff: noqa: E501  (a page's markup is easier to read in one line)
# fmt: off
"""Bylines and days as newsrooms, magazines, journals and press offices print them.

Each row is what stands in the head, above the headline, between headline and text, and below the
text, and what a reader of the page would say. Written before the reader was looked at for them.
The names are invented.
"""

from written_bylines import news, page, person

M, P = "Malene Hagedorn", "Piet Ostrander"
BOTH = (M, P)

WROTE = [
    # (name, lang, head, top, after, authors)
    ("first name as a letter", "de", "", "<p>Von M. Hagedorn</p>", "", ("M. Hagedorn",)),
    ("two names, bar, day and hour", "de", "", f"<p>{M} und {P} | 18. November 2026, 14:05 Uhr</p>", "", BOTH),
    ("an article by, role, minutes", "de", "", f"<p>Ein Artikel von {M}, Redakteurin für Wissen | Lesezeit: 4 Minuten</p>", "", (M,)),
    ("as of, then author", "de", "", f"<p>Stand: 18. November 2026, 09:12 Uhr</p><p>Autorin: {M}</p>", "", (M,)),
    ("as of and author in one line", "de", "", f"<p>Stand: 18.11.2026 09:12 Uhr | Autorin: {M}</p>", "", (M,)),
    ("role with a place below the name, nothing marked up", "en", "", f"<p>{M}</p><p>Political editor, Kettlewick</p>", "", (M,)),
    ("address element with role and a day that opens", "en", "", f'<address aria-label="Contributor info"><a rel="author" href="/profile/mh">{M}</a> Technology editor</address><details><summary>Wed 18 Nov 2026 06.00 GMT</summary>Last modified on Fri 20 Nov 2026 08.11 GMT</details>', "", (M,)),
    ("two names above the minutes", "en", "", f"<div><span>{M}, {P}</span></div><div><span>5 min read</span></div>", "", BOTH),
    ("who helped stands below the text", "de", "", f"<p>Von {M}</p>", f"<p><em>Mitarbeit: {P}</em></p>", (M,)),
    ("two, bar, American day", "en", "", f"<p>By {M} and {P} | 11/18/2026 05:00 AM EST</p>", "", BOTH),
    ("a newsletter signed above and below", "en", "", f"<p>{M}</p><p>Welcome back. Tell us what we can do better.</p>", f"<p>{M}</p>", (M,)),
    ("story by, hours ago", "en", "", f"<p>Story by {M} • 2h</p>", "", (M,)),
    ("place and day of a change behind the name", "de", "", f"<p>Von {M}, Grauheim - Aktualisiert am 18.11.2026-06:12</p>", "", (M,)),
    ("a scholar's card beside the text", "en", "", f'<section class="content-authors"><h2>Author</h2><ul><li class="vcard"><a class="author-url" href="/profiles/malene-hagedorn-1"><h4 class="fn author-name">{M}</h4></a><p class="role">Professor of Harbour Law, University of Kettlewick</p></li></ul></section>', "", (M,)),
    ("two papers, a name each", "en", "", f"<p>By {M}, Kettlewick Mercury, and {P}, Estuary Public Radio</p>", "", BOTH),
    ("letters in the head, names on the page", "de", news(author=person("M. Hagedorn, P. Ostrander")), f"<p>Von {M} und {P}</p>", "", BOTH),
    ("the paper's newsroom in the head", "de", news(author=person("Ellerbacher Bote Redaktion")), f"<p>Von {M}</p>", "", (M,)),
    ("words and pictures", "en", "", f"<p>Words: {M}. Pictures: {P}.</p>", "", (M,)),
    ("name and paper in the head", "en", f'<meta name="author" content="{M}, Kettlewick Mercury">', "", "", (M,)),
    ("a feed's form in the head", "en", f'<meta name="author" content="malene.hagedorn@mercury.example ({M})">', "", "", (M,)),
    ("shouted with by in the head", "en", news(author=person("BY MALENE HAGEDORN AND PIET OSTRANDER")), "", "", BOTH),
    ("an editor's mark below", "de", news(author=person(M)), f"<p>Von {M}</p>", '<p>(<a href="mailto:mho@x.example">mho</a>)</p>', (M,)),
    ("day first, name behind a comma", "de", "", f"<p>Veröffentlicht am 18. November 2026 um 11:02 Uhr, {M}</p>", "", (M,)),
    ("professor", "de", "", f"<p>Von Prof. Dr. {M}</p>", "", (f"Prof. Dr. {M}",)),
    ("name, then published", "en", "", f'<div class="article-meta">{M} Published Nov 18, 2026 06:00</div>', "", (M,)),
    ("two profiles of a newsletter", "en", "", f'<div class="pub"><a href="https://x.example/@mh">{M}</a> and <a href="https://x.example/@po">{P}</a></div><div>Nov 18, 2026</div>', "", BOTH),
    ("interview by two, pictures by a third", "de", "", f"<p>Interview: {M} und {P}; Fotos: Ruth Abara</p>", "", BOTH),
    ("taken down by", "de", "", f"<p>Protokoll: {M}</p>", "", (M,)),
    ("for a weekly", "en", "", f'<p class="byline">{M} for Harbour Weekly</p>', "", (M,)),
    ("run together with day and hour", "en", "", f"<p>By {M} and {P}</p><p>November 18, 20266:12 AM UTCUpdated 2 hours ago</p>", "", BOTH),
    ("a station's place", "de", "", f"<p>Von {M}, ARD Lagos</p>", "", (M,)),
    ("a contact is no author", "de", "", "", f"<p>Ansprechpartnerin: {M}, Telefon 0421 555 0199</p>", ()),
    ("a contact's name alone is none", "de", "", "", f"<p>Kontakt:</p><p>{M}<br>Telefon 0421 555 0199</p>", ()),
    ("the source of a picture is none", "de", "", f'<figure><img src="a.jpg"><figcaption>Der Kai. Quelle: {M}</figcaption></figure>', "", ()),
    ("a podcast's card has its own", "en", "", f'<p>By {M}</p><aside class="card"><p>Related podcast</p><p>The hunt for the tide</p><div class="authors">BY {P}</div></aside>', "", (M,)),
    ("degrees", "en", "", f"<p>By {M}, MSc, and {P}, MD, MPH</p>", "", BOTH),
    ("a name for each line", "en", "", f"<p>By</p><p>{M}</p><p>and</p><p>{P}</p>", "", BOTH),
    ("a subject named above and below is no author", "en", f'<meta name="keywords" content="{M}, ports">', f"<p>{M}</p>", f"<p>{M}</p>", ()),
    ("authors' label for two", "de", "", f"<p>Autoren: {M}, {P}</p>", "", BOTH),
    ("a conversation with a guest, led by one", "de", "", f"<p>{P} im Gespräch mit {M}</p>", "", ()),
]

# A second set, written after the reader was changed for those above.
WROTE += [
    ("small von, bar, day and hour", "de", "", f"<p>von {M} | 18.11.2026 - 06:12</p>", "", (M,)),
    ("name and place above the hour", "de", "", f"<p>{M}, Lagos</p><p>18.11.2026, 05.30 Uhr</p>", "", (M,)),
    ("three names, three places", "en", "", f"<p>By {M} in Brussels, {P} in Lagos and Ruth Abara in Leeds</p>", "", (M, P, "Ruth Abara")),
    ("name and role above day and hour", "en", "", f"<p>{M}, Harbour correspondent</p><p>18 November 2026 • 6:12am GMT</p>", "", (M,)),
    ("all in capitals, with role", "en", "", "<p>By MALENE HAGEDORN, PORTS EDITOR</p>", "", (M,)),
    ("who drew the charts stands between", "de", "", f"<p>Von {M}, {P} (Grafik) und Ruth Abara</p>", "", (M, "Ruth Abara")),
    ("column", "de", "", f"<p>Eine Kolumne von {M}</p>", "", (M,)),
    ("contributed", "en", "", f"<p>Contributed by {M}</p>", "", (M,)),
    ("guest's label", "de", "", f"<p>Gastautorin: {M}</p>", "", (M,)),
    ("text, bar, picture", "de", "", f"<p>Text: {M} | Bild: {P}</p>", "", (M,)),
    ("by in the script's name", "en", news(author={"@type": "Person", "name": f"By {M}", "url": "https://x.example/mh"}), "", "", (M,)),
    ("what she covers behind the name", "en", "", f"<p>by {M}, a reporter covering ports</p>", "", (M,)),
    ("link, day, minutes", "de", "", f'<div>Von <a href="/autor/mh">{M}</a> 18.11.2026, 06:12 Uhr • 3 Min.</div>', "", (M,)),
    ("an agency's number below", "de", "", "", "<p>© dpa-infocom, dpa:261118-930-123/1</p>", ()),
    ("a contact above the text", "en", "", f"<p>Contact: {M}, press@saltmarsh.example</p>", "", ()),
    ("three in one string", "en", news(author=person(f"{M}, {P} and Ruth Abara")), "", "", (M, P, "Ruth Abara")),
    ("mark in brackets in the head", "de", f'<meta name="author" content="{M} (mho)">', "", "", (M,)),
    ("ampersand", "en", "", f"<p>By {M} & {P}</p>", "", BOTH),
    ("reviewed by another, below", "en", "", f"<p>By {M}</p><p>Reviewed by {P}</p>", "", (M,)),
    ("section, day, name", "de", "", f"<p>Häfen · 18.11.2026 · {M}</p>", "", (M,)),
]

DAY = "2026-11-18"
EVENING = news(datePublished="2026-11-19T02:25:54Z", dateModified="2026-11-19T02:25:54Z")
APPEARED = [
    # (name, lang, head, above the headline, top, address, day)
    ("an issue's day above the headline, another in the head", "en", '<meta name="dc.Date" content="2026-10-03">', "<div><span>Original research</span><span>18 November 2026</span></div>", "", "", DAY),
    ("day above the headline, another in the head, German", "de", '<meta name="DC.Date" content="2026-10-03">', "<p>18. November 2026</p>", "", "", DAY),
    ("today's day in the masthead", "en", '<meta name="dc.Date" content="2026-11-18">', "<p>Monday, 23 November 2026</p>", "", "", DAY),
    ("an American evening in address and line", "en", EVENING, "", "<p>November 18, 2026 | 9:25pm</p>", "https://x.example/2026/11/18/harbour-pilots/", DAY),
    ("an American evening in the address alone", "en", EVENING, "", "", "https://x.example/2026/11/18/harbour-pilots/", "2026-11-19"),
    ("an American evening in the line alone", "en", EVENING, "", "<p>November 18, 2026 | 9:25pm</p>", "", "2026-11-19"),
    ("an evening with its offset", "en", news(datePublished="2026-11-18T23:30:00-05:00"), "", "<p>Nov. 18, 2026 11:30 p.m. ET</p>", "https://x.example/2026/11/18/harbour-pilots/", DAY),
    ("an Australian morning in address and line", "en", news(datePublished="2026-11-17T21:30:00Z"), "", "<p>18 November 2026, 8.30am</p>", "https://x.example/2026/11/18/harbour-pilots/", DAY),
    ("no zone is so far west", "en", news(datePublished="2026-11-19T20:00:00Z"), "", "<p>November 18, 2026</p>", "https://x.example/2026/11/18/harbour-pilots/", "2026-11-19"),
    ("a German hour after midnight", "de", news(datePublished="2026-11-18T00:40:00+01:00"), "", "<p>18.11.2026, 00:40 Uhr</p>", "https://x.example/2026/11/18/hafen.html", DAY),
    ("a day that opens to that of the change", "en", "", "", "<details><summary>Wed 18 Nov 2026 06.00 GMT</summary>Last modified on Fri 20 Nov 2026 08.11 GMT</details>", "", DAY),
    ("short weekday, bar, hour", "de", "", "", "<p>Mi, 18.11.2026 | 06:12 Uhr</p>", "", DAY),
    ("last change first, then first publication", "de", "", "", "<p>Letztes Update am 20.11.2026 – Erstveröffentlichung 18.11.2026</p>", "", DAY),
    ("originally published, later updated", "en", "", "", "<p>Originally published November 18, 2026; updated November 20, 2026</p>", "", DAY),
    ("first posted and updated", "en", "", "", "<p>First posted Wed 18 Nov 2026 at 6:12am</p><p>Updated Fri 20 Nov 2026 at 9:00am</p>", "", DAY),
    ("put online", "de", "", "", "<p>Onlinestellung: 18.11.2026</p>", "", DAY),
    ("date, year first", "en", "", "", "<p>Date: 2026-11-18</p>", "", DAY),
    ("number of the issue and day", "de", "", "", "<p>Erschienen in Ausgabe 46/2026 | 18.11.2026</p>", "", DAY),
    ("published, changed hours ago", "de", "", "", "<p>Publiziert: 18.11.2026, 06:12 | Aktualisiert: vor 2 Stunden</p>", "", DAY),
    ("a time without its attribute", "en", "", "", "<time>Nov. 18, 2026, 6:12 a.m. ET</time>", "", DAY),
    ("short year", "de", "", "", "<p>Mittwoch, 18.11.26, 6.12 Uhr</p>", "", DAY),
    ("modified behind it, slashes", "en", "", "", "<p>18/11/2026 - 06:12 Modified: 20/11/2026 - 09:00</p>", "", DAY),
    ("issued on", "en", "", "", "<p>Issued on: 18/11/2026 - 06:12</p>", "", DAY),
    ("two forms side by side", "de", "", "", "<p><span>18.11.2026</span><span>18. November 2026</span></p>", "", DAY),
    ("no comma before the year", "en", "", "", "<p>Wednesday November 18 2026, 6.12am GMT, Kettlewick Mercury</p>", "", DAY),
    ("minutes to read before the day", "de", "", "", "<p>Lesedauer: 3 Min. 18. November 2026 um 6:12 Uhr</p>", "", DAY),
    ("place and day of a press office", "de", "", "", "<p>Grauheim, 18. November 2026</p>", "", DAY),
    ("number of a release and day", "de", "", "<p>Pressemitteilung Nr. 112/2026 vom 18.11.2026</p>", "", "", DAY),
    ("a day in the text goes behind that in the head", "de", '<meta name="date" content="2026-11-18T06:00:00+01:00">', "", "<p>Am 3. Oktober 2026 hatte der Rat schon einmal abgestimmt.</p>", "", DAY),
    ("an event's day goes behind that in the head", "de", '<meta name="date" content="2026-11-18T06:00:00+01:00">', "", "<p>Termin: 3. Dezember 2026, 19 Uhr</p>", "", DAY),
]
APPEARED += [
    ("hour and zone before the day, changed behind a bar", "en", "", "", "<p>Published: 06:12 GMT, 18 November 2026 | Updated: 09:00 GMT, 20 November 2026</p>", "", DAY),
    ("Indian time", "en", "", "", "<p>18 Nov 2026, 06:12 AM IST</p>", "", DAY),
    ("hour, zone, weekday, month first", "en", "", "", "<p>6:12 AM ET, Wed November 18, 2026</p>", "", DAY),
    ("hour, weekday, shouted change", "en", "", "", "<p>06:12, Wed, Nov 18, 2026 | UPDATED: 09:00, Fri, Nov 20, 2026</p>", "", DAY),
    ("slash before the hour, changed", "de", "", "", "<p>Veröffentlicht: 18.11.2026 / 06:12 Uhr, aktualisiert: 20.11.2026 / 09:00 Uhr</p>", "", DAY),
    ("change in brackets, shortened", "de", "", "", "<p>18.11.2026 06:12 (Akt. 20.11.2026 09:00)</p>", "", DAY),
    ("made on, bar, hour", "de", "", "", "<p>Erstellt am 18. November 2026 | 06:12</p>", "", DAY),
    ("last updated before first published, nothing between", "en", "", "", "<p>Last Updated: November 20, 2026, 09:00 IST First Published: November 18, 2026, 06:12 IST</p>", "", DAY),
    ("milliseconds in a time", "en", "", "", '<time datetime="1794981600000">two days ago</time>', "", DAY),
    ("day first with dashes in the head", "en", '<meta name="DC.date" content="18-11-2026">', "", "", "", DAY),
    ("a day with dashes in the address", "de", "", "", "", "https://x.example/artikel/2026-11-18-hafen", DAY),
    ("a Californian evening, digits in the address", "en", news(datePublished="2026-11-19T04:00:00Z"), "", "<p>Nov 18, 2026</p>", "https://x.example/20261118/harbour-pilots", DAY),
    ("date, weekday, Pacific time", "en", "", "", "<p>Date: Wednesday, Nov 18, 2026 6:12 AM PST</p>", "", DAY),
]


def outlet(lang, head, above, top):
    """An article's page with `above` before its headline and `top` behind it."""
    return page(lang, head, top).replace(b"<h1>", above.encode() + b"<h1>", 1)

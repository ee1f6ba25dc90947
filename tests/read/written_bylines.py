# ruff: noqa: E501  (a page's markup is easier to read in one line)
# fmt: off
"""How sites of the world say who wrote an article: in the head, in a script, in the text.

Each row is what a site puts into the head and between headline and text of a page, and the names
that a reader of the page would give. Written before the reader was looked at for them. The names
are invented.
"""

import json

from written_sites import ABOUT, body


def ld(**said):
    """A script of structured data."""
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org"} | said)}</script>'


def news(**said):
    return ld(**{"@type": "NewsArticle", "datePublished": "2026-11-18T06:00:00+01:00"} | said)


def graph(*nodes):
    return ld(**{"@graph": list(nodes)})


def person(name, **more):
    return {"@type": "Person", "name": name} | more


def page(lang, head, top, after=""):
    """An article's page: `top` stands between headline and text, `after` below the text."""
    story = ABOUT[lang]
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{story["title"]} | {story["site"]}</title>{head}</head>'
        f'<body><header><a href="/">{story["site"]}</a><nav><a href="/news">News</a><a href="/sport">Sport</a></nav></header>'
        f'<main><article><h1>{story["title"]}</h1>{top}<div class="content">{body(story)}</div>{after}</article></main>'
        f'<footer><a href="/l1">Impressum</a><p>© 2026 {story["site"]}</p></footer></body></html>'
    ).encode()


C, B = "Clara Benning", "Bram Oduya"
SITE = "https://kettlewick-mercury.example"

STATED = [
    # (name, lang, head, top, authors)
    ("graph, author by @id alone", "en", graph({"@type": "Article", "@id": f"{SITE}/a#article", "author": {"@id": f"{SITE}/#/schema/person/9"}, "datePublished": "2026-11-18"}, {"@type": "Person", "@id": f"{SITE}/#/schema/person/9", "name": C}), "", (C,)),
    ("graph, two authors by @id", "en", graph({"@type": ["Article", "BlogPosting"], "author": [{"@id": "#p1"}, {"@id": "#p2"}]}, person(C, **{"@id": "#p1"}), person(B, **{"@id": "#p2"})), "", (C, B)),
    ("graph, the account is called admin, the byline names the person", "en", graph({"@type": "Article", "author": {"@id": "#p1"}}, person("admin", **{"@id": "#p1"})), f'<div class="entry-meta">By {C} on November 18, 2026</div>', (C,)),
    ("author is the paper, byline a person", "en", news(author={"@type": "Organization", "name": "Kettlewick Mercury"}), f'<p class="byline">By {C}</p>', (C,)),
    ("authors as strings", "en", news(author=[C, B]), "", (C, B)),
    ("authors in one string, joined by and", "en", news(author=f"{C} and {B}"), "", (C, B)),
    ("authors in one string with Von", "de", news(author=f"Von {C} und {B}"), "", (C, B)),
    ("authors in one name with commas", "en", news(author=person(f"{C}, {B}, Hester Lindqvist")), "", (C, B, "Hester Lindqvist")),
    ("authors as a list inside the name", "en", news(author={"@type": "Person", "name": [C, B]}), "", (C, B)),
    ("last name first", "de", '<meta name="DC.creator" content="Benning, Clara">', "", (C,)),
    ("given and family name apart", "en", news(author={"@type": "Person", "givenName": "Clara", "familyName": "Benning"}), "", (C,)),
    ("creator instead of author", "en", news(creator=[C]), "", (C,)),
    ("article inside a web page", "de", ld(**{"@type": "WebPage", "mainEntity": {"@type": "NewsArticle", "author": person(C)}}), "", (C,)),
    ("a list of scripts in one", "en", '<script type="application/ld+json">[{"@type":"BreadcrumbList"},{"@type":"ReportageNewsArticle","author":{"@type":"Person","name":"Clara Benning"}}]</script>', "", (C,)),
    ("script with a trailing comma and raw line breaks", "en", '<script type="application/ld+json">{"@type":"NewsArticle","description":"One\ntwo","author":{"@type":"Person","name":"Clara Benning",},}</script>', "", (C,)),
    ("script in a CDATA section", "de", '<script type="application/ld+json">//<![CDATA[\n{"@type":"NewsArticle","author":[{"@type":"Person","name":"Clara Benning"}]}\n//]]></script>', "", (C,)),
    ("script with entities in the name", "en", news(author=person("Siobh&aacute;n O&#039;Rourke")), "", ("Siobhán O'Rourke",)),
    ("script with a link in the name", "en", news(author=person(f"<a href='/a/1'>{C}</a>")), "", (C,)),
    ("person and agency", "de", news(author=[person(C), {"@type": "Organization", "name": "dpa"}]), "", (C, "dpa")),
    ("person, said to be one, is the paper", "de", news(author=person("Ellerbacher Bote")), f'<div class="autor">Von <b>{C}</b></div>', (C,)),
    ("comments have authors too", "en", news(author=person(C), comment=[{"@type": "Comment", "author": person("Seagull77")}]), "", (C,)),
    ("a video in the article has another author", "en", news(author=person(C), video={"@type": "VideoObject", "author": person("Jens Holm")}), "", (C,)),
    ("the address of a profile in place of a name", "en", news(author=f"{SITE}/people/clara-benning"), f'<a href="{SITE}/people/clara-benning">{C}</a>', (C,)),
    ("name in upper case", "en", news(author=person("CLARA BENNING")), "", (C,)),
    ("name with role after a comma", "en", news(author=person(f"{C}, Technology Editor")), "", (C,)),
    ("name with the paper after a bar", "en", news(author=person(f"{C} | Kettlewick Mercury")), "", (C,)),
    ("role of its own in the script", "de", news(author=person(C, jobTitle="Redakteurin Wirtschaft", affiliation={"@type": "Organization", "name": "Ellerbacher Bote"})), "", (C,)),
    ("parsely page", "en", """<meta name="parsely-page" content='{"title":"x","author":"Clara Benning","pub_date":"2026-11-18T05:00:00Z"}'>""", "", (C,)),
    ("parsely authors", "en", f'<meta name="parsely-author" content="{C}"><meta name="parsely-author" content="{B}">', "", (C, B)),
    ("sailthru", "en", f'<meta name="sailthru.author" content="{C}, {B}">', "", (C, B)),
    ("cxense", "de", f'<meta name="cXenseParse:author" content="{C}">', "", (C,)),
    ("dcterms", "en", f'<meta name="dcterms.creator" content="{C}">', "", (C,)),
    ("newspaper's byl", "en", f'<meta name="byl" content="By {C} and {B}">', "", (C, B)),
    ("meta author is the paper, article:author the person", "en", f'<meta name="author" content="Kettlewick Mercury"><meta property="article:author" content="{C}">', "", (C,)),
    ("article:author is a social page, meta author the person", "en", f'<meta property="article:author" content="https://www.facebook.com/mercury"><meta name="author" content="{C}">', "", (C,)),
    ("several article:author", "de", f'<meta property="article:author" content="{C}"><meta property="article:author" content="{B}">', "", (C, B)),
    ("written by, for cards", "en", f'<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="{C}"><meta name="twitter:label2" content="Est. reading time"><meta name="twitter:data2" content="4 minutes">', "", (C,)),
    ("for cards, in German, the other way round", "de", f'<meta name="twitter:label1" content="Lesezeit"><meta name="twitter:data1" content="4 Minuten"><meta name="twitter:label2" content="Verfasst von"><meta name="twitter:data2" content="{C}">', "", (C,)),
    ("meta author with several, semicolons", "de", f'<meta name="author" content="{C}; {B}">', "", (C, B)),
    ("meta author with a firm's name", "en", '<meta name="author" content="Mercury Media Ltd">', f'<span class="article__byline">Words: {C}</span>', (C,)),
    ("twitter creator is no name", "en", '<meta name="twitter:creator" content="@clarab">', f'<div class="by">by {C}</div>', (C,)),
    ("link rel author", "de", f'<link rel="author" href="/autoren/clara-benning" title="{C}">', f'<p class="verfasser">{C}</p>', (C,)),
]

SHOWN = [
    ("microdata person", "en", "", f'<div itemprop="author" itemscope itemtype="https://schema.org/Person"><a itemprop="url" href="/p/1"><span itemprop="name">{C}</span></a></div>', (C,)),
    ("microdata in metas", "de", "", f'<span itemprop="author" itemscope itemtype="http://schema.org/Person"><meta itemprop="name" content="{C}"></span>', (C,)),
    ("microdata of the publisher beside it", "en", "", f'<div itemprop="publisher" itemscope itemtype="https://schema.org/Organization"><meta itemprop="name" content="Mercury"></div><span itemprop="author">{C}</span>', (C,)),
    ("rdfa", "en", "", f'<div vocab="http://schema.org/" typeof="NewsArticle"><span property="author" typeof="Person"><span property="name">{C}</span></span></div>', (C,)),
    ("rdfa of a content manager", "de", "", f'<div class="node__submitted">Gespeichert von <span rel="schema:author"><a href="/user/4" property="schema:name">{C}</a></span> am 18. November 2026</div>', (C,)),
    ("rel author, two", "en", "", f'<p>By <a rel="author" href="/p/1">{C}</a> and <a rel="author" href="/p/2">{B}</a></p>', (C, B)),
    ("hcard", "en", "", f'<span class="author vcard"><a class="url fn n" href="/author/cb/">{C}</a></span>', (C,)),
    ("posted on, by", "en", "", f'<p class="entry-meta">Posted on <a href="/2026/11/18"><time datetime="2026-11-18">18 Nov 2026</time></a> by <a href="/author/cb/">{C}</a> in <a href="/c/ports">Ports</a> | 3 comments</p>', (C,)),
    ("field of a content manager", "de", "", f'<div class="field field--name-field-author field--label-inline"><div class="field__label">Autor</div><div class="field__item">{C}</div></div>', (C,)),
    ("role after a comma", "en", "", f'<p class="byline">By {C}, Political Correspondent</p>', (C,)),
    ("roles with the name of a field", "de", "", f'<div class="article-author">{C}, stellvertretende Ressortleiterin Wirtschaft</div>', (C,)),
    ("places after the names", "en", "", f'<div class="byline"><a href="/p1">{C}</a> in London and <a href="/p2">{B}</a> in Lagos</div>', (C, B)),
    ("place after a comma", "de", "", f'<div class="author">Von {C}, Brüssel</div>', (C,)),
    ("our correspondent", "de", "", f'<p class="author-line">Von unserer Korrespondentin {C}</p>', (C,)),
    ("text and photos", "de", "", f'<p class="credits">Text: {C}, Fotos: Jens Holm</p>', (C,)),
    ("text and photos in brackets", "de", "", f'<div class="autoren">{C} (Text) und Jens Holm (Fotos)</div>', (C,)),
    ("guest's piece", "de", "", f'<p class="meta-author">Ein Gastbeitrag von {C}</p>', (C,)),
    ("comment", "de", "", f'<span class="byline">Ein Kommentar von {C}</span>', (C,)),
    ("analysis", "en", "", f'<span class="byline">Analysis by {C}</span>', (C,)),
    ("interview", "de", "", f'<div class="autor">Interview: {C}</div>', (C,)),
    ("a conversation led by two", "de", "", f'<p class="byline">Das Gespräch führten {C} und {B}</p>', (C, B)),
    ("with a doctor's title", "de", "", f'<div class="byline">Von Dr. {C}</div>', (f"Dr. {C}",)),
    ("agency behind a slash", "de", "", f'<div class="author">{C}/dpa</div>', (C, "dpa")),
    ("agency behind the name", "en", "", '<p class="byline">By CLARA BENNING Associated Press</p>', (C,)),
    ("agency in a span of its own", "en", "", f'<div class="Page-byline"><span class="Page-authors">By <span>{C}</span></span><span class="agency">The Canadian Press</span></div>', (C,)),
    ("with material of agencies", "de", "", f'<div class="autor">Von {C} (mit Material von dpa)</div>', (C,)),
    ("for the paper", "en", "", f'<p class="byline">By {C} for the Kettlewick Mercury</p>', (C,)),
    ("mail address behind", "en", "", f'<div class="byline">By {C} | <a href="mailto:c.benning@mercury.example">c.benning@mercury.example</a> | Kettlewick Mercury</div>', (C,)),
    ("mail address and time, one line", "en", "", f'<p class="author-info">{C} cbenning@mercury.example PUBLISHED: November 18, 2026 at 6:00 a.m.</p>', (C,)),
    ("handle behind", "en", "", f'<div class="author-name">{C} <a href="https://x.com/clarab">@clarab</a></div>', (C,)),
    ("follow button", "en", "", f'<div class="author"><a href="/p/1">{C}</a><button>Follow</button></div><span>5 min read</span>', (C,)),
    ("day glued to it", "de", "", f'<div class="meta">Von {C} 18.11.2026, 06:00 Uhr</div>', (C,)),
    ("staff writer in a span", "en", "", f'<div class="byline"><span class="byline__name">{C}</span><span class="byline__role">Staff Writer</span></div>', (C,)),
    ("three names", "en", "", f'<div class="bylines">By {C}, {B} and Hester Lindqvist</div>', (C, B, "Hester Lindqvist")),
    ("three names with commas before and", "en", "", f'<p class="byline">{C}, {B}, and Hester Lindqvist</p>', (C, B, "Hester Lindqvist")),
    ("names as items", "en", "", f'<ul class="authors"><li><a href="/p1">{C}</a></li><li><a href="/p2">{B}</a></li></ul>', (C, B)),
    ("shown twice, for small and large screens", "en", "", f'<div class="byline d-none">By {C}</div><div class="byline mobile">By {C}</div>', (C,)),
    ("no class at all", "en", "", f"<p>By {C}</p>", (C,)),
    ("no class at all, in bold", "de", "", f"<p><strong>Von {C}</strong></p>", (C,)),
    ("colon", "de", "", f"<p><em>Autorin: {C}</em></p>", (C,)),
    ("written by", "en", "", f'<div class="info"><span>Written by</span> <span>{C}</span></div>', (C,)),
    ("words by", "en", "", f'<div class="credit-line">Words by {C} · Photographs by Jens Holm</div>', (C,)),
    ("edited by someone else", "en", "", f'<div class="byline">By {C}</div><div class="editor">Edited by Hester Lindqvist</div>', (C,)),
    ("translated by someone else", "de", "", f'<div class="byline">Von {C}. Aus dem Englischen von Hester Lindqvist</div>', (C,)),
    ("photographer below the picture first", "en", "", f'<figure><img><figcaption>The quay <span class="byline">Photograph by Jens Holm</span></figcaption></figure><div class="story-byline">{C}</div>', (C,)),
    ("a name with particles", "de", "", '<div class="byline">Von Ludwig von der Aue</div>', ("Ludwig von der Aue",)),
    ("names with marks", "en", "", '<div class="byline">By Siobhán O’Rourke-Nkemelu and J. D. Crowe</div>', ("Siobhán O’Rourke-Nkemelu", "J. D. Crowe")),
    ("names of two parts with hyphens", "de", "", '<div class="byline">Von Anne-Sophie Grünwald-Yılmaz und Jean-Luc d’Amboise</div>', ("Anne-Sophie Grünwald-Yılmaz", "Jean-Luc d’Amboise")),
    ("names of two words each for first and last", "en", "", '<div class="byline">By Maria José de la Reyes Ortega and Ng Wei Liang</div>', ("Maria José de la Reyes Ortega", "Ng Wei Liang")),
    ("link of a profile alone", "en", "", f'<div class="info-row"><a href="/authors/clara-benning">{C}</a><time datetime="2026-11-18T06:00">18 November</time></div>', (C,)),
    ("picture of the author with her name", "de", "", f'<div class="author-box"><img alt="Porträt von {C}"><a href="/autor/cb">{C}</a></div>', (C,)),
    ("test attributes", "en", "", f'<div data-testid="byline-new-contributors"><div><span>{C}</span><span>Climate reporter</span></div></div>', (C,)),
    ("custom element", "en", "", f'<bsp-byline><address>By <a href="/cb">{C}</a></address></bsp-byline>', (C,)),
    ("address element", "de", "", f'<address>von <a href="/autoren/cb">{C}</a></address>', (C,)),
    ("the paper's own reporters", "en", "", '<p class="byline">By Mercury staff</p>', ("Mercury staff",)),
    ("editors without a name", "de", "", '<p class="autor">Von der Redaktion</p>', ()),
    ("agency alone", "de", '<meta name="author" content="dpa">', '<p class="autor">dpa</p>', ("dpa",)),
]

BELOW = [
    ("about the author, below", "en", "", f'<div class="author-bio"><h4>About the author</h4><p><strong>{C}</strong> covers ports for the Mercury.</p></div>', (C,)),
    ("other articles' bylines beside it", "en", news(author=person(C)), f'<aside><h3>More</h3><article class="card"><a href="/1">Council splits</a><span class="byline">By {B}</span></article></aside>', (C,)),
    ("only other articles have bylines", "en", "", f'<aside class="related"><h3>More</h3><div class="card"><a href="/1">Council splits over turbines</a><span class="byline">By {B}</span></div><div class="card"><a href="/2">Ferry is late</a><span class="byline">By Hester Lindqvist</span></div></aside>', ()),
    ("commenters", "en", "", f'<section id="comments"><h3>2 comments</h3><div class="comment"><span class="comment-author">{B}</span><p>Nonsense.</p></div></section>', ()),
    ("reporting and editing, at the end", "en", "", f"<p>(Reporting by {C} in Kettlewick; Editing by Hester Lindqvist)</p>", (C,)),
]

# A second set, written after the reader was changed for those above: both places in one row.
LATER = [
    # (name, lang, head, top, after, authors)
    ("signature with day in brackets at the end", "de", "", "", "<p>(Clara Benning, 18.11.2026)</p>", (C,)),
    ("signature of initials with a mail link", "de", '<meta name="author" content="Clara Benning">', "", "<p>(<a href='mailto:cb@x.example'>cbe</a>)</p>", (C,)),
    ("name, place, then time", "de", "", f'<div class="metainfo"><span class="metainfo__author">{C}, Brüssel</span><time datetime="2026-11-18T05:30">18.11.2026, 05.30 Uhr</time></div>', "", (C,)),
    ("studio", "de", "", f'<p class="authorline">Von {C}, ARD-Studio Brüssel</p>', "", (C,)),
    ("places and und", "de", "", f"<p>Von {C}, Berlin, und {B}, Lagos</p>", "", (C, B)),
    ("artikel von", "de", "", f'<span class="authors">Artikel von <a href="/x/1">{C}</a></span>', "", (C,)),
    ("component of a byline block", "en", news(author={"@type": "Organization", "name": "Kettlewick Mercury"}), f'<div data-component="byline-block"><div class="ssrcss-1"><div class="ssrcss-2">{C}</div><div class="ssrcss-3">Business reporter, Mercury News</div></div></div>', "", (C,)),
    ("in a place, no class", "en", f'<meta name="author" content="{C}">', f'<a href="/profile/cb" rel="author">{C}</a> in Brussels', "", (C,)),
    ("reporting from", "en", news(author=[person(C), person(B)]), f"<p>By {C} and {B}</p><p>{C} reported from Brussels and {B} from Lagos.</p>", "", (C, B)),
    ("name in a button", "en", "", f'<div class="byline">By <button>{C}</button></div>', "", (C,)),
    ("names and places as one string", "en", news(author={"@type": "Person", "name": f"{C} in London, {B} in Lagos"}), "", "", (C, B)),
    ("upper case list", "en", news(author=[person("CLARA BENNING"), person("BRAM ODUYA")]), "", "", (C, B)),
    ("handle as a path", "en", "", f'<div class="Author"><a class="Author-authorName" href="/clara-benning/">{C}</a><a href="https://x.com/in/cb">@in/clara-benning</a></div>', "", (C,)),
    ("a sentence about her follows", "en", "", f'<div class="by">by <span>{C}</span></div><p class="bio"><span>{C}</span> is a senior editor who covers ports.</p>', "", (C,)),
    ("name dash day", "en", "", f'<p class="byline"><a href="/author/cb/">{C}</a> – Nov 18, 2026 6:00 am | 34</p>', "", (C,)),
    ("name and day without marks", "en", "", f'<div class="dateline"><a href="/Author/Clara-Benning">{C}</a> <span>Wed 18 Nov 2026 // 06:00 UTC</span></div>', "", (C,)),
    ("pub-like link with at", "en", "", f'<div class="pencraft"><a href="https://x.example/@clarab">{C}</a><div>Nov 18, 2026</div></div>', "", (C,)),
    ("staff writer below", "en", "", f"<h5>BY {C.upper()}</h5><h6>STAFF WRITER</h6>", "", (C,)),
    ("slashes between name, service and day", "en", "", f'<div class="byline">{C} / TNN / Nov 18, 2026, 06:00 IST</div>', "", (C,)),
    ("for the paper, upper case, with role", "en", "", '<p class="author-section byline-plain">By CLARA BENNING FOR MERCURY ONLINE and BRAM ODUYA, CHIEF REPORTER</p>', "", (C, B)),
    ("name role time", "en", "", f'<div class="byline">By<span class="author">{C}</span><span class="role">Senior Reporter</span><time>06:00, 18 Nov 2026</time></div>', "", (C,)),
    ("role behind without comma", "en", "", f'<div class="author-line"><a href="/author/cb">{C}</a> Economics correspondent</div>', "", (C,)),
    ("by, American day", "en", "", '<p class="story-meta">By CLARA BENNING<br>11/18/2026 06:00 AM EST</p>', "", (C,)),
    ("by, short day", "en", "", '<span class="submitted-by">BY CLARA BENNING - 11/18/26 6:00 AM ET</span>', "", (C,)),
    ("presented as a guest", "en", "", f'<p class="guest">Guest essay by {C}</p>', "", (C,)),
    ("opinion writer", "en", "", f'<p class="byline">Opinion by {C} | Contributor</p>', "", (C,)),
    ("special to the paper", "en", "", f'<p class="byline">By {C} | Special to the Mercury</p>', "", (C,)),
    ("author is list of ids with names elsewhere, org too", "en", graph({"@type": "NewsArticle", "author": [{"@id": "#a"}], "publisher": {"@id": "#o"}}, {"@type": ["Organization"], "@id": "#o", "name": "Kettlewick Mercury"}, {"@type": ["Person"], "@id": "#a", "name": C, "image": {"@type": "ImageObject", "caption": C}}), "", "", (C,)),
    ("author in a separate script as person", "en", ld(**{"@type": "NewsArticle", "headline": "x"}) + ld(**{"@type": "Person", "name": C, "jobTitle": "Reporter"}), f'<div class="x">By {C}</div>', "", (C,)),
    ("foto und text", "de", "", f'<p class="autorenzeile">Text und Foto: {C}</p>', "", (C,)),
    ("von und mit rolle in klammern", "de", "", f'<div class="author">Von {C} (Redaktion Wirtschaft)</div>', "", (C,)),
    ("kürzel hinter dem namen", "de", "", f'<div class="author">{C} (cbe)</div>', "", (C,)),
    ("title in a tooltip", "de", "", f'<span class="autor" title="Redakteurin">Von <a href="/impressum/autoren/cb">{C}</a></span>', "", (C,)),
    ("amp", "de", '<script type="application/ld+json">{"@context":"http://schema.org","@type":"NewsArticle","author":{"@type":"Person","name":["Clara Benning"]}}</script>', "", "", (C,)),
    ("hidden input of a tracker", "de", '<script>var dl={"author":"Clara Benning","page":"1"}</script>', "", "", (C,)),
    ("byline in the text's end with dash", "de", "", "", f"<p>– {C}</p>", (C,)),
    ("to reach the reporters", "en", "", "", f"<p>To contact the reporter on this story: {C} in London at cb@x.example</p>", (C,)),
    ("author box with heading", "en", "", "", f'<div class="author-box"><h3>Written by {C}</h3><p>Clara covers ports.</p></div>', (C,)),
    ("autorenkasten", "de", "", "", f'<div class="autorenkasten"><h3>Über die Autorin</h3><p><b>{C}</b> schreibt über Häfen.</p></div>', (C,)),
]

# A third and a fourth set, of which these were read wrongly at first sight.
LATEST = [
    ("links with roles between them", "en", "", f'<div class="bylines"><span>By</span> <a class="byline-name" href="/people/cb">{C}</a><span class="job">Chief economics correspondent</span> and <a class="byline-name" href="/people/bram">{B}</a><span class="job">Data editor</span></div>', "", (C, B)),
    ("links alike with places between them", "en", "", f'<div class="tags"><a class="n-tag--author" href="/clara-benning">{C}</a> in London, <a class="n-tag--author" href="/bo">{B}</a> in Lagos and <a class="n-tag--author" href="/hl">Hester Lindqvist</a> in Leeds</div>', "", (C, B, "Hester Lindqvist")),
    ("last names first, two", "de", '<meta name="author" content="Benning, Clara; Oduya, Bram">', "", "", (C, B)),
    ("marks of agencies and an editor", "de", "", '<span class="article__author">dpa/rtr/cbe</span>', "", ("dpa/rtr/cbe",)),
    ("role that runs into the name", "de", "", f'<div class="author">{C}Redakteurin Wissen</div>', "", (C,)),
    ("a name with a capital inside is whole", "en", "", '<div class="author">Tom MacDonald, Editor</div>', "", ("Tom MacDonald",)),
    ("day, hour, bar, name", "de", "", f'<div class="info">18. November 2026 – 07:15 Uhr | von {C}</div>', "", (C,)),
    ("people in a page's data", "en", f'<script type="application/json">{{"article":{{"authors":[{{"id":4,"name":"{C}"}},{{"id":5,"name":"{B}"}}]}}}}</script>', "", "", (C, B)),
    ("columnist in a heading", "en", "", f'<h3 class="columnist">{C}</h3>', "", (C,)),
    ("research by three", "de", "", f'<p class="intro-by">Eine Recherche von {C}, {B} und Hester Lindqvist</p>', "", (C, B, "Hester Lindqvist")),
    ("with an agency", "de", "", f'<div class="autor">Von {C} mit dpa</div>', "", (C, "dpa")),
    ("an agency alone, nothing said of it", "de", "", '<div class="source">AFP</div>', "", ("AFP",)),
    ("as told to", "en", "", f'<p class="byline">As told to {C}</p>', "", (C,)),
    ("two in capitals and their agency", "en", news(author={"@type": "Organization", "name": "Associated Press"}), '<p class="byline">By CLARA BENNING and BRAM ODUYA Associated Press</p>', "", (C, B)),
    ("a long line of reporters and an editor", "en", "", "", f"<p><em>Reporting by {C} in Leeds and {B} in Porto; editing by Hester Lindqvist</em></p>", (C, B)),
    ("a station's letters in the script", "de", news(author=[person("SRF")]), f'<span class="article-author__name">{C}, Korrespondentin</span>', "", (C,)),
    ("a reader's name as a link", "en", "", '<div class="byline">By <a href="/users/clarab">clarab</a></div>', "", ("clarab",)),
    ("the site with its address in brackets", "de", '<meta name="author" content="Spree-Welle (www.sw.example)"><meta name="publisher" content="Spree-Welle (www.sw.example)">', "", f"<p><b>Autorin/Autor</b> {C}</p>", (C,)),
    ("name and day, a dot between", "de", "", f"<p>{C} • 18.11.2026</p>", "", (C,)),
    ("name, day and minutes", "en", "", f"<div>{C} · Nov 18, 2026 · 4 min read</div>", "", (C,)),
    ("a topic and a day", "de", "", "<p>Künstliche Intelligenz · 18.11.2026</p>", "", ()),
    ("a place and a day", "en", "", "<p>San Diego | Nov. 18, 2026</p>", "", ()),
    ("name above the day", "en", "", f"<p>{C}</p><p>Nov 18, 2026</p>", "", (C,)),
    ("role above the name", "de", "", f"<p>Wirtschaftsredakteurin</p><p>{C}</p>", "", (C,)),
    ("name before the person's address", "de", "", "<p>Jörg Hänsel j.haensel@x.example</p>", "", ("Jörg Hänsel",)),
    ("one name in two spellings", "de", news(author=[person("Joerg Haensel"), person("Jörg Hänsel")]), "", "", ("Jörg Hänsel",)),
    ("a capital of another alphabet's edge", "de", "", '<p class="entry-author">Malin Østergaard</p>', "", ("Malin Østergaard",)),
    ("who is presented at the end", "en", "", "", f"<p><i>{C} is the Mercury's port correspondent.</i></p>", (C,)),
    ("bylines of cards", "en", "", "", f'<div class="grid"><div><h3><a href="/1">Other</a></h3><p class="byline">By {C}</p></div></div>', ()),
    ("an agency beside the site", "de", news(author=[{"@type": "Organization", "name": "dpa"}, {"@type": "Organization", "name": "Ellerbacher Bote"}]), "", "", ("dpa",)),
    ("a source is no author", "de", "", "", "<p>Quellen: dpa, AFP</p>", ()),
    ("bylines in a page's data, no word of authors", "en", f'<script>x={{"byline":[{{"name":"{C}"}}]}}</script>', "", "", (C,)),

    # fifth and sixth sets: guests, helpers, members, what stands behind a name
    ("contributions from", "en", news(author=[person(C),person(B)]), f'<div class="author-byline">By <a href="/author/nt" rel="author">{C}</a> published <time datetime="2026-11-18T06:00:00Z">18 November 2026</time></div><div class="contributions">Contributions from <span>{B}</span></div>', "", (C,)),
    ("reviewed by a doctor", "en", news(author=person(C),reviewedBy=person("Dr. Pia Sund")), f'<div class="attribution">Written by <a href="/nt">{C}</a> | Medically reviewed by <a href="/ps">Dr. Pia Sund</a></div>', "", (C,)),
    ("guest contribution with an office", "de", "", f'<p class="authors">Ein Gastbeitrag von {C}, Geschäftsführerin des Hafenverbands Grauheim</p>', "", (C,)),
    ("a list of links, one of them with von", "de", "", f'<ul class="article-header-authors"><li class="authors__item">Von <a class="authors__name" href="/autor/nt.html">{C}</a></li><li class="authors__item"><a class="authors__name" href="/autor/iv.html">{B}</a></li></ul>', "", (C, B)),
    ("datalayer, several by a bar", "en", f'<script>dataLayer=[{{"page":{{"author":"{C}|{B}","section":"ports"}}}}]</script>', "", "", (C, B)),
    ("wire's signers", "en", "", f'<p class="Byline">By {C}</p>', f"<p>(Reporting by {C}; additional reporting by {B} in Lagos; editing by Hester Lindqvist)</p>", (C,)),
    ("a hosted blog's microdata", "en", "", f'<span class="post-author vcard">Posted by <span class="fn" itemprop="author" itemscope itemtype="http://schema.org/Person"><meta content="https://blogger.example/p/1" itemprop="url"/><a class="g-profile" href="https://blogger.example/p/1" rel="author"><span itemprop="name">{C}</span></a></span></span>', "", (C,)),
    ("release with contact", "en", "", "", f"<p>Media contact:</p><p>{C}</p><p>press@saltmarsh.example</p>", ()),
    ("account of an editor, guest's line in the lead", "de", graph({"@type":"Article", "author":{"name": "Hester Lindqvist", "@id": "#p"}},person("Hester Lindqvist",**{"@id":"#p"})), f"<p><em>Ein Gastbeitrag von {C}</em></p>", "", (C,)),
    ("a line with 'By' that names no person", "en", news(author=person(C)), "<p>By land and by sea</p>", "", (C,)),
    ("the same person with a middle initial", "en", news(author=person(C)), "<p>By Clara K. Benning</p>", "", (C,)),
    ("picture by another, under the picture", "en", news(author=person(C)), '<figure><img src="a.jpg"><figcaption>The quay. By Hester Lindqvist/Saltmarsh Images</figcaption></figure>', "", (C,)),
    ("contributor box beside two authors", "en", news(author=[person(C),person(B),person("Hester Lindqvist")]), f'<div class="byline">By {C} and {B}</div><div class="article-contributors">With contributions from Hester Lindqvist</div>', "", (C, B)),
    ("contributors is the outlet's word for authors", "en", "", f'<div class="contributors"><span>Contributors</span><a href="/contributors/nt">{C}</a></div>', "", (C,)),
    ("readers' letter by two", "de", "", f"<p>Von {C} und {B}, Grauheim</p>", "", (C, B)),
    ("lecturer of a university in the head", "en", '<meta name="author" content="Clara Benning, Lecturer in Tidal Science, University of Kettlewick">', "", "", (C,)),
    ("member of a forum", "de", "", '<div class="userinfo"><a href="member.php?u=4711">deichkind74</a></div><div>18.11.2026, 06:00</div>', "", ("deichkind74",)),
    ("filed in several sections", "en", "", f"<p>By {C}, in Ports, Energy, Estuary · 18 Nov 2026, 06:00 · 2 Comments</p>", "", (C,)),
    ("posted under tags", "en", "", f"<p>Posted by {C} under Ports, Energy | Tags: tides, harbour, pilots, forecasting, machines, estuary</p>", "", (C,)),
    ("desk at the end, with an address", "de", "", "", "<p>Redaktion Grauheim</p>", ("Redaktion Grauheim",)),
    ("agency and place above the text", "en", "", "<p>AFP, Lagos</p>", "", ("AFP",)),
    ("slash between the last name and the paper", "en", "", f"<p>By {C} and {B} / Harbour Shimbun Staff Writers</p>", "", (C, B)),
    ("one more in the head who is shown", "en", news(author=[person(C)])+f'<meta name="author" content="{C}, {B}">', f"<div>By</div><div>{C}</div><div>@nt</div><div>{B}</div>", "", (C, B)),
    ("one more in the head who is not shown", "en", news(author=[person(C)])+f'<meta name="author" content="{C}, {B}">', f"<p>By {C}</p>", "", (C,)),
    ("posted by, in the page's state", "en", f'<script>var p={{"postedBy":"{C}","datePosted":"November 18, 2026"}}</script>', "", "", (C,)),
    ("with interviewed person", "de", "", f"<p>Interview von {C} mit Bürgermeisterin {B}</p>", "", (C,)),
    ("interview with", "de", "", f"<p>Ein Gespräch mit {B}. Von {C}</p>", "", (C,)),
    ("a picture's maker below the lead", "de", news(author=person(C)), "<p>Die Lotsen sind skeptisch. Ein Foto von Hester Lindqvist</p>", "", (C,)),
    ("stated short, shown long", "en", news(author=person("C. Benning")), f"<p>By {C}</p>", "", (C,)),
    ("stated is another spelling", "de", news(author=person("Juergen Gruen")), "<p>Von Jürgen Grün</p>", "", ("Jürgen Grün",)),
    ("two in London and Lagos with commas", "en", "", f"<p>By {C}, in London, and {B}, in Lagos</p>", "", (C, B)),
    ("institute as a second author", "en", news(author=[person(C), {"@type": "Organization", "name": "Institute for Tides"}]), "", "", (C, "Institute for Tides")),
    ("lead ends in an author", "de", "", f"<p>Warum der Hafen jetzt rechnet, was die Lotsen davon halten und wer am Ende zahlt. Ein Kommentar von {C}</p>", "", (C,)),
    ("lead ends in two authors", "en", "", f"<p>The port has bought a machine that reads the tide, and the pilots are not amused. By {C} and {B}</p>", "", (C, B)),
    ("a user who writes", "en", "", '<div class="post-author"><a href="/u/tidewatcher">tidewatcher</a></div><div>Nov 18, 2026</div>', "", ("tidewatcher",)),
    ("login link in the head is no author", "en", "", '<div><a href="/member/login">Log in</a></div>', "", ()),
    ("text and research", "de", "", f"<p>Text: {C}; Recherche: {B}</p>", "", (C,)),
    ("newsletter's sender", "en", "", f"<p>From {C} in Kettlewick</p><p>Good morning.</p>", "", (C,)),
]

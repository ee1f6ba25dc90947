"""What the names in a page's markup (class, id) say about an element's text."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml.html import HtmlElement

__all__ = [
    "ASIDE",
    "BODY",
    "COMMENTS",
    "DROPPED_TAGS",
    "FALLBACK_TAGS",
    "FURNITURE",
    "HIDDEN",
    "INITIAL",
    "INLINE_TAGS",
    "KICKER",
    "LEAD",
    "MARGIN",
    "NEVER",
    "TEXT",
    "is_hidden",
    "said_by",
    "said_of",
]

INLINE_TAGS = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "br",
        "amp-img",
    ]
)
# Shown only where scripts are not: kept where a page has nothing else.
FALLBACK_TAGS = frozenset({"noscript", "template"})
DROPPED_TAGS = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "iframe",
        "button",
        "select",
        "option",
        "input",
        "textarea",
        "canvas",
        "object",
        "embed",
        "video",
        "audio",
        "map",
        "math",
        "head",
        "figcaption",
        "menu",
        "applet",
        "frameset",
        "noframes",
        "picture",
        "source",
        "progress",
        "meter",
        "amp-ad",
        "amp-iframe",
        "amp-embed",
        "amp-sidebar",
        "amp-consent",
        "amp-analytics",
    ]
)
_FURNITURE_TAGS = frozenset({"nav", "footer", "aside"})
_ASIDE_TAGS = frozenset({"form", "figure", "address", "dialog"})
_BODY_TAGS = frozenset({"article", "main"})
_ASIDE_ROLES = frozenset(
    [
        "navigation",
        "complementary",
        "contentinfo",
        "search",
        "dialog",
        "alertdialog",
        "menu",
        "menubar",
        "banner",
        "toolbar",
        "alert",
    ]
)
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|"
    r"(?:left|top|text-indent)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)


# What a name says; several may hold. Plain bits: this is asked for every element of a page.
NOTHING = 0
ASIDE = 1  # something else than the article: related, share, byline, caption, ...
NEVER = 2  # something else for certain: consent managers, embedded posts
LEAD = 4
BODY = 8
KICKER = 16  # the small line over a headline
MARGIN = 32  # small print inside a paragraph
TEXT = 64  # the article's text, by the vocabulary of schema.org
INITIAL = 128  # the first letter of a paragraph, set large
COMMENTS = 256  # what readers say
FURNITURE = 512  # links to elsewhere, if it has no running text
HIDDEN = 1024  # not to be seen, by the element's own style

# Tables of words as they stand between the hyphens, underscores and capitals of a name. A hyphen
# in a word stands for a joint that may be missing ("side-bar" is "sidebar" too); a star takes in
# any ending.
_TABLES = {
    ASIDE: """
        comment comments kommentar kommentare commenting disqus discussion forum respond
        leserbrief leserbriefe reaction reactions
        side-bar* rail aside marginal* widget widgets
        related* recommend* recirc* suggest* similar onward* outbrain taboola* plista
        crosslink crosslinks more-stories more-news more-articles more-on more-from more-links
        more-content link-list* link-box* read-more read-next read-also also-read see-also
        weiterlesen mehr-zum* lesetipp lesetipps teaser-list* teaser-group* teaser-box* teaser-grid*
        teaser-row* teaser-card* teaser-item* teaser-container* teaser-wrapper* teasers latest
        popular trending most-read most-viewed meistgelesen* top-news news-list
        newsletter* subscri* abo abo-box sign-up register registration log-in piano* regwall
        paywall-banner* paywall-box* paywall-cta* paywall-prompt* paywall-overlay* paywall-offer*
        paywall-barrier* paywall-message* paywall-teaser* paywall-login* paywall-modal*
        paywall-promo* paywall-info* paywall-note* paywall-button*
        offer offers promo* sponsor* advert* ad ads ad-slot* ad-container* ad-wrapper* ad-box*
        ad-unit* ad-label* ad-placeholder* anzeige anzeigen werbung* affiliate* commerce shop*
        product-card* product-box* product-list* product-teaser* products-list* donat* spende
        spenden banner cookie* privacy
        share* sharing social* follow* whatsapp*
        footer foot site-header page-header masthead nav navi navigation navbar menu breadcrumb
        breadcrumbs pagination pager skip*
        by-line by-lines author authors author-box author-bio author-info author-card author-list
        author-name author-block author-details author-section sa-box-plugin* autor* bio bios
        contributor contributors
        caption captions bildunterschrift bildtext bu credit credits copyright image-caption
        image-credit image-source image-info image-description images-caption photo-caption*
        photo-credit* photo-source* bild-quelle* bild-text* bild-nachweis* bild-unterschrift*
        media-caption* media-credit* media-info* media-description*
        tag tags tag-list topic topics keyword keywords schlagw* categories
        gallery* galerie slideshow carousel slider swiper* lightbox
        player video videos video-player video-caption video-teaser video-info video-box
        video-title video-description audio* podcast* vorlesen listen
        pop-up pop-ups modal overlay tooltip toast snackbar
        poll polls umfrage* quiz* voting vote survey* rating
        toc table-of-contents inhaltsverzeichnis print-only print-button toolbar actions button
        buttons cta hidden visually-hidden a11y-hidden off-screen sr-only screen-reader*
        embed* external-content opt-in
        kicker overline dachzeile topline roofline eyebrow spitzmarke
        timestamp timestamps date dates datum pub-date post-date published meta metadata
        article-meta entry-meta post-meta reading-time read-time lesezeit
        feedback correction-form report-error job jobs stellenmarkt weather wetter ticker-bar
        ticker-list disclaimer language-switch* language-select* infinite* next-article next-post
        next-story prev-article prev-post prev-story article-footer post-footer article-info
        post-info article-navigation post-navigation article-links post-links article-tags post-tags
    """,
    NEVER: """
        onetrust* ot-sdk* ot-pc* didomi* usercentrics* sp-message* qc-cmp* cookiebot* cybot* cmpbox*
        borlabs* cookie-consent* cookie-banner* cookie-notice* cookie-law* cookie-bar* cookie-layer*
        cookie-modal* consent-banner* consent-layer* consent-manager* consent-modal*
        consent-overlay* gdpr* twitter-tweet* twitter-video* twitter-embed* instagram-media*
        instagram-embed* tiktok-embed fb-post* fb-video* bluesky-embed reddit-embed* reddit-card*
        mastodon-embed wp-embedded-content truthsocial-embed screen-reader-text sr-only
        visually-hidden noprint
    """,
    LEAD: """
        lead lede vorspann intro introduction stand-first sub-title sub-headline sub-head sub-hed
        sub-line deck dek excerpt summary abstract unterzeile untertitel anlauf anriss chapeau
        article-teaser article-description article-intro entry-teaser entry-description entry-intro
        post-teaser post-description post-intro teaser-text strapline synopsis
    """,
    KICKER: """
        kicker over-line dachzeile top-line roof-line eyebrow spitzmarke label labels badge
        pre-title sup-title visually-hidden a11y-hidden off-screen sr-only screen-reader* paid plus
        plus-icon premium icon flag flags rubrik category section pre-headline title-header
        hidden-dash title-prefix head-kicker headline-prefix ort sub-head sub-headline sub-title
        byline
    """,
    MARGIN: """
        credit credits caption captions copyright photo-credit image-credit sr-only visually-hidden
        a11y-hidden off-screen screen-reader* tooltip* ad-label kicker dachzeile overline
        reading-time lesezeit
    """,
    BODY: """
        article-body article-content article-text article-copy article-main artikel-text
        artikel-inhalt artikel-body artikel-content story-body story-content story-text story-copy
        post-body post-content post-text entry-body entry-content entry-text content-body
        content-text content-main page-content page-body main-content main-text news-body
        news-content news-text body-copy body-text body-content rich-text prose story
    """,
    COMMENTS: """
        comment comments comment-list comment-content comment-body kommentar kommentare commenting
        disqus* leserbrief leserbriefe leserkommentar* reader-comments user-comments xenforo*
        talkback community-comments
    """,
    FURNITURE: """
        nav navi navigation nav-bar menu breadcrumb breadcrumbs pagination pager footer foot
        side-bar* aside rail widget widgets related* recommend* recirc* suggest* similar onward*
        outbrain taboola* plista crosslink crosslinks more-stories more-news more-articles
        more-links link-list* link-box* teaser-list* teaser-group* teaser-box* teaser-grid*
        teaser-row* teaser-card* teaser-item* teasers latest popular trending most-read most-viewed
        meistgelesen* top-news news-list social* share* sharing follow* jobs stellenmarkt weather
        wetter site-header page-header masthead next-article next-post next-story prev-article
        prev-post prev-story post-navigation article-navigation language-switch* language-select*
    """,
    INITIAL: """
        drop-cap dropcaps initial initial-letter first-letter
    """,
}
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_JOINT = re.compile(r"[^A-Za-z0-9äöüÄÖÜß]+")
_LONGEST = 400
_LONGEST_LABEL = 60
_LONGEST_JOINED = 3
# WordPress names an article's element for its tags and categories, whatever they are.
_TAXONOMIES = ("tag-", "category-", "post-", "type-", "status-", "format-", "topic-", "author-")

# Frameworks name how an element looks: "overflow-hidden" hides nothing but what runs over.
_LOOKS = ("overflow-", "!overflow-")


def _indexed(*, open_ended: bool) -> dict[str, int]:
    index: dict[str, int] = {}
    for says, words in _TABLES.items():
        for word in words.split():
            if word.endswith("*") == open_ended:
                plain = word.rstrip("*").replace("-", "")
                index[plain] = index.get(plain, 0) | says
    return index


_WORDS = _indexed(open_ended=False)
_BEGINNINGS = _indexed(open_ended=True)
_SHORTEST = min(map(len, _BEGINNINGS))
_LONGEST_BEGINNING = max(map(len, _BEGINNINGS))
_FIRST_LETTERS = frozenset(word[:_SHORTEST] for word in _BEGINNINGS)


def said_of(element: HtmlElement) -> int:
    """What tag, names, role and style of a block element say."""
    tag = element.tag
    found = NOTHING
    if tag in _FURNITURE_TAGS:
        found = ASIDE | FURNITURE
    elif tag in _ASIDE_TAGS:
        found = ASIDE
    elif tag in _BODY_TAGS:
        found = BODY
    if not element.attrib:
        return found
    names, own_id = element.get("class"), element.get("id")
    if names:
        found |= said_by(names)
    if own_id:
        found |= _word(own_id[:_LONGEST])
    label = element.get("aria-label")
    if label and len(label) < _LONGEST_LABEL:
        found |= said_by(label) & ASIDE
    found |= ASIDE if element.get("role") in _ASIDE_ROLES else NOTHING
    found |= ASIDE | HIDDEN if is_hidden(element) else NOTHING
    if "articlebody" in (element.get("itemprop") or "").lower():
        found = (found & ~(ASIDE | NEVER)) | TEXT
    return found


def is_hidden(element: HtmlElement) -> bool:
    """Whether an element is hidden by its own attributes."""
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style and _HIDDEN_STYLE.search(style))


@lru_cache(maxsize=20_000)
def said_by(names: str) -> int:
    """What the class of an element says."""
    found = NOTHING
    filed = "hentry" in names or "status-publish" in names or "type-post" in names
    for name in names[:_LONGEST].split():
        if not (filed and name.startswith(_TAXONOMIES)) and not name.startswith(_LOOKS):
            found |= _word(name)
    return found


@lru_cache(maxsize=50_000)
def _word(name: str) -> int:
    parts = _JOINT.sub("-", _HUMP.sub("-", name)).lower().strip("-").split("-")
    found = NOTHING
    for start in range(len(parts)):
        joined = ""
        for part in parts[start : start + _LONGEST_JOINED]:
            joined += part
            found |= _WORDS.get(joined, 0)
        if joined[:_SHORTEST] in _FIRST_LETTERS:
            for length in range(_SHORTEST, min(len(joined), _LONGEST_BEGINNING) + 1):
                found |= _BEGINNINGS.get(joined[:length], 0)
    return found

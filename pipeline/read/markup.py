"""What the names in a page's markup (class, id) say about an element's text."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml.html import HtmlElement

__all__ = [
    "ASIDE",
    "BODY",
    "DROPPED_TAGS",
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
        "dialog",
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
_ASIDE_TAGS = frozenset({"nav", "footer", "aside", "form", "figure", "address"})
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
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


# What a name says; several may hold. Plain bits: this is asked for every element of a page.
NOTHING = 0
ASIDE = 1  # something else than the article: related, share, byline, caption, ...
NEVER = 2  # something else for certain: consent managers, embedded posts
LEAD = 4
BODY = 8
KICKER = 16  # the small line over a headline
MARGIN = 32  # small print inside a paragraph
TEXT = 64  # the article's text, by the vocabulary of schema.org

# Words stand alone between the hyphens, underscores and capitals of a name; \w* takes in endings.
_ASIDE = r"""
    comments? | kommentare? | commenting | disqus | discussion | forum | respond | leserbriefe? | reactions? |
    side-?bar\w* | rail | aside | marginal\w* | widgets? |
    related\w* | recommend\w* | recirc\w* | suggest\w* | similar | onward\w* | outbrain | taboola\w* | plista | crosslinks? |
    more-?(?:stories|news|articles|on|from|links|content) | linklist\w* | link-?(?:box|list)\w* |
    read-?(?:more|next|also) | also-?read | see-?also | weiterlesen | mehr-?zum\w* | lesetipps? |
    teaser-?(?:list|group|box|grid|row|card|items?|container|wrapper)\w* | teasers | latest | popular | trending | most-?(?:read|viewed) |
    meistgelesen\w* | top-?news | news-?list |
    newsletter\w* | subscri\w* | abo | abo-?box | sign-?up | register | registration | log-?in | piano\w* | regwall |
    pay-?wall-?(?:banner|box|cta|prompt|overlay|offers?|barrier|message|teaser|login|modal|promo|info|note|buttons?)\w* |
    offers? | promo\w* | sponsor\w* | advert\w* | ads? | ad-?(?:slot|container|wrapper|box|unit|label|placeholder)\w* | adslot\w* |
    anzeigen? | werbung\w* | affiliate\w* | commerce | shop\w* | products?-?(?:card|box|list|teaser)\w* | donat\w* | spenden? |
    banner | cookie\w* | privacy |
    share\w* | sharing | social\w* | follow\w* |
    footer | foot | site-?header | page-?header | masthead | nav | navi | navigation | navbar | menu | breadcrumbs? | pagination |
    pager | skip\w* |
    by-?lines? | authors?(?:-?(?:box|bio|info|card|list|name|block|details|section))? | autor\w* | bio | bios | contributors? |
    captions? | bildunterschrift | bildtext | bu | credits? | copyright | images?-?(?:caption|credit|source|info|description) |
    photo-?(?:caption|credit|source)\w* | bild-?(?:quelle|text|nachweis|unterschrift)\w* | media-?(?:caption|credit|info|description)\w* |
    tags? | tag-?list | topics? | keywords? | schlagw\w* | categories |
    gallery\w* | galerie | slideshow | carousel | slider | swiper\w* | lightbox |
    player | videos?-?(?:player|caption|teaser|info|box|title|description)? | audio-?\w* | podcast-?\w* | vorlesen | listen |
    pop-?ups? | modal | overlay | tooltip | toast | snackbar |
    polls? | umfrage\w* | quiz\w* | voting | vote | survey\w* | rating |
    toc | table-?of-?contents | inhaltsverzeichnis |
    print-?(?:only|button) | toolbar | actions | buttons? | cta |
    hidden | visually-?hidden | a11y-?hidden | off-?screen | sr-?only | screen-?reader\w* |
    embed\w* | external-?content | opt-?in |
    kicker | overline | dachzeile | topline | roofline | eyebrow | spitzmarke |
    timestamps? | dates? | datum | pub-?date | published | meta | metadata | (?:article|entry|post)-?meta |
    reading-?time | lesezeit | read-?time |
    feedback | correction-?form | report-?error | jobs? | stellenmarkt | weather | wetter | ticker-?(?:bar|list) | disclaimer |
    language-?(?:switch|select)\w* | infinite\w* | next-?(?:article|post|story) | prev-?(?:article|post|story) |
    (?:article|post)-?(?:footer|info|navigation|links|tags) | factbox-?author
"""
_NEVER = r"""
    onetrust\w* | ot-(?:sdk|pc)\w* | didomi\w* | usercentrics\w* | sp-?message\w* | qc-cmp\w* | cookiebot\w* | cybot\w* | cmpbox\w* |
    borlabs\w* | cookie-?(?:consent|banner|notice|law|bar|layer|modal)\w* | consent-?(?:banner|layer|manager|modal|overlay)\w* | gdpr\w* |
    twitter-?(?:tweet|video|embed)\w* | instagram-?(?:media|embed) | tiktok-?embed | fb-?(?:post|video) | bluesky-?embed | reddit-?(?:embed|card) |
    mastodon-?embed | wp-embedded-content | truthsocial-?embed | screen-?reader-?text | sr-only | visually-?hidden | noprint
"""
_LEAD = r"""
    lead | lede | vorspann | intro | introduction | standfirst | stand-?first | sub-?(?:title|headline|head|hed|line) | deck | dek |
    excerpt | summary | abstract | unterzeile | untertitel | anlauf | anriss | chapeau | (?:article|entry|post)-?(?:teaser|description|intro) |
    teaser-?text | strapline | synopsis
"""
_KICKER = r"""
    kicker | over-?line | dachzeile | top-?line | roof-?line | eyebrow | spitzmarke | labels? | badge | pre-?title | sup-?title |
    visually-?hidden | a11y-?hidden | off-?screen | sr-?only | screen-?reader\w* | paid | plus | plus-?icon | premium | icon | flag | rubrik | category | section |
    pre-?headline | title-?header | hidden-?dash | title-?prefix | head-?kicker | headline-?prefix | ort | sub-?head(?:line)? | sub-?title | byline | flags?
"""
_MARGIN = r"""
    credits? | captions? | copyright | photo-?credit | image-?credit | sr-?only | visually-?hidden | screen-?reader\w* | tooltip\w* |
    ad-?label | kicker | dachzeile | overline | reading-?time | lesezeit
"""
_BODY = r"""
    (?:article|artikel|story|post|entry|content|page|main|news)-*(?:body|content|text|copy|inhalt|main) |
    (?:body|content)-*(?:text|copy|body) | articlebody | articletext | storybody | rich-?text | prose | story
"""


def _named(words: str) -> re.Pattern[str]:
    joined = "|".join(
        word.strip() for word in words.replace("\n", " ").split(" | ") if word.strip()
    )
    joined = joined.replace(" ", "")
    return re.compile(rf"(?:^|-)(?:{joined})(?:-|$)")


_TABLES = (
    (ASIDE, _named(_ASIDE)),
    (NEVER, _named(_NEVER)),
    (LEAD, _named(_LEAD)),
    (KICKER, _named(_KICKER)),
    (MARGIN, _named(_MARGIN)),
    (BODY, _named(_BODY)),
)
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_JOINT = re.compile(r"[^A-Za-z0-9äöüÄÖÜß]+")
_LONGEST = 400
# WordPress names an article's element for its tags and categories, whatever they are.
_TAXONOMIES = ("tag-", "category-", "post-", "type-", "status-", "format-", "topic-", "author-")


def said_of(element: HtmlElement) -> int:
    """What tag, names, role and style of a block element say."""
    tag = element.tag
    found = NOTHING
    if tag in _ASIDE_TAGS:
        found = ASIDE
    elif tag in _BODY_TAGS:
        found = BODY
    if not element.attrib:
        return found
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if names != " ":
        found |= said_by(names)
    if is_hidden(element) or element.get("role") in _ASIDE_ROLES:
        found |= ASIDE
    if "articlebody" in (element.get("itemprop") or "").lower():
        found = (found & ~(ASIDE | NEVER)) | TEXT
    return found


def is_hidden(element: HtmlElement) -> bool:
    """Whether an element is hidden by its own attributes."""
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style and _HIDDEN_STYLE.search(style))


def said_by(names: str) -> int:
    """What the class and id of an element say. `names` is the two, with a space between."""
    found = NOTHING
    filed = "hentry" in names or "status-publish" in names or "type-post" in names
    for name in names[:_LONGEST].split():
        if not (filed and name.startswith(_TAXONOMIES)):
            found |= _word(name)
    return found


@lru_cache(maxsize=50_000)
def _word(name: str) -> int:
    plain = _JOINT.sub("-", _HUMP.sub("-", name)).lower().strip("-")
    found = NOTHING
    for says, pattern in _TABLES:
        if pattern.search(plain):
            found |= says
    return found

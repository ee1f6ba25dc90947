"""A page's tree as a flat list of blocks: paragraphs, headings, list items, with where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree
from lxml.html import HtmlElement

from pipeline.read.wording import clean

__all__ = ["Block", "Outline", "outline", "parse"]

Kind = Literal["p", "heading", "item", "quote", "cell", "other"]

_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dd", "dt"), "item"),
    **dict.fromkeys(("td", "th", "caption"), "cell"),
    "p": "p",
    "blockquote": "quote",
    "q": "quote",
}
_INLINE = frozenset(
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
        "img",
        "br",
        "amp-img",
    ]
)
_DROPPED = frozenset(
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
        "amp-ad",
        "amp-iframe",
        "amp-embed",
        "amp-sidebar",
        "amp-consent",
        "amp-analytics",
        "progress",
        "meter",
    ]
)
_SUSPECT_TAGS = frozenset(["nav", "footer", "aside", "form", "figure", "address"])
_SUSPECT_ROLES = frozenset(
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
_SUSPECT_NAMES = re.compile(
    r"""(?:^|[\s_-])(?:
    comments?|kommentare?|disqus|discussion|forum|respond|leserbrief\w*|
    side-?bar\w*|rail|aside|marginal\w*|widgets?|
    related\w*|recommend\w*|recirc\w*|suggest\w*|similar|more(?:-?(?:stories|news|articles|on|from))|
    read-?(?:more|next|also)|also-?read|see-?also|weiterlesen|mehr-?zum\w*|onward\w*|outbrain|taboola|
    teaser-?(?:list|group|box|grid|row|card|items?)\w*|teasers|latest|popular|trending|most-?(?:read|viewed)|meistgelesen\w*|topnews|
    newsletter\w*|subscri\w*|abo|abo-?box|signup|sign-?up|register|registration|login|log-?in|paywall\w*|piano\w*|regwall|offer|
    promo\w*|sponsor\w*|advert\w*|ads?|adslot|ad-?(?:slot|container|wrapper|box|unit|label)\w*|anzeige\w*|werbung\w*|affiliate\w*|commerce|shop\w*|products?-?(?:card|box|list)|
    banner|cookie\w*|consent\w*|cmp|gdpr|privacy|
    share\w*|sharing|social\w*|follow\w*|
    footer|foot|site-?header|page-?header|masthead|nav|navi|navigation|navbar|menu|breadcrumbs?|pagination|pager|skip\w*|
    by-?lines?|authors?(?:-?(?:box|bio|info|card|list|name|block))?|autor\w*|bio|bios|contributors?|
    captions?|bildunterschrift|bu|credits?|copyright|figure|images?-?(?:caption|credit|source|info)|photo-?\w*|bild-?(?:quelle|text|nachweis)\w*|media-?(?:caption|credit)\w*|
    tags?|taglist|tag-?list|topics?|keywords?|schlagw\w*|categories|
    gallery|slideshow|carousel|slider|swiper\w*|lightbox|
    player|video-?\w*|audio-?\w*|podcast-?\w*|vorlesen|listen|
    pop-?ups?|modal|overlay|tooltip|toast|
    poll|umfrage|quiz|voting|survey|rating|
    toc|table-of-contents|inhaltsverzeichnis|
    print-?(?:only|button)|tools|toolbar|actions|buttons?|
    hidden|visually-?hidden|sr-?only|screen-?reader\w*|
    infobox-?author|embed\w*|external-?content|opt-?in|
    kicker|overline|dachzeile|topline|roofline|eyebrow|
    timestamps?|dates?|datum|pub-?date|published|meta|metadata|article-?meta|entry-?meta|post-?meta|reading-?time|lesezeit|
    feedback|correction-?form|report-?error|jobs?|stellenmarkt|weather|wetter|ticker-?(?:bar|list)|
    language-?(?:switch\w*|select\w*)
    )(?:$|[\s_-])""",
    re.IGNORECASE | re.VERBOSE,
)
_LEAD_NAMES = re.compile(
    r"lead|vorspann|intro|standfirst|(?:^|[\s_-])(?:sub-?(?:title|headline|head|line)|deck|dek|excerpt|summary|teaser|abstract|description|sub-?hed|untertitel|unterzeile)|stand-first|anlauf|anriss",
    re.IGNORECASE,
)
_KICKER_NAMES = re.compile(
    r"kicker|over-?line|dachzeile|top-?line|roof-?line|eyebrow|spitzmarke|label|badge|pre-?title|suptitle|section|"
    r"visually-?hidden|sr-?only|screen-?reader|paid|plus-?icon|icon|flag|rubrik|category",
    re.IGNORECASE,
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# Stands for <br>; two with nothing between are a new paragraph.
_BREAK = "\x1e"
_PARAGRAPH_BREAK = re.compile(rf"{_BREAK}[\s\u00a0]*{_BREAK}")
_MAX_BLOCKS = 20_000
_MAX_DEPTH = 2_000


@dataclass(slots=True)
class Block:
    """A stretch of text between two breaks.

    `owner` numbers the innermost block element around it (`Outline.parents` leads upwards);
    `suspects` numbers the elements around it whose name speaks of something else than the
    article. `links` counts the characters inside links.
    """

    text: str
    kind: Kind
    tag: str
    owner: int
    suspects: tuple[int, ...]
    links: int
    lead: bool
    emphasised: bool = False

    @property
    def link_share(self) -> float:
        """How much of the text is link, 0 to 1."""
        return min(1.0, self.links / len(self.text)) if self.text else 0.0


@dataclass(slots=True)
class Outline:
    """The blocks of a page in reading order, and the elements they stand in.

    `parents[n]` is the number of the element around element n (-1 for the root); `marks[n]`
    says how sure its name is that element n holds the article's text: 2 for articleBody, 1 for
    `<article>` and the like.
    """

    blocks: list[Block] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    headings: dict[int, str] = field(default_factory=dict)


def parse(markup: str) -> HtmlElement | None:
    """The tree of a page; `None` where there is nothing to make one of."""
    parser = etree.HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        no_network=True,
        huge_tree=True,
        recover=True,
    )
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    try:
        root: HtmlElement | None = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, etree.ParserError, ValueError, AssertionError):
        return None
    return root


_BODY_NAMES = re.compile(
    r"article-?_*(?:body|content|text|copy|main)|(?:body|story|post|entry|content|text)-?_*(?:body|content|text|copy)|"
    r"^body-?copy|artikel-?_*(?:text|inhalt|body|content)|story$|^articletext",
    re.IGNORECASE,
)


def outline(root: HtmlElement) -> Outline:
    """The page's blocks in reading order. Scripts, media and form fields are left out."""
    walk = _Walk()
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        if event == "start":
            if walk.enter(element):
                events.skip_subtree()
        else:
            walk.leave(element)
        if len(walk.page.blocks) >= _MAX_BLOCKS:
            break
    walk.flush()
    return walk.page


class _Walk:
    """The state of one walk over a tree: open elements, and the text since the last break."""

    def __init__(self) -> None:
        self.page = Outline()
        self.open: list[tuple[str, int, tuple[int, ...], bool]] = []
        self.pieces: list[str] = []
        self.links = 0
        self.in_link = 0
        self.strong = 0
        self.bold = 0
        self.skipping = False

    def enter(self, element: HtmlElement) -> bool:
        """Take up an element's start; true where its inside is to be left out."""
        tag = element.tag
        if not isinstance(tag, str):
            self.skipping = True
            return True
        if tag in _DROPPED or len(self.open) > _MAX_DEPTH:
            if tag not in ("script", "style", "noscript"):
                self.pieces.append(" ")
            self.skipping = True
            return True
        if tag in _INLINE:
            return self._enter_inline(tag, element)
        self._enter_block(tag, element)
        return False

    def _enter_inline(self, tag: str, element: HtmlElement) -> bool:
        if tag == "br":
            self.pieces.append(_BREAK)
        if element.attrib and self._is_hidden_inline(element):
            self.skipping = True
            return True
        if tag == "a":
            self.in_link += 1
        elif tag in ("b", "strong"):
            self.strong += 1
        self._text(element.text)
        return False

    def _is_hidden_inline(self, element: HtmlElement) -> bool:
        names = element.get("class")
        if names and self.open:
            if self.open[-1][0] == "heading":
                return bool(_KICKER_NAMES.search(names))
            if _SUSPECT_NAMES.search(names) and element.tag not in ("a", "b", "strong", "em", "i"):
                return not self._long_inside(element)
        style = element.get("style")
        return element.get("hidden") is not None or bool(style and _HIDDEN_STYLE.search(style))

    @staticmethod
    def _long_inside(element: HtmlElement) -> bool:
        return sum(len(text) for text in element.itertext()) > 200

    def _enter_block(self, tag: str, element: HtmlElement) -> None:
        self.flush()
        number = len(self.page.parents)
        parent, lead = -1, False
        suspects: tuple[int, ...] = ()
        kind: Kind = "other"
        if self.open:
            outer, parent, suspects, lead = self.open[-1]
            kind = outer if outer in ("heading", "item", "quote", "cell") else "other"  # type: ignore[assignment]
        kind = _KINDS.get(tag, kind)
        self.page.parents.append(parent)
        mark = 1 if tag in ("article", "main") else 0
        suspect = tag in _SUSPECT_TAGS
        if element.attrib:
            names = f"{element.get('class') or ''} {element.get('id') or ''}".strip()
            if names:
                suspect = suspect or bool(_SUSPECT_NAMES.search(names))
                lead = lead or bool(_LEAD_NAMES.search(names))
                if _BODY_NAMES.search(names):
                    mark = 1
            suspect = suspect or _speaks_of_something_else(element)
            if "articlebody" in (element.get("itemprop") or "").lower():
                mark = 2
                suspect = False
        self.page.marks.append(mark)
        if suspect and tag not in ("body", "html", "h1", "main"):
            suspects = (*suspects, number)
        self.open.append((kind, number, suspects, lead))
        self._text(element.text)

    def leave(self, element: HtmlElement) -> None:
        """Take up an element's end and the text after it."""
        if self.skipping:
            self.skipping = False
        else:
            tag = element.tag
            if tag in _INLINE:
                if tag == "a":
                    self.in_link -= 1
                elif tag in ("b", "strong"):
                    self.strong -= 1
            else:
                self.flush(tag)
                self.open.pop()
        self._text(element.tail)

    def _text(self, text: str | None) -> None:
        if text:
            self.pieces.append(text)
            if self.in_link or self.strong:
                length = len(text.strip())
                if self.in_link:
                    self.links += length
                if self.strong:
                    self.bold += length

    def flush(self, tag: str = "") -> None:
        """End the block that is being gathered."""
        if not self.pieces:
            return
        raw, links, bold = "".join(self.pieces), self.links, self.bold
        self.pieces, self.links, self.bold = [], 0, 0
        if not self.open or not raw.strip():
            return
        kind, owner, suspects, lead = self.open[-1]
        parts = _PARAGRAPH_BREAK.split(raw) if _BREAK in raw else [raw]
        for part in parts:
            text = clean(part.replace(_BREAK, " "))
            if text:
                self.page.blocks.append(
                    Block(
                        text=text,
                        kind=kind,  # type: ignore[arg-type]
                        tag=tag,
                        owner=owner,
                        suspects=suspects,
                        links=min(links, len(text)) if len(parts) > 1 else links,
                        lead=lead,
                        emphasised=bold >= 0.9 * len(text),
                    )
                )


def _speaks_of_something_else(element: HtmlElement) -> bool:
    if element.get("hidden") is not None or element.get("role") in _SUSPECT_ROLES:
        return True
    style = element.get("style")
    return bool(style and _HIDDEN_STYLE.search(style))

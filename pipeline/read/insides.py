"""What an element is by what is in it: a menu, a table of data, a mark in a headline."""

from __future__ import annotations

from lxml import etree
from lxml.html import HtmlElement

__all__ = [
    "NEVER_ASIDE",
    "begins_part",
    "is_data",
    "is_link",
    "is_separator",
    "only_leads_away",
]

NEVER_ASIDE = frozenset({"html", "body", "main", "h1"})
_FEWEST_WRAPPED = 3
_SEPARATORS = frozenset({":", "-", "–", "—", "|", "•", "/"})


def begins_part(element: HtmlElement) -> bool:
    """Whether a span in a heading begins a new part: glued to the span before it."""
    before = element.getprevious()
    return (
        element.tag == "span"
        and before is not None
        and before.tag == "span"
        and not before.tail
        and len(before) + len(before.text or "") > 1
    )


def is_link(element: HtmlElement) -> bool:
    """Whether an <a> leads elsewhere by its text; one around a whole article does not."""
    if element.get("href") is None:
        return False
    return not len(element) or sum(1 for _ in element.iter("p")) < _FEWEST_WRAPPED


def is_separator(element: HtmlElement) -> bool:
    """Whether an element in a heading only parts kicker and headline: a hidden colon or dash."""
    return not len(element) and (element.text or "").strip() in _SEPARATORS


# Most elements of a page are in its menus and lists of other articles: not to walk through them
# is what makes reading fast.
_LEADS_AWAY = etree.XPath(
    "count(.//a) > 3 and not(.//h1) and not(.//text()[string-length(normalize-space()) > 80"
    " and not(parent::script or parent::style)])"
)


# A table of more rows than a text has paragraphs, none of which holds a sentence.
_IS_DATA = etree.XPath(
    "count(descendant::tr) > 200 and not(descendant::text()[string-length(normalize-space()) > 80])"
)


def is_data(table: HtmlElement) -> bool:
    """Whether a table holds data, and too much of it to belong to a text."""
    return bool(_IS_DATA(table))


def only_leads_away(element: HtmlElement) -> bool:
    """Whether there are links in an element, but no headline and no running text."""
    return element.tag not in NEVER_ASIDE and bool(_LEADS_AWAY(element))

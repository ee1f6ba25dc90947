"""Characters to a tree, by lxml's recovering HTML parser: it never refuses broken markup."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement

__all__ = ["parse"]

# Elements that only group or colour: what is left of a page without them can still be read.
_GROUPING = re.compile(
    r"</?(?:div|span|section|center|font|b|i|u|em|strong|big|small|table|tbody|tr|td|ul|ol|dl|a)"
    r"\b[^<>]{0,500}>",
    re.IGNORECASE,
)
# What they hold is text to the parser, markup and all; it is what a page of frames has to read.
_FRAMES = re.compile(r"</?(?:noframes|frameset|frame)\b[^<>]{0,500}>", re.IGNORECASE)


def parse(characters: str) -> HtmlElement | None:
    """The tree of a page; `None` where there is nothing to make one of.

    The parser gives up below 2,048 levels: then it is tried again without the elements that
    only group others.
    """
    # A page cut off where a tag begins ends in what the parser takes for text.
    content = characters.replace("\x00", "").removesuffix("</").removesuffix("<")
    root, complete = _tree(content)
    if root is not None and next(root.iter("noframes"), None) is not None:
        content = _FRAMES.sub(" ", content)
        root, complete = _tree(content)
    return root if complete else _tree(_GROUPING.sub(" ", content))[0]


def _tree(characters: str) -> tuple[HtmlElement | None, bool]:
    parser = etree.HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        no_network=True,
        huge_tree=True,
        recover=True,
    )
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    try:
        root: HtmlElement | None = etree.fromstring(characters.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None, True
    error = parser.error_log.last_error
    return root, error is None or error.type_name != "ERR_RESOURCE_LIMIT"

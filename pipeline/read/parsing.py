"""Characters to a tree, by lxml's recovering HTML parser: it never refuses broken markup."""

from __future__ import annotations

from lxml import etree
from lxml.html import HtmlElement

__all__ = ["parse"]


def parse(characters: str) -> HtmlElement | None:
    """The tree of a page; `None` where there is nothing to make one of.

    Depth is not limited here (a limit would drop the rest of the page): who walks the tree
    does so without recursion.
    """
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
        root: HtmlElement | None = etree.fromstring(characters.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return root

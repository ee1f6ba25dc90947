"""Text from outside, written into Markdown as nothing but text."""

from __future__ import annotations

__all__ = ["link", "plain"]

_NOT_IN_LINKS = str.maketrans("", "", "<> \t\n\r")
_MARKS = "\\`*_[]<>|#"


def plain(text: str) -> str:
    """The text on one line, with everything escaped that Markdown or HTML would take as markup."""
    flat = " ".join(text.split())
    for mark in _MARKS:
        flat = flat.replace(mark, "\\" + mark)
    return flat


def link(where: str) -> str:
    """A web address as a link, anything else as text."""
    if where.startswith(("http://", "https://")):
        return f"<{where.translate(_NOT_IN_LINKS)}>"
    return plain(where)

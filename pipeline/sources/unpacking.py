"""Bytes before they are parsed: unpacked with a bound, in UTF-8, without entities."""

from __future__ import annotations

import codecs
import re
import zlib

__all__ = ["UnpackingError", "breaks_off", "in_utf8", "unzipped", "without_doctype"]

_GZIP = b"\x1f\x8b"
# The longer ones first: that of UTF-32 begins as that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    *(
        (mark.encode(encoding), encoding)
        for encoding in ("utf-16-le", "utf-16-be")
        for mark in "<{"
    ),
)
_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}\?>", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!DOCTYPE\s", re.IGNORECASE)
_TO_ITS_END = re.compile(rb"[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL)
# Where a document type stands, if there is one: behind a declaration and a comment or two.
_NEAR_THE_BEGINNING = 16 * 1024


class UnpackingError(ValueError):
    """The bytes do not unpack, or to more than the bound."""


def unzipped(content: bytes, most: int) -> bytes:
    """The content of gzip or zlib bytes, broken-off ones too; others come back as they are.

    Raises `UnpackingError` for more than `most` bytes, and for bytes that begin as gzip but
    are not.
    """
    if not content.startswith(_GZIP):
        return content
    parts: list[bytes] = []
    room = most
    while content.startswith(_GZIP):
        stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            part = stream.decompress(content, room + 1)
        except zlib.error as error:
            raise UnpackingError(f"gzip that does not unpack: {error}") from error
        room -= len(part)
        if room < 0:
            raise UnpackingError(f"unpacks to more than {most} bytes")
        parts.append(part)
        content = stream.unused_data
    return b"".join(parts)


def breaks_off(content: bytes) -> bool:
    """Whether gzip bytes end before their stream does."""
    while content.startswith(_GZIP):
        stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            while content and not stream.eof:
                stream.decompress(content, 1024 * 1024)
                content = stream.unconsumed_tail
        except zlib.error:
            return True
        if not stream.eof:
            return True
        content = stream.unused_data
    return False


def in_utf8(content: bytes) -> bytes:
    """Bytes of UTF-16 or UTF-32, as UTF-8; others as they are.

    They begin with its mark, or without it with what markup and JSON begin with.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _DECLARED.sub(b"", content.decode(encoding, "replace").encode(), count=1)
    return content


def without_doctype(content: bytes) -> bytes:
    """XML without its document type: nothing in a feed needs entities, and bombs are made of them.

    Names that it would have declared stay in the text as they are written.
    """
    begin = _DOCTYPE.search(content, 0, _NEAR_THE_BEGINNING)
    end = begin and _TO_ITS_END.match(content, begin.end())
    return content[: begin.start()] + content[end.end() :] if begin and end else content

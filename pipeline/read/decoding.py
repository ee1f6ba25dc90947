"""Bytes to characters: which kind of file it is, and which encoding it really has.

Servers mislabel: what the bytes prove (a byte order mark, valid UTF-8) goes before what the
header or the page claims.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Mapping

from charset_normalizer import from_bytes

__all__ = ["decode", "foreign_kind", "is_plain_text"]

_SIGNATURES = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF8", "GIF image"),
    (b"RIFF", "RIFF media"),
    (b"PK\x03\x04", "ZIP archive or office file"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x00\x00\x00\x18ftyp", "MP4 video"),
    (b"\x00\x00\x00\x20ftyp", "MP4 video"),
    (b"ID3", "MP3 audio"),
    (b"OggS", "Ogg media"),
    (b"\xd0\xcf\x11\xe0", "old office file"),
    (b"wOFF", "web font"),
    (b"wOF2", "web font"),
    (b"{\\rtf", "RTF"),
)
_HTML = re.compile(
    rb"<!doctype\s+html|<html|<head|<body|<meta|<title|<article|<div|<p[\s>]|<h1|<main|<table|<font",
    re.IGNORECASE,
)
_META_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_XML_CHARSET = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""")
_HEADER_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
# What browsers do (WHATWG): these labels all mean Windows-1252.
_BROWSER_NAMES = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MOJIBAKE = re.compile("Ã[¤¶¼Ÿ„–œ©¨¡³]|â€[™œž“”¦\u0093\u0094]")
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffd]")
_TEXT_NAMES = (".txt", ".text", ".md")
_SNIFF = 2048
_GUESS = 60_000


def is_plain_text(url: str, headers: Mapping[str, str], content: bytes) -> bool:
    """Whether the page is a plain text file by its name or its server's word."""
    declared = headers.get("content-type", "").split(";")[0].strip().lower()
    named = url.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0].lower().endswith(_TEXT_NAMES)
    if declared and not declared.startswith("text/plain"):
        return named and declared == "application/octet-stream"
    if not declared and not named:
        return False
    return named or not _HTML.search(content[:_SNIFF])


def foreign_kind(content: bytes) -> str | None:
    """What the bytes are where they are no HTML and no text; `None` where they may be either."""
    start = content[:_SNIFF].lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    for signature, kind in _SIGNATURES:
        if content.startswith(signature) or start.startswith(signature):
            return kind
    if start[:1] in (b"{", b"[") and (not _HTML.search(start[:200]) or _is_json(content)):
        return "JSON"
    if start.startswith((b"<?xml", b"<rss", b"<feed", b"<svg", b"<urlset")):
        return None if _HTML.search(content[:_SNIFF]) and b"<rss" not in start else "XML"
    return None


def _is_json(content: bytes) -> bool:
    try:
        json.loads(content)
    except (ValueError, RecursionError):
        return False
    return True


def decode(content: bytes, headers: Mapping[str, str]) -> str | None:
    """The characters of a page, or `None` where no encoding makes text of the bytes."""
    for mark, name in _BOMS:
        if content.startswith(mark):
            return _usable(content[len(mark) :].decode(name, "replace"))
    wide = _wide_without_mark(content)
    if wide:
        return _usable(content.decode(wide, "replace"))
    try:
        return _usable(_repaired(content.decode("utf-8")))
    except UnicodeDecodeError as error:
        claimed = _claimed(content, headers)
        if claimed == "utf-8" or (claimed is None and _mostly_utf8(content, error)):
            return _usable(_mixed(content))
    return _usable(_decode_single_byte(content, claimed))


def _claimed(content: bytes, headers: Mapping[str, str]) -> str | None:
    header = _HEADER_CHARSET.search(headers.get("content-type", ""))
    meta = _META_CHARSET.search(content[: _SNIFF * 4]) or _XML_CHARSET.search(content[:200])
    labels = [header.group(1)] if header else []
    labels += [meta.group(1).decode("ascii", "replace")] if meta else []
    for label in labels:
        try:
            name = codecs.lookup(label).name
        except (LookupError, ValueError):
            continue
        name = _BROWSER_NAMES.get(name, name)
        if name.startswith("utf-16") or name in _NO_TEXT_CODECS:
            continue
        return name
    return None


_NO_TEXT_CODECS = frozenset(
    {"base64", "bz2", "hex", "quopri", "rot13", "uu", "zlib", "idna", "punycode", "undefined",
     "unicode_escape", "raw_unicode_escape", "unicode-escape", "raw-unicode-escape"}
)  # fmt: skip


def _decode_single_byte(content: bytes, claimed: str | None) -> str:
    if claimed is None:
        best = from_bytes(content[:_GUESS], cp_isolation=["cp1252", "utf_8", "mac_roman", "cp850"])
        match = best.best()
        claimed = match.encoding if match else "cp1252"
    try:
        return content.decode(claimed, "replace")
    except (LookupError, UnicodeError):
        return content.decode("cp1252", "replace")


def _mostly_utf8(content: bytes, error: UnicodeDecodeError) -> bool:
    """Whether the text is UTF-8 with a few broken places, not another encoding."""
    sample = content[max(0, error.start - 20_000) : error.start + 20_000]
    decoded = sample.decode("utf-8", "replace")
    broken = decoded.count("\ufffd")
    good = sum(1 for char in decoded if char > "\x7f") - broken
    return good > 3 * broken


def _mixed(content: bytes) -> str:
    """UTF-8 in which single stretches are Windows-1252, as pasted text leaves them."""
    return content.decode("utf-8", "as-windows-1252")


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    if error.reason == "unexpected end of data":
        return "", error.end  # a page cut off within a character
    wrong = error.object[error.start : error.end]
    return wrong.decode("cp1252", "replace"), error.end


codecs.register_error("as-windows-1252", _as_windows_1252)


def _repaired(text: str) -> str:
    """Undo UTF-8 that was taken for Windows-1252 and encoded once more ("Ã¼" for "ü")."""
    sample = text[:_GUESS]
    if "Ã" not in sample and "â€" not in sample:
        return text
    if len(_MOJIBAKE.findall(sample)) < 3 or "ü" in text or "ä" in text:
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def _wide_without_mark(content: bytes) -> str | None:
    """UTF-16 shows every second byte of Latin text as zero."""
    sample = content[:400]
    if len(sample) < 20:
        return None
    half = len(sample) // 2
    if sample[1::2].count(0) > 0.8 * half and sample[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[::2].count(0) > 0.8 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _usable(text: str) -> str | None:
    """The text, unless much of it is nothing a person could read."""
    sample = text[:20_000]
    return None if len(_UNREADABLE.findall(sample)) > 0.1 * len(sample) else text

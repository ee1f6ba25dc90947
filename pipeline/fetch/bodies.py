"""Bodies, read and unpacked with a bound on both sides of the unpacking."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator, Mapping

__all__ = ["ACCEPTED_ENCODINGS", "BodyEncodingError", "TooLargeError", "is_text", "read_body"]

# Those whose unpacking zlib can stop at a given size.
ACCEPTED_ENCODINGS = "gzip, deflate"

# What servers write there that is no packing at all.
_NO_PACKING = frozenset({"identity", "none", "binary", "8bit", "7bit", "utf-8", "utf8"})
_NEVER_TEXT = ("image/", "audio/", "video/", "font/")
_TEXTUAL = ("xml", "html", "json", "rss", "atom", "javascript", "gzip", "octet-stream")


class TooLargeError(Exception):
    """The body passes its bound; the message says which."""


class BodyEncodingError(Exception):
    """The body is packed in a way that was not asked for, or does not unpack."""


async def read_body(
    chunks: AsyncIterator[bytes],
    headers: Mapping[str, str],
    max_bytes: int,
    max_unpacked_bytes: int,
    *,
    cut: bool = False,
) -> bytes:
    """Unpack a body as it arrives; stops reading at the first bound passed.

    With `cut` the bytes up to the bound are given of one that passes it. Raises `TooLargeError`
    and `BodyEncodingError`.
    """
    declared = headers.get("content-length", "")
    if declared.isdecimal() and int(declared[:18]) > max_bytes and not cut:
        raise TooLargeError(f"the server announces {declared} bytes, the bound is {max_bytes}")
    unpack = _unpacker(headers.get("content-encoding", ""))
    received, size = 0, 0
    parts: list[bytes] = []
    async for chunk in chunks:
        received += len(chunk)
        if received > max_bytes and not cut:
            raise TooLargeError(f"more than {max_bytes} bytes sent")
        part = unpack.feed(chunk, max_unpacked_bytes - size)
        size += len(part)
        parts.append(part)
        if size > max_unpacked_bytes and not cut:
            raise TooLargeError(f"unpacks to more than {max_unpacked_bytes} bytes")
        if size > max_unpacked_bytes or received > max_bytes:
            return b"".join(parts)[:max_unpacked_bytes]
    unpack.finish(received)
    return b"".join(parts)


def is_text(headers: Mapping[str, str]) -> bool:
    """Whether the declared type can hold text, a feed or a sitemap; none declared can."""
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if not kind or kind.startswith("text/"):
        return True
    return not kind.startswith(_NEVER_TEXT) and any(word in kind for word in _TEXTUAL)


class _Plain:
    def feed(self, chunk: bytes, _room: int) -> bytes:
        return chunk

    def finish(self, received: int) -> None:
        pass


class _Zipped:
    """gzip and deflate, the latter with or without its header, as servers disagree."""

    def __init__(self, encoding: str) -> None:
        self._encoding = encoding
        self._stream = zlib.decompressobj(zlib.MAX_WBITS | 32)
        self._begun = False

    def feed(self, chunk: bytes, room: int) -> bytes:
        try:
            return self._unzip(chunk, room)
        except zlib.error as error:
            if self._begun or self._encoding != "deflate":
                raise BodyEncodingError(f"not {self._encoding}: {error}") from error
            self._stream = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            return self._unzip(chunk, room)
        except zlib.error as error:
            raise BodyEncodingError(f"not {self._encoding}: {error}") from error

    def finish(self, received: int) -> None:
        if received and not self._stream.eof:
            raise BodyEncodingError(f"the {self._encoding} body breaks off")

    def _unzip(self, chunk: bytes, room: int) -> bytes:
        # One byte more than there is room for tells the caller that the bound is passed.
        part = self._stream.decompress(chunk, room + 1)
        self._begun = True
        return part


def _unpacker(encoding: str) -> _Plain | _Zipped:
    names = [name.strip().lower() for name in encoding.split(",") if name.strip()]
    match [name.removeprefix("x-") for name in names if name not in _NO_PACKING]:
        case []:
            return _Plain()
        case ["gzip" | "deflate" as name]:
            return _Zipped(name)
        case _:
            raise BodyEncodingError(f"content-encoding {encoding!r} was not asked for")

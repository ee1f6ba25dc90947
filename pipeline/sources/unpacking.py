"""Packed bytes from files and archives, unpacked with a bound."""

from __future__ import annotations

import zlib

__all__ = ["UnpackingError", "unzipped"]


class UnpackingError(ValueError):
    """The bytes do not unpack, or to more than the bound."""


def unzipped(content: bytes, most: int) -> bytes:
    """The content of gzip or zlib bytes, broken-off ones too; others come back as they are.

    Raises `UnpackingError` for more than `most` bytes, and for bytes that begin as gzip but
    are not.
    """
    if not content.startswith(b"\x1f\x8b"):
        return content
    parts: list[bytes] = []
    room = most
    while content.startswith(b"\x1f\x8b"):
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

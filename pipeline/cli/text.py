"""Text of strangers on the user's terminal: shown, never obeyed."""

from __future__ import annotations

import io
import os
import re
import sys
from pathlib import Path
from typing import TextIO

__all__ = ["provide_streams", "replace_unprintable", "single_line", "visible"]

# C0 and C1 controls (terminal escapes begin with one), and the marks that turn the direction
# of writing, which can make a line read as what it is not.
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def visible(text: str) -> str:
    """`text` with nothing in it that a terminal acts on; line breaks and tabs stay."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", _UNSAFE.sub("", text))


def single_line(text: str) -> str:
    """`text` made visible, on one line."""
    return " ".join(visible(text).split())


def provide_streams() -> None:
    """Let what is written go nowhere where the caller has closed stdout or stderr (`>&-`)."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  open to the end
            setattr(sys, name, nowhere)


def replace_unprintable(stream: TextIO) -> None:
    """Let `stream` write what its encoding lacks as a backslash escape instead of failing."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")

"""The word lists that joining names needs, read once."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

__all__ = ["LINKING"]

LINKING: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("linking.toml").read_text(encoding="utf-8")
)

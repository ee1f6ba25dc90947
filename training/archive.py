"""The weights file and the settings beside it, as training writes them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

from pipeline.extract.weights import settings_path

__all__ = ["write_archive", "write_settings"]


def write_settings(weights: Path, settings: dict[str, Any]) -> None:
    """Write the settings of a weights file, in place of the old ones."""
    text = json.dumps(settings, indent=1, sort_keys=True) + "\n"
    settings_path(weights).write_text(text, "utf-8")


def write_archive(path: Path, members: dict[str, bytes]) -> None:
    """Write the weights file; a fixed date in it: the same weights give the same file."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            archive.writestr(info, content, zipfile.ZIP_DEFLATED, 9)

"""The weights file as training writes it and changes its manifest."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

from pipeline.extract.weights import MANIFEST

__all__ = ["rewrite", "write_archive"]


def rewrite(weights: Path, changes: dict[str, Any]) -> None:
    """Change the manifest inside the weights file."""
    with zipfile.ZipFile(weights) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    manifest = {**json.loads(members[MANIFEST]), **changes}
    members[MANIFEST] = json.dumps(
        {key: value for key, value in manifest.items() if value is not None},
        indent=1,
        sort_keys=True,
    ).encode()
    write_archive(weights, members)


def write_archive(path: Path, members: dict[str, bytes]) -> None:
    """The weights file; a fixed date in it: the same weights give the same file."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            archive.writestr(info, content, zipfile.ZIP_DEFLATED, 9)

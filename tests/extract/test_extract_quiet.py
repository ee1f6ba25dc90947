"""The model tells nobody that it runs."""

import json
import os
import subprocess
import sys

# Where one of these is set, the library under the model keeps quiet by itself.
_QUIET_ANYWAY = {"CI", "GITHUB_ACTIONS", "TF_BUILD", "GITLAB_CI", "ORT_DISABLE_TELEMETRY"}


def test_reading_leaves_no_report_of_use_behind(tmp_path):
    line = {"id": "1", "lang": "en", "title": "Lumo", "text": "Lumo raised $5m.", "published": ""}
    story = tmp_path / "story.jsonl"
    story.write_text(json.dumps(line) + "\n", "utf-8")
    home = tmp_path / "home"
    home.mkdir()
    kept = {name: value for name, value in os.environ.items() if name not in _QUIET_ANYWAY}
    kept = {name: value for name, value in kept.items() if not name.startswith("XDG_")}

    done = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "extract", str(story)],
        env={**kept, "HOME": str(home)}, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert "Lumo" in done.stdout
    assert [str(path) for path in home.rglob("*onnx*")] == []

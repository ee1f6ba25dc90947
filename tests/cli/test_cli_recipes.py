"""The recipes answer as the page says, and every command that the documentation names can be run.

`python -m tests.cli.test_cli_recipes` writes the answers into docs/recipes.md anew.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import tempfile
from pathlib import Path

import pytest

from pipeline.cli import main
from tests.query.newsroom_graph import filled

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "recipes.md"
BLOCK = re.compile(r"```console\n\$ (faktograph [^\n]*)\n(.*?)```", re.DOTALL)
INLINE = re.compile(r"`(faktograph [^`]*)`")


@pytest.fixture(scope="module")
def newsroom_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("recipes") / "graph.db"
    filled(str(path)).dispose()
    return path


@pytest.fixture
def asked(newsroom_file, monkeypatch):
    monkeypatch.setenv("FAKTOGRAPH_DATABASE_URL", f"sqlite:///{newsroom_file}")


def answer(command: str) -> str:
    """What a terminal of 100 columns shows for a command."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.suppress(SystemExit):
        main([*shlex.split(command)[1:], "--table"])
    return "\n".join(line.rstrip() for line in out.getvalue().strip("\n").splitlines()) + "\n"


def test_the_page_has_ten_recipes():
    assert len(re.findall(r"^## \d+\. ", PAGE.read_text(encoding="utf-8"), re.MULTILINE)) == 10


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(
    ("command", "shown"),
    BLOCK.findall(PAGE.read_text(encoding="utf-8")),
    ids=lambda text: text[:40],
)
def test_a_recipe_answers_as_the_page_shows(command, shown):
    assert shown.strip(), "the page shows no answer: python -m tests.cli.test_cli_recipes"
    assert answer(command) == shown


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("command", INLINE.findall(PAGE.read_text(encoding="utf-8")))
def test_a_variant_of_a_recipe_can_be_run(faktograph, command):
    arguments = shlex.split(command.replace("\n", " "))[1:]
    ran = faktograph(*(arguments if arguments != ["demo"] else ["demo", "--help"]))
    # What is new since two days ago is nothing in articles of 2024.
    assert ran.code in ((1,) if "--since" in arguments else (0,))


def rewritten(text: str) -> str:
    """The page with every answer as the program gives it now."""
    return BLOCK.sub(lambda found: f"```console\n$ {found[1]}\n{answer(found[1])}```", text)


if __name__ == "__main__":
    os.environ["COLUMNS"] = "100"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["FAKTOGRAPH_DATABASE_URL"] = f"sqlite:///{folder}/graph.db"
        filled(f"{folder}/graph.db").dispose()
        PAGE.write_text(rewritten(PAGE.read_text(encoding="utf-8")), encoding="utf-8")

"""The help teaches by example, answers at once, and the documentation is in step with it.

`python -m tests.cli.test_cli_docs` writes the help into docs/cli.md anew.
"""

import os
import re
import subprocess
import sys
from dataclasses import fields
from importlib import import_module
from pathlib import Path

import pytest
import typer

from models.views import VIEW_NAMES
from pipeline.cli import app
from pipeline.cli.commands import COMMANDS
from pipeline.predicates import PREDICATES
from pipeline.settings import FetchSettings, PageStoreSettings, Settings

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "cli.md"
BLOCK = re.compile(r"\n```console\n\$ faktograph[^\n]* --help\n.*?\n```\n", re.DOTALL)
WIDTH = 88


def help_of(*path: str) -> str:
    """The help of a command as a terminal of `WIDTH` columns shows it."""
    command = typer.main.get_command(app)
    context = command.make_context("faktograph", [], resilient_parsing=True, terminal_width=WIDTH)
    for name in path:
        _, command, _ = command.resolve_command(context, [name])
        context = command.make_context(
            name, [], parent=context, resilient_parsing=True, terminal_width=WIDTH
        )
    return command.get_help(context).rstrip()


def paths() -> list[tuple[str, ...]]:
    """Every command, and those below it."""
    found: list[tuple[str, ...]] = [()]
    for name in COMMANDS:
        found.append((name,))
        below = typer.main.get_command(import_module(COMMANDS[name].module).app)
        found += [(name, inner) for inner in getattr(below, "commands", {})]
    return found


def with_help(text: str) -> str:
    """The page with the program's own help under each command's heading."""
    bare = BLOCK.sub("", text)
    for path in paths():
        heading = f"\n## {path[0] if path else 'faktograph'}\n"
        assert heading in bare, f"docs/cli.md has no heading{heading}"
        before, _, after = bare.partition(heading)
        section, mark, rest = after.partition("\n## ")
        block = f"\n```console\n$ {' '.join(('faktograph', *path))} --help\n{help_of(*path)}\n```\n"
        bare = (
            before
            + heading
            + section.rstrip("\n")
            + ("\n" if section.strip() else "")
            + block
            + mark
            + rest
        )
    return bare


def test_the_page_shows_the_help_as_the_program_gives_it():
    text = PAGE.read_text(encoding="utf-8")
    assert text == with_help(text), "run: python -m tests.cli.test_cli_docs"


@pytest.mark.parametrize("path", paths(), ids=" ".join)
def test_every_help_has_examples_and_every_option_says_what_it_does(path):
    text = help_of(*path)
    if path != ("db",):
        assert "Examples:" in text or "Ask:" in text
    for line in text.partition("Options:")[2].splitlines():
        option = re.match(r"  (--?[a-z][^ ]*).*", line)
        assert not option or len(line.split()) > 1


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_what_the_list_says_it_is(name):
    assert import_module(COMMANDS[name].module).app is not None
    assert COMMANDS[name].summary in " ".join(help_of().split())


def test_every_setting_is_documented():
    text = PAGE.read_text(encoding="utf-8")
    keys = [one.name for one in fields(Settings)]
    keys = [key for key in keys if key not in {"fetch", "pages", "sources", "config_path"}]
    keys += [f"[fetch] {one.name}" for one in fields(FetchSettings)]
    keys += [f"[pages] {one.name}" for one in fields(PageStoreSettings)]
    assert [key for key in keys if f"| `{key}` |" not in text] == []


def test_every_predicate_and_every_view_is_documented():
    text = PAGE.read_text(encoding="utf-8")
    assert [name for name in PREDICATES if f"`{name}`" not in text] == []
    assert [name for name in VIEW_NAMES if name not in help_of("sql")] == []


def test_the_list_of_commands_comes_at_once_and_without_the_heavy_libraries():
    check = (
        "import sys; from pipeline.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'spacy', 'prefect', 'sqlalchemy', 'onnxruntime', 'numpy'} & set(sys.modules)\n"
        "sys.exit(f'imported: {heavy}' if heavy else 0)"
    )
    began = os.times().children_user
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, cwd=ROOT, check=False)
    assert done.stderr == b""
    assert done.returncode == 0
    assert os.times().children_user - began < 2.0  # 0.2 s where nothing else runs


def test_asking_the_graph_does_not_load_the_language_model():
    check = "import sys, pipeline.cli.lookup, pipeline.cli.sql; sys.exit('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", check], cwd=ROOT, check=False)
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("faktograph contra", ["contradictions"]),
        ("faktograph facts --predicate ra", ["raised"]),
        ("faktograph facts --status ru", ["rumoured"]),
        ("faktograph export g", ["graphml"]),
        ("faktograph db u", ["upgrade"]),
    ],
)
def test_the_shell_completes_commands_options_and_values(typed, offered):
    asked = {
        "_FAKTOGRAPH_COMPLETE": "complete_bash",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(typed.count(" ")),
    }
    done = subprocess.run(
        [sys.executable, "-m", "pipeline.cli"],
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, **asked},
        check=False,
    )
    assert done.stdout.decode().split() == offered


def test_the_version_is_told():
    done = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "--version"],
        capture_output=True,
        cwd=ROOT,
        check=True,
    )
    assert re.fullmatch(rb"faktograph \d+\.\d+\.\d+\s*", done.stdout)


if __name__ == "__main__":
    PAGE.write_text(with_help(PAGE.read_text(encoding="utf-8")), encoding="utf-8")

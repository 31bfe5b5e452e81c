"""Every command under every environment that users have reported: no traceback, the right exit code, the same digest.

The fast suite tries a cheap command in the worst environments; the whole matrix is slow.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

NOBODY = ["unshare", "--user", "--map-user=12345", "--map-group=12345"]
"""Runs a command under a user id without an entry in the list of users, and thus without a home folder."""
SMALL = ["--set", "world.cities=24", "--set", "world.nations=4", "--set", "search.burn_in=1"]
DESIGN = """\
title = "São Paulo, 東京 and others"
scenario = "synthetic"
measures = ["agreements"]
months = 2
replicates = 3
changes = { "world.cities" = 24, "world.nations" = 4, "search.burn_in" = 1 }

[[levers]]
path = "response.tolerance"
values = [0.1, 0.3]
"""
CASE = """\
extends = "synthetic"
title = "São Tomé \\u2013 Kraków"
months = 2
world = { cities = 24, nations = 4 }
search = { burn_in = 1 }

[[expectations]]
name = "agreements"
measure = "agreements"
direction = "between"
low = 0
high = 1e9
"""


class Environment(NamedTuple):
    """One environment.

    Attributes:
        about: What is unusual about it.
        variables: Environment variables; None for one that is not set.
        is_nobody: Whether a user without a home folder runs the commands.
        folder: Name of the working folder.
    """

    about: str
    variables: dict[str, str | None] = {}  # noqa: RUF012 - a named tuple
    is_nobody: bool = False
    folder: str = "work"

    def __str__(self) -> str:
        """Return what is unusual about it."""
        return self.about


ENVIRONMENTS = (
    Environment("usual"),
    Environment("no HOME", {"HOME": None, "XDG_CACHE_HOME": None}, is_nobody=True),
    Environment("no HOME, but XDG_CACHE_HOME", {"HOME": None, "XDG_CACHE_HOME": "{cache}"}, is_nobody=True),
    Environment("a home that is read-only", {"HOME": "{closed}", "XDG_CACHE_HOME": None}, is_nobody=True),
    *(Environment(each, {"PYTHONIOENCODING": each}) for each in ("ascii", "cp437", "cp932", "cp1250", "cp1251")),
    Environment("C locale", {"LC_ALL": "C", "LANG": "C"}),
    Environment(
        "C locale, not as UTF-8",
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": None},
    ),
    Environment("Turkish locale", {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr"}),
    Environment("Pacific/Auckland", {"TZ": "Pacific/Auckland"}),
    Environment("spaces and letters", folder="mes données, 東京 & São"),
    Environment("spaces and letters in a C locale", {"LC_ALL": "C", "LANG": "C"}, folder="mes données, 東京 & São"),
)
COMMANDS: dict[str, tuple[list[str], int]] = {
    "version": (["--version"], 0),
    "scenarios": (["scenarios"], 0),
    "show": (["scenarios", "show", "São.toml"], 0),
    "check": (["scenarios", "check", "São.toml"], 0),
    "diff": (["scenarios", "diff", "paris-refugees", "São.toml"], 0),
    "new": (["scenarios", "new", "mine", "--from", "São.toml"], 0),
    "unknown": (["scenarios", "show", "São"], 2),
    "run": (["run", "São.toml", "--seed", "3", "--out", "läuft", "--figure"], 0),
    "csv": (["run", "São.toml", "--seed", "3", "--out", "csv", "--format", "csv", "--quiet"], 0),
    "explain": (["explain", "São.toml", "--month", "2016-02", "--between", "N001", "N002"], 0),
    "export": (["export", "läuft", "--as", "graphml"], 0),
    "batch": (["batch", "entwürfe.toml", "--out", "stapel", "--workers", "1"], 0),
    "reproduce": (["reproduce", "stapel", "0"], 0),
    "compare": (["compare", "stapel", "--csv"], 0),
    "sensitivity": (["sensitivity", "stapel", "--measure", "agreements"], 0),
    "report": (["report", "stapel"], 0),
    "test": (["scenarios", "test", "São.toml", "--replicates", "2", "--workers", "1"], 0),
    "evidence": (["evidence", "São.toml", "--replicates", "2", "--workers", "1", "--out", "belege"], 0),
    "findings": (["findings", "nowhere.toml"], 2),
    "validate": (["validate", "--only", "none such"], 2),
    "archive": (["archive", "läuft", "--out", "archivé"], 0),
    "odd": (["odd"], 0),
    "schema": (["schema", "scenario"], 0),
    "completion": (["completion", "fish"], 0),
    "search": (["search", "entwürfe.toml"], 2),
    "view": (["view", "nowhere.toml"], 2),
}
QUICK = ("no HOME", "ascii", "C locale, not as UTF-8", "spaces and letters")


def run(command: str, environment: Environment, root: Path) -> tuple[int, str]:
    """Run a command; return its exit code and what it printed."""
    folder = root / environment.folder
    if not folder.is_dir():
        folder.mkdir()
        (folder / "São.toml").write_text(CASE, encoding="utf-8")
        (folder / "entwürfe.toml").write_text(DESIGN, encoding="utf-8")
        (root / "closed").mkdir(mode=0o555, exist_ok=True)
    places = {"cache": root / "cache", "closed": root / "closed"}
    given = {name: value and value.format(**places) for name, value in environment.variables.items()}
    variables = {name: value for name, value in (os.environ | given).items() if value is not None}
    words = [*(NOBODY if environment.is_nobody else ()), sys.executable, "-m", "paradiplomacy", *COMMANDS[command][0]]
    done = subprocess.run(words, cwd=folder, env=variables, capture_output=True, check=False)
    return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace")


def check(command: str, environment: Environment, root: Path) -> None:
    """Require the exit code, and an answer that is no traceback."""
    code, text = run(command, environment, root)
    assert "Traceback" not in text, text
    assert "Warning" not in text, text
    assert code == COMMANDS[command][1], text
    assert text.strip()


@pytest.fixture(scope="module")
def digest(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Digest of the run in the usual environment."""
    root = tmp_path_factory.mktemp("usual")
    assert run("csv", ENVIRONMENTS[0], root)[0] == 0
    return digest_of(root / "work" / "csv")


def digest_of(folder: Path) -> str:
    """Return the digest in the manifest of a run."""
    found: str = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["digest"]
    return found


def skip_unless_possible(environment: Environment) -> None:
    if environment.is_nobody and (
        not shutil.which("unshare") or subprocess.run([*NOBODY, "true"], check=False).returncode
    ):
        pytest.skip("this machine allows no other user id")


@pytest.mark.parametrize("environment", [each for each in ENVIRONMENTS if each.about in QUICK], ids=str)
def test_a_scenario_is_shown_in_the_worst_environments(environment: Environment, tmp_path: Path) -> None:
    skip_unless_possible(environment)
    check("show", environment, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("environment", ENVIRONMENTS, ids=str)
def test_every_command_works_in_every_environment(environment: Environment, tmp_path: Path, digest: str) -> None:
    skip_unless_possible(environment)
    for command in COMMANDS:
        check(command, environment, tmp_path)
    for name in ("läuft", "csv"):
        assert digest_of(tmp_path / environment.folder / name) == digest
    shutil.rmtree(tmp_path / environment.folder)


def test_every_command_is_in_the_matrix() -> None:
    from paradiplomacy.cli.command import make_parser

    known = set(re.findall(r"^    (\w+)  ", make_parser().format_help(), re.MULTILINE))
    assert known <= {arguments[0] for arguments, _ in COMMANDS.values()}

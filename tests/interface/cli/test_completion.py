"""Completion scripts: what bash, zsh and fish offer while a command is typed."""

import shutil
import subprocess
from pathlib import Path

import pytest

from paradiplomacy.cli.command import main, make_parser
from paradiplomacy.cli.completion import SCRIPTS, places
from paradiplomacy.scenarios.format import read

OFFERED = {
    "": {"run", "scenarios", "batch", "completion", "--version"},
    "ru": {"run"},
    "run c40": {"c40-paris"},
    "run c40-paris --for": {"--format"},
    "run c40-paris --format ": {"parquet", "csv"},
    "scenarios ": {"show", "check", "diff", "new", "test", "--json"},
    "scenarios show us-": {"us-climate-exit", "us-exit-2025"},
    "scenarios new --from base": set(),
    "batch veto": {"veto-players"},
    "evidence pat": {"patterns"},
    "schema ": {"scenario", "design", "--out"},
    "compare --family ": {"all", "arms", "measures"},
}
"""Words that are offered after what has been typed; not necessarily all of them."""


def script(shell: str, folder: Path) -> Path:
    file = folder / "script"
    file.write_text(SCRIPTS[shell](list(places(make_parser()))))
    return file


def typed(line: str) -> tuple[list[str], str]:
    *before, current = f"paradiplomacy {line}".split(" ")
    return [word for word in before if word], current


def by_bash(file: Path, line: str) -> set[str]:
    before, current = typed(line)
    words = " ".join(f"'{word}'" for word in (*before, current))
    code = f'source {file}; COMP_WORDS=({words}); COMP_CWORD={len(before)}; _paradiplomacy; printf "%s\\n" "${{COMPREPLY[@]}}"'
    done = subprocess.run(["bash", "--norc", "-c", code], capture_output=True, text=True, check=True)
    assert not done.stderr
    return set(done.stdout.split())


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize("line", OFFERED)
def test_bash_offers_what_may_follow(line: str, tmp_path: Path) -> None:
    offered = by_bash(script("bash", tmp_path), line)
    assert offered >= OFFERED[line]
    current = typed(line)[1]
    assert all(word.startswith(current) for word in offered)
    assert "--months" not in offered


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
@pytest.mark.parametrize("line", OFFERED)
def test_fish_offers_what_may_follow(line: str, tmp_path: Path) -> None:
    code = f"source {script('fish', tmp_path)}; complete -C 'paradiplomacy {line}'"
    done = subprocess.run(["fish", "--no-config", "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert not done.stderr
    offered = {each.partition("\t")[0] for each in done.stdout.splitlines()}
    # fish offers options only where a hyphen has been typed.
    assert offered >= {
        word for word in OFFERED[line] if not word.startswith("--") or "-" in line.rsplit(" ", maxsplit=1)[-1]
    }


@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not installed")
@pytest.mark.parametrize("line", OFFERED)
def test_zsh_offers_what_may_follow(line: str, tmp_path: Path) -> None:
    before, current = typed(line)
    words = " ".join(f"'{word}'" for word in (*before, current))
    # Outside the line editor there is no list to add to: what would be described is printed.
    code = f"""_describe() {{ print -rl -- "${{(@P)2}}" }}; _files() {{ : }}
words=({words}); CURRENT={len(before) + 1}; source {script("zsh", tmp_path)}"""
    done = subprocess.run(["zsh", "-f", "-c", code], capture_output=True, text=True, check=True)
    assert not done.stderr
    offered = {each.partition(":")[0] for each in done.stdout.splitlines()}
    assert {word for word in offered if word.startswith(current)} >= OFFERED[line]


def test_every_command_action_option_and_scenario_is_there() -> None:
    found = {place.path: place for place in places(make_parser())}
    assert {"", "run", "scenarios", "scenarios show", "completion"} <= found.keys()
    assert found[""].words["run"].startswith("run a scenario")
    assert set(read.names()) <= found["run"].words.keys()
    assert {"--seed", "--months", "--format"} <= found["run"].words.keys()
    assert found["run"].values["--format"] == ("parquet", "csv")
    assert "--quiet" not in found["run"].values, "a flag takes no value"


@pytest.mark.parametrize("shell", SCRIPTS)
def test_the_command_prints_the_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    assert f"made by: paradiplomacy completion {shell}" in capsys.readouterr().out

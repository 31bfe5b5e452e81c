"""Checks of the code itself by tools: formatting, lint, types, and the direction of imports."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
WINDOW = Path("visualisation")
CHECKS = {
    "formatting of Python": ("ruff", "format", "--check", "."),
    "lint of Python": ("ruff", "check", "."),
    "types": ("mypy",),
    "imports run downhill": ("lint-imports",),
    "formatting of scripts and style sheets": ("oxfmt", "--check", f"{WINDOW}/**/*.js", f"{WINDOW}/**/*.css"),
    "lint of scripts": ("oxlint", str(WINDOW)),
}
WRONG = {
    "formatting of scripts and style sheets": ("wrong.css", ".pd-map{color:red}"),
    "lint of scripts": ("wrong.js", "export function wrong() {\n  return undeclared == 1;\n}\n"),
}
"""Files that a check must refuse."""


def run(arguments: tuple[str, ...], folder: Path) -> subprocess.CompletedProcess[str]:
    program, *rest = arguments
    command = [str(Path(sys.executable).parent / program), *rest]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("check", CHECKS)
def test_the_code_passes(check: str) -> None:
    done = run(CHECKS[check], ROOT)
    assert done.returncode == 0, f"{' '.join(CHECKS[check])}\n{done.stdout}{done.stderr}"


def test_every_tool_is_declared_and_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pinned = {each.partition("==")[0] for each in project["tool"]["uv"]["constraint-dependencies"]}
    for tool, *_ in CHECKS.values():
        package = {"lint-imports": "import-linter"}.get(tool, tool)
        assert any(each.startswith(f"{package}>=") for each in project["dependency-groups"]["dev"]), package
        assert package in pinned, package


@pytest.mark.parametrize("check", WRONG)
def test_a_check_of_the_window_refuses_a_wrong_file(check: str, tmp_path: Path) -> None:
    name, text = WRONG[check]
    folder = tmp_path / WINDOW / "map"
    folder.mkdir(parents=True)
    (folder / name).write_text(text)
    for config in (".oxfmtrc.json", ".oxlintrc.json"):
        (tmp_path / config).write_text((ROOT / config).read_text())
    assert run(CHECKS[check], tmp_path).returncode != 0


def test_no_module_of_the_window_is_too_long() -> None:
    limits = {"py": 400, "vue": 400, "js": 200, "css": 400}
    for ending, most in limits.items():
        for file in (ROOT / WINDOW).rglob(f"*.{ending}"):
            lines = len(file.read_text(encoding="utf-8").splitlines())
            assert lines <= most, f"{file.relative_to(ROOT)}: {lines} lines"

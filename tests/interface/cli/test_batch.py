"""``paradiplomacy batch`` and what reads its folders, from the command line."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import paradiplomacy
from paradiplomacy.cli.command import main

DESIGN = """title = "Tolerance"
scenario = "synthetic"
measures = ["signed", "agreements"]
months = {months}
replicates = {replicates}
[changes]
"world.cities" = 24
"world.nations" = 4
"search.burn_in" = 1
"search.candidates" = 64
"utility.benefit_scale" = 3.0
[[levers]]
path = "response.tolerance"
values = [0.1, 0.3]
[precision]
measure = "agreements"
half_width = 0.5
least = 3
most = 5
"""
PROGRAM = "from paradiplomacy.cli.command import main; import sys; sys.exit(main(sys.argv[1:]))"


@pytest.fixture(autouse=True)
def _work_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("short.toml").write_text(DESIGN.format(months=3, replicates=2))
    Path("long.toml").write_text(DESIGN.format(months=12, replicates=400))
    Path("full").mkdir()
    Path("full/letter.txt").write_text("mine")


WRONG = {
    "unknown design": (["batch", "shrt"], "unknown design"),
    "no such file": (["batch", "shrt.toml"], "no such file"),
    "no workers": (["batch", "short.toml", "--workers", "0"], "from 1 to"),
    "unknown option": (["batch", "short.toml", "--worker", "1"], "did you mean --workers?"),
    "unknown executor": (["batch", "short.toml", "--executor", "cluster"], "must be processes or dask://HOST:PORT"),
    "executor without port": (["batch", "short.toml", "--executor", "dask://host"], "dask://HOST:PORT"),
    "unknown on-error": (["batch", "short.toml", "--on-error", "stp"], "did you mean stop?"),
    "no replicates": (["batch", "short.toml", "--replicates", "0"], "from 1 to"),
    "replicates as text": (["batch", "short.toml", "--replicates", "many"], "'many'"),
    "full folder": (["batch", "short.toml", "--out", "full"], "not empty"),
    "folder is a file": (["batch", "short.toml", "--out", "short.toml"], "is a file"),
    "reproduce nothing": (["reproduce", "nowhere", "0"], "nowhere"),
    "compare nothing": (["compare", "nowhere"], "nowhere"),
    "confidence": (["compare", "nowhere", "--confidence", "95"], "between 0 and 1"),
    "sensitivity of no batch": (["sensitivity", "full"], "not a results folder"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_request_gets_one_message_and_writes_nothing(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments, message = WRONG[case]
    before = sorted(Path().rglob("*"))
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert "Traceback" not in err
    assert sorted(Path().rglob("*")) == before


HEAVY = ("mesa", "numba", "pandas", "pyarrow", "matplotlib", "SALib", "scipy", "sklearn", "distributed", "tqdm")


@pytest.mark.parametrize("words", [["batch", "--help"], ["batch", "shrt"], ["batch", "wrong.toml"], ["compare", "-h"]])
def test_help_and_wrong_designs_load_nothing_heavy(words: list[str]) -> None:
    Path("wrong.toml").write_text(Path("short.toml").read_text().replace("signed", "singed"))
    code = f"from paradiplomacy.cli.command import main; main({words})"
    script = f"{code}\nimport sys; sys.exit(' '.join(name for name in {HEAVY} if name in sys.modules) or 0)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_dry_run_prints_the_forecast_and_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(Path().rglob("*"))
    assert main(["batch", "short.toml", "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert "2 settings, 2 replicates of each" in out
    assert "4 runs, about 8 rows, about " in out
    assert "on disk" in out
    assert sorted(Path().rglob("*")) == before


def test_a_batch_is_run_compared_reproduced_and_extended(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["batch", "short.toml", "--workers", "1"]) == 0
    out, err = capsys.readouterr()
    assert "Results: results/short" in out
    assert "run 4 of 4" in err
    assert main(["batch", "short.toml", "--workers", "1", "--replicates", "auto"]) == 0
    message = capsys.readouterr().err
    assert "replicates show how much the runs vary" in message
    assert "4 of 6 runs are done already" in message
    assert 6 <= len(paradiplomacy.load("results/short").runs) <= 10
    assert main(["compare", "results/short"]) == 0
    assert "response.tolerance = 0.3 instead of response.tolerance = 0.1" in capsys.readouterr().out
    for command in ("compare", "sensitivity"):
        assert main([command, "results/short", "--csv"]) == 0
        made, header, *_ = capsys.readouterr().out.splitlines()
        assert made == f"# {paradiplomacy.load('results/short').stamp}"
        assert "measure" in header.split(",")
    assert main(["reproduce", "results/short", "3"]) == 0
    assert "run 3 is the same" in capsys.readouterr().out


def test_failures_are_shown_and_leave_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    Path("mine.py").write_text("def never(world):\n    raise KeyError('for this test')\n")
    Path("short.toml").write_text(Path("short.toml").read_text().replace('"signed"', '"mine.py:never"'))
    assert main(["batch", "short.toml", "--workers", "1", "--out", "b"]) == 1
    err = capsys.readouterr().err
    assert "run 0 failed: KeyError: 'for this test'" in err
    assert "4 failed" in err
    assert "Traceback" not in err
    assert main(["batch", "short.toml", "--workers", "1", "--out", "b", "--retry-failed"]) == 1
    again = "To repeat them: paradiplomacy batch short.toml --workers 1 --out b --retry-failed --retry-timed-out\n"
    assert err.endswith(again)
    assert capsys.readouterr().err.endswith(again)
    for asked in (["sensitivity", "b"], ["sensitivity", "b", "--box", "mine.py:never < 1"], ["compare", "b"]):
        assert main(asked) == 2
        assert "no run gave a result (4 failed)" in capsys.readouterr().err


def start(*arguments: str) -> subprocess.Popen[str]:
    """A batch in another process, with some rows done."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "batch", *arguments], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    until = time.monotonic() + 120
    while not list(Path("b/runs").glob("*.parquet")):
        assert time.monotonic() < until
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)
    return process


def children(pid: int) -> list[int]:
    """Processes that descend from one."""
    found = [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return found + [each for child in found for each in children(child)]


def test_ctrl_c_stops_within_five_seconds_and_says_how_to_resume() -> None:
    process = start("long.toml", "--out", "b", "--workers", "2")
    began = time.monotonic()
    os.kill(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    # On a free machine; where others wait for the processors too, it takes as many times longer.
    assert time.monotonic() - began < 5 * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
    assert process.returncode == 130
    assert "To resume: paradiplomacy batch long.toml --out b --workers 2" in err
    assert "Traceback" not in err
    runs = paradiplomacy.load("b").runs
    assert 0 < len(runs) < 800
    assert set(runs["status"]) == {"complete"}


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at the processes through /proc")
def test_workers_go_when_their_parent_is_killed_and_the_batch_goes_on() -> None:
    process = start("long.toml", "--out", "b", "--workers", "2")
    family = children(process.pid)
    assert len(family) >= 2
    process.kill()
    process.communicate()
    until = time.monotonic() + 30
    while [pid for pid in family if alive(pid)]:
        assert time.monotonic() < until, "a worker outlived its parent"
        time.sleep(0.1)
    done = len(list(Path("b/runs").glob("*.parquet")))
    assert done > 0
    again = start("long.toml", "--out", "b", "--workers", "1")
    os.kill(again.pid, signal.SIGINT)
    again.communicate(timeout=60)
    runs = paradiplomacy.load("b").runs
    assert runs["run"].is_unique


def alive(pid: int) -> bool:
    """Return whether a process exists and is not a zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_rule_that_fails_in_the_first_month_spoils_no_forecast_and_no_batch(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("rule.py").write_text("def half(cases, c):\n    return 0.5 if len(cases.power) == 16 else 1 / 0\n")
    # With a search that is busy enough for negotiations in the first month.
    changes = '[changes]\n"rules.protocol" = "rule.py:half"\n"search.hazard" = -2.0'
    text = Path("short.toml").read_text().replace("[changes]", changes)
    Path("short.toml").write_text(text)
    assert main(["batch", "short.toml", "--dry-run"]) == 0
    out, err = capsys.readouterr()
    assert "4 runs; no forecast of time and disk space, since a trial run failed" in out
    assert "Traceback" not in err


def test_a_second_ctrl_c_says_what_is_saved_and_how_to_resume(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("paradiplomacy.cli.batch.run", interrupt)
    assert main(["batch", "short.toml", "--out", "b"]) == 130
    message = "stopped at once; no runs saved in b. To resume: paradiplomacy batch short.toml --out b\n"
    assert capsys.readouterr().err.endswith(message)


def test_own_files_are_those_next_to_the_design_wherever_the_command_is_given(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("designs").mkdir()
    Path("mine.py").write_text("def f(world):\n    return 1.0\n")
    Path("designs/d.toml").write_text(Path("short.toml").read_text().replace('"signed"', '"mine.py:f"'))
    assert main(["batch", "designs/d.toml", "--dry-run"]) == 2
    assert '"mine.py": no such file' in capsys.readouterr().err
    Path("designs/mine.py").write_text("def g(world):\n    return 1.0\n")
    assert main(["batch", "designs/d.toml", "--dry-run"]) == 2
    assert '"mine.py" has no "f", it has g' in capsys.readouterr().err

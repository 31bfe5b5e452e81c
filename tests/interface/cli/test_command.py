"""The command line: exit codes, and one clear message for each wrong request."""

import argparse
import errno
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from requested import assert_refused

from paradiplomacy.cli import command as command_module
from paradiplomacy.cli.command import main, make_parser
from paradiplomacy.cli.options import path
from paradiplomacy.experiments.results.store import TableFormat

FILES = {
    "broken.toml": 'title = "x\n',
    "unknown_key.toml": 'extends = "baseline"\ntitle = "x"\n[politics]\nelction_interval = 3\n',
    "unknown_table.toml": 'extends = "baseline"\ntitle = "x"\n[poltics]\nelection_interval = 3\n',
    "out_of_range.toml": 'extends = "baseline"\ntitle = "x"\n[negotiation]\npower = 7\n',
    "wrong_type.toml": 'extends = "baseline"\ntitle = "x"\nmonths = "many"\n',
    "no_such_rule.toml": 'extends = "baseline"\ntitle = "x"\n[rules]\nprotocol = "nsh"\n',
    "no_such_base.toml": 'extends = "baselin"\ntitle = "x"\n',
    "bad_date.toml": 'extends = "baseline"\ntitle = "x"\nstart = "2015-13"\n',
    "bad_event.toml": 'extends = "baseline"\ntitle = "x"\n[[events]]\ndate = "2015-12"\nkind = "sumit"\nname = "y"\n',
    "not_text.toml": b"\xff\xfe\x00",
    "empty.toml": "",
}

WRONG = {
    "no command": ([], "COMMAND"),
    "unknown command": (["runn", "c40-paris"], "did you mean run?"),
    "unknown option": (["run", "c40-paris", "--sed", "3"], "did you mean --seed?"),
    "no scenario": (["run"], "SCENARIO"),
    "unknown scenario": (["run", "c40-pari"], "did you mean c40-paris?"),
    "no such file": (["run", "nowhere.toml"], "nowhere.toml"),
    "seed below range": (["run", "c40-paris", "--seed", "-1"], "from 0 to"),
    "seed above range": (["run", "c40-paris", "--seed", str(2**63)], "from 0 to"),
    "seed of words": (["run", "c40-paris", "--seed", "one"], "'one'"),
    "endless seed": (["run", "c40-paris", "--seed", "9" * 5000], "from 0 to"),
    "no months": (["run", "c40-paris", "--months", "0"], "from 1 to 2400"),
    "half a month": (["run", "c40-paris", "--months", "1.5"], "'1.5'"),
    "too many months": (["run", "c40-paris", "--months", "2401"], "from 1 to 2400"),
    "unknown format": (["run", "c40-paris", "--format", "parket"], "did you mean parquet?"),
    "change without value": (["run", "c40-paris", "--set", "months"], "path=value"),
    "change of nothing": (["run", "c40-paris", "--set", "politics.elction_interval=3"], "did you mean"),
    "change out of range": (["run", "c40-paris", "--set", "negotiation.power=7"], "negotiation.power"),
    "change of type": (["run", "c40-paris", "--set", "months=many"], "months"),
    "results onto a file": (["run", "c40-paris", "--out", "broken.toml"], "is a file"),
    "results into a full folder": (["run", "c40-paris", "--out", "full"], "not empty"),
    "results under a file": (["run", "c40-paris", "--out", "broken.toml/x"], "cannot make this folder"),
    "unknown action": (["scenarios", "shw", "c40-paris"], "did you mean show?"),
    "show nothing": (["scenarios", "show"], "NAME"),
    "show the unknown": (["scenarios", "show", "c40-pari"], "did you mean c40-paris?"),
    "one word too many": (["scenarios", "show", "c40-paris", "baseline"], "unknown argument 'baseline'"),
    **{f"check {file}": (["scenarios", "check", file], file) for file in FILES},
    "run a wrong file": (["run", "unknown_key.toml"], "did you mean election_interval?"),
}


@pytest.fixture(autouse=True)
def _work_in_a_folder_with_wrong_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, content in FILES.items():
        Path(name).write_bytes(content.encode() if isinstance(content, str) else content)
    Path("full").mkdir()
    Path("full/letter.txt").write_text("mine")


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_request_gets_one_clear_message_and_exit_code_2(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments, message = WRONG[case]
    before = sorted(Path().rglob("*"))
    assert_refused(arguments, message, capsys)
    assert sorted(Path().rglob("*")) == before, "a wrong request leaves nothing behind"


COMMANDS = re.findall(r"^    (\w+)  ", make_parser().format_help(), re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_refuses_an_unknown_option_and_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--no-such-option"]) == 2
    assert capsys.readouterr().err.startswith(f"paradiplomacy {command}")
    assert main([command, "--help"]) == 0
    assert f"usage: paradiplomacy {command}" in capsys.readouterr().out


def test_every_command_of_the_package_is_offered() -> None:
    files = {
        file.stem
        for file in Path(command_module.__file__).parent.glob("*.py")
        if "def add_to(commands" in file.read_text()
    }
    assert files == set(COMMANDS)


@pytest.mark.parametrize(
    "arguments", [["--help"], ["run", "--help"], ["scenarios", "--help"], ["scenarios", "show", "-h"]]
)
def test_help_leaves_with_0(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 0
    assert "usage: paradiplomacy" in capsys.readouterr().out


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("paradiplomacy ")


def test_scenarios_are_listed_shown_and_checked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scenarios"]) == 0
    listing = capsys.readouterr().out
    assert all(name in listing for name in ("baseline", "c40-paris", "synthetic"))
    assert main(["scenarios", "show", "c40-paris"]) == 0
    assert "Climate Summit for Local Leaders" in capsys.readouterr().out
    assert main(["scenarios", "check", "c40-paris"]) == 0
    assert "no problem found" in capsys.readouterr().out


HEAVY = ("mesa", "numba", "pandas", "pyarrow", "matplotlib", "solara", "tqdm")


@pytest.mark.parametrize(
    "code",
    [
        "import paradiplomacy; dir(paradiplomacy)",
        "from paradiplomacy.cli.command import main; main(['--help'])",
        "from paradiplomacy.cli.command import main; main(['scenarios', 'show', 'c40-pari'])",
        "from paradiplomacy.cli.command import main; main(['scenarios', 'check', 'c40-pari'])",
        "from paradiplomacy.cli.command import main; main(['run', 'c40-paris', '--set', 'months=many'])",
        "from paradiplomacy.cli.command import main; main(['run', 'c40-paris', '--out', 'full'])",
    ],
)
def test_help_and_errors_load_nothing_heavy(code: str) -> None:
    script = f"{code}\nimport sys; sys.exit(' '.join(name for name in {HEAVY} if name in sys.modules) or 0)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_reader_that_goes_away_causes_no_error() -> None:
    program = (
        "from paradiplomacy.cli.command import main; import sys; sys.exit(main(['scenarios', 'show', 'c40-paris']))"
    )
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    message = process.stderr.read()
    process.stderr.close()
    assert process.wait(60) == 0
    assert message == b""


SHORT = ["run", "synthetic", "--months", "3", "--set", "world.cities=40", "--set", "world.nations=8"]


def test_a_run_tells_what_happened_and_keeps_it(capsys: pytest.CaptureFixture[str]) -> None:
    import paradiplomacy

    assert main([*SHORT, "--seed", "5"]) == 0
    out, err = capsys.readouterr()
    assert "Agreements at the end" in out
    assert "Results: results/synthetic-seed5-1" in out
    assert "month 3 of 3" in err
    run = paradiplomacy.load("results/synthetic-seed5-1")
    assert run.manifest.outcome == "complete"
    assert run.manifest.seed == 5
    assert run.manifest.command == f"paradiplomacy {' '.join(SHORT)} --seed 5"
    assert run.manifest.changes == {"world.cities": 40, "world.nations": 8}


def test_a_second_run_gets_its_own_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*SHORT, "--quiet"]) == 0
    assert main([*SHORT, "--quiet", "--format", "csv"]) == 0
    assert capsys.readouterr().out.split() == ["results/synthetic-seed1-1", "results/synthetic-seed1-2"]


def test_quiet_is_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*SHORT, "--quiet", "--out", "here", "--figure"]) == 0
    out, err = capsys.readouterr()
    assert (out, err) == ("here\n", "")
    assert Path("here/map.png").stat().st_size > 10_000


def test_a_resolved_scenario_runs_to_the_same_events() -> None:
    import paradiplomacy

    assert main([*SHORT, "--quiet", "--out", "one"]) == 0
    assert main(["run", "one/scenario.toml", "--quiet", "--out", "two"]) == 0
    one, two = paradiplomacy.load("one"), paradiplomacy.load("two")
    assert one.manifest.digest == two.manifest.digest
    assert one.manifest.scenario_hash == two.manifest.scenario_hash


def test_a_failed_run_keeps_what_it_had_and_leaves_with_1(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import paradiplomacy
    from paradiplomacy.model import world

    step = world.World.step

    def fails_in_month_3(self: world.World) -> None:
        if self.month == 2:
            raise ZeroDivisionError("for this test")
        step(self)

    monkeypatch.setattr(world.World, "step", fails_in_month_3)
    assert main([*SHORT, "--out", "rest"]) == 1
    err = capsys.readouterr().err
    assert "the run failed in month 3 of 3 (ZeroDivisionError: for this test)" in err
    assert "Traceback" not in err
    run = paradiplomacy.load("rest")
    assert (run.manifest.outcome, run.manifest.months) == ("failed", 2)
    assert "fails_in_month_3" in run.manifest.error


def test_a_run_that_cannot_be_built_leaves_the_error_and_1(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from paradiplomacy.scenarios.world import build

    def no_world(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(build, "build", no_world)
    assert main([*SHORT, "--out", "rest"]) == 1
    assert "while the world was built" in capsys.readouterr().err
    assert [file.name for file in Path("rest").iterdir()] == ["error.txt"]
    assert "no_world" in Path("rest/error.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_keeps_the_months_that_were_done(number: signal.Signals) -> None:
    import paradiplomacy

    program = "from paradiplomacy.cli.command import main; import sys; sys.exit(main(sys.argv[1:]))"
    long = ["run", "synthetic", "--months", "2400", "--set", "world.cities=40", "--set", "world.nations=8"]
    process = subprocess.Popen(
        [sys.executable, "-c", program, *long, "--out", "stopped"], stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("month "):
            break
    os.kill(process.pid, number)
    message = process.stderr.read()
    process.stderr.close()
    assert process.wait(120) == 128 + number
    assert "the results so far are saved" in message
    run = paradiplomacy.load("stopped")
    assert run.manifest.outcome == "interrupted"
    assert 0 < run.manifest.months < 2400


def test_a_signal_while_the_results_are_saved_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    import paradiplomacy
    from paradiplomacy.experiments.results.store import Run

    save = Run.save

    def stopped(self: Run, folder: Path, **options: TableFormat) -> Path:
        signal.raise_signal(signal.SIGTERM)
        return save(self, folder, **options)

    monkeypatch.setattr(Run, "save", stopped)
    assert main([*SHORT, "--quiet", "--out", "done"]) == 0
    assert paradiplomacy.load("done").manifest.outcome == "complete"


def test_a_run_is_saved_elsewhere_where_its_folder_can_no_longer_be_written_to(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import paradiplomacy
    from paradiplomacy.experiments.results.store import Run

    save = Run.save

    def full(self: Run, folder: str | Path, **options: TableFormat) -> Path:
        if Path(folder) == Path("here"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return save(self, folder, **options)

    monkeypatch.setattr(Run, "save", full)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert main([*SHORT, "--quiet", "--out", "here"]) == 1
    out, err = capsys.readouterr()
    assert "here: cannot be written" in err and out.strip() in err
    assert paradiplomacy.load(out.strip()).manifest.months == 3


def test_a_folder_that_takes_no_files_is_refused_before_the_months(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("closed").mkdir()

    def refuse(**_: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    assert main([*SHORT, "--out", "closed"]) == 2
    assert capsys.readouterr().err == "paradiplomacy: closed: cannot write to this folder (Read-only file system)\n"


def test_every_option_of_a_path_knows_the_home_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    assert main(["scenarios", "new", "mine", "--from", "synthetic", "--out", "~"]) == 0
    assert main(["scenarios", "check", "~/mine.toml"]) == 0
    assert main(["run", "~/mine.toml", *SHORT[2:], "--quiet", "--out", "~/a/run"]) == 0
    assert (home / "a" / "run" / "manifest.json").is_file()
    assert not Path("~").exists()
    paths = [
        action for parser in parsers(make_parser()) for action in parser._actions if action.metavar in ("DIR", "FILE")
    ]
    assert len(paths) > 10
    assert all(action.type is path or action.dest == "scenario" for action in paths)


def parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """Yield a parser and those of its commands."""
    yield parser
    for action in parser._actions:
        for each in (action.choices or {}).values() if isinstance(action, argparse._SubParsersAction) else ():
            yield from parsers(each)


@pytest.mark.parametrize("out", ["/proc/x", "/dev/null", "/dev/null/x", "x" * 300, ""])
def test_a_place_that_cannot_be_written_to_is_refused_in_one_line(out: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*SHORT, "--quiet", "--out", "done"]) == 0
    capsys.readouterr()
    for words in ([*SHORT, "--out", out], ["archive", "done", "--out", out], ["report", "done", "--out", out]):
        assert main(words) == 2
        printed, message = capsys.readouterr()
        assert printed == "" and message.startswith("paradiplomacy") and "Traceback" not in message


def test_code_of_the_user_that_exits_is_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    Path("leaves.py").write_text("import sys\n\n\ndef settle(cases, c):\n    sys.exit()\n")
    assert main([*SHORT, "--set", "rules.protocol=leaves.py:settle", "--out", "x"]) != 0
    assert capsys.readouterr().err


def test_the_package_runs_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "paradiplomacy", "--version"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("paradiplomacy ")


def test_an_answer_that_a_full_disk_swallows_is_a_failure() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "paradiplomacy", "--version"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == "paradiplomacy: No space left on device\n"

"""Two hundred scenario files, each wrong in one way, through the command line: one clear message, exit code 2.

The files are made from what c40-paris says in full: every fault is put in on purpose, so that none is right by chance.
Those that take long to make or to read are in the slow suite (``pytest -m slow``).
"""

import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from paradiplomacy.cli.command import main
from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.format.write import to_toml
from paradiplomacy.scenarios.typed.schema import fields, groups, lists

TEXT = to_toml(read.read("c40-paris"))
SECONDS = 5.0
CASE = "case.toml"
LINE = re.compile(r"(?P<place>[^:\n]+(?::\d+)?): (?P<message>[^\n]{8,400})")

type Make = Callable[[], str | bytes | None]


def put(group: str, key: str, new: str) -> str:
    """The text with another line in the place of a key of a table."""
    start = TEXT.index(f"[{group}]\n") if group else 0
    found = re.compile(rf"^{key} = .*$", re.MULTILINE).search(TEXT, start)
    assert found is not None, (group, key)
    return TEXT[: found.start()] + new + TEXT[found.end() :]


def misspelt(word: str, rng: random.Random) -> str:
    """The word with two letters in the wrong order, or one left out or doubled."""
    at = rng.randrange(len(word) - 1)
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return rng.choice([swapped if swapped != word else word + "s", word[:at] + word[at + 1 :], word[:at] + 2 * word[at] + word[at + 1 :]])  # fmt: skip


def values() -> dict[str, str]:
    """One wrong value or key of every sort, all over the groups."""
    rng, found = random.Random(1), {}
    for group, owner in groups(Scenario).items():
        known = fields(owner)
        found[f"table {group} misspelt"] = TEXT.replace(f"[{group}]\n", f"[{misspelt(group, rng)}]\n")
        found[f"table {group} twice"] = f"{TEXT}\n[{group}]\n"
        found[f"table {group} is a value"] = re.sub(rf"\[{group}\]\n(.+\n)*", "", f"{group} = 3\n{TEXT}")
        for name in rng.sample(list(known), min(3, len(known))):
            wrong = misspelt(name, rng)
            if wrong not in known:
                found[f"typo {group}.{wrong}"] = put(group, name, f"{wrong} = 1")
        numbers = [name for name, field in known.items() if field.kind in (int, float)]
        for name in rng.sample(numbers, min(4, len(numbers))):
            about = known[name].about
            found[f"{group}.{name} too large"] = put(group, name, f"{name} = {2 * abs(about.high) + 1:.0f}")
            found[f"{group}.{name} too small"] = put(group, name, f"{name} = {-2 * abs(about.low) - 1:.0f}")
        for name in rng.sample(list(known), min(3, len(known))):
            wrong = rng.choice(["{ a = 1 }", "1979-05-27", "[[1]]", "nan" if known[name].kind is float else "[{}]"])
            found[f"{group}.{name} = {wrong}"] = put(group, name, f"{name} = {wrong}")
    for question in fields(groups(Scenario)["rules"]):
        for wrong in ("nsh", "", "../nash", "no_such_file.py:rule"):
            found[f"rule {question} {wrong!r}"] = put("rules", question, f'{question} = "{wrong}"')
    return found


def parts() -> dict[str, str]:
    """Parts that are missing, cut off or of the wrong form."""
    rng, found = random.Random(2), {}
    found |= {f"no {key}": put("", key, "") for key in ("title",)}
    found |= {f"no {key} of {name}": put(f"[{name}]", key, "") for name, key in {"issues": "name", "parties": "label", "events": "kind"}.items()}  # fmt: skip
    found |= {
        f"a value for {name}": re.sub(rf"\[\[{name}\]\]\n(.+\n)*", "", f"{name} = 1\n{TEXT}")
        for name in lists(Scenario)
    }
    found |= {f"one table for {name}": re.sub(rf"\[\[{name}\]\]\n(.+\n)*", "", TEXT) + f"\n[{name}]\na = 1\n" for name in lists(Scenario)}  # fmt: skip
    found |= {"an event that is a text": put("[events]", "who", 'who = "c40"')}
    found |= {f"an event on {month}": put("[events]", "date", f'date = "{month}"') for month in ("2015-13", "15-12", "soon", "2014-12")}  # fmt: skip
    found |= {f"an event of {kind}": put("[events]", "kind", f'kind = "{kind}"') for kind in ("sumit", "war")}
    found |= {f"a host {host}": put("[events]", "host", f'host = "{host}"') for host in ("Pariss", "ZZZ", "c40")}
    for name, wrong in {"start": ['"2015-00"', "2015", '"yesterday"'], "months": ["0", "-3", "1.5", '"many"', "99999"]}.items():  # fmt: skip
        found |= {f"{name} = {each}": put("", name, f"{name} = {each}") for each in wrong}
    quotes = [match.start(1) for match in re.finditer(r'"(\w)\w*"', TEXT)]
    found |= {f"cut at {at}": TEXT[: at + 1] for at in rng.sample(quotes, 12)}
    ends = [match.start() for match in re.finditer(r"\]\n|\]$|\}$|=", TEXT, re.MULTILINE)]
    found |= {f"no sign at {at}": TEXT[:at] + TEXT[at + 1 :] for at in rng.sample(ends, 12)}
    return found


def bytes_() -> dict[str, bytes]:
    """Files that are not text, or not TOML."""
    rng, whole = random.Random(3), TEXT.encode()
    found: dict[str, bytes] = {
        "empty": b"",
        "blank": b" \n\t\n",
        "a comment": b'# nothing\nextends = "baselin"\n',
        "png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        "zip": b"PK\x03\x04" + bytes(range(256)),
        "utf-16": TEXT.encode("utf-16"),
        "latin": whole.replace(b"title", "# é\ntitle".encode("latin-1"), 1),
        "json": b'{"title": "x"}',
        "yaml": b"title: x\nmonths: 3\n",
        "csv": b"a,b,c\n1,2,3\n",
        "python": b"import os\nos.system('true')\n",
        "an html page": b"<!doctype html><html></html>",
        "digits": b"months = " + b"9" * 100_000,
        "infinite": whole.replace(b"months = ", b"months = inf #", 1),
    }
    for at in (rng.randrange(len(whole)) for _ in range(10)):
        found[f"a zero byte at {at}"] = whole[:at] + b"\0" + whole[at:]
        found[f"a byte that is no text at {at}"] = whole[:at] + b"\xff" + whole[at:]
    return found


def deep() -> dict[str, bytes]:
    """Nested without end."""
    return {
        "lists": b"x = " + b"[" * 100_000,
        "tables": b"x = " + b"{a=" * 100_000,
        "keys": b"[" + b"a." * 100_000 + b"a]",
        "closed lists": b"x = " + b"[" * 5_000 + b"]" * 5_000,
    }


FILES: dict[str, str | bytes] = {**values(), **parts(), **bytes_(), **deep()}
HEAD = b'extends = "baseline"\ntitle = "x"\n'
HEAVY: dict[str, Callable[[], bytes]] = {
    "a million rows": lambda: HEAD + b"[[events]]\n" * 1_000_000,
    "a million keys": lambda: HEAD + b"".join(b"a%d = 1\n" % each for each in range(1_000_000)),
    "as many rows as a file may have": lambda: HEAD + b"[[events]]\n" * 90_000,
    "as many keys as a file may have": lambda: HEAD + b"".join(b"a%d = 1\n" % each for each in range(85_000)),
    "as many tables in a list": lambda: HEAD + b"events = [" + b"{}," * 330_000 + b"]",
    "a long list": lambda: HEAD + b"sources = [" + b'"a",' * 240_000 + b"1]",
    "a long text": lambda: HEAD + b'question = "' + b"a" * 990_000,
    "a hundred megabytes": lambda: b"#" * 100_000_000,
}


def loop(folder: Path) -> None:
    """Files that extend one another in a circle."""
    for number in range(3):
        (folder / f"loop{number}.toml").write_text(f'title = "a"\nextends = "loop{(number + 1) % 3}.toml"\n')
    (folder / CASE).write_text('title = "a"\nextends = "loop0.toml"\n')


def chain(folder: Path) -> None:
    """A chain of files without end in sight."""
    for number in range(12):
        (folder / f"chain{number}.toml").write_text(f'title = "a"\nextends = "chain{number + 1}.toml"\n')
    (folder / CASE).write_text('title = "a"\nextends = "chain0.toml"\n')


def wrong_below(folder: Path) -> None:
    """A right file that extends a wrong one."""
    (folder / "below.toml").write_text('extends = "baseline"\ntitle = "a"\npolitcs.incumbency = 0.1\n')
    (folder / CASE).write_text('extends = "below.toml"\n')


PLACES: dict[str, Callable[[Path], Any]] = {
    "nothing there": lambda _: None,
    "a folder": lambda folder: (folder / CASE).mkdir(),
    "a pipe": lambda folder: os.mkfifo(folder / CASE),
    "a link to nothing": lambda folder: (folder / CASE).symlink_to(folder / "nowhere"),
    "a link to itself": lambda folder: (folder / CASE).symlink_to(folder / CASE),
    "a device": lambda folder: (folder / CASE).symlink_to("/dev/zero"),
    "it extends itself": lambda folder: (folder / CASE).write_text(f'title = "a"\nextends = "{CASE}"\n'),
    "it extends a folder": lambda folder: (folder / CASE).write_text('title = "a"\nextends = "/"\n'),
    "it extends nothing": lambda folder: (folder / CASE).write_text('title = "a"\nextends = ""\n'),
    "it extends a missing file": lambda folder: (folder / CASE).write_text('title = "a"\nextends = "no.toml"\n'),
    "it extends a misspelt name": lambda folder: (folder / CASE).write_text('title = "a"\nextends = "baselin"\n'),
    "it extends a number": lambda folder: (folder / CASE).write_text('title = "a"\nextends = 3\n'),
    "a loop of extends": loop,
    "a chain of extends": chain,
    "a wrong file below": wrong_below,
}


def check_message(err: str, case: str) -> None:
    """One message: the program, a place, what is wrong and what would be right; nothing of Python."""
    assert err.startswith("paradiplomacy: "), (case, err)
    assert "Traceback" not in err
    lines = err.removeprefix("paradiplomacy: ").splitlines()
    assert len(lines) == 1, (case, err)
    assert LINE.fullmatch(lines[0]), (case, err)
    assert all(char.isprintable() for char in lines[0])


def refused(arguments: list[str], case: str, capsys: pytest.CaptureFixture[str]) -> str:
    """The message that a command ends with."""
    start = time.process_time()
    code = main(arguments)
    seconds = time.process_time() - start
    out, err = capsys.readouterr()
    assert (code, out) == (2, ""), (case, err)
    assert seconds < SECONDS, (case, seconds)
    check_message(err, case)
    return err


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(content: str | bytes) -> None:
    """Put the case into its file."""
    Path(CASE).write_bytes(content.encode() if isinstance(content, str) else content)


def test_there_are_two_hundred_wrong_files_and_one_that_is_right(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(FILES) + len(PLACES) >= 200
    assert len(set(FILES.values())) == len(FILES)
    write(TEXT)
    assert main(["scenarios", "check", CASE]) == 0
    assert "no problem found" in capsys.readouterr().out


@pytest.mark.parametrize("case", FILES)
def test_a_wrong_file_gets_one_message(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    write(FILES[case])
    message = refused(["scenarios", "check", CASE], case, capsys)
    assert CASE in message


@pytest.mark.parametrize("case", PLACES)
def test_a_missing_file_or_a_wrong_path_gets_one_message(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    PLACES[case](Path())
    message = refused(["scenarios", "check", CASE], case, capsys)
    assert ".toml" in message
    assert ("circular `extends`" in message) == (case in ("it extends itself", "a loop of extends"))
    assert refused(["run", CASE], case, capsys) == message
    assert not Path("results").exists()


@pytest.mark.slow
@pytest.mark.parametrize("case", HEAVY)
def test_a_huge_file_gets_its_message_soon(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    write(HEAVY[case]())
    start = time.process_time()
    assert main(["scenarios", "check", CASE]) == 2
    assert time.process_time() - start < SECONDS
    out, err = capsys.readouterr()
    assert out == ""
    lines = err.splitlines()
    assert lines[0].startswith("paradiplomacy: case.toml")
    assert len(lines) <= 201
    assert "Traceback" not in err


# It leaves with 99 if it took too much processor time of its process: the machine may be busy with other tests.
CODE = f"""
import sys, time
from paradiplomacy.cli.command import main
code = main()
sys.exit(code if time.process_time() < {SECONDS} else 99)
"""
PROGRAM = [sys.executable, "-c", CODE]


def check_program(arguments: list[str], case: str) -> None:
    """Another process, through the same checks."""
    done = subprocess.run([*PROGRAM, *arguments], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (2, ""), (case, done.stderr)
    check_message(done.stderr, case)


@pytest.mark.parametrize("case", ["empty", "png", "table politics misspelt"])
def test_as_a_program_a_wrong_file_gets_one_message(case: str) -> None:
    write(FILES[case])
    check_program(["scenarios", "check", CASE], case)


@pytest.mark.slow
@pytest.mark.parametrize("case", [*random.Random(4).sample(list(FILES), 10)])
def test_as_a_program_more_wrong_files_get_one_message(case: str) -> None:
    write(FILES[case])
    check_program(["run", CASE, "--months", "1"], case)
    check_program(["explain", CASE, "--month", "2015-12", "--between", "A", "B"], case)
    check_program(["scenarios", "diff", "c40-paris", CASE], case)
    check_program(["scenarios", "new", "mine", "--from", CASE], case)
    assert [file.name for file in Path().iterdir()] == [CASE]


def test_new_and_diff_as_their_user_types_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scenarios", "new", "my-case", "--from", "c40-paris"]) == 0
    assert capsys.readouterr().out.startswith("my-case.toml: written; it extends c40-paris")
    assert main(["scenarios", "check", "my-case.toml"]) == 0
    capsys.readouterr()
    assert main(["scenarios", "diff", "c40-paris", "my-case.toml"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("From c40-paris to my-case\n")
    assert "title: " in out
    assert "[politics]" not in out
    assert main(["scenarios", "diff", "c40-paris", "c40-paris"]) == 0
    assert capsys.readouterr().out == "c40-paris and c40-paris: no difference\n"
    before = Path("my-case.toml").read_text(encoding="utf-8")
    message = refused(["scenarios", "new", "my-case", "--from", "c40-paris"], "again", capsys)
    assert "my-case.toml: already exists, expected another name" in message
    assert Path("my-case.toml").read_text(encoding="utf-8") == before
    assert main(["scenarios", "new", "my-case", "--from", "c40-paris", "--out", "there"]) == 0
    capsys.readouterr()
    assert main(["scenarios", "new", "x", "--from", "c40-pari"]) == 2
    assert "did you mean c40-paris?" in capsys.readouterr().err
    assert main(["scenarios", "new", "My Case", "--from", "c40-paris"]) == 2
    assert "expected lower-case letters" in capsys.readouterr().err
    assert main(["scenarios", "diff", "c40-paris"]) == 2
    assert sorted(file.name for file in Path().iterdir()) == ["my-case.toml", "scenario.schema.json", "there"]


def test_new_with_data_writes_tables_that_run_at_once_and_are_not_overwritten(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["scenarios", "new", "mine", "--with-data"]) == 0
    files = ["mine.toml", "mine_cities.csv", "mine_nations.csv", "mine_ties.csv", "scenario.schema.json"]
    assert sorted(file.name for file in Path().iterdir()) == files
    assert main(["scenarios", "check", "mine.toml"]) == 0
    said = capsys.readouterr().out
    assert "cities.gdp: 5 scaling law" in said and "mine_ties.csv: written" in said
    assert main(["run", "mine.toml", "--months", "1", "--quiet"]) == 0
    Path("mine.toml").unlink()
    Path("mine_cities.csv").unlink()
    capsys.readouterr()
    assert "already exists" in refused(["scenarios", "new", "mine", "--with-data"], "again", capsys)
    assert not Path("mine.toml").exists() and not Path("mine_cities.csv").exists()

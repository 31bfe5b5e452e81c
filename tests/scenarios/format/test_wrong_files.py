"""Each file in ``wrong/`` has its own mistakes; the comments at its end are the expected messages."""

import os
import time
from pathlib import Path

import pytest

from paradiplomacy.scenarios.format import problem, read
from paradiplomacy.scenarios.format.problem import ScenarioError

FOLDER = Path(__file__).parent / "wrong"
FILES = sorted(FOLDER.glob("*.toml"))
MARK = "# -> "
RIGHT = 'extends = "baseline"\ntitle = "Right"\n'


def refusal(path: str | os.PathLike[str]) -> ScenarioError:
    """Return the error of a file; fail where there is none, or where it takes over 1.5 seconds of processor time."""
    start = time.process_time()
    with pytest.raises(ScenarioError) as caught:
        read.read(path)
    assert time.process_time() - start < 1.5
    return caught.value


def test_there_are_wrong_files() -> None:
    assert len(FILES) >= 70


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
@pytest.mark.usefixtures("few_facts")
def test_all_mistakes_of_a_file_are_reported_together(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = file.read_text().replace("{library}", ", ".join(read.names()))
    expected = [line[len(MARK) :] for line in text.splitlines() if line.startswith(MARK)]
    assert expected
    monkeypatch.chdir(FOLDER)
    assert str(refusal(file.name)).splitlines() == expected


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
@pytest.mark.usefixtures("few_facts")
def test_a_problem_names_an_existing_line_and_what_is_expected(file: Path) -> None:
    for each in refusal(file).problems:
        name, line = each.place.rsplit(":", 1)
        assert 1 <= int(line) <= len(Path(name).read_text().splitlines())
        assert each.wrong
        assert each.right


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", ":1: empty, expected at least"),
        (b" \n\n", ":1: empty, expected at least"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", ":1: not UTF-8 text, expected the file saved as UTF-8"),
        (RIGHT.encode("utf-16"), ":1: not UTF-8 text"),
        (b'title = "a"\n\0', ":2: not text: it contains a zero byte"),
        (b'title = "a"\n# \xff', ":2: not UTF-8 text"),
        (b"#" * 1_000_001, ": too large, expected at most 1 MB"),
        (b"x = " + b"[" * 100_000, ":1: nested too deeply, expected at most 16 levels"),
        (b"x = " + b"{a=" * 100_000, ":1: nested too deeply"),
        (b"[" + b"a." * 100_000 + b"a]", ":1: nested too deeply"),
        (b"months = " + b"9" * 100_000, ":1: not TOML: a number, date or text out of range"),
        (b"economy.growth = 1e999\n", ":1: economy.growth: inf is not a finite number"),
    ],
    ids=["empty", "blank", "png", "utf-16", "nul", "latin", "large", "lists", "tables", "keys", "digits", "overflow"],
)
def test_content_that_is_not_a_scenario_gets_one_message_naming_the_file(
    tmp_path: Path, content: bytes, message: str
) -> None:
    file = tmp_path / "case.toml"
    file.write_bytes(content)
    assert f"{file}{message}" in str(refusal(file))


@pytest.mark.parametrize("row", ["[[events]]\n", "a{} = 1\n", "events = [{}]\n".replace("{}", "{{}}, " * 200_000)])
def test_a_file_of_very_many_rows_is_refused_quickly(tmp_path: Path, row: str) -> None:
    file = tmp_path / "case.toml"
    file.write_text("".join(row.format(index) for index in range(80_000 if len(row) < 50 else 1)))
    start = time.process_time()
    with pytest.raises(ScenarioError) as caught:
        read.read(file)
    assert time.process_time() - start < 4
    if "events" in row:
        assert " events, expected at most 2000" in str(caught.value)


def test_a_file_with_thousands_of_faults_names_the_first_and_says_that_there_may_be_more(tmp_path: Path) -> None:
    file = tmp_path / "case.toml"
    file.write_text(RIGHT + "".join(f"key{index} = 1\n" for index in range(5_000)))
    lines = str(refusal(file)).splitlines()
    assert len(lines) == problem.MOST_PROBLEMS + 1
    assert lines[-1] == "there may be more: the check stops at 200 problems"


def test_a_missing_or_unusable_file_gets_one_message(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "loop.toml").symlink_to(tmp_path / "loop.toml")
    assert f"no such file, the library has {read.names()[0]}, " in str(refusal(tmp_path / "missing.toml"))
    assert "a folder, expected a TOML file" in str(refusal(tmp_path / "folder.toml"))
    assert "not an ordinary file" in str(refusal(tmp_path / "pipe.toml"))
    assert "not a usable file name" in str(refusal(tmp_path / "loop.toml"))
    assert "not a usable file name" in str(refusal("x" * 5_000 + ".toml"))
    assert "not a path" in str(refusal("a\0b.toml"))
    assert "unknown scenario" in str(refusal("c40-pariss"))
    assert "did you mean c40-paris?" in str(refusal("c40-pariss"))
    assert "not a path" in str(refusal(""))


def test_circular_and_long_chains_of_extends_are_refused(tmp_path: Path) -> None:
    for index in range(12):
        (tmp_path / f"{index}.toml").write_text(f'extends = "{index + 1}.toml"\ntitle = "a"\n')
        (tmp_path / f"circle{index}.toml").write_text(f'title = "a"\nextends = "circle{(index + 1) % 3}.toml"\n')
    assert "8.toml" not in str(refusal(tmp_path / "5.toml")).split("extends")[0]
    assert "more than 8 files in a chain" in str(refusal(tmp_path / "0.toml"))
    assert 'circle2.toml:2: extends: circular `extends`: "circle0.toml" extends this file' in str(
        refusal(tmp_path / "circle0.toml")
    )

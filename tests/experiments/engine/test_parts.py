"""Parts are complete or absent, and only one process adds to a folder."""

import shutil
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import pytest
from batches import assert_same, assert_whole

from paradiplomacy.experiments.design.design import Design
from paradiplomacy.experiments.engine.parts import locked
from paradiplomacy.experiments.engine.session import batch
from paradiplomacy.experiments.results.folder import ResultsError

Make = Callable[..., Design]


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    for at in range(60, 200):
        content[at] ^= 0xFF
    file.write_bytes(content)


def double(file: Path) -> None:
    """The whole part once more, under another name."""
    for table in ("runs", "outcomes", "events"):
        part = file.parents[1] / table / file.name
        shutil.copy(part, part.with_name("part-999.parquet"))


DAMAGE = {
    "a part twice": ("runs", double),
    "outcomes of others": ("outcomes", lambda file: shutil.copy(min(file.parent.iterdir()), file)),
    "runs cut": ("runs", lambda file: file.write_bytes(file.read_bytes()[:100])),
    "runs empty": ("runs", lambda file: file.write_bytes(b"")),
    "runs of something else": ("runs", lambda file: shutil.copy(file.parent.parent / "settings.parquet", file)),
    "outcomes cut": ("outcomes", lambda file: file.write_bytes(file.read_bytes()[:-20])),
    "outcomes missing": ("outcomes", lambda file: file.unlink()),
    "events changed": ("events", flip),
    "runs missing": ("runs", lambda file: file.unlink()),
    "runs twice": ("runs", lambda file: shutil.copy(file, file.with_name("part-999.parquet"))),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_part_is_put_aside_and_its_runs_are_done_again(
    small: Make, here: Executor, tmp_path: Path, damage: str
) -> None:
    design = small(keep=("events",))
    table, harm = DAMAGE[damage]
    undamaged = batch(design, tmp_path / "u", executor=here)
    shutil.copytree(tmp_path / "u", tmp_path / "b")
    harm(sorted((tmp_path / "b" / table).iterdir())[1])
    with ThreadPoolExecutor(1) as again:
        results = batch(design, tmp_path / "b", executor=again)
    assert_whole(results, 6)
    assert_same(results, undamaged)


def test_drafts_and_leftovers_of_a_killed_parent_do_not_count(small: Make, here: Executor, tmp_path: Path) -> None:
    results = batch(small(), tmp_path / "b", executor=here)
    part = results.files("outcomes")[0]
    shutil.copy(part, part.with_name("part-000-900000.parquet"))
    (tmp_path / "b" / ".drafts").mkdir()
    (tmp_path / "b" / ".drafts" / "part-000-900001.runs").write_bytes(b"half")
    with ThreadPoolExecutor(1) as again:
        assert_whole(batch(small(), tmp_path / "b", executor=again), 6)
    assert not (tmp_path / "b" / ".drafts").exists()


def test_two_batches_do_not_write_to_one_folder_at_once(small: Make, here: Executor, tmp_path: Path) -> None:
    batch(small(), tmp_path / "b", executor=here)
    with locked(tmp_path / "b"), pytest.raises(ResultsError, match="another batch is writing"):
        batch(small(), tmp_path / "b", executor=here)

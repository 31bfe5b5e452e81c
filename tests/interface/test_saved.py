"""A world in a file: taken up again it goes on as if it had never stopped, and no other file is taken for one."""

import io
import json
import os
import pickle
import random
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import paradiplomacy
from paradiplomacy import SavedWorldError, World, saved
from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.write import to_toml

MONTHS = 9
SMALL: dict[str, Any] = {"world.cities": 30, "world.nations": 5, "months": MONTHS, "search.burn_in": 3}
SMALL |= {"search.hazard": -1.0, "search.stock": 0.0, "utility.benefit_scale": 6.0, "politics.divergence_scale": 6.0}
SMALL |= {"response.attention": 15.0, "response.statute_rate": 0.5, "ratification.hazard_nation": 0.5}
TABLES = ("events", "agreements", "disputes", "clubs", "memberships", "monthly", "city_months", "nation_months")
FLIPS = 400


def small(seed: int = 3) -> World:
    """A small world in which much happens."""
    return World.from_scenario("synthetic", seed=seed, changes=SMALL)


def same(one: World, other: World) -> None:
    """Both worlds are the same, bit for bit."""
    assert (one.month, one.date, one.running, one.horizon) == (other.month, other.date, other.running, other.horizon)
    assert one.digest() == other.digest()
    for table in TABLES:
        pd.testing.assert_frame_equal(getattr(one, table), getattr(other, table), check_exact=True, obj=table)
    for name, column in one.state.actors._asdict().items():
        assert column.tobytes() == getattr(other.state.actors, name).tobytes(), name


@pytest.fixture(scope="module")
def whole() -> World:
    """A run that never stopped."""
    world = small()
    world.run()
    return world


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A file that holds a world."""
    world = small()
    world.run(2)
    return world.save(tmp_path_factory.mktemp("good") / "good.world").read_bytes()


def test_the_run_that_is_compared_has_something_of_everything(whole: World) -> None:
    assert {"signed", "failed", "ratified", "in_force", "election", "inherited"} <= set(whole.events["kind"])
    assert whole.month == MONTHS
    assert len(whole.disputes)


@pytest.mark.parametrize("stop", range(MONTHS + 1))
def test_a_run_that_was_saved_and_taken_up_again_is_the_run_that_never_stopped(
    whole: World, tmp_path: Path, stop: int
) -> None:
    world = small()
    world.run(stop)
    back = World.restore(world.save(tmp_path / "a.world"))
    same(back, world)
    back.run()
    same(back, whole)
    world.run()
    same(world, whole)


def test_a_run_that_is_saved_every_month_is_the_run_that_never_stopped(whole: World, tmp_path: Path) -> None:
    world, path = small(), tmp_path / "a.world"
    while world.running and world.month < world.horizon:
        world = World.restore(world.save(path))
        world.step()
    same(world, whole)
    assert [file.name for file in tmp_path.iterdir()] == ["a.world"]


def test_saving_twice_gives_the_same_world(tmp_path: Path) -> None:
    world = small()
    world.run(2)
    one = saved.read(world.save(tmp_path / "one"), paradiplomacy.__version__)[0]
    two = saved.read(World.restore(tmp_path / "one").save(tmp_path / "two"), paradiplomacy.__version__)[0]
    assert one.keys() == two.keys()
    for name in one:
        assert one[name].tobytes() == two[name].tobytes(), name


GO_ON = "import sys; from paradiplomacy import World; w = World.restore(sys.argv[1]); w.run(); w.save(sys.argv[2])"


def test_a_world_goes_on_in_another_process(whole: World, tmp_path: Path) -> None:
    world = small()
    world.run(4)
    world.save(tmp_path / "a.world")
    asked = [sys.executable, "-c", GO_ON, str(tmp_path / "a.world"), str(tmp_path / "b.world")]
    subprocess.run(asked, check=True, env=os.environ | {"PYTHONHASHSEED": "5"})
    same(World.restore(tmp_path / "b.world"), whole)


def test_a_restored_world_is_used_like_any_other(tmp_path: Path) -> None:
    world = small()
    world.run(3)
    back = World.restore(world.save(tmp_path / "a.world"))
    first, second = list(world.cities)[:2]
    assert back.cities[first].gdp == world.cities[first].gdp
    assert str(back.explain(first, second)) == str(world.explain(first, second))
    assert back.origin == world.origin
    assert not World.restore(world.save(str(tmp_path / "text as path"))).explanations.size


def test_recorded_columns_are_restored_and_continued_and_missing_functions_are_listed(tmp_path: Path) -> None:
    def month(world: paradiplomacy.World) -> float:
        return world.month if world.month != 2 else float("nan")

    world = small()
    world.record("own", month)
    world.before("clubs", print_nothing)
    world.run(4)
    world.save(tmp_path / "a.world")
    lost = r"a.world: without its functions, which a script must add again: before clubs: print_nothing \(.*; column own: month"
    with pytest.warns(UserWarning, match=lost) as warned:
        back = World.restore(tmp_path / "a.world")
    assert warned[0].filename == __file__
    same(back, world)
    back.step()
    assert np.isnan(back.monthly["own"].iloc[-1])
    back.record("own", month)
    back.step()
    np.testing.assert_array_equal(back.monthly["own"].tail(6), [0.0, 1.0, np.nan, 3.0, np.nan, 5.0])


def print_nothing(_: World) -> None:
    """A function that does nothing."""


def test_a_world_is_saved_between_months_only(tmp_path: Path) -> None:
    world = small()
    world.after("search", lambda world: world.save(tmp_path / "a.world"))
    for wrong in ("is under way", "failed and is incomplete"):
        with pytest.raises(RuntimeError, match=wrong):
            world.step()
        with pytest.raises(RuntimeError, match="failed and is incomplete"):
            world.save(tmp_path / "a.world")
    assert not list(tmp_path.iterdir())


def refusal(path: Path) -> str:
    """The one message of a file that is refused; nothing else happens."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(SavedWorldError) as caught:
            World.restore(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert len(message.splitlines()) == 1
    assert len(message) < 400 + len(str(path))
    return message


def test_every_single_flipped_bit_is_noticed(good: bytes, tmp_path: Path) -> None:
    rng, path = random.Random(1), tmp_path / "a.world"
    places = [*range(80), *range(len(good) - 60, len(good)), *(rng.randrange(len(good)) for _ in range(FLIPS))]
    for at in places:
        damaged = bytearray(good)
        damaged[at] ^= 1 << rng.randrange(8)
        path.write_bytes(damaged)
        assert "damaged" in refusal(path), at


def test_a_file_that_was_cut_or_has_more_is_refused(good: bytes, tmp_path: Path) -> None:
    rng, path = random.Random(2), tmp_path / "a.world"
    for length in [0, 1, 19, 20, 40, 51, 52, 53, len(good) - 1, *(rng.randrange(len(good)) for _ in range(60))]:
        path.write_bytes(good[:length])
        assert "damaged" in refusal(path), length
    for more in (b"\0", b"more", good):
        path.write_bytes(good + more)
        assert "damaged" in refusal(path)


class Bomb:
    """Leaves a mark when it is loaded from a pickle."""

    def __init__(self, mark: Path) -> None:
        self._mark = mark

    def __reduce__(self) -> tuple[Any, ...]:
        return (Path.touch, (self._mark,))


def npz(**arrays: Any) -> bytes:
    """An npz of arrays, objects pickled."""
    packed = io.BytesIO()
    np.savez(packed, allow_pickle=True, **arrays)
    return packed.getvalue()


def npy(array: Any) -> bytes:
    """An npy of an array, objects pickled."""
    packed = io.BytesIO()
    np.save(packed, array, allow_pickle=True)
    return packed.getvalue()


def signed(content: bytes) -> bytes:
    """Content under the first line and the sum of a saved world, as somebody would forge it."""
    import hashlib

    return saved.MAGIC + hashlib.sha256(content).digest() + content


def other_zip() -> bytes:
    """A zip of something else."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("letter.txt", "dear")
    return packed.getvalue()


def meta_of(good: bytes, **changes: Any) -> bytes:
    """A forged file: the good one with another description or other columns."""
    with np.load(io.BytesIO(good[len(saved.MAGIC) + 32 :])) as file:
        arrays = {name: file[name] for name in file.files}
    columns = changes.pop("columns", {})
    meta = json.loads(arrays["meta"].tobytes()) | changes
    meta = {key: value for key, value in meta.items() if value is not ...}
    arrays |= {"meta": np.frombuffer(json.dumps(meta).encode(), dtype=np.uint8), **columns}
    return signed(npz(**{name: column for name, column in arrays.items() if column is not ...}))


FOREIGN: dict[str, Callable[[bytes, Any], bytes]] = {
    "text": lambda _good, _bomb: b"hello\n",
    "npz of something else": lambda _good, _bomb: npz(a=np.arange(3)),
    "npy": lambda _good, _bomb: npy(np.arange(3)),
    "pickle": lambda _good, bomb: pickle.dumps(bomb),
    "npy with a pickle": lambda _good, bomb: npy(np.array([bomb], dtype=object)),
    "npz with a pickle": lambda _good, bomb: npz(meta=np.array([bomb], dtype=object)),
    "another zip": lambda _good, _bomb: other_zip(),
    "the good one without its head": lambda good, _bomb: good[len(saved.MAGIC) + 32 :],
    "forged: a pickle": lambda _good, bomb: signed(pickle.dumps(bomb)),
    "forged: npy with a pickle": lambda _good, bomb: signed(npy(np.array([bomb], dtype=object))),
    "forged: npz with a pickle": lambda _good, bomb: signed(npz(meta=np.array([bomb], dtype=object))),
    "forged: a column with a pickle": lambda good, bomb: meta_of(
        good, columns={"actors/gdp": np.array([bomb], dtype=object)}
    ),
    "forged: nothing": lambda _good, _bomb: signed(b""),
    "forged: text": lambda _good, _bomb: signed(b"hello"),
    "forged: another zip": lambda _good, _bomb: signed(other_zip()),
    "forged: no description": lambda _good, _bomb: signed(npz(a=np.arange(3))),
    "forged: a description that is no table": lambda _good, _bomb: signed(npz(meta=np.frombuffer(b"[]", np.uint8))),
    "forged: a description without a seed": lambda good, _bomb: meta_of(good, seed=...),
    "forged: a month as text": lambda good, _bomb: meta_of(good, month="May"),
    "forged: a column is missing": lambda good, _bomb: meta_of(good, columns={"actors/gdp": ...}),
    "forged: a column too many": lambda good, _bomb: meta_of(good, columns={"actors/gdpp": np.zeros(3)}),
    "forged: a column too short": lambda good, _bomb: meta_of(good, columns={"actors/gdp": np.zeros(3)}),
    "forged: a column of text": lambda good, _bomb: meta_of(good, columns={"actors/gdp": np.array(["a"] * 35)}),
    "forged: a scenario that is none": lambda good, _bomb: meta_of(good, scenario="months = 3\n"),
    "forged: another scenario": lambda good, _bomb: meta_of(good, scenario=to_toml(read.read("synthetic"))),
    "forged: own columns that are none": lambda good, _bomb: meta_of(good, own="abc"),
    "forged: an own column of another length": lambda good, _bomb: meta_of(good, own={"x": [1.0]}),
    "forged: an own column of text": lambda good, _bomb: meta_of(good, own={"x": ["a"] * 5}),
    "forged: an own column of huge numbers": lambda good, _bomb: meta_of(good, own={"x": [10**400] * 5}),
    "forged: an own column without a name": lambda good, _bomb: meta_of(good, own={"a b": [1.0] * 5}),
    "forged: functions that are no list": lambda good, _bomb: meta_of(good, functions=3),
    "forged: another version": lambda good, _bomb: meta_of(good, version="9.9"),
    "forged: another format": lambda good, _bomb: meta_of(good, format=1),
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_a_file_of_something_else_is_refused_and_nothing_in_it_runs(kind: str, good: bytes, tmp_path: Path) -> None:
    path, mark = tmp_path / "a.world", tmp_path / "mark"
    path.write_bytes(FOREIGN[kind](good, Bomb(mark)))
    refusal(path)
    assert not mark.exists()


def test_the_bomb_would_have_left_its_mark(tmp_path: Path) -> None:
    pickle.loads(pickle.dumps(Bomb(tmp_path / "mark")))
    assert (tmp_path / "mark").exists()
    assert len(FOREIGN) >= 25


def test_another_version_is_named(good: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.world").write_bytes(meta_of(good, version="9.9"))
    assert f"saved by paradiplomacy 9.9 (format {saved.FORMAT}); this is" in refusal(tmp_path / "a.world")


def test_the_forger_can_forge(good: bytes, tmp_path: Path) -> None:
    """The files refused above are refused for what it holds, not for how it was packed."""
    (tmp_path / "a.world").write_bytes(meta_of(good))
    assert World.restore(tmp_path / "a.world").month == 2


def test_a_missing_or_foreign_file_is_refused(tmp_path: Path) -> None:
    assert "No such file" in refusal(tmp_path / "nowhere.world")
    assert "cannot be read" in refusal(tmp_path)
    assert "cannot be read" in refusal(tmp_path / ("x" * 5000))
    with pytest.raises(SavedWorldError, match="cannot be read"):
        World.restore("a\0b")


@pytest.mark.parametrize("fails", ["fsync", "replace"])
def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    world, path = small(), tmp_path / "a.world"
    before = world.save(path).read_bytes()
    world.step()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(*((os, "fsync") if fails == "fsync" else (Path, "replace")), full)
        with pytest.raises(OSError, match="No space left"):
            world.save(path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["a.world"]
    assert World.restore(path).month == 0
    with pytest.raises(FileNotFoundError):
        world.save(tmp_path / "nowhere" / "a.world")


RULE = "import helper\n\n\ndef half(cases, c):\n    return helper.HALF\n"


def test_a_world_with_an_own_rule_goes_on_only_as_long_as_the_rule_and_its_helper_are_the_same(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(RULE)
    (tmp_path / "helper.py").write_text("HALF = 0.5\n")
    world = World.from_scenario("synthetic", changes={**SMALL, "rules.protocol": f"{tmp_path / 'mine.py'}:half"})
    file = world.save(tmp_path / "a.world")
    assert World.restore(file).digest() == world.digest()
    (tmp_path / "helper.py").write_text("HALF = 0.25\n")
    with pytest.raises(SavedWorldError, match="the file of an own rule, have changed since it was saved"):
        World.restore(file)

"""The registry finds every measure by name and phrase, and explains what it does not find."""

import sys
from pathlib import Path

import numpy as np
import pytest

from paradiplomacy import World
from paradiplomacy.experiments.measures import families, registry
from paradiplomacy.experiments.measures.measure import Family
from paradiplomacy.experiments.measures.registry import MEASURES, fault, measure, names
from paradiplomacy.model.rules.delivery.yearly_review import LEAST, MOST


@pytest.mark.parametrize("name", names())
def test_a_measure_is_described_and_gives_a_number(name: str, lively: World) -> None:
    found = measure(name)
    assert found.about
    assert found.unit
    assert found.reason or len(found.by) == 4, "what cannot be restricted says why"
    value = found.of(lively)
    assert isinstance(value, float)
    if found.unit == "share" and not np.isnan(value):
        low, high = (LEAST, MOST) if name.startswith("delivered_") and "bin" not in name else (0.0, 1.0)
        assert low <= value <= high


@pytest.mark.parametrize("name", names())
def test_a_restricted_measure_gives_a_number_or_says_why_it_cannot_be_restricted(name: str, lively: World) -> None:
    parts = {
        "actors": "of cities:N001, N002",
        "among": "among cities:N001, N002",
        "issues": "on climate",
        "months": "since 2016-03 until 2017-06",
    }
    for part, words in parts.items():
        phrase = f"{name} {words}"
        if part in MEASURES[name].by:
            assert fault(phrase) is None
            assert isinstance(measure(phrase).of(lively), float)
            assert measure(phrase).about == f"{MEASURES[name].about} ({words})"
        else:
            wrong = fault(phrase)
            assert wrong is not None
            assert "cannot be restricted" in wrong[0]
            assert wrong[1] == MEASURES[name].reason


@pytest.mark.parametrize(
    ("name", "wrong", "right"),
    [
        ("depht", 'unknown measure "depht"', "did you mean depth_in_force or depth_at_signature?"),
        ("depth", 'unknown measure "depth"', "did you mean depth_in_force or depth_at_signature?"),
        ("signd of Paris", 'unknown measure "signd"', "did you mean signed?"),
        ("signed since then", 'unknown measure "signed since then"', "expected a measure such as: signed of Paris"),
        (
            "antagonism_of_surviving_acts of USA",
            '"antagonism_of_surviving_acts" cannot be restricted to actors (of)',
            "antagonism_when_active can",
        ),
        ("divergence on trade", '"divergence" cannot be restricted to issues (on)', "leader_gap can"),
        ("pressure among USA", '"pressure" cannot be restricted to agreements among actors (among)', "use of"),
        ("mine.py:f of USA", '"mine.py:f" cannot be restricted', "it is a function of the whole world"),
    ],
)
def test_a_wrong_name_is_explained(name: str, wrong: str, right: str) -> None:
    found = fault(name)
    assert found is not None
    assert found[0] == wrong
    assert right in found[1]
    with pytest.raises(KeyError, match=r"unknown|cannot"):
        measure(name)


def test_a_measure_of_a_users_own_file_is_read_through_the_registry(lively: World, tmp_path: Path) -> None:
    file = tmp_path / "mine.py"
    file.write_text('def cities(world):\n    """Cities of the world.\n\n    More."""\n    return len(world.cities)\n')
    assert fault(f"{file}:cities") is None
    found = measure(f"{file}:cities")
    assert (found.about, found.of(lively)) == ("Cities of the world.", float(len(lively.cities)))


def test_a_measure_is_added_by_adding_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of the families is the only list of them."""
    (tmp_path / "extra.py").write_text(
        "from paradiplomacy.experiments.measures.measure import Family\n\n"
        "FAMILY = Family()\n\n\n"
        '@FAMILY.measure("always 1", "1")\n'
        "def one(world, chosen):\n    return 1.0\n"
    )
    monkeypatch.setattr(families, "__path__", [*families.__path__, str(tmp_path)])
    assert set(registry._collected()) - set(MEASURES) == {"one"}
    monkeypatch.delitem(sys.modules, f"{families.__name__}.extra")


def test_two_measures_of_one_name_are_refused() -> None:
    family = Family()
    family.add("twice", "x", "1", lambda _world, _chosen: 1.0)
    with pytest.raises(ValueError, match='two measures are called "twice"'):
        family.add("twice", "x", "1", lambda _world, _chosen: 2.0)

"""The tables of a calibration: read back as a start, and targets that validation reserves are refused."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from paradiplomacy.experiments.calibration import calibrate
from paradiplomacy.experiments.calibration.calibrate import Base, Simulator, read_start, read_targets, tables
from paradiplomacy.experiments.calibration.moments import Effort, Fit, Target, Unknown, fit
from paradiplomacy.experiments.evidence.libraries.catalogue import patterns

UNKNOWNS = [
    Unknown("search.hazard", -4.0, 0.5, -8.0, 0.0, 0.3),
    Unknown("utility.benefit_scale", 1.4, 0.5, 0.5, 4.0, 0.2),
]


@pytest.fixture
def found() -> Fit:
    """A fit whose simulator returns the parameters themselves."""
    targets = [Target("a", -5.0, 0.1), Target("b", 2.0, 0.1)]
    return fit(UNKNOWNS, targets, lambda points, seeds: np.repeat(np.array(points)[:, None], seeds, 1), Effort(4, 2))


def test_the_fitted_values_are_written_and_read_as_a_start(found: Fit, tmp_path: Path) -> None:
    parameters, observed = tables(UNKNOWNS, [Target("a", -5.0, 0.1), Target("b", 2.0, 0.1)], found)
    calibrate._write((parameters, observed), tmp_path, seeds=4)
    new = Unknown("response.noise", 0.05, 0.1, 0.0, 1.0, 0.1)
    np.testing.assert_allclose(read_start(tmp_path / "parameters.csv", [*UNKNOWNS, new]), [*found.value, 0.05])
    assert observed["off_by_tolerances"].tolist() == pytest.approx(
        [(found.simulated[0] + 5.0) / 0.1, (found.simulated[1] - 2.0) / 0.1]
    )


def test_a_target_that_is_reserved_for_validation_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reserved = next(name for pattern in patterns() if pattern.kind != "fit" for name in pattern.measures)
    file = tmp_path / "targets.toml"
    text = calibrate.FILE.read_text(encoding="utf-8")
    file.write_text(f'{text}\n[[targets]]\nmeasure = "{reserved}"\nvalue = 1.0\ntolerance = 1.0\n', encoding="utf-8")
    assert read_targets()
    monkeypatch.setattr(calibrate, "FILE", file)
    with pytest.raises(ValueError, match="reserved for validation"):
        read_targets()


def test_every_point_is_simulated_with_the_same_replicates_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calibrate, "run", lambda task: [task.replicate + dict(task.changes)["search.hazard"], 0.5])
    lines: list[str] = []
    with ThreadPoolExecutor(2) as executor:
        base = Base("synthetic", 3, {"world.cities": 12})
        simulate = Simulator(base, UNKNOWNS, ["a", "b"], executor, first=100, progress=lines.append)
        values = simulate([np.array([-4.0, 1.0]), np.array([-3.0, 1.0])], 3)
    assert values.shape == (2, 3, 2)
    assert values[..., 0].tolist() == [[96.0, 97.0, 98.0], [97.0, 98.0, 99.0]]
    assert lines == ["6 runs done"]

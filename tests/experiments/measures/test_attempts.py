"""Attempts are negotiations that open, scored at the ideal terms of the city, against a loop over the tables."""

import numpy as np
import pytest

from paradiplomacy import World
from paradiplomacy.experiments.measures.registry import measure


def expected(world: World, nation: str = "") -> float:
    """The mean opposition, from the public tables; the opening lists the agenda as ones."""
    issues = [issue.name for issue in world.state.issues]
    month = world.state.recorder.months
    position = world.state.recorder.actors["position"]
    rows = {identity: row for row, identity in enumerate(world.state.identities)}
    found = []
    opened = world.events[(world.events["kind"] == "opened") & (world.events["month"] >= 0)]
    for event in opened.to_dict("records"):
        for who, other in ((event["actor"], event["other"]), (event["other"], event["actor"])):
            home = who.partition(":")[0]
            if ":" not in who or home == other or nation not in ("", home):
                continue
            now = position[month.index(event["month"])].astype(float)
            total = 0.0
            for k, name in enumerate(issues):
                x, p = max(0.0, now[rows[who], k]), now[rows[home], k]
                weight = world.state.actors.salience[rows[home], k]
                total += weight * max(0.0, (x - 2 * p) * x) * (event[f"terms_{name}"] > 0)
            found.append(total)
    return float(np.mean(found))


def test_the_intensity_is_the_mean_opposition_to_the_ideal_terms_of_all_attempts(lively: World) -> None:
    assert measure("conflict_intensity").of(lively) == pytest.approx(expected(lively))
    assert measure("conflict_intensity of N002").of(lively) == pytest.approx(expected(lively, "N002"))


def test_without_attempts_there_is_no_intensity(lively: World) -> None:
    assert np.isnan(measure("conflict_intensity since 2030-01").of(lively))

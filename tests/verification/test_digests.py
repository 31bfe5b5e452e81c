"""Every shipped scenario reproduces its recorded digests: restructuring the code changes no result.

``digests.json`` was recorded when version 2 of the model was complete in code, each
scenario over its whole horizon with seeds 0 and 1. A change to the model requires new records and an entry in the
changelog.
"""

import json
from pathlib import Path

import pytest

import paradiplomacy
from paradiplomacy.scenarios.format.read import names

RECORDED: dict[str, str] = json.loads(Path(__file__).with_name("digests.json").read_text(encoding="utf-8"))
QUICK = ("coalition-paradox 0", "club-mechanisms 0", "city-networks 1", "paris-refugees 0")


def digest(recorded: str) -> str:
    name, seed = recorded.split(" ")
    found = paradiplomacy.run(name, seed=int(seed)).manifest.digest
    assert found is not None
    return found


def test_every_shipped_scenario_is_recorded() -> None:
    assert {recorded.split(" ")[0] for recorded in RECORDED} == set(names())


@pytest.mark.parametrize("recorded", QUICK)
def test_a_run_gives_the_recorded_digest(recorded: str) -> None:
    assert digest(recorded) == RECORDED[recorded]


@pytest.mark.slow
@pytest.mark.parametrize("recorded", [recorded for recorded in RECORDED if recorded not in QUICK])
def test_the_other_runs_give_the_recorded_digests(recorded: str) -> None:
    assert digest(recorded) == RECORDED[recorded]

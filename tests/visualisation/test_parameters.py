"""Parameters: changes are marked, every path can be set, and scenarios have sources."""

import json

from paradiplomacy.scenarios.format import change
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.visualisation.parameters import controls_of, scenarios_of_library


def test_controls_say_what_is_changed_and_every_path_can_be_set(small: Scenario) -> None:
    changed = change.apply(small, {"negotiation.power": 0.5})
    found = [each for group in controls_of(changed, small) for each in group["fields"]]
    assert [each["path"] for each in found if each["value"] != each["before"]] == ["negotiation.power"]
    assert len(found) > 80
    assert change.apply(small, {each["path"]: each["before"] for each in found}) == small
    json.dumps(found)


def test_every_scenario_of_the_library_has_its_question_and_sources() -> None:
    known = scenarios_of_library()
    assert {"baseline", "c40-paris", "synthetic"} <= {each["name"] for each in known}
    assert all(each["question"] and each["sources"] for each in known)

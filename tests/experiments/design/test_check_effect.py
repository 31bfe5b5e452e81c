"""A lever, uncertainty or fixed change that has no effect in any scenario of a design is refused."""

from collections.abc import Callable
from typing import Any

import pytest

from paradiplomacy.experiments.design.design import Design, Experiment, Factor
from paradiplomacy.experiments.design.read import checked
from paradiplomacy.scenarios.format.problem import ScenarioError

Make = Callable[..., Design]
PATIENCE = Factor("negotiation.discount_city", values=(0.5, 0.9))
PROTOCOLS = Factor("rules.protocol", values=("nash", "rubinstein"))

IDLE: dict[str, tuple[dict[str, Any], str]] = {
    "a lever": ({"levers": (PATIENCE,)}, 'levers[0].path: has no effect: rules.protocol is "nash"'),
    "an uncertainty": (
        {"uncertainties": (Factor("membership.attention", low=0.0, high=1.0),)},
        "uncertainties[0].path: has no effect: the scenario has no clubs, expected [[clubs]] too",
    ),
    "a fixed change": ({"changes": {"ratification.quota": 0.7}}, '"ratification.quota": has no effect'),
    "a change of one experiment": (
        {
            "experiments": (
                Experiment("one", changes={"rules.ratification": "quota", "ratification.quota": 0.7}),
                Experiment("two", changes={"ratification.quota": 0.7}),
            )
        },
        'experiments[1].changes."ratification.quota": has no effect',
    ),
}
FINE: dict[str, dict[str, Any]] = {
    "a lever that another one switches on": {"levers": (PATIENCE, PROTOCOLS)},
    "a lever of one of the experiments": {
        "levers": (PATIENCE,),
        "experiments": (Experiment("one"), Experiment("two", changes={"rules.protocol": "rubinstein"})),
    },
    "a fixed change that a lever switches on": {"levers": (PROTOCOLS,), "changes": {"negotiation.discount_city": 0.5}},
    "a lever with the scenario's own value": {"levers": (Factor("negotiation.power", values=(0.2, 0.4)),)},
}


@pytest.mark.parametrize("case", IDLE)
def test_what_has_no_effect_is_refused_at_its_place(small: Make, case: str) -> None:
    parts, message = IDLE[case]
    with pytest.raises(ScenarioError) as caught:
        checked(small(**parts))
    assert message in str(caught.value)
    assert len(caught.value.problems) == 1


@pytest.mark.parametrize("case", FINE)
def test_what_has_an_effect_somewhere_is_accepted(small: Make, case: str) -> None:
    assert checked(small(**FINE[case])).design.title == "Small"

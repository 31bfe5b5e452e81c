"""The nation's price factor and utilities, worked out by hand."""

import math

import numpy as np
import pytest

from paradiplomacy.model.parameters import Response
from paradiplomacy.model.rules.response import no_cases
from paradiplomacy.model.rules.response.four_options import choose, price_factor
from paradiplomacy.model.vocabulary import Pressure

QUIET = Response(noise=0.0)


def one_case(**facts):
    """One case with these facts, else zeros."""
    return no_cases(1)._replace(
        **{name: np.array([value], no_cases(1)._asdict()[name].dtype) for name, value in facts.items()}
    )


def chosen(parameters: Response = QUIET, **facts) -> Pressure:
    choice = np.full(1, -1, dtype=np.int8)
    choose(parameters, one_case(**facts), choice)
    return Pressure(choice[0])


def test_the_price_factor_adds_up_its_reasons() -> None:
    parameters = Response(
        cost_autonomy=0.5, cost_courts=0.4, cost_gdp_share=2.0, cost_trust=0.3, cost_allies=0.2, cost_together=0.1
    )
    facts = {"autonomy": 0.6, "court": 0.5, "gdp_share": 0.1, "trust": 0.7, "allies": 3, "acting_together": 1}
    expected = 1.0 + 0.3 + 0.2 + 0.2 + 0.21 + 0.2 * math.log(4) + 0.1 * math.log(2)
    assert price_factor(parameters, one_case(**facts), 0) == pytest.approx(expected, rel=1e-12)
    assert price_factor(parameters, one_case(), 0) == 1.0


def test_a_nation_endorses_where_the_value_exceeds_the_cost() -> None:
    parameters = QUIET._replace(endorse_cost=0.1)
    assert chosen(parameters, endorsement_value=0.11) == Pressure.ENDORSE
    assert chosen(parameters, endorsement_value=0.09) == Pressure.IGNORE


def test_a_nation_escalates_as_more_is_at_stake() -> None:
    """Objecting removes 0.3 of the cost for 0.05, a sanction 0.6 for 0.15."""
    parameters = QUIET._replace(object_effect=0.3, object_cost=0.05, sanction_effect=0.6, sanction_cost=0.15)
    for cost, expected in ((0.1, Pressure.IGNORE), (0.3, Pressure.OBJECT), (0.5, Pressure.SANCTION)):
        assert chosen(parameters, cost_of_ignoring=cost, endorsement_value=-0.1, opposed=True) == expected


def test_a_nation_opposes_only_what_it_may_oppose_whatever_the_cost() -> None:
    assert chosen(cost_of_ignoring=9.0, endorsement_value=-0.1) == Pressure.IGNORE
    broken = {"endorsement_value": 0.9, "opposed": True}
    assert chosen(cost_of_ignoring=9.0, **broken) == Pressure.SANCTION, "a statute is broken by what serves the nation"
    assert chosen(cost_of_ignoring=0.0, **broken) == Pressure.IGNORE

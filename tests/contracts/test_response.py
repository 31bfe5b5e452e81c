"""The contract of every rule of the nation's response."""

import numpy as np
import pytest
from alone import assert_each_case_is_settled_alone
from hypothesis import given, settings
from hypothesis import strategies as st

from paradiplomacy.model.parameters import Response
from paradiplomacy.model.responses import opposing
from paradiplomacy.model.rules import CATALOGUE, rule
from paradiplomacy.model.rules.response import Cases, ResponseRule
from paradiplomacy.model.vocabulary import Pressure

NAMES = sorted(CATALOGUE["response"])
SEEDS = st.integers(0, 2**32 - 1)
COUNT = 300
PARAMETERS = Response(
    noise=0.1,
    endorse_cost=0.05,
    object_cost=0.05,
    sanction_cost=0.1,
    object_effect=0.3,
    sanction_effect=0.6,
)


def random_cases(seed: int, count: int = COUNT) -> Cases:
    rng = np.random.default_rng(seed)
    cost, value = rng.uniform(0, 0.6, count), rng.uniform(-0.5, 0.5, count)
    return Cases(
        endorsement_value=value,
        cost_of_ignoring=cost,
        opposed=(value < 0.0) | (rng.uniform(size=count) < 0.2),
        autonomy=rng.uniform(0, 1, count),
        court=rng.uniform(0, 1, count),
        gdp_share=rng.uniform(0, 0.3, count),
        trust=rng.uniform(0, 1, count),
        allies=rng.integers(0, 10, count).astype(np.int32),
        acting_together=rng.integers(0, 10, count).astype(np.int32),
        issue=np.zeros(count, dtype=np.int8),
        noise=rng.gumbel(size=(count, len(Pressure))),
    )


def choices(name: str, cases, parameters: Response = PARAMETERS) -> np.ndarray:
    choice = np.full(len(cases.autonomy), -1, dtype=np.int8)
    rule("response", name).choose(parameters, cases, choice)
    return choice


def opposes(choice: np.ndarray) -> np.ndarray:
    """Flags of the choices that are directed against the city."""
    return np.isin(choice, opposing())


def options(name: str) -> tuple[Pressure, ...]:
    found: ResponseRule = rule("response", name)
    return found.OPTIONS


def sample_of_answers() -> dict[str, list]:
    """Answers of every rule to the same questions."""
    return {f"response {name}": choices(name, random_cases(1)).tolist() for name in NAMES}


def test_there_are_rules_of_response() -> None:
    assert "four_options" in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_option_of_a_rule_is_chosen_sometimes_and_no_other(name: str) -> None:
    assert set(choices(name, random_cases(1, 3000))) == set(options(name))


@pytest.mark.parametrize("name", NAMES)
@given(seed=SEEDS)
@settings(max_examples=30)
def test_nations_endorse_only_what_serves_them_and_oppose_only_what_does_not(name, seed) -> None:
    cases = random_cases(seed)
    choice = choices(name, cases)
    assert np.isin(choice, list(Pressure)).all()
    assert (cases.endorsement_value[choice == Pressure.ENDORSE] >= 0).all()
    assert not cases.opposed[choice == Pressure.ENDORSE].any()
    assert cases.opposed[opposes(choice)].all()
    assert not (choice == Pressure.ENFORCE).any()


@pytest.mark.parametrize("name", NAMES)
@given(seed=SEEDS)
@settings(max_examples=30)
def test_no_choice_depends_on_the_order_or_number_of_the_cases(name, seed) -> None:
    assert_each_case_is_settled_alone(lambda cases: choices(name, cases), random_cases(seed), seed)


@pytest.mark.parametrize("name", NAMES)
@given(seed=SEEDS, more=st.floats(0.01, 2))
@settings(max_examples=30)
def test_nations_act_less_where_acting_costs_more_and_more_where_ignoring_does(name, seed, more) -> None:
    cases = random_cases(seed)
    acts = opposes(choices(name, cases))
    for fact in ("autonomy", "court", "gdp_share", "trust"):
        dearer = opposes(choices(name, cases._replace(**{fact: getattr(cases, fact) + more})))
        assert not (dearer & ~acts).any(), fact
    for fact in ("allies", "acting_together"):
        dearer = opposes(choices(name, cases._replace(**{fact: getattr(cases, fact) + 3})))
        assert not (dearer & ~acts).any(), fact
    provoked = cases._replace(cost_of_ignoring=cases.cost_of_ignoring + more)
    assert not (acts & ~opposes(choices(name, provoked))).any()


@pytest.mark.parametrize("name", NAMES)
@given(seed=SEEDS, more=st.floats(0.01, 2))
@settings(max_examples=30)
def test_what_serves_a_nation_more_is_endorsed_more(name, seed, more) -> None:
    cases = random_cases(seed)
    before = choices(name, cases) == Pressure.ENDORSE
    assert not (
        before & (choices(name, cases._replace(endorsement_value=cases.endorsement_value + more)) != Pressure.ENDORSE)
    ).any()


@pytest.mark.parametrize("name", NAMES)
def test_without_noise_a_nation_without_grievance_does_nothing(name: str) -> None:
    cases = random_cases(2)
    calm = cases._replace(
        cost_of_ignoring=cases.cost_of_ignoring * 0,
        endorsement_value=-np.abs(cases.endorsement_value),
    )
    assert (choices(name, calm, PARAMETERS._replace(noise=0.0)) == Pressure.IGNORE).all()


@pytest.mark.parametrize("name", NAMES)
def test_options_that_are_switched_off_are_not_chosen(name: str) -> None:
    cases = random_cases(1, 3000)
    known = set(options(name))
    without = choices(name, cases, PARAMETERS._replace(sanctions=False))
    assert set(without) == known - {Pressure.SANCTION}

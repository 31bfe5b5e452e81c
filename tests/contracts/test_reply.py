"""The contract of every rule of the city's reply."""

import numpy as np
import pytest
from alone import assert_each_case_is_settled_alone
from hypothesis import given, settings
from hypothesis import strategies as st

from paradiplomacy.model.parameters import Response
from paradiplomacy.model.rules import CATALOGUE, rule
from paradiplomacy.model.rules.reply import Cases
from paradiplomacy.model.vocabulary import Pressure, Reply

NAMES = sorted(CATALOGUE["reply"])
SEEDS = st.integers(0, 2**32 - 1)
COUNT = 300
PARAMETERS = Response(reply_noise=0.1, litigation_cost=0.05, defiance_cost=0.05)


def random_cases(seed: int, count: int = COUNT) -> Cases:
    rng = np.random.default_rng(seed)
    pressure = rng.integers(Pressure.OBJECT, Pressure.ENFORCE + 1, size=count).astype(np.int8)
    return Cases(
        pressure=pressure,
        gain=rng.uniform(-0.3, 0.6, count),
        support=rng.uniform(0, 0.4, count),
        stakes=np.where(pressure == Pressure.OBJECT, 0.0, rng.uniform(0.01, 0.8, count)),
        winning=rng.uniform(0, 1, count),
        noise=rng.gumbel(size=(count, len(Reply))),
    )


def choices(name: str, cases, parameters: Response = PARAMETERS) -> np.ndarray:
    choice = np.full(len(cases.gain), -1, dtype=np.int8)
    rule("reply", name).choose(parameters, cases, choice)
    return choice


def sample_of_answers() -> dict[str, list]:
    """Answers of every rule to the same questions."""
    return {f"reply {name}": choices(name, random_cases(1)).tolist() for name in NAMES}


def test_there_are_rules_of_reply() -> None:
    assert "weighing" in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_reply_is_chosen_sometimes(name: str) -> None:
    assert set(choices(name, random_cases(1, 3000))) == set(Reply)


@pytest.mark.parametrize("name", NAMES)
def test_cities_that_may_not_go_to_court_do_not(name: str) -> None:
    without = choices(name, random_cases(1, 3000), PARAMETERS._replace(litigation=False))
    assert set(without) == {Reply.COMPLY, Reply.DEFY}


@pytest.mark.parametrize("name", NAMES)
@given(seed=SEEDS)
@settings(max_examples=30)
def test_an_objection_is_never_taken_to_court(name, seed) -> None:
    cases = random_cases(seed)
    choice = choices(name, cases)
    assert np.isin(choice, list(Reply)).all()
    assert not ((choice == Reply.LITIGATE) & (cases.pressure == Pressure.OBJECT)).any()


@pytest.mark.parametrize("name", NAMES)
@given(seed=SEEDS)
@settings(max_examples=30)
def test_no_choice_depends_on_the_order_or_number_of_the_cases(name, seed) -> None:
    assert_each_case_is_settled_alone(lambda cases: choices(name, cases), random_cases(seed), seed)


@pytest.mark.parametrize("name", NAMES)
@given(seed=SEEDS, more=st.floats(0.01, 1))
@settings(max_examples=30)
def test_a_city_resists_more_often_for_more_and_complies_more_often_with_more_at_stake(name, seed, more) -> None:
    cases = random_cases(seed)
    resists = choices(name, cases) != Reply.COMPLY
    for richer in ({"gain": cases.gain + more}, {"support": cases.support + more}):
        assert not (resists & (choices(name, cases._replace(**richer)) == Reply.COMPLY)).any()
    at_stake = cases.stakes > 0
    poorer = choices(name, cases._replace(stakes=cases.stakes + more * at_stake)) != Reply.COMPLY
    assert not (poorer & ~resists).any()


@pytest.mark.parametrize("name", NAMES)
@given(seed=SEEDS, more=st.floats(0.01, 1))
@settings(max_examples=30)
def test_a_better_chance_in_court_never_keeps_a_city_out_of_it(name, seed, more) -> None:
    """Where there is something to win: agreement and grant together have a positive value."""
    cases = random_cases(seed)
    worth_it = cases.gain + cases.support + cases.stakes > 0
    before = (choices(name, cases) == Reply.LITIGATE) & worth_it
    after = choices(name, cases._replace(winning=np.minimum(1.0, cases.winning + more)))
    assert (after[before] == Reply.LITIGATE).all()

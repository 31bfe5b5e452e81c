"""What every rule of the city's reply must do."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paradiplomacy.model.parameters.groups import Response
from paradiplomacy.model.rules import CATALOGUE, rule
from paradiplomacy.model.rules.reply.weighing import chance_in_court
from paradiplomacy.model.vocabulary import Pressure, Reply

NAMES = sorted(CATALOGUE["reply"])
SEEDS = st.integers(0, 2**32 - 1)
COUNT = 300
PARAMETERS = Response(reply_noise=0.1, litigation_cost=0.05, defiance_cost=0.05)


def random_cases(name: str, seed: int, count: int = COUNT):
    rng = np.random.default_rng(seed)
    pressure = rng.integers(Pressure.OBJECT, Pressure.PREEMPT + 1, size=count).astype(np.int8)
    return rule("reply", name).Cases(
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
    return {f"reply {name}": choices(name, random_cases(name, 1)).tolist() for name in NAMES}


def test_there_are_rules_of_reply() -> None:
    assert "weighing" in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_options_are_those_of_reply_and_all_are_chosen_sometimes(name: str) -> None:
    module = rule("reply", name)
    assert len(Reply) == module.OPTIONS
    for option in Reply:
        assert int(option) == getattr(module, option.name)
    assert set(choices(name, random_cases(name, 1, 3000))) == set(Reply)


@pytest.mark.parametrize("name", NAMES)
def test_cities_that_may_not_go_to_court_do_not(name: str) -> None:
    without = choices(name, random_cases(name, 1, 3000), PARAMETERS._replace(litigation=False))
    assert set(without) == {Reply.COMPLY, Reply.DEFY}


@pytest.mark.parametrize("name", NAMES)
@given(seed=SEEDS)
@settings(max_examples=30)
def test_an_objection_is_never_taken_to_court(name, seed) -> None:
    cases = random_cases(name, seed)
    choice = choices(name, cases)
    assert np.isin(choice, list(Reply)).all()
    assert not ((choice == Reply.LITIGATE) & (cases.pressure == Pressure.OBJECT)).any()


@pytest.mark.parametrize("name", NAMES)
@given(seed=SEEDS)
@settings(max_examples=30)
def test_no_choice_hangs_on_the_order_or_the_number_of_the_cases(name, seed) -> None:
    cases = random_cases(name, seed)
    choice = choices(name, cases)
    order = np.random.default_rng(seed).permutation(COUNT)
    for part in (order, order[:1]):
        np.testing.assert_array_equal(choices(name, type(cases)(*(c[part] for c in cases))), choice[part])


@pytest.mark.parametrize("name", NAMES)
@given(seed=SEEDS, more=st.floats(0.01, 1))
@settings(max_examples=30)
def test_a_city_stands_up_sooner_for_more_and_complies_sooner_where_more_is_at_stake(name, seed, more) -> None:
    cases = random_cases(name, seed)
    stands = choices(name, cases) != Reply.COMPLY
    for dearer in ({"gain": cases.gain + more}, {"support": cases.support + more}):
        assert not (stands & (choices(name, cases._replace(**dearer)) == Reply.COMPLY)).any()
    at_stake = cases.stakes > 0
    poorer = choices(name, cases._replace(stakes=cases.stakes + more * at_stake)) != Reply.COMPLY
    assert not (poorer & ~stands).any()


@pytest.mark.parametrize("name", NAMES)
@given(seed=SEEDS, more=st.floats(0.01, 1))
@settings(max_examples=30)
def test_a_better_chance_in_court_never_keeps_a_city_out_of_it(name, seed, more) -> None:
    """Where there is something to win: the deal and the grant together are worth more than nothing."""
    cases = random_cases(name, seed)
    worth_it = cases.gain + cases.support + cases.stakes > 0
    before = (choices(name, cases) == Reply.LITIGATE) & worth_it
    after = choices(name, cases._replace(winning=np.minimum(1.0, cases.winning + more)))
    assert (after[before] == Reply.LITIGATE).all()


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_the_chance_in_court_lies_between_its_ends_and_rises_with_independence(low, rise, independence) -> None:
    parameters = Response(court_low=low, court_high=low + (1 - low) * rise)
    chance = chance_in_court(parameters, independence)
    assert low - 1e-12 <= chance <= parameters.court_high + 1e-12
    assert chance <= chance_in_court(parameters, 1.0) + 1e-12

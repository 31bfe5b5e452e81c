"""What every rule of the nation's response must do."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paradiplomacy.model.parameters.groups import Response
from paradiplomacy.model.rules import CATALOGUE, rule
from paradiplomacy.model.rules.response.five_options import dearness
from paradiplomacy.model.vocabulary import Pressure

NAMES = sorted(CATALOGUE["response"])
SEEDS = st.integers(0, 2**32 - 1)
COUNT = 300
PARAMETERS = Response(
    noise=0.1,
    endorse_cost=0.05,
    object_cost=0.05,
    sanction_cost=0.1,
    preempt_cost=0.2,
    object_effect=0.3,
    sanction_effect=0.6,
)


def random_cases(name: str, seed: int, count: int = COUNT):
    rng = np.random.default_rng(seed)
    minded = rng.uniform(0, 0.6, count)
    return rule("response", name).Cases(
        liked=rng.uniform(-0.5, 0.5, count),
        minded=minded,
        minded_in_all=minded + rng.uniform(0, 0.6, count),
        law_possible=rng.uniform(size=count) < 0.6,
        dearness=rng.uniform(1, 3, count),
        noise=rng.gumbel(size=(count, len(Pressure))),
    )


def choices(name: str, cases, parameters: Response = PARAMETERS) -> np.ndarray:
    choice = np.full(len(cases.liked), -1, dtype=np.int8)
    rule("response", name).choose(parameters, cases, choice)
    return choice


def sample_of_answers() -> dict[str, list]:
    """Answers of every rule to the same questions."""
    return {f"response {name}": choices(name, random_cases(name, 1)).tolist() for name in NAMES}


def test_there_are_rules_of_response() -> None:
    assert "five_options" in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_options_are_those_of_pressure_and_all_that_a_rule_knows_are_chosen_sometimes(name: str) -> None:
    module = rule("response", name)
    assert len(Pressure) == module.OPTIONS
    for option in Pressure:
        assert int(option) == getattr(module, option.name)
    assert set(choices(name, random_cases(name, 1, 3000))) == set(getattr(module, "CHOSEN", Pressure))


@pytest.mark.parametrize("name", NAMES)
@given(seed=SEEDS)
@settings(max_examples=30)
def test_nations_endorse_only_what_they_like_and_fight_only_what_they_mind(name, seed) -> None:
    cases = random_cases(name, seed)
    choice = choices(name, cases)
    assert np.isin(choice, list(Pressure)).all()
    assert (cases.liked[choice == Pressure.ENDORSE] >= 0).all()
    assert (cases.liked[choice >= Pressure.OBJECT] < 0).all()
    assert cases.law_possible[choice == Pressure.PREEMPT].all()


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
@given(seed=SEEDS, more=st.floats(0.01, 2))
@settings(max_examples=30)
def test_acting_against_a_city_is_rarer_where_it_is_dearer_and_commoner_where_more_is_minded(name, seed, more) -> None:
    cases = random_cases(name, seed)
    acts = choices(name, cases) >= Pressure.OBJECT
    dearer = choices(name, cases._replace(dearness=cases.dearness + more)) >= Pressure.OBJECT
    assert not (dearer & ~acts).any()
    angrier = cases._replace(minded=cases.minded + more, minded_in_all=cases.minded_in_all + more)
    assert not (acts & ~(choices(name, angrier) >= Pressure.OBJECT)).any()


@pytest.mark.parametrize("name", NAMES)
@given(seed=SEEDS, more=st.floats(0.01, 2))
@settings(max_examples=30)
def test_the_more_is_liked_the_more_is_endorsed(name, seed, more) -> None:
    cases = random_cases(name, seed)
    before = choices(name, cases) == Pressure.ENDORSE
    assert not (before & (choices(name, cases._replace(liked=cases.liked + more)) != Pressure.ENDORSE)).any()


@pytest.mark.parametrize("name", NAMES)
def test_without_noise_a_nation_that_minds_nothing_does_nothing(name: str) -> None:
    cases = random_cases(name, 2)
    calm = cases._replace(minded=cases.minded * 0, minded_in_all=cases.minded_in_all * 0, liked=-np.abs(cases.liked))
    assert (choices(name, calm, PARAMETERS._replace(noise=0.0)) == Pressure.IGNORE).all()


@given(st.tuples(*[st.floats(0, 1)] * 4), st.integers(0, 100), st.integers(0, 5), st.floats(0.01, 1))
def test_acting_is_dearer_with_autonomy_courts_size_trust_and_company(facts, number, which, more) -> None:
    parameters = Response(cost_autonomy=0.5, cost_courts=0.4, cost_gdp_share=2.0, cost_trust=0.3, cost_allies=0.2)
    before = dearness(parameters, *facts, number, number)
    changed = [fact + more * (at == which) for at, fact in enumerate(facts)]
    assert dearness(parameters, *changed, number + (which == 4), number + (which == 5)) > before >= 1.0


@pytest.mark.parametrize("name", NAMES)
def test_what_nations_may_not_do_they_do_not(name: str) -> None:
    cases = random_cases(name, 1, 3000)
    known = set(getattr(rule("response", name), "CHOSEN", Pressure))
    without = choices(name, cases, PARAMETERS._replace(sanctions=False))
    assert set(without) == known - {Pressure.SANCTION}
    without = choices(name, cases, PARAMETERS._replace(preemption=False))
    assert set(without) == known - {Pressure.PREEMPT}

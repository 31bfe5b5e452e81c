"""A user's function is applied to every case, compiled or not, and gets the facts that its parameters name."""

import numpy as np
import pytest

from paradiplomacy.model.rules.own.load import OwnRuleError
from paradiplomacy.model.rules.own.per_case import Expected, PerCase, is_code, uniform_of, within

FACTS = {"wealth": np.array([0.1, 0.4, 0.9]), "age": np.array([3, 2, 1]), "cost": np.asarray(0.5)}
ANY = Expected("a number from 0 to 10", within(0.0, 10.0))


def product(age, wealth):
    return age * wealth


def slow_product(age, wealth):
    return globals()["product"](age, wealth)  # nothing that Numba compiles


def seven():
    return 7


def above_cost(wealth, cost):
    return wealth > cost


def text(wealth):
    return "much" if wealth > 0.5 else 1.0


@pytest.mark.parametrize("function", [product, slow_product])
def test_facts_go_in_by_name_whatever_their_order(function) -> None:
    np.testing.assert_allclose(PerCase("f", function, ANY, FACTS)(FACTS), [0.3, 0.8, 0.9])


def test_a_parameter_of_the_model_is_the_same_for_all_cases_and_yes_and_no_are_numbers() -> None:
    asked = PerCase("f", above_cost, Expected("True or False", is_code(2)), FACTS)
    assert asked(FACTS).tolist() == [0.0, 0.0, 1.0]
    assert asked(FACTS | {"cost": np.asarray(0.2)}).tolist() == [0.0, 1.0, 1.0]


def test_a_function_without_parameters_answers_every_case() -> None:
    assert PerCase("f", seven, ANY, FACTS)(FACTS).tolist() == [7.0, 7.0, 7.0]


def test_an_answer_that_is_no_number_names_the_answer() -> None:
    with pytest.raises(OwnRuleError, match="answers 'much', expected a number from 0 to 10"):
        PerCase("f", text, ANY, FACTS)


def test_codes_are_whole_numbers_below_their_count() -> None:
    assert is_code(3)(np.array([0.0, 2.0, 3.0, -1.0, 0.5, np.nan])).tolist() == [True, True, False, False, False, False]


def test_the_draw_of_a_case_is_uniform_and_comes_from_its_noise() -> None:
    u = np.linspace(0.01, 0.99, 50)
    noise = np.stack([-np.log(-np.log(u)), np.zeros(50)], axis=1)
    np.testing.assert_allclose(uniform_of(noise), u)

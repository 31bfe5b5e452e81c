"""Comparisons of GDP by year: only where every figure is known, and the larger one wins."""

import pytest

from paradiplomacy.scenarios.format.scenario import Comparison
from paradiplomacy.scenarios.world import sizes
from paradiplomacy.scenarios.world.sizes import Sizes, measured

FIGURES = {("ONE", 2011): (5.0, 1.0), ("TWO", 2011): (2.0, 1.0), ("SIX", 2011): (3.0, 1.0), ("ONE", 2012): (9.0, 1.0)}


@pytest.fixture(autouse=True)
def _few_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sizes, "annual_figures", lambda: FIGURES)


def compared(one: str, *others: str) -> list[Sizes]:
    return list(measured(Comparison(name="x", one=one, others=others)))


def test_years_in_which_a_figure_is_missing_are_left_out() -> None:
    assert compared("ONE", "TWO") == [Sizes(2011, 5.0, 2.0)]
    assert compared("ONE", "NIL") == []


def test_others_are_added_up_and_equal_is_not_larger() -> None:
    (found,) = compared("ONE", "TWO", "SIX")
    assert (found.others, found.verdict) == (5.0, "no")
    assert [each.verdict for each in compared("ONE", "TWO")] == ["yes"]

"""A script's own functions in the months of a world."""

import copy
import math
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import pytest

from paradiplomacy.model import world as module
from paradiplomacy.model.hooks import Hooks, MonthError, named
from paradiplomacy.model.state import State
from paradiplomacy.model.world import PHASES, World
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.world import build

SMALL: dict[str, Any] = {
    "world.cities": 24,
    "world.nations": 4,
    "search.burn_in": 2,
    "search.candidates": 64,
    "months": 9,
}
NAMES = [name for name, _ in PHASES]


@pytest.fixture
def world() -> World:
    """A small world at its start."""
    made: World = build.build(change.apply(read.read("synthetic"), SMALL), seed=2)
    return made


def test_functions_are_called_around_their_phase_in_the_order_in_which_they_were_added(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    noted = tuple((name, lambda _, name=name: said.append(name)) for name in NAMES[:-1])
    monkeypatch.setattr(module, "PHASES", (*noted, PHASES[-1]))
    for text in ("first", "second"):
        world.before("negotiation", lambda given, text=text: said.append(f"{text} {given is world}"))

    @world.after("Domestic_Level")
    def later(_: World) -> None:
        said.append("later")

    world.run(2)
    month = [*NAMES[:-1]]
    month[month.index("negotiation") : month.index("negotiation")] = ["first True", "second True"]
    month.insert(month.index("domestic level") + 1, "later")
    assert said == month * 2
    assert callable(later)  # a decorator leaves the function


def test_functions_that_only_read_change_nothing_not_even_by_explaining(world: World) -> None:
    plain = copy.deepcopy(world)
    first, second, *_ = world.cities
    for phase in NAMES:
        for add in (world.before, world.after):
            add(phase, lambda world: (world.monthly, world.agreements))
    # Between the phases that form ties and those that read them.
    world.after("negotiation", lambda world: world.explain(first, second))
    world.record("gain", lambda world: world.explain(first, second).sides[0].gain)
    world.run(4)
    plain.run(4)
    assert world.digest() == plain.digest()
    for name, column in world.state.actors._asdict().items():
        np.testing.assert_array_equal(column, getattr(plain.state.actors, name), err_msg=name)
    pd.testing.assert_frame_equal(world.monthly.drop(columns="gain"), plain.monthly, check_exact=True)


def test_a_function_sees_the_ties_of_the_start_of_the_month_and_a_column_those_of_its_end(world: World) -> None:
    seen: list[object] = []
    world.before("events", lambda world: seen.append(world.state.ties))
    world.after("record", lambda world: seen.append(world.state.ties))
    world.record("ties", lambda world: seen.append(world.state.ties) or 0.0)
    world.step()
    assert seen[0] is seen[1] is not seen[2] is world.state.ties


def test_an_explanation_inside_a_month_leaves_its_ties(world: World) -> None:
    first, second, *_ = world.cities
    seen: list[object] = []

    @world.after("domestic level")
    def explains(world: World) -> None:
        seen.extend([world.state.ties, world.explain(first, second) and world.state.ties])

    world.step()
    assert seen[0] is seen[1]
    assert world.explain(first, second) and world.state.ties is not seen[0]


def test_a_changed_attribute_counts_for_the_phases_that_follow(world: World) -> None:
    city = next(iter(world.cities.values()))

    def distrust(_: World) -> None:
        city.trust = 0.125

    world.after("delivery", distrust)
    world.step()
    recorded = world.city_months.query("month == 0 and id == @city.id")
    assert recorded["trust"].tolist() == [0.125]


@pytest.mark.parametrize("value", [7.0, float("nan")])
def test_a_value_out_of_range_is_refused_also_in_a_whole_row(world: World, value: float) -> None:
    def one(world: World) -> None:
        next(iter(world.cities.values())).trust = value

    def row(world: World) -> None:
        next(iter(world.cities.values())).need[1] = value

    for function, match in (
        (one, "trust"),
        (row, rf"after row .*test_hooks.py.*, before search: need of row 0 is .*{value:.0f}"),
    ):
        other = copy.deepcopy(world)
        other.before("search", function)
        with pytest.raises(ValueError, match=match):
            other.step()


def test_an_unknown_phase_is_refused_with_the_nearest_and_the_list(world: World) -> None:
    for add in (world.before, world.after):
        with pytest.raises(
            ValueError, match=r"phase 'negociation': unknown, did you mean negotiation. expected one of events"
        ):
            add("negociation", print)
        with pytest.raises(ValueError, match=r"phase 3: unknown, expected one of events, politics, .*, record"):
            add(3, print)  # type: ignore[call-overload]
    assert not world.hooks


def alone() -> float:
    return 1.0


def pair(_: World, other: World) -> float:
    return other.month


async def promise(_: World) -> float:
    return 1.0


def generator(_: World) -> Any:
    yield 1.0


@pytest.mark.parametrize("given", [None, 3.0, "f", promise, generator, alone, pair])
def test_anything_but_a_function_of_the_world_is_refused_when_it_is_added(world: World, given: Any) -> None:
    for add in (partial(world.before, "search"), partial(world.after, "search"), partial(world.record, "x")):
        with pytest.raises(
            TypeError, match=r"expected (a function of the world|a plain function|one argument, the world)"
        ):
            add(given)
    assert not world.hooks and "x" not in world.monthly


def test_every_kind_of_function_may_be_added(world: World) -> None:
    class Counter:
        def __call__(self, world: World) -> int:
            return world.month

        def method(self, world: World) -> int:
            return world.month

    given: list[Callable[[World], int]] = [Counter(), Counter().method, partial(Counter.method, Counter()), len]  # type: ignore[list-item]
    for at, function in enumerate(given[:3]):
        world.record(f"x{at}", function)
    world.run(2)
    assert world.monthly[["x0", "x1", "x2"]].tail(2).to_numpy().tolist() == [[0.0] * 3, [1.0] * 3]
    assert str(world.hooks).splitlines()[0] == "column x0: Counter"


def test_an_exception_ends_the_run_and_says_where(world: World) -> None:
    def breaks(world: World) -> None:
        if world.month == 2:
            raise ZeroDivisionError("for this test")

    world.after("clubs", breaks)
    with pytest.raises(ZeroDivisionError) as raised:
        world.run()
    note = raised.value.__notes__[0]
    assert note.startswith("in breaks (test_hooks.py:") and note.endswith("), after clubs, month 2 (2016-03)")
    # The months before are there, and the failed one is not done again on its own remains.
    assert (world.month, world.monthly["month"].max()) == (2, 1)
    for goes_on in (world.step, world.run):
        with pytest.raises(MonthError, match=r"month 2 \(2016-03\) failed and is incomplete; expected a new world"):
            goes_on()


def test_a_month_that_fails_without_functions_is_not_continued_either(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(_: State) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(module, "PHASES", (*PHASES[:4], ("clubs", stopped)))
        with pytest.raises(KeyboardInterrupt):
            world.step()
    with pytest.raises(MonthError, match="failed and is incomplete"):
        world.step()


@pytest.mark.parametrize("place", ["before", "column"])
@pytest.mark.parametrize("run", [World.step, World.run, lambda world: copy.deepcopy(world).step()])
def test_a_function_cannot_run_months(world: World, place: str, run: Callable[[World], object]) -> None:
    if place == "before":
        world.before("search", run)
    else:
        world.record("months", run)
    with pytest.raises(MonthError, match=r"month 0 \(2016-01\) is under way: a function that a month calls cannot run"):
        world.step()


def test_a_function_may_add_and_remove_functions_from_the_next_place_on(world: World) -> None:
    said: list[str] = []

    def once(world: World) -> None:
        said.append("once")
        world.remove_function(once)
        world.remove_function(gone)
        world.before("search", lambda _: said.append("here"))
        world.after("search", lambda _: said.append("there"))

    def gone(_: World) -> None:
        said.append("gone")

    world.before("search", once)
    world.before("search", gone)
    world.run(2)
    assert said == ["once", "gone", "there", "here", "there"]


def test_a_function_that_was_not_added_cannot_be_removed(world: World) -> None:
    world.before("search", once := lambda _: None)
    world.remove_function(once)
    assert not world.hooks
    world.record("size", len_of := lambda world: len(world.cities))
    with pytest.raises(ValueError, match=r"is not a function of this world; expected one of column size: <lambda> \("):
        world.remove_function(once)
    world.remove_function(len_of)
    assert not world.hooks


def test_a_column_has_a_number_a_month_and_nan_before_it_was_added(world: World) -> None:
    world.run(2)
    world.record("month_of_row", lambda world: world.month)

    @world.record("signed_so_far")
    def signed(world: World) -> float:
        return float(world.monthly["signed"].sum())

    world.record("nothing", lambda _: math.nan)
    # Before the first value as well, and as numbers.
    assert world.monthly[["month_of_row", "nothing"]].isna().all(axis=None)
    world.run(3)
    months = world.monthly
    np.testing.assert_array_equal(months["month_of_row"], [math.nan] * 4 + [2, 3, 4])
    assert months["signed_so_far"].iloc[-1] == months["signed"].sum()
    assert months["nothing"].isna().all() and months["nothing"].dtype == np.float64


def test_a_column_is_in_the_table_of_a_world_without_months() -> None:
    changes = SMALL | {"search.burn_in": 0}
    world: World = build.build(change.apply(read.read("synthetic"), changes), seed=2)
    world.record("size", lambda world: len(world.cities))
    assert world.monthly.empty and "size" in world.monthly
    world.step()
    assert world.monthly["size"].tolist() == [24.0]


@pytest.mark.parametrize("value", [math.inf, -np.inf, "3", None, [1.0], 10**400, 1j])
def test_anything_but_a_number_is_refused_in_one_sentence_that_names_the_function(world: World, value: object) -> None:
    def odd(_: World) -> object:
        return value

    world.record("odd", odd)
    wrong = r"column odd: odd \(test_hooks.py:\d+\) returned .*, expected a finite number or NaN"
    with pytest.raises(ValueError, match=wrong) as raised:
        world.step()
    assert "\n" not in str(raised.value) and len(str(raised.value)) < 150


@pytest.mark.parametrize("name", ["signed", "Signed", "month", "date", "challenge_stock_climate", "run"])
def test_a_name_that_the_table_has_is_refused(world: World, name: str) -> None:
    with pytest.raises(ValueError, match=f"column '{name}': the table of months has it already; expected another name"):
        world.record(name, lambda _: 1.0)


@pytest.mark.parametrize("name", ["", "a b", "3x", "_x", "a-b", "é", "x" * 61, "x\n", None, 3, ("x",)])
def test_a_name_that_cannot_be_a_column_is_refused(world: World, name: Any) -> None:
    with pytest.raises(ValueError, match="not the name of a column, expected a letter, then"):
        world.record(name, lambda _: 1.0)


def test_a_name_is_recorded_once_and_continued_when_its_function_is_gone(world: World) -> None:
    world.record("size", first := lambda _: 1.0)
    with pytest.raises(
        ValueError, match=r"column 'size': recorded already, by <lambda> .*; expected another name, or remove"
    ):
        world.record("size", lambda _: 2.0)
    with pytest.raises(ValueError, match="column 'Size': the table of months has it already"):
        world.record("Size", lambda _: 2.0)
    world.step()
    world.remove_function(first)
    world.step()
    world.record("size", lambda _: 2.0)
    world.step()
    np.testing.assert_array_equal(world.monthly["size"].tail(3), [1.0, math.nan, 2.0])


def test_a_copy_of_a_world_goes_on_with_the_same_functions(world: World) -> None:
    world.record("size", lambda world: len(world.cities))
    other = copy.deepcopy(world)
    other.step()
    assert other.monthly["size"].tolist()[-1] == 24.0 and world.month == 0
    assert "size" in world.monthly and len(world.monthly) == 2


def test_without_functions_a_month_is_not_paused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[object] = []
    monkeypatch.setattr(module, "one_month", lambda _, pause: given.append(pause))
    world.step()
    world.before("search", print)
    world.step()
    assert given[0] is None and given[1] is not None


def test_the_functions_are_printed_in_the_order_of_the_month() -> None:
    hooks = Hooks(NAMES)
    hooks.add("after", "record", print)
    hooks.add("before", "search", test_the_functions_are_printed_in_the_order_of_the_month)
    hooks.columns["size"] = len
    name = named(test_the_functions_are_printed_in_the_order_of_the_month)
    assert str(hooks).splitlines() == [f"before search: {name}", "after record: print", "column size: len"]

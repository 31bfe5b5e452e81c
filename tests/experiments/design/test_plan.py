"""A plan numbers its runs so that more replicates only add runs at the end."""

from collections.abc import Callable

from paradiplomacy.experiments.design.design import Claim, Design, Experiment
from paradiplomacy.experiments.design.plan import kinds_of, make
from paradiplomacy.experiments.design.read import checked


def test_more_replicates_add_runs_and_renumber_none(small: Callable[..., Design]) -> None:
    few, many = (make(checked(small()), replicates=count) for count in (2, 3))
    assert (few.width, few.runs, many.runs) == (2, 4, 6)
    assert [many.task(run) for run in range(4)] == [few.task(run) for run in range(4)]
    assert {(task.setting, task.replicate) for task in map(many.task, range(6))} == {
        (setting, replicate) for setting in (0, 1) for replicate in (0, 1, 2)
    }


def test_experiments_are_combined_with_all_points(small: Callable[..., Design]) -> None:
    plan = make(checked(small(experiments=(Experiment("a"), Experiment("b")))))
    assert [name for name, _ in plan.settings] == ["a", "a", "b", "b"]


def test_the_fingerprint_follows_what_changes_rows_and_nothing_else(small: Callable[..., Design]) -> None:
    token = make(checked(small())).recipe.token
    claim = Claim("x", "signed", "rises", case={"response.tolerance": 0.3}, against={"response.tolerance": 0.1})
    same = (small(title="Other"), small(replicates=9), small(question="Why?"), small(claims=(claim,)), small(name="n"))
    assert {make(checked(design)).recipe.token for design in same} == {token}
    others = (small(seed=2), small(months=5), small(measures=("signed",)), small(keep=("monthly",)))
    assert token not in {make(checked(design)).recipe.token for design in others}


def test_a_column_of_mixed_kinds_is_stored_as_json() -> None:
    points = [("only", {"a": 1, "b": 1, "c": "x", "d": True}), ("only", {"a": 2, "b": 0.5, "c": 1, "d": False})]
    assert kinds_of(points, ["a", "b", "c", "d"]) == {"a": "int", "b": "float", "c": "json", "d": "bool"}

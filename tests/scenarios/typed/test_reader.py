"""The reader returns a complete record and notes every problem."""

from typing import Any

import pytest

from paradiplomacy.scenarios.format.problem import Report, path_text
from paradiplomacy.scenarios.typed.reader import read_typed

RIGHT = {
    "title": "Pie",
    "amounts": {"flour": 2, "salt": [1, "x"]},
    "oven": {"heat": 200},
    "cooks": [{"name": "Ann", "skill": 1}, {"name": "Bo"}],
    "steps": [{"kind": "stir", "label": "mix", "tools": ["spoon"]}, {"kind": "bake", "label": "heat", "minutes": 40}],
}


def read(raw: dict[str, Any], root: Any) -> tuple[Any, list[str]]:
    """Return the record and the messages."""
    report = Report(lambda _: "", path_text)
    return read_typed(raw, root, report), [str(problem) for problem in report.problems]


def test_a_right_file_gives_a_typed_record_with_defaults(recipe: Any) -> None:
    pie, problems = read(RIGHT, recipe)
    assert problems == []
    assert (pie.title, pie.serves, pie.oven) == ("Pie", 4, (200.0, False))
    assert type(pie.oven.heat) is float
    assert pie.amounts == {"flour": 2, "salt": [1, "x"]}
    assert pie.cooks == (("Ann", 1.0, ()), ("Bo", None, ()))
    assert [type(step).__name__ for step in pie.steps] == ["Stir", "Bake"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"title": None}, "title: nothing, expected text in quotes"),
        ({"serves": 0}, "serves: 0 is too small, expected a whole number from 1 to 100 (persons)"),
        ({"season": "sumer"}, 'season: unknown value "sumer", did you mean summer?'),
        ({"titel": "x"}, "titel: unknown key, did you mean title?"),
        ({"heat": 3}, "heat: unknown key, did you mean oven.heat?"),
        ({"amounts": 3}, 'amounts: 3 is a whole number, expected a table such as { "response.tolerance" = 0.2 }'),
        ({"oven": 3}, "oven: a whole number, expected a table [oven]"),
        ({"oven": {"serves": 3}}, "oven.serves: unknown key, did you mean serves above the first table?"),
        ({"oven": {"fan": 1}}, "oven.fan: 1 is a whole number, expected true or false without quotes"),
        ({"cooks": {}}, "cooks: a table, expected tables [[cooks]]"),
        ({"cooks": [3]}, "cooks[0]: a whole number, expected a table [[cooks]]"),
        ({"cooks": [{}] * 4}, "cooks: 4 cooks, expected at most 3"),
        ({"cooks": [{"skill": 1}]}, "cooks[0].name: missing, expected text in quotes"),
        ({"steps": [{"label": "a"}]}, "steps[0].kind: missing, expected one of bake, stir"),
        ({"steps": [{"kind": "bak", "label": "a"}]}, 'steps[0].kind: unknown value "bak", did you mean bake?'),
        ({"steps": [{"kind": "bake", "label": "a"}]}, "steps[0].minutes: missing in a bake, expected a whole number"),
        (
            {"steps": [{"kind": "stir", "label": "a", "tools": []}]},
            "steps[0].tools: missing in a stir, expected a list",
        ),
        (
            {"steps": [{"kind": "bake", "label": "a", "minutes": 1, "speed": 3}]},
            "steps[0].speed: out of place in a bake, a bake has minutes",
        ),
    ],
)
def test_a_wrong_value_is_reported_once_and_replaced(recipe: Any, change: dict[str, Any], message: str) -> None:
    pie, problems = read(RIGHT | change, recipe)
    assert len(problems) == 1
    assert problems[0].startswith(message)
    assert isinstance(pie, recipe)


def test_all_problems_are_reported_together_and_the_record_is_complete(recipe: Any) -> None:
    pie, problems = read({"serves": "x", "oven": {"heat": 999}, "cooks": [{}, 3]}, recipe)
    assert len(problems) == 5
    assert (pie.title, pie.serves, pie.oven.heat, pie.cooks) == ("", 4, 180.0, (("", None, ()), ("", None, ())))


def test_keys_of_another_kind_that_say_nothing_are_ignored(recipe: Any) -> None:
    bake = {"kind": "bake", "label": "a", "minutes": 1, "speed": 1.0, "tools": []}
    pie, problems = read(RIGHT | {"steps": [bake]}, recipe)
    assert problems == []
    assert pie.steps[0].minutes == 1


def test_a_report_knows_which_values_are_wrong(recipe: Any) -> None:
    report = Report(lambda _: "", path_text)
    read_typed({"title": "x", "oven": {"heat": 999}, "cooks": [{"name": "a", "skill": 3}, 3]}, recipe, report)
    assert report.wrong(("oven", "heat"))
    assert report.wrong(("oven",))
    assert not report.wrong(("oven", "fan"), ("title",))
    assert report.wrong(("title",), ("oven", "heat"))
    assert report.wrong(("cooks", 1, "name")), "the entry is not a table"
    assert report.broken(("cooks", 1))
    assert not report.broken(("cooks", 0))
    assert not report.wrong(("cooks", 0, "name"))

"""A record as data and as TOML reads back as an equal record."""

import tomllib
from typing import Any

from paradiplomacy.scenarios.format.problem import Report, path_text
from paradiplomacy.scenarios.typed.data import as_data
from paradiplomacy.scenarios.typed.reader import read_typed
from paradiplomacy.scenarios.typed.toml import to_toml, value_toml

RAW = {
    "title": 'A "pie" \\ é\n',
    "amounts": {"a.b": 1, "c": [True, "x"]},
    "oven": {"fan": True},
    "cooks": [{"name": "Ann", "skill": 1, "likes": ["x"]}, {"name": "Bo"}],
    "steps": [{"kind": "bake", "label": "heat", "minutes": 40}],
}


def read(raw: dict[str, Any], root: Any) -> Any:
    report = Report(lambda _: "", path_text)
    record = read_typed(raw, root, report)
    assert not report.problems
    return record


def test_data_leave_out_what_is_none_and_name_the_kind(recipe: Any) -> None:
    data = as_data(read(RAW, recipe))
    assert data["cooks"] == [{"name": "Ann", "skill": 1.0, "likes": ["x"]}, {"name": "Bo", "likes": []}]
    assert data["steps"] == [{"kind": "bake", "label": "heat", "minutes": 40}]
    assert data["oven"] == {"heat": 180.0, "fan": True}
    assert "amounts" not in as_data(read({"title": "x"}, recipe))


def test_a_record_is_read_back_from_data_and_from_toml(recipe: Any) -> None:
    pie = read(RAW, recipe)
    assert read(as_data(pie), recipe) == pie
    assert read(tomllib.loads(to_toml(pie)), recipe) == pie
    assert "title" not in tomllib.loads(to_toml(pie, leave_out=("title",)))


def test_a_whole_number_of_a_float_field_is_written_as_a_float(recipe: Any) -> None:
    cook = read(RAW, recipe).cooks[0]._replace(skill=1)
    assert value_toml(as_data(cook)["skill"]) == "1.0"


def test_every_value_is_written_as_toml_in_one_line() -> None:
    values = [True, 3, -0.5, 1e300, 'quote " and \\ and \x7f', ["a", [1]], {"a b": {"c": 1.5}}, {}]
    for value in values:
        text = value_toml(value)
        assert "\n" not in text
        assert tomllib.loads(f"x = {text}")["x"] == value

"""Drafts merge: the second takes precedence, and every place stays known."""

from typing import Any

from paradiplomacy.scenarios.typed.draft import Draft, merge

BASE = Draft(
    {"title": "a", "oven": {"heat": 1, "fan": True}, "cooks": [{"name": "Ann", "skill": 1}], "notes": [{"name": "x"}]},
    {(): "base:1", ("title",): "base:1", ("oven", "heat"): "base:3", ("cooks", 0, "skill"): "base:6"},
)


def top(raw: dict[str, Any], **places: str) -> Draft:
    return Draft(raw, {(): "top:1", **{tuple(key.split("_")): place for key, place in places.items()}})


def test_tables_merge_key_by_key_and_values_are_replaced(recipe: Any) -> None:
    merged = merge(BASE, top({"title": "b", "oven": {"heat": 2}}, oven_heat="top:4"), recipe)
    assert (merged.raw["title"], merged.raw["oven"]) == ("b", {"heat": 2, "fan": True})
    assert merged.place(("oven", "heat")) == "top:4"
    assert merged.place(("title",)) == "base:1"
    assert BASE.raw["oven"] == {"heat": 1, "fan": True}


def test_entries_of_a_merged_list_change_by_name_and_others_are_added(recipe: Any) -> None:
    added = [{"name": "Bo"}, {"name": "Ann", "likes": ["x"]}]
    draft = Draft({"cooks": added, "notes": [{"name": "x"}]}, {(): "top:1", ("cooks", 1, "likes"): "top:9"})
    merged = merge(BASE, draft, recipe)
    assert merged.raw["cooks"] == [{"name": "Ann", "skill": 1, "likes": ["x"]}, {"name": "Bo"}]
    assert merged.raw["notes"] == [{"name": "x"}, {"name": "x"}]
    assert merged.place(("cooks", 0, "likes")) == "top:9"
    assert merged.place(("cooks", 0, "skill")) == "base:6"


def test_an_empty_list_removes_all_entries(recipe: Any) -> None:
    assert merge(BASE, top({"cooks": []}), recipe).raw["cooks"] == []


def test_a_second_entry_of_a_name_is_added_not_merged(recipe: Any) -> None:
    merged = merge(BASE, top({"cooks": [{"name": "Ann", "skill": 0}, {"name": "Ann"}]}), recipe)
    assert merged.raw["cooks"] == [{"name": "Ann", "skill": 0}, {"name": "Ann"}]


def test_wrong_content_is_preserved_for_the_reader(recipe: Any) -> None:
    assert merge(BASE, top({"cooks": 3, "oven": [1]}), recipe).raw["cooks"] == 3
    assert merge(BASE, top({"cooks": [3]}), recipe).raw["cooks"] == [{"name": "Ann", "skill": 1}, 3]


def test_the_place_of_what_is_not_there_is_that_of_its_table() -> None:
    assert BASE.place(("oven", "heat", "x")) == "base:3"
    assert BASE.place(("nowhere",)) == "base:1"

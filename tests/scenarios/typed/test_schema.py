"""The schema is derived from the type hints of a record."""

from typing import Any

from paradiplomacy.scenarios.typed.schema import REQUIRED, all_types, fields, fields_of, groups, keys, lists


def test_fields_groups_and_lists_are_separated(recipe: Any) -> None:
    assert list(fields(recipe)) == ["title", "serves", "season", "amounts"]
    assert list(groups(recipe)) == ["oven"]
    assert list(lists(recipe)) == ["cooks", "notes", "steps"]
    assert keys(recipe) == ("title", "serves", "season", "amounts", "oven", "cooks", "notes", "steps")


def test_a_field_has_type_default_and_description(recipe: Any) -> None:
    title, amounts = fields(recipe)["title"], fields(recipe)["amounts"]
    assert (title.kind, title.item, title.optional, title.default) == (str, str, False, REQUIRED)
    assert (amounts.kind, amounts.item) == (dict, object)
    cook = fields(lists(recipe)["cooks"].entry)
    assert (cook["skill"].kind, cook["skill"].optional, cook["skill"].default) == (float, True, None)
    assert (cook["likes"].kind, cook["likes"].item, cook["likes"].default) == (tuple, str, ())


def test_entries_of_several_kinds_have_a_type_each_and_share_fields(recipe: Any) -> None:
    steps = lists(recipe)["steps"]
    assert list(steps.types()) == ["steps.bake", "steps.stir"]
    assert list(fields(steps.types()["steps.bake"])) == ["label", "minutes"]
    assert list(all_types(recipe)) == ["oven", "cooks", "notes", "steps.bake", "steps.stir"]


def test_a_record_has_the_fields_of_its_type(recipe: Any) -> None:
    assert fields_of(recipe(title="Soup")) == fields(recipe)

"""JSON Schema: of a small format, key by key."""

from typing import Annotated, NamedTuple

from jsonschema import Draft7Validator

from paradiplomacy.agents.fields import Field
from paradiplomacy.scenarios.typed.json_schema import json_schema
from paradiplomacy.scenarios.typed.schema import Entries


class Group(NamedTuple):
    """A group."""

    share: Annotated[float, Field("a share", "share", 0, 1)] = 0.5
    word: Annotated[str, Field("a word", "word", choices=("a", "b"))] = "a"


class Entry(NamedTuple):
    """An entry."""

    label: Annotated[str, Field("its label", "word")]
    since: Annotated[str, Field("its month", "YYYY-MM")]
    position: Annotated[dict[str, float] | None, Field("by issue", low=-1, high=1)] = None


class Root(NamedTuple):
    """A file."""

    title: Annotated[str, Field("its title", "text")]
    base: Annotated[str | None, Field("what it extends", "text")] = None
    months: Annotated[int, Field("months", "months", low=1, high=600)] = 60
    names: Annotated[tuple[str, ...], Field("names", "text")] = ()
    on: Annotated[bool, Field("whether", "yes or no")] = False
    group: Group = Group()
    entries: Annotated[tuple[Entry, ...], Entries("label", most=2, merged=True)] = ()


def valid(raw: object, extends: str = "base") -> bool:
    schema = json_schema(Root, "A file", extends=extends)
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema).is_valid(raw)


WHOLE = {
    "title": "t", "months": 3, "names": ["a"], "on": True, "group": {"share": 1, "word": "b"},
    "entries": [{"label": "x", "since": "2015-12", "position": {"climate": -0.5}}],
}  # fmt: skip


def test_a_whole_file_is_valid() -> None:
    assert valid(WHOLE)
    assert valid({"title": "t"})


def test_each_wrong_value_is_refused() -> None:
    wrong = (
        {"title": " "}, {"title": 3}, {"months": 0}, {"months": 601}, {"months": 2.5}, {"months": "3"}, {"names": "a"},
        {"names": [1]}, {"on": 1}, {"group": {"share": 1.1}}, {"group": {"word": "c"}}, {"group": {"shares": 1}},
        {"group": 3}, {"other": 1}, {"entries": [{"label": "x", "since": "2015-13"}]}, {"entries": {"label": "x"}},
        {"entries": [{"label": "x", "since": "2015-12", "position": {"climate": 2}}]}, {"entries": [{"since": "2015-12"}]},
        {"entries": [WHOLE["entries"][0]] * 3},
    )  # fmt: skip
    for change in wrong:
        assert not valid(WHOLE | change), change


def test_only_a_file_on_top_of_another_may_leave_things_out() -> None:
    partial = {"entries": [{"label": "x"}]}
    assert valid({"base": "other"} | partial)
    assert not valid({"title": "t"} | partial)
    assert not valid({"months": 3})
    assert not valid({"base": "other", "entries": [{"since": "2015-12"}]}), "an entry is found by its label"
    assert not valid({"base": "other", "title": "t"} | partial, extends="")


def test_an_editor_can_show_meaning_unit_and_default() -> None:
    shown = json_schema(Root, "A file")["properties"]["months"]  # type: ignore[index,call-overload]
    assert shown == {"type": "integer", "minimum": 1, "maximum": 600, "description": "months [months]", "default": 60}

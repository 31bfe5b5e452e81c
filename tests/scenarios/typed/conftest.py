"""A small file format that has everything a format can have."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Annotated, ClassVar, NamedTuple

import pytest

from paradiplomacy.agents.fields import Field
from paradiplomacy.scenarios.typed.schema import Entries


class Oven(NamedTuple):
    """The oven."""

    heat: Annotated[float, Field("temperature", "degrees", low=0, high=300)] = 180.0
    fan: Annotated[bool, Field("whether the fan is on", "yes or no")] = False


class Cook(NamedTuple):
    """A cook."""

    name: Annotated[str, Field("name of the cook", "text")]
    skill: Annotated[float | None, Field("skill", "share", low=0, high=1)] = None
    likes: Annotated[tuple[str, ...], Field("dishes", "text")] = ()


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step of the recipe."""

    kind: ClassVar[str] = ""
    label: Annotated[str, Field("label", "text")]


@dataclass(frozen=True, kw_only=True)
class Bake(Step):
    """Baking."""

    kind: ClassVar[str] = "bake"
    minutes: Annotated[int, Field("time", "minutes", low=1, high=600)]


@dataclass(frozen=True, kw_only=True)
class Stir(Step):
    """Stirring."""

    kind: ClassVar[str] = "stir"
    tools: Annotated[tuple[str, ...], Field("tools", "text")]
    speed: Annotated[float, Field("speed", low=0, high=10)] = 1.0


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """A recipe."""

    title: Annotated[str, Field("title", "text")]
    serves: Annotated[int, Field("persons", "persons", low=1, high=100)] = 4
    season: Annotated[str, Field("season", "word", choices=("summer", "winter"))] = "summer"
    amounts: Annotated[Mapping[str, object], Field("anything", "path=value")] = MappingProxyType({})
    oven: Oven = field(default_factory=Oven)
    cooks: Annotated[tuple[Cook, ...], Entries("name", most=3, merged=True)] = ()
    notes: Annotated[tuple[Cook, ...], Entries("name", most=3)] = ()
    steps: Annotated[tuple[Step, ...], Entries("label", kinds={"bake": Bake, "stir": Stir})] = ()


@pytest.fixture
def recipe() -> type[Recipe]:
    """The root of the format."""
    return Recipe

"""A measure is one function, restricted by its scope; a family keeps its measures by name."""

import pytest

from paradiplomacy import World
from paradiplomacy.experiments.measures.chosen import Chosen
from paradiplomacy.experiments.measures.measure import ALL, ISSUES, MONTHS, WHOLE, Family, Measure, parts_of, whole
from paradiplomacy.model.vocabulary import Kind
from paradiplomacy.scenarios.names.scope import EVERYTHING, parse


def one(_world: World, _chosen: Chosen) -> float:
    return 1.0


MEASURE = Measure("a number", "1", one, ISSUES | MONTHS)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("x", set()),
        ("x of FRA", {"actors"}),
        ("x among eu", {"among"}),
        ("x on climate since 2016-01", {"issues", "months"}),
        ("x until 2016-01", {"months"}),
    ],
)
def test_a_scope_has_parts_and_a_measure_refuses_those_that_it_cannot_follow(text: str, parts: set[str]) -> None:
    scope = parse(text)
    assert parts_of(scope) == parts
    assert set(MEASURE.excess(scope)) == parts - {"issues", "months"}


def test_a_restricted_measure_has_the_same_function_and_says_what_it_is_restricted_to() -> None:
    scope = parse("x on climate")
    made = MEASURE.within(scope)
    assert (made.read, made.scope) == (one, scope)
    assert made.about.startswith("a number (") and "climate" in made.about
    assert MEASURE.within(EVERYTHING) is MEASURE


def test_a_function_of_the_world_alone_cannot_be_restricted(lively: World) -> None:
    made = whole("cities", "cities", lambda world: len(world.cities))
    assert made.of(lively) == len(lively.cities)
    assert (set(made.excess(parse("x of FRA on climate"))), made.reason) == ({"actors", "issues"}, WHOLE)


def test_a_family_gives_its_measures_the_name_of_their_function_and_a_variant_for_each_kind(lively: World) -> None:
    family, seen = Family(by=MONTHS, reason="why"), []

    @family.measure("agreements", "agreements", kinds=True)
    def number(_world: World, chosen: Chosen) -> float:
        seen.append(chosen.kind)
        return 0.0

    assert set(family.measures) == {"number", *(f"number_{kind.name.lower()}" for kind in Kind)}
    for made in family.measures.values():
        assert (made.by, made.reason) == (MONTHS, "why")
        made.of(lively)
    assert seen == [None, *Kind]
    with pytest.raises(ValueError, match='two measures are called "number"'):
        family.add("number", "x", "1", one)
    family.add("other", "x", "1", one, by=ALL)
    assert family.measures["other"].by == ALL

"""Stops found in a run: each is what the public tables show, and all can be read."""

import pytest

from paradiplomacy import World
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.story import found
from paradiplomacy.scenarios.story.filling import FilledStop
from paradiplomacy.scenarios.story.found import find
from paradiplomacy.scenarios.story.slots import MOST_WORDS, words


@pytest.fixture(scope="module")
def world() -> World:
    # Club, court and statutes within five years.
    made = World.from_scenario("joint-governance", seed=1)
    made.run()
    return made


@pytest.fixture(scope="module")
def stops(world: World) -> dict[str, FilledStop]:
    return {stop.name: stop for stop in find(world.state)}


def test_stops_are_in_order_and_within_the_run(world: World) -> None:
    months = [stop.month for stop in find(world.state)]
    assert months == sorted(months) and len(months) >= 6 and months[0] >= 0 and months[-1] < world.month


def test_every_sentence_is_short_and_has_its_number(stops: dict[str, FilledStop]) -> None:
    for stop in stops.values():
        assert words(stop.sentence) <= MOST_WORDS and stop.number and stop.caption and stop.found
        assert "{" not in stop.sentence


@pytest.mark.parametrize(
    ("name", "kind"),
    [("The first defiance", "defied"), ("The first statute", "statute_enacted"), ("The first ruling", "ruled")],
)
def test_the_first_of_a_kind_is_the_first_in_the_ledger(
    world: World, stops: dict[str, FilledStop], name: str, kind: str
) -> None:
    table = world.events
    found_there = table[(table["kind"] == kind) & (table["month"] >= 0)]
    first, stop = found_there.iloc[0], stops[name]
    assert stop.month == first["month"] and first["actor_name"] in stop.sentence
    assert stop.number == str(len(found_there)) and first["actor"] in [world.state.identities[row] for row in stop.look]


def test_the_first_bypass_is_that_of_a_signature_of_its_month(world: World, stops: dict[str, FilledStop]) -> None:
    events, stop = world.events, stops["The first bypass"]
    acts = events[(events["kind"] == "classed") & (events["detail"] == "bypass") & (events["month"] >= 0)]
    signed = world.agreements.set_index("agreement")["signed"]
    acts = acts[[signed[number] == month for number, month in zip(acts["agreement"], acts["month"], strict=True)]]
    assert stop.month == acts.iloc[0]["month"] and acts.iloc[0]["actor_name"] in stop.sentence
    assert stop.number == str(acts["agreement"].nunique())


def test_the_busiest_month_has_the_most_signatures(world: World, stops: dict[str, FilledStop]) -> None:
    signed = world.agreements["signed"]
    counts = signed[signed >= 0].value_counts()
    stop = stops["The busiest month"]
    assert counts[stop.month] == counts.max() == int(stop.number)


def test_the_sharpest_step_is_the_largest_in_its_own_standard_deviations(
    world: World, stops: dict[str, FilledStop]
) -> None:
    monthly, stop = world.monthly, stops["The sharpest step"]
    table = monthly[monthly["month"] >= 0].reset_index(drop=True)
    steps = {name: table[name].diff() / table[name].diff().std(ddof=0) for name in found.SERIES}
    name = max(steps, key=lambda each: steps[each].abs().max())
    assert found.SERIES[name] in stop.sentence and stop.month == steps[name].abs().idxmax()


def test_the_agreement_with_the_most_turns_has_them(world: World, stops: dict[str, FilledStop]) -> None:
    events, stop = world.events, stops["The agreement with the most turns"]
    kinds = {kind.word for kind in found.CHANGES}
    turns = events[events["kind"].isin(kinds) & (events["month"] >= 0)]
    counts = turns["agreement"].value_counts()
    assert counts.max() == int(stop.number)
    most = counts[counts == counts.max()].index.min()
    assert stop.month == turns[turns["agreement"] == most]["month"].max()
    parties = [world.agreements.set_index("agreement").loc[most, each] for each in ("a_name", "b_name")]
    assert [world.state.names[row] for row in stop.look] == parties
    assert all(name in stop.sentence for name in parties) and stop.agreement in (most, None)


def test_only_talks_of_two_that_were_held_in_the_run_are_explained(stops: dict[str, FilledStop], world: World) -> None:
    table = world.agreements.set_index("agreement")
    explained = [stop for stop in stops.values() if stop.why]
    assert explained
    for stop in explained:
        row = table.loc[stop.agreement]
        assert row["parties"] == 2 and row["signed"] >= 0 and stop.look == stop.why
        assert [world.state.identities[actor] for actor in stop.why] == [row["a"], row["b"]]


def test_the_largest_change_of_a_club_is_counted_from_its_joins_and_exits() -> None:
    world = World.from_scenario("coalition-paradox", seed=1)
    world.run()
    stop = found.largest_club_change(world.state)
    events = world.events[world.events["month"] >= 0]
    sign = events["kind"].isin(["club_joined", "club_rejoined"]).astype(int) - (events["kind"] == "club_left")
    net = sign.groupby([events["club"], events["month"]]).sum()
    assert stop is not None and int(stop.number) == net[net.abs().idxmax()] and stop.month == net.abs().idxmax()[1]
    assert stop.club == net.abs().idxmax()[0]


def test_a_run_in_which_nothing_happens_has_no_stops() -> None:
    scenario = change.apply(read.read("synthetic"), {"world.cities": 4, "world.nations": 2, "search.burn_in": 0})
    assert find(World.from_scenario(scenario, seed=1).state) == ()

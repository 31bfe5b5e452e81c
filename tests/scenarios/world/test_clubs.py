"""Plans of clubs: whom they name, and when they are founded."""

from collections.abc import Callable

from paradiplomacy.model.events.join import Join
from paradiplomacy.model.vocabulary import ClubKind
from paradiplomacy.scenarios.format.scenario import Club
from paradiplomacy.scenarios.world.clubs import foundings, invited, plan
from paradiplomacy.scenarios.world.start import Start

PACT = Club(name="pact", kind="mixed club", founded="2015-11", invited=("cities", "NOR"), issues=("trade",))
LYON, PARIS, OSLO, FRANCE, NORWAY = range(5)


def test_a_plan_has_everybody_and_everything_that_the_club_names(make: Callable[..., Start]) -> None:
    start = make()
    made = plan(PACT._replace(host="Oslo", members=("FRA",), charter="median"), start)
    assert (made.month, made.host, made.kind) == (-2, OSLO, ClubKind.MIXED_CLUB)
    assert made.members.tolist() == [FRANCE]
    assert made.invited.tolist() == [LYON, PARIS, OSLO, FRANCE, NORWAY]
    assert made.issues == start.lookup.issues(("trade",))
    assert (made.charter, plan(PACT, start).charter) == ("median", start.scenario.rules.charter)
    assert plan(PACT, start).host is None


def test_a_club_has_another_key_than_a_club_of_another_name_or_an_actor_of_its_name(
    make: Callable[..., Start],
) -> None:
    start = make()
    keys = {int(plan(PACT._replace(name=name), start).key) for name in ("pact", "league", "FRA:paris")}
    assert len(keys) == 3 and not keys & set(start.columns.key.tolist())


def test_small_cities_are_invited_only_if_the_record_has_them_as_members(make: Callable[..., Start]) -> None:
    large = PACT._replace(least_population=600_000.0)
    join = Join(date="2017-01", name="x", who=("Lyon",), club="pact")
    other = Join(date="2017-01", name="y", who=("Lyon",), club="league")
    assert invited(large, make()).tolist() == [PARIS, OSLO, NORWAY]
    assert invited(large, make(events=(join,))).tolist() == [LYON, PARIS, OSLO, NORWAY]
    assert invited(large, make(events=(other,))).tolist() == [PARIS, OSLO, NORWAY]
    assert invited(large._replace(members=("Lyon",)), make()).tolist() == [LYON, PARIS, OSLO, NORWAY]


def test_clubs_older_than_the_run_are_founded_in_its_first_month(make: Callable[..., Start]) -> None:
    dates = ("1990-01", "2016-03", "2015-11", "2016-03")
    plans = [plan(PACT._replace(founded=date), make()) for date in dates]
    assert foundings(plans, -6) == {-6: [0], 2: [1, 3], -2: [2]}

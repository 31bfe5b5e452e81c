"""Where the map goes: a nation stands for its cities, and a pair is shown alone."""

from typing import Any

from paradiplomacy.visualisation.map.map import with_cities
from paradiplomacy.visualisation.session.session import Session


def test_a_nation_stands_for_its_cities(visit: Session) -> None:
    roster = visit.run.roster
    nation = roster.n_cities
    cities = [row for row in range(roster.n_cities) if roster.nation[row] == nation]
    assert cities and with_cities(roster, (nation,)) == [*cities, nation]
    assert with_cities(roster, (cities[0],)) == [cities[0]]


def test_everything_but_a_pair_fades_and_only_what_ties_the_two_is_drawn(begun: Any) -> None:
    begun.scrub(6)
    arc = begun.map("(([a]) => [a.a, a.b])([...map.book.values()].filter((a) => a.status === 2))")
    begun.map(f"(map.focus = {arc}, map.aim(true), map.draw(), 0)")
    lit = begun.map("map.nodes.filter((each) => !each.faint).map((each) => each.row).sort((a, b) => a - b)")
    assert lit == sorted(arc)
    ends = begun.map("map.lines.map((each) => [each.a, each.b].sort((a, b) => a - b).join())")
    assert ends and set(ends) == {",".join(map(str, sorted(arc)))}

"""From a scenario to a world. This is the only place where names become objects."""

import numpy as np

from paradiplomacy.agents.columns import empty
from paradiplomacy.model.agreements import inheritance
from paradiplomacy.model.agreements.book import NEVER, Book
from paradiplomacy.model.calendar import month_of
from paradiplomacy.model.challenges.challenges import challenges, may_commit
from paradiplomacy.model.chance import Purpose, Stream, key_of, key_of_name, stream_of
from paradiplomacy.model.clubs.register import Register
from paradiplomacy.model.events.dated_event import DatedEvent
from paradiplomacy.model.figures import Figures
from paradiplomacy.model.ledger.log import Ledger
from paradiplomacy.model.network.prospects import Prospects, draw_prospects
from paradiplomacy.model.parameters import Settings
from paradiplomacy.model.recorder import Recorder
from paradiplomacy.model.relations import no_changes
from paradiplomacy.model.rules import ratification, rule
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes.disputes import no_disputes
from paradiplomacy.model.statutes.statutes import no_statutes
from paradiplomacy.model.world import World, one_month, update_networks
from paradiplomacy.scenarios.first_start.compile_first import compile_first
from paradiplomacy.scenarios.format import own_rules
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.own_data import files as own_tables
from paradiplomacy.scenarios.own_data.rows import rows_of
from paradiplomacy.scenarios.own_data.ties import Tie, read_ties
from paradiplomacy.scenarios.world import census, clubs, offices, opinions, overrides, population, traits
from paradiplomacy.scenarios.world.census import Population
from paradiplomacy.scenarios.world.draws import Draws
from paradiplomacy.scenarios.world.lookup import WorldLookup
from paradiplomacy.scenarios.world.start import Start


def build[W: World](
    scenario: Scenario, *, seed: int = 1, replicate: int = 0, world_class: type[W] = World, burn_in: bool = True
) -> W:
    """Return the world of a scenario at its start, after the burn-in.

    Args:
        scenario: A checked scenario.
        seed: Root seed, 0 to 2**63 - 1.
        replicate: Number of the replicate, 0 or more.
        world_class: ``World`` or a class that extends it.
        burn_in: Whether to simulate the burn-in.
    """
    compile_first(scenario)
    # A scenario made in Python was never read from a file, so that its own rules have not been tried yet.
    own_rules.try_out(scenario)
    run = stream_of(int(seed), int(replicate))
    found = population_of(scenario, run)
    state = state_of(scenario, run, found)
    # The burn-in runs on the bare state: Mesa's agents are views, and nobody looks before the start.
    while burn_in and state.month < 0:
        one_month(state)
    return world_class(state, horizon=scenario.months, places=[(actor.lon, actor.lat) for actor in found.everyone])


def population_of(scenario: Scenario, run: Stream) -> Population:
    """Return the cities and nations of a scenario."""
    if scenario.world.kind == "synthetic":
        return population.synthetic(scenario.world, run)
    return census.real(scenario.world, int(scenario.start[:4]))


def state_of(scenario: Scenario, run: Stream, found: Population) -> State:
    """Return the state before the burn-in.

    Args:
        scenario: A checked scenario.
        run: Random numbers of the run.
        found: Cities and nations.
    """
    start = _start(scenario, run, found)
    # In this order, because each step reads what an earlier one filled and takes the next numbers of the draws.
    # Overrides replace facts and draws, and come before the anchors, so that a public stays where the scenario puts it.
    traits.endow(start)
    opinions.form_opinions(start)
    offices.hold_office(start)
    # New draws go here, after all others: draws are numbered in order, so an earlier one would renumber, and change, all
    # that follow. What they fill can still be overridden by the scenario.
    overrides.override(start)
    opinions.anchor(start)
    state = _state(start, run)
    opinions.seat_leaders(state, scenario.actors)
    offices.postpone_elections(start, state.month)
    update_networks(state)
    inheritance.inherit(state, _recorded(scenario, found))
    return state


def observed_ties(scenario: Scenario) -> list[Tie] | None:
    """Return the ties that a scenario has on record; None where ties are drawn."""
    file = own_tables.tables(scenario.world).get("ties")
    return None if file is None else read_ties(file, census.known_cities(scenario.world))


def _recorded(scenario: Scenario, found: Population) -> inheritance.Recorded | None:
    """Return the ties on record that are in force at the start; None where ties are drawn."""
    ties = observed_ties(scenario)
    if ties is None:
        return None
    row = {city.id: at for at, city in enumerate(found.cities)}
    # A table may have more cities than the world, and ties that began later: those are for comparison.
    kept = [tie for tie in ties if tie.in_force(scenario.start) and row.keys() >= set(tie.pair)]
    names = [issue.name for issue in scenario.issues]
    return inheritance.Recorded(
        ends=np.array([[row[city] for city in tie.pair] for tie in kept], dtype=np.int32).reshape(-1, 2),
        since=np.array([month_of(scenario.start, tie.month) if tie.month else NEVER for tie in kept], dtype=np.int32),
        agenda=np.array([[name in tie.issues for name in names] for tie in kept], dtype=bool).reshape(-1, len(names)),
    )


def _start(scenario: Scenario, run: Stream, found: Population) -> Start:
    columns = empty(len(found.everyone), len(scenario.issues))
    columns.key[:] = [key_of_name(actor.id) for actor in found.everyone]
    traits.place(columns, found)
    return Start(scenario, found, columns, Draws(run, columns.key), WorldLookup(scenario, found))


def _state(start: Start, run: Stream) -> State:
    """Return the state with empty tables."""
    scenario, columns, n = start.scenario, start.columns, start.cities.stop
    settings, issues, first_month = settings_of(scenario), scenario.issues, -scenario.search.burn_in
    home = ratification.Cases(columns.veto_players, np.arange(len(columns.key)) < n, columns.democracy)
    offset, count = rule("ratification", settings.rules.ratification).offsets(home, settings.ratification)
    plans = tuple(clubs.plan(club, start) for club in scenario.clubs)
    book = Book(len(issues))
    return State(
        settings=settings,
        stream=run,
        start=scenario.start,
        month=first_month,
        identities=[actor.id for actor in start.population.everyone],
        names=[actor.name for actor in start.population.everyone],
        n_cities=n,
        actors=columns,
        issues=issues,
        party_labels=tuple(party.label for party in scenario.parties),
        party_position=_party_positions(scenario),
        veto_offset=offset,
        veto_count=count,
        prospects=_prospects(start, run),
        dated_events=dated_events(scenario),
        lookup=start.lookup,
        book=book,
        ledger=Ledger(len(issues)),
        disputes=no_disputes(len(issues)),
        statutes=no_statutes(len(issues)),
        relations=no_changes(len(issues)),
        challenges=challenges(issues, columns, n, settings.challenges.autonomy_shift),
        mandate=may_commit(issues, settings.challenges.mandate),
        register=Register(len(issues), book),
        figures=_figures(start),
        plans=plans,
        foundings=clubs.foundings(plans, first_month),
        recorder=Recorder(),
    )


def _figures(start: Start) -> Figures:
    """Return the annual figures of the nations from the year of the start on; none in a synthetic world."""
    year, place, nations = int(start.scenario.start[:4]), start.scenario.world, start.population.nations
    known = {} if place.kind == "synthetic" else rows_of(place, year).figures
    last = max((found for _, found in known), default=year - 1)
    none = (np.nan, np.nan)
    found = [[known.get((nation.id, at), none) for nation in nations] for at in range(year, last + 1)]
    figures = np.array(found, dtype=np.float64).reshape(-1, len(nations), 2)
    return Figures(figures[..., 0].copy(), figures[..., 1].copy())


def _party_positions(scenario: Scenario) -> np.ndarray:
    """Return the (parties, K) positions of the parties; 0 where a party has none."""
    names = [issue.name for issue in scenario.issues]
    return np.array([[party.position.get(name, 0.0) for name in names] for party in scenario.parties])


def _prospects(start: Start, run: Stream) -> Prospects:
    """Return the actors that each actor may approach."""
    lon, lat = (np.array([getattr(actor, axis) for actor in start.population.everyone]) for axis in ("lon", "lat"))
    # Month 0, not the first month: prospects do not depend on the length of the burn-in.
    key = key_of(run, 0, Purpose.CANDIDATE)
    return draw_prospects(start.columns, start.scenario.search, start.cities.stop, lon, lat, key)


def dated_events(scenario: Scenario) -> dict[int, list[DatedEvent]]:
    """Return the dated events of a scenario by month, in its order."""
    by_month: dict[int, list[DatedEvent]] = {}
    for event in scenario.events:
        by_month.setdefault(month_of(scenario.start, event.date), []).append(event)
    return by_month


def settings_of(scenario: Scenario) -> Settings:
    """Return the groups of parameters of a scenario, as the model reads them."""
    return Settings(**{name: getattr(scenario, name) for name in Settings._fields})

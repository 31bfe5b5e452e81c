"""From a scenario to a world: the only place where names become objects.

The file is long because it says, attribute by attribute, where every actor starts.
"""

import math

import numpy as np

from paradiplomacy.agents.codes import ConsentRule
from paradiplomacy.agents.columns import Actors, Floats, Ints, empty
from paradiplomacy.model.agreements import inheritance
from paradiplomacy.model.agreements.book import NEVER, Book
from paradiplomacy.model.calendar import month_of
from paradiplomacy.model.challenges.challenges import challenges, may_commit
from paradiplomacy.model.chance import Purpose, Stream, key_of, key_of_name, normal, stream_of, u01
from paradiplomacy.model.clubs.plan import Plan, numbers_of
from paradiplomacy.model.clubs.register import Register
from paradiplomacy.model.events.happening import Happening
from paradiplomacy.model.ledger.log import Ledger
from paradiplomacy.model.network.prospects import draw_prospects
from paradiplomacy.model.parameters.groups import Settings
from paradiplomacy.model.politics import set_median_voters, set_positions, urban_share_of_voters
from paradiplomacy.model.recorder import Recorder
from paradiplomacy.model.rules import ratification, rule
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes.disputes import no_disputes
from paradiplomacy.model.vocabulary import ClubKind
from paradiplomacy.model.world import World, one_month, update_networks
from paradiplomacy.scenarios.format import own_rules
from paradiplomacy.scenarios.format.scenario import Club, Override, Scenario
from paradiplomacy.scenarios.format.scenario import Happening as WrittenHappening
from paradiplomacy.scenarios.names import selector
from paradiplomacy.scenarios.world import people
from paradiplomacy.scenarios.world.people import People, Person

NOBODY = np.uint64(0)
LANGUAGE_BITS = 64
LEAST_AUTONOMY, AUTONOMY_RISE, AUTONOMY_SPREAD = 0.15, 0.6, 0.08


class Drawn:
    """Draws about actors at the start, each keyed by the actor's id and by what it is for."""

    def __init__(self, run: Stream, keys: np.ndarray) -> None:
        self._run, self._keys, self._used = run, keys, 0

    def _next(self) -> np.uint64:
        self._used += 1
        return key_of(self._run, 0, Purpose.ACTOR, self._used)

    def normal(self) -> Floats:
        """Standard normal draws, one for each actor."""
        key = self._next()
        return np.array([normal(key, who, NOBODY) for who in self._keys])

    def uniform(self) -> Floats:
        """Draws between 0 and 1, one for each actor."""
        key = self._next()
        return np.array([u01(key, who, NOBODY) for who in self._keys])


def rows_of(text: str, found: People) -> list[int]:
    """Rows of the actors that a selector means, ascending."""
    kind, key = selector.parse(text)
    members = {nation.id for nation in found.nations if key in nation.groups}
    n = len(found.cities)

    def meant(row: int, person: Person) -> bool:
        match kind:
            case "nation" | "city_id":
                return person.id == key
            case "city_name":
                return row < n and key in (person.name, person.ascii_name)
            case "cities_of_nation":
                return row < n and person.nation == key
            case "cities_of_group":
                return row < n and person.nation in members
            case _:
                return key in person.groups or key == ("cities" if row < n else "nations")

    return [row for row, person in enumerate(found.cities + found.nations) if meant(row, person)]


def all_rows(texts: tuple[str, ...], found: People) -> Ints:
    """Rows that any of the selectors means, each once, ascending."""
    return np.array(sorted({row for text in texts for row in rows_of(text, found)}), dtype=np.int32)


def _languages(found: People, everyone: list[Person]) -> np.ndarray:
    spoken = {nation.id: nation.languages for nation in found.nations}
    known = sorted({language for languages in spoken.values() for language in languages})
    if len(known) > 2 * LANGUAGE_BITS:
        raise ValueError(f"{len(known)} official languages: at most {2 * LANGUAGE_BITS} can be told apart")
    bits = np.zeros((len(everyone), 2), dtype=np.uint64)
    for row, person in enumerate(everyone):
        for language in spoken[person.nation]:
            word, bit = divmod(known.index(language), LANGUAGE_BITS)
            bits[row, word] |= np.uint64(1) << np.uint64(bit)
    return bits


def _place(columns: Actors, everyone: list[Person], found: People) -> None:
    """Who and where: what the facts say."""
    first = len(found.cities)
    row_of = {nation.id: first + m for m, nation in enumerate(found.nations)}
    homes = [found.nations[row_of[person.nation] - first] for person in everyone]
    columns.key[:] = [key_of_name(person.id) for person in everyone]
    columns.nation[:] = [row_of[person.nation] for person in everyone]
    columns.language[:] = _languages(found, everyone)
    columns.population[:] = [person.population for person in everyone]
    columns.gdp[:] = [person.gdp for person in everyone]
    columns.democracy[:] = [home.democracy for home in homes]
    columns.decentralisation[:] = [home.decentralisation for home in homes]
    columns.court[:] = [home.court for home in homes]
    columns.urban_share[:] = [home.urban_share for home in homes]
    for row, person in enumerate(everyone):
        lon, lat = math.radians(person.lon), math.radians(person.lat)
        columns.place[row] = math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def _endow(columns: Actors, found: People, scenario: Scenario, drawn: Drawn) -> None:
    """What the actors are like: institutions, means, style."""
    n = len(found.cities)
    cities, nations = slice(0, n), slice(n, None)
    politics, response, negotiation = scenario.politics, scenario.response, scenario.negotiation
    for part, level in ((cities, "city"), (nations, "nation")):
        columns.pragmatism[part] = getattr(scenario.utility, f"pragmatism_{level}")
        columns.concession[part] = getattr(negotiation, f"concession_{level}")
        columns.rounds[part] = getattr(negotiation, f"rounds_{level}")
        columns.capacity[part] = getattr(negotiation, f"capacity_{level}")
        columns.trust[part] = getattr(politics, f"trust_{level}")
    columns.trust[:] = np.clip(columns.trust + politics.trust_spread * (2.0 * drawn.uniform() - 1.0), 0.0, 1.0)
    columns.reputation[:] = scenario.utility.reputation_start
    columns.activity[:] = scenario.search.activity_spread * drawn.normal()
    columns.activity[nations] = 0.0
    autonomy = LEAST_AUTONOMY + AUTONOMY_RISE * columns.decentralisation + AUTONOMY_SPREAD * drawn.normal()
    columns.autonomy[cities] = np.clip(autonomy, 0.0, 1.0)[cities]
    grant = response.grant_low + (response.grant_high - response.grant_low) * drawn.uniform()
    columns.grant_share[cities] = grant[cities]
    players = [
        1 + round((nation.executive_constraint - 1.0) / 6.0 * (scenario.ratification.veto_players - 1))
        for nation in found.nations
    ]
    columns.veto_players[:] = 1
    columns.veto_players[nations] = players
    columns.turned[:] = columns.sanctioned_until[:] = NEVER
    columns.consent[nations] = [ConsentRule.of_word(issue.consent) for issue in scenario.issues]


def _opine(columns: Actors, n: int, scenario: Scenario, drawn: Drawn) -> None:
    """What they need, care about and think."""
    politics, utility = scenario.politics, scenario.utility
    urban = urban_share_of_voters(columns, n, scenario.ratification.malapportionment)
    for k, issue in enumerate(scenario.issues):
        columns.need[:, k] = np.clip(issue.need + utility.need_spread * drawn.normal(), 0.0, 1.0)
        noise = drawn.normal()
        columns.salience[:, k] = issue.salience * np.array([math.exp(utility.salience_spread * z) for z in noise])
        own = drawn.normal()
        national = issue.position + issue.position_by_democracy * (columns.democracy - 0.5)
        public = np.clip(national + issue.position_spread * own, -1.0, 1.0)
        mean = politics.divergence_scale * issue.divergence
        public[n:] = np.clip(public[n:] - urban[n:] * mean, -1.0, 1.0)
        gap = mean + politics.divergence_spread * own[:n]
        public[:n] = np.clip(public[columns.nation[:n]] + gap, -1.0, 1.0)
        columns.public[:, k] = public
        columns.conviction[:, k] = politics.leader_spread * drawn.normal()
    _normalise(columns)


def _normalise(columns: Actors) -> None:
    total = columns.salience.sum(axis=1, keepdims=True)
    np.divide(columns.salience, total, out=columns.salience, where=total > 0)
    columns.salience[(total <= 0).ravel()] = 1.0 / columns.salience.shape[1]


def _hold_office(columns: Actors, everyone: list[Person], scenario: Scenario, drawn: Drawn) -> None:
    """Parties in office and the calendar of elections."""
    labels = [party.label for party in scenario.parties]
    pick, when = drawn.uniform(), drawn.uniform()
    for row, person in enumerate(everyone):
        known = person.party in labels
        columns.party[row] = labels.index(person.party) if known else int(pick[row] * len(labels))
        term = person.term or scenario.politics.election_interval
        columns.term[row] = term
        due = int(when[row] * term)
        if person.next_election:
            due = month_of(scenario.start, person.next_election) % term
        columns.next_election[row] = due


def _party_known(everyone: list[Person], scenario: Scenario, found: People) -> np.ndarray:
    """Whose party in office at the start is known: no election of the burn-in may put another in its place."""
    labels = [party.label for party in scenario.parties]
    known = np.array([person.party in labels for person in everyone])
    for override in scenario.actors:
        if override.party is not None:
            known[all_rows((override.who,), found)] = True
    return known


def _override(columns: Actors, scenario: Scenario, found: People) -> None:
    """What the scenario knows better; leaders' positions come later."""
    names = [issue.name for issue in scenario.issues]
    labels = [party.label for party in scenario.parties]
    for known in scenario.actors:
        who = all_rows((known.who,), found)
        for field in ("public", "need", "salience"):
            for issue, value in (getattr(known, field) or {}).items():
                getattr(columns, field)[who, names.index(issue)] = value
        for issue, rule_name in (known.consent or {}).items():
            columns.consent[who, names.index(issue)] = ConsentRule.of_word(rule_name)
        for field in ("trust", "autonomy", "grant_share"):
            if getattr(known, field) is not None:
                getattr(columns, field)[who] = getattr(known, field)
        if known.party is not None:
            columns.party[who] = labels.index(known.party)
        if known.next_election is not None:
            columns.next_election[who] = month_of(scenario.start, known.next_election)
    _normalise(columns)


def _anchor(columns: Actors, n: int, scenario: Scenario) -> None:
    """Where publics are drawn to: of a nation, what its hinterland thinks without the divergence of its cities."""
    urban = urban_share_of_voters(columns, n, scenario.ratification.malapportionment)
    mean = scenario.politics.divergence_scale * np.array([issue.divergence for issue in scenario.issues])
    columns.anchor[:] = columns.public + urban[:, None] * mean


def _seat_leaders(state: State, overrides: tuple[Override, ...], found: People) -> None:
    """Leaders take their position; where the scenario names one, it is their own view that makes it so."""
    names = [issue.name for issue in state.issues]
    settings, columns = state.settings, state.actors
    set_median_voters(columns, state.n_cities, settings.ratification)
    set_positions(columns, state.n_cities, state.party_position, settings.politics)
    for known in overrides:
        who = all_rows((known.who,), found)
        for issue, value in (known.position or {}).items():
            k = names.index(issue)
            columns.conviction[who, k] += value - columns.position[who, k]
    set_positions(columns, state.n_cities, state.party_position, settings.politics)


def _happening(written: WrittenHappening, scenario: Scenario, found: People) -> Happening:
    names = [issue.name for issue in scenario.issues]
    labels = [party.label for party in scenario.parties]
    hosts = rows_of(written.host, found) if written.host else []
    return Happening(
        kind=written.kind,
        name=written.name,
        who=all_rows(written.who, found),
        host=hosts[0] if hosts else None,
        issues=tuple(names.index(name) for name in written.issues) or tuple(range(len(names))),
        meetings=written.meetings,
        column=written.column,
        add=written.add,
        factor=written.factor,
        to=written.to,
        consent=None if written.consent is None else ConsentRule.of_word(written.consent),
        preemption=written.preemption,
        party=None if written.party is None else labels.index(written.party),
        partners=all_rows(written.partners, found),
        club=None if written.club is None else [club.name for club in scenario.clubs].index(written.club),
    )


def _plan(written: Club, scenario: Scenario, found: People) -> Plan:
    """A club with everybody it names found: whoever is ever named as a member of it is invited too."""
    names = [issue.name for issue in scenario.issues]
    everyone = found.cities + found.nations
    hosts = rows_of(written.host, found) if written.host else []
    large = [
        row
        for row in all_rows(written.invited, found).tolist()
        if row >= len(found.cities) or everyone[row].population >= written.least_population
    ]
    named = [event.who for event in scenario.events if event.club == written.name and event.kind == "join"]
    members = all_rows(written.members, found)
    invited = np.unique(np.concatenate([large, members, *(all_rows(who, found) for who in named)])).astype(np.int32)
    return Plan(
        name=written.name,
        kind=ClubKind.of_word(written.kind),
        key=key_of_name(f"club {written.name}"),
        month=month_of(scenario.start, written.founded),
        host=hosts[0] if hosts else None,
        invited=invited,
        members=members,
        settles=written.settles,
        issues=tuple(names.index(name) for name in written.issues) or tuple(range(len(names))),
        charter=written.charter or scenario.rules.charter,
        **numbers_of(written),
    )


def _foundings(plans: tuple[Plan, ...], first: int) -> dict[int, list[int]]:
    """The plans by the month in which they are founded in the model; what is older is there from its first month."""
    by_month: dict[int, list[int]] = {}
    for number, plan in enumerate(plans):
        by_month.setdefault(max(plan.month, first), []).append(number)
    return by_month


def calendar_of(scenario: Scenario, run: Stream) -> dict[int, list[Happening]]:
    """The dated events of a scenario by month, for a world that was built from one with the same people."""
    return _calendar(scenario, people_of(scenario, run))


def _calendar(scenario: Scenario, found: People) -> dict[int, list[Happening]]:
    calendar: dict[int, list[Happening]] = {}
    for written in scenario.events:
        month = month_of(scenario.start, written.date)
        calendar.setdefault(month, []).append(_happening(written, scenario, found))
    return calendar


def settings_of(scenario: Scenario) -> Settings:
    """The groups of parameters of a scenario, as the model reads them."""
    return Settings(**{name: getattr(scenario, name) for name in Settings._fields})


def people_of(scenario: Scenario, run: Stream) -> People:
    """The cities and nations of a scenario."""
    if scenario.world.kind == "synthetic":
        return people.drawn(scenario.world, run)
    return people.real(scenario.world, int(scenario.start[:4]))


def state_of(scenario: Scenario, run: Stream, found: People) -> State:
    """The state before the burn-in."""
    everyone = found.cities + found.nations
    n, issues = len(found.cities), len(scenario.issues)
    columns = empty(len(everyone), issues)
    _place(columns, everyone, found)
    drawn = Drawn(run, columns.key)
    _endow(columns, found, scenario, drawn)
    _opine(columns, n, scenario, drawn)
    _hold_office(columns, everyone, scenario, drawn)
    _override(columns, scenario, found)
    _anchor(columns, n, scenario)
    settings = settings_of(scenario)
    names = [issue.name for issue in scenario.issues]
    at_home = ratification.Cases(columns.veto_players, np.arange(len(everyone)) < n, columns.democracy)
    offset, count = rule("ratification", settings.rules.ratification).offsets(at_home, settings.ratification)
    plans = tuple(_plan(club, scenario, found) for club in scenario.clubs)
    lon, lat = (np.array([getattr(person, axis) for person in everyone]) for axis in ("lon", "lat"))
    state = State(
        settings=settings,
        stream=run,
        start=scenario.start,
        month=-scenario.search.burn_in,
        identities=[person.id for person in everyone],
        names=[person.name for person in everyone],
        n_cities=n,
        actors=columns,
        issues=scenario.issues,
        party_labels=tuple(party.label for party in scenario.parties),
        party_position=np.array([[party.position.get(name, 0.0) for name in names] for party in scenario.parties]),
        veto_offset=offset,
        veto_count=count,
        prospects=draw_prospects(columns, settings.search, n, lon, lat, key_of(run, 0, Purpose.CANDIDATE)),
        happenings=_calendar(scenario, found),
        book=Book(issues),
        ledger=Ledger(issues),
        disputes=no_disputes(issues),
        challenges=challenges(scenario.issues, columns, n, settings.challenges.autonomy_shift),
        mandate=may_commit(scenario.issues, settings.challenges.mandate),
        register=Register(issues),
        plans=plans,
        foundings=_foundings(plans, -scenario.search.burn_in),
        recorder=Recorder(),
    )
    _seat_leaders(state, scenario.actors, found)
    first = np.where(_party_known(everyone, scenario, found), 0, state.month)
    columns.next_election[:] -= (columns.next_election - first) // columns.term * columns.term
    update_networks(state)
    inheritance.inherit(state)
    return state


def build[W: World](
    scenario: Scenario, *, seed: int = 1, replicate: int = 0, world_class: type[W] = World, burn_in: bool = True
) -> W:
    """The world of a scenario at its start, the burn-in done.

    Args:
        scenario: A checked scenario.
        seed: Root seed, 0 to 2**63 - 1.
        replicate: Number of the replicate, 0 or more.
        world_class: ``World`` or a class that adds to it.
        burn_in: Whether to run the burn-in, or leave the world at its beginning.
    """
    own_rules.try_out(scenario)
    run = stream_of(int(seed), int(replicate))
    found = people_of(scenario, run)
    state = state_of(scenario, run, found)
    while burn_in and state.month < 0:
        one_month(state)
    places = [(person.lon, person.lat) for person in found.cities + found.nations]
    return world_class(state, horizon=scenario.months, places=places)

"""The typed form of a scenario: which world, which rules, which numbers, what happens when."""

from dataclasses import dataclass, field
from typing import Annotated, NamedTuple

from paradiplomacy.agents.fields import Field
from paradiplomacy.agents.issues import CONSENT_RULES, Issue
from paradiplomacy.model.parameters import groups as parameters
from paradiplomacy.model.vocabulary import ClubKind

WORLD_KINDS = ("facts", "synthetic")
EVENT_KINDS = ("summit", "shock", "withdrawal", "exit", "join", "law", "election", "refusal")
COLUMNS_THAT_CAN_BE_SHOCKED = ("position", "public", "need", "salience", "gdp", "population", "trust", "reputation")
CLUB_KINDS = ClubKind.words()
PARTY_LABELS = ("progressive", "centre", "conservative")
DIRECTIONS = ("rises", "falls", "no_change", "between")
OUTCOMES = ("confirmed", "contradicted", "undecided")


class Place(NamedTuple):
    """Which cities and nations there are."""

    kind: Annotated[
        str,
        Field("real cities and nations, or drawn ones", unit="word", choices=WORLD_KINDS, source="assumed"),
    ] = "facts"
    cities: Annotated[
        int,
        Field("number of cities; 0 means all of the facts", unit="cities", low=0, high=200_000, source="assumed"),
    ] = 0
    nations: Annotated[
        int,
        Field("number of nations; 0 means all of the facts", unit="nations", low=0, high=1000, source="assumed"),
    ] = 0
    regions: Annotated[
        tuple[str, ...],
        Field(
            "ids of regions that act as one row, the cities inside them switched off",
            unit="ids",
            source="assumed",
        ),
    ] = ()
    zipf: Annotated[float, Field("exponent of the drawn city sizes", low=0.5, high=3, source="1.0 to 1.4")] = 1.1
    primacy: Annotated[
        float, Field("largest over second city of a drawn nation", low=1, high=20, source="about 2.2")
    ] = 2.2
    largest: Annotated[
        float,
        Field("population of the largest drawn city", unit="persons", low=10_000, high=100_000_000, source="assumed"),
    ] = 20_000_000
    least: Annotated[
        float,
        Field("least population of a drawn city", unit="persons", low=1000, high=10_000_000, source="assumed"),
    ] = 5_000


class Party(NamedTuple):
    """A label with a position on the issues, shared by both levels (tables ``parties``)."""

    label: Annotated[str, Field("label of the party", unit="word")]
    position: Annotated[dict[str, float], Field("position by issue, relative to the nation's public", low=-2, high=2)]


class Override(NamedTuple):
    """What a scenario knows better than the facts about some actors (tables ``actors``)."""

    who: Annotated[
        str,
        Field("a city (name or id), a nation (ISO3), or a group such as c40, eu or cities:USA", unit="who"),
    ]
    position: Annotated[dict[str, float] | None, Field("leader's position by issue at the start", low=-1, high=1)] = (
        None
    )
    public: Annotated[dict[str, float] | None, Field("public's position by issue at the start", low=-1, high=1)] = None
    need: Annotated[dict[str, float] | None, Field("exposure by issue", unit="share", low=0, high=1)] = None
    salience: Annotated[dict[str, float] | None, Field("weight by issue, before they sum to 1", low=0, high=100)] = None
    consent: Annotated[
        dict[str, str] | None,
        Field("a nation's rule on its cities' agreements by issue", unit="word", choices=CONSENT_RULES),
    ] = None
    party: Annotated[str | None, Field("party in office", unit="word")] = None
    trust: Annotated[float | None, Field("trust of its public", unit="share", low=0, high=1)] = None
    autonomy: Annotated[float | None, Field("a city's autonomy", unit="share", low=0, high=1)] = None
    grant_share: Annotated[
        float | None, Field("share of a city's budget that its nation pays", unit="share", low=0, high=1)
    ] = None
    next_election: Annotated[str | None, Field("month of the next election", unit="YYYY-MM")] = None


class Club(NamedTuple):
    """A club or treaty (tables ``clubs``)."""

    name: Annotated[str, Field("what it is called", unit="text")]
    founded: Annotated[str, Field("month of its founding; it may lie before the start", unit="YYYY-MM")]
    invited: Annotated[tuple[str, ...], Field("who may be a member: cities, nations or groups", unit="who")]
    kind: Annotated[str, Field("who may be members", unit="word", choices=CLUB_KINDS)] = "city club"
    host: Annotated[str | None, Field("founder and host", unit="who")] = None
    issues: Annotated[tuple[str, ...], Field("its issues; none named means all", unit="issues")] = ()
    least_population: Annotated[
        float, Field("least population of a city that is invited", unit="persons", low=0, high=1e9)
    ] = 0.0
    members: Annotated[tuple[str, ...], Field("members at its founding, where the record knows them", unit="who")] = ()
    settles: Annotated[
        bool,
        Field("whether those invited decide together at the founding, not each in time", unit="yes or no"),
    ] = False
    charter: Annotated[
        str | None, Field("rule that sets its terms; that of the scenario unless named", unit="rule")
    ] = None
    good: Annotated[
        float,
        Field(
            "excludable benefit of each fellow member to a member in full need",
            unit="% of budget",
            low=0,
            high=10,
        ),
    ] = 0.0
    bonus: Annotated[
        float,
        Field(
            "benefit of membership, or sanction on outsiders, whatever its size",
            unit="% of budget",
            low=-10,
            high=10,
        ),
    ] = 0.0
    dues: Annotated[float, Field("cost of membership", unit="US$ million a year", low=0, high=10_000, clock="year")] = (
        0.0
    )
    clause: Annotated[int, Field("members that it takes to be in force", unit="members", low=0, high=100_000)] = 0
    clause_share: Annotated[
        float,
        Field("share of the GDP of those invited that it takes to be in force", unit="share", low=0, high=1),
    ] = 0.0
    standard: Annotated[
        float,
        Field("delivered share below which a member may be expelled", low=-0.5, high=1.5, clock="year"),
    ] = -0.5
    interval: Annotated[
        int, Field("months between its summits; 0 means that it holds none", unit="months", low=0, high=1200)
    ] = 0
    source: Annotated[str, Field("where it is documented", unit="text")] = ""


class Happening(NamedTuple):
    """A dated event of a scenario (tables ``events``)."""

    date: Annotated[str, Field("month in which it happens", unit="YYYY-MM")]
    kind: Annotated[str, Field("what happens", unit="word", choices=EVENT_KINDS)]
    name: Annotated[str, Field("what it is called", unit="text")]
    who: Annotated[
        tuple[str, ...],
        Field("whom it concerns: cities, nations or groups (a summit: its invitees)", unit="who"),
    ] = ()
    host: Annotated[str | None, Field("host of a summit", unit="who")] = None
    issues: Annotated[tuple[str, ...], Field("issues that it concerns; none named means all", unit="issues")] = ()
    meetings: Annotated[
        int,
        Field("negotiations that each invitee of a summit opens there", unit="negotiations", low=0, high=100),
    ] = 3
    column: Annotated[str | None, Field("what a shock changes", unit="word", choices=COLUMNS_THAT_CAN_BE_SHOCKED)] = (
        None
    )
    add: Annotated[float | None, Field("what a shock adds", low=-1e9, high=1e9)] = None
    factor: Annotated[float | None, Field("what a shock multiplies by", low=0, high=1000)] = None
    to: Annotated[float | None, Field("what a shock sets", low=-1e9, high=1e12)] = None
    consent: Annotated[str | None, Field("consent rule that a law sets", unit="word", choices=CONSENT_RULES)] = None
    preemption: Annotated[
        bool | None, Field("whether a law enacts (true) or repeals (false) preemption", unit="yes or no")
    ] = None
    party: Annotated[str | None, Field("winner of an election, where the record knows it", unit="word")] = None
    club: Annotated[str | None, Field("club or treaty that meets, is left or is joined", unit="club")] = None
    partners: Annotated[
        tuple[str, ...], Field("whose terms are refused, whatever they are, in that month", unit="who")
    ] = ()
    source: Annotated[str, Field("where the event is recorded", unit="text")] = ""


class Comparison(NamedTuple):
    """Whose output is the larger, year by year (tables ``comparisons``)."""

    name: Annotated[str, Field("what is compared, in a few words", unit="text")]
    one: Annotated[str, Field("the region, or nation, that is said to be larger", unit="who")]
    others: Annotated[tuple[str, ...], Field("the nations whose output together is said to be smaller", unit="who")]


class Expectation(NamedTuple):
    """What is expected of a case, so that it can turn out wrong (tables ``expectations``).

    The case itself is compared with a counterpart under the same luck: another scenario, or the same one with other
    values or without some of its events. ``rises`` means that the measure is higher in the case than in its
    counterpart; ``between`` has no counterpart, and is about the level of the measure.
    """

    name: Annotated[str, Field("what is expected, in a few words", unit="text")]
    measure: Annotated[
        str,
        Field(
            "what is measured, of whom, on which issues and when, such as "
            '"signed of cities:USA on climate since 2017-06"',
            unit="measure",
        ),
    ]
    direction: Annotated[str, Field("what the measure is expected to do", unit="word", choices=DIRECTIONS)] = "rises"
    against: Annotated[
        str | None,
        Field("scenario of the library that it is compared with; the case itself unless given", unit="name"),
    ] = None
    changes: Annotated[
        tuple[str, ...],
        Field("what is otherwise in the counterpart, such as response.cost_allies=0", unit="path=value"),
    ] = ()
    without: Annotated[tuple[str, ...], Field("names of the events that the counterpart leaves out", unit="names")] = ()
    within: Annotated[
        float | None,
        Field("largest difference that counts as no change", unit="of the measure", low=0, high=1e12),
    ] = None
    low: Annotated[float | None, Field("least value of between", unit="of the measure", low=-1e12, high=1e12)] = None
    high: Annotated[float | None, Field("largest value of between", unit="of the measure", low=-1e12, high=1e12)] = None
    essay: Annotated[str, Field("the claim that is put to the test", unit="text")] = ""
    found: Annotated[
        str | None,
        Field("what 30 paired replicates said about the expectation", unit="word", choices=OUTCOMES),
    ] = None
    finding: Annotated[str, Field("what came out, with its interval", unit="text")] = ""


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """One case as data, without behaviour.

    ``read`` makes it from a file and ``change`` from another one, both checked; ``check.checked`` checks one
    made by hand. Two scenarios are equal when they say the same, whatever files they came from.
    """

    name: Annotated[str, Field("name of the scenario; the name of its file unless it says", unit="word")]
    title: Annotated[str, Field("title of the case", unit="text")]
    question: Annotated[str, Field("what the case is there to answer", unit="text")] = ""
    sources: Annotated[tuple[str, ...], Field("where the case is documented", unit="text")] = ()
    extends: Annotated[
        str | None,
        Field("scenario that this one adds to: a name in the library, or a file beside it", unit="text"),
    ] = field(default=None, compare=False)
    start: Annotated[str, Field("first month", unit="YYYY-MM", clock="start")] = "2015-01"
    months: Annotated[int, Field("months from the start to the horizon", unit="months", low=1, high=2400)] = 60
    world: Place = field(default_factory=Place)
    rules: parameters.Rules = field(default_factory=parameters.Rules)
    utility: parameters.Utility = field(default_factory=parameters.Utility)
    form: parameters.Form = field(default_factory=parameters.Form)
    search: parameters.Search = field(default_factory=parameters.Search)
    negotiation: parameters.Negotiation = field(default_factory=parameters.Negotiation)
    ratification: parameters.Ratification = field(default_factory=parameters.Ratification)
    politics: parameters.Politics = field(default_factory=parameters.Politics)
    response: parameters.Response = field(default_factory=parameters.Response)
    delivery: parameters.Delivery = field(default_factory=parameters.Delivery)
    membership: parameters.Membership = field(default_factory=parameters.Membership)
    economy: parameters.Economy = field(default_factory=parameters.Economy)
    challenges: parameters.Challenges = field(default_factory=parameters.Challenges)
    issues: tuple[Issue, ...] = ()
    parties: tuple[Party, ...] = ()
    actors: tuple[Override, ...] = ()
    clubs: tuple[Club, ...] = ()
    events: tuple[Happening, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    expectations: tuple[Expectation, ...] = ()

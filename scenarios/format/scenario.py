"""The typed form of a scenario: world, rules, parameters, and dated events."""

from dataclasses import dataclass, field
from typing import Annotated, NamedTuple

from paradiplomacy.agents.fields import Field
from paradiplomacy.agents.issues import CONSENT_RULES, Issue
from paradiplomacy.model import parameters
from paradiplomacy.model.calendar import MOST_MONTHS
from paradiplomacy.model.events import KINDS
from paradiplomacy.model.events.dated_event import DatedEvent
from paradiplomacy.model.vocabulary import ClubKind
from paradiplomacy.scenarios.typed.schema import Entries

WORLD_KINDS = ("facts", "synthetic", "own")
CLUB_KINDS = ClubKind.words()
DIRECTIONS = ("rises", "falls", "no_change", "between")
DRAWN, NO_TABLE = "drawn", "none"
SYNTHETIC = "world.kind = synthetic"
OUTCOMES = ("confirmed", "contradicted", "undecided")


class Place(NamedTuple):
    """Cities and nations of the world."""

    kind: Annotated[
        str,
        Field(
            "cities and nations: of the facts, with your own added; synthetic; or your own alone",
            "word",
            choices=WORLD_KINDS,
            source="assumed",
        ),
    ] = "facts"
    cities: Annotated[
        int, Field("number of cities; 0: all of them", "cities", 0, 200_000, source="assumed", counts="cities")
    ] = 0
    nations: Annotated[
        int,
        Field("number of nations; 0: all of them", "nations", low=0, high=1000, source="assumed", counts="nations"),
    ] = 0
    regions: Annotated[
        tuple[str, ...], Field("ids of regions that act in place of the cities inside them", "ids", source="assumed")
    ] = ()
    own_cities: Annotated[
        str, Field("table of your own cities (a CSV file), written as cities = FILE", "path", source="assumed")
    ] = NO_TABLE
    own_nations: Annotated[
        str, Field("table of your own nations (a CSV file), written as nations = FILE", "path", source="assumed")
    ] = NO_TABLE
    ties: Annotated[
        str,
        Field(
            "inherited ties of cities: drawn, or a CSV file of observed ties next to the scenario",
            "path",
            source="assumed",
        ),
    ] = DRAWN
    zipf: Annotated[
        float, Field("exponent of synthetic city sizes", low=0.5, high=3, source="1.0 to 1.4", applies=SYNTHETIC)
    ] = 1.1
    primacy: Annotated[
        float,
        Field(
            "ratio of first to second city of a synthetic nation", low=1, high=20, source="about 2.2", applies=SYNTHETIC
        ),
    ] = 2.2
    largest: Annotated[
        float,
        Field(
            "population of the largest synthetic city",
            "persons",
            low=1e4,
            high=1e8,
            source="assumed",
            applies=SYNTHETIC,
        ),
    ] = 20_000_000
    least: Annotated[
        float,
        Field(
            "minimum population of a synthetic city", "persons", low=1000, high=1e7, source="assumed", applies=SYNTHETIC
        ),
    ] = 5_000


class Party(NamedTuple):
    """A political party with positions on the issues, at both levels of government (tables ``parties``)."""

    label: Annotated[str, Field("label of the party", "word")]
    position: Annotated[dict[str, float], Field("position by issue, relative to the nation's public", low=-2, high=2)]


class Override(NamedTuple):
    """Attributes of some actors that replace the facts or the defaults (tables ``actors``)."""

    who: Annotated[str, Field("a city (name or id), a nation (ISO3), or a group such as c40, eu or cities:USA", "who")]
    position: Annotated[dict[str, float] | None, Field("leader's initial position by issue", low=-1, high=1)] = None
    public: Annotated[dict[str, float] | None, Field("public's initial position by issue", low=-1, high=1)] = None
    need: Annotated[dict[str, float] | None, Field("exposure by issue", "share", low=0, high=1)] = None
    salience: Annotated[dict[str, float] | None, Field("weight by issue, before normalisation", low=0, high=100)] = None
    consent: Annotated[
        dict[str, str] | None,
        Field("consent rule for its cities by issue", "word", level="nation", choices=CONSENT_RULES),
    ] = None
    party: Annotated[str | None, Field("party in office", "party")] = None
    trust: Annotated[float | None, Field("trust of its public", "share", low=0, high=1)] = None
    autonomy: Annotated[float | None, Field("autonomy", "share", low=0, high=1, level="city")] = None
    grant_share: Annotated[
        float | None, Field("share of its budget that its nation pays", "share", low=0, high=1, level="city")
    ] = None
    next_election: Annotated[str | None, Field("month of the next election", "YYYY-MM")] = None


class Club(NamedTuple):
    """A club or treaty (tables ``clubs``)."""

    name: Annotated[str, Field("name of the club or treaty", "text")]
    founded: Annotated[str, Field("month of its founding, which may be before the start", "YYYY-MM")]
    invited: Annotated[tuple[str, ...], Field("possible members: cities, nations or groups", "who")]
    kind: Annotated[str, Field("which actors may be members", "word", choices=CLUB_KINDS)] = "city club"
    host: Annotated[str | None, Field("founder and host", "actor")] = None
    issues: Annotated[tuple[str, ...], Field("issues of the club; all unless given", "issues")] = ()
    least_population: Annotated[float, Field("minimum population of an invited city", "persons", low=0, high=1e9)] = 0.0
    members: Annotated[tuple[str, ...], Field("founding members, where they are on record", "who")] = ()
    settles: Annotated[
        bool, Field("whether invited actors decide together at the founding, instead of one by one", "yes or no")
    ] = False
    charter: Annotated[str | None, Field("rule that sets its terms; the scenario's unless given", "rule")] = None
    good: Annotated[
        float, Field("excludable benefit of each fellow member to a member in full need", "% of budget", low=0, high=10)
    ] = 0.0
    bonus: Annotated[
        float, Field("benefit of membership whatever the club's size, or sanction on outsiders", "% of budget", -10, 10)
    ] = 0.0
    dues: Annotated[float, Field("cost of membership", "US$ million a year", low=0, high=10_000, clock="year")] = 0.0
    clause: Annotated[int, Field("number of members needed to enter into force", "members", low=0, high=100_000)] = 0
    clause_share: Annotated[
        float, Field("share of the invited actors' GDP needed to enter into force", "share", low=0, high=1)
    ] = 0.0
    standard: Annotated[
        float, Field("delivered share below which a member may be expelled", low=-0.5, high=1.5, clock="year")
    ] = -0.5
    pace: Annotated[
        float, Field("factor on the hazard with which nations ratify it, for its public attention", low=0, high=25)
    ] = 1.0
    opened: Annotated[
        str | None, Field("month in which nations may begin to ratify it; that of its founding unless given", "YYYY-MM")
    ] = None
    interval: Annotated[int, Field("months between its summits; 0: no summits", "months", low=0, high=1200)] = 0
    source: Annotated[str, Field("where the club is documented", "text")] = ""


class Comparison(NamedTuple):
    """A comparison of GDP, year by year (tables ``comparisons``)."""

    name: Annotated[str, Field("subject of the comparison", "text")]
    one: Annotated[str, Field("region or nation said to have the larger GDP", "ids")]
    others: Annotated[tuple[str, ...], Field("nations whose total GDP is said to be smaller", "ids")]


class Expectation(NamedTuple):
    """A claim about a case that runs can falsify (tables ``expectations``).

    The case is compared with a counterpart that has the same seeds: another scenario, or the same one with other
    values or without some of its events. ``rises`` means that the measure is higher in the case than in its
    counterpart; ``between`` needs no counterpart and concerns the level of the measure.
    """

    name: Annotated[str, Field("the claim in a few words", "text")]
    measure: Annotated[
        str,
        Field(
            "measure, with its actors, issues and months, such as "
            '"signed of cities:USA on climate since 2017-06"',
            "measure",
        ),
    ]  # fmt: skip
    direction: Annotated[str, Field("expected change of the measure", "word", choices=DIRECTIONS)] = "rises"
    against: Annotated[str | None, Field("scenario of the library to compare with; the case unless given", "name")] = (
        None
    )
    changes: Annotated[
        tuple[str, ...], Field("changes made in the counterpart, such as response.cost_allies=0", "path=value")
    ] = ()
    without: Annotated[tuple[str, ...], Field("names of events left out in the counterpart", "names")] = ()
    within: Annotated[float | None, Field("largest difference that counts as no change", "of the measure", 0, 1e12)] = (
        None
    )
    low: Annotated[float | None, Field("lower bound of between", "of the measure", low=-1e12, high=1e12)] = None
    high: Annotated[float | None, Field("upper bound of between", "of the measure", low=-1e12, high=1e12)] = None
    essay: Annotated[str, Field("claim that is tested", "text")] = ""
    by: Annotated[str, Field("who makes the claim", "text")] = "the project's motivating essay"
    found: Annotated[str | None, Field("verdict of 30 paired replicates", "word", choices=OUTCOMES)] = None
    finding: Annotated[str, Field("result, with its confidence interval", "text")] = ""


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """A case as data, without behaviour.

    ``read`` makes it from a file and ``change`` from another scenario, both checked; ``check.checked`` checks one made
    in Python. Two scenarios are equal when their content is, whatever files they came from.
    """

    # The order of the fields is the order of keys and tables in files that are written and pages that are described.
    name: Annotated[str, Field("name of the scenario; the name of its file unless given", "word")]
    title: Annotated[str, Field("title of the case", "text")]
    question: Annotated[str, Field("question that the case answers", "text")] = ""
    sources: Annotated[tuple[str, ...], Field("where the case is documented", "text")] = ()
    extends: Annotated[
        # Not compared: equal content from different files is the same scenario.
        str | None, Field("scenario that this one extends: a name in the library, or a file", "text")
    ] = field(default=None, compare=False)
    start: Annotated[str, Field("first month", "YYYY-MM", clock="start")] = "2015-01"
    months: Annotated[int, Field("months from the start to the horizon", "months", low=1, high=MOST_MONTHS)] = 60
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
    issues: Annotated[tuple[Issue, ...], Entries("name", most=20, merged=True)] = ()
    parties: Annotated[tuple[Party, ...], Entries("label", most=20, merged=True)] = ()
    actors: Annotated[tuple[Override, ...], Entries("who", most=2_000, merged=True)] = ()
    clubs: Annotated[tuple[Club, ...], Entries("name", most=200, merged=True)] = ()
    events: Annotated[tuple[DatedEvent, ...], Entries("name", most=2_000, kinds=KINDS)] = ()
    comparisons: Annotated[tuple[Comparison, ...], Entries("name", most=100)] = ()
    expectations: Annotated[tuple[Expectation, ...], Entries("name", most=100)] = ()

    def __str__(self) -> str:
        """Return the scenario as a page of text, as the program understands it."""
        # Here and not above, because the page is about this class.
        from paradiplomacy.scenarios.describe.page import describe

        return describe(self)

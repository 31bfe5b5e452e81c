"""The public tables, column by column: names, meanings, units and words, read off the declarations behind them.

A name that ends in ISSUE means one column for each issue, and in CHALLENGE one for each issue with a challenge.
"""

from collections.abc import Iterator
from typing import NamedTuple

from paradiplomacy.agents.codes import Code
from paradiplomacy.agents.columns import Actors, declared
from paradiplomacy.model.agreements.book import QUALITY, Agreements, Parties
from paradiplomacy.model.challenges.challenges import MEASURED, Challenges
from paradiplomacy.model.clubs.plan import NUMBERS
from paradiplomacy.model.clubs.register import Clubs
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.observe import AVERAGED, STOCKS
from paradiplomacy.model.recorder import CLASSES, EXACT, ROUNDED
from paradiplomacy.model.relations import Changes
from paradiplomacy.model.statutes.disputes import Disputes
from paradiplomacy.model.statutes.statutes import Statutes
from paradiplomacy.model.vocabulary import (
    ClubKind,
    ClubStatus,
    Consent,
    Diplomacy,
    Form,
    Kind,
    PartnerClass,
    PartyStatus,
    Pressure,
    Reason,
    Stage,
    Status,
    StatuteKind,
    StatuteStatus,
)

# Tables show words, ids and dates in place of the codes, rows and months that columns hold.
SHOWN_UNIT = {"code": "word", "row": "id", "number": "name", "key": "id"}
ISSUE, CHALLENGE = "_ISSUE", "_CHALLENGE"
MONTHS = ("month", "number of the month: 0 is the first, the burn-in is negative", "month")
DATE = ("date", "the month as a date", "YYYY-MM")


class Column(NamedTuple):
    """A column of a public table: name, meaning, unit, and the words that it may hold."""

    name: str
    about: str
    unit: str = "1"
    words: tuple[str, ...] = ()


def of(owner: type, name: str, shown: str = "", codes: type[Code] | None = None, who: str = "") -> Column:
    """Return a column of a table as its declaration documents it.

    Args:
        owner: The named tuple of columns.
        name: Name of the column in it.
        shown: Name in the table; the same unless given.
        codes: Vocabulary of which it is a code.
        who: Whose value it is, where there is one for each of two parties.
    """
    field = declared(owner)[name][1]
    suffix = ISSUE if field.shape == "issue" else ""
    # The class of a code is for readers of the program; its words follow.
    about = field.about.partition(" (")[0] if codes else field.about
    # Nor does a table show the row of an actor, or -1 where there is none.
    about = about.removeprefix("row of ").removesuffix(", -1 for none")
    unit = SHOWN_UNIT.get(field.unit, field.unit)
    return Column((shown or name) + suffix, f"{about}{who}", unit, codes.words() if codes else ())


def _name(of_whom: str, shown: str) -> Column:
    return Column(shown, f"name of {of_whom}", "text")


def events() -> Iterator[Column]:
    """Yield the columns of the ledger."""
    yield Column("event", "number of the event", "number")
    yield from (Column(*MONTHS), Column(*DATE))
    yield Column("kind", "kind of event", "word", Event.words())
    yield Column("agreement", "number of the agreement that it concerns", "number")
    yield from (Column("actor", "actor", "id"), _name("the actor", "actor_name"))
    yield from (Column("other", "other actor concerned", "id"), _name("the other actor", "other_name"))
    yield Column("issue", "issue that it concerns", "word")
    yield Column("detail", "form, pressure, class, party or the like, by the kind of event", "word")
    yield Column("reason", "reason of an end or failure", "word", Reason.words())
    yield Column("club", "club or treaty that it concerns", "name")
    yield Column("value", "number that belongs to the kind of event", "by kind")
    yield Column(f"terms{ISSUE}", "depth that belongs to the kind of event", "share")


def agreements() -> Iterator[Column]:
    """Yield the columns of the agreements."""
    yield Column("agreement", "number of the agreement", "number")
    for name, codes in (("kind", Kind), ("form", Form), ("status", Status), ("reason", Reason)):
        yield of(Agreements, name, codes=codes)
    for letter, which in (("a", "first"), ("b", "second")):
        who = f": {which} party"
        yield Column(letter, f"{which} party" + (", which opened the negotiation" if letter == "a" else ""), "id")
        yield _name(f"the {which} party", f"{letter}_name")
        yield of(Parties, "status", f"status_{letter}", PartyStatus, who)
        yield of(Parties, "diplomacy", f"class_{letter}", Diplomacy, who)
        for name in ("coordinated", "opposed", "endorsed"):
            yield of(Parties, name, f"{name}_{letter}", who=who)
        yield of(Parties, "consent", f"consent_{letter}", Consent, who)
        for name in ("alignment", "delivered", "gain"):
            yield of(Parties, name, f"{name}_{letter}", who=who)
    yield of(Agreements, "size", "parties")
    yield from (of(Agreements, name) for name in ("visibility", "share_lost", *QUALITY))
    yield of(Parties, "transfer", who=": first party")
    yield from (of(Agreements, name) for name in ("opened", "signed", "in_force", "ended", "terms"))


def parties() -> Iterator[Column]:
    """Yield the columns of the parties."""
    yield Column("agreement", "number of the agreement", "number")
    yield Column("club", "name of the club or treaty", "name")
    yield from (Column("actor", "party or invited actor", "id"), _name("the actor", "actor_name"))
    yield from (of(Parties, "status", codes=PartyStatus), of(Parties, "reason", codes=Reason))
    yield from (of(Parties, "diplomacy", "class", Diplomacy), of(Parties, "consent", codes=Consent))
    shown = ("coordinated", "opposed", "endorsed", "alignment", "gain", "transfer", "delivered")
    yield from (of(Parties, name) for name in (*shown, "invited", "joined", "bound", "in_force", "left"))
    yield from (of(Parties, name) for name in ("terms", "alone"))


def disputes() -> Iterator[Column]:
    """Yield the columns of the disputes."""
    yield Column("dispute", "number of the dispute", "number")
    yield from (of(Disputes, "city"), _name("the city", "city_name"), of(Disputes, "nation"))
    yield Column("agreement", "number of the agreement in dispute", "number")
    yield Column("issue", "issue on which the nation minds the agreement most", "word")
    yield from (of(Disputes, "pressure", codes=Pressure), of(Disputes, "stage", codes=Stage))
    yield from (of(Disputes, name) for name in ("opened", "hearing", "ended", "stakes"))


def statutes() -> Iterator[Column]:
    """Yield the columns of the statutes."""
    yield Column("statute", "number of the statute", "number")
    yield from (of(Statutes, "nation"), _name("the nation", "nation_name"))
    yield from (of(Statutes, "kind", codes=StatuteKind),)
    yield Column("issue", "issue that it covers; missing where it covers all", "word")
    yield from (of(Statutes, "partners", codes=PartnerClass), of(Statutes, "status", codes=StatuteStatus))
    yield Column("prompted", "issue that prompted it; missing where a dated event enacted it", "word")
    yield from (of(Statutes, name) for name in ("enacted", "ended"))


def relations() -> Iterator[Column]:
    """Yield the columns of the dated changes of relations, a table that a world has and a run does not store."""
    yield Column("nation", "nation", "id")
    yield Column("other", "nation to which it relates", "id")
    yield from (of(Changes, name) for name in ("relation", "month"))


def clubs() -> Iterator[Column]:
    """Yield the columns of the clubs and treaties."""
    yield Column("club", "name of the club or treaty", "name")
    yield from (of(Clubs, "kind", codes=ClubKind), of(Clubs, "status", codes=ClubStatus), of(Clubs, "host"))
    yield Column("charter", "rule that sets its terms", "rule")
    yield from (of(Clubs, "size", "invited"), Column("members", "number of members", "actors"))
    yield from (of(Clubs, name) for name in (*NUMBERS, "founded", "in_force", "ended"))
    yield from (of(Clubs, "internal", "internally_stable"), of(Clubs, "external", "externally_stable"))
    yield from (of(Clubs, "agenda", "on"), of(Clubs, "terms"))


def memberships() -> Iterator[Column]:
    """Yield the columns of the memberships."""
    yield Column("club", "name of the club or treaty", "name")
    yield from (Column("actor", "invited actor", "id"), _name("the actor", "actor_name"))
    yield Column("nation", "nation of the actor; of a nation, itself", "id")
    yield from (of(Parties, "status", codes=PartyStatus), of(Parties, "reason", codes=Reason))
    shown = (
        "invited",
        "joined",
        "bound",
        "in_force",
        "left",
        "entries",
        "shortfalls",
        "delivered",
        "gain",
        "terms",
        "alone",
    )
    yield from (of(Parties, name) for name in shown)


def deliveries() -> Iterator[Column]:
    """Yield the columns of the yearly reviews."""
    yield from (Column(*MONTHS), Column(*DATE))
    yield Column("agreement", "number of the agreement under review", "number")
    yield Column("club", "club or treaty under review", "name")
    yield from (Column("actor", "party or member", "id"), _name("the actor", "actor_name"))
    yield Column("year", "year of the review", "year")
    yield from (Column("delivered", "delivered share at this review", "share"), of(Parties, "alone"))


def monthly() -> Iterator[Column]:
    """Yield the columns of the totals."""
    yield from (Column(*MONTHS), Column(*DATE))
    for status in STOCKS:
        yield Column(
            f"stock_{status.name.lower()}", f"agreements at the end of the month: {status.sentence}", "agreements"
        )
    yield from (Column(event.name.lower(), f"events of the month: {event.sentence}", "events") for event in Event)
    yield from (_class(name) for name in CLASSES)
    yield Column("antagonism", "mean antagonism of nations' cities over acts of the last two years", "1")
    yield Column("antagonism_per_city", "antagonism of the last two years per city and year", "per year")
    yield Column("divergence", "mean distance between the publics of cities and of their nations", "1")
    for level, word in (("city", "cities"), ("nation", "nations")):
        for name in AVERAGED:
            field = declared(Actors)[name][1]
            yield Column(f"{name}_{level}", f"{field.about}: mean over {word}", field.unit)
    yield from (of(Challenges, name, f"challenge_{name}{CHALLENGE}") for name in MEASURED)


def challenges() -> Iterator[Column]:
    """Yield the columns of the table of challenges, which a world has and a run does not store."""
    yield from (Column(*MONTHS), Column(*DATE), Column("issue", "issue of the challenge", "word"))
    yield from (of(Challenges, name) for name in MEASURED)
    yield Column("closed", "share closed in the modelled cities, by either level or both", "share")


def actor_months() -> Iterator[Column]:
    """Yield the columns of the monthly series of cities and of nations."""
    yield from (Column(*MONTHS), Column(*DATE), Column("id", "actor", "id"), _name("the actor", "name"))
    yield Column("nation", "nation of the actor; of a nation, itself", "id")
    yield from (Column("lon", "longitude", "degrees"), Column("lat", "latitude", "degrees"))
    yield from (of(Actors, name) for name in (*EXACT, *ROUNDED))
    yield Column("party", "party in office", "word")
    yield Column("ties", "agreements in force", "agreements")
    yield Column("antagonism", "mean of salience x opposition x visibility over acts of the last two years", "1")
    yield from (_class(name) for name in CLASSES)


def _class(name: str) -> Column:
    return Column(name, f"acts of city diplomacy in the last two years: {Diplomacy[name.upper()].sentence}", "acts")


TABLES = {
    "events": events,
    "agreements": agreements,
    "parties": parties,
    "disputes": disputes,
    "statutes": statutes,
    "clubs": clubs,
    "memberships": memberships,
    "deliveries": deliveries,
    "monthly": monthly,
    "cities": actor_months,
    "nations": actor_months,
    "challenges": challenges,
    "relations": relations,
}
"""The columns of every public table, by its name."""

"""Every code of the model: integer, word, sentence and colour key, declared once.

Tables, accounts, reports, figures and the window read words and colours from here. The integers are part of saved worlds
and of the digest of a run: they never change, and new codes are added at the end.
"""

from paradiplomacy.agents.codes import Code, ConsentRule
from paradiplomacy.model.parameters.response import Pressure

__all__ = [
    "CODES",
    "ClubKind",
    "ClubStatus",
    "Consent",
    "ConsentRule",
    "Diplomacy",
    "Form",
    "Kind",
    "PartnerClass",
    "PartyStatus",
    "Pressure",
    "Reason",
    "Reply",
    "Stage",
    "Status",
    "StatuteKind",
    "StatuteStatus",
    "as_data",
]


# Kinds are stored although they follow from the two parties, so that selecting by kind needs no look at the parties.
class Kind(Code):
    """Levels of government that an agreement joins."""

    CITY_CITY = 0, "city-city", "city and city"
    CITY_NATION = 1, "city-nation", "city and nation"
    NATION_NATION = 2, "nation-nation", "nation and nation", "nations"


class Form(Code):
    """Form of an agreement, in order of rising cost, visibility and delivery."""

    DECLARATION = 0, "", "a declaration of intent"
    PLAN = 1, "", "a plan with steps"
    PROGRAMME = 2, "", "a funded programme"
    # Outside the order: a letter is the most visible form, but costs nothing and commits to nothing.
    STATEMENT = 3, "", "an open letter"


# Which statuses end an agreement is not marked here: they are those without a transition in `agreements/book.py`.
class Status(Code):
    """Status of an agreement in its life cycle."""

    NEGOTIATING = 0, "", "under negotiation", "negotiating"
    SIGNED = 1, "", "signed, not yet in force", "signed"
    IN_FORCE = 2, "", "in force", "in_force"
    # No agreement stays in this status: renewal passes through it to IN_FORCE, so that the table of transitions shows
    # it.
    RENEWED = 3, "", "renewed for another term", "in_force"
    DORMANT = 4, "", "dormant: nothing is done under it", "dormant"
    SUSPENDED = 5, "", "suspended under a national statute", "suspended"
    FAILED = 6, "", "failed before it came into force", "ended"
    BREACHED = 7, "", "ended by a breach", "ended"
    EXPIRED = 8, "", "ended with its term", "ended"
    WITHDRAWN = 9, "", "ended because a party left", "ended"
    SEVERED = 10, "", "ended by a rupture between the nations of its parties", "ended"


class PartyStatus(Code):
    """Status of one party of an agreement or club."""

    INVITED = 0, "", "invited"
    SIGNED = 1, "", "has signed"
    BOUND = 2, "", "is bound"
    IN_FORCE = 3, "", "takes part"
    WITHDRAWN = 4, "", "has left"


# NOT_NEEDED and NOTIFIED both let an agreement proceed; they differ because only the second informs the nation.
class Consent(Code):
    """Decision of a city's nation on the city's agreement."""

    NOT_NEEDED = 0, "", "no consent needed"
    PENDING = 1, "", "consent requested"
    GRANTED = 2, "", "consent granted"
    REFUSED = 3, "", "consent refused"
    NOTIFIED = 4, "", "nation notified"


# Soldatos has four classes. The fifth, coordinated but opposed, completes the table of coordination by alignment: without it
# an act that a nation was consulted on and dislikes would have to be called joint.
class Diplomacy(Code):
    """Classes of city diplomacy (Soldatos 1990), by coordination with the nation and alignment with its interest."""

    NONE = 0, "", "no city diplomacy"
    COOPERATIVE_JOINT = 1, "", "coordinated with the nation, in line with it", "joint"
    PARALLEL_HARMONY = 2, "", "on the city's own initiative, in line with the nation", "harmony"
    PARALLEL_DISHARMONY = 3, "", "on the city's own initiative, not in line with the nation", "disharmony"
    BYPASS = 4, "", "on the city's own initiative, against the nation's policy or consent rule", "bypass"
    COORDINATED_OPPOSED = 5, "", "coordinated with the nation, but not in line with it", "opposed"


# One list for agreements and clubs, because both can end for the same reason, such as a national exit.
class Reason(Code):
    """Reason why an agreement failed or ended, or why a member left a club."""

    NONE = 0, "", "no reason"
    NO_ZONE = 1, "", "no terms that both sides prefer to no agreement"
    OUT_OF_TIME = 2, "", "the negotiation ran out of time"
    CHILLED = 3, "", "chilled: abandoned for fear of the nation's reaction"
    REFUSED_AT_HOME = 4, "", "signed, then rejected at home"
    CONSENT_REFUSED = 5, "", "signed, then refused consent by a nation"
    LAPSED = 6, "", "signed, then lapsed without a vote"
    NOT_DELIVERED = 7, "", "a party did not deliver"
    TERM_OVER = 8, "", "its term ended"
    NOT_WORTH_IT = 9, "", "no longer worthwhile for a party"
    NATIONAL_EXIT = 10, "", "a party left by decree"
    TURNOVER = 11, "", "a new government left it"
    COMPLIED = 12, "", "signed, then abandoned: the city gave in to its nation"
    BARRED = 13, "", "signed, then void under a national statute"
    EXPELLED = 14, "", "expelled"
    REFUSED_BY_SEAT = 15, "", "refused by the person playing one side"
    RUPTURE = 16, "", "the nations of its parties broke with each other"
    WOULD_LOSE = 17, "", "every text would leave it worse off"
    REJECTED = 18, "", "its veto players would reject the text"
    FORBIDDEN = 19, "", "a national statute bars it from one of the parties"


class Reply(Code):
    """Reply of a city to pressure from its nation."""

    COMPLY = 0, "", "gives in"
    LITIGATE = 1, "", "goes to court"
    DEFY = 2, "", "defies its nation"


class Stage(Code):
    """Stage of a dispute between a city and its nation."""

    COMPLIED = 0, "", "the city gave in"
    DEFIED = 1, "", "the city defies its nation"
    IN_COURT = 2, "", "before the court"
    SUSPENDED = 3, "", "the statute is suspended until the final ruling"
    WON = 4, "", "the city won"
    LOST = 5, "", "the city lost"
    CLOSED = 6, "", "closed"


# In order of strictness: where several statutes cover an act, the strictest applies.
class StatuteKind(Code):
    """Types of statutes of nations on the diplomacy of their cities."""

    NOTICE = 0, "", "cities must notify, and the nation may veto"
    CONSENT = 1, "", "cities need prior leave"
    BAR = 2, "", "cities may not deal with a class of partners"


class PartnerClass(Code):
    """Classes of partners that a statute covers."""

    ANY = 0, "", "all partners abroad"
    CITIES = 1, "", "cities of nations with a hostile relation"
    GOVERNMENTS = 2, "", "governments of nations with a hostile relation"
    HOSTILE = 3, "", "cities and governments of nations with a hostile relation"


class StatuteStatus(Code):
    """Status of a statute."""

    IN_FORCE = 0, "", "in force"
    SUSPENDED = 1, "", "suspended by a court"
    REPEALED = 2, "", "repealed"
    ANNULLED = 3, "", "annulled by a court"


class ClubKind(Code):
    """Levels of government that may join a club or treaty."""

    CITY_CLUB = 0, "", "a club of cities"
    NATION_TREATY = 1, "", "a treaty of nations"
    MIXED_CLUB = 2, "", "a club of cities and nations"


class ClubStatus(Code):
    """Status of a club or treaty."""

    FORMING = 0, "", "waiting for enough members"
    IN_FORCE = 1, "", "in force"
    LAPSED = 2, "", "lapsed: too few members are bound"
    DISSOLVED = 3, "", "dissolved"


# Listed rather than found among the subclasses of `Code`: kinds of ledger events are codes too, but the page reads none
# of them, and each is declared with much more than words (`ledger/kinds.py`).
CODES: tuple[type[Code], ...] = (
    Kind,
    Form,
    Status,
    PartyStatus,
    Consent,
    ConsentRule,
    Diplomacy,
    Reason,
    Pressure,
    Reply,
    Stage,
    StatuteKind,
    PartnerClass,
    StatuteStatus,
    ClubKind,
    ClubStatus,
)


# By name and not by code, so that the page's scripts read `Status.IN_FORCE` and never a bare integer.
def as_data() -> dict[str, dict[str, dict[str, int | str]]]:
    """The vocabulary as plain data: by enumeration and member, its code, word, sentence and colour key.

    The window sends it to the page once.
    """
    return {
        codes.__name__: {
            member.name: {
                "code": int(member),
                "word": member.word,
                "sentence": member.sentence,
                "colour": member.colour,
            }
            for member in codes
        }
        for codes in CODES
    }

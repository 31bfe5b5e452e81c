"""Columns of the ledger that several kinds of event use in the same way."""

from paradiplomacy.model.ledger.declaration import Coded, Feed, Fields, Measured
from paradiplomacy.model.vocabulary import Form, PartnerClass, Pressure, Reason, StatuteKind

BUDGET = "% of the annual budget"
SHARE = "share"
FORM = Coded("form of the agreement", Form)
REASON = Coded("reason of the end", Reason, "reason")
PRESSURE = Coded("what the nation did", Pressure)
STATUTE_KIND = Coded("what the statute demands", StatuteKind)
CLUB = Coded("the club", "club", "club")
STAKES = Measured("grants that the city may lose", BUDGET)
DELIVERED = Measured("delivered share, negative where it did the opposite", SHARE)
BOUND = Measured("members that are bound", "members")
DEPTH = "depth of commitment"
ALONE = "effort that it would make as a non-member"

NOTHING = Fields()
SILENCE = Feed("", "count", 11)

# Columns that several kinds use in the same way.
PARTIES = Fields("the agreement", "first party", "second party")
FURTHER_PARTY = Fields("the agreement", "the further party", "the first party")
LEAVING = Fields("the agreement", "the party that leaves", "the first or second party", detail=REASON)
SIGNATURE = Fields(
    "the agreement", "first party", "second party", value=Measured("sum of the gains", BUDGET), terms=DEPTH
)
INHERITED = Fields(
    "the agreement",
    "first party",
    "second party",
    detail=FORM,
    value=Measured("month of entry into force", "month"),
    terms=DEPTH,
)
ENDED = Fields("the agreement", "first party", "second party", detail=REASON)
CITY = Fields("the agreement", "the city", "its nation")
NATION = Fields("the agreement", "the nation", "its city")
RATIFICATION = Fields("the agreement", "the party that votes", "the other party")
PRESSED = Fields("the agreement", "the nation", "its city", "the issue that it minds most", value=STAKES)
REPLY = Fields("the agreement", "the city", "its nation", "the disputed issue", detail=PRESSURE, value=STAKES)
ENACTMENT = Fields(
    actor="the nation",
    issue="its issue, where it has one",
    detail=STATUTE_KIND,
    value=Coded("the partners that it covers", PartnerClass, ""),
)
HIT = Fields("the agreement", "the nation", "its city", "issue of the statute, where it has one", detail=STATUTE_KIND)
RELATION = Fields(
    actor="the nation", other="the nation to which it relates", value=Measured("the new relation, -1 to 1")
)
STATUTE = Fields(actor="the nation", issue="its issue, where it has one", detail=STATUTE_KIND)
IN_COURT = Fields(
    "the agreement in court",
    "the nation",
    "the city in court",
    "issue of the statute, where it has one",
    detail=STATUTE_KIND,
)
CLUB_ONLY = Fields(detail=CLUB)
WARNING = Fields(actor="the member", detail=CLUB, value=Measured("reviews below the standard in a row", "reviews"))
TALKS = Fields(
    "the agreement of those who stay",
    "the actor that leaves",
    "the host, if any",
    detail=REASON,
    value=Measured("its gain under the text that it leaves, or the utility of that text to its veto player", BUDGET),
)
CLUB_TALKS = Fields(actor="the actor that leaves", detail=CLUB, value=REASON)
MEMBER = Fields(actor="the member", detail=CLUB)
JOINING = Fields(
    actor="the member", detail=CLUB, value=Measured("gain of membership, as it judged", BUDGET), terms=ALONE
)
BOUND_MEMBERS = Fields(detail=CLUB, value=BOUND)

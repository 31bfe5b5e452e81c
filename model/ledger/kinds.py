"""Every kind of ledger event, declared once.

A declaration is: code, word, meaning, the columns that it uses, its text in the feed, and how replay reads it (None
where it changes no legal fact). To add a kind, declare it here with the next free code and write it from an ``acts``
module; the public table, replay, the feed and the documentation follow. The account of a run lists it, in its table of
responses, only if its ``Feed`` has ``account=``.

The codes are part of saved worlds and of the digest of a run: they never change and are never used again.
"""

from paradiplomacy.agents.codes import ConsentRule
from paradiplomacy.model.ledger import roles as of
from paradiplomacy.model.ledger.declaration import Coded, Feed, Fields, Measured
from paradiplomacy.model.ledger.kind import Kind
from paradiplomacy.model.ledger.replay import agreements, clubs, statutes
from paradiplomacy.model.vocabulary import Diplomacy


class Event(Kind):
    """The kinds of event."""

    INHERITED = (
        0, "inherited", "an agreement older than the run", of.INHERITED,
        Feed("{agreement} predates the run", "agree", 10, many="from before the start"), agreements.inherited,
    )  # fmt: skip
    OPENED = (
        1, "opened", "a negotiation opens",
        Fields("the negotiation", "the approaching party", "the other party", detail=of.FORM, terms="1 on the agenda"),
        Feed("{actor} opens negotiations with {other} on {issues}", "agree", 10, many="negotiations opened"),
        agreements.opened,
    )  # fmt: skip
    SIGNED = (
        2, "signed", "an agreement is signed", of.SIGNATURE,
        Feed("{actor} and {other} sign on {issues}", "agree", 8), agreements.signed,
    )  # fmt: skip
    FAILED = (
        3, "failed", "a negotiation or signature fails", of.ENDED,
        Feed("The negotiation of {actor} and {other} on {issues} fails: {reason}", "count", 11, many="failed"),
        agreements.failed,
    )  # fmt: skip
    RATIFIED = (
        4, "ratified", "a party ratifies", of.RATIFICATION,
        Feed("{actor} ratifies {agreement}", "agree", 10, many="ratified by a party"), agreements.ratified,
    )  # fmt: skip
    REFUSED = (
        5, "refused", "a party rejects ratification", of.RATIFICATION,
        Feed("{actor} rejects {agreement} at home", "conflict", 6), None,
    )  # fmt: skip
    CONSENTED = (
        6, "consented", "a nation gives its consent", of.NATION,
        Feed(
            "{actor} gives {other} consent to {agreement}", "agree", 7,
            many="consents of nations", account="nations gave consent to one",
        ),
        agreements.consented,
    )  # fmt: skip
    CONSENT_REFUSED = (
        7, "consent_refused", "a nation refuses its consent", of.NATION,
        Feed("{actor} refuses {other} consent to {agreement}", "conflict", 6, account="nations refused consent to one"),
        agreements.consent_refused,
    )  # fmt: skip
    NOTIFIED = (
        8, "notified", "a city notifies its nation", of.CITY,
        Feed("{actor} notifies {other} of {agreement}", "agree", 7, clause="{actor} notifies {other}"),
        agreements.notified,
    )  # fmt: skip
    COORDINATED = (
        9, "coordinated", "a city coordinates with its nation (not written since version 0.1)", of.CITY,
        Feed("{actor} coordinates {agreement} with {other}", "agree", 7, clause="{actor} consults {other}"), None,
    )  # fmt: skip
    IN_FORCE = (
        10, "in_force", "an agreement enters into force", of.PARTIES,
        Feed("{agreement} enters into force", "agree", 8), agreements.in_force,
    )  # fmt: skip
    CLASSED = (
        11, "classed", "an act of city diplomacy is classified",
        Fields(
            "the agreement", "the city", "its nation", detail=Coded("class of the act", Diplomacy),
            value=Measured("alignment of the terms with the nation, -1 to 1"),
        ),
        Feed("Act of {actor} towards {other} in {agreement}: {diplomacy}", "agree", 7, many="acts of city diplomacy"),
        agreements.classed,
    )  # fmt: skip
    ENDORSED = (
        12, "endorsed", "a nation endorses an agreement", of.NATION,
        Feed("{actor} endorses {agreement}", "agree", 7, clause="{actor} endorses it", account="nations endorsed one"),
        agreements.endorsed,
    )  # fmt: skip
    OBJECTED = (
        13, "objected", "a nation objects to an agreement", of.PRESSED,
        Feed(
            "{actor} objects to {agreement}", "conflict", 7,
            clause="{actor} objects", account="nations objected to one",
        ),
        None,
    )  # fmt: skip
    SANCTIONED = (
        14, "sanctioned", "a nation withholds grants", of.PRESSED,
        Feed(
            "{actor} withholds grants from {other} over {agreement}", "conflict", 4, account="nations withheld grants"
        ),
        statutes.sanctioned,
    )  # fmt: skip
    SANCTION_LIFTED = (
        15, "sanction_lifted", "a sanction ends",
        Fields(actor="the nation", other="its city"),
        Feed("{actor} resumes its grants to {other}", "law", 4), statutes.sanction_lifted,
    )  # fmt: skip
    STATUTE_ENACTED = (
        16, "statute_enacted", "a nation enacts a statute on the diplomacy of its cities", of.ENACTMENT,
        Feed("{actor} enacts a statute{on}: {statutekind}", "conflict", 4, account="nations enacted a statute"),
        statutes.enacted,
    )  # fmt: skip
    STATUTE_SUSPENDED = (
        17, "statute_suspended", "a court suspends a statute", of.IN_COURT,
        Feed("A court suspends the statute of {actor}{on}", "law", 4, account="courts suspended a nation's statute"),
        statutes.suspended,
    )  # fmt: skip
    STATUTE_REINSTATED = (
        18, "statute_reinstated", "a suspended statute is upheld", of.IN_COURT,
        Feed("The statute of {actor}{on} is back in force", "law", 4), statutes.reinstated,
    )  # fmt: skip
    STATUTE_ANNULLED = (
        19, "statute_annulled", "a court annuls a statute", of.IN_COURT,
        Feed("A court annuls the statute of {actor}{on}", "law", 4, account="courts annulled a nation's statute"),
        statutes.ended,
    )  # fmt: skip
    STATUTE_REPEALED = (
        20, "statute_repealed", "a nation repeals its statute", of.STATUTE,
        Feed("{actor} repeals its statute{on}", "law", 4, account="nations repealed a statute"), statutes.ended,
    )  # fmt: skip
    CONSENT_RULE = (
        21, "consent_rule", "a nation changes its rule on consent",
        Fields(actor="the nation", issue="the issue", value=Coded("the new rule", ConsentRule, "")),
        Feed("{actor} changes its rule on {issue}: {consentrule}", "law", 1), None,
    )  # fmt: skip
    SUSPENDED = (
        22, "suspended", "a statute suspends an agreement", of.HIT,
        Feed("A statute of {actor}{on} suspends {agreement}", "conflict", 6), agreements.suspended,
    )  # fmt: skip
    RESTORED = (
        23, "restored", "a suspended agreement is back in force", of.PARTIES,
        Feed("{agreement} is back in force: no statute suspends it any longer", "law", 6), agreements.resumed,
    )  # fmt: skip
    COMPLIED = (
        24, "complied", "a city gives in to its nation", of.REPLY,
        Feed("{actor} gives in to {other} over {agreement}", "conflict", 5, account="cities gave in"),
        statutes.complied,
    )  # fmt: skip
    LITIGATED = (
        25, "litigated", "a city goes to court", of.REPLY,
        Feed("{actor} takes {other} to court over {agreement}", "conflict", 5, account="cities went to court"),
        statutes.litigated,
    )  # fmt: skip
    DEFIED = (
        26, "defied", "a city defies its nation", of.REPLY,
        Feed("{actor} defies {other} over {agreement}", "conflict", 5, account="cities defied their nation"),
        statutes.defied,
    )  # fmt: skip
    RULED = (
        27, "ruled", "a court rules on a dispute",
        Fields(
            "the agreement", "the city", "its nation", "the disputed issue",
            value=Measured("1 where the city wins, else 0", "1"),
        ),
        Feed(
            "A court rules {ruling} {actor} in its case against {other} over {agreement}", "law", 5,
            account="courts ruled {ruling} a city",
        ),
        statutes.ruled,
    )  # fmt: skip
    DISPUTE_CLOSED = (
        28, "dispute_closed", "a dispute is closed with its agreement", of.CITY,
        Feed("The dispute of {actor} and {other} over {agreement} is closed", "law", 11, many="disputes closed"),
        statutes.dispute_closed,
    )  # fmt: skip
    REVIEWED = (
        29, "reviewed", "a party's delivery is reviewed",
        Fields("the agreement", "the party under review", "the other party", value=of.DELIVERED),
        Feed("{actor} delivered {share} of {agreement}", "agree", 10, many="deliveries reviewed"), agreements.reviewed,
    )  # fmt: skip
    RENEWED = (
        30, "renewed", "an agreement begins another term", of.PARTIES,
        Feed("{agreement} is renewed", "agree", 10, many="renewed"), agreements.renewed,
    )  # fmt: skip
    DORMANT = (
        31, "dormant", "an agreement falls dormant", of.PARTIES,
        Feed("{agreement} falls dormant", "count", 11, many="fall dormant"), agreements.dormant,
    )  # fmt: skip
    REVIVED = (
        32, "revived", "a dormant agreement is revived", of.PARTIES,
        Feed("{agreement} is revived", "agree", 11, many="revived"), agreements.resumed,
    )  # fmt: skip
    BREACHED = (
        33, "breached", "a party breaches an agreement",
        Fields("the agreement", "the party in breach", "the other party", detail=of.REASON),
        Feed("{actor} breaches {agreement}", "conflict", 6), agreements.breached,
    )  # fmt: skip
    EXPIRED = (
        34, "expired", "an agreement ends with its term", of.ENDED,
        Feed("{agreement} ends: {reason}", "count", 11, many="expired"),
        agreements.expired,
    )  # fmt: skip
    WITHDRAWN = (
        35, "withdrawn", "an agreement ends because a party leaves it", of.ENDED,
        Feed("{agreement} ends: {reason}", "conflict", 6),
        agreements.withdrawn,
    )  # fmt: skip
    ELECTION = (
        36, "election", "an election is held",
        Fields(
            actor="the city or nation", detail=Coded("the winning party", "party"),
            value=Measured("1 where another party takes office, else 0", "1"),
        ),
        Feed("Election in {actor}: the {party} party {takes}", "politics", 9, many="elections return those in office"),
        None,
    )  # fmt: skip
    SUMMIT = (
        37, "summit", "a summit is held",
        Fields(actor="the host, if any", value=Measured("actors invited", "actors")),
        Feed("A summit{host}: {count} are invited", "politics", 1),
        None,
    )  # fmt: skip
    SHOCK = (
        38, "shock", "a shock changes an attribute",
        Fields(
            actor="the actor", issue="the issue, where the attribute has one",
            value=Measured("the new value", "unit of the attribute"),
        ),
        Feed("A shock moves {actor}{on}", "politics", 1, many="changes by shocks"),
        None,
    )  # fmt: skip
    CONSENT_ASKED = (
        39, "consent_asked", "a city requests its nation's consent", of.CITY,
        Feed("{actor} asks {other} for consent to {agreement}", "agree", 7, clause="{actor} asks {other} for consent"),
        agreements.consent_asked,
    )  # fmt: skip
    PAID = (
        40, "paid", "a side payment is made",
        Fields(
            "the agreement", "the party that pays", "the party that is paid",
            value=Measured("the payment", "% of the first party's annual budget"),
        ),
        Feed("{actor} pays {other} for {agreement}", "agree", 7, clause="{actor} pays {other}"),
        agreements.paid,
    )  # fmt: skip
    CLUB_FOUNDED = (
        41, "club_founded", "a club or treaty is founded",
        Fields(
            actor="the host, if any", detail=of.CLUB, value=Measured("month of its founding", "month"),
            terms="1 on its issues",
        ),
        Feed("{club} is founded{by}", "politics", 2),
        clubs.founded,
    )  # fmt: skip
    CLUB_INVITED = (
        42, "club_invited", "an actor is invited to a club",
        Fields(actor="the actor invited", other="the host, if any", detail=of.CLUB),
        Feed("{actor} is invited to {club}", "agree", 10, many="invited to clubs or treaties"),
        clubs.invited,
    )  # fmt: skip
    CLUB_TERMS = (
        43, "club_terms", "a club sets its terms",
        Fields(detail=of.CLUB, value=Measured("members", "members"), terms=of.DEPTH),
        Feed("{club} sets its terms with {count} members", "agree", 10, many="charters set their terms"),
        clubs.terms_set,
    )  # fmt: skip
    CLUB_JOINED = (
        44, "club_joined", "an actor joins a club", of.JOINING,
        Feed("{actor} joins {club}", "agree", 3, many="join clubs or treaties"),
        clubs.joined,
    )  # fmt: skip
    CLUB_REJOINED = (
        45, "club_rejoined", "a former member joins a club again", of.JOINING,
        Feed("{actor} rejoins {club}", "agree", 3),
        clubs.joined,
    )  # fmt: skip
    CLUB_BOUND = (
        46, "club_bound", "a member is bound", of.MEMBER,
        Feed("{actor} is bound by {club}", "agree", 10, many="bound by clubs or treaties"),
        clubs.bound,
    )  # fmt: skip
    CLUB_PLEDGED = (
        47, "club_pledged", "a member's terms change",
        Fields(actor="the member", detail=of.CLUB, terms="depth that it owes"),
        Feed("{actor} pledges its effort in {club}", "agree", 10, many="pledges to clubs or treaties"),
        clubs.pledged,
    )  # fmt: skip
    CLUB_LEFT = (
        48, "club_left", "a member leaves a club",
        # The reason is in ``value`` because the club takes ``detail``; the public table shows both by name.
        Fields(actor="the member", detail=of.CLUB, value=of.REASON),
        Feed("{actor} leaves {club}: {reason}", "conflict", 3),
        clubs.left,
    )  # fmt: skip
    CLUB_IN_FORCE = (
        49, "club_in_force", "a club enters into force", of.BOUND_MEMBERS,
        Feed("{club} enters into force with {count} members bound", "agree", 2),
        clubs.in_force,
    )  # fmt: skip
    CLUB_LAPSED = (
        50, "club_lapsed", "a club lapses", of.BOUND_MEMBERS,
        Feed("{club} lapses: {count} members bound are too few", "conflict", 2),
        clubs.lapsed,
    )  # fmt: skip
    CLUB_DISSOLVED = (
        51, "club_dissolved", "a club is dissolved", of.CLUB_ONLY,
        Feed("{club} is dissolved", "conflict", 2),
        clubs.dissolved,
    )  # fmt: skip
    CLUB_SUMMIT = (
        52, "club_summit", "a club holds a summit",
        Fields(actor="the host, if any", detail=of.CLUB, value=Measured("actors invited", "actors")),
        Feed("{club} holds its summit{host}", "politics", 2),
        None,
    )  # fmt: skip
    CLUB_SETTLED = (
        53, "club_settled", "members and non-members have decided",
        Fields(
            detail=of.CLUB,
            value=Measured("sum of 1 if internally stable, 2 if externally stable, 4 if decisions converged", "1"),
        ),
        Feed("Membership of {club} is settled", "agree", 10, many="memberships settled"),
        None,
    )  # fmt: skip
    CLUB_REVIEWED = (
        54, "club_reviewed", "a member's delivery is reviewed",
        Fields(actor="the member", detail=of.CLUB, value=of.DELIVERED, terms=of.ALONE),
        Feed("{actor} delivered {share} of its pledge to {club}", "agree", 10, many="pledges reviewed"),
        clubs.reviewed,
    )  # fmt: skip
    TAKES_PART = (
        55, "takes_part", "a third or further party takes part in a negotiation", of.FURTHER_PARTY,
        Feed("{actor} takes part in the negotiation that {other} opens on {issues}", "agree", 10, many="further parties"),
        agreements.takes_part,
    )  # fmt: skip
    LEFT = (
        56, "left", "a party leaves an agreement that goes on among the others", of.LEAVING,
        Feed("{actor} leaves the agreement on {issues}: {reason}", "conflict", 6),
        agreements.left,
    )  # fmt: skip
    CLUB_WARNED = (
        57, "club_warned", "a member that delivered less than the standard is warned", of.WARNING,
        Feed("{club} warns {actor}", "conflict", 6, many="members warned"),
        clubs.warned,
    )  # fmt: skip
    SEVERED = (
        58, "severed", "a rupture between nations ends an agreement", of.ENDED,
        Feed("{agreement} ends: {reason}", "conflict", 6, account="ended by a rupture"), agreements.severed,
    )  # fmt: skip
    RELATION = (
        59, "relation", "the relation of a nation to another changes", of.RELATION,
        Feed("{actor} changes its relation to {other}", "politics", 1, many="relations change"), statutes.related,
    )  # fmt: skip
    NOTICED = (
        60, "noticed", "a nation notices an act of its city", of.NATION,
        Feed("{actor} notices {agreement}", "count", 11, many="acts noticed", account="nations noticed one"), None,
    )  # fmt: skip
    COMMITTED = (
        61, "committed", "what a party of an agreement commits itself to",
        Fields("the agreement", "the party", "the first or second party", terms=of.DEPTH),
        Feed("{actor} makes its own commitments to {other}", "agree", 10, many="commitments"), agreements.committed,
    )  # fmt: skip
    CONFERENCE = (
        62, "conference", "a conference negotiates one text",
        Fields("its agreement, if any", "the host, if any", value=Measured("actors invited", "actors")),
        Feed("A conference{host}: {count} are invited to negotiate one text", "politics", 1), None,
    )  # fmt: skip
    TALKS_LEFT = (
        63, "talks_left", "an actor invited to a conference leaves the talks", of.TALKS,
        Feed("{actor} leaves the talks on {agreement}: {reason}", "conflict", 6, many="leave talks"), None,
    )  # fmt: skip
    CLUB_TALKS_LEFT = (
        64, "club_talks_left", "an actor invited to a club leaves the talks on its charter", of.CLUB_TALKS,
        Feed("{actor} leaves the talks on {club}: {reason}", "conflict", 6, many="leave talks on charters"), None,
    )  # fmt: skip

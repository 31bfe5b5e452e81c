"""The sentence of each kind of event in the feed."""

from typing import NamedTuple

from paradiplomacy.model.ledger.log import Event


class Sentence(NamedTuple):
    """The sentence of a kind of event.

    Attributes:
        form: The sentence of one event, with named gaps.
        tone: agree, conflict, law, politics or count.
        many: Words after a number, where the feed only counts events of the kind because they are frequent; else empty.
        clause: Words that are added to the signature of the same month, instead of a sentence; else empty.
    """

    form: str
    tone: str
    many: str = ""
    clause: str = ""


SENTENCES = {
    Event.SUMMIT: Sentence("A summit{host}: {count} invited", "politics"),
    Event.SHOCK: Sentence("A shock moves {actor}{on}", "politics", "changes by shocks"),
    Event.CONSENT_RULE: Sentence("{actor} changes its rule on {issue}: {consent}", "law"),
    Event.CLUB_FOUNDED: Sentence("{club} is founded{by}", "politics"),
    Event.CLUB_IN_FORCE: Sentence("{club} enters into force with {count} bound", "agree"),
    Event.CLUB_LAPSED: Sentence("{club} lapses: {count} bound are too few", "conflict"),
    Event.CLUB_DISSOLVED: Sentence("{club} is dissolved", "conflict"),
    Event.CLUB_SUMMIT: Sentence("{club} holds its summit{host}", "politics"),
    Event.CLUB_LEFT: Sentence("{actor} leaves {club} ({left})", "conflict"),
    Event.CLUB_REJOINED: Sentence("{actor} rejoins {club}", "agree"),
    Event.CLUB_JOINED: Sentence("{actor} joins {club}", "agree", "join clubs or treaties"),
    Event.SANCTIONED: Sentence("{actor} withholds grants from {other} over {agreement}", "conflict"),
    Event.SANCTION_LIFTED: Sentence("{actor} resumes its grants to {other}", "law"),
    Event.LAW_ENACTED: Sentence("{actor} enacts a law against its cities' agreements on {issue}", "conflict"),
    Event.LAW_SUSPENDED: Sentence("A court suspends the law of {actor} on {issue}, in the case of {other}", "law"),
    Event.LAW_REINSTATED: Sentence("The law of {actor} on {issue} is back in force", "law"),
    Event.LAW_ANNULLED: Sentence("A court annuls the law of {actor} on {issue}", "law"),
    Event.LAW_REPEALED: Sentence("{actor} repeals its law on {issue}", "law"),
    Event.RULED: Sentence("A court rules {ruling} {actor} in its case against {other} over {agreement}", "law"),
    Event.LITIGATED: Sentence("{actor} takes {other} to court over {agreement}", "conflict"),
    Event.DEFIED: Sentence("{actor} defies {other} over {agreement}", "conflict"),
    Event.COMPLIED: Sentence("{actor} gives in to {other} over {agreement}", "conflict"),
    Event.PREEMPTED: Sentence("A law of {actor} on {issue} suspends {agreement}", "conflict"),
    Event.RESTORED: Sentence("{agreement} is in force again: no law suspends it any more", "law"),
    Event.CONSENT_REFUSED: Sentence("{actor} refuses {other} consent to {agreement}", "conflict"),
    Event.REFUSED: Sentence("{actor} rejects {agreement} at home", "conflict"),
    Event.BREACHED: Sentence("{actor} breaches {agreement}", "conflict"),
    Event.WITHDRAWN: Sentence("{agreement} ends: {reason}", "conflict"),
    Event.OBJECTED: Sentence("{actor} objects to {agreement}", "conflict", clause="{actor} objects"),
    Event.ENDORSED: Sentence("{actor} endorses {agreement}", "agree", clause="{actor} endorses"),
    Event.CONSENT_ASKED: Sentence(
        "{actor} asks {other} for consent to {agreement}", "agree", clause="{actor} asks {other} for consent"
    ),
    Event.CONSENTED: Sentence("{actor} gives {other} consent to {agreement}", "agree", "consents of nations"),
    Event.PAID: Sentence("{actor} pays {other} for {agreement}", "agree", clause="{actor} pays {other}"),
    Event.NOTIFIED: Sentence("{actor} notifies {other} of {agreement}", "agree", clause="{actor} notifies {other}"),
    Event.COORDINATED: Sentence("{actor} coordinates {agreement} with {other}", "agree", clause="{actor} consults {other}"),
    Event.CLASSED: Sentence("{actor} is {diplomacy} towards {other} in {agreement}", "agree", "towards its nation"),
    Event.IN_FORCE: Sentence("{agreement} enters into force", "agree"),
    Event.SIGNED: Sentence("{actor} and {other} sign on {issues}", "agree"),
    Event.ELECTION: Sentence(
        "Election in {actor}: the {party} party {takes}", "politics", "elections return those in office"
    ),
    Event.INHERITED: Sentence("{agreement} existed before the start", "agree", "from before the start"),
    Event.OPENED: Sentence("{actor} opens negotiations with {other} on {issues}", "agree", "negotiations open"),
    Event.RATIFIED: Sentence("{actor} ratifies {agreement}", "agree", "ratified by a party"),
    Event.REVIEWED: Sentence("{actor} has delivered {share} of {agreement}", "agree", "deliveries reviewed"),
    Event.RENEWED: Sentence("{agreement} is renewed", "agree", "renewed"),
    Event.CLUB_INVITED: Sentence("{actor} is invited to {club}", "agree", "invited to clubs or treaties"),
    Event.CLUB_TERMS: Sentence("{club} sets its terms with {count} members", "agree", "charters set"),
    Event.CLUB_BOUND: Sentence("{actor} is bound by {club}", "agree", "bound by clubs or treaties"),
    Event.CLUB_PLEDGED: Sentence("{actor} pledges its effort in {club}", "agree", "pledges to clubs or treaties"),
    Event.CLUB_SETTLED: Sentence("Membership of {club} is settled", "agree", "memberships settled"),
    Event.CLUB_REVIEWED: Sentence("{actor} has delivered {share} of its pledge to {club}", "agree", "pledges reviewed"),
    Event.EXPIRED: Sentence("{agreement} ends: {reason}", "count", "expired"),
    Event.DORMANT: Sentence("{agreement} becomes dormant", "count", "become dormant"),
    Event.REVIVED: Sentence("{agreement} is revived", "agree", "revived"),
    Event.DISPUTE_CLOSED: Sentence(
        "The dispute of {actor} and {other} over {agreement} is closed", "law", "disputes closed"
    ),
    Event.FAILED: Sentence("The negotiation of {actor} and {other} on {issues} failed: {reason}", "count", "failed"),
}
"""Each kind of event, the most important first."""

"""The book of agreements, laws, disputes, sanctions, clubs and members of any month, rebuilt from the table of events alone.

What was measured once at a signature (gains, visibility, alignment, opposition) is not a legal fact and is
not rebuilt. Ids say the level: ``FRA:paris`` is a city, ``FRA`` a nation.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from paradiplomacy.model.agreements.book import TIED, TRANSITIONS, IllegalTransitionError
from paradiplomacy.model.clubs.register import CLUB_TRANSITIONS, MEMBER_TRANSITIONS
from paradiplomacy.model.vocabulary import ClubStatus, Consent, Diplomacy, Kind, PartyStatus, Stage, Status

TERMS = "terms_"
SIDES = "ab"
KINDS = Kind.words()
COORDINATED = (Diplomacy.COOPERATIVE_JOINT, Diplomacy.COORDINATED_OPPOSED)
OF_A_SIDE = ("status_a", "status_b", "class_a", "class_b", "consent_a", "consent_b")
TEXTS = ("kind", "form", "status", "reason", "a", "b", *OF_A_SIDE)
DATES = ("opened", "signed", "in_force", "ended")
WON = 1.0


class Replayed(NamedTuple):
    """What stood at the end of a month, each as a table.

    Attributes:
        agreements: One row an agreement, the columns named and typed as in ``tables.agreements``; ``on_climate``
            and the like say what is on the table.
        laws: One row a preemption law (nation, issue) that is in force or suspended.
        disputes: One row a dispute, in the order of (opened, agreement, city).
        sanctions: One row a sanction (nation, city) that runs.
        ties: One row a tie (a, b, agreement): agreements in force, dormant or preempted.
        clubs: One row a club or treaty, in the order of their founding.
        memberships: One row for each club and actor that is invited to it.
    """

    agreements: pd.DataFrame
    laws: pd.DataFrame
    disputes: pd.DataFrame
    sanctions: pd.DataFrame
    ties: pd.DataFrame
    clubs: pd.DataFrame
    memberships: pd.DataFrame


class Line(NamedTuple):
    """One event; what it does not have is None."""

    month: int
    kind: str
    agreement: int | None
    actor: str | None
    other: str | None
    issue: str | None
    detail: str | None
    reason: str | None
    club: str | None
    value: float
    terms: tuple[float, ...]


STATUS = {status.word: status for status in Status}
CLUB_STATUS = {status.word: status for status in ClubStatus}
PARTY_STATUS = {status.word: status for status in PartyStatus}
MEMBER_DATES = ("invited", "joined", "bound", "in_force", "left")
TIED_WORDS = [status.word for status in Status if TIED[status]]


@dataclass
class Past:
    """What stands, as event after event is read."""

    issues: list[str]
    agreements: dict[int, dict[str, Any]] = field(default_factory=dict)
    laws: dict[tuple[str, str], str] = field(default_factory=dict)
    disputes: list[dict[str, Any]] = field(default_factory=list)
    sanctions: dict[str, str] = field(default_factory=dict)
    clubs: dict[str, dict[str, Any]] = field(default_factory=dict)
    members: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)

    def of(self, line: Line) -> dict[str, Any]:
        """The agreement of an event. Raises ValueError where it was never opened."""
        found = None if line.agreement is None else self.agreements.get(line.agreement)
        if found is None:
            raise ValueError(f"{line.kind} of month {line.month}: agreement {line.agreement} was never opened")
        return found

    def side(self, line: Line, who: str | None) -> str:
        """The letter of a party of the agreement of an event. Raises ValueError where it is none."""
        row = self.of(line)
        for letter in SIDES:
            if row[letter] == who:
                return letter
        raise ValueError(f"{line.kind} of month {line.month}: {who} is no party of agreement {line.agreement}")

    def move(self, line: Line, to: Status) -> dict[str, Any]:
        """Move the agreement of an event to a status. Raises IllegalTransitionError where that cannot follow."""
        row = self.of(line)
        if to not in TRANSITIONS[STATUS[row["status"]]]:
            raise IllegalTransitionError(
                f"agreement {line.agreement} is {row['status']}, which cannot become {to.word} in month {line.month}"
            )
        row["status"] = to.word
        if not TRANSITIONS[to]:
            row |= {"ended": line.month, "reason": line.reason}
        return row

    def club(self, line: Line) -> dict[str, Any]:
        """The club of an event. Raises ValueError where it was never founded."""
        found = None if line.club is None else self.clubs.get(line.club)
        if found is None:
            raise ValueError(f"{line.kind} of month {line.month}: club {line.club} was never founded")
        return found

    def member(self, line: Line) -> dict[str, Any]:
        """The place of an event's actor in its club. Raises ValueError where it was never invited."""
        found = self.members.get((self.club(line)["club"], str(line.actor)))
        if found is None:
            raise ValueError(f"{line.kind} of month {line.month}: {line.actor} was never invited to {line.club}")
        return found

    def move_member(self, line: Line, row: dict[str, Any], to: PartyStatus) -> None:
        """Move a place in a club to a status. Raises IllegalTransitionError where that cannot follow."""
        if to not in MEMBER_TRANSITIONS[PARTY_STATUS[row["status"]]]:
            raise IllegalTransitionError(
                f"{row['actor']} is {row['status']} in {row['club']}, which cannot become {to.word} "
                f"in month {line.month}"
            )
        row["status"] = to.word

    def of_club(self, line: Line, *statuses: PartyStatus) -> list[dict[str, Any]]:
        """Places in the club of an event that are at one of these statuses."""
        wanted = [status.word for status in statuses]
        return [row for (club, _), row in self.members.items() if club == line.club and row["status"] in wanted]


def both(row: dict[str, Any], status: PartyStatus) -> None:
    """Set the status of both parties."""
    row["status_a"] = row["status_b"] = status.word


def opened(past: Past, line: Line) -> None:
    """A negotiation is opened."""
    assert line.agreement is not None and line.actor is not None and line.other is not None
    row: dict[str, Any] = dict.fromkeys((*TEXTS, *DATES))
    row |= {
        "agreement": line.agreement,
        "kind": KINDS[(":" not in line.actor) + (":" not in line.other)],
        "form": line.detail,
        "status": Status.NEGOTIATING.word,
        "a": line.actor,
        "b": line.other,
        "opened": line.month,
        "terms": (0.0,) * len(past.issues),
        "on": tuple(x > 0.0 for x in line.terms),
        "transfer": 0.0,
    }
    for letter in SIDES:
        row |= {f"endorsed_{letter}": False, f"delivered_{letter}": np.nan}
        row[f"consent_{letter}"] = Consent.NOT_NEEDED.word
    both(row, PartyStatus.INVITED)
    past.agreements[line.agreement] = row


def inherited(past: Past, line: Line) -> None:
    """An agreement is older than the ledger."""
    opened(past, line)
    row = past.of(line)
    row |= {"terms": line.terms, "status": Status.IN_FORCE.word}
    row |= dict.fromkeys(("opened", "signed", "in_force"), int(line.value))
    both(row, PartyStatus.IN_FORCE)


def signed(past: Past, line: Line) -> None:
    """Terms are signed."""
    row = past.move(line, Status.SIGNED)
    row |= {"signed": line.month, "terms": line.terms, "on": tuple(x > 0.0 for x in line.terms)}
    both(row, PartyStatus.SIGNED)


def paid(past: Past, line: Line) -> None:
    """One side pays the other for its signature."""
    past.of(line)["transfer"] = line.value if past.side(line, line.actor) == "a" else -line.value


def in_force(past: Past, line: Line) -> None:
    """An agreement that binds everybody enters into force."""
    past.move(line, Status.IN_FORCE)["in_force"] = line.month
    both(past.of(line), PartyStatus.IN_FORCE)


def renewed(past: Past, line: Line) -> None:
    """An agreement begins another term."""
    past.move(line, Status.RENEWED)
    past.move(line, Status.IN_FORCE)


def withdrawn(past: Past, line: Line) -> None:
    """A side leaves."""
    both(past.move(line, Status.WITHDRAWN), PartyStatus.WITHDRAWN)


def ratified(past: Past, line: Line) -> None:
    """One party is bound."""
    past.of(line)[f"status_{past.side(line, line.actor)}"] = PartyStatus.BOUND.word


def classed(past: Past, line: Line) -> None:
    """A city's act has its class."""
    past.of(line)[f"class_{past.side(line, line.actor)}"] = line.detail


def endorsed(past: Past, line: Line) -> None:
    """A nation stands behind its city."""
    past.of(line)[f"endorsed_{past.side(line, line.other)}"] = True


def reviewed(past: Past, line: Line) -> None:
    """A party's delivery is reviewed."""
    past.of(line)[f"delivered_{past.side(line, line.actor)}"] = line.value


def moves(to: Status) -> Callable[[Past, Line], None]:
    """The agreement moves to a status, and that is all."""

    def act(past: Past, line: Line) -> None:
        past.move(line, to)

    return act


def consent(to: Consent, *, of_actor: bool) -> Callable[[Past, Line], None]:
    """What became of a consent; the city is the actor of the event, or the other."""

    def act(past: Past, line: Line) -> None:
        city = line.actor if of_actor else line.other
        past.of(line)[f"consent_{past.side(line, city)}"] = to.word

    return act


def law(stands: str | None) -> Callable[[Past, Line], None]:
    """What becomes of a law, and of the dispute that a suspension leaves open."""

    def act(past: Past, line: Line) -> None:
        assert line.actor is not None and line.issue is not None
        if stands is None:
            past.laws.pop((line.actor, line.issue), None)
        else:
            past.laws[line.actor, line.issue] = stands
        if stands == "suspended":
            for dispute in of_city(past, line, line.other, Stage.WON):
                if dispute["ended"] == line.month:
                    dispute |= {"stage": Stage.SUSPENDED.word, "ended": None}

    return act


def of_city(past: Past, line: Line, city: str | None, *stages: Stage) -> list[dict[str, Any]]:
    """Disputes of a city over the agreement of an event that are at one of these stages."""
    wanted = [stage.word for stage in stages]
    return [
        dispute
        for dispute in past.disputes
        if dispute["agreement"] == line.agreement and dispute["city"] == city and dispute["stage"] in wanted
    ]


def disputed(stage: Stage) -> Callable[[Past, Line], None]:
    """A city replies to its nation's pressure: a dispute is entered."""

    def act(past: Past, line: Line) -> None:
        past.disputes.append(
            {
                "city": line.actor,
                "nation": line.other,
                "agreement": line.agreement,
                "issue": line.issue,
                "pressure": line.detail,
                "stage": stage.word,
                "opened": line.month,
                "ended": line.month if stage is Stage.COMPLIED else None,
                "stakes": line.value,
            }
        )

    return act


def ruled(past: Past, line: Line) -> None:
    """A court rules; where it suspends a law, the next event says so."""
    for dispute in of_city(past, line, line.actor, Stage.IN_COURT, Stage.SUSPENDED):
        dispute |= {"stage": (Stage.WON if line.value == WON else Stage.LOST).word, "ended": line.month}


def dispute_closed(past: Past, line: Line) -> None:
    """A dispute has nothing left to be about."""
    for dispute in of_city(past, line, line.actor, Stage.COMPLIED, Stage.DEFIED):
        dispute |= {"stage": Stage.CLOSED.word, "ended": line.month}


def sanctioned(past: Past, line: Line) -> None:
    """A nation withholds grants."""
    assert line.actor is not None and line.other is not None
    past.sanctions[line.other] = line.actor


def sanction_lifted(past: Past, line: Line) -> None:
    """A sanction ends."""
    assert line.other is not None
    past.sanctions.pop(line.other, None)


def club_founded(past: Past, line: Line) -> None:
    """A club is founded."""
    assert line.club is not None
    past.clubs[line.club] = {
        "club": line.club,
        "status": ClubStatus.FORMING.word,
        "host": line.actor,
        "founded": int(line.value),
        "in_force": None,
        "ended": None,
        "on": tuple(x > 0.0 for x in line.terms),
        "terms": (0.0,) * len(past.issues),
    }


def club_invited(past: Past, line: Line) -> None:
    """An actor is invited."""
    club, actor = past.club(line)["club"], str(line.actor)
    row: dict[str, Any] = {"club": club, "actor": actor, "status": PartyStatus.INVITED.word, "reason": None}
    row |= dict.fromkeys(MEMBER_DATES) | {"invited": line.month, "entries": 0, "delivered": np.nan}
    past.members[club, actor] = row | {"terms": (0.0,) * len(past.issues)}


def club_terms(past: Past, line: Line) -> None:
    """The charter is written."""
    past.club(line)["terms"] = line.terms


def club_joined(past: Past, line: Line) -> None:
    """An actor signs, for the first time or again."""
    row = past.member(line)
    past.move_member(line, row, PartyStatus.SIGNED)
    row |= {"joined": line.month, "bound": None, "in_force": None, "left": None, "reason": None}
    row |= {"entries": row["entries"] + 1, "delivered": np.nan}


def club_bound(past: Past, line: Line) -> None:
    """A member is bound; where the club is in force it is so for it from now on."""
    row = past.member(line)
    past.move_member(line, row, PartyStatus.BOUND)
    row["bound"] = line.month
    if past.club(line)["status"] == ClubStatus.IN_FORCE.word:
        club_holds(past, line, row)


def club_holds(past: Past, line: Line, row: dict[str, Any]) -> None:
    """The club is in force for a member."""
    past.move_member(line, row, PartyStatus.IN_FORCE)
    row["in_force"] = line.month


def club_pledged(past: Past, line: Line) -> None:
    """What a member owes is written down."""
    past.member(line)["terms"] = line.terms


def club_left(past: Past, line: Line) -> None:
    """A member leaves."""
    row = past.member(line)
    past.move_member(line, row, PartyStatus.WITHDRAWN)
    row |= {"left": line.month, "reason": line.reason, "terms": (0.0,) * len(past.issues)}


def club_reviewed(past: Past, line: Line) -> None:
    """A member's delivery is reviewed."""
    past.member(line)["delivered"] = line.value


def club_moves(to: ClubStatus) -> Callable[[Past, Line], None]:
    """A club moves to a status, and its bound members with it."""

    def act(past: Past, line: Line) -> None:
        club = past.club(line)
        if to not in CLUB_TRANSITIONS[CLUB_STATUS[club["status"]]]:
            raise IllegalTransitionError(
                f"{line.club} is {club['status']}, which cannot become {to.word} in month {line.month}"
            )
        club["status"] = to.word
        if to is ClubStatus.IN_FORCE:
            club["in_force"] = line.month
            for row in past.of_club(line, PartyStatus.BOUND):
                club_holds(past, line, row)
        elif to is ClubStatus.LAPSED:
            for row in past.of_club(line, PartyStatus.IN_FORCE):
                past.move_member(line, row, PartyStatus.BOUND)
                row["in_force"] = None
        else:
            club["ended"] = line.month

    return act


READ: dict[str, Callable[[Past, Line], None]] = {
    "opened": opened,
    "inherited": inherited,
    "signed": signed,
    "paid": paid,
    "classed": classed,
    "consent_asked": consent(Consent.PENDING, of_actor=True),
    "notified": consent(Consent.NOTIFIED, of_actor=True),
    "consented": consent(Consent.GRANTED, of_actor=False),
    "consent_refused": consent(Consent.REFUSED, of_actor=False),
    "ratified": ratified,
    "in_force": in_force,
    "renewed": renewed,
    "dormant": moves(Status.DORMANT),
    "revived": moves(Status.IN_FORCE),
    "preempted": moves(Status.PREEMPTED),
    "restored": moves(Status.IN_FORCE),
    "failed": moves(Status.FAILED),
    "breached": moves(Status.BREACHED),
    "expired": moves(Status.EXPIRED),
    "withdrawn": withdrawn,
    "reviewed": reviewed,
    "endorsed": endorsed,
    "complied": disputed(Stage.COMPLIED),
    "litigated": disputed(Stage.IN_COURT),
    "defied": disputed(Stage.DEFIED),
    "ruled": ruled,
    "dispute_closed": dispute_closed,
    "sanctioned": sanctioned,
    "sanction_lifted": sanction_lifted,
    "law_enacted": law("in force"),
    "law_reinstated": law("in force"),
    "law_suspended": law("suspended"),
    "law_annulled": law(None),
    "law_repealed": law(None),
    "club_founded": club_founded,
    "club_invited": club_invited,
    "club_terms": club_terms,
    "club_joined": club_joined,
    "club_rejoined": club_joined,
    "club_bound": club_bound,
    "club_pledged": club_pledged,
    "club_left": club_left,
    "club_reviewed": club_reviewed,
    "club_in_force": club_moves(ClubStatus.IN_FORCE),
    "club_lapsed": club_moves(ClubStatus.LAPSED),
    "club_dissolved": club_moves(ClubStatus.DISSOLVED),
}


def lines(events: pd.DataFrame, issues: list[str], month: int | None) -> list[Line]:
    """The events up to the end of a month that change something, in order."""
    some = events.loc[events["kind"].isin(list(READ))]
    if month is not None:
        some = some.loc[some["month"] <= month]
    some = some.sort_values("event")
    texts = [some[name].astype(object).where(some[name].notna(), None) for name in Line._fields[:-2]]
    values = some["value"].to_numpy(dtype=float).tolist()
    terms = some[[TERMS + issue for issue in issues]].to_numpy(dtype=float).tolist()
    return [Line._make((*row, tuple(depths))) for *row, depths in zip(*texts, values, terms, strict=True)]


def agreements_table(past: Past) -> pd.DataFrame:
    """The agreements, in the order of their numbers."""
    rows = [past.agreements[number] for number in sorted(past.agreements)]
    table: dict[str, Any] = {"agreement": np.array([row["agreement"] for row in rows], dtype=np.int64)}
    for name in TEXTS:
        table[name] = pd.Series([row[name] for row in rows], dtype="string")
    coordinated = [kind.word for kind in COORDINATED]
    for letter in SIDES:
        table[f"coordinated_{letter}"] = table[f"class_{letter}"].isin(coordinated).to_numpy(dtype=bool)
        table[f"endorsed_{letter}"] = np.array([row[f"endorsed_{letter}"] for row in rows], dtype=bool)
        table[f"delivered_{letter}"] = np.array([row[f"delivered_{letter}"] for row in rows], dtype=float)
    for name in DATES:
        table[name] = pd.Series([row[name] for row in rows], dtype="Int64")
    table["transfer"] = np.array([row["transfer"] for row in rows], dtype=float)
    for k, issue in enumerate(past.issues):
        table[TERMS + issue] = np.array([row["terms"][k] for row in rows], dtype=float)
        table[f"on_{issue}"] = np.array([row["on"][k] for row in rows], dtype=bool)
    return pd.DataFrame(table)


def disputes_table(past: Past) -> pd.DataFrame:
    """The disputes, in the order of when they were opened, their agreement and their city."""
    rows = sorted(past.disputes, key=lambda row: (row["opened"], row["agreement"], row["city"]))
    table: dict[str, Any] = {
        name: pd.Series([row[name] for row in rows], dtype="string")
        for name in ("city", "nation", "issue", "pressure", "stage")
    }
    table["agreement"] = np.array([row["agreement"] for row in rows], dtype=np.int64)
    for name in ("opened", "ended"):
        table[name] = pd.Series([row[name] for row in rows], dtype="Int64")
    table["stakes"] = np.array([row["stakes"] for row in rows], dtype=float)
    return pd.DataFrame(table)


def clubs_table(past: Past) -> pd.DataFrame:
    """The clubs, in the order of their founding."""
    rows = list(past.clubs.values())
    table: dict[str, Any] = {
        name: pd.Series([row[name] for row in rows], dtype="string") for name in ("club", "status", "host")
    }
    for name in ("founded", "in_force", "ended"):
        table[name] = pd.Series([row[name] for row in rows], dtype="Int64")
    for k, issue in enumerate(past.issues):
        table[f"on_{issue}"] = np.array([row["on"][k] for row in rows], dtype=bool)
        table[TERMS + issue] = np.array([row["terms"][k] for row in rows], dtype=float)
    return pd.DataFrame(table)


def memberships_table(past: Past) -> pd.DataFrame:
    """Everybody's place in each club, in the order of the invitations."""
    rows = list(past.members.values())
    table: dict[str, Any] = {
        name: pd.Series([row[name] for row in rows], dtype="string") for name in ("club", "actor", "status", "reason")
    }
    for name in MEMBER_DATES:
        table[name] = pd.Series([row[name] for row in rows], dtype="Int64")
    table["entries"] = np.array([row["entries"] for row in rows], dtype=np.int32)
    table["delivered"] = np.array([row["delivered"] for row in rows], dtype=float)
    for k, issue in enumerate(past.issues):
        table[TERMS + issue] = np.array([row["terms"][k] for row in rows], dtype=float)
    return pd.DataFrame(table)


def replay(events: pd.DataFrame, month: int | None = None) -> Replayed:
    """What stood at the end of a month.

    Args:
        events: The table of events (``World.events``, or the one that a run saved).
        month: Month of the scenario, negative in the burn-in; None means the last one.

    Raises:
        ValueError: An event is about an agreement that was never opened, or about somebody who is no party to it.
        IllegalTransitionError: An agreement moves to a status that cannot follow.
    """
    issues = [str(name).removeprefix(TERMS) for name in events.columns if str(name).startswith(TERMS)]
    past = Past(issues)
    for line in lines(events, issues, month):
        READ[line.kind](past, line)
    agreements = agreements_table(past)
    tied = agreements.loc[agreements["status"].isin(TIED_WORDS), ["a", "b", "agreement"]].reset_index(drop=True)
    laws = [(nation, issue, stands) for (nation, issue), stands in sorted(past.laws.items())]
    sanctions = [(nation, city) for city, nation in sorted(past.sanctions.items())]
    return Replayed(
        agreements=agreements,
        laws=pd.DataFrame(laws, columns=["nation", "issue", "stands"], dtype="string"),
        disputes=disputes_table(past),
        sanctions=pd.DataFrame(sanctions, columns=["nation", "city"], dtype="string"),
        ties=tied,
        clubs=clubs_table(past),
        memberships=memberships_table(past),
    )

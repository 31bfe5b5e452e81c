"""Effects of events on clubs, treaties and their members."""

from paradiplomacy.model.ledger.replay.past import Club, Line, Member, Past, move_member
from paradiplomacy.model.vocabulary import ClubStatus, PartyStatus, Reason


def founded(past: Past, line: Line) -> None:
    """Found a club."""
    past.clubs[str(line.club)] = Club(
        host=line.actor,
        founded=int(line.value),
        agenda=tuple(x > 0.0 for x in line.terms),
        terms=past.no_terms,
    )


def invited(past: Past, line: Line) -> None:
    """Invite an actor."""
    past.club(line)
    club, actor = str(line.club), str(line.actor)
    past.members[club, actor] = Member(club, actor, invited=line.month, terms=past.no_terms)


def terms_set(past: Past, line: Line) -> None:
    """Set the terms of the charter."""
    past.club(line).terms = line.terms


def joined(past: Past, line: Line) -> None:
    """Let an actor sign, for the first time or again."""
    member = past.member(line)
    move_member(line, member, PartyStatus.SIGNED)
    member.joined, member.bound, member.in_force, member.left = line.month, None, None, None
    member.reason, member.entries, member.delivered = Reason.NONE, member.entries + 1, float("nan")
    member.shortfalls = 0


def bound(past: Past, line: Line) -> None:
    """Bind a member; a club that is in force applies to it at once."""
    member = past.member(line)
    move_member(line, member, PartyStatus.BOUND)
    member.bound = line.month
    if past.club(line).status is ClubStatus.IN_FORCE:
        _apply(line, member)


def _apply(line: Line, member: Member) -> None:
    move_member(line, member, PartyStatus.IN_FORCE)
    member.in_force = line.month


def pledged(past: Past, line: Line) -> None:
    """Record the terms that a member owes."""
    past.member(line).terms = line.terms


def left(past: Past, line: Line) -> None:
    """Let a member leave."""
    member = past.member(line)
    move_member(line, member, PartyStatus.WITHDRAWN)
    member.left, member.reason, member.terms = line.month, line.ending, past.no_terms


def reviewed(past: Past, line: Line) -> None:
    """Record the delivered share of a member."""
    member = past.member(line)
    # A warning that follows says otherwise.
    member.delivered, member.shortfalls = line.value, 0


def warned(past: Past, line: Line) -> None:
    """Warn a member."""
    past.member(line).shortfalls = int(line.value)


def in_force(past: Past, line: Line) -> None:
    """Bring a club into force for its bound members."""
    past.move_club(line, ClubStatus.IN_FORCE).in_force = line.month
    for member in past.members_of(line, PartyStatus.BOUND):
        _apply(line, member)


def lapsed(past: Past, line: Line) -> None:
    """Let a club lapse; its members stay bound."""
    past.move_club(line, ClubStatus.LAPSED)
    for member in past.members_of(line, PartyStatus.IN_FORCE):
        move_member(line, member, PartyStatus.BOUND)
        member.in_force = None


def dissolved(past: Past, line: Line) -> None:
    """Dissolve a club."""
    past.move_club(line, ClubStatus.DISSOLVED).ended = line.month

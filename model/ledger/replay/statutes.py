"""Effects of events on statutes, relations, sanctions and disputes."""

from paradiplomacy.model.ledger.replay.past import Dispute, Line, Past, Statute, StatuteKey
from paradiplomacy.model.vocabulary import PartnerClass, Pressure, Stage, StatuteKind, StatuteStatus


def _statute(line: Line) -> StatuteKey:
    return str(line.actor), StatuteKind.of_word(str(line.detail)), line.issue


def enacted(past: Past, line: Line) -> None:
    """Put a statute in force for the first time."""
    past.statutes[_statute(line)] = Statute(PartnerClass(int(line.value)), enacted=line.month)


def reinstated(past: Past, line: Line) -> None:
    """Put a suspended statute in force again."""
    past.statutes[_statute(line)].status = StatuteStatus.IN_FORCE


def suspended(past: Past, line: Line) -> None:
    """Suspend a statute until the final ruling.

    The ruling that won the injunction was read just before and closed the dispute; the suspension reopens it.
    """
    past.statutes[_statute(line)].status = StatuteStatus.SUSPENDED
    for dispute in _disputes(past, line, line.other, Stage.WON):
        if dispute.ended == line.month:
            dispute.stage, dispute.ended = Stage.SUSPENDED, None


def ended(past: Past, line: Line) -> None:
    """Remove a statute that was annulled or repealed."""
    past.statutes.pop(_statute(line), None)


def related(past: Past, line: Line) -> None:
    """Set the relation of a nation to another."""
    past.relations[str(line.actor), str(line.other)] = line.value


def sanctioned(past: Past, line: Line) -> None:
    """Withhold a city's grants."""
    past.sanctions[str(line.other)] = str(line.actor)


def sanction_lifted(past: Past, line: Line) -> None:
    """Pay a city's grants again."""
    past.sanctions.pop(str(line.other), None)


def complied(past: Past, line: Line) -> None:
    """Enter a dispute that ends at once because the city gives in."""
    _enter(past, line, Stage.COMPLIED, ended=line.month)


def litigated(past: Past, line: Line) -> None:
    """Enter a dispute that goes to court."""
    _enter(past, line, Stage.IN_COURT)


def defied(past: Past, line: Line) -> None:
    """Enter a dispute in which the city defies its nation."""
    _enter(past, line, Stage.DEFIED)


def ruled(past: Past, line: Line) -> None:
    """Close a dispute by a ruling; where the ruling suspends a statute, the next event says so."""
    stage = Stage.WON if line.value > 0.0 else Stage.LOST
    for dispute in _disputes(past, line, line.actor, Stage.IN_COURT, Stage.SUSPENDED):
        dispute.stage, dispute.ended = stage, line.month


def dispute_closed(past: Past, line: Line) -> None:
    """Close a dispute over an agreement that has ended."""
    for dispute in _disputes(past, line, line.actor, Stage.COMPLIED, Stage.DEFIED):
        dispute.stage, dispute.ended = Stage.CLOSED, line.month


def _disputes(past: Past, line: Line, city: str | None, *stages: Stage) -> list[Dispute]:
    """Return the disputes of a city over the agreement of an event that are at one of these stages."""
    return [
        dispute
        for dispute in past.disputes
        if dispute.agreement == line.agreement and dispute.city == city and dispute.stage in stages
    ]


def _enter(past: Past, line: Line, stage: Stage, ended: int | None = None) -> None:
    assert line.agreement is not None
    past.disputes.append(
        Dispute(
            city=str(line.actor),
            nation=str(line.other),
            agreement=line.agreement,
            issue=str(line.issue),
            pressure=Pressure.of_word(str(line.detail)),
            stage=stage,
            opened=line.month,
            ended=ended,
            stakes=line.value,
        )
    )

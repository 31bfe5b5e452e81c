"""Effects of events on agreements and their parties."""

from collections.abc import Iterable

from paradiplomacy.model.ledger.replay.past import Agreement, Line, Party, Past
from paradiplomacy.model.vocabulary import Consent, Diplomacy, Form, Kind, PartyStatus, Status


def _is_nation(identity: str) -> bool:
    # Ids carry the level of government: "FRA:paris" is a city, "FRA" a nation.
    return ":" not in identity


def _kind(actors: Iterable[str]) -> Kind:
    """Return the levels of government of the parties."""
    levels = set(map(_is_nation, actors))
    return Kind.CITY_NATION if len(levels) > 1 else Kind.NATION_NATION if levels == {True} else Kind.CITY_CITY


def _opening(past: Past, line: Line, status: PartyStatus) -> Agreement:
    actors = (str(line.actor), str(line.other))
    made = Agreement(
        kind=_kind(actors),
        form=Form.of_word(str(line.detail)),
        status=Status.NEGOTIATING,
        parties=[Party(actor, status, past.no_terms) for actor in actors],
        terms=past.no_terms,
        agenda=tuple(x > 0.0 for x in line.terms),
        opened=line.month,
    )
    assert line.agreement is not None
    past.agreements[line.agreement] = made
    return made


def opened(past: Past, line: Line) -> None:
    """Open a negotiation."""
    _opening(past, line, PartyStatus.INVITED)


def inherited(past: Past, line: Line) -> None:
    """Enter an agreement that is older than the ledger."""
    made = _opening(past, line, PartyStatus.IN_FORCE)
    made.status, made.terms = Status.IN_FORCE, line.terms
    made.opened = made.signed = made.in_force = int(line.value)


def takes_part(past: Past, line: Line) -> None:
    """Add a third or further party; it is where the others are."""
    found = past.agreement(line)
    found.parties.append(Party(str(line.actor), found.parties[0].status, past.no_terms))
    found.kind = _kind(party.actor for party in found.parties)


def left(past: Past, line: Line) -> None:
    """Let one party leave."""
    past.party(line, line.actor).status = PartyStatus.WITHDRAWN


def signed(past: Past, line: Line) -> None:
    """Fix the terms."""
    found = past.move(line, Status.SIGNED)
    found.signed, found.terms = line.month, line.terms
    found.agenda = tuple(x > 0.0 for x in line.terms)
    found.set_parties(PartyStatus.SIGNED)


def committed(past: Past, line: Line) -> None:
    """Record what a party commits itself to."""
    past.party(line, line.actor).terms = line.terms


def paid(past: Past, line: Line) -> None:
    """Record a side payment, positive where the first party pays."""
    found, payer = past.agreement(line), past.party(line, line.actor)
    found.transfer = line.value if payer is found.parties[0] else -line.value


def ratified(past: Past, line: Line) -> None:
    """Bind one party."""
    past.party(line, line.actor).status = PartyStatus.BOUND


def in_force(past: Past, line: Line) -> None:
    """Bring an agreement into force for all its parties."""
    found = past.move(line, Status.IN_FORCE)
    found.in_force = line.month
    found.set_parties(PartyStatus.IN_FORCE)


def failed(past: Past, line: Line) -> None:
    """End a negotiation or an unratified signature."""
    past.move(line, Status.FAILED)


def renewed(past: Past, line: Line) -> None:
    """Begin another term."""
    past.move(line, Status.RENEWED)
    past.move(line, Status.IN_FORCE)


def dormant(past: Past, line: Line) -> None:
    """Let an agreement fall dormant."""
    past.move(line, Status.DORMANT)


def resumed(past: Past, line: Line) -> None:
    """Bring a dormant or suspended agreement back into force; it keeps the date of its first entry."""
    past.move(line, Status.IN_FORCE)


def suspended(past: Past, line: Line) -> None:
    """Suspend an agreement under a statute."""
    past.move(line, Status.SUSPENDED)


def severed(past: Past, line: Line) -> None:
    """End an agreement because the nations of its parties broke with each other."""
    past.move(line, Status.SEVERED).set_parties(PartyStatus.WITHDRAWN)


def breached(past: Past, line: Line) -> None:
    """End an agreement by a breach."""
    past.move(line, Status.BREACHED)


def expired(past: Past, line: Line) -> None:
    """End an agreement with its term."""
    past.move(line, Status.EXPIRED)


def withdrawn(past: Past, line: Line) -> None:
    """End an agreement because a party leaves it."""
    past.move(line, Status.WITHDRAWN).set_parties(PartyStatus.WITHDRAWN)


def reviewed(past: Past, line: Line) -> None:
    """Record the delivered share of a party."""
    past.party(line, line.actor).delivered = line.value


def classed(past: Past, line: Line) -> None:
    """Record the class of a city's act."""
    past.party(line, line.actor).diplomacy = Diplomacy.of_word(str(line.detail))


def endorsed(past: Past, line: Line) -> None:
    """Record a nation's endorsement of its city's agreement."""
    past.party(line, line.other).endorsed = True


def consent_asked(past: Past, line: Line) -> None:
    """Record a city's request for consent."""
    past.party(line, line.actor).consent = Consent.PENDING


def notified(past: Past, line: Line) -> None:
    """Record a city's notification of its nation."""
    past.party(line, line.actor).consent = Consent.NOTIFIED


def consented(past: Past, line: Line) -> None:
    """Record a nation's consent."""
    past.party(line, line.other).consent = Consent.GRANTED


def consent_refused(past: Past, line: Line) -> None:
    """Record a nation's refusal of consent."""
    past.party(line, line.other).consent = Consent.REFUSED

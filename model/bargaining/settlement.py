"""Settling negotiations by a protocol, as packages or issue by issue, and what would change without veto players or pressure."""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.asked import ask, asked
from paradiplomacy.agents.compiled import compiled, in_both, uncompiled
from paradiplomacy.agents.packed import borrowed
from paradiplomacy.model.agreements.book import Flags, Rows
from paradiplomacy.model.rules import rule
from paradiplomacy.model.rules.protocol import Answers, BargainingProtocol, Cases, chosen, no_answers, no_cases

type Settle = int | Callable[[Cases, Answers], None]
"""A rule as compiled code calls it, or as Python does."""
PACKAGE = "package"
AGENDAS = (PACKAGE, "issue_by_issue")
"""The agendas, in the order of the choices of the parameter."""
WHOLE = AGENDAS.index(PACKAGE)


@compiled
def one_by_one(cases: Cases) -> tuple[Cases, Rows]:
    """Split cases into single-issue cases, sharing the fixed cost equally.

    Returns:
        The single-issue cases, and the number of the case that each comes from.
    """
    origin, issue = np.nonzero(cases.on)
    parts = chosen(cases, origin)
    for part in range(origin.shape[0]):
        share = cases.on[origin[part]].sum()
        parts.on[part] = False
        parts.on[part, issue[part]] = True
        parts.cost[part] /= share
        parts.reservation[part] /= share
    return parts, origin


@compiled
def put_together(parts: Cases, pieces: Answers, origin: Rows, whole: Answers) -> None:
    """Add the answers to single-issue cases up to those of the cases that they come from."""
    for part in range(parts.power.shape[0]):
        c = origin[part]
        whole.agreed[c] |= pieces.agreed[part]
        whole.terms[c] += pieces.terms[part]
        whole.gain[c] += pieces.gain[part]
        whole.round[c] = max(whole.round[c], pieces.round[part])
        whole.transfer[c] += pieces.transfer[part]


class Asked(NamedTuple):
    """A protocol as compiled code asks it: addresses of rules, in Python the rules themselves.

    Attributes:
        settle: Settles negotiations.
        zone: Agrees wherever a zone of agreement exists.
        determines_round: Whether the protocol determines its rounds, so that it can miss a zone.
        agenda: Place of the agenda among the choices of ``negotiation.agenda``.
    """

    settle: Settle
    zone: Settle
    determines_round: bool
    agenda: int


@in_both
def settled(protocol: Settle, cases: Cases, agenda: int) -> Answers:
    """Settle cases as packages or issue by issue; the cases do not change."""
    whole = no_answers(cases)
    if agenda == WHOLE:
        ask(protocol, borrowed(cases), borrowed(whole))
        return whole
    parts, origin = one_by_one(cases)
    pieces = no_answers(parts)
    ask(protocol, borrowed(parts), borrowed(pieces))
    put_together(parts, pieces, origin, whole)
    return whole


def settle(protocol: BargainingProtocol, cases: Cases, agenda: str) -> Answers:
    """Settle cases as packages or issue by issue; the cases do not change.

    Args:
        protocol: The bargaining protocol.
        cases: The negotiations.
        agenda: ``package`` or ``issue_by_issue``.
    """
    return settled(protocol.settle, cases, AGENDAS.index(agenda))


# A month asks for the same protocol again and again.
@cache
def by_address(protocol: BargainingProtocol, agenda: str) -> Asked:
    """Return a protocol as compiled code asks it."""
    trial = uncompiled(no_cases)(0, 1)
    kinds = borrowed(trial), borrowed(uncompiled(no_answers)(trial))
    # Only a protocol that can miss a zone needs another one that finds it.
    finder = asked(zone_finder().settle, *kinds) if protocol.DETERMINES_ROUND else 0
    return Asked(asked(protocol.settle, *kinds), finder, protocol.DETERMINES_ROUND, AGENDAS.index(agenda))


def by_python(protocol: BargainingProtocol, agenda: str) -> Asked:
    """Return a protocol as Python asks it."""
    return Asked(protocol.settle, zone_finder().settle, protocol.DETERMINES_ROUND, AGENDAS.index(agenda))


def without_veto_players(cases: Cases) -> Cases:
    """Return the same cases without domestic veto players."""
    return cases._replace(veto_players=np.zeros_like(cases.veto_players))


def without_veto_players_of(cases: Cases, side: int) -> Cases:
    """Return the same cases without the veto players of one side."""
    count = cases.veto_players.copy()
    count[:, side] = 0
    return cases._replace(veto_players=count)


def without_pressure(cases: Cases) -> Cases:
    """Return the same cases without any expected reaction of the nations."""
    return cases._replace(pressure=np.zeros_like(cases.pressure))


@compiled
def share_lost(free: float, bound: float) -> float:
    """Return the share of the joint gain that the win-sets cost, in [0, 1], given it without veto players and with them."""
    # Bounded, because under a protocol other than Nash the veto players can raise the joint gain.
    return min(max(1.0 - bound / free, 0.0), 1.0) if free > 0.0 else 0.0


@in_both
def chilled(protocol: Asked, cases: Cases, failed: Flags) -> Flags:
    """Return which failed cases would have been agreed if no reaction of the nations had been expected."""
    result = np.zeros(failed.shape[0], dtype=np.bool_)
    # Settling again is the costly part, so only failures that expected some pressure are tried.
    doubtful = np.zeros(failed.shape[0], dtype=np.bool_)
    for c in range(failed.shape[0]):
        doubtful[c] = failed[c] and (cases.pressure[c] > 0.0).any()
    which = np.flatnonzero(doubtful)
    if which.size > 0:
        some = chosen(cases, which)
        some.pressure[:] = 0.0
        result[which] = settled(protocol.settle, some, protocol.agenda).agreed
    return result


@in_both
def missed(protocol: Asked, cases: Cases, failed: Flags) -> Flags:
    """Return which failed cases had a zone of agreement; only a protocol that determines its rounds misses any."""
    result = np.zeros(failed.shape[0], dtype=np.bool_)
    which = np.flatnonzero(failed)
    if protocol.determines_round and which.size > 0:
        result[which] = settled(protocol.zone, chosen(cases, which), protocol.agenda).agreed
    return result


def zone_finder() -> BargainingProtocol:
    """Return Nash bargaining, which agrees wherever a zone of agreement exists."""
    return rule("protocol", "nash")

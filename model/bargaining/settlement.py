"""Settling negotiations by a protocol, as packages or issue by issue, and what would change without veto players or pressure."""

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.agents.compiled import compiled
from paradiplomacy.model.agreements.book import Flags, Rows
from paradiplomacy.model.records import select
from paradiplomacy.model.rules import rule
from paradiplomacy.model.rules.protocol import Answers, BargainingProtocol, Cases, chosen, no_answers

PACKAGE = "package"


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
def put_together(pieces: Answers, origin: Rows, whole: Answers) -> None:
    """Add the answers to single-issue cases up to those of the cases that they come from."""
    for part in range(origin.shape[0]):
        c = origin[part]
        whole.agreed[c] |= pieces.agreed[part]
        whole.terms[c] += pieces.terms[part]
        whole.gain[c] += pieces.gain[part]
        whole.round[c] = max(whole.round[c], pieces.round[part])
        whole.transfer[c] += pieces.transfer[part]


def settle(protocol: BargainingProtocol, cases: Cases, agenda: str) -> Answers:
    """Settle cases as packages or issue by issue; the cases do not change.

    Args:
        protocol: The bargaining protocol.
        cases: The negotiations.
        agenda: ``package`` or ``issue_by_issue``.
    """
    if agenda == PACKAGE:
        return _settle_packages(protocol, cases)
    parts, origin = one_by_one(cases)
    pieces = _settle_packages(protocol, parts)
    whole = no_answers(cases)
    put_together(pieces, origin, whole)
    return whole


def _settle_packages(protocol: BargainingProtocol, cases: Cases) -> Answers:
    """Settle each case as one package."""
    answers = no_answers(cases)
    protocol.settle(cases, answers)
    return answers


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


def share_lost(free: Floats, bound: Floats) -> Floats:
    """Return the share of the joint gain that the win-sets cost, in [0, 1].

    Args:
        free: (c, parties) gains without veto players.
        bound: (c, parties) gains with them.
    """
    # Clipped, because under a protocol other than Nash the veto players can raise the joint gain.
    best, got = free.sum(axis=1), bound.sum(axis=1)
    return np.where(best > 0, np.clip(1.0 - got / np.where(best > 0, best, 1.0), 0.0, 1.0), 0.0)


def chilled(protocol: BargainingProtocol, cases: Cases, failed: Flags, agenda: str) -> Flags:
    """Return which failed cases would have been agreed if no reaction of the nations had been expected."""
    result = np.zeros_like(failed)
    # Settling again is the costly part, so only failures that expected some pressure are tried.
    doubtful = np.flatnonzero(failed & (cases.pressure > 0).any(axis=(1, 2)))
    if len(doubtful):
        result[doubtful] = settle(protocol, without_pressure(select(cases, doubtful)), agenda).agreed
    return result


def missed(protocol: BargainingProtocol, cases: Cases, failed: Flags, agenda: str) -> Flags:
    """Return which failed cases had a zone of agreement; only a protocol that determines its rounds misses any."""
    result = np.zeros_like(failed)
    which = np.flatnonzero(failed)
    if protocol.DETERMINES_ROUND and len(which):
        result[which] = settle(zone_finder(), select(cases, which), agenda).agreed
    return result


def zone_finder() -> BargainingProtocol:
    """Return Nash bargaining, which agrees wherever a zone of agreement exists."""
    return rule("protocol", "nash")

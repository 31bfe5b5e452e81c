"""Dated events of a scenario, with everybody they name already found."""

from typing import NamedTuple

from paradiplomacy.agents.columns import Ints


class Happening(NamedTuple):
    """One dated event.

    Attributes:
        kind: summit, shock, withdrawal, exit, join, law, election or refusal.
        name: What it is called.
        who: Rows of the actors that it concerns.
        host: Row of the host of a summit, or None.
        issues: Numbers of the issues that it concerns.
        meetings: Negotiations that each invitee of a summit opens.
        column: Column that a shock changes, or None.
        add, factor, to: What a shock does to it; one of them is not None.
        consent: Consent rule that a law sets (0 none, 1 notify, 2 required), or None.
        preemption: Whether a law enacts or repeals preemption, or None.
        party: Number of the party that wins an election, or None.
        club: Number of the plan of the club or treaty that it is about, or None.
        partners: Rows of those whose terms are refused.
    """

    kind: str
    name: str
    who: Ints
    host: int | None
    issues: tuple[int, ...]
    meetings: int
    column: str | None
    add: float | None
    factor: float | None
    to: float | None
    consent: int | None
    preemption: bool | None
    party: int | None
    club: int | None
    partners: Ints

"""Replay the table of events up to a month.

Only legal facts are rebuilt. Numbers that were measured once, at a signature (gains, visibility, alignment,
opposition), are not.
"""

from typing import NamedTuple

import pandas as pd

from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.ledger.replay import frames
from paradiplomacy.model.ledger.replay.frames import TERMS
from paradiplomacy.model.ledger.replay.past import Line, Past

# Replay reads the public table of events, not the state: it works on the table that any run saved, years later and
# without its scenario, and since it shares no data with the run, tests can hold one against the other.
REDUCERS = {event.word: event.reducer for event in Event if event.reducer is not None}


class Replayed(NamedTuple):
    """The legal facts at the end of a month, each as a table.

    Attributes:
        agreements: One row per agreement, the columns named and typed as in ``tables.agreements``; ``on_climate``
            and the like are true for the issues of the agenda.
        parties: One row per party of each agreement, the columns as in ``tables.parties``; members of clubs are in
            ``memberships``.
        statutes: One row per statute that is in force or suspended, the columns named and typed as in ``tables.statutes``.
        relations: One row per relation between nations that a dated event has changed.
        disputes: One row per dispute, ordered by opening, agreement and city.
        sanctions: One row per sanction (nation, city).
        ties: One row per tie (a, b, agreement): agreements in force, dormant or suspended.
        clubs: One row per club or treaty, in the order of their founding.
        memberships: One row per club and invited actor.
    """

    agreements: pd.DataFrame
    parties: pd.DataFrame
    statutes: pd.DataFrame
    relations: pd.DataFrame
    disputes: pd.DataFrame
    sanctions: pd.DataFrame
    ties: pd.DataFrame
    clubs: pd.DataFrame
    memberships: pd.DataFrame


def _lines(events: pd.DataFrame, issues: list[str], month: int | None) -> list[Line]:
    """Return the events up to the end of a month that change a legal fact, in order."""
    some = events.loc[events["kind"].isin(list(REDUCERS))]
    if month is not None:
        some = some.loc[some["month"] <= month]
    # The number of an event is its order; a table that a reader has filtered or merged may have another.
    some = some.sort_values("event").astype({"agreement": "Int64"})
    # Rows become tuples of plain values once: reading a data frame cell by cell would take most of the time.
    texts = [some[name].astype(object).where(some[name].notna(), None) for name in Line._fields[:-2]]
    values = some["value"].to_numpy(dtype=float).tolist()
    terms = some[[TERMS + issue for issue in issues]].to_numpy(dtype=float).tolist()
    return [Line._make((*row, tuple(depths))) for *row, depths in zip(*texts, values, terms, strict=True)]


def replay(events: pd.DataFrame, month: int | None = None) -> Replayed:
    """Return the legal facts at the end of a month.

    Args:
        events: The table of events (``World.events``, or the one that a run saved).
        month: Month of the scenario, negative in the burn-in; None means the last one.

    Raises:
        ValueError: An event is about an agreement that was never opened, or names an actor who is not a party.
        IllegalTransitionError: An agreement, club or member moves to a status that cannot follow.
    """
    issues = [str(name).removeprefix(TERMS) for name in events.columns if str(name).startswith(TERMS)]
    past = Past(issues)
    for line in _lines(events, issues, month):
        REDUCERS[line.kind](past, line)
    return Replayed(*(getattr(frames, name)(past) for name in Replayed._fields))

"""The legal facts of a month as pandas tables, named and typed as in ``model/tables.py``."""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from paradiplomacy.agents.codes import Code
from paradiplomacy.model.agreements.book import TIED
from paradiplomacy.model.ledger.replay.past import Agreement, Depths, Past
from paradiplomacy.model.vocabulary import Diplomacy

TERMS = "terms_"
COORDINATED = (Diplomacy.COOPERATIVE_JOINT, Diplomacy.COORDINATED_OPPOSED)
SIDES = "ab"
Columns = dict[str, pd.Series | np.ndarray]


def _texts(values: Iterable[str | None]) -> pd.Series:
    return pd.Series(list(values), dtype="str")


def _words(codes: Iterable[Code], *, blank: bool = False) -> pd.Series:
    """Return the words of codes; with ``blank``, code 0 is missing."""
    return _texts(None if blank and not code else code.word for code in codes)


def _months(values: Iterable[int | None]) -> pd.Series:
    return pd.Series(list(values), dtype="float64")


def _numbers(values: Iterable[float]) -> np.ndarray:
    return np.array(list(values), dtype=float)


def _flags(values: Iterable[bool]) -> np.ndarray:
    return np.array(list(values), dtype=bool)


def _depths(issues: list[str], terms: Sequence[Depths]) -> Columns:
    return {TERMS + issue: _numbers(each[k] for each in terms) for k, issue in enumerate(issues)}


def _agenda(issues: list[str], agenda: Sequence[tuple[bool, ...]]) -> Columns:
    return {f"on_{issue}": _flags(each[k] for each in agenda) for k, issue in enumerate(issues)}


def agreements(past: Past) -> pd.DataFrame:
    """Return one row per agreement, in the order of their numbers."""
    numbers = sorted(past.agreements)
    rows = [past.agreements[number] for number in numbers]
    table: Columns = {
        "agreement": np.array(numbers, dtype=np.int64),
        "kind": _words(row.kind for row in rows),
        "form": _words(row.form for row in rows),
        "status": _words(row.status for row in rows),
        "reason": _words((row.reason for row in rows), blank=True),
    }
    for side, letter in enumerate(SIDES):
        table |= _parties(rows, side, letter)
    for name in ("opened", "signed", "in_force", "ended"):
        table[name] = _months(getattr(row, name) for row in rows)
    table["transfer"] = _numbers(row.transfer for row in rows)
    table |= _depths(past.issues, [row.terms for row in rows]) | _agenda(past.issues, [row.agenda for row in rows])
    return pd.DataFrame(table)


def _parties(rows: list[Agreement], side: int, letter: str) -> Columns:
    parties = [row.parties[side] for row in rows]
    return {
        letter: _texts(party.actor for party in parties),
        f"status_{letter}": _words(party.status for party in parties),
        f"class_{letter}": _words((party.diplomacy for party in parties), blank=True),
        f"consent_{letter}": _words(party.consent for party in parties),
        f"coordinated_{letter}": _flags(party.diplomacy in COORDINATED for party in parties),
        f"endorsed_{letter}": _flags(party.endorsed for party in parties),
        f"delivered_{letter}": _numbers(party.delivered for party in parties),
    }


def parties(past: Past) -> pd.DataFrame:
    """Return one row per party of each agreement, in the order of the agreements."""
    rows = [(number, party) for number, row in sorted(past.agreements.items()) for party in row.parties]
    of = [party for _, party in rows]
    table: Columns = {
        "agreement": np.array([number for number, _ in rows], dtype=np.float64),
        "actor": _texts(party.actor for party in of),
        "status": _words(party.status for party in of),
        "class": _words((party.diplomacy for party in of), blank=True),
        "consent": _words(party.consent for party in of),
        "coordinated": _flags(party.diplomacy in COORDINATED for party in of),
        "endorsed": _flags(party.endorsed for party in of),
        "delivered": _numbers(party.delivered for party in of),
    }
    return pd.DataFrame(table | _depths(past.issues, [party.terms for party in of]))


def disputes(past: Past) -> pd.DataFrame:
    """Return one row per dispute, ordered by opening, agreement and city."""
    rows = sorted(past.disputes, key=lambda row: (row.opened, row.agreement, row.city))
    return pd.DataFrame(
        {
            "city": _texts(row.city for row in rows),
            "nation": _texts(row.nation for row in rows),
            "issue": _texts(row.issue for row in rows),
            "pressure": _words(row.pressure for row in rows),
            "stage": _words(row.stage for row in rows),
            "agreement": np.array([row.agreement for row in rows], dtype=np.int64),
            "opened": _months(row.opened for row in rows),
            "ended": _months(row.ended for row in rows),
            "stakes": _numbers(row.stakes for row in rows),
        }
    )


def clubs(past: Past) -> pd.DataFrame:
    """Return one row per club, in the order of their founding."""
    rows = list(past.clubs.values())
    table: Columns = {
        "club": _texts(past.clubs),
        "status": _words(row.status for row in rows),
        "host": _texts(row.host for row in rows),
    }
    for name in ("founded", "in_force", "ended"):
        table[name] = _months(getattr(row, name) for row in rows)
    table |= _depths(past.issues, [row.terms for row in rows]) | _agenda(past.issues, [row.agenda for row in rows])
    return pd.DataFrame(table)


def memberships(past: Past) -> pd.DataFrame:
    """Return one row per club and invited actor, in the order of the invitations."""
    rows = list(past.members.values())
    table: Columns = {
        "club": _texts(row.club for row in rows),
        "actor": _texts(row.actor for row in rows),
        "status": _words(row.status for row in rows),
        "reason": _words((row.reason for row in rows), blank=True),
    }
    for name in ("invited", "joined", "bound", "in_force", "left"):
        table[name] = _months(getattr(row, name) for row in rows)
    for name in ("entries", "shortfalls"):
        table[name] = np.array([getattr(row, name) for row in rows], dtype=np.int32)
    table["delivered"] = _numbers(row.delivered for row in rows)
    return pd.DataFrame(table | _depths(past.issues, [row.terms for row in rows]))


def statutes(past: Past) -> pd.DataFrame:
    """Return one row per statute that has not ended, in the order of their enactment."""
    keys = list(past.statutes)
    rows = list(past.statutes.values())
    return pd.DataFrame(
        {
            "nation": _texts(nation for nation, _, _ in keys),
            "kind": _words(kind for _, kind, _ in keys),
            "issue": _texts(issue for _, _, issue in keys),
            "partners": _words(row.partners for row in rows),
            "status": _words(row.status for row in rows),
            "enacted": _months(row.enacted for row in rows),
        }
    )


def relations(past: Past) -> pd.DataFrame:
    """Return one row per relation that a dated event has changed."""
    rows = sorted(past.relations.items())
    return pd.DataFrame(
        {
            "nation": _texts(nation for (nation, _), _ in rows),
            "other": _texts(other for (_, other), _ in rows),
            "relation": _numbers(value for _, value in rows),
        }
    )


def sanctions(past: Past) -> pd.DataFrame:
    """Return one row per sanction."""
    rows = [(nation, city) for city, nation in sorted(past.sanctions.items())]
    return pd.DataFrame(rows, columns=["nation", "city"], dtype="str")


def ties(past: Past) -> pd.DataFrame:
    """Return one row per agreement that ties its parties."""
    tied = {number: row for number, row in sorted(past.agreements.items()) if TIED[row.status]}
    table = {letter: _texts(row.parties[side].actor for row in tied.values()) for side, letter in enumerate(SIDES)}
    return pd.DataFrame({**table, "agreement": np.array(list(tied), dtype=np.int64)})

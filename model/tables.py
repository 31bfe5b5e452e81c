"""The state as public pandas tables: names instead of numbers, and NaN for every missing value.

There is one kind of missing value, that of pandas itself: text has the type ``str``, and a column of whole numbers that may be
missing is of type ``float64``. The same filter then gives the same rows in a world, in loaded results and in a CSV file.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from paradiplomacy.agents.codes import Code
from paradiplomacy.agents.columns import Actors, Floats, described
from paradiplomacy.model.agreements.book import NEVER, QUALITY
from paradiplomacy.model.calendar import date_of
from paradiplomacy.model.challenges.challenges import MEASURED
from paradiplomacy.model.clubs.plan import NUMBERS, names_of
from paradiplomacy.model.ledger.declaration import Names
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.observe import recorded
from paradiplomacy.model.recorder import CODES
from paradiplomacy.model.records import select
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import (
    ClubKind,
    ClubStatus,
    Consent,
    Diplomacy,
    Form,
    Kind,
    PartnerClass,
    PartyStatus,
    Pressure,
    Reason,
    Stage,
    Status,
    StatuteKind,
    StatuteStatus,
)

Columns = dict[str, pd.Series | np.ndarray]


def words(codes: type[Code]) -> NDArray[np.object_]:
    """Return the words of a vocabulary as tables write them, by code."""
    return np.array(codes.words(), dtype=object)


def named(values: np.ndarray, names: NDArray[np.object_] | list[str]) -> pd.Series:
    """Return names for numbers; a negative number has none."""
    # The last entry means "none", so that one lookup serves all rows.
    table = np.array([*names, None], dtype=object)
    return pd.Series(table[np.where(values < 0, len(table) - 1, values)], dtype="str")


def by_issue(state: State, name: str, values: np.ndarray) -> Columns:
    """Return one column per issue from values by issue, (n, K)."""
    return {f"{name}_{issue.name}": values[:, k] for k, issue in enumerate(state.issues)}


def unless(codes: np.ndarray, none: Code) -> pd.Series:
    """Return the words of codes, missing for the member that means none."""
    return named(codes, words(type(none))).mask(codes == none)


def dates(state: State, months: np.ndarray) -> pd.Series:
    """Return months as YYYY-MM."""
    # Each month is formatted once and then looked up, because a ledger has many rows per month.
    first = int(months.min()) if len(months) else 0
    # Each date is formatted once and looked up: a ledger has many events per month.
    span = range(first, int(months.max()) + 1) if len(months) else range(0)
    known = np.array([date_of(state.start, month) for month in span], dtype=object)
    return pd.Series(known[months - first] if len(months) else known, dtype="str")


def when(values: NDArray[np.int32]) -> pd.Series:
    """Return months, missing for never."""
    return unless_none(values, NEVER)


def unless_none(values: np.ndarray, none: int | np.int32) -> pd.Series:
    """Return whole numbers, missing where they are the number that means none."""
    return pd.Series(values, dtype="float64").mask(values == none)


def events(state: State) -> pd.DataFrame:
    """Return the ledger, one row per event.

    Codes are shown as words, in the column that the kind of event declares (``ledger/kinds.py``): ``detail``,
    ``reason`` or ``club``. Where a kind shows its ``value`` as a word, the number is missing.
    """
    log = state.ledger.events
    shown, value = _coded(state)
    terms = np.full((len(log.kind), len(state.issues)), np.nan)
    terms[state.ledger.terms.event] = state.ledger.terms.terms
    table = {
        "event": np.arange(len(log.kind)),
        "month": log.month,
        "date": dates(state, log.month),
        "kind": named(log.kind, words(Event)),
        "agreement": pd.Series(log.agreement, dtype="float64").mask(log.agreement < 0),
        "actor": named(log.actor, state.identities),
        "actor_name": named(log.actor, state.names),
        "other": named(log.other, state.identities),
        "other_name": named(log.other, state.names),
        "issue": named(log.issue, [issue.name for issue in state.issues]),
        **{name: pd.Series(column, dtype="str") for name, column in shown.items()},
        "value": value,
    }
    return pd.DataFrame(table | by_issue(state, "terms", terms))


def _coded(state: State) -> tuple[dict[str, NDArray[np.object_]], Floats]:
    """Return the columns of words of all events, by name, and their values without those that are shown as words."""
    log = state.ledger.events
    value: Floats = log.value.copy()
    shown = {name: np.full(len(log.kind), None, dtype=object) for name in ("detail", "reason", "club")}
    for kind in Event:
        rows = np.flatnonzero(log.kind == kind)
        for name, meaning in kind.fields.coded() if len(rows) else ():
            if not meaning.column:
                continue
            codes = getattr(log, name)[rows].astype(np.int64)
            shown[meaning.column][rows] = _vocabulary(state, meaning.codes)[codes]
            if name == "value":
                value[rows] = np.nan
    return shown, value


def _vocabulary(state: State, codes: type[Code] | Names) -> NDArray[np.object_]:
    """Return the words of a code that the ledger holds, by code."""
    if codes == "party":
        return np.array(state.party_labels, dtype=object)
    if codes == "club":
        return names_of(state.plans, state.register.clubs.rows)
    return words(codes)


def agreements(state: State) -> pd.DataFrame:
    """Return the agreements, one row each; columns that end in _a and _b belong to its first and second party.

    All parties of agreements among more than two are in the table of parties.
    """
    book, rows = state.book.rows, state.book.parties
    n = len(book.key)
    pair = state.book.pair(np.arange(n))
    table: Columns = {
        "agreement": np.arange(n),
        "kind": named(book.kind, words(Kind)),
        "form": named(book.form, words(Form)),
        "status": named(book.status, words(Status)),
        "reason": unless(book.reason, Reason.NONE),
    }
    for side, letter in enumerate("ab"):
        party = pair[:, side]
        table |= {
            letter: named(rows.actor[party], state.identities),
            f"{letter}_name": named(rows.actor[party], state.names),
            f"status_{letter}": named(rows.status[party], words(PartyStatus)),
            f"class_{letter}": unless(rows.diplomacy[party], Diplomacy.NONE),
            f"coordinated_{letter}": rows.coordinated[party],
            f"opposed_{letter}": rows.opposed[party],
            f"endorsed_{letter}": rows.endorsed[party],
            f"consent_{letter}": named(rows.consent[party], words(Consent)),
            f"alignment_{letter}": rows.alignment[party],
            f"delivered_{letter}": rows.delivered[party],
            f"gain_{letter}": rows.gain[party],
        }
    table |= {"parties": book.size.copy(), "visibility": book.visibility, "share_lost": book.share_lost}
    table |= {name: getattr(book, name).copy() for name in QUALITY}
    table["transfer"] = rows.transfer[pair[:, 0]]
    for name in ("opened", "signed", "in_force", "ended"):
        table[name] = when(getattr(book, name))
    return pd.DataFrame(table | by_issue(state, "terms", book.terms))


def parties(state: State) -> pd.DataFrame:
    """Return the parties, one row for each party of each agreement and for each actor invited to a club or treaty.

    What only agreements or only clubs have is missing for the others.
    """
    rows = state.book.parties
    in_club = rows.club >= 0
    names = names_of(state.plans, state.register.clubs.rows)
    table: Columns = {
        "agreement": pd.Series(rows.agreement, dtype="float64").mask(in_club),
        "club": named(rows.club, names),
        "actor": named(rows.actor, state.identities),
        "actor_name": named(rows.actor, state.names),
        "status": named(rows.status, words(PartyStatus)),
        "reason": unless(rows.reason, Reason.NONE),
        "class": unless(rows.diplomacy, Diplomacy.NONE),
        "consent": named(rows.consent, words(Consent)),
    }
    for name in ("coordinated", "opposed", "endorsed"):
        table[name] = getattr(rows, name).copy()
    for name in ("alignment", "gain", "transfer", "delivered"):
        table[name] = getattr(rows, name).copy()
    for name in ("invited", "joined", "bound", "in_force", "left"):
        table[name] = when(getattr(rows, name))
    alone = np.where(in_club[:, None], rows.alone, np.nan)
    return pd.DataFrame(table | by_issue(state, "terms", rows.terms) | by_issue(state, "alone", alone))


def disputes(state: State) -> pd.DataFrame:
    """Return the disputes, one row each."""
    rows = state.disputes.rows
    return pd.DataFrame(
        {
            "dispute": np.arange(len(rows.city)),
            "city": named(rows.city, state.identities),
            "city_name": named(rows.city, state.names),
            "nation": named(rows.nation, state.identities),
            "agreement": rows.agreement,
            "issue": named(rows.issue, [issue.name for issue in state.issues]),
            "pressure": named(rows.pressure, words(Pressure)),
            "stage": named(rows.stage, words(Stage)),
            "opened": rows.opened,
            "hearing": when(rows.hearing),
            "ended": when(rows.ended),
            "stakes": rows.stakes,
        }
    )


def statutes(state: State) -> pd.DataFrame:
    """Return the statutes on the diplomacy of cities, one row each; the issue is missing where it covers all."""
    rows, issues = state.statutes.rows, [issue.name for issue in state.issues]
    return pd.DataFrame(
        {
            "statute": np.arange(len(rows.kind)),
            "nation": named(rows.nation, state.identities),
            "nation_name": named(rows.nation, state.names),
            "kind": named(rows.kind, words(StatuteKind)),
            "issue": named(rows.issue, issues),
            "partners": named(rows.partners, words(PartnerClass)),
            "status": named(rows.status, words(StatuteStatus)),
            "prompted": named(rows.prompted, issues),
            "enacted": rows.enacted.astype(np.float64),
            "ended": when(rows.ended),
        }
    )


def relations(state: State) -> pd.DataFrame:
    """Return the dated changes of relations between nations, one row each, in the order of time."""
    rows = state.relations.rows
    return pd.DataFrame(
        {
            "nation": named(rows.one, state.identities),
            "other": named(rows.other, state.identities),
            "relation": rows.relation.copy(),
            "month": rows.month.astype(np.float64),
        }
    )


def clubs(state: State) -> pd.DataFrame:
    """Return the clubs and treaties, one row each."""
    register = state.register
    rows = register.clubs.rows
    n = len(rows.key)
    plans = [state.plans[plan] for plan in rows.plan.tolist()]
    table: Columns = {
        "club": pd.Series(names_of(state.plans, rows), dtype="str"),
        "kind": named(rows.kind, words(ClubKind)),
        "status": named(rows.status, words(ClubStatus)),
        "host": named(rows.host, state.identities),
        "charter": pd.Series([plan.charter for plan in plans], dtype="str"),
        "invited": rows.size.copy(),
        "members": np.array([len(register.inside(club)) for club in range(n)], dtype=np.int64),
    }
    for name in NUMBERS:
        table[name] = getattr(rows, name).copy()
    for name in ("founded", "in_force", "ended"):
        table[name] = when(getattr(rows, name))
    table |= {"internally_stable": rows.internal.copy(), "externally_stable": rows.external.copy()}
    for k, issue in enumerate(state.issues):
        table[f"on_{issue.name}"] = rows.agenda[:, k]
        table[f"terms_{issue.name}"] = rows.terms[:, k]
    return pd.DataFrame(table)


def memberships(state: State) -> pd.DataFrame:
    """Return the memberships, one row per club and invited actor."""
    rows = select(state.book.parties, state.register.everyone())
    names = names_of(state.plans, state.register.clubs.rows)
    table: Columns = {
        "club": named(rows.club, names),
        "actor": named(rows.actor, state.identities),
        "actor_name": named(rows.actor, state.names),
        "nation": named(state.actors.nation[rows.actor], state.identities),
        "status": named(rows.status, words(PartyStatus)),
        "reason": unless(rows.reason, Reason.NONE),
    }
    for name in ("invited", "joined", "bound", "in_force", "left"):
        table[name] = when(getattr(rows, name))
    table |= {name: getattr(rows, name).copy() for name in ("entries", "shortfalls", "delivered", "gain")}
    for k, issue in enumerate(state.issues):
        table[f"terms_{issue.name}"] = rows.terms[:, k]
        table[f"alone_{issue.name}"] = rows.alone[:, k]
    return pd.DataFrame(table)


def deliveries(state: State) -> pd.DataFrame:
    """Return the yearly reviews, one row per party of an agreement or member of a club.

    The ``alone_`` columns hold the effort that a member of a club would have made as a non-member.
    """
    found = events(state)
    reviews = found[found["kind"].isin(["reviewed", "club_reviewed"])].reset_index(drop=True)
    kept = ["month", "date", "agreement", "club", "actor", "actor_name"]
    table = reviews[kept].assign(year=reviews["date"].str[:4].astype("int64"), delivered=reviews["value"])
    for issue in state.issues:
        table[f"alone_{issue.name}"] = reviews[f"terms_{issue.name}"]
    return table


def monthly(state: State) -> pd.DataFrame:
    """Return the totals of the model, one row per month."""
    recorder = recorded(state)
    months = np.array(recorder.months, dtype=np.int64)
    head = pd.DataFrame({"month": months, "date": dates(state, months)})
    table = pd.concat([head, pd.DataFrame(recorder.totals)], axis=1).head(len(state.recorder.months))
    own = {name: np.array(values, dtype=np.float64) for name, values in state.recorder.own.items()}
    return table.assign(**own) if own else table


def challenges(state: State) -> pd.DataFrame:
    """Return the state of every challenge, one row per month and challenge.

    ``closed`` is the share closed in the modelled cities: by cities alone, by nations alone and by both together.
    """
    recorder = state.recorder
    months = np.array(recorder.months, dtype=np.int64)
    names = [state.issues[k].name for k in state.challenges.issue]
    when_ = np.repeat(months, len(names))
    table: Columns = {
        "month": when_,
        "date": dates(state, when_),
        "issue": pd.Series(names * len(months), dtype="str"),
    }
    for measured in MEASURED:
        found = [row[f"challenge_{measured}_{name}"] for row in recorder.totals for name in names]
        table[measured] = np.array(found, dtype=np.float64)
    levels = sum(table[f"closed_{level}"] for level in ("local", "national", "joint"))
    return pd.DataFrame(table).assign(closed=levels)


def actor_months(state: State, part: slice, places: Sequence[tuple[float, float]]) -> pd.DataFrame:
    """Return the recorded columns of all cities or all nations, one row per recorded month and actor.

    A column of the other level is missing.

    Args:
        state: The state.
        part: Rows of the cities or of the nations.
        places: Longitude and latitude of each of them, degrees.
    """
    recorder = recorded(state)
    kept = len(recorder.actors["ties"])
    # Totals are recorded for every month, columns of actors possibly for the latest ones only.
    months = np.array(recorder.months[len(recorder.months) - kept :], dtype=np.int64)
    identities = np.array(state.identities, dtype=object)[part]
    count = len(identities)
    names = np.array(state.names, dtype=object)[part]
    nation = np.array(state.identities, dtype=object)[state.actors.nation[part]]
    when_ = np.repeat(months, count)
    table: Columns = {
        "month": when_,
        "date": dates(state, when_),
        "id": pd.Series(np.tile(identities, len(months)), dtype="str"),
        "name": pd.Series(np.tile(names, len(months)), dtype="str"),
        "nation": pd.Series(np.tile(nation, len(months)), dtype="str"),
        "lon": np.tile(np.array([lon for lon, _ in places], dtype=np.float64), len(months)),
        "lat": np.tile(np.array([lat for _, lat in places], dtype=np.float64), len(months)),
    }
    for name, taken in recorder.actors.items():
        values = [month[part] for month in taken]
        if name in CODES:
            table[name] = named(np.concatenate(values), list(state.party_labels))
            continue
        if _is_of_other_level(state, name, part):
            values = [np.full(month.shape, np.nan) for month in values]
        if values[0].ndim == 1:
            table[name] = np.concatenate(values)
            continue
        table |= by_issue(state, name, np.concatenate(values))
    return pd.DataFrame(table).head(len(state.recorder.months) * count)


def _is_of_other_level(state: State, name: str, part: slice) -> bool:
    """Return whether a recorded column has no meaning for these actors: one of cities for nations, or the reverse."""
    # Classes of diplomacy and the like are counted for both levels; only columns of actors declare theirs.
    if name not in Actors._fields:
        return False
    return described(name).level not in ("both", "city" if part.stop == state.n_cities else "nation")

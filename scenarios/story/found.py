"""Stops that the program finds in a finished run, where nobody has written any.

Each search is a function of the run alone and finds one turning point, or none. They say what happened, and never why.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.model.agreements.book import Rows
from paradiplomacy.model.bargaining.several import conference_of
from paradiplomacy.model.clubs.plan import names_of
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Diplomacy, Form
from paradiplomacy.scenarios.story.counts import PAIR, USUAL
from paradiplomacy.scenarios.story.filling import FilledStop

type Search = Callable[[State], FilledStop | None]

SERIES: Mapping[str, str] = MappingProxyType(
    {
        "stock_in_force": "agreements in force",
        "stock_suspended": "suspended agreements",
        "antagonism": "antagonism between cities and nations",
        "divergence": "distance of mayors from ministers",
        "effort_city": "effort of cities",
        "effort_nation": "effort of nations",
    }
)
"""Totals in which a step is looked for, with their words."""
LEAST_MONTHS = 3
"""Least length of a series in which a step is looked for."""
CHANGES = (
    Event.SUSPENDED, Event.RESTORED, Event.DORMANT, Event.REVIVED, Event.RENEWED, Event.BREACHED, Event.EXPIRED,
    Event.WITHDRAWN, Event.SEVERED, Event.COMPLIED, Event.LITIGATED, Event.DEFIED, Event.RULED,
)  # fmt: skip
"""Events that change an agreement after it was signed, or what its parties do about it."""


def find(state: State) -> tuple[FilledStop, ...]:
    """Return the turning points of a run in the order of their months."""
    # Sorting is stable, so stops of one month stay in the order of the searches.
    stops = [stop for search in SEARCHES if (stop := search(state)) is not None]
    return tuple(sorted(stops, key=lambda stop: stop.month))


def sharpest_step(state: State) -> FilledStop | None:
    """Return the month in which a total changed most, measured by its usual monthly change (one standard deviation)."""
    recorder = state.recorder
    totals = [row for month, row in zip(recorder.months, recorder.totals, strict=True) if month >= 0]
    if len(totals) < LEAST_MONTHS:
        return None
    # In its usual changes, because totals have different units: a hundred agreements are less than a tenth of antagonism.
    best, found = 0.0, ("", 0)
    for name in SERIES:
        values = np.array([row[name] for row in totals], dtype=np.float64)
        month, size = _step(values)
        if size > best:
            best, found = size, (name, month)
    name, month = found
    if not name:
        return None
    before, after = totals[month - 1][name], totals[month][name]
    verb = "rises" if after > before else "falls"
    # Stocks are plural ("agreements fall"), everything else is singular.
    verb = verb.removesuffix("s") if name.startswith("stock") else verb
    sentence = (
        f"The sharpest step of this run: {SERIES[name]} {verb} from {_number(before)} to {_number(after)} in a month."
    )
    return _stop(month, "The sharpest step", sentence, (_number(after - before), f"change of {SERIES[name]}"))


def _step(values: Floats) -> tuple[int, float]:
    """Return the place of the largest change of a series, and its size in standard deviations of all changes."""
    steps = np.diff(values)
    # A total without a value, such as antagonism while no city has acted, does not count.
    steps = np.where(np.isfinite(steps), steps, 0.0)
    spread = float(np.std(steps))
    at = int(np.argmax(np.abs(steps)))
    return at + 1, abs(float(steps[at])) / spread if spread > 0 else 0.0


def busiest_month(state: State) -> FilledStop | None:
    """Return the month with the most signatures."""
    signed = state.book.rows.signed
    counts = np.bincount(signed[signed >= 0], minlength=1)
    if not counts.any():
        return None
    month = int(counts.argmax())
    before = counts[max(0, month - USUAL) : month]
    usual = f"{np.median(before):.0f} would be usual" if len(before) else "the first month"
    sentence = f"More agreements are signed than in any other month: {counts[month]}; {usual}."
    return _stop(month, "The busiest month", sentence, (str(counts[month]), "agreements signed"))


def first_defiance(state: State) -> FilledStop | None:
    """Return the first time that a city defied its nation."""
    at = _first(state, Event.DEFIED)
    if at is None:
        return None
    city, nation = _actors(state, at)
    total = _count(state, Event.DEFIED)
    sentence = f"{state.names[city]} is the first city of this run to defy its nation, {state.names[nation]}."
    number = str(total), "times that a city defies its nation, in the whole run"
    stop = _stop(_month(state, at), "The first defiance", sentence, number, look=(city,))
    return _explained(stop, state, int(state.ledger.events.agreement[at]))


def first_bypass(state: State) -> FilledStop | None:
    """Return the first agreement that a city signed against its nation's policy or rule on consent."""
    log = state.ledger.events
    acts = np.flatnonzero((log.kind == Event.CLASSED) & (log.detail == Diplomacy.BYPASS) & (log.month >= 0))
    # Classes are reconsidered each month; here the one at the signature counts.
    acts = acts[state.book.rows.signed[log.agreement[acts]] == log.month[acts]]
    if not len(acts):
        return None
    at = int(acts[0])
    city, nation = _actors(state, at)
    sentence = f"{state.names[city]} bypasses its nation, {state.names[nation]}: the first such agreement of this run."
    number = str(len(np.unique(log.agreement[acts]))), "agreements that bypass a nation, in the whole run"
    stop = _stop(_month(state, at), "The first bypass", sentence, number, look=(city,))
    return _explained(stop, state, int(state.ledger.events.agreement[at]))


def first_statute(state: State) -> FilledStop | None:
    """Return the first statute on the diplomacy of cities."""
    at = _first(state, Event.STATUTE_ENACTED)
    if at is None:
        return None
    nation = _actors(state, at)[0]
    sentence = f"{state.names[nation]} enacts the first statute of this run on the diplomacy of its cities."
    number = str(_count(state, Event.STATUTE_ENACTED)), "statutes, in the whole run"
    return _stop(_month(state, at), "The first statute", sentence, number, look=(nation,))


def first_ruling(state: State) -> FilledStop | None:
    """Return the first ruling of a court on a dispute between a city and its nation."""
    at = _first(state, Event.RULED)
    if at is None:
        return None
    city, nation = _actors(state, at)
    side = "for" if state.ledger.events.value[at] > 0 else "against"
    sentence = f"The first ruling of a court: {side} {state.names[city]}, in its case against {state.names[nation]}."
    number = str(_count(state, Event.RULED)), "rulings, in the whole run"
    return _stop(_month(state, at), "The first ruling", sentence, number, look=(city,))


def largest_club_change(state: State) -> FilledStop | None:
    """Return the month in which the membership of a club changed most after the start."""
    log = state.ledger.events
    sign = np.isin(log.kind, (Event.CLUB_JOINED, Event.CLUB_REJOINED)) * 1 - (log.kind == Event.CLUB_LEFT)
    moves = np.flatnonzero((sign != 0) & (log.month >= 0))
    if not len(moves):
        return None
    # Exits are taken off: a club that ten join and ten leave has not changed.
    net = np.zeros((len(state.register), int(log.month[moves].max()) + 1), dtype=np.int64)
    np.add.at(net, (log.detail[moves], log.month[moves]), sign[moves])
    club, month = (int(each) for each in np.unravel_index(np.abs(net).argmax(), net.shape))
    change = int(net[club, month])
    if not change:
        return None
    name = str(names_of(state.plans, state.register.clubs.rows)[club])
    verb = "gains" if change > 0 else "loses"
    members = "1 member" if abs(change) == 1 else f"{abs(change)} members"
    sentence = f"{name} {verb} {members} in a month, the largest change of any club in this run."
    who = tuple(sorted(set(log.actor[moves[(log.detail[moves] == club) & (log.month[moves] == month)]].tolist())))
    number = f"{change:+d}", f"members of {name}"
    return _stop(month, "The largest change of a club", sentence, number, look=who)._replace(club=name)


def most_changed(state: State) -> FilledStop | None:
    """Return the agreement that was changed most often after its signature, in the month of its last change."""
    log = state.ledger.events
    changes = np.flatnonzero(np.isin(log.kind, CHANGES) & (log.month >= 0) & (log.agreement >= 0))
    if not len(changes):
        return None
    # Of several with the same count the oldest, so that the answer does not depend on the order of the ledger.
    counts = np.bincount(log.agreement[changes])
    agreement = int(counts.argmax())
    at = int(changes[log.agreement[changes] == agreement][-1])
    first, second = state.book.parties.actor[state.book.parties_of(np.array([agreement]))].tolist()[:2]
    sentence = f"No agreement has had more turns than that of {state.names[first]} and {state.names[second]}."
    number = str(counts[agreement]), "suspensions, renewals, disputes and other changes of one agreement"
    stop = _stop(_month(state, at), "The agreement with the most turns", sentence, number, look=(first, second))
    return _explained(stop, state, agreement)


SEARCHES: tuple[Search, ...] = (
    first_bypass,
    first_defiance,
    first_statute,
    first_ruling,
    largest_club_change,
    busiest_month,
    sharpest_step,
    most_changed,
)
"""In the order in which stops of the same month follow each other."""


def _stop(
    month: int,
    name: str,
    sentence: str,
    number: tuple[str, str],
    *,
    look: tuple[int, ...] = (),
) -> FilledStop:
    text, caption = number
    return FilledStop(month, name, sentence, text, caption, look, found=True)


def _first(state: State, kind: Event) -> int | None:
    """Return the number of the first event of a kind since the start; None without one."""
    at = _events(state, kind)
    return int(at[0]) if len(at) else None


def _count(state: State, kind: Event) -> int:
    return len(_events(state, kind))


def _events(state: State, kind: Event) -> Rows:
    log = state.ledger.events
    return np.flatnonzero((log.kind == kind) & (log.month >= 0))


def _month(state: State, at: int) -> int:
    return int(state.ledger.events.month[at])


def _actors(state: State, at: int) -> tuple[int, int]:
    log = state.ledger.events
    return int(log.actor[at]), int(log.other[at])


def _explained(stop: FilledStop, state: State, agreement: int) -> FilledStop:
    """Return a stop at which the talks of an agreement can be explained, if they were held by two since the start."""
    book = state.book.rows
    who = tuple(state.book.parties.actor[state.book.parties_of(np.array([agreement]))].tolist())
    # A letter is not negotiated, a conference is explained by its text, and older talks are not in the ledger.
    letter = book.form[agreement] == Form.STATEMENT
    if len(who) != PAIR or letter or book.signed[agreement] < 0 or conference_of(state, agreement) is not None:
        return stop
    return stop._replace(look=who, why=who, agreement=agreement)


def _number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:.3f}"

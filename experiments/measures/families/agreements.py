"""Measures of agreements and negotiations between cities and nations."""

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.experiments.measures import selected
from paradiplomacy.experiments.measures.averages import count, mean, share, share_of
from paradiplomacy.experiments.measures.chosen import Chosen
from paradiplomacy.experiments.measures.measure import ALL, MONTHS, Family
from paradiplomacy.model.agreements.book import INSIDE, Flags
from paradiplomacy.model.agreements.pairs import mean_over_partners, pairs_of
from paradiplomacy.model.vocabulary import Reason, Status

if TYPE_CHECKING:
    from paradiplomacy.model.world import World

FAMILY = Family()
STOCK = ALL - MONTHS
PAIR = 2
AT_END = "it is read off the last month of the run"
# Only these failures happen at the table. A signed agreement that is refused at home or by the nation was a success of
# the negotiators, and shows in "refused_at_home", "consent_refused" and "blocked".
IN_TALKS = (Reason.NO_ZONE, Reason.OUT_OF_TIME, Reason.CHILLED)


@FAMILY.measure("agreements in force at the end", "agreements", by=STOCK, reason=AT_END, kinds=True)
def agreements(world: "World", chosen: Chosen) -> float:
    """Count the agreements in force at the end."""
    return count(selected.in_force(world, chosen))


@FAMILY.measure("agreements signed", "agreements", kinds=True)
def signed(world: "World", chosen: Chosen) -> float:
    """Count the agreements signed."""
    return count(selected.signed(world, chosen))


@FAMILY.measure("signatures under texts of three or more parties", "signatures")
def signatories(world: "World", chosen: Chosen) -> float:
    """Count the signatures of the chosen actors under agreements of three or more parties."""
    book = world.state.book
    which = selected.signed(world, chosen) & (book.rows.size > PAIR)
    return count(chosen.actors[book.parties.actor[book.parties_of(np.flatnonzero(which))]])


@FAMILY.measure("negotiations opened", "negotiations")
def opened(world: "World", chosen: Chosen) -> float:
    """Count the negotiations opened."""
    return count(selected.agreements(world, chosen) & chosen.when(world.state.book.rows.opened))


@FAMILY.measure("median months from the opening of negotiations to entry into force", "months", kinds=True)
def months_to_force(world: "World", chosen: Chosen) -> float:
    """Median months from the opening of negotiations to entry into force, of agreements that entered into force."""
    book = world.state.book.rows
    which = selected.agreements(world, chosen) & chosen.when(book.in_force)
    taken = (book.in_force - book.opened)[which]
    return float(np.median(taken)) if taken.size else np.nan


@FAMILY.measure("share of completed negotiations that were signed", "share", kinds=True)
def success_share(world: "World", chosen: Chosen) -> float:
    """Share of completed negotiations that ended with a signature."""
    won = signed(world, chosen)
    return share(won, won + failed(world, chosen, *IN_TALKS))


def failed(world: "World", chosen: Chosen, *reasons: Reason) -> float:
    """Count the negotiations that failed for one of these reasons."""
    book = world.state.book.rows
    lost = (book.status == Status.FAILED) & np.isin(book.reason, reasons) & chosen.when(book.ended)
    return count(selected.agreements(world, chosen) & lost)


def _failed(name: str, about: str, *reasons: Reason) -> None:
    FAMILY.add(name, about, "negotiations", lambda world, chosen: failed(world, chosen, *reasons))


_failed("chilled", "negotiations abandoned in anticipation of the nation's reaction", Reason.CHILLED)
_failed("no_zone", "negotiations without a zone of agreement", Reason.NO_ZONE)
_failed(
    "blocked",
    "signed agreements undone by refused consent, a statute or national pressure",
    Reason.CONSENT_REFUSED,
    Reason.BARRED,
    Reason.COMPLIED,
)


@FAMILY.measure("agreements that ended because a party withdrew", "agreements")
def withdrawals(world: "World", chosen: Chosen) -> float:
    """Count the agreements that ended because a party withdrew."""
    book = world.state.book.rows
    left = (book.status == Status.WITHDRAWN) & chosen.when(book.ended)
    return count(selected.agreements(world, chosen) & left)


@FAMILY.measure(
    "mean depth of agreements in force at the end, over the issues they cover", "share",
    by=STOCK, reason=AT_END, kinds=True,
)  # fmt: skip
def depth_in_force(world: "World", chosen: Chosen) -> float:
    """Mean depth, over the issues covered, of the agreements in force at the end."""
    return _depth(world, chosen, selected.in_force(world, chosen))


@FAMILY.measure("mean depth of agreements at signature, over the issues they cover", "share", kinds=True)
def depth_at_signature(world: "World", chosen: Chosen) -> float:
    """Mean depth, over the issues covered, of the agreements signed, whatever became of them."""
    return _depth(world, chosen, selected.signed(world, chosen))


def _depth(world: "World", chosen: Chosen, which: Flags) -> float:
    """Mean depth of some agreements on the chosen issues that they cover."""
    # Depth is averaged over the issues covered. With the others, at 0, it would measure breadth as much as depth.
    terms = world.state.book.rows.terms[which][:, chosen.issues]
    return mean(terms[terms > 0])


CAP_TOLERANCE = 1e-9


def _commitments(world: "World", chosen: Chosen) -> Floats:
    """List the commitments of the chosen parties under the agreements signed, on the chosen issues that they cover."""
    book = world.state.book
    parties = book.parties_of(np.flatnonzero(selected.signed(world, chosen)))
    terms = book.parties.terms[parties[chosen.actors[book.parties.actor[parties]]]][:, chosen.issues]
    found: Floats = terms[terms > 0.0]
    return found


@FAMILY.measure("share of commitments at signature that are the largest possible", "share", kinds=True)
def commitments_at_cap(world: "World", chosen: Chosen) -> float:
    """Share of the commitments at signature that are at the bound of the terms."""
    most = world.state.settings.utility.most_depth
    return share_of(_commitments(world, chosen) >= most - CAP_TOLERANCE)


@FAMILY.measure("interquartile range of commitments at signature", "share", kinds=True)
def commitments_range(world: "World", chosen: Chosen) -> float:
    """Third quartile less the first of the commitments at signature."""
    found = _commitments(world, chosen)
    low, high = np.quantile(found, [0.25, 0.75]) if found.size else (np.nan, np.nan)
    return float(high - low)


@FAMILY.measure(
    "mean delivered share of the terms in the last year, agreements in force at the end", "share",
    by=STOCK, reason=AT_END, kinds=True,
)  # fmt: skip
def delivered_share(world: "World", chosen: Chosen) -> float:
    """Mean share of the terms that the chosen parties delivered in their last year under review."""
    book = world.state.book
    parties = book.parties_of(np.flatnonzero(selected.in_force(world, chosen)))
    mine = chosen.actors[book.parties.actor[parties]] & INSIDE[book.parties.status[parties]]
    delivered = book.parties.delivered[parties[mine]]
    # NaN until the first yearly review: an agreement in its first year has delivered nothing that anyone has measured.
    return mean(delivered[~np.isnan(delivered)])


@FAMILY.measure("mean gain at signature", "% of budget")
def gain(world: "World", chosen: Chosen) -> float:
    """Mean gain of the chosen parties from the agreements signed."""
    return _gain(world, chosen)


@FAMILY.measure("mean gain of the other party at signature", "% of budget")
def gain_of_partners(world: "World", chosen: Chosen) -> float:
    """Mean gain of those who signed with the chosen parties."""
    return _gain(world, chosen, of_partners=True)


def _of_level(world: "World", chosen: Chosen, *, city: bool) -> float:
    """Mean gain of the chosen cities, or of the chosen nations."""
    state = world.state
    is_city = np.arange(state.n_actors) < state.n_cities
    return _gain(world, chosen, parties=is_city if city else ~is_city)


def _gain(world: "World", chosen: Chosen, parties: Flags | None = None, *, of_partners: bool = False) -> float:
    """Mean gain of the chosen parties of the chosen agreements, or of their partners.

    Args:
        world: The world.
        chosen: Selects the agreements, and the parties.
        parties: (actors,) narrows the parties down further.
        of_partners: Whether to average the gains of the other party instead.
    """
    book = world.state.book
    of = pairs_of(book, np.flatnonzero(selected.signed(world, chosen)))
    mine = chosen.actors if parties is None else chosen.actors & parties
    gains = book.parties.gain[of.parties]
    if of_partners:
        gains = mean_over_partners(of, gains[of.places][:, ::-1])
    found = gains[mine[book.parties.actor[of.parties]]]
    return mean(found[~np.isnan(found)])


FAMILY.add("gain_city", "mean gain of cities at signature", "% of budget", partial(_of_level, city=True))
FAMILY.add("gain_nation", "mean gain of nations at signature", "% of budget", partial(_of_level, city=False))


@FAMILY.measure(
    "mean distance between the publics of two cities with an agreement in force", "1", by=STOCK, reason=AT_END
)
def partner_gap(world: "World", chosen: Chosen) -> float:
    """Mean distance, over the chosen issues, between the publics of two cities with an agreement in force."""
    state = world.state
    book, public = state.book, state.actors.public
    pairs = book.parties.actor[pairs_of(book, np.flatnonzero(selected.in_force(world, chosen))).pairs]
    pairs = pairs[(pairs < state.n_cities).all(axis=1)]
    return mean(np.abs(public[pairs[:, 0]] - public[pairs[:, 1]])[:, chosen.issues])

"""Pairs of the parties of an agreement: who faces whom."""

from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.model.agreements.book import INSIDE, Book, Rows


class Pairs(NamedTuple):
    """All pairs of parties of some agreements that have not left.

    Attributes:
        parties: (p,) rows of all parties, in the order of ``Book.parties_of``.
        pairs: (c, 2) rows of the two parties of each pair.
        places: (c, 2) the places of both in ``parties``.
    """

    parties: Rows
    pairs: Rows
    places: Rows


def pairs_of(book: Book, which: Rows) -> Pairs:
    """Return all pairs of parties of these agreements that have not left, agreement by agreement."""
    parties, size = book.parties_of(which), book.rows.size[which]
    # Hardly any agreement has more than two parties, and loops over all of them would take most of the time.
    if (size == 2).all():
        return Pairs(parties, parties.reshape(-1, 2), np.arange(len(parties)).reshape(-1, 2))
    start, inside, found = np.cumsum(size) - size, INSIDE[book.parties.status[parties]], []
    for begin, count in zip(start.tolist(), size.tolist(), strict=True):
        left = begin + np.flatnonzero(inside[begin : begin + count])
        one, other = np.triu_indices(len(left), 1)
        found.append(np.stack([left[one], left[other]], axis=1))
    places = np.concatenate(found)
    return Pairs(parties, parties[places], places)


def mean_over_partners(of: Pairs, values: Floats) -> Floats:
    """Return the mean over its partners of a value of each side of each pair, (c, 2, ...); NaN for who has left."""
    if of.places.size == len(of.parties):
        return values.reshape(len(of.parties), *values.shape[2:])
    total = np.zeros((len(of.parties), *values.shape[2:]))
    # Unbuffered, because a party is in several pairs.
    np.add.at(total, of.places, values)
    number = np.bincount(of.places.reshape(-1), minlength=len(of.parties)).astype(np.float64)
    number[number == 0.0] = np.nan
    mean: Floats = total / number.reshape(-1, *[1] * (values.ndim - 2))
    return mean

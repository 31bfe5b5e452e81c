"""Pairs of the parties of an agreement: who faces whom."""

from typing import NamedTuple

import numpy as np

from paradiplomacy.agents.columns import Floats
from paradiplomacy.agents.compiled import inner
from paradiplomacy.model.agreements.book import INSIDE, Book, Rows, Shelf


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


@inner
def parties_in(shelf: Shelf, which: Rows) -> Rows:
    """Return the rows of all parties of these agreements, agreement by agreement; see ``Book.parties_of``."""
    book, count = shelf.agreements, 0
    for row in which:
        count += book.size[row]
    found, at = np.empty(count, dtype=np.int64), 0
    for row in which:
        for p in range(book.first[row], book.first[row] + book.size[row]):
            found[at] = p
            at += 1
    return found


@inner
def pairs_in(shelf: Shelf, which: Rows) -> Pairs:
    """Return all pairs of parties of these agreements that have not left; see ``pairs_of``, which takes a book."""
    book, status, most = shelf.agreements, shelf.parties.status, 0
    for row in which:
        most += book.size[row] * (book.size[row] - 1) // 2
    pairs, places = np.empty((most, 2), dtype=np.int64), np.empty((most, 2), dtype=np.int64)
    at, begin = 0, 0
    for row in which:
        first, size = book.first[row], book.size[row]
        for one in range(size):
            for other in range(one + 1, size):
                if INSIDE[status[first + one]] and INSIDE[status[first + other]]:
                    pairs[at, 0], pairs[at, 1] = first + one, first + other
                    places[at, 0], places[at, 1] = begin + one, begin + other
                    at += 1
        begin += size
    return Pairs(parties_in(shelf, which), pairs[:at], places[:at])


@inner
def mean_of_pairs(of: Pairs, values: Floats) -> Floats:
    """Return the mean over its partners of some values of each side of each pair, (c, 2, n); NaN for who has left."""
    mean, partners = np.zeros((of.parties.shape[0], values.shape[2])), np.zeros(of.parties.shape[0])
    for c in range(of.places.shape[0]):
        for side in range(2):
            mean[of.places[c, side]] += values[c, side]
            partners[of.places[c, side]] += 1.0
    for at in range(partners.shape[0]):
        mean[at] = mean[at] / partners[at] if partners[at] > 0.0 else np.full(values.shape[2], np.nan)
    return mean

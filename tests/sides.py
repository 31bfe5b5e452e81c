"""The book as if every agreement had two parties: tests of bilateral worlds read both sides at once."""

import numpy as np

from paradiplomacy.model.agreements.book import Agreements, Book

NAMED = {"party": "actor", "party_status": "status", "own_terms": "terms"}


class TwoSided:
    """The columns of agreements as they are, and those of the first two parties of each, (n, 2), for reading only."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def __getattr__(self, name: str) -> np.ndarray:
        rows = self._book.rows
        if name in Agreements._fields:
            return getattr(rows, name)
        column = getattr(self._book.parties, NAMED.get(name, name))[self._book.pair(np.arange(len(rows.key)))]
        # A copy: writing to it would change nothing, so that raises.
        column.flags.writeable = False
        return column[:, 0] if name == "transfer" else column


def two_sided(book: Book) -> TwoSided:
    """Return a book of bilateral agreements as tests read it."""
    return TwoSided(book)


def write(book: Book, name: str, which: object, values: object) -> None:
    """Write (n, 2) values of both sides of agreements to the table of parties."""
    getattr(book.parties, NAMED.get(name, name))[book.pair(np.atleast_1d(which))] = values


def add_pairs(book: Book, pairs: object, sides: dict[str, object] | None = None, **columns: object) -> np.ndarray:
    """Enter agreements of these pairs; both sides commit themselves to the terms of the agreement, if any are named."""
    which = book.add(pairs, **columns)
    sides = dict(sides or {})
    if "terms" in columns:
        sides["terms"] = np.repeat(np.asarray(columns["terms"])[:, None], 2, axis=1)
    for name, values in sides.items():
        write(book, name, which, values)
    return which

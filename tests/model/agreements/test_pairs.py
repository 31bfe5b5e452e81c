"""Pairs of the parties of an agreement, and means over partners."""

import numpy as np

from paradiplomacy.model.agreements.book import Book
from paradiplomacy.model.agreements.pairs import mean_over_partners, pairs_of
from paradiplomacy.model.vocabulary import PartyStatus


def book() -> Book:
    """An agreement of two actors and one of four, of which the third has left."""
    made = Book(1)
    made.add([5, 6, 1, 2, 3, 4], size=[2, 4])
    made.parties.status[:] = PartyStatus.IN_FORCE
    made.parties.status[4] = PartyStatus.WITHDRAWN
    return made


def test_every_two_that_have_not_left_are_a_pair() -> None:
    found = pairs_of(book(), np.array([0, 1]))
    actors = book().parties.actor[found.pairs].tolist()
    assert actors == [[5, 6], [1, 2], [1, 4], [2, 4]]
    np.testing.assert_array_equal(found.parties[found.places], found.pairs)


def test_a_mean_is_over_partners_and_missing_for_who_has_left() -> None:
    found = pairs_of(book(), np.array([0, 1]))
    values = np.array([[7.0, 8.0], [1.0, 2.0], [3.0, 4.0], [6.0, 10.0]])
    np.testing.assert_array_equal(mean_over_partners(found, values), [7.0, 8.0, 2.0, 4.0, np.nan, 7.0])


def test_two_parties_face_each_other_only() -> None:
    made = Book(1)
    made.add([5, 6, 7, 8])
    found = pairs_of(made, np.array([0, 1]))
    values = np.array([[1.0, 2.0], [3.0, 4.0]])
    np.testing.assert_array_equal(mean_over_partners(found, values), [1.0, 2.0, 3.0, 4.0])

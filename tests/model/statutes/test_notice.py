"""Nations notice signatures of the month and agreements at their annual review, by their visibility."""

import numpy as np
import pytest
from sides import add_pairs, write
from tense import tense

from paradiplomacy.model.agreements.book import Book
from paradiplomacy.model.chance import Purpose
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes.notice import looked_at, noise_of, notice
from paradiplomacy.model.vocabulary import Diplomacy, Status

YEAR = 12


@pytest.fixture(scope="module")
def state() -> State:
    """The last month of two busy years in which nations did nothing."""
    quiet = {"response__attention": 0.0, "response__endorse_cost": 10.0, "response__statutes": False}
    made = tense(months=24, search__hazard=1.0, form__visibility=1.0, **quiet)
    made.month -= 1  # as the national response sees it: the signatures of the month are there
    return made


def test_only_agreements_of_cities_that_are_due_are_noticed(state: State) -> None:
    found, book = looked_at(state), state.book.rows
    parties = state.book.parties
    assert {Status.SIGNED, Status.IN_FORCE} == set(book.status[found.agreement])
    assert len(found.agreement) > 30
    for party, row, city, nation in zip(*(column.tolist() for column in found), strict=True):
        assert (parties.actor[party], parties.agreement[party]) == (city, row)
        assert state.actors.nation[city] == nation
        assert parties.diplomacy[party] != Diplomacy.NONE
        signed = book.status[row] == Status.SIGNED and book.signed[row] == state.month
        age = state.month - int(book.in_force[row])
        assert signed or (book.status[row] == Status.IN_FORCE and age > 0 and age % YEAR == 0)


def test_what_is_endorsed_or_was_disputed_within_a_year_is_not_taken_up_again(state: State) -> None:
    first = looked_at(state)
    endorsed, disputed = int(first.agreement[0]), int(first.agreement[-1])
    assert endorsed != disputed
    write(state.book, "endorsed", endorsed, values=True)
    state.disputes.append(
        1, city=first.city[-1:], nation=first.nation[-1:], agreement=first.agreement[-1:], opened=state.month - YEAR + 1
    )
    then = set(looked_at(state).agreement.tolist())
    assert not then & {endorsed, disputed}
    state.disputes.rows.opened[-1] = state.month - YEAR
    write(state.book, "endorsed", endorsed, values=False)
    assert then | {endorsed, disputed} == set(looked_at(state).agreement.tolist())


def test_the_share_noticed_is_the_visibility(state: State) -> None:
    book, count = Book(1), 5000
    keys, sides = np.arange(count, dtype=np.uint64), {"diplomacy": (Diplomacy.BYPASS, Diplomacy.NONE)}
    which = add_pairs(book, [[0, 1]] * count, sides, key=keys, visibility=0.3)
    noticed = np.zeros(2 * count, dtype=bool)
    notice(book.rows, book.parties, book.parties_of(which), state.key(Purpose.SEEN), noticed)
    noticed = noticed.reshape(count, 2)
    assert noticed[:, 0].mean() == pytest.approx(0.3, abs=5 * np.sqrt(0.21 / count))
    assert not noticed[:, 1].any()


def test_noise_is_gumbel_and_an_option_more_leaves_the_others_draws_alone(state: State) -> None:
    found = looked_at(state)
    three, five = (noise_of(state, Purpose.RESPONSE, found, options) for options in (3, 5))
    np.testing.assert_array_equal(five[:, :3], three)
    count = 5000
    many = type(found)(np.arange(count) % len(state.book.table), np.arange(count), *(np.zeros(count, np.int32),) * 2)
    drawn = noise_of(state, Purpose.RESPONSE, many, 1)
    assert drawn.mean() == pytest.approx(np.euler_gamma, abs=5 * np.pi / np.sqrt(6 * count))

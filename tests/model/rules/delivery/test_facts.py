"""The facts of the reviews of agreements and of members of clubs, against loops written out."""

import numpy as np
import pytest
from sides import add_pairs

from paradiplomacy.agents.columns import empty
from paradiplomacy.model.agreements.book import Book
from paradiplomacy.model.chance import NOBODY, normal
from paradiplomacy.model.rules.delivery import Chance, fill_members, fill_parties, no_cases
from paradiplomacy.model.vocabulary import Diplomacy, Form, Status

KEY = np.uint64(7)
YEARLY = Chance(KEY, np.uint64(8), 0.0)


def test_an_endorsement_counts_as_full_support_and_nations_have_none() -> None:
    actors, book = empty(3, 2), Book(2)
    actors.reputation[:] = (0.2, 0.5, 0.8)
    sides = {
        "diplomacy": [[Diplomacy.BYPASS, Diplomacy.NONE], [Diplomacy.PARALLEL_HARMONY, Diplomacy.BYPASS]],
        "alignment": [[-0.3, 0.9], [0.7, -0.5]],
        "endorsed": [[False, False], [True, False]],
    }
    add_pairs(
        book,
        [[0, 2], [1, 0]],
        sides,
        key=np.array([5, 6], dtype=np.uint64),
        status=Status.IN_FORCE,
        form=np.array([Form.DECLARATION, Form.PROGRAMME]),
        terms=np.array([[0.4, 0.0], [0.2, 0.6]]),
    )
    cases = no_cases(4)
    fill_parties(actors, book.rows, book.parties, np.arange(4), YEARLY, cases)
    np.testing.assert_allclose(cases.support, [-0.3, 0.0, 1.0, -0.5])
    np.testing.assert_allclose(cases.reputation, [0.2, 0.8, 0.5, 0.2])
    np.testing.assert_allclose(cases.depth, [0.4, 0.4, 0.4, 0.4])
    assert cases.form.tolist() == [Form.DECLARATION, Form.DECLARATION, Form.PROGRAMME, Form.PROGRAMME]
    draws = [normal(KEY, np.uint64(key), np.uint64(side)) for key in (5, 6) for side in range(2)]
    np.testing.assert_array_equal(cases.noise, draws)


def test_a_member_has_the_support_of_its_nation_as_far_as_the_terms_serve_it() -> None:
    actors = empty(3, 2)
    actors.nation[:] = 2
    actors.key[:] = (1, 2, 3)
    actors.salience[2], actors.position[2] = (0.5, 0.5), (0.1, 0.9)
    terms = np.array([[0.4, 0.0], [0.0, 0.5], [0.3, 0.3]])
    cases = no_cases(3)
    fill_members(actors, 2, np.arange(3, dtype=np.int32), terms, np.uint64(9), YEARLY, cases)
    assert cases.support[0] == pytest.approx(2 * 0.1 - 0.4)
    assert cases.support[1] == pytest.approx(1.0)  # 2 x 0.9 - 0.5, clipped
    assert cases.support[2] == 0.0  # a nation needs nobody's support
    np.testing.assert_allclose(cases.depth, [0.4, 0.5, 0.3])
    assert (cases.form == Form.PLAN).all()


def test_the_lasting_part_of_chance_is_that_of_the_actor_and_the_variance_stays_one() -> None:
    actors = empty(4000, 1)
    actors.key[:] = np.arange(4000)
    who, terms = np.arange(4000, dtype=np.int32), np.full((4000, 1), 0.5)
    drawn = []
    for year in (7, 9):
        cases = no_cases(4000)
        fill_members(actors, 4000, who, terms, np.uint64(5), Chance(np.uint64(year), np.uint64(3), 0.4), cases)
        drawn.append(cases.noise)
    # The standard errors of a correlation and of a standard deviation of 4,000 draws are .013 and .011.
    assert np.corrcoef(drawn)[0, 1] == pytest.approx(0.4, abs=0.05)
    assert np.std(drawn) == pytest.approx(1.0, abs=0.04)
    everything = no_cases(4000)
    fill_members(actors, 4000, who, terms, np.uint64(5), Chance(KEY, np.uint64(3), 1.0), everything)
    np.testing.assert_allclose(everything.noise, [normal(np.uint64(3), np.uint64(i), NOBODY) for i in range(4000)])

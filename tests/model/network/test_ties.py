"""The partners of every actor."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from paradiplomacy.model.agreements.book import Book
from paradiplomacy.model.network.ties import earlier_ties, network
from paradiplomacy.model.vocabulary import PartyStatus

PAIRS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda p: p[0] != p[1]), max_size=30)


@given(PAIRS, st.randoms(use_true_random=False))
def test_the_network_lists_each_partner_of_each_agreement_that_counts(pairs, random) -> None:
    book = Book(1)
    book.add(np.array(pairs, dtype=np.int32).reshape(-1, 2))
    which = np.array([row for row in range(len(pairs)) if random.random() < 0.7], dtype=np.int64)
    made = network(8, book, which)
    for i in range(8):
        at = slice(made.first[i], made.first[i + 1])
        listed = sorted(zip(made.partner[at].tolist(), made.agreement[at].tolist(), strict=True))
        wanted = sorted((b if a == i else a, row) for row in which for a, b in [pairs[row]] if i in (a, b))
        assert listed == wanted
        for j in range(8):
            assert earlier_ties(made.first, made.partner, i, j) == sum(partner == j for partner, _ in listed)


def test_everybody_in_an_agreement_of_several_has_all_others_that_have_not_left() -> None:
    book = Book(1)
    which = book.add([0, 1, 2, 3, 1, 4], size=[4, 2])
    book.parties.status[2] = PartyStatus.WITHDRAWN
    made = network(5, book, which)
    partners = [sorted(made.partner[made.first[i] : made.first[i + 1]].tolist()) for i in range(5)]
    assert partners == [[1, 3], [0, 3, 4], [], [0, 1], [1]]
    assert len(made.partner) == len(made.agreement) == 8

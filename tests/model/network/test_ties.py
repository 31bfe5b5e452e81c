"""The partners of every actor."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from paradiplomacy.model.network.ties import earlier_ties, network

PAIRS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda p: p[0] != p[1]), max_size=30)


@given(PAIRS, st.randoms(use_true_random=False))
def test_the_network_lists_each_partner_of_each_agreement_that_counts(pairs, random) -> None:
    party = np.array(pairs, dtype=np.int32).reshape(-1, 2)
    which = np.array([row for row in range(len(pairs)) if random.random() < 0.7], dtype=np.int64)
    made = network(8, party, which)
    for i in range(8):
        at = slice(made.first[i], made.first[i + 1])
        listed = sorted(zip(made.partner[at].tolist(), made.agreement[at].tolist(), strict=True))
        wanted = sorted((b if a == i else a, row) for row in which for a, b in [pairs[row]] if i in (a, b))
        assert listed == wanted
        for j in range(8):
            assert earlier_ties(made.first, made.partner, i, j) == sum(partner == j for partner, _ in listed)

"""The politics phase: the drift of publics and the calendar of elections."""

from collections.abc import Callable

import numpy as np

from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.phases import politics
from paradiplomacy.model.state import State
from paradiplomacy.model.world import update_networks

Maker = Callable[..., State]
STILL = {
    "politics__position_noise": 0.0, "politics__divergence_spread": 0.0, "politics__diffusion": 0.0,
    "politics__divergence_scale": 0.0, "politics__divergence_memory": 0.5,
}  # fmt: skip


def months(state: State, number: int) -> None:
    for _ in range(number):
        update_networks(state)
        politics.act(state)
        state.month += 1


def test_without_noise_and_divergence_publics_settle_at_their_nations_anchor(make_state: Maker) -> None:
    state = make_state(**STILL)
    actors, n = state.actors, state.n_cities
    months(state, 60)
    np.testing.assert_allclose(actors.public[n:], np.clip(actors.anchor[n:], -1, 1), atol=1e-9)
    np.testing.assert_allclose(actors.public[:n], actors.public[actors.nation[:n]], atol=1e-9)


def test_learning_draws_a_city_to_the_mean_of_its_partners(make_state: Maker) -> None:
    state = make_state(search__stock=1.0)
    update_networks(state)
    ties, public = state.ties, state.actors.public
    for i in range(state.n_cities):
        partners = ties.partner[ties.first[i] : ties.first[i + 1]]
        expected = 0.1 * (public[partners].mean(axis=0) - public[i]) if len(partners) else np.zeros(len(state.issues))
        pull = [politics.pull_of_partners.py_func(state.actors, ties, i, k, 0.1) for k in range(len(state.issues))]
        np.testing.assert_allclose(pull, expected, atol=1e-12)


def test_elections_are_held_when_they_are_due_and_then_every_term(make_state: Maker) -> None:
    state = make_state()
    due, term, start = state.actors.next_election.copy(), state.actors.term.copy(), state.month
    months(state, 36)
    log = state.ledger.events
    for who in range(state.n_actors):
        held = log.month[(log.kind == Event.ELECTION) & (log.actor == who)].tolist()
        assert held == [
            month for month in range(start, start + 36) if month >= due[who] and (month - due[who]) % term[who] == 0
        ]

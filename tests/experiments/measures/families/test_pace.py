"""Commitment takes as long as the ledger and the parameters say."""

import numpy as np

from paradiplomacy import World
from paradiplomacy.experiments.measures.chosen import choose
from paradiplomacy.experiments.measures.families.pace import months_to_commitment
from paradiplomacy.experiments.measures.registry import measure
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.vocabulary import Kind
from paradiplomacy.scenarios.names.scope import EVERYTHING


def test_the_hazard_of_ratification_is_at_most_its_parameter(lively: World) -> None:
    state = lively.state
    book, log = state.book.rows, state.ledger.events
    hazard = measure("ratification_hazard").of(lively)
    votes = np.count_nonzero(
        (log.kind == Event.RATIFIED) & (log.actor >= state.n_cities) & (book.signed[log.agreement] >= 0)
    )
    assert votes > 20
    assert hazard <= lively.settings.ratification.hazard_nation + 4 * hazard / np.sqrt(votes)


def test_nations_over_cities_is_the_ratio_of_their_months_to_commitment(lively: World) -> None:
    everything = choose(lively, EVERYTHING)
    cities, nations = (
        months_to_commitment(lively, everything._replace(kind=kind)) for kind in (Kind.CITY_CITY, Kind.NATION_NATION)
    )
    assert cities >= 1
    assert np.isnan(nations) or measure("nation_over_city").of(lively) == nations / cities

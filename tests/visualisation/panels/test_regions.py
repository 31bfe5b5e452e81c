"""The regions panel counts every agreement once."""

import numpy as np

from paradiplomacy.model.vocabulary import Kind, Status
from paradiplomacy.visualisation.panels.regions import matrix_of
from paradiplomacy.visualisation.session.session import Session


def test_the_matrix_of_regions_is_symmetric_and_counts_each_agreement_once(visit: Session) -> None:
    now = visit.go_to(20)
    counts = np.array(matrix_of(now, visit.run.roster)["counts"])
    assert (counts == counts.T).all()
    assert np.triu(counts).sum() == ((now.arcs.status == Status.IN_FORCE) & (now.arcs.kind != Kind.NATION_NATION)).sum()

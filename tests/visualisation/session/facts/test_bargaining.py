"""The bargaining picture shows what the model explains."""

import numpy as np
import pytest

from paradiplomacy.visualisation.session.session import Session


def test_the_picture_of_a_pair_is_that_of_the_model(visit: Session) -> None:
    visit.go_to(10)
    first, second = 0, 1
    picture = visit.picture(first, second)
    explained = visit.ask(lambda world: world.explain(visit.run.roster.ids[first], visit.run.roster.ids[second]))
    assert picture.agreed == explained.agreed and picture.issues == explained.issues
    assert (picture.solution is None) != explained.agreed
    assert sum(value for _, value in picture.utilities[0]) == pytest.approx(
        explained.sides[0].gain + picture.reservation[0]
    )
    assert picture.explanation[0] and picture.explanation[2]
    for side in range(2):
        assert np.mean(picture.home[side]) == pytest.approx(explained.sides[side].win_set)
    with pytest.raises(LookupError, match="two different actors"):
        visit.picture(0, 0)

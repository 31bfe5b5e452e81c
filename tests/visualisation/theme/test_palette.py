"""The palette: every class of diplomacy has its own colour."""

from paradiplomacy.model.vocabulary import Kind
from paradiplomacy.visualisation.session.snapshot import TIE_OF_CLASS
from paradiplomacy.visualisation.theme.palette import TIES, tie


def test_every_class_of_city_diplomacy_has_its_own_colour() -> None:
    numbers = [tie(Kind.NATION_NATION), *TIE_OF_CLASS.tolist()]
    assert sorted(numbers) == list(range(len(TIES)))
    assert len({look.light for look in TIES}) == len({look.dark for look in TIES}) == len(TIES)

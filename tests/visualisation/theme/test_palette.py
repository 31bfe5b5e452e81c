"""The palette: three colours of city diplomacy that readers with any colour vision can tell apart."""

from itertools import combinations

import numpy as np
import pytest

from paradiplomacy.model.vocabulary import Diplomacy, Kind
from paradiplomacy.visualisation.session.snapshot import TIE_OF_CLASS
from paradiplomacy.visualisation.theme.palette import COMPARED, OBSERVED, STANCES, TIES, Stance, stance, tie

# Machado, Oliveira and Fernandes (2009), full severity.
VISION = {
    "usual": np.eye(3),
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
XYZ = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
APART = 20.0
"""Least distance in CIELAB; 2.3 is the least difference that is seen at all."""


def lab(colour: str, vision: str) -> np.ndarray:
    """CIELAB of a colour as it looks to readers with a colour vision."""
    parts = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    light = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(VISION[vision]) @ light, 0, 1)
    x = np.array(XYZ) @ seen / np.array([0.9505, 1.0, 1.089])
    f = np.where(x > 0.008856, np.cbrt(x), 7.787 * x + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def test_every_class_of_city_diplomacy_has_its_own_words_and_one_of_three_colours() -> None:
    numbers = [tie(Kind.NATION_NATION), *TIE_OF_CLASS.tolist()]
    assert sorted(numbers) == list(range(len(TIES)))
    assert len({look.short for look in TIES}) == len(TIES)
    assert len({stance(each) for each in Diplomacy if each is not Diplomacy.NONE}) == 3
    # The more contested class of two parties gives an agreement its colour, so colours follow the order of classes.
    assert [look.stance for look in TIES] == sorted(look.stance for look in TIES)


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("stances", [STANCES[1:], COMPARED, OBSERVED], ids=["stances", "compared", "observed"])
def test_colours_of_a_map_differ_to_every_colour_vision(stances: tuple[Stance, ...], vision: str) -> None:
    for one, other in combinations(stances, 2):
        assert np.linalg.norm(lab(one.light, vision) - lab(other.light, vision)) >= APART, (one, other)
        assert np.linalg.norm(lab(one.dark, vision) - lab(other.dark, vision)) >= APART, (one, other)

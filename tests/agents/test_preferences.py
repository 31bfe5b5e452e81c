"""Utility of an agreement, compared with the definition in docs/model.md."""

import math

from hypothesis import given
from hypothesis import strategies as st

from paradiplomacy.agents.preferences import (
    benefit_per_depth,
    curve,
    fixed_cost,
    kilometres_between,
    slope,
    tolerated_depth,
    utility_of_commitment,
)

SHARE = st.floats(0, 1)
NEAR_SHARE = st.floats(0.01, 1)
POSITION = st.floats(-1, 1)


def utility_by_definition(x, w, pi, need, g, own, promised, iota, p) -> float:
    """Return the utility of the own commitment by definition: benefit, cost c x^2 / 2 + chi E x, and identity."""
    material = need * g * own * x - x**2 / 2.0 - promised * x
    identity = iota * (2.0 * (p - promised) * x - x**2)
    return w * (pi * material + (1.0 - pi) * identity)


@given(SHARE, NEAR_SHARE, SHARE, SHARE, st.floats(0, 10), SHARE, SHARE, SHARE, POSITION)
def test_the_utility_of_a_commitment_is_that_of_the_definition(x, w, pi, need, g, own, promised, iota, p) -> None:
    found = utility_of_commitment(x, slope(w, pi, own * need * g, promised, iota, p), curve(w, pi, iota), 0.0, 1.0)
    # The floor of the curvature, 1e-3 w, reduces utility by at most half of it at full commitment.
    expected = utility_by_definition(x, w, pi, need, g, own, promised, iota, p)
    assert abs(found - expected) <= 1e-12 + 0.5e-3 * w * x * x


@given(SHARE, NEAR_SHARE, SHARE, SHARE, POSITION)
def test_what_is_promised_already_never_makes_a_commitment_cheaper(promised, w, pi, iota, p) -> None:
    """The error of version 1: cost fell with the effort promised, so that ideals rose without bound."""
    fresh, busy = ((slope(w, pi, 0.3, e, iota, p), curve(w, pi, iota)) for e in (0.0, promised))
    assert busy[0] <= fresh[0] and busy[1] == fresh[1]


@given(SHARE, st.floats(-5, 5), st.floats(0.001, 5), st.floats(0, 5), SHARE)
def test_pressure_is_zero_up_to_the_tolerated_depth_and_grows_beyond_it(x, s, c, pressure, tolerated) -> None:
    free = utility_of_commitment(x, s, c, 0.0, tolerated)
    pressed = utility_of_commitment(x, s, c, pressure, tolerated)
    assert pressed <= free
    assert math.isclose(free - pressed, pressure * max(0.0, x - tolerated) ** 2, abs_tol=1e-12)


def test_a_nation_is_no_worse_off_at_twice_its_position() -> None:
    for p in (0.0, 0.1, 0.3, 0.5):
        x = tolerated_depth(p, 0.0)
        assert math.isclose(2 * p * x - x * x, 0.0, abs_tol=1e-15)
    assert tolerated_depth(-1.0, 0.1) == 0.0
    assert tolerated_depth(1.0, 0.1) == 1.0


def test_benefit_rises_with_trust_size_and_need_and_falls_with_distance() -> None:
    base = (1.6, 0.6, 0.8, 1.0, 0.2, 1000.0, 0.1, 0.5, 0.5, 0.3)

    def at(**change: float) -> float:
        names = ("scale", "trust", "reputation", "gdp", "by_gdp", "km", "by_km", "need", "other", "complement")
        return benefit_per_depth(*(change.get(name, value) for name, value in zip(names, base, strict=True)))

    assert math.isclose(at(), 1.6 * math.sqrt(0.48) * 2.0**-0.1)
    assert at(trust=0.7) > at() and at(reputation=0.9) > at() and at(gdp=2.0) > at() and at(need=0.6) > at()
    assert at(km=2000.0) < at() and at(other=0.6) < at()
    assert math.isclose(at(gdp=32.0) / at(), 2.0)  # 32 to the power 0.2


def test_the_fixed_cost_grows_with_strangeness_and_falls_with_each_earlier_tie() -> None:
    def cost(km=0.0, *, language=True, gap=0.0, level=0.0, ties=0) -> float:
        return fixed_cost(0.05, km, 0.2, language, 0.3, gap, 0.4, level, ties, 0.2)

    assert cost() == 0.05
    assert math.isclose(cost(km=1000 * (math.e - 1)), 0.05 * 1.2)
    assert math.isclose(cost(language=False), 0.05 * 1.3)
    assert math.isclose(cost(gap=1.0), 0.05 * 1.4)
    assert math.isclose(cost(level=1.5), 0.05 * 2.5)
    assert math.isclose(cost(ties=2), 0.05 * 0.64)


def test_distances_are_those_of_the_globe() -> None:
    def place(lon: float, lat: float) -> tuple[float, float, float]:
        a, b = math.radians(lon), math.radians(lat)
        return math.cos(b) * math.cos(a), math.cos(b) * math.sin(a), math.sin(b)

    half = math.pi * 6371.0
    assert kilometres_between(*place(2.35, 48.86), *place(2.35, 48.86)) == 0.0
    assert math.isclose(kilometres_between(*place(0, 90), *place(0, -90)), half)
    assert math.isclose(kilometres_between(*place(0, 0), *place(90, 0)), half / 2)
    # Paris to New York: about 5837 km by any atlas.
    assert abs(kilometres_between(*place(2.35, 48.86), *place(-74.01, 40.71)) - 5837) < 15

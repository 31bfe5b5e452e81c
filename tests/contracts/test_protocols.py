"""The contract of every protocol of the catalogue, checked by independent arithmetic."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paradiplomacy.model.bargaining.settlement import settle
from paradiplomacy.model.rules import CATALOGUE, rule
from paradiplomacy.model.rules.protocol import VETO_PLAYERS, Answers, BargainingProtocol, Cases, no_answers, no_cases

PROTOCOLS = sorted(CATALOGUE["protocol"])
DISCRETE = {"blind_offers"}  # offers come from a finite list, made without knowledge of the partner: not on the curve
ON_THE_CURVE = [name for name in PROTOCOLS if name not in DISCRETE]
EXACT = 1e-9  # gains are below 1, sums of a few dozen terms: rounding is below 1e-14, roots are found to 1e-14
SEEDS = st.integers(0, 2**32 - 1)
EXAMPLES = settings(max_examples=40)


def random_cases(seed: int, count: int, issues: int, *, veto: bool = True, on_table: int = 0) -> Cases:
    """Negotiations between sides whose wants meet, cross, or are far apart; with kinks, bounds and veto players."""
    rng = np.random.default_rng(seed)

    def draw(low: float, high: float, *shape: int) -> np.ndarray:
        return rng.uniform(low, high, size=(count, *shape))

    on = draw(0, 1, issues) < 0.7
    on[np.arange(count), rng.integers(issues, size=count)] = True
    if on_table:
        on = np.argsort(draw(0, 1, issues), axis=1) < on_table
    slope = draw(-0.8, 0.5, 2, issues)
    players = rng.integers(0, VETO_PLAYERS + 1, size=(count, 2)).astype(np.int32)
    low = draw(0.0, 0.1, 2, issues) * (draw(0, 1, 2, issues) < 0.3)
    return no_cases(count, issues)._replace(
        slope=slope,
        curve=draw(0.01, 1.5, 2, issues),
        received=draw(-0.1, 0.8, 2, issues),
        pressure=draw(0.0, 3.0, 2, issues) * (draw(0, 1, 2, issues) < 0.5),
        bearable=draw(0.0, 1.0, 2, issues),
        cost=draw(0.0, 0.15, 2) * (draw(0, 1, 2) < 0.8),
        reservation=draw(-0.1, 0.1, 2) * (draw(0, 1, 2) < 0.3),
        on=on,
        low=low,
        high=np.maximum(low, draw(0.3, 1.3, 2, issues).clip(0, 1)),
        least=draw(0.0, 0.1) * (draw(0, 1) < 0.5),
        power=draw(0.1, 0.9),
        concession=draw(0.1, 5.0, 2),
        rounds=rng.integers(2, 20, size=count).astype(np.int32),
        discount=draw(0.3, 0.99, 2),
        budget=draw(0.5, 20.0, 2),
        veto_players=players if veto else np.zeros_like(players),
        veto_slope=slope[:, :, None, :] + draw(-0.3, 0.2, 2, VETO_PLAYERS, issues),
    )


def copied(cases: Cases) -> Cases:
    return Cases(*(column.copy() for column in cases))


def answers_of(protocol: BargainingProtocol, cases: Cases) -> Answers:
    answers = no_answers(cases)
    protocol.settle(cases, answers)
    return answers


def gain_from(cases: Cases, c: int, side: int, terms: np.ndarray, slope: np.ndarray) -> np.ndarray:
    """Gain over the reservation value from terms of shape (..., 2, K), with these slopes."""
    own, others = terms[..., side, :], terms[..., 1 - side, :]
    excess = np.maximum(0.0, own - cases.bearable[c, side])
    total = slope * own - 0.5 * cases.curve[c, side] * own**2 - cases.pressure[c, side] * excess**2
    total = total + cases.received[c, side] * others
    return (total * cases.on[c]).sum(axis=-1) - cases.cost[c, side] - cases.reservation[c, side]


def gains(cases: Cases, c: int, terms: np.ndarray) -> np.ndarray:
    """Gain of both sides: (..., 2)."""
    return np.stack([gain_from(cases, c, side, terms, cases.slope[c, side]) for side in range(2)], axis=-1)


def least_at_home(cases: Cases, c: int, terms: np.ndarray) -> np.ndarray:
    """Gain of the veto player who likes terms least, infinity where there is none."""
    least = np.full(terms.shape[:-2], np.inf)
    for side in range(2):
        for v in range(cases.veto_players[c, side]):
            least = np.minimum(least, gain_from(cases, c, side, terms, cases.veto_slope[c, side, v]))
    return least


def frontier(cases: Cases, c: int, points: int = 2001) -> np.ndarray:
    """Terms (points, 2, K) on the Pareto curve: each commitment by the slope of the weighted sum on either side of a kink."""
    weight = np.linspace(0.0, 1.0, points)[:, None]
    own, other = np.stack([weight, 1.0 - weight], axis=1), np.stack([1.0 - weight, weight], axis=1)
    top = own * cases.slope[c] + other * cases.received[c, ::-1]
    low, high = np.zeros_like(top) - 1e3, np.zeros_like(top) + 1e3
    for _ in range(60):  # the weighted slope falls with the commitment: halve the stretch where it changes its sign
        x = 0.5 * (low + high)
        pull = 2.0 * cases.pressure[c] * np.maximum(0.0, x - cases.bearable[c])
        rising = top - own * (cases.curve[c] * x + pull) > 0
        low, high = np.where(rising, x, low), np.where(rising, high, x)
    return np.clip(0.5 * (low + high), cases.low[c], cases.high[c])


def committed(cases: Cases, c: int, terms: np.ndarray) -> np.ndarray:
    """Return true where some commitment of terms (..., 2, K) is as large as an agreement needs."""
    return (terms * cases.on[c]).max(axis=(-2, -1)) >= cases.least[c]


def longest_run(flags: np.ndarray) -> int:
    """Length of the longest run of true values."""
    best = here = 0
    for flag in flags.tolist():
        here = here + 1 if flag else 0
        best = max(best, here)
    return best


def test_there_are_protocols() -> None:
    assert {"nash", "ultimatum"} <= set(ON_THE_CURVE)
    assert set(PROTOCOLS) >= DISCRETE


@pytest.mark.parametrize("name", PROTOCOLS)
@given(seed=SEEDS, issues=st.integers(1, 5))
@EXAMPLES
def test_nobody_signs_below_its_reservation_value_and_terms_stay_in_bounds(name, seed, issues) -> None:
    cases = random_cases(seed, 20, issues)
    answers = answers_of(rule("protocol", name), cases)
    for c in range(20):
        if not answers.agreed[c]:
            assert not answers.terms[c].any() and not answers.gain[c].any()
            continue
        terms = answers.terms[c]
        gain = gains(cases, c, terms)
        assert (gain >= -EXACT).all()
        np.testing.assert_allclose(answers.gain[c], gain, atol=EXACT)
        on = cases.on[c]
        assert (terms[:, on] >= cases.low[c][:, on]).all() and (terms[:, on] <= cases.high[c][:, on]).all()
        assert not terms[:, ~on].any()
        assert committed(cases, c, terms)


@pytest.mark.parametrize("name", PROTOCOLS)
def test_some_random_cases_are_agreed_and_some_are_not(name: str) -> None:
    for issues in (1, 3):
        agreed = answers_of(rule("protocol", name), random_cases(1, 400, issues)).agreed
        assert 40 < agreed.sum() < 360


@pytest.mark.parametrize("name", ON_THE_CURVE)
@given(seed=SEEDS, issues=st.integers(1, 4))
@EXAMPLES
def test_no_other_terms_are_better_for_one_side_and_no_worse_for_the_other(name, seed, issues) -> None:
    cases = random_cases(seed, 10, issues)
    answers = answers_of(rule("protocol", name), cases)
    rng = np.random.default_rng(seed)
    for c in np.flatnonzero(answers.agreed):
        far = rng.uniform(cases.low[c], cases.high[c], size=(2000, 2, issues))
        steps = rng.normal(size=(2000, 2, issues)) * 10.0 ** rng.uniform(-6, -1, size=(2000, 1, 1))
        near = np.clip(answers.terms[c] + steps, cases.low[c], cases.high[c])
        better = gains(cases, c, np.concatenate([far, near])) - gains(cases, c, answers.terms[c])
        # A gain of 1e-5 takes a step that costs the other 1e-13 or more even at its best depth, above rounding.
        assert not ((better.min(axis=1) >= 0.0) & (better.max(axis=1) > 1e-5)).any()
        assert not (better > EXACT).all(axis=1).any()


@pytest.mark.parametrize("name", PROTOCOLS)
@given(seed=SEEDS, issues=st.integers(1, 4))
@EXAMPLES
def test_no_answer_depends_on_the_order_or_the_number_of_the_cases(name, seed, issues) -> None:
    protocol, cases = rule("protocol", name), random_cases(seed, 12, issues)
    answers = answers_of(protocol, cases)
    order = np.random.default_rng(seed).permutation(12)
    for part in (order, order[:1]):
        moved = answers_of(protocol, Cases(*(column[part] for column in cases)))
        for found, then in zip(moved, answers, strict=True):
            np.testing.assert_array_equal(found, then[part])


@pytest.mark.parametrize("name", PROTOCOLS)
@given(seed=SEEDS, issues=st.integers(1, 4))
@EXAMPLES
def test_settling_changes_no_case(name, seed, issues) -> None:
    cases = random_cases(seed, 6, issues)
    before = copied(cases)
    answers_of(rule("protocol", name), cases)
    for column, then in zip(cases, before, strict=True):
        np.testing.assert_array_equal(column, then)


@pytest.mark.parametrize("name", PROTOCOLS)
@pytest.mark.parametrize("agenda", ["package", "issue_by_issue"])
@given(seed=SEEDS, issues=st.integers(1, 4))
@EXAMPLES
def test_what_is_agreed_is_accepted_by_every_veto_player(name, agenda, seed, issues) -> None:
    cases = random_cases(seed, 15, issues)
    answers = settle(rule("protocol", name), copied(cases), agenda)
    for c in np.flatnonzero(answers.agreed):
        terms = answers.terms[c]
        if agenda == "package":
            assert least_at_home(cases, c, terms) >= -EXACT
            continue
        share = cases.on[c].sum()
        for k in np.flatnonzero(terms.any(axis=0)):
            alone = cases._replace(
                on=np.eye(issues, dtype=bool)[[k] * 15], cost=cases.cost / share, reservation=cases.reservation / share
            )
            assert least_at_home(alone, c, terms) >= -EXACT
            assert (gains(alone, c, terms) >= -EXACT).all()


@pytest.mark.parametrize("name", ON_THE_CURVE)
@given(seed=SEEDS, issues=st.integers(1, 4))
@settings(max_examples=15)
def test_there_is_an_agreement_exactly_where_the_curve_meets_every_win_set(name, seed, issues) -> None:
    """Win-sets that meet the curve over less than 2/32 of its rational stretch may be missed (32 steps are tried)."""
    cases = random_cases(seed, 15, issues, on_table=min(2, issues))._replace(least=np.zeros(15))
    agreed = answers_of(rule("protocol", name), cases).agreed
    for c in range(15):
        terms = frontier(cases, c)
        no_loss = gains(cases, c, terms).min(axis=1)
        fine = (no_loss >= 0) & (least_at_home(cases, c, terms) >= 0)
        if longest_run(fine) > max(2, 2 / 32 * (no_loss >= 0).sum()):
            assert agreed[c]
        dense = np.minimum(no_loss, least_at_home(cases, c, terms)).max()
        if dense < -2e-2:  # 2,001 weights: between two of them gains change by less than this
            assert not agreed[c]


@pytest.mark.parametrize("name", PROTOCOLS)
def test_where_nothing_is_possible_nothing_is_agreed(name: str) -> None:
    cases = random_cases(3, 50, 2, on_table=1)
    cases.low[:], cases.high[:] = 0.6, 0.5
    assert not answers_of(rule("protocol", name), cases).agreed.any()


@pytest.mark.parametrize("name", ON_THE_CURVE)
@given(seed=SEEDS, issues=st.integers(1, 3))
@settings(max_examples=15)
def test_a_better_outside_option_never_makes_an_agreement(name, seed, issues) -> None:
    cases = random_cases(seed, 20, issues, veto=False)._replace(least=np.zeros(20))
    dearer = cases._replace(reservation=cases.reservation + 0.05)
    agreed, still = (answers_of(rule("protocol", name), some).agreed for some in (cases, dearer))
    assert not (still & ~agreed).any()


def sample_of_answers() -> dict[str, list]:
    """Answers of every protocol to the same negotiations, as bits; the fast suite asks for them uncompiled as well."""
    answers = {name: settle(rule("protocol", name), random_cases(1, 60, 3), "package") for name in PROTOCOLS}
    return {f"protocol {name}": [column.tobytes().hex() for column in answer] for name, answer in answers.items()}

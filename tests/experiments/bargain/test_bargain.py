"""One negotiation without a world: solutions against closed forms, the model's own rules, and errors."""

from itertools import product
from pathlib import Path

import numpy as np
import pytest

from paradiplomacy import Bargain, BargainError, Domain, Tactics, bargain
from paradiplomacy.experiments.bargain.linear import LinearSpace
from paradiplomacy.experiments.bargain.space import terms_of
from paradiplomacy.model.bargaining.quality import quality_of

# The curvature that the model's parties have moves a solution by less.
CLOSE = 1e-6
EQUAL = Tactics()


def split(**options: object) -> Bargain:
    """Divide 100 between two parties; the second has 20 already."""
    shares = {"first": {"share": 1.0}, "second": {"share": -1.0}}
    return bargain({"share": (0, 100)}, shares, reservation={"second": -80.0}, **options)


def test_a_pie_is_split_as_nash_says() -> None:
    found = split()
    assert found.agreed
    assert found.outcome["share"] == pytest.approx(40.0, abs=100 * CLOSE)
    assert found.gain == pytest.approx({"first": 40.0, "second": 40.0}, abs=100 * CLOSE)
    assert found.utility == pytest.approx({"first": 40.0, "second": -40.0}, abs=100 * CLOSE)


def test_bargaining_power_is_the_share_of_the_pie() -> None:
    found = split(tactics=Tactics(power={"first": 3.0, "second": 1.0}))
    assert found.gain == pytest.approx({"first": 60.0, "second": 20.0}, abs=100 * CLOSE)


def test_the_first_mover_of_rubinstein_gets_the_share_of_the_theorem() -> None:
    found = split(protocol="rubinstein", tactics=Tactics(discount={"first": 0.9, "second": 0.8}))
    assert found.gain["first"] == pytest.approx(80 * (1 - 0.8) / (1 - 0.9 * 0.8), abs=100 * CLOSE)


def test_an_ultimatum_leaves_the_other_nothing() -> None:
    assert split(protocol="ultimatum").gain == pytest.approx({"first": 80.0, "second": 0.0}, abs=100 * CLOSE)


def test_parties_trade_what_each_values_less() -> None:
    # Nash, by hand: the second party gets all of b; of a, whose exchange costs 3 for 1, the first keeps all: gains 3 and 2.
    weights = {"first": {"a": 3.0, "b": 1.0}, "second": {"a": -1.0, "b": -2.0}}
    found = bargain({"a": (0, 1), "b": (0, 1)}, weights, reservation={"second": -3.0})
    assert found.outcome == pytest.approx({"a": 1.0, "b": 0.0}, abs=CLOSE)
    assert found.gain == pytest.approx({"first": 3.0, "second": 2.0}, abs=CLOSE)
    np.testing.assert_allclose(found.frontier, [[0.0, 3.0], [3.0, 2.0], [4.0, 0.0]], atol=CLOSE)
    # Ideal gains are 4 and 3: equal shares t meet the upper line (4t, 3 - 4t / 3) where 3t = 3 - 4t / 3.
    t = 9 / 13
    assert found.points["Kalai-Smorodinsky"] == pytest.approx({"first": 4 * t, "second": 3 * t}, abs=CLOSE)
    assert found.points["egalitarian"] == pytest.approx({"first": 2.25, "second": 2.25}, abs=CLOSE)
    assert found.points["utilitarian"] == pytest.approx({"first": 3.0, "second": 2.0}, abs=CLOSE)
    assert found.quality["Nash"] == pytest.approx(0.0, abs=CLOSE)
    assert found.quality["egalitarian"] == pytest.approx(np.hypot(0.75, 0.25) / 5, abs=CLOSE)
    assert found.quality["frontier"] == pytest.approx(0.0, abs=CLOSE)


def drawn(seed: int, parties: int = 2, issues: int = 4) -> Domain:
    rng = np.random.default_rng(seed)
    names = [f"p{i}" for i in range(parties)]
    weights = {name: {f"i{k}": float(rng.normal()) for k in range(issues)} for name in names}
    ranges = {f"i{k}": (float(k), float(k + 1 + rng.uniform())) for k in range(issues)}
    middle = {name: sum(w * sum(ranges[i]) / 2 for i, w in weights[name].items()) - 0.2 for name in names}
    return Domain.of(ranges, weights, reservation=middle)


@pytest.mark.parametrize("protocol", ["nash", "kalai_smorodinsky", "ultimatum", "alternating_offers", "rubinstein"])
def test_protocols_of_the_model_end_on_the_frontier(protocol: str) -> None:
    for seed in range(6):
        found = bargain(drawn(seed), protocol=protocol)
        assert found.agreed
        assert found.quality["frontier"] == pytest.approx(0.0, abs=CLOSE)
        if protocol in ("nash", "kalai_smorodinsky"):
            name = {"nash": "Nash", "kalai_smorodinsky": "Kalai-Smorodinsky"}[protocol]
            assert found.quality[name] == pytest.approx(0.0, abs=1e-5)


def test_quality_is_that_of_the_model() -> None:
    for seed in range(6):
        domain = drawn(seed)
        found = bargain(domain, protocol="alternating_offers", tactics=Tactics(concession={"p0": 0.3, "p1": 2.0}))
        space = domain.space()
        assert isinstance(space, LinearSpace)
        cases = space._cases(terms_of(EQUAL, domain.parties))
        gain = np.array([list(found.gain.values())]) / space._scale
        theirs = quality_of(cases, gain)
        assert found.quality["Nash"] == pytest.approx(theirs.nash[0], abs=1e-5)
        assert found.quality["Kalai-Smorodinsky"] == pytest.approx(theirs.kalai_smorodinsky[0], abs=1e-5)
        assert found.quality["egalitarian"] == pytest.approx(theirs.egalitarian[0], abs=1e-5)
        assert found.quality["utilitarian"] == pytest.approx(theirs.utilitarian[0], abs=1e-5)


def test_a_missed_gain_is_the_way_to_the_frontier_on_which_both_gain_alike() -> None:
    space = split().domain.space()
    # From gains of 10 and 30 both could gain 20 more.
    assert space.behind(np.array([10.0, 30.0])) == pytest.approx(20 * np.sqrt(2), abs=CLOSE)


def test_the_enumerated_nash_solution_has_the_largest_product_not_the_largest_sum() -> None:
    tables = {"a": {"x": {"r": 1.0, "g": 3.0, "b": 9.0}}, "b": {"x": {"r": 4.0, "g": 3.0, "b": 0.5}}}
    found = bargain({"x": list("rgb")}, tables)
    assert found.outcome == {"x": "g"}
    assert found.points["utilitarian"] == {"a": 9.0, "b": 0.5}
    weighted = bargain({"x": list("rgb")}, tables, tactics=Tactics(power={"a": 9.0, "b": 1.0}))
    assert weighted.outcome == {"x": "b"}


def test_blind_offers_miss_gains_and_the_quality_says_how_much() -> None:
    # Any offer of the first that the second accepts at once is agreed: z is worse for both than y.
    tables = {
        "a": {"x": {"w": 8.0, "y": 6.0, "z": 5.0, "q": 0.0}},
        "b": {"x": {"w": 0.0, "y": 6.0, "z": 5.0, "q": 9.0}},
    }
    found = bargain({"x": list("wyzq")}, tables, protocol="blind_offers", tactics=Tactics(rounds=2, concession=1.0))
    assert found.outcome == {"x": "z"}
    assert found.quality["frontier"] == pytest.approx(np.sqrt(2) / 12)


def test_blind_offers_end_without_agreement_where_nothing_is_better_than_none() -> None:
    tables = {"a": {"x": {"w": 8.0, "y": -6.0}}, "b": {"x": {"w": -1.0, "y": 6.0}}}
    found = bargain({"x": ["w", "y"]}, tables, protocol="blind_offers")
    assert not found.agreed


def test_the_nearest_utilitarian_point_is_at_no_distance_where_every_division_has_the_same_sum() -> None:
    assert split(tactics=Tactics(power={"first": 3.0, "second": 1.0})).quality["utilitarian"] == pytest.approx(
        0.0, abs=1e-5
    )


def test_three_parties_settle_on_the_largest_product_of_all_outcomes() -> None:
    for seed in range(4):
        domain = drawn(seed, parties=3, issues=3)
        found = bargain(domain)
        assert found.agreed
        steps = [np.linspace(issue.low, issue.high, 41) for issue in domain.issues]
        best = 0.0
        for place in product(*steps):
            outcome = dict(zip((issue.name for issue in domain.issues), map(float, place), strict=True))
            gains = [each.of(outcome) - r for each, r in zip(domain.utilities, domain.reservation, strict=True)]
            best = max(best, float(np.prod(np.clip(gains, 0, None))))
        assert float(np.prod(list(found.gain.values()))) >= best * (1 - 1e-6)


def test_a_ring_of_favours_gives_all_three_the_same() -> None:
    ring = {"a": {"ab": -1.0, "ca": 2.0}, "b": {"bc": -1.0, "ab": 2.0}, "c": {"ca": -1.0, "bc": 2.0}}
    found = bargain({"ab": (0, 1), "bc": (0, 1), "ca": (0, 1)}, ring)
    assert found.gain == pytest.approx({"a": 1.0, "b": 1.0, "c": 1.0}, abs=CLOSE)
    assert found.quality == pytest.approx(dict.fromkeys(found.quality, 0.0), abs=1e-5)


def test_issues_that_nobody_disputes_go_to_those_who_care() -> None:
    weights = {"first": {"a": 1.0, "free": 0.0}, "second": {"a": -1.0, "free": 2.0}}
    found = bargain({"a": (0, 1), "free": (0, 1)}, weights, protocol="ultimatum")
    # The proposer takes as much of a as the free issue gives the other.
    assert found.outcome == pytest.approx({"a": 1.0, "free": 1.0}, abs=CLOSE)
    assert found.gain == pytest.approx({"first": 1.0, "second": 1.0}, abs=CLOSE)


def test_without_a_zone_of_agreement_there_is_none() -> None:
    found = bargain({"price": (0, 1)}, {"a": {"price": 1.0}, "b": {"price": -1.0}}, reservation={"a": 0.8, "b": -0.5})
    assert not found.agreed
    assert found.outcome == found.quality == found.points == {}
    assert found.utility == {"a": 0.8, "b": -0.5}
    assert str(found).startswith("No agreement (nash): no outcome leaves everybody as well off")


COLOURS = {"red": 0.0, "green": 3.0, "blue": 4.0}


def test_tables_and_functions_are_enumerated() -> None:
    utilities = {
        "a": {"colour": COLOURS, "n": lambda n: -(n**2)},
        "b": lambda o: 2.0 * o["n"] - (o["colour"] == "blue"),
    }
    found = bargain({"colour": list(COLOURS), "n": [0, 1, 2]}, utilities)
    # By hand: green and 1 give 2 and 2, blue and 1 give 3 and 1; green and 0 give 3 and 0.
    assert found.outcome == {"colour": "green", "n": 1}
    assert found.gain == {"a": 2.0, "b": 2.0}
    np.testing.assert_allclose(found.frontier, [[-1, 4], [0, 3], [2, 2], [3, 1], [4, -1]], atol=1e-12)


def test_enumerated_outcomes_come_near_the_continuous_solution() -> None:
    domain = drawn(3, issues=2)
    fine = Domain(domain.issues, domain.utilities, domain.reservation, levels=201)
    near = fine.space(finite=True).settle("nash", terms_of(EQUAL, domain.parties))
    exact = bargain(domain)
    assert near is not None
    assert near.gain == pytest.approx(list(exact.gain.values()), abs=0.02)


@pytest.mark.parametrize("protocol", ["nash", "kalai_smorodinsky", "ultimatum", "alternating_offers", "blind_offers"])
def test_finite_negotiations_end_in_an_outcome_from_which_nobody_loses(protocol: str) -> None:
    rng = np.random.default_rng(5)
    for _ in range(5):
        tables = {p: {"i": dict(enumerate(rng.uniform(size=30).tolist()))} for p in "ab"}
        found = bargain({"i": list(range(30))}, tables, reservation={"a": 0.1, "b": 0.1}, protocol=protocol)
        assert found.agreed
        assert min(found.gain.values()) >= 0.0
        assert (found.round is not None) == (protocol in ("alternating_offers", "blind_offers"))
        if protocol != "blind_offers":
            assert found.quality["frontier"] == 0.0


WRONG = {
    "no issue": (({}, {"a": {}, "b": {}}), "expected at least one issue"),
    "one party": (({"x": (0, 1)}, {"a": {"x": 1}}), "1 parties, expected 2 to 50"),
    "ends swapped": (({"x": (1, 0)}, {"a": {}, "b": {}}), r"x: \(1, 0\), expected two numbers"),
    "a text": (({"x": "red"}, {"a": {}, "b": {}}), "x: 'red', expected a pair"),
    "twice": (({"x": ["r", "r"]}, {"a": {}, "b": {}}), "all different"),
    "a misspelt issue": (({"price": (0, 1)}, {"a": {"prise": 1.0}, "b": {}}), "did you mean price"),
    "NaN": (({"x": (0, 1)}, {"a": {"x": float("nan")}, "b": {}}), "a: x: nan, expected a number per unit"),
    "a truth value": (({"x": (0, 1)}, {"a": {"x": True}, "b": {}}), "a: x: True"),
    "a table of a range": (({"x": (0, 1)}, {"a": {"x": {0: 1}}, "b": {}}), "a table, but the issue is every number"),
    "a missing value": (({"x": ["r", "g"]}, {"a": {"x": {"r": 1}}, "b": {}}), "no utility of 'g'"),
    "an unknown value": (({"x": ["red", "green"]}, {"a": {"x": {"rad": 1}}, "b": {}}), "did you mean red"),
    "a number per unit of a name": (({"x": ["r", "g"]}, {"a": {"x": 1}, "b": {}}), '"r" is not a number'),
    "a function that raises": (({"x": [1, 2]}, {"a": {"x": lambda v: 1 / (v - 1)}, "b": {}}), "raises ZeroDivisionError for 1"),
    "a function of NaN": (({"x": [1, 2]}, {"a": lambda _: float("inf"), "b": {}}), "returns inf for"),
    "too many": (({f"i{k}": list(range(10)) for k in range(6)}, {"a": {}, "b": {}}), "1,000,000 outcomes"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_domain_has_one_clear_message(case: str) -> None:
    arguments, message = WRONG[case]
    with pytest.raises(BargainError, match=message):
        bargain(*arguments)


def test_all_problems_of_a_domain_are_reported_together() -> None:
    with pytest.raises(BargainError) as caught:
        bargain({"x": (0, 1)}, {"a": {"y": 1.0}, "b": {"x": "much"}}, reservation={"c": 1.0})
    assert len(caught.value.problems) == 3


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"protocol": "nahs"}, "did you mean nash"),
        ({"tactics": Tactics(rounds=0)}, "rounds: 0"),
        ({"tactics": Tactics(discount=1.0)}, "from 0 to below 1"),
        ({"tactics": Tactics(power={"first": 1.0})}, "power: second: None"),
        ({"tactics": Tactics(concession={"first": 1, "second": 1, "third": 2})}, "unknown party 'third'"),
        ({"levels": 1}, "levels: 1"),
    ],
)
def test_wrong_options_are_refused(options: dict[str, object], message: str) -> None:
    with pytest.raises(BargainError, match=message):
        split(**options)


def test_a_protocol_that_needs_a_continuous_frontier_is_refused_for_tables() -> None:
    with pytest.raises(BargainError, match="not available for finite domains"):
        bargain({"x": ["r", "g"]}, {"a": {"x": {"r": 1, "g": 0}}, "b": {}}, protocol="rubinstein")


def test_a_protocol_from_a_file_settles(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text("def first(cases, c):\n    return 1.0\n")
    found = bargain({"a": (0, 1)}, {"x": {"a": 1.0}, "y": {"a": -1.0}}, reservation={"y": -2.0},
                    protocol=f"{tmp_path}/mine.py:first")  # fmt: skip
    assert found.outcome == pytest.approx({"a": 1.0})
    with pytest.raises(BargainError, match="has no"):
        split(protocol=f"{tmp_path}/mine.py:second")


def test_names_are_escaped_in_notebooks() -> None:
    found = bargain({"<b>": (0, 1)}, {"<script>": {"<b>": 1.0}, "b": {"<b>": -1.0}}, reservation={"b": -1.0})
    shown = found._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert "scope='row'" in shown


@pytest.mark.parametrize("parties", [2, 3])
def test_the_picture_names_what_it_shows(parties: int) -> None:
    found = bargain(drawn(1, parties=parties))
    figure = found.figure()
    labels = {text.get_text() for text in figure.legends[0].get_texts()}
    assert {"agreement", "Nash", "Kalai-Smorodinsky", "egalitarian", "utilitarian"} <= labels
    axes = figure.axes[0]
    if parties == 2:
        assert "p0" in axes.get_xlabel()
        star = next(each for each in axes.collections if each.get_label() == "agreement")
        np.testing.assert_allclose(star.get_offsets()[0], list(found.gain.values()))
        shapes = {tuple(each.get_paths()[0].vertices.ravel().round(3)) for each in axes.collections}
        assert len(shapes) == len(axes.collections), "points differ by shape"
    else:
        assert {text.get_text() for text in axes.get_yticklabels()} == {"p0", "p1", "p2"}

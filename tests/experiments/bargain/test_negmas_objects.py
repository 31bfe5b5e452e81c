"""Domains from and to NegMAS, and the agreements of NegMAS; skipped where it is not installed (group ``bench``)."""

import sys
import warnings
from itertools import product
from pathlib import Path

import pytest

from paradiplomacy import BargainError, Domain, Tactics, bargain


def test_without_negmas_the_message_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "negmas", None)
    domain = Domain.of({"x": (0, 1)}, {"a": {"x": 1.0}, "b": {"x": -1.0}})
    with pytest.raises(BargainError, match="NegMAS is not installed"):
        domain.to_negmas()


def test_something_else_is_not_a_scenario() -> None:
    with pytest.raises(BargainError, match="dict: expected a scenario of NegMAS"):
        Domain.from_negmas({})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def negmas():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.importorskip("negmas", reason="NegMAS is a dependency of the benchmarks only: group bench")


def mixed() -> Domain:
    return Domain.of(
        {"price": (10, 20), "colour": ["red", "green"], "n": [1, 2, 5]},
        {
            "a": {"price": 0.5, "colour": {"red": 1.0, "green": 4.0}, "n": lambda n: float(n**2)},
            "b": lambda o: -o["price"] + 2.0 * o["n"] * (o["colour"] == "red"),
        },
        reservation={"a": 9.0, "b": -15.0},
    )


@pytest.mark.filterwarnings("ignore")
def test_utilities_are_the_same_there_and_back(negmas) -> None:  # noqa: ARG001
    domain = mixed()
    scenario = domain.to_negmas()
    again = Domain.from_negmas(scenario)
    assert again.parties == domain.parties
    assert again.issues == domain.issues
    assert again.reservation == pytest.approx(domain.reservation)
    for outcome in product((10.0, 12.5, 20.0), ("red", "green"), (1, 2, 5)):
        named = dict(zip(("price", "colour", "n"), outcome, strict=True))
        for mine, theirs, back in zip(domain.utilities, scenario.ufuns, again.utilities, strict=True):
            assert float(theirs(outcome)) == pytest.approx(mine.of(named))
            assert back.of(named) == pytest.approx(mine.of(named))


@pytest.mark.filterwarnings("ignore")
def test_straight_lines_remain_numbers_per_unit(negmas) -> None:
    from negmas.outcomes import make_issue, make_os
    from negmas.preferences import AffineUtilityFunction

    space = make_os([make_issue((1.0, 3.0), name="x"), make_issue((0.0, 1.0), name="y")])
    ufuns = [AffineUtilityFunction(weights=w, bias=0.5, outcome_space=space, reserved_value=r, name=n)
             for w, r, n in (([2.0, 1.0], 3.0, "p"), ([-1.0, -3.0], float("-inf"), "q"))]  # fmt: skip
    domain = Domain.from_negmas(negmas.Scenario(outcome_space=space, ufuns=ufuns))
    assert domain.is_linear
    assert domain.utilities[0].of({"x": 2.0, "y": 0.5}) == pytest.approx(5.0)
    # Without a reservation value everything is acceptable: it is the least utility, at the ends.
    assert domain.reservation == pytest.approx((3.0, 0.5 - 3.0 - 3.0))


@pytest.mark.filterwarnings("ignore")
def test_negmas_reads_what_is_written_for_genius(negmas, tmp_path: Path) -> None:  # noqa: ARG001
    from negmas.inout import load_genius_domain_from_folder

    domain = Domain.of(
        {"price": (10, 20), "colour": ["red", "green"]},
        {
            "a": {"price": 0.5, "colour": {"red": 1.0, "green": 4.0}},
            "b": {"price": -1.0, "colour": {"red": 9, "green": 1}},
        },
        reservation={"a": 7.0, "b": -10.0},
    )
    domain.write_genius(tmp_path)
    scenario = load_genius_domain_from_folder(tmp_path)
    again = Domain.read_genius(tmp_path)
    for outcome in product((10.0, 12.5, 20.0), ("red", "green")):
        named = dict(zip(("price", "colour"), outcome, strict=True))
        for theirs, mine in zip(scenario.ufuns, again.utilities, strict=True):
            assert float(theirs(outcome)) == pytest.approx(mine.of(named))
    assert [float(each.reserved_value) for each in scenario.ufuns] == pytest.approx(list(again.reservation))


@pytest.mark.filterwarnings("ignore")
def test_genius_files_of_negmas_are_read(negmas, tmp_path: Path) -> None:  # noqa: ARG001
    from negmas.outcomes import issues_to_genius

    domain = Domain.of(
        {"n": [1, 2, 5], "colour": ["red", "green"]},
        {"a": {"n": {1: 0, 2: 0.5, 5: 1}, "colour": {"red": 0.0, "green": 1.0}}, "b": {"n": {1: 1, 2: 1, 5: 0}}},
        reservation={"a": 0.3, "b": 0.4},
    )
    scenario = domain.to_negmas()
    issues_to_genius(scenario.outcome_space.issues, tmp_path / "domain.xml")
    for ufun in scenario.ufuns:
        ufun.to_genius(tmp_path / f"{ufun.name}.xml", issues=scenario.outcome_space.issues)  # type: ignore[attr-defined]
    again = Domain.read_genius(tmp_path)
    assert again.parties == ("a", "b")
    for mine, theirs in zip(domain.utilities, again.utilities, strict=True):
        for n, colour in product((1, 2, 5), ("red", "green")):
            assert theirs.of({"n": n, "colour": colour}) == pytest.approx(mine.of({"n": n, "colour": colour}))


@pytest.mark.filterwarnings("ignore")
def test_blind_offers_end_where_negotiators_of_negmas_end(negmas) -> None:
    from negmas.sao import AspirationNegotiator, SAOMechanism

    for seed in range(5):
        domain = drawn(seed)
        mine = bargain(domain, protocol="blind_offers", tactics=Tactics(rounds=50))
        scenario = domain.to_negmas()
        mechanism = SAOMechanism(outcome_space=scenario.outcome_space, n_steps=50)
        for ufun in scenario.ufuns:
            mechanism.add(AspirationNegotiator(aspiration_type="linear", tolerance=0.0, stochastic=False), ufun=ufun)
        theirs = mechanism.run().agreement
        assert mine.agreed == (theirs is not None)
        if theirs is not None:
            assert tuple(mine.outcome.values()) == theirs
    assert negmas.__version__


def drawn(seed: int) -> Domain:
    """Draw a domain of 60 outcomes without ties."""
    import numpy as np

    rng = np.random.default_rng(seed)
    issues = {"i": list(range(5)), "k": list(range(4)), "l": list(range(3))}
    tables = {party: {name: dict(enumerate(rng.uniform(size=len(values)).tolist())) for name, values in issues.items()}
              for party in ("a", "b")}  # fmt: skip
    return Domain.of(issues, tables)
